import Datasets
import Engine
import Plots

/// Four clouds around the corners of a square, opposite ones of one class: XOR with noise.
func xorClouds(count: Int, using generator: inout Generator) -> Dataset {
  let around = Matrix([[0, 0], [0, 1], [1, 1], [1, 0]])
  let clouds = Dataset.blobs(
    count: count, centers: around, standardDeviation: 0.18, using: &generator)
  return Dataset(
    inputs: clouds.inputs, labels: clouds.labels.map { $0 % 2 }, classes: 2)
}

/// A network with one hidden layer of tanh units, trained in small steps (lesson 04).
func trained(
  on data: Dataset, units: Int, using generator: inout Generator
) -> Network {
  var network = Network([
    Dense(from: 2, to: units, .glorotNormal, using: &generator), Tanh(),
    Dense(from: units, to: 2, .glorotNormal, using: &generator),
  ])
  var optimizer = Optimizer(GradientDescent(learningRate: 0.5))
  for _ in 1...100 {
    for batch in data.batches(of: 20, using: &generator) {
      let scores = network.forward(batch.inputs, mode: .training)
      let loss = softmaxCrossEntropy(scores, labels: batch.labels)
      network.backward(loss.gradient)
      optimizer.step(&network)
    }
  }
  return network
}

/// The clouds, and the line on which a network gives both classes the same score.
func drawn(_ network: Network, _ title: String, on data: Dataset) -> Plot {
  let border = Mark.contours(
    x: -0.7...1.7, y: -0.7...1.7, levels: [0], label: "the border", color: .purple
  ) { x, y in
    var network = network
    let scores = network.forward(Matrix([[x, y]]), mode: .inference)
    return scores[0, 1] - scores[0, 0]
  }
  let examples = (0..<data.count).map { i in
    Example(data.inputs.row(i), data.labels[i] == 1 ? 1 : -1)
  }
  return plane(title, over: -0.7...1.7, points(examples) + [border])
}
