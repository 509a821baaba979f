import Engine
import Plots

/// The mean loss that one answer has for all of several targets.
struct ConstantAnswer {
  enum Kind: String, CaseIterable {
    case squared = "MSE"
    case absolute = "MAE"
  }

  let targets: Matrix  // m × 1
  let kind: Kind

  init(_ kind: Kind, targets: [Double]) {
    self.kind = kind
    self.targets = Matrix(column: targets)
  }

  private func loss(_ answer: Double) -> Loss {
    let same = Matrix(rows: targets.rows, columns: 1, repeating: answer)
    return kind == .squared
      ? meanSquaredError(same, target: targets)
      : meanAbsoluteError(same, target: targets)
  }

  func callAsFunction(_ answer: Double) -> Double { loss(answer).value }

  /// The best of some answers.
  func best(of answers: [Double]) -> Double {
    let losses = answers.map { self($0) }
    return answers[losses.firstIndex(of: losses.min()!)!]
  }

  /// The answers after 0, 1, 2, … updates at one rate.
  func path(from start: Double, rate: Double, updates: Int) -> [Double] {
    var answers = [start]
    for _ in 0..<updates {
      let answer = answers[answers.count - 1]
      answers.append(answer - rate * loss(answer).gradient.sum)
    }
    return answers
  }

  /// Both losses for some targets, against the answer, with their lowest points.
  static func plot(_ title: String, targets: [Double]) -> Plot {
    let mean = targets.mean
    let answers = (0...240).map { Double($0) * max(10, mean + 2) / 240 }
    let marks = Kind.allCases.flatMap { kind -> [Mark] in
      let loss = ConstantAnswer(kind, targets: targets)
      let best = kind == .squared ? mean : targets.sorted()[targets.count / 2]
      let color: Color = kind == .squared ? .purple : .grey
      let values = answers.map { loss($0) }
      return [
        .line(x: answers, y: values, label: kind.rawValue, color: color),
        .cross(Point(best, loss(best)), color: color),
      ]
    }
    let top = 2 * ConstantAnswer(.squared, targets: targets)(mean)
    return Plot(
      title, x: Axis("the answer c"), y: Axis("loss", over: 0...max(6, top)),
      marks: marks)
  }
}
