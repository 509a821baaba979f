import Engine
import LessonKit
import Plots

extension Activation {
  /// Its colour in every figure.
  var color: Color {
    switch self {
    case .sigmoid: .green
    case .tanh: .blue
    default: .orange
    }
  }

  /// Where its outputs lie, as far as a figure shows them.
  func range(of y: Matrix) -> ClosedRange<Double> {
    switch self {
    case .sigmoid: 0...1
    case .tanh: -1...1
    default: 0...max(1, 4 * sqrt(y.meanSquare))
    }
  }
}

/// What some hidden layers put out: a row for each layer, from shallow to deep, and a column for each activation.
///
/// A network that has left the numbers has nothing to show.
func grid(_ outputs: Results<Activation, [Matrix]>, layers: [Int]) -> Figure {
  let shown = outputs.keys.filter { outputs[$0].allSatisfy(\.isFinite) }
  return .grid(
    columns: shown.map(\.rawValue), rows: layers.map { "layer \($0)" }, shared: .none,
    plots: layers.map { layer in
      shown.map { activation in
        let y = outputs[activation][layer - 1]
        return Plot(
          y.summary, x: Axis("output"), y: Axis("density"),
          marks: [
            .histogram(
              y.elements, bins: 31, over: activation.range(of: y), as: .density,
              color: activation.color)
          ])
      }
    })
}

extension Matrix {
  /// Mean ± standard deviation (over the examples), for a title; a mean that is next to nothing beside them is 0.
  fileprivate var summary: String {
    let mean = Swift.abs(mean) < 0.03 * standardDeviation ? 0 : mean
    return "\(mean.text(.significant(2))) ± \(standardDeviation.text(.significant(2))) "
      + "(\(spreadOverExamples.text(.significant(2))))"
  }
}

/// A histogram of a matrix's entries over what they cover.
func histogram(_ title: String, _ label: String, _ x: Matrix, _ color: Color) -> Plot {
  let largest = abs(x).max
  let edge = largest > 0 && largest.isFinite ? largest : 1
  return Plot(
    title, x: Axis(label), y: Axis("count"),
    marks: [.histogram(x.elements, bins: 31, over: -edge...edge, color: color)])
}

/// A unit that sums three products, drawn with what its edges carry.
func dotProduct(inputs: [String], weights: [String], products: [String], sum: String)
  -> Graph
{
  var nodes = [
    Graph.Node(id: "sum", label: "+", column: 2, row: 2.5),
    Graph.Node(id: "z", label: sum, column: 3, row: 2.5),
  ]
  var edges = [Graph.Edge(from: "sum", to: "z")]
  for i in inputs.indices {
    let row = 2 * Double(i)
    nodes += [
      Graph.Node(id: "x\(i)", label: inputs[i], column: 0, row: row),
      Graph.Node(id: "w\(i)", label: weights[i], column: 0, row: row + 1),
      Graph.Node(id: "p\(i)", label: "×", column: 1, row: row + 0.5),
    ]
    edges += [
      Graph.Edge(from: "x\(i)", to: "p\(i)"), Graph.Edge(from: "w\(i)", to: "p\(i)"),
      Graph.Edge(from: "p\(i)", to: "sum", above: products[i]),
    ]
  }
  return Graph(nodes: nodes, edges: edges, above: "product", below: "")
}

/// Two hidden units with equal weights in and equal weights out.
var equalUnits: Graph {
  let (inputs, units, outputs) = (["x₁", "x₂"], ["unit 1", "unit 2"], ["o₁", "o₂"])
  func column(_ names: [String], _ column: Int) -> [Graph.Node] {
    names.enumerated().map {
      Graph.Node(id: $1, label: $1, column: column, row: 2 * Double($0))
    }
  }
  let weightsIn = zip(inputs, ["w₁", "w₂"]).flatMap { input, weight in
    units.map { Graph.Edge(from: input, to: $0, above: weight) }
  }
  let weightsOut = units.flatMap { unit in
    zip(outputs, ["v₁", "v₂"]).map { Graph.Edge(from: unit, to: $0, above: $1) }
  }
  return Graph(
    nodes: column(inputs, 0) + column(units, 1) + column(outputs, 2),
    edges: weightsIn + weightsOut, above: "weight", below: "")
}
