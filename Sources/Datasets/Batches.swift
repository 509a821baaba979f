import Engine

extension Dataset {
  /// Shuffles the examples and deals them out in mini-batches: one epoch.
  ///
  ///     for batch in digits.training.batches(of: 32, using: &generator) {
  ///       let scores = network.forward(batch.inputs, mode: .training)   // 32 × classes
  ///       …
  ///     }
  ///
  /// Each example is in exactly one batch. When `size` does not divide `count`, the last batch is smaller.
  ///
  /// The order is drawn when the method is called. The rows of a batch are copied when the loop reaches it, so an
  /// epoch never holds the data twice.
  public func batches(of size: Int, using generator: inout Generator) -> some RandomAccessCollection<Dataset> {
    precondition(size > 0, "a batch holds at least 1 example, not \(size)")
    let order = generator.permutation(of: count)
    return (0..<count / size + (count % size == 0 ? 0 : 1)).lazy.map { batch in
      let start = batch * size
      return selecting(order[start..<start + Swift.min(size, order.count - start)])
    }
  }
}
