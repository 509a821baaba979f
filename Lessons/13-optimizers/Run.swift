import Datasets
import Engine
import LessonKit
import Plots

/// How a training run went.
struct Run {
  let rate: Double
  var history = History()
  var validationLoss = Double.infinity
  var accuracy = 0.1  // on the validation set; a run that ended in infinities guesses

  init(rate: Double) { self.rate = rate }

  /// Judges the network that the run ended with by data that it was not trained on.
  mutating func judge(_ network: Network, on data: Dataset) {
    var network = network
    let scores = network.forward(data.inputs, mode: .inference)
    guard scores.isFinite else { return }
    validationLoss = softmaxCrossEntropy(scores, labels: data.labels).value
    accuracy = Engine.accuracy(scores, labels: data.labels)
  }

  /// The training loss, averaged over half epochs, against the epoch.
  func curve(label: String, color: Color) -> Mark {
    let half = history.losses.count / history.epochMeans.count / 2  // updates
    let means = history.means(ofEvery: half)
    let epochs = means.indices.map { Double($0 + 1) / 2 }
    return .line(x: epochs, y: means, label: label, color: color)
  }
}

extension [Run] {
  /// The run that ended with the lowest validation loss.
  var best: Run { self.min { $0.validationLoss < $1.validationLoss }! }

  /// The run with the rate that is nearest, by their quotient.
  subscript(near rate: Double) -> Run {
    self.min { abs(log($0.rate / rate)) < abs(log($1.rate / rate)) }!
  }

  /// The rates tried, the best of them, and what came of that: cells of a table's row.
  var cells: [String] {
    let rates = map { $0.rate.text(.significant(1)) }
    return [
      "\(rates.first!) to \(rates.last!)", best.rate.text(.significant(1)),
      best.validationLoss.text(.fixed(3)), best.accuracy.text(.percent(1)),
    ]
  }
}
