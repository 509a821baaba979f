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
