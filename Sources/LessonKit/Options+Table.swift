import Learner

extension Options {
  /// The options, each declared once.
  static func table(for lesson: Offer) -> OptionTable<Options> {
    var options: [Option<Options>] = [
      .value(
        "--seed", "N", wanted: "a whole number from 0, as in --seed 5",
        "other random numbers (default: \(lesson.outline.number)); all claims should hold"
      ) { options, text throws(UsageError) in
        guard let seed = UInt64(text) else {
          throw UsageError("--seed takes a whole number from 0 to \(UInt64.max), not '\(text)'")
        }
        options.seed = seed
      },
      .value(
        "--section", "N",
        wanted: "its number or the start of its title" + lesson.sectionList(after: ", as in --section 3; there are: "),
        "only that section: its number, or the start of its title"
      ) { $0.section = $1 },
      .switch("--sections", "the sections with their numbers") { $0.listSections = true },
      .switch("--all", "everything at once, without waiting after each section, as in a pipe") { $0.all = true },
      .switch("--main", "the main path, without the deeper sections") { $0.main = true },
      .switch("--code", "the code too, between the prose") { $0.code = true },
      .switch("--check", "only the claims; the exit code is 1 if one fails") { $0.checkOnly = true },
      .switch("--tsv", "the same for a program: a line each, with tabs") { options in
        options.checkOnly = true
        options.tsv = true
      },
      .value(
        "--width", "N", wanted: "a number of columns, as in --width 100",
        "columns of text, \(widths.lowerBound) to \(widths.upperBound) (default: as the terminal)"
      ) { options, text throws(UsageError) in
        guard let width = Int(text), widths.contains(width) else {
          throw UsageError("--width takes \(widths.lowerBound) to \(widths.upperBound) columns, not '\(text)'")
        }
        options.width = width
      },
      .switch("--color", "colour in a pipe too: swift run \(lesson.outline.target) --color | less -R") {
        $0.color = true
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
    if lesson.takesMNIST {
      options.append(
        .value(
          "--mnist", "DIR", wanted: "the folder of the four IDX files, as in --mnist ~/mnist",
          "train on the MNIST files in DIR, not the shipped digits"
        ) { $0.mnist = $1 })
    }
    if lesson.keepsTrials {
      options.append(
        .value(
          "--trials", "FILE", wanted: "a file, as in --trials /tmp/trials.txt",
          "do the long work, on all cores, and keep its trials in FILE; go on from those in it"
        ) { $0.trials = $1 })
    }
    if lesson.trainsMine {
      options.append(
        .switch("--mine", "no lesson, but a network made of your answers to the exercises") { $0.mine = true })
    }
    options += lesson.knobs.map(\.option)
    options.append(.switch("--help", "this text") { $0.help = true })
    return OptionTable(options)
  }

  /// The text that `--help` prints.
  static func helpText(for lesson: Offer, on terminal: Terminal) -> String {
    """
    \(lesson.outline.title)
    \(terminal.wrapped(lesson.outline.question))

    usage: swift run \(lesson.outline.target) [options]

    \(table(for: lesson).help(for: terminal))

    sections:
    \(terminal.sections(lesson.sections))

    """
  }
}
