import Engine

/// A rule that takes part in the lesson's comparisons, with the rates it is tried at.
struct Rival {
  let name: String
  let rule: (Double) -> any UpdateRule
  /// The lowest rate of each sweep: on the healthy network, on the deep one.
  let lowestRates: (healthy: Double, deep: Double)

  static let all = [
    Rival(name: "plain descent", rule: { GradientDescent(learningRate: $0) }, lowestRates: (0.01, 0.1)),
    Rival(name: "momentum", rule: { Momentum(learningRate: $0) }, lowestRates: (0.01, 0.1)),
    Rival(name: "Nesterov", rule: { Nesterov(learningRate: $0) }, lowestRates: (0.001, 0.01)),
    Rival(name: "Adagrad", rule: { Adagrad(learningRate: $0) }, lowestRates: (0.001, 0.01)),
    Rival(name: "Adadelta", rule: { Adadelta(learningRate: $0) }, lowestRates: (0.1, 1)),
    Rival(name: "RMSProp", rule: { RMSProp(learningRate: $0) }, lowestRates: (power(10, -7), 0.001)),
    Rival(name: "Adam", rule: { Adam(learningRate: $0) }, lowestRates: (power(10, -7), 0.001)),
  ]

  /// 10 to half the given power.
  private static func power(_ base: Double, _ halves: Int) -> Double { exp(log(base) * Double(halves) / 2) }
}

/// `count` rates from the lowest up, each √10 times the one before.
func sweep(from lowest: Double, count: Int) -> [Double] {
  (0..<count).map { lowest * exp(log(10) * Double($0) / 2) }
}

/// How a training run went.
struct Run {
  var rate = 0.0
  var losses: [Double] = []  // of each update's batch
  var validationLoss = Double.infinity
  var accuracy = 0.1  // on the validation set; a run that ended in infinities guesses

  /// The mean loss of every 19 updates, half an epoch, against the epoch.
  var curve: (epochs: [Double], losses: [Double]) {
    let halves = (0..<losses.count / 19).map { losses[19 * $0..<19 * ($0 + 1)] }
    return (halves.indices.map { Double($0 + 1) / 2 }, halves.map { $0.reduce(0, +) / 19 })
  }
}

extension [Run] {
  /// The run that ended with the lowest validation loss.
  var best: Run { self.min { $0.validationLoss < $1.validationLoss }! }
}
