import Engine
import Solutions

extension Lesson07 {
  static let unitsThatAreDead: Bank<[Matrix], [Bool]> = Bank(
    id: "7.5",
    cases: { generator in
      let readable = [
        Case(
          [Matrix([[1, -2, -1], [3, -1, 2], [-1, -4, -3]])],
          note: "Unit 1 is never active; one example is enough for unit 2."),
        Case(
          [Matrix([[-1, 2, -3], [-2, -1, -1]]), Matrix([[3, -1, -2], [-1, -2, -1]])],
          note: "Unit 0 is active in the second batch, unit 1 in the first, unit 2 in none."),
        Case([Matrix([[0, 0, -1], [0, 1, 0]])], note: "At z = 0 a unit is not active."),
      ]
      let generated = [[4, 4], [3, 3, 3], [6, 2], [5], [2, 2, 2, 1], [7, 7, 3]].map { sizes in
        Case(drawn(sizes, units: sizes[0] == 5 ? 5 : 4, &generator))
      }
      return readable + generated + missing + edges
    },
    input: { batches in zip(0..., batches).map { .matrix("batches[\($0)]", $1) } },
    output: { [.list("isDead", $0.map { $0 ? 1 : 0 })] },
    reference: deadUnits,
    alternatives: [
      Answer("all units dead, until an example says otherwise") { batches in
        var isDead = [Bool](repeating: true, count: batches[0].columns)
        for z in batches {
          for i in 0..<z.rows {
            for j in 0..<z.columns where z[i, j] > 0 { isDead[j] = false }
          }
        }
        return isDead
      },
      Answer("what ReLU sends on is 0 for each, with max(0, z), which makes 0 of nan") { batches in
        (0..<batches[0].columns).map { j in
          batches.allSatisfy { $0.column(j).allSatisfy { max(0, $0) == 0 } }
        }
      },
      Answer("at most 0 or nan, everywhere") { batches in
        (0..<batches[0].columns).map { j in
          batches.flatMap { $0.column(j) }.allSatisfy { $0 <= 0 || $0.isNaN }
        }
      },
      Answer("batch by batch, and then in all of them") { batches in
        let each = batches.map { z in columns(z).map { column in column.count { $0 > 0 } == 0 } }
        return each.dropFirst().reduce(each[0]) { zip($0, $1).map { $0 && $1 } }
      },
      Answer("the sum of the slopes is 0") { batches in
        batches.reduce(Matrix(rows: 1, columns: batches[0].columns)) { sum, z in
          sum + z.map { $0 > 0 ? 1 : 0 }.columnSums
        }.elements.map { $0 == 0 }
      },
      Answer("the greatest z that is a number is at most 0") { batches in
        (0..<batches[0].columns).map { j in
          let numbers = batches.flatMap { $0.column(j) }.filter { !$0.isNaN }
          return (numbers.max() ?? 0) <= 0
        }
      },
    ],
    misconceptions: mistakesOfExamples + mistakesOfTests + mistakesOfBatches)

  /// Batches in which unit 0 is never active, unit 1 once, in any batch, unit 2 nearly always, the others as it comes.
  private static func drawn(_ sizes: [Int], units: Int, _ generator: inout Generator) -> [Matrix] {
    let total = sizes.reduce(0, +)
    let once = Int(generator.uniform(in: 0..<Double(total)))
    let rest = Int(generator.uniform(in: 0..<Double(total)))
    var rows = (0..<total).map { i in
      (0..<units).map { j -> Double in
        let size = generator.uniform(in: 0.1..<2)
        switch j {
        case 0: return -size
        case 1: return i == once ? size : -size
        case 2: return i == rest ? -size : size
        default: return generator.uniform(in: -1..<1) < 0.2 ? -size : size
        }
      }
    }
    return sizes.map { size in
      defer { rows.removeFirst(size) }
      return Matrix(Array(rows.prefix(size)))
    }
  }

  /// Where z is no number, or has no bound.
  private static let missing = [
    Case(
      [Matrix([[.nan, -1, 2], [-1, .nan, -1]])],
      note: "nan > 0 is false: units 0 and 1 are active for no example. (nan ≤ 0 is false, too.)"),
    Case(
      [Matrix([[.nan, 3], [2, .nan]])],
      note: "Both units are active for the other example, whatever the nan is."),
    Case(
      [Matrix([[.nan, .nan], [.nan, 1]]), Matrix([[.nan, -1]])], note: "Unit 0 has nothing but nan: not active."),
    Case(
      [Matrix([[-1, 1], [-2, -3]]), Matrix([[.nan, .nan]])],
      note: "A batch of nan does not bring unit 0 to life, and does not kill unit 1."),
    Case(
      [Matrix([[-.infinity, .infinity, -.infinity], [-1, -1, .infinity]])],
      note: "−∞ is below 0, ∞ is above it."),
    Case(
      [Matrix([[1, -1], [-.infinity, -.infinity]])], note: "Unit 0 is active for one example, whatever the other is."),
  ]

  private static let least = Double.leastNonzeroMagnitude

  private static let edges = [
    Case(
      [Matrix([[1e-12, least, -1e-12], [-1, -3, -least]])],
      note: "A z above 0 is active, be it as small as 10⁻¹² or 5·10⁻³²⁴."),
    Case([Matrix([[1e-4, 1e-7, 0.01], [-1, -1, -2]])], note: "Active is above 0, not above some limit."),
    Case([Matrix([[0, -0.0], [-0.0, 0]])], note: "0 and −0 are not above 0."),
    Case(
      [Matrix([[2, -3], [2, -3], [2, -3]])],
      note: "Unit 0 gives the same for every example, and yet it is active; unit 1 is not."),
    Case([Matrix([[3, -2, -1], [-3, 2, 1]])], note: "A sum or a mean of 0 says nothing: all three are active once."),
    Case(
      [Matrix([[5, -4], [-30, -1], [-20, -2]])], note: "One example is enough, however far below 0 the others are."),
    Case([Matrix([[1, -1, 0, 2]])], note: "A data set of one example."),
    Case([Matrix([[-1], [-2], [3]])], note: "A layer of one unit, active for the last example."),
    Case([Matrix([[-1, -2], [-3, -1]]), Matrix([[-1, -1]])], note: "All units are dead."),
    Case([Matrix([[1, 2], [3, 1]]), Matrix([[1, 1]])], note: "No unit is dead."),
    Case(
      [Matrix([[-1, -2], [-3, -1]]), Matrix([[1, -1]])],
      note: "The last batch has one example, and unit 0 is active for it alone."),
    Case(
      [Matrix([[-1, -2]]), Matrix([[-1, -1], [-3, 1]])],
      note: "Unit 1 is active for the last example of a larger batch."),
    Case(
      [Matrix([[-1, -1, 1]]), Matrix([[-1, 1, -1]]), Matrix([[-1, -1, -1]])],
      note: "Three batches of one example: a unit may be active in any of them."),
    Case(
      [Matrix([[0, 0, 1], [0, 0, 2]]), Matrix([[0, -1, 0], [0, -2, 0]])],
      note: "Unit 0 gets exactly 0 everywhere: dead."),
    Case(
      [Matrix(rows: 30, columns: 2) { i, j in j == 0 && i == 17 ? 0.5 : -1 }],
      note: "Unit 0 is active for one example of thirty."),
    Case(
      [Matrix(rows: 130, columns: 2) { i, j in j == 1 && i == 99 ? 0.5 : -1 }],
      note: "Unit 1 is active for one example of 130."),
  ]

  private typealias Mistake = Answer<[Matrix], [Bool]>

  /// A verdict on all that a unit gets, in order.
  private static func unit(_ diagnosis: String, _ isDead: @escaping @Sendable ([Double]) -> Bool) -> Mistake {
    Mistake(diagnosis) { batches in
      (0..<batches[0].columns).map { j in isDead(batches.flatMap { $0.column(j) }) }
    }
  }

  private static let mistakesOfExamples: [Mistake] = [
    unit("One example without activity was enough for you: dead is active for *none*.") { $0.contains { !($0 > 0) } },
    unit("One example without activity was enough for you: dead is active for *none*.") { $0.contains { $0 <= 0 } },
    unit("You said which units are active: asked is which are dead.") { $0.contains { $0 > 0 } },
    unit("You said which units are active for all examples: asked is which are active for none.") {
      $0.allSatisfy { $0 > 0 }
    },
    unit("You looked at the first example only: it takes all of them to call a unit dead.") { !($0[0] > 0) },
    unit("You looked at the last example only: it takes all of them to call a unit dead.") { !($0.last! > 0) },
    unit("You left out the last example: it takes all of them to call a unit dead.") {
      !$0.dropLast().contains { $0 > 0 }
    },
    unit("You left out the first example: it takes all of them to call a unit dead.") {
      !$0.dropFirst().contains { $0 > 0 }
    },
    unit("You took a majority: one example for which it is active is enough.") { z in
      2 * z.count { $0 > 0 } < z.count
    },
    unit("You took nearly all for all: one example for which it is active is enough.") { z in
      10 * z.count { $0 > 0 } < z.count
    },
    unit("You took nearly all for all: one example for which it is active is enough.") { z in
      20 * z.count { $0 > 0 } < z.count
    },
    unit("You took nearly all for all: one example for which it is active is enough.") { z in
      100 * z.count { $0 > 0 } < z.count
    },
    unit("You allowed one example: a unit that is active once is not dead.") { z in z.count { $0 > 0 } <= 1 },
    unit("You looked at the mean or the sum of z: one example above 0 is enough, whatever the others are.") {
      !($0.reduce(0, +) > 0)
    },
    unit("You looked at the mean or the sum of z: one example above 0 is enough, whatever the others are.") {
      $0.reduce(0, +) <= 0
    },
    unit("You looked whether the sum of z is 0: what must be 0 is the *output* for every example.") {
      $0.reduce(0, +) == 0
    },
    unit("You called a unit dead that gives the same for every example: if that is above 0, it is active.") { z in
      z.allSatisfy { max(0, $0) == max(0, z[0]) }
    },
    unit("You asked whether the output varies: a unit that is active for every example alike is not dead.") { z in
      variance(z.map { max(0, $0) }) == 0
    },
    unit("You looked for z that never changes: a dead unit may get any z that is not above 0.") { z in
      z.allSatisfy { $0 == z[0] }
    },
  ]

  private static let mistakesOfTests: [Mistake] =
    [
      unit("You called a unit with z = 0 active: active is above 0, > and not ≥. There slope and output are 0.") {
        !$0.contains { $0 >= 0 }
      },
      unit(
        """
        You asked whether every z is below 0: at 0 a unit is not active either, and of nan every comparison is false.
        """
      ) { $0.allSatisfy { $0 < 0 } },
      unit("You asked whether z is exactly 0: a dead unit may get any z that is not above 0. Only its output is 0.") {
        $0.allSatisfy { $0 == 0 }
      },
      unit("You asked whether every z is at most 0: of nan that is false. Ask whether none is above 0.") {
        $0.allSatisfy { $0 <= 0 }
      },
      unit("You took nan for active (z ≠ 0, or not z ≤ 0): a z that is nan is not above 0.") {
        $0.allSatisfy { $0 < 0 || $0 == 0 } || ($0.allSatisfy { $0.isNaN })
      },
      unit(
        "`max()` compares, and every comparison with nan is false: what it gives depends on the order. Look for z > 0."
      ) { $0.max()! <= 0 },
      unit(
        "`max()` compares, and every comparison with nan is false: what it gives depends on the order. Look for z > 0."
      ) { !($0.max()! > 0) },
      unit("A single nan made the unit dead for you: it says nothing about the other examples.") { z in
        z.contains { $0.isNaN } || !z.contains { $0 > 0 }
      },
      unit("You called a unit with z = 0 for each example active, and others not: at 0 nothing is active.") { z in
        !z.contains { $0 > 0 } && !z.allSatisfy { $0 == 0 }
      },
      unit("You turned the sign around: dead is never *above* 0.") { !$0.contains { $0 < 0 } },
      unit("You looked at |z|: a unit that is far below 0 is not active.") { !$0.contains { abs($0) > 0 } },
      unit("You took infinity for no number: ∞ is above 0.") { !$0.contains { $0 > 0 && $0.isFinite } },
    ]
    + [1e-10, 1e-9, 1e-8, 1e-6, 1e-5, 1e-3, 0.05].map { limit in
      unit("You took a small z for 0: every z above 0 is active.") { !$0.contains { $0 > limit } }
    }

  private static let mistakesOfBatches: [Mistake] = [
    Mistake("You looked at the last batch only: what you know of a unit must outlive the batch.") {
      deadUnits([$0.last!])
    },
    Mistake("You looked at the first batch only: a unit may be active in another.") { deadUnits([$0[0]]) },
    Mistake("You called a unit dead that is dead in one batch: it must be so in all of them.") { batches in
      batches.map { deadUnits([$0]) }.reduce([Bool](repeating: false, count: batches[0].columns)) {
        zip($0, $1).map { $0 || $1 }
      }
    },
    Mistake("You left out the last batch, which may be smaller: a unit may be active there.") { batches in
      batches.count < 2 ? deadUnits(batches) : deadUnits(Array(batches.dropLast()))
    },
    Mistake("You left out batches of another size than the first: their examples count, too.") { batches in
      deadUnits(batches.filter { $0.rows == batches[0].rows })
    },
    Mistake("You looked at only so many rows as the first batch has: batches differ.") { batches in
      deadUnits(batches.map { $0.selectingRows(0..<min($0.rows, batches[0].rows)) })
    },
    Mistake("You looked at only so many rows as the last batch has: batches differ.") { batches in
      deadUnits(batches.map { $0.selectingRows(0..<min($0.rows, batches.last!.rows)) })
    },
    Mistake("You took a majority of the batches: one in which the unit is active is enough.") { batches in
      let each = batches.map { deadUnits([$0]) }
      return each[0].indices.map { j in 2 * each.count { $0[j] } > each.count }
    },
    Mistake("You left out the last batch, be it the only one: a unit may be active there.") { batches in
      batches.count < 2
        ? [Bool](repeating: true, count: batches[0].columns) : deadUnits(Array(batches.dropLast()))
    },
    Mistake("You left out examples that have a nan: it says nothing about the example's other units.") { batches in
      (0..<batches[0].columns).map { j in
        !batches.contains { z in
          (0..<z.rows).contains { i in z[i, j] > 0 && !z.row(i).contains { $0.isNaN } }
        }
      }
    },
    Mistake("You asked the rows: a unit is a column, and a row is an example.") { batches in
      batches.flatMap { z in (0..<z.rows).map { i in !z.row(i).contains { $0 > 0 } } }
    },
    Mistake("You gave a verdict for each unit of each batch: asked is one for each unit.") { batches in
      batches.flatMap { deadUnits([$0]) }
    },
    Mistake("You gave the units in reverse order: the first unit is the first of the list.") {
      deadUnits($0).reversed()
    },
    Mistake("You looked whether the whole layer is dead: each unit is judged by itself.") { batches in
      let isDead = deadUnits(batches).allSatisfy { $0 }
      return [Bool](repeating: isDead, count: batches[0].columns)
    },
    Mistake("You called all units dead if one is: each unit is judged by itself.") { batches in
      let isDead = deadUnits(batches).contains(true)
      return [Bool](repeating: isDead, count: batches[0].columns)
    },
    Mistake("You called no unit dead.") { [Bool](repeating: false, count: $0[0].columns) },
    Mistake("You called all units dead.") { [Bool](repeating: true, count: $0[0].columns) },
  ]
}
