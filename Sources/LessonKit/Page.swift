import Typesetting

/// A lesson's page: its prose, its code, and under each piece of code what it showed, as Markdown for GitHub.
struct Page {
  let markdown: String

  /// The page of a lesson that has been told to its end.
  init(source: LessonSource, _ narration: Narration) {
    let code = source.passages.filter { $0.kind == .code }
    for (line, _) in narration.outputs {
      precondition(
        code.contains { $0.lines.contains(line) },
        "what line \(line) shows has no place on the page: main.swift has no code there (is it shown by another file?)")
    }
    var blocks = ["<!-- Woven from main.swift by `swift run course weave`. Edit main.swift, not this page. -->"]
    for passage in source.passages {
      switch passage.kind {
      case .prose: blocks.append(Markdown.forGitHub(passage.filled(with: narration.values)))
      case .code: blocks.append("```swift\n\(passage.text)\n```")
      }
      let shown = narration.outputs.filter { passage.lines.contains($0.line) }.map(\.output)
      for (i, output) in shown.enumerated() {
        // Claims in a row make one list.
        if output.isClaim, i > 0, shown[i - 1].isClaim {
          blocks[blocks.count - 1] += "\n" + output.markdown
        } else {
          blocks.append(output.markdown)
        }
      }
    }
    markdown = blocks.joined(separator: "\n\n") + "\n"
  }
}
