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
/// page places the output under its code, as a notebook does.
public final class Lesson {
  /// The seed of all random numbers: the lesson's own, or what `--seed` asks for.
  public let seed: UInt64
  /// The folder that `--mnist` names, for lessons that train on digits.
  public let mnist: String?

  private let outline: LessonOutline
  private let source: LessonSource
  private let options: Options
  private let terminal: Terminal
  private var outputs: [(line: Int, output: Output)] = []
  private var values: [String: String] = [:]
  private var nextPassage = 0
  private var lastWasClaim: Bool?  // nil before anything is written

  /// Reads the command line of lesson `number`, whose own seed is that number. `takesMNIST` is for lessons that train
  /// on digits.
  public init(_ number: Int, takesMNIST: Bool = false, file: String = #filePath) {
    outline = LessonOutline.all[number - 1]
    do throws(UsageError) {
      source = try LessonSource(contentsOf: file)
      options = try Options(Array(CommandLine.arguments.dropFirst()), takesMNIST: takesMNIST)
      if options.help {
        print(Options.helpText(for: outline, takesMNIST: takesMNIST), terminator: "")
        exit(0)
      }
      if let wanted = options.section { section = try source.section(wanted) }
      for folder in [options.figures, options.page] {
        if let folder { try Folder(folder).prepare() }
      }
    } catch {
      error.exit()
    }
    seed = options.seed ?? UInt64(number)
    mnist = options.mnist
    terminal = Terminal(options)
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

  /// Claims that `measured` is below `limit`. A claim that fails makes the program end with exit code 1.
  public func claim(
    _ statement: String, _ measured: Double, isBelow limit: Double, _ format: NumberFormat = .significant(3),
    line: Int = #line
  ) {
    emit(.claim(Claim(statement: statement, measured: measured, bound: .below(limit), format: format)), line)
  }

  /// Claims that `measured` is above `limit`.
  public func claim(
    _ statement: String, _ measured: Double, isAbove limit: Double, _ format: NumberFormat = .significant(3),
    line: Int = #line
  ) {
    emit(.claim(Claim(statement: statement, measured: measured, bound: .above(limit), format: format)), line)
  }

  /// Claims that `measured` is in `range`, ends included.
  public func claim(
    _ statement: String, _ measured: Double, isWithin range: ClosedRange<Double>,
    _ format: NumberFormat = .significant(3), line: Int = #line
  ) {
    emit(.claim(Claim(statement: statement, measured: measured, bound: .within(range), format: format)), line)
  }

  /// Gives prose the number that `{{name}}` stands for. It must be recorded before the lesson gets to that prose.
  public func record(_ name: String, _ value: Double, _ format: NumberFormat = .significant(3)) {
    precondition(values[name] == nil, "'\(name)' is recorded twice")
    values[name] = format.text(value)
  }

  /// Tells what is true of this machine and this minute only, such as a time: on stderr, and never on the page.
  public func aside(_ text: String, line: Int = #line) {
    if options.checkOnly || options.page != nil || !isTold(line) { return }
    tell(above: line)
    writeToStandardError("\n(on this machine, now) \(text)\n")
  }

  /// Passes the elements on, one by one, and shows on stderr how far it has got if that takes a while.
  public func progress<Elements: Collection>(
    _ label: String, _ elements: Elements, line: Int = #line
  ) -> Progress<Elements> {
    if !options.checkOnly && isTold(line) { tell(above: line) }
    return Progress(label: label, elements: elements, isShown: terminal.showsProgress)
  }

  /// Ends the lesson: tells the rest, writes what was asked for, and exits with 1 if a claim failed.
  public func end() -> Never {
    if !options.checkOnly { tell(above: .max) }
    let claims = outputs.compactMap { if case .claim(let claim) = $0.output { claim } else { nil } }
    let failed = claims.filter { !$0.holds }.count
    if options.section == nil || !claims.isEmpty {
      let verdict = failed == 0 ? "Every claim holds" : "Claims that failed: \(failed)"
      write("\(verdict) (\(claims.count) checked, seed \(seed)).")
    }
    do throws(UsageError) {
      if let folder = options.figures { try writeFigures(to: Folder(folder)) }
      if let folder = options.page, failed == 0 {
        let page = Page(source: source, outputs: outputs, values: values)
        try Folder(folder).write(page.markdown, to: "README.md")
        try writeFigures(to: Folder(folder).subfolder("figures"))
      }
    } catch {
      error.exit()
    }
    exit(failed == 0 ? 0 : 1)
  }

  /// Lists the lesson's exercises.
  public func exercises(line: Int = #line) {
    table(["exercise", "what you write"], outline.exercises.map { [$0.id, $0.title] }, line: line)
  }

  // MARK: Telling

  /// The lines of the section to tell, if only one is asked for.
  private var section = 0...Int.max

  private func isTold(_ line: Int) -> Bool { section.contains(line) }

  private func emit(_ output: Output, _ line: Int) {
    if line > section.upperBound { end() }
    guard isTold(line) else { return }
    outputs.append((line, output))
    let isClaim = if case .claim = output { true } else { false }
    if options.checkOnly && !isClaim { return }
    if !options.checkOnly { tell(above: line) }
    write(output.text(for: terminal), isClaim: isClaim)
  }

  /// Writes a block on stdout, with a blank line before it; a claim that follows a claim stands right under it.
  private func write(_ block: String, isClaim: Bool = false) {
    let gap = lastWasClaim.map { isClaim && $0 ? "" : "\n" } ?? ""
    lastWasClaim = isClaim
    FileHandle.standardOutput.write(Data((gap + block + "\n").utf8))
  }

  private func tell(above line: Int) {
    while nextPassage < source.passages.count, source.passages[nextPassage].lines.lowerBound < line {
      let passage = source.passages[nextPassage]
      nextPassage += 1
      guard isTold(passage.lines.lowerBound) else { continue }
      switch passage.kind {
      case .prose: write(Prose(passage, values: values).text(for: terminal))
      case .code: if options.code { write(terminal.code(passage.text)) }
      }
    }
  }

  private func writeFigures(to folder: Folder) throws(UsageError) {
    try folder.prepare()
    for case (_, .figure(let name, let figure, _)) in outputs { try folder.write(figure.svg(), to: "\(name).svg") }
  }
}
