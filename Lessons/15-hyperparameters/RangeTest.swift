import Datasets
import Engine

/// A short training whose rate grows by the same factor at every update, and the loss before each.
nonisolated struct RangeTest {
  let rates: [Double]
  private(set) var losses: [Double] = []
  private(set) var smoothed: [Double] = []

  /// - Parameters:
  ///   - range: the first rate and the last.
  ///   - smoothing: β of the average that the minimum is read from.
  init(
    _ recipe: Recipe, on data: Dataset, over range: ClosedRange<Double>, updates: Int,
    smoothing: Double, using generator: inout Generator
  ) {
    let growth = range.upperBound / range.lowerBound
    rates = (0..<updates).map {
      range.lowerBound * pow(growth, Double($0) / Double(updates - 1))
    }
    var network = recipe.network(for: data, using: &generator)
    run(
      recipe.rule.updateRule, &network, data, Int(recipe.batch), smoothing, &generator)
  }

  private mutating func run(
    _ rule: some UpdateRule, _ network: inout Network, _ data: Dataset, _ batch: Int,
    _ smoothing: Double, _ generator: inout Generator
  ) {
    var optimizer = Optimizer(rule)
    var average = 0.0
    while losses.count < rates.count {
      for batch in data.batches(of: batch, using: &generator)
      where losses.count < rates.count {
        let scores = network.forward(batch.inputs, mode: .training)
        let loss = softmaxCrossEntropy(scores, labels: batch.labels)
        if !loss.value.isFinite { return }
        average = smoothing * average + (1 - smoothing) * loss.value
        let weight = 1 - pow(smoothing, Double(losses.count + 1))
        smoothed.append(average / weight)
        optimizer.rule.learningRate = rates[losses.count]
        losses.append(loss.value)
        network.fillGradients(loss.gradient)
        optimizer.step(&network)
      }
    }
  }

  /// The rates that the test got to before the loss was no longer a number.
  var shownRates: [Double] { Array(rates.prefix(losses.count)) }

  /// The rate at the lowest smoothed loss.
  var lowest: Double { rates[smoothed.indices.min { smoothed[$0] < smoothed[$1] }!] }
}
