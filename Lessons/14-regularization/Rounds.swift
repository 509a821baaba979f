import Engine

/// The point nearest to `center` with Σ|wᵢ| ≤ c: the solution in a round bowl of any dimension.
///
/// It is the soft threshold of `center`, with the threshold at which the sum is c.
func nearest(to center: [Double], sum c: Double) -> [Double] {
  let sizes = center.map { abs($0) }.sorted(by: >)
  var (sum, threshold) = (0.0, 0.0)
  for (i, size) in sizes.enumerated() {
    sum += size
    let t = (sum - c) / Double(i + 1)
    if size > t { threshold = t }
  }
  return Matrix(row: center).softThresholded(by: max(0, threshold)).elements
}
