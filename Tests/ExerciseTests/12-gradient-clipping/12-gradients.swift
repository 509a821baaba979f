// What the banks of lesson 12 share: a list of gradients, shown matrix by matrix, and the naive norm.

import Engine

extension Lesson12 {
  struct GradientsInput: Sendable {
    let gradients: [Matrix]
    let threshold: Double

    /// How the grader shows the input.
    var shown: [Quantity] { numbered("gradients", gradients) + [.number("threshold", threshold)] }

    var entries: [Double] { gradients.flatMap(\.elements) }
    /// √Σ x² over all entries of all matrices.
    var norm: Double { naiveNorm(entries) }
    var zeros: [Matrix] { mapped { _ in 0 } }

    /// All entries changed alike.
    func mapped(_ change: (Double) -> Double) -> [Matrix] { gradients.map { $0.map(change) } }

    /// All gradients times a number.
    func scaled(by factor: Double) -> [Matrix] { mapped { factor * $0 } }

    /// All gradients shortened by v/`norm` if `norm` is above v.
    func shortened(from norm: Double) -> [Matrix] { norm > threshold ? scaled(by: threshold / norm) : gradients }
  }

  /// Matrices as quantities of their own, `name[0]`, `name[1]`, …
  static func numbered(_ name: String, _ matrices: [Matrix]) -> [Quantity] {
    matrices.enumerated().map { .matrix("\(name)[\($0)]", $1) }
  }

  /// √Σ x², which overflows from 10¹⁵⁴ on.
  static func naiveNorm(_ values: [Double]) -> Double { sumOfSquares(values).squareRoot() }
  static func sumOfSquares(_ values: [Double]) -> Double { values.reduce(0) { $0 + $1 * $1 } }
  static func sumOfSizes(_ values: [Double]) -> Double { values.reduce(0) { $0 + abs($1) } }
  /// The size of the largest entry.
  static func largest(_ values: [Double]) -> Double { values.reduce(0) { max($0, abs($1)) } }
}
