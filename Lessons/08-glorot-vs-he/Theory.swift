import Engine

/// The three activations, each with what the theory needs of it.
enum Activation: String, CaseIterable {
  case relu = "ReLU"
  case sigmoid, tanh

  var layer: any Layer {
    switch self {
    case .relu: ReLU()
    case .sigmoid: Sigmoid()
    case .tanh: Tanh()
    }
  }

  /// The mean of g(z)², for z normal with mean 0 and mean square `q`.
  func meanSquareOutput(_ q: Double) -> Double {
    switch self {
    case .relu: q / 2
    case .sigmoid: normalMean(q) { square(Engine.sigmoid($0)) }
    case .tanh: normalMean(q) { square(Engine.tanh($0)) }
    }
  }

  /// The mean of g′(z)².
  func meanSquareSlope(_ q: Double) -> Double {
    switch self {
    case .relu: 0.5
    case .sigmoid: normalMean(q) { square(Engine.sigmoid($0).map { $0 * (1 - $0) }) }
    case .tanh: normalMean(q) { square(Engine.tanh($0).map { 1 - $0 * $0 }) }
    }
  }
}

private func square(_ x: Matrix) -> Matrix { x.hadamard(x) }

/// The mean of f(z) for z normal with mean 0 and variance `q`: the trapezoidal rule on ±8 standard deviations.
private func normalMean(_ q: Double, _ f: (Matrix) -> Matrix) -> Double {
  let step = 1.0 / 16
  let t = Matrix(rows: 1, columns: 257) { _, k in Double(k - 128) * step }
  let density = exp(t.map { -$0 * $0 / 2 }) / (2 * Double.pi).squareRoot()
  return f(q.squareRoot() * t).hadamard(density).sum * step
}

/// The predicted sizes of what the dense layers of a network put out, and of the gradients for it.
struct Prediction {
  var forward: [Double] = []
  var backward: [Double] = []
  /// The predicted size of the gradient for the network's input.
  var inputGradient = 0.0

  /// - Parameters:
  ///   - widths: of the input and of every dense layer's output.
  ///   - input: the mean square of the input.
  ///   - gradient: the mean square of the gradient for the last layer's output.
  init(_ widths: [Int], _ activation: Activation?, _ rule: Rule, input: Double = 1, gradient: Double = 1) {
    let fans = zip(widths, widths.dropFirst()).map { (Double($0), Double($1)) }
    var q: [Double] = []
    for (fanIn, fanOut) in fans {
      let x = q.last.map { activation?.meanSquareOutput($0) ?? $0 } ?? input
      q.append(fanIn * rule.variance(fanIn, fanOut) * x)
    }
    var p = [gradient]
    for (k, (fanIn, fanOut)) in fans.enumerated().reversed() {
      let slope = k == 0 ? 1 : activation?.meanSquareSlope(q[k - 1]) ?? 1
      p.insert(fanOut * rule.variance(fanIn, fanOut) * p[0] * slope, at: 0)
    }
    forward = q.map { $0.squareRoot() }
    backward = p.dropFirst().map { $0.squareRoot() }
    inputGradient = p[0].squareRoot()
  }
}
