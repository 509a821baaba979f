import Engine
import Solutions

extension Lesson11 {
  struct ShiftInput: Sendable {
    let x: [Double]
    let keep: Double

    init(_ x: [Double], _ keep: Double) { (self.x, self.keep) = (x, keep) }

    var mean: Double { x.reduce(0, +) / Double(x.count) }
    var meanSquare: Double { squares(x, around: 0) / Double(x.count) }
    var spread: Double { variance(x) }
  }

  static let varianceShifts: Bank<ShiftInput, Double> = Bank(
    id: "11.4",
    cases: { generator in
      let readable = [
        Case(ShiftInput([1, -1], 0.5), note: "The mean is 0: then the factor is 1/p."),
        Case(ShiftInput([0, 2], 0.5), note: "The mean is 1, the mean square 2, the variance 1."),
        Case(ShiftInput([0, 2], 1), note: "All is kept: nothing changes."),
        Case(ShiftInput([3, 1, 2], 0.25)),
        Case(ShiftInput([-3, -1, -2, -2], 0.8)),
      ]
      let drawn = [(2, 0.9, 0.0), (5, 0.3, 1.0), (10, 0.6, -2.0), (20, 0.1, 0.5), (7, 0.99, 5), (3, 0.01, 0)].map {
        count, keep, offset in
        Case(ShiftInput(list(count, -1, 1, &generator).map { $0 + offset }, keep))
      }
      let special = [
        Case(ShiftInput([0, 0, 0, 1], 0.5), note: "A ReLU's outputs: many are 0."),
        Case(ShiftInput([100, 101, 102], 0.5), tolerance: 1e-8, note: "A mean far from 0: the shift is large."),
        Case(ShiftInput([1e-4, -3e-4, 2e-4], 0.7)),
      ]
      return readable + drawn + special
    },
    input: { [.list("x", $0.x), .number("p", $0.keep)] },
    output: { [.number("shift", $0)] },
    reference: { varianceShift($0.x, keep: $0.keep) },
    alternatives: [
      Answer("1/p, and what the mean adds") { 1 / $0.keep + (1 / $0.keep - 1) * $0.mean * $0.mean / $0.spread },
      Answer("the variances of both, divided") {
        ($0.meanSquare / $0.keep - $0.mean * $0.mean) / $0.spread
      },
      Answer("the variance of all 2n values, each with its probability") { input in
        let n = Double(input.x.count)
        let expected = input.mean
        let kept = input.x.reduce(0) { sum, x in
          let deviation = x / input.keep - expected
          return sum + input.keep * deviation * deviation / n
        }
        return (kept + (1 - input.keep) * expected * expected) / input.spread
      },
    ],
    misconceptions: mistakesOfShift)

  private static func shift(_ diagnosis: String, _ factor: @escaping @Sendable (ShiftInput) -> Double)
    -> Answer<ShiftInput, Double>
  { Answer(diagnosis, factor) }

  private static let mistakesOfShift: [Answer<ShiftInput, Double>] = [
    shift("You gave 1/p: that is right only if the mean of x is 0.") { 1 / $0.keep },
    shift("You gave 1/p²: a kept number is x/p, but only the share p of them is kept.") { 1 / ($0.keep * $0.keep) },
    shift("You gave p: the variance becomes larger, since what is kept is divided by p.") { $0.keep },
    shift("You forgot the division by p: what is kept becomes x/p. Then the mean stays, and the mean square grows.") {
      ($0.keep * $0.meanSquare - $0.keep * $0.keep * $0.mean * $0.mean) / $0.spread
    },
    shift("You took p for the probability to drop: here it is the probability to keep.") {
      1 + (1 / (1 - $0.keep) - 1) * $0.meanSquare / $0.spread
    },
    shift("You gave 1/(1 − p), with p as the probability to drop, and for a mean of 0: p is the probability to keep.") {
      1 / (1 - $0.keep)
    },
    shift("You left out the 1: the factor is 1 + (1/p − 1) E[x²]/Var(x).") {
      (1 / $0.keep - 1) * $0.meanSquare / $0.spread
    },
    shift("You took 1/p in place of 1/p − 1: with p = 1 the factor must be 1.") {
      1 + $0.meanSquare / $0.spread / $0.keep
    },
    shift("You took 1 − p in place of 1/p − 1: the mean square becomes E[x²]/p.") {
      1 + (1 - $0.keep) * $0.meanSquare / $0.spread
    },
    shift("You took (1 − p)/p² for 1/p − 1: a mask of variance p (1 − p), divided by p, has p (1 − p)/p² = 1/p − 1.") {
      1 + (1 - $0.keep) / ($0.keep * $0.keep) * $0.meanSquare / $0.spread
    },
    shift("You squared the mean in place of the numbers: it is E[x²]/Var(x), with the mean of the squares.") {
      1 + (1 / $0.keep - 1) * $0.mean * $0.mean / $0.spread
    },
    shift("You did not square: it is E[x²]/Var(x), the mean of the squares.") {
      1 + (1 / $0.keep - 1) * $0.mean / $0.spread
    },
    shift("You did not divide by the variance: it is E[x²]/Var(x).") { 1 + (1 / $0.keep - 1) * $0.meanSquare },
    shift("You gave the variance in training: it is to be divided by that in use.") {
      $0.meanSquare / $0.keep - $0.mean * $0.mean
    },
    shift("You divided the mean square in training by the variance in use: subtract the squared mean first.") {
      $0.meanSquare / $0.keep / $0.spread
    },
    shift("You divided by the mean square: the variance in use is E[x²] − E[x]².") {
      ($0.meanSquare / $0.keep - $0.mean * $0.mean) / $0.meanSquare
    },
    shift("You gave by how much the variance grows: asked is the ratio, training divided by use.") {
      (1 / $0.keep - 1) * $0.meanSquare
    },
    shift("You divided the other way round: the factor is training divided by use, 1 or more.") {
      $0.spread / ($0.meanSquare / $0.keep - $0.mean * $0.mean)
    },
    shift("You took the root: asked is the ratio of the variances, not of the deviations.") {
      (1 + (1 / $0.keep - 1) * $0.meanSquare / $0.spread).squareRoot()
    },
    shift("You divided the mean by p as well: dropout that divides by p leaves the mean as it was.") {
      ($0.meanSquare / $0.keep - $0.mean * $0.mean / ($0.keep * $0.keep)) / $0.spread
    },
    shift("You multiplied the mean by p: dropout that divides by p leaves the mean as it was.") {
      ($0.meanSquare / $0.keep - $0.mean * $0.mean * $0.keep * $0.keep) / $0.spread
    },
    shift("You divided the mean square by p²: a kept number is x/p, but only the share p of them is kept.") {
      ($0.meanSquare / ($0.keep * $0.keep) - $0.mean * $0.mean) / $0.spread
    },
    shift("You divided by one less than the number of values: the variance is the biased one.") { input in
      let n = Double(input.x.count)
      return 1 + (1 / input.keep - 1) * input.meanSquare / (input.spread * n / (n - 1))
    },
    shift("You summed the squares: E[x²] is their mean.") {
      1 + (1 / $0.keep - 1) * squares($0.x, around: 0) / $0.spread
    },
    shift("You divided by the standard deviation: it is E[x²]/Var(x).") {
      1 + (1 / $0.keep - 1) * $0.meanSquare / $0.spread.squareRoot()
    },
    shift("You turned the fraction round: it is E[x²]/Var(x).") {
      1 + (1 / $0.keep - 1) * $0.spread / $0.meanSquare
    },
    shift("You used √p: the mean square is divided by p itself.") {
      1 + (1 / $0.keep.squareRoot() - 1) * $0.meanSquare / $0.spread
    },
    shift("You gave what is added, less 1 twice: with p = 1 the factor must be 1.") {
      (1 / $0.keep - 1) * $0.meanSquare / $0.spread - 1
    },
  ]
}
