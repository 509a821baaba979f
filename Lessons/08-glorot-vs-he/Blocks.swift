import Engine

/// What stands beside the way around, in each of a network's residual blocks.
enum Branch: String, CaseIterable {
  case he = "He"
  case scaled = "He, divided by √L"
  case normalized = "batch norm, then He"

  /// The layers of a branch that keeps the mean square of what it gets, or gives it the mean square 1.
  func layers(width: Int, blocks: Int, using generator: inout Generator) -> [any Layer] {
    let rule = self == .scaled ? Rule.he.times(1 / Double(blocks).squareRoot()) : .he
    let dense = stack([width, width], nil, rule, using: &generator).layers
    return (self == .normalized ? [BatchNorm(features: width)] : []) + [ReLU()] + dense
  }

  /// The predicted mean square after `block` of so many blocks, for inputs of mean square 1.
  func meanSquare(after block: Int, of blocks: Int) -> Double {
    switch self {
    case .he: power(2, block)
    case .scaled: power(1 + 1 / Double(blocks), block)
    case .normalized: Double(1 + block)
    }
  }
}

/// Residual blocks in a row.
func blocks(_ branch: Branch, _ count: Int, width: Int, using generator: inout Generator) -> [any Layer] {
  (1...count).map { _ in Residual(branch.layers(width: width, blocks: count, using: &generator)) }
}

/// A network of sigmoids that computes what a network of hyperbolic tangents computes.
///
/// tanh(v) = 2σ(2v) − 1. So a tanh unit that gets the outputs h = 2s − 1 of the layer before becomes a sigmoid of
/// twice its pre-activation, 2 (hW + b) = s · 4W + 2b − 2 Σ W, where the sum runs over each column. The first layer
/// gets the data as they are, and the last puts out its pre-activation itself.
func sigmoidTwin(of network: Network) -> Network {
  var layers = network.layers
  let places = layers.indices.filter { layers[$0] is Dense }
  for i in places {
    let dense = layers[i] as! Dense
    let (input, output) = (i == places.first ? 1.0 : 2.0, i == places.last ? 1.0 : 2.0)
    let shift = i == places.first ? Matrix(rows: 1, columns: dense.bias.value.columns) : dense.weight.value.columnSums
    layers[i] = Dense(weight: input * output * dense.weight.value, bias: output * (dense.bias.value - shift))
  }
  return Network(layers.map { $0 is Tanh ? Sigmoid() : $0 })
}
