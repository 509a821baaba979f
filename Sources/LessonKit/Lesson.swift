import Learner
import Curriculum
import Foundation

/// A lesson that is being told: `main.swift` computes, and speaks through this.
///
///     let lesson = Lesson(10)
///     lesson.claim("Each feature leaves with a mean below {}", largestMean, isBelow: 1e-12)
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

  let offer: Offer
  let options: Options
  let source: LessonSource
  /// The folder of the lesson's program.
  let folder: String
  let figuresFolder: Folder?
  let pageFolder: Folder?
  let progressLine: ProgressLine
  /// Who reads section by section; nil where the lesson tells everything at once.
  private(set) var reader: Reader?
  var typesetter: Typesetter
  var narration: Narration

  /// Reads the command line of lesson `number`, whose own seed is that number. `takesMNIST` is for lessons that train
  /// on digits, `keepsTrials` for one with long work; `knobs` are numbers that the reader may turn. `mine` is what
  /// `--mine` does instead of telling the lesson: it trains a network made of the reader's own answers.
  public convenience init(
    _ number: Int, takesMNIST: Bool = false, keepsTrials: Bool = false, knobs: Knob..., mine: (() -> Void)? = nil,
    file: String = #filePath
  ) {
    self.init(
      number, takesMNIST: takesMNIST, keepsTrials: keepsTrials, knobs: knobs, mine: mine, file: file,
      arguments: Array(CommandLine.arguments.dropFirst()))
  }

  /// The same for any command line. Ends the program with one clear line and exit code 2 for what cannot be used.
  init(
    _ number: Int, takesMNIST: Bool = false, keepsTrials: Bool = false, knobs: [Knob] = [],
    mine: (() -> Void)? = nil, file: String, arguments: [String]
  ) {
    endWithReader()
    guard let outline = LessonOutline.numbered(number) else {
      preconditionFailure("there is no lesson \(number) in Sources/Curriculum/Lessons.swift")
    }
    let terminal: Terminal
    do throws(UsageError) {
      source = try LessonSource(contentsOf: file)
      folder = URL(fileURLWithPath: file).deletingLastPathComponent().path
      offer = Offer(
        outline: outline, takesMNIST: takesMNIST, keepsTrials: keepsTrials, trainsMine: mine != nil, knobs: knobs,
        sections: source.titles)
      options = try Options(arguments, for: offer)
      terminal = Terminal(options)
      if let answer = Self.answer(to: options, of: offer, on: terminal) {
        writeToStandardOutput(answer)
        exit(0)
      }
      if options.mine, let mine {
        mine()
        exit(0)
      }
      let waits = options.waits(isTerminal: Terminal.isInteractive)
      narration = try Narration(
        of: source, options, turned: knobs.turned(options.knobs), isMainPath: options.main && !waits)
      figuresFolder = options.figures.map(Folder.init)
      pageFolder = options.page.map(Folder.init)
      for folder in [figuresFolder, pageFolder, pageFolder?.subfolder("figures")] { try folder?.prepare() }
    } catch {
      error.exit()
    }
    seed = options.seed ?? UInt64(number)
    mnist = options.mnist
    typesetter = Typesetter(for: terminal, sectionCount: offer.sections.count)
    progressLine = ProgressLine(isEnabled: terminal.showsProgress, width: terminal.width)
    if options.waits(isTerminal: Terminal.isInteractive) { reader = reader(of: outline.target) }
  }

  /// What the lesson says instead of telling itself, where it was asked about itself.
  private static func answer(to options: Options, of offer: Offer, on terminal: Terminal) -> String? {
    if options.help { return Options.helpText(for: offer, on: terminal) }
    return options.listSections ? terminal.sections(offer.sections) + "\n" : nil
  }

  private func reader(of target: String) -> Reader {
    let (options, progressLine) = (options, progressLine)
    let deeper = source.sections.indices.filter { source.sections[$0].isDeeper }.map { $0 + 1 }
    return Reader(
      of: source.titles, passing: options.main ? Set(deeper) : [], bookmark: Bookmark(of: target),
      readLine: readTerminalLine
    ) {
      let terminal = Terminal(options)
      progressLine.width = terminal.width
      return terminal
    } write: { text in
      progressLine.clear()
      writeToStandardOutput(text)
    }
  }
}
