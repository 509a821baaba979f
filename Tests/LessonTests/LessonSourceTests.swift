import Curriculum
import Foundation
import Testing
import Typesetting

@testable import LessonKit

extension LessonOutline: CustomTestStringConvertible {
  public var testDescription: String { name }
}

func text(_ path: String) throws -> String {
  try String(contentsOf: package.appendingPathComponent(path), encoding: .utf8)
}

/// The Swift files in a folder of the package and in those within it, by their paths from the package on.
func swiftFiles(in folder: String) -> [String] {
  let paths = FileManager.default.enumerator(atPath: package.appendingPathComponent(folder).path)
  return (paths?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".swift") }.map { "\(folder)/\($0)" }
    .sorted()
}

/// Where `pattern` is found in a file, as path and line, and what is found there; it may go on over several lines.
func places(of pattern: some RegexComponent, in path: String) throws -> [(place: String, found: Substring)] {
  let source = try text(path)
  return source.ranges(of: pattern).map { (place(of: $0, in: source, at: path), source[$0]) }
}

/// The path of a file, and the line where a part of its text begins.
func place(of part: Range<String.Index>, in source: String, at path: String) -> String {
  "\(path):\(source[..<part.lowerBound].count { $0.isNewline } + 1)"
}

@Suite struct `The files of every lesson` {
  @Test(arguments: builtLessons) func `have the sections that every lesson has`(_ lesson: LessonOutline) throws {
    let source = try LessonSource(contentsOf: package.appendingPathComponent("Lessons/\(lesson.name)/main.swift").path)
    #expect(source.title == lesson.title)
    #expect(source.passages.first?.text.hasPrefix("# ") == true)
    let titles = source.sections.map(\.title)
    #expect(titles.count == Set(titles).count)
    #expect(titles.suffix(2) == ["What to remember", "Exercises"])
  }

  @Test(arguments: builtLessons) func `hold formulas that can be read`(_ lesson: LessonOutline) throws {
    let formulas = formulas(in: try text("Lessons/\(lesson.name)/main.swift"))
    #expect(formulas.count > 0)
    for tex in formulas {
      #expect(throws: Never.self, "\(tex)") { try Formula(tex) }
    }
  }

  @Test(arguments: builtLessons) func `state at least five exercises`(_ lesson: LessonOutline) {
    #expect(lesson.exercises.count >= 5)
  }

  /// What is printed past `lesson` would be missing on the page, and would not be silent under `--check` and `--section`.
  @Test(arguments: builtLessons) func `print nothing past the lesson`(_ lesson: LessonOutline) throws {
    for path in swiftFiles(in: "Lessons/\(lesson.name)") {
      let source = try text(path)
      for call in ["print(", "debugPrint(", "dump(", "fputs(", "FileHandle"] {
        #expect(!source.contains(call), "\(path)")
      }
    }
  }

  @Test(arguments: builtLessons) func `let no more than 25 lines of code go by without prose`(_ lesson: LessonOutline)
    throws
  {
    let path = "Lessons/\(lesson.name)/main.swift"
    for passage in LessonSource(try text(path)).passages where passage.kind == .code {
      let count = passage.lines.count
      #expect(count <= 25, "\(path):\(passage.lines.lowerBound): \(count) lines of code without a word of prose")
    }
  }

  /// A page shows code as it stands, with its comments, and wraps prose. Other files are on no page: their comments may
  /// be as long as everywhere.
  @Test(arguments: builtLessons) func `have code of 88 columns`(_ lesson: LessonOutline) throws {
    for path in swiftFiles(in: "Lessons/\(lesson.name)") {
      let prose = path.hasSuffix("/main.swift") ? "//:" : "//"
      for (number, line) in zip(1..., try text(path).split(separator: "\n", omittingEmptySubsequences: false)) {
        if line.trimmingPrefix(while: \.isWhitespace).hasPrefix(prose) { continue }
        let width = displayWidth(line)
        #expect(width <= 88, "\(path):\(number): \(width) columns")
      }
    }
  }

  /// The engine has `pow`, and `mean` of numbers; a system's library would give other bits on other machines.
  @Test(arguments: builtLessons) func `compute with what the engine has`(_ lesson: LessonOutline) throws {
    for path in swiftFiles(in: "Lessons/\(lesson.name)") {
      for (place, found) in try places(of: /\bexp\((?:[^{}\n]*\*\s*)?(?:\w+\.)?log\(/, in: path) {
        Issue.record("\(place): \(found): a power is pow(x, y)")
      }
      let mean = /Matrix\((?:row|column): [^\n]*\)\.mean\b|\breduce\(0, \+\)\s*\/\s*Double\(/
      for (place, found) in try places(of: mean, in: path) {
        Issue.record("\(place): \(found): the mean of numbers is numbers.mean")
      }
      for (place, found) in try places(of: /\bimport (?:Foundation|Glibc|Musl|Darwin|Accelerate)/, in: path) {
        Issue.record("\(place): \(found)")
      }
    }
  }

  @Test(arguments: builtLessons) func `show every figure on the page, with a caption`(_ lesson: LessonOutline) throws {
    let page = try text("Lessons/\(lesson.name)/README.md")
    let folder = package.appendingPathComponent("Lessons/\(lesson.name)/figures")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let figures = page.matches(of: /(?m)^!\[(.+)\]\(figures\/(.+)\)\n\n\*(.+)\*$/)
    #expect(figures.map { String($0.2) }.sorted() == names.sorted())
    #expect(page.matches(of: /(?m)^!\[/).count == figures.count)
  }
}

/// The TeX of all formulas in a lesson's prose, found without the parser that is to read them.
private func formulas(in source: String) -> [String] {
  let prose = source.split(separator: "\n").filter { $0.hasPrefix("//:") }.map {
    $0.dropFirst($0.hasPrefix("//: ") ? 4 : 3)
  }
  let text = withoutCode(prose.joined(separator: "\n")).replacing("\\$", with: "")
  let displays = text.matches(of: /\$\$([^$]+)\$\$/).map { String($0.1) }
  let rest = text.replacing(/\$\$[^$]+\$\$/, with: "")
  return displays + rest.matches(of: /\$([^$]+)\$/).map { String($0.1) }
}

/// Markdown without its blocks and spans of code.
private func withoutCode(_ markdown: String) -> String {
  markdown.replacing(/(?m)^```[\s\S]*?^```/, with: "").replacing(/`[^`\n]*`/, with: "")
}
