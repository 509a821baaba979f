import Engine
import Testing

@Suite struct `clipping` {
  @Test func `by value moves each entry to the nearer end, and keeps a nan`() {
    let g = Matrix([[-3, 0.5, 7], [2, -1, .infinity]])
    #expect(g.clipped(to: -1...2) == Matrix([[-1, 0.5, 2], [2, -1, 2]]))
    #expect(Matrix([[.nan, 9]]).clipped(to: -1...1).elements[0].isNaN)
  }

  @Test func `by norm turns the triangle of 3, 4 and 5 into one with the wanted side, and leaves short ones alone`() {
    #expect(difference(Matrix([[3], [4]]).clipped(toNorm: 1), Matrix([[0.6], [0.8]])) <= 1e-15)
    #expect(Matrix([[3, 4]]).clipped(toNorm: 5) == Matrix([[3, 4]]))
    #expect(Matrix([[0, 0]]).clipped(toNorm: 1) == Matrix([[0, 0]]))
  }

  @Test func `by norm leaves a gradient of just that norm as it is, to the bit`() {
    var generator = Generator(seed: 60)
    for _ in 0..<200 {
      let g = generator.normal(3, 4)
      expectSameBits(g.clipped(toNorm: g.norm), g)
      var layer = Pair(g, generator.normal(2, 2))
      let (before, norm) = (layer.second.gradient, layer.gradientNorm)
      #expect(layer.clipGradients(toNorm: norm) == norm)
      expectSameBits([layer.first.gradient, layer.second.gradient], [g, before])
    }
    #expect(Matrix([[3, 4]]).clipped(toNorm: .infinity) == Matrix([[3, 4]]))
  }

  @Test(arguments: [1e-300, 1e-160, 1e-6, 1, 1e160, 1e300])
  func `by norm works at any size that a number can have`(size: Double) {
    let clipped = (size * Matrix([[3, -4, 12]])).clipped(toNorm: 6.5 * size)  // of norm 13
    #expect(difference(clipped / size, Matrix([[1.5, -2, 6]])) <= 1e-14)
  }

  @Test func `by norm from 10³⁰⁰ to 10⁻³⁰⁰ keeps the direction`() {
    let clipped = Matrix([[3e300, 4e300]]).clipped(toNorm: 1e-300)
    #expect(abs(clipped[0, 0] / 0.6e-300 - 1) <= 1e-14 && abs(clipped[0, 1] / 0.8e-300 - 1) <= 1e-14)
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func `by norm leaves a gradient without a direction as it is, and returns a norm that says so`(bad: Double) {
    var layer = Pair(Matrix([[3, 4]]), Matrix([[bad]]))
    let norm = layer.clipGradients(toNorm: 1)
    #expect(!norm.isFinite)
    #expect(layer.first.gradient == Matrix([[3, 4]]))
    #expect(Matrix([[bad, 1]]).clipped(toNorm: 0.1)[0, 1] == 1)
  }

  @Test func `by global norm shortens all parameters by one factor, also those that are short`() {
    var layer = Pair(Matrix([[0, 3]]), Matrix([[4], [12]]))
    #expect(abs(layer.gradientNorm - 13) <= 1e-14)
    #expect(abs(layer.clipGradients(toNorm: 6.5) - 13) <= 1e-14)
    #expect(difference(layer.first.gradient, Matrix([[0, 1.5]])) <= 1e-15)
    #expect(difference(layer.second.gradient, Matrix([[2], [6]])) <= 1e-15)
    #expect(abs(layer.gradientNorm - 6.5) <= 1e-14)
    _ = layer.clipGradients(toNorm: 7)
    #expect(difference(layer.second.gradient, Matrix([[2], [6]])) <= 1e-15)
  }

  @Test func `by global norm does not overflow where squares do`() {
    var layer = Pair(Matrix([[3e200]]), Matrix([[4e200]]))
    #expect(abs(layer.clipGradients(toNorm: 1) / 5e200 - 1) <= 1e-14)
    #expect(difference(layer.first.gradient, Matrix([[0.6]])) <= 1e-14)
    #expect(difference(layer.second.gradient, Matrix([[0.8]])) <= 1e-14)
  }

  @Test func `by value reaches every parameter, and no value`() {
    var layer = Pair(Matrix([[5, -5]]), Matrix([[0.5]]))
    layer.clipGradients(to: -1...2)
    #expect(layer.first.gradient == Matrix([[2, -1]]) && layer.second.gradient == Matrix([[0.5]]))
    #expect(layer.first.value == Matrix(rows: 1, columns: 2))
  }
}

/// Two parameters of value 0 with the given gradients.
private struct Pair: Layer {
  var first: Parameter
  var second: Parameter

  init(_ first: Matrix, _ second: Matrix) {
    self.first = Parameter(Matrix(rows: first.rows, columns: first.columns))
    self.first.gradient = first
    self.second = Parameter(Matrix(rows: second.rows, columns: second.columns))
    self.second.gradient = second
  }

  mutating func forward(_ x: Matrix, mode: Mode) -> Matrix { x }
  mutating func backward(_ dy: Matrix) -> Matrix { dy }
  mutating func forEachParameter(_ body: (inout Parameter) throws -> Void) rethrows {
    try body(&first)
    try body(&second)
  }
}
