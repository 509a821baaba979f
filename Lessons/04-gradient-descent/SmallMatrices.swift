import Engine

/// The solution of H s = g for a symmetric d × d matrix, row after row, by elimination.
func solution(of h: [Double], _ g: [Double]) -> [Double] {
  let d = g.count
  var (h, g) = (h, g)
  for k in 0..<d {
    let pivot = (k..<d).max { abs(h[$0 * d + k]) < abs(h[$1 * d + k]) }!
    for j in 0..<d { h.swapAt(k * d + j, pivot * d + j) }
    g.swapAt(k, pivot)
    for i in k + 1..<max(k + 1, d) {
      let factor = h[i * d + k] / h[k * d + k]
      for j in k..<d { h[i * d + j] -= factor * h[k * d + j] }
      g[i] -= factor * g[k]
    }
  }
  for k in stride(from: d - 1, through: 0, by: -1) {
    for j in k + 1..<max(k + 1, d) { g[k] -= h[k * d + j] * g[j] }
    g[k] /= h[k * d + k]
  }
  return g
}

/// How many eigenvalues of a symmetric matrix are negative: as many as pivots are, when rows are eliminated in
/// their order (Sylvester's law of inertia).
func negativeEigenvalues(of h: [Double]) -> Int {
  let d = Int(sqrt(Double(h.count)))
  var (h, count) = (h, 0)
  for k in 0..<d {
    if h[k * d + k] < 0 { count += 1 }
    for i in k + 1..<max(k + 1, d) {
      let factor = h[i * d + k] / h[k * d + k]
      for j in k..<d { h[i * d + j] -= factor * h[k * d + j] }
    }
  }
  return count
}
