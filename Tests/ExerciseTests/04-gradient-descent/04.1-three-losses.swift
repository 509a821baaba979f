import Engine
import Solutions

extension Lesson04 {
  typealias Losses = (squared: Double, absolute: Double, crossEntropy: Double)

  static let losses: Bank<LossInput, Losses> = Bank(
    id: "4.1",
    cases: { lossCases(&$0) },
    input: { $0.quantities },
    output: {
      [.number("squared", $0.squared), .number("absolute", $0.absolute), .number("crossEntropy", $0.crossEntropy)]
    },
    reference: { threeLosses($0.y, $0.t, p: $0.p, labels: $0.labels) },
    alternatives: [
      Answer("loops over rows and columns") { input in
        var (squared, absolute, crossEntropy) = (0.0, 0.0, 0.0)
        for i in 0..<input.y.rows {
          for j in 0..<input.y.columns {
            let e = input.t[i, j] - input.y[i, j]
            squared += e * e / input.entries
            absolute += abs(e) / input.entries
          }
          crossEntropy -= log(input.p[i, input.labels[i]])
        }
        return (squared, absolute, crossEntropy / input.m)
      },
      Answer("the engine's losses, and the rows' own probabilities") { input in
        let surprises = zip(0..<input.p.rows, input.labels).map { i, label in log(1 / input.p.row(i)[label]) }
        return (
          meanSquaredError(input.y, target: input.t).value, meanAbsoluteError(input.y, target: input.t).value,
          surprises.reduce(0, +) / input.m
        )
      },
      Answer("lists of entries, and a one-hot matrix whose zeros skip the logarithm") { input in
        let pairs = zip(input.y.elements, input.t.elements)
        let logarithms = input.oneHot.zip(input.p) { $0 == 0 ? 0 : -log($1) }
        return (pairs.map { pow($0 - $1, 2) }.mean, pairs.map { abs($0 - $1) }.mean, logarithms.sum / input.m)
      },
      Answer("the mean of the rows' means, and the entropy as a product with the one-hot row") { input in
        let error = input.y - input.t
        let rows = (0..<input.y.rows).map { error.row($0) }
        let found = matmul(input.p.hadamard(input.oneHot), Matrix(rows: input.p.columns, columns: 1, repeating: 1))
        return (
          rows.map { $0.map { $0 * $0 }.mean }.mean, rows.map { $0.map { abs($0) }.mean }.mean,
          -log(found).elements.mean
        )
      },
    ],
    misconceptions: mistakesOfSquares + mistakesOfSizes + mistakesOfBoth + mistakesOfEntropy + mistakesOfIndices
      + offsetLogarithms)

  private typealias Mistake = Answer<LossInput, Losses>

  /// The right losses, but for those given.
  private static func mistake(
    _ diagnosis: String,
    squared: (@Sendable (LossInput) -> Double)? = nil,
    absolute: (@Sendable (LossInput) -> Double)? = nil,
    crossEntropy: (@Sendable (LossInput) -> Double)? = nil
  ) -> Mistake {
    Mistake(diagnosis) { input in
      let right = threeLosses(input.y, input.t, p: input.p, labels: input.labels)
      return (
        squared?(input) ?? right.squared, absolute?(input) ?? right.absolute,
        crossEntropy?(input) ?? right.crossEntropy
      )
    }
  }

  private static func squares(_ input: LossInput) -> Double { input.error.hadamard(input.error).sum }
  private static func sizes(_ input: LossInput) -> Double { abs(input.error).sum }
  private static func surprise(_ input: LossInput) -> Double { -log(Matrix(row: input.atLabels)).sum }

  private static let mistakesOfSquares: [Mistake] = [
    mistake(
      "You took the sum of the squares: the mean squared error is their mean, over all m n entries.", squared: squares),
    mistake("You halved the mean squared error: here there is no ½.", squared: { squares($0) / $0.entries / 2 }),
    mistake("You took half the sum of the squares: asked is their mean, with no ½.", squared: { squares($0) / 2 }),
    mistake(
      "You divided the sum of the squares by 2m: it is the mean over all m n entries, with no ½.",
      squared: { squares($0) / $0.m / 2 }),
    mistake(
      "You divided the sum of the squares by the number of rows: it is the mean over all m n entries.",
      squared: { squares($0) / $0.m }),
    mistake(
      "You divided the sum of the squares by the number of columns: it is the mean over all m n entries.",
      squared: { squares($0) / $0.n }),
    mistake(
      "You divided the sum of the squares by m n − 1: it is their mean, over all m n entries.",
      squared: { squares($0) / ($0.entries - 1) }),
    mistake(
      "You took the root: the mean squared error is the mean of the squares.",
      squared: { (squares($0) / $0.entries).squareRoot() }),
    mistake(
      "You took the root of the sum of the squares: asked is the mean of the squares.",
      squared: { squares($0).squareRoot() }),
    mistake(
      "You squared the mean of the errors: square each error, then take the mean.",
      squared: { $0.error.mean * $0.error.mean }),
    mistake(
      "You squared the mean of the sizes: square each error, then take the mean.",
      squared: { abs($0.error).mean * abs($0.error).mean }),
    mistake("You forgot the square: errors of both signs then cancel.", squared: { $0.error.mean }),
    mistake(
      "You took the size of the errors in both losses: the first takes their squares.", squared: { abs($0.error).mean }),
    mistake("You took the variance of the errors: their own mean is not subtracted.", squared: { $0.error.variance }),
    mistake(
      "You took the difference of the squares, y² − t²: it is the square of the difference.",
      squared: { ($0.y.hadamard($0.y) - $0.t.hadamard($0.t)).mean }),
    mistake("You squared y + t: the error is y − t.", squared: { ($0.y + $0.t).hadamard($0.y + $0.t).mean }),
    mistake("You cubed the errors: the loss takes their squares.", squared: { $0.error.map { $0 * $0 * $0 }.mean }),
  ]

  private static let mistakesOfSizes: [Mistake] = [
    mistake(
      "You took the sum of the sizes: the mean absolute error is their mean, over all m n entries.", absolute: sizes),
    mistake("You halved the mean absolute error: here there is no ½.", absolute: { sizes($0) / $0.entries / 2 }),
    mistake(
      "You divided the sum of the sizes by the number of rows: it is the mean over all m n entries.",
      absolute: { sizes($0) / $0.m }),
    mistake(
      "You divided the sum of the sizes by the number of columns: it is the mean over all m n entries.",
      absolute: { sizes($0) / $0.n }),
    mistake("You forgot the absolute value: errors of both signs then cancel.", absolute: { $0.error.mean }),
    mistake("You forgot the absolute value: errors of both signs then cancel.", absolute: { -$0.error.mean }),
    mistake(
      "You took the absolute value of the mean: take it of each error, then the mean.", absolute: { abs($0.error.mean) }
    ),
    mistake(
      "You took the root of the mean squared error: the absolute error is the mean of |y − t|.",
      absolute: { (squares($0) / $0.entries).squareRoot() }),
    mistake("You took the greatest of the errors: asked is the mean of their sizes.", absolute: { abs($0.error).max }),
    mistake(
      "You took the difference of the sizes, |y| − |t|: it is the size of the difference.",
      absolute: { (abs($0.y) - abs($0.t)).mean }),
    mistake(
      "You took the size of |y| − |t|: it is the size of y − t, with the signs of both.",
      absolute: { abs(abs($0.y) - abs($0.t)).mean }),
    mistake("You took the median of the sizes: asked is their mean.", absolute: { median(abs($0.error).elements) }),
    mistake(
      "You gave the share of the targets that are missed: asked is the mean distance.",
      absolute: { $0.error.map { $0 == 0 ? 0 : 1 }.mean }),
  ]

  private static func median(_ values: [Double]) -> Double {
    let (sorted, half) = (values.sorted(), values.count / 2)
    return values.count % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
  }

  private static let mistakesOfBoth: [Mistake] = [
    mistake("You took sums: all three losses are means.", squared: squares, absolute: sizes, crossEntropy: surprise),
    mistake(
      "You took the sums of the squares and of the sizes: both losses are means.", squared: squares, absolute: sizes),
    mistake(
      "You divided by the number of rows alone: both are means over all m n entries.",
      squared: { squares($0) / $0.m }, absolute: { sizes($0) / $0.m }),
    mistake(
      "You divided by the number of columns: both are means over all m n entries.",
      squared: { squares($0) / $0.n }, absolute: { sizes($0) / $0.n }),
    mistake(
      "You halved both losses: here there is no ½.",
      squared: { squares($0) / $0.entries / 2 }, absolute: { sizes($0) / $0.entries / 2 }),
    mistake(
      "You exchanged the two: the first has the squares, the second the sizes.",
      squared: { sizes($0) / $0.entries }, absolute: { squares($0) / $0.entries }),
    mistake(
      "You took the rows' lengths: the losses are means over all entries, of squares and of sizes.",
      squared: { input in
        (0..<input.y.rows).map { input.error.row($0).reduce(0) { $0 + $1 * $1 }.squareRoot() }.mean
      }),
    mistake(
      "You looked at the first row only: the losses are means over all examples.",
      squared: { input in input.error.row(0).map { $0 * $0 }.mean },
      absolute: { input in input.error.row(0).map { abs($0) }.mean }),
    mistake(
      "You looked at the first example only: all three losses are means over all examples.",
      squared: { input in input.error.row(0).map { $0 * $0 }.mean },
      absolute: { input in input.error.row(0).map { abs($0) }.mean }, crossEntropy: { -log($0.atLabels[0]) }),
    mistake(
      "You looked at the first column only: the losses are means over all entries.",
      squared: { input in input.error.column(0).map { $0 * $0 }.mean },
      absolute: { input in input.error.column(0).map { abs($0) }.mean }),
  ]

  private static let mistakesOfEntropy: [Mistake] = [
    mistake(
      "You forgot the minus: the logarithm of a probability is never above 0, and the loss is never below.",
      crossEntropy: { -surprise($0) / $0.m }),
    mistake("You took the sum over the rows: the cross-entropy here is their mean.", crossEntropy: surprise),
    mistake("You forgot the minus and the mean: it is −(1/m) Σ ln p.", crossEntropy: { -surprise($0) }),
    mistake(
      "You divided the cross-entropy by all m k entries: it is a mean over the m rows.",
      crossEntropy: { surprise($0) / $0.m / $0.k }),
    mistake(
      "You divided the cross-entropy by the number of classes: it is a mean over the m rows.",
      crossEntropy: { surprise($0) / $0.k }),
    mistake(
      "You divided the cross-entropy by the entries of y: it is a mean over the m rows.",
      crossEntropy: { surprise($0) / $0.entries }),
    mistake("You halved the cross-entropy: it is the mean of −ln p.", crossEntropy: { surprise($0) / $0.m / 2 }),
    mistake(
      "You took logarithms to base 2, which gives bits: asked are nats, with the natural logarithm.",
      crossEntropy: { surprise($0) / $0.m / log(2) }),
    mistake(
      "You took logarithms to base 10: asked is the natural one.", crossEntropy: { surprise($0) / $0.m / log(10) }),
    mistake(
      "You took ln of the mean probability: take the logarithm in each row, then the mean.",
      crossEntropy: { -log($0.atLabels.mean) }),
    mistake(
      "You multiplied the probabilities first: the product of many falls below the least number above 0. Add logarithms.",
      crossEntropy: { -log($0.atLabels.reduce(1, *)) / $0.m }),
    mistake("You took 1 − p: the loss of a row is −ln p.", crossEntropy: { 1 - $0.atLabels.mean }),
    mistake("You took p itself: the loss of a row is −ln p.", crossEntropy: { $0.atLabels.mean }),
    mistake("You took −p: the loss of a row is −ln p.", crossEntropy: { -$0.atLabels.mean }),
    mistake(
      "You took −ln(1 − p): the loss of a row is −ln p.",
      crossEntropy: { -log(Matrix(row: $0.atLabels.map { 1 - $0 })).mean }),
    mistake("You took 1/p: the loss of a row is ln(1/p).", crossEntropy: { $0.atLabels.map { 1 / $0 }.mean }),
    mistake(
      "You multiplied by p: the label's own probability is 1, so the loss of a row is −ln p.",
      crossEntropy: { $0.atLabels.map { -$0 * log($0) }.mean }),
    mistake(
      "That is the entropy of the probabilities: the label decides whose logarithm is taken.",
      crossEntropy: { -$0.p.map { $0 == 0 ? 0 : $0 * log($0) }.sum / $0.m }),
    mistake(
      "That is the entropy of the probabilities: the label decides whose logarithm is taken.",
      crossEntropy: { -$0.p.map { $0 * log($0) }.sum / $0.m }),
    mistake(
      "You took the logarithms of all probabilities: only the label's counts.", crossEntropy: { -log($0.p).sum / $0.m }),
    mistake(
      "You multiplied 0 by the logarithm of 0, which is not a number: look up the label's probability instead.",
      crossEntropy: { -$0.oneHot.hadamard(log($0.p)).sum / $0.m }),
    mistake(
      "You added −ln(1 − p) of the other classes, as for classes that do not exclude each other: only the label's −ln p counts.",
      crossEntropy: { ($0.oneHot.zip($0.p) { $0 == 1 ? -log($1) : -log(1 - $1) }).sum / $0.m }),
    mistake(
      "You took the mean of the binary cross-entropies of all entries: only the label's −ln p counts, over m rows.",
      crossEntropy: { ($0.oneHot.zip($0.p) { $0 == 1 ? -log($1) : -log(1 - $1) }).mean }),
    mistake(
      "You multiplied 0 by an infinite logarithm, in binary cross-entropies: only the label's −ln p counts.",
      crossEntropy: { ($0.oneHot.zip($0.p) { -$0 * log($1) - (1 - $0) * log(1 - $1) }).sum / $0.m }),
    mistake(
      "You applied softmax to p: these are probabilities already.",
      crossEntropy: { softmaxCrossEntropy($0.p, labels: $0.labels).value }),
    mistake(
      "You squared 1 − p: the loss of a row is −ln p.", crossEntropy: { $0.atLabels.map { (1 - $0) * (1 - $0) }.mean }),
    mistake(
      "You took the mean of the squares of −ln p: it is the mean of −ln p itself.",
      crossEntropy: { $0.atLabels.map { log($0) * log($0) }.mean }),
    mistake(
      "You took the greatest −ln p of the rows: it is their mean.",
      crossEntropy: { $0.atLabels.map { -log($0) }.max()! }),
    mistake(
      "You gave the share of rows whose label is not the likeliest: asked is the mean of −ln p.",
      crossEntropy: { 1 - accuracy($0.p, labels: $0.labels) }),
  ]

  private static let mistakesOfIndices: [Mistake] = [
    mistake(
      "You took the greatest probability of each row: the label says which one counts.",
      crossEntropy: { input in -log(Matrix(row: (0..<input.p.rows).map { input.p.row($0).max()! })).mean }),
    mistake(
      "You counted the classes from 1: they begin at 0.",
      crossEntropy: { input in surprise(input.with(labels: input.labels.map { max(0, $0 - 1) })) / input.m }),
    mistake(
      "You exchanged row and column: p[i, label] is the probability that row i has at its label.",
      crossEntropy: { input in
        input.p.rows == input.p.columns
          ? surprise(input.with(p: input.p.transposed)) / input.m : surprise(input) / input.m
      }),
    mistake(
      "You looked at the first label in all rows: each row has its own.",
      crossEntropy: { input in surprise(input.with(labels: input.labels.map { _ in input.labels[0] })) / input.m }),
    mistake(
      "You always took the first class: the label says which one counts.",
      crossEntropy: { input in surprise(input.with(labels: input.labels.map { _ in 0 })) / input.m }),
    mistake(
      "You looked at the first row's probability only: it is a mean over all rows.",
      crossEntropy: { -log($0.atLabels[0]) }),
    mistake(
      "You left out the last row of p: the cross-entropy is a mean over all rows.",
      crossEntropy: { input in input.atLabels.dropLast().reduce(0) { $0 - log($1) } / input.m }),
  ]

  /// Guards that the statement rules out.
  private static let offsetLogarithms: [Mistake] =
    [1e-100, 1e-300].map { (least: Double) in
      mistake(
        "You cut p off at a smallest value: the loss goes on growing below it, and so must the answer.",
        crossEntropy: { input in -log(Matrix(row: input.atLabels.map { max(least, $0) })).mean })
    }
    + [1e-3, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-12, 1e-15, 1e-16].flatMap { (least: Double) in
      [
        mistake(
          "You cut p off at a smallest value: the loss goes on growing below it, and so must the answer.",
          crossEntropy: { input in -log(Matrix(row: input.atLabels.map { max(least, $0) })).mean }),
        mistake(
          "You added a tiny number to p: asked is −ln p as it is.",
          crossEntropy: { input in -log(Matrix(row: input.atLabels.map { $0 + least })).mean }),
      ]
    }
    + [1e-3, 1e-5, 1e-6, 1e-7].map { (least: Double) in
      mistake(
        "You cut p off at a smallest and at a largest value: −ln p is asked as it is.",
        crossEntropy: { input in -log(Matrix(row: input.atLabels.map { min(1 - least, max(least, $0)) })).mean })
    }
}
