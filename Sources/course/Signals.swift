import Foundation

/// Does something on each signal of a number.
func source(of number: Int32, _ body: @escaping @Sendable () -> Void) -> any DispatchSourceSignal {
  #if canImport(Darwin)
    signal(number, SIG_IGN)  // there, a source is told only what nothing else acts upon
  #endif
  let source = DispatchSource.makeSignalSource(signal: number, queue: DispatchQueue(label: "signals"))
  source.setEventHandler(handler: body)
  source.resume()
  return source
}

/// Ends the program by a signal, as that would have ended it.
func endBySignal(_ number: Int32) {
  signal(number, SIG_DFL)
  var only = sigset_t()
  sigemptyset(&only)
  sigaddset(&only, number)
  pthread_sigmask(SIG_UNBLOCK, &only, nil)
  raise(number)
}
