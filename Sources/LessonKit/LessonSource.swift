import Learner
import Foundation

/// A lesson's `main.swift`, cut into passages of prose and of code.
///
/// Prose is what stands in lines that begin with `//:`, Apple's playground markup; everything else is code.
/// A `##` heading begins a passage of its own, unless it stands in a block of code within the prose. What a heading and a
/// passage of code say beyond their text is read in LessonSection.swift and CodePieces.swift.
public struct LessonSource: Sendable {
  /// Lines of one kind that follow each other, without blank ones at either end.
  struct Passage: Equatable {
    enum Kind { case prose, code }
    let kind: Kind
    /// Line numbers in the file, from 1.
    let lines: ClosedRange<Int>
    let text: String
  }

  let passages: [Passage]

  /// Reads a file; throws if there is none, as after a clone was moved without building it again.
  public init(contentsOf path: String) throws(UsageError) {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw UsageError("the lesson is told from its source, which is not at \(path); build it again where it is")
    }
    self.init(text)
  }

  init(_ text: String) {
    var passages: [Passage] = []
    var kind = Passage.Kind.code
    var block: [(number: Int, text: Substring)] = []
    func close() {
      let isBlank = { (line: (number: Int, text: Substring)) in line.text.allSatisfy(\.isWhitespace) }
      let trimmed = Array(block.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
      block = []
      guard let first = trimmed.first, let last = trimmed.last else { return }
      passages.append(
        Passage(kind: kind, lines: first.number...last.number, text: trimmed.map(\.text).joined(separator: "\n")))
    }
    var isFenced = false
    for (number, line) in zip(1..., text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }) {
      let isProse = line.hasPrefix("//:")
      let content = isProse ? line.dropFirst(line.hasPrefix("//: ") ? 4 : 3) : line
      if isProse != (kind == .prose) || isProse && !isFenced && content.hasPrefix("## ") { close() }
      isFenced = isProse && isFenced != content.hasPrefix("```")
      kind = isProse ? .prose : .code
      block.append((number, content))
    }
    close()
    self.passages = passages
  }

  /// The first `#` heading.
  var title: String {
    for passage in passages where passage.kind == .prose {
      for line in passage.text.split(separator: "\n") where line.hasPrefix("# ") { return String(line.dropFirst(2)) }
    }
    return ""
  }

  /// The sections, each of which begins at a `##` heading.
  var sections: [Section] { passages.compactMap(\.section) }

  /// The sections' titles, as the terminal shows them.
  public var titles: [String] { sections.map(\.shownTitle) }

  /// The lines of the section that `wanted` names: by its number from 1, or by the start of its title.
  func section(_ wanted: String) throws(UsageError) -> ClosedRange<Int> {
    let sections = self.sections
    let titles = sections.map { $0.title.lowercased() }
    let start = wanted.lowercased()
    var found = titles.indices.filter { titles[$0].hasPrefix(start) }
    if let number = Int(wanted) {
      found = [number - 1].filter(sections.indices.contains)
    } else if let exact = titles.firstIndex(of: start) {
      found = [exact]
    }
    func list(_ indices: some Sequence<Int>) -> String {
      indices.map { "\($0 + 1) \(sections[$0].title)" }.joined(separator: " · ")
    }
    if sections.isEmpty { throw UsageError("there is no section '\(wanted)'; the lesson has none") }
    if found.count > 1 { throw UsageError("there are several sections '\(wanted)…': \(list(found))") }
    guard let index = found.first else {
      throw UsageError("there is no section '\(wanted)'; there are: \(list(sections.indices))")
    }
    let end = index + 1 < sections.count ? sections[index + 1].line - 1 : Int.max
    return sections[index].line...end
  }
}
