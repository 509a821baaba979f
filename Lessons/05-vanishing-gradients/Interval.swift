import Engine
import LessonKit

// Where one neuron passes a gradient on undiminished, by formula and by search; and two other small computations. The
// formula belongs to exercise 5.3, the counting to 5.5: read it after them.

/// How wide the interval of inputs of a sigmoid neuron is on which |w σ′(wa + b)| ≥ 1: (2/|w|) ln(|w|(1 + √(1 − 4/|w|))/2 − 1), or 0.
func safeWidth(_ weight: Double) -> Double {
  let w = abs(weight)
  guard w >= 4 else { return 0 }
  return 2 / w * log(w * (1 + sqrt(1 - 4 / w)) / 2 - 1)
}

/// The same width without the formula: tries 4 001 inputs, then bisects between the last that fails and the first that
/// does not. 0 if all fail.
func searchedWidth(_ g: Activation = .sigmoid, weight: Double, bias: Double) -> Double {
  let middle = -bias / weight
  let inputs = (-2000...2000).map { middle + Double($0) / 1000 + 0.0003 }
  func isSafe(_ a: Double) -> Bool { abs(weight * g.slope(weight * a + bias)) >= 1 }
  guard let first = inputs.firstIndex(where: isSafe),
    let last = inputs.lastIndex(where: isSafe)
  else { return 0 }
  func edge(outside: Double, inside: Double) -> Double {
    var (outside, inside) = (outside, inside)
    for _ in 1...50 {
      let half = (outside + inside) / 2
      if isSafe(half) { inside = half } else { outside = half }
    }
    return inside
  }
  return edge(outside: inputs[last + 1], inside: inputs[last])
    - edge(outside: inputs[first - 1], inside: inputs[first])
}

/// The zero of a function that rises from below 0 at `low` to above 0 at `high`, by bisection.
func zero(from low: Double, to high: Double, of f: (Double) -> Double) -> Double {
  var (low, high) = (low, high)
  for _ in 1...60 {
    let half = (low + high) / 2
    if f(half) < 0 { low = half } else { high = half }
  }
  return low
}

/// The probability that a normal number with mean 0 and variance 1 lies between −x and x: the area under its bell
/// curve, by Simpson's rule.
func probabilityWithin(_ x: Double) -> Double {
  let n = 200
  let h = 2 * x / Double(n)
  let sum = (0...n).map { i in
    let t = -x + Double(i) * h
    return (i == 0 || i == n ? 1 : i.isMultiple(of: 2) ? 2 : 4) * exp(-t * t / 2)
  }.reduce(0, +)
  return sum * h / 3 / sqrt(2 * .pi)
}

/// How many factors have to be multiplied until their product is below `least`, by multiplying them.
func countedDepth(_ factor: Double, below least: Double) -> Int {
  var product = 1.0
  return (1...).first { _ in
    product *= factor
    return product < least
  }!
}

/// As one would type it: 8 for 8.0, and 0.25.
func typed(_ x: Double) -> NumberFormat { x == x.rounded() ? .whole : .significant(2) }
