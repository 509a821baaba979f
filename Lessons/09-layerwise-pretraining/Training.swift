import Datasets
import Engine

/// Puts an output layer on `hidden` layers and trains all of it by plain descent, in batches of 20.
///
/// Returns the network and its loss: the mean of each epoch's batches.
func fineTuned(
  _ hidden: [any Layer], on data: Dataset, rate: Double = 1, updates: Int,
  using generator: inout Generator
) -> (network: Network, losses: [Double]) {
  let width = Network(hidden).width
  let output = Dense(from: width, to: data.classes, .glorotNormal, using: &generator)
  var network = Network(hidden + [output])
  var optimizer = Optimizer(GradientDescent(learningRate: rate))
  var history = History()
  var left = updates
  while left > 0 {
    for batch in data.batches(of: 20, using: &generator).prefix(left) {
      let scores = network.forward(batch.inputs, mode: .training)
      let loss = softmaxCrossEntropy(scores, labels: batch.labels)
      history.record(loss, of: batch.count)
      if history.hasDiverged { return (network, history.epochMeans) }
      network.fillGradients(loss.gradient)
      optimizer.step(&network)
      left -= 1
    }
    history.endEpoch()
  }
  return (network, history.epochMeans)
}

extension Network {
  /// How many numbers the last dense layer puts out.
  var width: Int {
    layers.compactMap { $0 as? Dense }.last?.bias.value.columns ?? 0
  }

  /// What comes out for `x`. The network itself is not changed.
  func output(for x: Matrix) -> Matrix {
    var network = self
    return network.forward(x, mode: .inference)
  }

  /// What the `l`th hidden layer's activation puts out, counted from 1; layers are dense, then activation.
  func hidden(_ l: Int, for x: Matrix) -> Matrix {
    Network(Array(layers.prefix(2 * l))).output(for: x)
  }
}
