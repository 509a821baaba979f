import Engine

/// A random landscape that repeats itself: a sum of 60 cosines of whole frequencies from −2 to 2.
struct Landscape {
  private let waves: Matrix  // dimensions × 60
  private let phases: Matrix  // 1 × 60
  private let heights: Matrix  // 60 × 1

  init(dimensions: Int, using generator: inout Generator) {
    let columns = (0..<60).map { _ in
      var wave: [Double]
      repeat {
        wave = (0..<dimensions).map { _ in Double(generator.integer(below: 5) - 2) }
      } while wave.allSatisfy { $0 == 0 }
      return wave
    }
    waves = Matrix(columns).transposed
    phases = Matrix(row: columns.map { _ in generator.uniform(in: 0..<2 * Double.pi) })
    heights = Matrix(column: columns.map { _ in generator.normal() / sqrt(30) })
  }

  /// A place where the landscape is level: how many directions lead downwards from it, and how high it is.
  struct Critical {
    let place: [Double]
    let downward: Int
    let height: Double
  }

  /// The critical points that Newton's method finds from so many random places, each once.
  func criticalPoints(tries: Int, using generator: inout Generator) -> [Critical] {
    let d = waves.rows
    var x = Matrix(rows: tries, columns: d) { _, _ in
      generator.uniform(in: 0..<2 * Double.pi)
    }
    for _ in 0..<12 {
      let (slopes, curvatures) = derivatives(at: x)
      let steps = (0..<tries).map { i in
        solution(of: curvatures.map { $0[i, 0] }, slopes.row(i))
      }
      // A step is never longer than a quarter of the shortest wave.
      x -= Matrix(
        steps.map { step in
          let length = Matrix(row: step).norm
          return step.map { length > 0.8 ? $0 * 0.8 / length : $0 }
        })
    }
    return distinct(x)
  }

  /// The slopes, tries × d, and the second derivatives, d · d matrices of tries × 1.
  private func derivatives(at x: Matrix) -> (Matrix, [Matrix]) {
    let d = waves.rows
    let angles = matmul(x, waves).addingRow(phases)
    let falling = -sin(angles).multiplyingColumns(by: heights.transposed)
    let bending = -cos(angles).multiplyingColumns(by: heights.transposed)
    let products = (0..<d * d).map { n in
      Matrix(column: waves.row(n / d)).hadamard(Matrix(column: waves.row(n % d)))
    }
    return (
      matmul(falling, transposing: waves), products.map { matmul(bending, $0) }
    )
  }

  private func distinct(_ x: Matrix) -> [Critical] {
    let (slopes, curvatures) = derivatives(at: x)
    let height = matmul(cos(matmul(x, waves).addingRow(phases)), heights)
    var found: [Critical] = []
    for i in 0..<x.rows where abs(Matrix(row: slopes.row(i))).max < 1e-7 {
      let place = x.row(i)
      let isNew = !found.contains { other in
        zip(place, other.place).allSatisfy { abs(sin(($0 - $1) / 2)) < 1e-4 }
      }
      if isNew {
        let downward = negativeEigenvalues(of: curvatures.map { $0[i, 0] })
        found.append(Critical(place: place, downward: downward, height: height[i, 0]))
      }
    }
    return found
  }
}
