import Foundation

/// The event stream of `swift test`, read line by line as it grows: which exercises were graded, and what was said of them.
///
/// Its records are JSON, one in a line; of their many keys these few are used, and a record of another kind is passed over.
/// (Swift Testing, Documentation/ABI/JSON.md.)
struct EventStream {
  private var rest = Data()
  private var starts: [String: Double] = [:]
  private var reports: [String: String] = [:]
  /// How many exercises have been begun.
  private(set) var begun = 0
  private(set) var hasEnded = false

  private struct Record: Decodable {
    struct Payload: Decodable {
      struct Instant: Decodable { let absolute: Double }
      struct Message: Decodable {
        let symbol: String
        let text: String
      }
      let kind: String?
      let instant: Instant?
      let messages: [Message]?
      let testID: String?
    }
    let kind: String
    let payload: Payload
  }

  /// Takes what was added to the stream; returns the verdicts that this completes.
  mutating func read(_ data: Data) -> [ExerciseVerdict] {
    rest += data
    guard let end = rest.lastIndex(of: UInt8(ascii: "\n")) else { return [] }
    let lines = rest[...end].split(separator: UInt8(ascii: "\n"))
    rest = Data(rest[(end + 1)...])
    return lines.compactMap { line in
      (try? JSONDecoder().decode(Record.self, from: Data(line))).flatMap { verdict(after: $0) }
    }
  }

  private mutating func verdict(after record: Record) -> ExerciseVerdict? {
    guard record.kind == "event" else { return nil }
    let event = record.payload
    if event.kind == "runEnded" { hasEnded = true }
    guard let test = event.testID, let match = test.firstMatch(of: /lesson(\d+)_(\d+)\(\)/),
      let lesson = Int(match.1), let number = Int(match.2)
    else { return nil }
    switch event.kind {
    case "testStarted":
      begun += 1
      starts[test] = event.instant?.absolute
    case "issueRecorded":
      reports[test] = event.messages?.first { $0.symbol == "details" }?.text
    case "testEnded":
      let seconds = (event.instant?.absolute ?? 0) - (starts[test] ?? event.instant?.absolute ?? 0)
      let id = "\(lesson).\(number)"
      let report = reports[test] ?? ""
      // A report that is not the grader's, as on a fault of the test program, is shown as it is.
      return ExerciseVerdict(id: id, report: report, seconds: seconds)
        ?? ExerciseVerdict(id: id, kind: .ungraded, report: "\(id): not graded.\n\n" + report, seconds: seconds)
    default: break
    }
    return nil
  }
}
