import Datasets
import Engine
import Plots

/// Every third point of a data set in the plane, and the line on which a network gives both classes the same score.
func border(_ title: String, _ data: Dataset, _ network: Network) -> Plot {
  let (xs, ys) = (data.inputs.column(0), data.inputs.column(1))
  let line = Mark.contours(
    x: (xs.min()! - 0.2)...(xs.max()! + 0.2), y: (ys.min()! - 0.2)...(ys.max()! + 0.2),
    levels: [0], label: "the border", color: .blue, network.lead)
  let points: [Mark] = (0...1).map { label -> Mark in
    let members = data.labels.indices.filter { $0 % 3 == 0 && data.labels[$0] == label }
    return .points(
      x: members.map { xs[$0] }, y: members.map { ys[$0] },
      label: label == 0 ? "class 0" : "class 1", color: label == 0 ? .green : .orange)
  }
  return Plot(
    title, x: Axis("x₁"), y: Axis("x₂"), aspect: .equal, marks: points + [line])
}

extension Regions {
  /// An activation and its slope over [−5, 5], on its flat and its straight region.
  ///
  /// A stretch beyond that has no width here, and is in the legend all the same.
  var plot: Plot {
    let bands: [Mark] = [Kind.flat, .straight].flatMap { kind in
      stretches(kind).enumerated().map { i, stretch in
        Mark.band(
          x: stretch.clamped(to: -5...5), label: i == 0 ? kind.rawValue : "",
          color: kind == .flat ? .orange : .green)
      }
    }
    let z = (-500...500).map { Double($0) / 100 }
    let curves: [Mark] = [
      .line(x: z, y: z.map { activation($0) }, label: "g", color: .blue),
      .line(x: z, y: z.map { activation.slope($0) }, label: "slope", color: .purple),
    ]
    return Plot(
      activation.rawValue, x: Axis("z", over: -5...5),
      y: Axis("g and its slope", over: -1.5...3), marks: bands + curves)
  }
}

extension Edges {
  /// The share of units in each region against their spread: lines by formula, points as counted.
  func plot(
    _ title: String, spreads: [Double], sampled: [Double], counts: [Double]
  ) -> Plot {
    let kinds = [Regions.Kind.straight, .flat, .useful]
    let lines = zip(kinds, [Color.green, .orange, .blue]).map {
      kind, color in
      Mark.line(
        x: spreads, y: spreads.map { share(kind, $0) }, label: kind.rawValue,
        color: color)
    }
    return Plot(
      title, x: Axis("spread s of the pre-activations", scale: .logarithmic),
      y: Axis("share of units", over: 0...1),
      marks: lines + [.points(x: sampled, y: counts, color: .blue)])
  }
}
