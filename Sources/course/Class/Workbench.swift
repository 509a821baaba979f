import Foundation
import Learner

/// A copy of the course in which one student's answers after another's stand in the places of the exercises.
///
/// It is built once; for each student only their files are compiled and the test program is linked.
final class Workbench {
  private let folder: URL
  private let course: CourseCopy
  private let seed: UInt64
  private let confinement: Confinement
  /// What the files in `Exercises` are, as far as this object has written them.
  private var placed: [String: [UInt8]] = [:]
  private let lock: Int32

  /// How a build ended.
  enum Build: Equatable {
    case built
    case mistakes([CompilerError])
    /// It ended without naming a place: the last lines of what it printed.
    case failed(String)
  }

  /// What a run of the test program said.
  struct Results {
    var verdicts: [ExerciseVerdict] = []
    /// Whether it came to its end, and its record is whole.
    var isComplete = false
    /// Whether the record has been written to by someone else.
    var isForged = false
    /// Whether files were changed that no answer may change.
    var hasTouchedCourse = false
  }

  /// Takes the first workbench of the course that no one else is using; makes one if there is none.
  init(in benches: URL, course: CourseCopy, seed: UInt64, confinement: Confinement) throws(UsageError) {
    var place = (folder: benches, lock: Int32(-1))
    for number in 1... {
      let folder = benches.appendingPathComponent("\(number)")
      do {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      } catch {
        throw UsageError("cannot make the folder \(folder.path): \(UsageError.reason(error))")
      }
      let lock = open(folder.path + "/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
      if lock >= 0 && flock(lock, LOCK_EX | LOCK_NB) == 0 {
        place = (folder, lock)
        break
      }
      if lock < 0 || number > 1000 { throw UsageError("cannot write into \(folder.path)") }
      close(lock)
    }
    folder = place.folder
    lock = place.lock
    self.course = course
    self.seed = seed
    self.confinement = confinement
    try restore()
  }

  deinit { unlock(lock) }

  private var package: URL { folder.appendingPathComponent("course") }
  private var build: URL { package.appendingPathComponent(".build") }
  /// Where the student's program may write; emptied for each run.
  private var desk: URL { folder.appendingPathComponent("desk") }

  /// Makes every file of the copy what it is in the course, and removes what does not belong there.
  func restore() throws(UsageError) {
    let root = package.path
    let known = Set(course.files.map(\.path))
    let present = FileManager.default.enumerator(atPath: root)
    while let name = present?.nextObject() as? String {
      if name == ".build" {
        present?.skipDescendants()
        continue
      }
      var status = stat()
      guard lstat(root + "/" + name, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else { continue }
      if !known.contains(name) || status.st_mode & S_IFMT != S_IFREG { unlink(root + "/" + name) }
    }
    placed = [:]
    for file in course.files {
      let path = package.appendingPathComponent(file.path)
      if (try? Data(contentsOf: path)).map(Array.init) != file.bytes { try write(file.bytes, to: path) }
      if file.path.hasPrefix("Exercises/") { placed[file.path] = file.bytes }
    }
  }

  /// The same, also of all that is built.
  func restoreFromScratch() throws(UsageError) {
    try? FileManager.default.removeItem(at: package)
    try restore()
  }

  private func write(_ bytes: [UInt8], to file: URL) throws(UsageError) {
    do {
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: file)
    } catch {
      throw UsageError("cannot write \(file.path): \(UsageError.reason(error)); is the disk full?")
    }
  }

  /// Places files in `Exercises`, by their names there, and the course's own in the place of all others.
  func place(_ texts: [String: String]) throws(UsageError) {
    var due: [String: [UInt8]] = [:]
    for file in course.files where file.path.hasPrefix("Exercises/") { due[file.path] = file.bytes }
    for (name, text) in texts { due["Exercises/" + name] = Array(text.utf8) }
    for name in placed.keys where due[name] == nil {
      unlink(package.path + "/" + name)
      placed[name] = nil
    }
    for (name, bytes) in due where placed[name] != bytes {
      try write(bytes, to: package.appendingPathComponent(name))
      placed[name] = bytes
    }
  }

  /// Builds what is placed. A compiler that takes longer than a minute of processor time is stopped.
  func compile(isFirst: Bool = false) throws(UsageError) -> Build {
    var order = Confined(
      ["/usr/bin/env", "swift", "build", "--build-tests", "--package-path", package.path, "--scratch-path", build.path])
    order.isConfined = false
    order.processorSeconds = isFirst ? nil : 60
    order.seconds = isFirst ? 4 * 3600 : 900
    let environment = ProcessInfo.processInfo.environment.merging(["UNSTUCK_TESTS": "exercises"]) { $1 }
    let output = folder.appendingPathComponent("output")
    let status = try start(order, environment, output: output)
    if status == 0 { return .built }
    let text = (try? Data(contentsOf: output)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    if status == Confined.Exit.late { return .failed("Compiling it takes too long.") }
    let mistakes = CompilerError.all(in: text, package: package.path).filter { $0.file.hasPrefix("Exercises/") }
    if !mistakes.isEmpty { return .mistakes(mistakes) }
    let isSlow = text.contains("signal 24") || text.contains("signal code 24") || text.contains("SIGXCPU")
    if isSlow { return .failed("Compiling it takes more than a minute of work.") }
    let lines = text.split(whereSeparator: \.isNewline).filter { $0.contains("error:") }
    let last = lines.isEmpty ? text.split(whereSeparator: \.isNewline).suffix(6) : lines.prefix(6)
    return .failed(plain(last.joined(separator: "\n")))
  }

  /// Runs the tests that the filters find, in a process tree that may write to nothing but its own desk.
  func run(_ filters: [String]) throws(UsageError) -> Results {
    try? FileManager.default.removeItem(at: desk)
    let temporary = desk.appendingPathComponent("tmp")
    do {
      try FileManager.default.createDirectory(at: temporary, withIntermediateDirectories: true)
    } catch {
      throw UsageError("cannot make the folder \(temporary.path): \(UsageError.reason(error))")
    }
    defer { try? FileManager.default.removeItem(at: desk) }
    let events = desk.appendingPathComponent("events")
    let program = try confinement.testProgram(in: build, package: package)
    let before = fingerprints()
    var order = Confined(
      program + ["--event-stream-output-path", events.path] + filters.flatMap { ["--filter", $0] })
    order.readable = confinement.readable + [build.path, package.path + "/Exercises"]
    order.writable = confinement.writable + [desk.path]
    order.isConfined = confinement.kind == .landlock
    order.seconds = 1800
    if confinement.kind == .sandbox {
      order.command =
        ["/usr/bin/sandbox-exec", "-p", confinement.profile(writable: [desk.path, build.path])] + order.command
    }
    var environment = confinement.environment
    environment["HOME"] = desk.path
    environment["TMPDIR"] = temporary.path
    environment["UNSTUCK_FOLDER"] = desk.path + "/standings"
    environment["UNSTUCK_STRICT"] = "1"
    environment["UNSTUCK_CASES_SEED"] = "\(seed)"
    environment["UNSTUCK_TESTS"] = "exercises"
    if confinement.kind == .landlock { environment["UNSTUCK_CONFINED"] = "1" }
    let status = try start(order, environment, output: nil)
    var results = Results()
    var stream = EventStream()
    if let data = try? Data(contentsOf: events) { results.verdicts = stream.read(data) }
    // A program that was ended by a signal gave no last word, whatever its record says.
    results.isComplete = stream.hasEnded && [0, 1].contains(status)
    let isDoubled = Set(results.verdicts.map(\.id)).count < results.verdicts.count
    results.isForged = isDoubled || (stream.hasEnded && stream.begun != results.verdicts.count)
    results.verdicts = results.verdicts.map { verdict in
      ExerciseVerdict(id: verdict.id, kind: verdict.kind, report: plain(verdict.report), seconds: verdict.seconds)
    }
    results.hasTouchedCourse = fingerprints() != before
    return results
  }

  /// What was said of a file without the names of this workbench's folders, which differ from run to run.
  private func plain(_ text: String) -> String {
    text.replacing(package.path + "/", with: "").replacing(folder.path + "/", with: "")
      .replacing(/unstuck-[0-9A-F]{8}-[0-9A-F-]{27}/, with: "unstuck")
  }

  /// The state of every file of the copy and of what is built from it. The time at which a file was changed last is kept by
  /// the system, and no program can set it back.
  private func fingerprints() -> [String: [Int]] {
    var found: [String: [Int]] = [:]
    let all = FileManager.default.enumerator(atPath: package.path)
    while let name = all?.nextObject() as? String {
      // There, SwiftPM keeps notes of its own when it starts the tests.
      if name == ".build" && confinement.kind == .sandbox { all?.skipDescendants() }
      var status = stat()
      guard lstat(package.path + "/" + name, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else { continue }
      #if canImport(Darwin)
        let time = status.st_ctimespec
      #else
        let time = status.st_ctim
      #endif
      found[name] = [Int(status.st_ino), Int(status.st_size), time.tv_sec, time.tv_nsec]
    }
    return found
  }

  private func start(_ order: Confined, _ environment: [String: String], output: URL?) throws(UsageError) -> Int32 {
    let process = Process()
    process.executableURL = Bundle.main.executableURL
    process.arguments = order.arguments
    process.environment = environment
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    var handle = FileHandle.nullDevice
    if let output {
      guard FileManager.default.createFile(atPath: output.path, contents: nil),
        let file = try? FileHandle(forWritingTo: output)
      else { throw UsageError("cannot write \(output.path); is the disk full?") }
      handle = file
    }
    process.standardOutput = handle
    process.standardError = handle
    do { try process.run() } catch { throw UsageError("cannot start \(order.command[0]): \(UsageError.reason(error))") }
    process.waitUntilExit()
    return process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
  }
}
