import Engine

extension Network {
  /// Multiplies the gradients of each dense layer by a number of its own, first layer
  /// first. With plain descent that is a fixed rate for each layer.
  mutating func scaleGradients(by factors: [Double]) {
    var remaining = factors[...]
    for i in layers.indices where layers[i] is Dense {
      let factor = remaining.removeFirst()
      layers[i].forEachParameter { $0.gradient *= factor }
    }
  }
}
