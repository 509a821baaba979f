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

  static let softmaxBackward: Bank<ScoresInput, Matrix> = Bank(
    id: "3.6",
    cases: { generator in
      func labels(_ count: Int, of classes: Int) -> [Int] { (0..<count).map { _ in generator.integer(below: classes) } }
      // The probabilities are right to 10⁻¹⁵ here, so that an ε of 10⁻¹² in the denominator shows.
      let drawn = [(1, 3), (4, 4), (5, 2), (7, 5), (2, 1)].map { m, classes in
        Case(
          ScoresInput(logits: uniform(m, classes, &generator, scale: 3), labels: labels(m, of: classes)),
          tolerance: 1e-13)
      }
      // A logarithm of a sum near 1000 is rounded to 10⁻¹³.
      func extreme(_ logits: [[Double]], _ labels: [Int], _ note: String) -> Case<ScoresInput> {
        Case(ScoresInput(logits: Matrix(logits), labels: labels), tolerance: 1e-11, note: note)
      }
      return [
        Case(
          ScoresInput(logits: Matrix([[0, 0], [1, 3]]), labels: [0, 1]), tolerance: 1e-13,
          note: "In row 0 both classes have the probability 1/2.")
      ] + drawn + [
        extreme([[1000, 999, 0]], [1], "exp(1000) overflows: subtract the row's largest score first."),
        extreme([[-1000, -1001, -1002]], [0], "exp(−1000) is 0: subtract the row's largest score first."),
        extreme(
          [[0, 1000, -1000], [3, -2, 999], [3, -1000, 2]], [0, 0, 0],
          "Subtract the row's largest score, wherever it stands and whatever its sign is."),
        extreme(
          [[1000, 999, 0], [-1000, -1001, -1002]], [1, 0],
          "The rows are far apart: subtract from each its own largest score."),
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
    misconceptions: mistakesOfMeans + mistakesOfLabels + mistakesOfShifts + cutScores + replaced + smoothed
      + addedToTheSum
      + bounded
      + mistakesOfSoftmax)

  private typealias Mistake = Answer<ScoresInput, Matrix>

  /// p, right.
  private static func softmax(_ scores: [Double]) -> [Double] { powers(scores, shift: scores.max()!) }

  /// A mistake in how p is made from a row.
  private static func mistake(
    _ diagnosis: String, probabilities: @escaping @Sendable ([Double]) -> [Double]
  ) -> Mistake {
    Mistake(diagnosis) { gradient($0, probabilities: probabilities) }
  }

  /// A mistake in what is made of p and y, entry by entry.
  private static func mistake(
    _ diagnosis: String, entry: @escaping @Sendable (_ p: Double, _ y: Double, _ m: Double) -> Double
  ) -> Mistake {
    Mistake(diagnosis) { input in
      let rows = (0..<input.logits.rows).map { softmax(input.logits.row($0)) }
      return Matrix(rows: input.logits.rows, columns: input.logits.columns) { i, j in
        entry(rows[i][j], j == input.labels[i] ? 1 : 0, Double(input.logits.rows))
      }
    }
  }

  private static let mistakesOfMeans: [Mistake] = [
    mistake("The factor 1/m is missing: the loss is the mean over the batch.", entry: { p, y, _ in p - y }),
    mistake("Only p is divided by m: it is (p − y)/m, both. Mind the brackets.", entry: { p, y, m in p / m - y }),
    mistake("Only y is divided by m: it is (p − y)/m, both. Mind the brackets.", entry: { p, y, m in p - y / m }),
    Mistake("You divided by the number of entries: the loss is the mean over the m examples, not over m · classes.") {
      answer($0) / Double($0.logits.columns)
    },
    Mistake("You divided by the number of classes: the mean is over the m examples, one per row.") { input in
      Double(input.labels.count) / Double(input.logits.columns) * answer(input)
    },
    mistake("You divided by m twice: once is enough.", entry: { p, y, m in (p - y) / m / m }),
    mistake(
      "You divided by m − 1: the loss is the mean over the m examples.",
      entry: { p, y, m in (p - y) / Swift.max(1, m - 1) }),
    mistake(
      "You divided by the root of m: the loss is the mean, so divide by m.",
      entry: { p, y, m in (p - y) / m.squareRoot() }),
    mistake("You multiplied by m: the loss is the mean, so divide by it.", entry: { p, y, m in (p - y) * m }),
  ]

  private static let mistakesOfLabels: [Mistake] = [
    mistake(
      "The sign is wrong: the gradient is p − y, negative at the label, so that a step against it raises that score.",
      entry: { p, y, m in (y - p) / m }),
    mistake(
      "You forgot to subtract the label: the gradient is (p − y)/m, and y is 1 at the label.",
      entry: { p, _, m in p / m }),
    mistake(
      "You filled only the label's entry: every score is in the softmax's denominator, so every score has a gradient.",
      entry: { p, y, m in y * (p - 1) / m }),
    mistake(
      "You left the label's entry at 0, or skipped it: it is (p − 1)/m.", entry: { p, y, m in (1 - y) * p / m }),
    mistake(
      "The sign is wrong away from the label: every entry is p − y, and y is 0 there.",
      entry: { p, y, m in (y == 1 ? p - 1 : -p) / m }),
    mistake("You subtracted 1 everywhere: y is 1 at the label, and 0 elsewhere.", entry: { p, _, m in (p - 1) / m }),
    mistake("You added the label: the gradient is p − y.", entry: { p, y, m in (p + y) / m }),
    Mistake("You subtracted the label's number: y is 1 at the label's place, and 0 elsewhere.") { input in
      gradient(input, share: 0, probabilities: softmax)
        - Matrix(rows: input.logits.rows, columns: input.logits.columns) { i, _ in
          Double(input.labels[i]) / Double(input.logits.rows)
        }
    },
    Mistake("You took the first example's label for all: each row has its own.") { input in
      gradient(
        ScoresInput(logits: input.logits, labels: input.labels.map { _ in input.labels[0] }), probabilities: softmax)
    },
    Mistake("You subtracted 1 at the example's own number: y is 1 at its label's place.") { input in
      gradient(ScoresInput(logits: input.logits, labels: Array(input.labels.indices)), probabilities: softmax)
    },
    mistake(
      "In the label's entry the sign is wrong, or you took sizes: it is (p − 1)/m, negative.",
      entry: { p, y, m in (y == 1 ? 1 - p : p) / m }),
    mistake(
      "You multiplied by the label: the gradient is p − y, for every score.", entry: { p, y, m in p * y / m }),
    mistake(
      "You squared the difference: the gradient is p − y itself.", entry: { p, y, m in (p - y) * (p - y) / m }),
    mistake(
      "You returned the softmax itself: the gradient is (p − y)/m.", entry: { p, _, _ in p }),
    mistake(
      "You returned log p: the gradient is made of p itself, (p − y)/m.", entry: { p, _, m in log(p) / m }),
    mistake(
      "You halved the gradient: it is (p − y)/m.", entry: { p, y, m in (p - y) / 2 / m }),
    Mistake("You took the labels to begin at 1: they begin at 0.") { input in
      gradient(ScoresInput(logits: input.logits, labels: input.labels.map { $0 - 1 }), probabilities: softmax)
    },
    mistake(
      "You stopped at p: −1/p is ∂L/∂p, and the way back through the softmax is missing.",
      entry: { p, y, m in y == 0 ? 0 : -1 / p / m }),
    mistake(
      "You gave the loss itself: its gradient with respect to the scores is (p − y)/m.",
      entry: { p, y, m in y == 0 ? 0 : -log(p) / m }),
    mistake(
      "You gave the probability's own slope, p(1 − p): with the logarithm before it, (p − y)/m is left.",
      entry: { p, _, m in p * (1 - p) / m }),
    mistake(
      "You multiplied by p(1 − p), the slope of a sigmoid: p − y is the way back through loss and softmax already.",
      entry: { p, y, m in (p - y) * p * (1 - p) / m }),
    mistake(
      "You multiplied by p, as for a squared error: p − y is the way back through loss and softmax already.",
      entry: { p, y, m in (p - y) * p / m }),
    mistake(
      "You doubled the gradient, as for a squared error: it is (p − y)/m.", entry: { p, y, m in 2 * (p - y) / m }),
  ]

  private static let tooSmall = "You shifted by something less than the row's largest score: exp still overflows."

  private static let mistakesOfShifts: [Mistake] = [
    mistake(
      "exp overflowed or vanished: subtract each row's largest score before exp.",
      probabilities: { powers($0, shift: 0) }),
    Mistake("You subtracted the largest score of the whole matrix: a row far below it vanishes; take each row's own.") {
      input in
      let largest = input.logits.max
      return gradient(input) { powers($0, shift: largest) }
    },
    mistake(
      "You subtracted the largest size of a score, without its sign: exp vanishes where all scores are far below 0.",
      probabilities: { powers($0, shift: $0.map { abs($0) }.max()!) }),
    mistake(
      "Your largest score starts at 0, or just above it: where all scores are negative it must start at a score.",
      probabilities: { powers($0, shift: max(0, $0.max()!)) }),
    mistake(tooSmall, probabilities: { powers($0, shift: mean($0)) }),
    mistake(tooSmall, probabilities: { powers($0, shift: $0[0]) }),
    mistake(tooSmall, probabilities: { powers($0, shift: $0.min()!) }),
    mistake(tooSmall, probabilities: { powers($0, shift: $0[$0.count - 1]) }),
    Mistake(tooSmall) { input in
      let rows = (0..<input.logits.rows).map { powers(input.logits.row($0), shift: input.logits[$0, input.labels[$0]]) }
      return Matrix(rows: input.logits.rows, columns: input.logits.columns) { i, j in
        (rows[i][j] - (j == input.labels[i] ? 1 : 0)) / Double(input.logits.rows)
      }
    },
    mistake(
      "You subtracted the sum of the scores: exp overflows or vanishes; subtract the largest.",
      probabilities: { powers($0, shift: $0.reduce(0, +)) }),
    Mistake("exp overflowed, and you replaced what is no number: subtract each row's largest score before exp.") {
      gradient($0) { powers($0, shift: 0) }.map { $0.isFinite ? $0 : 0 }
    },
    mistake(
      "You divided the scores by the largest: subtract it.",
      probabilities: { scores in
        let largest = scores.max()!
        return powers(scores.map { $0 / largest }, shift: 0)
      }),
    mistake(
      "You subtracted the largest score in the numerator only: the sum is made of the same powers.",
      probabilities: { scores in
        let sum = scores.reduce(0) { $0 + exp($1) }
        return scores.map { exp($0 - scores.max()!) / sum }
      }),
  ]

  private static let limits: [Double] = [10, 15, 20, 30, 40, 50, 60, 80, 88, 100, 200, 300, 500, 600, 700, 709]

  private static let cutScores: [Mistake] = limits.flatMap { limit in
    [-limit, -Double.infinity].map { lowest in
      mistake(
        "You cut the scores off where they are large: subtract the row's largest score, then nothing overflows.",
        probabilities: { powers($0.map { Swift.max(lowest, Swift.min(limit, $0)) }, shift: 0) })
    }
  }

  /// What overflowed is replaced, in p or in the powers.
  private static let replaced: [Mistake] = [0.0, 1].flatMap { value in
    [
      mistake(
        "exp overflowed, and you replaced what is no number: subtract each row's largest score before exp.",
        probabilities: { powers($0, shift: 0).map { $0.isFinite ? $0 : value } }),
      mistake(
        "exp overflowed or vanished, and you bounded it: subtract each row's largest score before exp.",
        probabilities: { scores in
          let powers = scores.map { Swift.min(exp($0), .greatestFiniteMagnitude) }
          let sum = powers.reduce(0, +)
          return powers.map { sum == 0 ? value : $0 / sum }
        }),
    ]
  }

  private static let smoothed: [Mistake] = [0.01, 0.05, 0.1, 0.2].map { ε in
    Mistake("You smoothed the labels: y is 1 at the label, and 0 elsewhere.") { input in
      let classes = Double(input.logits.columns)
      let y = Matrix(rows: input.logits.rows, columns: input.logits.columns) { i, j in
        ε / classes - (j == input.labels[i] ? ε : 0)
      }
      return answer(input) - y / Double(input.labels.count)
    }
  }

  private static let addedToTheSum: [Mistake] = [1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-11, 1e-12].map {
    ε in
    mistake(
      "You added an ε to the sum: after the largest score is subtracted the sum is at least 1, and needs none.",
      probabilities: { scores in
        let powers = scores.map { exp($0 - scores.max()!) }
        let sum = powers.reduce(0, +) + ε
        return powers.map { $0 / sum }
      })
  }

  private static let bounded: [Mistake] = [1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-11, 1e-12].map {
    ε in
    mistake(
      "You kept p away from 0 and 1: p − y has no logarithm and no quotient, so it needs no bounds.",
      probabilities: { softmax($0).map { max(ε, min(1 - ε, $0)) } })
  }

  private static let mistakesOfSoftmax: [Mistake] = [
    Mistake("You subtracted the label before you divided by the sum: it is e/sum − y. Mind the brackets.") { input in
      Matrix(rows: input.logits.rows, columns: input.logits.columns) { i, j in
        let scores = input.logits.row(i)
        let powers = scores.map { exp($0 - scores.max()!) }
        return (powers[j] - (j == input.labels[i] ? 1 : 0)) / powers.reduce(0, +) / Double(input.logits.rows)
      }
    },
    mistake("You subtracted the label from the scores: the gradient is softmax(z) − y.", probabilities: { $0 }),
    Mistake("You normalized the columns: each row, one example, is a distribution of its own.") { input in
      let columns = columns(input.logits).map { softmax($0) }
      return Matrix(rows: input.logits.rows, columns: input.logits.columns) { i, j in
        (columns[j][i] - (j == input.labels[i] ? 1 : 0)) / Double(input.logits.rows)
      }
    },
    Mistake("You divided by one sum over the whole matrix: each row, one example, is a distribution of its own.") {
      input in
      let powers = powers(input.logits.elements, shift: input.logits.max)
      return Matrix(rows: input.logits.rows, columns: input.logits.columns) { i, j in
        (powers[i * input.logits.columns + j] - (j == input.labels[i] ? 1 : 0)) / Double(input.logits.rows)
      }
    },
    mistake(
      "You took the sigmoid of each score: softmax divides by the sum over the classes.",
      probabilities: { $0.map { sigmoid($0) } }),
    mistake(
      "You did not divide by the sum of the powers: p is a share of it.",
      probabilities: { scores in scores.map { exp($0 - scores.max()!) } }),
    mistake("You did not divide by the sum of the powers: p is a share of it.", probabilities: { $0.map { exp($0) } }),
    mistake(
      "You took the logarithms of the probabilities: the gradient is made of p itself.",
      probabilities: { scores in
        let largest = scores.max()!
        let logSum = log(scores.reduce(0) { $0 + exp($1 - largest) })
        return scores.map { $0 - largest - logSum }
      }),
    mistake(
      "You took powers of 2: the softmax is made with e.",
      probabilities: { scores in softmax(scores.map { $0 * log(2) }) }),
    mistake(
      "You took powers of 10: the softmax is made with e.",
      probabilities: { scores in softmax(scores.map { $0 * log(10) }) }),
    mistake(
      "You divided the powers by the root of the sum of their squares: a softmax divides by their sum.",
      probabilities: { scores in
        let powers = powers(scores, shift: scores.max()!)
        return powers.map { $0 / powers.reduce(0) { $0 + $1 * $1 }.squareRoot() }
      }),
    mistake(
      "You left the score itself out of its sum: the softmax divides by the sum over all classes.",
      probabilities: { scores in
        let powers = powers(scores, shift: scores.max()!)
        return powers.map { $0 / (1 - $0) }
      }),
    mistake("You took exp(−z): a larger score is a larger probability.", probabilities: { softmax($0.map { -$0 }) }),
    mistake(
      "You divided the scores by their sum: softmax takes exp of them first.",
      probabilities: { scores in scores.map { $0 / scores.reduce(0, +) } }),
    mistake(
      "You put 1 at the largest score: p is the softmax, a share for every class.",
      probabilities: { scores in scores.map { $0 == scores.max()! ? 1 : 0 } }),
    mistake(
      "You divided the powers by the largest of them: divide by their sum.",
      probabilities: { scores in
        let powers = scores.map { exp($0) }
        return powers.map { $0 / powers.max()! }
      }),
    mistake(
      "You took the softmax twice: its result goes into p − y as it is.", probabilities: { softmax(softmax($0)) }),
  ]
}
