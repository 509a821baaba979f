import Datasets
import Engine
import LessonKit

/// What a run of the network that reads digits leaves.
struct Run {
  var network: Network
  var history = History()
  /// The gradient's norm at each update, before clipping.
  var norms: [Double] = []
  var longestStep = 0.0

  init(network: Network) { self.network = network }

  /// The longest gradient that is finite: at which update, counted from 1, and its norm.
  var longestGradient: (update: Int, norm: Double) {
    let finite = norms.indices.filter { norms[$0].isFinite }
    let longest = finite.max { norms[$0] < norms[$1] }!
    return (longest + 1, norms[longest])
  }

  /// The mean loss of the last epoch's updates; ∞ if the run diverged.
  var end: Double {
    if history.hasDiverged { return .infinity }
    return history.losses.suffix(history.losses.count / history.epochMeans.count).mean
  }

  func accuracy(on data: Dataset) -> Double {
    var network = network
    let scores = network.forward(data.inputs, mode: .inference)
    return Engine.accuracy(scores, labels: data.labels)
  }

  /// A row of the lesson's table, without its name.
  func cells(on data: Dataset) -> [String] {
    let diverged = history.hasDiverged
    return [
      "\(norms.count)", longestGradient.norm.text(.significant(2)),
      diverged ? "not a number" : end.text(.fixed(2)),
      diverged ? "–" : accuracy(on: data).text(.percent(0)),
    ]
  }
}

/// A rate, and a threshold by the share of a healthy run's norms that are below it; nil for no clipping.
struct Setting: Equatable {
  let rate: Double
  let share: Double?
}
