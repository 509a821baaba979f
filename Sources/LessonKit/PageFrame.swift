import Curriculum

/// What makes a page one of a book: the way to the lessons before and after it, what it takes and needs, its contents.
struct PageFrame {
  let lesson: LessonOutline
  let source: LessonSource

  /// The way to the course, and to the built lessons before and after this one:
  ///
  ///     Unstuck · ← 03 Backprop by hand · **05 Vanishing and exploding gradients** · 06 Zero-centering and the zig-zag →
  var way: String {
    let built = LessonOutline.all.filter(\.isBuilt)
    let before = built.last { $0.number < lesson.number }
    let after = built.first { $0.number > lesson.number }
    return [
      "[Unstuck](../../README.md)", before.map { "← " + $0.pageLink },
      "**\(lesson.twoDigits) \(lesson.title)**", after.map { $0.pageLink + " →" },
    ].compactMap(\.self).joined(separator: " · ")
  }

  /// How long it takes, what there is to do, and which lessons it builds on:
  ///
  ///     25 minutes · 6 exercises, with solutions · needs 03 Backprop by hand
  var facts: String {
    let needs = lesson.needs.compactMap(LessonOutline.numbered).filter(\.isBuilt).map(\.pageLink)
    let count = lesson.exercises.count
    let exercises =
      "[\(count) exercise\(count == 1 ? "" : "s")](../../Exercises/\(lesson.name).swift), "
      + "with [solutions](../../Solutions/\(lesson.name).swift)"
    return [
      source.minutes == 1 ? "1 minute" : "\(source.minutes) minutes", lesson.exercises.isEmpty ? nil : exercises,
      needs.isEmpty ? nil : "needs " + needs.joined(separator: ", "),
    ].compactMap(\.self).joined(separator: " · ")
  }

  /// The page with the facts and the contents under its title.
  func withFacts(_ page: String) -> String {
    let block = [facts, contents(of: page)].compactMap(\.self).joined(separator: "\n\n")
    guard page.hasPrefix("# ") else { return block + "\n\n" + page }
    let title = page.prefix { $0 != "\n" }
    return [String(title), block, String(page.dropFirst(title.count).drop { $0 == "\n" })].joined(separator: "\n\n")
  }

  /// The sections of the page, folded, each with a link to it; nil if there are none.
  private func contents(of page: String) -> String? {
    if source.sections.isEmpty { return nil }
    let headings = headings(of: page)
    let anchors = Dictionary(zip(headings, anchors(of: headings))) { first, _ in first }
    let lines = source.sections.enumerated().map { i, section in
      let heading = section.heading.replacing(/[*`]/, with: "")
      let deeper = section.isDeeper ? " · *deeper*" : ""
      return "\(i + 1). [\(section.title)](#\(anchors[heading] ?? ""))\(deeper)"
    }
    return "<details><summary>Contents</summary>\n\n\(lines.joined(separator: "\n"))\n\n</details>"
  }
}

extension LessonSource.Section {
  /// As the page's heading has it.
  var heading: String { isDeeper ? "\(title) · *deeper*" : title }
}

extension LessonSource.Passage {
  /// The passage with its heading as the page has it.
  var headingShown: LessonSource.Passage {
    guard let section, section.isDeeper else { return self }
    let heading = text.prefix { $0 != "\n" }
    return LessonSource.Passage(kind: kind, lines: lines, text: "## " + section.heading + text.dropFirst(heading.count))
  }
}

extension LessonOutline {
  /// A link to the lesson's page, from another one's.
  fileprivate var pageLink: String { "[\(twoDigits) \(title)](\(pagePath))" }

  /// Where the lesson's page is, from another one's.
  var pagePath: String { "../\(name)/README.md" }
}
