import Engine

extension Network {
  /// What enters an activation, counted from 1: the outputs of the layer before it.
  func preactivations(_ number: Int, for x: Matrix) -> Matrix {
    let activations = layers.indices.filter { layers[$0] is any ActivationLayer }
    return outputs(for: x, mode: .inference)[activations[number - 1] - 1]
  }

  /// Each unit's mean and spread over a batch in training, in front of an activation.
  mutating func statisticsBeforeActivation(
    _ number: Int, for x: Matrix
  ) -> (means: Matrix, spreads: Matrix) {
    let activations = layers.indices.filter { layers[$0] is any ActivationLayer }
    var z = x
    for i in 0..<activations[number - 1] { z = layers[i].forward(z, mode: .training) }
    return (z.columnMeans, sqrt(z.columnVariances))
  }
}
