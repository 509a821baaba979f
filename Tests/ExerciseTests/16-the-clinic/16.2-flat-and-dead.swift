import Engine
import Solutions

extension Lesson16 {
  struct Slopes: Sendable {
    let slopes: Matrix
    let greatest: Double

    init(_ slopes: Matrix, _ greatest: Double) { (self.slopes, self.greatest) = (slopes, greatest) }
  }

  static let flatness = Bank<Slopes, [Double]>(
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
        Case(
          Slopes(Matrix([[0.2, -0.1], [-0.1, -0.13]]), 1.13), note: "GELU has slopes below 0: they are flat, too."),
        Case(Slopes(drawn(5, 7, 1), 1)),
        Case(Slopes(drawn(4, 9, 0.25), 0.25)),
        Case(Slopes(drawn(3, 4, 1.13), 1.13)),
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
    ])

  private static func flags(_ input: Slopes) -> Matrix { input.slopes.map { !($0 >= input.greatest / 20) ? 1 : 0 } }

  private static func shares(
    _ input: Slopes, isFlat: (_ slope: Double, _ greatest: Double) -> Bool = { !($0 >= $1 / 20) }
  ) -> [Double] {
    let flat = input.slopes.map { isFlat($0, input.greatest) ? 1 : 0 }
    return [flat.mean, Double(columns(flat).count { $0.allSatisfy { $0 == 1 } }) / Double(flat.columns)]
  }
}
