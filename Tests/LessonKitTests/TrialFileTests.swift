import Learner
import Foundation
import Testing

@testable import LessonKit

private let head = TrialFile.Head(seed: 7, plan: "of lesson 15, rates 0.001 to 10, digits 2f6e90b1")
private let numbers: [[Double]] = [[0.1, 1 / 3, -0.0], [1e-300, 2.302585, .infinity], [3]]

/// The path of a file in a fresh folder that has a trial of each of `numbers`; `body` gets it, and what is in the file.
private func withFile(_ body: (String, String) throws -> Void) throws {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("unstuck-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let path = folder.path + "/trials.txt"
  try fill(path)
  try body(path, text(path))
}

private func fill(_ path: String) throws {
  var file = try TrialFile(path, head: head, isOpen: true)
  for (number, result) in numbers.enumerated() { try file.add(result, as: .init(kind: "search", number: number)) }
}

private func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

/// What is said of a file that holds this text, read or opened for more; it is left as it was.
private func complaint(_ damaged: String, at path: String, head: TrialFile.Head = head) throws -> String? {
  try Data(damaged.utf8).write(to: URL(fileURLWithPath: path))
  var said: Set<String> = []
  for isOpen in [false, true] {
    do { _ = try TrialFile(path, head: head, isOpen: isOpen) } catch { said.insert(error.description) }
    #expect(try text(path) == damaged)
  }
  #expect(said.count == 1 && said.first?.contains("\n") == false)
  return said.first
}

@Suite struct `A file of trials` {
  @Test func `gives back every number, to the last bit`() throws {
    try withFile { path, _ in
      let file = try TrialFile(path, head: head, isOpen: false)
      for (number, result) in numbers.enumerated() {
        let read = file.results[.init(kind: "search", number: number)]
        #expect(read?.map(\.bitPattern) == result.map(\.bitPattern))
      }
      #expect(file.results.count == 3)
    }
  }

  /// As a program has one that is just being started.
  @Test func `is free for the next run even if a copy of its descriptor is still open`() throws {
    try withFile { path, _ in
      func copy() throws -> Int32 {
        let file = try TrialFile(path, head: head, isOpen: true)
        return dup(try #require(file.handle).handle.fileDescriptor)
      }
      let copy = try copy()
      defer { close(copy) }
      #expect(copy >= 0)
      #expect(throws: Never.self) { try TrialFile(path, head: head, isOpen: true) }
    }
  }

  @Test func `goes on where it was left, whichever lines are there and in which order`() throws {
    try withFile { path, whole in
      var lines = whole.split(separator: "\n").map { $0 + "\n" }
      lines.swapAt(1, 3)
      lines.remove(at: 2)
      try Data(lines.joined().utf8).write(to: URL(fileURLWithPath: path))
      var file = try TrialFile(path, head: head, isOpen: true)
      #expect(file.results.keys.map(\.number).sorted() == [0, 2])
      try file.add(numbers[1], as: .init(kind: "search", number: 1))
      #expect(try text(path) == lines.joined() + whole.split(separator: "\n")[2] + "\n")
    }
  }

  @Test func `may be empty at first`() throws {
    try withFile { path, whole in
      try Data().write(to: URL(fileURLWithPath: path))
      try fill(path)
      #expect(try text(path) == whole)
    }
  }

  /// Cut off anywhere: at the end of a line its trials are simply not there yet, elsewhere it is said and left alone.
  @Test func `that was cut off is found out`() throws {
    try withFile { path, whole in
      let bytes = Array(whole.utf8)
      for end in 1..<bytes.count {
        let part = String(decoding: bytes[..<end], as: UTF8.self)
        guard bytes[end - 1] != UInt8(ascii: "\n") else { continue }
        let said = try complaint(part, at: path)
        let line = part.split(separator: "\n", omittingEmptySubsequences: false).count
        if part.hasPrefix(head.text) {
          #expect(
            said == "line \(line) of \(path) is cut off, so nothing was done: "
              + "delete that line, and only its trial is done again")
        } else {
          #expect(said?.hasPrefix("\(path) ") == true)
        }
      }
    }
  }

  @Test func `whose line was changed in any of its letters is found out`() throws {
    try withFile { path, whole in
      let bytes = Array(whole.utf8)
      for place in (head.text.utf8.count + 1)..<bytes.count - 1 where bytes[place] != UInt8(ascii: "\n") {
        var changed = bytes
        changed[place] = changed[place] == UInt8(ascii: "1") ? UInt8(ascii: "2") : UInt8(ascii: "1")
        let said = try complaint(String(decoding: changed, as: UTF8.self), at: path)
        #expect(said?.contains(" is not as it was written, so nothing was done") == true)
      }
    }
  }

  @Test(arguments: ["hello", "", " ", "search 3", "search 3 #00000000", "search 9 0.5 0.25", "# a remark"])
  func `with a line of something else names that line`(_ line: String) throws {
    try withFile { path, whole in
      let lines = whole.split(separator: "\n").map { $0 + "\n" }
      let said = try complaint(lines[..<2].joined() + line + "\n" + lines[2...].joined(), at: path)
      #expect(
        said == "line 3 of \(path) is not as it was written, so nothing was done: "
          + "delete that line, and only its trial is done again")
    }
  }

  @Test func `of another seed, plan or version, or of no trials, says what it is`() throws {
    try withFile { path, whole in
      let ofSeed = try complaint(whole, at: path, head: .init(seed: 8, plan: head.plan))
      #expect(ofSeed == "\(path) has the trials of seed 7, not of 8: run with --seed 7, or give another file")
      let ofPlan = try complaint(whole, at: path, head: .init(seed: 7, plan: "of lesson 15, rates 0.01 to 1"))
      #expect(
        ofPlan == "\(path) has trials of other ranges or data than this lesson's: "
          + "give another file, or the program it is from")
      let ofVersion = try complaint(whole.replacing("version 1", with: "version 2"), at: path)
      #expect(
        ofVersion == "\(path) is of version 2, and this program reads version 1: give another file, or a newer program")
      for other in ["a letter\nto a friend\n", "\n", "unstuck trials\n", "search 0 1 #00000000\n"] {
        let ofOther = try complaint(other, at: path)
        #expect(
          ofOther
            == "\(path) is no file of trials: its first line would name version, seed and plan; give another name")
      }
    }
  }

  /// Its lines would be taken for finished trials of this file, if each did not also check the first line.
  @Test func `does not take the line of another file`() throws {
    try withFile { path, whole in
      var other = try TrialFile(path + "2", head: .init(seed: 8, plan: head.plan), isOpen: true)
      try other.add([1], as: .init(kind: "search", number: 9))
      let line = try #require(text(path + "2").split(separator: "\n").last)
      let said = try complaint(whole + line + "\n", at: path)
      #expect(said?.hasPrefix("line 5 of ") == true)
    }
  }

  @Test func `is for one run at a time`() throws {
    try withFile { path, whole in
      let first = try TrialFile(path, head: head, isOpen: true)
      #expect(throws: UsageError("\(path) is in use by another run; wait for it, or give another file")) {
        _ = try TrialFile(path, head: head, isOpen: true)
      }
      #expect(try TrialFile(path, head: head, isOpen: false).results == first.results)
      #expect(try text(path) == whole)
    }
  }

  @Test func `that cannot be read or written says why`() throws {
    try withFile { path, _ in
      let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
      #expect(throws: UsageError("cannot write to \(folder): is a directory")) {
        _ = try TrialFile(folder, head: head, isOpen: true)
      }
      #expect(throws: UsageError("cannot write to \(path)/x: not a directory")) {
        _ = try TrialFile(path + "/x", head: head, isOpen: true)
      }
      #expect(throws: UsageError("the file of trials \(path)2 cannot be read")) {
        _ = try TrialFile(path + "2", head: head, isOpen: false)
      }
    }
  }
}
