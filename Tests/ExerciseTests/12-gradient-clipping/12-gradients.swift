// What the banks of lesson 12 share: a list of gradients, shown matrix by matrix, and the naive norm.

import Engine

extension Lesson12 {
  struct GradientsInput: Sendable {
    let gradients: [Matrix]
    let threshold: Double

    /// How the grader shows the input.
    var shown: [Quantity] { numbered("gradients", gradients) + [.number("threshold", threshold)] }

    var entries: [Double] { gradients.flatMap(\.elements) }

    /// All gradients times a number.
    func scaled(by factor: Double) -> [Matrix] { gradients.map { $0.map { factor * $0 } } }
  }

  /// Matrices as quantities of their own, `name[0]`, `name[1]`, …
  static func numbered(_ name: String, _ matrices: [Matrix]) -> [Quantity] {
    matrices.enumerated().map { .matrix("\(name)[\($0)]", $1) }
  }

  /// √Σ x², which overflows from 10¹⁵⁴ on.
  static func naiveNorm(_ values: [Double]) -> Double { values.reduce(0) { $0 + $1 * $1 }.squareRoot() }
}
