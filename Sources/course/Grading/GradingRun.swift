import Curriculum
import Foundation
import Learner

/// A run of the stock `swift test` on some exercises, and what it has said so far.
///
/// It goes on by itself; whoever started it asks now and then.
final class GradingRun {
  let asked: Asked
  private let process = Process()
  private let folder: URL
  private let events: URL
  private let output: URL
  private var eventsRead: UInt64 = 0
  private var stream = EventStream()
  private(set) var verdicts: [ExerciseVerdict] = []

  /// How the run ended.
  enum Ending: Equatable {
    /// Every exercise that was asked for has its verdict.
    case graded
    /// Some file of the exercises does not compile.
    case uncompiled([CompilerError])
    /// Anything else: the last lines of what it printed.
    case failed(String)
  }

  /// Starts it.
  ///
  /// - Parameters:
  ///   - package: the folder of the package.
  ///   - scratch: the build folder, `.build` as a rule.
  init(
    of asked: Asked, in package: URL = packageFolder, scratch: URL = buildFolder,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(UsageError) {
    self.asked = asked
    self.package = package
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("unstuck-\(UUID().uuidString)")
    events = folder.appendingPathComponent("events")
    output = folder.appendingPathComponent("output")
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data().write(to: output)
      let handle = try FileHandle(forWritingTo: output)
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments =
        ["swift", "test", "--scratch-path", scratch.path, "--event-stream-output-path", events.path]
        + asked.filters.flatMap { ["--filter", $0] }
      process.currentDirectoryURL = package
      process.environment = environment.merging(["UNSTUCK_TESTS": "exercises"]) { $1 }
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = handle
      process.standardError = handle
      try process.run()
    } catch {
      throw UsageError("cannot start swift test: \(UsageError.reason(error))")
    }
  }

  private let package: URL

  var isRunning: Bool { process.isRunning }

  /// The verdicts that have come since this was asked last.
  func newVerdicts() -> [ExerciseVerdict] {
    guard let handle = try? FileHandle(forReadingFrom: events) else { return [] }
    defer { try? handle.close() }
    guard (try? handle.seek(toOffset: eventsRead)) != nil, let data = try? handle.readToEnd() else { return [] }
    eventsRead += UInt64(data.count)
    let new = stream.read(data)
    verdicts += new
    return new
  }

  /// How far it is, in a few words: the build as SwiftPM counts it, and then the verdicts.
  var progress: String {
    if stream.begun > 0 { return "graded: \(verdicts.count) of \(asked.exercises.count)" }
    guard let last = text.matches(of: /\[(\d+)\/(\d+)\]/).last else { return "building" }
    return "building: \(last.1) of \(last.2)"
  }

  /// What the grader notes besides its verdicts, as that no standing could be kept.
  private(set) var notes: [String] = []

  /// What the run has printed.
  var text: String { (try? Data(contentsOf: output)).map { String(decoding: $0, as: UTF8.self) } ?? "" }

  /// Waits for its end, and removes its files.
  func finish() -> Ending {
    process.waitUntilExit()
    _ = newVerdicts()
    defer { try? FileManager.default.removeItem(at: folder) }
    notes = text.split(whereSeparator: \.isNewline).filter { $0.hasPrefix("note: ") }.map(String.init)
    if Set(verdicts.map(\.id)).isSuperset(of: asked.exercises.map(\.id)) { return .graded }
    let errors = CompilerError.all(in: text, package: package.path)
    if errors.contains(where: { $0.message == "no such module 'Testing'" }) {
      return .failed(
        """
        no such module 'Testing': this toolchain cannot run tests. On a Mac the Command Line Tools alone lack it: install
        Xcode 26.4 or newer, and select it with: sudo xcode-select --switch /Applications/Xcode.app
        """)
    }
    if verdicts.isEmpty && !errors.isEmpty { return .uncompiled(errors) }
    return .failed(text.split(whereSeparator: \.isNewline).suffix(12).joined(separator: "\n"))
  }

  /// What ends it, with all that it started, and removes its files.
  var stop: @Sendable () -> Void {
    let (id, folder) = (process.processIdentifier, folder)
    return {
      if kill(-id, SIGTERM) != 0 { kill(id, SIGTERM) }
      try? FileManager.default.removeItem(at: folder)
    }
  }
}
