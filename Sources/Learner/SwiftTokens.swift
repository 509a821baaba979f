/// The words and signs of a Swift source outside its comments and strings.
///
/// Reads bytes and not characters: a line may end with LF, CR or both, and both are one character.
public struct SwiftTokens {
  public struct Token: Sendable {
    public let text: String
    public let line: Int
    /// Where it begins in the source's UTF-8.
    public let offset: Int
  }

  public private(set) var tokens: [Token] = []
  private let bytes: [UInt8]
  private var place = 0
  private var line = 1

  public init(_ source: String) {
    bytes = Array(source.utf8)
    if starts("\u{FEFF}") { skip("\u{FEFF}".utf8.count) }
    code(inString: false)
  }

  /// Reads code up to the end, or up to the parenthesis that ends an interpolation.
  private mutating func code(inString: Bool) {
    var depth = 0
    while place < bytes.count {
      if starts("//") {
        while place < bytes.count && !isNewline(bytes[place]) { place += 1 }
      } else if starts("/*") {
        blockComment()
      } else if let hashes = hashesOfString() {
        string(hashes)
      } else if isOfWord(bytes[place]) {
        word()
      } else {
        if starts("(") { depth += 1 }
        if starts(")") { depth -= 1 }
        if inString && depth < 0 { return skip(1) }
        if bytes[place] > UInt8(ascii: " ") {
          tokens.append(Token(text: String(UnicodeScalar(bytes[place])), line: line, offset: place))
        }
        skip(1)
      }
    }
  }

  private mutating func word() {
    let start = place
    if starts("`") {
      repeat { place += 1 } while place < bytes.count && !starts("`") && !isNewline(bytes[place])
      place = min(place + 1, bytes.count)
    } else {
      while place < bytes.count && isOfWord(bytes[place]) && !starts("`") { place += 1 }
    }
    tokens.append(Token(text: String(decoding: bytes[start..<place], as: UTF8.self), line: line, offset: start))
  }

  private mutating func blockComment() {
    var depth = 0
    while place < bytes.count {
      let (opens, closes) = (starts("/*"), starts("*/"))
      depth += opens ? 1 : closes ? -1 : 0
      skip(opens || closes ? 2 : 1)
      if depth == 0 { return }
    }
  }

  /// How many # stand before a quotation mark here; nil if none follows them.
  private func hashesOfString() -> Int? {
    let hashes = bytes[place...].prefix { $0 == UInt8(ascii: "#") }.count
    return starts("\"", after: hashes) ? hashes : nil
  }

  private mutating func string(_ hashes: Int) {
    let guards = String(repeating: "#", count: hashes)
    skip(hashes)
    // Three marks open a string of several lines only at the end of their line.
    let rest = bytes[place...].dropFirst(3).first { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
    let isLong = starts("\"\"\"") && rest.map(isNewline) != false
    let mark = isLong ? "\"\"\"" : "\""
    skip(mark.utf8.count)
    while place < bytes.count && (isLong || !isNewline(bytes[place])) {
      if starts(mark + guards) { return skip(mark.utf8.count + hashes) }
      if starts("\\" + guards + "(") {
        skip(2 + hashes)
        code(inString: true)
      } else {
        skip(starts("\\" + guards) ? 2 + hashes : 1)
      }
    }
  }

  private func starts(_ text: String, after offset: Int = 0) -> Bool {
    bytes[(place + offset)...].starts(with: text.utf8)
  }

  private mutating func skip(_ count: Int) {
    for _ in 0..<count where place < bytes.count {
      if isNewline(bytes[place]) && !starts("\r\n") { line += 1 }
      place += 1
    }
  }

  private func isNewline(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }

  private func isOfWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "`")
      || UnicodeScalar(byte).properties.isAlphabetic
      || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
  }
}
