import Engine
import Testing

/// A programmer's error stops the program, in an optimized engine too, with a message that names both values.
@Suite struct `a shape that does not match stops the program` {
  @Test func `when matrices are added`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix(rows: 2, columns: 3) + Matrix(rows: 3, columns: 2)
    }
    expect(result, "entry by entry needs equal shapes, not 2 × 3 and 3 × 2")
  }

  @Test func `when a row is added`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix(rows: 2, columns: 3).addingRow(Matrix(rows: 1, columns: 2))
    }
    expect(result, "a 2 × 3 matrix needs a row of 1 × 3, not 1 × 2")
  }

  @Test func `when elements are too few`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix(rows: 2, columns: 3, elements: [1, 2])
    }
    expect(result, "a 2 × 3 matrix has 6 elements, not 2")
  }

  @Test func `when rows differ in length`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix([[1, 2], [3]])
    }
    expect(result, "row 1 has 1 entries, but row 0 has 2")
  }

  @Test func `when an entry or a row is outside`() async {
    let entry = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix(rows: 2, columns: 3)[0, 3]
    }
    expect(entry, "no entry (0, 3) in a 2 × 3 matrix")
    let row = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix(rows: 2, columns: 3).selectingRows([0, 2])
    }
    expect(row, "no row 2 in a 2 × 3 matrix")
    let range = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix(rows: 2, columns: 3).selectingRows(1..<3)
    }
    expect(range, "no rows 1..<3 in a 2 × 3 matrix")
  }

  @Test func `when a bias does not fit its weight`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Dense(weight: Matrix(rows: 2, columns: 3), bias: Matrix(rows: 1, columns: 2))
    }
    expect(result, "a weight of 2 × 3 needs a bias of 1 × 3, not 1 × 2")
  }

  @Test func `when a residual branch does not keep the shape`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var block = Residual([Dense(weight: Matrix(rows: 2, columns: 3), bias: Matrix(rows: 1, columns: 3))])
      _ = block.forward(Matrix(rows: 4, columns: 2), mode: .training)
    }
    expect(result, "a residual branch must keep the shape: it got 4 × 2 and gave 4 × 3")
  }

  @Test func `when labels do not fit their logits`() async {
    let count = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = softmaxCrossEntropy(Matrix(rows: 2, columns: 3), labels: [0])
    }
    expect(count, "2 rows of logits need as many labels, not 1")
    let label = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = softmaxCrossEntropy(Matrix(rows: 2, columns: 3), labels: [0, 3])
    }
    expect(label, "label 3 is not among 3 classes")
    let score = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = accuracy(Matrix(rows: 2, columns: 3), labels: [0, -1])
    }
    expect(score, "label -1 is not among 3 classes")
  }

  @Test func `when a bound is not positive`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var generator = Generator(seed: 1)
      _ = generator.integer(below: 0)
    }
    expect(result, "a bound must be positive, not 0")
  }

  private func expect(
    _ result: ExitTest.Result?, _ message: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let said = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(said.contains(message), "it said: \(said.prefix(300))", sourceLocation: sourceLocation)
  }
}
