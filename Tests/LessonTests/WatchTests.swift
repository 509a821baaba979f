import Curriculum
import Foundation
import Testing

@testable import course

private let keys = "h hint · v whole report · s solution · n next · r reset · q quit\n"

/// `swift run course watch` in a terminal, before anything is saved.
@Suite struct `Watching` {
  private let kept = TemporaryFolder()
  private func watching() -> PseudoTerminal { PseudoTerminal("course", ["watch"], kept: kept) }

  @Test func `takes each key as it is pressed, and leaves the terminal as it was`() {
    defer { kept.remove() }
    let terminal = watching()
    #expect(terminal.wait(for: keys).hasPrefix("watching Exercises · "))
    #expect(!terminal.isLineByLine)
    terminal.press("v")
    terminal.wait(for: "Nothing was graded yet.\n")
    terminal.press("h")
    #expect(terminal.wait(for: "\n", or: "?\n").isEmpty == false)
    terminal.press("q")
    #expect(terminal.end().status == 0)
    #expect(terminal.isLineByLine)
    #expect(kept.names.contains("hints"))
  }

  @Test(arguments: [SIGTERM, SIGHUP]) func `that is ended leaves the terminal as it was`(_ signal: Int32) {
    defer { kept.remove() }
    let terminal = watching()
    terminal.wait(for: keys)
    terminal.send(signal)
    #expect(terminal.end().status == -signal)
    #expect(terminal.isLineByLine)
  }

  @Test func `that is interrupted leaves the terminal as it was`() {
    defer { kept.remove() }
    let terminal = watching()
    terminal.wait(for: keys)
    terminal.interrupt()
    #expect(terminal.end().status == -SIGINT)
    #expect(terminal.isLineByLine)
  }

  @Test func `that is stopped gives the terminal back, and takes it again when it goes on`() {
    defer { kept.remove() }
    let terminal = watching()
    terminal.wait(for: keys)
    terminal.send(SIGTSTP)
    let deadline = ContinuousClock.now + .seconds(60)
    while !terminal.isLineByLine && ContinuousClock.now < deadline { usleep(10_000) }
    #expect(terminal.isLineByLine)
    terminal.send(SIGCONT)
    #expect(terminal.wait(for: keys).hasPrefix("watching Exercises · "))
    #expect(!terminal.isLineByLine)
    terminal.press("q")
    #expect(terminal.end().status == 0)
  }

  @Test func `wraps its lines as wide as the window is now`() {
    defer { kept.remove() }
    let terminal = watching()
    terminal.wait(for: keys)
    terminal.resize(to: 40)
    terminal.press("?")
    expectFit(terminal.wait(for: "q quit\n"), 40)
    terminal.press("q")
    #expect(terminal.end().status == 0)
  }
}

@Suite struct `A snapshot of files` {
  @Test func `tells what was saved, renamed and removed, and nothing else`() throws {
    let folder = TemporaryFolder()
    defer { folder.remove() }
    for name in ["a.swift", "b.swift", "c.swift", "d.txt"] { folder.file(name, [1]) }
    let first = Snapshot(of: folder.url)
    #expect(Snapshot(of: folder.url).changes(since: first) == [])
    folder.file("a.swift", [1, 2])
    folder.file("d.txt", [1, 2])
    try FileManager.default.removeItem(at: folder.url.appendingPathComponent("b.swift"))
    try FileManager.default.moveItem(
      at: folder.url.appendingPathComponent("c.swift"), to: folder.url.appendingPathComponent("e.swift"))
    #expect(Snapshot(of: folder.url).changes(since: first) == ["a.swift", "b.swift", "c.swift", "e.swift"])
    #expect(Snapshot(of: folder.url.appendingPathComponent("nowhere")).changes(since: first).count == 3)
  }
}
