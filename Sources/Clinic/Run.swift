import Datasets
import Engine

/// One training of a patient: its chart, and how well the network that was kept does on new digits.
public struct Run: Sendable {
  public let chart: Chart
  /// The share of the 300 test digits that are answered rightly.
  public let accuracy: Double

  /// - Parameters:
  ///   - measured: the digits that the patient's owner has.
  ///   - digits: the course's digits, as they are shipped.
  ///   - seed: of the choice of digits, the first weights, the batches and the masks.
  ///   - chartedEpochs: how many epochs are visited, from the first on; with none the chart has update 0 alone.
  public init(_ settings: Settings, on measured: Measured, of digits: Split, seed: UInt64, chartedEpochs: Int = .max) {
    var generator = Generator(seed: seed)
    let data = measured.split(digits, settings.inputs, using: &generator)
    var network = settings.network(inputs: data.training.features, using: &generator)
    var trainer = Trainer(settings)
    let monitored = data.training.selecting(0..<min(100, data.training.count))

    var visits: [Visit] = []
    var kept = (network: network, loss: Double.infinity)
    for epoch in 1...max(1, settings.epochs) {
      let isCharted = epoch <= chartedEpochs
      var (ratios, hasRunAway) = ([[Double]](), false)
      for batch in data.training.batches(of: 20, using: &generator) where !hasRunAway {
        let before = isCharted || visits.isEmpty ? network : nil
        hasRunAway = !trainer.update(&network, batch).isFinite
        guard let before else { continue }
        ratios.append(updateRatios(from: before, to: network))
        if visits.isEmpty {
          visits.append(
            Visit(
              before, on: data, monitored: monitored, activation: settings.activation, ratios: ratios[0]))
        }
      }
      if isCharted {
        visits.append(
          Visit(
            network, on: data, monitored: monitored, activation: settings.activation, ratios: medians(ratios)))
      }
      if settings.stopsInTime {
        let loss = network.loss(on: data.validation)
        if loss < kept.loss { kept = (network, loss) }
      }
      if hasRunAway { break }
    }
    let inputs = data.training.inputs
    chart = Chart(inputMean: inputs.mean, inputDeviation: inputs.standardDeviation, visits: visits)
    accuracy = (settings.stopsInTime ? kept.network : network).accuracy(on: data.test)
  }
}

extension Settings {
  /// The network before its first update.
  func network(inputs: Int, using generator: inout Generator) -> Network {
    var layers: [any Layer] = []
    var fanIn = inputs
    for _ in 0..<self.layers {
      var dense = Dense(from: fanIn, to: units, start.initializer(fanIn: fanIn), using: &generator)
      dense.bias = Parameter(Matrix(rows: 1, columns: units, repeating: bias))
      layers.append(dense)
      if batchNorm { layers.append(BatchNorm(features: units)) }
      layers.append(activation.layer)
      if keep < 1 { layers.append(Dropout(keep: keep, using: &generator)) }
      fanIn = units
    }
    return Network(layers + [Dense(from: fanIn, to: 10, start.initializer(fanIn: fanIn), using: &generator)])
  }
}

extension Settings.Start {
  func initializer(fanIn: Int) -> Initializer {
    switch self {
    case .glorot: .glorotNormal
    case .he: .heNormal
    case .heTimes(let factor): .normal(standardDeviation: factor * (2 / Double(fanIn)).squareRoot())
    }
  }
}

/// What turns a batch into an update: the loss's gradient, penalty, clipping, rule.
private struct Trainer {
  let settings: Settings
  private var descent: Optimizer<GradientDescent>
  private var momentum: Optimizer<Momentum>
  private var adam: Optimizer<Adam>

  init(_ settings: Settings) {
    self.settings = settings
    descent = Optimizer(GradientDescent(learningRate: settings.rate))
    momentum = Optimizer(Momentum(learningRate: settings.rate))
    adam = Optimizer(Adam(learningRate: settings.rate))
  }

  /// One update; its batch's loss before that.
  mutating func update(_ network: inout Network, _ batch: Dataset) -> Double {
    let loss = softmaxCrossEntropy(network.forward(batch.inputs, mode: .training), labels: batch.labels)
    network.fillGradients(loss.gradient)
    if settings.penalty > 0 { network.addPenaltyGradients(l2: settings.penalty) }
    if let clip = settings.clip { network.clipGradients(toNorm: clip) }
    switch settings.rule {
    case .descent: descent.step(&network)
    case .momentum: momentum.step(&network)
    case .adam: adam.step(&network)
    }
    return loss.value
  }
}

/// ‖Δw‖/‖w‖ of each dense layer's weight.
private func updateRatios(from before: Network, to after: Network) -> [Double] {
  zip(before.layers, after.layers).compactMap { before, after in
    guard let before = before as? Dense, let after = after as? Dense else { return nil }
    return (after.weight.value - before.weight.value).norm / before.weight.value.norm
  }
}

/// The median of each column.
private func medians(_ rows: [[Double]]) -> [Double] {
  rows[0].indices.map { j in
    let sorted = rows.map { $0[j] }.sorted { $0 < $1 || $1.isNaN && !$0.isNaN }
    return sorted[sorted.count / 2]
  }
}
