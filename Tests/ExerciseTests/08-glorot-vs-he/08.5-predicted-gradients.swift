import Engine
import Solutions

extension Lesson08 {
  /// Sizes of the gradients, walked back from the last layer: `step` takes the mean square from layer l + 1 to layer l.
  private static func walked(_ input: SizesInput, _ step: (_ after: Double, _ layer: Int) -> Double) -> [Double] {
    var p = [input.size * input.size]
    for layer in (0..<input.layers - 1).reversed() { p.insert(step(p[0], layer), at: 0) }
    return p.map { $0.squareRoot() }
  }

  /// The variance of the weights that the gradient passes on its way to layer `layer`.
  private static func variance(_ input: SizesInput, after layer: Int) -> Double {
    input.deviations[layer + 1] * input.deviations[layer + 1]
  }

  private static func right(_ input: SizesInput) -> [Double] {
    walked(input) { $0 * input.fanOut($1 + 1) * variance(input, after: $1) / 2 }
  }

  static let gradientSizes = Bank<SizesInput, [Double]>(
    id: "8.5",
    cases: SizesInput.cases,
    input: { $0.shown("outputGradientSize") },
    output: { [.list("sizes", $0)] },
    reference: {
      predictedGradientSizes(outputGradientSize: $0.size, widths: $0.widths, weightDeviations: $0.deviations)
    },
    alternatives: [
      Answer("sizes instead of mean squares, with √½ for a ReLU") { input in
        var sizes = [input.size]
        for layer in stride(from: input.layers - 1, to: 0, by: -1) {
          sizes.append(sizes.last! * input.deviations[layer] * (input.fanOut(layer) / 2).squareRoot())
        }
        return sizes.reversed()
      },
      Answer("each layer anew, as a product over all layers behind it") { input in
        (0..<input.layers).map { first in
          let gains = (first + 1..<input.layers).map {
            input.fanOut($0) * input.deviations[$0] * input.deviations[$0] / 2
          }
          return input.size * gains.reduce(1, *).squareRoot()
        }
      },
    ],
    misconceptions: [
      Answer("You used the fan-in: on the way back an input collects from n_out units.") { input in
        walked(input) { $0 * input.fanIn($1 + 1) * variance(input, after: $1) / 2 }
      },
      Answer("You used the weights of the layer that the gradient arrives at: it passes those of the layer behind it.")
      {
        input in
        walked(input) { $0 * input.fanOut($1 + 1) * input.deviations[$1] * input.deviations[$1] / 2 }
      },
      Answer("You used fan-out and weights of the layer that the gradient arrives at: it passes the layer behind it.") {
        input in
        walked(input) { $0 * input.fanOut($1) * input.deviations[$1] * input.deviations[$1] / 2 }
      },
      Answer("You forgot the ReLU: it lets half of the mean square through.") { input in
        walked(input) { $0 * input.fanOut($1 + 1) * variance(input, after: $1) }
      },
      Answer("You halved the size: a ReLU halves the mean square, so it divides the size by √2.") { input in
        walked(input) { $0 * input.fanOut($1 + 1) * variance(input, after: $1) / 4 }
      },
      Answer("You used σ where the variance σ² belongs.") { input in
        walked(input) { $0 * input.fanOut($1 + 1) * input.deviations[$1 + 1] / 2 }
      },
      Answer("You gave mean squares: the size is the root.") { right($0).map { $0 * $0 } },
      Answer("Your list runs from the last layer to the first: turn it round.") { right($0).reversed() },
      Answer("You walked forward: the given gradient is that of the last layer, and the others follow from it.") {
        input in
        predictedSizes(inputSize: input.size, widths: input.widths, weightDeviations: input.deviations)
      },
    ])
}
