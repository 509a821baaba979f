import Foundation

/// Writes `text` to stdout as it is; ends the program with one clear line where that cannot be done.
func writeToStandardOutput(_ text: String) {
  do {
    try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
  } catch {
    UsageError("cannot write to the standard output: \(UsageError.reason(error))").exit()
  }
}

/// Writes `text` to stderr as it is; where that cannot be done, there is no one to tell.
func writeToStandardError(_ text: String) { try? FileHandle.standardError.write(contentsOf: Data(text.utf8)) }
