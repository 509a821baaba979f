import Engine
import Tape

/// In how many ways the weights of a network reach its output, against the size of its graph.
struct Paths {
  /// How many weights there are, without the biases.
  let weights: Int
  /// How many paths lead from one weight of the first layer to the output.
  let ofFirst: Double
  /// The paths of all weights together.
  let all: Double
  /// The arrows of the graph.
  let edges: Int

  /// For two inputs, so many hidden layers of so many units, and one output.
  ///
  /// All weights are 1 and there is no activation, so each path from a unit to the output contributes 1 · 1 · … · 1 = 1
  /// to the unit's gradient: the way back over the tape counts paths. Each weight of a unit has the unit's paths.
  init(hiddenLayers: Int, units: Int) {
    let widths = [2] + Array(repeating: units, count: hiddenLayers) + [1]
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
    ofFirst = tape.gradient(of: layers[0][0])
    all = zip(widths, layers).reduce(0) { sum, layer in
      sum + Double(layer.0) * layer.1.reduce(0) { $0 + tape.gradient(of: $1) }
    }
    edges = layers.joined().reduce(0) { $0 + tape.edges(into: $1).count }
  }
}
