import Datasets
import Engine

extension Network {
  /// One pass forward and one back: leaves each parameter its gradient, and returns the loss.
  @discardableResult
  mutating func backward(on batch: Dataset) -> Loss {
    let scores = forward(batch.inputs, mode: .training)
    let loss = softmaxCrossEntropy(scores, labels: batch.labels)
    backward(loss.gradient)
    return loss
  }

  /// The gradient of each batch of `size` examples, in their order; the network stays as it is.
  func gradients(on data: Dataset, inBatchesOf size: Int) -> [Matrix] {
    var network = self
    return stride(from: 0, to: data.count - size + 1, by: size).map { first in
      network.backward(on: data.selecting(first..<first + size))
      return network.gradient
    }
  }
}

/// The angle in degrees by which the mean of `gradients` turns if each is clipped first.
func turnOfMean(_ gradients: [Matrix], _ clip: (Matrix) -> Matrix) -> Double {
  degrees(between: mean(of: gradients), mean(of: gradients.map(clip)))
}

private func mean(of vectors: [Matrix]) -> Matrix {
  vectors.dropFirst().reduce(vectors[0], +) / Double(vectors.count)
}
