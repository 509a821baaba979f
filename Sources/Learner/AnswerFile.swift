import Curriculum
import Foundation

/// A lesson's file of answers, as in `Exercises/10-batch-normalization.swift`, taken apart by exercise.
///
/// Reads it whatever state it is in: half-written, with Windows' line ends, with an exercise gone.
public struct AnswerFile: Sendable {
  public let text: String
  public let parts: [Part]

  /// One exercise in the file. Ranges are of the text's UTF-8.
  public struct Part: Sendable {
    /// `"10.1"`, as its headline has it.
    public let id: String
    /// The line of its headline, from 1.
    public let line: Int
    /// From the headline to that of the next exercise: the statement, the function, and what the learner put below.
    public let range: Range<Int>
    /// Its function, from the line on which the declaration begins to the closing brace; nil if there is none, or no end of it.
    public let function: Range<Int>?
    /// The function's declaration up to the brace that opens its body.
    public let signature: Range<Int>?
    /// Whether the function still calls `todo`.
    public let isOpen: Bool
    /// Tells this answer from others: 16 hexadecimal digits, of the code without comments, strings and layout.
    public let fingerprint: String
  }

  /// - Parameter word: what the headlines begin with: `Exercise`, or `Solution` in the files of the reference answers.
  public init(_ text: String, headline word: String = "Exercise") {
    self.text = text
    let bytes = Array(text.utf8)
    let tokens = SwiftTokens(text).tokens
    let headlines = Self.headlines(in: bytes, word)
    parts = headlines.indices.compactMap { i in
      guard let id = headlines[i].id else { return nil }
      let start = headlines[i].offset
      let range = start..<(i + 1 < headlines.count ? headlines[i + 1].offset : bytes.count)
      let own = tokens.filter { range.contains($0.offset) }
      let function = Function(in: own, of: bytes)
      return Part(
        id: id, line: headlines[i].line, range: range, function: function?.range, signature: function?.signature,
        isOpen: function.map { f in own.contains { f.range.contains($0.offset) && $0.text == "todo" } } ?? false,
        fingerprint: fingerprint(own.map(\.text)))
    }
  }

  /// The part of an exercise, or nil if it has no headline.
  public subscript(id: String) -> Part? { parts.first { $0.id == id } }

  /// The text of a range.
  public func text(of range: Range<Int>) -> String {
    String(decoding: Array(text.utf8)[range], as: UTF8.self)
  }

  /// The text with a range replaced.
  public func replacing(_ range: Range<Int>, with new: String) -> String {
    var bytes = Array(text.utf8)
    bytes.replaceSubrange(range, with: new.utf8)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Where a part begins: at an exercise's headline, or, without an id, at a worked example's.
  private static func headlines(in bytes: [UInt8], _ word: String) -> [(id: String?, line: Int, offset: Int)] {
    var found: [(id: String?, line: Int, offset: Int)] = []
    var (line, offset) = (1, 0)
    while offset < bytes.count {
      let end = bytes[offset...].firstIndex { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } ?? bytes.count
      let words = String(decoding: bytes[offset..<end], as: UTF8.self).split(separator: " ")
      if words.count > 2, words[0] == "///" {
        if words[1] == word, words[2].wholeMatch(of: /\d+\.\d+/) != nil {
          found.append((String(words[2]), line, offset))
        } else if words[1] == "Worked", words[2] == "example" {
          found.append((nil, line, offset))
        }
      }
      let isPair = end + 1 < bytes.count && bytes[end] == UInt8(ascii: "\r") && bytes[end + 1] == UInt8(ascii: "\n")
      offset = end + (isPair ? 2 : 1)
      line += 1
    }
    return found
  }
}

/// The first function among the tokens of a part.
private struct Function {
  let range: Range<Int>
  let signature: Range<Int>

  init?(in tokens: [SwiftTokens.Token], of bytes: [UInt8]) {
    guard let verb = tokens.firstIndex(where: { $0.text == "func" }) else { return nil }
    let lineStart = bytes[..<tokens[verb].offset].lastIndex { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
    let start = lineStart.map { $0 + 1 } ?? 0
    var (round, curly, open) = (0, 0, Int?.none)
    for token in tokens[verb...] {
      switch token.text {
      case "(", "[": round += 1
      case ")", "]": round -= 1
      case "{" where round == 0 || open != nil:
        if open == nil { open = token.offset }
        curly += 1
      case "}" where open != nil:
        curly -= 1
        if curly == 0, let open {
          range = start..<(token.offset + 1)
          signature = start..<open
          return
        }
      default: break
      }
    }
    return nil
  }
}

/// The hash FNV-1a of some words, each ended by a zero byte.
private func fingerprint(_ words: [String]) -> String {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  for byte in words.flatMap({ word -> [UInt8] in word.utf8 + [0] }) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
  let digits = String(hash, radix: 16)
  return String(repeating: "0", count: 16 - digits.count) + digits
}

extension AnswerFile {
  /// Reads the file of a lesson; nil if there is none, or it cannot be read.
  public init?(of lesson: LessonOutline, in package: URL = packageFolder) {
    guard let data = try? Data(contentsOf: Self.place(of: lesson, in: package)) else { return nil }
    self.init(String(decoding: data, as: UTF8.self))
  }

  /// Where the file of a lesson is.
  public static func place(of lesson: LessonOutline, in package: URL = packageFolder) -> URL {
    package.appendingPathComponent("Exercises/\(lesson.name).swift")
  }
}
