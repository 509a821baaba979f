import Curriculum
import Foundation
import Testing
import Typesetting

@testable import LessonKit

extension LessonOutline: CustomTestStringConvertible {
  public var testDescription: String { name }
}

private let built = LessonOutline.all.filter(\.isBuilt)

private func text(_ path: String) throws -> String {
  try String(contentsOf: package.appendingPathComponent(path), encoding: .utf8)
}

private func exists(_ url: URL) -> Bool { FileManager.default.fileExists(atPath: url.path) }

@Suite struct `The files of every lesson` {
  @Test(arguments: built) func `have its title and the sections that every lesson has`(_ lesson: LessonOutline) throws {
    let source = try LessonSource(contentsOf: package.appendingPathComponent("Lessons/\(lesson.name)/main.swift").path)
    #expect(source.title == lesson.title)
    #expect(source.passages.first?.text.hasPrefix("# ") == true)
    let titles = source.sections.map(\.title)
    #expect(titles.count == Set(titles).count)
    #expect(titles.suffix(2) == ["What to remember", "Exercises"])
  }

  @Test(arguments: built) func `hold formulas that can be read`(_ lesson: LessonOutline) throws {
    let formulas = formulas(in: try text("Lessons/\(lesson.name)/main.swift"))
    #expect(formulas.count > 0)
    for tex in formulas {
      #expect(throws: Never.self, "\(tex)") { try Formula(tex) }
    }
  }

  @Test(arguments: built) func `hold a statement, a solution, a grading and three hints for each exercise`(
    _ lesson: LessonOutline
  ) throws {
    #expect(lesson.exercises.count >= 5)
    let statements = try text("Exercises/\(lesson.name).swift")
    let solutions = try text("Solutions/\(lesson.name).swift")
    let grading = try text("Tests/ExerciseTests/\(lesson.name).swift")
    for exercise in lesson.exercises {
      #expect(statements.contains("/// Exercise \(exercise.id) · \(exercise.title)"))
      #expect(solutions.contains("/// Solution \(exercise.id) · "))
      #expect(grading.contains("\"\(exercise.id)\""))
      #expect(exercise.hints.count == 3 && exercise.hints.allSatisfy { !$0.isEmpty })
    }
  }

  /// What is printed past `lesson` would be missing on the page, and would not be silent under `--check` and `--section`.
  @Test(arguments: built) func `print nothing past the lesson`(_ lesson: LessonOutline) throws {
    let folder = "Lessons/\(lesson.name)"
    let names = try FileManager.default.contentsOfDirectory(atPath: package.appendingPathComponent(folder).path)
    for name in names where name.hasSuffix(".swift") {
      let source = try text("\(folder)/\(name)")
      for call in ["print(", "debugPrint(", "dump(", "fputs(", "FileHandle"] {
        #expect(!source.contains(call), "\(name)")
      }
    }
  }

  @Test(arguments: built) func `show every figure on the page, with a caption`(_ lesson: LessonOutline) throws {
    let page = try text("Lessons/\(lesson.name)/README.md")
    let folder = package.appendingPathComponent("Lessons/\(lesson.name)/figures")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let figures = page.matches(of: /(?m)^!\[(.+)\]\(figures\/(.+)\)\n\n\*(.+)\*$/)
    #expect(figures.map { String($0.2) }.sorted() == names.sorted())
    #expect(page.matches(of: /(?m)^!\[/).count == figures.count)
  }
}

@Test(arguments: ["README.md"] + built.map { "Lessons/\($0.name)/README.md" })
func `Links within the package lead to files that exist`(_ path: String) throws {
  let folder = package.appendingPathComponent(path).deletingLastPathComponent()
  let links = withoutCode(try text(path)).matches(of: /\]\(([^)\s]+)\)/).map { String($0.1) }
  for link in links where !link.contains("://") && !link.hasPrefix("#") && !link.hasPrefix("mailto:") {
    let file = link.prefix { $0 != "#" }
    #expect(exists(folder.appendingPathComponent(String(file).removingPercentEncoding ?? "")), "\(link)")
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
