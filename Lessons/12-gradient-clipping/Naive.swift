import Engine

// Clipping by norm as one writes it first, and as PyTorch has it: what the lesson compares the engine's with.

extension Matrix {
  /// √Σ x² without any care: ∞ from entries of about 10¹⁵⁴ on, and 0 below 10⁻¹⁶².
  var naiveNorm: Double { sqrt(elements.reduce(0) { $0 + $1 * $1 }) }

  /// Multiplied by 1 / ``naiveNorm`` if that is above 1.
  var naivelyClippedToOne: Matrix { naiveNorm > 1 ? (1 / naiveNorm) * self : self }

  /// With 10⁻⁶ added to the norm, as in PyTorch's `clip_grad_norm_`.
  func clippedAsInPyTorch(toNorm limit: Double) -> Matrix {
    Swift.min(1, limit / (norm + 1e-6)) * self
  }
}
