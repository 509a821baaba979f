import Curriculum
import Foundation

/// What the grader said of one exercise in a run of `swift test`.
struct ExerciseVerdict: Equatable {
  enum Kind: String, CaseIterable { case right, wrong, open, ungraded }

  let id: String
  let kind: Kind
  /// The whole report, as `swift test` shows it; empty for a right answer that printed nothing.
  let report: String
  /// The time from the test's start to its end.
  let seconds: Double

  /// The report's paragraphs: after its headline, and without the sentence that tells how to get a hint.
  private var paragraphs: [String] {
    report.components(separatedBy: "\n\n").dropFirst().filter { !$0.hasPrefix("For a hint: ") }
  }

  /// What was found, in one line: the diagnosis, or else the first difference; nil if there is nothing to say.
  var sentence: String? {
    guard kind == .wrong || kind == .ungraded else {
      let other = report.firstMatch(of: /needs (\d+\.\d+), which is still open/)
      return kind == .open ? other.map { "needs \($0.1), which is still open." } : nil
    }
    return paragraphs.first { !$0.hasPrefix("printed ") }.map {
      $0.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
  }

  /// What the answer printed, as it stands in the report.
  var printed: String? { paragraphs.first { $0.hasPrefix("printed ") } }

  /// What the grader says in the first line of its report.
  init?(id: String, report: String, seconds: Double) {
    let headline = report.split(separator: "\n").first ?? ""
    let kind: Kind
    if report.isEmpty || headline.hasSuffix(": right.") {
      kind = .right
    } else if headline.hasSuffix(": not right yet.") || headline.hasSuffix(": no result.") {
      kind = .wrong
    } else if headline.contains("still open") {
      kind = .open
    } else if headline.hasSuffix(": not graded.") {
      kind = .ungraded
    } else {
      return nil
    }
    self.init(id: id, kind: kind, report: report, seconds: seconds)
  }

  init(id: String, kind: Kind, report: String, seconds: Double) {
    self.id = id
    self.kind = kind
    self.report = report
    self.seconds = seconds
  }
}
