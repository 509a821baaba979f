/// One set of data in three parts, each with a purpose of its own.
///
/// - `training`: what the parameters are fitted to.
/// - `validation`: what choices are made by: learning rate, when to stop, which network.
/// - `test`: looked at once, at the end. A set that a choice was made by no longer tells how well new data will do.
public struct Split: Equatable, Sendable {
  public let training: Dataset
  public let validation: Dataset
  public let test: Dataset

  public init(training: Dataset, validation: Dataset, test: Dataset) {
    self.training = training
    self.validation = validation
    self.test = test
  }

  /// The three parts, standardized by the statistics of the training part alone.
  ///
  /// Validation and test data stand for data not yet seen: nothing may be computed from them beforehand.
  public func standardized() -> Split {
    let standardizer = Standardizer(fittedTo: training.inputs)
    func standardized(_ part: Dataset) -> Dataset {
      Dataset(inputs: standardizer.standardized(part.inputs), labels: part.labels, classes: part.classes)
    }
    return Split(
      training: standardized(training), validation: standardized(validation), test: standardized(test))
  }
}
