import Engine
import Plots

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

  private var name: String { self == .squaredError ? "squared error" : "cross-entropy" }
  private var color: Color { self == .squaredError ? .purple : .grey }

  /// The slopes of both losses, and the updates from starts as far from 0 as `farthest`.
  static func plots(until farthest: Double) -> [Plot] {
    let scores = (-100...40).map { Double($0) / 10 }
    let starts = (0...40).map { 0.5 + (farthest - 0.5) * Double($0) / 40 }
    return [
      Plot(
        "How much an output learns", x: Axis("z"), y: Axis("size of the slope"),
        marks: allCases.map { output in
          .line(
            x: scores, y: scores.map { abs(output.slope($0)) }, label: output.name,
            color: output.color)
        }),
      Plot(
        "Until it is right", x: Axis("−z at the start"),
        y: Axis("updates", scale: .logarithmic),
        marks: allCases.map { output in
          .line(
            x: starts, y: starts.map { Double(output.updates(from: -$0, rate: 1)) },
            label: output.name, color: output.color)
        }),
    ]
  }
}
