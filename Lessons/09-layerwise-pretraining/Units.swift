import Datasets
import Engine

/// What the units of a layer respond to: the nine examples that excite each most.
struct Responses {
  /// For each unit, the places of its nine examples, the strongest first.
  let strongest: [[Int]]
  /// For each unit, what share of its nine examples belongs to their commonest class.
  let agreements: [Double]

  /// - Parameter outputs: m × units.
  init(_ outputs: Matrix, labels: [Int]) {
    strongest = (0..<outputs.columns).map { nineLargest(outputs.column($0)) }
    agreements = strongest.map { nine in
      var counts = [Int](repeating: 0, count: 10)
      for i in nine { counts[labels[i]] += 1 }
      return Double(counts.max()!) / 9
    }
  }

  /// The nine examples of the unit whose agreement is in the middle of the layer's.
  var typical: [Int] {
    let inOrder = agreements.indices.sorted { agreements[$0] < agreements[$1] }
    return strongest[inOrder[inOrder.count / 2]]
  }
}

/// The places of the nine largest values, the largest first.
private func nineLargest(_ values: [Double]) -> [Int] {
  var nine: [Int] = []
  for i in values.indices {
    if nine.count == 9 && values[i] <= values[nine[8]] { continue }
    nine.insert(i, at: nine.firstIndex { values[i] > values[$0] } ?? nine.count)
    if nine.count > 9 { nine.removeLast() }
  }
  return nine
}

/// The correlation of weights that look at pixels side by side, over all units of a first layer, 64 × k.
///
/// Near 1 where the weights draw smooth strokes, near 0 where they look like noise.
func smoothness(_ weight: Matrix) -> Double {
  var (products, squares) = (0.0, 0.0)
  for unit in 0..<weight.columns {
    let w = weight.column(unit)
    for y in 0..<Digits.side {
      for x in 0..<Digits.side - 1 {
        let (a, b) = (w[Digits.side * y + x], w[Digits.side * y + x + 1])
        products += a * b
        squares += (a * a + b * b) / 2
      }
    }
  }
  return products / squares
}
