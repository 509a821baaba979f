import Foundation

/// What the environment says about a run. Read once, before anything is graded by it.
struct GraderSettings: Equatable {
  /// Whether an open exercise is a failure: `UNSTUCK_STRICT=1`, for an instructor's grading.
  let isStrict: Bool
  /// Where the cases are drawn from: `UNSTUCK_CASES_SEED=7` gives others of the same kinds.
  let seed: UInt64

  /// What the cases are drawn from as a rule.
  static let usualSeed: UInt64 = 1

  /// A value that means nothing is thrown as one line of plain text.
  init(_ environment: [String: String]) throws(Misread) {
    let strict = environment["UNSTUCK_STRICT"] ?? ""
    guard ["", "0", "1"].contains(strict) else {
      throw Misread(
        line: "UNSTUCK_STRICT is \"\(strict)\"; it must be 1 (open exercises fail), or 0, empty or unset (they do not)")
    }
    isStrict = strict == "1"
    let seed = environment["UNSTUCK_CASES_SEED"] ?? ""
    guard let number = seed.isEmpty ? Self.usualSeed : UInt64(seed) else {
      throw Misread(
        line: "UNSTUCK_CASES_SEED is \"\(seed)\"; it must be a whole number from 0, or empty or unset (which means 1)")
    }
    self.seed = number
  }

  struct Misread: Error { let line: String }

  /// Those of this run. What cannot be read ends it.
  static let current: GraderSettings = {
    do throws(Misread) {
      return try GraderSettings(ProcessInfo.processInfo.environment)
    } catch {
      FileHandle.standardError.write(Data("error: \(error.line)\n".utf8))
      _exit(2)
    }
  }()
}
