import Engine
import Solutions

extension Lesson03 {
  struct ScoresInput: Sendable {
    let logits: Matrix
    let labels: [Int]
  }

  private static func answer(_ input: ScoresInput) -> Matrix {
    softmaxCrossEntropyGradient(logits: input.logits, labels: input.labels)
  }

  /// (p − y) / m, with p made from each row, and the share of y as a parameter.
  private static func gradient(_ input: ScoresInput, share: Double = 1, probabilities: ([Double]) -> [Double]) -> Matrix
  {
    let rows = (0..<input.logits.rows).map { probabilities(input.logits.row($0)) }
    let m = Double(input.logits.rows)
    return Matrix(rows: input.logits.rows, columns: input.logits.columns) { i, j in
      (rows[i][j] - (j == input.labels[i] ? share : 0)) / m
    }
  }

  /// The softmax with `shift` taken off the scores.
  private static func powers(_ scores: [Double], shift: Double) -> [Double] {
    let powers = scores.map { exp($0 - shift) }
    let sum = powers.reduce(0, +)
    return powers.map { $0 / sum }
  }

  static let softmaxBackward = Bank<ScoresInput, Matrix>(
    id: "3.6",
    cases: { generator in
      func labels(_ count: Int, of classes: Int) -> [Int] { (0..<count).map { _ in generator.integer(below: classes) } }
      let drawn = [(1, 3), (4, 4), (5, 2), (7, 5)].map { m, classes in
        Case(ScoresInput(logits: uniform(m, classes, &generator, scale: 3), labels: labels(m, of: classes)))
      }
      return [
        Case(
          ScoresInput(logits: Matrix([[0, 0], [1, 3]]), labels: [0, 1]),
          note: "In row 0 both classes have the probability 1/2.")
      ] + drawn + [
        Case(
          ScoresInput(logits: Matrix([[1000, 999, 0], [-1000, -1001, -1002]]), labels: [1, 0]),
          note: "exp(1000) overflows and exp(−1000) is 0: subtract each row's largest score first.")
      ]
    },
    input: { [.matrix("logits", $0.logits), .list("labels", $0.labels.map(Double.init))] },
    output: { [.matrix("dlogits", $0)] },
    reference: answer,
    alternatives: [
      Answer("each probability as 1 / Σ exp(zₖ − zⱼ)") { input in
        gradient(input) { row in row.map { z in 1 / row.reduce(0) { $0 + exp($1 - z) } } }
      },
      Answer("exp of the log-probability") { input in
        gradient(input) { row in
          let largest = row.max()!
          let logSum = largest + log(row.reduce(0) { $0 + exp($1 - largest) })
          return row.map { exp($0 - logSum) }
        }
      },
      Answer("the engine's loss") { softmaxCrossEntropy($0.logits, labels: $0.labels).gradient },
    ],
    misconceptions: [
      Answer("The factor 1/m is missing: the loss is the mean over the batch.") { input in
        Double(input.labels.count) * answer(input)
      },
      Answer("You divided by the number of entries: the loss is the mean over the m examples, not over m · classes.") {
        input in
        answer(input) / Double(input.logits.columns)
      },
      Answer("You divided by the number of classes: the mean is over the m examples, one per row.") { input in
        Double(input.labels.count) / Double(input.logits.columns) * answer(input)
      },
      Answer(
        "The sign is wrong: the gradient is p − y, negative at the label, so that a step against it raises that score."
      ) {
        input in -answer(input)
      },
      Answer("You forgot to subtract the label: the gradient is p − y, and y is 1 at the label.") { input in
        gradient(input, share: 0) { powers($0, shift: $0.max()!) }
      },
      Answer(
        "You filled only the label's entry: every score is in the softmax's denominator, so every score has a gradient."
      ) { input in
        let right = answer(input)
        return Matrix(rows: right.rows, columns: right.columns) { i, j in j == input.labels[i] ? right[i, j] : 0 }
      },
      Answer("You subtracted the label from the scores: the gradient is softmax(z) − y.") { input in
        gradient(input) { $0 }
      },
      Answer("exp overflowed or vanished: subtract each row's largest score before exp.") { input in
        gradient(input) { powers($0, shift: 0) }
      },
      Answer("You subtracted the largest score of the whole matrix: a row far below it vanishes; take each row's own.")
      {
        input in
        let largest = input.logits.max
        return gradient(input) { powers($0, shift: largest) }
      },
    ])
}
