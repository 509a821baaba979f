import Typesetting

/// A question that the reader decides before the run answers it.
struct Question {
  let text: String
  let choices: [String]
  /// The place of the right choice, as the run has it.
  let answer: Int
  /// Why it is right, in one or two sentences.
  let reason: String

  init(_ text: String, _ choices: [String], answer: Int, _ reason: String) {
    precondition(Set(choices).count == choices.count && choices.count > 1, "'\(text)' needs different choices")
    precondition(choices.indices.contains(answer), "'\(text)' has no choice \(answer): they are counted from 0")
    self.text = text
    self.choices = choices
    self.answer = answer
    self.reason = reason
  }

  /// The answer to whoever guessed that choice, or none.
  func answer(to guess: Int?) -> String {
    switch guess {
    case answer: "Yes, \(choices[answer]): \(reason)"
    case let guess?: "You said \(choices[guess]). It is \(choices[answer]): \(reason)"
    case nil: "It is \(choices[answer]): \(reason)"
    }
  }

  /// What a line that answers the question says.
  enum Guess: Equatable {
    /// The choice in that place; nil if the reader would rather be told.
    case choice(Int?)
    case unclear
    case leave
  }

  /// Reads a line: a choice's number from 1 or its first letters, nothing at all, or q.
  func guess(_ line: String) -> Guess {
    let line = line.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
    if line.isEmpty { return .choice(nil) }
    if let number = Int(line), choices.indices.contains(number - 1) { return .choice(number - 1) }
    let texts = choices.map { Self.text($0).lowercased() }
    if let exact = texts.firstIndex(of: line) { return .choice(exact) }
    let found = texts.indices.filter { texts[$0].hasPrefix(line) }
    return found.count == 1 ? .choice(found[0]) : found.isEmpty && line == "q" ? .leave : .unclear
  }

  /// On the page the answer is folded away.
  var markdown: String {
    let choices = choices.enumerated().map { "\($0 + 1) \($1)" }.joined(separator: " · ")
    let summary = "<b>\(Self.plain(text))</b> \(Self.plain(choices)). Decide, then open."
    return "<details><summary>\(summary)</summary>\n\n\(Markdown.forGitHub(answer(to: nil)))\n\n</details>"
  }

  /// Markdown on one line, without styles.
  private static func text(_ markdown: String) -> String { Terminal(width: 10_000).text(Markdown(markdown)) }

  /// Markdown as HTML that has none: GitHub takes neither formulas nor stars in a summary.
  private static func plain(_ markdown: String) -> String {
    text(markdown).replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}

extension Terminal {
  /// A question with its choices, numbered from 1: beside each other where they fit, else one under the other.
  func question(_ question: Question) -> String {
    let choices = question.choices.enumerated().map { "\($0 + 1)\u{A0}\(text(Markdown($1), indent: 6))" }
    let line = choices.joined(separator: "   ")
    let fits = displayWidth(line) <= width - 4 && !line.contains("\n")
    let list = fits ? "    " + line : choices.map { wrapped($0, indent: 4) }.joined(separator: "\n")
    return styled("?", .bold) + " " + text(Markdown("**\(question.text)**"), indent: 2).indentedAfterFirst + "\n" + list
  }

  /// What is said to whoever guessed that choice, or none.
  func answer(to guess: Int?, of question: Question) -> String {
    "  " + text(Markdown(question.answer(to: guess)), indent: 2).indentedAfterFirst
  }
}
