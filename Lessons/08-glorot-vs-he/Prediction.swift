import Engine

/// The predicted sizes of what a network's dense layers put out, and of the gradients
/// with respect to it.
struct Prediction {
  var forward: [Double] = []
  var backward: [Double] = []
  /// The predicted size of the gradient with respect to the network's input.
  var inputGradient = 0.0

  /// - Parameters:
  ///   - widths: of the input and of every dense layer's output.
  ///   - input: the mean square of the input.
  ///   - gradient: the mean square of the gradient with respect to the last layer's output.
  init(
    _ widths: [Int], _ activation: Activation?, _ rule: Rule, input: Double = 1,
    gradient: Double = 1
  ) {
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
    forward = q.map { sqrt($0) }
    backward = p.dropFirst().map { sqrt($0) }
    inputGradient = sqrt(p[0])
  }
}
