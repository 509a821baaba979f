import Curriculum
import Foundation
import Learner
import LessonKit

/// What can be asked of the course.
enum Command {
  case board(plain: Bool)
  case lesson(LessonOutline)
  case exercise(ExerciseOutline)
  case help
  case read(LessonOutline?, options: [String])
  case next
  case check(Asked, isFull: Bool)
  case watch
  /// Without an exercise, that to go on with.
  case hint(ExerciseOutline?, all: Bool)
  case solution(ExerciseOutline?, anyway: Bool)
  case reset(ExerciseOutline)
  case bringBack(ExerciseOutline)
  case answers(AnswersMove)
  case tryOut
  case weave(checkOnly: Bool)
  case claims([LessonOutline], seeds: ClosedRange<UInt64>)
  case `class`(ClassCommand)

  /// Reads `arguments`, without the program's name; throws for what is not understood.
  init(arguments: [String]) throws(UsageError) {
    guard let name = arguments.first, name != "--plain" || arguments.count > 1 else {
      self = .board(plain: !arguments.isEmpty)
      return
    }
    if name == "help" || arguments.contains("--help") || arguments.contains("-h") {
      self = .help
      return
    }
    var rest = Words(of: name, Array(arguments.dropFirst()))
    switch name {
    case "check":
      let isFull = rest.take("--full")
      self = .check(try rest.asked(), isFull: isFull)
    case "watch":
      try rest.end()
      self = .watch
    case "next":
      try rest.end()
      self = .next
    case "hint":
      let all = rest.take("--all")
      self = .hint(try rest.exercise(), all: all)
      try rest.end()
    case "solution":
      let anyway = rest.take("--anyway")
      self = .solution(try rest.exercise(), anyway: anyway)
      try rest.end()
    case "reset":
      let isBack = rest.take("--back")
      guard let exercise = try rest.exercise() else {
        throw UsageError("\"reset\" needs an exercise, as in: swift run course reset 10.1")
      }
      try rest.end()
      self = isBack ? .bringBack(exercise) : .reset(exercise)
    case "answers":
      guard let word = rest.next(), let move = AnswersMove(rawValue: word) else {
        throw UsageError("\"answers\" needs \"aside\" (before a git pull) or \"back\" (after it)")
      }
      try rest.end()
      self = .answers(move)
    case "read":
      let lesson = try rest.lesson()
      self = .read(lesson, options: rest.remaining)
    case "try":
      try rest.end()
      self = .tryOut
    case "weave":
      let checkOnly = rest.take("--check")
      try rest.end()
      self = .weave(checkOnly: checkOnly)
    case "claims":
      self = try .claims(&rest)
    case "class":
      self = .class(try ClassCommand(rest.remaining))
    default:
      if let lesson = LessonOutline.named(name), arguments.count == 1 {
        self = .lesson(lesson)
      } else if arguments.count == 1, let exercise = ExerciseOutline.named(name) {
        self = .exercise(exercise)
      } else {
        throw UsageError(unknownCommand: name, arguments)
      }
    }
  }

  private static func claims(_ rest: inout Words) throws(UsageError) -> Command {
    var seeds: ClosedRange<UInt64> = 1...300
    if rest.take("--seeds") {
      // What follows the option is the only word with dots in its middle, or the last number.
      guard let text = rest.takeAfterOption(), let range = ClosedRange<UInt64>(seeds: text) else {
        throw UsageError("--seeds needs the first and the last, as in --seeds 1...300")
      }
      seeds = range
    }
    var lessons: [LessonOutline] = []
    while let lesson = try rest.lesson() {
      if !lessons.contains(where: { $0.number == lesson.number }) { lessons.append(lesson) }
    }
    try rest.end()
    return .claims(lessons.isEmpty ? LessonOutline.all.filter(\.isBuilt) : lessons, seeds: seeds)
  }
}

/// The words after a command's name.
struct Words {
  private let command: String
  private(set) var remaining: [String]
  /// Where the option that was taken last stood.
  private var place = 0

  init(of command: String, _ words: [String]) {
    self.command = command
    remaining = words
  }

  /// Takes an option, wherever it stands; false if it is not there.
  mutating func take(_ option: String) -> Bool {
    guard let index = remaining.firstIndex(of: option) else { return false }
    remaining.remove(at: index)
    place = index
    return true
  }

  /// Takes the word after the option that was taken last.
  mutating func takeAfterOption() -> String? {
    remaining.indices.contains(place) ? remaining.remove(at: place) : nil
  }

  mutating func next() -> String? { remaining.isEmpty ? nil : remaining.removeFirst() }

  /// The exercise that the next word names; nil if there is no word.
  mutating func exercise() throws(UsageError) -> ExerciseOutline? {
    guard let word = try argument() else { return nil }
    guard let exercise = ExerciseOutline.named(word) else { throw UsageError(unknownExercise: word) }
    return exercise
  }

  /// The lesson that the next word names; nil if there is no word.
  mutating func lesson() throws(UsageError) -> LessonOutline? {
    guard let word = try argument() else { return nil }
    guard let lesson = LessonOutline.named(word), lesson.isBuilt else {
      throw UsageError("there is no lesson \"\(word)\"; lessons are numbered from 1 to \(LessonOutline.all.count)")
    }
    return lesson
  }

  /// The exercises that the words name, each by its number or by its lesson's; all of them, if there is no word.
  mutating func asked() throws(UsageError) -> Asked {
    var exercises: [ExerciseOutline] = []
    var isEverything = true
    while let word = try argument() {
      isEverything = false
      if let lesson = LessonOutline.named(word) {
        exercises += lesson.exercises
      } else if let exercise = ExerciseOutline.named(word) {
        exercises.append(exercise)
      } else {
        throw UsageError(unknownExercise: word)
      }
    }
    return isEverything ? .everything : Asked(exercises)
  }

  /// Refuses what is left.
  func end() throws(UsageError) {
    guard let word = remaining.first else { return }
    throw UsageError("\"\(command)\" does not know what to do with \"\(word)\"; see: swift run course help")
  }

  private mutating func argument() throws(UsageError) -> String? {
    if let word = remaining.first, word.hasPrefix("-") { try end() }
    return next()
  }
}

extension LessonOutline {
  /// The lesson that a learner may mean: `5`, `05`, `lesson5`, `lesson05`, `05-vanishing-gradients`, `vanishing-gradients`.
  static func named(_ text: String) -> LessonOutline? {
    let word = text.lowercased()
    if let lesson = all.first(where: { $0.name == word || $0.slug == word }) { return lesson }
    guard let match = word.wholeMatch(of: /(?:lesson)?0*(\d+)/), let number = Int(match.1) else { return nil }
    return numbered(number)
  }
}

extension ExerciseOutline {
  /// The exercise that a learner may mean: `3.1`, `03.1`, `lesson03.1`.
  static func named(_ text: String) -> ExerciseOutline? {
    guard let match = text.lowercased().wholeMatch(of: /(?:lesson)?0*(\d+)\.0*(\d+)/) else { return nil }
    return numbered("\(match.1).\(match.2)")
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
    } else {
      self.init("there is no exercise \"\(id)\"; exercises are numbered like 10.1")
    }
  }

  fileprivate init(unknownCommand name: String, _ arguments: [String]) {
    if name.contains("."), name.allSatisfy({ $0.isNumber || $0 == "." }) {
      self.init(unknownExercise: name)
    } else if Int(name) != nil, LessonOutline.named(name) == nil {
      self.init("there is no lesson \"\(name)\"; lessons are numbered from 1 to \(LessonOutline.all.count)")
    } else if LessonOutline.named(name) != nil || ExerciseOutline.named(name) != nil {
      let line = arguments.joined(separator: " ")
      self.init("\"\(line)\" lacks what to do; try: swift run course check \(line)")
    } else if let nearest = nearestWord(to: name.lowercased(), of: Command.names) {
      self.init("there is no command \"\(name)\"; did you mean: swift run course \(nearest)")
    } else {
      self.init("there is no command \"\(name)\"; see: swift run course help")
    }
  }
}

extension Command {
  /// Every form of the command, with what it does: first what a learner needs, then what a maker of the course does.
  private static let learnersForms = [
    ("swift run course", "the board: what is read, right, wrong and open, and what to go on with"),
    ("swift run course 5", "lesson 5 on the board; 5.1 shows an exercise's statement"),
    ("swift run course read 5", "a lesson, from where you stopped; without a number, the one to go on with"),
    ("swift run course next", "the exercise to go on with"),
    ("swift run course check 10", "grade a lesson, or 10.3, or without a number all; --full shows each report whole"),
    ("swift run course watch", "grade the exercise at hand on every save"),
    (
      "swift run course hint 10.1",
      "the next of three hints (--all: all three); without a number, for the next exercise"
    ),
    ("swift run course solution 10.3", "one solution, once yours is right (or with --anyway)"),
    ("swift run course reset 10.3", "one exercise as it was; --back brings your answer back"),
    ("swift run course answers aside", "put all answers aside, so that git pull finds the files as they came"),
    ("swift run course answers back", "bring them back into the files"),
    ("swift run course try", "run .unstuck/try/main.swift, a file to try things out in"),
    ("swift run course --plain", "the board for a script; --no-color and --color go with every command"),
  ]

  private static let makersForms = [
    ("swift run course weave", "remake the lessons' pages; --check says which are out of date"),
    ("swift run course claims 08", "run a lesson's claims with the seeds 1 to 300; without a number, every lesson's"),
    ("swift run course claims --seeds 1...20", "with other seeds"),
  ]

  /// The words that a command can begin with.
  static var names: [String] {
    (learnersForms + ClassCommand.forms + makersForms).compactMap {
      $0.0.split(separator: " ").dropFirst(3).first.map(String.init)
    }
    .filter { $0.allSatisfy(\.isLetter) } + ["help"]
  }

  /// What `help` prints.
  static func help(for terminal: Terminal) -> String {
    [
      terminal.wrapped("The course at a glance, and help with its exercises."),
      terminal.definitions(learnersForms, indent: 2),
      terminal.wrapped("For instructors, who hand the course to a class:"),
      terminal.definitions(ClassCommand.forms, indent: 2),
      terminal.wrapped("For those who write lessons:"),
      terminal.definitions(makersForms, indent: 2),
      terminal.wrapped(
        "Exit codes: 0; 1 if an exercise is not right, a page is stale or a claim fails; 2 if the command cannot be "
          + "carried out."),
    ].joined(separator: "\n\n")
  }
}
