import Engine

/// Three ways to standardize numbers, which are equal on paper.
enum Centering: String, CaseIterable {
  case onePass = "E[x²] − E[x]²"
  case once = "centred once"
  case twice = "centred twice"

  func standardized(_ x: [Double]) -> [Double] {
    var centred = x.map { $0 - x.mean }
    if self == .twice {
      let left = centred.mean
      centred = centred.map { $0 - left }
    }
    let variance =
      self == .onePass
      ? x.map { $0 * $0 }.mean - x.mean * x.mean : centred.map { $0 * $0 }.mean
    return centred.map { $0 / sqrt(variance + 1e-5) }
  }
}

extension Matrix {
  /// The worst error of a way to standardize the rows, which lie around `offset`; nan if one
  /// entry is. The distances from there are exact, and near 0 the ways do not differ.
  func worstError(of way: Centering, around offset: Double) -> Double {
    (0..<rows).reduce(0) { worst, i in
      let right = Centering.twice.standardized(row(i).map { $0 - offset })
      return Swift.zip(way.standardized(row(i)), right).reduce(worst) {
        let error = abs($1.0 - $1.1)
        return error > $0 || error.isNaN ? error : $0
      }
    }
  }
}
