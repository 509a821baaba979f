// Reference answers of lesson 12, gradient clipping; the statements stand in Exercises/12-gradient-clipping.swift.

import Engine
import Foundation

/// Solution 12.1 · Each entry by itself, to the nearer end.
public func gradientClippedByValue(_ g: Matrix, smallest: Double, largest: Double) -> Matrix {
  g.map { min(max($0, smallest), largest) }
}

/// Solution 12.2 · One matrix is a list of one.
public func gradientClippedByNorm(_ g: Matrix, threshold: Double) -> Matrix {
  gradientsClippedByGlobalNorm([g], threshold: threshold)[0]
}

/// Solution 12.3 · The squares of all entries of all matrices add up to the square of one norm.
public func gradientsClippedByGlobalNorm(_ gradients: [Matrix], threshold: Double) -> [Matrix] {
  let squares = gradients.reduce(0) { sum, g in sum + g.elements.reduce(0) { $0 + $1 * $1 } }
  let norm = squares.squareRoot()
  return norm > threshold ? gradients.map { (threshold / norm) * $0 } : gradients
}

/// Solution 12.4 · cos θ = a · b / (‖a‖ ‖b‖), kept between −1 and 1.
public func angleInDegrees(between a: Matrix, and b: Matrix) -> Double {
  let dot = zip(a.elements, b.elements).reduce(0) { $0 + $1.0 * $1.1 }
  func norm(_ x: Matrix) -> Double { x.elements.reduce(0) { $0 + $1 * $1 }.squareRoot() }
  let cosine = dot / (norm(a) * norm(b))
  return acos(min(1, max(-1, cosine))) * 180 / .pi
}

/// Solution 12.5 · Divide by the largest entry s, so that squares are at most 1: ‖g‖ = s ‖g/s‖.
public func gradientsClippedSafely(_ gradients: [Matrix], threshold: Double) -> [Matrix] {
  let entries = gradients.flatMap(\.elements)
  guard entries.allSatisfy(\.isFinite) else { return gradients.map { $0.map { _ in 0 } } }
  let largest = entries.reduce(0) { max($0, Swift.abs($1)) }
  if largest == 0 { return gradients }
  let relative = entries.reduce(0) { $0 + ($1 / largest) * ($1 / largest) }.squareRoot()  // ‖g‖ / s, at least 1
  if relative <= threshold / largest { return gradients }
  return gradients.map { $0.map { $0 / largest / relative * threshold } }
}
