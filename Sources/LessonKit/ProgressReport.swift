import Foundation
import Typesetting

/// How far a loop has got, and how long the remainder will take if it goes on like that.
struct ProgressReport {
  let label: String
  let done: Int
  let count: Int
  let elapsed: Duration

  /// Whether a loop that has lasted so long says how far it has got: not in its first blink, and ten times a second.
  static func isDue(elapsed: Duration, sinceShown: Duration) -> Bool {
    elapsed > .milliseconds(400) && sinceShown > .milliseconds(100)
  }

  /// In tqdm's form, the bar at most 20 columns wide:
  ///
  ///     six networks:  45%|█████████           | 9/20 [00:02<00:02, 4.50it/s]
  func text(width: Int) -> String {
    let share = Double(done) / Double(max(count, 1))
    let seconds = Double(elapsed.components.seconds) + 1e-18 * Double(elapsed.components.attoseconds)
    let isKnown = done > 0 && seconds > 0
    let left = isKnown ? Self.clock(seconds / share - seconds) : "?"
    let head = "\(label): " + String(format: "%3d", Int(100 * share)) + "%"
    let tail =
      " \(done)/\(count) [\(Self.clock(seconds))<\(left), \(isKnown ? Self.rate(Double(done) / seconds) : "?it/s")]"
    let room = min(20, width - displayWidth(head) - displayWidth(tail) - 2)
    guard room > 0 else { return String((head + tail).prefix(max(width, 0))) }
    return head + "|" + Self.bar(share, room) + "|" + tail
  }

  /// Filled to an eighth of a column.
  private static func bar(_ share: Double, _ width: Int) -> String {
    let eighths = Int(share * Double(8 * width))
    let part = eighths % 8 == 0 ? "" : String(Array(" ▏▎▍▌▋▊▉")[eighths % 8])
    let filled = String(repeating: "█", count: eighths / 8) + part
    return filled + String(repeating: " ", count: width - filled.count)
  }

  /// Below one in a second, the time for one says more.
  private static func rate(_ perSecond: Double) -> String {
    perSecond < 1 ? String(format: "%.2fs/it", 1 / perSecond) : String(format: "%.2fit/s", perSecond)
  }

  /// Minutes and seconds, with hours where there are any: `1:01:01`.
  private static func clock(_ seconds: Double) -> String {
    let seconds = Int(min(seconds, 359_999))
    let minutes = String(format: "%02d:%02d", seconds / 60 % 60, seconds % 60)
    return seconds < 3600 ? minutes : "\(seconds / 3600):" + minutes
  }
}
