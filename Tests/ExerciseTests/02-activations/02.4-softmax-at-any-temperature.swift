import Engine
import Solutions

extension Lesson02 {
  struct SoftmaxInput: Sendable {
    let scores: Matrix
    let temperature: Double

    /// Each row by itself.
    func rows(_ shares: (_ row: [Double], _ temperature: Double) -> [Double]) -> Matrix {
      Matrix((0..<scores.rows).map { shares(scores.row($0), temperature) })
    }

    var right: Matrix { softmax(scores / temperature) }
  }

  static let temperedSoftmax: Bank<SoftmaxInput, Matrix> = Bank(
    id: "2.4",
    cases: { generator in
      let readable = [
        Case(SoftmaxInput(scores: Matrix([[0, log(3)]]), temperature: 1), note: "e^0 : e^(log 3) is 1 : 3."),
        Case(SoftmaxInput(scores: Matrix([[3, 1, -2], [-1, 0, 1]]), temperature: 1)),
        Case(SoftmaxInput(scores: Matrix([[3, 1, -2]]), temperature: 2), note: "The scores are divided by 2."),
        Case(SoftmaxInput(scores: Matrix([[0, 0.5], [1, -1]]), temperature: 0.5)),
      ]
      let shapes = [(3, 3), (4, 4), (2, 5), (5, 2), (1, 6), (6, 3)]
      let generated = shapes.map { m, n in
        Case(
          SoftmaxInput(
            scores: uniform(m, n, &generator, scale: 4, offset: 1), temperature: generator.uniform(in: 0.3..<4)))
      }
      let ties = [
        Case(
          SoftmaxInput(scores: Matrix([[2, 5, 5], [0, 0, 0]]), temperature: 0.7),
          note: "Equal scores get equal probabilities."),
        Case(
          SoftmaxInput(scores: uniform(4, 1, &generator, scale: 3), temperature: 2),
          note: "There is one class: its probability is 1."),
        Case(
          SoftmaxInput(scores: uniform(2, 3, &generator, scale: 2, offset: -5), temperature: 1.5),
          note: "No score is positive."),
      ]
      let extremes = [
        Case(SoftmaxInput(scores: uniform(3, 3, &generator, scale: 3), temperature: 100), note: "Hot: all are alike."),
        Case(
          SoftmaxInput(scores: Matrix([[3, 1, -2], [-4, -4.01, -9]]), temperature: 0.01),
          note: "Cold: the scores are multiplied by 100."),
        Case(
          SoftmaxInput(scores: Matrix([[1000, 999, 998]]), temperature: 1),
          note: "e^1000 is infinite: subtract the row's greatest score first."),
        Case(
          SoftmaxInput(scores: Matrix([[-1000, -999, -998]]), temperature: 1),
          note: "e^−1000 is 0, and 0/0 is not a number: subtract the row's greatest score first."),
        Case(
          SoftmaxInput(scores: Matrix([[1000, -1000, 0]]), temperature: 1.5),
          note: "The greatest score has all, and the others nothing."),
        Case(
          SoftmaxInput(scores: Matrix([[1000, 1000, 1000, 0], [0, 1000, 1000, 1000]]), temperature: 1),
          note: "The three greatest share, and the fourth gets nothing."),
        Case(
          SoftmaxInput(scores: Matrix([[-1000, 1000, 0]]), temperature: 1),
          note: "Only with the greatest score subtracted is no exponent above 0."),
        Case(
          SoftmaxInput(scores: Matrix([[1000, 999, 999], [-1000, -998, -1000], [1, 0, 0]]), temperature: 3),
          note: "Each row has a greatest score of its own: with another row's, all of its powers are 0."),
        Case(
          SoftmaxInput(scores: Matrix([[1000, 999.99], [-1000, -999.99]]), temperature: 0.01),
          note: "Divided by 0.01, the scores are ±100 000."),
        Case(
          SoftmaxInput(scores: Matrix([[1000, -1000], [-1000, -1000]]), temperature: 20),
          note: "The second row is far below the first, and its two scores are equal."),
      ]
      return readable + generated + ties + extremes
    },
    input: { [.matrix("scores", $0.scores), .number("temperature", $0.temperature)] },
    output: { [.matrix("p", $0)] },
    reference: { softmaxAt($0.scores, temperature: $0.temperature) },
    alternatives: [
      Answer("the engine's softmax of the divided scores") { $0.right },
      Answer("e^(z/T − log Σ e^(z/T)), the logarithm from the greatest down") { input in
        input.rows { row, t in
          let greatest = row.max()! / t
          let total = greatest + log(row.reduce(0) { $0 + exp($1 / t - greatest) })
          return row.map { exp($0 / t - total) }
        }
      },
      Answer("1 / Σₖ e^((zₖ − zⱼ)/T), where infinity below is 0") { input in
        input.rows { row, t in row.map { z in 1 / row.reduce(0) { $0 + exp(($1 - z) / t) } } }
      },
    ],
    misconceptions: mistakesOfShifts + mistakesOfTemperatures + mistakesOfSums + mistakesOfPowers)

  private typealias Mistake = Answer<SoftmaxInput, Matrix>

  /// Another softmax of a row.
  private static func row(
    _ diagnosis: String, _ shares: @escaping @Sendable (_ row: [Double], _ temperature: Double) -> [Double]
  ) -> Mistake {
    Mistake(diagnosis) { $0.rows(shares) }
  }

  /// Softmax of a row, with another shift of its scores.
  private static func shift(
    _ diagnosis: String, _ shift: @escaping @Sendable (_ row: [Double]) -> Double
  ) -> Mistake {
    row(diagnosis) { row, t in
      let shift = shift(row)
      return normalized(row.map { exp(($0 - shift) / t) })
    }
  }

  /// Softmax at another temperature.
  private static func temperature(_ diagnosis: String, _ other: @escaping @Sendable (Double) -> Double) -> Mistake {
    Mistake(diagnosis) { softmax($0.scores / other($0.temperature)) }
  }

  private static func normalized(_ values: [Double]) -> [Double] {
    let sum = values.reduce(0, +)
    return values.map { $0 / sum }
  }

  private static let mistakesOfShifts: [Mistake] = [
    shift("You subtract nothing: e^1000 is infinite, e^−1000 is 0, and ∞/∞ and 0/0 are not numbers.") { _ in 0 },
    shift(
      "You subtract the row's least score: a score far above it still has an infinite power. Subtract the greatest."
    ) {
      $0.min()!
    },
    shift("You subtract the row's mean: a score far above it still has an infinite power. Subtract the greatest.") {
      mean($0)
    },
    shift("You subtract the row's first score: another may be far above it. Subtract the greatest.") { $0[0] },
    shift("You subtract the row's last score: another may be far above it. Subtract the greatest.") { $0.last! },
    shift("You subtract the greatest size, |z|: where all scores are far below 0, all powers are 0. Subtract max z.") {
      $0.map { abs($0) }.max()!
    },
    shift("You subtract the greatest score only if it is positive: where all are far below 0, all powers are 0.") {
      max(0, $0.max()!)
    },
    shift("You added the greatest score: subtract it, so that the greatest exponent is 0.") { -$0.max()! },
    row("You subtracted the greatest score after the division by T: divide it too, or the exponents stay too large.") {
      row, t in
      normalized(row.map { exp($0 / t - row.max()!) })
    },
    row("You divided the greatest score by T, and not the scores: both are divided.") { row, t in
      normalized(row.map { exp($0 - row.max()! / t) })
    },
    row("You cut the exponent off at a bound: two scores beyond it are no longer told apart. Subtract the greatest.") {
      row, t in
      normalized(row.map { exp(max(-700, min(700, $0 / t))) })
    },
    row("You cut the exponent off at a bound: two scores beyond it are no longer told apart. Subtract the greatest.") {
      row, t in
      normalized(row.map { exp(max(-500, min(500, $0 / t))) })
    },
    Mistake("You subtracted the greatest score of all rows: a row far below it has no power left. Take each row's own.")
    {
      input in
      let greatest = input.scores.max
      return input.rows { row, t in normalized(row.map { exp(($0 - greatest) / t) }) }
    },
    Mistake("You subtracted each column's greatest score: what is subtracted must be the same for the whole row.") {
      input in
      let greatest = columns(input.scores).map { $0.max()! }
      return input.rows { row, t in normalized(zip(row, greatest).map { exp(($0 - $1) / t) }) }
    },
    Mistake("You subtracted the greatest score in the numerator alone: it belongs in the sum, too.") { input in
      input.rows { row, t in
        let sum = row.reduce(0) { $0 + exp($1 / t) }
        return row.map { exp(($0 - row.max()!) / t) / sum }
      }
    },
    Mistake("You subtracted the greatest score in the sum alone: it belongs in the numerator, too.") { input in
      input.rows { row, t in
        let sum = row.reduce(0) { $0 + exp(($1 - row.max()!) / t) }
        return row.map { exp($0 / t) / sum }
      }
    },
  ]

  private static let mistakesOfTemperatures: [Mistake] = [
    temperature("You left out the temperature: the scores are divided by T.") { _ in 1 },
    temperature("You multiplied by the temperature: the scores are divided by T.") { 1 / $0 },
    temperature("You divided by T²: the scores are divided by T.") { $0 * $0 },
    temperature("You divided by the root of T: the scores are divided by T.") { $0.squareRoot() },
    temperature("You divided by 1 + T: the scores are divided by T.") { 1 + $0 },
    temperature("You divided by 2T: the scores are divided by T.") { 2 * $0 },
    temperature("You raised a small temperature to 1: T may be any number above 0.") { max(1, $0) },
    temperature("You raised a small temperature to 0.1: T may be any number above 0.") { max(0.1, $0) },
    temperature("You made T a logarithm: the scores are divided by T itself.") { log($0) },
    Mistake("You divided the probabilities by T: the scores are divided, before e is raised to them.") {
      softmax($0.scores) / $0.temperature
    },
    Mistake("You multiplied the probabilities by T: the scores are divided, before e is raised to them.") {
      softmax($0.scores) * $0.temperature
    },
    row("You raised the probabilities to the power 1/T: their sum is no longer 1. Divide the scores by T.") { row, t in
      softmax(Matrix(row: row)).row(0).map { pow($0, 1 / t) }
    },
    Mistake("You multiplied the answer by T: the scores are divided by it, and nothing else happens.") {
      softmax($0.scores / $0.temperature) * $0.temperature
    },
    Mistake("You divided the answer by T once more: the scores are divided, and nothing else.") {
      softmax($0.scores / $0.temperature) / $0.temperature
    },
  ]

  private static let mistakesOfSums: [Mistake] = [
    Mistake("You normalized the columns: a row is an example, and each row has the sum 1.") {
      softmax(($0.scores / $0.temperature).transposed).transposed
    },
    Mistake("You divided by the number of rows, too: each row has the sum 1, not the whole matrix.") { input in
      input.right / Double(input.scores.rows)
    },
    Mistake("You divided by the sum over the whole matrix: each row is divided by its own.") { input in
      let powers = input.scores.map { exp(($0 - input.scores.max) / input.temperature) }
      return powers / powers.sum
    },
    Mistake("You divided by the sum of the last row, or the first: each row is divided by its own.") { input in
      let sums = powerSums(input)
      return input.rows { row, t in row.map { exp(($0 - row.max()!) / t) / sums[0] } }
    },
    Mistake("You divided by the sum of the last row, or the first: each row is divided by its own.") { input in
      let sums = powerSums(input)
      return input.rows { row, t in row.map { exp(($0 - row.max()!) / t) / sums.last! } }
    },
    row("You forgot the division: each power is divided by the sum of its row.") { row, t in
      row.map { exp(($0 - row.max()!) / t) }
    },
    row("You divided by the number of classes: each power is divided by the sum of its row.") { row, t in
      row.map { exp(($0 - row.max()!) / t) / Double(row.count) }
    },
    row("You divided by the root of the sum of squares: each power is divided by the sum of its row.") { row, t in
      let powers = row.map { exp(($0 - row.max()!) / t) }
      return powers.map { $0 / powers.reduce(0) { $0 + $1 * $1 }.squareRoot() }
    },
    row("You left a score's own power out of the sum: the sum runs over all of the row.") { row, t in
      let powers = row.map { exp(($0 - row.max()!) / t) }
      return powers.map { $0 / (powers.reduce(0, +) - $0) }
    },
    row("You added 1 to the sum, as in the sigmoid: the sum runs over the row and has nothing else.") { row, t in
      let powers = row.map { exp(($0 - row.max()!) / t) }
      return powers.map { $0 / (1 + powers.reduce(0, +)) }
    },
    Mistake("You transposed the answer: it has the shape of the scores.") { $0.right.transposed },
  ]

  private static func powerSums(_ input: SoftmaxInput) -> [Double] {
    (0..<input.scores.rows).map { i in
      let row = input.scores.row(i)
      return row.reduce(0) { $0 + exp(($1 - row.max()!) / input.temperature) }
    }
  }

  private static let mistakesOfPowers: [Mistake] = [
    row("You divided the scores by their sum: raise e to them first, or a share may be negative.") { row, t in
      normalized(row.map { $0 / t })
    },
    row("You divided the sizes of the scores by their sum: raise e to the scores first.") { row, t in
      normalized(row.map { abs($0) / t })
    },
    row("You raised e to −z: the greatest score has the greatest probability.") { row, t in
      softmax(Matrix(row: row) * (-1 / t)).row(0)
    },
    row("You raised e to |z|: a score far below 0 has a small probability.") { row, t in
      softmax(Matrix(row: row.map { abs($0) / t })).row(0)
    },
    row("You raised 2 to the scores: the base is e.") { row, t in
      softmax(Matrix(row: row) * (log(2) / t)).row(0)
    },
    row("You raised 10 to the scores: the base is e.") { row, t in
      softmax(Matrix(row: row) * (log(10) / t)).row(0)
    },
    row("You took the sigmoid of each score: then a row's sum is not 1.") { row, t in row.map { sigmoid($0 / t) } },
    row("You divided the sigmoids by their sum: softmax divides powers of e.") { row, t in
      normalized(row.map { sigmoid($0 / t) })
    },
    row("You gave all to the greatest score: that is the limit of T = 0.") { row, _ in
      let greatest = row.firstIndex(of: row.max()!)!
      return row.indices.map { $0 == greatest ? 1 : 0 }
    },
    row("You gave all to the greatest scores: that is the limit of T = 0.") { row, _ in
      normalized(row.map { $0 == row.max()! ? 1 : 0 })
    },
    row("You gave the logarithms: asked are the probabilities themselves.") { row, t in
      let greatest = row.max()! / t
      let total = greatest + log(row.reduce(0) { $0 + exp($1 / t - greatest) })
      return row.map { $0 / t - total }
    },
    Mistake("You took softmax twice: once makes probabilities of the scores.") { softmax($0.right) },
    row("You divided z by the row's greatest score: it is subtracted.") { row, t in
      normalized(row.map { exp($0 / row.max()! / t) })
    },
  ]
}
