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
  ///
  /// Each loss is one training with luck of its own. The lines are those of means over 5 × 5 neighbours.
  var contours: Mark {
    let means = losses.indices.map { row in losses.indices.map { mean(around: row, $0) }
    }
    return .contours(x: -3...1, y: -2...0, levels: [0.4, 0.6, 1, 1.5, 2]) { x, y in
      between(means.map { between($0, (y + 2) / 2) }, (x + 3) / 4)
    }
  }

  private func mean(around row: Int, _ column: Int) -> Double {
    let rows = max(0, row - 2)...min(n - 1, row + 2)
    let columns = max(0, column - 2)...min(n - 1, column + 2)
    return rows.map { losses[$0][columns].mean }.mean
  }

  /// The value at a place from 0 to 1, of values that stand in the middles of equal steps.
  private func between(_ values: [Double], _ place: Double) -> Double {
    let x = min(max(place * Double(n) - 0.5, 0), Double(n - 1))
    let i = min(n - 2, Int(x))
    return values[i] + (x - Double(i)) * (values[i + 1] - values[i])
  }

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
