// What many banks make their inputs and answers of: numbers drawn at random, columns, means.

import Engine

func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

/// The sum of squared deviations from `center`.
func squares(_ values: [Double], around center: Double) -> Double {
  values.reduce(0) { $0 + ($1 - center) * ($1 - center) }
}

/// The biased variance.
func variance(_ values: [Double]) -> Double { squares(values, around: mean(values)) / Double(values.count) }

/// The columns of a matrix, one array each.
func columns(_ x: Matrix) -> [[Double]] { (0..<x.columns).map { x.column($0) } }

/// A matrix of entries from offset ± scale.
func uniform(
  _ rows: Int, _ columns: Int, _ generator: inout Generator, scale: Double = 1, offset: Double = 0
) -> Matrix {
  Matrix(rows: rows, columns: columns) { _, _ in offset + scale * generator.uniform(in: -1..<1) }
}

/// `count` numbers between the bounds.
func list(_ count: Int, _ low: Double, _ high: Double, _ generator: inout Generator) -> [Double] {
  (0..<count).map { _ in generator.uniform(in: low..<high) }
}
