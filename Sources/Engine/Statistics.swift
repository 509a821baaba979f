// Sums, means and variances: of a whole matrix, and of each of its columns.

extension Matrix {
  /// The sum of all entries.
  public var sum: Double { elements.reduce(0, +) }

  /// The mean of all entries; nan for a matrix without any.
  public var mean: Double { sum / Double(elements.count) }

  /// The biased variance of all entries, (1/N) Σ (x − mean)²; nan for a matrix without any.
  public var variance: Double {
    let mean = self.mean
    return elements.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(elements.count)
  }

  /// The square root of the biased variance.
  public var standardDeviation: Double { variance.squareRoot() }

  /// The Euclidean (Frobenius) norm, √Σ x².
  ///
  /// Entries beyond 10^±150, as exploding and vanishing gradients have them, are first scaled by the greatest:
  /// their squares would overflow to ∞ or vanish to 0.
  public var norm: Double {
    let squares = elements.reduce(0) { $0 + $1 * $1 }
    if 1e-300 < squares && squares < .infinity { return squares.squareRoot() }
    let greatest = abs(self).max
    guard greatest > 0 && greatest < .infinity else { return elements.isEmpty ? 0 : greatest }
    return greatest * (elements.reduce(0) { $0 + ($1 / greatest) * ($1 / greatest) }).squareRoot()
  }

  /// The greatest entry; nan if one is nan, −∞ for a matrix without any.
  public var max: Double { elements.reduce(-.infinity) { $1 > $0 || $1.isNaN ? $1 : $0 } }

  /// The least entry; nan if one is nan, +∞ for a matrix without any.
  public var min: Double { elements.reduce(.infinity) { $1 < $0 || $1.isNaN ? $1 : $0 } }

  /// Whether no entry is infinite or nan.
  public var isFinite: Bool { elements.allSatisfy(\.isFinite) }

  /// The mean of each column, 1 × columns, NumPy's `mean(axis=0)`; nan where there are no rows.
  public var columnMeans: Matrix { columnsCentered.means }

  /// The biased variance of each column, (1/m) Σᵢ (xᵢ − mean)², 1 × columns.
  ///
  /// First the mean, then the squared distances from it. The one-pass formula E[x²] − E[x]² subtracts two large
  /// numbers to get a small one: for a column near 10⁸ with variance 1 nothing is left of it.
  public var columnVariances: Matrix { columnsCentered.variances }
}
