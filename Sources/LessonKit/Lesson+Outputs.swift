import Learner
import Plots

extension Lesson {
  /// Shows a few lines as they are, in a monospaced block.
  public func show(_ text: String, line: Int = #line) { emit(.text(text), line) }

  /// Shows a table: the columns' names, then one array of cells per row. Cells may hold formulas.
  public func table(_ columns: [String], _ rows: [[String]], line: Int = #line) {
    emit(.table(Table(columns: columns, rows: rows)), line)
  }

  /// Shows a figure. `name` becomes the file's name, `caption` says what there is to see.
  public func figure(_ name: String, _ figure: Figure, caption: String, line: Int = #line) {
    emit(.figure(name: name, figure, caption: caption), line)
  }

  /// Shows a figure of one plot.
  public func figure(_ name: String, _ plot: Plot, caption: String, line: Int = #line) {
    figure(name, .plot(plot), caption: caption, line: line)
  }

  /// Tells what is true of this machine and this minute only, such as a time: on stderr, and never on the page.
  public func aside(_ text: String, line: Int = #line) {
    advance(to: line)
    if options.checkOnly || options.page != nil || !narration.isTelling || reader?.isSilent == true { return }
    progressLine.clear()
    writeToStandardError("\n" + Terminal(options).wrapped("(on this machine, now) \(text)") + "\n")
  }

  /// Passes the elements on, one by one, and shows on stderr how far it has got if that takes a while.
  public func progress<Elements: Collection>(
    _ label: String, _ elements: Elements, line: Int = #line
  ) -> Progress<Elements> {
    advance(to: line)
    return Progress(label: label, elements: elements, line: progressLine)
  }

  /// Lists the lesson's exercises.
  public func exercises(line: Int = #line) {
    table(
      ["exercise", "what you write"], offer.outline.exercises.map { [offer.outline.link(to: $0), $0.title] }, line: line
    )
  }
}
