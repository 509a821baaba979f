import Engine

/// The shift and scale that give each feature mean 0 and variance 1 on the data they were fitted to.
///
///     let standardizer = Standardizer(fittedTo: digits.training.inputs)
///     let x = standardizer.standardized(digits.test.inputs)
///
/// A feature that is constant where it was fitted has no spread to divide by. It is shifted and not scaled: it
/// becomes 0 there, and keeps its distance from the constant elsewhere. Three pixels of the digits are: always
/// blank.
public struct Standardizer: Equatable, Sendable {
  /// The mean of each feature.
  public let means: [Double]

  /// What each feature is divided by: its standard deviation √(Σ (x − mean)² / m), or 1 if it is constant.
  public let scales: [Double]

  /// Takes the statistics of each column of `x`, m × n with m ≥ 1.
  public init(fittedTo x: Matrix) {
    precondition(x.rows > 0, "statistics need at least 1 example, not a \(x.shape) matrix")
    let columns = (0..<x.columns).map(x.column)
    let m = Double(x.rows)
    means = columns.map { column in
      // A constant is its own mean; adding it up and dividing would leave a rounding error to be scaled up.
      column.allSatisfy { $0 == column[0] } ? column[0] : column.reduce(0, +) / m
    }
    scales = zip(columns, means).map { column, mean in
      let variance = column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / m
      return variance == 0 ? 1 : variance.squareRoot()
    }
  }

  /// The matrix with each feature shifted by its mean and divided by its scale; m × n, as `x`.
  public func standardized(_ x: Matrix) -> Matrix {
    precondition(x.columns == means.count, "fitted to \(means.count) features, not to those of a \(x.shape) matrix")
    return x.subtractingRow(Matrix(row: means)).dividingColumns(by: Matrix(row: scales))
  }
}
