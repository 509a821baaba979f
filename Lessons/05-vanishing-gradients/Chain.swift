import Engine
import LessonKit
import Plots

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

  /// The same as it is often printed, with w_l too: a_{l−1} · Π_{k≥l} w_k g′(z_k) · ∂J/∂ŷ, multiplied out for each l.
  var gradientsAsOftenPrinted: [Double] {
    let (z, a) = pass
    return weights.indices.map { l in
      let factors = weights.indices[l...].map { weights[$0] * g.slope(z[$0]) }
      return a[l] * factors.reduce(1, *) * lossSlope(at: a.last!)
    }
  }

  /// The chain as one nested formula, g(w₃ g(w₂ g(w₁ a₀ + b₁) + b₂) + b₃) for three neurons, with another first weight.
  ///
  /// With stray factors each inner g(…) is followed by the name of its value: g(w₂ g(w₁ a₀ + b₁) a₁ + b₂).
  func nested(firstWeight: Double, strayFactors: Bool = false) -> Double {
    let named = pass.a
    var output = g(firstWeight * input + biases[0])
    for l in weights.indices.dropFirst() {
      output = g(weights[l] * output * (strayFactors ? named[l] : 1) + biases[l])
    }
    return output
  }

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

extension Chain {
  /// From the input to the loss: above each arrow the weight, below it what a small change is multiplied by.
  var drawing: Figure {
    let (z, a) = pass
    let names = ["a₀", "a₁", "a₂", "a₃", "a₄"].prefix(a.count) + ["J"]
    let nodes = names.enumerated().map {
      Graph.Node(id: "\($0)", label: $1, column: $0, row: 0)
    }
    let factors = zip(weights, z).map { $0 * g.slope($1) } + [lossSlope(at: a.last!)]
    let edges = factors.enumerated().map { l, factor in
      let isNeuron = l < weights.count
      return Graph.Edge(
        from: "\(l)", to: "\(l + 1)", above: isNeuron ? weights[l].text(.fixed(2)) : "",
        below: factor.text(.fixed(isNeuron ? 2 : 1)))
    }
    return .graph(
      "", Graph(nodes: nodes, edges: edges, above: "weight", below: "factor"))
  }
}
