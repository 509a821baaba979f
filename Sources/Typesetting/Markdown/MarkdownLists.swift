/// Lists, whose items are blocks again.
extension Markdown {
  /// What an item begins with: a bullet, or a number.
  struct ListMarker: Hashable {
    let indent: Int
    /// Where the item's text starts.
    let offset: Int
    /// nil for a bullet.
    let number: Int?
    let character: Character

    func continues(_ other: ListMarker) -> Bool { character == other.character && indent < other.offset }
  }

  /// The marker that a line begins with, or nil. A bullet without text is none.
  static func listMarker(_ line: SourceLine) -> ListMarker? {
    let text = line.text.dropFirst(line.indent)
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard digits.count < 10, let mark = text.dropFirst(digits.count).first else { return nil }
    guard (digits.isEmpty ? "-*+" : ".)").contains(mark) else { return nil }
    let rest = text.dropFirst(digits.count + 1)
    guard rest.first == " ", !trimmed(rest).isEmpty else { return nil }
    let spaces = rest.prefix { $0 == " " }.count
    return ListMarker(
      indent: line.indent, offset: line.indent + digits.count + 1 + min(spaces, 4), number: Int(digits), character: mark
    )
  }

  /// A list: items whose text, and whatever is indented as far, are blocks again.
  static func list(
    _ lines: [SourceLine], _ index: inout Int, _ first: ListMarker
  ) throws(MarkdownError) -> Block {
    var items: [[Block]] = []
    var isTight = true
    while index < lines.count, let marker = listMarker(lines[index]), marker.continues(first) {
      let opening = lines[index]
      var inside = [SourceLine(number: opening.number, text: String(opening.text.dropFirst(marker.offset)))]
      index += 1
      while index < lines.count {
        let line = lines[index]
        let isBlank = line.trimmed.isEmpty
        if isBlank {
          guard let next = lines[index...].first(where: { !$0.trimmed.isEmpty }), next.indent >= marker.offset else {
            break
          }
        } else if line.indent < marker.offset {
          let isLazy = !inside.last!.trimmed.isEmpty && listMarker(line) == nil && fence(line.trimmed) == nil
          guard isLazy, !"#>$|".contains(line.trimmed.first!) else { break }
        }
        inside.append(line.dropping(marker.offset))
        index += 1
      }
      let item = try blocks(inside)
      if zip(item, item.dropFirst()).contains(where: { $0.isParagraph && $1.isParagraph }) { isTight = false }
      items.append(item)
      // A blank line between two items sets them apart.
      let rest = lines[index...].drop { $0.trimmed.isEmpty }
      if let next = rest.first, rest.startIndex > index, listMarker(next)?.continues(first) == true {
        isTight = false
        index = rest.startIndex
      }
    }
    return .list(items, first: first.number, isTight: isTight)
  }
}
