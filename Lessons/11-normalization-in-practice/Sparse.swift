import Engine

/// Eight ReLU layers from weights that are too small, with batch norms in some of them.
struct Sparse {
  let name: String
  /// Of the layers that have one, counted from 1.
  let places: [Int]

  static let all = [
    Sparse(name: "none", places: []), Sparse(name: "all eight", places: Array(1...8)),
    Sparse(name: "2, 4, 6, 8", places: [2, 4, 6, 8]),
    Sparse(name: "1 and 5", places: [1, 5]), Sparse(name: "4 and 8", places: [4, 8]),
    Sparse(name: "1", places: [1]), Sparse(name: "8", places: [8]),
  ]

  func network(
    inputs: Int, sigma: Double, using generator: inout Generator
  ) -> Network {
    var layers: [any Layer] = []
    let start = Initializer.normal(standardDeviation: sigma)
    for i in 1...8 {
      layers.append(Dense(from: i == 1 ? inputs : 32, to: 32, start, using: &generator))
      if places.contains(i) { layers.append(BatchNorm(features: 32)) }
      layers.append(ReLU())
    }
    layers.append(Dense(from: 32, to: 10, start, using: &generator))
    return Network(layers)
  }
}

extension Network {
  /// How much each activation's outputs vary from example to example: the root of the mean
  /// over units of each unit's variance, in a training batch of all of `x`.
  func signal(for x: Matrix) -> [Double] {
    zip(layers, outputs(for: x, mode: .training)).filter { $0.0 is any ActivationLayer }
      .map { sqrt($0.1.columnVariances.mean) }
  }
}
