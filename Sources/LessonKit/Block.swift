import Typesetting

/// A piece of a lesson that is told at once, with a blank line before it.
struct Block {
  enum Content {
    case heading(String)
    case prose(Markdown)
    case code(String)
    case output(Output)
    /// A question that waits for an answer.
    case asked(Question)
    /// A question with the choice that the reader guessed, if any.
    case answered(Question, guess: Int?)
    case note(String)
    /// A claim as a program reads it.
    case record(String)
    /// Commands to run next, and what they do.
    case steps([(term: String, meaning: String)])
  }

  /// The number of the section that it belongs to, from 1; 0 for what stands before the first.
  let section: Int
  var content: Content
}

/// Blocks as a terminal shows them, one after the other.
struct Typesetter {
  let terminal: Terminal
  let sectionCount: Int
  private var lastWasClaim: Bool?  // nil before the first

  /// A typesetter that begins on a terminal with nothing on it, or below what is there.
  init(for terminal: Terminal, sectionCount: Int, isBelow: Bool = false) {
    self.terminal = terminal
    self.sectionCount = sectionCount
    lastWasClaim = isBelow ? false : nil
  }

  /// The text of a block, with a blank line before it unless it is the first; a claim stands right under a claim.
  mutating func text(of block: Block) -> String {
    let isClaim =
      switch block.content {
      case .output(let output): output.isClaim
      case .record: true
      default: false
      }
    let gap = lastWasClaim.map { isClaim && $0 ? "" : "\n" } ?? ""
    lastWasClaim = isClaim
    return gap + body(of: block) + "\n"
  }

  private func body(of block: Block) -> String {
    switch block.content {
    case .heading(let title): terminal.heading(block.section, of: sectionCount, title)
    case .prose(let prose): terminal.text(prose)
    case .code(let code): terminal.code(code)
    case .output(let output): output.text(for: terminal)
    case .asked(let question): terminal.question(question)
    case .answered(let question, let guess):
      terminal.question(question) + "\n\n" + terminal.answer(to: guess, of: question)
    case .note(let text): terminal.wrapped(text)
    case .record(let line): line
    case .steps(let steps): "Next\n\n" + terminal.definitions(steps, indent: 2)
    }
  }
}
