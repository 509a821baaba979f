import Engine

extension Network {
  /// What enters an activation, counted from 1: the outputs of the layer before it.
  func preactivations(_ number: Int, for x: Matrix) -> Matrix {
    let activations = layers.indices.filter { layers[$0] is any ActivationLayer }
    return outputs(for: x, mode: .inference)[activations[number - 1] - 1]
  }
}
