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

  private let takesMNIST: Bool
  let outline: LessonOutline
  private let source: LessonSource
  private let options: Options
  private let knobs: [Knob]
  private let terminal: Terminal
  private let figuresFolder: Folder?
  private let pageFolder: Folder?
  private let progressLine: ProgressLine
  var narration: Narration

  /// Reads the command line of lesson `number`, whose own seed is that number. `takesMNIST` is for lessons that train
  /// on digits; `knobs` are numbers that the reader may turn.
  public convenience init(
    _ number: Int, takesMNIST: Bool = false, knobs: Knob..., file: String = #filePath
  ) {
    self.init(
      number, takesMNIST: takesMNIST, knobs: knobs, file: file, arguments: Array(CommandLine.arguments.dropFirst()))
  }

  /// The same for any command line. Ends the program with one clear line and exit code 2 for what cannot be used.
  init(_ number: Int, takesMNIST: Bool = false, knobs: [Knob] = [], file: String, arguments: [String]) {
    endWithReader()
    guard let outline = LessonOutline.numbered(number) else {
      preconditionFailure("there is no lesson \(number) in Sources/Curriculum/Lessons.swift")
    }
    self.outline = outline
    self.takesMNIST = takesMNIST
    self.knobs = knobs
    do throws(UsageError) {
      options = try Options(arguments, for: outline, takesMNIST: takesMNIST, knobs: knobs)
      terminal = Terminal(options)
      if options.help {
        writeToStandardOutput(Options.helpText(for: outline, takesMNIST: takesMNIST, knobs: knobs, on: terminal))
        exit(0)
      }
      source = try LessonSource(contentsOf: file)
      narration = try Narration(of: source, options, turned: knobs.turned(options.knobs), on: terminal)
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

  /// The knob's value: the lesson's own, or what its option asks for.
  public func knob(_ name: String) -> Double {
    guard let knob = knobs.first(where: { $0.name == name }) else {
      preconditionFailure("there is no knob '\(name)' in Lesson(\(outline.number), knobs: …)")
    }
    return options.knobs[name] ?? knob.value
  }

  /// Stops the lesson if it could not be asked for `text`.
  func check(_ text: String) {
    do throws(UsageError) {
      let arguments = text.split(separator: " ").map(String.init)
      let asked = try Options(arguments, for: outline, takesMNIST: takesMNIST, knobs: knobs)
      if let section = asked.section { _ = try source.section(section) }
    } catch {
      preconditionFailure("'\(text)' cannot be tried: \(error)")
    }
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

  /// Shows an output where the lesson stands, and ends the lesson if that is past what was asked for.
  func emit(_ output: Output, _ line: Int) {
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

  /// Every figure that was shown, under its name.
  private func writeFigures(to folder: Folder) throws(UsageError) {
    for case (_, .figure(let name, let figure, _)) in narration.outputs {
      try folder.write(figure.svg(), to: "\(name).svg")
    }
  }
}
