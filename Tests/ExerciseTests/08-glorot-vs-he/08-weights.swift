// What the banks of 8.2 and 8.3 share: weights are judged by their properties, never by the order of the draws.

import Engine

extension Lesson08 {
  struct WeightInput: Sendable {
    let fanIn: Int
    let fanOut: Int
    var negativeSlope = 0.0
    let isUniform: Bool
    /// Of the generator that is handed to the answer.
    let seed: UInt64
  }

  /// Two draws of the same weights, one after the other, and the first one again.
  struct WeightSample: Sendable {
    let input: WeightInput
    let first: Matrix
    let second: Matrix
    let firstAgain: Matrix

    init(_ input: WeightInput, draw: (inout Generator) -> Matrix) {
      self.input = input
      var generator = Generator(seed: input.seed)
      first = draw(&generator)
      second = draw(&generator)
      generator = Generator(seed: input.seed)
      firstAgain = draw(&generator)
    }

    /// What is compared.
    ///
    /// With 30 000 weights each of these numbers has a standard deviation of at most 0.006 by chance, a difference of two
    /// 0.008, and ``weightTolerance`` is five of them or more. What is 0 but for chance is given as 0. Of equal weights
    /// nothing can be measured.
    func properties(wanted: Double) -> [Quantity] {
      let spread = Spread(first.elements)
      let isSpread = spread.deviation > 0
      func correlation(_ a: Matrix, _ b: Matrix, rowStep: Int = 0, columnStep: Int = 0) -> Double {
        isSpread ? Lesson08.correlation(a, b, rowStep: rowStep, columnStep: columnStep) : 1
      }
      return [
        .list("shape", [Double(first.rows), Double(first.columns)]),
        .number("number of different weights", Double(Set(first.elements).count)),
        .number("mean ÷ the rule's σ", isSpread ? atZero(spread.mean / wanted, 0.04) : spread.mean == 0 ? 0 : 1),
        .number("standard deviation ÷ the rule's σ", rounded(spread.deviation / wanted)),
        .number("the rule's σ ÷ standard deviation", isSpread ? rounded(wanted / spread.deviation) : 0),
        .number("distribution (1: uniform, 2: normal, 0: neither)", Double(spread.form.rawValue)),
        .number("correlation of neighbours in a row", correlation(first, first, columnStep: 1)),
        .number("correlation of neighbours in a column", correlation(first, first, rowStep: 1)),
        .number("correlation of upper and lower half", correlation(first, first, rowStep: first.rows / 2)),
        .number("correlation of two calls, one after the other", correlation(first, second)),
        .number("correlation of two calls with equal generators", correlation(first, firstAgain)),
      ]
    }
  }

  static let weightTolerance = 0.04

  private static func rounded(_ value: Double) -> Double { (1000 * value).rounded() / 1000 }

  /// The value to thousandths; 0 where it is smaller than chance makes it.
  private static func atZero(_ value: Double, _ chance: Double) -> Double { abs(value) < chance ? 0 : rounded(value) }

  /// How numbers lie around their mean.
  private struct Spread {
    enum Form: Int { case neither, uniform, normal }

    let mean: Double
    let deviation: Double
    let form: Form

    /// The mean distance from the mean is √¾ σ for a uniform distribution and √(2/π) σ for a normal one, with an error of
    /// 0.0012 σ in 30 000 numbers. The greatest distance is √3 σ, or 4 σ and in one of a million trials below 3.5 σ.
    init(_ values: [Double]) {
      let count = Double(values.count)
      let center = values.reduce(0, +) / count
      let distances = values.map { abs($0 - center) }
      let deviation = (distances.reduce(0) { $0 + $1 * $1 } / count).squareRoot()
      let typical = distances.reduce(0, +) / count / deviation
      let greatest = (distances.max() ?? 0) / deviation
      let isUniform = abs(typical - 0.75.squareRoot()) < 0.008 && greatest < 1.8
      let isNormal = abs(typical - (2 / Double.pi).squareRoot()) < 0.008 && greatest > 3.5
      (mean, self.deviation, form) = (center, deviation, isUniform ? .uniform : isNormal ? .normal : .neither)
    }
  }

  /// The correlation of each entry of `a` with the entry of `b` that stands so many rows and columns further on; 0 where
  /// it is as small as chance makes it.
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
    return xx * yy == 0 ? 1 : atZero(xy / (xx * yy).squareRoot(), 0.05)
  }
}
