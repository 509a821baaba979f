/// The contents of `digits.bin`: 1 797 digits of 41 bytes each, then a checksum of them.
///
///     example   5 planes of 8 bytes, then the label in 1 byte
///     plane k   bit k of each grey level: byte y is row y of the picture, its bit x (from the lowest) is pixel (x, y)
///     checksum  CRC-32 of all examples, 4 bytes, lowest first
///
/// Grey levels 0–16 need five bits, so a plane of an 8 × 8 picture is exactly a 64-bit word. That makes 73 681 bytes:
/// a byte per pixel would take 116 809, the csv it comes from takes 264 712. `Tests/Oracles/digits.py` writes the file.
struct PackedDigits {
  static let count = 1797
  private static let exampleSize = 41
  static let fileSize = count * exampleSize + 4

  /// The 64 grey levels of each digit, row by row.
  let pictures: [[UInt8]]

  /// The digit that each picture shows.
  let labels: [Int]

  /// Unpacks the file; throws if its size or checksum is not the shipped file's.
  init(_ file: DataFile) throws(DatasetError) {
    let repair = "restore it with \"git checkout Sources/Datasets/digits.bin\" and build again"
    guard file.size == Self.fileSize else {
      throw DatasetError("Digits", "\(quoted(file.path)) has \(file.size) bytes instead of \(Self.fileSize); \(repair)")
    }
    let bytes = try file.bytes(upTo: Self.fileSize)
    let examples = bytes.dropLast(4)
    let recorded = bytes.suffix(4).reversed().reduce(0) { $0 << 8 | UInt32($1) }
    guard crc32(examples) == recorded else {
      throw DatasetError("Digits", "\(quoted(file.path)) is damaged: its checksum does not match; \(repair)")
    }
    pictures = (0..<Self.count).map { Self.picture(in: bytes, at: $0 * Self.exampleSize) }
    labels = (0..<Self.count).map { Int(bytes[$0 * Self.exampleSize + 40]) }
  }

  private static func picture(in bytes: [UInt8], at start: Int) -> [UInt8] {
    var greys = [UInt8](repeating: 0, count: 64)
    for k in 0..<5 {
      for y in 0..<8 {
        let row = bytes[start + 8 * k + y]
        for x in 0..<8 { greys[8 * y + x] |= (row >> x & 1) << k }
      }
    }
    return greys
  }
}

/// The cyclic redundancy check of Ethernet, gzip and PNG: it catches every burst of errors up to 32 bits long.
///
/// The bytes, as one polynomial over {0, 1}, divided by x³² + x²⁶ + …; the remainder is the checksum.
/// Source: ISO/IEC/IEEE 8802-3, section 3.2.9; ITU-T V.42, section 8.1.1.6.2.
func crc32(_ bytes: some Sequence<UInt8>) -> UInt32 {
  var remainder: UInt32 = 0xFFFF_FFFF
  for byte in bytes {
    remainder ^= UInt32(byte)
    for _ in 0..<8 { remainder = remainder >> 1 ^ (remainder & 1 == 1 ? 0xEDB8_8320 : 0) }
  }
  return ~remainder
}
