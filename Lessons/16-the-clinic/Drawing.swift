import Clinic
import Engine
import LessonKit
import Plots

/// A chart on one page: the losses, and by layer the deviation, the gradient and the
/// update ratio, before the first update (blue) and after the last epoch (orange).
func drawn(_ chart: Chart) -> Figure {
  func byLayer(
    _ title: String, _ label: String, _ value: (LayerVisit) -> Double,
    _ rules: [Mark] = []
  ) -> Plot {
    func lines(_ visit: Visit, _ label: String, _ color: Color) -> [Mark] {
      pieces(visit.layers.map(value), from: 1).enumerated().map { k, piece in
        .line(piece, label: k == 0 ? label : "", color: color)
      }
    }
    return Plot(
      title,
      x: Axis("layer", scale: .whole, over: 1...Double(chart.first.layers.count)),
      y: Axis(label, scale: .logarithmic),
      marks: lines(chart.first, "at the start", .blue)
        + lines(chart.last, "at the end", .orange) + rules)
  }
  func losses(_ value: (Visit) -> Double, _ label: String, _ color: Color) -> [Mark] {
    pieces(chart.visits.map(value), from: 0).prefix(1).map {
      .line($0, label: label, color: color)
    }
  }
  return .grid(
    shared: .none,
    plots: [
      [
        Plot(
          "Loss", x: Axis("epoch", scale: .whole), y: Axis("loss", scale: .logarithmic),
          marks: losses(\.trainingLoss, "training", .green)
            + losses(\.validationLoss, "validation", .purple)),
        byLayer("Deviation of the outputs", "deviation", \.deviation),
      ],
      [
        byLayer("Norm of the gradient", "norm", \.gradient),
        byLayer(
          "Update ratio", "‖Δw‖/‖w‖", \.updateRatio,
          [.rule(y: 1e-3, label: "10⁻³", color: .grey)]),
      ],
    ])
}

/// The points of a line on a logarithmic axis, broken where there is nothing to show.
private func pieces(_ values: [Double], from first: Int) -> [[Point]] {
  values.enumerated().split { !($0.element > 0 && $0.element.isFinite) }
    .map { $0.map { Point(Double($0.offset + first), $0.element) } }
}

/// Lines of a number per layer, each with its name.
func byLayer(_ title: String, _ lines: [(name: String, values: [Double])]) -> Plot {
  Plot(
    title, x: Axis("layer", scale: .whole), y: Axis("norm", scale: .logarithmic),
    marks: zip(lines, [Color.grey, .orange, .green]).map { line, color in
      .line(line.values, from: 1, label: line.name, color: color)
    })
}

/// The rows of a visit for a table: a layer each.
func rows(_ visit: Visit) -> [[String]] {
  visit.layers.enumerated().map { l, layer in
    let isLast = l == visit.layers.count - 1
    return [
      isLast ? "output" : "\(l + 1)", layer.mean.text(.significant(2)),
      layer.deviation.text(.significant(2)), isLast ? "" : layer.flat.text(.percent(0)),
      isLast ? "" : layer.dead.text(.percent(0)), layer.gradient.text(.significant(2)),
      layer.updateRatio.text(.significant(2)),
    ]
  }
}

/// The heads of these columns.
let heads = [
  "layer", "mean", "deviation", "flat", "dead", "gradient", "‖Δw‖/‖w‖",
]

/// By which factor the deviation changes per hidden layer, at that visit.
func growth(_ visit: Visit) -> Double {
  let deviations = visit.hidden.map(\.deviation)
  if deviations.count < 2 { return 1 }
  return pow(deviations.last! / deviations[0], 1 / Double(deviations.count - 1))
}

extension Settings {
  /// What is not as in a healthy network, in words.
  var remarks: [[String]] {
    let healthy = Settings()
    let start =
      switch start {
      case .glorot: "Glorot"
      case .he: "He"
      case .heTimes(let factor): "\(factor.text(.significant(2))) times He"
      }
    let all: [(String, String)] = [
      ("inputs", "\(inputs)"), ("layers", "\(layers)"), ("units", "\(units)"),
      ("activation", "\(activation)"), ("start", start), ("bias", "\(bias)"),
      ("batchNorm", "\(batchNorm)"), ("rule", "\(rule)"), ("rate", "\(rate)"),
      ("clip", clip.map { "\($0)" } ?? "nil"), ("keep", "\(keep)"),
      ("penalty", "\(penalty)"), ("epochs", "\(epochs)"),
      ("stopsInTime", "\(stopsInTime)"),
    ]
    let unusual = Set(differences(from: healthy))
    return all.map { [$0.0, $0.1, unusual.contains($0.0) ? "unusual" : ""] }
  }
}
