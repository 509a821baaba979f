/// Adam: momentum, with a rate for each number by the size that its gradient usually has.
///
///     m ← β₁ m + (1 − β₁) g        v ← β₂ v + (1 − β₂) g²
///     m̂ = m / (1 − β₁ᵗ)            v̂ = v / (1 − β₂ᵗ)          t: this step, the first is 1
///     w ← w − η m̂ / (√v̂ + ε)
///
/// m and v start at 0, and m̂ and v̂ correct for that. Where all gradients so far were 0, w stays, unless ε is 0.
/// Source: Kingma, Ba, *Adam: A Method for Stochastic Optimization* (ICLR 2015), algorithm 1. ε stands outside the
/// root, as there and in PyTorch; Keras too has it there, but as 10⁻⁷. MLX does not correct the averages unless it is told to.
public struct Adam: UpdateRule {
  public var learningRate: Double
  /// β₁, the share of the old average of gradients in the new one.
  public let beta1: Double
  /// β₂, the share of the old average of squares in the new one.
  public let beta2: Double
  /// ε, added to the root. With ε = 0 a number whose gradients were all 0 becomes 0/0, a nan.
  public let epsilon: Double

  /// What Adam remembers of one parameter's gradients.
  public struct State: Sendable {
    /// m, the decaying average of the gradients.
    public internal(set) var mean: Matrix
    /// v, the decaying average of their squares.
    public internal(set) var square: Matrix
    /// β₁ᵗ and β₂ᵗ.
    var powers = (1.0, 1.0)
  }

  /// A rule with η and ε of at least 0, and both β in [0, 1).
  public init(learningRate: Double = 0.001, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8) {
    self.learningRate = learningRate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    checkRate()
    Self.check("β₁", beta1, in: 0..<1)
    Self.check("β₂", beta2, in: 0..<1)
    Self.check("ε", epsilon, in: 0..<Double.infinity)
  }

  public func initialState(for value: Matrix) -> State {
    State(mean: Matrix(zerosLike: value), square: Matrix(zerosLike: value))
  }

  /// The state after `steps` steps that have left these averages, to go on from.
  public func state(mean: Matrix, square: Matrix, after steps: Int) -> State {
    precondition(steps >= 0, "Adam: a state is that after at least 0 steps, not \(steps)")
    var state = State(mean: mean, square: square)
    for _ in 0..<steps {
      state.powers.0 *= beta1
      state.powers.1 *= beta2
    }
    return state
  }

  /// One pass over four arrays. Large ones do not fit the near caches: reading and writing them is what limits it.
  public func update(_ value: inout Matrix, gradient: Matrix, state: inout State) {
    check(value, gradient: gradient, remembered: state.mean, state.square)
    state.powers.0 *= beta1
    state.powers.1 *= beta2
    let (meanScale, squareScale) = (1 / (1 - state.powers.0), 1 / (1 - state.powers.1))
    let (rate, epsilon, beta1, beta2) = (learningRate, epsilon, beta1, beta2)
    state.mean.elements.withUnsafeMutableBufferPointer { mean in
      state.square.elements.withUnsafeMutableBufferPointer { square in
        if mean.isEmpty { return }
        let (m, v) = (mean.baseAddress!, square.baseAddress!)
        changeEntries(of: &value, by: gradient) { w, g, entries in
          for i in entries {
            // All is read before anything is written: a processor may hold back a read that follows a write to what
            // could be the same place, and compares the last twelve bits of their addresses only.
            let (g, value) = (g[i], w[i])
            let mean = beta1 * m[i] + (1 - beta1) * g
            let square = beta2 * v[i] + (1 - beta2) * (g * g)
            m[i] = mean
            v[i] = square
            w[i] = value - rate * (mean * meanScale) / ((square * squareScale).squareRoot() + epsilon)
          }
        }
      }
    }
  }
}
