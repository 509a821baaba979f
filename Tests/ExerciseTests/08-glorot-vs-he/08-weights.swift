// What the banks of 8.2 and 8.3 share: weights are judged by their properties, never by the order of the draws.

import Engine

extension Lesson08 {
  struct WeightInput: Sendable {
    let fanIn: Int
    let fanOut: Int
    var negativeSlope = 0.0
    let isUniform: Bool
  }

  /// Two draws of the same weights, one after the other.
  struct WeightSample: Sendable {
    let input: WeightInput
    let first: Matrix
    let second: Matrix

    init(_ input: WeightInput, draw: (inout Generator) -> Matrix) {
      var generator = Generator(seed: 88)
      self.input = input
      first = draw(&generator)
      second = draw(&generator)
    }

    /// What is compared, each rounded to hundredths.
    ///
    /// With 30 000 weights each of these numbers has a standard deviation of at most 0.006 by chance: the tolerance of
    /// ``weightTolerance`` is six of them, and any mistake in a rule moves one by a tenth or more.
    func properties(wanted: Double) -> [Quantity] {
      let values = first.elements
      let count = Double(values.count)
      let center = values.reduce(0, +) / count
      let deviation = (values.reduce(0) { $0 + ($1 - center) * ($1 - center) } / count).squareRoot()
      let within = Double(values.filter { abs($0 - center) < deviation }.count) / count
      return [
        .list("shape", [Double(first.rows), Double(first.columns)]),
        rounded("mean ÷ the rule's σ", center / wanted),
        rounded("standard deviation ÷ the rule's σ", deviation / wanted),
        rounded("share within one standard deviation of the mean", within),
        rounded("correlation of neighbours in a row", correlation(first, first, rowStep: 0, columnStep: 1)),
        rounded("correlation of neighbours in a column", correlation(first, first, rowStep: 1, columnStep: 0)),
        rounded("correlation of two calls, one after the other", correlation(first, second, rowStep: 0, columnStep: 0)),
      ]
    }

    private func rounded(_ name: String, _ value: Double) -> Quantity {
      .number(name, (100 * value).rounded() / 100 + 0)
    }
  }

  static let weightTolerance = 0.04

  /// The correlation of each entry of `a` with the entry of `b` that stands so many rows and columns further on.
  private static func correlation(_ a: Matrix, _ b: Matrix, rowStep: Int, columnStep: Int) -> Double {
    guard a.rows == b.rows, a.columns == b.columns, a.rows > rowStep, a.columns > columnStep else { return 0 }
    let n = a.columns
    let (x, y) = (a.elements, b.elements)
    let (xMean, yMean) = (x.reduce(0, +) / Double(x.count), y.reduce(0, +) / Double(y.count))
    var (xy, xx, yy) = (0.0, 0.0, 0.0)
    for i in 0..<a.rows - rowStep {
      for j in 0..<n - columnStep {
        let u = x[i * n + j] - xMean
        let v = y[(i + rowStep) * n + j + columnStep] - yMean
        xy += u * v
        xx += u * u
        yy += v * v
      }
    }
    return xx * yy == 0 ? 1 : xy / (xx * yy).squareRoot()
  }

  /// Weights with the given standard deviation; the uniform ones within other limits, if given.
  static func drawn(
    _ input: WeightInput, deviation: Double, low: Double? = nil, high: Double? = nil, isUniform: Bool? = nil
  ) -> WeightSample {
    WeightSample(input) { generator in
      let limit = 3.squareRoot() * deviation
      return Matrix(rows: input.fanIn, columns: input.fanOut) { _, _ in
        isUniform ?? input.isUniform
          ? generator.uniform(in: (low ?? -limit)..<(high ?? limit)) : generator.normal(standardDeviation: deviation)
      }
    }
  }

  /// An answer that takes another variance.
  static func otherVariance(
    _ diagnosis: String, _ variance: @escaping @Sendable (_ fanIn: Double, _ fanOut: Double, _ slope: Double) -> Double
  ) -> Answer<WeightInput, WeightSample> {
    Answer(diagnosis) {
      drawn($0, deviation: variance(Double($0.fanIn), Double($0.fanOut), $0.negativeSlope).squareRoot())
    }
  }

  /// Mistakes that can be made with any rule. `deviation` is what the rule asks for.
  static func drawingMistakes(_ deviation: @escaping @Sendable (WeightInput) -> Double) -> [Answer<
    WeightInput, WeightSample
  >] {
    [
      Answer("You took the variance for the standard deviation: σ is its root.") {
        drawn($0, deviation: deviation($0) * deviation($0))
      },
      Answer("Your uniform limit is the standard deviation: U(−r, r) has the variance r²/3, so r = √3 σ.") {
        drawn($0, deviation: deviation($0), low: -deviation($0), high: deviation($0))
      },
      Answer("Your uniform limit is 3 σ: U(−r, r) has the variance r²/3, so r = √3 σ.") {
        drawn($0, deviation: deviation($0), low: -3 * deviation($0), high: 3 * deviation($0))
      },
      Answer("Your uniform limit is √12 σ: that is the width of the interval, and −r … r is 2 r wide.") {
        let width = 12.squareRoot() * deviation($0)
        return drawn($0, deviation: deviation($0), low: -width, high: width)
      },
      Answer("Your uniform weights are all positive: draw from −r to r, so that their mean is 0.") {
        drawn($0, deviation: deviation($0), low: 0)
      },
      Answer("You mixed up the two distributions: isUniform asks for the uniform one.") {
        drawn($0, deviation: deviation($0), isUniform: !$0.isUniform)
      },
      Answer("Your matrix is transposed: it has a row for each input and a column for each unit.") { input in
        let sample = drawn(input, deviation: deviation(input))
        var draws = [sample.second, sample.first]
        return WeightSample(input) { _ in draws.removeLast().transposed }
      },
      Answer("You draw from a generator of your own, so each call gives the same weights: use the one you are given.") {
        input in
        let sample = drawn(input, deviation: deviation(input))
        return WeightSample(input) { _ in sample.first }
      },
      Answer("You drew one row and repeated it: every weight is drawn for itself.") { input in
        let limit = 3.squareRoot() * deviation(input)
        return WeightSample(input) { generator in
          let row = (0..<input.fanOut).map { _ in
            input.isUniform
              ? generator.uniform(in: -limit..<limit) : generator.normal(standardDeviation: deviation(input))
          }
          return Matrix(rows: input.fanIn, columns: input.fanOut) { _, j in row[j] }
        }
      },
    ]
  }

  /// Right answers that draw in another way.
  static func otherDraws(_ deviation: @escaping @Sendable (WeightInput) -> Double) -> [Answer<
    WeightInput, WeightSample
  >] {
    [
      Answer("drawn column by column") { input in
        let limit = 3.squareRoot() * deviation(input)
        return WeightSample(input) { generator in
          Matrix(rows: input.fanOut, columns: input.fanIn) { _, _ in
            input.isUniform
              ? generator.uniform(in: -limit..<limit) : generator.normal(standardDeviation: deviation(input))
          }.transposed
        }
      },
      Answer("drawn with variance 1 by the engine, then scaled") { input in
        let unit: Initializer = input.isUniform ? .uniform(limit: 3.squareRoot()) : .normal(standardDeviation: 1)
        return WeightSample(input) {
          deviation(input) * unit.weight(fanIn: input.fanIn, fanOut: input.fanOut, using: &$0)
        }
      },
    ]
  }
}
