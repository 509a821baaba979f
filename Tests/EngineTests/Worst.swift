import Engine
import Foundation
import Testing

/// Checks what was measured against its limit, and names the worst figure in the failure.
///
/// `UNSTUCK_WORST=1 swift test --filter EngineTests | grep '^worst'` prints every worst figure as a table.
func expectWorst(
  _ quantity: String, of subject: String, _ figures: [(part: String, figure: Double)], atMost limit: Double,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  // A nan is worse than anything.
  let ranked = figures.map { (part: $0.part, figure: $0.figure.isNaN ? .infinity : $0.figure) }
  guard let worst = ranked.max(by: { $0.figure < $1.figure }) else {
    Issue.record("\(subject): nothing was measured", sourceLocation: sourceLocation)
    return
  }
  #expect(
    worst.figure <= limit, "\(subject): worst \(quantity) \(worst.figure), in \(worst.part); the limit is \(limit)",
    sourceLocation: sourceLocation)
  if ProcessInfo.processInfo.environment["UNSTUCK_WORST"] != nil {
    print("worst \(quantity) \(String(format: "%.2g", worst.figure))  \(subject) (\(worst.part))")
  }
}

/// The greatest difference of two matrices' entries; infinite when their shapes differ or an entry is not finite.
func difference(_ a: Matrix, _ b: Matrix) -> Double {
  guard a.shape == b.shape, a.isFinite, b.isFinite else { return .infinity }
  return zip(a.elements, b.elements).reduce(0) { max($0, abs($1.0 - $1.1)) }
}

extension Layer {
  /// The layer's parameters, in their order.
  var parameters: [Parameter] {
    var copy = self
    var result: [Parameter] = []
    copy.forEachParameter { result.append($0) }
    return result
  }
}

extension Generator {
  /// A matrix of normal numbers.
  mutating func normal(_ rows: Int, _ columns: Int, mean: Double = 0, deviation: Double = 1) -> Matrix {
    Matrix(rows: rows, columns: columns) { _, _ in normal(mean: mean, standardDeviation: deviation) }
  }
}
