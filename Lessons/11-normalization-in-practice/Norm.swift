import Datasets
import Engine
import Plots

/// What may stand in front of each activation.
enum Norm: String, CaseIterable {
  case none = "none"
  case batch = "batch norm"
  case layer = "layer norm"
  case group = "group norm"

  /// Groups are of eight features.
  func layers(features: Int) -> [any Layer] {
    switch self {
    case .none: []
    case .batch: [BatchNorm(features: features)]
    case .layer: [LayerNorm(features: features)]
    case .group: [GroupNorm(features: features, groups: features / 8)]
    }
  }

  var color: Color {
    switch self {
    case .none: .grey
    case .batch: .orange
    case .layer: .blue
    case .group: .green
    }
  }
}

/// Dense layers with ReLU, each with a normalization in front of the ReLU, from He's weights.
func network(
  _ norm: Norm, inputs: Int, hidden: [Int] = [32, 32], classes: Int = 10,
  using generator: inout Generator
) -> Network {
  var layers: [any Layer] = []
  var width = inputs
  for units in hidden {
    layers.append(Dense(from: width, to: units, .heNormal, using: &generator))
    layers += norm.layers(features: units)
    layers.append(ReLU())
    width = units
  }
  layers.append(Dense(from: width, to: classes, .heNormal, using: &generator))
  return Network(layers)
}

extension Network {
  /// Plain descent through the data set, so many times.
  mutating func train(
    on data: Dataset, batch size: Int, rate: Double, epochs: Int,
    using generator: inout Generator
  ) {
    var optimizer = Optimizer(GradientDescent(learningRate: rate))
    for _ in 0..<epochs {
      for batch in data.batches(of: size, using: &generator) {
        let scores = forward(batch.inputs, mode: .training)
        let loss = softmaxCrossEntropy(scores, labels: batch.labels)
        guard loss.value.isFinite else { return }  // nothing can be learned after that
        fillGradients(loss.gradient)
        optimizer.step(&self)
      }
    }
  }

  /// The same network, whose batch norms have the exact statistics of `x` for running ones.
  func withStatistics(of x: Matrix) -> Network {
    var copy = self
    var x = x
    for i in copy.layers.indices {
      if var norm = copy.layers[i] as? BatchNorm {
        (norm.runningMean, norm.runningVariance) = (x.columnMeans, x.columnVariances)
        copy.layers[i] = norm
      }
      x = copy.layers[i].forward(x, mode: .inference)
    }
    return copy
  }
}
