import Engine

/// Novikoff's R and γ of some examples: the length of the longest, and the largest number
/// that y u·x can reach for all of them at once, with a vector u of length 1.
///
/// γ is the distance from 0 to the nearest point p of the convex hull of the vectors y x, and
/// u = p/γ. To find p, weight is moved from the hull's vector that lies farthest along p to
/// the one that lies least far along it. What is returned is what the u found does reach: γ
/// to within 1 %, and never more than it.
/// Source: Mitchell, Demyanov, Malozemov, *Finding the Point of a Polyhedron Closest to the
/// Origin* (SIAM Journal on Control 12, 1974).
func bestMargin(_ examples: [Example]) -> (radius: Double, margin: Double) {
  let radius = examples.map { length($0.x) }.max()!
  let vectors = Matrix(examples.map { e in e.x.map { e.label * $0 } })
  var shares = [1.0] + Array(repeating: 0, count: examples.count - 1)
  var p = Matrix(column: vectors.row(0))
  for _ in 1...20_000 {
    let along = matmul(vectors, p).elements
    var (least, most) = (0, shares.firstIndex { $0 > 0 }!)
    for i in along.indices {
      if along[i] < along[least] { least = i }
      if shares[i] > 0 && along[i] > along[most] { most = i }
    }
    let size = p.norm
    if along[least] > 0.99 * size * size { return (radius, along[least] / size) }
    let way = Matrix(column: vectors.row(least)) - Matrix(column: vectors.row(most))
    let step = min(
      shares[most], (along[most] - along[least]) / (way.norm * way.norm))
    shares[most] -= step
    shares[least] += step
    p += step * way
  }
  return (radius, matmul(vectors, p).min / p.norm)
}
