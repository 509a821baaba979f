import Foundation

/// Elements that report on stderr how many have been worked on, in tqdm's form, once that lasts longer than a blink:
///
///     sigmoid, no norm:  45%|█████████           | 9/20 [00:02<00:02]
public struct Progress<Elements: Collection>: Sequence {
  let label: String
  let elements: Elements
  let isShown: Bool

  public func makeIterator() -> Iterator { Iterator(self) }

  public struct Iterator: IteratorProtocol {
    private let progress: Progress
    private var base: Elements.Iterator
    private var done = 0
    private let start = ContinuousClock.now
    private var lastShown: ContinuousClock.Instant?

    init(_ progress: Progress) {
      self.progress = progress
      base = progress.elements.makeIterator()
    }

    public mutating func next() -> Elements.Element? {
      let element = base.next()
      if progress.isShown { show(isOver: element == nil) }
      done += 1
      return element
    }

    private mutating func show(isOver: Bool) {
      let now = ContinuousClock.now
      if isOver {
        if lastShown != nil { writeToStandardError("\r\u{1B}[K") }
      } else if start.duration(to: now) > .milliseconds(400),
        (lastShown ?? start).duration(to: now) > .milliseconds(100)
      {
        lastShown = now
        writeToStandardError("\r" + text(after: start.duration(to: now)) + "\u{1B}[K")
      }
    }

    private func text(after elapsed: Duration) -> String {
      let share = Double(done) / Double(progress.elements.count)
      let bar = String(repeating: "█", count: Int(20 * share)).padding(toLength: 20, withPad: " ", startingAt: 0)
      let left = elapsed * ((1 - share) / Swift.max(share, 1e-9))
      let percent = String(format: "%3d", Int(100 * share))
      return
        "\(progress.label): \(percent)%|\(bar)| \(done)/\(progress.elements.count) [\(clock(elapsed))<\(clock(left))]"
    }

    private func clock(_ duration: Duration) -> String {
      let seconds = Int(Swift.min(duration, .seconds(5999)).components.seconds)
      return String(format: "%02d:%02d", seconds / 60, seconds % 60)
    }
  }
}
