import Foundation
import Testing

/// Words of STYLE's list that can be found by looking for them: readers who know the field from English textbooks
/// stumble over each. Spaces stand for any gap, over the end of a line, of a comment's line or of a string too.
private let phrases: [(phrase: String, better: String)] = [
  (#"foretold"#, "predicted"),
  (#"(derivatives?|gradients?) for"#, "with respect to"),
  (#"a( small)? rest"#, "a remainder"),
  (#"the rest (begins|of (the|a) (division|series))"#, "the remainder"),
  (#"behind (it|them|these|the|an?|each|every|another)"#, "after, or later"),
  (#"puts? \S+ into"#, "substitute into"),
  (#"(is|are) others"#, "differ"),
  (#"strangers"#, "independent"),
  (#"layers? that bends?"#, "activation"),
  (#"by \d+/\d+"#, "by the factor"),
  (#"for ever"#, "forever, or always"),
  (#"obviously"#, "nothing"),
  (#"simply"#, "nothing"),
  // The course grew out of notes that its reader does not have: README.md says so, once.
  (#"the (course |lecture )?(notes|slides)"#, "it is often said that"),
]

/// Where readers meet our sentences: lessons, statements, answers, hints, diagnoses, and the comments of all code.
private let folders = ["Lessons", "Exercises", "Solutions", "Sources", "Tests/ExerciseTests"]

private let gap = #"(?:\s|//[:/]?|"\s*\+\s*")+"#

@Test(arguments: phrases) func `The course speaks English as its readers speak it`(
  _ entry: (phrase: String, better: String)
) throws {
  // Foundation's, since megabytes are searched: it takes a twentieth of the time.
  let pattern = try NSRegularExpression(
    pattern: "\\b\(entry.phrase.replacing(" ", with: gap))\\b", options: .caseInsensitive)
  for folder in folders { #expect(!swiftFiles(in: folder).isEmpty, "\(folder)") }
  for path in folders.flatMap(swiftFiles) {
    let source = try text(path)
    for match in pattern.matches(in: source, range: NSRange(source.startIndex..., in: source)) {
      guard let range = Range(match.range, in: source) else { continue }
      Issue.record("\(place(of: range, in: source, at: path)): \"\(source[range])\"; write: \(entry.better)")
    }
  }
}
