/// Where a reader is in a lesson that waits after each section, and what each line that they type asks for.
///
/// A lesson is computed from top to bottom, so a section that is further on is reached by letting the program go on in
/// silence, and an earlier one by showing again what was told.
struct Pager {
  /// What to do next. After all but the first and the last, the reader is asked again.
  enum Step: Equatable {
    case goOn
    case show(Int)
    case list
    case explain
    case leave
  }

  let count: Int
  /// The sections that Enter and b pass, and only their numbers lead to.
  private let passed: Set<Int>
  /// The section on the screen, or the one that the reader waits for; 0 is what stands before the first.
  private(set) var shown = 0
  /// The section that the program has got to; −1 before it has told anything.
  private(set) var reached = -1
  /// The section before which the reader stopped the last time; nil once they have decided where to go on.
  private(set) var offered: Int?

  /// A pager of `count` sections, for a reader who stopped before `place` the last time.
  init(count: Int, passing passed: Set<Int> = [], place: Int? = nil) {
    self.count = count
    self.passed = passed
    if let place, place > 1, place <= count { offered = (place...count).first { !passed.contains($0) } }
  }

  /// Whether the section on the screen is told to its end, so that nothing more is to be told before the reader wants it.
  var waits: Bool { shown <= reached || offered != nil }

  /// Whether the program is on its way to a section further on.
  var isSilent: Bool { shown > reached }

  /// The program has got to a section. It gets to each, in their order.
  mutating func reach(_ section: Int) { reached = section }

  /// The section that Enter leads to; nil after the last.
  var next: Int? { offered ?? (0...count).first { $0 > shown && !passed.contains($0) } }

  private var previous: Int { (0...count).last { $0 < offered ?? shown && !passed.contains($0) } ?? 0 }

  /// What a line asks for; nil is the end of the input.
  mutating func step(for line: String?) -> Step {
    switch line?.lowercased().filter({ !$0.isWhitespace }) {
    case nil, "q": return .leave
    case "?": return .list
    case "": return open(next ?? count + 1)
    case "b": return open(previous)
    case let text?:
      guard let number = Int(text), (0...count).contains(number) else { return .explain }
      // To begin again is to begin with the title.
      return open(offered != nil && number == 1 ? 0 : number)
    }
  }

  private mutating func open(_ section: Int) -> Step {
    offered = nil
    shown = section
    return shown <= reached ? .show(shown) : .goOn
  }
}
