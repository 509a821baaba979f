/// The time that `body` takes, in milliseconds, the least of some tries: what disturbs a run only makes it longer.
public func milliseconds(leastOf tries: Int, _ body: () -> Void) -> Double {
  let clock = ContinuousClock()
  return (1...tries).map { _ in clock.measure(body) / .milliseconds(1) }.min()!
}
