import Engine

/// How the weights of a hidden layer are drawn; its biases start at 0.
enum Start: String, CaseIterable {
  case small = "σ = 0.01"
  case glorot = "Glorot"
  case he = "He"
  case large = "σ = 1"
  /// What Glorot's argument becomes for sigmoids, whose slope is 1/4 at most.
  case glorotTimes4 = "Glorot × 4"

  func layer(
    from fanIn: Int, to fanOut: Int, using generator: inout Generator
  ) -> Dense {
    let initializer: Initializer =
      switch self {
      case .small: .normal(standardDeviation: 0.01)
      case .glorot: .glorotNormal
      case .he: .heNormal
      case .large: .normal(standardDeviation: 1)
      case .glorotTimes4:
        .normal(standardDeviation: 4 * sqrt(2 / Double(fanIn + fanOut)))
      }
    return Dense(from: fanIn, to: fanOut, initializer, using: &generator)
  }

  /// Hidden layers of the given widths, each with its activation: nothing trained.
  func layers(
    _ widths: [Int], _ activation: Activation = .sigmoid,
    using generator: inout Generator
  ) -> [any Layer] {
    zip(widths, widths.dropFirst()).flatMap { n, k -> [any Layer] in
      [layer(from: n, to: k, using: &generator), activation.layer]
    }
  }
}
