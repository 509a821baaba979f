import Datasets
import Engine

extension Network {
  /// H v, from the gradients a little on either side.
  private func curved(_ v: Matrix, on data: Dataset, _ squared: Bool) -> Matrix {
    let h = 1e-4
    let right = moved(by: h * v).gradient(on: data, squared: squared)
    let left = moved(by: -h * v).gradient(on: data, squared: squared)
    return (right - left) / (2 * h)
  }

  /// The greatest curvature of the loss: the largest eigenvalue of its Hessian.
  ///
  /// Applied again and again, H turns a vector into the direction with the largest |λ|, which may be one that is
  /// curved downwards. So a first pass measures the size |λ|, and a second one uses H + |λ|, whose largest
  /// eigenvalue belongs to the largest λ of H.
  func greatestCurvature(
    on data: Dataset, squared: Bool, rounds: Int, using generator: inout Generator
  ) -> Double {
    let count = parameterCount
    var shift = 0.0
    for _ in 1...2 {
      var v = Matrix(rows: 1, columns: count) { _, _ in generator.normal() }
      var size = 0.0
      for _ in 0..<rounds {
        v /= v.norm
        v = curved(v, on: data, squared) + shift * v
        size = v.norm
      }
      if shift > 0 { return size - shift }
      shift = size
    }
    return 0
  }

  /// The network after so many updates with all examples.
  func descended(
    on data: Dataset, squared: Bool, rate: Double, updates: Int
  ) -> Network {
    var network = self
    for _ in 0..<updates {
      network = network.moved(by: -rate * network.gradient(on: data, squared: squared))
    }
    return network
  }
}
