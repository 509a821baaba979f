import Datasets
import Engine

// The trials that are kept: what each kind does, and the numbers that its line holds.

nonisolated extension Bench {
  /// One trial of a random search: its values, and the validation loss after five epochs.
  func trial(in space: Space, _ kind: Kind, _ number: Int) -> [Double] {
    var generator = generator(of: kind, number)
    let values = space.values(at: space.places(using: &generator)).map(rounded)
    return values + [loss(of: space.recipe(values), using: &generator)]
  }

  /// The losses at one of `size` rates, for as many values of β.
  func mapRow(_ row: Int, of size: Int) -> [Double] {
    var generator = generator(of: .map, row)
    let space = Space.momentum.hyperparameters
    let rate = space[0].value(at: (Double(row) + 0.5) / Double(size))
    return (0..<size).map { column in
      let beta = space[1].value(at: (Double(column) + 0.5) / Double(size))
      return loss(
        of: Recipe(rate: rate, rule: .momentum(beta: beta)), using: &generator)
    }
  }

  /// The lowest loss on a grid of two values for each of six hyperparameters, 64 settings, placed at random.
  func gridBest(_ number: Int) -> [Double] {
    var generator = generator(of: .grids, number)
    let offsets = Space.momentum.places(using: &generator)
    let losses = (0..<64).map { setting in
      let places = offsets.indices.map { (Double(setting >> $0 & 1) + offsets[$0]) / 2 }
      let recipe = Space.momentum.recipe(Space.momentum.values(at: places))
      return loss(of: recipe, using: &generator)
    }
    return [losses.min()!]
  }

  /// The losses of a random trial after 1, 3, 9 and 27 epochs.
  func curve(_ number: Int) -> [Double] {
    var generator = generator(of: .curves, number)
    let places = Space.momentum.places(using: &generator)
    let recipe = Space.momentum.recipe(Space.momentum.values(at: places))
    let rungs = [1, 3, 9, 27]
    var losses = rungs.map { _ in rounded(guessing) }
    _ = recipe.train(on: training, epochs: 27, using: &generator) { epoch, network in
      if let rung = rungs.firstIndex(of: epoch) { losses[rung] = loss(of: network) }
    }
    return losses
  }

  /// The accuracies of four networks, each trained on 50, 100, … digits, on the 600 that are held out.
  func accuraciesBySize(_ number: Int, drawing digits: Dataset) -> [Double] {
    var generator = generator(of: .sizes, number)
    let order = generator.permutation(of: digits.count)
    return Size.counts.flatMap { count in
      let data = digits.selecting(order.prefix(count))
      return Size.allCases.map { size in
        let network = size.recipe.train(
          on: data, epochs: max(20, 8000 / count), using: &generator)
        return rounded(
          (network.accuracy(on: validation) + network.accuracy(on: test)) / 2)
      }
    }
  }
}

/// The networks of the last experiment.
nonisolated enum Size: String, CaseIterable, Sendable {
  case linear, small, medium, large

  static let counts = [50, 100, 200, 400, 800, 1197]

  var recipe: Recipe {
    switch self {
    case .linear: Recipe(rate: 0.1, rule: .plain, layers: 0)
    case .small: Recipe(rate: 0.1, rule: .plain, units: 8)
    case .medium: Recipe(rate: 0.1, rule: .plain, units: 32)
    case .large: Recipe(rate: 0.1, rule: .plain, units: 256)
    }
  }
}
