import Engine
import LessonKit
import Plots

/// Theory as a line through layers 1, 2, …, and measurement as points of the same colour.
func lineAndPoints(_ line: [Double], _ points: [Double], label: String, color: Color)
  -> [Mark]
{
  [
    .line(line, from: 1, label: label, color: color),
    .points(points, from: 1, color: color),
  ]
}

/// What theory and measurement say of the hidden layers under each scheme: a panel for
/// each activation.
func panels(
  _ samples: Results<Scheme, Results<Activation, Sample>>,
  over range: ClosedRange<Double>,
  line: (Prediction) -> [Double], points: (Signals) -> [Matrix]
) -> [Plot] {
  samples.values[0].keys.map { activation in
    Plot(
      x: Axis("layer", scale: .whole),
      y: Axis("std", scale: .logarithmic, over: range),
      marks: samples.flatMap { scheme, samples in
        let sample = samples[activation]
        return lineAndPoints(
          Array(line(sample.prediction).prefix(sample.hidden)),
          points(sample.signals).prefix(sample.hidden).map(\.standardDeviation),
          label: scheme.rawValue, color: scheme.color)
      })
  }
}

/// The densities of two layers under each activation: a row of panels for each, with a
/// line for each of some networks.
func densities(
  _ activations: [Activation], columns: [String], _ x: String,
  over range: ClosedRange<Double>, upTo height: Double,
  _ lines: (_ activation: Activation, _ column: Int) -> [(String, Matrix, Color)]
) -> Figure {
  .grid(
    columns: columns, rows: activations.map(\.rawValue),
    plots: activations.map { activation in
      columns.indices.map { column in
        Plot(
          x: Axis(x, over: range), y: Axis("density", over: 0...height),
          marks: lines(activation, column).map { label, values, color in
            density(of: values, over: range, label: label, color: color)
          })
      }
    })
}

/// A histogram of 31 bins as a line through the middles of its bars.
private func density(
  of x: Matrix, over range: ClosedRange<Double>, label: String, color: Color
) -> Mark {
  let histogram = Histogram(x.elements, bins: 31, over: range, as: .density)
  let middles = zip(histogram.edges, histogram.edges.dropFirst()).map { ($0 + $1) / 2 }
  return .line(x: middles, y: histogram.heights, label: label, color: color)
}
