import Learner
import Foundation

/// The finished trials of long work, each a line of a text file, so that an interruption loses none of them.
///
///     unstuck trials: version 1, seed 15, of lesson 15, rates 0.001 to 10, digits 2f6e90b1
///     search 0 0.0213 0.93 24 16 2 0.4 0.231183 #9f3c21ab
///     search 1 1.57 0.21 11 47 3 0.02 2.302585 #07d1e0aa
///
/// A line is written in one go when its trial is done, and ends with a check of itself and of the first line. So a line
/// that was changed or cut off, or that stood in another file, is found out, and the file is left as it is. Lines may
/// stand in any order, and any may be missing.
struct TrialFile {
  /// What makes a trial's numbers what they are: they are worth nothing for another seed, range or data.
  struct Head: Equatable {
    static let version = 1
    let seed: UInt64
    let plan: String

    var text: String { "unstuck trials: version \(Self.version), seed \(seed), \(plan)" }
  }

  struct Trial: Hashable {
    let kind: String
    let number: Int
  }

  let path: String
  let head: Head
  private(set) var results: [Trial: [Double]] = [:]
  /// Where new lines go; nil for a file that is only read.
  let handle: LockedFile?
  var isOpen: Bool { handle != nil }

  /// Reads the file at `path`, and opens it for more if it `isOpen`; then it need not be there yet, or may be empty.
  init(_ path: String, head: Head, isOpen: Bool) throws(UsageError) {
    self.path = path
    self.head = head
    handle = try isOpen ? Self.open(path) : nil
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw UsageError("the file of trials \(path) cannot be read")
    }
    if isOpen && bytes.isEmpty {
      try write(head.text + "\n")
      return
    }
    var lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    try check(lines[0])
    let end = lines.removeLast()
    guard end.isEmpty else { throw damage("is cut off", line: lines.count + 1) }
    for (number, line) in lines.enumerated().dropFirst() {
      guard let (trial, result) = trial(line) else { throw damage("is not as it was written", line: number + 1) }
      results[trial] = result
    }
  }

  private func damage(_ what: String, line number: Int) -> UsageError {
    UsageError(
      "line \(number) of \(path) \(what), so nothing was done: delete that line, and only its trial is done again")
  }

  /// Adds a finished trial. When this returns, the line is in the file.
  mutating func add(_ result: [Double], as trial: Trial) throws(UsageError) {
    try write(line(trial, result))
    results[trial] = result
  }

  /// All of a text at the end of the file, or nothing.
  private func write(_ text: String) throws(UsageError) {
    guard let handle = handle?.handle else { return }
    let end = try? handle.seekToEnd()
    do {
      try handle.write(contentsOf: Data(text.utf8))
    } catch {
      if let end { try? handle.truncate(atOffset: end) }
      throw UsageError("cannot write to \(path): \(UsageError.reason(error)); what was finished before is kept")
    }
  }
}

// MARK: - Lines

extension TrialFile {
  private func line(_ trial: Trial, _ result: [Double]) -> String {
    let body = "\(trial.kind) \(trial.number) " + result.map { "\($0)" }.joined(separator: " ")
    return body + " #" + checkDigits(body) + "\n"
  }

  /// What a line says, if it is one of this file, unchanged.
  private func trial(_ line: Substring) -> (Trial, [Double])? {
    let words = line.split(separator: " ")
    guard words.count >= 3, let number = Int(words[1]), let check = words.last,
      check == "#" + checkDigits(line.dropLast(check.utf8.count + 1))
    else { return nil }
    let result = words[2..<(words.count - 1)].compactMap { Double($0) }
    return result.count == words.count - 3 ? (Trial(kind: String(words[0]), number: number), result) : nil
  }

  /// Eight digits that depend on every letter of a line and of the head: FNV-1a, folded to half.
  /// Source: Fowler, Noll, Vo, Eastlake, *The FNV Non-Cryptographic Hash Algorithm* (RFC 9923).
  private func checkDigits(_ body: some StringProtocol) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for text in [head.text, String(body)] {
      for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }
    let digits = String((hash ^ hash >> 32) & 0xffff_ffff, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }

  /// Says what is wrong with a first line that is not this file's.
  private func check(_ first: Substring) throws(UsageError) {
    if first == head.text { return }
    let words = first.split(separator: " ", maxSplits: 6)
    guard words.count == 7, words[..<3] == ["unstuck", "trials:", "version"], words[4] == "seed",
      let version = Int(words[3].dropLast()), let seed = UInt64(words[5].dropLast())
    else {
      throw UsageError(
        "\(path) is no file of trials: its first line would name version, seed and plan; give another name")
    }
    if version > Head.version {
      throw UsageError(
        "\(path) is of version \(version), and this program reads version \(Head.version): "
          + "give another file, or a newer program")
    }
    if seed != head.seed {
      throw UsageError(
        "\(path) has the trials of seed \(seed), not of \(head.seed): run with --seed \(seed), or give another file")
    }
    throw UsageError(
      "\(path) has trials of other ranges or data than this lesson's: give another file, or the program it is from")
  }
}

// MARK: - Files

extension TrialFile {
  /// Opens the file, for one program at a time; makes an empty one if there is none.
  private static func open(_ path: String) throws(UsageError) -> LockedFile {
    let descriptor = Foundation.open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw UsageError("cannot write to \(path): \(String(cString: strerror(errno)).lowercased())")
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw UsageError("\(path) is in use by another run; wait for it, or give another file")
    }
    return LockedFile(FileHandle(fileDescriptor: descriptor))
  }
}

/// A file with a lock on it, which is undone with the last use.
final class LockedFile: Sendable {
  let handle: FileHandle

  init(_ handle: FileHandle) { self.handle = handle }

  deinit { unlock(handle.fileDescriptor) }
}
