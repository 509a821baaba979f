import Datasets
import Engine

/// How the first weights of every layer are drawn; the biases start at 0.
enum Start: String, CaseIterable {
  case one = "σ = 1"
  case hundredth = "σ = 0.01"
  case overRoot = "U(±1/√n)"
  /// The same shape, with the standard deviation 1/√n.
  case wider = "U(±√3/√n)"

  func initializer(fanIn: Int) -> Initializer {
    switch self {
    case .one: .normal(standardDeviation: 1)
    case .hundredth: .normal(standardDeviation: 0.01)
    case .overRoot: .uniform(limit: 1 / sqrt(Double(fanIn)))
    case .wider: .uniform(limit: sqrt(3 / Double(fanIn)))
    }
  }
}

/// Dense layers of the given widths, with a copy of `activation` between each two; nil leaves the activations out.
func stack(
  _ widths: [Int], _ activation: (any Layer)?,
  using generator: inout Generator, initializer: (Int) -> Initializer
) -> Network {
  var layers: [any Layer] = []
  for (fanIn, fanOut) in zip(widths, widths.dropFirst()) {
    if let activation, !layers.isEmpty { layers.append(activation) }
    layers.append(Dense(from: fanIn, to: fanOut, initializer(fanIn), using: &generator))
  }
  return Network(layers)
}

extension Network {
  /// What the hidden layers' activations put out, from the first to the last.
  func hiddenOutputs(for x: Matrix) -> [Matrix] {
    let outputs = outputs(for: x, mode: .inference)
    return stride(from: 1, to: outputs.count - 1, by: 2).map { outputs[$0] }
  }

  /// The dense layer that is `i`th, counted from 0.
  func dense(_ i: Int) -> Dense { layers[2 * i] as! Dense }
}

extension Network {
  /// The same network with other weights and biases in dense layer `i`, counted from 0.
  func changing(_ i: Int, _ change: (inout Dense) -> Void) -> Network {
    var (network, dense) = (self, dense(i))
    change(&dense)
    network.layers[2 * i] = dense
    return network
  }

  /// The same network without some units of its first hidden layer: their outgoing weights are 0.
  func removing(_ isRemoved: [Bool]) -> Network {
    changing(1) { dense in
      let weight = dense.weight.value
      dense.weight.value = Matrix(rows: weight.rows, columns: weight.columns) {
        isRemoved[$0] ? 0 : weight[$0, $1]
      }
    }
  }

  /// The same network, trained.
  func trained(
    on data: Dataset, rate: Double, epochs: Int, seed: UInt64,
    afterEach: (Network) -> Void = { _ in }
  ) -> Network {
    var network = self
    network.train(
      on: data, rate: rate, epochs: epochs, seed: seed, afterEach: afterEach)
    return network
  }
}

/// One row of normal numbers with mean 0.
func normalRow(_ count: Int, _ deviation: Double, using generator: inout Generator)
  -> Matrix
{
  Initializer.normal(standardDeviation: deviation).weight(
    fanIn: 1, fanOut: count, using: &generator)
}
