import Engine
import Plots

/// An activation, and the scale c with which the weights of its networks start.
enum Start: String, CaseIterable {
  case sigmoid, tanh
  case relu = "ReLU"
  case faintReLU = "ReLU, c = 1/2"

  var g: Activation {
    switch self {
    case .sigmoid: .sigmoid
    case .tanh: .tanh
    case .relu, .faintReLU: .relu
    }
  }

  var c: Double {
    switch self {
    case .sigmoid, .tanh: 1
    case .relu: sqrt(2)
    case .faintReLU: 0.5
    }
  }
}

extension Start {
  /// One for each case, in their order: the activation's own, and another for the faint ReLU.
  static let colors: [Color] = [.blue, .orange, .green, .purple]
}

/// What a training loop of plain descent writes down.
struct TrainingTrace {
  var history = History()
  /// The lengths of all steps of each weight matrix together.
  private(set) var paths: [Double] = []
  /// The longest gradient of the first layer's weights.
  private(set) var longestFirstGradient = 0.0

  /// Adds the step that is about to be taken, −rate · gradient, of each matrix.
  mutating func recordSteps(of network: Network, rate: Double) {
    let norms = network.layers.compactMap { ($0 as? Dense)?.weight.gradient.norm }
    if paths.isEmpty { paths = norms.map { _ in 0 } }
    paths = zip(paths, norms).map { $0 + rate * $1 }
    longestFirstGradient = max(longestFirstGradient, norms[0])
  }
}

/// What is kept of a network after five epochs.
struct TrainedNetwork {
  let start: Start
  /// The number of hidden layers.
  let depth: Int
  let history: History
  /// How far each weight matrix moved relative to its length at the start, the output layer's last.
  let moved: [Double]
  /// The lengths of all steps together, relative to the same.
  let paths: [Double]
  /// The standard deviation of a unit of the last hidden layer over the validation digits.
  let spread: Double

  /// The mean loss of the fifth epoch's updates.
  var loss: Double {
    let losses = history.losses
    return history.hasDiverged ? .infinity : losses.suffix(losses.count / 5).mean
  }

  /// How far the hidden layers moved.
  var hidden: ArraySlice<Double> { moved.dropLast() }

  /// How far the first layer moved, over the last hidden layer.
  var firstOverLastHidden: Double { hidden.first! / hidden.last! }
}
