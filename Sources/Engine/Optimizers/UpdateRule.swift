/// How one parameter moves when its gradient is known: all that makes one optimizer different from another.
///
/// Rules are pure: what a rule remembers of earlier steps is its `State`, which ``Optimizer`` keeps, one per parameter.
public protocol UpdateRule: Sendable {
  associatedtype State: Sendable

  /// What the rule remembers before the first step, for a parameter of the shape of `value`.
  func initialState(for value: Matrix) -> State

  /// Moves `value` by one step against `gradient`, of the same shape.
  func update(_ value: inout Matrix, gradient: Matrix, state: inout State)

  /// η, the size of a step.
  var learningRate: Double { get set }
}
