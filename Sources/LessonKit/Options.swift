import Curriculum

/// What a learner may ask of a lesson on its command line.
struct Options: Equatable {
  /// The seed of all random numbers; nil for the lesson's own, the page's.
  var seed: UInt64?
  /// The section to tell, by its number from 1 or by the first words of its title; nil for the whole lesson.
  var section: String?
  var color = true
  /// The width of the text, in columns; nil for the terminal's.
  var width: Int?
  /// Where to write the figures as SVG.
  var figures: String?
  /// Where to weave the page.
  var page: String?
  /// Show the lesson's code too, where it stands between the prose.
  var code = false
  /// Print the claims and nothing else.
  var checkOnly = false
  /// Where the MNIST files are, instead of the shipped digits.
  var mnist: String?
  /// The knobs that were turned, and to what.
  var knobs: [String: Double] = [:]
  var help = false

  static let widths = 40...200

  /// What a lesson does when it is asked for nothing.
  init() {}

  /// Reads `arguments`, without the program's name. `takesMNIST` says whether the lesson trains on digits.
  init(
    _ arguments: [String], for lesson: LessonOutline, takesMNIST: Bool, knobs: [Knob] = []
  ) throws(UsageError) {
    try Self.table(for: lesson, takesMNIST: takesMNIST, knobs: knobs).read(arguments, into: &self)
    if page != nil && (seed != nil || section != nil || mnist != nil) {
      throw UsageError(
        "--page weaves the whole lesson with its own seed and data: leave out --seed, --section and --mnist")
    }
    if page != nil, let knob = self.knobs.keys.min() {
      throw UsageError("--page weaves the lesson with its own numbers: leave out --\(knob)")
    }
  }

  /// The options, each declared once.
  static func table(
    for lesson: LessonOutline, takesMNIST: Bool, knobs: [Knob] = []
  ) -> OptionTable<Options> {
    var options: [Option<Options>] = [
      .value(
        "--seed", "N", wanted: "a whole number from 0, as in --seed 5",
        "other random numbers (default: \(lesson.number)); all claims should hold"
      ) { options, text throws(UsageError) in
        guard let seed = UInt64(text) else {
          throw UsageError("--seed takes a whole number from 0 to \(UInt64.max), not '\(text)'")
        }
        options.seed = seed
      },
      .value(
        "--section", "N", wanted: "its number or the start of its title, as in --section 3",
        "only that section: its number, or the start of its title"
      ) { $0.section = $1 },
      .switch("--code", "the code too, between the prose") { $0.code = true },
      .switch("--check", "only the claims; the exit code is 1 if one fails") { $0.checkOnly = true },
      .value(
        "--width", "N", wanted: "a number of columns, as in --width 100",
        "columns of text, \(widths.lowerBound) to \(widths.upperBound) (default: as the terminal)"
      ) { options, text throws(UsageError) in
        guard let width = Int(text), widths.contains(width) else {
          throw UsageError("--width takes \(widths.lowerBound) to \(widths.upperBound) columns, not '\(text)'")
        }
        options.width = width
      },
      .switch("--no-color", "plain text; so does a non-empty NO_COLOR, or a pipe") { $0.color = false },
      .value(
        "--figures", "DIR", wanted: "a folder, as in --figures /tmp/figures",
        "write the figures as SVG files into DIR"
      ) { $0.figures = $1 },
      .value(
        "--page", "DIR", wanted: "a folder, as in --page /tmp/page",
        "weave the page, README.md and figures/, into DIR"
      ) { $0.page = $1 },
    ]
    if takesMNIST {
      options.append(
        .value(
          "--mnist", "DIR", wanted: "the folder of the four IDX files, as in --mnist ~/mnist",
          "train on the MNIST files in DIR, not the shipped digits"
        ) { $0.mnist = $1 })
    }
    options += knobs.map(\.option)
    options.append(.switch("--help", "this text") { $0.help = true })
    return OptionTable(options)
  }

  /// The text that `--help` prints.
  static func helpText(
    for lesson: LessonOutline, takesMNIST: Bool, knobs: [Knob] = [], on terminal: Terminal
  ) -> String {
    """
    \(lesson.title)
    \(terminal.wrapped(lesson.question))

    usage: swift run \(lesson.target) [options]

    \(table(for: lesson, takesMNIST: takesMNIST, knobs: knobs).help(for: terminal))

    """
  }
}
