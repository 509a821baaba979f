import Engine

/// The loss of a network as it learns: at its start and after every fourth update, and after every epoch.
struct Course {
  var updates: [Double]
  var epochs: [Double]

  init(loss: Double) { (updates, epochs) = ([loss], [loss]) }
}

extension [[Double]] {
  /// The place of the curve that ends lowest; one that is no longer a number never does.
  var best: Int {
    let ends = map { $0.last!.isFinite ? $0.last! : .infinity }
    return ends.firstIndex(of: ends.min()!)!
  }
}
