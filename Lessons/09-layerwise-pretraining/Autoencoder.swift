import Engine

/// Layers that make a code of their input, and layers that rebuild the input from it.
struct Autoencoder {
  var encoder: Network
  var decoder: Network

  /// Trains both with Adam to give back their input. Returns the mean error of each epoch.
  ///
  /// - Parameters:
  ///   - blanking: the share of the inputs that are set to 0, other ones each time; the target stays whole.
  @discardableResult
  mutating func train(
    on x: Matrix, rate: Double, epochs: Int, batch size: Int,
    blanking share: Double = 0, using generator: inout Generator
  ) -> [Double] {
    var whole = Network(encoder.layers + decoder.layers)
    var optimizer = Optimizer(Adam(learningRate: rate))
    var history = History()
    for _ in 0..<epochs {
      let order = generator.permutation(of: x.rows)
      for start in stride(from: 0, to: x.rows, by: size) {
        let target = x.selectingRows(order[start..<min(start + size, x.rows)])
        let seen = share > 0 ? target.blanking(share, using: &generator) : target
        let rebuilt = whole.forward(seen, mode: .training)
        let loss = meanSquaredError(rebuilt, target: target)
        history.record(loss, of: target.rows)
        whole.fillGradients(loss.gradient)
        optimizer.step(&whole)
      }
      history.endEpoch()
    }
    encoder.layers = Array(whole.layers.prefix(encoder.layers.count))
    decoder.layers = Array(whole.layers.suffix(decoder.layers.count))
    return history.epochMeans
  }

  func code(_ x: Matrix) -> Matrix {
    var encoder = encoder
    return encoder.forward(x, mode: .inference)
  }

  func rebuilt(_ x: Matrix) -> Matrix {
    var decoder = decoder
    return decoder.forward(code(x), mode: .inference)
  }

  func error(on x: Matrix) -> Double { meanSquaredError(rebuilt(x), target: x).value }
}

extension Matrix {
  /// The same entries, a random `share` of them 0.
  func blanking(_ share: Double, using generator: inout Generator) -> Matrix {
    let chance = Initializer.uniform(limit: 1).weight(
      fanIn: rows, fanOut: columns, using: &generator)
    return zip(chance) { $1 < 2 * share - 1 ? 0 : $0 }
  }
}
