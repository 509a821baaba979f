import Engine
import Solutions

extension Lesson08 {
  /// Mean squares layer by layer: the first from the input, each further one from the one before.
  private static func meanSquares(
    _ input: SizesInput, first: (Double) -> Double = { $0 * $0 }, _ next: (_ before: Double, _ layer: Int) -> Double
  ) -> [Double] {
    var q = first(input.size)
    return (0..<input.layers).map { layer in
      q = next(q, layer)
      return q
    }
  }

  private static func roots(_ values: [Double]) -> [Double] { values.map { $0.squareRoot() } }

  /// What a dense layer with σ multiplies the mean square by.
  private static func gain(_ input: SizesInput, _ layer: Int) -> Double {
    input.fanIn(layer) * input.deviations[layer] * input.deviations[layer]
  }

  private static func right(_ input: SizesInput) -> [Double] {
    meanSquares(input) { $0 * gain(input, $1) * ($1 == 0 ? 1 : 0.5) }
  }

  static let forwardSizes = Bank<SizesInput, [Double]>(
    id: "8.4",
    cases: SizesInput.cases,
    input: { $0.shown("inputSize") },
    output: { [.list("sizes", $0)] },
    reference: { predictedSizes(inputSize: $0.size, widths: $0.widths, weightDeviations: $0.deviations) },
    alternatives: [
      Answer("sizes instead of mean squares, with √½ for a ReLU") { input in
        var size = input.size
        return (0..<input.layers).map { layer in
          size *= input.deviations[layer] * input.fanIn(layer).squareRoot() * (layer == 0 ? 1 : 0.5.squareRoot())
          return size
        }
      },
      Answer("each layer anew, as a product over all layers before it") { input in
        (0..<input.layers).map { last in
          let gains = (0...last).map { gain(input, $0) }
          let halves = (0..<last).reduce(1.0) { half, _ in half / 2 }
          return input.size * (gains.reduce(1, *) * halves).squareRoot()
        }
      },
    ],
    misconceptions: [
      Answer("You halved in the first layer, too: the input comes in without a ReLU.") { input in
        roots(meanSquares(input) { $0 * gain(input, $1) / 2 })
      },
      Answer("You forgot the ReLUs: each of them halves the mean square.") { input in
        roots(meanSquares(input) { $0 * gain(input, $1) })
      },
      Answer("You let the ReLU leave 0.341, its share of the variance: the next layer feels the mean square, one half.")
      {
        input in
        roots(meanSquares(input) { $0 * gain(input, $1) * ($1 == 0 ? 1 : 0.5 - 0.5 / Double.pi) })
      },
      Answer("You halved the size: a ReLU halves the mean square, so it divides the size by √2.") { input in
        roots(meanSquares(input) { $0 * gain(input, $1) * ($1 == 0 ? 1 : 0.25) })
      },
      Answer("You used the fan-out: on the way forward a unit sums n_in products.") { input in
        roots(
          meanSquares(input) { q, layer in
            q * input.fanOut(layer) * input.deviations[layer] * input.deviations[layer] * (layer == 0 ? 1 : 0.5)
          })
      },
      Answer("You used σ where the variance σ² belongs.") { input in
        roots(
          meanSquares(input) { q, layer in q * input.fanIn(layer) * input.deviations[layer] * (layer == 0 ? 1 : 0.5) })
      },
      Answer("You gave mean squares: the standard deviation is the root.") { right($0) },
      Answer("You took the size of the input for its mean square: square it first.") { input in
        roots(meanSquares(input, first: { $0 }) { $0 * gain(input, $1) * ($1 == 0 ? 1 : 0.5) })
      },
      Answer("You started each layer from the input: it gets what the layer before it puts out.") { input in
        roots(
          (0..<input.layers).map { input.size * input.size * gain(input, $0) * ($0 == 0 ? 1 : 0.5) })
      },
    ])
}
