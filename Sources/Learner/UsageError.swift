import Foundation

/// Something the user gave that cannot be used: one line that says what was wrong and what would be right.
public struct UsageError: Error, Equatable, CustomStringConvertible {
  /// The line, without "error: " and without a full stop.
  public let description: String

  /// An error that `description` says in one line.
  public init(_ description: String) { self.description = description }

  /// Prints the line on stderr and ends the program with exit code 2.
  public func exit() -> Never {
    writeToStandardError("error: \(description)\n")
    Foundation.exit(2)
  }
}

extension UsageError {
  /// An error of the system in its own words, as in `no space left on device`.
  public static func reason(_ error: any Error) -> String {
    let underlying = ((error as NSError).userInfo[NSUnderlyingErrorKey] as? any Error ?? error) as NSError
    guard underlying.domain == NSPOSIXErrorDomain else { return "it failed" }
    return String(cString: strerror(Int32(underlying.code))).lowercased()
  }
}
