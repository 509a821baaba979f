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
      blocks += outputs.filter { passage.lines.contains($0.line) }.map(\.output.markdown)
    }
    markdown = blocks.joined(separator: "\n\n") + "\n"
  }
}
