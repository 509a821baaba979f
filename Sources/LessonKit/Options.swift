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
  var help = false

  static let widths = 40...200

  init() {}

  /// Reads `arguments`, without the program's name. `takesMNIST` says whether the lesson trains on digits.
  init(_ arguments: [String], takesMNIST: Bool) throws(UsageError) {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      // Both `--seed 5` and `--seed=5` are understood.
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      let name = parts[0]
      func value(_ wanted: String) throws(UsageError) -> String {
        guard let value = parts.count == 2 ? parts[1] : rest.popFirst(), !value.isEmpty, !value.hasPrefix("--") else {
          throw UsageError("\(name) needs a value: \(wanted)")
        }
        return value
      }
      func noValue() throws(UsageError) {
        if parts.count == 2 { throw UsageError("\(name) takes no value, but got '\(parts[1])'") }
      }

      switch name {
      case "--seed":
        let text = try value("a whole number from 0, as in --seed 5")
        guard let seed = UInt64(text) else {
          throw UsageError("--seed takes a whole number from 0 to \(UInt64.max), not '\(text)'")
        }
        self.seed = seed
      case "--section": section = try value("its number or the start of its title, as in --section 3")
      case "--width":
        let text = try value("a number of columns, as in --width 100")
        guard let width = Int(text), Self.widths.contains(width) else {
          throw UsageError(
            "--width takes \(Self.widths.lowerBound) to \(Self.widths.upperBound) columns, not '\(text)'")
        }
        self.width = width
      case "--figures": figures = try value("a folder, as in --figures /tmp/figures")
      case "--page": page = try value("a folder, as in --page /tmp/page")
      case "--mnist" where takesMNIST: mnist = try value("the folder of the four IDX files, as in --mnist ~/mnist")
      case "--no-color":
        try noValue()
        color = false
      case "--code":
        try noValue()
        code = true
      case "--check":
        try noValue()
        checkOnly = true
      case "--help", "-h":
        try noValue()
        help = true
      default: throw UsageError("there is no option '\(name)'; --help lists them all")
      }
    }
    if page != nil && (seed != nil || section != nil || mnist != nil) {
      throw UsageError(
        "--page weaves the whole lesson with its own seed and data: leave out --seed, --section and --mnist")
    }
  }

  /// The text that `--help` prints.
  static func helpText(for lesson: LessonOutline, takesMNIST: Bool) -> String {
    let mnist = takesMNIST ? "\n  --mnist DIR      train on the MNIST files in DIR, not the shipped digits" : ""
    return """
      \(lesson.title)
      \(lesson.question)

      usage: swift run \(lesson.target) [options]

        --seed N         other random numbers (default: \(lesson.number)); all claims should hold
        --section N      only that section: its number, or the start of its title
        --code           the code too, between the prose
        --check          only the claims; the exit code is 1 if one fails
        --width N        columns of text, \(widths.lowerBound) to \(widths.upperBound) (default: as the terminal)
        --no-color       plain text; so does a non-empty NO_COLOR, or a pipe
        --figures DIR    write the figures as SVG files into DIR
        --page DIR       weave the page, README.md and figures/, into DIR\(mnist)
        --help           this text

      """
  }
}
