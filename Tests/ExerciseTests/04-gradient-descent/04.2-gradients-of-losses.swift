import Engine
import Solutions

extension Lesson04 {
  typealias LossGradients = (squared: Matrix, absolute: Matrix, crossEntropy: Matrix)

  static let gradientsOfLosses: Bank<LossInput, LossGradients> = Bank(
    id: "4.2",
    cases: { lossCases(&$0) },
    input: { $0.quantities },
    output: {
      [.matrix("squared", $0.squared), .matrix("absolute", $0.absolute), .matrix("crossEntropy", $0.crossEntropy)]
    },
    reference: { lossGradients($0.y, $0.t, p: $0.p, labels: $0.labels) },
    alternatives: [
      Answer("entry by entry") { input in
        var (squared, absolute) = (Matrix(zerosLike: input.y), Matrix(zerosLike: input.y))
        for i in 0..<input.y.rows {
          for j in 0..<input.y.columns {
            let e = input.y[i, j] - input.t[i, j]
            squared[i, j] = 2 * e / input.entries
            if e != 0 { absolute[i, j] = e / abs(e) / input.entries }
          }
        }
        let crossEntropy = Matrix(rows: input.p.rows, columns: input.p.columns) { i, j in
          j == input.labels[i] ? -1 / input.p[i, j] / input.m : 0
        }
        return (squared, absolute, crossEntropy)
      },
      Answer("the engine's gradients, and the one-hot labels over p where they are 1") { input in
        (
          meanSquaredError(input.y, target: input.t).gradient, meanAbsoluteError(input.y, target: input.t).gradient,
          input.oneHot.zip(input.p) { $0 == 0 ? 0 : -$0 / $1 } / input.m
        )
      },
      Answer("comparisons of y with t, rows of p put together") { input in
        let rows = input.labels.indices.map { i in
          (0..<input.p.columns).map { $0 == input.labels[i] ? -pow(input.m * input.p[i, $0], -1) : 0 }
        }
        let absolute = input.y.zip(input.t) { y, t in y == t ? 0 : y < t ? -1 : 1 }
        return (input.error * 2 / input.entries, absolute / input.entries, Matrix(rows))
      },
    ],
    misconceptions: mistakesOfSquaredGradients + mistakesOfSigns + mistakesOfAllGradients + mistakesOfEntropyGradients
      + offsetQuotients)

  private typealias Mistake = Answer<LossInput, LossGradients>

  /// The right gradients, but for those given.
  private static func mistake(
    _ diagnosis: String,
    squared: (@Sendable (LossInput) -> Matrix)? = nil,
    absolute: (@Sendable (LossInput) -> Matrix)? = nil,
    crossEntropy: (@Sendable (LossInput) -> Matrix)? = nil
  ) -> Mistake {
    Mistake(diagnosis) { input in
      let right = lossGradients(input.y, input.t, p: input.p, labels: input.labels)
      return (
        squared?(input) ?? right.squared, absolute?(input) ?? right.absolute,
        crossEntropy?(input) ?? right.crossEntropy
      )
    }
  }

  private static func signs(_ input: LossInput) -> Matrix { input.error.map { $0 > 0 ? 1 : $0 < 0 ? -1 : 0 } }

  /// −1/p at the labels, and 0 elsewhere.
  private static func slopes(_ input: LossInput) -> Matrix { input.oneHot.zip(input.p) { $0 == 1 ? -1 / $1 : 0 } }

  private static let mistakesOfSquaredGradients: [Mistake] = [
    mistake(
      "You forgot the 2 of the square's derivative: the loss has no ½ that would cancel it.",
      squared: { $0.error / $0.entries }),
    mistake("You forgot the mean: every entry of the first gradient is divided by m n.", squared: { 2 * $0.error }),
    mistake("You forgot both the 2 and the mean: the gradient is 2(y − t)/(m n).", squared: { $0.error }),
    mistake(
      "You subtracted the wrong way: the gradient is positive where y is above t.",
      squared: { -2 / $0.entries * $0.error }),
    mistake(
      "You divided by the number of rows alone: the mean is over all m n entries.", squared: { 2 / $0.m * $0.error }),
    mistake(
      "You divided by the number of columns alone: the mean is over all m n entries.", squared: { 2 / $0.n * $0.error }),
    mistake(
      "You divided by the number of rows, and forgot the 2: the gradient is 2(y − t)/(m n).",
      squared: { $0.error / $0.m }),
    mistake(
      "You gave the squares themselves: the derivative of e² is 2e.",
      squared: { $0.error.hadamard($0.error) / $0.entries }),
    mistake(
      "You kept the square: the derivative of e² is 2e.", squared: { 2 / $0.entries * $0.error.hadamard($0.error) }),
    mistake(
      "You took the sizes of the errors: the gradient has their signs.", squared: { 2 / $0.entries * abs($0.error) }),
    mistake(
      "You gave all entries the mean error: each has the derivative 2(y − t)/(m n) of its own.",
      squared: { Matrix(rows: $0.y.rows, columns: $0.y.columns, repeating: 2 * $0.error.mean) }),
    mistake(
      "You divided twice by m n: once is the mean.", squared: { 2 / ($0.entries * $0.entries) * $0.error }),
    mistake("You doubled twice: the derivative of e² is 2e.", squared: { 4 / $0.entries * $0.error }),
    mistake("You left out the target: the derivative is 2(y − t)/(m n).", squared: { 2 / $0.entries * $0.y }),
    mistake("You added the target: the error is y − t.", squared: { 2 / $0.entries * ($0.y + $0.t) }),
    mistake(
      "You multiplied by y, as if it were a weight's input: the gradient is with respect to y itself.",
      squared: { (2 / $0.entries * $0.error).hadamard($0.y) }),
    mistake(
      "You derived the root of the mean square: the loss is the mean square itself.",
      squared: { $0.error.norm == 0 ? $0.error : $0.error / ($0.error.norm * $0.entries.squareRoot()) }),
  ]

  private static let mistakesOfSigns: [Mistake] = [
    mistake(
      "At y = t you gave 1/(m n): at the kink the derivative is agreed to be 0.",
      absolute: { input in input.error.map { $0 >= 0 ? 1 / input.entries : -1 / input.entries } }),
    mistake(
      "At y = t you gave −1/(m n): at the kink the derivative is agreed to be 0.",
      absolute: { input in input.error.map { $0 > 0 ? 1 / input.entries : -1 / input.entries } }),
    mistake(
      "You divided 0 by 0 where y = t: at the kink the derivative is agreed to be 0.",
      absolute: { input in input.error.map { $0 / abs($0) / input.entries } }),
    mistake("You forgot the mean: every entry of the second gradient is divided by m n.", absolute: signs),
    mistake(
      "Your signs are the other way round: the loss grows with y where y is above t.",
      absolute: { -1 / $0.entries * signs($0) }),
    mistake(
      "You divided the signs by the number of rows alone: the mean is over all m n entries.",
      absolute: { signs($0) / $0.m }),
    mistake(
      "You divided the signs by the number of columns alone: the mean is over all m n entries.",
      absolute: { signs($0) / $0.n }),
    mistake(
      "You kept the size of the error: the derivative of |e| is 1 or −1, however large e is.",
      absolute: { $0.error / $0.entries }),
    mistake("You gave |e| itself: its derivative is 1 or −1.", absolute: { abs($0.error) / $0.entries }),
    mistake(
      "You gave 1/(m n) on both sides: where y is below t, the loss falls as y grows.",
      absolute: { input in input.error.map { $0 == 0 ? 0 : 1 / input.entries } }),
    mistake(
      "You gave 1/(m n) everywhere: the derivative of |e| has the sign of e.",
      absolute: { Matrix(rows: $0.y.rows, columns: $0.y.columns, repeating: 1 / $0.entries) }),
    mistake(
      "You gave 0 where y is below t: there the loss falls as y grows, −1/(m n).",
      absolute: { input in input.error.map { $0 > 0 ? 1 / input.entries : 0 } }),
    mistake(
      "You took the sign of y: it is that of y − t.",
      absolute: { input in input.y.map { $0 > 0 ? 1 / input.entries : $0 < 0 ? -1 / input.entries : 0 } }),
    mistake(
      "You doubled the second gradient: the derivative of |e| is 1 or −1.", absolute: { 2 / $0.entries * signs($0) }),
    mistake(
      "You halved the second gradient: the derivative of |e| is 1 or −1.", absolute: { signs($0) / 2 / $0.entries }),
    mistake(
      "You treated small errors as 0: only at y = t itself is the derivative 0.",
      absolute: { input in input.error.map { $0 > 0.3 ? 1 / input.entries : $0 < -0.3 ? -1 / input.entries : 0 } }),
  ]

  private static let mistakesOfAllGradients: [Mistake] = [
    mistake(
      "You forgot the mean in all three: the losses are means, and so their gradients have 1/(m n) and 1/m.",
      squared: { 2 * $0.error }, absolute: signs, crossEntropy: slopes),
    mistake(
      "You forgot the mean in the first two: they have the factor 1/(m n).", squared: { 2 * $0.error }, absolute: signs),
    mistake(
      "You subtracted the wrong way in the first two: the loss grows with y where y is above t.",
      squared: { -2 / $0.entries * $0.error }, absolute: { -1 / $0.entries * signs($0) }),
    mistake(
      "All signs are the other way round: asked is the gradient, which points uphill, not the step of descent.",
      squared: { -2 / $0.entries * $0.error }, absolute: { -1 / $0.entries * signs($0) },
      crossEntropy: { -1 / $0.m * slopes($0) }),
    mistake(
      "You divided by the number of rows alone in the first two: they are means over all m n entries.",
      squared: { 2 / $0.m * $0.error }, absolute: { signs($0) / $0.m }),
    mistake(
      "You divided by the number of columns alone in the first two: they are means over all m n entries.",
      squared: { 2 / $0.n * $0.error }, absolute: { signs($0) / $0.n }),
    mistake(
      "You exchanged the first two: 2(y − t)/(m n) belongs to the squares, the sign to the sizes.",
      squared: { signs($0) / $0.entries }, absolute: { 2 / $0.entries * $0.error }),
  ]

  private static let mistakesOfEntropyGradients: [Mistake] = [
    mistake(
      "That is the gradient with respect to the logits before the softmax: asked is that with respect to p, −1/(m p).",
      crossEntropy: { ($0.p - $0.oneHot) / $0.m }),
    mistake(
      "That is the gradient with respect to the logits, and without the mean: asked is −1/(m p) at the label.",
      crossEntropy: { $0.p - $0.oneHot }),
    mistake("You forgot the mean of the cross-entropy: it has the factor 1/m.", crossEntropy: slopes),
    mistake(
      "You forgot the minus: the loss falls as the label's probability grows.", crossEntropy: { -1 / $0.m * slopes($0) }
    ),
    mistake("You forgot the minus and the mean: at the label it is −1/(m p).", crossEntropy: { -slopes($0) }),
    mistake(
      "You divided the cross-entropy's gradient by m k: it is a mean over the m rows.",
      crossEntropy: { slopes($0) / $0.m / $0.k }),
    mistake(
      "You divided the cross-entropy's gradient by the number of classes: it is a mean over the m rows.",
      crossEntropy: { slopes($0) / $0.k }),
    mistake(
      "You divided the cross-entropy's gradient by the entries of y: it is a mean over the m rows.",
      crossEntropy: { slopes($0) / $0.entries }),
    mistake(
      "You gave every class −1/(m p): classes that are not the label do not occur in the loss.",
      crossEntropy: { input in input.p.map { -1 / $0 / input.m } }),
    mistake(
      "You divided 0 by a probability of 0: set only the label's entry, and leave the others at 0.",
      crossEntropy: { ($0.oneHot.zip($0.p) { -$0 / $1 }) / $0.m }),
    mistake(
      "You gave −ln p itself: its derivative is −1/p.",
      crossEntropy: { ($0.oneHot.zip($0.p) { $0 == 1 ? -log($1) : 0 }) / $0.m }),
    mistake("You gave −1/m at the label: the derivative of −ln p is −1/p.", crossEntropy: { $0.oneHot / -$0.m }),
    mistake(
      "You multiplied by p: the derivative of −ln p is −1/p.", crossEntropy: { $0.oneHot.hadamard($0.p) / -$0.m }),
    mistake(
      "You took 1/p²: the derivative of −ln p is −1/p.",
      crossEntropy: { ($0.oneHot.zip($0.p) { $0 == 1 ? -1 / ($1 * $1) : 0 }) / $0.m }),
    mistake(
      "You took −1/(1 − p): the derivative of −ln p is −1/p.",
      crossEntropy: { ($0.oneHot.zip($0.p) { $0 == 1 ? -1 / (1 - $1) : 0 }) / $0.m }),
    mistake(
      "You gave the other classes 1/(1 − p), as binary cross-entropy has it: they do not occur in the loss.",
      crossEntropy: { ($0.oneHot.zip($0.p) { $0 == 1 ? -1 / $1 : 1 / (1 - $1) }) / $0.m }),
    mistake(
      "You gave the other classes 1/p: they do not occur in the loss.",
      crossEntropy: { ($0.oneHot.zip($0.p) { $0 == 1 ? -1 / $1 : 1 / $1 }) / $0.m }),
    mistake(
      "You gave the other classes their p: that belongs to the gradient with respect to logits. Here they have 0.",
      crossEntropy: { ($0.oneHot.zip($0.p) { $0 == 1 ? -1 / $1 : $1 }) / $0.m }),
    mistake(
      "You gave p − 1/p at the label: asked is −1/(m p), with respect to p.",
      crossEntropy: { ($0.oneHot.zip($0.p) { $0 == 1 ? $1 - 1 / $1 : 0 }) / $0.m }),
    mistake(
      "You derived logarithms to base 2: the loss has the natural one, −ln p.",
      crossEntropy: { slopes($0) / $0.m / log(2) }),
    mistake(
      "You derived logarithms to base 10: the loss has the natural one, −ln p.",
      crossEntropy: { slopes($0) / $0.m / log(10) }),
    mistake("You halved the cross-entropy's gradient: it is −1/(m p).", crossEntropy: { slopes($0) / 2 / $0.m }),
    mistake(
      "You counted the classes from 1: they begin at 0.",
      crossEntropy: { input in slopes(input.with(labels: input.labels.map { max(0, $0 - 1) })) / input.m }),
    mistake(
      "You exchanged row and column: the entry of row i at its label is [i, label].",
      crossEntropy: { input in
        let slopes = slopes(input) / input.m
        return input.p.rows == input.p.columns ? slopes.transposed : slopes
      }),
    mistake(
      "You gave all rows the first label: each has its own.",
      crossEntropy: { input in slopes(input.with(labels: input.labels.map { _ in input.labels[0] })) / input.m }),
    mistake(
      "You put the derivative at the greatest probability: the label says where it stands.",
      crossEntropy: { input in
        slopes(input.with(labels: (0..<input.p.rows).map { input.p.row($0).firstIndex(of: input.p.row($0).max()!)! }))
          / input.m
      }),
    mistake(
      "You derived at the first row only: all rows occur in the loss.",
      crossEntropy: { input in
        Matrix(rows: input.p.rows, columns: input.p.columns) { i, j in i == 0 ? slopes(input)[i, j] / input.m : 0 }
      }),
    mistake(
      "You gave one number for each row: the gradient has the shape of p.",
      crossEntropy: { input in
        Matrix(column: input.atLabels.map { -1 / ($0 * input.m) })
      }),
    mistake(
      "You took p for logits and applied softmax: these are probabilities already.",
      crossEntropy: { softmaxCrossEntropy($0.p, labels: $0.labels).gradient }),
  ]

  /// Guards that the statement rules out.
  private static let offsetQuotients: [Mistake] = [1e-3, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-12, 1e-15, 1e-16]
    .flatMap {
      (least: Double) in
      [
        mistake(
          "You cut p off at a smallest value: asked is −1/(m p) as it is.",
          crossEntropy: { input in (input.oneHot.zip(input.p) { $0 == 1 ? -1 / max(least, $1) : 0 }) / input.m }),
        mistake(
          "You added a tiny number to p: asked is −1/(m p) as it is.",
          crossEntropy: { input in (input.oneHot.zip(input.p) { $0 == 1 ? -1 / ($1 + least) : 0 }) / input.m }),
      ]
    }
}
