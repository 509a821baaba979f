import Foundation
import Synchronization

/// How many exercises were graded, and how.
struct Tally: Equatable {
  var right = 0
  var wrong = 0
  var open = 0
  /// Not graded, for a fault of the machine's or the grader's own.
  var untried = 0

  var line: String {
    let failed = untried == 0 ? "" : ", \(untried) not graded"
    return "Exercises: \(right) right, \(wrong) wrong, \(open) open\(failed) of \(right + wrong + open + untried)"
  }

  mutating func count(_ outcome: Outcome) {
    switch outcome.end {
    case .judged(.right): right += 1
    case .open: open += 1
    case .judged, .stopped: wrong += 1
    case .untried: untried += 1
    }
  }
}

/// The tally of this run; printed as its last line if anything was graded.
let runTally: Mutex<Tally> = {
  atexit { print(runTally.withLock(\.line)) }
  return Mutex(Tally())
}()
