import LessonKit

/// How long `body` takes, on average over `count` times, in millionths of a second.
func microseconds(over count: Int, _ body: () -> Void) -> String {
  let time = ContinuousClock().measure { for _ in 1...count { body() } } / count
  return (time / .microseconds(1)).text(.significant(2)) + " µs"
}
