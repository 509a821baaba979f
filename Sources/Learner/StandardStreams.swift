import Foundation

/// Lets who stops reading (`lesson10 | head`) end the program, quietly, even if a parent process ignores that signal.
public func endWithReader() { signal(SIGPIPE, SIG_DFL) }

/// Writes `text` to stdout as it is; ends the program with one clear line and exit code 2 where that cannot be done.
public func writeToStandardOutput(_ text: String) {
  do {
    try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
  } catch {
    UsageError("cannot write to the standard output: \(UsageError.reason(error))").exit()
  }
}

/// Writes `text` to stderr as it is; where that cannot be done, there is no one to tell.
public func writeToStandardError(_ text: String) { try? FileHandle.standardError.write(contentsOf: Data(text.utf8)) }
