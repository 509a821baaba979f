import Plots

/// A way to draw the first weights: a rule, a distribution, and its colour in figures.
enum Scheme: String, CaseIterable {
  case oneOverRoot = "U(±1/√n)"
  case glorot = "Glorot"
  case he = "He"

  var rule: Rule {
    switch self {
    case .oneOverRoot: .oneOverRoot
    case .glorot: .glorot
    case .he: .he
    }
  }

  var distribution: Distribution { self == .oneOverRoot ? .uniform : .normal }

  var color: Color {
    switch self {
    case .oneOverRoot: .green
    case .glorot: .blue
    case .he: .orange
    }
  }
}
