import Engine

extension Network {
  /// The share of the examples to which the network gives their label, in inference mode; nan without any.
  ///
  /// The network itself is not changed.
  public func accuracy(on data: Dataset) -> Double {
    var network = self
    return Engine.accuracy(network.forward(data.inputs, mode: .inference), labels: data.labels)
  }
}
