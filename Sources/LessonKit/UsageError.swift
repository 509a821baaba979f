import Foundation

/// Something the user gave that cannot be used: one line that says what was wrong and what would be right.
public struct UsageError: Error, Equatable, CustomStringConvertible {
  public let description: String

  public init(_ description: String) { self.description = description }

  /// Prints the line on stderr and ends the program with exit code 2.
  public func exit() -> Never {
    writeToStandardError("error: \(description)\n")
    Foundation.exit(2)
  }
}

/// Writes `text` to stderr as it is.
func writeToStandardError(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
