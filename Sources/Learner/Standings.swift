import Foundation

/// What is known of an exercise: how its answer was judged last.
public struct Standing: Equatable, Sendable {
  public enum Verdict: String, Sendable {
    case right, wrong, open
    /// The answer was right in an earlier course, and this one refuses it: what was right is not lost.
    case refused
  }

  public let verdict: Verdict
  /// When it was judged, as `2026-11-27T10:40:41Z`.
  public let time: String
  /// Of the answer that was judged: see ``AnswerFile/Part/fingerprint``.
  public let fingerprint: String

  public init(_ verdict: Verdict, time: String, fingerprint: String) {
    self.verdict = verdict
    self.time = time
    self.fingerprint = fingerprint
  }
}

/// The standings of all exercises, a line for each in a file that a person can read and mend:
///
///     # Your exercises, version 1: number, verdict, when it was given, fingerprint of the answer
///     10.1 right 2026-11-27T10:40:41Z 8f1d0c3a5b7e9246
///
/// The grader writes them, whoever runs it. Lines that cannot be read stay as they are, and so do those of exercises that
/// this course does not have.
public struct Standings: Sendable {
  public static let version = 1
  static let headline =
    "# Your exercises, version \(version): number, verdict, when it was given, fingerprint of the answer"

  /// Each line of the file, with what it says where that can be read.
  private var lines: [(text: String, entry: (id: String, standing: Standing)?)] = []

  public init() {}

  /// Reads `standings` in the folder; there need be none.
  public init(in folder: URL) throws(UsageError) {
    let file = Self.file(in: folder)
    let data: Data
    do { data = try Data(contentsOf: file) } catch {
      let isMissing =
        (error as NSError).domain == NSCocoaErrorDomain && (error as NSError).code == NSFileReadNoSuchFileError
      if isMissing || !FileManager.default.fileExists(atPath: file.path) { return }
      throw UsageError("cannot read \(file.path): \(UsageError.reason(error))")
    }
    let cure = "move it away, and grading makes a new one: mv '\(file.path)' '\(file.path).old'"
    guard let text = String(data: data, encoding: .utf8) else {
      throw UsageError("\(file.path) is spoilt: it is no text; \(cure)")
    }
    lines = text.split(whereSeparator: \.isNewline).map { (String($0), Self.entry(in: $0)) }
    if let newer = lines.compactMap({ Self.version(in: $0.text) }).first(where: { $0 > Self.version }) {
      throw UsageError(
        "\(file.path) was written by a newer course (its version is \(newer), this course reads \(Self.version)); "
          + "git pull brings the newer course")
    }
    if !lines.isEmpty && lines.allSatisfy({ $0.entry == nil && !$0.text.hasPrefix("#") }) {
      throw UsageError("\(file.path) is spoilt: none of its lines is a standing; \(cure)")
    }
  }

  /// The standing of an exercise; the last one, if a hand has written several.
  public subscript(id: String) -> Standing? { lines.last { $0.entry?.id == id }?.entry?.standing }

  /// The exercises in the order of their verdicts' times.
  public var idsByTime: [String] {
    lines.compactMap(\.entry).enumerated()
      .sorted { ($0.element.standing.time, $0.offset) < ($1.element.standing.time, $1.offset) }.map(\.element.id)
  }

  /// One sentence for each line that cannot be read.
  public func complaints(in folder: URL = learnersFolder) -> [String] {
    zip(lines, 1...).filter { $0.0.entry == nil && !$0.0.text.hasPrefix("#") }.map { line, number in
      "\(Self.file(in: folder).path):\(number) is no standing, and is left as it is: \(line.text.prefix(60).debugDescription)"
    }
  }

  public static func file(in folder: URL) -> URL { folder.appendingPathComponent("standings") }

  private static func version(in line: String) -> Int? {
    line.prefixMatch(of: /# Your exercises, version (\d+)/).flatMap { Int($0.1) }
  }

  private static func entry(in line: Substring) -> (String, Standing)? {
    let words = line.split(separator: " ").map(String.init)
    guard words.count == 4, words[0].wholeMatch(of: /\d+\.\d+/) != nil,
      let verdict = Standing.Verdict(rawValue: words[1])
    else { return nil }
    return (words[0], Standing(verdict, time: words[2], fingerprint: words[3]))
  }
}

extension Standings {
  /// Notes down that an answer was judged, among what other programs note down at the same time.
  ///
  /// An answer that was right, has not changed and is wrong now, is ``Standing/Verdict/refused``.
  public static func note(
    _ verdict: Standing.Verdict, of id: String, fingerprint: String, at date: Date = Date(),
    in folder: URL = learnersFolder
  ) throws(UsageError) {
    try locked(folder) { () throws(UsageError) in
      var standings = try Standings(in: folder)
      let old = standings[id]
      let wasRight = old?.verdict == .right || old?.verdict == .refused
      let isRefused = verdict == .wrong && wasRight && old?.fingerprint == fingerprint
      let new = Standing(
        isRefused ? .refused : verdict, time: date.formatted(.iso8601), fingerprint: fingerprint)
      standings.set(new, of: id)
      try standings.write(in: folder)
    }
  }

  private mutating func set(_ standing: Standing, of id: String) {
    let text = "\(id) \(standing.verdict.rawValue) \(standing.time) \(standing.fingerprint)"
    let line = (text, Optional((id: id, standing: standing)))
    guard let old = lines.lastIndex(where: { $0.entry?.id == id }) else {
      let place = lines.firstIndex { $0.entry.map { number($0.id).lexicographicallyPrecedes(number(id)) } == false }
      lines.insert(line, at: place ?? lines.count)
      return
    }
    lines[old] = line
  }

  private func write(in folder: URL) throws(UsageError) {
    let text = ([Self.headline] + lines.map(\.text).filter { $0 != Self.headline }).map { $0 + "\n" }.joined()
    do {
      try Data(text.utf8).write(to: Self.file(in: folder), options: .atomic)
    } catch {
      throw UsageError("cannot write \(Self.file(in: folder).path): \(UsageError.reason(error))")
    }
  }
}

/// `[10, 2]` of `"10.2"`, in whose order exercises stand.
public func number(_ id: String) -> [Int] { id.split(separator: ".").compactMap { Int($0) } }

/// Does something in the learner's folder while no other program that asks does; makes the folder if there is none.
public func locked<Value>(_ folder: URL, _ body: () throws(UsageError) -> Value) throws(UsageError) -> Value {
  do {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  } catch {
    throw UsageError("cannot make the folder \(folder.path): \(UsageError.reason(error))")
  }
  let file = open(folder.appendingPathComponent("lock").path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
  guard file >= 0 else {
    throw UsageError("cannot write into \(folder.path): \(String(cString: strerror(errno)).lowercased())")
  }
  // Where files cannot be locked, as on some network drives, each writer still replaces a whole file by a whole file.
  flock(file, LOCK_EX)
  defer { unlock(file) }
  return try body()
}

/// Undoes the lock on a file, and closes it.
///
/// To close it would not undo its lock while a program is being started elsewhere, which has a copy of all descriptors until
/// it begins.
public func unlock(_ file: Int32) {
  flock(file, LOCK_UN)
  close(file)
}
