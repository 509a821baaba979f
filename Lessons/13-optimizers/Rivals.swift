import Engine

/// A rule that takes part in the lesson's comparisons.
enum Rival: String, CaseIterable {
  case plain = "plain descent"
  case momentum
  case nesterov = "Nesterov"
  case adagrad = "Adagrad"
  case adadelta = "Adadelta"
  case rmsprop = "RMSProp"
  case rmsprop99 = "RMSProp, β = 0.99"
  case rmsprop999 = "RMSProp, β = 0.999"
  case adam = "Adam"

  /// Those that train networks: RMSProp once, with β = 0.9.
  static let training = allCases.filter { ![rmsprop99, rmsprop999].contains($0) }

  var name: String { rawValue }

  func rule(_ rate: Double) -> any UpdateRule {
    switch self {
    case .plain: GradientDescent(learningRate: rate)
    case .momentum: Momentum(learningRate: rate)
    case .nesterov: Nesterov(learningRate: rate)
    case .adagrad: Adagrad(learningRate: rate)
    case .adadelta: Adadelta(learningRate: rate)
    case .rmsprop: RMSProp(learningRate: rate)
    case .rmsprop99: RMSProp(learningRate: rate, beta: 0.99)
    case .rmsprop999: RMSProp(learningRate: rate, beta: 0.999)
    case .adam: Adam(learningRate: rate)
    }
  }

  /// The five rates that it is tried at on the healthy network.
  var healthyRates: [Double] {
    switch self {
    case .plain, .momentum: sweep(from: pow(10, -1.5), count: 5)
    case .nesterov, .adagrad: sweep(from: pow(10, -2.5), count: 5)
    case .adadelta: sweep(from: pow(10, -0.5), count: 5)
    default: sweep(from: 0.001, count: 5)
    }
  }

  /// The rates that it is tried at on the deep network.
  var deepRates: [Double] {
    switch self {
    case .plain, .momentum: sweep(from: pow(10, -0.5), count: 4)
    case .nesterov: sweep(from: pow(10, -1.5), count: 4)
    case .adagrad: sweep(from: pow(10, -1.5), count: 3)
    case .adadelta: sweep(from: 1, count: 3)
    default: sweep(from: 0.01, count: 3)
    }
  }
}

/// `count` rates from the lowest up, each √10 times the one before.
func sweep(from lowest: Double, count: Int) -> [Double] {
  (0..<count).map { lowest * pow(10, Double($0) / 2) }
}
