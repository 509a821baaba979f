import Learner

/// What a learner may ask of a lesson on its command line.
struct Options: Equatable {
  /// The seed of all random numbers; nil for the lesson's own, the page's.
  var seed: UInt64?
  /// The section to tell, by its number from 1 or by the first words of its title; nil for the whole lesson.
  var section: String?
  /// Whether text has colour; nil where that is for the terminal to say.
  var color: Bool?
  /// The width of the text, in columns; nil for the terminal's.
  var width: Int?
  /// Where to write the figures as SVG.
  var figures: String?
  /// Where to weave the page.
  var page: String?
  /// Show the lesson's code too, where it stands between the prose.
  var code = false
  /// Tell everything at once, on a terminal too.
  var all = false
  /// Leave the deeper sections out; on a terminal Enter passes them, and their numbers still lead there.
  var main = false
  /// List the sections, and no more.
  var listSections = false
  /// Print the claims and nothing else.
  var checkOnly = false
  /// Print the claims for a program to read.
  var tsv = false
  /// Where the MNIST files are, instead of the shipped digits.
  var mnist: String?
  /// The file that keeps the trials of long work.
  var trials: String?
  /// Train a network made of the reader's own answers, and tell nothing.
  var mine = false
  /// The knobs that were turned, and to what.
  var knobs: [String: Double] = [:]
  var help = false

  /// Whether the lesson waits after each section, if there is someone at a terminal.
  func waits(isTerminal: Bool) -> Bool {
    isTerminal && !all && !checkOnly && section == nil && figures == nil && page == nil
  }

  static let widths = 40...200

  /// What a lesson does when it is asked for nothing.
  init() {}

  /// Reads `arguments`, without the program's name.
  init(_ arguments: [String], for lesson: Offer) throws(UsageError) {
    try Self.table(for: lesson).read(arguments, into: &self)
    if mine && arguments.count > 1 {
      throw UsageError("--mine tells no lesson, and takes no other option: leave out the others")
    }
    if page != nil && (seed != nil || section != nil || mnist != nil || main) {
      throw UsageError(
        "--page weaves the whole lesson with its own seed and data: leave out --seed, --section, --main and --mnist")
    }
    if page != nil && trials != nil {
      throw UsageError("--page weaves the lesson with the trials that lie beside it: leave out --trials")
    }
    if page != nil, let knob = knobs.keys.min() {
      throw UsageError("--page weaves the lesson with its own numbers: leave out --\(knob)")
    }
  }
}
