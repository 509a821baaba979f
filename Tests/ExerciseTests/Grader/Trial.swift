import Curriculum
import Foundation
import Learner

/// The order to judge one submission, as it is handed to a process of its own, and what that process does.
struct Trial: Codable, Sendable {
  let id: String
  let submission: Submission
  /// What the cases are drawn from.
  let seed: UInt64
  /// How many cases are tried, from the first on; nil for all.
  var caseCount: Int?
  let limits: Limits
  /// A word that no answer knows: a verdict without it is not the grader's.
  let password: String
  /// A folder for what the process leaves: its number, what it asks, the verdict, and what the answer prints.
  let folder: String

  /// What the answer prints in a case, the first time that it is asked.
  func output(_ number: Int) -> String { folder + "/output-\(number)" }
  var errors: String { folder + "/errors" }
  /// Where the answer runs: a file that it writes beside itself goes with the folder.
  private var desk: String { folder + "/desk" }
  private var process: String { folder + "/process" }
  private var question: String { folder + "/question" }
  private var verdict: String { folder + "/verdict" }

  /// The codes with which the process exits. A verdict comes with `judged`; no code by itself ever means right.
  enum Exit {
    static let judged: Int32 = 1
    /// The answer called `exit`.
    static let exited: Int32 = 70
    static let outOfMemory: Int32 = 71
    static let worked: Int32 = 72
    static let waited: Int32 = 73
    static let late: Int32 = 74
    /// A file could not be written.
    static let unwritable: Int32 = 75
  }
}

extension Trial {
  /// Judges the answer in this process, and ends it.
  func execute() -> Never {
    silencePipes()
    // What the answer starts belongs to a group of its own, and ends with it.
    setsid()
    guard let bank = AnyBank.of(id) else { preconditionFailure("Grader/Banks.swift has no bank of \(id)") }
    guard redirect(STDOUT_FILENO, to: output(0)), redirect(STDERR_FILENO, to: errors),
      write("\(getpid())", to: process),
      mkdir(desk, 0o700) == 0, chdir(desk) == 0
    else { _exit(Exit.unwritable) }
    confineForClass()
    let watch = limits.confine(cleaning: folder)
    let verdict = bank.verdict(on: submission, seed: seed, among: caseCount) { question in
      fflush(nil)
      if case .none = question { watch.rest() }
      let path = if case .first(let number) = question { output(number) } else { "/dev/null" }
      guard let text = encoded(question), write(text, to: self.question), redirect(STDOUT_FILENO, to: path) else {
        _exit(Exit.unwritable)
      }
    }
    guard let text = encoded(verdict), write(password + text, to: self.verdict) else { _exit(Exit.unwritable) }
    _exit(Exit.judged)
  }

  /// Where a whole class is graded, the answer may write to nothing but its folder, and send no signal to the grader.
  ///
  /// `swift run course class` asks for it. The grader is confined itself then, to one student's own folder; this keeps the
  /// record of the run from the answer. Threads that were there before are not bound by it.
  private func confineForClass() {
    #if os(Linux)
      guard ProcessInfo.processInfo.environment["UNSTUCK_CONFINED"] == "1" else { return }
      _ = Landlock.confine(readable: ["/"], writable: [folder, "/dev/null"])
    #endif
  }

  /// Sends a signal to the process and all that it started, once it has begun.
  func signalAll(_ signal: Int32) {
    guard let number = lastLine(of: process).flatMap({ pid_t($0) }), number > 1 else { return }
    kill(-number, signal)
  }

  /// What the process has asked last.
  var lastQuestion: Question? { decoded(lastLine(of: question)) }

  /// The verdict, if it is the grader's own.
  var writtenVerdict: Verdict? {
    guard let text = lastLine(of: verdict), text.hasPrefix(password) else { return nil }
    return decoded(String(text.dropFirst(password.count)))
  }
}

/// Points every pipe that this process was given, but for the standard streams, to nothing.
///
/// Swift Testing reads one of them until it is closed, in a call that blocks one of its few threads: as many answers that do
/// not come back as there are processor cores would hold back the verdicts on all others.
private func silencePipes() {
  let nothing = open("/dev/null", O_WRONLY)
  for descriptor in 3..<Int32(1024) {
    var status = stat()
    if fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO { dup2(nothing, descriptor) }
  }
}

private func redirect(_ descriptor: Int32, to path: String) -> Bool {
  let file = open(path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
  guard file >= 0 else { return false }
  defer { close(file) }
  return dup2(file, descriptor) >= 0
}

/// Adds a line to a file. At any time the process may be ended, and lines that are there must stay whole.
private func write(_ text: String, to path: String) -> Bool {
  let file = open(path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
  guard file >= 0 else { return false }
  defer { close(file) }
  let bytes = Array("\n\(text)\n".utf8)
  return Foundation.write(file, bytes, bytes.count) == bytes.count
}

/// The last line of a file.
private func lastLine(of path: String) -> String? {
  (try? String(contentsOfFile: path, encoding: .utf8))?.split(separator: "\n").last.map(String.init)
}

private func encoded(_ value: some Encodable) -> String? {
  (try? JSONEncoder().encode(value)).map { String(decoding: $0, as: UTF8.self) }
}

private func decoded<Value: Decodable>(_ text: String?) -> Value? {
  text.flatMap { try? JSONDecoder().decode(Value.self, from: Data($0.utf8)) }
}
