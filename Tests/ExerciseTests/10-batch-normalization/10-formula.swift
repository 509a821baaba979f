// What the banks of lesson 10 share: the formula γ (x − μ) / √(σ² + ε) + β, and what goes wrong with it.

import Engine
import Solutions

extension Lesson10 {
  /// A batch with all that it takes to normalize it: the input of 10.3, and of 10.1 once μ and σ² are known.
  struct InferenceInput: Sendable {
    let x: Matrix
    var gamma: [Double]
    var beta: [Double]
    var mean: [Double]
    var variance: [Double]
    var epsilon: Double

    /// The same input with something changed: most mistakes are the right function of wrong values.
    func with(_ change: (inout InferenceInput) -> Void) -> InferenceInput {
      var changed = self
      change(&changed)
      return changed
    }

    var normalized: Matrix {
      batchNormalizedAtInference(x, gamma: gamma, beta: beta, mean: mean, variance: variance, epsilon: epsilon)
    }
  }

  typealias Change = @Sendable (inout InferenceInput) -> Void
  typealias Divisor = @Sendable (_ variance: Double, _ epsilon: Double) -> Double

  /// What is taken for √(σ² + ε) by mistake. By ∞ is divided where the quotient is to be 0.
  ///
  /// - Parameter variance: the symbol of the variance in the exercise.
  static func wrongDivisors(_ variance: String) -> [(diagnosis: String, divisor: Divisor)] {
    let root = "√(\(variance) + ε)"
    let missing = "You left ε out: what divides is \(root), however large the variance is."
    let bound = "You used ε as a lower bound: it is added, \(root)."
    let square = "You divided by the variance: divide by its root, \(root)."
    let written = [1e-5, 1e-3, 1e-8, 1e-6, 1e-7].map { number -> (diagnosis: String, divisor: Divisor) in
      ("You wrote a number for ε: take the one that is given.", { v, _ in (v + number).squareRoot() })
    }
    let forms: [(diagnosis: String, divisor: Divisor)] = [
      ("You added ε outside the root: it belongs to the variance, \(root).", { $0.squareRoot() + $1 }),
      ("You added ε twice: it belongs to the variance alone, \(root).", { ($0 + $1).squareRoot() + $1 }),
      (missing, { v, _ in v.squareRoot() }),
      (missing, { v, _ in v == 0 ? .infinity : v.squareRoot() }),
      (bound, { max($0, $1).squareRoot() }),
      (bound, { max($0.squareRoot(), $1) }),
      (square, { $0 + $1 }),
      (square, { v, _ in v }),
      (
        "You squared the variance, as if it were a standard deviation: what divides is \(root).",
        {
          ($0 * $0 + $1).squareRoot()
        }
      ),
      ("You took two roots: one is taken, of the sum, \(root).", { $0.squareRoot() + $1.squareRoot() }),
      ("You multiplied by the root: \(root) divides.", { 1 / ($0 + $1).squareRoot() }),
      ("You squared ε: what divides is \(root).", { ($0 + $1 * $1).squareRoot() }),
      ("You subtracted ε: it is added, \(root).", { ($0 - $1).squareRoot() }),
    ]
    return forms + written
  }

  /// What is done to the formula by mistake, whatever the statistics are.
  static func formulaMistakes(_ variance: String) -> [(diagnosis: String, change: Change)] {
    let divisors = wrongDivisors(variance).map { diagnosis, divisor -> (diagnosis: String, change: Change) in
      (
        diagnosis,
        {
          let epsilon = $0.epsilon
          let roots = $0.variance.map { divisor($0, epsilon) }
          ($0.variance, $0.epsilon) = (roots.map { $0 * $0 }, 0)
        }
      )
    }
    let others: [(diagnosis: String, change: Change)] = [
      (
        "You forgot γ: what is normalized is stretched by it before β is added.", { $0.gamma = $0.gamma.map { _ in 1 } }
      ),
      ("You forgot β: it is added to every entry of its column, after γ.", { $0.beta = $0.beta.map { _ in 0 } }),
      (
        "You returned what is normalized, x̂: stretch it by γ, then shift it by β.",
        {
          ($0.gamma, $0.beta) = ($0.gamma.map { _ in 1 }, $0.beta.map { _ in 0 })
        }
      ),
      (
        "You stretched β by γ as well: multiply by γ first, then add β.",
        {
          $0.beta = zip($0.gamma, $0.beta).map { $0 * $1 }
        }
      ),
      ("You exchanged γ and β: γ multiplies, β is added.", { ($0.gamma, $0.beta) = ($0.beta, $0.gamma) }),
      ("You took γ without its sign: a negative γ turns its column round.", { $0.gamma = $0.gamma.map { abs($0) } }),
      (
        "You divided by γ: what is normalized is multiplied by it.",
        { $0.gamma = $0.gamma.map { 1 / $0 } }
      ),
      ("You subtracted β: it is added.", { $0.beta = $0.beta.map { -$0 } }),
      ("You did not subtract the mean: x − μ is divided, not x.", { $0.mean = $0.mean.map { _ in 0 } }),
      ("You added the mean: it is subtracted.", { $0.mean = $0.mean.map { -$0 } }),
      (
        "You used the first column's mean and variance for all: each column has its own.",
        {
          let (mean, variance) = ($0.mean[0], $0.variance[0])
          ($0.mean, $0.variance) = ($0.mean.map { _ in mean }, $0.variance.map { _ in variance })
        }
      ),
      (
        "You used the first column's γ and β for all: each column has its own.",
        {
          let (gamma, beta) = ($0.gamma[0], $0.beta[0])
          ($0.gamma, $0.beta) = ($0.gamma.map { _ in gamma }, $0.beta.map { _ in beta })
        }
      ),
    ]
    return divisors + others
  }
}
