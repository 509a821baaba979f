import Learner

/// Someone who reads a lesson at a terminal, section by section.
///
/// What was told is kept, to be shown again. The pager decides; this shows, asks, and reads lines.
final class Reader {
  private let titles: [String]
  private let bookmark: Bookmark
  /// The terminal as it is now: its window may have changed since the section before.
  private let terminal: () -> Terminal
  private let readLine: () -> String?
  private let output: (String) -> Void
  private var pager: Pager
  private var told: [[Block]]  // by section
  private var typesetter: Typesetter
  private var hasWritten = false

  init(
    of titles: [String], passing: Set<Int> = [], bookmark: Bookmark, readLine: @escaping () -> String?,
    terminal: @escaping () -> Terminal, write: @escaping (String) -> Void
  ) {
    self.titles = titles
    self.bookmark = bookmark
    self.terminal = terminal
    self.readLine = readLine
    output = write
    var place: Int?
    if case .before(let section, _) = bookmark.place { place = section }
    pager = Pager(count: titles.count, passing: passing, place: place)
    told = Array(repeating: [], count: titles.count + 1)
    typesetter = Typesetter(for: terminal(), sectionCount: titles.count)
  }

  /// Whether what the lesson says now is passed over.
  var isSilent: Bool { pager.isSilent }

  /// Tells a block, or keeps it for later; waits first if it begins a section. False if the reader leaves.
  func tell(_ block: Block) -> Bool {
    if block.section > pager.reached {
      guard wait() else { return false }
      pager.reach(block.section)
      begin()
    }
    told[block.section].append(block)
    return pager.shown > block.section || tellLast(of: block.section)
  }

  /// Waits after the last section. False if the reader leaves.
  func finish() -> Bool { wait() }

  private func keepPlace() {
    let next = pager.reached + 1
    bookmark.keep(next <= titles.count ? .before(section: next, of: titles.count) : .read)
  }

  // MARK: Waiting

  /// Asks what to do next until that is to go on. False if the reader leaves.
  private func wait() -> Bool {
    guard pager.waits else { return true }
    if pager.offered == nil { keepPlace() }
    if let place = pager.offered {
      say("You stopped before section \(place). Enter goes on from there, 1 begins again, ? lists the sections.")
    }
    while true {
      prompt()
      switch pager.step(for: line()) {
      case .goOn: return true
      case .leave: return false
      case .show(let section): guard showAgain(section) else { return false }
      case .list: write("\n" + terminal().sections(titles, marked: pager.shown) + "\n")
      case .explain:
        say("Enter goes on, b goes back, a number from 1 to \(titles.count) jumps, ? lists the sections, q leaves.")
      }
    }
  }

  private func prompt() {
    let terminal = terminal()
    let enter = pager.next.map { "Enter \($0) · \(terminal.plain(titles[$0 - 1]))" } ?? "Enter ends"
    let keys = ["b back", "1–\(titles.count) jump", "? sections", "q leave"].map { $0.replacing(" ", with: "\u{A0}") }
    let line = ([enter] + keys).joined(separator: "   ")
    write("\n" + terminal.styled(terminal.wrapped(line), .faint) + "\n> ")
  }

  /// What the reader types; the end of the input ends the line of the prompt too.
  private func line() -> String? {
    let line = readLine()
    if line == nil { write("\n") }
    return line
  }

  private func say(_ text: String) { write("\n" + terminal().wrapped(text) + "\n") }

  // MARK: Telling

  /// Begins to tell a section, as wide as the window is now.
  private func begin() {
    typesetter = Typesetter(for: terminal(), sectionCount: titles.count, isBelow: hasWritten)
  }

  private func showAgain(_ section: Int) -> Bool {
    begin()
    for index in told[section].indices { guard tell(index, of: section) else { return false } }
    return true
  }

  private func tellLast(of section: Int) -> Bool { tell(told[section].count - 1, of: section) }

  /// Tells a block; a question is put, once. False if the reader leaves instead of answering.
  private func tell(_ index: Int, of section: Int) -> Bool {
    guard case .output(.question(let question)) = told[section][index].content else {
      write(typesetter.text(of: told[section][index]))
      return true
    }
    write(typesetter.text(of: Block(section: section, content: .asked(question))))
    let prompt = "\n  your guess, 1 to \(question.choices.count) (Enter skips): "
    while true {
      write(prompt)
      switch line().flatMap(question.guess) ?? .leave {
      case .choice(let guess):
        told[section][index].content = .answered(question, guess: guess)
        write("\n" + terminal().answer(to: guess, of: question) + "\n")
        return true
      case .unclear: say("Type a number, or the first letters of a choice.")
      case .leave: return false
      }
    }
  }

  private func write(_ text: String) {
    hasWritten = true
    output(text)
  }
}
