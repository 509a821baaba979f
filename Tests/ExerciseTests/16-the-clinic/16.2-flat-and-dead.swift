import Engine
import Solutions

extension Lesson16 {
  struct Slopes: Sendable {
    let slopes: Matrix
    let greatest: Double

    init(_ slopes: Matrix, _ greatest: Double) { (self.slopes, self.greatest) = (slopes, greatest) }
  }

  static let flatness: Bank<Slopes, [Double]> = Bank(
    id: "16.2",
    cases: { generator in
      func drawn(_ m: Int, _ n: Int, _ greatest: Double) -> Matrix {
        // Near the limit, and below it in whole columns.
        let isDead = (0..<n).map { $0 % 3 == 1 }
        return Matrix(rows: m, columns: n) { i, j in
          isDead[j] ? generator.uniform(in: 0..<0.05 * greatest) : generator.uniform(in: 0..<0.12) * greatest
        }
      }
      return [
        Case(
          Slopes(Matrix([[1, 0, 0, 0.04], [1, 0, 1, 0.03]]), 1),
          note: "Two units are flat for both examples, one for one of them."),
        Case(
          Slopes(Matrix([[0.2, 0.03, 0.01], [0.2, 0.04, 0.012]]), 0.25),
          note: "Sigmoid slopes: the limit is a twentieth of a quarter, 0.0125."),
        Case(Slopes(Matrix([[0.05, 0.0499], [0.05, 0.0501]]), 1), note: "0.05 is not less than a twentieth of 1."),
        Case(Slopes(Matrix([[.nan, 1], [.nan, .nan], [0, 0.5]]), 1), note: "A nan is flat."),
        Case(Slopes(Matrix([[1, 0, 1, 0, 0]]), 1), note: "One example: flat for it is flat for every one."),
        Case(Slopes(Matrix([[0], [0], [1]]), 1), note: "One unit."),
        Case(Slopes(Matrix([[0, 0.01], [0.02, 0]]), 1), note: "All slopes are flat, and all units dead."),
        Case(
          Slopes(Matrix([[0.2, -0.1], [-0.1, -0.13]]), 1.13), note: "GELU has slopes below 0: they are flat, too."),
        Case(Slopes(drawn(5, 7, 1), 1)),
        Case(Slopes(drawn(4, 9, 0.25), 0.25)),
        Case(Slopes(drawn(3, 4, 1.13), 1.13)),
        Case(
          Slopes(Matrix(rows: 101, columns: 2) { i, j in i == 100 && j == 0 ? 1 : 0 }, 1),
          note: "A unit that is flat for a hundred examples and steep for one is not dead."),
      ]
    },
    input: { [.matrix("slopes", $0.slopes), .number("greatest", $0.greatest)] },
    output: { [.number("flat", $0[0]), .number("dead", $0[1])] },
    reference: {
      let answer = flatAndDead($0.slopes, greatest: $0.greatest)
      return [answer.flat, answer.dead]
    },
    alternatives: [
      Answer("by the largest slope of each unit") { input in
        let limit = input.greatest / 20
        func isSteep(_ slope: Double) -> Bool { slope >= limit }
        let dead = columns(input.slopes).count { !$0.contains(where: isSteep) }
        let steep = input.slopes.elements.count(where: isSteep)
        return [1 - Double(steep) / Double(input.slopes.elements.count), Double(dead) / Double(input.slopes.columns)]
      }
    ],
    misconceptions: [
      Answer("A nan compares with nothing: `nan < limit` is false. Ask whether the slope is *not* at least the limit.")
      {
        shares($0) { $0 < $1 / 20 }
      },
      Answer("The limit is a twentieth of the activation's greatest slope, not 0.05 for all of them.") {
        shares($0) { slope, _ in !(slope >= 0.05) }
      },
      Answer("A slope of exactly a twentieth is not flat: less than that is.") { shares($0) { !($0 > $1 / 20) } },
      Answer("You counted only slopes of exactly 0 as flat.") { shares($0) { slope, _ in slope == 0 || slope.isNaN } },
      Answer("A slope below 0 is less than a twentieth of the greatest, however large it is: do not take its size.") {
        shares($0) { !(abs($0) >= $1 / 20) }
      },
      Answer("You called a unit dead that is flat for one example: it must be flat for every one.") { input in
        let one = flags(input)
        return [shares(input)[0], Double(columns(one).count { $0.contains(1) }) / Double(one.columns)]
      },
      Answer("You looked at rows. A row is an example, a unit is a column.") { input in
        let one = flags(input)
        return [
          shares(input)[0], Double((0..<one.rows).count { one.row($0).allSatisfy { $0 == 1 } }) / Double(one.rows),
        ]
      },
      Answer("You divided the number of dead units by that of all slopes: divide it by that of the units.") { input in
        [shares(input)[0], shares(input)[1] / Double(input.slopes.rows)]
      },
      Answer("You gave numbers of slopes and units, not shares.") { input in
        [
          shares(input)[0] * Double(input.slopes.elements.count), shares(input)[1] * Double(input.slopes.columns),
        ]
      },
      Answer("You looked at a unit's mean slope. It is dead only if each of its slopes is flat.") { input in
        let dead = columns(input.slopes).count { !(mean($0) >= input.greatest / 20) }
        return [shares(input)[0], Double(dead) / Double(input.slopes.columns)]
      },
      Answer("You gave the two the other way round: first the flat share, then the dead share.") {
        shares($0).reversed()
      },
      Answer("You counted the slopes that are *not* flat, and the units that are not dead.") {
        shares($0).map { 1 - $0 }
      },
      Answer("You took the slopes above the limit for flat: those below it are.") { shares($0) { !($0 <= $1 / 20) } },
      Answer("You took the greatest of these slopes: `greatest` is the greatest that the activation has anywhere.") {
        input in
        let given = input.slopes.elements.filter { !$0.isNaN }.max() ?? 1
        return shares(input) { slope, _ in !(slope >= given / 20) }
      },
      Answer("A twentieth is 1/20, or 5 %. You took a tenth.") { shares($0) { !($0 >= $1 / 10) } },
      Answer("A twentieth is 1/20, or 5 %. You took 20 %.") { shares($0) { !($0 >= 0.2 * $1) } },
      Answer("The limit is a twentieth of the greatest slope. You took a twentieth away from it.") {
        shares($0) { !($0 >= $1 - 0.05) }
      },
      Answer("You counted only slopes of 0 and below as flat.") { shares($0) { slope, _ in !(slope > 0) } },
      Answer("You called a unit dead whose slopes are all 0: it is dead if they all are less than a twentieth.") {
        input in
        [shares(input)[0], shares(input) { slope, _ in slope == 0 || slope.isNaN }[1]]
      },
      Answer("You called a unit dead that is flat for most examples: it must be flat for every one.") { input in
        let one = flags(input)
        return [
          shares(input)[0], Double(columns(one).count { 2 * $0.reduce(0, +) > Double(one.rows) }) / Double(one.columns),
        ]
      },
      Answer("You let one example be steep in a dead unit: it must be flat for every one.") { input in
        let one = flags(input)
        return [
          shares(input)[0],
          Double(columns(one).count { $0.reduce(0, +) >= Double(one.rows - 1) }) / Double(one.columns),
        ]
      },
      Answer("A nan is a flat slope like others. You called a unit dead for a single one of them.") { input in
        let dead = zip(columns(flags(input)), columns(input.slopes)).count { flags, slopes in
          flags.allSatisfy { $0 == 1 } || slopes.contains(where: \.isNaN)
        }
        return [shares(input)[0], Double(dead) / Double(input.slopes.columns)]
      },
      Answer("A nan is flat. You counted it in the flat share, but not where you ask for dead units.") {
        [shares($0)[0], shares($0) { $0 < $1 / 20 }[1]]
      },
      Answer("A nan is flat. You counted it where you ask for dead units, but not in the flat share.") {
        [shares($0) { $0 < $1 / 20 }[0], shares($0)[1]]
      },
      Answer("You left the nans out of the number of slopes: a nan is flat, and the share is of all m · n.") { input in
        let slopes = input.slopes.elements.filter { !$0.isNaN }
        let flat = shares(input) { $0 < $1 / 20 }
        return [flat[0] * Double(input.slopes.elements.count) / Double(max(1, slopes.count)), flat[1]]
      },
      Answer("You looked at a unit's sum of slopes. It is dead only if each of its slopes is flat.") { input in
        let dead = columns(input.slopes).count { !($0.reduce(0, +) >= input.greatest / 20) }
        return [shares(input)[0], Double(dead) / Double(input.slopes.columns)]
      },
      Answer("You divided the number of dead units by that of the examples: divide it by that of the units.") { input in
        [shares(input)[0], shares(input)[1] * Double(input.slopes.columns) / Double(input.slopes.rows)]
      },
      Answer("You looked at rows: a unit is a column. And what you divided by is the number of the others.") { input in
        let one = flags(input)
        return [
          shares(input)[0], Double((0..<one.rows).count { one.row($0).allSatisfy { $0 == 1 } }) / Double(one.columns),
        ]
      },
      Answer("You gave the number of dead units, not their share.") { input in
        [shares(input)[0], shares(input)[1] * Double(input.slopes.columns)]
      },
      Answer("You divided the number of flat slopes by that of the units: divide it by that of all slopes, m · n.") {
        input in
        [shares(input)[0] * Double(input.slopes.rows), shares(input)[1]]
      },
      Answer("You divided the number of flat slopes by that of the examples: divide it by that of all slopes, m · n.") {
        input in
        [shares(input)[0] * Double(input.slopes.columns), shares(input)[1]]
      },
      Answer("You divided whole numbers, which drops the fraction: make them `Double` before you divide.") {
        shares($0).map { $0.rounded(.down) }
      },
      Answer("You gave percent: a share lies between 0 and 1.") { shares($0).map { 100 * $0 } },
      Answer("You left the slopes of dead units out of the flat share: it counts all that are flat.") { input in
        let all = shares(input)
        return [all[0] - all[1], all[1]]
      },
      Answer("You divided by the flat: the dead share is of all units.") { input in
        let all = shares(input)
        return [all[0], all[0] == 0 ? 0 : all[1] / all[0]]
      },
      Answer("You gave the share of units that are flat for some example: the flat share is of all slopes.") { input in
        let one = flags(input)
        return [Double(columns(one).count { $0.contains(1) }) / Double(one.columns), shares(input)[1]]
      },
      Answer("You left out the first example: rows count from 0.") { input in
        let one = flags(input)
        let later = columns(one).map { $0.dropFirst() }
        let flat = later.map { $0.reduce(0, +) }.reduce(0, +)
        return [flat / Double(one.elements.count), 0]
      },
    ])

  private static func flags(_ input: Slopes) -> Matrix { input.slopes.map { !($0 >= input.greatest / 20) ? 1 : 0 } }

  private static func shares(
    _ input: Slopes, isFlat: (_ slope: Double, _ greatest: Double) -> Bool = { !($0 >= $1 / 20) }
  ) -> [Double] {
    let flat = input.slopes.map { isFlat($0, input.greatest) ? 1 : 0 }
    return [flat.mean, Double(columns(flat).count { $0.allSatisfy { $0 == 1 } }) / Double(flat.columns)]
  }
}
