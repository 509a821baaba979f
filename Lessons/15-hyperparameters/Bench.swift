import Datasets
import Engine

/// The data that trials train on and are judged by, and where their random numbers come from.
nonisolated struct Bench: Sendable {
  /// The kinds of trials. Each has random numbers of its own.
  enum Kind: String, Sendable {
    case search, adam, map, grids, curves, schedules, sizes, fresh
  }

  let training: Dataset
  let validation: Dataset
  let seed: UInt64

  /// The generator of one trial: the same whenever, and on whichever thread, it is done.
  func generator(of kind: Kind, _ number: Int) -> Generator {
    var generator = Generator(seed: seed)
    for byte in kind.rawValue.utf8 {
      generator = Generator(seed: generator.next() ^ UInt64(byte))
    }
    return Generator(seed: generator.next() ^ UInt64(number)).split
  }

  /// The validation loss, or that of guessing where it is higher or not a number.
  func loss(of network: Network, on data: Dataset? = nil) -> Double {
    var network = network
    let data = data ?? validation
    let scores = network.forward(data.inputs, mode: .inference)
    let loss = softmaxCrossEntropy(scores, labels: data.labels).value
    return loss < guessing ? rounded(loss) : rounded(guessing)
  }

  /// One trial of a search: the values, and the loss after five epochs.
  func trial(in space: Space, _ kind: Kind, _ number: Int) -> [Double] {
    var generator = generator(of: kind, number)
    let values = space.values(at: space.places(using: &generator)).map(rounded)
    return values + [loss(of: space.recipe(values), using: &generator)]
  }

  func loss(of recipe: Recipe, epochs: Int = 5, using generator: inout Generator) -> Double {
    loss(of: recipe.train(on: training, epochs: epochs, using: &generator))
  }
}

/// ln 10, the loss of a network that holds ten classes for equally likely.
nonisolated let guessing = log(10.0)

/// Six significant digits: what a trial keeps of a number.
nonisolated func rounded(_ x: Double) -> Double {
  if x == 0 || !x.isFinite { return x }
  let unit = pow(10, (log(x.magnitude) / log(10)).rounded(.down) - 5)
  return (x / unit).rounded() * unit
}

extension Generator {
  /// A generator made of this one's next number.
  nonisolated fileprivate var split: Generator {
    var copy = self
    return copy.split()
  }
}
