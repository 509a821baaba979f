/// What a neuron that stands at 0 is taken to say.
enum Tie: String, CaseIterable {
  case isMistake = "is a mistake, as here"
  case fires = "fires"
  case silent = "is silent"

  /// Whether a sum is right for a label, 1 or −1.
  func accepts(_ sum: Double, _ label: Double) -> Bool {
    switch self {
    case .isMistake: label * sum > 0
    case .fires: (sum >= 0) == (label > 0)
    case .silent: (sum > 0) == (label > 0)
    }
  }
}

/// Rosenblatt's rule from 0, until a pass is clean: the mistakes that it took, and whether a
/// corner is on the line at the end.
func learned(_ examples: [Example], tie: Tie) -> (mistakes: Int, isOnLine: Bool) {
  var (weights, mistakes, clean) = ([0.0, 0, 0], 0, 0)
  while clean < examples.count {
    for e in examples {
      clean += 1
      if tie.accepts(dot(weights, e.x), e.label) { continue }
      for i in weights.indices { weights[i] += e.label * e.x[i] }
      (mistakes, clean) = (mistakes + 1, 0)
    }
  }
  return (mistakes, examples.contains { dot(weights, $0.x) == 0 })
}
