import Engine
import Solutions

extension Lesson16 {
  static let ratios: Bank<[[Matrix]], [Double]> = Bank(
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
        Case(
          [1, 1, 1, 3, 3, 9].map { [Matrix([[$0]])] },
          note: "Three of the five updates move nothing: each of them counts, with a ratio of 0."),
        Case([1, 3, 33, 33.000363].map { [Matrix([[$0]])] }, note: "A large ratio, a larger one, and a tiny one."),
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
          (squares(after - before) / squares(before)).squareRoot()
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
      Answer("You took the first update's ratio: the median of all updates is asked for.") {
        perLayer($0, of: { $0[0] }, ratio)
      },
      Answer("You took the smallest ratio, not the median.") { perLayer($0, of: { $0.min()! }, ratio) },
      Answer("You divided the wrong way round: the size of the change stands above, that of the weights below.") {
        perLayer($0) { 1 / max(ratio($0, $1), 1e-300) }
      },
      Answer("You divided the norm after by the norm before: take the difference first, and then its norm.") {
        perLayer($0) { before, after in after.norm / before.norm }
      },
      Answer("You compared entry by entry, and took the norm of that. The ratio is a norm divided by a norm.") {
        perLayer($0) { before, after in (after - before).zip(before) { $1 == 0 ? 0 : $0 / $1 }.norm }
      },
      Answer(
        "You took one ratio where their number is even, and the mean of two where it is odd: it is the other way round."
      ) {
        perLayer(
          $0,
          of: { ratios in
            let (sorted, n) = (ratios.sorted(), ratios.count)
            return n % 2 == 0 ? sorted[n / 2] : (sorted[max(0, n / 2 - 1)] + sorted[n / 2]) / 2
          }, ratio)
      },
      Answer("You took the largest entry for the norm: it is the root of the sum of squares.") {
        perLayer($0) { abs($1 - $0).max / abs($0).max }
      },
      Answer("You took the deviation for the norm. A norm takes no mean off: it is the root of the sum of squares.") {
        perLayer($0) { ($1 - $0).variance.squareRoot() / $0.variance.squareRoot() }
      },
      Answer("You went from the first weights to each moment: an update goes from the moment before it.") { snapshots in
        snapshots[0].indices.map { layer in
          median(snapshots.dropFirst().map { ratio(snapshots[0][layer], $0[layer]) })
        }
      },
      Answer(
        "You took the whole way, from the first weights to the last, and shared it out evenly: take each update's."
      ) { snapshots in
        let updates = Double(snapshots.count - 1)
        return snapshots[0].indices.map { ratio(snapshots[0][$0], snapshots.last![$0]) / updates }
      },
      Answer("You divided by the norm of the last weights, in every update: divide by those before the update.") {
        snapshots in
        snapshots[0].indices.map { layer in
          median(
            zip(snapshots, snapshots.dropFirst()).map {
              ($1[layer] - $0[layer]).norm / snapshots.last![layer].norm
            })
        }
      },
      Answer("You took the medians of the changes and of the sizes, and divided those: divide first, in each update.") {
        snapshots in
        let changes = perLayer(snapshots) { ($1 - $0).norm }
        return zip(changes, perLayer(snapshots) { before, _ in before.norm }).map { $0 / $1 }
      },
      Answer("You gave one number for the whole network: each layer has a ratio of its own.") { snapshots in
        let whole = zip(snapshots, snapshots.dropFirst()).map { before, after in
          let changes = zip(before, after).map { squares($1 - $0) }
          return (changes.reduce(0, +) / before.map { squares($0) }.reduce(0, +)).squareRoot()
        }
        return snapshots[0].map { _ in median(whole) }
      },
      Answer("You took the median over the layers, for each update: it is over the updates, for each layer.") {
        snapshots in
        zip(snapshots, snapshots.dropFirst()).map { before, after in median(zip(before, after).map { ratio($0, $1) }) }
      },
      Answer("You left out the first update: it counts like the others.") {
        perLayer($0, of: { median($0.count > 1 ? Array($0.dropFirst()) : $0) }, ratio)
      },
      Answer("You left out the last update: T + 1 moments have T updates between them.") {
        perLayer($0, of: { median($0.count > 1 ? Array($0.dropLast()) : $0) }, ratio)
      },
      Answer("You counted a ratio of 0 for the first moment: T + 1 moments have T updates between them.") {
        perLayer($0, of: { median([0] + $0) }, ratio)
      },
      Answer("You halved only one of the two in the middle: their mean is half of their sum.") {
        perLayer($0, of: { twoInTheMiddle($0) { $0 + $1 / 2 } }, ratio)
      },
      Answer("You added the two in the middle: the median is their mean.") {
        perLayer($0, of: { twoInTheMiddle($0, +) }, ratio)
      },
      Answer("You took the two one place too high: of n sorted ratios, counted from 0, they are at n/2 − 1 and n/2.") {
        perLayer(
          $0,
          of: { ratios in
            let (sorted, n) = (ratios.sorted(), ratios.count)
            return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2] + sorted[min(n - 1, n / 2 + 1)]) / 2
          }, ratio)
      },
      Answer("You left out the updates that move nothing: their ratio is 0, and it counts.") {
        perLayer($0, of: { ratios in ratios.max()! == 0 ? 0 : median(ratios.filter { $0 > 0 }) }, ratio)
      },
      Answer("You counted equal ratios once: the median is of all updates.") {
        perLayer($0, of: { median(Array(Set($0))) }, ratio)
      },
      Answer("You gave percent: the ratio itself is asked for.") { perLayer($0) { 100 * ratio($0, $1) } },
      Answer("You gave the layers from the last to the first: the first layer comes first.") {
        perLayer($0, ratio).reversed()
      },
    ])

  private static func ratio(_ before: Matrix, _ after: Matrix) -> Double { (after - before).norm / before.norm }

  private static func middle(_ values: [Double]) -> Double {
    (values[(values.count - 1) / 2] + values[values.count / 2]) / 2
  }

  private static func median(_ values: [Double]) -> Double { middle(values.sorted()) }

  /// The median, but for what is made of the two in the middle where the number is even.
  private static func twoInTheMiddle(_ values: [Double], _ joined: (Double, Double) -> Double) -> Double {
    let (sorted, n) = (values.sorted(), values.count)
    return n % 2 == 1 ? sorted[n / 2] : joined(sorted[n / 2 - 1], sorted[n / 2])
  }

  private static func squares(_ x: Matrix) -> Double { x.elements.reduce(0) { $0 + $1 * $1 } }

  private static func perLayer(
    _ snapshots: [[Matrix]], of summary: ([Double]) -> Double = median, _ ratio: (Matrix, Matrix) -> Double
  ) -> [Double] {
    snapshots[0].indices.map { layer in
      summary(zip(snapshots, snapshots.dropFirst()).map { ratio($0[layer], $1[layer]) })
    }
  }
}
