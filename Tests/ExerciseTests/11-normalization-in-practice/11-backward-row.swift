// What the bank of 11.2 is made of: the backward pass of one example.

import Engine

extension Lesson11 {
  struct BackwardRow {
    let x: [Double]
    let dy: [Double]
    let gamma: [Double]
    /// d = √(σ² + ε), or what an answer takes for it.
    let deviation: Double
    /// x̂
    let normalized: [Double]

    init(x: [Double], dy: [Double], gamma: [Double], deviation: Double) {
      let center = mean(x)
      (self.x, self.dy, self.gamma, self.deviation) = (x, dy, gamma, deviation)
      normalized = x.map { ($0 - center) / deviation }
    }

    var count: Double { Double(x.count) }
    /// γ ⊙ dy
    var g: [Double] { zip(gamma, dy).map { $0 * $1 } }

    /// (g − a · mean(g) − b · x̂ mean(g ⊙ x̂)) / d, the lesson's form: a and b are 1, and wrong answers have others.
    ///
    /// - Parameter first: what stands for g in the first term, if it is not what the means are of.
    func dx(
      a: Double = 1, b: Double = 1, first: [Double]? = nil, g: [Double]? = nil, normalized: [Double]? = nil
    ) -> [Double] {
      let (g, x̂) = (g ?? self.g, normalized ?? self.normalized)
      let (center, along) = (mean(g), Lesson10.sum(g, times: x̂) / count)
      return zip(first ?? g, x̂).map { ($0 - a * center - b * $1 * along) / deviation }
    }

    /// γ ⊙ (dy − mean(dy) − x̂ mean(dy ⊙ x̂)) / d: γ pulled out, as one may in batch norm.
    var pulledOut: [Double] { zip(gamma, dx(g: dy)).map { $0 * $1 } }

    /// The three ways of the derivation: direct, through the variance, through the mean.
    var threePaths: [Double] {
      let center = mean(x)
      let cubed = deviation * deviation * deviation
      let dvariance = zip(g, x).reduce(0) { $0 - $1.0 * ($1.1 - center) / (2 * cubed) }
      let dmean = -g.reduce(0, +) / deviation
      return zip(g, x).map { $0 / deviation + dvariance * 2 * ($1 - center) / count + dmean / count }
    }

    /// The sum over all k of gₖ ∂x̂ₖ/∂xⱼ, with ∂x̂ₖ/∂xⱼ = (δⱼₖ − 1/n − x̂ⱼ x̂ₖ/n) / d.
    var jacobian: [Double] {
      let g = g
      return x.indices.map { j in
        x.indices.reduce(0.0) { sum, k in
          let same = j == k ? 1.0 : 0
          return sum + g[k] * (same - (1 + normalized[j] * normalized[k]) / count) / deviation
        }
      }
    }
  }
}
