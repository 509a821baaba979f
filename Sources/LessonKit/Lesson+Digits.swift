import Learner
import Datasets

extension Lesson {
  /// The handwritten digits in their fixed split: the shipped ones, or with `--mnist` the first as many of MNIST.
  ///
  /// Ends the program with one clear line when the files cannot be used.
  public func digits() -> Split {
    do throws(DatasetError) {
      let digits = try Digits.load()
      guard let mnist else { return digits }
      let large = try MNIST.load(directory: mnist)
      return Split(
        training: large.training.first(digits.training.count),
        validation: large.validation.first(digits.validation.count),
        test: large.test.first(digits.test.count))
    } catch {
      UsageError(error.description).exit()
    }
  }
}

extension Dataset {
  fileprivate func first(_ count: Int) -> Dataset { selecting(0..<min(count, self.count)) }
}
