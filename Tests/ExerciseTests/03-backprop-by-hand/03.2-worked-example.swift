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

  static let workedExampleNodes: Bank<Spot, WorkedExample> = Bank(
    id: "3.2",
    cases: { generator in
      let readable = [
        Case(Spot(x: 3, y: 4, z: 2)), Case(Spot(x: -1, y: 2, z: 4)), Case(Spot(x: 2, y: -3, z: -4)),
        Case(Spot(x: -2, y: -3, z: 5)), Case(Spot(x: 1.5, y: 2, z: -3)),
        Case(Spot(x: 2, y: 0, z: 4), note: "Here y = 0: what is divided by y, or by u, is no number."),
        Case(Spot(x: 0, y: 5, z: -2), note: "Here x = 0: what is divided by x, or by v, is no number."),
      ]
      let drawn = [1.0, -1, 1, -1].map { side in
        Case(
          Spot(
            x: generator.uniform(in: -2..<2), y: generator.uniform(in: -2..<2),
            z: side * generator.uniform(in: 0.5..<2)))
      }
      // A handful of roundings; a difference quotient is off by more.
      return (readable + drawn).map { Case($0.input, tolerance: 1e-13, note: $0.note) }
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
    misconceptions: missingDivisions + mistakesOfDivision + mistakesOfProduct + mistakesOfSquare + mistakesOfWhole
      + quotients + pairs)

  private typealias Mistake = Answer<Spot, WorkedExample>

  private static func mistake(
    _ diagnosis: String, _ change: @escaping @Sendable (inout WorkedExample, Spot) -> Void
  ) -> Mistake {
    Mistake(diagnosis) { spot in changed(spot) { change(&$0, spot) } }
  }

  private static let divisionIsMissing =
    "the division is missing: what arrives at u is 1/z, and everything below u gets it."

  private static let missingDivisions: [Mistake] = [
    mistake("In dx and dy \(divisionIsMissing)") {
      $0.dx *= $1.z
      $0.dy *= $1.z
    },
    mistake("In dx \(divisionIsMissing)") { $0.dx *= $1.z },
    mistake("In dy \(divisionIsMissing)") { $0.dy *= $1.z },
    mistake("In dx and dy the division is missing, and in dz the square: 1/z arrives at u, and dz = −u / z².") {
      $0.dx *= $1.z
      $0.dy *= $1.z
      $0.dz *= $1.z
    },
    mistake("No derivative is divided: 1/z arrives at u and goes on to x and y, and dz = −u / z².") {
      $0.dx *= $1.z
      $0.dy *= $1.z
      $0.dz *= $1.z * $1.z
    },
  ]

  private static let mistakesOfDivision: [Mistake] = [
    mistake("In dz the sign is wrong: ∂(u/z)/∂z = −u / z², with a minus.") { result, _ in result.dz *= -1 },
    mistake("In dz the square is missing: ∂(u/z)/∂z = −u / z².") { $0.dz *= $1.z },
    mistake("In dz sign and square are missing: ∂(u/z)/∂z = −u / z².") { $0.dz *= -$1.z },
    mistake("In dz `/ z * z` divides by z and multiplies by it again: write `/ (z * z)`.") {
      $0.dz = -$1.x * $1.x * $1.y
    },
    mistake("In dz the u is missing: ∂(u/z)/∂z = −u / z², with u = x² y.") { $0.dz = -1 / ($1.z * $1.z) },
    mistake("In dz sign and u are missing: ∂(u/z)/∂z = −u / z², with u = x² y.") { $0.dz = 1 / ($1.z * $1.z) },
    mistake("In dz `/ z * z` multiplies by z again, and the sign is wrong: it is −u / (z * z).") {
      $0.dz = $1.x * $1.x * $1.y
    },
    mistake("In dz u is squared as well: ∂(u/z)/∂z = −u / z².") { result, _ in result.dz = -result.f * result.f },
    mistake("In dz the x is not squared: ∂(u/z)/∂z = −u / z², with u = x² y.") {
      $0.dz = -$1.x * $1.y / ($1.z * $1.z)
    },
    mistake("In dz the y is missing, and the sign: ∂(u/z)/∂z = −u / z², with u = x² y.") {
      $0.dz = $1.x * $1.x / ($1.z * $1.z)
    },
    mistake("In dz you divided u by z³, or f by z²: dz = −u / z² = −f / z.") { $0.dz /= $1.z },
    mistake("In dz you returned what u gets, 1/z: ∂(u/z)/∂z = −u / z².") { $0.dz = 1 / $1.z },
    mistake("In dz you used v for u: ∂(u/z)/∂z = −u / z², with u = x² y.") {
      $0.dz = -$1.x * $1.x / ($1.z * $1.z)
    },
    mistake("What arrives at u is 1/z: you multiplied dx and dy by z.") {
      $0.dx *= $1.z * $1.z
      $0.dy *= $1.z * $1.z
    },
    mistake("In dx you divided by z²: what arrives at u is 1/z.") { $0.dx /= $1.z },
    mistake("In dy you divided by z²: what arrives at u is 1/z.") { $0.dy /= $1.z },
    mistake("What arrives at u has the wrong sign: ∂f/∂u = 1/z.") { result, _ in
      result.dx *= -1
      result.dy *= -1
    },
    Mistake("You squared x y: f is x² y / z, and y is not squared.") { spot in
      let v = spot.x * spot.y
      return (
        f: v * v / spot.z, dx: 2 * v / spot.z * spot.y, dy: 2 * v / spot.z * spot.x, dz: -v * v / (spot.z * spot.z)
      )
    },
    Mistake("You took the size of z: it may be negative, and keeps its sign.") {
      answer(Spot(x: $0.x, y: $0.y, z: Swift.abs($0.z)))
    },
  ]

  private static let mistakesOfProduct: [Mistake] = [
    mistake("In dy you used x for v: the product's other factor is v = x².") { $0.dy = $1.x / $1.z },
    mistake("In dx the y is missing: what arrives at v is ∂f/∂v = y / z.") { $0.dx = 2 * $1.x / $1.z },
    mistake("In dx what arrives at v is missing: multiply 2x by ∂f/∂v = y / z.") { $0.dx = 2 * $1.x },
    mistake("You exchanged the product's gradients: v gets y times what arrives at u, and y gets v times it.") {
      $0.dx = 2 * $1.x * $1.x * $1.x / $1.z
      $0.dy = $1.y / $1.z
    },
    mistake("In dy you took 2x, the slope of the square: y gets the product's other factor, v / z with v = x².") {
      $0.dy = 2 * $1.x / $1.z
    },
    mistake("In dx you used x² for its slope and left y out: dx = 2 x y / z.") { $0.dx = $1.x * $1.x / $1.z },
    mistake("In dx the y is squared: dx = 2 x y / z.") { $0.dx = 2 * $1.x * $1.y * $1.y / $1.z },
    mistake("In dx and dy you divided by z²: what arrives at u is 1/z.") {
      $0.dx /= $1.z
      $0.dy /= $1.z
    },
    mistake("In dy you returned y / z: the product's other factor is v = x².") { $0.dy = $1.y / $1.z },
    mistake("In dy you returned f: y gets the product's other factor, v / z.") { result, _ in result.dy = result.f },
    mistake("In dy you returned what arrives at u, 1/z: multiply it by v = x².") { $0.dy = 1 / $1.z },
    mistake("dy = f / y is no number where y is 0: it is v / z.") { $0.dy = $0.f / $1.y },
    mistake("What you divide by y, or by x, is no number where that is 0: multiply by the other factors instead.") {
      $0.dy = $0.f / $1.y
      $0.dx = 2 * $1.x * $0.f / ($1.x * $1.x)
    },
    Mistake("You gave up where f is 0: dx and dy need not be 0 there.") { spot in
      let whole = answer(spot)
      return whole.f == 0 ? (f: 0, dx: 0, dy: 0, dz: 0) : whole
    },
    mistake("dx = 2 f / x is no number where x is 0: it is 2 x y / z.") { $0.dx = 2 * $0.f / $1.x },
  ]

  private static let mistakesOfSquare: [Mistake] = [
    mistake("In dx the factor 2 is missing: x is used twice in x · x.") { result, _ in result.dx /= 2 },
    mistake("In dx the square passes on 2x, not 2: multiply by x as well.") { $0.dx = 2 * $1.y / $1.z },
    mistake("You stopped at v: dx is 2x times what arrives at v.") { $0.dx = $1.y / $1.z },
    mistake("In dx you used v itself: the derivative of v = x² is 2x.") { result, _ in result.dx = result.f },
    mistake("In dx you used v itself, doubled: the derivative of v = x² is 2x.") { result, _ in result.dx = 2 * result.f
    },
    mistake("In dx you took the size of x: the derivative 2x keeps its sign.") {
      $0.dx = 2 * Swift.abs($1.x) * $1.y / $1.z
    },
    mistake("In f the square is missing: f = x² y / z.") { $0.f = $1.x * $1.y / $1.z },
    Mistake("The square is missing everywhere: f = x² y / z, so dx = 2 x y / z, dy = x² / z.") { spot in
      let (x, y, z) = (spot.x, spot.y, spot.z)
      return (x * y / z, y / z, x / z, -x * y / (z * z))
    },
  ]

  private static let mistakesOfWhole: [Mistake] = [
    mistake("You swapped dx and dz: the returned tuple is (f, dx, dy, dz).") { result, _ in
      (result.dx, result.dz) = (result.dz, result.dx)
    },
    mistake("You swapped dx and dy: the returned tuple is (f, dx, dy, dz).") { result, _ in
      (result.dx, result.dy) = (result.dy, result.dx)
    },
    mistake("You swapped dy and dz: the returned tuple is (f, dx, dy, dz).") { result, _ in
      (result.dy, result.dz) = (result.dz, result.dy)
    },
    mistake("You began the way back with f: the derivative of f with respect to itself is 1.") { result, _ in
      result.dx *= result.f
      result.dy *= result.f
      result.dz *= result.f
    },
    mistake("You multiplied f by z: f = x² y / z.") { $0.f *= $1.z * $1.z },
    mistake("In f you squared the whole product x y: f = x² y / z, with x alone squared.") {
      $0.f = $1.x * $1.x * $1.y * $1.y / $1.z
    },
    mistake("In f the 2 multiplies: f = x² y / z, with x · x.") { $0.f = 2 * $1.x * $1.y / $1.z },
    mistake("In f the y is missing: f = x² y / z.") { $0.f = $1.x * $1.x / $1.z },
    mistake("In dx the 2 and the y are missing: dx = 2 x y / z.") { $0.dx = $1.x / $1.z },
    mistake("f is not divided by z: f = x² y / z.") { $0.f *= $1.z },
    mistake("All three signs are wrong: return the derivatives themselves.") { result, _ in
      result.dx *= -1
      result.dy *= -1
      result.dz *= -1
    },
  ]

  /// Difference quotients in the place of derivatives, from the point to a step further.
  private static let quotients: [Mistake] = [1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8].map { h in
    Mistake("You took difference quotients: they are off by about the step. Go node by node, with derivatives.") {
      spot in
      func f(_ x: Double, _ y: Double, _ z: Double) -> Double { x * x * y / z }
      let (x, y, z) = (spot.x, spot.y, spot.z)
      let here = f(x, y, z)
      return (here, (f(x + h, y, z) - here) / h, (f(x, y + h, z) - here) / h, (f(x, y, z + h) - here) / h)
    }
  }

  private typealias Part = (diagnosis: String, change: @Sendable (inout WorkedExample, Spot) -> Void)

  private static let commonInX: [Part] = [
    ("In dx the factor 2 is missing.", { one, _ in one.dx /= 2 }),
    ("In dx the y is missing.", { $0.dx = 2 * $1.x / $1.z }),
    ("In dx the division by z is missing.", { $0.dx *= $1.z }),
  ]

  private static let commonInY: [Part] = [
    ("In dy you used x for v = x².", { $0.dy = $1.x / $1.z }),
    ("In dy you left out x², what y is multiplied by.", { $0.dy = 1 / $1.z }),
  ]

  private static let commonInZ: [Part] = [
    ("In dz the sign is wrong.", { one, _ in one.dz *= -1 }),
    ("In dz the square is missing.", { $0.dz *= $1.z }),
    ("In dz sign and square are missing.", { $0.dz *= -$1.z }),
    ("In dz write `/ (z * z)` for `/ z * z`.", { $0.dz *= $1.z * $1.z }),
  ]

  /// Two of the commonest mistakes at once, each in another derivative.
  private static let pairs: [Mistake] =
    pairs(of: commonInX, and: commonInY) + pairs(of: commonInX, and: commonInZ) + pairs(of: commonInY, and: commonInZ)

  private static func pairs(of some: [Part], and others: [Part]) -> [Mistake] {
    some.flatMap { one in
      others.map { other in
        mistake("\(one.diagnosis) \(other.diagnosis)") {
          one.change(&$0, $1)
          other.change(&$0, $1)
        }
      }
    }
  }
}
