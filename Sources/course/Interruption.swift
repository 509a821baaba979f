import Foundation

/// Does something when the program is interrupted or asked to end, and then ends it as it would have ended without.
final class Interruption {
  private let sources: [any DispatchSourceSignal]

  init(_ body: @escaping @Sendable () -> Void) {
    sources = [SIGINT, SIGTERM, SIGHUP].map { number in
      source(of: number) {
        body()
        endBySignal(number)
      }
    }
  }

  func cancel() { for source in sources { source.cancel() } }
}
