import Engine

// The answers to exercises 5.1 and 5.2 are in here: read it after them.

/// Neurons in a row, one per layer, and a squared error at the end:
///
///     a₀ ─w₁─▶ z₁ ─g─▶ a₁ ─w₂─▶ z₂ ─g─▶ a₂ … ─▶ a_L = ŷ        J = (ŷ − y)²
///
/// Arrays count from 0, so `weights[0]` is w₁, but `a[0]` is a₀: `a` has one entry more than `z`.
struct Chain {
  var g: Activation
  var weights: [Double] = []
  var biases: [Double] = []
  var input: Double
  var target: Double

  /// What every neuron receives and puts out.
  var pass: (z: [Double], a: [Double]) {
    var z: [Double] = []
    var a = [input]
    for (w, b) in zip(weights, biases) {
      z.append(w * a.last! + b)
      a.append(g(z.last!))
    }
    return (z, a)
  }

  func loss(at output: Double) -> Double { (output - target) * (output - target) }

  var loss: Double { loss(at: pass.a.last!) }

  /// ∂J/∂ŷ.
  func lossSlope(at output: Double) -> Double { 2 * (output - target) }

  /// Adds a neuron with a bias that makes it receive `z`.
  mutating func append(weight: Double, receiving z: Double) {
    biases.append(z - weight * pass.a.last!)
    weights.append(weight)
  }

  /// ∂J/∂w_l = a_{l−1} g′(z_l) · Π_{k>l} w_k g′(z_k) · ∂J/∂ŷ for every l. From the back to the front, so that each
  /// product is the one after it times one more factor.
  var gradients: [Double] {
    let (z, a) = pass
    var error = lossSlope(at: a.last!)  // ∂J/∂a_l
    var gradients: [Double] = []
    for l in weights.indices.reversed() {
      let slope = g.slope(z[l])
      gradients.append(a[l] * slope * error)
      error *= weights[l] * slope
    }
    return gradients.reversed()
  }

  /// The same with the factor w_l in front of g′(z_l), as the course notes print it.
  var gradientsOfTheNotes: [Double] { zip(weights, gradients).map { $0 * $1 } }

  /// ∂J/∂w_l for every l, by central differences.
  var numericGradients: [Double] {
    weights.indices.map { l in
      numericGradient(
        of: { loss(withWeight: $0[0, 0], at: l) }, at: Matrix(row: [weights[l]]))[0, 0]
    }
  }

  private func loss(withWeight weight: Double, at l: Int) -> Double {
    var moved = self
    moved.weights[l] = weight
    return moved.loss
  }
}
