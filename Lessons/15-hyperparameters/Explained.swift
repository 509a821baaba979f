import Engine

/// The bin of each value: its place in the order of all, in so many steps. Equal values share a bin.
nonisolated func bins(_ values: [Double], count: Int) -> [Int] {
  var bins = values.map { _ in 0 }
  var (smaller, last) = (0, -Double.infinity)
  let order = values.indices.sorted { values[$0] < values[$1] }
  for (place, i) in order.enumerated() {
    if values[i] > last { (smaller, last) = (place, values[i]) }
    bins[i] = count * smaller / values.count
  }
  return bins
}

/// The share of the losses' variance that lies between the bins of a hyperparameter, less what chance puts there.
///
/// - Parameters:
///   - weights: how often each trial counts, one resample a row; a row of ones for the trials as they are.
///   - groups: the bin of each trial, or its cell among pairs of bins.
/// - Returns: a share for each row. It is below 0 where chance alone would have put more there; 0 where the losses do not
///   vary, or where no bin has two trials.
func explainedShares(
  of losses: [Double], by groups: [Int], weights: Matrix, isCorrected: Bool = true
) -> [Double] {
  let (n, groupCount) = (losses.count, groups.max()! + 1)
  let mean = losses.mean
  // Column g counts the trials of group g, column groupCount + g adds up their losses.
  var members = Matrix(rows: n, columns: 2 * groupCount + 1)
  for i in 0..<n {
    let y = losses[i] - mean
    members[i, groups[i]] = 1
    members[i, groupCount + groups[i]] = y
    members[i, 2 * groupCount] = y * y
  }
  let totals = matmul(weights, members)
  return (0..<weights.rows).map { row in
    let total = totals.row(row)
    let (counts, sums) = (total[..<groupCount], Array(total[groupCount...].dropLast()))
    let count = counts.reduce(0, +)
    let square = sums.reduce(0, +) * sums.reduce(0, +) / count
    let all = total.last! - square
    let between =
      zip(counts, sums).reduce(0) { $0 + ($1.0 > 0 ? $1.1 * $1.1 / $1.0 : 0) } - square
    let k = Double(counts.count { $0 > 0 })
    let chance = isCorrected ? (k - 1) * (all - between) / (count - k) : 0
    return all > 0 && count > k ? (between - chance) / all : 0
  }
}
