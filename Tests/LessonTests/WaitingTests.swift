import Curriculum
import Foundation
import Testing
import Typesetting

@testable import LessonKit

/// The quickest lesson: what is the same in all is tried on one.
private let outline = LessonOutline.numbered(3)!
private let source = try! LessonSource(contentsOf: package.path + "/Lessons/\(outline.name)/main.swift")
private let titles = source.titles

private func terminal(
  _ arguments: String..., columns: Int = 80, kept: TemporaryFolder, type: String = "xterm"
) -> PseudoTerminal {
  PseudoTerminal(outline.target, arguments, columns: columns, kept: kept, type: type)
}

private func heading(_ section: Int, width: Int = 80) -> String {
  Terminal(width: width).heading(section, of: titles.count, titles[section - 1])
}

/// What was told, without what was asked and typed in between.
private func told(_ text: String) -> String {
  text.replacing(/\nEnter (?s:.*?)\n> \n/, with: "").replacing(/\n  your guess, [^\n]*: \n/, with: "")
}

/// Where the lesson waits for the reader, be it after a section or for a guess.
private func isAsked(_ text: String) -> Bool { text.hasSuffix("\n> ") || text.hasSuffix("(Enter skips): ") }

@Suite struct `In a terminal a lesson` {
  private let kept = TemporaryFolder()

  private var place: String? { try? String(contentsOfFile: kept.path + "/" + outline.target, encoding: .utf8) }

  @Test(arguments: [40, 80, 200]) func `waits after each section, and tells what a pipe gets`(_ columns: Int) {
    defer { kept.remove() }
    let width = min(columns, 100)
    let terminal = terminal("--no-color", columns: columns, kept: kept)
    var text = ""
    var waits = 0
    while waits <= titles.count {
      let part = terminal.wait(for: "(Enter skips): ", or: "\n> ")
      guard isAsked(part) else { break }
      text += part
      if part.hasSuffix("\n> ") { waits += 1 }
      terminal.type("")
    }
    let (ending, status) = terminal.end()
    #expect(status == 0)
    #expect(waits == titles.count + 1)  // after the title too
    for line in (text + ending).split(separator: "\n") { #expect(displayWidth(line) <= width, "\(line)") }
    #expect(withoutAsides(told(text + ending)) == Run(outline.target, ["--width", "\(width)"]).output)
    #expect(place == "read\n")
  }

  @Test func `goes back, jumps, lists and leaves`() {
    defer { kept.remove() }
    let terminal = terminal("--no-color", kept: kept)
    let title = terminal.wait(for: "\n> ")
    #expect(title.hasPrefix(outline.title + "\n"))
    terminal.type("3")
    #expect(terminal.waitForPrompt().hasPrefix("3\n\n\(heading(3))\n"))
    terminal.type("b")
    #expect(terminal.waitForPrompt().hasPrefix("b\n\n\(heading(2))\n"))
    terminal.type("1")
    #expect(terminal.waitForPrompt().hasPrefix("1\n\n\(heading(1))\n"))
    terminal.type("?")
    let list = terminal.wait(for: "\n> ")
    #expect(list.hasPrefix("?\n\n▸  1  ") && list.contains("\n   2  "))
    terminal.type("x")
    #expect(terminal.wait(for: "\n> ").hasPrefix("x\n\nEnter goes on, b goes back"))
    terminal.type("q")
    let (ending, status) = terminal.end()
    #expect(ending == "q\n" && status == 0)
    #expect(place == "4 of \(titles.count)\n")
  }

  @Test func `keeps the place, and offers it the next time`() {
    defer { kept.remove() }
    let offer = "\nYou stopped before section 2. Enter goes on from there, 1 begins again, ? lists\nthe sections.\n"
    let first = terminal(kept: kept)
    first.wait(for: "\n> ")
    first.type("")
    first.waitForPrompt()
    first.type("q")
    #expect(first.end().status == 0)
    for (line, start) in [("", heading(2)), ("1", outline.title)] {
      let second = terminal("--no-color", kept: kept)
      #expect(second.wait(for: "\n> ").hasPrefix(offer))
      second.type(line)
      #expect(second.waitForPrompt().hasPrefix("\(line)\n\n\(start)\n"))
      kept.file(outline.target, Array("2\n".utf8))
    }
  }

  @Test func `ends cleanly with its input`() {
    defer { kept.remove() }
    let terminal = terminal(kept: kept)
    terminal.wait(for: "\n> ")
    terminal.typeEnd()
    let (ending, status) = terminal.end()
    #expect(ending == "\n" && status == 0)
  }

  @Test func `is ended by Ctrl-C, with the status of that signal, and has kept the place`() {
    defer { kept.remove() }
    let terminal = terminal(kept: kept)
    terminal.wait(for: "\n> ")
    terminal.type("")
    terminal.waitForPrompt()
    terminal.interrupt()
    #expect(terminal.end().status == -SIGINT)
    #expect(place == "2 of \(titles.count)\n")
  }

  @Test func `is as wide as its window is now, from the next section on`() {
    defer { kept.remove() }
    let terminal = terminal("--no-color", columns: 80, kept: kept)
    terminal.wait(for: "\n> ")
    terminal.resize(to: 50)
    terminal.type("")
    #expect(terminal.waitForPrompt().hasPrefix("\n\n\(heading(1, width: 50))\n"))
    terminal.resize(to: 200)
    terminal.type("")
    #expect(terminal.waitForPrompt().hasPrefix("\n\n\(heading(2, width: 100))\n"))
  }

  @Test func `tells everything at once where that is asked for, or nothing can be answered`() {
    defer { kept.remove() }
    let all = Run(outline.target, ["--width", "80"]).output
    for terminal in [terminal("--all", "--no-color", kept: kept), terminal(kept: kept, type: "dumb")] {
      let (text, status) = terminal.end()
      #expect(status == 0)
      #expect(withoutAsides(text) == all)
    }
    #expect(place == nil)
  }

  @Test func `reads on where the place cannot be kept`() {
    defer { kept.remove() }
    // A folder stands where the file would.
    let folder = kept.url.appendingPathComponent(outline.target)
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let terminal = terminal(kept: kept)
    terminal.wait(for: "\n> ")
    terminal.type("")
    terminal.waitForPrompt()
    terminal.type("q")
    #expect(terminal.end().status == 0)
  }
}

/// Asides and progress are for the minute, and go to stderr, which is a terminal's screen too.
private func withoutAsides(_ text: String) -> String {
  text.replacing(/\n\(on this machine, now\) (?s:.*?)\n(?=\n)/, with: "")
    .replacing(/[^\n]*\u{1B}\[K/, with: "")
}

extension PseudoTerminal {
  /// Waits for the prompt after a section, and skips the questions on the way there; returns what came.
  @discardableResult
  fileprivate func waitForPrompt() -> String {
    var text = wait(for: "(Enter skips): ", or: "\n> ")
    while text.hasSuffix("(Enter skips): ") {
      type("")
      text += wait(for: "(Enter skips): ", or: "\n> ")
    }
    return text
  }
}
