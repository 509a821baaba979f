import Curriculum
import Foundation

/// The order to judge one answer, as it is handed to a process of its own.
struct GradingOrder: Codable, Sendable {
  let id: String
  let answerer: Answerer
  let limits: Limits
  /// A word that no answer knows: only lines that begin with it are the grader's.
  let password: String
  /// The folder for what the answer prints.
  let folder: String

  var output: String { folder + "/output" }
  var errors: String { folder + "/errors" }
}

/// What the grading process says, one line each: which case it has reached, and at last the verdict.
enum GradingLine: Codable, Sendable {
  case reached(Int)
  case verdict(Verdict)
}

extension GradingOrder {
  /// Judges the answer in this process, and ends it.
  func execute() -> Never {
    let grader = dup(STDOUT_FILENO)
    redirect(STDOUT_FILENO, to: output)
    redirect(STDERR_FILENO, to: errors)
    guard let exercise = gradedExercise(id) else { fatalError("there is no grading of exercise \(id)") }
    // A file that the answer writes beside itself goes with the folder.
    guard chdir(folder) == 0 else { fatalError("cannot enter \(folder)") }
    confine(to: limits)
    let verdict = exercise.verdict(on: answerer) { number in
      fflush(nil)
      say(.reached(number), on: grader)
    }
    say(.verdict(verdict), on: grader)
    fflush(nil)
    _exit(GradingExit.judged)
  }

  private func redirect(_ descriptor: Int32, to path: String) {
    let file = open(path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    guard file >= 0, dup2(file, descriptor) >= 0 else { fatalError("cannot write \(path)") }
    close(file)
  }

  private func say(_ line: GradingLine, on descriptor: Int32) {
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
  func lines(in output: [UInt8]) -> [GradingLine] {
    let mark = Array(password.utf8)
    return output.split(separator: UInt8(ascii: "\n")).filter { $0.starts(with: mark) }.compactMap {
      try? JSONDecoder().decode(GradingLine.self, from: Data($0.dropFirst(mark.count)))
    }
  }
}
