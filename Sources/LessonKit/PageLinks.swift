import Learner
import Curriculum
import Foundation

/// The links that a page's prose gets where it names another lesson or a file.
struct PageLinks {
  let lesson: LessonOutline

  /// `lesson 08` becomes a link to that lesson's page, if it is built and another one; `` `Backward.swift` `` to a file
  /// of the lesson's, and a path such as `` `Sources/Engine/Matrix.swift` `` to one of the package.
  ///
  /// Headings, formulas, blocks of code and links stay as they are.
  func added(to markdown: String) -> String {
    markdown.replacing(Self.parts) { part in
      let text = part.output
      if text.hasPrefix("`"), !text.contains("\n") { return linkedFile(text) }
      if text.lowercased().hasPrefix("lesson") { return linkedLessons(text) }
      return String(text)
    }
  }

  /// What may hold a link, and what must not; the first alternative that fits counts.
  private static var parts: Regex<Substring> {
    let untouched = #"(?m:^```[\s\S]*?^```|^#.*$)|\\.|\$\$[\s\S]*?\$\$|\$[^$]+\$|\[[^\]]*\]\((?:[^()]|\([^()]*\))*\)"#
    return try! Regex(untouched + #"|`[^`\n]+`|\b[Ll]essons?\s+\d\d(?:,\s+\d\d)*(?:,?\s+and\s+\d\d)?\b"#)
  }

  private func linkedFile(_ code: Substring) -> String {
    let name = String(code.dropFirst().dropLast())
    func exists(_ path: String) -> Bool {
      FileManager.default.fileExists(atPath: packageFolder.appendingPathComponent(path).path)
    }
    guard name.contains("."), !name.hasPrefix("."), name.allSatisfy({ $0.isASCII && !$0.isWhitespace }) else {
      return String(code)
    }
    if exists("Lessons/\(lesson.name)/\(name)") { return "[\(code)](\(name))" }
    return name.contains("/") && exists(name) ? "[\(code)](../../\(name))" : String(code)
  }

  /// One lesson is linked with the word before it, several by their numbers.
  private func linkedLessons(_ text: Substring) -> String {
    let numbers = text.matches(of: /\d\d/)
    if numbers.count == 1, let path = path(numbers[0].output) { return "[\(text)](\(path))" }
    return String(text).replacing(/\d\d/) { number in
      path(number.output).map { "[\(number.output)](\($0))" } ?? String(number.output)
    }
  }

  private func path(_ number: Substring) -> String? {
    guard let other = Int(number).flatMap(LessonOutline.numbered), other.isBuilt, other.number != lesson.number else {
      return nil
    }
    return other.pagePath
  }
}

extension LessonOutline {
  /// The exercise's number, as a link from the lesson's page to where the learner writes the answer.
  func link(to exercise: ExerciseOutline) -> String {
    let file = "Exercises/\(name).swift"
    let text = (try? String(contentsOf: packageFolder.appendingPathComponent(file), encoding: .utf8)) ?? ""
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let line = lines.firstIndex { $0.hasPrefix("/// Exercise \(exercise.id) ") }
    return "[\(exercise.id)](../../\(file)\(line.map { "#L\($0 + 1)" } ?? ""))"
  }
}
