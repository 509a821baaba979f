import Engine
import Solutions

extension Lesson01 {
  struct TruthInput: Sendable {
    let low: Double
    let high: Double

    init(_ low: Double, _ high: Double) { (self.low, self.high) = (low, high) }

    var corners: [[Double]] { [[low, low], [low, high], [high, low], [high, high]] }
    /// A hidden neuron that fires if one input is true, or both; and one that fires if both are.
    var or: Neuron { (-(3 * low + high) / 2, [1, 1]) }
    var and: Neuron { (-(low + 3 * high) / 2, [1, 1]) }
    /// Hidden neurons that look at one input.
    var first: Neuron { (-(low + high) / 2, [1, 0]) }
    var second: Neuron { (-(low + high) / 2, [0, 1]) }
  }

  typealias Network = (first: Neuron, second: Neuron, output: Neuron)

  /// A network, and what it says at the corners.
  struct XORTrial {
    let weights: [Double]
    let fires: [Double]

    init(_ input: TruthInput, _ network: Network) {
      weights = [network.first, network.second, network.output].map { Double($0.weights.count) }
      fires = input.corners.map { corner in
        let hidden = [network.first, network.second].map { Lesson01.fires($0, corner) }
        return Lesson01.fires(network.output, hidden)
      }
    }
  }

  static let xorNetworks: Bank<TruthInput, XORTrial> = Bank(
    id: "1.5",
    cases: { generator in
      let readable = [
        TruthInput(0, 1), TruthInput(-1, 1), TruthInput(2, 5), TruthInput(-3, -1), TruthInput(0, 4),
        TruthInput(-2, 0), TruthInput(0.25, 0.5), TruthInput(1000, 1001), TruthInput(-8, 16),
      ]
      // Quarters, so that no rounding decides.
      let generated = (0..<8).map { _ -> TruthInput in
        let low = Double(generator.integer(below: 80)) / 4 - 10
        return TruthInput(low, low + Double(1 + generator.integer(below: 30)) / 4)
      }
      return (readable + generated).map {
        Case(
          $0,
          note:
            "fires[i] is what your network gives for row i of `tried`. In `weights` are the numbers of weights of its "
            + "three neurons.")
      }
    },
    input: { [.number("low", $0.low), .number("high", $0.high), .matrix("tried", Matrix($0.corners))] },
    output: { [.list("weights", $0.weights), .list("fires", $0.fires)] },
    reference: { XORTrial($0, xorNetwork(low: $0.low, high: $0.high)) },
    alternatives: [
      network("AND first, and an output that AND holds back by more") { input in
        (input.and, input.or, (-0.25, [-3, 0.5]))
      },
      network("one input but not the other, and the reverse") { input in
        let middle = (input.high - input.low) / 2
        return ((-middle, [1, -1]), (-middle, [-1, 1]), (0, [1, 1]))
      },
      network("not both, and at least one") { input in
        let (or, and) = (input.or, input.and)
        return ((-and.bias, [-1, -1]), or, (-1.5, [1, 1]))
      },
      network("thresholds on the sums that must not fire") { input in
        ((-2 * input.low, [1, 1]), (-input.low - input.high, [1, 1]), (0, [1, -1]))
      },
      network("large weights") { input in
        ((100 * input.or.bias, [100, 100]), (7 * input.and.bias, [7, 7]), (-20, [30, -1000]))
      },
    ],
    misconceptions: mistakesOfFunctions + mistakesOfLevels + mistakesOfForm)

  private typealias Mistake = Answer<TruthInput, XORTrial>

  /// An answer that has this network.
  private static func network(_ name: String, _ network: @escaping @Sendable (TruthInput) -> Network) -> Mistake {
    Mistake(name) { XORTrial($0, network($0)) }
  }

  /// A network whose hidden neurons say which inputs are true.
  private static func plain(_ diagnosis: String, _ bias: Double, _ weights: [Double]) -> Mistake {
    network(diagnosis) { ($0.first, $0.second, (bias, weights)) }
  }

  /// The other fifteen functions of two truths.
  private static let mistakesOfFunctions: [Mistake] = [
    plain(
      "Your network never fires. Does one hidden neuron fire if one input is true, and does the output neuron add it?",
      -1,
      [0, 0]),
    plain("Your network always fires. At (low, low) the output's z must not be above 0.", 1, [0, 0]),
    plain(
      "Your network computes OR: if both are true, too, the neuron for AND must hold the output back by as much as the one "
        + "for OR pushes it.", -0.5, [1, 1]),
    plain("Your network computes AND: one true input must be enough, and two are too many.", -1.5, [1, 1]),
    plain("Your network computes NAND: it must not fire if both are false.", 1.5, [-1, -1]),
    plain("Your network computes NOR: it fires if both are false.", 0.5, [-1, -1]),
    network("Your network fires if both are alike, the opposite of XOR: turn the signs of the output neuron.") {
      ($0.or, $0.and, (0.5, [-1, 1]))
    },
    plain("Your network says what the first input says: the second must change that.", -0.5, [1, 0]),
    plain("Your network says what the second input says: the first must change that.", -0.5, [0, 1]),
    plain("Your network fires if the first is false, whatever the second.", 0.5, [-1, 0]),
    plain("Your network fires if the second is false, whatever the first.", 0.5, [0, -1]),
    plain(
      "Your network fires if the first is true and the second is not: it must fire in the reverse case, too.", -0.5,
      [
        1, -1,
      ]),
    plain(
      "Your network fires if the second is true and the first is not: it must fire in the reverse case, too.", -0.5,
      [
        -1, 1,
      ]),
    plain("Your network fires unless only the second is true.", 0.5, [1, -1]),
    plain("Your network fires unless only the first is true.", 0.5, [-1, 1]),
  ]

  private static let mistakesOfLevels: [Mistake] = [
    network("Your thresholds are those for 0 and 1: true is `high` here, and false is `low`.") { _ in
      ((-0.5, [1, 1]), (-1.5, [1, 1]), (-0.5, [1, -1]))
    },
    network("Your thresholds are those for −1 and 1: true is `high` here, and false is `low`.") { _ in
      ((1, [1, 1]), (-1, [1, 1]), (-0.5, [1, -1]))
    },
    network("Your thresholds are right only if `low` is 0: the sums are 2 low, low + high and 2 high.") { input in
      ((-input.high / 2, [1, 1]), (-1.5 * input.high, [1, 1]), (-0.5, [1, -1]))
    },
    network("Your thresholds are ½ and 1½ times low + high, right only if `low` is 0: the sums begin at 2 low.") {
      input in
      let sum = input.low + input.high
      return ((-sum / 2, [1, 1]), (-1.5 * sum, [1, 1]), (-0.5, [1, -1]))
    },
    network("Your thresholds are parts of high − low, right only if `low` is 0: the sums begin at 2 low.") { input in
      let distance = input.high - input.low
      return ((-distance / 2, [1, 1]), (-1.5 * distance, [1, 1]), (-0.5, [1, -1]))
    },
    network("Your thresholds are those of one input: the hidden neurons have the *sum* of two before them.") { input in
      let middle = (input.low + input.high) / 2
      return ((-middle, [1, 1]), (-middle - input.high, [1, 1]), (-0.5, [1, -1]))
    },
    network("Your thresholds lie at `low` and `high`: the sums are 2 low, low + high and 2 high.") { input in
      ((-input.low, [1, 1]), (-input.high, [1, 1]), (-0.5, [1, -1]))
    },
    network("Your output neuron has a threshold made of `low` and `high`: it is given 0 and 1.") { input in
      (input.or, input.and, (-(input.high - input.low) / 2, [1, -1]))
    },
    network("Your output neuron has a threshold made of `low` and `high`: it is given 0 and 1.") { input in
      (input.or, input.and, (-(input.high + input.low) / 2, [1, -1]))
    },
    network("Your thresholds lie half a unit beyond 2 low and low + high: `high` may be nearer to `low` than that.") {
      input in
      ((-2 * input.low - 0.5, [1, 1]), (-input.low - input.high - 0.5, [1, 1]), (-0.5, [1, -1]))
    },
  ]

  private static let mistakesOfForm: [Mistake] = [
    network("You put the bias into the list of weights: it is given by itself.") { input in
      func joined(_ one: Neuron) -> Neuron { (one.bias, [one.bias] + one.weights) }
      return (joined(input.or), joined(input.and), joined((-0.5, [1, -1])))
    },
    network("Your output neuron has weights for the inputs, too: it looks at the two hidden neurons only.") { input in
      (input.or, input.and, (-0.5, [1, -1, 0, 0]))
    },
    network("You gave each hidden neuron a single weight: it looks at two inputs.") { input in
      ((input.or.bias, [1]), (input.and.bias, [1]), (-0.5, [1, -1]))
    },
  ]
}
