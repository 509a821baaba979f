import Curriculum
import Foundation
import Plots
import Testing

@testable import LessonKit

/// A lesson whose `main.swift` is `source`. Told in an exit test, which is a process of its own.
private func lesson(_ source: String, _ arguments: String...) throws -> Lesson {
  try Data(source.utf8).write(to: sourceFile)
  defer { removeSourceFile() }
  // A lesson with a bad option exits in its initializer.
  atexit { removeSourceFile() }
  return Lesson(
    10, knobs: [Knob("rate", 0.1, in: 0...1, "the learning rate")], file: sourceFile.path, arguments: arguments)
}

private let sourceFile = FileManager.default.temporaryDirectory
  .appendingPathComponent("unstuck-\(UUID().uuidString).swift")

private func removeSourceFile() { try? FileManager.default.removeItem(at: sourceFile) }

/// Line 1 is prose, 2 code, and 3 prose that shows a number called x.
private let source = "//: # Title\ncode\n//: It is {{x}}."

/// Lines 1 and 3 begin sections; 2 and 4 are code.
private let sections = "//: ## One\ncode\n//: ## Two\ncode"

private let dot = Plot("A plot", marks: [.points([1])])

private func output(_ result: ExitTest.Result?) -> String {
  String(decoding: result?.standardOutputContent ?? [], as: UTF8.self)
}

private func errors(_ result: ExitTest.Result?) -> String {
  String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
}

/// A folder that does not exist yet.
private func freshFolder() -> String {
  FileManager.default.temporaryDirectory.appendingPathComponent("unstuck-\(UUID().uuidString)").path
}

private func names(in folder: String) -> [String] {
  ((try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []).sorted()
}

private func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

@Suite(.prompt) struct `A lesson ends` {
  @Test func `with exit code 0 if every claim holds`() async {
    let result = await #expect(processExitsWith: .exitCode(0), observing: [\.standardOutputContent]) {
      let lesson = try lesson("code")
      lesson.claim("Small: {}", 0, isBelow: 1, line: 1)
      lesson.claim("Large: {}", 2, isAbove: 1, line: 1)
      lesson.claim("Between: {}", 1, isWithin: 1...2, line: 1)
      lesson.end()
    }
    #expect(output(result).contains("\nEvery claim holds (3 checked, seed 10).\n"))
  }

  @Test(arguments: 0..<3) func `with exit code 1 if one fails, whichever form it has`(_ form: Int) async {
    let result = await #expect(processExitsWith: .exitCode(1), observing: [\.standardOutputContent]) {
      [form = form as Int] in
      let lesson = try lesson("code")
      switch form {
      case 0: lesson.claim("Broken: {}", 1, isBelow: 1, line: 1)
      case 1: lesson.claim("Broken: {}", 1, isAbove: 1, line: 1)
      default: lesson.claim("Broken: {}", 1, isWithin: 2...3, line: 1)
      }
      lesson.claim("Kept: {}", 0, isBelow: 1, line: 1)
      lesson.end()
    }
    #expect(output(result).contains("✗ Broken: 1.00 (must be "))
    #expect(output(result).contains("\nClaims that failed: 1 (2 checked, seed 10).\n"))
  }

  @Test func `after the section that was asked for, with its claims alone`() async {
    let result = await #expect(processExitsWith: .exitCode(0), observing: [\.standardOutputContent]) {
      let lesson = try lesson(sections, "--section", "1")
      lesson.claim("Kept: {}", 0, isBelow: 1, line: 2)
      lesson.claim("Broken: {}", 2, isBelow: 1, line: 4)
      fatalError("what comes after the section is not computed")
    }
    #expect(output(result).hasPrefix("── 1 of 2 · One ──"))
    #expect(output(result).contains("──\n\n✓ Kept: 0 (must be below 1).\n"))
    #expect(output(result).contains("\nEvery claim holds (1 checked, seed 10).\n"))
  }

  @Test func `at once, with exit code 0, when it is asked for help`() async {
    let result = await #expect(processExitsWith: .exitCode(0), observing: [\.standardOutputContent]) {
      _ = try lesson(source, "--help")
    }
    #expect(output(result).contains("usage: swift run lesson10 [options]"))
  }

  @Test(arguments: [["--sed", "5"], ["--seed", "x"], ["--section", "3"], ["--page", "p", "--seed", "1"]])
  func `at once, with exit code 2 and one line, when it is asked for what it cannot do`(
    _ arguments: [String]
  ) async {
    let result = await #expect(
      processExitsWith: .exitCode(2), observing: [\.standardOutputContent, \.standardErrorContent]
    ) { [arguments = arguments as [String]] in
      let lesson =
        arguments.count == 2
        ? try lesson(sections, arguments[0], arguments[1])
        : try lesson(sections, arguments[0], arguments[1], arguments[2], arguments[3])
      lesson.end()
    }
    #expect(errors(result).split(separator: "\n").count { $0.hasPrefix("error: ") } == 1)
    #expect(!output(result).contains("One"))
  }

  @Test func `at once, with exit code 2, where its source is gone`() async {
    let result = await #expect(processExitsWith: .exitCode(2), observing: [\.standardErrorContent]) {
      _ = Lesson(10, file: "/nowhere/main.swift", arguments: [])
    }
    #expect(
      errors(result).contains(
        "error: the lesson is told from its source, which is not at /nowhere/main.swift; build it again where it is\n"))
  }

  @Test func `with exit code 2 where its text cannot be written`() async {
    let result = await #expect(processExitsWith: .exitCode(2), observing: [\.standardErrorContent]) {
      let lesson = try lesson(source)
      close(STDOUT_FILENO)
      lesson.show("text", line: 2)
      fatalError("the lesson goes on although nobody can read it")
    }
    #expect(errors(result).contains("error: cannot write to the standard output: bad file descriptor\n"))
  }
}

@Suite(.prompt) struct `With --tsv` {
  @Test func `a lesson tells its claims to a program, and nothing else`() async {
    let result = await #expect(processExitsWith: .exitCode(1), observing: [\.standardOutputContent]) {
      let lesson = try lesson(source, "--tsv")
      lesson.show("text", line: 2)
      lesson.claim("Small: {}", 0.5, isBelow: 1, as: "x", line: 2)
      lesson.claim("Large: {}", 1.0 / 3, isWithin: 1...2, line: 2)
      lesson.end()
    }
    #expect(
      output(result).contains("2\ttrue\t0.5\t-inf\t1.0\tSmall: {}\n2\tfalse\t0.3333333333333333\t1.0\t2.0\tLarge: {}\n")
    )
    #expect(!output(result).contains("text") && !output(result).contains("failed"))
  }
}

@Suite(.prompt) struct `The files of a lesson` {
  @Test func `are its page and its figures, where a page is asked for`() async throws {
    let folder = freshFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    await #expect(processExitsWith: .exitCode(0)) { [folder = folder as String] in
      let lesson = try lesson(source, "--page", folder)
      lesson.figure("one", dot, caption: "Caption", line: 2)
      lesson.claim("Small: {}", 0.5, isBelow: 1, as: "x", line: 2)
      lesson.end()
    }
    #expect(names(in: folder) == ["README.md", "figures", "figures/one.svg"])
    #expect(try text(folder + "/figures/one.svg") == Figure.plot(dot).svg())
    let page = try text(folder + "/README.md")
    #expect(page.contains("\n# Title\n\n1 minute · [6 exercises](../../Exercises/10-batch-normalization.swift), with"))
    #expect(
      page.contains(
        "\n\n```swift\ncode\n```\n\n![\(Figure.plot(dot).summary)](figures/one.svg)\n\n*Caption*\n\n"
          + "- ✓ **Small: 0.500** (must be below 1).\n\nIt is 0.500.\n\n---\n\n[Unstuck]("))
  }

  @Test func `do not come to be if a claim failed and a page was asked for`() async {
    let folder = freshFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    await #expect(processExitsWith: .exitCode(1)) { [folder = folder as String] in
      let lesson = try lesson(source, "--page", folder)
      lesson.figure("one", dot, caption: "Caption", line: 2)
      lesson.claim("Small: {}", 2, isBelow: 1, as: "x", line: 2)
      lesson.end()
    }
    #expect(names(in: folder) == ["figures"])
  }

  @Test func `are its figures alone, where these are asked for, even if a claim failed`() async throws {
    let folder = freshFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    await #expect(processExitsWith: .exitCode(1)) { [folder = folder as String] in
      let lesson = try lesson("code", "--figures", folder + "/in/here")
      lesson.figure("one", dot, caption: "Caption", line: 1)
      lesson.figure("two", .plot(dot), caption: "Caption", line: 1)
      lesson.claim("Broken: {}", 2, isBelow: 1, line: 1)
      lesson.end()
    }
    #expect(names(in: folder + "/in/here") == ["one.svg", "two.svg"])
    #expect(try text(folder + "/in/here/two.svg") == Figure.plot(dot).svg())
  }

  @Test(arguments: ["--figures", "--page"]) func `are refused before any work where they cannot be written`(
    _ option: String
  ) async throws {
    let file = freshFolder()
    try Data("kept".utf8).write(to: URL(fileURLWithPath: file))
    defer { try? FileManager.default.removeItem(atPath: file) }
    let result = await #expect(processExitsWith: .exitCode(2), observing: [\.standardErrorContent]) {
      [option = option as String, file = file as String] in
      _ = try lesson("code", option, file)
      fatalError("the lesson has begun")
    }
    #expect(errors(result).contains("error: \(file) is a file; name a folder to write into\n"))
    #expect(try text(file) == "kept")
  }
}

@Suite(.prompt) struct `A knob in a lesson` {
  @Test func `has the lesson's value, or the one it is turned to`() async {
    await #expect(processExitsWith: .exitCode(0)) {
      exit(try lesson("code").knob("rate") == 0.1 && lesson("code", "--rate", "0.25").knob("rate") == 0.25 ? 0 : 3)
    }
  }

  @Test func `shows claims that need the lesson's own value, and does not enforce them`() async {
    let result = await #expect(processExitsWith: .exitCode(0), observing: [\.standardOutputContent]) {
      let lesson = try lesson("code", "--rate", "0.25")
      lesson.claim("It is {}", 2, isBelow: 1, line: 1)
      lesson.claim("It is {}", 0, isBelow: 1, isAlways: true, line: 1)
      lesson.end()
    }
    let text = output(result).split(separator: "\n").map(String.init)
    #expect(text.first?.hasPrefix("With your rate = 0.25 (the lesson has 0.1). ") == true)
    #expect(text.contains("✗ It is 2.00 (must be below 1).") && text.contains("✓ It is 0 (by construction)."))
    #expect(text.contains("With your rate = 0.25 (the lesson has 0.1), 1 of 2 claims hold (seed 10)."))
  }

  @Test func `enforces what holds by construction, however it is turned`() async {
    let result = await #expect(processExitsWith: .exitCode(1), observing: [\.standardOutputContent]) {
      let lesson = try lesson("code", "--rate", "0.25")
      lesson.claim("It is {}", 2, isBelow: 1, isAlways: true, line: 1)
      lesson.end()
    }
    #expect(output(result).contains("\nClaims that failed: 1 (1 checked, seed 10).\n"))
  }

  @Test func `is in the commands to try, which the lesson must understand`() async {
    let result = await #expect(processExitsWith: .exitCode(0), observing: [\.standardOutputContent]) {
      let lesson = try lesson(sections, "--width", "80")
      lesson.try("--section 1 --rate 0.25", "What happens?", line: 2)
      lesson.end()
    }
    #expect(output(result).contains("\nTry: `swift run lesson10 --section 1 --rate 0.25`. What happens?\n"))
    for (options, reason) in [
      ("--rate 2", "--rate takes a number from 0 to 1, not '2'"),
      ("--section 3", "there is no section '3'; there are: 1 One · 2 Two"),
    ] {
      let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        [options = options as String] in
        try lesson(sections).try(options, "What happens?", line: 2)
      }
      #expect(errors(result).contains("'\(options)' cannot be tried: \(reason)\n"))
    }
  }
}

@Suite(.prompt) struct `What comes after a lesson` {
  @Test func `is its exercises, a hint, and the next lesson that is built`() async {
    let result = await #expect(processExitsWith: .exitCode(0), observing: [\.standardOutputContent]) {
      try lesson("code", "--width", "100").end()
    }
    #expect(
      output(result).hasSuffix(
        """

        Next

          swift run course check 10    grades your answers in Exercises/10-batch-normalization.swift
          swift run course hint 10.1   gives a hint for the first exercise
          swift run lesson11           is the next lesson: Normalization in practice

        """))
  }

  @Test func `is no further lesson after the last`() {
    #expect(LessonOutline.numbered(16)!.steps.count == 2 && LessonOutline.numbered(15)!.steps.count == 3)
  }
}

@Test func `The sections of a lesson can be listed`() async {
  let result = await #expect(processExitsWith: .exitCode(0), observing: [\.standardOutputContent]) {
    _ = try lesson(sections, "--sections")
  }
  #expect(output(result) == "   1  One\n   2  Two\n")
}

@Suite(.prompt) struct `A lesson asks` {
  @Test func `before it shows, and answers with what the run has recorded`() async {
    let result = await #expect(processExitsWith: .exitCode(0), observing: [\.standardOutputContent]) {
      let lesson = try lesson(source)
      lesson.record("x", 7, .whole)
      lesson.ask("Which?", ["a", "b"], answer: 1, "by {{x}}.", line: 2)
      lesson.show("result", line: 2)
      lesson.end()
    }
    #expect(
      output(result).contains("\n? Which?\n    1\u{A0}a   2\u{A0}b\n\n  It is b: by 7.\n\nresult\n"))
  }
}

@Suite(.prompt) struct `A claim with a name` {
  @Test func `records what it measured, as it shows it`() async {
    let result = await #expect(processExitsWith: .exitCode(0), observing: [\.standardOutputContent]) {
      let lesson = try lesson(source)
      lesson.claim("Small: {}", 0.9996, isBelow: 1, .fixed(2), as: "x", line: 2)
      lesson.end()
    }
    #expect(output(result).contains("✓ Small: 0.9996 (must be below 1).\n\nIt is 0.9996.\n"))
  }

  @Test(arguments: 0..<3) func `records it in another format where prose wants one, whatever its bound`(
    _ form: Int
  ) async {
    let result = await #expect(processExitsWith: .exitCode(0), observing: [\.standardOutputContent]) {
      [form = form as Int] in
      let lesson = try lesson(source)
      switch form {
      case 0: lesson.claim("Measured: {}", 0.25, isBelow: 1, .fixed(3), as: "x", .percent(0), line: 2)
      case 1: lesson.claim("Measured: {}", 0.25, isAbove: 0, .fixed(3), as: "x", .percent(0), line: 2)
      default: lesson.claim("Measured: {}", 0.25, isWithin: 0...1, .fixed(3), as: "x", .percent(0), line: 2)
      }
      lesson.end()
    }
    #expect(output(result).contains("Measured: 0.250 (must be "))
    #expect(output(result).contains("It is 25\u{A0}%."))
  }
}

@Suite(.prompt) struct `A lesson shows` {
  @Test func `a plot as what it is as a figure`() async {
    let short = await #expect(processExitsWith: .exitCode(0), observing: [\.standardOutputContent]) {
      let lesson = try lesson("code")
      lesson.figure("f", dot, caption: "Caption", line: 1)
      lesson.end()
    }
    let long = await #expect(processExitsWith: .exitCode(0), observing: [\.standardOutputContent]) {
      let lesson = try lesson("code")
      lesson.figure("f", .plot(dot), caption: "Caption", line: 1)
      lesson.end()
    }
    #expect(output(short).contains("A plot") && output(short).contains("Caption"))
    #expect(output(short) == output(long))
  }

  @Test func `its exercises, lines, tables and numbers where they were made`() async {
    let result = await #expect(processExitsWith: .exitCode(0), observing: [\.standardOutputContent]) {
      let lesson = try lesson(source, "--width", "80")
      lesson.show("as  it\nis", line: 2)
      lesson.table(["a", "b"], [["c", "1"]], line: 2)
      lesson.exercises(line: 2)
      lesson.record("x", 12_345, .whole)
      lesson.end()
    }
    let text = output(result)
    #expect(text.contains("Title\n═════\n\nas  it\nis\n\na  b\n─  ─\nc  1\n\nexercise"))
    #expect(text.contains("\n10.1 ") && text.contains("\nIt is 12\u{202F}345.\n"))
  }

  @Test func `the random numbers of its own seed, or of another`() async {
    await #expect(processExitsWith: .exitCode(0)) {
      exit(try lesson("code").seed == 10 && lesson("code", "--seed", "5").seed == 5 ? 0 : 3)
    }
    let result = await #expect(processExitsWith: .exitCode(0), observing: [\.standardOutputContent]) {
      try lesson("code", "--seed", "5").end()
    }
    #expect(output(result).contains("Every claim holds (0 checked, seed 5).\n"))
  }
}

@Suite(.prompt) struct `An aside` {
  @Test func `is on stderr, where the lesson has got to`() async {
    let result = await #expect(
      processExitsWith: .exitCode(0), observing: [\.standardOutputContent, \.standardErrorContent]
    ) {
      let lesson = try lesson(sections)
      lesson.aside("3 seconds", line: 2)
      lesson.end()
    }
    #expect(errors(result).contains("\n(on this machine, now) 3 seconds\n"))
    #expect(!output(result).contains("seconds"))
  }

  @Test(arguments: [["--check"], ["--section", "2"], ["--page"]]) func `is left out where it does not belong`(
    _ arguments: [String]
  ) async throws {
    let folder = freshFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let result = await #expect(processExitsWith: .exitCode(0), observing: [\.standardErrorContent]) {
      [arguments = arguments as [String], folder = folder as String] in
      let lesson =
        arguments == ["--check"]
        ? try lesson(sections, "--check")
        : try lesson(sections, arguments[0], arguments.count > 1 ? arguments[1] : folder)
      lesson.aside("3 seconds", line: 2)
      lesson.end()
    }
    #expect(!errors(result).contains("seconds"))
    if arguments == ["--page"] { #expect(try !text(folder + "/README.md").contains("seconds")) }
  }
}

@Suite(.prompt) struct `Progress of a loop` {
  @Test func `is shown once it lasts longer than a blink, and is gone in the end`() async {
    let result = await #expect(processExitsWith: .exitCode(0), observing: [\.standardErrorContent]) {
      let line = ProgressLine(isEnabled: true, width: 80)
      for _ in Progress(label: "slow", elements: 0..<4, line: line) { usleep(250_000) }
      exit(0)
    }
    #expect(errors(result).contains("\rslow:  75%|"))
    #expect(errors(result).hasSuffix("\r\u{1B}[K"))
  }

  @Test func `is due after 400 milliseconds, every 100`() {
    func isDue(_ elapsed: Int, _ sinceShown: Int) -> Bool {
      ProgressReport.isDue(elapsed: .milliseconds(elapsed), sinceShown: .milliseconds(sinceShown))
    }
    #expect(!isDue(400, 400) && isDue(401, 401) && !isDue(500, 100) && isDue(502, 101))
  }

  @Test func `is not shown for less, or where nobody sees it`() async {
    let result = await #expect(processExitsWith: .exitCode(0), observing: [\.standardErrorContent]) {
      let shown = ProgressLine(isEnabled: true, width: 80)
      for _ in Progress(label: "quick", elements: 0..<100, line: shown) {}
      let hidden = ProgressLine(isEnabled: false, width: 80)
      for _ in Progress(label: "hidden", elements: 0..<3, line: hidden) { usleep(250_000) }
      exit(0)
    }
    #expect(!errors(result).contains("quick") && !errors(result).contains("hidden"))
  }
}
