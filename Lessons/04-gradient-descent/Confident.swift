import Engine

/// One sigmoid output p = σ(z) whose right answer is 1, as a number that learns.
enum Output: CaseIterable {
  case squaredError, crossEntropy

  /// The loss, (1 − p)² or −ln p.
  func loss(_ z: Double) -> Double {
    let p = sigmoid(z)
    return self == .squaredError ? (1 - p) * (1 - p) : -log(p)
  }

  /// The loss's derivative with respect to z.
  func slope(_ z: Double) -> Double {
    let p = sigmoid(z)
    return self == .squaredError ? -2 * (1 - p) * p * (1 - p) : p - 1
  }

  /// How many updates of z itself it takes until p is above one half.
  func updates(from start: Double, rate: Double) -> Int {
    var (z, count) = (start, 0)
    while z <= 0 && count < 100_000 {
      z -= rate * slope(z)
      count += 1
    }
    return count
  }
}
