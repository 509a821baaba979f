import Learner

/// An option of a command line, declared once: how it is written, how it is read, and what `--help` says of it.
public struct Option<Settings> {
  let name: String
  /// What stands for the value in the help, and what to ask for where it is missing; nil for a switch.
  let value: (name: String, wanted: String)?
  let help: String
  let read: (inout Settings, String) throws(UsageError) -> Void

  /// An option without a value: `.switch("--json", "the results as JSON") { $0.json = true }`.
  public static func `switch`(
    _ name: String, _ help: String, set: @escaping (inout Settings) -> Void
  ) -> Option {
    Option(name: name, value: nil, help: help) { settings, _ throws(UsageError) in set(&settings) }
  }

  /// An option with a value, which may be refused.
  ///
  /// - Parameters:
  ///   - value: what stands for the value in the help: `N`.
  ///   - wanted: what to ask for where it is missing: `a whole number from 0, as in --seed 5`.
  public static func value(
    _ name: String, _ value: String, wanted: String, _ help: String,
    read: @escaping (inout Settings, String) throws(UsageError) -> Void
  ) -> Option {
    Option(name: name, value: (value, wanted), help: help, read: read)
  }
}

/// The options of a program, in the order in which `--help` lists them.
public struct OptionTable<Settings> {
  let options: [Option<Settings>]

  /// A table of `options`, which should end with `--help`.
  public init(_ options: [Option<Settings>]) { self.options = options }

  /// Reads `arguments`, without the program's name, into `settings`. Later ones win; `-h` is short for `--help`.
  ///
  /// Both `--seed 5` and `--seed=5` are understood. Throws for the first argument that is not.
  public func read(_ arguments: [String], into settings: inout Settings) throws(UsageError) {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      let name = parts[0] == "-h" ? "--help" : parts[0]
      guard let option = options.first(where: { $0.name == name }) else {
        throw UsageError("there is no option '\(parts[0])'; --help lists them all")
      }
      if let (_, wanted) = option.value {
        guard let value = parts.count == 2 ? parts[1] : rest.popFirst(), !value.isEmpty, !value.hasPrefix("--") else {
          throw UsageError("\(name) needs a value: \(wanted)")
        }
        try option.read(&settings, value)
      } else {
        if parts.count == 2 { throw UsageError("\(name) takes no value, but got '\(parts[1])'") }
        try option.read(&settings, "")
      }
    }
  }

  /// Every option with its help, in lines that fit the terminal.
  public func help(for terminal: Terminal) -> String {
    terminal.definitions(
      options.map { ([$0.name, $0.value?.name].compactMap { $0 }.joined(separator: " "), $0.help) }, indent: 2)
  }
}
