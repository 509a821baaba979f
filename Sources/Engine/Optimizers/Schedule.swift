/// How the learning rate changes in the course of training: for each update, a factor of the base rate.
///
///     let schedule = Schedule.warmUp(20, then: .cosine(updates: 480))
///     for update in 0..<500 {
///       optimizer.rule.learningRate = rate * schedule.factor(at: update)
///       …
///     }
///
/// Updates are counted from 0, so the first one has the base rate, unless it is warmed up.
public indirect enum Schedule: Sendable, Equatable {
  case constant
  /// γ^⌊t/s⌋: times γ after every s updates. PyTorch's `StepLR`.
  case step(every: Int, factor: Double)
  /// γᵗ: times γ after every update. PyTorch's `ExponentialLR`, whose t is what its user counts, epochs as a rule.
  case exponential(factor: Double)
  /// ½ (1 + cos(π t/T)) up to update T, where it is 0 and stays: half a wave. PyTorch's `CosineAnnealingLR` rises again.
  /// Source: Loshchilov, Hutter, *SGDR: Stochastic Gradient Descent with Warm Restarts* (ICLR 2017), equation 5.
  case cosine(updates: Int)
  /// 1/(1 + κ t): half the rate after 1/κ updates, a third after 2/κ.
  case inverse(decay: Double)
  /// (t + 1)/W in the first W updates, then another schedule from its beginning. optax starts at 0 instead, a step that
  /// goes nowhere. Source: Goyal and others, *Accurate, Large Minibatch SGD* (2017), section 2.2.
  case warmUp(Int, then: Schedule)

  /// What to multiply the base rate by for update `t`, the first of which is 0.
  public func factor(at t: Int) -> Double {
    precondition(t >= 0, "updates are counted from 0, not from \(t)")
    switch self {
    case .constant: return 1
    case .step(let updates, let factor):
      precondition(updates > 0, "a step is at least 1 update long, not \(updates)")
      return pow(checked(factor), Double(t / updates))
    case .exponential(let factor): return pow(checked(factor), Double(t))
    case .cosine(let updates):
      precondition(updates > 0, "half a wave is at least 1 update long, not \(updates)")
      return t >= updates ? 0 : (1 + cos(.pi * Double(t) / Double(updates))) / 2
    case .inverse(let decay):
      require("the decay of 1/(1 + κt)", decay, in: 0..<Double.infinity)
      return 1 / (1 + decay * Double(t))
    case .warmUp(let updates, let schedule):
      precondition(updates >= 0, "a warm-up lasts at least 0 updates, not \(updates)")
      return t < updates ? Double(t + 1) / Double(updates) : schedule.factor(at: t - updates)
    }
  }

  private func checked(_ factor: Double) -> Double {
    require("the factor of a decaying rate", factor, in: 0...1)
    return factor
  }
}
