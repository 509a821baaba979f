import Datasets
import Engine

// What a plain run does anew, with the reader's seed.

nonisolated extension Bench {
  /// The validation loss of a random trial after each of so many epochs. More epochs begin with the same losses.
  func curve(_ number: Int, epochs: Int) -> [Double] {
    var generator = generator(of: .fresh, number)
    let places = Space.momentum.places(using: &generator)
    let recipe = Space.momentum.recipe(Space.momentum.values(at: places))
    var losses = [Double](repeating: guessing, count: epochs)
    _ = recipe.train(on: training, epochs: epochs, using: &generator) {
      epoch, network in
      losses[epoch - 1] = loss(of: network)
    }
    return losses
  }

  /// Which of the 600 held-out digits a network of a decent recipe gets right after four epochs of 300 digits.
  func right(_ number: Int) -> [Double] {
    var generator = generator(of: .fresh, number)
    let recipe = Recipe(
      rate: Hyperparameter("rate", 0.2...0.8).value(at: generator.uniform()),
      rule: .plain,
      units: Hyperparameter("units", 16...64, .count).value(at: generator.uniform()))
    let network = recipe.train(
      on: training.selecting(0..<300), epochs: 4, using: &generator)
    return network.right(on: validation) + network.right(on: test)
  }
}
