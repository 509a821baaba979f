// What the banks of 8.2 and 8.3 share: the ways to draw weights, and what goes wrong with any rule.

import Engine

extension Lesson08 {
  typealias Deviation = @Sendable (WeightInput) -> Double

  /// Weights with the given standard deviation; the uniform ones within other limits, if given.
  static func weights(
    _ input: WeightInput, deviation: Double, low: Double? = nil, high: Double? = nil, isUniform: Bool? = nil,
    using generator: inout Generator
  ) -> Matrix {
    let limit = 3.squareRoot() * deviation
    return Matrix(rows: input.fanIn, columns: input.fanOut) { _, _ in
      isUniform ?? input.isUniform
        ? generator.uniform(in: (low ?? -limit)..<(high ?? limit)) : generator.normal(standardDeviation: deviation)
    }
  }

  /// An answer that draws a matrix in some way.
  static func drawing(
    _ name: String, _ draw: @escaping @Sendable (WeightInput, inout Generator) -> Matrix
  ) -> Answer<WeightInput, WeightSample> {
    Answer(name) { input in WeightSample(input) { draw(input, &$0) } }
  }

  /// An answer that takes another variance.
  static func otherVariance(
    _ diagnosis: String, _ variance: @escaping @Sendable (_ fanIn: Double, _ fanOut: Double, _ slope: Double) -> Double
  ) -> Answer<WeightInput, WeightSample> {
    drawing(diagnosis) {
      let square = variance(Double($0.fanIn), Double($0.fanOut), $0.negativeSlope)
      return weights($0, deviation: square.squareRoot(), using: &$1)
    }
  }

  /// Mistakes that can be made with any rule. `deviation` is what the rule asks for.
  static func drawingMistakes(_ deviation: @escaping Deviation) -> [Answer<WeightInput, WeightSample>] {
    limitMistakes(deviation) + distributionMistakes(deviation) + dependentDraws(deviation) + [
      drawing("You took the variance for the standard deviation: σ is its root.") {
        weights($0, deviation: deviation($0) * deviation($0), using: &$1)
      },
      drawing("You took the root twice: σ is the root of the variance.") {
        weights($0, deviation: deviation($0).squareRoot(), using: &$1)
      },
      drawing("All your weights are 0. Int ÷ Int drops the fraction: make Doubles first.") { input, _ in
        Matrix(rows: input.fanIn, columns: input.fanOut)
      },
      drawing("Your matrix is transposed: it has a row for each input and a column for each unit.") {
        weights($0, deviation: deviation($0), using: &$1).transposed
      },
    ]
  }

  /// The uniform weights alone are wrong, or the normal ones are made with their limit.
  private static func limitMistakes(_ deviation: @escaping Deviation) -> [Answer<WeightInput, WeightSample>] {
    let multiples: [(name: String, factor: Double)] = [
      ("the standard deviation", 1), ("3 σ", 3), ("2 σ", 2), ("√2 σ", 2.squareRoot()), ("√6 σ", 6.squareRoot()),
      ("√3 σ/2", 0.75.squareRoot()),
    ]
    let ofDeviation = multiples.map { name, factor in
      drawing("Your uniform limit is \(name): U(−r, r) has the variance r²/3, so r = √3 σ.") {
        weights($0, deviation: deviation($0), low: -factor * deviation($0), high: factor * deviation($0), using: &$1)
      }
    }
    let ofVariance = [1, 3, 3.squareRoot()].map { factor in
      drawing("You made the uniform limit of the variance: U(−r, r) has the variance r²/3, so r = √3 σ.") {
        let limit = factor * deviation($0) * deviation($0)
        return weights($0, deviation: deviation($0), low: -limit, high: limit, using: &$1)
      }
    }
    return ofDeviation + ofVariance + [
      drawing("Your uniform limit is √12 σ: that is the width of the interval, and −r … r is 2 r wide.") {
        let width = 12.squareRoot() * deviation($0)
        return weights($0, deviation: deviation($0), low: -width, high: width, using: &$1)
      },
      drawing("You gave the normal weights the uniform limit as their standard deviation: it is √3 σ.") {
        weights($0, deviation: deviation($0) * ($0.isUniform ? 1 : 3.squareRoot()), using: &$1)
      },
    ]
  }

  private static func distributionMistakes(_ deviation: @escaping Deviation) -> [Answer<WeightInput, WeightSample>] {
    let positive = "Your weights are all positive: they lie on both sides of 0, so that their mean is 0."
    return [
      drawing("Your uniform weights are all positive: draw from −r to r, so that their mean is 0.") {
        weights($0, deviation: deviation($0), low: 0, using: &$1)
      },
      drawing("Your uniform weights are all positive: draw from −r to r, so that their mean is 0.") {
        weights($0, deviation: deviation($0), low: 0, high: 12.squareRoot() * deviation($0), using: &$1)
      },
      drawing("Your normal weights are all positive: they lie on both sides of 0, so that their mean is 0.") {
        let drawn = weights($0, deviation: deviation($0), using: &$1)
        return $0.isUniform ? drawn : drawn.map { abs($0) }
      },
      drawing(positive) { weights($0, deviation: deviation($0), using: &$1).map { abs($0) } },
      drawing("You mixed up the two distributions: isUniform asks for the uniform one.") {
        weights($0, deviation: deviation($0), isUniform: !$0.isUniform, using: &$1)
      },
      drawing("Your weights are always normal: isUniform asks for uniform ones.") {
        weights($0, deviation: deviation($0), isUniform: false, using: &$1)
      },
      drawing("Your weights are always uniform: without isUniform they are normal.") {
        weights($0, deviation: deviation($0), isUniform: true, using: &$1)
      },
      otherNormal("You cut the normal weights off: a normal distribution has no limits.", deviation) {
        max(-3.squareRoot(), min(3.squareRoot(), $0.normal()))
      },
      otherNormal("You cut the normal weights off: a normal distribution has no limits.", deviation) {
        max(-2, min(2, $0.normal()))
      },
      otherNormal(truncated, deviation) { within(2, &$0) },
      otherNormal(truncated, deviation) { within(2, &$0) / 0.879_625_661_034_24 },
      otherNormal(truncated, deviation) { within(3, &$0) },
      otherNormal(few, deviation) { ($0.uniform() + $0.uniform() - 1) * 6.squareRoot() },
      otherNormal(few, deviation) { ($0.uniform() + $0.uniform() + $0.uniform() - 1.5) * 2 },
      otherNormal("Your weights are plus or minus σ: that is no normal distribution.", deviation) {
        $0.uniform() < 0.5 ? -1 : 1
      },
    ]
  }

  private static let truncated =
    "You drew normal weights again that were far from 0: a normal distribution has no limits."
  private static let few = "You added a few uniform numbers: that is not yet a normal distribution."

  /// An answer that takes another number for a normal one of standard deviation 1.
  private static func otherNormal(
    _ diagnosis: String, _ deviation: @escaping Deviation, _ number: @escaping @Sendable (inout Generator) -> Double
  ) -> Answer<WeightInput, WeightSample> {
    drawing(diagnosis) { input, generator in
      if input.isUniform { return weights(input, deviation: deviation(input), using: &generator) }
      return deviation(input)
        * Matrix(rows: input.fanIn, columns: input.fanOut) { _, _ in number(&generator) }
    }
  }

  /// A normal number within so many standard deviations.
  private static func within(_ limit: Double, _ generator: inout Generator) -> Double {
    while true {
      let number = generator.normal()
      if abs(number) < limit { return number }
    }
  }

  private static func dependentDraws(_ deviation: @escaping Deviation) -> [Answer<WeightInput, WeightSample>] {
    let halves = "Half of your weights are made from the other half: every weight is drawn for itself."
    return [
      drawing(
        "Each call gives the same weights: draw from the generator that you are given, not from another or from a copy."
      ) { input, generator in
        var copy = generator
        return weights(input, deviation: deviation(input), using: &copy)
      },
      drawing("You drew one row and repeated it: every weight is drawn for itself.") { input, generator in
        let drawn = weights(input, deviation: deviation(input), using: &generator)
        return Matrix(rows: input.fanIn, columns: input.fanOut) { _, j in drawn[0, j] }
      },
      drawing("You drew one column and repeated it: every weight is drawn for itself.") { input, generator in
        let limit = 3.squareRoot() * deviation(input)
        let column = (0..<input.fanIn).map { _ in
          input.isUniform
            ? generator.uniform(in: -limit..<limit) : generator.normal(standardDeviation: deviation(input))
        }
        return Matrix(rows: input.fanIn, columns: input.fanOut) { i, _ in column[i] }
      },
      drawing("You drew one number for all: every weight is drawn for itself.") { input, generator in
        let drawn = weights(input, deviation: deviation(input), using: &generator)
        return Matrix(rows: input.fanIn, columns: input.fanOut) { _, _ in drawn[0, 0] }
      },
    ]
      + [1.0, -1].map { sign in
        drawing(halves) { input, generator in
          let drawn = weights(input, deviation: deviation(input), using: &generator).elements
          let half = (drawn.count + 1) / 2
          return Matrix(
            rows: input.fanIn, columns: input.fanOut,
            elements: drawn.indices.map { $0 < half ? drawn[$0] : sign * drawn[$0 - half] })
        }
      }
  }

  /// Right answers that draw in another way.
  static func otherDraws(_ deviation: @escaping Deviation) -> [Answer<WeightInput, WeightSample>] {
    [
      drawing("drawn column by column") { input, generator in
        let limit = 3.squareRoot() * deviation(input)
        return Matrix(rows: input.fanOut, columns: input.fanIn) { _, _ in
          input.isUniform
            ? generator.uniform(in: -limit..<limit) : generator.normal(standardDeviation: deviation(input))
        }.transposed
      },
      drawing("drawn with variance 1 by the engine, then scaled") { input, generator in
        let unit: Initializer = input.isUniform ? .uniform(limit: 3.squareRoot()) : .normal(standardDeviation: 1)
        return deviation(input) * unit.weight(fanIn: input.fanIn, fanOut: input.fanOut, using: &generator)
      },
    ]
  }
}
