// Reference answers of lesson 08, Glorot vs He; the statements stand in Exercises/08-glorot-vs-he.swift.

import Engine

/// Solution 8.1 · One product per position and incoming channel; one sum per position and outgoing channel.
public func fans(
  windowHeight: Int, windowWidth: Int, channelsIn: Int, channelsOut: Int
) -> (fanIn: Int, fanOut: Int) {
  let positions = windowHeight * windowWidth
  return (positions * channelsIn, positions * channelsOut)
}

/// Independent weights, fanIn × fanOut, with mean 0 and the given variance.
func weight(
  fanIn: Int, fanOut: Int, variance: Double, isUniform: Bool, using generator: inout Generator
) -> Matrix {
  let deviation = variance.squareRoot()
  let limit = 3.squareRoot() * deviation  // U(−r, r) has the variance r²/3
  return Matrix(rows: fanIn, columns: fanOut) { _, _ in
    isUniform ? generator.uniform(in: -limit..<limit) : generator.normal(standardDeviation: deviation)
  }
}

/// Solution 8.2 · σ² = 1 / fan_avg = 2 / (n_in + n_out).
public func glorotWeight(fanIn: Int, fanOut: Int, isUniform: Bool, using generator: inout Generator) -> Matrix {
  weight(
    fanIn: fanIn, fanOut: fanOut, variance: 2 / Double(fanIn + fanOut), isUniform: isUniform, using: &generator)
}

/// Solution 8.3 · The activation leaves (1 + a²)/2 of the mean square, so σ² = 2 / ((1 + a²) n_in).
public func heWeight(
  fanIn: Int, fanOut: Int, negativeSlope: Double, isUniform: Bool, using generator: inout Generator
) -> Matrix {
  let variance = 2 / ((1 + negativeSlope * negativeSlope) * Double(fanIn))
  return weight(fanIn: fanIn, fanOut: fanOut, variance: variance, isUniform: isUniform, using: &generator)
}

/// Solution 8.4 · q ← n_in σ² · q, with half of q from the second layer on.
public func predictedSizes(inputSize: Double, widths: [Int], weightDeviations: [Double]) -> [Double] {
  var meanSquare = inputSize * inputSize
  var sizes: [Double] = []
  for (layer, deviation) in weightDeviations.enumerated() {
    if layer > 0 { meanSquare /= 2 }
    meanSquare *= Double(widths[layer]) * deviation * deviation
    sizes.append(meanSquare.squareRoot())
  }
  return sizes
}

/// Solution 8.5 · From layer l + 1 to layer l: p ← n_out σ² · p / 2, with the fan-out and the weights of layer l + 1.
public func predictedGradientSizes(
  outputGradientSize: Double, widths: [Int], weightDeviations: [Double]
) -> [Double] {
  var meanSquare = outputGradientSize * outputGradientSize
  var sizes = [outputGradientSize]
  for layer in weightDeviations.indices.dropFirst().reversed() {
    meanSquare *= Double(widths[layer + 1]) * weightDeviations[layer] * weightDeviations[layer] / 2
    sizes.append(meanSquare.squareRoot())
  }
  return sizes.reversed()
}

/// Solution 8.6 · Uncorrelated terms add their mean squares, and α f(x) has α² times that of f(x).
public func residualMeanSquares(
  inputMeanSquare: Double, blocks: Int, scale: Double, isNormalized: Bool
) -> [Double] {
  var meanSquare = inputMeanSquare
  return (1...blocks).map { _ in
    meanSquare += scale * scale * (isNormalized ? 1 : meanSquare)
    return meanSquare
  }
}
