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

  static let threeNodes = Bank<LocalInput, LocalGradients>(
    id: "3.1",
    cases: { generator in
      let readable = [(3.0, 4.0, 1.0), (3, 4, 2), (-2, 5, 3), (0, 2, 1), (5, -2, -1), (2, 3, 0)].map { x, y, g in
        Case(LocalInput(x: x, y: y, upstream: g))
      }
      let drawn = (0..<4).map { _ in
        let y = generator.uniform(in: 0.5..<2)
        return Case(LocalInput(x: generator.uniform(in: -2..<2), y: -y, upstream: generator.uniform(in: -2..<2)))
      }
      return readable + drawn
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
    misconceptions: mistakesOfUpstream + mistakesOfProduct + mistakesOfQuotient + mistakesOfSquare)

  private typealias Mistake = Answer<LocalInput, LocalGradients>

  private static func mistake(
    _ diagnosis: String, _ change: @escaping @Sendable (inout LocalGradients, LocalInput) -> Void
  ) -> Mistake {
    Mistake(diagnosis) { input in changed(input) { change(&$0, input) } }
  }

  /// The upstream gradient is forgotten, in all five numbers or in some.
  private static let mistakesOfUpstream: [Mistake] = [
    Mistake("You returned the local derivatives alone: multiply each by the upstream gradient.") {
      answer($0, upstream: 1)
    },
    missing("square") { $0.square = $1.square },
    missing("quotient.dy") { $0.quotient.dy = $1.quotient.dy },
    missing("quotient.dx") { $0.quotient.dx = $1.quotient.dx },
    missing("the product") { $0.product = $1.product },
    missing("product.dx") { $0.product.dx = $1.product.dx },
    missing("product.dy") { $0.product.dy = $1.product.dy },
    missing("the quotient") { $0.quotient = $1.quotient },
    missing("the quotient and in square") { ($0.quotient, $0.square) = ($1.quotient, $1.square) },
    missing("the product and in the quotient") { ($0.product, $0.quotient) = ($1.product, $1.quotient) },
    missing("the product and in square") { ($0.product, $0.square) = ($1.product, $1.square) },
    Mistake("You added the upstream gradient: the chain rule multiplies it by the local derivative.") { input in
      let (local, g) = (answer(input, upstream: 1), input.upstream)
      return (
        (local.product.dx + g, local.product.dy + g), (local.quotient.dx + g, local.quotient.dy + g), local.square + g
      )
    },
  ]

  /// The right answer, with some numbers replaced by the local derivatives.
  private static func missing(
    _ place: String, _ take: @escaping @Sendable (inout LocalGradients, _ local: LocalGradients) -> Void
  ) -> Mistake {
    mistake("In \(place) the upstream gradient is missing: multiply the local derivative by it.") {
      take(&$0, answer($1, upstream: 1))
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
  ]

  private static let mistakesOfQuotient: [Mistake] = [
    mistake("In quotient.dy the sign is wrong: when y grows, x / y shrinks towards 0.") { gradients, _ in
      gradients.quotient.dy *= -1
    },
    mistake("In quotient.dy the square is missing: ∂(x/y)/∂y = −x / y².") { $0.quotient.dy *= $1.y },
    mistake("In quotient.dy sign and square are missing: ∂(x/y)/∂y = −x / y².") { $0.quotient.dy *= -$1.y },
    mistake("In quotient.dy `/ y * y` divides by y and multiplies by it again: write `/ (y * y)`.") {
      $0.quotient.dy = -$1.upstream * $1.x
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
  ]
}
