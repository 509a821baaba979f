import Foundation
import Testing

/// A built program that runs in a pseudo-terminal, and what it shows there. Typing and reading are the test's.
final class PseudoTerminal {
  private let screen: Int32  // our end: what the program writes can be read here, and what is written is typed
  private let process: pid_t
  private var text = ""
  private var seen = 0  // the characters of the text that a wait has returned
  private var status: Int32?

  /// Starts the program in a session of its own, whose terminal is this one. `kept` is the learner's folder.
  init(_ target: String, _ arguments: [String], columns: Int = 80, kept: TemporaryFolder, type: String = "xterm") {
    var (screen, device): (Int32, Int32) = (-1, -1)
    var name = [CChar](repeating: 0, count: 1024)
    precondition(openpty(&screen, &device, &name, nil, nil) == 0, "there is no pseudo-terminal")
    self.screen = screen
    // Programs that other tests start have no part in it.
    for descriptor in [screen, device] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    // The size belongs to the device, and lasts as long as someone has it open.
    defer { close(device) }
    let path = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
    var environment = ProcessInfo.processInfo.environment
    for name in ["COLUMNS", "NO_COLOR"] { environment[name] = nil }
    environment["TERM"] = type
    environment["UNSTUCK_FOLDER"] = kept.path
    Self.resize(screen, to: columns)
    process = Self.start(
      Run.products.appendingPathComponent(target).path, arguments, environment.map { "\($0)=\($1)" }, on: path)
  }

  deinit {
    if status == nil {
      kill(process, SIGKILL)
      _ = end()
    }
    close(screen)
  }

  /// Presses a key, without Enter.
  func press(_ key: String) { write(key) }

  /// Whether the terminal hands out whole lines, and shows what is typed: as it does unless a program wants each key.
  var isLineByLine: Bool {
    var settings = termios()
    return tcgetattr(screen, &settings) == 0 && settings.c_lflag & tcflag_t(ICANON) != 0
      && settings.c_lflag & tcflag_t(ECHO) != 0
  }

  /// Sends a signal to the program.
  func send(_ signal: Int32) { kill(process, signal) }

  /// Types a line and Enter.
  func type(_ line: String) { write("\(line)\n") }

  /// Types what the terminal makes an end of the input, at the beginning of a line.
  func typeEnd() { write("\u{4}") }

  /// Types Ctrl-C, which the terminal makes an interruption of the program that it controls.
  func interrupt() {
    #if os(Linux)
      write("\u{3}")
    #else
      kill(process, SIGINT)  // a terminal that is opened there controls nothing until it is told to
    #endif
  }

  func resize(to columns: Int) { Self.resize(screen, to: columns) }

  /// Waits for a text that ends like that, or that; returns what came since the last wait. A minute is more than it takes.
  @discardableResult
  func wait(for ending: String, or other: String? = nil, sourceLocation: SourceLocation = #_sourceLocation) -> String {
    let deadline = ContinuousClock.now + .seconds(60)
    while !fresh.hasSuffix(ending) && !(other.map(fresh.hasSuffix) ?? false) {
      _ = read(within: 100)
      guard ContinuousClock.now < deadline else {
        Issue.record("no '\(ending)' after '\(fresh.suffix(300))'", sourceLocation: sourceLocation)
        break
      }
    }
    defer { seen = text.count }
    return fresh
  }

  /// Waits for the program to end; returns what came since the last wait, and the status: negative for a signal.
  func end() -> (text: String, status: Int32) {
    var raw: Int32 = 0
    let deadline = ContinuousClock.now + .seconds(60)
    while waitpid(process, &raw, WNOHANG) == 0 {
      if ContinuousClock.now > deadline { kill(process, SIGKILL) }
      _ = read(within: 20)
    }
    while read(within: 0) {}
    status = raw & 0x7F == 0 ? raw >> 8 & 0xFF : -(raw & 0x7F)
    return (fresh, status!)
  }

  private var fresh: String { String(text.dropFirst(seen)) }

  private func write(_ text: String) { _ = text.withCString { Foundation.write(screen, $0, strlen($0)) } }

  /// Reads what comes within so many milliseconds; false if nothing does.
  private func read(within milliseconds: Int32) -> Bool {
    var bytes = [UInt8](repeating: 0, count: 65_536)
    var descriptor = pollfd(fd: screen, events: Int16(POLLIN), revents: 0)
    guard poll(&descriptor, 1, milliseconds) > 0 else { return false }
    // Where the program has ended, this is an error (Linux) or the end of a file (macOS).
    let count = Foundation.read(screen, &bytes, bytes.count)
    guard count > 0 else { return false }
    pending += bytes[..<count]
    // A character may have come in part.
    guard let whole = String(bytes: pending, encoding: .utf8) else { return true }
    pending = []
    text += whole.replacingOccurrences(of: "\r", with: "")
    return true
  }

  private var pending: [UInt8] = []

  private static func resize(_ screen: Int32, to columns: Int) {
    var size = winsize(ws_row: 24, ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    precondition(ioctl(screen, UInt(TIOCSWINSZ), &size) == 0, "the pseudo-terminal has no size")
  }

  private static func start(
    _ program: String, _ arguments: [String], _ environment: [String], on path: String
  ) -> pid_t {
    #if os(Linux)
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
      let setSession: Int16 = 0x80  // POSIX_SPAWN_SETSID, which the headers keep for those who ask for GNU's additions
    #else
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
      let setSession = Int16(POSIX_SPAWN_SETSID)
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    // A test's thread blocks signals, and whoever runs the tests may ignore Ctrl-C: the program shall do neither.
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigaddset(&signals, SIGINT)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, setSession | Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, path, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDERR_FILENO)
    var process: pid_t = 0
    let words = ([program] + arguments).map { strdup($0) } + [nil]
    let settings = environment.map { strdup($0) } + [nil]
    defer { for pointer in words + settings { free(pointer) } }
    let error = posix_spawn(&process, program, &actions, &attributes, words, settings)
    precondition(error == 0, "cannot start \(program): \(String(cString: strerror(error)))")
    return process
  }
}
