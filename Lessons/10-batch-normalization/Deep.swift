import Engine

/// Four ways to build a network of very many ReLU layers.
enum Deep: String, CaseIterable {
  case plain
  case normed = "batch norm"
  case skipping = "residual connections"
  case both = "batch norm and residual connections"

  /// `depth` layers of `width` units between the pictures and the ten scores, from He's
  /// weights. Batch norm stands in front of each ReLU; a residual connection leads around
  /// each ReLU with its dense layer and its batch norm (He, Zhang, Ren, Sun, "Identity
  /// Mappings in Deep Residual Networks", ECCV 2016).
  func network(
    inputs: Int, depth: Int, width: Int, using generator: inout Generator
  ) -> Network {
    var layers: [any Layer] = [
      Dense(from: inputs, to: width, .heNormal, using: &generator)
    ]
    let norm: [any Layer] =
      self == .normed || self == .both ? [BatchNorm(features: width)] : []
    for _ in 1...depth {
      let dense = Dense(from: width, to: width, .heNormal, using: &generator)
      let block = norm + [ReLU(), dense]
      layers += self == .skipping || self == .both ? [Residual(block)] : block
    }
    layers += norm + [Dense(from: width, to: 10, .glorotNormal, using: &generator)]
    return Network(layers)
  }
}
