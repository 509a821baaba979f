import Datasets
import Engine

/// The places of the nine examples that excite a unit most, from the strongest on.
func strongest(_ outputs: [Double]) -> [Int] {
  Array(outputs.indices.sorted { outputs[$0] > outputs[$1] }.prefix(9))
}

/// For each unit of a layer, how many of its nine strongest digits belong to their commonest class, as a share.
func agreements(_ outputs: Matrix, _ labels: [Int]) -> [Double] {
  (0..<outputs.columns).map { unit in
    var counts = [Int](repeating: 0, count: 10)
    for i in strongest(outputs.column(unit)) { counts[labels[i]] += 1 }
    return Double(counts.max()!) / 9
  }
}

/// The unit whose agreement is in the middle of its layer's.
func typicalUnit(_ outputs: Matrix, _ labels: [Int]) -> Int {
  let agreements = agreements(outputs, labels)
  return agreements.indices.sorted { agreements[$0] < agreements[$1] }[
    agreements.count / 2]
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
