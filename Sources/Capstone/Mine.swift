import Learner
import Answers
import Clinic
import Curriculum
import Datasets
import Engine
import Foundation
import Solutions

/// `swift run lesson16 --mine`: a digit classifier made of nothing but the learner's own functions.
///
/// It is trained in a process of its own. Where that meets an exercise that is open, or crashes, or does not come back,
/// the course's function takes the place, and the training begins again.
@MainActor public func trainMine() {
  if let replaced = ProcessInfo.processInfo.environment[replacedVariable] {
    return trainInThisProcess(
      replacing: Set(replaced.split(separator: ",").map(String.init)))
  }
  var report = MineReport()
  print("A network of your own, on 600 digits: one moment, please.\n")
  while let found = trial(replacing: report.replaced.keys.sorted(), &report) {
    report.replaced[found.id] = found.reason
  }
  print(report.text)
}

private let replacedVariable = "UNSTUCK_MINE_REPLACED"

/// What is known after a training has come to its end.
private struct MineReport {
  /// Exercises in whose place the course's function stands, and why.
  var replaced: [String: String] = [:]
  /// Those whose results differ from the course's, with the call.
  var differing: [String: Int] = [:]
  var epochs: [String] = []
  var accuracy = ""
  var engine = ""
  var illness = ""
  var failure: String?
}

/// Trains in a process of its own; nil if it came to its end, else the exercise that kept it from that.
@MainActor private func trial(
  replacing replaced: [String], _ report: inout MineReport
) -> (id: String, reason: String)? {
  let (process, output) = (Process(), Pipe())
  process.executableURL = Bundle.main.executableURL
  process.arguments = ["--mine"]
  process.environment = ProcessInfo.processInfo.environment.merging(
    [replacedVariable: replaced.joined(separator: ",")]) { $1 }
  (process.standardOutput, process.standardError) = (output, output)
  do {
    try process.run()
  } catch {
    UsageError("cannot start the training: \(UsageError.reason(error))").exit()
  }
  let seconds = 120.0
  let alarm = DispatchWorkItem { kill(process.processIdentifier, SIGKILL) }
  DispatchQueue.global().asyncAfter(deadline: .now() + seconds, execute: alarm)
  let said = String(
    decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
  process.waitUntilExit()
  alarm.cancel()

  var called: String?
  (report.differing, report.epochs) = ([:], [])
  for line in said.split(separator: "\n") {
    let words = line.split(separator: " ").map(String.init)
    switch words.first {
    case "begins": called = words[1]
    case "ends": called = nil
    case "misfit": report.replaced[words[1]] = "has another type: put it back as it was"
    case "differs": report.differing[words[1]] = Int(words[2])
    case "epoch": report.epochs.append("\(words[1])       \(words[2])           \(words[3])")
    case "accuracy": report.accuracy = words[1]
    case "engine": report.engine = words[1]
    case "illness": report.illness = words.dropFirst().joined(separator: " ")
    default: break
    }
  }
  if process.terminationStatus == 0 && process.terminationReason == .exit { return nil }
  if let id = openExercise(in: said), process.terminationStatus == openExerciseExitCode {
    return (id, "open: swift run course hint \(id)")
  }
  let wasKilled =
    process.terminationReason == .uncaughtSignal && process.terminationStatus == SIGKILL
  let what = wasKilled ? "does not come back" : "crashes"
  // Not in a first call: then in one that follows on a result that differs, or it is not known where.
  let suspect = called ?? report.differing.keys.sorted().first ?? ""
  if suspect.isEmpty {
    report.failure = "The training \(what), and no function differs before that."
    return nil
  }
  return (suspect, "\(what): swift test --filter \(testName(suspect))")
}

/// `"lesson03.5"` for exercise 3.5.
private func testName(_ id: String) -> String {
  "lesson" + (id.prefix(2).contains(".") ? "0" : "") + id
}

extension MineReport {
  /// What the learner reads.
  fileprivate var text: String {
    let rows = Parts.exercises.map { id -> String in
      let title = ExerciseOutline.numbered(id)?.title ?? ""
      let state =
        if let reason = replaced[id] {
          reason
        } else if let call = differing[id] {
          "differs in call \(call): swift test --filter \(testName(id))"
        } else {
          "yours"
        }
      return padded(id, 6) + padded(title, 34) + state
    }
    var lines = rows + [""]
    if let failure { return (lines + [failure]).joined(separator: "\n") }
    lines += ["epoch   training loss   validation loss"] + epochs.map { "    " + $0 } + [""]
    let own = Parts.exercises.count - replaced.count
    lines.append(
      replaced.isEmpty
        ? "All \(own) functions are yours."
        : "\(own) of \(Parts.exercises.count) functions are yours; the course's stand in for the others.")
    lines.append(
      "Right on 300 new digits: \(accuracy) %; the engine, with the same numbers: \(engine) %.")
    if !differing.isEmpty {
      let ids = Parts.exercises.filter { differing[$0] != nil }
      let places = ids.joined(separator: ", ")
      lines.append("")
      lines.append("The chart of this training reads: \(illness).")
      if illness == "\(Illness.healthy)" {
        lines.append("Batch norm and Adam forgive much: a mistake need not show in a chart.")
      }
      lines.append(
        ids.count == 1
          ? "Exercise \(places), given the same numbers as the course's, gives others."
          : "Exercises \(places), given the same numbers as the course's, give others.")
      if ids.count > 1 {
        lines.append("Each was compared by itself. Mend them in this order, that of the calls.")
      }
    } else if illness != "\(Illness.healthy)" {
      lines += ["", "The chart of this training reads: \(illness)."]
    } else if replaced.isEmpty {
      lines += ["", "Every number of it was computed by you."]
    }
    return lines.joined(separator: "\n")
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }
}

/// Trains, and writes what happens, a line for each event.
private func trainInThisProcess(replacing replaced: Set<String>) {
  func say(_ line: String) {
    print(line)
    fflush(nil)
  }
  let digits: Split
  do throws(DatasetError) { digits = try Digits.load() } catch {
    UsageError(error.description).exit()
  }
  let comparison = Comparison { event in
    let line =
      switch event {
      case .begins(let id): "begins \(id)"
      case .ends(let id): "ends \(id)"
      case .differs(let id, let call): "differs \(id) \(call)"
      }
    print(line)
    fflush(nil)
  }
  let learners = Parts.learners(replacing: replaced)
  for id in learners.misfits { say("misfit \(id)") }
  let parts = learners.parts.compared(with: .reference, in: comparison)
  let own = OwnNetwork(of: parts, on: digits, seed: 16)
  for (epoch, visit) in own.chart.visits.enumerated() {
    let losses = [visit.trainingLoss, visit.validationLoss].map { decimal($0, digits: 3) }
    say("epoch \(epoch) \(losses[0]) \(losses[1])")
  }
  say("illness \(doctor(own.chart))")
  say("accuracy \(decimal(100 * own.accuracy, digits: 1))")
  say("engine \(decimal(100 * engineTwinAccuracy(of: parts, on: digits, seed: 16), digits: 1))")
}

/// A number with so many decimals, or the sign of what grew beyond all numbers.
private func decimal(_ x: Double, digits: Int) -> String { x.isFinite ? String(format: "%.\(digits)f", x) : "∞" }
