import Engine

/// A rule that takes part in the lesson's comparisons.
enum Rival: String, CaseIterable {
  case plain = "plain descent"
  case momentum
  case nesterov = "Nesterov"
  case adagrad = "Adagrad"
  case adadelta = "Adadelta"
  case rmsprop = "RMSProp"
  case adam = "Adam"

  var name: String { rawValue }

  func rule(_ rate: Double) -> any UpdateRule {
    switch self {
    case .plain: GradientDescent(learningRate: rate)
    case .momentum: Momentum(learningRate: rate)
    case .nesterov: Nesterov(learningRate: rate)
    case .adagrad: Adagrad(learningRate: rate)
    case .adadelta: Adadelta(learningRate: rate)
    case .rmsprop: RMSProp(learningRate: rate)
    case .adam: Adam(learningRate: rate)
    }
  }

  /// The seven rates that it is tried at on the healthy network.
  var healthyRates: [Double] {
    switch self {
    case .plain, .momentum: sweep(from: 0.01, count: 7)
    case .nesterov, .adagrad: sweep(from: 0.001, count: 7)
    case .adadelta: sweep(from: 0.1, count: 7)
    case .rmsprop, .adam: sweep(from: pow(10, -3.5), count: 7)
    }
  }

  /// The five rates that it is tried at on the deep network.
  var deepRates: [Double] {
    switch self {
    case .plain, .momentum: sweep(from: 0.1, count: 5)
    case .nesterov, .adagrad: sweep(from: 0.01, count: 5)
    case .adadelta: sweep(from: 1, count: 5)
    case .rmsprop, .adam: sweep(from: 0.001, count: 5)
    }
  }
}

/// `count` rates from the lowest up, each √10 times the one before.
func sweep(from lowest: Double, count: Int) -> [Double] {
  (0..<count).map { lowest * pow(10, Double($0) / 2) }
}
