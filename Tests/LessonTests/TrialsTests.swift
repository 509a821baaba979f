import Foundation
import Testing

/// Lesson 15 with its long work: trials that are kept in a file.
@Suite struct `Trials that are kept` {
  /// The trials that lie beside the lesson: those of its own seed.
  private func lines() throws -> [String] {
    let file = package.appendingPathComponent("Lessons/15-hyperparameters/trials.txt")
    return try Self.lines(of: file)
  }

  private static func lines(of file: URL) throws -> [String] {
    try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { String($0) + "\n" }
  }

  @Test func `are done again where they are missing, with the same numbers`() throws {
    let folder = TemporaryFolder()
    defer { folder.remove() }
    let whole = try lines()
    let part = whole.enumerated().filter { $0.offset == 0 || $0.offset % 100 > 2 || !$0.element.hasPrefix("search") }
    #expect(part.count < whole.count)
    let file = folder.file("trials.txt", Array(part.map(\.element).joined().utf8))
    let (resumed, plain) = (Run("lesson15", ["--trials", file.path, "--check"]), Run("lesson15", ["--check"]))
    #expect(resumed.status == 0 && resumed.output == plain.output)
    let after = try Self.lines(of: file)
    #expect(after.sorted() == whole.sorted())
  }

  @Test func `in a file that is damaged or of something else are one line, and stay as they are`() throws {
    let folder = TemporaryFolder()
    defer { folder.remove() }
    let whole = try lines().joined()
    let damaged: [(String, [String], String)] = [
      (String(whole.dropLast(9)), [], "is cut off, so nothing was done"),
      (whole.replacing("search 7 ", with: "search 7777 "), [], "is not as it was written, so nothing was done"),
      (whole + "and more\n", [], "is not as it was written, so nothing was done"),
      (whole, ["--seed", "16"], "has the trials of seed 15, not of 16"),
      ("a letter\n", [], "is no file of trials"),
    ]
    for (text, options, part) in damaged {
      let file = folder.file("trials.txt", Array(text.utf8))
      expectUsageError(Run("lesson15", ["--check", "--trials", file.path] + options), part)
      #expect(try String(contentsOf: file, encoding: .utf8) == text)
    }
  }
}
