/// Layers in a row: each one's output is the next one's input.
///
///     var network = Network([Dense(from: 64, to: 32, .heNormal, using: &generator), ReLU(),
///                            Dense(from: 32, to: 10, .heNormal, using: &generator)])
///     let logits = network.forward(batch.inputs, mode: .training)
///     let loss = softmaxCrossEntropy(logits, labels: batch.labels)
///     network.backward(loss.gradient)
///     optimizer.step(&network)
public struct Network: Layer {
  public var layers: [any Layer]

  public init(_ layers: [any Layer]) { self.layers = layers }

  public mutating func forward(_ x: Matrix, mode: Mode) -> Matrix {
    var y = x
    for i in layers.indices { y = layers[i].forward(y, mode: mode) }
    return y
  }

  @discardableResult
  public mutating func backward(_ dy: Matrix) -> Matrix {
    var dx = dy
    for i in layers.indices.reversed() { dx = layers[i].backward(dx) }
    return dx
  }

  public mutating func fillGradients(_ dy: Matrix) {
    var dx = dy
    for i in layers.indices.dropFirst().reversed() { dx = layers[i].backward(dx) }
    if !layers.isEmpty { layers[0].fillGradients(dx) }
  }

  public var description: String { layers.map(\.description).joined(separator: ", ") }

  public mutating func forEachParameter(_ body: (inout Parameter) throws -> Void) rethrows {
    for i in layers.indices { try layers[i].forEachParameter(body) }
  }

  public mutating func forEachWeight(_ body: (inout Parameter) throws -> Void) rethrows {
    for i in layers.indices { try layers[i].forEachWeight(body) }
  }

  /// What each layer puts out for `x`, from the first to the last. The network itself is not changed.
  public func outputs(for x: Matrix, mode: Mode) -> [Matrix] {
    var y = x
    return layers.map { layer in
      var layer = layer
      y = layer.forward(y, mode: mode)
      return y
    }
  }
}
