import Engine

/// The mean loss that one answer for all targets has, and its descent.
struct ConstantAnswer {
  let targets: Matrix  // m × 1
  let loss: (Matrix, Matrix) -> Loss

  func callAsFunction(_ answer: Double) -> Double {
    loss(Matrix(rows: targets.rows, columns: 1, repeating: answer), targets).value
  }

  /// The answers after 0, 1, 2, … updates at one rate.
  func path(from start: Double, rate: Double, updates: Int) -> [Double] {
    var answers = [start]
    for _ in 0..<updates {
      let same = Matrix(rows: targets.rows, columns: 1, repeating: answers.last!)
      answers.append(answers.last! - rate * loss(same, targets).gradient.sum)
    }
    return answers
  }
}

/// The value in the middle, or midway between the two that are there.
func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
}
