// What the banks of lesson 13 share: one step of an update rule, with one or two numbers remembered for each weight.

import Engine

extension Lesson13 {
  struct UpdateInput: Sendable {
    var weights: [Double]
    var gradient: [Double]
    /// What the rule remembers: a velocity, or squares.
    var state: [Double]
    /// What Adadelta and Adam remember besides.
    var second: [Double] = []
    var t = 1
    var learningRate = 0.1
    var beta = 0.9
    var beta2 = 0.99
    var epsilon = 1e-8
  }

  typealias OneStateUpdate = (weights: [Double], state: [Double])
  typealias TwoStateUpdate = (weights: [Double], state: [Double], second: [Double])

  /// A step with one number of memory, weight by weight: first the memory, then the move, which is subtracted.
  static func updated(
    _ input: UpdateInput, _ remember: (_ s: Double, _ g: Double) -> Double,
    move: (_ g: Double, _ new: Double, _ old: Double) -> Double
  ) -> OneStateUpdate {
    let new = zip(input.state, input.gradient).map(remember)
    let weights = input.weights.indices.map {
      input.weights[$0] - input.learningRate * move(input.gradient[$0], new[$0], input.state[$0])
    }
    return (weights, new)
  }

  /// The kinds of step that an exercise is tried on. Velocities have both signs, squares only one.
  ///
  /// Where ε is to show, gradients of 0.001 are as large as an outer ε of 0.001 and as the root of an inner ε of 10⁻⁶.
  static func updateCases(
    _ generator: inout Generator, readable: UpdateInput, epsilon: Double? = nil, states: [(low: Double, high: Double)]
  ) -> [Case<UpdateInput>] {
    func input(_ n: Int, t: Int, scale: Double = 1, isFirst: Bool = false) -> UpdateInput {
      let memories = states.map { state in
        (0..<n).map { _ in
          let size = generator.uniform(in: state.low..<state.high)
          return isFirst ? 0 : size * (state.low < 0 ? scale : scale * scale)
        }
      }
      return UpdateInput(
        weights: list(n, -1, 1, &generator), gradient: list(n, -1, 1, &generator).map { scale * $0 },
        state: memories[0],
        second: memories.count > 1 ? memories[1] : [], t: t, learningRate: [0.1, 0.5, 0.3][n % 3],
        beta: [0.9, 0.75, 0.6][t % 3], beta2: 0.99, epsilon: epsilon ?? 1e-8)
    }
    var result = [
      Case(readable), Case(input(3, t: 5)),
      Case(input(2, t: 1, isFirst: true), note: "This is the first step: nothing is remembered yet."),
      Case(input(7, t: 12)), Case(input(1, t: 100)),
    ]
    if epsilon != nil {
      result.append(
        Case(input(4, t: 8, scale: 1e-3), note: "The gradients here are so small that ε counts, and where it stands."))
      var still = input(3, t: 4)
      still.gradient[1] = 0
      still.state[1] = 0
      if states.count > 1 { still.second[1] = 0 }
      result.append(
        Case(still, note: "Number 1 has a gradient of 0 and a memory of 0: ε alone keeps the division defined."))
    }
    return result
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
