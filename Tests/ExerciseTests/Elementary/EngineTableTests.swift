import Learner
import Engine
import Foundation
import Testing

/// The table of Exercises/README.md: whatever it offers is used below as it stands there.
@Suite struct `What the engine has for a learner` {
  private let y = Matrix([[1, 2, 4], [8, 16, 32]])
  private let w = Matrix([[1], [0], [2]])
  private let b = Matrix([[1, 2, 4]])
  private let a = 9.0
  private let c = 0.5
  private let values: [Double] = [1, 2, 6]
  private let others: [Double] = [3, 2, 1]

  @Test func `is in its table, and does what stands there`() throws {
    var x = Matrix(rows: 2, columns: 3) { i, j in Double(i + j) }
    #expect(x == Matrix([[0, 1, 2], [1, 2, 3]]))
    #expect(Matrix([[1, 2], [3, 4]]).elements == [1, 2, 3, 4])
    #expect("\(Matrix(row: values).shape)" == "1 × 3")
    #expect("\(Matrix(column: values).shape)" == "3 × 1")
    #expect(Matrix(rows: 2, columns: 3) == Matrix(zerosLike: x))
    #expect(x.rows == 2 && x.columns == 3)
    #expect("\(x.shape)" == "2 × 3")
    #expect(x.elements == [0, 1, 2, 1, 2, 3])
    #expect(x.row(0) == [0, 1, 2])
    #expect(x.column(1) == [1, 2])

    #expect(x + y == Matrix([[1, 3, 6], [9, 18, 35]]))
    #expect(x - y == Matrix([[-1, -1, -2], [-7, -14, -29]]))
    #expect(-x == Matrix([[-0.0, -1, -2], [-1, -2, -3]]))
    #expect([2 * x, x * 2] == [x + x, x + x])
    #expect(x / 2 == Matrix([[0, 0.5, 1], [0.5, 1, 1.5]]))
    #expect(x.hadamard(y) == Matrix([[0, 2, 8], [8, 32, 96]]))
    #expect(x.zip(y) { $0 / $1 }.row(0) == [0, 0.5, 0.5])
    #expect((x - y).map { max(0, $0) } == Matrix(zerosLike: x))
    #expect(x.map { max(0, $0) } == x)
    #expect(matmul(x, w) == Matrix([[4], [7]]))
    #expect(x.transposed == Matrix([[0, 1], [1, 2], [2, 3]]))
    #expect(x.addingRow(b) == Matrix([[1, 3, 6], [2, 4, 7]]))
    #expect(x.subtractingRow(b) == Matrix([[-1, -1, -2], [0, 0, -1]]))
    #expect(x.multiplyingColumns(by: b) == Matrix([[0, 2, 8], [1, 4, 12]]))
    #expect(x.dividingColumns(by: b) == Matrix([[0, 0.5, 0.5], [1, 1, 0.75]]))
    #expect([x.sum, x.mean, x.variance, x.norm, x.max, x.min] == [9, 1.5, 5.5 / 6, 19.squareRoot(), 3, 0])
    #expect(x.columnSums == Matrix([[1, 3, 5]]))
    #expect(x.columnMeans == Matrix([[0.5, 1.5, 2.5]]))
    #expect(x.columnVariances == Matrix([[0.25, 0.25, 0.25]]))
    #expect([exp(x)[0, 0], log(x)[0, 1], sqrt(x)[0, 1], tanh(x)[0, 0], sigmoid(x)[0, 0]] == [1, 0, 1, 0, 0.5])
    #expect([sin(x)[0, 0], cos(x)[0, 0], abs(x)[1, 2]] == [0, 1, 3])
    #expect([pow(a, c), min(a, c), max(a, c)] == [3, 0.5, 9])
    #expect([values.mean, values.reduce(0, +)] == [3, 9])
    #expect(zip(values, others).map { $0 * $1 } == [3, 4, 6])

    x[0, 1] = 5
    #expect(x[0, 1] == 5)
    x += y
    x -= y
    x *= 2
    x /= 2
    #expect(x == Matrix([[0, 5, 2], [1, 2, 3]]))

    var generator = Generator(seed: 1)
    #expect((-1..<1).contains(generator.uniform(in: -1..<1)))
    #expect(abs(generator.normal(standardDeviation: 0.1)) < 1)
  }

  @Test func `is all of its table`() throws {
    let readme = try String(contentsOfFile: packageFolder.path + "/Exercises/README.md", encoding: .utf8)
    let used = try String(contentsOfFile: #filePath, encoding: .utf8)
    let rows = readme.split(separator: "\n").filter { $0.hasPrefix("| `") }
    #expect(rows.count > 15)
    for row in rows {
      let offered = row.split(separator: " | ")[0].split(separator: "`", omittingEmptySubsequences: false)
      for k in stride(from: 1, to: offered.count, by: 2) {
        #expect(used.contains(offered[k]), "\(offered[k])")
      }
    }
  }
}
