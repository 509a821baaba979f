import Engine

/// Examples with the class of each: what a classifier learns from.
///
///     inputs  m × n      one example per row, one feature per column
///     labels  m numbers  the class of each example, one of 0 ..< classes
public struct Dataset: Equatable, Sendable {
  public let inputs: Matrix  // m × n
  public let labels: [Int]  // m
  public let classes: Int

  /// Pairs each row of `inputs` with its label.
  ///
  /// Stops the program unless there is one label per row and each lies in 0 ..< classes.
  public init(inputs: Matrix, labels: [Int], classes: Int) {
    precondition(classes >= 0, "a data set cannot have \(classes) classes")
    precondition(inputs.rows == labels.count, "\(inputs.rows) examples cannot have \(labels.count) labels")
    for label in labels {
      precondition(0 <= label && label < classes, "label \(label) is not one of 0 ..< \(classes)")
    }
    self.inputs = inputs
    self.labels = labels
    self.classes = classes
  }

  /// The number of examples, m.
  public var count: Int { labels.count }

  /// The number of features of an example, n.
  public var features: Int { inputs.columns }

  /// How many examples each class has; their sum is `count`.
  public var classCounts: [Int] {
    var counts = [Int](repeating: 0, count: classes)
    for label in labels { counts[label] += 1 }
    return counts
  }

  /// The examples at `indices`, in that order.
  ///
  ///     let few = digits.training.selecting(0..<100)
  public func selecting(_ indices: some Collection<Int>) -> Dataset {
    Dataset(inputs: inputs.selectingRows(indices), labels: indices.map { labels[$0] }, classes: classes)
  }
}
