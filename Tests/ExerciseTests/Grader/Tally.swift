import Foundation
import Synchronization

/// How many exercises were graded, and how.
struct Tally: Equatable {
  var right = 0
  var wrong = 0
  var open = 0

  var line: String { "Exercises: \(right) right, \(wrong) wrong, \(open) open of \(right + wrong + open)" }

  mutating func count(_ outcome: Outcome) {
    switch outcome.end {
    case .judged(.right): right += 1
    case .open: open += 1
    case .judged, .stopped, .vanished: wrong += 1
    }
  }
}

/// The tally of this run; printed as its last line if anything was graded.
let runTally: Mutex<Tally> = {
  atexit { print(runTally.withLock(\.line)) }
  return Mutex(Tally())
}()
