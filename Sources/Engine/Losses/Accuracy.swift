/// The share of rows of `scores` (m × classes) whose greatest entry stands at the label.
///
/// The first wins a tie. A row with a nan has no greatest entry, and is never right. The share of no rows is nan.
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
