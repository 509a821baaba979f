import Engine

/// What runs through a network that has just been drawn: numbers on the way forward, gradients on the way back.
struct Signals {
  /// What each dense layer puts out: the pre-activations.
  var forward: [Matrix] = []
  /// The gradient of the loss for each of these.
  var backward: [Matrix] = []
  /// The gradient of the loss for the network's input.
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
}

extension Matrix {
  /// The mean of the squared entries.
  var meanSquare: Double { hadamard(self).mean }

  /// The root of the mean square.
  var size: Double { meanSquare.squareRoot() }

  /// How much the entries of a column differ from row to row: the root of the mean variance of the columns.
  var spreadBetweenRows: Double { columnVariances.mean.squareRoot() }

  /// Independent normal numbers with mean 0 and variance 1.
  static func noise(_ rows: Int, _ columns: Int, using generator: inout Generator) -> Matrix {
    Shape.normal.weight(rows, columns, deviation: 1, using: &generator)
  }
}

/// The greater of a/b and b/a: by what factor two positive numbers differ.
func factor(_ a: Double, _ b: Double) -> Double { Swift.max(a / b, b / a) }

/// `base` to a whole power ≥ 0.
func power(_ base: Double, _ exponent: Int) -> Double { (0..<exponent).reduce(1) { product, _ in product * base } }

/// The n-th root of a positive number.
func root(_ x: Double, _ n: Int) -> Double { exp(log(x) / Double(n)) }
