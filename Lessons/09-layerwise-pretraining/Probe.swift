import Datasets
import Engine

/// How much of the classes a linear classifier finds in a code: one dense layer, trained on the standardized code.
///
/// Returns its accuracy on held-out examples.
func probe(
  _ code: Matrix, _ labels: [Int], heldOut: Matrix, _ heldOutLabels: [Int],
  classes: Int = 10
) -> Double {
  let scale = Standardizer(fittedTo: code)
  let training = Dataset(
    inputs: scale.standardized(code), labels: labels, classes: classes)
  let test = Dataset(
    inputs: scale.standardized(heldOut), labels: heldOutLabels, classes: classes)
  var generator = Generator(seed: 0)
  var network = Network([
    Dense(from: code.columns, to: classes, .zeros, using: &generator)
  ])
  var optimizer = Optimizer(Adam(learningRate: 0.03))
  for _ in 1...20 {
    for batch in training.batches(of: 64, using: &generator) {
      let scores = network.forward(batch.inputs, mode: .training)
      network.fillGradients(softmaxCrossEntropy(scores, labels: batch.labels).gradient)
      optimizer.step(&network)
    }
  }
  return network.accuracy(on: test)
}
