import Engine
import Solutions

extension Lesson01 {
  typealias Gates = (and: Neuron, or: Neuron, not: Neuron)

  /// Three neurons, and what they say.
  struct GateTrial {
    let weights: [Double]
    let and: [Double]
    let or: [Double]
    let not: [Double]

    init(_ n: Int, _ gates: Gates) {
      weights = [gates.and, gates.or, gates.not].map { Double($0.weights.count) }
      and = tried(n).map { fires(gates.and, $0) }
      or = tried(n).map { fires(gates.or, $0) }
      not = [fires(gates.not, [0]), fires(gates.not, [1])]
    }
  }

  static let gates: Bank<Int, GateTrial> = Bank(
    id: "1.4",
    cases: { _ in
      [2, 1, 3, 4, 5, 7, 9, 12].map { n in
        Case(
          n,
          note:
            "and[i] and or[i] are what your neurons give for row i of `tried`, and not[i] for an input of i. In "
            + "`weights` are the numbers of weights of the three."
            + (n == 1 ? " With one input, AND and OR fire if it is 1." : ""))
      }
    },
    input: { [.number("n", Double($0)), .matrix("tried", Matrix(tried($0)))] },
    output: { [.list("weights", $0.weights), .list("and", $0.and), .list("or", $0.or), .list("not", $0.not)] },
    reference: { GateTrial($0, gateNeurons(inputs: $0)) },
    alternatives: [
      gates("thresholds that are whole numbers") { n in
        ((1 - Double(n), ones(n)), (0, ones(n)), (1, [-1]))
      },
      gates("weights that differ, and are large") { n in
        let weights = (0..<n).map { 10 + Double($0) }
        return ((5 - weights.reduce(0, +), weights), (-7, weights), (0.001, [-1000]))
      },
      gates("thresholds close to the greatest that will do, and small weights") { n in
        ((0.01 - Double(n), ones(n)), (-0.99, ones(n)), (0.002, [-0.002]))
      },
    ],
    misconceptions: mistakesOfAnd + mistakesOfOr + mistakesOfNot + mistakesOfGates)

  /// An answer that has these neurons.
  private static func gates(_ name: String, _ neurons: @escaping @Sendable (Int) -> Gates) -> Mistake {
    Mistake(name) { GateTrial($0, neurons($0)) }
  }

  /// The corners that decide: none is 1, one is, all but one are, all are; of up to three inputs, all corners.
  ///
  /// A neuron that is right there has positive weights, and so is right everywhere.
  static func tried(_ n: Int) -> [[Double]] {
    if n <= 3 {
      return (0..<(1 << n)).map { k in (0..<n).map { Double((k >> (n - 1 - $0)) & 1) } }
    }
    let single = (0..<n).map { i in (0..<n).map { $0 == i ? 1.0 : 0 } }
    return [zeros(n)] + single + single.map { $0.map { 1 - $0 } } + [ones(n)]
  }

  /// 1 or 0, or no number if z is none.
  static func fires(_ neuron: Neuron, _ inputs: [Double]) -> Double {
    let z = zip(neuron.weights, inputs).reduce(neuron.bias) { $0 + $1.0 * $1.1 }
    return z.isNaN ? z : z > 0 ? 1 : 0
  }

  private static func ones(_ n: Int) -> [Double] { [Double](repeating: 1, count: n) }
  private static func zeros(_ n: Int) -> [Double] { [Double](repeating: 0, count: n) }

  private typealias Mistake = Answer<Int, GateTrial>

  private static func and(_ diagnosis: String, _ neuron: @escaping @Sendable (Int) -> Neuron) -> Mistake {
    gates(diagnosis) { n in
      let right = gateNeurons(inputs: n)
      return (neuron(n), right.or, right.not)
    }
  }

  private static func or(_ diagnosis: String, _ neuron: @escaping @Sendable (Int) -> Neuron) -> Mistake {
    gates(diagnosis) { n in
      let right = gateNeurons(inputs: n)
      return (right.and, neuron(n), right.not)
    }
  }

  private static func not(_ diagnosis: String, _ neuron: Neuron) -> Mistake {
    gates(diagnosis) { n in
      let right = gateNeurons(inputs: n)
      return (right.and, right.or, neuron)
    }
  }

  private static let mistakesOfAnd: [Mistake] = [
    and("Your AND never fires: with all n inputs at 1, z must be above 0. (At a threshold of n it is 0.)") {
      (-Double($0), ones($0))
    },
    and("Your AND has the threshold for two inputs: with n of them it lies between n − 1 and n.") { (-1.5, ones($0)) },
    and("Your AND has a fixed threshold: with n inputs it lies between n − 1 and n.") { (-2.5, ones($0)) },
    and("Your AND fires already if one input is 1: that is OR.") { (-0.5, ones($0)) },
    and("Your AND fires if all inputs but one are 1: its threshold must be n − 1 or more.") {
      (1.5 - Double($0), ones($0))
    },
    and("Your AND fires if more than half of its inputs are 1: all must be.") { (-Double($0) / 2, ones($0)) },
    and("Your AND fires with one input at 0 where n is large: its threshold lies between n − 1 and n for every n.") {
      (-0.9 * Double($0), ones($0))
    },
    and("Your AND fires from half of its inputs on: all must be 1.") { (0.25 - Double($0) / 2, ones($0)) },
    and("Your AND always fires: the bias is *minus* the threshold.") { (Double($0) - 0.5, ones($0)) },
    and("Your AND is NAND: it fires unless all inputs are 1. Turn all signs.") {
      (Double($0) - 0.5, ones($0).map { -$0 })
    },
    and("Your AND fires if no input is 1: its weights must be positive.") { (0.5, ones($0).map { -$0 }) },
    and("Your AND looks at the first input only: each needs a weight.") {
      (-0.5, [1] + zeros($0 - 1))
    },
    and("Your AND looks at the last input only: each needs a weight.") { (-0.5, zeros($0 - 1) + [1]) },
    and("Your AND looks at the first two inputs only: each needs a weight.") {
      $0 < 2 ? (-0.5, [1]) : (-1.5, [1, 1] + zeros($0 - 2))
    },
  ]

  private static let mistakesOfOr: [Mistake] = [
    or("Your OR always fires: with all inputs at 0, z is the bias, which must not be above 0.") { (0.5, ones($0)) },
    or("Your OR needs two inputs at 1: one must be enough, so its threshold lies between 0 and 1.") {
      (-1, ones($0))
    },
    or("Your OR needs all inputs at 1: that is AND.") { (0.5 - Double($0), ones($0)) },
    or("Your OR never fires: with one input at 1, z must be above 0.") { (-Double($0) - 1, ones($0)) },
    or("Your OR fires if more than half of its inputs are 1: one must be enough.") { (-Double($0) / 2, ones($0)) },
    or("Your OR is NOR: it fires if no input is 1. Turn all signs.") { (0.5, ones($0).map { -$0 }) },
    or("Your OR takes the mean of its inputs: one of n is only 1/n, and the threshold must be below that.") { n in
      (-0.45, ones(n).map { $0 / Double(n) })
    },
    or("Your OR gives later inputs weights that are too small: each by itself must lift z above 0.") { n in
      (-0.5, (0..<n).reduce(into: []) { weights, _ in weights.append((weights.last ?? 2) / 2) })
    },
    or("Your OR looks at the first input only: each needs a weight.") { (-0.5, [1] + zeros($0 - 1)) },
    or("Your OR looks at the last input only: each needs a weight.") { (-0.5, zeros($0 - 1) + [1]) },
    or("Your OR looks at the first two inputs only: each needs a weight.") {
      (-0.5, ones(min(2, $0)) + zeros($0 - min(2, $0)))
    },
  ]

  private static let mistakesOfNot: [Mistake] = [
    not("Your NOT never fires: with the input 0, z is the bias, which must be above 0.", (0, [-1])),
    not("Your NOT always fires: with the input 1, z must not be above 0.", (1.5, [-1])),
    not("Your NOT says yes: it fires if its input is 1. Its weight must be negative, its bias positive.", (-0.5, [1])),
  ]

  private static let mistakesOfGates: [Mistake] = [
    gates("You exchanged AND and OR.") { n in
      let right = gateNeurons(inputs: n)
      return (right.or, right.and, right.not)
    },
    gates("You gave two weights to AND and OR: they have n inputs, and a weight for each.") { n in
      ((-1.5, [1, 1]), (-0.5, [1, 1]), (0.5, [-1]))
    },
    gates("You put the bias into the list of weights: it is given by itself.") { n in
      let right = gateNeurons(inputs: n)
      func joined(_ one: Neuron) -> Neuron { (one.bias, [one.bias] + one.weights) }
      return (joined(right.and), joined(right.or), joined(right.not))
    },
    gates("You gave n weights to NOT: it has one input.") { n in
      let right = gateNeurons(inputs: n)
      return (right.and, right.or, (0.5, ones(n).map { -$0 }))
    },
    gates("You gave thresholds: the bias is *minus* the threshold.") { n in
      ((Double(n) - 0.5, ones(n)), (0.5, ones(n)), (-0.5, [-1]))
    },
    gates("You gave thresholds: the bias is *minus* the threshold. (And NOT needs a negative weight.)") { n in
      ((Double(n) - 0.5, ones(n)), (0.5, ones(n)), (-0.5, [1]))
    },
    gates("You gave AND and OR their thresholds: the bias is *minus* the threshold.") { n in
      ((Double(n) - 0.5, ones(n)), (0.5, ones(n)), (0.5, [-1]))
    },
    gates("You gave one weight for all inputs: each of the n inputs has its own.") { n in
      ((0.5 - Double(n), [1]), (-0.5, [1]), (0.5, [-1]))
    },
  ]
}
