/// What a training run leaves to look at: the loss of every update, and the mean of every epoch.
///
///     var history = History()
///     for _ in 1...epochs {
///       for batch in data.batches(of: 32, using: &generator) {
///         let loss = softmaxCrossEntropy(network.forward(batch.inputs, mode: .training), labels: batch.labels)
///         history.record(loss, of: batch.count)
///         if history.hasDiverged { return history }
///         network.backward(loss.gradient)
///         optimizer.step(&network)
///       }
///       history.endEpoch()
///     }
public struct History: Sendable {
  /// The loss that each update began with, in their order; the last may be infinite or nan.
  public private(set) var losses: [Double] = []
  /// The mean loss over the examples of each epoch that has ended.
  public private(set) var epochMeans: [Double] = []
  /// How many updates were made until the first loss that is not a finite number; nil if all are.
  public private(set) var divergedAfter: Int?
  /// The sum of the losses of the epoch's examples so far, and how many these are.
  private var epoch = (sum: 0.0, examples: 0)

  public init() {}

  /// Writes down the mean loss of a batch of so many examples, before the update that is made with it.
  public mutating func record(_ loss: Loss, of examples: Int) {
    precondition(examples > 0, "a loss is the mean over at least 1 example, not \(examples)")
    if divergedAfter == nil && !loss.value.isFinite { divergedAfter = losses.count }
    losses.append(loss.value)
    epoch.sum += loss.value * Double(examples)
    epoch.examples += examples
  }

  /// Closes an epoch: its mean loss, in which every example counts alike, joins ``epochMeans``. That of no updates is nan.
  public mutating func endEpoch() {
    epochMeans.append(epoch.sum / Double(epoch.examples))
    epoch = (0, 0)
  }

  /// Whether a loss was no longer a finite number: from there on nothing can be learned.
  public var hasDiverged: Bool { divergedAfter != nil }

  /// The mean loss of the last epoch that has ended; ∞ for a run that has diverged, nan for one without epochs.
  public var last: Double { hasDiverged ? .infinity : epochMeans.last ?? .nan }

  /// The mean of every `count` updates in a row, as a curve with less noise; what is left over at the end is left out.
  public func means(ofEvery count: Int) -> [Double] {
    precondition(count > 0, "a mean needs at least 1 loss, not \(count)")
    return (0..<losses.count / count).map { losses[$0 * count..<($0 + 1) * count].mean }
  }
}
