import Engine
import Solutions

extension Lesson10 {
  /// An answer that changes what is normalized, or what it is normalized with.
  private static func changed(_ diagnosis: String, _ change: @escaping Change) -> Answer<InferenceInput, Matrix> {
    Answer(diagnosis) { $0.with(change).normalized }
  }

  private static func useBatch(_ input: inout InferenceInput) {
    input.mean = columns(input.x).map(mean)
    input.variance = columns(input.x).map(variance)
  }

  static let inference: Bank<InferenceInput, Matrix> = Bank(
    id: "10.3",
    cases: { generator in
      Batch.all(&generator).enumerated().map { k, batch in
        let n = batch.x.columns
        let isLarge = batch.x[0, 0] > 1e6
        var input = InferenceInput(
          x: batch.x, gamma: batch.gamma, beta: batch.beta,
          mean: list(n, -1, 1, &generator).map { isLarge ? 1e9 + $0 : $0 },
          variance: list(n, 0.5, 2, &generator).map { isLarge ? 20 * $0 : $0 }, epsilon: batch.epsilon)
        if k == 0 { (input.mean, input.variance) = ([1, 3], [3.75, 6]) }
        let isConstant = n == 3 && batch.x.rows > 3
        if isConstant { input.variance = [0, 1e-6, 0.5] }
        let note =
          batch.x.rows == 1
          ? "This is a single example: inference does not need a batch."
          : isConstant ? "A running variance of 0: ε alone keeps the division defined." : nil
        return Case(input, tolerance: batch.tolerance, note: note)
      }
    },
    input: {
      [
        .matrix("x", $0.x), .list("gamma", $0.gamma), .list("beta", $0.beta), .list("mean", $0.mean),
        .list("variance", $0.variance), .number("epsilon", $0.epsilon),
      ]
    },
    output: { [.matrix("y", $0)] },
    reference: \.normalized,
    alternatives: [
      Answer("one scale and one shift per column") { input in
        let scale = zip(input.gamma, input.variance).map { $0 / ($1 + input.epsilon).squareRoot() }
        let shift = input.beta.indices.map { input.beta[$0] - input.mean[$0] * scale[$0] }
        return Matrix(rows: input.x.rows, columns: input.x.columns) { i, j in input.x[i, j] * scale[j] + shift[j] }
      },
      Answer("row by row, with the inverse deviation") { input in
        let inverse = input.variance.map { 1 / ($0 + input.epsilon).squareRoot() }
        let rows = (0..<input.x.rows).map { i in
          (0..<input.x.columns).map { j in
            input.beta[j] + (input.x[i, j] - input.mean[j]) * inverse[j] * input.gamma[j]
          }
        }
        return Matrix(rows)
      },
    ],
    misconceptions: [
      changed(
        "You normalized with this batch's statistics: at inference the running mean and variance are used.", useBatch),
      changed("You normalized with this batch's statistics: at inference the running mean and variance are used.") {
        useBatch(&$0)
        let m = Double($0.x.rows)
        $0.variance = $0.variance.map { $0 * m / (m - 1) }
      },
      changed("You took a batch's own statistics unless it is a single example: the running ones are always used.") {
        if $0.x.rows > 1 { useBatch(&$0) }
      },
      changed("You took the mean of this batch: at inference the mean, too, is the running one.") {
        $0.mean = columns($0.x).map(mean)
      },
      changed("You took the variance of this batch: at inference the variance, too, is the running one.") {
        $0.variance = columns($0.x).map(variance)
      },
      changed("You corrected by m/(m − 1), as the paper's inference does: here the running variance is used as it is.")
      {
        let m = Double($0.x.rows)
        $0.variance = $0.variance.map { $0 * m / max(m - 1, 1) }
      },
      changed("A single example is normalized like any other: the running statistics need no batch.") {
        if $0.x.rows == 1 { $0.gamma = $0.gamma.map { _ in 0 } }
      },
      Answer("A single example is normalized like any other: the running statistics need no batch.") {
        $0.x.rows == 1 ? $0.x : $0.normalized
      },
      changed("A running variance of 0 is no exception: ε keeps the division defined.") {
        $0.gamma = zip($0.gamma, $0.variance).map { $1 == 0 ? 0 : $0 }
      },
      changed("A running variance of 0 is no exception: ε keeps the division defined.") {
        let epsilon = $0.epsilon
        $0.variance = $0.variance.map { $0 == 0 ? 1 - epsilon : $0 }
      },
      Answer("You subtracted the mean after dividing: it belongs to x, γ (x − mean)/√(variance + ε) + β.") { input in
        let scaled = input.with { $0.mean = $0.mean.map { _ in 0 } }.normalized
        return scaled.subtractingRow(Matrix(row: input.mean))
      },
      Answer("You stretched x by γ before the mean was subtracted: γ (x − mean)/√(variance + ε) + β.") { input in
        Matrix(rows: input.x.rows, columns: input.x.columns) { i, j in
          let root = (input.variance[j] + input.epsilon).squareRoot()
          return (input.gamma[j] * input.x[i, j] - input.mean[j]) / root + input.beta[j]
        }
      },
      Answer("Mind the brackets: the whole of x − mean is divided, γ (x − mean)/√(variance + ε) + β.") { input in
        Matrix(rows: input.x.rows, columns: input.x.columns) { i, j in
          let root = (input.variance[j] + input.epsilon).squareRoot()
          return input.gamma[j] * (input.x[i, j] - input.mean[j] / root) + input.beta[j]
        }
      },
      Answer("Mind the brackets: the whole of x − mean is divided, γ (x − mean)/√(variance + ε) + β.") { input in
        Matrix(rows: input.x.rows, columns: input.x.columns) { i, j in
          let root = (input.variance[j] + input.epsilon).squareRoot()
          return input.gamma[j] * input.x[i, j] - input.mean[j] / root + input.beta[j]
        }
      },
      Answer("You normalized only the first example: every row is normalized.") { input in
        let right = input.normalized
        return Matrix(rows: right.rows, columns: right.columns) { i, j in i == 0 ? right[i, j] : input.x[i, j] }
      },
    ] + formulaMistakes("variance").map { diagnosis, change in changed(diagnosis, change) })
}
