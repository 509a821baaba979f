import Datasets
import Engine

/// What a training run leaves: the network, its losses, and how many of the validation
/// digits it gets right; 0 if it diverged.
struct Run {
  var network: Network
  var history = History()
  var accuracy = 0.0

  /// Plain descent for four epochs, in batches of 32 whose order `seed` decides.
  init(_ start: Network, on digits: Split, rate: Double, seed: UInt64) {
    network = start
    var generator = Generator(seed: seed)
    var optimizer = Optimizer(GradientDescent(learningRate: rate))
    for _ in 1...4 {
      for batch in digits.training.batches(of: 32, using: &generator) {
        let scores = network.forward(batch.inputs, mode: .training)
        let loss = softmaxCrossEntropy(scores, labels: batch.labels)
        history.record(loss, of: batch.count)
        if history.hasDiverged { return }
        network.backward(loss.gradient)
        optimizer.step(&network)
      }
      history.endEpoch()
    }
    accuracy = network.accuracy(on: digits.validation)
  }
}
