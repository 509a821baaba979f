import Foundation
import Learner

/// Everything that was measured, as `--json` prints it and `--against` reads it.
struct Report: Codable {
  let conditions: Conditions
  let limits: Limits
  let results: [Measurement]

  var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    do { return String(decoding: try encoder.encode(self), as: UTF8.self) } catch {
      fatalError("a report is no JSON: \(error)")
    }
  }
}

/// What times of two runs must have in common, to be compared.
struct Conditions: Codable {
  var build = Self.build
  let clock: Clock
  let threads: Int

  #if DEBUG
    static let build = "debug, as in a learner's swift run; only the engine is optimized"
  #else
    static let build = "release; learners get a debug build"
  #endif
}

extension Report {
  /// The report in the file at `path`.
  init(path: String) throws(UsageError) {
    let bytes: Data
    do { bytes = try Data(contentsOf: URL(fileURLWithPath: path)) } catch {
      throw UsageError("cannot read \(path): \(UsageError.reason(error)); --json > FILE writes such a file")
    }
    let cure = "measure again, with --json > FILE"
    do { self = try JSONDecoder().decode(Report.self, from: bytes) } catch {
      throw UsageError("\(path) is not what this program's --json writes: \(cure)")
    }
    if results.isEmpty { throw UsageError("\(path) has no rows: \(cure)") }
    for (place, result) in results.enumerated() {
      if !result.isPossible { throw UsageError("\(path) has impossible numbers for \(result.workload): \(cure)") }
      if results[..<place].contains(where: { $0.workload == result.workload }) {
        throw UsageError("\(path) has two rows of \(result.workload): \(cure)")
      }
    }
    if !limits.arePossible { throw UsageError("\(path) has impossible limits: \(cure)") }
  }

  /// Refuses another run whose times mean something else.
  func check(against other: Conditions) throws(UsageError) {
    func check(_ what: String, _ then: String, _ now: String) throws(UsageError) {
      if then != now { throw UsageError("--against compares like with like: \(what) then \(then), and now \(now)") }
    }
    try check("the number of threads was", "\(conditions.threads)", "\(other.threads)")
    try check("the clock was", conditions.clock.rawValue, other.clock.rawValue)
    try check("the build was", "'\(conditions.build)'", "'\(other.build)'")
  }
}
