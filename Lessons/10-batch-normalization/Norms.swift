import Engine

// What the lesson does to batch normalizations, and to the weights in front of them.

extension Network {
  /// The weights of each dense layer that a batch normalization follows, in order.
  var weightsBeforeNorms: [Parameter] {
    placesBeforeNorms.map { (layers[$0] as! Dense).weight }
  }

  /// The weights that batch normalization number `number`, counted from 1, follows.
  func weightBeforeNorm(_ number: Int) -> Parameter { weightsBeforeNorms[number - 1] }

  /// Replaces ``weightsBeforeNorms``, in the same order.
  mutating func replaceWeightsBeforeNorms(_ weights: [Matrix]) {
    for (place, weight) in zip(placesBeforeNorms, weights) {
      var dense = layers[place] as! Dense
      dense.weight.value = weight
      layers[place] = dense
    }
  }

  /// Replaces each batch normalization by what `other` makes of it.
  mutating func replaceNorms(_ other: (BatchNorm) -> any Layer) {
    for i in layers.indices {
      if let norm = layers[i] as? BatchNorm { layers[i] = other(norm) }
    }
  }

  /// Replaces each batch normalization by a fresh one with ε = 0.
  mutating func removeEpsilon() {
    replaceNorms { BatchNorm(features: $0.gamma.value.columns, epsilon: 0) }
  }

  private var placesBeforeNorms: [Int] {
    layers.indices.dropLast().filter { place in
      layers[place] is Dense && layers[place + 1] is BatchNorm
    }
  }
}
