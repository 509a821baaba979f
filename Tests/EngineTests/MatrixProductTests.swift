import Engine
import Testing

/// The product by its definition: three loops, one fused multiply-add per term, in the order of the terms.
private func productByDefinition(_ a: Matrix, _ b: Matrix) -> Matrix {
  Matrix(rows: a.rows, columns: b.columns) { i, j in
    (0..<a.columns).reduce(0) { sum, k in sum.addingProduct(a[i, k], b[k, j]) }
  }
}

private func transpose(_ x: Matrix) -> Matrix { Matrix(rows: x.columns, columns: x.rows) { i, j in x[j, i] } }

private func random(_ rows: Int, _ columns: Int, seed: UInt64) -> Matrix {
  var generator = Generator(seed: seed)
  return Matrix(rows: rows, columns: columns) { _, _ in generator.uniform(in: -1..<1) }
}

@Suite struct `the matrix product` {
  @Test func `of small matrices is what one works out by hand`() {
    let a = Matrix([[1, 2, 3], [4, 5, 6]])
    let b = Matrix([[7, 8], [9, 10], [11, 12]])
    #expect(matmul(a, b) == Matrix([[58, 64], [139, 154]]))
    #expect(matmul(transposing: a, a) == Matrix([[17, 22, 27], [22, 29, 36], [27, 36, 45]]))
    #expect(matmul(a, transposing: a) == Matrix([[14, 32], [32, 77]]))
  }

  /// Every number of rows and columns up to past two tiles, in either width, and all remainders.
  @Test(arguments: [0, 1, 2, 3, 8, 61])
  func `has the bits of the definition, whatever the shape and whichever factor is transposed`(depth: Int) {
    for m in [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 33] {
      for n in Array(0...18) + [23, 24, 25, 31, 32, 33, 40] {
        let (a, b) = (random(m, depth, seed: 1), random(depth, n, seed: 2))
        let expected = productByDefinition(a, b)
        for product in [matmul(a, b), matmul(transposing: transpose(a), b), matmul(a, transposing: transpose(b))] {
          expectSameBits(product, expected, "\(m) × \(depth) times \(depth) × \(n):")
        }
      }
    }
  }

  /// Panels are up to 512 deep, and copied four at a time: chains that are stored and taken up again, also at an edge.
  @Test(arguments: [208, 511, 512, 513, 1_024, 1_025, 2_503])
  func `has the bits of the definition when its chains are longer than a panel is deep`(depth: Int) {
    // The definition is slow: the longer the chains, the fewer of them.
    for (m, n) in [(8, 16), (5, 3), (9, 17), (23, 40), (34, 64), (35, 141)] where m * n * depth < 2_700_000 {
      let (a, b) = (random(m, depth, seed: 1), random(depth, n, seed: 2))
      let expected = productByDefinition(a, b)
      expectSameBits(matmul(a, b), expected, "\(m) × \(depth) times \(depth) × \(n):")
      expectSameBits(matmul(transposing: transpose(a), b), expected)
      expectSameBits(matmul(a, transposing: transpose(b)), expected)
    }
  }

  /// So wide that both factors are copied.
  @Test(arguments: [(9, 770, 513), (17, 769, 530)])
  func `has the bits of the definition when it is large`(m: Int, depth: Int, n: Int) {
    let (a, b) = (random(m, depth, seed: 5), random(depth, n, seed: 6))
    let expected = productByDefinition(a, b)
    expectSameBits(matmul(a, b), expected)
    expectSameBits(matmul(a, transposing: transpose(b)), expected)
  }

  @Test func `gives an entry the same bits alone and among many`() {
    let (a, b) = (random(130, 200, seed: 3), random(200, 70, seed: 4))
    let whole = matmul(a, b)
    for (i, j) in [(0, 0), (3, 15), (4, 16), (129, 69), (77, 40)] {
      let alone = matmul(Matrix(row: a.row(i)), Matrix(column: b.column(j)))
      #expect(alone[0, 0].bitPattern == whole[i, j].bitPattern)
    }
  }

  @Test func `keeps infinities and nans in their own row and column`() {
    var (a, b) = (random(10, 20, seed: 5), random(20, 18, seed: 6))
    a[9, 3] = .nan
    b[19, 17] = .infinity
    let product = matmul(a, b)
    for i in 0..<10 {
      for j in 0..<18 { #expect(product[i, j].isNaN == (i == 9) && product[i, j].isInfinite == (i != 9 && j == 17)) }
    }
  }

  @Test func `of a factor without rows or columns is zeros of the right shape`() {
    #expect(matmul(Matrix(rows: 2, columns: 0), Matrix(rows: 0, columns: 3)) == Matrix(rows: 2, columns: 3))
    #expect(matmul(Matrix(rows: 0, columns: 4), Matrix(rows: 4, columns: 3)).shape == (0, 3))
    #expect(matmul(transposing: Matrix(rows: 0, columns: 2), Matrix(rows: 0, columns: 3)).shape == (2, 3))
  }
}
