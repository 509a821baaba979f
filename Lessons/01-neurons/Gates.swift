import LessonKit

/// A table of truth: what a neuron should say for each combination of its inputs.
enum Gate: String, CaseIterable {
  case and = "AND"
  case or = "OR"
  case not = "NOT"
  case xor = "XOR"

  /// The corners in the order of counting, 1 for true and 0 for false.
  var examples: [Example] {
    if self == .not { return [Example([0], 1), Example([1], -1)] }
    return corners.map { x in
      let isTrue =
        switch self {
        case .and: x == [1, 1]
        case .or: x != [0, 0]
        default: x[0] != x[1]
        }
      return Example(x, isTrue ? 1 : -1)
    }
  }
}

/// The corners of the unit square, in the order of counting.
let corners: [[Double]] = [[0, 0], [0, 1], [1, 0], [1, 1]]

/// All orders of the numbers 0 ..< count.
func orders(of count: Int) -> [[Int]] {
  if count == 0 { return [[]] }
  return orders(of: count - 1).flatMap { order in
    (0..<count).map { place in
      Array(order[..<place]) + [count - 1] + Array(order[place...])
    }
  }
}

/// The mistakes between two visits to the same weights at the start of a pass; nil if a pass
/// is clean. Whole numbers stay whole, so weights that come back are equal.
func cycleLength(of examples: [Example]) -> Int? {
  var neuron = Perceptron(inputs: examples[0].x.count - 1)
  var visits: [(weights: [Double], mistakes: Int)] = []
  while visits.last?.mistakes != neuron.mistakes {
    if let visit = visits.first(where: { $0.weights == neuron.weights }) {
      return neuron.mistakes - visit.mistakes
    }
    visits.append((neuron.weights, neuron.mistakes))
    for example in examples { neuron.meet(example) }
  }
  return nil
}

/// What a neuron with weights of 0 says to each corner, and what it makes of it, as a table.
func firstPass(of gate: Gate) -> [[String]] {
  var neuron = Perceptron(inputs: 2)
  return gate.examples.map { example in
    let sum = dot(neuron.weights, example.x)
    neuron.meet(example)
    let verdict = example.label * sum > 0 ? "right" : sum == 0 ? "on the line" : "wrong"
    return [
      "(\(example.x[1].text(.whole)), \(example.x[2].text(.whole)))",
      example.label.text(.whole), sum.text(.whole), verdict,
      neuron.weights.map { $0.text(.whole) }.joined(separator: ", "),
    ]
  }
}
