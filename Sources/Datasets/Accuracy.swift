import Engine

extension Network {
  /// The share of the examples to which the network gives their label; nan without any.
  ///
  /// The network itself is not changed.
  public func accuracy(on data: Dataset, mode: Mode = .inference) -> Double {
    var network = self
    return Engine.accuracy(network.forward(data.inputs, mode: mode), labels: data.labels)
  }
}
