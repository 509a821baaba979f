import Engine
import Plots

/// The losses of n × n settings, a row for each rate, and searches of them. Each ends with the lowest loss it meets.
struct Plane {
  let losses: [[Double]]
  var n: Int { losses.count }

  /// p × p settings in equal steps, the first of them anywhere.
  func grid(_ p: Int, using generator: inout Generator) -> Double {
    let step = n / p
    let row = generator.integer(below: step)
    let column = generator.integer(below: step)
    return (0..<p * p).reduce(.infinity) { best, i in
      min(best, losses[row + i / p * step][column + i % p * step])
    }
  }

  /// So many settings from anywhere.
  func random(_ points: Int, using generator: inout Generator) -> Double {
    (0..<points).reduce(.infinity) { best, _ in
      min(best, losses[generator.integer(below: n)][generator.integer(below: n)])
    }
  }

  /// So many settings, one from each of as many bands of rates.
  func bands(_ points: Int, using generator: inout Generator) -> Double {
    let height = n / points
    return (0..<points).reduce(.infinity) { best, band in
      let row = band * height + generator.integer(below: height)
      return min(best, losses[row][generator.integer(below: n)])
    }
  }

  /// Its level lines, by the logarithms of rate and 1 − β to the base 10.
  var contours: Mark {
    .contours(x: -3...1, y: -2...0, levels: [0.3, 0.6, 1, 1.5, 2]) { x, y in
      losses[place((x + 3) / 4)][place((y + 2) / 2)]
    }
  }

  private func place(_ share: Double) -> Int { min(n - 1, max(0, Int(share * Double(n)))) }

  /// The plane in which each loss is the mean of its rate's, so that nothing but the rate counts.
  var ofRatesAlone: Plane {
    Plane(losses: losses.map { [Double](repeating: $0.mean, count: n) })
  }
}

/// How often a search ends below another one, of so many repetitions; a tie counts half.
func chance(_ times: Int, that a: () -> Double, beats b: () -> Double) -> Double {
  let wins = (0..<times).map { _ in
    let (a, b) = (a(), b())
    return a < b ? 1 : a == b ? 0.5 : 0
  }
  return wins.mean
}
