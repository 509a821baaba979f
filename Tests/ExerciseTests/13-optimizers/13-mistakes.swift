// Mistakes that can be made with more than one rule of lesson 13.

extension Lesson13 {
  /// Mistakes in the step and in what is returned.
  ///
  /// - Parameters:
  ///   - step: what the weights move by η times of: "the velocity".
  ///   - memory: what is remembered, and what the next step needs: "velocity".
  static func mistakes(
    with rule: @escaping @Sendable (UpdateInput) -> TwoStateUpdate, step: String, memory: String
  ) -> [Variant] {
    func scaled(_ diagnosis: String, _ rate: @escaping @Sendable (Double) -> Double) -> Variant {
      Variant(diagnosis) { rule($0.with(\.learningRate, rate($0.learningRate))) }
    }
    return [
      scaled("You stepped uphill: \(step) is subtracted.") { -$0 },
      scaled("You left the learning rate out: the weights move by η times \(step).") { _ in 1 },
      scaled("You multiplied by the learning rate twice: the weights move by η times \(step).") { $0 * $0 },
      scaled("You divided by the learning rate: it multiplies \(step).") { 1 / $0 },
      Variant("You returned the \(memory) as it came: the next step needs the new one.") { x in
        (rule(x).weights, x.state, x.second)
      },
      Variant("You returned the weights as they came: they move by η times \(step).") { x in
        let after = rule(x)
        return (x.weights, after.state, after.second)
      },
      Variant("You returned the step in the place of the weights: subtract it from them.") { x in
        let after = rule(x)
        return (zip(x.weights, after.weights).map { $0 - $1 }, after.state, after.second)
      },
      Variant("You returned the step in the place of the weights: add it to them.") { x in
        let after = rule(x)
        return (zip(x.weights, after.weights).map { $1 - $0 }, after.state, after.second)
      },
      Variant("You exchanged weights and \(memory) in the result: the weights come first.") { x in
        let after = rule(x)
        return (after.state, after.weights, after.second)
      },
      Variant("You carried the \(memory) from one number to the next: each number has its own.") { x in
        carried(x, rule)
      },
      Variant("You updated the first number only: each of the n numbers is updated.") { x in
        updatedOnly(x, rule) { $0 == 0 }
      },
      Variant("You left the last number out: each of the n numbers is updated.") { x in
        updatedOnly(x, rule) { $0 < x.weights.count - 1 }
      },
    ]
      + [0.1, 0.01, 0.001].map { rate in
        scaled("You wrote a number for the learning rate: it is given.") { _ in rate }
      }
  }

  /// An answer that passes over numbers whose gradient is 0.
  static func skippingZeros(
    _ diagnosis: String, _ rule: @escaping @Sendable (UpdateInput) -> TwoStateUpdate
  ) -> Variant {
    Variant(diagnosis) { x in updatedOnly(x, rule) { x.gradient[$0] != 0 } }
  }

  /// The step of a rule in which each number takes the new memory of the one before it for its own.
  private static func carried(_ x: UpdateInput, _ rule: (UpdateInput) -> TwoStateUpdate) -> TwoStateUpdate {
    var after: TwoStateUpdate = ([], [], [])
    for i in x.weights.indices {
      let one = rule(
        x.with(\.weights, [x.weights[i]]).with(\.gradient, [x.gradient[i]])
          .with(\.state, [after.state.last ?? x.state[0]])
          .with(\.second, x.second.isEmpty ? [] : [after.second.last ?? x.second[0]]))
      after.weights += one.weights
      after.state += one.state
      after.second += one.second
    }
    return after
  }

  /// The step of a rule for some of the numbers; the others stay as they are.
  private static func updatedOnly(
    _ x: UpdateInput, _ rule: (UpdateInput) -> TwoStateUpdate, _ isUpdated: (Int) -> Bool
  ) -> TwoStateUpdate {
    var after = rule(x)
    for i in x.weights.indices where !isUpdated(i) {
      after.weights[i] = x.weights[i]
      after.state[i] = x.state[i]
      if !x.second.isEmpty { after.second[i] = x.second[i] }
    }
    return after
  }

  /// Mistakes with ε, in whatever place the rule has it.
  static func mistakesWithEpsilon(
    _ rule: @escaping @Sendable (UpdateInput) -> TwoStateUpdate, place: String
  ) -> [Variant] {
    [
      Variant("You left ε out: it is added \(place).") { rule($0.with(\.epsilon, 0)) },
      Variant("You subtracted ε: it is added \(place).") { rule($0.with(\.epsilon, -$0.epsilon)) },
    ]
      + [1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-10, 1e-12].map { number in
        Variant("You wrote a number for ε: it is given.") { rule($0.with(\.epsilon, number)) }
      }
  }

  /// A number in the place of the share of the old average.
  static func writtenShares(
    _ share: WritableKeyPath<UpdateInput, Double> & Sendable, _ name: String,
    _ rule: @escaping @Sendable (UpdateInput) -> TwoStateUpdate
  ) -> [Variant] {
    [0.9, 0.99, 0.999, 0.95, 0.5].map { number in
      Variant("You wrote a number for \(name): it is given.") { rule($0.with(share, number)) }
    }
  }

  /// A decaying average that is computed wrongly: β · old + (1 − β) · new is right.
  struct Averaging: Sendable {
    typealias Function = @Sendable (_ β: Double, _ old: Double, _ new: Double) -> Double
    let diagnosis: String
    let average: Function

    init(_ diagnosis: String, _ average: @escaping Function) {
      self.diagnosis = diagnosis
      self.average = average
    }
  }

  /// Wrong decaying averages, the commonest first.
  ///
  /// - Parameters:
  ///   - β: the name of the share.
  ///   - new: what is averaged: "the new square".
  ///   - old: what it is averaged with: "the old average".
  ///   - remark: more about the average without 1 − β.
  static func wrongAverages(share β: String, of new: String, into old: String, remark: String = "") -> [Averaging] {
    [
      Averaging("You forgot the factor 1 − \(β): \(new) enters with that share\(remark).") { $0 * $1 + $2 },
      Averaging("You swapped the shares: \(β) belongs to \(old), 1 − \(β) to \(new).") { (1 - $0) * $1 + $0 * $2 },
      Averaging("You did not carry \(old) over: its share \(β) belongs to what is new.") { (1 - $0) * $2 },
      Averaging("You did not carry \(old) over: its share \(β) belongs to what is new.") { $2 },
      Averaging("You did not let \(old) fade: it keeps the share \(β).") { $1 + (1 - $0) * $2 },
      Averaging("Mind the brackets: \(new) multiplies 1 − \(β) alone, not \(old) with it.") {
        ($0 * $1 + (1 - $0)) * $2
      },
      Averaging("Mind the brackets: 1 − \(β) · x takes \(β) · x from 1. The share of \(new) is (1 − \(β)).") {
        $0 * $1 + 1 - $0 * $2
      },
      Averaging("You gave \(new) the share \(β), too: it enters with 1 − \(β).") { $0 * ($1 + $2) },
      Averaging("You gave \(old) the share 1 − \(β), too: it keeps \(β).") { (1 - $0) * ($1 + $2) },
      Averaging("You subtracted \(new) from the average: it is added.") { $0 * $1 - (1 - $0) * $2 },
      Averaging("You left \(new) out of the average: it enters with the share 1 − \(β).") { β, old, _ in β * old },
      Averaging("You made an exception where \(old) is 0: the same average is made there.") {
        $1 == 0 ? $2 : $0 * $1 + (1 - $0) * $2
      },
    ]
  }
}
