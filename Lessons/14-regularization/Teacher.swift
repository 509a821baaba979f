import Engine

/// A linear teacher: y = Xw* + noise, with 64 normal inputs.
struct Teacher {
  let truth: Matrix  // w*, 64 × 1
  let noise: Double  // its standard deviation

  /// A teacher with so many weights that are not 0, of length 1 together.
  init(nonZero: Int, noise: Double, using generator: inout Generator) {
    let w = Matrix(rows: 64, columns: 1) { i, _ in
      i < nonZero ? generator.normal() : 0
    }
    truth = w / w.norm
    self.noise = noise
  }

  func examples(_ count: Int, using generator: inout Generator) -> Examples {
    let x = Matrix(rows: count, columns: 64) { _, _ in generator.normal() }
    let noises = Matrix(rows: count, columns: 1) { _, _ in
      generator.normal(standardDeviation: noise)
    }
    return Examples(x: x, y: matmul(x, truth) + noises)
  }

  /// What weights cost on new examples, beyond the noise: inputs are independent of variance 1.
  func excess(_ w: Matrix) -> Double { (w - truth).hadamard(w - truth).sum }
}

/// Inputs and what a teacher says to them.
struct Examples {
  let x: Matrix
  let y: Matrix

  func loss(_ w: Matrix) -> Double { meanSquaredError(matmul(x, w), target: y).value }

  /// The weights that minimize ½ mean(y − Xw)² + λ₁ Σ|w| + λ₂/2 Σw², nearly, from `start`.
  func fit(from start: Matrix, l1: Double = 0, l2: Double = 0) -> Matrix {
    let n = Double(x.rows)
    let gram = matmul(transposing: x, x) / n
    let moment = matmul(transposing: x, y) / n
    let rate = 0.2
    var w = start
    for _ in 0..<100 {
      let slope = matmul(gram, w) - moment + l2 * w
      w = (w - rate * slope).softThresholded(by: rate * l1)
    }
    return w
  }

  /// Of a ladder of penalties, from strong to weak, the weights that do best on other examples.
  func fit(judge: Examples, _ ladder: [Double], isL1: Bool) -> Matrix {
    var w = Matrix(rows: x.columns, columns: 1)
    let fits = ladder.map { λ in
      w = isL1 ? fit(from: w, l1: λ) : fit(from: w, l2: λ)
      return w
    }
    return fits.min { judge.loss($0) < judge.loss($1) }!
  }
}
