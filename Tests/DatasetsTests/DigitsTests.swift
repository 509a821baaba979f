import Engine
import Testing

@testable import Datasets

@Suite struct `The digits` {
  let digits: Split
  let packed: PackedDigits

  init() throws {
    digits = try Digits.load()
    packed = try PackedDigits(.shippedDigits())
  }

  @Test func `the shipped digits are those of the csv, bit for bit`() {
    let rows = zip(packed.pictures, packed.labels).map { $0 + [UInt8($1)] }
    #expect(crc32(rows.joined()) == DigitsOracle.checksum)
    #expect((0..<10).map { c in packed.labels.count { $0 == c } } == DigitsOracle.classCounts)
    #expect((0..<64).map { j in packed.pictures.reduce(0) { $0 + Int($1[j]) } } == DigitsOracle.pixelSums)
  }

  @Test func `the checksum has the check value that its standard gives`() {
    #expect(crc32("123456789".utf8) == 0xCBF4_3926)
  }

  @Test func `the split is the one that a second program computes from its description`() {
    let parts = Digits.split(packed.labels)
    #expect(parts.validation == DigitsOracle.validation)
    #expect(parts.test == DigitsOracle.test)
    #expect(Array(parts.training.prefix(100)) == DigitsOracle.firstTraining)
  }

  @Test func `each example is in exactly one part`() {
    let parts = Digits.split(packed.labels)
    #expect((parts.training + parts.validation + parts.test).sorted() == Array(0..<1797))
  }

  @Test func `no picture is in two parts, nor twice in one`() {
    let rows = [digits.training, digits.validation, digits.test].flatMap { part in
      (0..<part.count).map { part.inputs.row($0) }
    }
    #expect(rows.count == 1797)
    #expect(Set(rows).count == 1797)
  }

  @Test func `sizes and class counts are as documented`() {
    #expect(digits.training.classCounts == DigitsOracle.trainingCounts)
    #expect(digits.training.classCounts == [118, 122, 117, 123, 121, 122, 121, 119, 114, 120])
    #expect(digits.validation.classCounts == [Int](repeating: 30, count: 10))
    #expect(digits.test.classCounts == [Int](repeating: 30, count: 10))
    for part in [digits.training, digits.validation, digits.test] {
      #expect(part.features == 64)
      #expect(part.classes == 10)
    }
  }

  @Test func `rows keep their picture and label, scaled to 0–1`() {
    let test = Digits.split(packed.labels).test
    for (row, i) in test.enumerated() {
      #expect(digits.test.labels[row] == packed.labels[i])
      #expect(digits.test.inputs.row(row).map { UInt8($0 * 16) } == packed.pictures[i])
    }
    #expect(digits.training.inputs.elements.min() == 0)
    #expect(digits.training.inputs.elements.max() == 1)
  }

  @Test func `guessing the class with the nearest mean is right as often as a second program finds`() {
    let means = (0..<10).map { c in
      let members = digits.training.labels.indices.filter { digits.training.labels[$0] == c }
      return (0..<64).map { j in
        members.reduce(0) { $0 + digits.training.inputs[$1, j] } / Double(members.count)
      }
    }
    let right = (0..<digits.test.count).count { i in
      let distances = means.map { mean in
        zip(mean, digits.test.inputs.row(i)).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      }
      return distances.firstIndex(of: distances.min()!) == digits.test.labels[i]
    }
    #expect(right == DigitsOracle.nearestMeanRight)
  }

  @Test func `a missing file is told in one line`() throws {
    try withTemporaryDirectory { directory in
      let path = directory + "/digits.bin"
      let line = problem { _ = try PackedDigits(DataFile(path, for: "Digits")) }
      #expect(line == "Digits: there is no file \"\(path)\"")
    }
  }

  @Test func `a damaged file is told in one line, wherever the damage is`() throws {
    let whole = try contents(of: DataFile.shippedDigits().path)
    try withTemporaryDirectory { directory in
      let path = directory + "/digits.bin"
      for at in Array(stride(from: 0, to: whole.count, by: 997)) + [whole.count - 1] {
        var bytes = whole
        bytes[at] ^= 1 << UInt8(at % 8)
        try write(bytes, to: path)
        let line = problem { _ = try Digits.load(DataFile(path, for: "Digits")) }
        #expect(line?.hasPrefix("Digits: \"\(path)\" is damaged: its checksum does not match; restore it") == true)
      }
      for size in [0, 1, 73_680] {
        try write(Array(whole.prefix(size)), to: path)
        let line = problem { _ = try Digits.load(DataFile(path, for: "Digits")) }
        #expect(line?.hasPrefix("Digits: \"\(path)\" has \(size) bytes instead of 73681; restore it") == true)
      }
    }
  }
}
