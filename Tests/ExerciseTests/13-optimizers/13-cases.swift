// The kinds of step that the rules of lesson 13 are tried on.

import Engine

extension Lesson13 {
  /// Cases for a rule whose memories lie between these limits. Velocities have both signs, squares only one.
  ///
  /// Where ε is to show, gradients of 0.001 are as large as an outer ε of 0.001 and as the root of an inner ε of 10⁻⁶.
  /// One of them is smaller still, so that ε as a lower bound would show. In other cases ε is 0.1 and 10⁻⁸, so that no
  /// written number fits all.
  ///
  /// - Parameters:
  ///   - readable: the first case, with numbers that can be followed by hand.
  ///   - epsilon: the ε that shows at gradients of 0.001; nil for a rule without.
  static func updateCases(
    _ generator: inout Generator, readable: UpdateInput, epsilon: Double? = nil, memories: [(low: Double, high: Double)]
  ) -> [Case<UpdateInput>] {
    func input(_ n: Int, t: Int, epsilon: Double = 1e-8, scale: Double = 1, isFirst: Bool = false) -> UpdateInput {
      let states = memories.map { memory in
        list(n, memory.low, memory.high, &generator).map { isFirst ? 0 : $0 * (memory.low < 0 ? scale : scale * scale) }
      }
      return UpdateInput(
        weights: list(n, -1, 1, &generator), gradient: list(n, -1, 1, &generator).map { scale * $0 },
        state: states[0], second: states.count > 1 ? states[1] : [], t: t, learningRate: [0.1, 0.5, 0.3][n % 3],
        beta: [0.9, 0.75, 0.6][t % 3], beta2: [0.99, 0.999][t % 2], epsilon: epsilon)
    }
    var faded = input(3, t: 4, epsilon: 0.1)
    faded.gradient[1] = 0
    var result = [
      Case(readable), Case(input(3, t: 5, epsilon: 0.1)),
      Case(input(2, t: 1, isFirst: true), note: "This is the first step: nothing is remembered yet."),
      Case(faded, note: "Number 1 has a gradient of 0, but it has had others: its memory is not 0."),
      Case(input(7, t: 12)), Case(input(1, t: 1001)),
    ]
    if let epsilon {
      var small = input(4, t: 8, epsilon: epsilon, scale: 1e-3)
      small.gradient[3] = -2e-4
      small.state[3] = 0
      if !small.second.isEmpty { small.second[3] = 0 }
      result.append(Case(small, note: "The gradients here are so small that ε counts, and where it stands."))
      var still = input(2, t: 4, epsilon: epsilon, isFirst: true)
      still.gradient = [0, 0]
      result.append(Case(still, note: "No number has had a gradient yet: ε alone keeps the division defined."))
    }
    result.append(Case(input(0, t: 2), note: "There are no weights: n is 0."))
    // A few roundings at numbers of size 1, so 10⁻¹² is room enough.
    return result.map { Case($0.input, tolerance: 1e-12, note: $0.note) }
  }

  /// How the inputs that all the rules share are shown, with the names that a rule has for its memory.
  static func updateQuantities(_ input: UpdateInput, _ state: String, _ second: String? = nil) -> [Quantity] {
    var result: [Quantity] = [
      .list("weights", input.weights), .list("gradient", input.gradient), .list(state, input.state),
    ]
    if let second { result.append(.list(second, input.second)) }
    return result + [.number("learningRate", input.learningRate)]
  }
}
