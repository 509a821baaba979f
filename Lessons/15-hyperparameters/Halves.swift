import Datasets
import Engine

/// Which of the held-out digits each of some networks gets right, and what choosing the best of them by one half says
/// of the other half.
struct Halves {
  let right: Matrix  // digits × networks: 1 or 0
  /// The accuracy of each network on each first half, halves × networks.
  let first: Matrix
  let second: Matrix

  init(right: Matrix, halvings: Int, using generator: inout Generator) {
    self.right = right
    let half = right.rows / 2
    var members = Matrix(rows: halvings, columns: right.rows)
    for row in 0..<halvings {
      for digit in generator.permutation(of: right.rows).prefix(half) {
        members[row, digit] = 1
      }
    }
    first = matmul(members, right) / Double(half)
    second = matmul(members.map { 1 - $0 }, right) / Double(right.rows - half)
  }

  /// The best of `count` networks by the first half: its mean accuracy there, and on the other half.
  func best(of count: Int, using generator: inout Generator) -> (
    chosen: Double, new: Double
  ) {
    var (chosen, new) = (0.0, 0.0)
    for row in 0..<first.rows {
      var best = -1
      for _ in 0..<count {
        let network = generator.integer(below: right.columns)
        if best < 0 || first[row, network] > first[row, best] { best = network }
      }
      chosen += first[row, best]
      new += second[row, best]
    }
    return (chosen / Double(first.rows), new / Double(first.rows))
  }
}

nonisolated extension Network {
  /// 1 for each example that the network gets right, else 0; one column.
  func right(on data: Dataset) -> [Double] {
    var network = self
    let scores = network.forward(data.inputs, mode: .inference)
    return data.labels.indices.map { i in
      let row = scores.row(i)
      return row.allSatisfy { $0 <= row[data.labels[i]] } ? 1 : 0
    }
  }
}
