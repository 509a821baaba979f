// Reference answers of lesson 5, vanishing and exploding gradients; the statements stand in
// Exercises/05-vanishing-gradients.swift.

import Engine

/// Solution 5.1 · σ′ = σ(1 − σ). The engine's sigmoid does not overflow, so neither does this.
public func sigmoidFactor(weight: Double, bias: Double, input: Double) -> Double {
  let output = sigmoid(weight * input + bias)
  return weight * output * (1 - output)
}

/// Solution 5.2 · From the back to the front, carrying ∂J/∂a_l:
///
///     ∂J/∂w_l = a_{l−1} · g′(z_l) · ∂J/∂a_l
///     ∂J/∂a_{l−1} = w_l g′(z_l) · ∂J/∂a_l
public func chainGradients(weights: [Double], biases: [Double], input: Double, target: Double) -> [Double] {
  var outputs = [input]
  for (w, b) in zip(weights, biases) { outputs.append(sigmoid(w * outputs.last! + b)) }
  var gradients = [Double](repeating: 0, count: weights.count)
  var error = 2 * (outputs.last! - target)
  for l in weights.indices.reversed() {
    let slope = outputs[l + 1] * (1 - outputs[l + 1])
    gradients[l] = outputs[l] * slope * error
    error *= weights[l] * slope
  }
  return gradients
}

/// Solution 5.3 · −Z ≤ w a + b ≤ Z with Z = ln(|w|(1 + √(1 − 4/|w|))/2 − 1), solved for a.
public func safeInterval(weight: Double, bias: Double) -> (lower: Double, upper: Double)? {
  let w = abs(weight)
  guard w >= 4 else { return nil }
  let reach = log(w * (1 + (1 - 4 / w).squareRoot()) / 2 - 1)
  return (-bias / weight - reach / w, -bias / weight + reach / w)
}

/// Solution 5.4 · Forward with every layer's input and output kept; then back:
///
///     dZ_l = dA_l ⊙ (1 − A_l²)
///     ∂J/∂W_l = A_{l−1}ᵀ dZ_l
///     dA_{l−1} = dZ_l W_lᵀ
public func weightGradientNorms(x: Matrix, weights: [Matrix], dy: Matrix) -> [Double] {
  var outputs = [x]
  for weight in weights { outputs.append(tanh(matmul(outputs.last!, weight))) }
  var norms: [Double] = []
  var da = dy
  for l in weights.indices.reversed() {
    let dz = da.hadamard(outputs[l + 1].map { 1 - $0 * $0 })
    norms.append(matmul(outputs[l].transposed, dz).norm)
    da = matmul(dz, weights[l].transposed)
  }
  return norms.reversed()
}

/// Solution 5.5 · fⁿ < least if and only if n > ln least / ln f, as ln f is negative.
public func depthOfUnderflow(factor: Double, least: Double) -> Int {
  Int((log(least) / log(factor)).rounded(.down)) + 1
}
