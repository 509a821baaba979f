import Engine
import Solutions
import Testing

private typealias Oracle = Oracle06

private func worst(_ a: Matrix, _ b: [[Double]]) -> Double {
  zip(a.elements, b.joined()).reduce(a.shape == Matrix(b).shape ? 0 : .infinity) { max($0, abs($1.0 - $1.1)) }
}

/// The reference answers of lesson 06 against NumPy, against simulations and against closed forms.
@Suite struct `The solutions of lesson 06` {
  private let x = Matrix(Oracle.x)
  private let training = Matrix(Oracle.training)

  @Test func `standardizedFeatures agrees with NumPy's mean and deviation`() {
    #expect(worst(standardizedFeatures(x, fittedTo: training), Oracle.standardized) < 1e-10)
  }

  @Test func `standardizedFeatures gives two examples −1 and 1, and leaves a constant's distance`() {
    let training = Matrix([[7, 0.1], [13, 0.1]])
    #expect(standardizedFeatures(training, fittedTo: training) == Matrix([[-1, 0], [1, 0]]))
    #expect(standardizedFeatures(Matrix([[10, 1.1]]), fittedTo: training) == Matrix([[0, 1]]))
  }

  @Test func `standardizedFeatures makes a constant of any length 0, whatever its computed mean`() {
    for m in 1...200 {
      let constant = Matrix(rows: m, columns: 1, repeating: 0.1)
      #expect(standardizedFeatures(constant, fittedTo: constant) == Matrix(rows: m, columns: 1))
    }
  }

  @Test func `minMaxScaled agrees with NumPy's line through (least, 0) and (greatest, 1)`() {
    #expect(worst(minMaxScaled(x, fittedTo: training), Oracle.minMax) < 1e-10)
  }

  @Test func `minMaxScaled leaves what lies beyond the training data beyond 0 and 1`() {
    let scaled = minMaxScaled(Matrix([[0, 5], [8, 6]]), fittedTo: Matrix([[2, 5], [6, 5]]))
    #expect(scaled == Matrix([[-0.5, 0], [1.5, 1]]))
  }

  @Test(arguments: 1...22) func `sameSignShare agrees with the signs of numeric gradients, for batches of`(_ size: Int)
  {
    let share = sameSignShare(inputs: Matrix(Oracle.inputs), errors: Oracle.errors, batchSize: size)
    #expect(abs(share - Oracle.shares[size - 1]) < 1e-12)
  }

  @Test func `detour agrees with NumPy`() {
    #expect(abs(detour(of: Matrix(Oracle.path)) - Oracle.detour) < 1e-12)
  }

  /// The chords of a half circle in k equal parts have the length 2k sin(π/2k), and the diameter is 2.
  @Test(arguments: [1, 2, 3, 10, 1000]) func `detour gives k sin(π/2k) for k chords of a half circle`(_ k: Int) {
    let circle = Matrix(rows: k + 1, columns: 2) { i, j in
      let angle = Double.pi * Double(i) / Double(k)
      return j == 0 ? cos(angle) : sin(angle)
    }
    #expect(abs(detour(of: circle) - Double(k) * sin(.pi / Double(2 * k))) < 1e-12)
  }

  @Test func `conditionNumber agrees with NumPy's singular values`() {
    #expect(abs(conditionNumber(of: Matrix(Oracle.features)) / Oracle.conditionNumber - 1) < 1e-12)
  }

  /// The four corners of a square of side 2s around (μ, μ): C = s² I, so κ = 1 + 2 μ²/s².
  @Test(arguments: [(0.0, 1.0), (2, 1), (0.5, 0.5), (1000, 1)])
  func `conditionNumber gives 1 + 2μ²/s² for a square`(_ center: Double, _ half: Double) {
    let corners = Matrix(rows: 4, columns: 2) { i, j in center + half * (((j == 0 ? i : i / 2) & 1) == 0 ? -1 : 1) }
    let expected = 1 + 2 * (center / half) * (center / half)
    #expect(abs(conditionNumber(of: corners) / expected - 1) < 1e-9)
  }

  @Test func `updatesNeeded agrees with descent by NumPy`() {
    let counts = Oracle.conditions.map { updatesNeeded(conditionNumber: $0, tolerance: 0.003) }
    #expect(counts.map(Double.init) == Oracle.counts)
  }

  /// The graded cases are not near a whole number, where the last bit of a logarithm would decide.
  @Test(arguments: [(3.0, 0.1), (9, 0.01), (25, 0.001), (1.2, 0.5), (100, 0.001), (1.5, 0.3), (2000, 0.05)])
  func `updatesNeeded is graded where rounding does not decide`(_ κ: Double, _ tolerance: Double) {
    let t = log(tolerance) / log((κ - 1) / (κ + 1))
    #expect(abs(t - t.rounded()) > 1e-3)
  }

  /// With κ = 3 each update leaves a half: powers that are exact, and so are the two quotients of logarithms.
  @Test func `updatesNeeded takes "at most" at its word where the tolerance is reached exactly`() {
    #expect(updatesNeeded(conditionNumber: 3, tolerance: 0.5) == 1)
    #expect(updatesNeeded(conditionNumber: 3, tolerance: 0.25) == 2)
  }
}
