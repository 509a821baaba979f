import Engine

extension Matrix {
  /// How much a unit's output differs from example to example: the root of the mean, over the units, of each one's variance.
  var spreadOverExamples: Double { sqrt(columnVariances.mean) }

  var meanSquare: Double { hadamard(self).mean }

  /// The share of the entries for which `condition` holds.
  func share(where condition: (Double) -> Bool) -> Double {
    Double(elements.count(where: condition)) / Double(elements.count)
  }
}

extension Activation {
  /// The share of outputs at which the slope is below a twentieth of its greatest, as in lesson 02.
  func flatShare(_ y: Matrix) -> Double {
    switch self {
    case .sigmoid: y.share { Sigmoid.slope(at: $0) < 0.05 * Sigmoid.greatestSlope }
    case .tanh: y.share { Tanh.slope(at: $0) < 0.05 * Tanh.greatestSlope }
    default: y.share { ReLU.slope(at: $0) < 0.05 }
    }
  }
}

extension Dense {
  /// How many of the units have incoming weights, or a bias, that no unit before them has.
  var distinctUnits: Int {
    let columns = (0..<weight.value.columns).map { j in
      weight.value.column(j) + [bias.value[0, j]]
    }
    return Set(columns).count
  }
}

extension Network {
  /// Which units of a hidden layer, counted from 0, are above 0 for none of the examples. What is not a number is not above 0.
  func deadUnits(_ layer: Int = 0, on x: Matrix) -> [Bool] {
    let z = outputs(for: x, mode: .inference)[2 * layer]
    return (0..<z.columns).map { j in !z.column(j).contains { $0 > 0 } }
  }

  func deadShare(on x: Matrix) -> Double {
    let dead = deadUnits(on: x)
    return Double(dead.count { $0 }) / Double(dead.count)
  }
}

func square(_ x: Double) -> Double { x * x }

/// The greater of a/b and b/a: by what factor two positive numbers differ.
func factor(_ a: Double, _ b: Double) -> Double { max(a / b, b / a) }
