import Engine

/// Some hyperparameters with their ranges, and what a value of each makes of a recipe.
nonisolated struct Space: Sendable {
  let hyperparameters: [Hyperparameter]
  let recipe: @Sendable ([Double]) -> Recipe

  /// One value of each, at places between 0 and 1.
  func values(at places: [Double]) -> [Double] {
    zip(hyperparameters, places).map { $0.value(at: $1) }
  }

  /// One place for each, drawn independently.
  func places(using generator: inout Generator) -> [Double] {
    hyperparameters.map { _ in generator.uniform() }
  }

  var names: [String] { hyperparameters.map(\.name) }
  var description: String {
    hyperparameters.map(\.description).joined(separator: ", ")
  }

  /// Momentum and the shape of the network: the names that the ranking has first.
  static let momentum = Space(
    hyperparameters: [
      Hyperparameter("rate", 0.001...10), Hyperparameter("β", 0.01...1, .belowOne),
      Hyperparameter("units", 8...64, .count), Hyperparameter("batch", 8...64, .count),
      Hyperparameter("layers", 1...3, .choice), Hyperparameter("decay", 0.01...10),
    ]
  ) {
    Recipe(
      rate: $0[0], rule: .momentum(beta: $0[1]), units: $0[2], layers: $0[4],
      batch: $0[3], decay: $0[5])
  }

  /// Adam's own numbers, with the units and the batch to compare them with.
  static let adam = Space(
    hyperparameters: [
      Hyperparameter("rate", 1e-5...0.3), Hyperparameter("β₁", 0.01...1, .belowOne),
      Hyperparameter("β₂", 1e-4...0.1, .belowOne), Hyperparameter("ε", 1e-10...0.01),
      Hyperparameter("units", 8...64, .count), Hyperparameter("batch", 8...64, .count),
    ]
  ) {
    Recipe(
      rate: $0[0], rule: .adam(beta1: $0[1], beta2: $0[2], epsilon: $0[3]),
      units: $0[4], batch: $0[5])
  }
}
