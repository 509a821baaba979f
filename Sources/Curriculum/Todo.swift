#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#elseif canImport(Glibc)
  import Glibc
#else
  #error("Unstuck needs Linux or macOS; on Windows use the Windows Subsystem for Linux.")
#endif

/// The exit code of a program that called a function which its learner has not written yet.
///
/// 69 is `EX_UNAVAILABLE` in BSD's `sysexits.h`: something needed is not there.
public let openExerciseExitCode: Int32 = 69

/// Stands in for the body of an exercise that is still to be written.
///
/// Says on stderr which exercise is open, where, and how to get a hint; then ends the program with
/// ``openExerciseExitCode``. Handlers registered with `atexit` do not run: nothing went wrong, there is
/// nothing to report.
public func todo(_ id: String, file: String = #fileID, line: Int = #line) -> Never {
  fflush(nil)
  let bytes = Array(openExerciseNotice(id, file: file, line: line).utf8)
  var written = 0
  while written < bytes.count {
    let count = bytes[written...].withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    if count <= 0 { break }
    written += count
  }
  _exit(openExerciseExitCode)
}

/// The two lines that ``todo(_:file:line:)`` prints.
public func openExerciseNotice(_ id: String, file: String, line: Int) -> String {
  let title = ExerciseOutline.numbered(id).map { " (\($0.title))" } ?? ""
  return """
    Exercise \(id)\(title) is still open: \(file):\(line)
    For a hint: swift run course hint \(id)

    """
}

/// The exercise that a program's stderr names as open, or nil if it names none: reads ``openExerciseNotice(_:file:line:)``.
public func openExercise(in standardError: String) -> String? {
  for line in standardError.split(separator: "\n").reversed() where line.contains(" is still open: ") {
    let words = line.split(separator: " ")
    if words.count > 1 && words[0] == "Exercise" { return String(words[1]) }
  }
  return nil
}
