import Engine
import LessonKit

/// As few decimals as a number of the lesson needs: 2, −1.5, 0.01.
func short(_ x: Double) -> NumberFormat {
  .fixed(
    (0...3).first {
      abs(x - (x * pow(10, Double($0))).rounded() / pow(10, Double($0))) < 1e-9
    } ?? 3)
}

/// The slope of the straight line through points in a log-log plot.
func logSlope(_ xs: [Double], _ ys: [Double]) -> Double {
  let (x, y) = (Matrix(row: xs.map { log($0) }), Matrix(row: ys.map { log($0) }))
  let (across, up) = (x.map { $0 - x.mean }, y.map { $0 - y.mean })
  return across.hadamard(up).sum / across.hadamard(across).sum
}
