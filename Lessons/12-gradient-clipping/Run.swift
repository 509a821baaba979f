import Datasets
import Engine
import LessonKit
import Plots

/// What a run of training leaves.
struct Run {
  var network: Network
  var history = History()
  /// The gradient's norm at each update, before clipping.
  var norms: [Double] = []
  /// The longest change of all parameters together in one update.
  var longestStep = 0.0

  init(network: Network) { self.network = network }

  /// The longest gradient that is finite: at which update, counted from 1, and its norm; 0 if there is none.
  var longestGradient: (update: Int, norm: Double) {
    let finite = norms.indices.filter { norms[$0].isFinite }
    guard let longest = finite.max(by: { norms[$0] < norms[$1] }) else { return (0, 0) }
    return (longest + 1, norms[longest])
  }

  /// The mean loss of the last epoch's updates; ∞ if the run diverged.
  var end: Double {
    if history.hasDiverged { return .infinity }
    return history.losses.suffix(history.losses.count / history.epochMeans.count).mean
  }

  /// The share of `data` that the network reads right at the end, or 0 if the run diverged.
  func accuracy(on data: Dataset) -> Double {
    history.hasDiverged ? 0 : network.accuracy(on: data)
  }

  /// The loss at the end and the accuracy, as a table shows them.
  func verdict(on data: Dataset) -> [String] {
    if history.hasDiverged { return ["not a number", "–"] }
    return [end.text(.fixed(2)), accuracy(on: data).text(.percent(0))]
  }

  /// The loss of every batch, as a line.
  func losses(_ label: String, _ color: Color) -> Mark {
    .line(history.losses, label: label, color: color)
  }

  /// The mean loss of every six updates, as a line at their middle.
  func sixes(_ label: String, _ color: Color) -> Mark {
    let means = history.means(ofEvery: 6)
    let updates = means.indices.map { 6 * Double($0) + 3 }
    return .line(x: updates, y: means, label: label, color: color)
  }

  /// A row of the lesson's table, without its name.
  func cells(on data: Dataset) -> [String] {
    ["\(norms.count)", longestGradient.norm.text(.significant(2))] + verdict(on: data)
  }
}

/// A rate, and a threshold by the share of a healthy run's norms that are below it; nil for no clipping.
struct Setting: Equatable {
  let rate: Double
  let share: Double?
}
