import Engine
import Solutions

extension Lesson03 {
  struct Spot: Sendable {
    let x: Double
    let y: Double
    let z: Double
  }

  typealias WorkedExample = (f: Double, dx: Double, dy: Double, dz: Double)

  private static func answer(_ spot: Spot) -> WorkedExample { workedExample(x: spot.x, y: spot.y, z: spot.z) }

  private static func changed(_ spot: Spot, _ change: (inout WorkedExample) -> Void) -> WorkedExample {
    var result = answer(spot)
    change(&result)
    return result
  }

  /// A number that carries its derivative along: the chain rule from the inputs to the output.
  private struct Dual {
    let value: Double
    let slope: Double

    static func * (a: Dual, b: Dual) -> Dual {
      Dual(value: a.value * b.value, slope: a.slope * b.value + a.value * b.slope)
    }
    static func / (a: Dual, b: Dual) -> Dual {
      let value = a.value / b.value
      return Dual(value: value, slope: (a.slope - value * b.slope) / b.value)
    }
  }

  /// f and its slope when x, y and z move at the given speeds.
  private static func moving(_ spot: Spot, _ dx: Double, _ dy: Double, _ dz: Double) -> Dual {
    let x = Dual(value: spot.x, slope: dx)
    return x * x * Dual(value: spot.y, slope: dy) / Dual(value: spot.z, slope: dz)
  }

  static let workedExampleNodes = Bank<Spot, WorkedExample>(
    id: "3.2",
    cases: { generator in
      let readable = [Spot(x: 3, y: 4, z: 2), Spot(x: -1, y: 2, z: 4), Spot(x: 0, y: 5, z: -2)].map { Case($0) }
      let drawn = (0..<4).map { _ in
        Case(
          Spot(x: generator.uniform(in: -2..<2), y: generator.uniform(in: -2..<2), z: generator.uniform(in: 0.5..<2)))
      }
      return readable + drawn
    },
    input: { [.number("x", $0.x), .number("y", $0.y), .number("z", $0.z)] },
    output: { [.number("f", $0.f), .number("dz", $0.dz), .number("dy", $0.dy), .number("dx", $0.dx)] },
    reference: answer,
    alternatives: [
      Answer("the three closed forms") { at in
        (
          f: at.x * at.x * at.y / at.z, dx: 2 * at.x * at.y / at.z, dy: at.x * at.x / at.z,
          dz: -at.x * at.x * at.y / at.z / at.z
        )
      },
      Answer("forward, once per variable (dual numbers)") { at in
        (moving(at, 1, 0, 0).value, moving(at, 1, 0, 0).slope, moving(at, 0, 1, 0).slope, moving(at, 0, 0, 1).slope)
      },
    ],
    misconceptions: [
      Answer("In dz the sign is wrong: when z grows, u / z shrinks towards 0.") { spot in changed(spot) { $0.dz *= -1 }
      },
      Answer("In dz the square is missing: ∂(u/z)/∂z = −u / z².") { spot in changed(spot) { $0.dz *= spot.z } },
      Answer("In dx the factor 2 is missing: x is used twice in x · x.") { spot in changed(spot) { $0.dx /= 2 } },
      Answer("In dx what arrives at v is missing: multiply 2x by ∂f/∂v = y / z.") { spot in
        changed(spot) { $0.dx = 2 * spot.x }
      },
      Answer("In dx and dy the division is missing: what arrives at u is 1/z, and everything below u gets it.") {
        spot in
        changed(spot) {
          $0.dx *= spot.z
          $0.dy *= spot.z
        }
      },
      Answer("In dy you used x for v: the product's other factor is v = x².") { spot in
        changed(spot) { $0.dy = spot.x / spot.z }
      },
      Answer("You swapped dx and dz: the returned tuple is (f, dx, dy, dz).") { spot in
        changed(spot) { ($0.dx, $0.dz) = ($0.dz, $0.dx) }
      },
    ])
}
