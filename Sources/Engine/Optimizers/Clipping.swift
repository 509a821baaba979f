// Gradient clipping: what stands between the backward pass and the optimizer, so that no step is longer than we allow.
//
//     network.backward(loss.gradient)
//     let norm = network.clipGradients(toNorm: 1)   // the norm before clipping: worth a plot
//     if norm.isFinite { optimizer.step(&network) }
//
// A gradient with an entry that is not finite has no direction to keep. No function here hides that.

extension Matrix {
  /// Each entry, moved to the nearer end of `range` if it lies outside; a nan stays.
  ///
  /// The direction changes, unless no entry or every entry is cut down by the same factor.
  public func clipped(to range: ClosedRange<Double>) -> Matrix {
    map { $0 > range.upperBound ? range.upperBound : $0 < range.lowerBound ? range.lowerBound : $0 }
  }

  /// The matrix itself if its ``norm`` is at most `limit`, else g · limit / ‖g‖: the same direction, of length `limit`.
  ///
  /// No 10⁻⁶ is added to the norm, as PyTorch does. If the norm is not finite the matrix is returned as it is.
  /// Source: Pascanu, Mikolov, Bengio, *On the difficulty of training recurrent neural networks* (ICML 2013), algorithm 1.
  public func clipped(toNorm limit: Double) -> Matrix { clipped(toNorm: limit, of: norm) }

  /// g · limit / `norm`, if `norm` is larger than `limit`, and finite.
  fileprivate func clipped(toNorm limit: Double, of norm: Double) -> Matrix {
    requireLimit(limit)
    // First to length 1, then to `limit`: limit / norm alone could vanish.
    return norm > limit && norm < .infinity ? map { $0 / norm * limit } : self
  }
}

extension Layer {
  /// The norm of all parameters' gradients together, as if they stood in one long vector.
  ///
  /// It is the norm of their norms. Nan or ∞ if an entry is.
  public var gradientNorm: Double {
    var norms: [Double] = []
    var copy = self
    copy.forEachParameter { norms.append($0.gradient.norm) }
    return Matrix(row: norms).norm
  }

  /// Clips each entry of each parameter's gradient to `range`.
  public mutating func clipGradients(to range: ClosedRange<Double>) {
    forEachParameter { $0.gradient = $0.gradient.clipped(to: range) }
  }

  /// Shortens all gradients by the same factor, so that together they have at most the norm `limit`.
  ///
  /// The direction of the step stays, across parameters too. (Keras's `clipnorm` clips each parameter by itself;
  /// its `global_clipnorm` is this.) Gradients whose norm is not finite stay as they are.
  ///
  /// - Returns: the norm before.
  @discardableResult
  public mutating func clipGradients(toNorm limit: Double) -> Double {
    requireLimit(limit)
    let norm = gradientNorm
    forEachParameter { $0.gradient = $0.gradient.clipped(toNorm: limit, of: norm) }
    return norm
  }
}

private func requireLimit(_ limit: Double) {
  precondition(limit > 0, "a norm can be clipped to a positive limit, not to \(limit)")
}
