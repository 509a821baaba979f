/// What is wrong with a data file, and what would be right, in one line for the learner.
///
///     MNIST: "data/t10k-labels-idx1-ubyte" has 9 bytes; 10 labels take 18
public struct DatasetError: Error, Equatable, CustomStringConvertible {
  public let description: String

  /// A problem with the data set called `name`. Paths in `problem` go through ``quoted(_:)``.
  init(_ name: String, _ problem: String) { description = "\(name): \(problem)" }
}

/// A path in quotation marks, with line breaks and control characters escaped, so that it stays in its line.
func quoted(_ path: String) -> String { path.debugDescription }
