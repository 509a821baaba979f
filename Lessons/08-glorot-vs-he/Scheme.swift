/// A way to draw the first weights: a rule, and a distribution.
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
}
