extension Markdown {
  /// The same prose for a page on GitHub, whose plain `$…$` misreads some TeX as Markdown.
  ///
  /// An inline formula becomes ``$`…`$``, a display formula a block of language `math`; `\operatorname`, which
  /// GitHub forbids, becomes `\mathop{\mathrm{…}}`. Code stays as it is, and so does a page already in this form.
  public static func forGitHub(_ source: String) -> String {
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var result: [String] = []
    var prose: [String] = []
    func flush() {
      if !prose.isEmpty {
        result += inlineForGitHub(prose.joined(separator: "\n")).split(
          separator: "\n", omittingEmptySubsequences: false
        ).map(String.init)
      }
      prose = []
    }
    var index = 0
    while index < lines.count {
      let (prefix, text) = container(lines[index])
      if let fence = fence(text) {
        flush()
        let isFormula = trimmed(text.dropFirst(fence.count)) == "math"
        result.append(lines[index])
        index += 1
        while index < lines.count {
          let line = lines[index]
          let isEnd =
            trimmed(container(line).text).hasPrefix(fence) && container(line).text.allSatisfy { $0 == fence.first }
          result.append(isFormula ? allowedMacros(line) : line)
          index += 1
          if isEnd { break }
        }
      } else if text.hasPrefix("$$"), let (tex, next) = displayBody(lines, from: index, text) {
        flush()
        let hanging = String(prefix.map { $0 == ">" ? ">" : " " })
        result += [prefix + "```math"] + tex.map { hanging + allowedMacros($0) } + [hanging + "```"]
        index = next
      } else {
        if text.isEmpty { flush() }
        prose.append(lines[index])
        if text.isEmpty { flush() }
        index += 1
      }
    }
    flush()
    return result.joined(separator: "\n")
  }

  /// A line without what it stands in: indentation, quote marks, a list marker.
  private static func container(_ line: String) -> (prefix: String, text: String) {
    var count = line.prefix { $0 == " " || $0 == ">" }.count
    let rest = SourceLine(number: 0, text: String(line.dropFirst(count)))
    if let marker = listMarker(rest), rest.text.dropFirst(marker.offset).hasPrefix("$$") { count += marker.offset }
    return (String(line.prefix(count)), trimmed(line.dropFirst(count)))
  }

  /// The lines of TeX between two `$$`, and the index of the line after them; nil if they do not close.
  private static func displayBody(_ lines: [String], from start: Int, _ first: String) -> (tex: [String], next: Int)? {
    var tex: [String] = []
    var rest = String(first.dropFirst(2))
    for index in start..<lines.count {
      if index > start { rest = container(lines[index]).text }
      if let end = firstDoubleDollar(rest[...]) {
        guard trimmed(rest[end...].dropFirst(2)).isEmpty else { return nil }
        tex.append(trimmed(rest[..<end]))
        return (tex.filter { !$0.isEmpty }, index + 1)
      }
      tex.append(trimmed(rest))
    }
    return nil
  }

  /// A paragraph with GitHub's form of its formulas; code and escaped characters stay.
  private static func inlineForGitHub(_ text: String) -> String {
    let characters = Array(text)
    var result = ""
    var index = 0
    while index < characters.count {
      let character = characters[index]
      if character == "\\", index + 1 < characters.count {
        result += String(characters[index...(index + 1)])
        index += 2
      } else if character == "`" {
        let run = characters[index...].prefix { $0 == "`" }.count
        var end = index + run
        while end < characters.count {
          let closing = characters[end...].prefix { $0 == "`" }.count
          if closing == run { break }
          end += max(1, closing)
        }
        let next = end < characters.count ? end + run : index + run
        result += String(characters[index..<next])
        index = next
      } else if character == "$" {
        let isGitHub = index + 1 < characters.count && characters[index + 1] == "`"
        let start = index + (isGitHub ? 2 : 1)
        if let end = formulaEnd(characters, from: start, isGitHub: isGitHub) {
          let tex = String(characters[start..<end].map { $0.isNewline ? " " : $0 })
          result += "$`\(allowedMacros(tex))`$"
          index = end + (isGitHub ? 2 : 1)
        } else {
          result.append(character)
          index += 1
        }
      } else {
        result.append(character)
        index += 1
      }
    }
    return result
  }

  /// GitHub answers `\operatorname` with "The following macros are not allowed" (github/markup, issue 1688).
  private static func allowedMacros(_ tex: String) -> String {
    let command = "\\operatorname"
    var result = ""
    var rest = tex[...]
    while let start = rest.indices.first(where: { rest[$0...].hasPrefix(command) }) {
      result += rest[..<start]
      rest = rest[start...].dropFirst(command.count)
      let hasLimits = rest.first == "*"
      if hasLimits { rest = rest.dropFirst() }
      guard rest.first == "{", let end = rest.firstIndex(of: "}") else {
        result += command + (hasLimits ? "*" : "")
        continue
      }
      result += "\\mathop{\\mathrm\(rest[...end])}" + (hasLimits ? "\\limits" : "\\nolimits")
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }
}
