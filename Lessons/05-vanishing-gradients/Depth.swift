import Datasets
import Engine

// Deep networks, and what their gradients look like layer by layer.

/// A network of `depth` hidden layers of 64 units, and 10 outputs. The weights of a layer with n inputs are normal
/// with standard deviation c/√n; those of the output layer always have c = 1.
func deepNetwork(
  _ g: Nonlinearity, depth: Int, c: Double, from features: Int, using generator: inout Generator
) -> Network {
  var layers: [any Layer] = []
  var fanIn = features
  func dense(to fanOut: Int, _ c: Double) -> Dense {
    Dense(from: fanIn, to: fanOut, .normal(standardDeviation: c / Double(fanIn).squareRoot()), using: &generator)
  }
  for _ in 1...depth {
    layers += [dense(to: 64, c), g.layer]
    fanIn = 64
  }
  return Network(layers + [dense(to: 10, 1)])
}

/// What one backward pass finds in the hidden layers, from the first to the last.
struct GradientsByLayer {
  /// ‖∂L/∂z_l‖ over the batch: the error that arrives at each layer.
  var errors: [Double] = []
  /// ‖∂L/∂W_l‖.
  var weights: [Double] = []
  /// The root of the mean square of g′(z_l).
  var slopes: [Double] = []

  init(_ network: Network, _ g: Nonlinearity, _ batch: Dataset) {
    var network = network
    var dy = softmaxCrossEntropy(network.forward(batch.inputs, mode: .training), labels: batch.labels).gradient
    let outputs = network.outputs(for: batch.inputs, mode: .training)
    dy = network.layers[network.layers.count - 1].backward(dy)
    for i in network.layers.indices.dropLast().reversed() {
      dy = network.layers[i].backward(dy)
      if let dense = network.layers[i] as? Dense {
        weights.insert(dense.weight.gradient.norm, at: 0)
      } else {
        errors.insert(dy.norm, at: 0)
        let slopes = g.slopes(at: outputs[i])
        self.slopes.insert(slopes.hadamard(slopes).mean.squareRoot(), at: 0)
      }
    }
  }

  /// By how much the error is multiplied from one hidden layer to the one before, on average over the layers `range`.
  func errorFactor(over range: ClosedRange<Int>) -> Double {
    exp((log(errors[range.lowerBound]) - log(errors[range.upperBound])) / Double(range.count - 1))
  }

  /// What c · √(mean g′²) predicts for that.
  func predictedFactor(c: Double, over range: ClosedRange<Int>) -> Double {
    exp(range.dropLast().map { log(c * slopes[$0]) }.reduce(0, +) / Double(range.count - 1))
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
