import Foundation

/// Does something on each signal of a number, from when this returns.
func source(of number: Int32, _ body: @escaping @Sendable () -> Void) -> any DispatchSourceSignal {
  #if canImport(Darwin)
    signal(number, SIG_IGN)  // there, a source is told only what nothing else acts upon
  #endif
  let source = DispatchSource.makeSignalSource(signal: number, queue: DispatchQueue(label: "signals"))
  source.setEventHandler(handler: body)
  let registered = DispatchSemaphore(value: 0)
  source.setRegistrationHandler { registered.signal() }
  source.resume()
  registered.wait()
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
