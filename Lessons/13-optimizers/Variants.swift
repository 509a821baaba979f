import Engine

// The conventions that the lesson compares with the engine's, each as an update rule of
// its own. Read them after the exercises.

/// Momentum with the frameworks' sum, and the rate outside of it, as PyTorch has it:
/// v ← μ v + g, w ← w − η v.
struct MomentumSum: UpdateRule {
  var learningRate: Double
  let mu: Double

  func initialState(for value: Matrix) -> Matrix { Matrix(zerosLike: value) }

  func update(_ value: inout Matrix, gradient: Matrix, state: inout Matrix) {
    state = mu * state + gradient
    value -= learningRate * state
  }
}

/// The same with the rate inside the sum, as Keras has it: v ← μ v − η g, w ← w + v.
struct MomentumRateInside: UpdateRule {
  var learningRate: Double
  let mu: Double

  func initialState(for value: Matrix) -> Matrix { Matrix(zerosLike: value) }

  func update(_ value: inout Matrix, gradient: Matrix, state: inout Matrix) {
    state = mu * state - learningRate * gradient
    value += state
  }
}

/// RMSProp as PyTorch has it, with ε outside the root.
struct RMSPropOutside: UpdateRule {
  var learningRate: Double
  var epsilon = 1e-8

  func initialState(for value: Matrix) -> Matrix { Matrix(zerosLike: value) }

  func update(_ value: inout Matrix, gradient: Matrix, state: inout Matrix) {
    state = 0.9 * state + 0.1 * gradient.hadamard(gradient)
    let scale = sqrt(state).map { 1 / ($0 + epsilon) }
    value -= learningRate * gradient.hadamard(scale)
  }
}

/// Adam as it is often printed, without bias correction.
struct AdamUncorrected: UpdateRule {
  var learningRate: Double

  func initialState(for value: Matrix) -> (mean: Matrix, square: Matrix) {
    (Matrix(zerosLike: value), Matrix(zerosLike: value))
  }

  func update(
    _ value: inout Matrix, gradient: Matrix, state: inout (mean: Matrix, square: Matrix)
  ) {
    state.mean = 0.9 * state.mean + 0.1 * gradient
    state.square = 0.999 * state.square + 0.001 * gradient.hadamard(gradient)
    let scale = sqrt(state.square).map { 1 / ($0 + 1e-8) }
    value -= learningRate * state.mean.hadamard(scale)
  }
}

/// Nesterov's momentum as first written, with the gradient of a valley at the point
/// looked ahead to. Gives those points.
func pathAsFirstWritten(
  in valley: Valley, from start: Matrix, rate: Double, beta: Double, steps: Int
) -> [Matrix] {
  var theta = start
  var v = Matrix(zerosLike: start)
  var path = [start]
  for _ in 0..<steps {
    v = beta * v - rate * valley.gradient(at: theta + beta * v)
    theta += v
    path.append(theta + beta * v)
  }
  return path
}
