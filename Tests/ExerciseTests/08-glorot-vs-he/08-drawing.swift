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
    guard isUniform ?? input.isUniform else {
      return Initializer.normal(standardDeviation: deviation).weight(
        fanIn: input.fanIn, fanOut: input.fanOut, using: &generator)
    }
    let (low, high) = (low ?? -limit, high ?? limit)
    let drawn = Initializer.uniform(limit: (high - low) / 2).weight(
      fanIn: input.fanIn, fanOut: input.fanOut, using: &generator)
    return low == -high
      ? drawn : drawn + Matrix(rows: input.fanIn, columns: input.fanOut, repeating: (low + high) / 2)
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
      drawing("You made the uniform limit from the variance: U(−r, r) has the variance r²/3, so r = √3 σ.") {
        let limit = factor * deviation($0) * deviation($0)
        return weights($0, deviation: deviation($0), low: -limit, high: limit, using: &$1)
      }
    }
    return ofDeviation + ofVariance + [
      drawing("Your uniform limit is √12 σ: that is the width of the interval, and −r … r is 2 r wide.") {
        let width = 12.squareRoot() * deviation($0)
        return weights($0, deviation: deviation($0), low: -width, high: width, using: &$1)
      },
      drawing("You gave the normal weights the uniform limit, √3 σ, as their standard deviation: theirs is σ.") {
        weights($0, deviation: deviation($0) * ($0.isUniform ? 1 : 3.squareRoot()), using: &$1)
      },
    ]
  }

  private static func distributionMistakes(_ deviation: @escaping Deviation) -> [Answer<WeightInput, WeightSample>] {
    let positive = "Your weights are all positive: they must lie on both sides of 0, so that their mean is 0."
    return [
      drawing("Your uniform weights are all positive: draw from −r to r, so that their mean is 0.") {
        weights($0, deviation: deviation($0), low: 0, using: &$1)
      },
      drawing("Your uniform weights are all positive: draw from −r to r, so that their mean is 0.") {
        weights($0, deviation: deviation($0), low: 0, high: 12.squareRoot() * deviation($0), using: &$1)
      },
      drawing("Your normal weights are all positive: they must lie on both sides of 0, so that their mean is 0.") {
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
      otherNormal(deviation) {
        max(-3.squareRoot(), min(3.squareRoot(), $0.normal()))
      },
      otherNormal(deviation) {
        max(-2, min(2, $0.normal()))
      },
      otherNormal(deviation) { within(2, &$0) },
      otherNormal(deviation) { within(2, &$0) / 0.879_625_661_034_24 },
      otherNormal(deviation) { within(3, &$0) },
      otherNormal(deviation) { ($0.uniform() + $0.uniform() - 1) * 6.squareRoot() },
      otherNormal(deviation) { ($0.uniform() + $0.uniform() + $0.uniform() - 1.5) * 2 },
      otherNormal(deviation) {
        $0.uniform() < 0.5 ? -1 : 1
      },
    ]
  }

  /// An answer that takes another number for a normal one of standard deviation 1.
  private static func otherNormal(
    _ deviation: @escaping Deviation, _ number: @escaping @Sendable (inout Generator) -> Double
  ) -> Answer<WeightInput, WeightSample> {
    drawing(
      "Your normal weights are not normally distributed: take what generator.normal() gives, times σ, as it is."
    ) { input, generator in
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
        let row = numbers(input.fanOut, input, deviation(input), &generator)
        return Matrix(rows: input.fanIn, columns: input.fanOut) { _, j in row[j] }
      },
      drawing("You drew one column and repeated it: every weight is drawn for itself.") { input, generator in
        let column = numbers(input.fanIn, input, deviation(input), &generator)
        return Matrix(rows: input.fanIn, columns: input.fanOut) { i, _ in column[i] }
      },
      drawing("You drew one number for all: every weight is drawn for itself.") { input, generator in
        let number = numbers(1, input, deviation(input), &generator)[0]
        return Matrix(rows: input.fanIn, columns: input.fanOut, repeating: number)
      },
    ]
      + [1.0, -1].map { sign in
        drawing(halves) { input, generator in
          let count = input.fanIn * input.fanOut
          let half = numbers((count + 1) / 2, input, deviation(input), &generator)
          return Matrix(
            rows: input.fanIn, columns: input.fanOut,
            elements: half + half.prefix(count - half.count).map { sign * $0 })
        }
      }
  }

  /// So many weights, one after the other.
  private static func numbers(
    _ count: Int, _ input: WeightInput, _ deviation: Double, _ generator: inout Generator
  ) -> [Double] {
    let row = WeightInput(fanIn: 1, fanOut: count, isUniform: input.isUniform, seed: input.seed)
    return weights(row, deviation: deviation, using: &generator).elements
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
