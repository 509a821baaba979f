import Foundation
import Synchronization

/// How many exercises were graded, and how; printed as the last line of a run that graded any.
struct Tally: Equatable {
  var right = 0
  var wrong = 0
  var open = 0

  var line: String { "Exercises: \(right) right, \(wrong) wrong, \(open) open of \(right + wrong + open)" }
}

/// The tally of this process.
let tally = SharedTally()

final class SharedTally: Sendable {
  private let tally = Mutex(Tally())

  init() {
    atexit { print(ExerciseTests.tally.line) }
  }

  var line: String { tally.withLock(\.line) }

  func count(_ outcome: Outcome) {
    tally.withLock {
      switch outcome {
      case .right: $0.right += 1
      case .open: $0.open += 1
      case .misconception, .wrong, .stopped, .vanished: $0.wrong += 1
      }
    }
  }
}
