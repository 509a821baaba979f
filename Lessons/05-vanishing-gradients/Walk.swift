// Steps (a) to (k): how a change of w₁ walks through four neurons.

/// One step: the change that the derivation predicts, and the change that is found.
struct Step {
  let name: String
  let quantity: String
  let formula: String
  let predicted: Double
  let measured: Double

  /// |predicted − measured| / |measured|.
  var difference: Double { abs(predicted / measured - 1) }
}

extension Chain {
  /// The eleven steps for a change of w₁ in a chain of four neurons. Steps b, e and h start from the change that was
  /// measured just before; all others start from Δw₁.
  func walk(changingFirstWeightBy change: Double) -> [Step] {
    var moved = self
    moved.weights[0] += change
    let (z, a) = pass
    let (movedZ, movedA) = moved.pass
    let dz = zip(movedZ, z).map { $0 - $1 }
    let da = zip(movedA, a).map { $0 - $1 }

    var steps: [Step] = []
    // a₀ Δw₁, with Δw₁ as it is after rounding.
    var product = a[0] * (moved.weights[0] - weights[0])
    func add(
      _ name: String, _ quantity: String, _ formula: String,
      _ predicted: Double, _ measured: Double
    ) {
      steps.append(
        Step(
          name: name, quantity: quantity, formula: formula,
          predicted: predicted, measured: measured))
    }
    product *= g.slope(z[0])
    add("a", "$a_1$", "$g'(z_1) \\, a_0 \\, \\Delta w_1$", product, da[1])
    let names = [2: ["b", "c", "d"], 3: ["e", "f", "g"], 4: ["h", "i", "j"]]
    for l in 2...4 {
      let names = names[l]!
      let (w, last) = (weights[l - 1], steps.last!.name)
      add(
        names[0], "$z_\(l)$", "$w_\(l) \\, \\Delta a_\(l - 1)$",
        w * da[l - 1], dz[l - 1])
      product *= w
      add(names[1], "$z_\(l)$", "$w_\(l)$ · (\(last))", product, dz[l - 1])
      product *= g.slope(z[l - 1])
      add(names[2], "$a_\(l)$", "$g'(z_\(l))$ · (\(names[1]))", product, da[l])
    }
    product *= lossSlope(at: a[4])
    add(
      "k", "$J$", "$\\frac{\\partial J}{\\partial a_4}$ · (j)",
      product, moved.loss - loss)
    return steps
  }
}
