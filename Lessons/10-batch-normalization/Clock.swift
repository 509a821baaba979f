/// The time that `body` takes, the median of fifteen tries.
func milliseconds(_ body: () -> Void) -> Double {
  let clock = ContinuousClock()
  let times = (1...15).map { _ in clock.measure(body) / .milliseconds(1) }.sorted()
  return times[times.count / 2]
}
