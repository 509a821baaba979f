import Datasets
import Engine

/// What makes a network for its start, from random numbers.
typealias Start = (inout Generator) -> Network

/// Eight hidden layers of 32 ReLUs that read `features` numbers, and a last layer for ten digits.
///
/// The hidden weights start at `growth` times the size of He's rule, so that signals and gradients grow by about that factor
/// in each layer. Batch normalization, if it is wanted, stands before each activation.
func deep(features: Int, growth: Double, isNormalized: Bool) -> Start {
  { generator in
    var layers: [any Layer] = []
    var fanIn = features
    for _ in 1...8 {
      var dense = Dense(from: fanIn, to: 32, .heNormal, using: &generator)
      dense.weight.value *= growth
      layers.append(dense)
      if isNormalized { layers.append(BatchNorm(features: 32)) }
      layers.append(ReLU())
      fanIn = 32
    }
    return Network(layers + [Dense(from: 32, to: 10, .glorotNormal, using: &generator)])
  }
}

/// Which of three remedies for exploding gradients a run takes, at which rate.
struct Treatment: Equatable {
  var clips = false
  var shrinks = false  // the weights, to He's size
  var normalizes = false
  var rate = 0.0

  /// None, each alone, each pair.
  static let all = [
    Treatment(), Treatment(clips: true), Treatment(shrinks: true),
    Treatment(normalizes: true), Treatment(clips: true, shrinks: true),
    Treatment(clips: true, normalizes: true),
    Treatment(shrinks: true, normalizes: true),
  ]

  var name: String {
    let parts = [
      (clips, "clipping"), (shrinks, "He's weights"), (normalizes, "batch norm"),
    ]
    let taken = parts.filter(\.0).map(\.1)
    return taken.isEmpty ? "as it is" : taken.joined(separator: " + ")
  }

  func at(_ rate: Double) -> Treatment {
    var copy = self
    copy.rate = rate
    return copy
  }
}
