// What softmax and its loss are made of, row by row.
//
// What limits it is the exponential, and the way to memory: so each row goes there and back once.

/// For each row the powers of z less the maximum, over their sum and `divisor`; and each row's maximum and sum.
///
/// Some rows at a time, so that they stay in a near cache from one step to the next.
func shares(of logits: Matrix, dividedBy divisor: Double) -> (shares: Matrix, maxima: [Double], sums: [Double]) {
  let (columns, count) = (logits.columns, logits.elements.count)
  var (maxima, sums) = ([Double](repeating: -.infinity, count: logits.rows), [Double](repeating: 0, count: logits.rows))
  let elements = [Double](unsafeUninitializedCapacity: count) { p, initializedCount in
    initializedCount = count
    if count == 0 { return }
    logits.elements.withUnsafeBufferPointer { z in
      maxima.withUnsafeMutableBufferPointer { maxima in
        sums.withUnsafeMutableBufferPointer { sums in
          let (z, p, maxima, sums) = (z.baseAddress!, p.baseAddress!, maxima.baseAddress!, sums.baseAddress!)
          inParallel(logits.rows, inMultiplesOf: 8, cost: 2 * count) { rows in
            let height = 8 * max(1, 512 / columns)
            withUnsafeTemporaryAllocation(of: Double.self, capacity: height * columns) { shifted in
              let shifted = shifted.baseAddress!
              for first in stride(from: rows.lowerBound, to: rows.upperBound, by: height) {
                let (height, start) = (min(height, rows.upperBound - first), first * columns)
                fold(z + start, height, columns, into: maxima + first) { $0 < $1 ? $1 : $0 }
                for i in 0..<height {
                  for j in i * columns..<(i + 1) * columns { shifted[j] = z[start + j] - maxima[first + i] }
                }
                exponentials(shifted, p + start, 0..<height * columns)
                fold(p + start, height, columns, into: sums + first, +)
                for i in 0..<height {
                  let sum = sums[first + i] * divisor
                  for j in start + i * columns..<start + (i + 1) * columns { p[j] /= sum }
                }
              }
            }
          }
        }
      }
    }
  }
  return (Matrix(rows: logits.rows, columns: columns, elements: elements), maxima, sums)
}

/// Takes the entries of each row, one after another, into its result: eight rows at a time, as each step has to wait
/// for the one before it.
@inline(__always)
private func fold(
  _ x: UnsafePointer<Double>, _ rows: Int, _ columns: Int, into results: UnsafeMutablePointer<Double>,
  _ f: (Double, Double) -> Double
) {
  for first in stride(from: 0, to: rows, by: 8) {
    let last = rows - 1 - first
    let x = x + first * columns
    let (x0, x1, x2, x3) = (x, x + min(1, last) * columns, x + min(2, last) * columns, x + min(3, last) * columns)
    let (x4, x5) = (x + min(4, last) * columns, x + min(5, last) * columns)
    let (x6, x7) = (x + min(6, last) * columns, x + min(7, last) * columns)
    let start = results[first]
    var (r0, r1, r2, r3, r4, r5, r6, r7) = (start, start, start, start, start, start, start, start)
    for j in 0..<columns {
      (r0, r1, r2, r3) = (f(r0, x0[j]), f(r1, x1[j]), f(r2, x2[j]), f(r3, x3[j]))
      (r4, r5, r6, r7) = (f(r4, x4[j]), f(r5, x5[j]), f(r6, x6[j]), f(r7, x7[j]))
    }
    for (k, r) in [r0, r1, r2, r3, r4, r5, r6, r7].prefix(last + 1).enumerated() { results[first + k] = r }
  }
}
