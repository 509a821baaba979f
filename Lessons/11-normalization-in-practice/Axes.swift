import Engine
import Plots

/// A batch of six examples with eight features, three times: neighbours of different shade
/// do not share a mean.
func axes() -> Figure {
  func shaded(_ number: (Int, Int) -> Int) -> Matrix {
    Matrix(rows: 6, columns: 8) { i, j in number(i, j) % 2 == 0 ? 0.25 : 0.75 }
  }
  return .images(
    of: [shaded { _, j in j }, shaded { i, _ in i }, shaded { i, j in i + j / 4 }],
    labels: ["batch", "layer", "group"], columns: 3, range: 0...1)
}

/// Numbers with one decimal, for a cell of a table.
func cell(_ row: [Double]) -> String {
  row.map { $0.text(.fixed(1)) }.joined(separator: " ")
}
