import Engine
import Solutions

extension Lesson08 {
  /// Sizes of the gradients, walked back from the last layer: `step` takes the mean square from layer l + 1 to layer l.
  private static func walked(_ input: SizesInput, _ step: (_ after: Double, _ layer: Int) -> Double) -> [Double] {
    var p = [input.size * input.size]
    for layer in (0..<input.layers - 1).reversed() { p.insert(step(p[0], layer), at: 0) }
    return p.map { $0.squareRoot() }
  }

  private static func right(_ input: SizesInput) -> [Double] {
    walked(input) { $0 * input.fanOut($1 + 1) * input.variance($1 + 1) / 2 }
  }

  /// An answer that multiplies the mean square by something else on the way to each layer.
  private static func scaled(
    _ diagnosis: String, _ factor: @escaping @Sendable (SizesInput, _ layer: Int) -> Double
  ) -> Answer<SizesInput, [Double]> {
    Answer(diagnosis) { input in walked(input) { $0 * factor(input, $1) } }
  }

  /// Sizes that begin with the given one in the first layer.
  private static func forward(_ input: SizesInput, _ factor: (SizesInput, _ layer: Int) -> Double) -> [Double] {
    var p = [input.size * input.size]
    for layer in 1..<max(1, input.layers) { p.append(p[layer - 1] * factor(input, layer)) }
    return p.map { $0.squareRoot() }
  }

  static let gradientSizes: Bank<SizesInput, [Double]> = Bank(
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
      Answer("each layer anew, as a product over all layers after it") { input in
        (0..<input.layers).map { first in
          let gains = (first + 1..<input.layers).map {
            input.fanOut($0) * input.deviations[$0] * input.deviations[$0] / 2
          }
          return input.size * gains.reduce(1, *).squareRoot()
        }
      },
    ],
    misconceptions: [
      scaled("You used the fan-in: on the way back an input collects from n_out units.") {
        $0.fanIn($1 + 1) * $0.variance($1 + 1) / 2
      },
      scaled("You used the weights of the layer that the gradient arrives at: it passes those of the layer after it.") {
        $0.fanOut($1 + 1) * $0.variance($1) / 2
      },
      scaled("You used fan-out and weights of the layer that the gradient arrives at: it passes the layer after it.") {
        $0.fanOut($1) * $0.variance($1) / 2
      },
      scaled("You used fan-in and weights of the layer that the gradient arrives at: it passes the layer after it.") {
        $0.fanIn($1) * $0.variance($1) / 2
      },
      scaled("You averaged the fans: on the way back an input collects from n_out units.") {
        ($0.fanIn($1 + 1) + $0.fanOut($1 + 1)) / 2 * $0.variance($1 + 1) / 2
      },
      scaled(
        "You used the fan-in and forgot the ReLU: an input collects from n_out units, and a ReLU lets half through."
      ) {
        $0.fanIn($1 + 1) * $0.variance($1 + 1)
      },
      scaled("You took the width one layer too early: on the way back an input collects from n_out units.") {
        $0.fanIn($1) * $0.variance($1 + 1) / 2
      },
      scaled("You used the larger fan: on the way back an input collects from n_out units.") {
        max($0.fanIn($1 + 1), $0.fanOut($1 + 1)) * $0.variance($1 + 1) / 2
      },
      scaled("You multiplied the size by n_out: its square grows with n_out, the size with √n_out.") {
        $0.fanOut($1 + 1) * $0.fanOut($1 + 1) * $0.variance($1 + 1) / 2
      },
      scaled(
        "You multiplied the size by n_out and by one half: those are for the mean square, the size gets their roots."
      ) {
        $0.fanOut($1 + 1) * $0.fanOut($1 + 1) * $0.variance($1 + 1) / 4
      },
      scaled("You multiplied the size by n_out σ²/2: that is for the mean square, the size gets its root.") {
        let factor = $0.fanOut($1 + 1) * $0.variance($1 + 1) / 2
        return factor * factor
      },
      scaled("You left the fan-out out: an input collects from n_out units.") { $0.variance($1 + 1) / 2 },
      scaled("You divided by the fan-out: an input collects from n_out units.") {
        $0.variance($1 + 1) / 2 / $0.fanOut($1 + 1)
      },
      scaled("You took the root of the fan-out: that is for sizes, mean squares grow with n_out.") {
        $0.variance($1 + 1) / 2 * $0.fanOut($1 + 1).squareRoot()
      },
      scaled("You used the last layer's numbers for all: the gradient passes each layer in turn.") { input, _ in
        input.fanOut(input.layers - 1) * input.variance(input.layers - 1) / 2
      },
      scaled("You forgot the ReLU: it lets half of the mean square through.") {
        $0.fanOut($1 + 1) * $0.variance($1 + 1)
      },
      scaled("You halved the size: a ReLU halves the mean square, so it divides the size by √2.") {
        $0.fanOut($1 + 1) * $0.variance($1 + 1) / 4
      },
      scaled("You took the root of one half for the mean square: that is what a ReLU leaves of the size.") {
        $0.fanOut($1 + 1) * $0.variance($1 + 1) * 0.5.squareRoot()
      },
      scaled("You let the ReLU leave 0.341: its slope is 0 or 1, half of the time each, so one half is left.") {
        $0.fanOut($1 + 1) * $0.variance($1 + 1) * (0.5 - 0.5 / Double.pi)
      },
      scaled("You doubled at each ReLU: it lets half of the mean square through.") {
        $0.fanOut($1 + 1) * $0.variance($1 + 1) * 2
      },
      scaled("You left a ReLU out: one follows each layer but the last, the first included.") {
        $0.fanOut($1 + 1) * $0.variance($1 + 1) * ($1 == 0 ? 1 : 0.5)
      },
      scaled("You left a ReLU out: one stands between the last layer and the one before it, too.") {
        $0.fanOut($1 + 1) * $0.variance($1 + 1) * ($1 == $0.layers - 2 ? 1 : 0.5)
      },
      scaled("You used σ where the variance σ² belongs.") { $0.fanOut($1 + 1) * $0.deviations[$1 + 1] / 2 },
      Answer("You gave mean squares: the size is the root.") { right($0).map { $0 * $0 } },
      Answer("You gave mean squares: the size is the root.") { input in
        right(input).enumerated().map { $0 < input.layers - 1 ? $1 * $1 : $1 }
      },
      Answer("You took the given gradient's size as its mean square: square it first.") { input in
        right(input).enumerated().map { $0 < input.layers - 1 ? $1 / input.size.squareRoot() : $1 }
      },
      Answer("You took the given gradient's size as its mean square: square it first.") { input in
        right(input).map { $0 / input.size.squareRoot() }
      },
      Answer("You left the given gradient's size out: the others follow from it.") { input in
        right(input).enumerated().map { $0 < input.layers - 1 ? $1 / input.size : $1 }
      },
      Answer("You halved for the last layer, too: no ReLU follows it.") { right($0).map { $0 * 0.5.squareRoot() } },
      Answer("You started each layer from the given gradient: it gets what comes from the layer after it.") { input in
        (0..<input.layers).map { layer in
          if layer == input.layers - 1 { return input.size }
          return input.size * (input.fanOut(layer + 1) * input.variance(layer + 1) / 2).squareRoot()
        }
      },
      Answer("Your list runs from the last layer to the first: turn it round.") { right($0).reversed() },
      Answer("You walked forward: the given gradient is that of the last layer, and the others follow from it.") {
        predictedSizes(inputSize: $0.size, widths: $0.widths, weightDeviations: $0.deviations)
      },
      Answer("You walked forward: the given gradient is that of the last layer, and the others follow from it.") {
        forward($0) { $0.fanOut($1) * $0.variance($1) / 2 }
      },
      Answer("You walked forward: the given gradient is that of the last layer, and the others follow from it.") {
        forward($0) { $0.fanIn($1) * $0.variance($1) / 2 }
      },
      Answer("Your list begins with the input's gradient: the first number is of what the first layer puts out.") {
        let beyond = right($0)[0] * ($0.fanOut(0) * $0.variance(0)).squareRoot()
        return [beyond] + right($0)
      },
      Answer("Your list begins with the input's gradient: the first number is of what the first layer puts out.") {
        let beyond = right($0)[0] * ($0.fanOut(0) * $0.variance(0) / 2).squareRoot()
        return [beyond] + right($0)
      },
      Answer("The last layer is missing in your list: its number is the given one.") { right($0).dropLast() },
      Answer("You gave the last layer's number for all: each has its own.") { input in
        input.deviations.map { _ in input.size }
      },
    ])
}
