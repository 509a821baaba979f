import Engine
import LessonKit
import Testing

@Suite struct `The slope in a log-log plot` {
  @Test(arguments: [-2.0, -0.5, 0, 1, 3])
  func `is the power of a power law`(power: Double) {
    let x = [1.0, 2, 4, 16]
    // Powers of 2, so that y is exact.
    let y = [0.0, 1, 2, 4].map { 8 * pow(2, power * $0) }
    #expect(abs(logSlope(x, y) - power) < 1e-14)
  }

  @Test func `is NumPy's polyfit of the logarithms where points are on no line`() {
    // np.polyfit(np.log([1, 2, 5, 9]), np.log([3, 0.5, 4, 2]), 1)[0]
    #expect(abs(logSlope([1, 2, 5, 9], [3, 0.5, 4, 2]) - 0.1686252245360767) < 1e-13)
  }
}
