import Foundation

/// Whether an open exercise is a failure: `UNSTUCK_STRICT=1`, for an instructor's grading.
enum Strictness: Equatable {
  case lenient, strict

  struct Unknown: Error, Equatable { let value: String }

  /// - Throws: for anything but 0, 1, empty and unset.
  init(environmentValue value: String?) throws(Unknown) {
    switch value {
    case nil, "", "0": self = .lenient
    case "1": self = .strict
    case .some(let other): throw Unknown(value: other)
    }
  }

  var isStrict: Bool { self == .strict }
}

extension Strictness.Unknown: CustomStringConvertible {
  var description: String {
    "UNSTUCK_STRICT is \"\(value)\"; it must be 1 (open exercises fail), or 0, empty or unset (they do not)"
  }
}

/// Read once. A value that means nothing ends the run with one line, before anything is graded by it.
let strictness: Strictness = {
  do throws(Strictness.Unknown) {
    return try Strictness(environmentValue: ProcessInfo.processInfo.environment["UNSTUCK_STRICT"])
  } catch {
    FileHandle.standardError.write(Data("error: \(error)\n".utf8))
    _exit(2)
  }
}()
