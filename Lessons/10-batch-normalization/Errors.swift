import Datasets
import Engine

// How large the gradient is on its way back, layer by layer.

extension Network {
  /// The norm of ∂L/∂(a layer's input), from the first layer to the last.
  func errors(for sample: Dataset) -> [Double] {
    var network = self
    let scores = network.forward(sample.inputs, mode: .training)
    var error = softmaxCrossEntropy(scores, labels: sample.labels).gradient
    var norms: [Double] = []
    for i in layers.indices.reversed() {
      error = network.layers[i].backward(error)
      norms.append(error.norm)
    }
    return norms.reversed()
  }

  /// The same for what enters an activation, from the first one to the last.
  func errorsAtActivations(for sample: Dataset) -> [Double] {
    zip(layers, errors(for: sample)).filter { $0.0 is any ActivationLayer }.map(\.1)
  }
}

/// By what a layer multiplies the error on its way back: the geometric mean.
func factorPerLayer(_ errors: [Double]) -> Double {
  pow(errors.first! / errors.last!, 1 / Double(errors.count - 1))
}

/// The same as predicted for very wide layers with batch norm: √(E g′(x)² / Var g(x)) for
/// a normal x with mean 0 and variance 1.
func predictedFactor(_ g: Activation) -> Double {
  /// The mean of f(x), by a sum over the normal density from −8 to 8; no step is at 0.
  func mean(_ f: (Double) -> Double) -> Double {
    stride(from: -7.995, to: 8, by: 0.01)
      .map { f($0) * exp(-$0 * $0 / 2) * 0.01 / sqrt(2 * .pi) }.reduce(0, +)
  }
  let variance = mean { g($0) * g($0) } - pow(mean { g($0) }, 2)
  return sqrt(mean { g.slope($0) * g.slope($0) } / variance)
}
