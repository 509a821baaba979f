/// A lesson's page: its prose, its code, and under each piece of code what it showed, as Markdown for GitHub.
struct Page {
  let markdown: String

  init(source: LessonSource, outputs: [(line: Int, output: Output)], values: [String: String]) {
    var blocks = ["<!-- Woven from main.swift by `swift run course weave`. Edit main.swift, not this page. -->"]
    for passage in source.passages {
      switch passage.kind {
      case .prose: blocks.append(Markdown.forGitHub(Prose(passage, values: values).markdown))
      case .code: blocks.append("```swift\n\(passage.text)\n```")
      }
      let shown = outputs.filter { passage.lines.contains($0.line) }.map(\.output)
      for (i, output) in shown.enumerated() {
        // Claims in a row make one list.
        if case .claim = output, i > 0, case .claim = shown[i - 1] {
          blocks[blocks.count - 1] += "\n" + output.markdown
        } else {
          blocks.append(output.markdown)
        }
      }
    }
    markdown = blocks.joined(separator: "\n\n") + "\n"
  }
}
