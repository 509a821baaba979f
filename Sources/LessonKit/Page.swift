import Curriculum
import Typesetting

/// A lesson's page, as Markdown for GitHub: its prose, its code, and under each piece of code what it showed. Around it
/// stands what makes the pages a book, from PageFrame.swift.
struct Page {
  let markdown: String

  /// The page of a lesson that has been told to its end.
  init(of lesson: LessonOutline, source: LessonSource, _ narration: Narration) {
    let code = source.passages.filter { $0.kind == .code }
    for (line, _) in narration.outputs {
      precondition(
        code.contains { $0.lines.contains(line) },
        "what line \(line) shows has no place on the page: main.swift has no code there (is it shown by another file?)")
    }
    let frame = PageFrame(lesson: lesson, source: source)
    let links = PageLinks(lesson: lesson)
    var blocks: [String] = []
    for passage in source.passages {
      switch passage.kind {
      case .prose:
        let prose = passage.headingShown.filled(with: narration.values)
        blocks.append(Markdown.forGitHub(links.added(to: prose)))
      case .code:
        let shown = narration.outputs.filter { passage.lines.contains($0.line) }
        let starts = passage.pieces.map(\.lines.lowerBound)
        blocks += Self.blocks(shown.filter { $0.line < starts.first ?? .max }.map(\.output))
        for (piece, end) in zip(passage.pieces, starts.dropFirst() + [.max]) {
          blocks.append(piece.markdown)
          blocks += Self.blocks(shown.filter { (piece.lines.lowerBound..<end).contains($0.line) }.map(\.output))
        }
      }
    }
    let body = frame.withFacts(blocks.joined(separator: "\n\n"))
    markdown = [Self.notice, frame.way, body, "---", frame.way].joined(separator: "\n\n") + "\n"
  }

  private static let notice =
    "<!-- Woven from main.swift by `swift run course weave`. Edit main.swift, not this page. -->"

  /// What was shown, one block each; claims in a row make one list.
  private static func blocks(_ outputs: [Output]) -> [String] {
    var blocks: [String] = []
    for (i, output) in outputs.enumerated() {
      if output.isClaim, i > 0, outputs[i - 1].isClaim {
        blocks[blocks.count - 1] += "\n" + output.markdown
      } else {
        blocks.append(output.markdown)
      }
    }
    return blocks
  }
}

extension LessonSource.Passage.Piece {
  /// As the page shows it: what only shows is folded.
  fileprivate var markdown: String {
    let code = "```swift\n\(text)\n```"
    return switch kind {
    case .idea: code
    case .showing: "<details><summary>how this is shown</summary>\n\n\(code)\n\n</details>"
    }
  }
}
