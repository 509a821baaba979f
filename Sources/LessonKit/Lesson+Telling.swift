import Learner
import Foundation

extension Lesson {
  /// Ends the lesson: tells what is left, writes what was asked for, and exits with 1 if a claim failed.
  public func end() -> Never {
    tell(narration.finish())
    if let reader {
      if !reader.finish() { leave() }
      typesetter = Typesetter(for: Terminal(options), sectionCount: offer.sections.count, isBelow: true)
    }
    for block in [narration.verdict(seed: seed), whatIsNext] {
      if let block { write(typesetter.text(of: block)) }
    }
    do throws(UsageError) {
      if let folder = figuresFolder { try writeFigures(to: folder) }
      if let folder = pageFolder, narration.failedClaims == 0 {
        // The page comes last: what it shows is there.
        try writeFigures(to: folder.subfolder("figures"))
        try folder.write(Page(of: offer.outline, source: source, narration).markdown, to: "README.md")
      }
    } catch {
      error.exit()
    }
    leave()
  }

  private var whatIsNext: Block? {
    let isWhole = options.section == nil && !options.checkOnly
    return isWhole ? Block(section: offer.sections.count, content: .steps(offer.outline.steps)) : nil
  }

  private func leave() -> Never { exit(narration.failedClaims == 0 ? 0 : 1) }

  // MARK: Telling

  /// Shows an output where the lesson stands, and ends the lesson if that is past what was asked for.
  func emit(_ output: Output, _ line: Int) {
    tell(narration.add(output, line: line))
    if narration.isOver { end() }
  }

  /// Tells the prose above `line`, or ends the lesson if all that was asked for is told.
  func advance(to line: Int) {
    tell(narration.advance(to: line))
    if narration.isOver { end() }
  }

  private func tell(_ blocks: [Block]) {
    for block in blocks {
      if let reader {
        if !reader.tell(block) { leave() }
      } else {
        write(typesetter.text(of: block))
      }
    }
  }

  private func write(_ text: String) {
    progressLine.clear()
    writeToStandardOutput(text)
  }

  /// Every figure that was shown, under its name.
  private func writeFigures(to folder: Folder) throws(UsageError) {
    for case (_, .figure(let name, let figure, _)) in narration.outputs {
      try folder.write(figure.svg(), to: "\(name).svg")
    }
  }
}
