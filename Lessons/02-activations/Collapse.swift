import Engine

extension Network {
  /// The one dense layer that does what a stack of dense layers does, multiplied out from the front.
  var collapsed: Dense {
    let dense = layers.map { $0 as! Dense }
    var (weight, bias) = (dense[0].weight.value, dense[0].bias.value)
    for layer in dense.dropFirst() {
      weight = matmul(weight, layer.weight.value)
      bias = matmul(bias, layer.weight.value) + layer.bias.value
    }
    return Dense(weight: weight, bias: bias)
  }
}
