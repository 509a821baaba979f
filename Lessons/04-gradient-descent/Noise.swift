import Datasets
import Engine

/// How far the gradients of random batches lie from the gradient of all examples.
struct GradientNoise {
  let network: Network
  let data: Dataset
  /// The exact gradient, and the root mean square distance of single examples' gradients from it.
  let exact: Matrix
  let ofOne: Double

  init(_ network: Network, on data: Dataset) {
    self.network = network
    self.data = data
    let mean = network.gradient(on: data)
    let squares = (0..<data.count).map { i in
      pow((network.gradient(on: data.selecting([i])) - mean).norm, 2)
    }
    exact = mean
    ofOne = sqrt(squares.mean)
  }

  /// The length of the exact gradient.
  var signal: Double { exact.norm }

  /// The root mean square distance, over so many random batches.
  func measured(
    batch: Int, replacing: Bool, draws: Int, using generator: inout Generator
  ) -> Double {
    let squares = (0..<draws).map { _ in
      let chosen =
        replacing
        ? (0..<batch).map { _ in generator.integer(below: data.count) }
        : Array(generator.permutation(of: data.count).prefix(batch))
      return pow((network.gradient(on: data.selecting(chosen)) - exact).norm, 2)
    }
    return sqrt(squares.mean)
  }

  /// σ/√B, and without replacement the factor √((N − B)/(N − 1)) more.
  func predicted(batch: Int, replacing: Bool) -> Double {
    let left = Double(data.count - batch) / Double(data.count - 1)
    return ofOne / sqrt(Double(batch)) * (replacing ? 1 : sqrt(left))
  }

  /// The batch whose noise, drawn with replacement, is as long as the signal: (σ/‖∇J‖)².
  var evenBatch: Double { pow(ofOne / signal, 2) }
}
