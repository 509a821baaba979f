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
    /// 0.008, and ``weightTolerance`` is five of them. What is 0 but for chance is given as 0. Of equal weights nothing can
    /// be measured.
    func properties(wanted: Double) -> [Quantity] {
      let spread = Spread(first)
      let isSpread = spread.deviation > 0
      let next = isSpread ? Spread(second).scores : Matrix.empty
      let again = isSpread ? Spread(firstAgain).scores : Matrix.empty
      func correlation(_ other: Matrix, lag: Int = 0) -> Double {
        isSpread ? Lesson08.correlation(spread.scores, other, lag: lag) : 1
      }
      return [
        .list("shape", [Double(first.rows), Double(first.columns)]),
        .number("mean ÷ the rule's σ", isSpread ? atZero(spread.mean / wanted, 0.04) : spread.mean == 0 ? 0 : 1),
        .number("standard deviation ÷ the rule's σ", rounded(spread.deviation / wanted)),
        .number("the rule's σ ÷ standard deviation", isSpread ? rounded(wanted / spread.deviation) : 0),
        .number("distribution (1: uniform, 2: normal, 0: neither)", Double(spread.form.rawValue)),
        .number("correlation of neighbours in a row", correlation(spread.scores, lag: 1)),
        .number("correlation of neighbours in a column", correlation(spread.scores, lag: first.columns)),
        .number(
          "correlation of upper and lower half", correlation(spread.scores, lag: first.rows / 2 * first.columns)),
        .number("correlation of two calls, one after the other", correlation(next)),
        .number("correlation of two calls with equal generators", correlation(again)),
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
    /// In units of the standard deviation, from the mean.
    let scores: Matrix

    init(_ weights: Matrix) {
      let (mean, deviation) = (weights.mean, weights.standardDeviation)
      (self.mean, self.deviation) = (mean, deviation)
      scores = (1 / deviation) * (weights - Matrix(rows: weights.rows, columns: weights.columns, repeating: mean))
    }

    /// The mean distance from the mean is √¾ σ for a uniform distribution and √(2/π) σ for a normal one, with an error of
    /// 0.0012 σ in 30 000 numbers. The greatest distance is √3 σ, or 4 σ and in one of a million trials below 3.5 σ.
    var form: Form {
      let distances = abs(scores)
      if abs(distances.mean - 0.75.squareRoot()) < 0.008 && distances.max < 1.8 { return .uniform }
      if abs(distances.mean - (2 / Double.pi).squareRoot()) < 0.008 && distances.max > 3.5 { return .normal }
      return .neither
    }
  }

  /// The mean product of scores with those that stand `lag` further on; 0 where it is as small as chance makes it.
  private static func correlation(_ a: Matrix, _ b: Matrix, lag: Int) -> Double {
    guard a.elements.count == b.elements.count, a.elements.count > lag else { return 0 }
    let (early, late) = (Array(a.elements.dropLast(lag)), Array(b.elements.dropFirst(lag)))
    return atZero(Matrix(row: early).hadamard(Matrix(row: late)).mean, 0.05)
  }
}
