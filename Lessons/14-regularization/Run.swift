import Datasets
import Engine

/// A network as it was after each epoch, and what it cost on new examples.
struct Run {
  var networks: [Network] = []
  var validation: [Double] = []  // the loss alone, without a penalty or a mask

  /// The network after the last epoch.
  var last: Network { networks.last! }

  /// The epoch, from 0, with the lowest validation loss.
  var best: Int { validation.indices.min { validation[$0] < validation[$1] }! }

  /// The last validation loss, in multiples of the lowest.
  var rise: Double { validation.last! / validation[best] }
}

/// Trains by Adam in batches of 20. With `judge` the run has its curves, without only the
/// last network. `watch` sees the network after each forward pass.
func train(
  _ recipe: Recipe, on data: Dataset, judge: Dataset? = nil,
  watch: (Network) -> Void = { _ in }, using generator: inout Generator
) -> Run {
  var run = Run()
  var network = recipe.network(inputs: data.features, using: &generator)
  var optimizer = Optimizer(Adam(learningRate: recipe.rate))
  for epoch in 1...recipe.epochs {
    for batch in data.batches(of: 20, using: &generator) {
      let scores = network.forward(batch.inputs, mode: .training)
      watch(network)
      let loss = softmaxCrossEntropy(scores, labels: batch.labels)
      network.fillGradients(loss.gradient)
      network.addPenaltyGradients(l1: recipe.l1, l2: recipe.l2)
      optimizer.step(&network)
    }
    if judge != nil || epoch == recipe.epochs { run.networks.append(network) }
    if let judge { run.validation.append(network.loss(on: judge)) }
  }
  return run
}
