import Engine
import Solutions

extension Lesson03 {
  struct DifferenceInput: Sendable {
    let f: @Sendable ([Double]) -> Double
    let x: [Double]
    let h: Double

    /// f where coordinate k stands `step` further.
    func f(_ k: Int, _ step: Double) -> Double {
      var moved = x
      moved[k] += step
      return f(moved)
    }
  }

  private static func entries(_ input: DifferenceInput, _ entry: (Int) -> Double) -> [Double] {
    input.x.indices.map(entry)
  }

  private static func answer(_ input: DifferenceInput) -> [Double] {
    centralDifferences(of: input.f, at: input.x, step: input.h)
  }

  /// Central differences in which each coordinate stays where its turn left it.
  private static func leaving(_ input: DifferenceInput, at left: Double) -> [Double] {
    var moved = input.x
    return entries(input) { k in
      moved[k] = input.x[k] + input.h
      let above = input.f(moved)
      moved[k] = input.x[k] - input.h
      let below = input.f(moved)
      moved[k] = input.x[k] + left
      return (above - below) / (2 * input.h)
    }
  }

  static let numericGradients = Bank<DifferenceInput, [Double]>(
    id: "3.3",
    cases: { generator in
      let n = 5
      let weights = list(n, -2, 2, &generator)
      return [
        Case(
          DifferenceInput(f: { $0[0] * $0[0] * $0[0] }, x: [2], h: 0.5),
          note: "Here f(x) = x³. The exact slope is 12; central differences with this step give 12 + h² = 12.25."),
        Case(
          DifferenceInput(f: { $0[0] * $0[0] * $0[1] / $0[2] }, x: [3, 4, 2], h: 0.25),
          note: "Here f(x) = x[0]² x[1] / x[2], the worked example."),
        Case(
          DifferenceInput(f: { $0[0] * exp($0[1]) - 3 * $0[0] }, x: [1, 0], h: 0.125),
          note: "Here f(x) = x[0] · exp(x[1]) − 3 x[0]."),
        Case(
          DifferenceInput(
            f: { x in tanh(zip(x, weights).reduce(0) { $0 + $1.0 * $1.1 }) + x[0] * x[4] },
            x: list(n, -1, 1, &generator), h: 1e-2),
          note: "Here f is the tanh of a weighted sum of five numbers, plus x[0] x[4]."),
        Case(
          DifferenceInput(
            f: { x in tanh(zip(x, weights).reduce(0) { $0 + $1.0 * $1.1 }) + x[0] * x[4] },
            x: list(n, -1, 1, &generator), h: 1e-4),
          note: "Here f is the tanh of a weighted sum of five numbers, plus x[0] x[4]."),
      ]
    },
    input: { [.list("x", $0.x), .number("h", $0.h)] },
    output: { [.list("gradient", $0)] },
    reference: answer,
    alternatives: [
      Answer("one array, moved and put back") { leaving($0, at: 0) },
      Answer("half the sum of the slope ahead and the slope behind") { input in
        entries(input) { k in
          let here = input.f(input.x)
          return ((input.f(k, input.h) - here) / input.h + (here - input.f(k, -input.h)) / input.h) / 2
        }
      },
    ],
    misconceptions: [
      Answer("You took the forward difference, from x to x + h: the central one goes from x − h to x + h.") { input in
        entries(input) { (input.f($0, input.h) - input.f(input.x)) / input.h }
      },
      Answer("You took the backward difference, from x − h to x: the central one goes from x − h to x + h.") { input in
        entries(input) { (input.f(input.x) - input.f($0, -input.h)) / input.h }
      },
      Answer("You took the slope from x to x + h, and divided by 2h: the other point is x − h, not x.") { input in
        entries(input) { (input.f($0, input.h) - input.f(input.x)) / (2 * input.h) }
      },
      Answer("You divided by h: the two points are 2h apart.") { answer($0).map { 2 * $0 } },
      Answer("You went h/2 to each side: the step h is the distance from x to either point.") { input in
        answer(DifferenceInput(f: input.f, x: input.x, h: input.h / 2))
      },
      Answer("The sign is wrong: the value at x − h is subtracted from the value at x + h.") { answer($0).map { -$0 } },
      Answer("You did not divide the difference by 2h.") { input in answer(input).map { 2 * input.h * $0 } },
      Answer("You moved all coordinates at once: each entry of the gradient moves one, while the others stand still.") {
        input in
        let above = input.f(input.x.map { $0 + input.h })
        let below = input.f(input.x.map { $0 - input.h })
        return entries(input) { _ in (above - below) / (2 * input.h) }
      },
      Answer("You left coordinates at x − h: put each back before the next one moves.") { leaving($0, at: -$0.h) },
      Answer("You left coordinates at x + h: put each back before the next one moves.") { leaving($0, at: $0.h) },
    ])
}
