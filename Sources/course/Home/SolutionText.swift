import Curriculum
import Foundation
import Learner
import LessonKit

/// One solution, with the helpers that it calls: once the learner's own answer is right, or if it is wanted anyway.
///
/// Without an exercise, the solution of the one that was right last.
func solutionText(of asked: ExerciseOutline?, anyway: Bool, at home: Home, for terminal: Terminal)
  throws(UsageError) -> String
{
  let last = home.recent.last { home[$0]?.mark == .right }
  guard let exercise = asked ?? last.flatMap({ ExerciseOutline.numbered($0) }) else {
    throw UsageError("\"solution\" needs an exercise, as in: swift run course solution 10.1")
  }
  guard anyway || home[exercise.id]?.mark == .right else {
    let words = home[exercise.id]?.mark.words ?? "gone from its file"
    throw UsageError(
      "\(exercise.id) is \(words.hasPrefix("was") ? "not right" : words); its solution is shown once your answer is "
        + "right, or now with: swift run course solution \(exercise.id) --anyway")
  }
  let name = "Solutions/\(exercise.lesson.name).swift"
  guard let text = try? String(contentsOf: packageFolder.appendingPathComponent(name), encoding: .utf8) else {
    throw UsageError("\(name) cannot be read; git restore \(name) brings it back")
  }
  let parts = solution(of: exercise.id, in: text)
  guard !parts.isEmpty else {
    throw UsageError("\(name) has no solution \(exercise.id); git restore \(name) brings it back")
  }
  return terminal.styled(terminal.wrapped("\(exercise.id) \(exercise.title), from \(name)"), .bold) + "\n\n"
    + parts.joined(separator: "\n\n")
}

/// The declaration of a solution in a file, and before it those of the helpers that it calls, and that they call.
func solution(of id: String, in text: String) -> [String] {
  let declarations = topLevelDeclarations(in: text)
  guard let main = declarations.first(where: { $0.text.contains("/// Solution \(id) ") }) else { return [] }
  let helpers = declarations.filter { !$0.text.contains("/// Solution ") && $0.name != nil }
  var needed: [String] = []
  var rest = [main.text]
  while let text = rest.popLast() {
    let words = Set(SwiftTokens(text).tokens.map(\.text))
    for helper in helpers where words.contains(helper.name!) && !needed.contains(helper.text) && helper.text != text {
      needed.append(helper.text)
      rest.append(helper.text)
    }
  }
  return declarations.map(\.text).filter { needed.contains($0) } + [main.text]
}

/// What stands at the top level of a source, each with its comment, and the name that it declares; without its imports.
private func topLevelDeclarations(in text: String) -> [(name: String?, text: String)] {
  var found: [(name: String?, text: String)] = []
  var lines: [Substring] = []
  func close() {
    defer { lines = [] }
    let tokens = SwiftTokens(lines.joined(separator: "\n")).tokens.map(\.text)
    let verbs = ["func", "struct", "enum", "class", "let", "var", "extension", "typealias", "protocol"]
    guard let verb = tokens.firstIndex(where: verbs.contains), verb + 1 < tokens.count else { return }
    found.append((tokens[verb] == "extension" ? nil : tokens[verb + 1], lines.joined(separator: "\n")))
  }
  var depth = 0
  for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
    if line.isEmpty && depth == 0 {
      close()
      continue
    }
    lines.append(line)
    for token in SwiftTokens(String(line)).tokens { depth += token.text == "{" ? 1 : token.text == "}" ? -1 : 0 }
  }
  close()
  return found
}
