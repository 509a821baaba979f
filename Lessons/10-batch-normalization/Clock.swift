/// The time that `body` takes, the least of fifteen tries.
func milliseconds(_ body: () -> Void) -> Double {
  let clock = ContinuousClock()
  let times = (1...15).map { _ in clock.measure(body) / .milliseconds(1) }
  return times.min()!
}
