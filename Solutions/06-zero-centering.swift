// Reference answers of lesson 06, zero-centering; the statements stand in Exercises/06-zero-centering.swift.

import Engine

/// The matrix whose column j is (x − shifts[j]) / divisors[j].
private func rescaled(_ x: Matrix, shifts: [Double], divisors: [Double]) -> Matrix {
  Matrix(rows: x.rows, columns: x.columns) { i, j in (x[i, j] - shifts[j]) / divisors[j] }
}

/// Solution 6.1 · A constant is found by comparing entries, and is then its own mean: no rounding is scaled up.
public func standardizedFeatures(_ x: Matrix, fittedTo training: Matrix) -> Matrix {
  let m = Double(training.rows)
  var means: [Double] = []
  var deviations: [Double] = []
  for j in 0..<training.columns {
    let column = training.column(j)
    if column.allSatisfy({ $0 == column[0] }) {
      means.append(column[0])
      deviations.append(1)
    } else {
      let mean = column.reduce(0, +) / m
      means.append(mean)
      deviations.append((column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / m).squareRoot())
    }
  }
  return rescaled(x, shifts: means, divisors: deviations)
}

/// Solution 6.2 · (x − least) / (greatest − least), both of the training data.
public func minMaxScaled(_ x: Matrix, fittedTo training: Matrix) -> Matrix {
  let columns = (0..<training.columns).map { training.column($0) }
  let least = columns.map { $0.min()! }
  let ranges = zip(columns, least).map { $0.max()! - $1 }
  return rescaled(x, shifts: least, divisors: ranges.map { $0 == 0 ? 1 : $0 })
}

/// Solution 6.3 · The sums Σ δᵢ xᵢⱼ of a batch have one sign if their least and greatest are not on two sides of 0.
///
/// Neither −η nor 1/B changes whether two signs agree.
public func sameSignShare(inputs: Matrix, errors: [Double], batchSize: Int) -> Double {
  let starts = stride(from: 0, to: inputs.rows, by: batchSize)
  var ofOneSign = 0
  var batches = 0
  for start in starts {
    let batch = start..<min(start + batchSize, inputs.rows)
    let sums = (0..<inputs.columns).map { j in batch.reduce(0) { $0 + errors[$1] * inputs[$1, j] } }
    if !(sums.contains { $0 > 0 } && sums.contains { $0 < 0 }) { ofOneSign += 1 }
    batches += 1
  }
  return Double(ofOneSign) / Double(batches)
}

/// Solution 6.4 · The steps' lengths, added up, over the length of the step that would have done.
public func detour(of path: Matrix) -> Double {
  func distance(_ a: Int, _ b: Int) -> Double {
    zip(path.row(a), path.row(b)).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
  }
  let length = (1..<path.rows).reduce(0) { $0 + distance($1 - 1, $1) }
  return length / distance(0, path.rows - 1)
}

/// Solution 6.5 · With H = [[a, b], [b, d]]: λ = (a + d)/2 ± √(((a − d)/2)² + b²).
///
/// The small one comes from the product of both, a d − b². As the difference of two nearly equal numbers it would lose as
/// many digits as κ has.
public func conditionNumber(of x: Matrix) -> Double {
  func product(_ j: Int, _ k: Int) -> Double { (0..<x.rows).reduce(0) { $0 + x[$1, j] * x[$1, k] } / Double(x.rows) }
  let (a, b, d) = (product(0, 0), product(0, 1), product(1, 1))
  let half = (a - d) / 2
  let large = (a + d) / 2 + (half * half + b * b).squareRoot()
  return large * large / (a * d - b * b)
}

/// Solution 6.6 · The least t with ρᵗ ≤ tolerance, ρ = (κ − 1)/(κ + 1).
public func updatesNeeded(conditionNumber: Double, tolerance: Double) -> Int {
  let factor = (conditionNumber - 1) / (conditionNumber + 1)
  return factor == 0 ? 1 : max(1, Int((log(tolerance) / log(factor)).rounded(.up)))
}
