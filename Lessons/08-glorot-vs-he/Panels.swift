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

/// A row of panels, one for each activation: what theory and measurement say of the hidden layers under each scheme.
func panels(
  _ samples: Results<Scheme, Results<Activation, Sample>>,
  over range: ClosedRange<Double>,
  line: (Prediction) -> [Double], points: (Signals) -> [Matrix]
) -> [Plot] {
  samples.values[0].keys.map { activation in
    Plot(
      x: Axis("layer"), y: Axis("std", scale: .logarithmic, over: range),
      marks: samples.flatMap { scheme, samples in
        let sample = samples[activation]
        return lineAndPoints(
          Array(line(sample.prediction).prefix(sample.hidden)),
          points(sample.signals).prefix(sample.hidden).map(\.standardDeviation),
          label: scheme.rawValue, color: scheme == .he ? .orange : .blue)
      })
  }
}

/// The distributions of what three layers put out, under each activation.
func outputs(_ samples: Results<Activation, Sample>) -> Figure {
  histograms(samples, bins: 30, over: -1...2, upTo: 3, .fixed(2)) {
    $0.signals.output(ofLayer: $1)
  }
}

/// The distributions of three layers' gradients, as multiples of the deviation in the last hidden layer.
func gradients(_ samples: Results<Activation, Sample>) -> Figure {
  histograms(samples, bins: 31, over: -3...3, upTo: 1, .significant(2)) {
    sample, layer in
    sample.signals.gradient(ofLayer: layer)
      / sample.signals.gradient(ofLayer: sample.hidden).standardDeviation
  }
}

private func histograms(
  _ samples: Results<Activation, Sample>, bins: Int, over range: ClosedRange<Double>,
  upTo height: Double,
  _ deviation: NumberFormat, _ values: (Sample, Int) -> Matrix
) -> Figure {
  .grid(
    columns: samples.keys.map(\.rawValue), rows: ["layer 1", "layer 5", "layer 10"],
    plots: [1, 5, 10].map { layer in
      samples.values.map { sample in
        let x = values(sample, layer)
        return Plot(
          "mean \(x.mean.text(.fixed(2))), std \(x.standardDeviation.text(deviation))",
          y: Axis(over: 0...height),
          marks: [.histogram(x.elements, bins: bins, over: range, as: .density)])
      }
    })
}
