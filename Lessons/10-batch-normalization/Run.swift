import Engine

/// A network that was trained on the digits, and how that went.
struct Run {
  let activation: Activation
  let norm: Norm
  let rate: Double
  var trained = Network([])
  var history = History()
  var accuracies: [Double] = []  // on the validation set, after each epoch
  var preactivations: [Matrix] = []  // if watched: what enters activation 2, likewise

  var name: String { activation.rawValue + (norm == .none ? "" : ", batch norm") }

  /// The mean training loss of an epoch, counted from 1.
  func loss(inEpoch epoch: Int) -> Double { history.epochMeans[epoch - 1] }

  /// The validation accuracy after an epoch, counted from 1.
  func accuracy(afterEpoch epoch: Int) -> Double { accuracies[epoch - 1] }

  /// The validation accuracy at the end; 0 for a run that has diverged.
  var finalAccuracy: Double { history.hasDiverged ? 0 : accuracies.last! }

  /// The mean validation accuracy after an epoch, the one before it and the one after it.
  func accuracy(around epoch: Int) -> Double { accuracies[epoch - 2...epoch].mean }
}

extension [Run] {
  /// All runs of an activation with the layer at a place.
  func of(_ activation: Activation, _ norm: Norm) -> [Run] {
    filter { $0.activation == activation && $0.norm == norm }
  }

  subscript(activation: Activation) -> Run { first { $0.activation == activation }! }

  /// The run with the best accuracy at its end; of equals the one that comes first.
  var best: Run {
    let accuracies = map(\.finalAccuracy)
    return self[accuracies.firstIndex(of: accuracies.max()!)!]
  }

  subscript(rate rate: Double) -> Run { first { $0.rate == rate }! }
}
