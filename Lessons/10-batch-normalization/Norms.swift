import Engine

// What the lesson does to the weights directly in front of a batch normalization.

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

  /// Replaces each batch normalization by a fresh one with the given ε.
  mutating func replaceNorms(epsilon: Double) {
    for i in layers.indices {
      if let norm = layers[i] as? BatchNorm {
        layers[i] = BatchNorm(features: norm.gamma.value.columns, epsilon: epsilon)
      }
    }
  }

  private var placesBeforeNorms: [Int] {
    layers.indices.dropLast().filter { place in
      layers[place] is Dense && layers[place + 1] is BatchNorm
    }
  }
}
