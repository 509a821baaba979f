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

  /// What Adam multiplies its averaged gradient by, at each of 150 steps from (1, 1).
  func effectiveRates(of rule: Adam) -> [Matrix] {
    var w = Matrix([[1, 1]])
    var state = rule.initialState(for: w)
    return (1...150).map { t in
      rule.update(&w, gradient: gradient(at: w), state: &state)
      let correction = 1 - pow(rule.beta2, Double(t))
      return state.square.map { square in
        rule.learningRate / (sqrt(square / correction) + rule.epsilon)
      }
    }
  }
}

/// The two parameters' rates, step by step.
func plot(_ title: String, _ rates: [Matrix]) -> Plot {
  Plot(
    title, x: Axis("step"),
    y: Axis("effective rate", scale: .logarithmic, over: 1e-5...10),
    marks: [
      .line(rates.map { $0[0, 0] }, from: 1, label: "along"),
      .line(rates.map { $0[0, 1] }, from: 1, label: "across"),
    ])
}
