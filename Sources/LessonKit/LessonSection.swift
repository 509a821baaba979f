extension LessonSource {
  /// A part of a lesson, from its `##` heading on.
  ///
  ///     //: ## How deep does it carry? (deeper)
  ///
  /// is a deeper one, which a first reading can leave out.
  struct Section: Equatable {
    /// Without the mark of a deeper one.
    let title: String
    let isDeeper: Bool
    /// The line of the heading.
    let line: Int

    /// As the terminal shows it.
    var shownTitle: String { isDeeper ? "\(title) · deeper" : title }
  }
}

extension LessonSource.Passage {
  /// The section that the passage begins, or nil.
  var section: LessonSource.Section? {
    guard kind == .prose, text.hasPrefix("## ") else { return nil }
    let heading = text.prefix { $0 != "\n" }.dropFirst(3)
    let mark = " (deeper)"
    let isDeeper = heading.hasSuffix(mark)
    return LessonSource.Section(
      title: String(isDeeper ? heading.dropLast(mark.count) : heading), isDeeper: isDeeper, line: lines.lowerBound)
  }
}
