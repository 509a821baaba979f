import Engine

extension Dataset {
  /// Shuffles the examples and deals them out in mini-batches: one epoch.
  ///
  ///     for batch in digits.training.batches(of: 32, using: &generator) {
  ///       let scores = network.forward(batch.inputs, mode: .training)   // 32 × classes
  ///       …
  ///     }
  ///
  /// Each example is in exactly one batch. When `size` does not divide `count`, the last batch is smaller, or is
  /// left out if `droppingLast` is true; the examples left out differ from epoch to epoch.
  ///
  /// The order is drawn when the method is called. The rows of a batch are copied when the loop reaches it, so an
  /// epoch never holds the data twice.
  public func batches(
    of size: Int, using generator: inout Generator, droppingLast: Bool = false
  ) -> some RandomAccessCollection<Dataset> {
    precondition(size > 0, "a batch holds at least 1 example, not \(size)")
    let order = generator.permutation(of: count)
    let isLastSmaller = count % size != 0 && !droppingLast
    return (0..<count / size + (isLastSmaller ? 1 : 0)).lazy.map { batch in
      let start = batch * size
      return selecting(order[start..<start + Swift.min(size, order.count - start)])
    }
  }
}
