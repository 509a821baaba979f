// Reference answers of lesson 13, optimizers; the statements stand in Exercises/13-optimizers.swift.

import Engine

/// Solution 13.1 · The average first, then a step along it.
public func momentumStep(
  _ weights: [Double], gradient: [Double], velocity: [Double], learningRate: Double, beta: Double
) -> (weights: [Double], velocity: [Double]) {
  let velocity = zip(velocity, gradient).map { v, g in beta * v + (1 - beta) * g }
  return (zip(weights, velocity).map { w, v in w - learningRate * v }, velocity)
}

/// Solution 13.2 · As momentum's sum, with the newest gradient counted once more.
public func nesterovStep(
  _ weights: [Double], gradient: [Double], velocity: [Double], learningRate: Double, beta: Double
) -> (weights: [Double], velocity: [Double]) {
  let velocity = zip(velocity, gradient).map { u, g in beta * u + g }
  let weights = weights.indices.map { weights[$0] - learningRate * (gradient[$0] + beta * velocity[$0]) }
  return (weights, velocity)
}

/// Solution 13.3 · The sum takes in this gradient before it divides it.
public func adagradStep(
  _ weights: [Double], gradient: [Double], squares: [Double], learningRate: Double, epsilon: Double
) -> (weights: [Double], squares: [Double]) {
  let squares = zip(squares, gradient).map { s, g in s + g * g }
  let weights = weights.indices.map {
    weights[$0] - learningRate * gradient[$0] / (squares[$0].squareRoot() + epsilon)
  }
  return (weights, squares)
}

/// Solution 13.4 · s with this gradient, d still without this step.
public func adadeltaStep(
  _ weights: [Double], gradient: [Double], squares: [Double], squaredSteps: [Double], learningRate: Double, rho: Double,
  epsilon: Double
) -> (weights: [Double], squares: [Double], squaredSteps: [Double]) {
  let squares = zip(squares, gradient).map { s, g in rho * s + (1 - rho) * g * g }
  let steps = weights.indices.map {
    (squaredSteps[$0] + epsilon).squareRoot() / (squares[$0] + epsilon).squareRoot() * gradient[$0]
  }
  let squaredSteps = zip(squaredSteps, steps).map { d, step in rho * d + (1 - rho) * step * step }
  return (zip(weights, steps).map { w, step in w - learningRate * step }, squares, squaredSteps)
}

/// Solution 13.5 · Adagrad with an average in the place of the sum.
public func rmspropStep(
  _ weights: [Double], gradient: [Double], squares: [Double], learningRate: Double, beta: Double, epsilon: Double
) -> (weights: [Double], squares: [Double]) {
  let squares = zip(squares, gradient).map { s, g in beta * s + (1 - beta) * g * g }
  let weights = weights.indices.map {
    weights[$0] - learningRate * gradient[$0] / (squares[$0] + epsilon).squareRoot()
  }
  return (weights, squares)
}

/// Solution 13.6 · The sum of the weights is 1 − βᵗ.
public func correctedAverages(of values: [Double], beta: Double) -> [Double] {
  var average = 0.0
  var power = 1.0
  return values.map { x in
    average = beta * average + (1 - beta) * x
    power *= beta
    return average / (1 - power)
  }
}

/// Solution 13.7 · Two averages, both corrected for the step, but kept as they are.
public func adamStep(
  _ weights: [Double], gradient: [Double], mean: [Double], squares: [Double], step t: Int, learningRate: Double,
  beta1: Double, beta2: Double, epsilon: Double
) -> (weights: [Double], mean: [Double], squares: [Double]) {
  let mean = zip(mean, gradient).map { m, g in beta1 * m + (1 - beta1) * g }
  let squares = zip(squares, gradient).map { v, g in beta2 * v + (1 - beta2) * g * g }
  let meanCorrection = 1 - power(beta1, t)
  let squareCorrection = 1 - power(beta2, t)
  let weights = weights.indices.map {
    let root = (squares[$0] / squareCorrection).squareRoot()
    return weights[$0] - learningRate * (mean[$0] / meanCorrection) / (root + epsilon)
  }
  return (weights, mean, squares)
}

private func power(_ base: Double, _ exponent: Int) -> Double {
  (0..<exponent).reduce(1) { product, _ in product * base }
}
