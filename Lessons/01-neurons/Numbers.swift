import Engine
import LessonKit

/// As few decimals as a number of the lesson needs: 2, −1.5, 0.01.
func short(_ x: Double) -> NumberFormat {
  .fixed(
    (0...3).first {
      abs(x - (x * pow(10, Double($0))).rounded() / pow(10, Double($0))) < 1e-9
    } ?? 3)
}
