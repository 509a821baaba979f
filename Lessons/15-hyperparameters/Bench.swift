import Datasets
import Engine

/// The data that trials train on and are judged by, and where their random numbers come from.
nonisolated struct Bench: Sendable {
  let training: Dataset  // 600 digits
  let validation: Dataset
  let test: Dataset
  let seed: UInt64

  init(_ digits: Split, seed: UInt64) {
    training = digits.training.selecting(0..<600)
    validation = digits.validation
    test = digits.test
    self.seed = seed
  }

  /// The kinds of trials. Each has random numbers of its own.
  enum Kind: String, Sendable {
    case search, adam, map, grids, curves, schedules, labels, sizes, fresh
  }

  /// The generator of one trial: the same whenever, and on whichever thread, it is done.
  func generator(of kind: Kind, _ number: Int) -> Generator {
    var generator = Generator(seed: seed)
    for byte in kind.rawValue.utf8 {
      generator = Generator(seed: generator.next() ^ UInt64(byte))
    }
    generator = Generator(seed: generator.next() ^ UInt64(number))
    return generator.split()
  }

  /// The mean loss on data, or that of guessing where it is higher or not a number.
  func loss(of network: Network, on data: Dataset? = nil) -> Double {
    var network = network
    let data = data ?? validation
    let scores = network.forward(data.inputs, mode: .inference)
    let loss = softmaxCrossEntropy(scores, labels: data.labels).value
    return rounded(loss < guessing ? loss : guessing)
  }

  /// The validation loss after so many epochs.
  func loss(of recipe: Recipe, epochs: Int = 5, using generator: inout Generator)
    -> Double
  {
    loss(of: recipe.train(on: training, epochs: epochs, using: &generator))
  }
}

/// ln 10, the loss of a network that holds ten classes for equally likely.
nonisolated let guessing = log(10.0)

/// Four significant digits: what a trial keeps of a number.
nonisolated func rounded(_ x: Double) -> Double {
  guard x != 0 && x.isFinite else { return x }
  var scale = 1.0
  while x.magnitude * scale < 1000 { scale *= 10 }
  return (x * scale).rounded() / scale
}
