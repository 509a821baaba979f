import Datasets
import Engine

/// All that is chosen before a network is trained.
nonisolated struct Recipe: Sendable {
  var rate = 0.5
  var rule = Rule.momentum(beta: 0.9)
  var units = 32.0
  /// The number of hidden layers; without any, the network is linear.
  var layers = 1.0
  var batch = 32.0
  /// κ of the schedule 1/(1 + κt), with t in epochs.
  var decay = 0.0
  var schedule = Schedule.constant

  enum Rule: Sendable {
    case plain
    case momentum(beta: Double)
    case adam(beta1: Double, beta2: Double, epsilon: Double)

    /// The rule, whose rate is set at each update.
    var updateRule: any UpdateRule {
      switch self {
      case .plain: GradientDescent(learningRate: 1)
      case .momentum(let beta): Momentum(learningRate: 1, beta: beta)
      case .adam(let beta1, let beta2, let epsilon):
        Adam(learningRate: 1, beta1: beta1, beta2: beta2, epsilon: epsilon)
      }
    }
  }

  /// Layers of ReLUs with He's start.
  func network(for data: Dataset, using generator: inout Generator) -> Network {
    var parts: [any Layer] = []
    var width = data.features
    for _ in 0..<Int(layers) {
      parts.append(Dense(from: width, to: Int(units), .heNormal, using: &generator))
      parts.append(ReLU())
      width = Int(units)
    }
    parts.append(Dense(from: width, to: data.classes, .heNormal, using: &generator))
    return Network(parts)
  }

  /// Trains a network, and shows it to `afterEpoch` after every epoch.
  ///
  /// A run whose loss is no longer finite ends there, as it is.
  func train(
    on data: Dataset, epochs: Int, using generator: inout Generator,
    afterEpoch: (Int, Network) -> Void = { _, _ in }
  ) -> Network {
    var network = network(for: data, using: &generator)
    var run = Run(recipe: self, data: data)
    run.train(&network, rule.updateRule, epochs, &generator, afterEpoch)
    return network
  }
}

/// A training in progress.
nonisolated private struct Run {
  let recipe: Recipe
  let data: Dataset
  var update = 0

  mutating func train(
    _ network: inout Network, _ rule: some UpdateRule, _ epochs: Int,
    _ generator: inout Generator, _ afterEpoch: (Int, Network) -> Void
  ) {
    var optimizer = Optimizer(rule)
    let updatesPerEpoch = (Double(data.count) / recipe.batch).rounded(.up)
    let decay = Schedule.inverse(decay: recipe.decay / updatesPerEpoch)
    for epoch in 1...epochs {
      for batch in data.batches(of: Int(recipe.batch), using: &generator) {
        let factor = decay.factor(at: update) * recipe.schedule.factor(at: update)
        optimizer.rule.learningRate = recipe.rate * factor
        let scores = network.forward(batch.inputs, mode: .training)
        let loss = softmaxCrossEntropy(scores, labels: batch.labels)
        if !loss.value.isFinite { return }
        network.fillGradients(loss.gradient)
        optimizer.step(&network)
        update += 1
      }
      afterEpoch(epoch, network)
    }
  }
}
