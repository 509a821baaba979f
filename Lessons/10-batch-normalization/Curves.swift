import Engine
import Plots

// What the lesson draws: blue is without batch normalization, orange with it.

extension Activation {
  /// The line of an activation where several are in one plot.
  var color: Color {
    switch self {
    case .relu: .green
    case .sigmoid: .purple
    default: .grey  // tanh
    }
  }
}

/// The runs without the layer and with it, as two lines in a plot for each activation.
func twins(
  _ without: [Run], _ with: [Run], _ y: Axis, _ values: (Run) -> [Double]
) -> [Plot] {
  zip(without, with).map { without, with in
    Plot(
      x: Axis("epoch"), y: y,
      marks: [
        .line(values(without), from: 1, label: "without", color: .blue),
        .line(values(with), from: 1, label: "with", color: .orange),
      ])
  }
}

/// The mean of each epoch's values as a line, in a band from the least to the greatest.
func band(_ values: [[Double]], _ label: String, _ color: Color) -> [Mark] {
  let epochs = values.indices.map { Double($0 + 1) }
  let (least, greatest) = (values.map { $0.min()! }, values.map { $0.max()! })
  return [
    .area(x: epochs, from: least, to: greatest, color: color),
    .line(x: epochs, y: values.map(\.mean), label: label, color: color),
  ]
}

/// Each unit's mean over the training set, epoch by epoch.
func means(_ run: Run) -> [[Double]] { run.preactivations.map(\.columnMeans.elements) }

/// Each unit's variance, likewise.
func variances(_ run: Run) -> [[Double]] {
  run.preactivations.map(\.columnVariances.elements)
}
