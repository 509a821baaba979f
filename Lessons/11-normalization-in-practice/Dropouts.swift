import Datasets
import Engine

/// Where dropouts stand in a network whose hidden layers may have batch norms.
enum Order: String, CaseIterable {
  case noDropout = "batch norm, no dropout"
  case noNorm = "dropout, no batch norm"
  case before = "dropout before batch norms"
  case after = "dropout after the last one"

  /// Three hidden layers: dense, batch norm, ReLU, dropout.
  func network(
    inputs: Int, keep: Double, using generator: inout Generator
  ) -> Network {
    var layers: [any Layer] = []
    for i in 1...3 {
      let width = i == 1 ? inputs : 64
      layers.append(Dense(from: width, to: 64, .heNormal, using: &generator))
      if self != .noNorm { layers.append(BatchNorm(features: 64)) }
      layers.append(ReLU())
      if self != .noDropout && (self != .after || i == 3) {
        layers.append(Dropout(keep: keep, using: &generator))
      }
    }
    layers.append(Dense(from: 64, to: 10, .heNormal, using: &generator))
    return Network(layers)
  }
}

extension Network {
  /// What enters each batch norm: the variance of a unit in training, divided by the same
  /// in inference; a mean over units above and below the line.
  func varianceRatios(for x: Matrix) -> [Double] {
    let training = outputs(for: x, mode: .training)
    let inference = outputs(for: x, mode: .inference)
    return layers.indices.filter { layers[$0] is BatchNorm }.map { i in
      training[i - 1].columnVariances.mean / inference[i - 1].columnVariances.mean
    }
  }
}
