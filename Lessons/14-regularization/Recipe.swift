import Engine

/// A network for the digits, what holds it back, and how long it is trained.
struct Recipe {
  var width = 64
  var hiddenLayers = 1
  /// The probability to keep a hidden unit, and an input.
  var keep = 1.0
  var inputKeep = 1.0
  var l1 = 0.0
  var l2 = 0.0
  var hasBatchNorm = false
  var rate = 0.01
  var epochs = 60

  /// The layers, with weights by He's rule.
  func network(inputs: Int, using generator: inout Generator) -> Network {
    var layers: [any Layer] = []
    var fanIn = inputs
    if inputKeep < 1 { layers.append(Dropout(keep: inputKeep, using: &generator)) }
    for _ in 0..<hiddenLayers {
      layers.append(Dense(from: fanIn, to: width, .heNormal, using: &generator))
      if hasBatchNorm { layers.append(BatchNorm(features: width)) }
      layers.append(ReLU())
      if keep < 1 { layers.append(Dropout(keep: keep, using: &generator)) }
      fanIn = width
    }
    return Network(layers + [Dense(from: fanIn, to: 10, .heNormal, using: &generator)])
  }
}
