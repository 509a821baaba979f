import Datasets
import Engine

/// Changes the network's weights a little after each batch, so that its loss falls: lesson 04 tells how.
///
/// With `frozen`, the first layer keeps the weights that it has. Returns the mean loss of the last epoch.
@discardableResult
func train(
  _ network: inout Network, on data: Dataset, rate: Double, epochs: Int,
  batch: Int = 20,
  frozen: Bool = false, using generator: inout Generator
) -> Double {
  var optimizer = Optimizer(GradientDescent(learningRate: rate))
  var history = History()
  let first = network.layers[0]
  for _ in 1...epochs {
    for batch in data.batches(of: batch, using: &generator) {
      let scores = network.forward(batch.inputs, mode: .training)
      let loss = softmaxCrossEntropy(scores, labels: batch.labels)
      history.record(loss, of: batch.count)
      if history.hasDiverged { return .infinity }
      network.backward(loss.gradient)
      optimizer.step(&network)
      if frozen { network.layers[0] = first }
    }
    history.endEpoch()
  }
  return history.last
}

/// Dense layers of the given widths, with an activation between each two; nil is none.
func stack(
  _ widths: [Int], _ activation: Activation?,
  _ initializer: Initializer = .glorotNormal,
  using generator: inout Generator
) -> Network {
  var layers: [any Layer] = []
  for (fanIn, fanOut) in zip(widths, widths.dropFirst()) {
    if let activation, !layers.isEmpty { layers.append(activation.layer) }
    layers.append(Dense(from: fanIn, to: fanOut, initializer, using: &generator))
  }
  return Network(layers)
}

extension Network {
  /// How much more the network believes in class 1 than in class 0, at a point of the plane.
  func lead(_ x: Double, _ y: Double) -> Double {
    var network = self
    let scores = network.forward(Matrix([[x, y]]), mode: .inference)
    return scores[0, 1] - scores[0, 0]
  }

  /// The class that the network gives to each example.
  func classes(of x: Matrix) -> [Bool] {
    var network = self
    let scores = network.forward(x, mode: .inference)
    return (0..<x.rows).map { scores[$0, 1] > scores[$0, 0] }
  }
}
