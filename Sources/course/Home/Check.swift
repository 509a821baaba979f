import Curriculum
import Foundation
import Learner
import LessonKit
import Typesetting

/// Grades what is asked for, and says of each exercise in a line or two how it stands. Returns the exit code: 0 only if all
/// of it is right.
///
/// - Parameter isFull: whether the grader's whole report is shown of each.
func check(_ asked: Asked, isFull: Bool, on terminal: Terminal) throws(UsageError) -> Int32 {
  let run = try GradingRun(of: asked)
  let interruption = Interruption(run.stop)
  defer { interruption.cancel() }
  var line = StatusLine(on: terminal)
  while run.isRunning {
    usleep(50_000)
    _ = run.newVerdicts()
    line.show(run.progress)
  }
  let ending = run.finish()
  line.clear()
  defer { for note in run.notes { writeToStandardError(note + "\n") } }
  switch ending {
  case .graded:
    writeToStandardOutput(report(run.verdicts, isFull: isFull, for: terminal) + "\n")
    return run.verdicts.allSatisfy { $0.kind == .right } ? 0 : run.verdicts.contains { $0.kind == .ungraded } ? 2 : 1
  case .uncompiled(let errors):
    writeToStandardOutput(text(of: errors, keeping: asked, for: terminal) + "\n")
    return 1
  case .failed(let text):
    if !run.verdicts.isEmpty { writeToStandardOutput(report(run.verdicts, isFull: isFull, for: terminal) + "\n\n") }
    writeToStandardError("error: swift test did not come to its end; this is what it said last:\n\(text)\n")
    return 2
  }
}

/// The verdicts in the exercises' order, and how many there are of each kind.
func report(_ verdicts: [ExerciseVerdict], isFull: Bool, for terminal: Terminal) -> String {
  let sorted = verdicts.sorted { number($0.id).lexicographicallyPrecedes(number($1.id)) }
  var lines: [String] = []
  var rest = sorted[...]
  while let verdict = rest.popFirst() {
    // Open ones that follow each other are one line.
    if verdict.isPlainlyOpen {
      var last = verdict
      while let next = rest.first, next.isPlainlyOpen, number(next.id)[0] == number(verdict.id)[0] {
        last = next
        rest.removeFirst()
      }
      if last.id != verdict.id {
        lines.append("\(terminal.styled("○", .faint)) \(verdict.id) to \(last.id) are open")
        continue
      }
    }
    lines.append(verdictText(verdict, isFull: isFull, for: terminal))
    if !isFull, sorted.count == 1, let printed = verdict.printed { lines.append(printed) }
  }
  let counts = ExerciseVerdict.Kind.allCases.compactMap { kind -> String? in
    let count = sorted.count { $0.kind == kind }
    return count > 0 || kind == .right ? "\(count) \(kind.words)" : nil
  }
  lines.append("")
  lines.append(terminal.styled("\(counts.joined(separator: ", ")) of \(sorted.count).", .bold))
  if let wrong = sorted.first(where: { $0.kind == .wrong }), !isFull {
    lines.append(
      terminal.wrapped("With the input, and what was expected: swift run course check \(wrong.id) --full"))
  }
  return lines.joined(separator: "\n")
}

extension ExerciseVerdict {
  fileprivate var isPlainlyOpen: Bool { kind == .open && sentence == nil && printed == nil }
}

extension ExerciseVerdict.Kind {
  fileprivate var words: String {
    switch self {
    case .right: "right"
    case .wrong: "wrong"
    case .open: "open"
    case .ungraded: "not graded"
    }
  }
}

/// One verdict: mark, number and title, and below them what was found.
///
///     ✘ 10.2  Running statistics
///             You swapped the weights: ρ is the share of the old value (PyTorch's momentum is the new one's share).
func verdictText(_ verdict: ExerciseVerdict, isFull: Bool = false, for terminal: Terminal) -> String {
  let title = ExerciseOutline.numbered(verdict.id)?.title ?? ""
  let (sign, style): (String, TextStyle) =
    switch verdict.kind {
    case .right: ("✔", .green)
    case .wrong: ("✘", .red)
    case .open: ("○", .faint)
    case .ungraded: ("?", .red)
    }
  let name = verdict.id + String(repeating: " ", count: max(2, 6 - verdict.id.count))
  let open = verdict.isPlainlyOpen ? ", open" : ""
  let head = "\(terminal.styled(sign, style)) \(name)" + terminal.wrapped(title + open, indent: 8).dropFirst(8)
  if isFull { return [head, fullReport(verdict)].compactMap(\.self).joined(separator: "\n\n") }
  return [head, verdict.sentence.map { terminal.wrapped($0, indent: 8) }].compactMap(\.self).joined(separator: "\n")
}

/// The report below its headline; nil if there is none.
private func fullReport(_ verdict: ExerciseVerdict) -> String? {
  verdict.report.split(separator: "\n\n", maxSplits: 1).dropFirst().first.map(String.init)
}

/// What does not compile, once, and what that keeps from being graded.
func text(of errors: [CompilerError], keeping asked: Asked, for terminal: Terminal) -> String {
  let shown = errors.prefix(8)
  var lines = shown.map { error in
    terminal.wrapped("✘ \(error.file):\(error.line):\(error.column): \(error.message)").indentedAfterFirst
  }
  if errors.count > shown.count { lines.append("  and \(errors.count - shown.count) more") }
  let own = Set(asked.exercises.map(\.lesson.number))
  let isElsewhere = errors.contains { error in error.lesson.map { !own.contains($0.number) } ?? true }
  let reason: String
  if isElsewhere, let first = asked.exercises.first, let last = asked.exercises.last {
    let span = asked.exercises.count == 1 ? first.id : "\(first.id) to \(last.id)"
    reason = "All lessons are built together: until this compiles, \(span) cannot be graded either."
  } else {
    reason = "Until this compiles, nothing can be graded."
  }
  lines += ["", terminal.wrapped(reason)]
  return lines.joined(separator: "\n")
}

/// A line on stderr that is rewritten, on a terminal only.
struct StatusLine {
  private let terminal: Terminal
  private var shown = ""

  init(on terminal: Terminal) { self.terminal = terminal }

  mutating func show(_ text: String) {
    guard terminal.showsProgress, text != shown else { return }
    shown = text
    writeToStandardError("\r\(text.prefix(terminal.width - 1))\u{1B}[K")
  }

  mutating func clear() {
    if !shown.isEmpty { writeToStandardError("\r\u{1B}[K") }
    shown = ""
  }
}
