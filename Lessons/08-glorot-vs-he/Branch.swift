import Engine
import Plots

/// What stands beside the way around, in each of a network's residual blocks.
enum Branch: String, CaseIterable {
  case he = "He"
  case scaled = "He, divided by √L"
  case normalized = "batch norm, then He"

  /// The layers of a branch that keeps the mean square of what it gets, or makes it 1.
  func layers(
    width: Int, blocks: Int, using generator: inout Generator
  ) -> [any Layer] {
    let factor = self == .scaled ? 1 / sqrt(Double(blocks)) : 1
    let dense = stack([width, width], nil, .he, times: factor, using: &generator).layers
    return (self == .normalized ? [BatchNorm(features: width)] : []) + [ReLU()] + dense
  }

  /// The predicted mean square after `block` of so many blocks, for inputs of mean
  /// square 1.
  func meanSquare(after block: Int, of blocks: Int) -> Double {
    switch self {
    case .he: pow(2, Double(block))
    case .scaled: pow(1 + 1 / Double(blocks), Double(block))
    case .normalized: Double(1 + block)
    }
  }

  var color: Color {
    switch self {
    case .he: .orange
    case .scaled: .purple
    case .normalized: .grey
    }
  }
}

/// Residual blocks in a row.
func blocks(
  _ branch: Branch, _ count: Int, width: Int, using generator: inout Generator
) -> [any Layer] {
  (1...count).map { _ in
    Residual(branch.layers(width: width, blocks: count, using: &generator))
  }
}
