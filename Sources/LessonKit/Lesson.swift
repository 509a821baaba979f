import Curriculum
import Foundation
import Plots

/// A lesson that is being told: `main.swift` computes, and speaks through this.
///
///     let lesson = Lesson(10)
///     lesson.claim("each feature leaves with mean 0", largestMean, isBelow: 1e-12)
///     lesson.record("largest mean", largestMean, .significant(2))
///     //: The largest mean left is {{largest mean}}.
///     lesson.end()
///
/// Each output carries the line that made it (`#line`). So the terminal tells the prose above that line first, and the
/// page places the output under its code, as a notebook does. A function that shows something for its caller takes
/// `line: Int = #line` too, and passes it on.
public final class Lesson {
  /// The seed of all random numbers: the lesson's own, or what `--seed` asks for.
  public let seed: UInt64
  /// The folder that `--mnist` names, for lessons that train on digits.
  public let mnist: String?

  private let outline: LessonOutline
  private let source: LessonSource
  private let options: Options
  private let terminal: Terminal
  private let figuresFolder: Folder?
  private let pageFolder: Folder?
  private let progressLine: ProgressLine
  private var narration: Narration

  /// Reads the command line of lesson `number`, whose own seed is that number. `takesMNIST` is for lessons that train
  /// on digits.
  public convenience init(_ number: Int, takesMNIST: Bool = false, file: String = #filePath) {
    self.init(number, takesMNIST: takesMNIST, file: file, arguments: Array(CommandLine.arguments.dropFirst()))
  }

  init(_ number: Int, takesMNIST: Bool = false, file: String, arguments: [String]) {
    endWithReader()
    outline = LessonOutline.all[number - 1]
    do throws(UsageError) {
      options = try Options(arguments, takesMNIST: takesMNIST)
      if options.help {
        writeToStandardOutput(Options.helpText(for: outline, takesMNIST: takesMNIST))
        exit(0)
      }
      source = try LessonSource(contentsOf: file)
      terminal = Terminal(options)
      narration = try Narration(of: source, options, on: terminal)
      figuresFolder = options.figures.map(Folder.init)
      pageFolder = options.page.map(Folder.init)
      for folder in [figuresFolder, pageFolder, pageFolder?.subfolder("figures")] { try folder?.prepare() }
    } catch {
      error.exit()
    }
    seed = options.seed ?? UInt64(number)
    mnist = options.mnist
    progressLine = ProgressLine(isEnabled: terminal.showsProgress, width: terminal.width)
  }

  // MARK: Outputs

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

  /// Claims that `measured` is below `limit`. A claim that fails makes the program end with exit code 1.
  ///
  /// With a name, the claim records what it measured too, as it shows it or in a format of its own:
  ///
  ///     lesson.claim("ten epochs make the layer's outputs wider", growth, isAbove: 1.5, .fixed(2), as: "growth")
  ///     lesson.claim("ten epochs make the layer's outputs wider", growth, isAbove: 1.5, as: "growth", .fixed(1))
  public func claim(
    _ statement: String, _ measured: Double, isBelow limit: Double, _ format: NumberFormat = .significant(3),
    as name: String? = nil, _ proseFormat: NumberFormat? = nil, line: Int = #line
  ) {
    claim(
      Claim(statement: statement, measured: measured, bound: .below(limit), format: format), name, proseFormat, line)
  }

  /// Claims that `measured` is above `limit`, and records it if it is given a name.
  public func claim(
    _ statement: String, _ measured: Double, isAbove limit: Double, _ format: NumberFormat = .significant(3),
    as name: String? = nil, _ proseFormat: NumberFormat? = nil, line: Int = #line
  ) {
    claim(
      Claim(statement: statement, measured: measured, bound: .above(limit), format: format), name, proseFormat, line)
  }

  /// Claims that `measured` is in `range`, ends included, and records it if it is given a name.
  public func claim(
    _ statement: String, _ measured: Double, isWithin range: ClosedRange<Double>,
    _ format: NumberFormat = .significant(3), as name: String? = nil, _ proseFormat: NumberFormat? = nil,
    line: Int = #line
  ) {
    claim(
      Claim(statement: statement, measured: measured, bound: .within(range), format: format), name, proseFormat, line)
  }

  /// Gives prose the number that `{{name}}` stands for. It must be recorded before the lesson gets to that prose.
  public func record(_ name: String, _ value: Double, _ format: NumberFormat = .significant(3)) {
    narration.record(name, format.text(value))
  }

  /// Tells what is true of this machine and this minute only, such as a time: on stderr, and never on the page.
  public func aside(_ text: String, line: Int = #line) {
    advance(to: line)
    if options.checkOnly || options.page != nil || !narration.isTelling { return }
    progressLine.clear()
    writeToStandardError("\n" + terminal.wrapped("(on this machine, now) \(text)") + "\n")
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
    table(["exercise", "what you write"], outline.exercises.map { [$0.id, $0.title] }, line: line)
  }

  /// Ends the lesson: tells the rest, writes what was asked for, and exits with 1 if a claim failed.
  public func end() -> Never {
    write(narration.finish(seed: seed))
    do throws(UsageError) {
      if let folder = figuresFolder { try writeFigures(to: folder) }
      if let folder = pageFolder, narration.failedClaims == 0 {
        // The page comes last: what it shows is there.
        try writeFigures(to: folder.subfolder("figures"))
        try folder.write(Page(source: source, narration).markdown, to: "README.md")
      }
    } catch {
      error.exit()
    }
    exit(narration.failedClaims == 0 ? 0 : 1)
  }

  // MARK: Telling

  private func claim(_ claim: Claim, _ name: String?, _ proseFormat: NumberFormat?, _ line: Int) {
    if let name { narration.record(name, proseFormat?.text(claim.measured) ?? claim.measuredText) }
    emit(.claim(claim), line)
  }

  private func emit(_ output: Output, _ line: Int) {
    write(narration.add(output, line: line))
    if narration.isOver { end() }
  }

  /// Tells the prose above `line`, or ends the lesson if all that was asked for is told.
  private func advance(to line: Int) {
    write(narration.advance(to: line))
    if narration.isOver { end() }
  }

  private func write(_ text: String) {
    if text.isEmpty { return }
    progressLine.clear()
    writeToStandardOutput(text)
  }

  private func writeFigures(to folder: Folder) throws(UsageError) {
    for case (_, .figure(let name, let figure, _)) in narration.outputs {
      try folder.write(figure.svg(), to: "\(name).svg")
    }
  }
}
