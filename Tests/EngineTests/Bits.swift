import Engine
import Testing

/// Checks that two matrices agree in shape and in every bit, and names the first entry that does not: `#expect` would
/// print them whole, which takes minutes when they are large.
func expectSameBits(
  _ a: Matrix, _ b: Matrix, _ subject: @autoclosure () -> String = "",
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(a.shape == b.shape, "\(subject())", sourceLocation: sourceLocation)
  let first = zip(a.elements, b.elements).enumerated().first { $1.0.bitPattern != $1.1.bitPattern }
  if let (place, (x, y)) = first {
    Issue.record("\(subject()) place \(place) of \(a.shape) holds \(x), not \(y)", sourceLocation: sourceLocation)
  }
}

/// The same for a list of matrices each.
func expectSameBits(_ a: [Matrix], _ b: [Matrix], sourceLocation: SourceLocation = #_sourceLocation) {
  #expect(a.count == b.count, sourceLocation: sourceLocation)
  for (i, (a, b)) in zip(a, b).enumerated() {
    expectSameBits(a, b, "matrix \(i):", sourceLocation: sourceLocation)
  }
}

extension Matrix {
  /// Whether another matrix has the same shape and bits.
  func hasSameBits(as other: Matrix) -> Bool {
    shape == other.shape && Swift.zip(elements, other.elements).allSatisfy { $0.bitPattern == $1.bitPattern }
  }
}
