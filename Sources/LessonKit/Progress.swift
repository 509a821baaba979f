/// Elements that report on stderr how many have been worked on, in tqdm's form, once that lasts longer than a blink.
public struct Progress<Elements: Collection>: Sequence {
  let label: String
  let elements: Elements
  let line: ProgressLine

  /// Starts the clock.
  public func makeIterator() -> Iterator {
    Iterator(base: elements.makeIterator(), label: label, count: elements.count, line: line)
  }

  /// Passes the elements on and rewrites the line on stderr, at most ten times a second.
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
      let sinceShown = (lastShown ?? start).duration(to: now)
      if ProgressReport.isDue(elapsed: start.duration(to: now), sinceShown: sinceShown) {
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
