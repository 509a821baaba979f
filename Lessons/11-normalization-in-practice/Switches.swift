import Engine

/// Batch normalization whose two switches are apart: which statistics it uses for a batch
/// of the training, and whether its γ and β learn.
struct SwitchedNorm: Layer {
  var norm: BatchNorm
  let usesBatch: Bool
  let learns: Bool

  mutating func forward(_ x: Matrix, mode: Mode) -> Matrix {
    norm.forward(x, mode: usesBatch ? mode : .inference)
  }

  mutating func backward(_ dy: Matrix) -> Matrix { norm.backward(dy) }

  mutating func forEachParameter(_ body: (inout Parameter) throws -> Void) rethrows {
    if learns { try norm.forEachParameter(body) }
  }
}

/// A layer whose parameters no optimizer sees.
struct Frozen: Layer {
  private var layer: any Layer

  init(_ layer: any Layer) { self.layer = layer }

  mutating func forward(_ x: Matrix, mode: Mode) -> Matrix {
    layer.forward(x, mode: mode)
  }

  mutating func backward(_ dy: Matrix) -> Matrix { layer.backward(dy) }
}

extension Network {
  /// Dense layers and batch norms frozen, but for what the two switches leave open.
  func frozen(usesBatch: Bool, learns: Bool) -> Network {
    Network(
      layers.map { layer in
        guard let norm = layer as? BatchNorm else { return Frozen(layer) }
        return SwitchedNorm(norm: norm, usesBatch: usesBatch, learns: learns)
      })
  }

  /// The batch norms inside the switches, in order.
  var switchedNorms: [BatchNorm] {
    layers.compactMap { ($0 as? SwitchedNorm)?.norm }
  }
}

extension Network {
  /// How far the running means have moved from those of `source`, in standard deviations:
  /// the root mean square over all units.
  func drift(from source: Network) -> Double {
    let before = source.layers.compactMap { $0 as? BatchNorm }
    let squares = zip(switchedNorms, before).flatMap { now, before in
      (now.runningMean - before.runningMean)
        .zip(before.runningVariance) { $0 * $0 / ($1 + before.epsilon) }.elements
    }
    return sqrt(squares.mean)
  }
}
