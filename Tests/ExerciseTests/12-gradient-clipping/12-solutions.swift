import Engine
import Solutions
import Testing

private typealias Oracle = Oracle12

private func worst(_ a: Matrix, _ b: [[Double]]) -> Double {
  zip(a.elements, b.joined()).reduce(a.shape == Matrix(b).shape ? 0 : .infinity) { max($0, abs($1.0 - $1.1)) }
}

/// The reference answers of lesson 12 against PyTorch's, against mpmath and against closed forms.
@Suite struct `The solutions of lesson 12` {
  private let first = Matrix(Oracle.first)
  private let second = Matrix(Oracle.second)

  @Test func `gradientClippedByValue agrees with PyTorch`() {
    let clipped = gradientClippedByValue(first, smallest: -Oracle.limit, largest: Oracle.limit)
    #expect(worst(clipped, Oracle.firstByValue) == 0)
  }

  @Test func `gradientClippedByValue moves entries to limits of any sign`() {
    let g = Matrix([[-3, 0.5], [7, 1]])
    #expect(gradientClippedByValue(g, smallest: -1, largest: 2) == Matrix([[-1, 0.5], [2, 1]]))
    #expect(gradientClippedByValue(g, smallest: 1, largest: 1) == Matrix([[1, 1], [1, 1]]))
  }

  @Test func `gradientClippedByNorm agrees with PyTorch, whose norm has 10⁻⁶ added`() {
    #expect(worst(gradientClippedByNorm(first, threshold: Oracle.threshold), Oracle.firstByNorm) < 1e-14)
  }

  @Test func `gradientClippedByNorm turns the triangle of 3, 4 and 5 into one of 0.6, 0.8 and 1, and leaves 0 alone`() {
    #expect(worst(gradientClippedByNorm(Matrix([[3, 4]]), threshold: 1), [[0.6, 0.8]]) < 1e-15)
    #expect(gradientClippedByNorm(Matrix([[3, 4]]), threshold: 5) == Matrix([[3, 4]]))
    #expect(gradientClippedByNorm(Matrix([[0, 0]]), threshold: 1) == Matrix([[0, 0]]))
  }

  @Test func `gradientsClippedByGlobalNorm agrees with PyTorch over two parameters`() {
    let clipped = gradientsClippedByGlobalNorm([first, second], threshold: Oracle.threshold)
    #expect(worst(clipped[0], Oracle.firstByGlobalNorm) < 1e-14)
    #expect(worst(clipped[1], Oracle.secondByGlobalNorm) < 1e-14)
  }

  @Test func `angleInDegrees agrees with mpmath's forty digits`() {
    #expect(abs(angleInDegrees(between: first, and: Matrix(Oracle.firstByValue)) - Oracle.angle) < 1e-10)
  }

  @Test func `angleInDegrees knows the angles of the square and the triangle`() {
    #expect(abs(angleInDegrees(between: Matrix([[1, 0]]), and: Matrix([[5, 5]])) - 45) < 1e-12)
    #expect(abs(angleInDegrees(between: Matrix([[1, 0]]), and: Matrix([[1, 3.0.squareRoot()]])) - 60) < 1e-12)
    #expect(abs(angleInDegrees(between: Matrix([[2], [0]]), and: Matrix([[0], [-1]])) - 90) < 1e-12)
  }

  @Test func `gradientsClippedSafely is gradientsClippedByGlobalNorm where that works, and works at 10³⁰⁰`() {
    let ordinary = gradientsClippedSafely([first, second], threshold: Oracle.threshold)
    #expect(worst(ordinary[0], Oracle.firstByGlobalNorm) < 1e-14)
    #expect(worst(ordinary[1], Oracle.secondByGlobalNorm) < 1e-14)
    let huge = gradientsClippedSafely([Matrix([[3e300]]), Matrix([[-4e300, 0]])], threshold: 10)
    #expect(worst(huge[0], [[6]]) < 1e-14)
    #expect(worst(huge[1], [[-8, 0]]) < 1e-14)
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity]) func `gradientsClippedSafely skips all for one bad entry`(
    _ bad: Double
  ) {
    let clipped = gradientsClippedSafely([Matrix([[1, 2]]), Matrix([[3], [bad]])], threshold: 1)
    #expect(clipped == [Matrix([[0, 0]]), Matrix([[0], [0]])])
  }
}
