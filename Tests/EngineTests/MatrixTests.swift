import Engine
import Testing

@Suite struct `a matrix` {
  private let x = Matrix([[1, 2, 3], [4, 5, 6]])

  @Test func `is built from rows, a row, a column, a value, a function or its elements`() {
    #expect(x.rows == 2 && x.columns == 3 && x.shape == (2, 3) && "\(x.shape)" == "2 × 3")
    #expect(x.elements == [1, 2, 3, 4, 5, 6])
    #expect(x == Matrix(rows: 2, columns: 3, elements: [1, 2, 3, 4, 5, 6]))
    let counted = Matrix(rows: 2, columns: 3) { i, j in Double(3 * i + j + 1) }
    #expect(x == counted)
    #expect(Matrix(row: [1, 2]) == Matrix([[1, 2]]))
    #expect(Matrix(column: [1, 2]) == Matrix([[1], [2]]))
    #expect(Matrix(rows: 2, columns: 2, repeating: 7) == Matrix([[7, 7], [7, 7]]))
    #expect(Matrix(rows: 1, columns: 2) == Matrix([[0, 0]]))
    #expect(Matrix(zerosLike: x) == Matrix([[0, 0, 0], [0, 0, 0]]))
    #expect(Parameter(x).value == x && Parameter(x).gradient == Matrix(zerosLike: x))
  }

  @Test func `has a shape that can be compared, counted and read`() {
    #expect(x.shape == (2, 3) && x.shape != (3, 2) && x.shape == Shape(rows: 2, columns: 3))
    #expect(x.shape != x.transposed.shape && x.shape == (2 * x).shape)
    #expect(!(x.shape == (2, 2)) && !(x.shape == (1, 3)) && !(x.shape != (2, 3)))
    #expect(x.shape.rows == 2 && x.shape.columns == 3 && x.shape.count == 6 && "\(x.shape)" == "2 × 3")
    #expect(Set([x.shape, (x + x).shape, x.transposed.shape]).count == 2)
  }

  @Test func `passes on what its function throws`() {
    struct Stop: Error {}
    #expect(throws: Stop.self) { try Matrix(rows: 1, columns: 1) { _, _ in throw Stop() } }
  }

  @Test func `differs from one of another shape with the same elements`() {
    #expect(Matrix(row: [1, 2]) != Matrix(column: [1, 2]))
    #expect(Matrix(rows: 0, columns: 2) != Matrix(rows: 0, columns: 3))
  }

  @Test func `reads and writes entries, reads rows and columns`() {
    var y = x
    y[1, 0] = -4
    #expect(y == Matrix([[1, 2, 3], [-4, 5, 6]]))
    #expect(x[1, 0] == 4 && y[1, 0] == -4)
    #expect(x.row(1) == [4, 5, 6] && x.column(2) == [3, 6])
  }

  @Test func `picks rows in any order, again and again, or none`() {
    #expect(x.selectingRows([1, 0, 1]) == Matrix([[4, 5, 6], [1, 2, 3], [4, 5, 6]]))
    #expect(x.selectingRows(1..<2) == Matrix([[4, 5, 6]]))
    #expect(x.selectingRows([]) == Matrix(rows: 0, columns: 3))
  }

  @Test func `adds, subtracts, scales and multiplies entry by entry`() {
    let y = Matrix([[10, 20, 30], [40, 50, 60]])
    #expect(x + y == Matrix([[11, 22, 33], [44, 55, 66]]))
    #expect(y - x == Matrix([[9, 18, 27], [36, 45, 54]]))
    #expect(2 * x == Matrix([[2, 4, 6], [8, 10, 12]]))
    #expect(y / 10 == x && x * 10 == y && -x * 2 + x == -x)
    #expect(-x == Matrix([[-1, -2, -3], [-4, -5, -6]]))
    #expect(x.hadamard(y) == Matrix([[10, 40, 90], [160, 250, 360]]))
    #expect(x.map { $0 * $0 } == Matrix([[1, 4, 9], [16, 25, 36]]))
    #expect(x.zip(y) { $0 - 2 * $1 } == Matrix([[-19, -38, -57], [-76, -95, -114]]))
    #expect(sqrt(x.hadamard(x)) == x && abs(-x) == x)
    var z = x
    z += y
    #expect(z == x + y)
    z -= y
    #expect(z == x)
    z *= 3
    #expect(z == Matrix([[3, 6, 9], [12, 15, 18]]))
    z /= 6
    #expect(z == Matrix([[0.5, 1, 1.5], [2, 2.5, 3]]))
    z += 0.5 * x
    z -= x / 2
    #expect(z == 0.5 * x && 2 * x * 0.5 + x * 2 - x / 2 == x.map { 2.5 * $0 })
  }

  @Test func `applies a row to each of its rows`() {
    let row = Matrix(row: [1, 2, 4])
    #expect(x.addingRow(row) == Matrix([[2, 4, 7], [5, 7, 10]]))
    #expect(x.subtractingRow(row) == Matrix([[0, 0, -1], [3, 3, 2]]))
    #expect(x.multiplyingColumns(by: row) == Matrix([[1, 4, 12], [4, 10, 24]]))
    #expect(x.dividingColumns(by: row) == Matrix([[1, 1, 0.75], [4, 2.5, 1.5]]))
  }

  @Test func `transposes`() {
    #expect(x.transposed == Matrix([[1, 4], [2, 5], [3, 6]]))
    #expect(x.transposed.transposed == x)
    #expect(Matrix(rows: 0, columns: 3).transposed == Matrix(rows: 3, columns: 0))
  }

  @Test func `sums, averages and measures itself and its columns`() {
    #expect(x.sum == 21 && x.mean == 3.5)
    #expect(abs(x.variance - 35 / 12.0) < 1e-15)
    #expect(x.standardDeviation == x.variance.squareRoot())
    #expect(Matrix([[3, -4], [0, 12]]).norm == 13)
    #expect((-x).max == -1 && (-x).min == -6 && x.max == 6 && x.min == 1)
    #expect(x.columnSums == Matrix([[5, 7, 9]]))
    #expect(x.columnMeans == Matrix([[2.5, 3.5, 4.5]]))
    #expect(x.columnVariances == Matrix([[2.25, 2.25, 2.25]]))
  }

  /// Of 0, 1, …, n − 1 all are known: n (n − 1) / 2, (n² − 1) / 12, and √((n − 1) n (2n − 1) / 6).
  @Test func `is not needed for a mean: any collection of numbers has one, nan if there are none`() {
    #expect([1.0, 2, 6].mean == 3 && [1.0, 2, 6].dropFirst().mean == 4 && (0..<4).map { Double($0) }.mean == 1.5)
    #expect([Double]().mean.isNaN && EmptyCollection<Double>().mean.isNaN && [1, .infinity].mean == .infinity)
  }

  @Test func `has the sum, variance and norm of the first whole numbers, however many`() {
    for n in Array(1...70) + [1_000, 4_099] {
      let (x, m) = (Matrix(row: (0..<n).map(Double.init)), Double(n))
      #expect(x.sum == m * (m - 1) / 2)
      #expect(abs(x.variance - (m * m - 1) / 12) <= 1e-15 * m * m, "\(n)")
      #expect(abs(x.norm - ((m - 1) * m * (2 * m - 1) / 6).squareRoot()) <= 1e-15 * m * m, "\(n)")
    }
  }

  @Test func `keeps the variance of a column near 10⁸, where E[x²] − E[x]² has nothing left`() {
    let column = [-1, 1, -1, 1].map { 1e8 + $0 }
    #expect(Matrix(column: column).columnVariances == Matrix([[1]]))
    #expect(Matrix(column: column).variance == 1)
    let squares = column.mean { $0 * $0 }
    #expect(squares - column.mean * column.mean != 1)
  }

  /// Each column is 10⁶ and some 32nd parts of a binary fraction: exact in a Double, as are their sums without the 10⁶.
  @Test func `has means and variances near 10⁶ that are those of the offsets`() {
    var generator = Generator(seed: 6)
    for rows in [1, 7, 200, 1_000] {
      let offsets = Matrix(rows: rows, columns: 3) { _, _ in Double(generator.integer(below: 1 << 30)) * 0x1p-28 }
      let near = offsets.map { 1e6 + $0 }
      let means = (0..<3).map { offsets.column($0).reduce(0, +) / Double(rows) }
      for j in 0..<3 {
        #expect(abs(near.columnMeans[0, j] - (1e6 + means[j])) <= (1e6).ulp, "\(rows) rows")
        let variance = offsets.column(j).mean { ($0 - means[j]) * ($0 - means[j]) }
        #expect(abs(near.columnVariances[0, j] - variance) <= 4e-15 * variance, "\(rows) rows")
      }
    }
  }

  @Test func `has column means that are infinite or beyond a Double where sums are`() {
    let x = Matrix([[.infinity, -.infinity, 1e308, .infinity], [1, 2, 1.7e308, -.infinity]])
    #expect(Array(x.columnMeans.elements[..<3]) == [.infinity, -.infinity, .infinity])
    #expect(x.columnMeans[0, 3].isNaN)
  }

  @Test(arguments: [1e200, 1e-200])
  func `has a norm where the squares of its entries overflow or vanish`(scale: Double) {
    let norm = Matrix([[3 * scale, -4 * scale]]).norm
    #expect(abs(norm / (5 * scale) - 1) < 1e-15)
  }

  @Test func `has a norm that is zero, infinite or nan exactly where it should be`() {
    #expect(Matrix([[0, -0.0]]).norm == 0 && Matrix.empty.norm == 0)
    #expect(Matrix([[1, -.infinity]]).norm == .infinity)
    #expect(Matrix([[1, .nan]]).norm.isNaN)
    #expect(Matrix([[.infinity, .nan]]).norm.isNaN)
  }

  @Test func `can be empty, and says so in its statistics`() {
    for empty in [Matrix.empty, Matrix([]), Matrix(rows: 0, columns: 3), Matrix(rows: 3, columns: 0)] {
      #expect(empty.sum == 0 && empty.mean.isNaN && empty.variance.isNaN)
      #expect(empty.max == -.infinity && empty.min == .infinity)
      #expect(empty.isFinite && empty.elements.isEmpty)
      #expect(empty + empty == empty)
    }
    #expect(Matrix(rows: 0, columns: 2).columnSums == Matrix([[0, 0]]))
    #expect(Matrix(rows: 0, columns: 2).columnMeans.elements.filter(\.isNaN).count == 2)
    #expect(Matrix(rows: 3, columns: 0).columnSums == Matrix(rows: 1, columns: 0))
    #expect(Matrix(rows: 0, columns: 2).addingRow(Matrix([[1, 2]])) == Matrix(rows: 0, columns: 2))
  }

  @Test func `does not lose a nan or an infinity in any statistic`() {
    for place in 0..<3 {
      var x = Matrix([[1, 2, 3]])
      x[0, place] = .nan
      #expect(x.sum.isNaN && x.mean.isNaN && x.variance.isNaN && x.standardDeviation.isNaN && x.norm.isNaN)
      #expect(x.max.isNaN && x.min.isNaN, "a nan at place \(place)")
      #expect(!x.isFinite)
      x[0, place] = .infinity
      #expect(x.sum == .infinity && x.max == .infinity && x.min.isFinite && x.norm == .infinity && x.variance.isNaN)
      #expect(!x.isFinite)
    }
    let columns = Matrix([[1, .nan], [2, 3]])
    #expect(columns.columnSums[0, 0] == 3 && columns.columnSums[0, 1].isNaN)
    #expect(columns.columnVariances[0, 0] == 0.25 && columns.columnVariances[0, 1].isNaN)
  }
}
