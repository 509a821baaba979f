import Engine
import LessonKit

// Where an update rule takes a single number.

extension UpdateRule {
  /// The places of a number that starts at 0, under the given gradients. `rate` may
  /// name another η for a step.
  func places(
    under gradients: [Double], rate: (Int) -> Double? = { _ in nil }
  ) -> [Double] {
    follow(from: 0, steps: gradients.count, rate: rate) { t, _ in gradients[t] }
  }

  /// How far each step goes against the gradients: that of step 1, step 2, …
  func strides(under gradients: [Double]) -> Results<Int, Double> {
    let places = [0] + places(under: gradients)
    return Results(1...gradients.count) { places[$0 - 1] - places[$0] }
  }

  /// The places of a number: `gradient` gets the step, from 0, and the place before it.
  func follow(
    from start: Double, steps: Int, rate: (Int) -> Double? = { _ in nil },
    gradient: (Int, Double) -> Double
  ) -> [Double] {
    var rule = self
    var value = Matrix([[start]])
    var state = initialState(for: value)
    return (0..<steps).map { t in
      if let rate = rate(t) { rule.learningRate = rate }
      rule.update(&value, gradient: Matrix([[gradient(t, value[0, 0])]]), state: &state)
      return value[0, 0]
    }
  }
}
