import Plots
import Typesetting

/// What a lesson shows under the code that made it.
enum Output {
  case text(String)
  case table(Table)
  case figure(name: String, Figure, caption: String)
  case claim(Claim)
  case question(Question)
  /// A command to try, and what to look for, as Markdown.
  case experiment(String)

  var isClaim: Bool { if case .claim = self { true } else { false } }

  /// As the terminal shows it.
  func text(for terminal: Terminal) -> String {
    switch self {
    case .text(let text):
      text
    case .table(let table):
      terminal.text(Markdown(table.markdown))
    case .figure(_, let figure, let caption):
      figure.text(width: terminal.width, color: terminal.isStyled) + "\n" + terminal.text(Markdown("*\(caption)*"))
    case .claim(let claim):
      terminal.claim(claim)
    case .question(let question):
      terminal.question(question) + "\n\n" + terminal.answer(to: nil, of: question)
    case .experiment(let experiment):
      terminal.text(Markdown(experiment))
    }
  }

  /// As the page shows it.
  var markdown: String {
    switch self {
    case .text(let text): "```text\n\(text)\n```"
    case .table(let table): Markdown.forGitHub(table.markdown)
    case .figure(let name, let figure, let caption):
      "![\(Self.alternative(figure.summary))](figures/\(name).svg)\n\n" + Markdown.forGitHub("*\(caption)*")
    case .claim(let claim): Markdown.forGitHub("- \(claim.mark) \(claim.sentence(emphasis: "**"))")
    case .question(let question): question.markdown
    case .experiment(let experiment): Markdown.forGitHub(experiment)
    }
  }

  /// What is read out in place of a picture: its description, with nothing in it that would be read as Markdown.
  private static func alternative(_ description: String) -> String {
    description.replacing("\n", with: " ").replacing(/[\[\]\\*_`<$]/) { "\\" + $0.output }
  }
}
