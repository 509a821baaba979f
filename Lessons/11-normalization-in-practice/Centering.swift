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
