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

func narration(_ arguments: String...) throws -> Narration {
  let options = try Options(arguments)
  return try Narration(of: narratedSource, options, on: .plain(40))
}

private func claim(_ x: Double) -> Output {
  .claim(Claim(statement: "x", measured: x, bound: .below(1), format: .fixed(0)))
}

private let kept = "✓ x: measured 0, claimed below 1."
private let broken = "✗ x: measured 2, claimed below 1."
private let title = "Title\n═════\n"
private let one = "One\n───\n"
private let two = "Two\n───\n"

extension Terminal {
  static func plain(_ width: Int) -> Terminal { Terminal(width: width) }
}

@Suite struct `A lesson is told` {
  @Test func `as prose down to the line that shows something, and then what it shows`() throws {
    var lesson = try narration()
    #expect(lesson.advance(to: 3) == title)
    #expect(lesson.add(.text("a"), line: 5) == "\n" + one + "\na\n")
    #expect(lesson.add(.text("again"), line: 5) == "\nagain\n")
    lesson.record("b", "7")
    #expect(lesson.finish(seed: 4) == "\n" + two + "\nIt is 7.\n\nEvery claim holds (0 checked, seed 4).\n")
  }

  @Test func `with claims one under the other`() throws {
    var lesson = try narration()
    #expect(lesson.add(claim(0), line: 2) == title + "\n" + kept + "\n")
    #expect(lesson.add(claim(2), line: 2) == broken + "\n")
    #expect(lesson.add(.text("t"), line: 2) == "\nt\n")
    #expect(lesson.add(claim(0), line: 2) == "\n" + kept + "\n")
    lesson.record("b", "7")
    #expect(lesson.finish(seed: 1).hasSuffix("\nClaims that failed: 1 (3 checked, seed\n1).\n"))
    #expect(lesson.failedClaims == 1)
  }

  @Test func `with what a function further up makes, where the lesson stands`() throws {
    var lesson = try narration()
    _ = lesson.add(.text("b"), line: 8)
    #expect(lesson.add(.text("from the helper"), line: 2) == "\nfrom the helper\n")
    #expect(lesson.outputs.map(\.line) == [8, 2])
  }

  @Test func `with its code where that is asked for, each passage before what it shows`() throws {
    var lesson = try narration("--code")
    #expect(lesson.add(.text("a"), line: 2) == title + "\n    func helper() {}\n\na\n")
    #expect(lesson.add(.text("b"), line: 5) == "\n" + one + "\n    let a = 1\n\nb\n")
  }

  @Test func `as claims alone where nothing else is asked for`() throws {
    var lesson = try narration("--check")
    #expect(lesson.add(.text("a"), line: 2) == "")
    #expect(lesson.add(claim(0), line: 5) == kept + "\n")
    #expect(lesson.add(claim(2), line: 5) == broken + "\n")
    #expect(lesson.finish(seed: 3) == "\nClaims that failed: 1 (2 checked, seed\n3).\n")
  }
}

@Suite struct `One section is told` {
  @Test func `alone, and the lesson is over after it`() throws {
    var lesson = try narration("--section", "1")
    #expect(lesson.add(.text("before"), line: 2) == "")
    #expect(!lesson.isTelling && !lesson.isOver)
    #expect(lesson.add(claim(0), line: 5) == one + "\n" + kept + "\n")
    #expect(lesson.isTelling && !lesson.isOver)
    #expect(lesson.add(claim(2), line: 8) == "")
    #expect(!lesson.isTelling && lesson.isOver)
    #expect(lesson.finish(seed: 1) == "\nEvery claim holds (1 checked, seed 1).\n")
    #expect(lesson.failedClaims == 0)
  }

  @Test func `with all of its prose, even if nothing is shown in it`() throws {
    var lesson = try narration("--section", "one")
    #expect(lesson.add(claim(2), line: 8) == one)
    #expect(lesson.isOver)
    #expect(lesson.finish(seed: 1) == "")
  }

  @Test func `to the end, if it is the last`() throws {
    var lesson = try narration("--section", "2")
    #expect(lesson.add(claim(2), line: 5) == "")
    #expect(lesson.add(.text("b"), line: 8) == two + "\nb\n")
    lesson.record("b", "7")
    #expect(lesson.finish(seed: 1) == "\nIt is 7.\n")
    #expect(lesson.failedClaims == 0)
  }

  @Test func `with what a function further up makes while the lesson is in it`() throws {
    var lesson = try narration("--section", "2")
    #expect(lesson.add(.text("in section 1"), line: 5) == "")
    #expect(lesson.advance(to: 8) == two)
    #expect(lesson.add(claim(2), line: 2) == "\n" + broken + "\n")
    #expect(lesson.failedClaims == 1)
  }

  @Test(arguments: ["", "--code"]) func `as the whole lesson tells it`(_ option: String) throws {
    func told(_ arguments: [String]) throws -> String {
      var lesson = try Narration(of: narratedSource, Options(arguments), on: .plain(40))
      var text = ""
      lesson.record("b", "7")
      for line in [2, 5, 2, 8, 2] where !lesson.isOver { text += lesson.add(.text("line \(line)"), line: line) }
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
  _ = lesson.finish(seed: 1)
  #expect(!Page(source: narratedSource, lesson).markdown.isEmpty)
}
