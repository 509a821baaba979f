import Engine
import Solutions

extension Lesson07 {
  struct FactorPair: Sendable {
    let meanX: Double
    let varianceX: Double
    let meanY: Double
    let varianceY: Double

    init(_ meanX: Double, _ varianceX: Double, _ meanY: Double, _ varianceY: Double) {
      (self.meanX, self.varianceX, self.meanY, self.varianceY) = (meanX, varianceX, meanY, varianceY)
    }

    /// E[X²] and E[Y²].
    var squareX: Double { varianceX + meanX * meanX }
    var squareY: Double { varianceY + meanY * meanY }
    var deviationX: Double { varianceX.squareRoot() }
    var deviationY: Double { varianceY.squareRoot() }
    /// μX μY, the mean of the product.
    var mean: Double { meanX * meanY }
    /// σX² σY².
    var variances: Double { varianceX * varianceY }
    /// σX² μY² and σY² μX².
    var crossX: Double { varianceX * meanY * meanY }
    var crossY: Double { varianceY * meanX * meanX }
    var right: Double { productVariance(meanX: meanX, varianceX: varianceX, meanY: meanY, varianceY: varianceY) }
  }

  static let varianceOfAProduct: Bank<FactorPair, Double> = Bank(
    id: "7.1",
    cases: { generator in
      let readable = [
        Case(FactorPair(2, 3, 5, 7)),
        Case(FactorPair(3, 4, -2, 0.25), note: "A mean may be negative; its square is not."),
        Case(FactorPair(-3, 0.5, -4, 2), note: "Both means are negative."),
        Case(FactorPair(0, 3, 0, 0.2), note: "Both means are 0: the variances multiply."),
        Case(FactorPair(0, 3, 2, 5), note: "The mean of X is 0."),
        Case(FactorPair(-2, 3, 0, 5), note: "The mean of Y is 0."),
      ]
      let constants = [
        Case(FactorPair(3, 0, 2, 5), note: "X is a constant, 3: then Var(3Y) = 9 Var(Y)."),
        Case(FactorPair(2, 5, -3, 0), note: "Y is a constant, −3: then Var(−3X) = 9 Var(X)."),
        Case(FactorPair(3, 0, 4, 0), note: "Both are constants: nothing varies."),
        Case(FactorPair(0, 0, 4, 2), note: "X is always 0."),
        Case(FactorPair(0, 0, 0, 0), note: "Both are always 0."),
      ]
      let generated = (1...10).map { _ in
        Case(
          FactorPair(
            generator.uniform(in: -4..<4), generator.uniform(in: 0.1..<5), generator.uniform(in: -4..<4),
            generator.uniform(in: 0.1..<5)))
      }
      let small = [
        Case(FactorPair(0.5, 0.01, -0.25, 0.04), note: "Variances below 1 are smaller than their roots."),
        Case(FactorPair(0.1, 0.002, 0.7, 0.09)), Case(FactorPair(-8, 60, 0.5, 0.02)),
      ]
      return readable + constants + generated + small
    },
    input: {
      [
        .number("meanX", $0.meanX), .number("varianceX", $0.varianceX), .number("meanY", $0.meanY),
        .number("varianceY", $0.varianceY),
      ]
    },
    output: { [.number("variance", $0)] },
    reference: { $0.right },
    alternatives: [
      Answer("the mean of the square less the square of the mean") {
        $0.squareX * $0.squareY - $0.mean * $0.mean
      },
      Answer("with one mean square: E[X²] σY² + σX² μY²") { $0.squareX * $0.varianceY + $0.crossX },
      Answer("given X, then over X: E[X² σY²] + Var(X μY)") {
        ($0.varianceX + pow($0.meanX, 2)) * $0.varianceY + pow($0.meanY, 2) * $0.varianceX
      },
      Answer("squares of σX σY, σX μY, σY μX") {
        let parts = [$0.deviationX * $0.deviationY, $0.deviationX * $0.meanY, $0.deviationY * $0.meanX]
        return parts.reduce(0) { $0 + $1 * $1 }
      },
    ],
    misconceptions: mistakesOfTerms + mistakesOfMeans + mistakesOfDeviations)

  private typealias Mistake = Answer<FactorPair, Double>

  private static let mistakesOfTerms: [Mistake] = [
    Mistake("You left the means out: σX² σY² alone is right only if both means are 0.") { $0.variances },
    Mistake("The term σX² μY² is missing: where Y is far from 0, it enlarges how much X varies.") {
      $0.variances + $0.crossY
    },
    Mistake("The term σY² μX² is missing: where X is far from 0, it enlarges how much Y varies.") {
      $0.variances + $0.crossX
    },
    Mistake(
      """
      The term σX² σY² is missing: the two others are only what small deviations add up to (the propagation of errors).
      """
    ) { $0.crossX + $0.crossY },
    Mistake("You put the means to their own variances: it is σX² times μY², and σY² times μX².") {
      $0.variances + $0.varianceX * $0.meanX * $0.meanX + $0.varianceY * $0.meanY * $0.meanY
    },
    Mistake("You squared neither deviations nor means in the terms with a mean: they are σX² μY² and σY² μX².") {
      $0.variances + $0.deviationX * $0.meanY + $0.deviationY * $0.meanX
    },
    Mistake(
      "You took the small deviations' rule where there is a mean, and σX² σY² where there is none: add all three."
    ) {
      $0.mean == 0 && $0.meanX == $0.meanY ? $0.variances : $0.crossX + $0.crossY
    },
    Mistake("You added the mean squares: those of independent factors multiply.") { $0.squareX + $0.squareY },
    Mistake("You added the variances: that is the variance of X + Y, and here it is XY.") {
      $0.varianceX + $0.varianceY
    },
    Mistake("You added σX² μY² twice: the other term is σY² μX².") { $0.variances + 2 * $0.crossX },
    Mistake("You added σY² μX² twice: the other term is σX² μY².") { $0.variances + 2 * $0.crossY },
    Mistake("You doubled the two terms with a mean: each stands there once.") {
      $0.variances + 2 * ($0.crossX + $0.crossY)
    },
    Mistake("You doubled σX² σY²: it stands there once.") { 2 * $0.variances + $0.crossX + $0.crossY },
    Mistake("You subtracted the terms with a mean (or took σX² − μX² for E[X²]): a mean far from 0 makes XY vary more.")
    {
      $0.variances - $0.crossX - $0.crossY
    },
    Mistake("You subtracted the term σY² μX²: all three are added.") { $0.variances + $0.crossX - $0.crossY },
    Mistake("You subtracted the term σX² μY²: all three are added.") { $0.variances - $0.crossX + $0.crossY },
    Mistake("You subtracted σX² σY²: all three are added.") { $0.crossX + $0.crossY - $0.variances },
    Mistake("You gave 0 where one factor is constant: Var(c Y) is c² Var(Y).") {
      $0.varianceX == 0 || $0.varianceY == 0 ? 0 : $0.right
    },
    Mistake("You squared the sum σX μY + σY μX: the two are squared one by one, without a term 2 σX σY μX μY.") {
      $0.right + 2 * $0.deviationX * $0.deviationY * $0.mean
    },
  ]

  private static let mistakesOfMeans: [Mistake] = [
    Mistake("You gave E[X²] E[Y²], the mean of the square: subtract the square of the mean, μX² μY².") {
      $0.squareX * $0.squareY
    },
    Mistake("You subtracted the mean μX μY: what is subtracted is its square, μX² μY².") {
      $0.squareX * $0.squareY - $0.mean
    },
    Mistake("You added the square of the mean: it is subtracted from E[X²] E[Y²].") {
      $0.squareX * $0.squareY + $0.mean * $0.mean
    },
    Mistake("You subtracted μX² + μY²: the mean of the product is μX μY, and its square is μX² μY².") {
      $0.squareX * $0.squareY - $0.meanX * $0.meanX - $0.meanY * $0.meanY
    },
    Mistake("E[X²] is σX² + μX²: you took the variance for the mean of the square, and then subtracted μX² μY².") {
      $0.variances - $0.mean * $0.mean
    },
    Mistake("You did not square the means: E[X²] is σX² + μX².") {
      ($0.varianceX + $0.meanX) * ($0.varianceY + $0.meanY) - $0.mean * $0.mean
    },
    Mistake("You squared one mean only: the terms are σX² μY² and σY² μX².") {
      $0.variances + $0.crossX + $0.varianceY * $0.meanX
    },
    Mistake("You squared one mean only: the terms are σX² μY² and σY² μX².") {
      $0.variances + $0.varianceX * $0.meanY + $0.crossY
    },
    Mistake("You left out negative means: their squares count, too.") {
      let (x, y) = (max(0, $0.meanX), max(0, $0.meanY))
      return $0.variances + $0.varianceX * y * y + $0.varianceY * x * x
    },
    Mistake("You did not square the means: the terms are σX² μY² and σY² μX².") {
      $0.variances + $0.varianceX * $0.meanY + $0.varianceY * $0.meanX
    },
    Mistake("You did not square the means: the terms are σX² μY² and σY² μX², not those with |μ|.") {
      $0.variances + $0.varianceX * abs($0.meanY) + $0.varianceY * abs($0.meanX)
    },
    Mistake("You added the square of the mean, μX² μY²: the mean of the square is what has it, the variance has not.") {
      $0.variances + $0.mean * $0.mean
    },
    Mistake("You gave the mean of the product: asked is its variance.") { $0.mean },
    Mistake("You squared the mean of the product: asked is its variance.") { $0.mean * $0.mean },
    Mistake("You multiplied both variances by both squared means: each goes with the *other* one's mean.") {
      $0.variances + ($0.varianceX + $0.varianceY) * ($0.meanX * $0.meanX + $0.meanY * $0.meanY)
    },
    Mistake("You took (μX + μY)²: each variance goes with the square of the *other* mean.") {
      let sum = $0.meanX + $0.meanY
      return $0.variances + sum * sum
    },
  ]

  private static let mistakesOfDeviations: [Mistake] = [
    Mistake("You squared the variances, as if they were deviations: `varianceX` is σX² already.") {
      let (x, y) = ($0.varianceX * $0.varianceX, $0.varianceY * $0.varianceY)
      return x * y + x * $0.meanY * $0.meanY + y * $0.meanX * $0.meanX
    },
    Mistake("You took the roots of the variances: the formula has σX² and σY² themselves.") {
      $0.deviationX * $0.deviationY + $0.deviationX * $0.meanY * $0.meanY + $0.deviationY * $0.meanX * $0.meanX
    },
    Mistake("You gave the deviation: asked is the variance, without the root.") { $0.right.squareRoot() },
    Mistake("You multiplied the deviations: without means the *variances* multiply, and the means are missing.") {
      $0.deviationX * $0.deviationY
    },
    Mistake("You squared the product of the variances: each stands in σX² σY² once.") {
      $0.variances * $0.variances + $0.crossX + $0.crossY
    },
    Mistake("In the first term are the roots: it is σX² σY².") {
      $0.deviationX * $0.deviationY + $0.crossX + $0.crossY
    },
    Mistake("In the terms with a mean are the roots: they are σX² μY² and σY² μX².") {
      $0.variances + $0.deviationX * $0.meanY * $0.meanY + $0.deviationY * $0.meanX * $0.meanX
    },
  ]
}
