import Engine

/// What became of a network that started from random weights.
struct Start {
  /// Whether it is right at all four corners, after learning.
  let isSolved: Bool
  /// How many of its hidden units had a positive sum at some corner, before learning.
  let live: Int
}

/// Random starts of networks for XOR with one hidden layer, each trained by small steps.
func starts(
  _ count: Int, width: Int, _ activation: Activation, rate: Double, steps: Int,
  using generator: inout Generator
) -> [Start] {
  (0..<count / 10).flatMap { _ in
    var networks = TenNetworks(width: width, activation, using: &generator)
    let live = networks.liveUnits
    for _ in 1...steps { networks.step(rate: rate) }
    return zip(networks.solved, live).map { Start(isSolved: $0, live: $1) }
  }
}

/// Ten networks for XOR in one, side by side, so that all of them learn at once.
///
/// Network k has the output k and `width` hidden units. A weight from its units to the output
/// of another network is 0 and stays so: `own` is 1 where both belong together, 0 elsewhere.
private struct TenNetworks {
  private let width: Int
  private var hidden: Dense
  private var bend: any Layer
  private var output: Dense
  private let own: Matrix

  private static let x = Matrix(corners)
  private static let target = Matrix(rows: 4, columns: 10) { i, _ in
    corners[i][0] != corners[i][1] ? 1 : 0
  }

  init(width: Int, _ activation: Activation, using generator: inout Generator) {
    self.width = width
    bend = activation.layer
    let own = Matrix(rows: 10 * width, columns: 10) { $0 / width == $1 ? 1 : 0 }
    self.own = own
    let scale = (
      hidden: sqrt(2 / Double(2 + width)), output: sqrt(2 / Double(width + 1))
    )
    hidden = Dense(
      weight: Matrix(rows: 2, columns: 10 * width) { _, _ in
        scale.hidden * generator.normal()
      }, bias: Matrix(rows: 1, columns: 10 * width))
    output = Dense(
      weight: Matrix(rows: 10 * width, columns: 10) {
        own[$0, $1] == 0 ? 0 : scale.output * generator.normal()
      }, bias: Matrix(rows: 1, columns: 10))
  }

  private mutating func probabilities() -> Matrix {
    let a = bend.forward(hidden.forward(Self.x, mode: .training), mode: .training)
    return sigmoid(output.forward(a, mode: .training))
  }

  /// Forward, backward, and a step along the slope: lessons 03 and 04.
  mutating func step(rate: Double) {
    let error = 0.25 * (probabilities() - Self.target)
    hidden.fillGradients(bend.backward(output.backward(error)))
    hidden.weight.value -= rate * hidden.weight.gradient
    hidden.bias.value -= rate * hidden.bias.gradient
    output.weight.value -= rate * output.weight.gradient.hadamard(own)
    output.bias.value -= rate * output.bias.gradient
  }

  var solved: [Bool] {
    var copy = self
    let p = copy.probabilities()
    return (0..<10).map { k in
      (0..<4).allSatisfy { i in (p[i, k] > 0.5) == (Self.target[i, k] == 1) }
    }
  }

  /// How many units of each network are above 0 at some corner.
  var liveUnits: [Int] {
    var copy = hidden
    let z = copy.forward(Self.x, mode: .inference)
    return (0..<10).map { k in
      (0..<width).count { j in (0..<4).contains { i in z[i, k * width + j] > 0 } }
    }
  }
}
