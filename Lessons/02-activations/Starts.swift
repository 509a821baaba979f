import Datasets
import Engine

/// A network with one hidden layer whose pre-activations have the root mean square `s` on
/// the data before it learns.
func start(
  _ widths: [Int], _ activation: Activation, s: Double, on data: Dataset,
  using generator: inout Generator
) -> Network {
  var network = stack(widths, activation, using: &generator)
  var first = network.layers[0] as! Dense
  let z = first.forward(data.inputs, mode: .inference)
  first.weight.value *= s * sqrt(Double(z.elements.count)) / z.norm
  network.layers[0] = first
  return network
}
