extension Lesson {
  /// Asks before the result is shown; the reader decides, and the run, which has the result, answers.
  ///
  ///     lesson.ask(
  ///       "Which activation gains most?", ["ReLU", "sigmoid", "tanh"], answer: gains.indices.max { gains[$0] < gains[$1] }!,
  ///       "from {{sigmoid before}} to {{sigmoid after}}.")
  ///
  /// - Parameters:
  ///   - answer: the place of the right choice, counted from 0, computed from the run.
  ///   - reason: what follows the right choice and a colon; `{{name}}` is what was recorded before.
  public func ask(_ question: String, _ choices: [String], answer: Int, _ reason: String, line: Int = #line) {
    let reason = reason.filled(with: narration.values, in: "the question of line \(line)")
    emit(.question(Question(question, choices, answer: answer, reason)), line)
  }

  /// Says what to try next, and what to look for: `lesson.try("--section 1 --rate 0.0202", "What happens?")`.
  public func `try`(_ options: String, _ question: String, line: Int = #line) {
    check(options)
    emit(.experiment("Try: `swift run \(offer.outline.target) \(options)`. \(question)"), line)
  }
}
