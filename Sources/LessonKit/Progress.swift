import Foundation

/// Elements that report on stderr how many have been worked on, in tqdm's form, once that lasts longer than a blink.
public struct Progress<Elements: Collection>: Sequence {
  let label: String
  let elements: Elements
  let line: ProgressLine

  public func makeIterator() -> Iterator {
    Iterator(base: elements.makeIterator(), label: label, count: elements.count, line: line)
  }

  public struct Iterator: IteratorProtocol {
    var base: Elements.Iterator
    let label: String
    let count: Int
    let line: ProgressLine
    private var done = -1
    private let start = ContinuousClock.now
    private var lastShown: ContinuousClock.Instant?

    init(base: Elements.Iterator, label: String, count: Int, line: ProgressLine) {
      self.base = base
      self.label = label
      self.count = count
      self.line = line
    }

    /// Asking for the next element means that the one before it is done.
    public mutating func next() -> Elements.Element? {
      done += 1
      guard let element = base.next() else {
        line.clear()
        return nil
      }
      let now = ContinuousClock.now
      if start.duration(to: now) > .milliseconds(400), (lastShown ?? start).duration(to: now) > .milliseconds(100) {
        lastShown = now
        line.show(ProgressReport(label: label, done: done, count: count, elapsed: start.duration(to: now)))
      }
      return element
    }
  }
}

/// The line on stderr that says how far a loop has got; whatever else the lesson writes takes its place.
final class ProgressLine {
  private let isEnabled: Bool
  private let width: Int
  private var isShown = false

  init(isEnabled: Bool, width: Int) {
    self.isEnabled = isEnabled
    self.width = width
  }

  func show(_ report: ProgressReport) {
    guard isEnabled else { return }
    isShown = true
    writeToStandardError("\r" + report.text(width: width - 1) + "\u{1B}[K")
  }

  func clear() {
    if isShown { writeToStandardError("\r\u{1B}[K") }
    isShown = false
  }
}

/// How far a loop has got, and how long the rest will take if it goes on like that.
struct ProgressReport {
  let label: String
  let done: Int
  let count: Int
  let elapsed: Duration

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

  private static func rate(_ perSecond: Double) -> String {
    perSecond < 1 ? String(format: "%.2fs/it", 1 / perSecond) : String(format: "%.2fit/s", perSecond)
  }

  private static func clock(_ seconds: Double) -> String {
    let seconds = Int(min(seconds, 359_999))
    let minutes = String(format: "%02d:%02d", seconds / 60 % 60, seconds % 60)
    return seconds < 3600 ? minutes : "\(seconds / 3600):" + minutes
  }
}
