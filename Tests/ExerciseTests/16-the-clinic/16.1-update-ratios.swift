import Engine
import Solutions

extension Lesson16 {
  static let ratios = Bank<[[Matrix]], [Double]>(
    id: "16.1",
    cases: { generator in
      func walk(_ updates: Int, _ shapes: [(Int, Int)], step: Double) -> [[Matrix]] {
        var weights = shapes.map { uniform($0.0, $0.1, &generator) }
        var snapshots = [weights]
        for _ in 0..<updates {
          // Steps of very different lengths, and weights that grow.
          let length = step * generator.uniform(in: 0.1..<3)
          weights = weights.map { w in 1.3 * w + uniform(w.rows, w.columns, &generator, scale: length) }
          snapshots.append(weights)
        }
        return snapshots
      }
      let one = [[Matrix([[3, 4]])], [Matrix([[3, 4.5]])]]
      let three = [[Matrix([[1, 0]])], [Matrix([[2, 0]])], [Matrix([[2, 0.2]])], [Matrix([[2, 1.2]])]]
      return [
        Case(one, note: "One update of one layer."),
        Case(three, note: "Three updates: the median is the middle one."),
        Case(walk(2, [(2, 2)], step: 0.5), note: "Two updates: the median is the mean of both."),
        Case(walk(5, [(2, 3), (3, 1)], step: 0.1)),
        Case(walk(6, [(3, 4), (4, 2), (2, 2)], step: 1)),
        Case(
          [[Matrix([[1e-9, 2e-9]])], [Matrix([[1e-9, 3e-9]])]], note: "Tiny weights: no small number may be added."),
        Case([[Matrix([[-2, 1]])], [Matrix([[-2, 1]])], [Matrix([[-2, 1]])]], note: "Nothing moves."),
      ]
    },
    input: { snapshots in
      snapshots.enumerated().flatMap { t, weights in
        weights.enumerated().map { l, weight in .matrix("snapshots[\(t)][\(l)]", weight) }
      }
    },
    output: { [.list("ratios", $0)] },
    reference: { updateRatios($0) },
    alternatives: [
      Answer("with sums of squares") { snapshots in
        perLayer(snapshots) { before, after in
          let squares = { (x: Matrix) in x.elements.reduce(0) { $0 + $1 * $1 } }
          return (squares(after - before) / squares(before)).squareRoot()
        }
      }
    ],
    misconceptions: [
      Answer("You took the mean of the ratios, not the median: a few long steps decide it.") {
        perLayer($0, of: \.mean, ratio)
      },
      Answer("You divided by the norm of the weights after the update, not before it.") {
        perLayer($0) { before, after in (after - before).norm / after.norm }
      },
      Answer("With an even number of updates the median is the mean of the two in the middle, not one of them.") {
        perLayer($0, of: { $0.sorted()[$0.count / 2] }, ratio)
      },
      Answer("With an even number of updates the median is the mean of the two in the middle, not the smaller of them.")
      {
        perLayer($0, of: { $0.sorted()[($0.count - 1) / 2] }, ratio)
      },
      Answer("Sort the ratios first: the middle one in time is not the median.") {
        perLayer($0, of: { middle($0) }, ratio)
      },
      Answer(
        "You compared the norms before and after. The weights can turn, and keep their norm: take the norm of the difference."
      ) {
        perLayer($0) { before, after in abs(after.norm - before.norm) / before.norm }
      },
      Answer("You divided by the norm of the first weights, in every update: divide by those before the update.") {
        snapshots in
        snapshots[0].indices.map { layer in
          median(
            zip(snapshots, snapshots.dropFirst()).map { ($1[layer] - $0[layer]).norm / snapshots[0][layer].norm })
        }
      },
      Answer("You left out the division by the weights' norm.") { perLayer($0) { ($1 - $0).norm } },
      Answer("You took the sum of the entries' sizes for the norm: it is the root of the sum of squares.") {
        perLayer($0) { abs($1 - $0).sum / abs($0).sum }
      },
      Answer("You compared entry by entry. The ratio is one number per layer: a norm divided by a norm.") {
        perLayer($0) { before, after in (after - before).zip(before) { abs($0) / abs($1) }.mean }
      },
      Answer("You took the whole way, from the first weights to the last: take each update's.") { snapshots in
        snapshots[0].indices.map { (snapshots.last![$0] - snapshots[0][$0]).norm / snapshots[0][$0].norm }
      },
      Answer("You forgot the root: this is the ratio's square.") { perLayer($0) { ratio($0, $1) * ratio($0, $1) } },
      Answer("You took the largest ratio, not the median.") { perLayer($0, of: { $0.max()! }, ratio) },
      Answer("You took the last update's ratio: the median of all updates is asked for.") {
        perLayer($0, of: { $0.last! }, ratio)
      },
    ])

  private static func ratio(_ before: Matrix, _ after: Matrix) -> Double { (after - before).norm / before.norm }

  private static func middle(_ values: [Double]) -> Double {
    (values[(values.count - 1) / 2] + values[values.count / 2]) / 2
  }

  private static func median(_ values: [Double]) -> Double { middle(values.sorted()) }

  private static func perLayer(
    _ snapshots: [[Matrix]], of summary: ([Double]) -> Double = median, _ ratio: (Matrix, Matrix) -> Double
  ) -> [Double] {
    snapshots[0].indices.map { layer in
      summary(zip(snapshots, snapshots.dropFirst()).map { ratio($0[layer], $1[layer]) })
    }
  }
}
