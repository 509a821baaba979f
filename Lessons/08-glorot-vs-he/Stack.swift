import Engine

/// Dense layers with weights drawn by `rule`, and a copy of `activation` between them;
/// nil leaves the activations out.
///
/// - Parameter factor: what the rule's standard deviations are multiplied by.
func stack(
  _ widths: [Int], _ activation: (any Layer)?, _ rule: Rule, times factor: Double = 1,
  _ distribution: Distribution = .normal, using generator: inout Generator
) -> Network {
  var layers: [any Layer] = []
  for (fanIn, fanOut) in zip(widths, widths.dropFirst()) {
    if let activation, !layers.isEmpty { layers.append(activation) }
    let deviation = factor * sqrt(rule.variance(Double(fanIn), Double(fanOut)))
    let weight = distribution.weight(
      fanIn, fanOut, deviation: deviation, using: &generator)
    layers.append(Dense(weight: weight, bias: Matrix(rows: 1, columns: fanOut)))
  }
  return Network(layers)
}
