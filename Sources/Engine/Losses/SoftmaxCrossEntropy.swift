/// The probabilities that softmax gives to each row of `logits` (m × classes): exp(zⱼ) / Σₖ exp(zₖ).
///
/// The row's maximum is subtracted first. That changes nothing in the quotient, and exp cannot overflow.
public func softmax(_ logits: Matrix) -> Matrix {
  let powers = exp(logits.subtractingFromEachRow(logits.rowMaxima))
  let sums = powers.rowSums
  return Matrix(rows: logits.rows, columns: logits.columns) { i, j in powers[i, j] / sums[i] }
}

/// The mean of −log p(label) over the batch, where p is the softmax of `logits`.
///
/// - Parameters:
///   - logits: m × classes, any real numbers.
///   - labels: m class numbers, each in 0 ..< classes.
/// - Returns: the loss in nats, and its gradient (p − y) / m, where y is 1 at the label and 0 elsewhere.
public func softmaxCrossEntropy(_ logits: Matrix, labels: [Int]) -> Loss {
  precondition(labels.count == logits.rows, "\(logits.rows) rows of logits need as many labels, not \(labels.count)")
  let m = Double(logits.rows)
  let shifted = logits.subtractingFromEachRow(logits.rowMaxima)
  let powers = exp(shifted)
  let sums = powers.rowSums

  var value = 0.0
  var gradient = powers
  for (i, label) in labels.enumerated() {
    precondition(0 <= label && label < logits.columns, "label \(label) is not among \(logits.columns) classes")
    value += log(sums[i]) - shifted[i, label]
    for j in 0..<logits.columns { gradient.elements[i * logits.columns + j] /= sums[i] * m }
    gradient.elements[i * logits.columns + label] -= 1 / m
  }
  return Loss(value: value / m, gradient: gradient)
}

/// The share of rows of `scores` (m × classes) whose greatest entry stands at the label.
///
/// The first wins a tie. A row with a nan has no greatest entry, and is never right.
public func accuracy(_ scores: Matrix, labels: [Int]) -> Double {
  precondition(labels.count == scores.rows, "\(scores.rows) rows of scores need as many labels, not \(labels.count)")
  let right = labels.indices.filter { i in
    let label = labels[i]
    precondition(0 <= label && label < scores.columns, "label \(label) is not among \(scores.columns) classes")
    let row = scores.row(i)
    return row[..<label].allSatisfy { $0 < row[label] } && row[label...].allSatisfy { $0 <= row[label] }
  }
  return Double(right.count) / Double(labels.count)
}

extension Matrix {
  fileprivate var rowMaxima: [Double] { (0..<rows).map { row($0).max()! } }

  fileprivate var rowSums: [Double] { (0..<rows).map { row($0).reduce(0, +) } }

  fileprivate func subtractingFromEachRow(_ column: [Double]) -> Matrix {
    Matrix(rows: rows, columns: columns) { i, j in self[i, j] - column[i] }
  }
}
