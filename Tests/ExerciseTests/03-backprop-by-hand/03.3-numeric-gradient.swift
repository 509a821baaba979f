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

  static let numericGradients: Bank<DifferenceInput, [Double]> = Bank(
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
          DifferenceInput(f: { $0[0] * $0[0] * $0[0] * $0[0] / 8 + abs($0[1]) }, x: [-3, 0], h: 0.5),
          note: "Here f(x) = x[0]⁴ / 8 + |x[1]|: to both sides of 0 the size is the same."),
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
    misconceptions: commonMistakes + otherSteps + mistakesOfSteps + mistakesOfDivision)

  private static let commonMistakes: [Mistake] = [
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
    Answer("The sign is wrong: subtract the value at x − h from the value at x + h, not the other way round.") {
      answer($0).map { -$0 }
    },
    Answer("You did not divide the difference by 2h.") { input in answer(input).map { 2 * input.h * $0 } },
    Answer("You moved all coordinates at once: each entry of the gradient moves one, while the others stand still.") {
      input in
      let above = input.f(input.x.map { $0 + input.h })
      let below = input.f(input.x.map { $0 - input.h })
      return entries(input) { _ in (above - below) / (2 * input.h) }
    },
    Answer("You left coordinates at x − h: put each back before the next one moves.") { leaving($0, at: -$0.h) },
    Answer("You left coordinates at x + h: put each back before the next one moves.") { leaving($0, at: $0.h) },
  ]

  private typealias Mistake = Answer<DifferenceInput, [Double]>

  /// Central differences whose step is another one.
  private static func stepping(
    _ diagnosis: String, _ step: @escaping @Sendable (_ h: Double) -> Double
  ) -> Mistake {
    Mistake(diagnosis) { answer(DifferenceInput(f: $0.f, x: $0.x, h: step($0.h))) }
  }

  private static let otherSteps: [Mistake] = [1e-2, 1e-3, 1e-4, 1e-5, 1e-6].map { small in
    stepping("You used a step of your own: use h as it is given, small or not.") { _ in small }
  }

  private static let mistakesOfSteps: [Mistake] = [
    stepping("You bounded the step: use h as it is given, small or not.") { min($0, 1e-2) },
    stepping("You bounded the step: use h as it is given, small or not.") { min($0, 1e-3) },
    stepping("You bounded the step: use h as it is given, small or not.") { min($0, 0.1) },
    stepping("You bounded the step from below: use h as it is given, small or not.") { max($0, 1e-3) },
    stepping("You bounded the step from below: use h as it is given, small or not.") { max($0, 1e-2) },
    stepping("You used the root of h as step: go h to each side.") { $0.squareRoot() },
    Mistake("You went h/2 to each side and divided by 2h: the step h is the distance from x to either point.") {
      input in
      answer(DifferenceInput(f: input.f, x: input.x, h: input.h / 2)).map { $0 / 2 }
    },
    Mistake("You went 2h to each side and divided by 2h: the step h is the distance from x to either point.") { input in
      answer(DifferenceInput(f: input.f, x: input.x, h: 2 * input.h)).map { 2 * $0 }
    },
    Mistake("You took the slope from x − h to x, and divided by 2h: the other point is x + h, not x.") { input in
      entries(input) { (input.f(input.x) - input.f($0, -input.h)) / (2 * input.h) }
    },
    Mistake("You took three points on one side: the two at x − h and x + h are asked for.") { input in
      entries(input) { k in
        (4 * input.f(k, input.h) - input.f(k, 2 * input.h) - 3 * input.f(input.x)) / (2 * input.h)
      }
    },
    Mistake("You took the forward difference, and left coordinates at x + h: the central one goes from x − h to x + h.")
    {
      input in
      var moved = input.x
      return entries(input) { k in
        let here = input.f(moved)
        moved[k] += input.h
        return (input.f(moved) - here) / input.h
      }
    },
    Mistake("You divided by 2h³: the two points are 2h apart.") { input in
      answer(input).map { $0 / (input.h * input.h) }
    },
    Mistake("You left the last coordinate out: each coordinate has its own slope.") {
      answer($0).dropLast() + [0]
    },
    Mistake("You filled the first entry only: each coordinate has its own slope.") { input in
      let first = answer(input)[0]
      return entries(input) { $0 == 0 ? first : 0 }
    },
    Mistake("You filled the last entry only: each coordinate has its own slope.") { input in
      let all = answer(input)
      return entries(input) { $0 == all.count - 1 ? all[$0] : 0 }
    },
    Mistake("You set the other coordinates to 0: they stand still where they are.") { input in
      entries(input) { k in
        var (above, below) = (input.x.map { _ in 0.0 }, input.x.map { _ in 0.0 })
        above[k] = input.x[k] + input.h
        below[k] = input.x[k] - input.h
        return (input.f(above) - input.f(below)) / (2 * input.h)
      }
    },
    Mistake("You scaled the step by the coordinate: h is the same for all of them.") { input in
      entries(input) { k in
        let step = input.h * (1 + abs(input.x[k]))
        return (input.f(k, step) - input.f(k, -step)) / (2 * step)
      }
    },
    Mistake("You scaled the step by the coordinate, but divided by 2h: h is the same for all of them.") { input in
      entries(input) { k in
        let step = input.h * max(1, abs(input.x[k]))
        return (input.f(k, step) - input.f(k, -step)) / (2 * input.h)
      }
    },
    stepping("You went 2h to each side: the step h is the distance from x to either point.") { 2 * $0 },
    stepping("You used the step h²: go h to each side.") { $0 * $0 },
    Mistake("You took four points, a formula of higher order: the two at x − h and x + h are asked for.") { input in
      entries(input) { k in
        let near = input.f(k, input.h) - input.f(k, -input.h)
        let far = input.f(k, 2 * input.h) - input.f(k, -2 * input.h)
        return (8 * near - far) / (12 * input.h)
      }
    },
    Mistake("You extrapolated from two steps, a formula of higher order: one step, h, is asked for.") { input in
      let half = answer(DifferenceInput(f: input.f, x: input.x, h: input.h / 2))
      return zip(half, answer(input)).map { (4 * $0 - $1) / 3 }
    },
    Mistake("You scaled the step by the coordinate: h is the same for all of them.") { input in
      entries(input) { k in
        let step = input.h * input.x[k]
        return (input.f(k, step) - input.f(k, -step)) / (2 * input.h)
      }
    },
    Mistake("You scaled the step by the coordinate: h is the same for all of them.") { input in
      entries(input) { k in
        let step = input.h * input.x[k]
        return (input.f(k, step) - input.f(k, -step)) / (2 * step)
      }
    },
    Mistake("You scaled the step by the coordinate: h is the same for all of them.") { input in
      entries(input) { k in
        let step = input.h * max(1, abs(input.x[k]))
        return (input.f(k, step) - input.f(k, -step)) / (2 * step)
      }
    },
    Mistake("You set the coordinate to h and −h: add them to it.") { input in
      entries(input) { k in
        (input.f(k, input.h - input.x[k]) - input.f(k, -input.h - input.x[k])) / (2 * input.h)
      }
    },
    Mistake("You moved the first coordinate every time: entry k of the gradient moves coordinate k.") { input in
      entries(input) { _ in answer(input)[0] }
    },
  ]

  private static let mistakesOfDivision: [Mistake] = [
    Mistake("`/ 2 * h` divides by 2 and multiplies by h: write `/ (2 * h)`.") { input in
      answer(input).map { $0 * input.h * input.h }
    },
    Mistake("You multiplied by 2h: divide by it.") { input in answer(input).map { $0 * 4 * input.h * input.h } },
    Mistake("You divided by 2 alone: the two points are 2h apart.") { input in answer(input).map { $0 * input.h } },
    Mistake("You divided by h²: the two points are 2h apart.") { input in answer(input).map { 2 * $0 / input.h } },
    Mistake("You divided by 2h²: the two points are 2h apart.") { input in answer(input).map { $0 / input.h } },
    Mistake("You divided by 4h: the two points are 2h apart.") { answer($0).map { $0 / 2 } },
    Mistake("You divided by the number of coordinates: each entry is a slope of its own, no mean.") { input in
      answer(input).map { $0 / Double(input.x.count) }
    },
    Mistake("You gave each entry the sum of all slopes: each moves one coordinate and gets its own slope.") { input in
      let sum = answer(input).reduce(0, +)
      return entries(input) { _ in sum }
    },
    Mistake("You took sizes: a slope keeps its sign.") { answer($0).map { Swift.abs($0) } },
    Mistake("That is the second derivative: subtract f(x − h) from f(x + h), and divide by 2h.") { input in
      entries(input) { k in
        (input.f(k, input.h) - 2 * input.f(input.x) + input.f(k, -input.h)) / (input.h * input.h)
      }
    },
    Mistake("You added the two values: subtract f(x − h) from f(x + h).") { input in
      entries(input) { k in (input.f(k, input.h) + input.f(k, -input.h)) / (2 * input.h) }
    },
    Mistake("You divided by the coordinate, too: the two points are 2h apart, wherever they are.") { input in
      zip(answer(input), input.x).map { $0 / $1 }
    },
  ]
}
