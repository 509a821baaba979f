import Engine
import Solutions

extension Lesson03 {
  struct LocalInput: Sendable {
    let x: Double
    let y: Double
    let upstream: Double
  }

  typealias LocalGradients = (product: (dx: Double, dy: Double), quotient: (dx: Double, dy: Double), square: Double)

  private static func answer(_ input: LocalInput, upstream: Double? = nil) -> LocalGradients {
    localGradients(x: input.x, y: input.y, upstream: upstream ?? input.upstream)
  }

  /// The right answer with one thing changed.
  private static func changed(_ input: LocalInput, _ change: (inout LocalGradients) -> Void) -> LocalGradients {
    var gradients = answer(input)
    change(&gradients)
    return gradients
  }

  static let threeNodes: Bank<LocalInput, LocalGradients> = Bank(
    id: "3.1",
    cases: { generator in
      let readable = [(3.0, 4.0, 1.0), (3, 4, 2), (-2, 5, 3), (0, 2, 1), (5, -2, -1), (2, 3, 0)].map { x, y, g in
        Case(LocalInput(x: x, y: y, upstream: g))
      }
      let drawn = (0..<4).map { _ in
        let y = generator.uniform(in: 0.5..<2)
        return Case(LocalInput(x: generator.uniform(in: -2..<2), y: -y, upstream: generator.uniform(in: -2..<2)))
      }
      // A handful of roundings; a difference quotient is off by more.
      return (readable + drawn).map { Case($0.input, tolerance: 1e-13) }
    },
    input: { [.number("x", $0.x), .number("y", $0.y), .number("upstream", $0.upstream)] },
    output: {
      [
        .number("product.dx", $0.product.dx), .number("product.dy", $0.product.dy),
        .number("quotient.dx", $0.quotient.dx), .number("quotient.dy", $0.quotient.dy), .number("square", $0.square),
      ]
    },
    reference: { answer($0) },
    alternatives: [
      Answer("the quotient through its value, the square as a product of x with itself") { input in
        let g = input.upstream
        let z = input.x / input.y
        let dx = g / input.y
        return ((g * input.y, g * input.x), (dx, -z * dx), g * input.x + g * input.x)
      },
      Answer("the quotient as a product with 1/y") { input in
        let inverse = 1 / input.y
        let dinverse = input.upstream * input.x
        let product = (dx: input.y * input.upstream, dy: input.x * input.upstream)
        return (product, (input.upstream * inverse, -dinverse * inverse * inverse), input.x * 2 * input.upstream)
      },
    ],
    misconceptions: mistakesOfUpstream + forgottenInPart + mistakesOfProduct + mistakesOfQuotient + mistakesOfSquare
      + pairs)

  private typealias Mistake = Answer<LocalInput, LocalGradients>

  private static func mistake(
    _ diagnosis: String, _ change: @escaping @Sendable (inout LocalGradients, LocalInput) -> Void
  ) -> Mistake {
    Mistake(diagnosis) { input in changed(input) { change(&$0, input) } }
  }

  private static let mistakesOfUpstream: [Mistake] = [
    Mistake("You returned the local derivatives alone: multiply each by the upstream gradient.") {
      answer($0, upstream: 1)
    },
    Mistake("All five signs are wrong: return the gradients themselves, not a step against them.") {
      answer($0, upstream: -$0.upstream)
    },
    Mistake("You squared the upstream gradient: the chain rule multiplies by it once.") {
      answer($0, upstream: $0.upstream * $0.upstream)
    },
    Mistake("You took the size of the upstream gradient: it keeps its sign.") {
      answer($0, upstream: Swift.abs($0.upstream))
    },
    Mistake("You divided by the upstream gradient: the chain rule multiplies by it.") {
      answer($0, upstream: 1 / $0.upstream)
    },
    Mistake("You added the upstream gradient: the chain rule multiplies it by the local derivative.") { input in
      let (local, g) = (answer(input, upstream: 1), input.upstream)
      return (
        (local.product.dx + g, local.product.dy + g), (local.quotient.dx + g, local.quotient.dy + g), local.square + g
      )
    },
  ]

  /// The upstream gradient is there in some of the five numbers and missing in others: bit k of a mask is number k's.
  private static let forgottenInPart: [Mistake] = (1..<31).map { mask in
    let names = ["product.dx", "product.dy", "quotient.dx", "quotient.dy", "square"]
    let places = names.indices.filter { mask >> $0 & 1 == 1 }.map { names[$0] }.joined(separator: ", ")
    return Mistake("The upstream gradient is missing in \(places): multiply each local derivative by it.") { input in
      let (right, local) = (answer(input), answer(input, upstream: 1))
      func either(_ k: Int, _ number: (LocalGradients) -> Double) -> Double {
        number(mask >> k & 1 == 1 ? local : right)
      }
      return (
        (either(0) { $0.product.dx }, either(1) { $0.product.dy }),
        (either(2) { $0.quotient.dx }, either(3) { $0.quotient.dy }), either(4) { $0.square }
      )
    }
  }

  private static let mistakesOfProduct: [Mistake] = [
    mistake(
      "You gave each factor its own value: in x · y the gradient of x is upstream times y, and the other way round."
    ) { gradients, _ in gradients.product = (gradients.product.dy, gradients.product.dx) },
    mistake("In the product you passed on the upstream gradient alone, as a sum does: each gets the other's value.") {
      $0.product = ($1.upstream, $1.upstream)
    },
    mistake("In product.dy you repeated product.dx: the gradient of y is upstream times x.") { gradients, _ in
      gradients.product.dy = gradients.product.dx
    },
    mistake("You gave both factors the whole product: each gets the other's value, x · y without itself.") {
      $0.product = ($1.upstream * $1.x * $1.y, $1.upstream * $1.x * $1.y)
    },
    mistake("In product.dx you repeated product.dy: the gradient of x is upstream times y.") { gradients, _ in
      gradients.product.dx = gradients.product.dy
    },
    mistake("In product.dx the sign is wrong: upstream times y, without a minus.") { gradients, _ in
      gradients.product.dx *= -1
    },
    mistake("In product.dy the sign is wrong: upstream times x, without a minus.") { gradients, _ in
      gradients.product.dy *= -1
    },
    mistake("You added x and y in the product: each gets upstream times the other's value.") {
      $0.product = ($1.upstream * ($1.x + $1.y), $1.upstream * ($1.x + $1.y))
    },
  ]

  private static let mistakesOfQuotient: [Mistake] = [
    mistake("In quotient.dy the sign is wrong: ∂(x/y)/∂y = −x / y², with a minus.") { gradients, _ in
      gradients.quotient.dy *= -1
    },
    mistake("In quotient.dy the square is missing: ∂(x/y)/∂y = −x / y².") { $0.quotient.dy *= $1.y },
    mistake("In quotient.dy sign and square are missing: ∂(x/y)/∂y = −x / y².") { $0.quotient.dy *= -$1.y },
    mistake("In quotient.dy `/ y * y` divides by y and multiplies by it again: write `/ (y * y)`.") {
      $0.quotient.dy = -$1.upstream * $1.x
    },
    mistake("In quotient.dy the sign is wrong, and `/ y * y` multiplies by y again: write `/ (y * y)`.") {
      $0.quotient.dy = $1.upstream * $1.x
    },
    mistake("In quotient.dy the x is missing: ∂(x/y)/∂y = −x / y².") {
      $0.quotient.dy = -$1.upstream / ($1.y * $1.y)
    },
    mistake("In quotient.dy the x is missing, and the sign: ∂(x/y)/∂y = −x / y².") {
      $0.quotient.dy = $1.upstream / ($1.y * $1.y)
    },
    mistake("In quotient.dy you repeated quotient.dx: ∂(x/y)/∂y = −x / y².") { gradients, _ in
      gradients.quotient.dy = gradients.quotient.dx
    },
    mistake("In quotient.dy you took −1/y, as if x were not there: ∂(x/y)/∂y = −x / y².") { gradients, _ in
      gradients.quotient.dy = -gradients.quotient.dx
    },
    mistake("You swapped quotient.dx and quotient.dy.") { gradients, _ in
      gradients.quotient = (gradients.quotient.dy, gradients.quotient.dx)
    },
    mistake("In quotient.dx you multiplied by y: ∂(x/y)/∂x = 1/y.") { $0.quotient.dx = $1.upstream * $1.y },
    mistake("In quotient.dx an x is too much: ∂(x/y)/∂x = 1/y.") { $0.quotient.dx *= $1.x },
    mistake("In quotient.dx you divided by y²: ∂(x/y)/∂x = 1/y.") { $0.quotient.dx /= $1.y },
    mistake("The quotient has the product's gradients: ∂(x/y)/∂x = 1/y and ∂(x/y)/∂y = −x / y².") { gradients, _ in
      gradients.quotient = gradients.product
    },
    mistake("In quotient.dx you took the size of y: it keeps its sign.") {
      $0.quotient.dx = $1.upstream / Swift.abs($1.y)
    },
    mistake("In quotient.dy you divided by y³: ∂(x/y)/∂y = −x / y².") { $0.quotient.dy /= $1.y },
    mistake("In quotient.dy you squared x as well: ∂(x/y)/∂y = −x / y².") { $0.quotient.dy *= $1.x },
    mistake("In quotient.dy x and y stand in each other's place: ∂(x/y)/∂y = −x / y².") {
      $0.quotient.dy = -$1.upstream * $1.y / ($1.x * $1.x)
    },
    mistake("In quotient.dx the sign is wrong: ∂(x/y)/∂x = 1/y, as x grows, so does x / y.") { gradients, _ in
      gradients.quotient.dx *= -1
    },
    mistake("In quotient.dx the y is missing: ∂(x/y)/∂x = 1/y.") { $0.quotient.dx = $1.upstream },
    mistake("You took the derivatives of a logarithm, 1/x and −1/y: ∂(x/y)/∂x = 1/y and ∂(x/y)/∂y = −x / y².") {
      $0.quotient = ($1.upstream / $1.x, -$1.upstream / $1.y)
    },
    mistake("Both signs of the quotient are wrong: ∂(x/y)/∂x = 1/y and ∂(x/y)/∂y = −x / y².") { gradients, _ in
      gradients.quotient = (-gradients.quotient.dx, -gradients.quotient.dy)
    },
    mistake("You took the quotient as y / x: it is x / y, with ∂(x/y)/∂x = 1/y and ∂(x/y)/∂y = −x / y².") {
      $0.quotient = (-$1.upstream * $1.y / ($1.x * $1.x), $1.upstream / $1.x)
    },
    mistake("In quotient.dy you took the size of x: ∂(x/y)/∂y = −x / y² keeps its sign.") {
      $0.quotient.dy = -$1.upstream * Swift.abs($1.x) / ($1.y * $1.y)
    },
  ]

  private static let mistakesOfSquare: [Mistake] = [
    mistake("In square the factor 2 is missing: x² is x · x, and both factors move.") { gradients, _ in
      gradients.square /= 2
    },
    mistake("In square you squared x: the derivative of x² is 2x.") { $0.square = $1.upstream * $1.x * $1.x },
    mistake("In square you squared x and doubled it: the derivative of x² is 2x.") {
      $0.square = 2 * $1.upstream * $1.x * $1.x
    },
    mistake("In square the x is missing: the derivative of x² is 2x.") { $0.square = 2 * $1.upstream },
    mistake("In square you took the size of x: the derivative 2x keeps its sign.") {
      $0.square = 2 * $1.upstream * Swift.abs($1.x)
    },
    mistake("In square you took y: it uses x alone.") { $0.square = 2 * $1.upstream * $1.y },
    mistake("In square you squared the upstream gradient too: the chain rule multiplies by it once.") {
      $0.square *= $1.upstream
    },
    mistake("In square you passed on the upstream gradient alone: multiply it by 2x.") { $0.square = $1.upstream },
    mistake("In square the sign is wrong: the derivative of x² is 2x.") { gradients, _ in gradients.square *= -1 },
    mistake("In square you added the upstream gradient: the chain rule multiplies it by 2x.") {
      $0.square = 2 * $1.x + $1.upstream
    },
    mistake("In square you took x · y: it uses x alone, and the derivative of x² is 2x.") {
      $0.square = 2 * $1.upstream * $1.x * $1.y
    },
  ]

  private typealias Part = (diagnosis: String, change: @Sendable (inout LocalGradients, LocalInput) -> Void)

  private static let commonInProduct: [Part] = [
    ("Each factor of the product gets the other's value.", { one, _ in one.product = (one.product.dy, one.product.dx) })
  ]

  private static let commonInQuotient: [Part] = [
    ("In quotient.dy the sign is wrong.", { one, _ in one.quotient.dy *= -1 }),
    ("In quotient.dy the square is missing.", { $0.quotient.dy *= $1.y }),
    ("In quotient.dy sign and square are missing.", { $0.quotient.dy *= -$1.y }),
    ("In quotient.dy write `/ (y * y)` for `/ y * y`.", { $0.quotient.dy = -$1.upstream * $1.x }),
    ("In quotient.dy the x is missing.", { $0.quotient.dy = -$1.upstream / ($1.y * $1.y) }),
  ]

  private static let commonInSquare: [Part] = [
    ("In square the factor 2 is missing.", { one, _ in one.square /= 2 }),
    ("In square the derivative of x² is 2x, not x².", { $0.square = $1.upstream * $1.x * $1.x }),
    ("In square the x is missing.", { $0.square = 2 * $1.upstream }),
  ]

  /// Two of the commonest mistakes at once, each in another node.
  private static let pairs: [Mistake] =
    pairs(of: commonInProduct, and: commonInQuotient) + pairs(of: commonInProduct, and: commonInSquare)
    + pairs(of: commonInQuotient, and: commonInSquare)

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
