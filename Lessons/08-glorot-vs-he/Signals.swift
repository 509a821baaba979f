import Engine

/// What runs through a network that has just been drawn: numbers on the way forward, gradients on the way back.
struct Signals {
  /// What each dense layer puts out: the pre-activations.
  var forward: [Matrix] = []
  /// The gradient of the loss with respect to each of these.
  var backward: [Matrix] = []
  /// The gradient of the loss with respect to the network's input.
  var inputGradient = Matrix.empty
  /// What each activation puts out.
  var outputs: [Matrix] = []

  /// Sends `x` forward through `network`, and back the gradient that `gradient` finds for the answer.
  init(_ network: Network, _ x: Matrix, gradient: (Matrix) -> Matrix) {
    var network = network
    var y = x
    for i in network.layers.indices {
      y = network.layers[i].forward(y, mode: .training)
      if network.layers[i] is Dense { forward.append(y) } else { outputs.append(y) }
    }
    var dy = gradient(y)
    for i in network.layers.indices.reversed() {
      if network.layers[i] is Dense { backward.insert(dy, at: 0) }
      dy = network.layers[i].backward(dy)
    }
    inputGradient = dy
  }

  /// What the activation of a hidden layer puts out; the first layer is 1.
  func output(ofLayer layer: Int) -> Matrix { outputs[layer - 1] }

  /// The gradient with respect to a layer's pre-activations; the first layer is 1.
  func gradient(ofLayer layer: Int) -> Matrix { backward[layer - 1] }
}
