// What is mistaken in clipping gradients that are not finite, or very large.

import Engine
import Solutions

extension Lesson12 {
  /// Right where every entry is finite.
  private static func clipped(_ input: GradientsInput) -> [Matrix] {
    gradientsClippedSafely(input.gradients, threshold: input.threshold)
  }

  private typealias Way = @Sendable (GradientsInput) -> [Matrix]

  /// What becomes of bad entries that were overlooked: it depends on how the norm is made and compared.
  private static let spoiled: [Way] = [
    { x in x.mapped { _ in .nan } },  // unless ‖g‖ ≤ v; with ∞/∞ in the norm
    { x in x.shortened(from: x.norm) },  // without any scale
    { x in x.norm <= x.threshold ? x.gradients : x.mapped { $0 * x.threshold / x.norm } },
    { x in x.mapped { $0 / largest(x.entries) * x.threshold } },
  ]
  /// They come back if it is asked whether ‖g‖ > v, with ∞/∞ in the norm.
  private static let spoiledOrUnchanged: [Way] = spoiled + [{ x in x.gradients }]

  /// An answer that skips where `isSkipped` says so, and else goes on as if every entry were finite.
  private static func overlooking(
    _ diagnosis: String, becoming ways: [Way] = spoiledOrUnchanged,
    _ isSkipped: @escaping @Sendable (GradientsInput) -> Bool
  ) -> [Mistake] {
    ways.map { way in
      Mistake(diagnosis) { x in
        isSkipped(x) ? x.zeros : x.entries.allSatisfy(\.isFinite) ? clipped(x) : way(x)
      }
    }
  }

  static let detectionMistakes: [Mistake] =
    overlooking("You looked only for what is not a number: infinite entries have no direction either.") {
      $0.entries.contains(where: \.isNaN)
    }
    + overlooking("You looked only for infinite entries: what is not a number must be found too, and equals nothing.") {
      $0.entries.contains(where: \.isInfinite)
    }
    + overlooking(
      "You asked whether the largest size is finite: max() misses what is not a number, unless it comes first."
    ) { x in
      !((x.entries.map { abs($0) }.max() ?? 0).isFinite)
    }
    + overlooking("You overlooked minus infinity: it is not finite either.") { x in
      x.entries.contains { $0.isNaN || $0 == .infinity }
    }
    + overlooking("You overlooked plus infinity: it is not finite either.") { x in
      x.entries.contains { $0.isNaN || $0 == -.infinity }
    }
    + overlooking("You looked only for plus infinity: minus infinity and what is not a number must be found too.") {
      x in
      x.entries.contains(.infinity)
    }
    + overlooking("You looked at the first matrix only: one bad entry in any matrix spoils the update.") { x in
      !x.gradients[0].isFinite
    }
    + overlooking("You looked at the last matrix only: one bad entry in any matrix spoils the update.") { x in
      !x.gradients[x.gradients.count - 1].isFinite
    }
    + overlooking("You looked at the first and the last matrix only: a bad entry in any matrix spoils the update.") {
      x in
      !x.gradients[0].isFinite || !x.gradients[x.gradients.count - 1].isFinite
    }
    + overlooking("You skipped only where every entry is bad: a single one is enough.") { x in
      !x.entries.contains(where: \.isFinite)
    }
    + overlooking("You skipped only where every matrix has a bad entry: a single one is enough.") { x in
      x.gradients.allSatisfy { !$0.isFinite }
    }
    + overlooking(
      "You skipped nothing: an entry that is not finite spoils every weight it is added to.", becoming: spoiled
    ) { _ in false }
    + [
      Mistake("You returned the gradients as they came where one entry is not finite: every matrix must be zeros then.")
      {
        $0.entries.allSatisfy(\.isFinite) ? clipped($0) : $0.gradients
      },
      Mistake("You multiplied by 0 to skip: 0 · ∞ is not a number, so write zeros.") { x in
        x.entries.allSatisfy(\.isFinite) ? clipped(x) : x.scaled(by: 0)
      },
      Mistake("You replaced only the bad entries by 0: the others have no direction to be trusted. Skip the update.") {
        x in
        clipped(x.with(x.mapped { $0.isFinite ? $0 : 0 }))
      },
      Mistake("You skipped only the matrix with the bad entry: the whole update is skipped, every matrix.") { x in
        clipped(x.with(x.gradients.map { $0.isFinite ? $0 : $0.map { _ in 0 } }))
      },
      Mistake("You clipped the bad entries to ±v: they have no direction to keep, so skip the whole update.") { x in
        let v = x.threshold
        return clipped(
          x.with(x.mapped { $0.isNaN ? 0 : min(max($0, $0 == -.infinity ? -v : $0), $0 == .infinity ? v : $0) }))
      },
      Mistake("You replaced infinity by a large number: it has no direction to keep, so skip the whole update.") { x in
        clipped(x.with(x.mapped { $0.isNaN ? 0 : $0.isInfinite ? ($0 < 0 ? -1e300 : 1e300) : $0 }))
      },
      Mistake("You returned ones where the update must be skipped: it must be zeros.") { x in
        x.entries.allSatisfy(\.isFinite) ? clipped(x) : x.mapped { _ in 1 }
      },
      Mistake("You returned no matrices where the update must be skipped: as many zeros are due, of the same shapes.") {
        x in
        x.entries.allSatisfy(\.isFinite) ? clipped(x) : []
      },
    ]
}

extension Lesson12.GradientsInput {
  fileprivate func with(_ gradients: [Matrix]) -> Self { Self(gradients: gradients, threshold: threshold) }
}

extension Lesson12 {
  /// A mistake with finite gradients; where an entry is not finite, the update is skipped as it should.
  private static func finite(
    _ diagnosis: String, _ clip: @escaping @Sendable (GradientsInput) -> [Matrix]
  ) -> Mistake {
    Mistake(diagnosis) { x in x.entries.allSatisfy(\.isFinite) ? clip(x) : x.zeros }
  }

  /// The hint's formula with another s, in the two ways to compare.
  private static func scaledBy(
    _ diagnosis: String, _ scale: @escaping @Sendable (GradientsInput) -> Double
  ) -> [Mistake] {
    [
      finite(diagnosis) { x in
        let s = scale(x)
        let r = naiveNorm(x.entries.map { $0 / s })
        return s == 0 || s * r <= x.threshold ? x.gradients : x.mapped { $0 / s * x.threshold / r }
      },
      finite(diagnosis) { x in
        let s = scale(x)
        let r = naiveNorm(x.entries.map { $0 / s })
        return s == 0 || r <= x.threshold / s ? x.gradients : x.mapped { $0 / s * x.threshold / r }
      },
      finite(diagnosis) { x in
        let s = scale(x)
        let r = naiveNorm(x.entries.map { $0 / s })
        return s != 0 && s * r > x.threshold ? x.mapped { $0 / s * x.threshold / r } : x.gradients
      },
    ]
  }

  static let scaleMistakes: [Mistake] =
    [
      finite("Your norm of finite entries overflows to ∞: divide by the largest entry before you square.") { x in
        x.shortened(from: x.norm)
      },
      finite("Your norm of finite entries overflows to ∞, and you skip: divide by the largest entry before you square.")
      {
        x in
        x.norm.isFinite ? x.shortened(from: x.norm) : x.gradients
      },
    ]
    + scaledBy("You took the largest entry with its sign: the largest size is wanted, max |g|.") { $0.entries.max()! }
    + scaledBy("You took the largest entry with its sign: the largest size is wanted, max |g|.") {
      $0.entries.reduce(0, max)
    }
    + scaledBy("You took the smallest size for the scale: the largest is wanted, so that no square overflows.") {
      $0.entries.map { abs($0) }.min()!
    }
    + scaledBy("You took the scale from the first matrix: the largest entry of all of them is wanted.") {
      largest($0.gradients[0].elements)
    }
    + scaledBy("You took the scale from the last matrix: the largest entry of all of them is wanted.") {
      largest($0.gradients.last!.elements)
    }
    + scaledBy("You took the first entry for the scale: the largest entry of all matrices is wanted.") {
      abs($0.entries[0])
    }
    + [1e100, 1e200, 1e250, 1e300].flatMap { scale in
      scaledBy("You divided by a fixed number: one that is large enough for 10³⁰⁰ makes ordinary squares 0.") { _ in
        scale
      }
    }
    + [1e100, 1e150, 1e153].map { limit in
      finite("You cut large entries first: that turns the gradient. Divide all of them by the largest.") { x in
        let cut = x.with(x.mapped { min(max($0, -limit), limit) })
        return cut.shortened(from: cut.norm)
      }
    }
    + [
      finite("You compared the largest entry with v: it is the norm that counts.") { x in
        largest(x.entries) > x.threshold ? clipped(x) : x.gradients
      },
      finite("You compared the norm of the scaled gradient with v: scaled by 1/s it is to be compared with v/s.") { x in
        let s = largest(x.entries)
        guard s > 0 else { return x.gradients }
        let r = naiveNorm(x.entries.map { $0 / s })
        return r > x.threshold ? x.mapped { $0 / s / r * x.threshold } : x.gradients
      },
      finite("You divided by the largest entry where it is 0: a gradient of zeros stays as it is.") { x in
        let s = largest(x.entries)
        return s == 0 ? x.mapped { $0 / s } : clipped(x)
      },
      finite("You returned the scaled gradient where nothing is to be clipped: it must come back as it came.") { x in
        let s = largest(x.entries)
        let r = naiveNorm(x.entries.map { $0 / s })
        return s == 0 ? x.gradients : r > x.threshold / s ? clipped(x) : x.mapped { $0 / s }
      },
      finite("You rescaled short gradients too: a gradient of length v or less stays as it is.") { x in
        let s = largest(x.entries)
        let r = naiveNorm(x.entries.map { $0 / s })
        return x.mapped { $0 / s / r * x.threshold }
      },
      finite("You forgot v: the length afterwards must be v, not 1.") { x in
        let s = largest(x.entries)
        let r = naiveNorm(x.entries.map { $0 / s })
        return s * r > x.threshold ? x.mapped { $0 / s / r } : x.gradients
      },
      finite("You left the scale out of the factor: the norm is s · r, so the factor is v / (s r).") { x in
        let s = largest(x.entries)
        let r = naiveNorm(x.entries.map { $0 / s })
        return s * r > x.threshold ? x.mapped { $0 / r * x.threshold } : x.gradients
      },
      finite("You left r out of the factor: the norm is s · r, so the factor is v / (s r).") { x in
        let s = largest(x.entries)
        let r = naiveNorm(x.entries.map { $0 / s })
        return s * r > x.threshold ? x.mapped { $0 / s * x.threshold } : x.gradients
      },
      finite("You left out the root of the scaled squares: r is the root of their sum.") { x in
        let s = largest(x.entries)
        let r = sumOfSquares(x.entries.map { $0 / s })
        return s * r > x.threshold ? x.mapped { $0 / s / r * x.threshold } : x.gradients
      },
      finite("You added up sizes: the norm is the square root of the sum of all squares.") { x in
        let sum = sumOfSizes(x.entries)
        return sum > x.threshold ? x.mapped { $0 / sum * x.threshold } : x.gradients
      },
      finite("You clipped each matrix by its own norm: all share one norm and one factor.") { x in
        x.gradients.map { clipped(x.with([$0]))[0] }
      },
      finite("You added up the norms: it is the squares that add up, with one root at the end.") { x in
        let sum = x.gradients.map(\.norm).reduce(0, +)
        return sum > x.threshold ? x.mapped { $0 / sum * x.threshold } : x.gradients
      },
      finite("You clipped by value: every entry must be multiplied by the same number.") { x in
        x.mapped { min(max($0, -x.threshold), x.threshold) }
      },
      finite("You lost the signs: the clipped gradient has the direction of g.") { x in
        clipped(x) == x.gradients ? x.gradients : clipped(x).map { $0.map { abs($0) } }
      },
      finite("You returned the gradient as it came: what is longer than v is shortened to v.") { $0.gradients },
      Mistake("Your norm of finite entries overflows to ∞, and nothing is skipped: see to both.") { x in
        x.shortened(from: x.norm)
      },
      Mistake("You clipped each matrix by itself, and skipped it by itself: all share one norm, and one fate.") { x in
        x.gradients.map { g in g.isFinite ? clipped(x.with([g]))[0] : g.map { _ in 0 } }
      },
    ]
}
