/// The anchors that GitHub gives to a page's headings, from the first to the last, for links to `#anchor`.
///
/// Small letters and digits of any script stay, and so do hyphens and underscores; blanks become hyphens; everything else
/// goes, superscripts too. The second heading of a name has `-1` at its end, the third `-2`.
/// Source: github.com/gjtorikian/html-pipeline, its filter for tables of contents.
func anchors(of headings: [String]) -> [String] {
  var count: [String: Int] = [:]
  return headings.map { heading in
    let kept = heading.lowercased().unicodeScalars.compactMap { scalar -> Character? in
      switch scalar.properties.generalCategory {
      case _ where scalar == " ": "-"
      case _ where scalar == "-": "-"
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
        .spacingMark, .enclosingMark, .decimalNumber, .connectorPunctuation:
        Character(scalar)
      default: nil
      }
    }
    let name = String(kept)
    defer { count[name, default: 0] += 1 }
    return count[name].map { "\(name)-\($0)" } ?? name
  }
}

/// The headings of a page in Markdown, as they read: without the marks of emphasis and code.
func headings(of page: String) -> [String] {
  page.replacing(/(?m)^```[\s\S]*?^```/, with: "").matches(of: /(?m)^#{1,6} (.+)$/).map { heading in
    String(heading.output.1.replacing(/[*`]/, with: ""))
  }
}
