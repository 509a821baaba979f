import Foundation
import Learner

/// A learner's file of answers, brought into a newer file that has grown from the same one.
///
/// Goes exercise by exercise. Where only one side has changed, that side counts; where both have, the newer statement stands
/// over the learner's function, provided that its declaration is still the same.
struct AnswerMerge {
  let text: String
  /// What could not be brought along, one sentence for each.
  let left: [String]

  init(mine: String, base: String, newer: String) {
    if mine == base || mine == newer {
      (text, left) = (newer, [])
      return
    }
    if newer == base {
      (text, left) = (mine, [])
      return
    }
    let (mine, base, newer) = (AnswerFile(mine), AnswerFile(base), AnswerFile(newer))
    var left: [String] = []
    var pieces: [String] = []
    var end = 0
    for part in newer.parts {
      pieces.append(newer.text(of: end..<part.range.lowerBound))
      end = part.range.upperBound
      let new = newer.text(of: part.range)
      guard let own = mine[part.id] else {
        pieces.append(new)
        continue
      }
      switch Self.merged(own, mine, base, part, newer) {
      case .some(let merged): pieces.append(merged)
      case .none:
        pieces.append(new)
        left.append("\(part.id), whose function is declared otherwise now; yours begins at line \(own.line)")
      }
    }
    pieces.append(newer.text(of: end..<newer.text.utf8.count))
    for own in mine.parts where newer[own.id] == nil && !own.isOpen {
      left.append("\(own.id), which this course has no more; yours begins at line \(own.line)")
    }
    let (imports, others) = Self.additions(in: mine, to: base)
    var text = pieces.joined()
    let known = Set(text.split(whereSeparator: \.isNewline))
    let missing = imports.filter { !known.contains($0) }.map { $0 + "\n" }.joined()
    if !missing.isEmpty {
      let place = text.ranges(of: /(?m)^import \w+\r?\n/).last?.upperBound ?? text.startIndex
      text.insert(contentsOf: missing, at: place)
    }
    let helpers = others.filter { $0.allSatisfy(\.isWhitespace) || !known.contains($0) }.joined(separator: "\n")
    let trimmed = helpers.trimmingCharacters(in: .newlines)
    if !trimmed.isEmpty { text += "\n" + trimmed + "\n" }
    self.text = text
    self.left = left
  }

  /// The text of one exercise; nil if the learner's function does not fit the newer declaration.
  private static func merged(
    _ own: AnswerFile.Part, _ mine: AnswerFile, _ base: AnswerFile, _ new: AnswerFile.Part, _ newer: AnswerFile
  ) -> String? {
    let ownText = mine.text(of: own.range)
    let newText = newer.text(of: new.range)
    let baseText = base[own.id].map { base.text(of: $0.range) }
    if ownText == baseText || ownText == newText { return newText }
    if newText == baseText { return ownText }
    guard let ownFunction = own.function, let ownSignature = own.signature, let function = new.function,
      let signature = new.signature,
      tokens(mine.text(of: ownSignature)) == tokens(newer.text(of: signature))
    else { return own.isOpen ? newText : nil }
    let comment = newer.text(of: new.range.lowerBound..<function.lowerBound)
    return comment + mine.text(of: ownFunction.lowerBound..<own.range.upperBound)
  }

  private static func tokens(_ text: String) -> [String] { SwiftTokens(text).tokens.map(\.text) }

  /// The lines outside the exercises that the learner has added: imports, and helpers.
  private static func additions(in mine: AnswerFile, to base: AnswerFile) -> (imports: [Substring], others: [Substring])
  {
    var counts: [Substring: Int] = [:]
    let baseText = outside(base)
    for line in baseText.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      counts[line, default: 0] += 1
    }
    var added: [Substring] = []
    let mineText = outside(mine)
    for line in mineText.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      if let count = counts[line], count > 0 { counts[line] = count - 1 } else { added.append(line) }
    }
    return (added.filter { $0.hasPrefix("import ") }, added.filter { !$0.hasPrefix("import ") })
  }

  private static func outside(_ file: AnswerFile) -> String {
    var pieces: [String] = []
    var end = 0
    for part in file.parts {
      pieces.append(file.text(of: end..<part.range.lowerBound))
      end = part.range.upperBound
    }
    return pieces.joined()
  }
}
