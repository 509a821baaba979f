import Engine

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

/// What is kept of a network after five epochs.
struct TrainedNetwork {
  let start: Start
  /// The number of hidden layers.
  let depth: Int
  let history: History
  /// How far each weight matrix moved relative to its length at the start, the output layer's last.
  let moved: [Double]
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
