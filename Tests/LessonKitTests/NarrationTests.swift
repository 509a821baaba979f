import Curriculum
import Plots
import Testing

@testable import LessonKit

/// Lines 1, 4, 7 and 9 are prose; 2 holds a helper function, 5 and 8 code.
let narratedSource = LessonSource(
  """
  //: # Title
  func helper() {}

  //: ## One
  let a = 1

  //: ## Two
  let b = 2
  //: It is {{b}}.
  """)

func narration(_ arguments: String...) throws -> Narration { try Narration(of: narratedSource, Options(arguments)) }

/// A narration as a terminal of 40 columns shows it, everything at once.
private struct Told {
  var narration: Narration
  var typesetter = Typesetter(for: .plain(40), sectionCount: 2)

  init(_ arguments: String...) throws { try self.init(arguments) }
  init(_ arguments: [String]) throws { narration = try Narration(of: narratedSource, Options(arguments)) }

  mutating func advance(to line: Int) -> String { text(narration.advance(to: line)) }
  mutating func add(_ output: Output, line: Int) -> String { text(narration.add(output, line: line)) }
  mutating func finish(seed: UInt64) -> String {
    text(narration.finish()) + text(narration.verdict(seed: seed).map { [$0] } ?? [])
  }

  private mutating func text(_ blocks: [Block]) -> String { blocks.map { typesetter.text(of: $0) }.joined() }
}

private func claim(_ x: Double) -> Output {
  .claim(Claim(statement: "x: {}", measured: x, bound: .below(1), format: .fixed(0)))
}

private let kept = "✓ x: 0 (must be below 1)."
private let broken = "✗ x: 2 (must be below 1)."
private let title = "Title\n═════\n"
private let one = "── 1 of 2 · One ────────────────────────\n"
private let two = "── 2 of 2 · Two ────────────────────────\n"

extension Terminal {
  static func plain(_ width: Int) -> Terminal { Terminal(width: width) }
}

@Suite struct `A lesson is told` {
  @Test func `as prose down to the line that shows something, and then what it shows`() throws {
    var lesson = try Told()
    #expect(lesson.advance(to: 3) == title)
    #expect(lesson.add(.text("a"), line: 5) == "\n" + one + "\na\n")
    #expect(lesson.add(.text("again"), line: 5) == "\nagain\n")
    lesson.narration.record("b", "7")
    #expect(lesson.finish(seed: 4) == "\n" + two + "\nIt is 7.\n\nEvery claim holds (0 checked, seed 4).\n")
  }

  @Test func `with claims one under the other`() throws {
    var lesson = try Told()
    #expect(lesson.add(claim(0), line: 2) == title + "\n" + kept + "\n")
    #expect(lesson.add(claim(2), line: 2) == broken + "\n")
    #expect(lesson.add(.text("t"), line: 2) == "\nt\n")
    #expect(lesson.add(claim(0), line: 2) == "\n" + kept + "\n")
    lesson.narration.record("b", "7")
    #expect(lesson.finish(seed: 1).hasSuffix("\nClaims that failed: 1 (3 checked, seed\n1).\n"))
    #expect(lesson.narration.failedClaims == 1)
  }

  @Test func `with what a function further up makes, where the lesson stands`() throws {
    var lesson = try Told()
    _ = lesson.add(.text("b"), line: 8)
    #expect(lesson.add(.text("from the helper"), line: 2) == "\nfrom the helper\n")
    #expect(lesson.narration.outputs.map(\.line) == [8, 2])
  }

  @Test func `with its code where that is asked for, each passage before what it shows`() throws {
    var lesson = try Told("--code")
    #expect(lesson.add(.text("a"), line: 2) == title + "\n    func helper() {}\n\na\n")
    #expect(lesson.add(.text("b"), line: 5) == "\n" + one + "\n    let a = 1\n\nb\n")
  }

  @Test func `as claims alone where nothing else is asked for`() throws {
    var lesson = try Told("--check")
    #expect(lesson.add(.text("a"), line: 2) == "")
    #expect(lesson.add(claim(0), line: 5) == kept + "\n")
    #expect(lesson.add(claim(2), line: 5) == broken + "\n")
    #expect(lesson.finish(seed: 3) == "\nClaims that failed: 1 (2 checked, seed\n3).\n")
  }
}

@Suite struct `The main path is told` {
  /// The narration of three sections, the second of which is deeper, after something is shown in each.
  private func told(_ arguments: [String]) throws -> Narration {
    let source = LessonSource("//: # T\n//: ## One\nlet a = 1\n//: ## Two (deeper)\nlet b = 2\n//: ## Three\nlet c = 3")
    var lesson = try Narration(of: source, Options(arguments), isMainPath: true)
    for line in [3, 5, 7] { _ = lesson.add(.text("line \(line)"), line: line) }
    return lesson
  }

  @Test func `without the deeper sections and what they show, though their programs run`() throws {
    let lesson = try told([])
    #expect(lesson.outputs.map(\.line) == [3, 7])
    #expect(lesson.isTelling && !lesson.isOver)
  }

  @Test func `but for one that is asked for`() throws {
    #expect(try told(["--section", "2"]).outputs.map(\.line) == [5])
  }

  @Test func `with headings that keep their numbers`() throws {
    let source = LessonSource("//: ## One (deeper)\nlet a = 1\n//: ## Two\nlet b = 2")
    var lesson = try Narration(of: source, Options([String]()), isMainPath: true)
    let blocks = lesson.add(claim(2), line: 2) + lesson.add(claim(0), line: 4)
    #expect(blocks.map(\.section) == [2, 2] && lesson.claims.count == 1 && lesson.failedClaims == 0)
  }
}

@Suite struct `One section is told` {
  @Test func `alone, and the lesson is over after it`() throws {
    var lesson = try Told("--section", "1")
    #expect(lesson.add(.text("before"), line: 2) == "")
    #expect(!lesson.narration.isTelling && !lesson.narration.isOver)
    #expect(lesson.add(claim(0), line: 5) == one + "\n" + kept + "\n")
    #expect(lesson.narration.isTelling && !lesson.narration.isOver)
    #expect(lesson.add(claim(2), line: 8) == "")
    #expect(!lesson.narration.isTelling && lesson.narration.isOver)
    #expect(lesson.finish(seed: 1) == "\nEvery claim holds (1 checked, seed 1).\n")
    #expect(lesson.narration.failedClaims == 0)
  }

  @Test func `with all of its prose, even if nothing is shown in it`() throws {
    var lesson = try Told("--section", "one")
    #expect(lesson.add(claim(2), line: 8) == one)
    #expect(lesson.narration.isOver)
    #expect(lesson.finish(seed: 1) == "")
  }

  @Test func `to the end, if it is the last`() throws {
    var lesson = try Told("--section", "2")
    #expect(lesson.add(claim(2), line: 5) == "")
    #expect(lesson.add(.text("b"), line: 8) == two + "\nb\n")
    lesson.narration.record("b", "7")
    #expect(lesson.finish(seed: 1) == "\nIt is 7.\n")
    #expect(lesson.narration.failedClaims == 0)
  }

  @Test func `with what a function further up makes while the lesson is in it`() throws {
    var lesson = try Told("--section", "2")
    #expect(lesson.add(.text("in section 1"), line: 5) == "")
    #expect(lesson.advance(to: 8) == two)
    #expect(lesson.add(claim(2), line: 2) == "\n" + broken + "\n")
    #expect(lesson.narration.failedClaims == 1)
  }

  @Test(arguments: ["", "--code"]) func `as the whole lesson tells it`(_ option: String) throws {
    func told(_ arguments: [String]) throws -> String {
      var lesson = try Told(arguments)
      var text = ""
      lesson.narration.record("b", "7")
      for line in [2, 5, 2, 8, 2] where !lesson.narration.isOver {
        text += lesson.add(.text("line \(line)"), line: line)
      }
      return text + lesson.finish(seed: 1)
    }
    let options = option.isEmpty ? [] : [option]
    let whole = try told(options)
    for section in ["1", "2"] { #expect(whole.contains(try told(options + ["--section", section]))) }
  }
}

@Test func `A lesson without a mistake is told, and has a page`() throws {
  var lesson = try narration()
  lesson.record("b", "1")
  for name in ["f", "g-2"] { _ = lesson.add(.figure(name: name, .plot(Plot(marks: [])), caption: "c"), line: 5) }
  _ = lesson.finish()
  #expect(!Page(of: LessonOutline.all[9], source: narratedSource, lesson).markdown.isEmpty)
}
