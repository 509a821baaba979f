/// Four small IDX files, as bytes, that a test can write as they are or spoil first.
struct MNISTFiles {
  /// What each file holds, by name, in the dashed spelling.
  var bytes: [String: [UInt8]]

  /// `train` and `test` examples; pixel p of picture i is (7i + p) mod 256, its label i mod 10.
  init(train: Int = 12, test: Int = 5) {
    bytes = [:]
    for (part, count) in [("train", train), ("t10k", test)] {
      let pixels = (0..<count).flatMap { i in (0..<784).map { Self.pixel($0, of: i) } }
      bytes["\(part)-images-idx3-ubyte"] = Self.bigEndian([0x803, UInt32(count), 28, 28]) + pixels
      bytes["\(part)-labels-idx1-ubyte"] = Self.bigEndian([0x801, UInt32(count)]) + (0..<count).map { UInt8($0 % 10) }
    }
  }

  static func pixel(_ p: Int, of i: Int) -> UInt8 { UInt8((7 * i + p) % 256) }

  static func bigEndian(_ numbers: [UInt32]) -> [UInt8] {
    numbers.flatMap { number in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) } }
  }

  func write(to directory: String) throws {
    for (name, bytes) in bytes { try DatasetsTests.write(bytes, to: "\(directory)/\(name)") }
  }
}
