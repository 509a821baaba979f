import Engine

extension Network {
  /// The mean cross-entropy over the examples, in nats, in inference mode.
  ///
  /// The network itself is not changed.
  public func loss(on data: Dataset) -> Double {
    var network = self
    return softmaxCrossEntropy(network.forward(data.inputs, mode: .inference), labels: data.labels).value
  }
}
