import Curriculum
import Foundation
import Learner

/// What one student has handed in, put in order: at most one file for each lesson, and helpers beside them.
struct Submission: Sendable {
  /// A file that is graded.
  struct Work: Sendable, Equatable {
    let lesson: Int
    /// Where it was found in the student's folder.
    let path: String
    let text: String
    /// The exercises whose functions it lacks: they are open, and the others are graded.
    let lacks: [String]
    /// Whether there is nothing in it but comments.
    let isEmpty: Bool
  }

  /// A file of the student's own beside those of the lessons.
  struct Helper: Sendable, Equatable {
    let path: String
    let text: String
  }

  let student: String
  let works: [Work]
  let helpers: [Helper]
  /// What the student and the instructor are told about what was found.
  let notes: [String]

  init(student: String, works: [Work] = [], helpers: [Helper] = [], notes: [String] = []) {
    self.student = student
    self.works = works
    self.helpers = helpers
    self.notes = notes
  }

  /// Puts in order what was found in a student's folder.
  ///
  /// A file is a lesson's if it has that lesson's functions. Of several for a lesson one is taken: the one with the name
  /// that the course gave it, else the one in which most exercises are begun, else the first by path.
  init(student: String, entries: [SubmittedEntry], _ recognition: LessonRecognition) {
    var notes: [String] = []
    var candidates: [Int: [Candidate]] = [:]
    var others: [(path: String, text: String)] = []
    for entry in entries {
      switch entry.content {
      case .link: notes.append("\(entry.path) is a link; nothing is read by way of links.")
      case .unusable(let reason): notes.append("\(entry.path) \(reason), and was left aside.")
      case .bytes(let bytes):
        let text = Self.text(of: bytes)
        let functions = declaredFunctions(in: Array(text.utf8))
        let name = (entry.path as NSString).lastPathComponent
        if name == "Elementary.swift" {
          if !recognition.isElementary(text) {
            notes.append("\(entry.path) is the course's own file, and the course's own is used.")
          }
        } else if let lesson = recognition.lesson(ofFile: name, functions: functions) {
          candidates[lesson.number, default: []].append(
            Candidate(path: entry.path, text: text, functions: Set(functions), of: lesson))
        } else {
          others.append((entry.path, text))
        }
      }
    }
    if entries.count >= SubmittedEntry.most {
      notes.append("There are more than \(SubmittedEntry.most) files; the others were not looked at.")
    }
    var works: [Work] = []
    for (lesson, found) in candidates.sorted(by: { $0.key < $1.key }) {
      guard let stub = recognition.stub(of: lesson) else { continue }
      let ranked = found.count == 1 ? found : found.map { $0.counted(stub) }.sorted()
      works.append(ranked[0].work(stub))
      if ranked.count > 1 {
        let left = ranked.dropFirst().map(\.path).joined(separator: ", ")
        notes.append("Lesson \(lesson) was found more than once: \(ranked[0].path) is graded; left aside: \(left).")
      }
    }
    let folders = Set(works.map { ($0.path as NSString).deletingLastPathComponent })
    var helpers: [Helper] = []
    for other in others {
      let folder = (other.path as NSString).deletingLastPathComponent
      if folders.contains(folder) && (folder as NSString).lastPathComponent == "Exercises" {
        helpers.append(Helper(path: other.path, text: other.text))
      } else {
        notes.append("\(other.path) is no lesson's file, and was left aside.")
      }
    }
    self.init(student: student, works: works, helpers: helpers, notes: notes)
  }

  /// Only the lessons that are asked for.
  func only(_ lessons: Set<Int>) -> Submission {
    Submission(
      student: student, works: works.filter { lessons.contains($0.lesson) }, helpers: helpers, notes: notes)
  }

  /// A text without the mark that some editors begin with. What begins with UTF-16's mark is UTF-16.
  private static func text(of bytes: [UInt8]) -> String {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return String(data: Data(bytes), encoding: .utf16) ?? String(decoding: bytes, as: UTF8.self)
    }
    return String(decoding: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...], as: UTF8.self)
  }
}

/// A file that may be the one for its lesson.
private struct Candidate: Comparable {
  let path: String
  let text: String
  let functions: Set<String>
  let hasTheName: Bool
  var begun = 0

  init(path: String, text: String, functions: Set<String>, of lesson: LessonOutline) {
    self.path = path
    self.text = text
    self.functions = functions
    hasTheName = (path as NSString).lastPathComponent == lesson.name + ".swift"
  }

  /// With the number of exercises that are begun.
  func counted(_ stub: LessonRecognition.Stub) -> Candidate {
    var counted = self
    counted.begun = stub.functions.count { id, name in functions.contains(name) && !text.contains("todo(\"\(id)\")") }
    return counted
  }

  func work(_ stub: LessonRecognition.Stub) -> Submission.Work {
    let missing = stub.lesson.exercises.map(\.id).filter { id in
      stub.functions[id].map { !functions.contains($0) } ?? false
    }
    // Nothing but comments and lines like `import Engine`.
    let words = functions.isEmpty ? SwiftTokens(text).tokens.map(\.text) : ["func"]
    let isEmpty = words.count { $0 == "import" } * 2 == words.count
    return Submission.Work(lesson: stub.lesson.number, path: path, text: text, lacks: missing, isEmpty: isEmpty)
  }

  static func < (a: Candidate, b: Candidate) -> Bool {
    if a.hasTheName != b.hasTheName { return a.hasTheName }
    if a.begun != b.begun { return a.begun > b.begun }
    return a.path.utf8.lexicographicallyPrecedes(b.path.utf8)
  }
}
