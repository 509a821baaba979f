import Engine
import Solutions

extension Lesson06 {
  private static func least(_ column: [Double]) -> Double { column.min()! }
  private static func greatest(_ column: [Double]) -> Double { column.max()! }
  private static func range(_ column: [Double]) -> Double { greatest(column) - least(column) }
  private static func size(_ column: [Double]) -> Double { Swift.max(greatest(column), -least(column)) }

  /// A mistake in what becomes of the right answer's entries.
  private static func mistaken(_ diagnosis: String, _ change: @escaping @Sendable (Double) -> Double) -> Scaling {
    Scaling(diagnosis) { minMaxScaled($0.x, fittedTo: $0.training).map(change) }
  }

  static let minMaxScaling: Bank<ScalingInput, Matrix> = Bank(
    id: "6.2",
    cases: scalingCases,
    input: { [.matrix("x", $0.x), .matrix("training", $0.training)] },
    output: { [.matrix("y", $0)] },
    reference: { minMaxScaled($0.x, fittedTo: $0.training) },
    alternatives: [
      Answer("the column sorted: its first and its last") { input in
        scaled(input) { column in
          let sorted = column.sorted()
          return (sorted[0], sorted[sorted.count - 1] - sorted[0])
        }
      },
      Answer("the distance from the greatest, from 1 downwards") { input in
        let columns = columns(input.training)
        return Matrix(rows: input.x.rows, columns: input.x.columns) { i, j in
          let range = range(columns[j])
          let below = greatest(columns[j]) - input.x[i, j]
          return range == 0 ? -below : 1 - below / range
        }
      },
    ],
    misconceptions: rangeMistakes + scalingMistakes(spread: "range") { (least($0), range($0)) })

  /// A mistake in the order of the operations; a constant is shifted as it should be.
  private static func unbracketed(_ input: ScalingInput, _ entry: (Double, [Double]) -> Double) -> Matrix {
    Matrix(rows: input.x.rows, columns: input.x.columns) { i, j in
      let column = input.training.column(j)
      return isConstant(column) ? input.x[i, j] - column[0] : entry(input.x[i, j], column)
    }
  }

  private static let rangeMistakes: [Scaling] = [
    mistake("You divided by the greatest entry: divide by the range, greatest − least.") { (least($0), greatest($0)) },
    mistake("You did not subtract the least entry: it has to become 0.") { (0, range($0)) },
    mistake("You divided by the greatest entry and did not shift: it is (x − least)/(greatest − least).") {
      (0, greatest($0))
    },
    mistake("You subtracted the mean: that centres. The least entry has to become 0.") { (mean($0), range($0)) },
    mistaken("You clipped to 0 … 1: an entry beyond the training data lands outside, and stays there.") {
      Swift.min(1, Swift.max(0, $0))
    },
    mistaken("You clipped at 0: an entry below the training data lands below 0, and stays there.") { Swift.max(0, $0) },
    mistaken("You clipped at 1: an entry above the training data lands above 1, and stays there.") { Swift.min(1, $0) },
    mistake("You mapped to −1 … 1: the range from 0 to 1 is asked for.") {
      ((least($0) + greatest($0)) / 2, range($0) / 2)
    },
    mistake("Your least entry starts at 0: in a feature that is positive throughout it must start at an entry.") {
      let least = Swift.min(0, least($0))
      return (least, greatest($0) - least)
    },
    mistake(
      """
      Your greatest entry starts at 0, or just above it: in a feature that is negative throughout it must start at \
      an entry.
      """
    ) { (least($0), Swift.max(0, greatest($0)) - least($0)) },
    mistake("Least and greatest both start at 0: they must start at an entry.") {
      let (least, greatest) = (Swift.min(0, least($0)), Swift.max(0, greatest($0)))
      return (least, greatest - least)
    },
    mistake("You divided by the largest size of an entry: divide by the range, greatest − least.") {
      (least($0), size($0))
    },
    mistake("That is the worked example, x over the largest size: shift by the least entry, divide by the range.") {
      (0, size($0))
    },
    mistake("That is standardizing, exercise 6.1: here shift by the least entry and divide by the range.") {
      (mean($0), variance($0).squareRoot())
    },
    mistake("You shifted by the least entry, but divided by the deviation: divide by the range.") {
      (least($0), variance($0).squareRoot())
    },
    mistake("You divided by the least entry: divide by the range, greatest − least.") { (least($0), least($0)) },
    mistake("You divided by the sum of greatest and least: the range is their difference.") {
      (least($0), greatest($0) + least($0))
    },
    mistake("You added the least entry: subtract it, it has to become 0.") { (-least($0), range($0)) },
    mistake("You multiplied by the range: divide by it.") { (least($0), 1 / range($0)) },
    mistake("You only shifted: divide by the range as well.") { (least($0), 1) },
    mistake("Your sign is wrong: it is the entry minus the least.") { (least($0), -range($0)) },
    mistake("You divided by the mean: divide by the range.") { (least($0), mean($0)) },
    mistake("You divided by the mean and shifted by it: shift by the least entry, divide by the range.") {
      (mean($0), mean($0))
    },
    mistake("You shifted by the middle of the range: the least entry has to become 0.") {
      ((least($0) + greatest($0)) / 2, range($0))
    },
    mistake("You divided by half the range: the greatest entry has to become 1.") { (least($0), range($0) / 2) },
    mistake("You divided by the variance: divide by the range.") { (least($0), variance($0)) },
    mistake("You compared sizes: least and greatest are found with their signs.") { column in
      let sorted = column.sorted { abs($0) < abs($1) }
      return (sorted[0], sorted[sorted.count - 1] - sorted[0])
    },
    mistake("You shifted by the last entry: the least has to become 0, wherever it stands.") {
      ($0[$0.count - 1], range($0))
    },
    mistake("You divided by last − first: the range is greatest − least, wherever they stand.") {
      (least($0), $0[$0.count - 1] - $0[0])
    },
    Scaling("`x - least / range` divides the least alone: it is (x − least)/range.") { input in
      unbracketed(input) { $0 - least($1) / range($1) }
    },
    Scaling("You divided first and subtracted the least then: it is (x − least)/range.") { input in
      unbracketed(input) { $0 / range($1) - least($1) }
    },
    Scaling("`(x - least) / greatest - least` needs brackets: divide by (greatest − least).") { input in
      unbracketed(input) { ($0 - least($1)) / greatest($1) - least($1) }
    },
    mistaken("You mirrored entries below 0: they land below 0, and stay there.") { Swift.abs($0) },
    mistake("You turned the feature around: the least entry becomes 0 and the greatest 1.") {
      (greatest($0), -range($0))
    },
    mistake("You shifted by the greatest entry: the least has to become 0.") { (greatest($0), range($0)) },
    mistake("You shifted by the first entry: the least has to become 0, wherever it stands.") { ($0[0], range($0)) },
    mistake("You took the first entry for the least and the last for the greatest: look at all of them.") {
      ($0[0], $0[$0.count - 1] - $0[0])
    },
  ]
}
