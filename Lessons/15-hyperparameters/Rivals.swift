import Datasets
import Engine

/// The schedules that are compared.
nonisolated enum Rival: String, CaseIterable, Sendable {
  case constant, step, exponential, cosine
  case inverse = "1/t"
  case warmUp = "warm-up"

  static let rates = [0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2]

  /// The schedule for a training of so many updates.
  func schedule(_ updates: Int) -> Schedule {
    switch self {
    case .constant: .constant
    case .step: .step(every: (updates + 1) / 2, factor: 0.1)
    case .exponential: .exponential(factor: pow(0.05, 1 / Double(updates)))
    case .cosine: .cosine(updates: updates)
    case .inverse: .inverse(decay: 9 / Double(updates))
    case .warmUp: .warmUp(updates / 10, then: .constant)
    }
  }
}

nonisolated extension Bench {
  /// The updates of five epochs of 600 digits, 32 a batch.
  static let updates = 5 * 19

  /// For right labels and for spoiled ones, each schedule and each rate: the loss on the validation and the test part.
  func schedules(_ number: Int, spoiled: Dataset) -> [Double] {
    [training, spoiled].flatMap { data in
      Rival.allCases.flatMap { rival in
        Rival.rates.flatMap { rate in
          var generator = generator(of: .schedules, number)
          let recipe = Recipe(
            rate: rate, rule: .plain, schedule: rival.schedule(Self.updates))
          let network = recipe.train(on: data, epochs: 5, using: &generator)
          return [loss(of: network), loss(of: network, on: test)]
        }
      }
    }
  }

  /// The training digits, with another label for about this share of them.
  func mislabelled(_ share: Double) -> Dataset {
    var generator = generator(of: .labels, 0)
    let labels = training.labels.map { label in
      let isWrong = generator.uniform() < share
      return isWrong ? (label + 1 + generator.integer(below: 9)) % 10 : label
    }
    return Dataset(inputs: training.inputs, labels: labels, classes: training.classes)
  }
}

/// How the schedules ended: the mean over repetitions.
struct ScheduleResults {
  let results: [[Double]]

  /// The mean loss at each rate, on the validation part or the test part.
  func losses(_ rival: Rival, spoiled: Bool, onTest: Bool) -> [Double] {
    let (count, order) = (Rival.rates.count, Rival.allCases.firstIndex(of: rival)!)
    let first = ((spoiled ? Rival.allCases.count : 0) + order) * count
    return (0..<count).map { i in
      results.map { $0[2 * (first + i) + (onTest ? 1 : 0)] }.mean
    }
  }

  /// The rate that validation prefers, and the test loss there, as shown.
  func best(_ rival: Rival, spoiled: Bool) -> (rate: Double, loss: Double) {
    let losses = losses(rival, spoiled: spoiled, onTest: false)
    let best = losses.indices.min { losses[$0] < losses[$1] }!
    let onTest = self.losses(rival, spoiled: spoiled, onTest: true)
    return (Rival.rates[best], asShown(onTest[best]))
  }
}

/// A loss with the three decimals that are shown, so that a reader can subtract.
func asShown(_ loss: Double) -> Double { (1000 * loss).rounded() / 1000 }
