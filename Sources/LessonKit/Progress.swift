import Learner

/// Elements that report on stderr how many have been worked on, in tqdm's form, once that lasts longer than a blink.
public struct Progress<Elements: Collection>: Sequence {
  let label: String
  let elements: Elements
  let line: ProgressLine

  /// Starts the clock.
  public func makeIterator() -> Iterator {
    Iterator(base: elements.makeIterator(), meter: ProgressMeter(label, count: elements.count, on: line))
  }

  /// Passes the elements on and rewrites the line on stderr, at most ten times a second.
  public struct Iterator: IteratorProtocol {
    var base: Elements.Iterator
    var meter: ProgressMeter
    private var done = -1

    init(base: Elements.Iterator, meter: ProgressMeter) {
      self.base = base
      self.meter = meter
    }

    /// Asking for the next element means that the one before it is done.
    public mutating func next() -> Elements.Element? {
      done += 1
      guard let element = base.next() else {
        meter.clear()
        return nil
      }
      meter.show(done: done)
      return element
    }
  }
}

/// Says on stderr how many of some things are done, in tqdm's form, once that lasts longer than a blink.
public struct ProgressMeter {
  private let label: String
  private let count: Int
  private let line: ProgressLine
  private let start = ContinuousClock.now
  private var lastShown: ContinuousClock.Instant?

  /// Starts the clock.
  public init(_ label: String, count: Int, on terminal: Terminal) {
    self.init(label, count: count, on: ProgressLine(isEnabled: terminal.showsProgress, width: terminal.width))
  }

  init(_ label: String, count: Int, on line: ProgressLine) {
    self.label = label
    self.count = count
    self.line = line
  }

  /// Says that `done` are done, unless it is too early for that.
  public mutating func show(done: Int) {
    let now = ContinuousClock.now
    let sinceShown = (lastShown ?? start).duration(to: now)
    guard ProgressReport.isDue(elapsed: start.duration(to: now), sinceShown: sinceShown) else { return }
    lastShown = now
    line.show(ProgressReport(label: label, done: done, count: count, elapsed: start.duration(to: now)))
  }

  /// Takes away what it said.
  public func clear() { line.clear() }
}

/// The line on stderr that says how far a loop has got; whatever else the lesson writes takes its place.
final class ProgressLine {
  private let isEnabled: Bool
  /// The columns there are, from the next report on.
  var width: Int
  private var isShown = false

  init(isEnabled: Bool, width: Int) {
    self.isEnabled = isEnabled
    self.width = width
  }

  /// Rewrites the line.
  func show(_ report: ProgressReport) {
    guard isEnabled else { return }
    isShown = true
    writeToStandardError("\r" + report.text(width: width - 1) + "\u{1B}[K")
  }

  /// Takes the line away, if there is one.
  func clear() {
    if isShown { writeToStandardError("\r\u{1B}[K") }
    isShown = false
  }
}
