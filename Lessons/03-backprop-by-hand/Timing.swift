import LessonKit

/// How long `body` takes, in millionths of a second: the shortest of `count` times, which no other program disturbed.
func microseconds(shortestOf count: Int, _ body: () -> Void) -> Double {
  let clock = ContinuousClock()
  return (1...count).map { _ in clock.measure(body) / .microseconds(1) }.min()!
}
