// Exercises of lesson 09, layer-wise pre-training. In them
//
//     x, x̂    m × n: the examples, a row each, and what an autoencoder rebuilds of them
//     z       m × k: their codes
//     W, b    n × k and 1 × k: the encoder
//     V, c    k × n and 1 × n: the decoder
//     C       n × n: a covariance, symmetric and without negative eigenvalues
//
// Keep names and parameters, and make a helper of your own `private`. `matmul`, `sigmoid` and
// `meanSquaredError(rebuilt, target: x).value` are there; README.md beside this file lists what there is.
//
// Replace `todo("9.1")` by your answer, then: swift test --filter lesson09

import Curriculum
import Engine

/// Worked example · A linear autoencoder without biases.
///
/// The encoder makes of each row of n numbers one of k, the decoder makes n of them again:
///
///     x (m × n) · W (n × k) = z (m × k)        z · V (k × n) = x̂ (m × n)
///
/// With one number in the code, W = (1, 0)ᵀ and V = (1, 0), the first number of an example is kept and the second is lost:
///
///     linearlyRebuilt(Matrix([[3, 5]]), encoder: Matrix([[1], [0]]), decoder: Matrix([[1, 0]]))    // [[3, 0]]
///
/// - Parameters:
///   - x: m × n.
///   - encoder: W, n × k.
///   - decoder: V, k × n.
/// - Returns: x̂, m × n.
public func linearlyRebuilt(_ x: Matrix, encoder: Matrix, decoder: Matrix) -> Matrix {
  let z = matmul(x, encoder)
  return matmul(z, decoder)
}

/// Exercise 9.1 · Forward pass and loss of an autoencoder.
///
/// The code has a sigmoid, the decoder is linear, and both have biases. The loss is the mean squared error between what is
/// rebuilt and the input: the mean over all m·n entries, without a half in front. The code may be narrower than the
/// input, as wide, or wider; x is not centred.
///
/// - Parameters:
///   - x: m × n with m, n ≥ 1.
///   - encoder: W, n × k with k ≥ 1.
///   - encoderBias: b, 1 × k.
///   - decoder: V, k × n.
///   - decoderBias: c, 1 × n.
/// - Returns: z, m × k; x̂, m × n; and the loss.
public func autoencoded(
  _ x: Matrix, encoder: Matrix, encoderBias: Matrix, decoder: Matrix, decoderBias: Matrix
) -> (code: Matrix, rebuilt: Matrix, loss: Double) {
  todo("9.1")
}

/// Exercise 9.2 · Gradient of tied weights.
///
/// A linear autoencoder without biases whose decoder is the encoder's transpose, x̂ = x W Wᵀ, with the loss of 9.1: the
/// mean of (x̂ − x)² over all m·n entries. W acts in both places. The columns of W need not be at right angles, nor of
/// length 1, x is not centred, and k may be larger than n.
///
/// - Parameters:
///   - x: m × n with m, n ≥ 1.
///   - weight: W, n × k with k ≥ 1.
/// - Returns: ∂L/∂W, n × k.
public func tiedGradient(_ x: Matrix, weight: Matrix) -> Matrix {
  todo("9.2")
}

/// Exercise 9.3 · Explained variance of a bottleneck.
///
/// Which share of the variance of x is in what was rebuilt: 1 less the sum of the squared errors, divided by the sum of
/// the squared distances of x from the means of its columns; both sums over all entries. It is 1 if all is rebuilt, 0 if
/// every example is rebuilt as the mean, and *negative* if it is done worse than that. The rebuilt examples may have other
/// means than x. The result keeps its digits also where the means are 10⁶ times as large as the deviations.
///
/// - Parameters:
///   - x: m × n with m ≥ 2; a column may be constant, but not all of them are.
///   - rebuilt: x̂, m × n.
/// - Returns: the explained share.
public func explainedVariance(_ x: Matrix, rebuilt: Matrix) -> Double {
  todo("9.3")
}

/// Exercise 9.4 · Principal direction by power iteration.
///
/// Shorten the start to length 1. Then, in each step, multiply by C and shorten to length 1. Where C v is 0, there is
/// nothing to shorten, and v stays as it is. Eigenvalues may be as small as 10⁻⁹⁰ or as large as 10⁹⁰, steps a thousand,
/// or none. The sign of the direction is the one that comes out.
///
/// - Parameters:
///   - covariance: C, n × n with n ≥ 1.
///   - start: n × 1, of any length but 0.
///   - steps: how many, not negative.
/// - Returns: v after the last step, n × 1 and of length 1; and the variance along it, vᵀ C v.
public func principalDirection(
  of covariance: Matrix, from start: Matrix, steps: Int
) -> (direction: Matrix, variance: Double) {
  todo("9.4")
}

/// Exercise 9.5 · Greedy stacking.
///
/// Pre-trains the hidden layers of a network one by one. `train` takes examples (m × n) and a width k; it trains an
/// autoencoder whose code is k sigmoids and whose decoder is linear, and returns its two layers. Each layer of the stack is
/// the encoder of an autoencoder that was trained on what the layers below it put out, sigmoids included. Decoders are
/// thrown away. There may be one width, several, equal ones or ever larger ones, or none.
///
/// A `Dense` has `weight.value`, n × k, and `bias.value`, 1 × k; it has no activation.
///
/// - Parameters:
///   - x: m × n with m, n ≥ 1, the examples.
///   - widths: of the hidden layers, from the first to the last, each at least 1.
///   - train: trains one autoencoder; call it once for each layer.
/// - Returns: the hidden layers, from the first to the last; and what the sigmoids of the last one put out for x, m ×
///   (last width), or x itself if there is no layer.
public func greedyStack(
  _ x: Matrix, widths: [Int], train: (_ inputs: Matrix, _ width: Int) -> (encoder: Dense, decoder: Dense)
) -> (layers: [Dense], code: Matrix) {
  todo("9.5")
}
