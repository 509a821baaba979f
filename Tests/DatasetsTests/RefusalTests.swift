import Datasets
import Engine
import Testing

/// A programmer's error with data stops the program, in an optimized build too, with one sentence that names the
/// values and shapes. What is wrong with a file is thrown instead: see MNISTTests and DigitsTests.
@Suite(.prompt) struct `a programmer's error with data` {
  @Test(arguments: Refusal.all) fileprivate func `stops the program with one sentence`(_ refusal: Refusal) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [error = refusal.error as String] in
      Refusal.all.first { $0.error == error }?.provoke()
    }
    let said = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(said.contains("Fatal error: \(refusal.message)\n"), "it said: \(said.prefix(300))")
  }

  @Test func `is listed once`() {
    #expect(Set(Refusal.all.map(\.error)).count == Refusal.all.count)
  }
}

/// What must not be done, and what is said to it.
private struct Refusal: Sendable, CustomTestStringConvertible {
  let error, message: String
  let provoke: @Sendable () -> Void
  var testDescription: String { error }

  init(_ error: String, _ message: String, _ provoke: @escaping @Sendable () -> Void) {
    self.error = error
    self.message = message
    self.provoke = provoke
  }

  static let all = sets + statistics + synthetic

  private static let three = Dataset(inputs: Matrix(rows: 3, columns: 2), labels: [0, 1, 1], classes: 2)

  private static func batches(of size: Int) {
    var generator = Generator(seed: 1)
    _ = three.batches(of: size, using: &generator)
  }

  private static let sets = [
    Refusal("a label missing", "2 examples cannot have 1 labels") {
      _ = Dataset(inputs: Matrix(rows: 2, columns: 1), labels: [1], classes: 2)
    },
    Refusal("a label too many", "0 examples cannot have 1 labels") {
      _ = Dataset(inputs: .empty, labels: [1], classes: 2)
    },
    Refusal("a label that is no class", "label 2 is not one of 0 ..< 2") {
      _ = Dataset(inputs: Matrix(rows: 2, columns: 1), labels: [1, 2], classes: 2)
    },
    Refusal("a negative label", "label -1 is not one of 0 ..< 2") {
      _ = Dataset(inputs: Matrix(rows: 2, columns: 1), labels: [-1, 1], classes: 2)
    },
    Refusal("a negative number of classes", "a data set cannot have -1 classes") {
      _ = Dataset(inputs: .empty, labels: [], classes: -1)
    },
    Refusal("an example after the last", "no row 3 in a 3 × 2 matrix") { _ = three.selecting([0, 3]) },
    Refusal("an example before the first", "no row -1 in a 3 × 2 matrix") { _ = three.selecting([-1]) },
    Refusal("batches of nothing", "a batch holds at least 1 example, not 0") { batches(of: 0) },
    Refusal("batches of less than nothing", "a batch holds at least 1 example, not -4") { batches(of: -4) },
  ]

  private static let statistics = [
    Refusal("statistics of no example", "statistics need at least 1 example, not a 0 × 2 matrix") {
      _ = Standardizer(fittedTo: Matrix(rows: 0, columns: 2))
    },
    Refusal("fewer features than fitted to", "fitted to 3 features, not to those of a 4 × 2 matrix") {
      _ = Standardizer(fittedTo: Matrix(rows: 5, columns: 3)).standardized(Matrix(rows: 4, columns: 2))
    },
    Refusal("more features than fitted to", "fitted to 3 features, not to those of a 4 × 5 matrix") {
      _ = Standardizer(fittedTo: Matrix(rows: 5, columns: 3)).standardized(Matrix(rows: 4, columns: 5))
    },
    Refusal("a split of unlike parts", "fitted to 2 features, not to those of a 1 × 5 matrix") {
      let wide = Dataset(inputs: Matrix(rows: 1, columns: 5), labels: [0], classes: 2)
      _ = Split(training: three, validation: three, test: wide).standardized()
    },
  ]

  private static func blobs(_ count: Int, _ centers: Matrix = Matrix([[1, 2]]), _ deviation: Double = 1) {
    var generator = Generator(seed: 1)
    _ = Dataset.blobs(count: count, centers: centers, standardDeviation: deviation, using: &generator)
  }

  private static func moons(_ count: Int, noise: Double = 0) {
    var generator = Generator(seed: 1)
    _ = Dataset.twoMoons(count: count, noise: noise, using: &generator)
  }

  private static func rings(_ count: Int, noise: Double = 0) {
    var generator = Generator(seed: 1)
    _ = Dataset.rings(count: count, noise: noise, using: &generator)
  }

  private static let synthetic =
    [
      Refusal("blobs of -1 points", "a data set cannot have -1 examples") { blobs(-1) },
      Refusal("blobs around nothing", "blobs need at least 1 centre, not a 0 × 2 matrix") {
        blobs(0, Matrix(rows: 0, columns: 2))
      },
      Refusal("moons of -2 points", "a data set cannot have -2 examples") { moons(-2) },
      Refusal("rings of -3 points", "a data set cannot have -3 examples") { rings(-3) },
    ]
    + [-0.5, .nan, .infinity].flatMap { spread in
      [
        Refusal("blobs with a spread of \(spread)", "a standard deviation must lie in 0.0..<inf, not \(spread)") {
          blobs(0, Matrix([[1, 2]]), spread)
        },
        Refusal("moons with a noise of \(spread)", "a standard deviation must lie in 0.0..<inf, not \(spread)") {
          moons(0, noise: spread)
        },
        Refusal("rings with a noise of \(spread)", "a standard deviation must lie in 0.0..<inf, not \(spread)") {
          rings(0, noise: spread)
        },
      ]
    }
}
