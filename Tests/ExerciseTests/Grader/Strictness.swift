import Foundation

/// Whether an open exercise is a failure: `UNSTUCK_STRICT=1`, for an instructor's grading.
///
/// Read once. A value that means nothing ends the run with one line, before anything is graded by it.
let isStrict: Bool = {
  let value = ProcessInfo.processInfo.environment["UNSTUCK_STRICT"]
  if let strict = strictness(value) { return strict }
  FileHandle.standardError.write(Data("error: \(strictnessHelp(value ?? ""))\n".utf8))
  _exit(2)
}()

/// What the environment's value means; nil for anything but 0, 1, empty and unset.
func strictness(_ value: String?) -> Bool? {
  switch value {
  case nil, "", "0": false
  case "1": true
  default: nil
  }
}

func strictnessHelp(_ value: String) -> String {
  "UNSTUCK_STRICT is \"\(value)\"; it must be 1 (open exercises fail), or 0, empty or unset (they do not)"
}
