/// For each row the powers of z less the maximum, over their sum and `divisor`; and each row's maximum and sum.
///
/// Some rows at a time, so that they stay in a near cache from one step to the next: what limits it is the exponential,
/// the division, and the way from and to memory.
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
            withUnsafeTemporaryAllocation(of: Double.self, capacity: (height + 8) * columns) { space in
              let (shifted, panel) = (space.baseAddress!, space.baseAddress! + height * columns)
              for first in stride(from: rows.lowerBound, to: rows.upperBound, by: height) {
                let (height, start) = (min(height, rows.upperBound - first), first * columns)
                for i in 0..<height {
                  let (z, shifted) = (z + start + i * columns, shifted + i * columns)
                  let maximum = greatest(z, columns)
                  for j in 0..<columns { shifted[j] = z[j] - maximum }
                  maxima[first + i] = maximum
                }
                exponentials(shifted, p + start, 0..<height * columns)
                sumRows(p + start, height, columns, panel, into: sums + first)
                for i in 0..<height {
                  let (sum, p) = (sums[first + i] * divisor, p + start + i * columns)
                  for j in 0..<columns { p[j] /= sum }
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

/// The greatest of these numbers, whatever their order; −∞ if there are none.
private func greatest(_ x: UnsafePointer<Double>, _ count: Int) -> Double {
  let whole = count - count % Lanes.scalarCount
  var lanes = Lanes(repeating: -.infinity)
  for first in stride(from: 0, to: whole, by: Lanes.scalarCount) {
    let part = UnsafeRawPointer(x + first).loadUnaligned(as: Lanes.self)
    lanes.replace(with: part, where: lanes .< part)
  }
  var greatest = -Double.infinity
  for i in lanes.indices where greatest < lanes[i] { greatest = lanes[i] }
  for i in whole..<count where greatest < x[i] { greatest = x[i] }
  return greatest
}

/// Sums each row, in order: eight at a time, since an addition waits for the one before. `panel` has room for eight rows.
private func sumRows(
  _ x: UnsafePointer<Double>, _ rows: Int, _ columns: Int, _ panel: UnsafeMutablePointer<Double>,
  into sums: UnsafeMutablePointer<Double>
) {
  for first in stride(from: 0, to: rows, by: 8) {
    let some = Vectors(first: first * columns, count: min(8, rows - first), next: columns, step: 1)
    pack(x, some, inPanelsOf: 8, columns, into: panel)
    var sum = SIMD8<Double>.zero
    for j in 0..<columns { sum += UnsafeRawPointer(panel + 8 * j).loadUnaligned(as: SIMD8<Double>.self) }
    for k in 0..<some.count { sums[first + k] = sum[k] }
  }
}
