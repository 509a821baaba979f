import Engine
import Plots

// The effective learning rates of a valley's two parameters, 1 × 2, as a rule descends.

extension Valley {
  /// step / gradient at each of 150 steps from (1, 1).
  func effectiveRates(of rule: some UpdateRule) -> [Matrix] {
    let path = path(of: rule, from: Matrix([[1, 1]]), steps: 150)
    return zip(path, path.dropFirst()).map { before, after in
      (before - after).zip(gradient(at: before)) { $0 / $1 }
    }
  }
}

/// The two parameters' rates, step by step.
func plot(_ title: String, _ rates: [Matrix], color: Color) -> Plot {
  Plot(
    title, x: Axis("step"),
    y: Axis("effective rate", scale: .logarithmic, over: 1e-4...10),
    marks: [
      .line(rates.map { $0[0, 0] }, from: 1, label: "along", color: color),
      .line(rates.map { $0[0, 1] }, from: 1, label: "across", color: color),
    ])
}
