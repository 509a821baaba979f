import Foundation

/// A lesson's `main.swift`, cut into passages of prose and of code.
///
/// Prose is what stands in lines that begin with `//:`, Apple's playground markup; everything else is code.
/// A `##` heading begins a passage of its own.
struct LessonSource {
  struct Passage: Equatable {
    enum Kind { case prose, code }
    let kind: Kind
    /// Line numbers in the file, from 1.
    let lines: ClosedRange<Int>
    let text: String
  }

  let passages: [Passage]

  init(contentsOf path: String) throws(UsageError) {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw UsageError("the lesson's source is not at \(path): run the lesson from the folder it was built in")
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
    for (number, line) in zip(1..., text.split(separator: "\n", omittingEmptySubsequences: false)) {
      let isProse = line.hasPrefix("//:")
      let content = isProse ? line.dropFirst(line.hasPrefix("//: ") ? 4 : 3) : line
      if isProse != (kind == .prose) || isProse && content.hasPrefix("## ") { close() }
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

  /// The sections: each begins at a `##` heading, and has its title and the line it begins on.
  var sections: [(title: String, line: Int)] {
    passages.compactMap { passage in
      guard passage.kind == .prose, passage.text.hasPrefix("## ") else { return nil }
      return (String(passage.text.prefix { $0 != "\n" }.dropFirst(3)), passage.lines.lowerBound)
    }
  }

  /// The lines of the section that `wanted` names: by its number from 1, or by the start of its title.
  func section(_ wanted: String) throws(UsageError) -> ClosedRange<Int> {
    let sections = self.sections
    let index =
      if let number = Int(wanted) { number - 1 } else {
        sections.firstIndex { $0.title.lowercased().hasPrefix(wanted.lowercased()) } ?? -1
      }
    guard sections.indices.contains(index) else {
      let list = zip(1..., sections).map { "\($0) \($1.title)" }.joined(separator: " · ")
      throw UsageError("there is no section '\(wanted)'; there are: \(list)")
    }
    let end = index + 1 < sections.count ? sections[index + 1].line - 1 : Int.max
    return sections[index].line...end
  }
}
