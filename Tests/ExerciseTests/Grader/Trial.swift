import Curriculum
import Foundation

/// The order to judge one submission, as it is handed to a process of its own, and what that process does.
struct Trial: Codable, Sendable {
  let id: String
  let submission: Submission
  /// What the cases are drawn from.
  let seed: UInt64
  let limits: Limits
  /// A word that no answer knows: only lines that begin with it are the grader's.
  let password: String
  /// The folder for what the answer prints.
  let folder: String

  /// What the answer prints in a case, the first time that it is asked.
  func output(_ number: Int) -> String { folder + "/output-\(number)" }
  var errors: String { folder + "/errors" }

  /// What the process says, one line each: what it asks, and at last the verdict.
  enum Line: Codable, Sendable {
    case asked(Question)
    case verdict(Verdict)
  }

  /// The codes with which the process exits. A verdict comes with `judged`; no code by itself ever means right.
  enum Exit {
    static let judged: Int32 = 1
    /// The answer called `exit`.
    static let exited: Int32 = 70
    static let outOfMemory: Int32 = 71
    static let outOfTime: Int32 = 72
  }
}

extension Trial {
  /// Judges the answer in this process, and ends it.
  func execute() -> Never {
    let grader = dup(STDOUT_FILENO)
    redirect(STDOUT_FILENO, to: output(0))
    redirect(STDERR_FILENO, to: errors)
    guard let bank = AnyBank.of(id) else { fatalError("there is no bank of exercise \(id)") }
    // A file that the answer writes beside itself goes with the folder.
    guard chdir(folder) == 0 else { fatalError("cannot enter \(folder)") }
    limits.confine()
    let verdict = bank.verdict(on: submission, seed: seed) { question in
      fflush(nil)
      say(.asked(question), on: grader)
      if case .first(let number) = question {
        redirect(STDOUT_FILENO, to: output(number))
      } else {
        redirect(STDOUT_FILENO, to: "/dev/null")
      }
    }
    say(.verdict(verdict), on: grader)
    fflush(nil)
    _exit(Exit.judged)
  }

  private func redirect(_ descriptor: Int32, to path: String) {
    let file = open(path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    guard file >= 0, dup2(file, descriptor) >= 0 else { fatalError("cannot write \(path)") }
    close(file)
  }

  private func say(_ line: Line, on descriptor: Int32) {
    let encoder = JSONEncoder()
    encoder.nonConformingFloatEncodingStrategy = .throw
    guard let json = try? encoder.encode(line) else { fatalError("a verdict cannot be encoded") }
    let bytes = Array("\n\(password)".utf8) + Array(json) + Array("\n".utf8)
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count <= 0 { break }
      sent += count
    }
  }

  /// The grader's lines in what the process wrote.
  func lines(in output: [UInt8]) -> [Line] {
    let mark = Array(password.utf8)
    return output.split(separator: UInt8(ascii: "\n")).filter { $0.starts(with: mark) }.compactMap {
      try? JSONDecoder().decode(Line.self, from: Data($0.dropFirst(mark.count)))
    }
  }
}
