import Learner
import Foundation
import Testing

@testable import LessonKit

/// A lesson of three sections, read by someone who types `lines`, with all that a terminal would show.
private final class Sitting {
  private(set) var text = ""
  private(set) var hasLeft = false
  var width = 40
  let file: URL
  private var lines: [String?]

  init(_ lines: String?..., place: String? = nil) throws {
    self.lines = lines
    file = FileManager.default.temporaryDirectory.appendingPathComponent("unstuck-\(UUID().uuidString)/lesson10")
    if let place { try keep(place) }
    defer { try? FileManager.default.removeItem(at: file.deletingLastPathComponent()) }
    let reader = Reader(
      of: ["One", "Two", "Three"], bookmark: Bookmark(of: "lesson10", in: file.deletingLastPathComponent()),
      readLine: { self.lines.isEmpty ? nil : self.lines.removeFirst() },
      terminal: { Terminal(width: self.width) }, write: { self.text += $0 })
    hasLeft = !tell(to: reader)
    kept = try? String(contentsOf: file, encoding: .utf8)
  }

  private(set) var kept: String?

  private func keep(_ place: String) throws {
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(place.utf8).write(to: file)
  }

  private func tell(to reader: Reader) -> Bool {
    let question = Question("Which?", ["ReLU", "sigmoid", "tanh"], answer: 1, "it is.")
    let blocks: [Block.Content] = [
      .note("title"), .heading("One"), .note("first"), .heading("Two"), .output(.question(question)), .note("second"),
      .heading("Three"), .note("third"),
    ]
    for (section, content) in zip([0, 1, 1, 2, 2, 2, 3, 3], blocks)
    where !reader.tell(Block(section: section, content: content)) { return false }
    return reader.finish()
  }

  /// The lines of the text that say what was told, in their order.
  var told: [String] {
    text.split(separator: "\n").map(String.init).filter { line in
      ["title", "first", "second", "third"].contains(line) || line.hasPrefix("── ")
    }
  }
}

private func heading(_ number: Int, _ title: String, width: Int = 40) -> String {
  Terminal(width: width).heading(number, of: 3, title)
}

private let one = [heading(1, "One"), "first"]
private let two = [heading(2, "Two"), "second"]
private let three = [heading(3, "Three"), "third"]

@Suite struct `Someone at a terminal reads` {
  @Test func `section by section, and is told what can be typed`() throws {
    let sitting = try Sitting("", "", "", "", "")
    #expect(!sitting.hasLeft)
    #expect(sitting.told == ["title"] + one + two + three)
    #expect(
      sitting.text.hasPrefix(
        """
        title

        Enter 1 · One   b back   1–3 jump
        ? sections   q leave
        > 
        \(one[0])

        first

        Enter 2 · Two   b back   1–3 jump
        """.replacing(/(b|1–3|\?|q) (back|jump|sections|leave)/) { "\($0.1)\u{A0}\($0.2)" }))
    #expect(sitting.text.hasSuffix("> ") && sitting.text.contains("\nEnter ends   b\u{A0}back"))
  }

  @Test func `a section again, and further ones in silence`() throws {
    #expect(try Sitting("", "b", "", "3", "", "").told == ["title"] + one + ["title"] + one + three)
    #expect(try Sitting("3", "2", "1", "3", "", "").told == ["title"] + three + two + three)
    #expect(try Sitting("3", "2", "", "1", "3", "", "").told == ["title"] + three + two + one + three)
  }

  @Test func `what a question answers to a guess`() throws {
    for (line, answer) in [
      ("1", "You said ReLU. It is sigmoid: it is."), ("2", "Yes, sigmoid: it is."), ("", "It is sigmoid: it is."),
      ("Sig", "Yes, sigmoid: it is."), ("t", "You said tanh. It is sigmoid: it is."),
    ] {
      let text = try Sitting("", "", line, "q").text
      #expect(
        text.contains("\n  your guess, 1 to 3 (Enter skips): \n  \(answer)\n\nsecond\n"), "\(line): \(text)")
    }
  }

  @Test func `a question once: then it is shown with what was said`() throws {
    let text = try Sitting("", "", "1", "2", "q").text
    #expect(text.components(separatedBy: "your guess").count == 2)
    #expect(text.components(separatedBy: "You said ReLU. It is sigmoid: it is.").count == 3)
  }

  @Test func `a question again, if the answer is none of its choices`() throws {
    let text = try Sitting("", "", "4", "x", "1", "q").text
    #expect(text.components(separatedBy: "your guess").count == 4)
    #expect(text.components(separatedBy: "\nType a number, or the first letters of a\nchoice.\n").count == 3)
  }

  @Test func `no further than they want, or their input goes`() throws {
    for sitting in [try Sitting("", "q"), try Sitting("", nil), try Sitting("", "", "q"), try Sitting("", "", nil)] {
      #expect(sitting.hasLeft)
      #expect(!sitting.text.contains("second"))
    }
    #expect(try Sitting("", nil).text.hasSuffix("> \n"))
  }

  @Test func `the sections, with a mark, and what can be typed`() throws {
    #expect(try Sitting("", "?", "q").text.contains("\n> \n▸  1  One\n   2  Two\n   3  Three\n\nEnter 2"))
    #expect(try Sitting("", "what", "q").text.contains("\n> \nEnter goes on, b goes back, a number"))
  }
}

@Suite struct `The place in a lesson` {
  @Test func `is kept at every wait, and after the last section it is read`() throws {
    #expect(try Sitting("q").kept == "1 of 3\n")
    #expect(try Sitting("", "", "", "q").kept == "3 of 3\n")
    #expect(try Sitting("", "", "", "b", "q").kept == "3 of 3\n")
    #expect(try Sitting("", "", "", "", "").kept == "read\n")
  }

  @Test func `is offered the next time`() throws {
    let offer = "\nYou stopped before section 3. Enter goes\non from there, 1 begins again, ? lists\nthe sections.\n"
    for (line, told) in [("", three), ("1", ["title"]), ("2", [two[0]]), ("b", [two[0]])] {
      let sitting = try Sitting(line, "q", place: "3 of 3\n")
      #expect(sitting.text.hasPrefix(offer))
      #expect(sitting.told == told, "\(line)")
    }
    #expect(try Sitting("q", place: "3 of 3\n").kept == "3 of 3\n")
  }

  @Test(arguments: ["read\n", "", "99", "-3", "x", "1", "\u{0}"])
  func `is not offered where it is none`(_ place: String) throws {
    #expect(try Sitting("q", place: place).told == ["title"])
  }

  @Test func `may be impossible to keep`() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("unstuck-\(UUID().uuidString)")
    try Data().write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let bookmark = Bookmark(of: "lesson10", in: file)
    bookmark.keep(.before(section: 3, of: 12))
    #expect(bookmark.place == .unread)
  }
}
