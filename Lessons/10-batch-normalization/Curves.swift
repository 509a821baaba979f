import Plots

// What the lesson draws over the epochs.

/// The runs without the layer and with it, as two lines in a plot for each activation.
func twins(
  _ without: [Run], _ with: [Run], _ y: Axis, _ values: (Run) -> [Double]
) -> [Plot] {
  zip(without, with).map { without, with in
    Plot(
      x: Axis("epoch"), y: y,
      marks: [
        .line(values(without), from: 1, label: "without"),
        .line(values(with), from: 1, label: "with"),
      ])
  }
}

/// The mean of each epoch's values as a line, in a band from the least to the greatest.
func band(_ values: [[Double]]) -> [Mark] {
  let epochs = values.indices.map { Double($0 + 1) }
  return [
    .area(x: epochs, from: values.map { $0.min()! }, to: values.map { $0.max()! }),
    .line(x: epochs, y: values.map(\.mean)),
  ]
}
