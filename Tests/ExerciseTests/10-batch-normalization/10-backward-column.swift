// What the bank of 10.4 is made of: the backward pass of one column, in three derivations.

import Engine

extension Lesson10 {
  struct BackwardColumn {
    let x: [Double]
    let dy: [Double]
    let gamma: Double
    /// d = √(σ² + ε), or what an answer takes for it.
    let deviation: Double
    /// x̂
    let normalized: [Double]

    init(x: [Double], dy: [Double], gamma: Double, deviation: Double) {
      let center = mean(x)
      (self.x, self.dy, self.gamma, self.deviation) = (x, dy, gamma, deviation)
      normalized = x.map { ($0 - center) / deviation }
    }

    var count: Double { Double(x.count) }
    var dbeta: Double { dy.reduce(0, +) }
    var dgamma: Double { sum(dy, times: normalized) }

    /// γ/d (dy − a · dβ/m − b · x̂ dγ/m), the lesson's form: a and b are 1, and wrong answers have others.
    func dx(a: Double = 1, b: Double = 1, gamma: Double? = nil) -> [Double] {
      let factor = (gamma ?? self.gamma) / deviation
      let (dbeta, dgamma) = (dbeta, dgamma)
      return zip(dy, normalized).map { factor * ($0 - a * dbeta / count - b * $1 * dgamma / count) }
    }

    /// The three paths of Ioffe and Szegedy (2015), section 3: direct, through the variance, through the mean.
    var threePaths: [Double] {
      let center = mean(x)
      let dnormalized = dy.map { $0 * gamma }
      let cubed = deviation * deviation * deviation
      var dvariance = 0.0
      for (d, x) in zip(dnormalized, x) { dvariance -= d * (x - center) / (2 * cubed) }
      let dmean = -dnormalized.reduce(0, +) / deviation
      return zip(dnormalized, x).map { d, x in
        d / deviation + dvariance * 2 * (x - center) / count + dmean / count
      }
    }

    /// The sum over all outputs k of dyₖ γ ∂x̂ₖ/∂xᵢ, with ∂x̂ₖ/∂xᵢ = (δᵢₖ − 1/m − x̂ᵢ x̂ₖ/m) / d.
    var jacobian: [Double] {
      x.indices.map { i in
        var sum = 0.0
        for k in x.indices {
          let same = i == k ? 1.0 : 0.0
          let both = normalized[i] * normalized[k]
          sum += dy[k] * (same - (1 + both) / count)
        }
        return gamma * sum / deviation
      }
    }
  }

  /// Σ aᵢ bᵢ
  static func sum(_ a: [Double], times b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
}
