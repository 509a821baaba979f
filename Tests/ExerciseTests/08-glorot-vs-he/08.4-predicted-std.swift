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
  @Sendable private static func gain(_ input: SizesInput, _ layer: Int) -> Double {
    input.fanIn(layer) * input.variance(layer)
  }

  private static func half(_ layer: Int) -> Double { layer == 0 ? 1 : 0.5 }

  /// An answer that multiplies the mean square by something else in each layer.
  private static func scaled(
    _ diagnosis: String, first: @escaping @Sendable (Double) -> Double = { $0 * $0 },
    _ factor: @escaping @Sendable (SizesInput, _ layer: Int) -> Double
  ) -> Answer<SizesInput, [Double]> {
    Answer(diagnosis) { input in roots(meanSquares(input, first: first) { $0 * factor(input, $1) }) }
  }

  @Sendable private static func right(_ input: SizesInput) -> [Double] {
    meanSquares(input) { $0 * gain(input, $1) * half($1) }
  }

  static let forwardSizes: Bank<SizesInput, [Double]> = Bank(
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
      scaled(
        "You halved in the first layer, too: the input comes in without a ReLU. (Or you gave the sizes after the ReLU.)"
      ) {
        gain($0, $1) / 2
      },
      scaled("You forgot the ReLUs: each of them halves the mean square.", gain),
      scaled(
        "You let the ReLU leave 0.341, its share of the variance: the next layer feels the mean square, one half."
      ) { gain($0, $1) * ($1 == 0 ? 1 : 0.5 - 0.5 / Double.pi) },
      scaled("You halved the size: a ReLU halves the mean square, so it divides the size by √2.") {
        gain($0, $1) * ($1 == 0 ? 1 : 0.25)
      },
      scaled("You took the root of one half for the mean square: that is what a ReLU leaves of the size.") {
        gain($0, $1) * ($1 == 0 ? 1 : 0.5.squareRoot())
      },
      scaled("You doubled at each ReLU: it takes half of the mean square.") { gain($0, $1) * ($1 == 0 ? 1 : 2) },
      scaled("You used the fan-out: on the way forward a unit sums n_in products.") {
        $0.fanOut($1) * $0.variance($1) * half($1)
      },
      scaled("You averaged the fans: on the way forward a unit sums n_in products.") {
        ($0.fanIn($1) + $0.fanOut($1)) / 2 * $0.variance($1) * half($1)
      },
      scaled("You used the fan-out and forgot the ReLUs: a unit sums n_in products, and a ReLU halves the mean square.")
      {
        $0.fanOut($1) * $0.variance($1)
      },
      scaled("You left out the fan-in and the ReLUs: a unit sums n_in products, and a ReLU halves the mean square.") {
        $0.variance($1)
      },
      scaled("You used the larger fan: on the way forward a unit sums n_in products.") {
        max($0.fanIn($1), $0.fanOut($1)) * $0.variance($1) * half($1)
      },
      scaled("You multiplied the size by n_in: its square grows with n_in, the size with √n_in.") {
        $0.fanIn($1) * gain($0, $1) * half($1)
      },
      scaled(
        "You multiplied the size by n_in and by one half: those are for the mean square, the size gets their roots."
      ) {
        $0.fanIn($1) * gain($0, $1) * half($1) * half($1)
      },
      scaled("You multiplied the size by n_in σ²: that is for the mean square, the size gets its root.") {
        gain($0, $1) * gain($0, $1) * half($1) * half($1)
      },
      scaled("You left the fan-in out: a unit sums n_in products.") { $0.variance($1) * half($1) },
      scaled("You divided by the fan-in: a unit sums n_in products.") { $0.variance($1) / $0.fanIn($1) * half($1) },
      scaled("You took the root of the fan-in: that is for sizes, mean squares grow with n_in.") {
        $0.variance($1) * $0.fanIn($1).squareRoot() * half($1)
      },
      scaled("You used the first layer's fan-in for all: each layer has its own.") {
        $0.fanIn(0) * $0.variance($1) * half($1)
      },
      scaled("You used the first layer's σ for all: each layer has its own.") {
        $0.fanIn($1) * $0.variance(0) * half($1)
      },
      scaled("You took the deviations from the last to the first: they are given from the first to the last.") {
        $0.fanIn($1) * $0.variance($0.layers - 1 - $1) * half($1)
      },
      scaled("You multiplied two layers' deviations: the variance of a layer's weights is its own σ, squared.") {
        $0.fanIn($1) * $0.deviations[$1] * $0.deviations[$0.layers - 1 - $1] * half($1)
      },
      scaled("You used σ where the variance σ² belongs.") { gain($0, $1) / $0.deviations[$1] * half($1) },
      scaled("You took He's σ for all layers: the deviations are given.") { input, layer in 2 * half(layer) },
      scaled("You halved for the last layer only: a ReLU stands before each layer but the first.") {
        gain($0, $1) * ($1 > 0 && $1 == $0.layers - 1 ? 0.5 : 1)
      },
      scaled("You halved once only: a ReLU stands before each layer but the first.") {
        gain($0, $1) * ($1 == 1 ? 0.5 : 1)
      },
      scaled("You left a ReLU out: one stands before each layer but the first, the last included.") {
        gain($0, $1) * ($1 > 0 && $1 < $0.layers - 1 ? 0.5 : 1)
      },
      Answer("You gave the sizes after the ReLU: what a layer puts out, before it, is asked for.") { input in
        right(input).enumerated().map { ($1 / ($0 < input.layers - 1 ? 2 : 1)).squareRoot() }
      },
      scaled("You halved in the first layer alone: a ReLU stands before each layer but the first.") {
        gain($0, $1) * ($1 == 0 ? 0.5 : 1)
      },
      Answer("You gave mean squares: the standard deviation is the root.", right),
      Answer("You gave mean squares, and halved in the first layer, too: the input comes in without a ReLU.") { input in
        meanSquares(input) { $0 * gain(input, $1) / 2 }
      },
      Answer("You gave mean squares, and forgot the ReLUs: each of them halves the mean square.") { input in
        meanSquares(input) { $0 * gain(input, $1) }
      },
      Answer("You went on with the root: keep the mean square going, and take the root of a copy.") { input in
        meanSquares(input) { ($0 * gain(input, $1) * half($1)).squareRoot() }
      },
      scaled("You took the size of the input for its mean square: square it first.", first: { $0 }) {
        gain($0, $1) * half($1)
      },
      scaled(
        "You left the input's size out: its square is the mean square that the first layer gets.", first: { _ in 1 }
      ) {
        gain($0, $1) * half($1)
      },
      scaled("You took the root of the input's size: its square is the mean square.", first: { $0.squareRoot() }) {
        gain($0, $1) * half($1)
      },
      Answer("You started each layer from the input: it gets what the layer before it puts out.") { input in
        roots((0..<input.layers).map { input.size * input.size * gain(input, $0) * half($0) })
      },
      Answer("Your list begins with the input: the first number is of what the first layer puts out.") {
        [$0.size] + roots(right($0))
      },
      Answer("Your list begins with the input: the first number is of what the first layer puts out.") {
        [$0.size] + roots(right($0)).dropLast()
      },
      Answer("The last layer is missing in your list: it has one number for each layer.") {
        roots(right($0)).dropLast()
      },
      Answer("Your list runs from the last layer to the first: turn it round.") { roots(right($0)).reversed() },
      Answer("You gave the last layer's number for all: each has its own.") {
        let last = right($0).last!.squareRoot()
        return $0.deviations.map { _ in last }
      },
    ])
}
