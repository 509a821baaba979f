import Engine
import Solutions

extension Lesson06 {
  /// The right shift, and what a mistaken divisor makes of a column that is not constant.
  private static func minMax(_ input: ScalingInput, _ statistics: ([Double]) -> (shift: Double, divisor: Double))
    -> Matrix
  {
    rescaled(input) { isConstant($0) ? ($0[0], 1) : statistics($0) }
  }

  static let minMaxScaling = Bank<ScalingInput, Matrix>(
    id: "6.2",
    cases: scalingCases,
    input: { [.matrix("x", $0.x), .matrix("training", $0.training)] },
    output: { [.matrix("y", $0)] },
    reference: { minMaxScaled($0.x, fittedTo: $0.training) },
    alternatives: [
      Answer("the column sorted: its first and its last") { input in
        minMax(input) { column in
          let sorted = column.sorted()
          return (sorted[0], sorted[sorted.count - 1] - sorted[0])
        }
      },
      Answer("the distance from the greatest, from 1 downwards") { input in
        let columns = columns(input.training)
        return Matrix(rows: input.x.rows, columns: input.x.columns) { i, j in
          let greatest = columns[j].max()!
          let range = greatest - columns[j].min()!
          return range == 0 ? input.x[i, j] - greatest : 1 - (greatest - input.x[i, j]) / range
        }
      },
    ],
    misconceptions: [
      Answer("You took least and greatest from x: they come from the training data, whatever x is.") {
        minMaxScaled($0.x, fittedTo: $0.x)
      },
      Answer("You divided by the greatest entry: divide by the range, greatest − least.") { input in
        minMax(input) { ($0.min()!, $0.max()!) }
      },
      Answer("You did not subtract the least entry: it has to become 0.") { input in
        rescaled(input) { isConstant($0) ? ($0[0], 1) : (0, $0.max()! - $0.min()!) }
      },
      Answer("You subtracted the mean: that centres. The least entry has to become 0.") { input in
        minMax(input) { (mean($0), $0.max()! - $0.min()!) }
      },
      Answer("You clipped to 0 … 1: an entry beyond the training data lands outside, and stays there.") { input in
        minMaxScaled(input.x, fittedTo: input.training).map { Swift.min(1, Swift.max(0, $0)) }
      },
      Answer("You mapped to −1 … 1: the range from 0 to 1 is asked for.") { input in
        minMax(input) { (($0.min()! + $0.max()!) / 2, ($0.max()! - $0.min()!) / 2) }
      },
      Answer("You divided a constant feature by its range, which is 0: divide it by 1.") { input in
        rescaled(input) { ($0.min()!, $0.max()! - $0.min()!) }
      },
      Answer("You made a constant feature 0 everywhere: in x it keeps its distance from the training constant.") {
        input in
        let right = minMaxScaled(input.x, fittedTo: input.training)
        return Matrix(rows: right.rows, columns: right.columns) { i, j in
          isConstant(input.training.column(j)) ? 0 : right[i, j]
        }
      },
      Answer("You took the least and the greatest of the whole matrix: each column has its own.") { input in
        let all = input.training.elements
        return minMax(input) { _ in (all.min()!, all.max()! - all.min()!) }
      },
    ])
}
