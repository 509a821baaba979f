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
      let readable = [(3.0, 4.0, 1.0), (3, 4, 2), (-2, 5, 3), (0, 2, 1)].map { x, y, g in
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
    misconceptions: [
      Answer("You returned the local derivatives alone: multiply each by the upstream gradient.") {
        answer($0, upstream: 1)
      },
      Answer(
        "You gave each factor its own value: in x · y the gradient of x is upstream times y, and the other way round."
      ) { input in
        changed(input) { $0.product = ($0.product.dy, $0.product.dx) }
      },
      Answer("In quotient.dy the sign is wrong: when y grows, x / y shrinks towards 0.") { input in
        changed(input) { $0.quotient.dy = -$0.quotient.dy }
      },
      Answer("In quotient.dy the square is missing: ∂(x/y)/∂y = −x / y².") { input in
        changed(input) { $0.quotient.dy *= input.y }
      },
      Answer("You swapped quotient.dx and quotient.dy.") { input in
        changed(input) { $0.quotient = ($0.quotient.dy, $0.quotient.dx) }
      },
      Answer("In square the factor 2 is missing: x² is x · x, and both factors move.") { input in
        changed(input) { $0.square /= 2 }
      },
      Answer("In square you squared x: the derivative of x² is 2x.") { input in
        changed(input) { $0.square = input.upstream * input.x * input.x }
      },
    ])
}
