import Engine

// What runs through a network that has just been drawn: outputs on the way forward, gradients on the way back.

/// A network of dense layers with the same activation after each but the last; nil leaves the activations out.
func stack(
  _ widths: [Int], _ activation: Activation?, _ initializer: Initializer, using generator: inout Generator
) -> Network {
  var layers: [any Layer] = []
  for (fanIn, fanOut) in zip(widths, widths.dropFirst()) {
    if let activation, !layers.isEmpty { layers.append(activation.layer) }
    layers.append(Dense(from: fanIn, to: fanOut, initializer, using: &generator))
  }
  return Network(layers)
}

/// What enters and leaves the layers of a network for one batch.
struct Signals {
  /// What each dense layer puts out: the pre-activations.
  var forward: [Matrix] = []
  /// The gradient of the loss for each of these.
  var backward: [Matrix] = []
  /// What each activation puts out.
  var outputs: [Matrix] = []

  /// Sends `x` forward through `network`, and back what `gradient` makes of the answer.
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
  }
}

extension Matrix {
  /// The mean of the squared entries: the second moment.
  var meanSquare: Double { hadamard(self).mean }

  /// The root of the mean square: the typical size of an entry.
  var size: Double { meanSquare.squareRoot() }

  /// How much a column varies from row to row, root mean square over the columns.
  var spreadBetweenRows: Double { columnVariances.mean.squareRoot() }

  /// Independent normal numbers with variance 1.
  static func noise(_ rows: Int, _ columns: Int, using generator: inout Generator) -> Matrix {
    Initializer.normal(standardDeviation: 1).weight(fanIn: rows, fanOut: columns, using: &generator)
  }
}
