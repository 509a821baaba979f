import Foundation
import Synchronization

/// A terminal that hands over each key as it is pressed, and does not show it. However the program ends, or is stopped for a
/// while, the terminal is left as it was.
final class KeyboardMode {
  private let settings: TerminalSettings
  private let sources: [any DispatchSourceSignal]

  /// - Parameter end: what to do before the program ends by a signal.
  init?(end: @escaping @Sendable () -> Void) {
    guard let settings = TerminalSettings() else { return nil }
    self.settings = settings
    settings.takeKeys()
    let ends = [SIGINT, SIGTERM, SIGHUP, SIGQUIT].map { number in
      source(of: number) {
        settings.restore()
        end()
        endBySignal(number)
      }
    }
    // Ctrl-Z: the shell gets its terminal as it was.
    let stop = source(of: SIGTSTP) {
      settings.restore()
      kill(getpid(), SIGSTOP)
    }
    sources = ends + [stop, source(of: SIGCONT) { settings.goOn() }]
  }

  /// Whether the program went on after it was stopped, since this was asked last.
  func takeContinuation() -> Bool { settings.hasContinued.exchange(false, ordering: .relaxed) }

  /// Puts the terminal back as it was.
  func restore() { settings.restore() }
}

/// How the terminal was set when the program began.
private final class TerminalSettings: Sendable {
  private let original: termios
  let hasContinued = Atomic(false)

  init?() {
    var settings = termios()
    guard tcgetattr(STDIN_FILENO, &settings) == 0 else { return nil }
    original = settings
  }

  func takeKeys() {
    var settings = original
    settings.c_lflag &= ~tcflag_t(ICANON | ECHO)
    tcsetattr(STDIN_FILENO, TCSANOW, &settings)
  }

  func goOn() {
    takeKeys()
    hasContinued.store(true, ordering: .relaxed)
  }

  func restore() { withUnsafePointer(to: original) { _ = tcsetattr(STDIN_FILENO, TCSANOW, $0) } }
}

/// The key that was pressed, waiting for one so many milliseconds.
enum Key: Equatable {
  case none
  case letter(Character)
  /// The terminal is gone.
  case end

  static func next(within milliseconds: Int32) -> Key {
    var descriptor = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    guard poll(&descriptor, 1, milliseconds) > 0 else { return .none }
    var byte: UInt8 = 0
    let count = read(STDIN_FILENO, &byte, 1)
    if count < 0 && (errno == EINTR || errno == EAGAIN) { return .none }
    guard count > 0, byte != 4 else { return .end }  // Ctrl-D
    return .letter(Character(UnicodeScalar(byte)))
  }
}
