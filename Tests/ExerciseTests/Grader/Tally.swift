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

/// The tally of this run; said at its end if anything was graded.
///
/// On stderr, where Swift Testing reports: on another stream it could come in the middle of a report.
let runTally: Mutex<Tally> = {
  atexit { FileHandle.standardError.write(Data((runTally.withLock(\.line) + "\n").utf8)) }
  return Mutex(Tally())
}()
