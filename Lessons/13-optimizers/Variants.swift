import Engine

// The conventions that the lesson compares with the engine's, each as an update rule of its own. Read them after the
// exercises.

/// Momentum with the frameworks' sum, and the rate outside of it, as PyTorch has it: v ← μ v + g, w ← w − η v.
struct MomentumSum: UpdateRule {
  var learningRate: Double
  let mu: Double

  func initialState(for value: Matrix) -> Matrix { Matrix(rows: value.rows, columns: value.columns) }

  func update(_ value: inout Matrix, gradient: Matrix, state: inout Matrix) {
    state = mu * state + gradient
    value -= learningRate * state
  }
}

/// The same with the rate inside the sum, as Keras has it: v ← μ v − η g, w ← w + v.
struct MomentumRateInside: UpdateRule {
  var learningRate: Double
  let mu: Double

  func initialState(for value: Matrix) -> Matrix { Matrix(rows: value.rows, columns: value.columns) }

  func update(_ value: inout Matrix, gradient: Matrix, state: inout Matrix) {
    state = mu * state - learningRate * gradient
    value += state
  }
}

/// RMSProp as PyTorch has it, with ε outside the root.
struct RMSPropOutside: UpdateRule {
  var learningRate: Double
  var epsilon = 1e-8

  func initialState(for value: Matrix) -> Matrix { Matrix(rows: value.rows, columns: value.columns) }

  func update(_ value: inout Matrix, gradient: Matrix, state: inout Matrix) {
    state = 0.9 * state + 0.1 * gradient.hadamard(gradient)
    let scale = sqrt(state).map { 1 / ($0 + epsilon) }
    value -= learningRate * gradient.hadamard(scale)
  }
}

/// Adam as the course notes print it, without bias correction.
struct AdamUncorrected: UpdateRule {
  var learningRate: Double

  func initialState(for value: Matrix) -> (mean: Matrix, square: Matrix) {
    let zeros = Matrix(rows: value.rows, columns: value.columns)
    return (zeros, zeros)
  }

  func update(_ value: inout Matrix, gradient: Matrix, state: inout (mean: Matrix, square: Matrix)) {
    state.mean = 0.9 * state.mean + 0.1 * gradient
    state.square = 0.999 * state.square + 0.001 * gradient.hadamard(gradient)
    let scale = sqrt(state.square).map { 1 / ($0 + 1e-8) }
    value -= learningRate * state.mean.hadamard(scale)
  }
}

/// Nesterov's momentum as first written, with the gradient of a valley at the point looked ahead to. Gives those points.
func pathAsFirstWritten(in valley: Valley, from start: Matrix, rate: Double, beta: Double, steps: Int) -> [Matrix] {
  var theta = start
  var v = Matrix(rows: start.rows, columns: start.columns)
  var path = [start]
  for _ in 0..<steps {
    v = beta * v - rate * valley.gradient(at: theta + beta * v)
    theta += v
    path.append(theta + beta * v)
  }
  return path
}

extension Valley {
  /// What Adam multiplies its averaged gradient by, for both parameters, at each step from a single point.
  func effectiveRates(of rule: Adam, from start: Matrix, steps: Int) -> [Matrix] {
    var w = start
    var state = rule.initialState(for: w)
    return (1...steps).map { t in
      rule.update(&w, gradient: gradient(at: w), state: &state)
      let correction = 1 - exp(Double(t) * log(rule.beta2))
      return state.square.map { rule.learningRate / (($0 / correction).squareRoot() + rule.epsilon) }
    }
  }
}

extension UpdateRule {
  /// Where the rule takes one number that starts at 0, under the given gradients. `rate` may name another η for a step.
  func places(under gradients: [Double], rate: (Int) -> Double? = { _ in nil }) -> [Double] {
    follow(from: 0, steps: gradients.count, rate: rate) { t, _ in gradients[t] }
  }

  /// Where the rule takes one number: `gradient` gets the step, from 0, and the place.
  func follow(
    from start: Double, steps: Int, rate: (Int) -> Double? = { _ in nil }, gradient: (Int, Double) -> Double
  ) -> [Double] {
    var rule = self
    var value = Matrix([[start]])
    var state = initialState(for: value)
    return (0..<steps).map { t in
      if let rate = rate(t) { rule.learningRate = rate }
      rule.update(&value, gradient: Matrix([[gradient(t, value[0, 0])]]), state: &state)
      return value[0, 0]
    }
  }
}
