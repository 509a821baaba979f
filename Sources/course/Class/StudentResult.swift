import Curriculum
import Foundation

/// How an exercise was graded. Only what is right counts: that is what strict means.
enum ClassVerdict: String, Codable, CaseIterable {
  case right
  case wrong
  /// Handed in as it was handed out.
  case open
  case missing = "not handed in"
  case uncompiled = "does not compile"
  /// The file holds something that no answer may hold.
  case refused
  /// Nothing can be said, mostly because the answer ended the test program.
  case ungraded = "no verdict"
}

/// The grade of one exercise.
struct GradedExercise: Codable, Equatable {
  let id: String
  let verdict: ClassVerdict
  /// Why, in one line; empty for a right answer.
  let reason: String
  /// All that the student should read.
  let report: String
  let seconds: Double

  var lesson: Int { Int(id.prefix { $0 != "." }) ?? 0 }

  init(_ id: String, _ verdict: ClassVerdict, reason: String = "", report: String? = nil, seconds: Double = 0) {
    self.id = id
    self.verdict = verdict
    self.reason = reason
    self.report = report ?? reason
    self.seconds = seconds
  }

  /// What the grader said of it.
  init(_ verdict: ExerciseVerdict) {
    let kind: ClassVerdict =
      switch verdict.kind {
      case .right: .right
      case .wrong: .wrong
      case .open: .open
      case .ungraded: .ungraded
      }
    self.init(
      verdict.id, kind, reason: verdict.sentence ?? "", report: verdict.report, seconds: verdict.seconds)
  }
}

/// All that is kept of one student.
struct StudentResult: Codable, Equatable {
  let student: String
  /// Of what was handed in, of the course, of the cases: where it is another one, the student is graded again.
  let digest: String
  /// Where each graded lesson's file was found, by the lesson's number.
  var files: [Int: String] = [:]
  /// What was found in the folder, for the student to know.
  var notes: [String] = []
  /// What the instructor should look at.
  var remarks: [String] = []
  /// In the curriculum's order.
  var exercises: [GradedExercise] = []
  /// The words of answers that are long enough to be compared with others', by exercise.
  var answers: [String: String] = [:]

  func count(_ verdict: ClassVerdict) -> Int { exercises.count { $0.verdict == verdict } }
}
