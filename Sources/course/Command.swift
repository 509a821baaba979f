import Learner
import Curriculum
import LessonKit

/// What a learner can ask of the course.
enum Command {
  case overview
  case help
  case hint(ExerciseOutline, all: Bool)
  case weave(checkOnly: Bool)
  case claims([LessonOutline], seeds: ClosedRange<UInt64>)
  case `class`(ClassCommand)

  /// Reads `arguments`, without the program's name; throws for what is not understood.
  init(arguments: [String]) throws(UsageError) {
    if arguments.contains("--help") || arguments.contains("-h") {
      self = .help
      return
    }
    guard let name = arguments.first else {
      self = .overview
      return
    }
    let rest = Array(arguments.dropFirst())
    switch name {
    case "hint": self = try Self.hint(rest)
    case "weave":
      if let other = rest.first(where: { $0 != "--check" }) {
        throw UsageError("\"weave\" takes nothing but --check, not \"\(other)\"")
      }
      self = .weave(checkOnly: !rest.isEmpty)
    case "claims": self = try Self.claims(rest)
    case "class": self = .class(try ClassCommand(rest))
    default: throw UsageError("there is no command \"\(name)\"; try: swift run course --help")
    }
  }

  private static func hint(_ arguments: [String]) throws(UsageError) -> Command {
    var rest = arguments
    let all = rest.contains("--all")
    rest.removeAll { $0 == "--all" }
    if let option = rest.first(where: { $0.hasPrefix("-") }) {
      throw UsageError("\"hint\" has no option \"\(option)\"; it has --all")
    }
    guard let id = rest.first else {
      throw UsageError("\"hint\" needs an exercise, as in: swift run course hint 10.1")
    }
    if rest.count > 1 { throw UsageError("\"hint\" takes one exercise, not also \"\(rest[1])\"") }
    guard let exercise = ExerciseOutline.numbered(id) else { throw UsageError(unknownExercise: id) }
    return .hint(exercise, all: all)
  }

  private static func claims(_ arguments: [String]) throws(UsageError) -> Command {
    var seeds: ClosedRange<UInt64> = 1...300
    var lessons: [LessonOutline] = []
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      if argument == "--seeds" {
        guard let text = rest.popFirst(), let range = ClosedRange<UInt64>(seeds: text) else {
          throw UsageError("--seeds needs the first and the last, as in --seeds 1...300")
        }
        seeds = range
      } else if argument.hasPrefix("-") {
        throw UsageError("\"claims\" has no option \"\(argument)\"; it has --seeds")
      } else {
        guard let lesson = Int(argument).flatMap(LessonOutline.numbered), lesson.isBuilt else {
          let built = LessonOutline.all.filter(\.isBuilt).map(\.twoDigits).joined(separator: ", ")
          throw UsageError("there is no lesson \"\(argument)\" with claims; there are \(built)")
        }
        if !lessons.contains(where: { $0.number == lesson.number }) { lessons.append(lesson) }
      }
    }
    return .claims(lessons.isEmpty ? LessonOutline.all.filter(\.isBuilt) : lessons, seeds: seeds)
  }
}

extension ClosedRange<UInt64> {
  /// Reads `1...300`, which must be no more than a million seeds; or one seed, `7`.
  fileprivate init?(seeds text: String) {
    let ends = text.split(separator: "...", omittingEmptySubsequences: false).map { UInt64($0) }
    guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1], first <= last,
      last - first < 1_000_000
    else { return nil }
    self = first...last
  }
}

extension UsageError {
  fileprivate init(unknownExercise id: String) {
    let lesson = Int(id.prefix { $0 != "." }).flatMap(LessonOutline.numbered)
    if let lesson, let first = lesson.exercises.first, let last = lesson.exercises.last {
      self.init("there is no exercise \"\(id)\"; lesson \(lesson.number) has \(first.id) to \(last.id)")
    } else if let lesson {
      self.init("there is no exercise \"\(id)\" yet; lesson \(lesson.number) is to come")
    } else {
      self.init("there is no exercise \"\(id)\"; exercises are numbered like 10.1")
    }
  }
}

extension Command {
  /// Every form of the command, with what it does.
  private static let forms =
    [
      ("swift run course", "the lessons, and how to run and grade them"),
      ("swift run course hint 10.1", "the next of three hints for an exercise"),
      ("swift run course hint 10.1 --all", "all three hints"),
      ("swift run course weave", "remake the lessons' pages"),
      ("swift run course weave --check", "say which pages are out of date"),
      ("swift run course claims 08", "run a lesson's claims with the seeds 1 to 300; without a number, every lesson's"),
      ("swift run course claims --seeds 1...20", "with other seeds"),
      ("swift run course --help", "this text"),
    ]

  /// What `--help` prints.
  static func help(for terminal: Terminal) -> String {
    [
      terminal.wrapped("The course at a glance, and help with its exercises."),
      terminal.definitions(forms, indent: 2),
      terminal.wrapped("For instructors, who hand the course to a class:"),
      terminal.definitions(ClassCommand.forms, indent: 2),
      terminal.wrapped("Exit codes: 0; 1 if a page is stale or a claim fails; 2 if the command cannot be carried out."),
    ].joined(separator: "\n\n")
  }
}
