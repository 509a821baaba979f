import Engine
import Testing

@testable import Datasets

/// Example i has input i and label i mod 3, so that a row tells which example it is.
private func numbered(_ count: Int) -> Dataset {
  Dataset(
    inputs: Matrix(column: (0..<count).map(Double.init)), labels: (0..<count).map { $0 % 3 }, classes: 3)
}

private func examples(_ batch: Dataset) -> [Int] { batch.inputs.elements.map { Int($0) } }

@Suite struct `Mini-batches` {
  @Test(arguments: [(1, 1), (10, 3), (12, 4), (7, 7), (7, 20), (100, 32)])
  func `each example is in exactly one batch, the last one smaller`(count: Int, size: Int) {
    var generator = Generator(seed: 1)
    let batches = Array(numbered(count).batches(of: size, using: &generator))
    #expect(batches.flatMap(examples).sorted() == Array(0..<count))
    let remainder = count % size
    let sizes = [Int](repeating: size, count: count / size) + (remainder == 0 ? [] : [remainder])
    #expect(batches.map(\.count) == sizes)
  }

  @Test func `inputs keep their labels`() {
    var generator = Generator(seed: 2)
    for batch in numbered(50).batches(of: 8, using: &generator) {
      #expect(batch.labels == examples(batch).map { $0 % 3 })
      #expect(batch.classes == 3)
    }
  }

  @Test func `the same seed deals the same batches, the next epoch others`() {
    var one = Generator(seed: 3)
    var other = Generator(seed: 3)
    let data = numbered(50)
    let first = data.batches(of: 8, using: &one).flatMap(examples)
    #expect(first == data.batches(of: 8, using: &other).flatMap(examples))
    #expect(first != data.batches(of: 8, using: &one).flatMap(examples))
  }

  @Test func `walking through an epoch twice gives the same batches`() {
    var generator = Generator(seed: 4)
    let epoch = numbered(20).batches(of: 6, using: &generator)
    #expect(Array(epoch) == Array(epoch))
  }

  @Test func `no examples make no batches`() {
    var generator = Generator(seed: 5)
    let none = Dataset(inputs: Matrix(rows: 0, columns: 2), labels: [], classes: 2)
    #expect(none.batches(of: 4, using: &generator).isEmpty)
  }
}

@Suite struct `Data sets` {
  @Test func `examples are picked in the order asked for`() {
    let picked = numbered(10).selecting([7, 2, 2])
    #expect(examples(picked) == [7, 2, 2])
    #expect(picked.labels == [1, 2, 2])
    #expect(picked.classes == 3)
  }

  @Test func `class counts include classes without examples`() {
    let data = Dataset(inputs: Matrix(column: [0, 0, 0]), labels: [3, 0, 3], classes: 5)
    #expect(data.classCounts == [1, 0, 0, 2, 0])
  }
}
