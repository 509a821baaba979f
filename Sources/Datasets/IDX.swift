/// The header of an IDX file, the format that MNIST is published in, checked against the file's size.
///
///     images  00 00 08 03   count   rows   columns   then one byte per pixel, 0–255, picture by picture, row by row
///     labels  00 00 08 01   count                    then one byte per label, 0–9
///
/// The first four bytes, the magic number, say that entries are unsigned bytes (08) in 3 dimensions or 1. Each number
/// has four bytes, highest first. A header can promise anything, so nothing is allocated by it: the size of the file
/// has to agree with it first.
/// Source: Y. LeCun, C. Cortes, C. Burges, *The MNIST database of handwritten digits*, "File formats".
struct IDXHeader {
  enum Content: UInt32 { case labels = 0x801, images = 0x803 }

  /// The number of labels or pictures.
  let count: Int

  /// Where the first entry stands.
  let size: Int

  /// Reads and checks the header of `file`, which should hold `content`, pictures being `side` × `side` pixels.
  init(of file: DataFile, content: Content, side: Int) throws(DatasetError) {
    func problem(_ text: String) -> DatasetError { DatasetError("MNIST", "\(quoted(file.path)) \(text)") }

    let size = content == .images ? 16 : 8
    let start = try file.bytes(upTo: size)
    if start.starts(with: [0x1F, 0x8B]) { throw problem("is compressed; gunzip it first") }
    guard start.count == size else {
      throw problem("has \(file.size) bytes; a file of \(content) starts with a header of \(size)")
    }
    let numbers = stride(from: 0, to: size, by: 4).map { at in
      start[at..<at + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    }
    guard numbers[0] == content.rawValue else {
      let other = Content(rawValue: numbers[0]).map { ", as files of \($0) do" } ?? ""
      throw problem(
        "starts with \(hexadecimal(numbers[0]))\(other); a file of \(content) starts with \(hexadecimal(content.rawValue))"
      )
    }
    let count = Int(numbers[1])
    guard count > 0 else { throw problem("holds no \(content); it should hold at least 1") }
    if content == .images {
      guard numbers[2...] == [UInt32(side), UInt32(side)] else {
        throw problem("holds images of \(numbers[2]) × \(numbers[3]) pixels; those of MNIST have \(side) × \(side)")
      }
    }
    // No overflow: count is below 2³², and an entry takes 1 byte or side² of them.
    let right = size + count * (content == .images ? side * side : 1)
    guard file.size == right else {
      let verdict = file.size < right ? "is cut short" : "is too long"
      throw problem("\(verdict): it has \(file.size) bytes; its header says \(count) \(content), which take \(right)")
    }
    self.count = count
    self.size = size
  }
}

/// A magic number as files show it, `0x00000803`.
private func hexadecimal(_ number: UInt32) -> String {
  let digits = String(number, radix: 16, uppercase: true)
  return "0x" + String(repeating: "0", count: 8 - digits.count) + digits
}
