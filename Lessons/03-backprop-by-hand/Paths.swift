import Engine
import Tape

/// The size of a network's gradient when every derivative is written out, against the size of its graph.
struct Paths {
  /// How many weights there are, without the biases.
  let weights: Int
  /// How many paths lead from a weight of the first layer to the output: the terms of its derivative.
  let termsOfFirst: Double
  /// The terms of all weights' derivatives together.
  let terms: Double
  /// The arrows of the graph.
  let edges: Int

  /// For two inputs, so many hidden layers of 16 units, and one output.
  ///
  /// All weights are 1 and there is no activation, so each path contributes 1 · 1 · … · 1 = 1 to a gradient, and the
  /// way back over the tape counts paths.
  init(hiddenLayers: Int) {
    let widths = [2] + Array(repeating: 16, count: hiddenLayers) + [1]
    var tape = Tape()
    let one = tape.leaf(1)
    var values = [Tape.Node](repeating: one, count: widths[0])
    var layers: [[Tape.Node]] = []
    for (inputs, units) in zip(widths, widths.dropFirst()) {
      let ones = [Tape.Node](repeating: one, count: inputs)
      values = (0..<units).map { _ in
        tape.weightedSum(of: values, weights: ones, bias: one)
      }
      layers.append(values)
    }
    tape.backward(from: values[0])

    weights = zip(widths, widths.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
    termsOfFirst = tape.gradient(of: layers[0][0])
    terms = zip(widths, layers).reduce(0) { sum, layer in
      sum + Double(layer.0) * layer.1.reduce(0) { $0 + tape.gradient(of: $1) }
    }
    edges = layers.joined().reduce(0) { $0 + tape.edges(into: $1).count }
  }
}
