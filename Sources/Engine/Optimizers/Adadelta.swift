/// Adadelta: a step as long as recent steps were, times the gradient's size compared with recent gradients.
///
///     s ← ρ s + (1 − ρ) g²
///     Δ = √(d + ε) / √(s + ε) · g
///     d ← ρ d + (1 − ρ) Δ²
///     w ← w − η Δ
///
/// s and d start at 0, so ε also sets how long the first steps are. ε stands inside both roots, as everywhere;
/// frameworks differ in their defaults only. The paper has no η, which is η = 1, and its ρ and ε are the defaults here.
/// Source: Zeiler, *ADADELTA: An Adaptive Learning Rate Method* (2012), algorithm 1.
public struct Adadelta: UpdateRule {
  public var learningRate: Double
  /// ρ, the share of the old averages in the new ones.
  public let rho: Double
  /// ε, added inside both roots. With ε = 0 nothing ever moves, as d stays 0; a gradient of 0 makes 0/0, a nan.
  public let epsilon: Double

  /// What Adadelta remembers of one parameter.
  public struct State: Sendable {
    /// s, the decaying average of the squared gradients.
    public internal(set) var square: Matrix
    /// d, the decaying average of the squared steps, before η.
    public internal(set) var squaredStep: Matrix

    /// The averages that earlier steps have left, to go on from.
    public init(square: Matrix, squaredStep: Matrix) {
      self.square = square
      self.squaredStep = squaredStep
    }
  }

  /// A rule with η and ε of at least 0, and ρ in [0, 1].
  public init(learningRate: Double = 1, rho: Double = 0.95, epsilon: Double = 1e-6) {
    self.learningRate = learningRate
    self.rho = rho
    self.epsilon = epsilon
    checkRate()
    Self.check("ρ", rho, in: 0...1)
    Self.check("ε", epsilon, in: 0..<Double.infinity)
  }

  public func initialState(for value: Matrix) -> State {
    State(square: Matrix(zerosLike: value), squaredStep: Matrix(zerosLike: value))
  }

  public func update(_ value: inout Matrix, gradient: Matrix, state: inout State) {
    check(value, gradient: gradient, remembered: state.square, state.squaredStep)
    state.square = state.square.zip(gradient) { rho * $0 + (1 - rho) * ($1 * $1) }
    let ratio = state.squaredStep.zip(state.square) { (($0 + epsilon) / ($1 + epsilon)).squareRoot() }
    let step = ratio.hadamard(gradient)
    state.squaredStep = state.squaredStep.zip(step) { rho * $0 + (1 - rho) * ($1 * $1) }
    value = value.zip(step) { $0 - learningRate * $1 }
  }
}
