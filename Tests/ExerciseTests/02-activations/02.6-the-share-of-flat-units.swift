import Engine
import Solutions

extension Lesson02 {
  struct FlatInput: Sendable {
    let z: Matrix
    let flat: Double

    /// tanh′ at every entry.
    var slopes: Matrix { z.map { 1 - tanh($0) * tanh($0) } }

    /// How often each column of a matrix is flat, by the entry's own test.
    func shares(_ isFlat: (_ z: Double, _ flat: Double) -> Bool) -> [Double] {
      columns(z).map { column in Double(column.count { isFlat($0, flat) }) / Double(column.count) }
    }
  }

  static let sharesOfFlatUnits: Bank<FlatInput, [Double]> = Bank(
    id: "2.6",
    cases: { generator in
      let readable = [
        Case(FlatInput(z: Matrix([[0, 3], [0.1, -3], [5, 4]]), flat: 0.1)),
        Case(FlatInput(z: Matrix([[3, 0, -4], [0, 0.2, 5]]), flat: 0.2)),
        Case(FlatInput(z: Matrix([[-2, 0.7, 0.9], [1, -0.6, -0.9], [2, 0, 3]]), flat: 0.6)),
      ]
      let shapes = [(3, 3), (4, 4), (7, 2), (2, 7), (1, 5), (9, 1), (12, 5), (5, 5)]
      let generated = shapes.map { m, n in
        Case(drawn(m, n, flat: generator.uniform(in: 0.02..<0.9), &generator))
      }
      // Slopes of exactly 1 and exactly 0, however they are computed.
      let ties = [
        Case(
          FlatInput(z: Matrix([[0, 1, 0], [0, 0, -2]]), flat: 1),
          note: "The slope at 0 is 1, which is not below 1."),
        Case(
          FlatInput(z: Matrix([[1000, 0], [-1000, 1], [50, -3]]), flat: 0),
          note: "No slope is below 0. At z = 1000 it is 0 within rounding."),
        Case(
          FlatInput(z: Matrix([[1000, -1000, 1000], [1000, 0.1, 0]]), flat: 0.05), note: "At ±1000 tanh is flat."),
      ]
      let special = [
        Case(drawn(6, 3, flat: 0.05, &generator, scale: 0.5), note: "No unit is flat anywhere."),
        Case(FlatInput(z: uniform(4, 2, &generator, offset: 4), flat: 0.3), note: "All units are flat everywhere."),
        Case(FlatInput(z: uniform(4, 2, &generator, offset: -4), flat: 0.3), note: "All units are flat, left of 0."),
        Case(drawn(8, 4, flat: 0.97, &generator)),
        Case(drawn(8, 4, flat: 0.01, &generator)),
      ]
      return readable + generated + ties + special
    },
    input: { [.matrix("z", $0.z), .number("flat", $0.flat)] },
    output: { [.list("shares", $0)] },
    reference: { flatShares($0.z, flat: $0.flat) },
    alternatives: [
      Answer("|tanh z| above the root of 1 − flat") { input in
        input.shares { z, flat in abs(tanh(z)) > (1 - flat).squareRoot() }
      },
      Answer("4/(e^z + e^−z)², and the mean of 1 and 0") { input in
        columns(input.z).map { column in
          mean(column.map { 4 / ((exp($0) + exp(-$0)) * (exp($0) + exp(-$0))) < input.flat ? 1 : 0 })
        }
      },
      Answer("counting up, row by row") { input in
        var counts = [Double](repeating: 0, count: input.z.columns)
        for i in 0..<input.z.rows {
          for j in 0..<input.z.columns where (1 - tanh(input.z[i, j])) * (1 + tanh(input.z[i, j])) < input.flat {
            counts[j] += 1
          }
        }
        return counts.map { $0 / Double(input.z.rows) }
      },
    ],
    misconceptions: mistakesOfTests + mistakesOfCounts + mistakesOfThresholds)

  /// Pre-activations whose slopes are all away from the threshold, so that no rounding decides.
  private static func drawn(
    _ m: Int, _ n: Int, flat: Double, _ generator: inout Generator, scale: Double = 4
  ) -> FlatInput {
    let z = Matrix(rows: m, columns: n) { _, _ in
      while true {
        let z = generator.uniform(in: -scale..<scale)
        if abs(1 - tanh(z) * tanh(z) - flat) > 1e-6 { return z }
      }
    }
    return FlatInput(z: z, flat: flat)
  }

  private typealias Mistake = Answer<FlatInput, [Double]>

  private static func right(_ input: FlatInput) -> [Double] { flatShares(input.z, flat: input.flat) }

  /// Another test of an entry.
  private static func test(
    _ diagnosis: String, _ isFlat: @escaping @Sendable (_ z: Double, _ flat: Double) -> Bool
  ) -> Mistake {
    Mistake(diagnosis) { $0.shares(isFlat) }
  }

  private static let mistakesOfTests: [Mistake] = [
    test("You counted slopes that equal the threshold: flat is a slope *below* it, < and not ≤.") {
      1 - tanh($0) * tanh($0) <= $1
    },
    test("You counted the steep ones: flat is a slope below the threshold.") { 1 - tanh($0) * tanh($0) > $1 },
    test("You gave the share that is not flat: asked is how often the slope is below the threshold.") {
      1 - tanh($0) * tanh($0) >= $1
    },
    test("You left out the square: tanh's slope is 1 − tanh²(z).") { 1 - tanh($0) < $1 },
    test("You left out the square: tanh's slope is 1 − tanh²(z).") { 1 - abs(tanh($0)) < $1 },
    test("You compared tanh² itself: the slope is 1 − tanh²(z).") { tanh($0) * tanh($0) < $1 },
    test("You compared tanh² from above: the slope, 1 − tanh²(z), is to be below the threshold.") {
      tanh($0) * tanh($0) > $1
    },
    test("You compared tanh itself: flat is where its slope, 1 − tanh²(z), is small.") { tanh($0) < $1 },
    test("You compared |tanh| itself: flat is where the slope, 1 − tanh²(z), is small.") { abs(tanh($0)) < $1 },
    test("You compared tanh from above: flat is where its slope, 1 − tanh²(z), is below the threshold.") {
      abs(tanh($0)) > $1
    },
    test("You compared |tanh| with 1 − flat: the slope is 1 − tanh², with the square.") { abs(tanh($0)) >= 1 - $1 },
    test("You compared z itself: flat is where the slope, 1 − tanh²(z), is small.") { $0 < $1 },
    test("You compared |z|: flat is where the slope, 1 − tanh²(z), is small, far from 0.") { abs($0) < $1 },
    test("You compared |z| with the threshold: flat is where the slope, 1 − tanh²(z), is below it.") { abs($0) > $1 },
    test("You took z for the unit's output: the slope is 1 − tanh²(z), not 1 − z².") { 1 - $0 * $0 < $1 },
    test("You took tanh twice: the slope is 1 − tanh²(z).") { 1 - tanh(tanh($0)) * tanh(tanh($0)) < $1 },
    test("You took the sigmoid's slope: the units are tanh, with 1 − tanh²(z).") {
      sigmoid($0) * (1 - sigmoid($0)) < $1
    },
    test("You took the sigmoid's slope, and against its greatest, 1/4: the units are tanh, with 1 − tanh²(z).") {
      4 * sigmoid($0) * (1 - sigmoid($0)) < $1
    },
    test("You took t(1 − t), the sigmoid's form: tanh's slope is 1 − t².") { tanh($0) * (1 - tanh($0)) < $1 },
    test("You took 1 + tanh²: the slope is 1 − tanh²(z).") { 1 + tanh($0) * tanh($0) < $1 },
    test("You squared the slope: it is 1 − tanh²(z).") {
      (1 - tanh($0) * tanh($0)) * (1 - tanh($0) * tanh($0)) < $1
    },
    test("You took the slope's root: it is 1 − tanh²(z).") { (1 - tanh($0) * tanh($0)).squareRoot() < $1 },
    test("You took half the slope: it is 1 − tanh²(z), which is 1 at 0.") { (1 - tanh($0) * tanh($0)) / 2 < $1 },
    test("You counted on the right only: a unit is flat far left of 0, too.") {
      $0 > 0 && 1 - tanh($0) * tanh($0) < $1
    },
    test("You counted on the left only: a unit is flat far right of 0, too.") {
      $0 < 0 && 1 - tanh($0) * tanh($0) < $1
    },
    test("You took ReLU's flat side: the units are tanh, with the slope 1 − tanh²(z).") { z, _ in z <= 0 },
    test("You took (1 − tanh)²: the slope is 1 − tanh²(z).") { (1 - tanh($0)) * (1 - tanh($0)) < $1 },
  ]

  private static let mistakesOfCounts: [Mistake] = [
    Mistake("You counted in the rows: a unit is a column, and a row is an example.") {
      flatShares($0.z.transposed, flat: $0.flat)
    },
    Mistake("You counted in the rows, and for as many of them as there are units: a unit is a column.") { input in
      let shares = flatShares(input.z.transposed, flat: input.flat)
      return (0..<input.z.columns).map { shares[min($0, shares.count - 1)] }
    },
    Mistake("You gave one share for all units: each has its own.") { input in
      [Double](repeating: mean(right(input)), count: input.z.columns)
    },
    Mistake("You gave a single number: each of the n units has a share of its own.") { [mean(right($0))] },
    Mistake("You forgot the division: a share is the count divided by the number of examples.") { input in
      right(input).map { $0 * Double(input.z.rows) }
    },
    Mistake("You divided by the number of units: a share is the count divided by the number of examples, m.") { input in
      right(input).map { $0 * Double(input.z.rows) / Double(input.z.columns) }
    },
    Mistake("You divided by the number of entries: a share is the count divided by the number of examples, m.") {
      input in
      right(input).map { $0 / Double(input.z.columns) }
    },
    Mistake("You divided by m − 1: a share is the count divided by the number of examples, m.") { input in
      right(input).map { $0 * Double(input.z.rows) / Double(input.z.rows - 1) }
    },
    Mistake("You divided whole numbers: the share is then 0 or 1. Turn them into `Double` first.") { input in
      right(input).map { $0.rounded(.down) }
    },
    Mistake("You rounded the share: it is any number from 0 to 1.") { right($0).map { $0.rounded() } },
    Mistake("You gave percent: a share is from 0 to 1.") { right($0).map { 100 * $0 } },
    Mistake("You gave 1 for a unit that is ever flat: asked is for which share of the examples.") {
      right($0).map { $0 > 0 ? 1 : 0 }
    },
    Mistake("You gave the mean slope of each unit: asked is how often it is below the threshold.") {
      columns($0.slopes).map { mean($0) }
    },
    Mistake("You compared the mean slope of each unit: every example is compared by itself.") { input in
      columns(input.slopes).map { mean($0) < input.flat ? 1 : 0 }
    },
    Mistake("You took the slope at the mean of z: every example has a slope of its own.") { input in
      columns(input.z).map { 1 - tanh(mean($0)) * tanh(mean($0)) < input.flat ? 1 : 0 }
    },
    Mistake("You looked at the first example only: the share is over all of them.") { input in
      input.slopes.row(0).map { $0 < input.flat ? 1 : 0 }
    },
    Mistake("You left out the last example: the share is over all of them.") { input in
      columns(input.slopes).map { Double($0.dropLast().count { $0 < input.flat }) / Double($0.count) }
    },
    Mistake("You left out the first example: the share is over all of them.") { input in
      columns(input.slopes).map { Double($0.dropFirst().count { $0 < input.flat }) / Double($0.count) }
    },
    Mistake("You measured slopes against the greatest of the column: `flat` is a slope itself.") { input in
      columns(input.slopes).map { column in
        Double(column.count { $0 < input.flat * column.max()! }) / Double(column.count)
      }
    },
    Mistake("You measured slopes against the greatest of the batch: `flat` is a slope itself.") { input in
      columns(input.slopes).map { column in
        Double(column.count { $0 < input.flat * input.slopes.max }) / Double(column.count)
      }
    },
    Mistake("You gave the shares in reverse order: they are those of the units 0, 1, 2, …") { right($0).reversed() },
  ]

  private static let mistakesOfThresholds: [Mistake] = [0.01, 0.05, 0.1, 0.2, 0.25, 0.5].map { (fixed: Double) in
    Mistake("You compared with a fixed number: the threshold is `flat`, a parameter.") {
      flatShares($0.z, flat: fixed)
    }
  }
}
