import Curriculum
import Foundation
import LessonKit
import Learner

/// What is asked of `swift run course class`.
struct ClassRequest: Equatable {
  var submissions = ""
  var grades = ""
  /// The numbers of the lessons that are graded; empty for all that someone has handed in.
  var lessons: [Int] = []
  /// What the cases are drawn from.
  var seed: UInt64 = 1
  var shard = Shard.whole
  /// How many students are graded side by side; nil for one on each core.
  var jobs: Int?
}

/// An instructor's command.
enum ClassCommand: Equatable {
  case grade(ClassRequest)
  case merge([String], into: String)

  static let example = "swift run course class SUBMISSIONS --into GRADES"

  /// Reads what follows `class`.
  init(_ arguments: [String]) throws(UsageError) {
    if arguments.first == "merge" {
      self = try Self.merge(Array(arguments.dropFirst()))
      return
    }
    var request = ClassRequest()
    var places: [String] = []
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      // `--seed=7` is `--seed 7`.
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      let option = argument.hasPrefix("--") ? parts[0] : argument
      func value(_ meaning: String) throws(UsageError) -> String {
        if parts.count == 2 && argument.hasPrefix("--") { return parts[1] }
        guard let value = rest.popFirst() else { throw UsageError("\(option) needs \(meaning)") }
        return value
      }
      switch option {
      case "--into": request.grades = try value("a folder, as in --into GRADES")
      case "--lessons":
        let text = try value("numbers, as in --lessons 3,5")
        request.lessons = try Self.lessons(text)
      case "--seed":
        let text = try value("a number, as in --seed 7")
        guard let seed = UInt64(text) else {
          throw UsageError("--seed is \"\(text)\"; it must be a whole number from 0")
        }
        request.seed = seed
      case "--shard":
        let text = try value("a part, as in --shard 3/10")
        guard let shard = Shard(text) else {
          throw UsageError("--shard is \"\(text)\"; it must be like 3/10, the third of ten parts")
        }
        request.shard = shard
      case "--jobs":
        let text = try value("a number, as in --jobs 2")
        guard let jobs = Int(text), (1...256).contains(jobs) else {
          throw UsageError("--jobs is \"\(text)\"; it must be a whole number from 1 to 256")
        }
        request.jobs = jobs
      case _ where option.hasPrefix("-"):
        throw UsageError(
          "\"class\" has no option \"\(option)\"; it has --into, --lessons, --seed, --shard and --jobs")
      default: places.append(argument)
      }
    }
    guard let first = places.first else {
      throw UsageError("\"class\" needs the folder of submissions, as in: \(Self.example)")
    }
    if places.count > 1 { throw UsageError("\"class\" takes one folder of submissions, not also \"\(places[1])\"") }
    if request.grades.isEmpty { throw UsageError("\"class\" needs a folder for the grades, as in: \(Self.example)") }
    request.submissions = first
    self = .grade(request)
  }

  private static func merge(_ arguments: [String]) throws(UsageError) -> ClassCommand {
    var parts: [String] = []
    var grades: String?
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      if argument == "--into" {
        grades = rest.popFirst()
      } else if argument.hasPrefix("--into=") {
        grades = String(argument.dropFirst("--into=".count))
      } else if argument.hasPrefix("-") {
        throw UsageError("\"class merge\" has no option \"\(argument)\"; it has --into")
      } else {
        parts.append(argument)
      }
    }
    let example = "swift run course class merge GRADES-1 GRADES-2 --into GRADES"
    guard let grades, !grades.isEmpty else {
      throw UsageError("\"class merge\" needs a folder for the grades, as in: \(example)")
    }
    if parts.isEmpty { throw UsageError("\"class merge\" needs the folders to merge, as in: \(example)") }
    return .merge(parts, into: grades)
  }

  /// Reads `3,5`.
  private static func lessons(_ text: String) throws(UsageError) -> [Int] {
    var numbers: Set<Int> = []
    for word in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let number = Int(word), LessonOutline.numbered(number)?.isBuilt == true else {
        let built = LessonOutline.all.filter(\.isBuilt).map { "\($0.number)" }.joined(separator: ", ")
        throw UsageError("--lessons is \"\(text)\"; it must be numbers with commas between them, of \(built)")
      }
      numbers.insert(number)
    }
    return numbers.sorted()
  }

  /// Every form of the command, with what it does.
  static let forms = [
    (example, "grade a class, a folder for each student: grades.csv, feedback, class.md"),
    ("swift run course class SUBMISSIONS --into GRADES --seed 7", "with cases that no one has seen"),
    ("swift run course class SUBMISSIONS --into GRADES --lessons 3,5", "only those lessons"),
    (
      "swift run course class SUBMISSIONS --into GRADES-3 --shard 3/10",
      "the third of ten parts, on a machine of its own"
    ),
    ("swift run course class merge GRADES-1 GRADES-2 --into GRADES", "put such parts together"),
  ]

  /// Does what is asked; returns the exit code.
  func run() throws(UsageError) -> Int32 {
    switch self {
    case .grade(let request): try gradeClass(request)
    case .merge(let parts, let grades): try mergeClass(parts, into: grades)
    }
    return 0
  }
}
