/// An update rule and the state of each parameter that it has moved.
///
///     var optimizer = Optimizer(Momentum(learningRate: 0.1))
///     optimizer.step(&network)                                    // after network.backward(…)
///     var resumed = Optimizer(optimizer.rule, states: optimizer.states)   // goes on from there
///
/// Use one optimizer for one network: states belong to parameters by their order. Another number of them stops the
/// program.
public struct Optimizer<Rule: UpdateRule>: Sendable {
  public var rule: Rule
  /// One state per parameter, in the parameters' order; none before the first step.
  public private(set) var states: [Rule.State]

  /// An optimizer that begins with the rule's initial states, or with those of an earlier run.
  public init(_ rule: Rule, states: [Rule.State] = []) {
    self.rule = rule
    self.states = states
  }

  /// Moves every parameter of `layer` by one step, by the gradients of its last backward pass.
  public mutating func step(_ layer: inout some Layer) {
    var (count, next) = (0, 0)
    layer.forEachParameter { _ in count += 1 }
    precondition(
      states.isEmpty || states.count == count, "an optimizer of \(states.count) parameters cannot move \(count)")
    layer.forEachParameter { parameter in
      if next == states.count { states.append(rule.initialState(for: parameter.value)) }
      rule.update(&parameter.value, gradient: parameter.gradient, state: &states[next])
      next += 1
    }
  }
}
