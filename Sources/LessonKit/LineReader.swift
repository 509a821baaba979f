import Foundation

/// A line from the terminal, without its end; nil at the end of the input.
///
/// A terminal hands out whole lines, edited by its own rules, so this leaves it in the state that it is in.
func readTerminalLine() -> String? {
  var bytes = [UInt8](repeating: 0, count: 4096)
  while true {
    let count = read(STDIN_FILENO, &bytes, bytes.count)
    if count < 0 && errno == EINTR { continue }
    return count > 0 ? String(decoding: bytes[..<count].prefix { $0 != 0x0A }, as: UTF8.self) : nil
  }
}
