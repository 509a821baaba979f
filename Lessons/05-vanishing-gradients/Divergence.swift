import Datasets
import Engine
import LessonKit

/// A run that left the numbers: its network and its batch when the loss was no longer finite.
struct Divergence: Error {
  let network: Network
  let batch: Dataset
  /// The first layer that shows it.
  let place: String

  init(of network: Network, on batch: Dataset) {
    self.network = network
    self.batch = batch
    let layers = network.statistics(for: batch.inputs, mode: .training)
    let first = layers.first { !$0.isFinite }
    // With all layers finite, it is the loss that overflowed: a difference of two scores near 10³⁰⁸.
    place = first.map { "layer \($0.layer)" } ?? "the loss"
  }
}

/// A run at a rate that is far too large.
struct WildRun {
  var network: Network
  var trace = TrainingTrace()
  var divergence: Divergence?

  /// How it ended, after how many updates, and the first place that is not finite, or else dead on `inputs`.
  func cells(on inputs: Matrix) -> [String] {
    let updates = "\(trace.history.divergedAfter ?? trace.history.losses.count)"
    if let divergence { return ["diverged", updates, divergence.place] }
    let dead = network.statistics(for: inputs, mode: .inference).first { $0.dead == 64 }
    return [
      "loss \(trace.history.losses.last!.text(.fixed(2)))", updates,
      dead.map { "none, but all of \($0.layer) is dead" } ?? "none",
    ]
  }

  /// How far the last update went on a logarithmic axis of the loss, over the average update.
  var acceleration: Double {
    let logarithms = trace.history.losses.filter(\.isFinite).map { log($0) }
    let (first, last) = (logarithms.first!, logarithms.last!)
    let average = (last - first) / Double(logarithms.count - 1)
    return (last - logarithms[logarithms.count - 2]) / average
  }
}

/// The middle one, or not a number if there are none.
func median(_ values: [Double]) -> Double {
  values.isEmpty ? .nan : values.sorted()[values.count / 2]
}
