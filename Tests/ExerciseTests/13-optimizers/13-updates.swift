// What the banks of lesson 13 share: one step of an update rule, the cases it is tried on, and a rule taken apart.

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

    func with<Value>(_ part: WritableKeyPath<Self, Value>, _ value: Value) -> Self {
      var copy = self
      copy[keyPath: part] = value
      return copy
    }
  }

  typealias OneStateUpdate = (weights: [Double], state: [Double])
  /// What a rule with one number of memory returns has an empty `second`.
  typealias TwoStateUpdate = (weights: [Double], state: [Double], second: [Double])

  /// A rule with something changed: another way to compute it, or a mistake with its diagnosis.
  typealias Variant = Answer<UpdateInput, TwoStateUpdate>

  /// The same in a rule with one number of memory.
  static func oneState(_ variant: Variant) -> Answer<UpdateInput, OneStateUpdate> {
    Answer(variant.name) { x in
      let after = variant.function(x)
      return (after.weights, after.state)
    }
  }

  /// A rule that remembers one number for each weight, taken apart: the new memory, the move, which times η is
  /// subtracted, and what is returned as memory.
  struct OneStateRule: Sendable {
    typealias Memory = @Sendable (_ x: UpdateInput, _ old: Double, _ g: Double) -> Double
    typealias Part = @Sendable (_ x: UpdateInput, _ g: Double, _ new: Double, _ old: Double) -> Double

    var memory: Memory
    var move: Part
    var kept: Part = { _, _, new, _ in new }

    func step(_ x: UpdateInput) -> TwoStateUpdate {
      var after: TwoStateUpdate = ([], [], [])
      for (w, (old, g)) in zip(x.weights, zip(x.state, x.gradient)) {
        let new = memory(x, old, g)
        after.weights.append(w - x.learningRate * move(x, g, new, old))
        after.state.append(kept(x, g, new, old))
      }
      return after
    }

    func variant(_ name: String, memory: Memory? = nil, move: Part? = nil, kept: Part? = nil) -> Variant {
      let rule = OneStateRule(memory: memory ?? self.memory, move: move ?? self.move, kept: kept ?? self.kept)
      return Answer(name) { rule.step($0) }
    }
  }
}
