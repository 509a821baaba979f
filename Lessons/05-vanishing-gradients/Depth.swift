import Datasets
import Engine

// Deep networks, and what their gradients look like layer by layer.

/// A network of `depth` hidden layers of `width` units, and 10 outputs. The weights of a layer with n inputs are normal
/// with standard deviation c/√n; those of the output layer always have c = 1.
func deepNetwork(
  _ g: Activation, depth: Int, width: Int = 64, c: Double, from features: Int,
  using generator: inout Generator
) -> Network {
  var layers: [any Layer] = []
  var fanIn = features
  func dense(to fanOut: Int, _ c: Double) -> Dense {
    let weights = Initializer.normal(standardDeviation: c / sqrt(Double(fanIn)))
    return Dense(from: fanIn, to: fanOut, weights, using: &generator)
  }
  for _ in 1...depth {
    layers += [dense(to: width, c), g.layer]
    fanIn = width
  }
  return Network(layers + [dense(to: 10, 1)])
}

/// What one pass forward and one backward find in the hidden layers of a deep network, from the first to the last.
struct DeepPass {
  let g: Activation
  let c: Double
  /// The largest output of the last hidden layer.
  let largestOutput: Double
  /// ‖∂J/∂z_l‖ over the batch: the error that arrives at each layer.
  private(set) var errors: [Double] = []
  /// ‖∂J/∂W_l‖.
  private(set) var weightGradients: [Double] = []
  /// g′(z_l), for every example and neuron.
  private var slopes: [Matrix] = []

  init(_ network: Network, _ g: Activation, c: Double, on batch: Dataset) {
    self.g = g
    self.c = c
    var network = network
    let outputs = network.outputs(for: batch.inputs, mode: .training)
    largestOutput = abs(outputs.dropLast().last!).max
    let scores = network.forward(batch.inputs, mode: .training)
    var dy = softmaxCrossEntropy(scores, labels: batch.labels).gradient
    dy = network.layers[network.layers.count - 1].backward(dy)
    for i in network.layers.indices.dropLast().reversed() {
      dy = network.layers[i].backward(dy)
      if let dense = network.layers[i] as? Dense {
        weightGradients.insert(dense.weight.gradient.norm, at: 0)
      } else {
        errors.insert(dy.norm, at: 0)
        slopes.insert(outputs[i - 1].map { g.slope($0) }, at: 0)
      }
    }
  }

  /// The fifth layer, counted from 0: the factors are averages from it to the last.
  private static let fifth = 4

  /// By how much the error is multiplied from one hidden layer to the one before.
  var errorFactor: Double {
    let later = errors.dropFirst(Self.fifth)
    return pow(later.first! / later.last!, 1 / Double(later.count - 1))
  }

  /// What c · √(mean g′²) predicts for that.
  var predictedFactor: Double {
    let layers = slopes[Self.fifth..<(slopes.count - 1)]
    return exp(layers.map { log(c * sqrt($0.hadamard($0).mean)) }.mean)
  }

  /// The share of the sum of g′² that comes from the tenth of it with the steepest slopes, in the middle layer.
  var shareOfSteepestTenth: Double {
    let squares = slopes[slopes.count / 2].elements.map { $0 * $0 }.sorted(by: >)
    return squares.prefix(squares.count / 10).reduce(0, +) / squares.reduce(0, +)
  }
}

extension Network {
  /// The weights of the dense layers, from the first to the last.
  var denseWeights: [Matrix] { layers.compactMap { ($0 as? Dense)?.weight.value } }

  /// The share of all parameters that are infinite or not a number.
  var shareOfLostParameters: Double {
    var copy = self
    var lost = 0
    copy.forEachParameter { lost += $0.value.elements.filter { !$0.isFinite }.count }
    return Double(lost) / Double(parameterCount)
  }
}
