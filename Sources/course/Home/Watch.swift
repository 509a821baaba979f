import Curriculum
import Foundation
import Learner
import LessonKit
import Synchronization

/// Grades the exercise at hand whenever its file is saved, until the learner leaves.
///
/// - Parameter color: with colour or without; nil as the environment has it.
func watch(color: Bool?) throws(UsageError) {
  guard Terminal.isInteractive else {
    throw UsageError("\"watch\" needs a terminal; in a script use: swift run course check")
  }
  try Watch(color: color).start()
}

/// What stands on the screen while the files of answers are watched, and what follows from a save or a key.
private final class Watch {
  private let exercises = packageFolder.appendingPathComponent("Exercises")
  private var snapshot: Snapshot
  /// The fingerprints of the answers when they were graded, or first seen.
  private var known: [String: String]
  /// The exercise at hand; nil when all are right.
  private var current: ExerciseOutline?
  private var lastVerdict: ExerciseVerdict?
  private var lastRight: ExerciseOutline?
  private var isResetAsked = false
  private var run: GradingRun?
  private let stopRun = StopBox()
  /// The files that were saved and are not graded yet, since when, and since when nothing more was saved.
  private var saved: (names: Set<String>, since: ContinuousClock.Instant, last: ContinuousClock.Instant)?
  /// The exercises that were to be graded and could not be, as what is saved does not compile.
  private var due: [ExerciseOutline] = []
  private let color: Bool?
  private var status: StatusLine

  /// The terminal as it is now: its window may have changed since the line before.
  private var terminal: Terminal { .standard(color: color) }

  init(color: Bool?) throws(UsageError) {
    self.color = color
    status = StatusLine(on: .standard(color: color))
    snapshot = Snapshot(of: exercises)
    known = Self.fingerprints()
    current = try Home().nextExercise?.outline
  }

  func start() throws(UsageError) {
    guard let keyboard = KeyboardMode(end: stopRun.call) else {
      throw UsageError("the terminal's settings cannot be read; use: swift run course check")
    }
    defer { keyboard.restore() }
    head()
    while true {
      // While nothing happens there is nothing to do but to look at the files a few times in a second.
      let key = Key.next(within: run != nil || saved != nil ? 50 : 300)
      if keyboard.takeContinuation() { head() }
      switch key {
      case .end, .letter("q"):
        stopRun.call()
        status.clear()
        return
      case .letter(let letter): press(letter)
      case .none: break
      }
      look()
      if run != nil { follow() }
    }
  }

  // MARK: Saves

  /// Looks at the files, and starts to grade when what was saved has settled.
  private func look() {
    let now = ContinuousClock.now
    let new = Snapshot(of: exercises)
    let changes = new.changes(since: snapshot)
    if !changes.isEmpty {
      snapshot = new
      saved = ((saved?.names ?? []).union(changes), saved?.since ?? now, now)
    }
    // An editor may write a file in pieces, and some programs save without end.
    guard run == nil, let saved, now - saved.last > .milliseconds(120) || now - saved.since > .seconds(1) else {
      return
    }
    self.saved = nil
    grade(saved.names)
  }

  private func grade(_ names: Set<String>) {
    for name in names.sorted()
    where !FileManager.default.fileExists(atPath: exercises.appendingPathComponent(name).path) {
      say("✘ Exercises/\(name) is gone; git restore Exercises/\(name) brings it back as it came.")
    }
    let fingerprints = Self.fingerprints()
    let changed = fingerprints.filter { known[$0.key] != $0.value }.map(\.key)
    known = fingerprints
    let lessons = LessonOutline.all.filter { names.contains("\($0.name).swift") }
    let state = lessons.flatMap { lesson -> [AnswerFile.Part] in AnswerFile(of: lesson)?.parts ?? [] }
    var ids = state.filter { changed.contains($0.id) && !$0.isOpen }.map(\.id)
    if ids.isEmpty, let id = current?.id, state.contains(where: { $0.id == id && !$0.isOpen }) { ids = [id] }
    if ids.isEmpty {
      // A helper or an import concerns every answer of its file.
      ids = state.filter { !$0.isOpen }.map(\.id)
    }
    let asked = Asked(ids.compactMap(ExerciseOutline.numbered) + due)
    guard let first = asked.exercises.first else {
      if let lesson = lessons.first(where: { AnswerFile(of: $0) != nil }) {
        say("○ saved; no exercise of \(lesson.answers) is begun yet.")
      }
      return
    }
    if !asked.exercises.contains(where: { $0.id == current?.id }) { current = first }
    do throws(UsageError) {
      let run = try GradingRun(of: asked)
      stopRun.set(run.stop)
      self.run = run
    } catch {
      say("✘ \(error)")
    }
  }

  /// Reads on in what the run says; tells its verdicts when it is at its end.
  private func follow() {
    guard let run else { return }
    if run.isRunning {
      _ = run.newVerdicts()
      status.show(run.progress)
      return
    }
    let ending = run.finish()
    self.run = nil
    stopRun.set {}
    status.clear()
    for note in run.notes { say(note, isTimed: false) }
    due = ending == .graded ? [] : run.asked.exercises
    switch ending {
    case .graded: for verdict in run.verdicts { tell(verdict) }
    case .uncompiled(let errors): say("\n" + text(of: errors, keeping: run.asked, for: terminal))
    case .failed(let text): say("swift test did not come to its end; this is what it said last:\n\(text)")
    }
  }

  private func tell(_ verdict: ExerciseVerdict) {
    lastVerdict = verdict
    say(verdictText(verdict, for: terminal.narrowed(by: 10)).indentedAfterFirst)
    if let printed = verdict.printed { say(printed, isTimed: false) }
    guard verdict.kind == .right, let exercise = ExerciseOutline.numbered(verdict.id) else { return }
    lastRight = exercise
    current = (try? Home())?.nextExercise?.outline
    let next = current.map { "Next: \($0.id) \($0.title), \($0.lesson.answers)." } ?? "All exercises are right."
    say(
      terminal.wrapped([lengths(of: exercise), next].compactMap(\.self).joined(separator: " ")),
      isTimed: false)
  }

  /// `"Yours is 4 lines, the reference 3: s shows it."`
  private func lengths(of exercise: ExerciseOutline) -> String? {
    guard let file = AnswerFile(of: exercise.lesson), let function = file[exercise.id]?.function,
      let text = try? String(
        contentsOf: packageFolder.appendingPathComponent("Solutions/\(exercise.lesson.name).swift"), encoding: .utf8)
    else { return nil }
    let solutions = AnswerFile(text, headline: "Solution")
    guard let reference = solutions[exercise.id]?.function else { return nil }
    func count(_ text: String) -> Int { Set(SwiftTokens(text).tokens.map(\.line)).count }
    let (own, its) = (count(file.text(of: function)), count(solutions.text(of: reference)))
    return "Yours has \(own) lines, the reference \(its): s shows it."
  }

  // MARK: Keys

  private func press(_ letter: Character) {
    let wasResetAsked = isResetAsked
    isResetAsked = false
    switch letter {
    case "h":
      guard let current else { return say("All exercises are right.") }
      status.clear()
      giveHint(for: current, all: false, notedIn: HintLog.standardFile, on: terminal)
    case "r":
      guard let current else { return say("All exercises are right.") }
      guard wasResetAsked else {
        isResetAsked = true
        return say("r once more puts \(current.id) back as it came; your answer is kept.")
      }
      do throws(UsageError) { say(try reset(current)) } catch { say("✘ \(error)") }
    case "s":
      let exercise =
        current.flatMap { asked in (try? Home())?[asked.id]?.mark == .right ? asked : lastRight } ?? lastRight
      do throws(UsageError) {
        say(try solutionText(of: exercise ?? current, anyway: false, at: Home(), for: terminal), isTimed: false)
      } catch {
        say("\(error)")
      }
    case "n":
      guard let home = try? Home(), let current else { return say("All exercises are right.") }
      let order = home.exercises
      let place = order.firstIndex { $0.outline.id == current.id } ?? 0
      let following = Array(order[(place + 1)...] + order[...place])
      self.current = following.first { $0.mark != .right }?.outline
      head()
    case "v": say(lastVerdict.map(\.report) ?? "Nothing was graded yet.", isTimed: false)
    case "?", "\n", " ": head()
    default: break
    }
  }

  // MARK: The screen

  private func head() {
    let title = current.map { "\($0.id) \($0.title), \($0.lesson.answers)" } ?? "all exercises are right"
    let keys = "h hint · v whole report · s solution · n next · r reset · q quit"
    say(terminal.wrapped("watching Exercises · \(title)\n\(keys)"), isTimed: false)
  }

  /// Writes something with the time before it; what is longer than a line stands below that.
  private func say(_ text: String, isTimed: Bool = true) {
    status.clear()
    let now = Calendar.current.dateComponents([.hour, .minute, .second], from: Date())
    let time = String(format: "%02d:%02d:%02d", now.hour ?? 0, now.minute ?? 0, now.second ?? 0)
    writeToStandardOutput((isTimed ? time + "  " : "") + text + "\n")
  }

  /// The fingerprint of every exercise that a file states.
  private static func fingerprints() -> [String: String] {
    let parts = LessonOutline.all.flatMap { AnswerFile(of: $0)?.parts ?? [] }
    return Dictionary(parts.map { ($0.id, $0.fingerprint + ($0.isOpen ? " open" : "")) }) { first, _ in first }
  }
}

/// What ends the run that goes on, for whoever ends the program.
private final class StopBox: Sendable {
  private let body = Mutex<@Sendable () -> Void>({})

  func set(_ new: @escaping @Sendable () -> Void) { body.withLock { $0 = new } }

  var call: @Sendable () -> Void { { [self] in body.withLock(\.self)() } }
}
