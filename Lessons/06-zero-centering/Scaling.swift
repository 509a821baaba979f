import Datasets
import Engine

/// What is done to each feature before a network sees it: x becomes (x − shift) / scale.
enum Scaling: String, CaseIterable {
  case raw
  case minMax = "min-max"
  case centred
  case standardized

  /// The shift and the scale of each column of `x`. A constant column has the scale 1.
  func fitted(to x: Matrix) -> Fitted {
    let n = x.columns
    let standardizer = Standardizer(fittedTo: x)
    switch self {
    case .raw:
      return Fitted(
        shifts: Array(repeating: 0, count: n), scales: Array(repeating: 1, count: n))
    case .centred:
      return Fitted(shifts: standardizer.means, scales: Array(repeating: 1, count: n))
    case .standardized:
      return Fitted(shifts: standardizer.means, scales: standardizer.scales)
    case .minMax:
      let columns = (0..<n).map(x.column)
      let least = columns.map { $0.min()! }
      let ranges = zip(columns, least).map { $0.max()! - $1 }
      return Fitted(shifts: least, scales: ranges.map { $0 == 0 ? 1 : $0 })
    }
  }

  struct Fitted {
    let shifts: [Double]
    let scales: [Double]

    func callAsFunction(_ x: Matrix) -> Matrix {
      x.subtractingRow(Matrix(row: shifts)).dividingColumns(by: Matrix(row: scales))
    }
  }

  func callAsFunction(_ x: Matrix) -> Matrix { fitted(to: x)(x) }

  /// The problem of two weights that is left after this scaling. The weights that fit stay those of the raw features, in new
  /// units: a feature that is divided by s needs a weight s times as large.
  func problem(_ x: Matrix, rawOptimum: SIMD2<Double>) -> TwoWeights {
    let fit = fitted(to: x)
    return TwoWeights(fit(x), optimum: rawOptimum * SIMD2(fit.scales[0], fit.scales[1]))
  }
}
