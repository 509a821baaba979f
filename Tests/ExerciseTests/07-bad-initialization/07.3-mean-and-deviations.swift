import Engine
import Solutions

extension Lesson07 {
  /// What is said of the layers, by kind.
  struct LayerTrial {
    let mean: [Double]
    let pooled: [Double]
    let overExamples: [Double]

    init(_ layers: [(mean: Double, pooled: Double, overExamples: Double)]) {
      (mean, pooled, overExamples) = (layers.map(\.mean), layers.map(\.pooled), layers.map(\.overExamples))
    }
  }

  typealias Numbers = (mean: Double, pooled: Double, overExamples: Double)

  static let numbersOfLayers: Bank<[Matrix], LayerTrial> = Bank(
    id: "7.3",
    cases: { generator in
      let readable = [
        Case([Matrix([[1, 5], [3, 5]])], note: "Unit 0 varies by 1 about its mean 2, unit 1 does not vary."),
        Case([Matrix([[0, 4, 2], [2, 4, -6]]), Matrix([[1, -1, 0], [1, 0, 5]])]),
        Case(
          [Matrix([[0, 10, -3], [0, 10, -3], [0, 10, -3]])],
          note:
            "Units that say different things, each the same for every example: pooled they vary, and yet nothing is said."
        ),
      ]
      let shapes = [(5, [3]), (4, [4, 4]), (3, [5, 2, 4]), (8, [2, 6]), (2, [3, 3, 3, 3])]
      let generated = shapes.map { m, widths in
        Case(
          widths.map { n in
            // Units differ by how far they are from 0, and by how much they vary.
            let centers = list(n, -3, 3, &generator)
            let scales = list(n, 0.2, 3, &generator)
            return Matrix(rows: m, columns: n) { _, j in centers[j] + scales[j] * generator.uniform(in: -1..<1) }
          })
      }
      let edges = [
        Case([Matrix([[3, -1, 4]])], note: "A batch of one example: no unit can vary over it."),
        Case([Matrix([[1], [4], [-2]])], note: "A layer of one unit: both deviations are the same."),
        Case([Matrix([[-2.5]])], note: "A single entry varies by nothing."),
        Case([Matrix([[0, 0], [0, 0]]), Matrix([[0.5, 0.5], [0.5, 0.5]])], note: "Nothing varies."),
        Case([], note: "No layer: an empty list."),
        Case([uniform(6, 3, &generator, scale: 2, offset: -4), uniform(6, 5, &generator, scale: 0.01)]),
        Case(
          [uniform(20, 4, &generator, scale: 1, offset: 1e6)], tolerance: 1e-7,
          note: """
            The mean is 10⁶ times the deviation: squares of 10¹², and their difference, have no digits left. First the \
            mean, then the distances from it.
            """),
      ]
      return readable + generated + edges
    },
    input: { layers in zip(0..., layers).map { .matrix("outputs[\($0)]", $1) } },
    output: {
      [.list("mean", $0.mean), .list("pooled", $0.pooled), .list("overExamples", $0.overExamples)]
    },
    reference: { LayerTrial(layerNumbers($0)) },
    alternatives: [
      each("lists and loops") { y in
        let spread = mean(columns(y).map { variance($0) })
        return (mean(y.elements), variance(y.elements).squareRoot(), spread.squareRoot())
      },
      each("each entry less its column's mean, then the root of the mean square") { y in
        let within = y.subtractingRow(y.columnMeans)
        let square = within.hadamard(within).mean
        return (y.columnMeans.mean, y.standardDeviation, sqrt(square))
      },
      each("pooled from the parts: within units, and between their means") { y in
        let within = y.columnVariances.mean
        return (y.mean, sqrt(within + y.columnMeans.variance), sqrt(within))
      },
    ],
    misconceptions: mistakesOfPooled + mistakesOfOverExamples + mistakesOfBoth)

  private typealias Mistake = Answer<[Matrix], LayerTrial>

  /// An answer that treats every layer alike.
  private static func each(_ name: String, _ numbers: @escaping @Sendable (Matrix) -> Numbers) -> Mistake {
    Mistake(name) { LayerTrial($0.map(numbers)) }
  }

  private static func right(_ y: Matrix) -> Numbers { layerNumbers([y])[0] }

  private static func pooled(_ diagnosis: String, _ number: @escaping @Sendable (Matrix) -> Double) -> Mistake {
    each(diagnosis) { (right($0).mean, number($0), right($0).overExamples) }
  }

  private static func over(_ diagnosis: String, _ number: @escaping @Sendable (Matrix) -> Double) -> Mistake {
    each(diagnosis) { (right($0).mean, right($0).pooled, number($0)) }
  }

  private static let mistakesOfPooled: [Mistake] = [
    pooled("You took the range: the deviation is the root of the mean squared distance from the mean.") {
      $0.max + (-$0).max
    },
    pooled("You pooled over each example: pooled is about the one mean of all entries.") { y in
      mean((0..<y.rows).map { variance(y.row($0)) }).squareRoot()
    },
    pooled("You gave the variance for the pooled deviation: its root is missing.") { $0.variance },
    pooled("You divided by mn − 1 in the pooled variance: it is the biased one, with mn.") { y in
      let count = Double(y.elements.count)
      return (y.variance * count / max(1, count - 1)).squareRoot()
    },
    pooled("You did not subtract the mean: √(mean of y²) is the deviation only where the mean is 0.") { y in
      y.hadamard(y).mean.squareRoot()
    },
    pooled("Your pooled deviation is about each unit's own mean: it is about the one mean of all entries.") {
      right($0).overExamples
    },
    pooled("You averaged the units' deviations: pooled is about the one mean of all entries.") { y in
      mean(columns(y).map { variance($0).squareRoot() })
    },
    pooled("Your pooled deviation is that of the units' means: it has all entries in it.") { y in
      y.columnMeans.variance.squareRoot()
    },
    pooled(
      """
      You took the pooled variance as a difference, E[y²] − μ²: where the mean is large, no digits are left. First the \
      mean, then the distances from it.
      """
    ) { y in max(0, y.hadamard(y).mean - y.mean * y.mean).squareRoot() },
    pooled("You averaged |y − mean|: the deviation is the root of the mean square.") { y in
      let mean = y.mean
      return y.map { abs($0 - mean) }.mean
    },
    pooled("You divided the root by the number of entries: divide first, then take the root.") { y in
      y.map { $0 - y.mean }.norm / Double(y.elements.count)
    },
    pooled("You did not divide by the number of entries: a variance is a mean.") { y in
      y.map { $0 - y.mean }.norm
    },
    pooled("You divided by m alone: the pooled variance is the mean of all mn squared distances.") { y in
      (y.variance * Double(y.columns)).squareRoot()
    },
  ]

  private static let mistakesOfOverExamples: [Mistake] = [
    over("You averaged the units' deviations: average their variances, and take the root last.") { y in
      mean(columns(y).map { variance($0).squareRoot() })
    },
    over("You gave the mean variance: the root is missing in the deviation over the examples.") {
      $0.columnVariances.mean
    },
    over("You divided by m − 1 in the units' variances: they are the biased ones, with m.") { y in
      let m = Double(y.rows)
      return (y.columnVariances.mean * m / max(1, m - 1)).squareRoot()
    },
    over("You took the variances of the rows, over the units: asked is how much a unit, a column, varies.") { y in
      y.transposed.columnVariances.mean.squareRoot()
    },
    over("You took the deviations of the rows, over the units: asked is how much a unit, a column, varies.") { y in
      mean((0..<y.rows).map { variance(y.row($0)).squareRoot() })
    },
    over("You averaged the units' deviations, with m − 1: average their biased variances, and take the root last.") {
      y in
      let m = Double(y.rows)
      return mean(columns(y).map { (variance($0) * m / max(1, m - 1)).squareRoot() })
    },
    over(
      """
      You took the units' variances as differences, E[y²] − μ²: where the mean is large, no digits are left. First the \
      mean, then the distances from it.
      """
    ) { y in
      let means = y.columnMeans
      return max(0, (y.hadamard(y).columnMeans - means.hadamard(means)).mean).squareRoot()
    },
    over("You gave the pooled deviation a second time: over the examples, each unit has its own mean.") {
      right($0).pooled
    },
    over("You took the deviation of the units' means: that is how much the units differ from one another.") { y in
      y.columnMeans.variance.squareRoot()
    },
    over("You took the deviation of the examples' means: first each unit's variance, then the mean of these.") { y in
      y.transposed.columnMeans.variance.squareRoot()
    },
    over("You looked at the first unit only: average the variances of all units.") { y in
      y.columnVariances[0, 0].squareRoot()
    },
    over("You took the unit that varies most: average the variances of all units.") { y in
      y.columnVariances.max.squareRoot()
    },
    over("You added up the units' variances: take their mean.") { y in y.columnVariances.sum.squareRoot() },
    over("You took how much the variances vary: asked is the root of their mean.") { y in
      y.columnVariances.variance.squareRoot()
    },
    over("You did not subtract the units' means: each unit varies about its own mean.") { y in
      y.hadamard(y).columnMeans.mean.squareRoot()
    },
    over("You subtracted the parts' roots: variances subtract, deviations do not.") { y in
      y.standardDeviation - y.columnMeans.standardDeviation
    },
  ]

  private static let mistakesOfBoth: [Mistake] = [
    each("You gave variances: both deviations lack their root.") { ($0.mean, $0.variance, $0.columnVariances.mean) },
    each("You divided by mn − 1 and by m − 1: the variances are the biased ones, with mn and m.") { y in
      let (count, m) = (Double(y.elements.count), Double(y.rows))
      return (
        y.mean, (y.variance * count / max(1, count - 1)).squareRoot(),
        (y.columnVariances.mean * m / max(1, m - 1)).squareRoot()
      )
    },
    each("You exchanged the two deviations: the pooled one comes first.") {
      ($0.mean, right($0).overExamples, right($0).pooled)
    },
    each("You gave the sum for the mean: divide it by the number of entries.") {
      ($0.sum, right($0).pooled, right($0).overExamples)
    },
    each("You averaged the sizes |y|: the mean keeps the signs.") {
      (abs($0).mean, right($0).pooled, right($0).overExamples)
    },
    each("Your mean is that of the first unit: it is over all entries.") {
      (mean($0.column(0)), right($0).pooled, right($0).overExamples)
    },
    each("Your mean is that of the first example: it is over all entries.") {
      (mean($0.row(0)), right($0).pooled, right($0).overExamples)
    },
    each(
      """
      You subtracted the squared mean from the mean of the squares: where the mean is large, the difference has no digits \
      left. First the mean, then the distances from it.
      """
    ) { y in
      let squares = y.hadamard(y)
      let means = y.columnMeans
      let pooled = squares.mean - y.mean * y.mean
      let over = (squares.columnMeans - means.hadamard(means)).mean
      return (y.mean, max(0, pooled).squareRoot(), max(0, over).squareRoot())
    },
    Mistake("You gave the layers in reverse order: the first layer is the first of the list.") {
      LayerTrial(layerNumbers($0).reversed())
    },
    Mistake("You gave the last layer only: asked is for each layer.") { LayerTrial(layerNumbers($0).suffix(1)) },
    Mistake("You left out the first layer: asked is for each layer.") {
      LayerTrial(Array(layerNumbers($0).dropFirst()))
    },
    Mistake("You left out the last layer: asked is for each layer.") { LayerTrial(layerNumbers($0).dropLast()) },
  ]
}
