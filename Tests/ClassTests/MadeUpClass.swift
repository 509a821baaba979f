import Curriculum
import Engine
import Foundation
import Learner

@testable import course

/// A class that was never taught: two hundred students with the habits of real ones, and what each must be graded.
struct MadeUpClass {
  struct Student {
    let name: String
    /// What is written, by path from the folder of submissions.
    var files: [(path: String, bytes: [UInt8])]
    /// Folders that are made, whether or not there is a file in them.
    var folders: [String] = []
    /// What must come of it, by exercise; exercises that are not named were not handed in.
    var expected: [String: ClassVerdict]
    /// What is odd about it.
    let habit: String
  }

  let students: [Student]

  /// How students hand in what they have written.
  private enum Habit: String, CaseIterable {
    case plain, loose, nested, copied, windows, marked, shadowed, named, cloned, renamed, twice, alone, oldMac, asText
    case spaced, nothing, emptyFile, broken, borrowed, lacking, clashing, helped, endless, hungry, crashing, recursive
    case zipped, utf16, leaves, helperBorrows
  }

  /// - Parameter recognition: the files as the course hands them out.
  init(_ recognition: LessonRecognition, count: Int = 200, seed: UInt64 = 20) {
    var generator = Generator(seed: seed)
    let common: [Habit] = [
      .plain, .loose, .nested, .copied, .windows, .marked, .shadowed, .named, .cloned, .renamed, .twice, .oldMac,
      .asText,
      .spaced,
    ]
    students = (0..<count).map { k in
      let habit = k < Habit.allCases.count ? Habit.allCases[k] : common[k % common.count]
      return Self.student(k, habit, recognition, &generator)
    }
  }

  /// What is written for an exercise.
  private enum Choice { case right(Int), wrong(Int), open, body(String, ClassVerdict) }

  private static func student(
    _ k: Int, _ habit: Habit, _ recognition: LessonRecognition, _ generator: inout Generator
  ) -> Student {
    let skill = generator.uniform(in: 0.3..<0.95)
    let lessons = madeUpLessons.filter { _ in generator.uniform(in: 0..<1) < 0.9 }
    let handedIn = habit == .alone ? [10] : lessons.isEmpty ? [3] : lessons
    var choices: [Int: [String: Choice]] = [:]
    for lesson in handedIn {
      for answer in madeUpAnswers where Int(answer.id.prefix { $0 != "." }) == lesson {
        let luck = generator.uniform(in: 0..<1)
        let pick = Int(generator.uniform(in: 0..<8))
        choices[lesson, default: [:]][answer.id] =
          luck < skill
          ? .right(pick % answer.right.count) : luck < skill + 0.2 ? .wrong(pick % answer.wrong.count) : .open
      }
    }
    let first = handedIn[0]
    let target = madeUpAnswers.first { Int($0.id.prefix { $0 != "." }) == first }!.id
    switch habit {
    case .endless: choices[first]![target] = .body("while true {}", .wrong)
    case .hungry: choices[first]![target] = .body("var x = [0.0]\nwhile true { x += x }", .wrong)
    case .crashing: choices[first]![target] = .body("return [][1]", .wrong)
    case .recursive:
      choices[first]![target] = .body(
        "func f(_ n: Int) -> Int { n < 0 ? n : f(n + 1) + 1 }\nfatalError(\"\\(f(1))\")", .wrong)
    case .leaves: choices[first]![target] = .body("exit(0)", .wrong)
    default: break
    }
    var (texts, expected): ([Int: String], [String: ClassVerdict]) = ([:], [:])
    for lesson in handedIn {
      guard let stub = recognition.stub(of: lesson) else { continue }
      texts[lesson] = text(stub, choices[lesson] ?? [:], foundation: habit == .leaves && lesson == first)
      for exercise in stub.lesson.exercises {
        expected[exercise.id] =
          switch choices[lesson]?[exercise.id] ?? .open {
          case .right: .right
          case .wrong: .wrong
          case .open: .open
          case .body(_, let verdict): verdict
          }
      }
    }
    func all(of lesson: Int, _ verdict: ClassVerdict) {
      for exercise in recognition.stub(of: lesson)!.lesson.exercises { expected[exercise.id] = verdict }
    }
    switch habit {
    case .emptyFile:
      texts[first] = ""
      all(of: first, .open)
    case .broken:
      texts[first]! += "\nfunc unfinished( {\n"
      all(of: first, .uncompiled)
    case .borrowed:
      texts[first]! = "import Solutions\n" + texts[first]!
      all(of: first, .refused)
    case .lacking:
      let stub = recognition.stub(of: first)!
      texts[first] = texts[first]!.replacing(
        "func \(stub.functions[target]!)(", with: "func \(stub.functions[target]!)Mine(")
      expected[target] = .open
    case .clashing:
      for lesson in handedIn { texts[lesson]! += "\nfunc average(_ x: [Double]) -> Double { x[0] + \(lesson) }\n" }
    default: break
    }
    return Student(
      name: name(k, habit), files: files(texts, k, habit, recognition),
      folders: habit == .nothing ? [name(k, habit)] : [],
      expected: [.nothing, .zipped].contains(habit) ? [:] : expected, habit: habit.rawValue)
  }

  /// The course's file with the answers in the places of `todo`.
  private static func text(_ stub: LessonRecognition.Stub, _ choices: [String: Choice], foundation: Bool) -> String {
    let file = AnswerFile(stub.text)
    var bytes = Array(stub.text.utf8)
    // From the last to the first, so that the places of those before stay what they are.
    for part in file.parts.reversed() {
      guard let choice = choices[part.id], let function = part.function, let signature = part.signature else {
        continue
      }
      let answer = madeUpAnswers.first { $0.id == part.id }
      let body: String
      switch choice {
      case .right(let k): body = answer!.right[k]
      case .wrong(let k): body = answer!.wrong[k]
      case .body(let own, _): body = own
      case .open: continue
      }
      let indented = body.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n")
      bytes.replaceSubrange(function, with: (file.text(of: signature) + "{\n" + indented + "\n}").utf8)
    }
    let text = String(decoding: bytes, as: UTF8.self)
    return foundation ? text.replacing("import Engine\n", with: "import Engine\nimport Foundation\n") : text
  }

  private static func name(_ k: Int, _ habit: Habit) -> String {
    let number = k < 9 ? "00\(k + 1)" : k < 99 ? "0\(k + 1)" : "\(k + 1)"
    switch habit {
    case .named: return "student \(number) Jörg Müller-Lüdenscheidt, \"Jo\""
    case .marked: return "student \(number) Zoe\u{308} A\u{30A}s"  // decomposed, as macOS archives have it
    case .spaced: return "student \(number)  O'Neil & Söhne (2)"
    case .oldMac: return "student \(number) = 名前"
    default: return "student \(number)"
    }
  }

  private static func files(
    _ texts: [Int: String], _ k: Int, _ habit: Habit, _ recognition: LessonRecognition
  ) -> [(path: String, bytes: [UInt8])] {
    let student = name(k, habit)
    var files: [(path: String, bytes: [UInt8])] = []
    func add(_ path: String, _ text: String) { files.append((student + "/" + path, Array(text.utf8))) }
    func exact(_ lesson: Int) -> String { recognition.stub(of: lesson)!.lesson.name }
    let all = texts.sorted { $0.key < $1.key }
    switch habit {
    case .nothing: break
    case .zipped: files.append((student + ".zip", [80, 75, 3, 4]))
    case .alone: files.append((student + ".swift", Array(all[0].value.utf8)))
    case .loose: for (lesson, text) in all { add(exact(lesson) + ".swift", text) }
    case .nested: for (lesson, text) in all { add("submission/final version/Exercises/\(exact(lesson)).swift", text) }
    case .copied: for (lesson, text) in all { add("\(exact(lesson)) (1).swift", text) }
    case .windows: for (lesson, text) in all { add("\(exact(lesson)).swift", text.replacing("\n", with: "\r\n")) }
    case .marked: for (lesson, text) in all { add("Exercises/\(exact(lesson)).swift", "\u{FEFF}" + text) }
    case .oldMac:
      for (lesson, text) in all { add("Exercises/\(exact(lesson)).swift", text.replacing("\n", with: "\r")) }
    case .asText: for (lesson, text) in all { add("\(exact(lesson)).swift.txt", text) }
    case .renamed: for (lesson, text) in all { add("homework-\(lesson * 7 % 5)-\(lesson).swift", text) }
    case .utf16:
      for (lesson, text) in all {
        let bytes = text.utf16.flatMap { unit -> [UInt8] in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
        files.append((student + "/\(exact(lesson)).swift", [0xFF, 0xFE] + bytes))
      }
    case .shadowed:
      for (lesson, text) in all {
        add("Exercises/\(exact(lesson)).swift", text)
        files.append((student + "/__MACOSX/Exercises/._\(exact(lesson)).swift", [0, 5, 22, 7, 0, 2]))
      }
      add(".DS_Store", "\u{0}")
    case .cloned:
      for (lesson, text) in all { add("unstuck-main/Exercises/\(exact(lesson)).swift", text) }
      add("unstuck-main/Exercises/Elementary.swift", "func exp(_ x: Double) -> Double { 0 }\n")
      add("unstuck-main/Package.swift", "// the course's\n")
      for (lesson, _) in all {
        let solution =
          "/// Solution \(lesson).1\npublic func \(recognition.stub(of: lesson)!.functions["\(lesson).1"]!)() {}\n"
        add("unstuck-main/Solutions/\(exact(lesson)).swift", solution)
        add("unstuck-main/.build/checkouts/\(exact(lesson)).swift", solution)
      }
    case .twice:
      for (lesson, text) in all {
        add("Exercises/\(exact(lesson)).swift", text)
        add("old/\(exact(lesson)) copy.swift", recognition.stub(of: lesson)!.text)
      }
    case .helped:
      for (lesson, text) in all { add("Exercises/\(exact(lesson)).swift", text.replacing("sqrt(", with: "rootOf(")) }
      add("Exercises/My helpers.swift", "import Engine\nfunc rootOf(_ x: Double) -> Double { Engine.sqrt(x) }\n")
    case .helperBorrows:
      for (lesson, text) in all { add("Exercises/\(exact(lesson)).swift", text) }
      add("Exercises/Borrowed.swift", "import Solutions\nfunc borrowed() {}\n")
    default: for (lesson, text) in all { add("Exercises/\(exact(lesson)).swift", text) }
    }
    return files
  }

  /// Writes the submissions into a folder.
  func write(to folder: URL) throws {
    for student in students {
      for path in student.folders {
        try FileManager.default.createDirectory(
          at: folder.appendingPathComponent(path), withIntermediateDirectories: true)
      }
      for file in student.files {
        let place = folder.appendingPathComponent(file.path)
        try FileManager.default.createDirectory(
          at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(file.bytes).write(to: place)
      }
    }
  }

  /// What grades.csv must say of each student and exercise, a line for each: name, exercise, verdict.
  var expectedLines: [String] {
    let ids = LessonOutline.all.filter { madeUpLessons.contains($0.number) }.flatMap(\.exercises).map(\.id)
    return students.sorted { Self.key($0).utf8.lexicographicallyPrecedes(Self.key($1).utf8) }.flatMap { student in
      ids.map { "\(Self.key(student))|\($0)|\((student.expected[$0] ?? .missing).rawValue)" }
    }
  }

  private static func key(_ student: Student) -> String { student.name.precomposedStringWithCanonicalMapping }
}
