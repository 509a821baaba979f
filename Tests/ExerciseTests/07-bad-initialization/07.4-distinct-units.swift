import Engine
import Solutions

extension Lesson07 {
  struct Units: Sendable {
    let weight: Matrix
    let bias: Matrix

    init(_ weight: Matrix, bias: [Double]) { (self.weight, self.bias) = (weight, Matrix(row: bias)) }

    /// What leads into each unit: its weights, and its bias last.
    var lists: [[Double]] { (0..<weight.columns).map { weight.column($0) + [bias[0, $0]] } }
    var right: Double { Double(distinctUnits(weight: weight, bias: bias)) }

    /// The same with other units in another order.
    init(_ lists: [[Double]]) {
      self.init(
        Matrix(rows: lists[0].count - 1, columns: lists.count) { i, j in lists[j][i] }, bias: lists.map { $0.last! })
    }
  }

  /// The least number above 1, less 1.
  private static let lastDigit = Double.ulpOfOne

  static let unitsThatDiffer: Bank<Units, Double> = Bank(
    id: "7.4",
    cases: { generator in
      let readable = [
        Case(Units(Matrix([[1, 2, 1], [3, 4, 3]]), bias: [0, 0, 0]), note: "Units 0 and 2 are the same."),
        Case(Units(Matrix([[0.5, 0.5, 0.5], [0.5, 0.5, 0.5]]), bias: [0, 0, 0]), note: "All three are the same."),
        Case(Units(Matrix([[1, 1, 1], [2, 2, 2]]), bias: [0, 0.1, 0]), note: "Unit 1 has a bias of its own."),
        Case(Units(Matrix([[1, 2, 2, 1], [3, 0, 0, 3]]), bias: [1, 2, 2, 1]), note: "Two pairs."),
      ]
      let generated = [(3, 6, 3), (4, 5, 5), (2, 8, 4), (5, 5, 2), (1, 7, 3), (6, 4, 1), (4, 9, 6)].map {
        Case(drawn($0, units: $1, kinds: $2, &generator))
      }
      return readable + generated + nearlyEqual + lookingEqual + edges
    },
    input: { [.matrix("weight", $0.weight), .matrix("bias", $0.bias)] },
    output: { [.number("units", $0)] },
    reference: { $0.right },
    alternatives: [
      Answer("those that equal none before them") { input in
        let lists = input.lists
        return Double(lists.indices.count { j in !lists[..<j].contains(lists[j]) })
      },
      Answer("sorted, and then neighbours that differ") { input in
        let lists = input.lists.sorted { $0.lexicographicallyPrecedes($1) }
        return Double(1 + zip(lists, lists.dropFirst()).count { $0 != $1 })
      },
      Answer("grouped by the list") { Double(Dictionary(grouping: $0.lists, by: { $0 }).count) },
      Answer("entry by entry, in loops") { input in
        var count = 0
        for j in 0..<input.weight.columns {
          var isNew = true
          for k in 0..<j where input.bias[0, j] == input.bias[0, k] {
            var differs = false
            for i in 0..<input.weight.rows where input.weight[i, j] - input.weight[i, k] != 0 { differs = true }
            if !differs { isNew = false }
          }
          if isNew { count += 1 }
        }
        return Double(count)
      },
    ],
    misconceptions: mistakesOfEquality + mistakesOfKeys + mistakesOfCounting)

  /// Units of so many kinds, each kind at least once, in any order.
  private static func drawn(_ inputs: Int, units: Int, kinds: Int, _ generator: inout Generator) -> Units {
    let lists = (0..<kinds).map { _ in list(inputs + 1, -1, 1, &generator) }
    var chosen = Array(0..<kinds) + (kinds..<units).map { _ in Int(generator.uniform(in: 0..<Double(kinds))) }
    for j in chosen.indices { chosen.swapAt(j, Int(generator.uniform(in: 0..<Double(units)))) }
    return Units(chosen.map { lists[$0] })
  }

  /// Units that differ, by little.
  private static let nearlyEqual = [
    Case(
      Units(Matrix([[1, 1 + lastDigit, 1], [0.5, 0.5, 0.5]]), bias: [0, 0, 0]),
      note: "weight[0, 1] is the next number after 1: unit 1 differs."),
    Case(
      Units(Matrix([[0.05, 0.05], [0.05, 0.05]]), bias: [0, 1e-15]),
      note: "The biases differ by 10⁻¹⁵, and so do the units."),
    Case(
      Units(Matrix([[0.05, 0.05 + 1e-7, 0.05 + 1e-11, 0.05 + 1e-4]]), bias: [0, 0, 0, 0]),
      note: "0.05, 0.0500001, 0.05000000001 and 0.0501 are four weights."),
    Case(
      Units(Matrix([[.leastNonzeroMagnitude, 0], [0, 0]]), bias: [0, 0]),
      note: "weight[0, 0] is the least number above 0: unit 0 differs."),
    Case(
      Units(Matrix([[1e9, 1e9 + 1e-6]]), bias: [3, 3]), note: "The weights differ by 10⁻⁶, from 10⁹ on."),
  ]

  /// Units that differ, and have something in common.
  private static let lookingEqual = [
    Case(
      Units(Matrix([[1, 2, 3], [2, 3, 1], [3, 1, 2]]), bias: [0.5, 0.5, 0.5]),
      note: "The same weights in another order are another unit."),
    Case(Units(Matrix([[1, -1], [2, -2]]), bias: [0.5, -0.5]), note: "Weights of the other sign are another unit."),
    Case(Units(Matrix([[1, 2], [2, 4]]), bias: [0.5, 1]), note: "Weights twice as large are another unit."),
    Case(
      Units(Matrix([[1, 2, 1, 2], [2, 1, 2, 1], [3, 3, 4, 4]]), bias: [0, 0, 0, 0]),
      note: "All four units differ, and each shares weights with others."),
    Case(Units(Matrix([[1, 1], [2, 5], [3, 3]]), bias: [4, 4]), note: "Only the middle weights differ."),
    Case(Units(Matrix([[1, 7], [2, 2], [3, 3]]), bias: [4, 4]), note: "Only the first weights differ."),
    Case(Units(Matrix([[1, 1], [2, 2], [3, 9]]), bias: [4, 4]), note: "Only the last weights differ."),
    Case(
      Units(Matrix([[1, 2], [3, 3]]), bias: [2, 1]),
      note: "Weight and bias are exchanged: two units."),
    Case(Units(Matrix([[1, 2], [4, 3]]), bias: [0.5, 0.5]), note: "1 and 4 have the sum of 2 and 3: two units."),
    Case(Units(Matrix([[1, 2], [4, 5]]), bias: [2, 1]), note: "Weight and bias have equal sums: two units."),
    Case(
      Units(Matrix([[1, 1], [1, 2], [2, 2]]), bias: [0, 0]), note: "The same numbers, but not as often: two units."),
    Case(
      Units(Matrix([[1, 1, 2, 2], [5, 5, 6, 6]]), bias: [0, 1, 0, 1]),
      note: "Two kinds of weights, two biases, and all four units differ."),
    Case(
      Units(Matrix([[1, 1.01], [11, 1]]), bias: [0, 0]), note: "1 and 11 are not 1.01 and 1."),
    Case(
      Units(Matrix([[1, 0], [0, 1]]), bias: [0, 0]), note: "Units that look at different inputs are two."),
    Case(
      Units(Matrix([[2, 1], [1, 2]]), bias: [1, 1]), note: "The sums of the weights are equal, the weights are not."),
  ]

  private static let edges = [
    Case(Units(Matrix([[3], [-1]]), bias: [2]), note: "One unit is one distinct unit."),
    Case(Units(Matrix([[0, 0, 0, 0]]), bias: [0, 0, 0, 0]), note: "All zero: one unit four times."),
    Case(Units(Matrix([[0, 0, 0], [0, 0, 0]]), bias: [1, 2, 1]), note: "Only the biases differ."),
    Case(Units(Matrix([[0.0, -0.0], [1, 1]]), bias: [-0.0, 0.0]), note: "−0 equals 0: the units are the same."),
    Case(
      Units(Matrix([[1, 1, 1], [1, 1, 1], [2, 2, 2]]), bias: [0, 0, 0]),
      note: "Rows are inputs, and which of them are equal does not matter: a unit is a column."),
    Case(
      Units(Matrix([[1, 2, 3], [1, 2, 3], [1, 2, 3]]), bias: [0, 0, 0]),
      note: "All rows are equal, and yet the three columns differ."),
    Case(
      Units(Matrix([[0, 1, 0, 1]]), bias: [0, 0, 0, 0]), note: "A unit whose weights are all 0 is a unit, too."),
    Case(
      Units(Matrix([[4, 1, 4, 2, 1, 4]]), bias: [0, 0, 0, 0, 0, 0]),
      note: "Three kinds: 4 three times, 1 twice, 2 once."),
    Case(
      Units(Matrix([[1, 2, 3, 1, 2, 3], [4, 5, 6, 4, 5, 6]]), bias: [1, 2, 3, 1, 2, 3]),
      note: "Equal units need not stand side by side."),
  ]

  private typealias Mistake = Answer<Units, Double>

  /// Units that are the same if something that is made of their lists is equal.
  private static func key<Key: Hashable & SendableMetatype>(
    _ diagnosis: String, _ key: @escaping @Sendable ([Double]) -> Key
  ) -> Mistake {
    Mistake(diagnosis) { Double(Set($0.lists.map(key)).count) }
  }

  /// Units that are the same if they pass a test with one before them.
  private static func test(
    _ diagnosis: String, _ areEqual: @escaping @Sendable ([Double], [Double]) -> Bool
  ) -> Mistake {
    Mistake(diagnosis) { input in
      let lists = input.lists
      return Double(lists.indices.count { j in !lists[..<j].contains { areEqual($0, lists[j]) } })
    }
  }

  private static let mistakesOfEquality: [Mistake] =
    [0.01, 1e-3, 1e-5, 1e-6, 1e-8, 1e-9, 1e-10, 1e-12, 1e-14].map { tolerance in
      test("You compared with a tolerance: two units are the same only if they are exactly equal.") { a, b in
        zip(a, b).allSatisfy { abs($0 - $1) < tolerance }
      }
    } + [
      test("You compared in proportion: two units are the same only if they are exactly equal.") { a, b in
        zip(a, b).allSatisfy { abs($0 - $1) <= 1e-9 * max(abs($0), abs($1)) }
      },
      test("You compared with a tolerance: two units are the same only if they are exactly equal.") { a, b in
        zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot() < 1e-7
      },
      test("You squared the differences, and those of small numbers vanish: compare the numbers themselves.") { a, b in
        zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } == 0
      },
      test("One equal number was enough for you: all weights and the bias must be equal.") { a, b in
        zip(a, b).contains { $0 == $1 }
      },
      test("You let parallel weights be equal: twice as large is another unit.") { a, b in
        let (ab, aa, bb) = (dot(a, b), dot(a, a), dot(b, b))
        return ab > 0 ? abs(ab * ab - aa * bb) <= 1e-15 * aa * bb : aa == bb
      },
      key("You rounded: two units are the same only if they are exactly equal.") { $0.map { ($0 * 1e6).rounded() } },
      key("You turned the numbers into `Float`, with half of the digits: compare them as they are.") {
        $0.map { Float($0) }
      },
      key("You turned the numbers into `Int`, which drops the fraction: compare them as they are.") {
        $0.map { Int($0) }
      },
      key("You compared bits or text, and there −0 is not 0: `==` says that they are equal.") {
        $0.map(\.bitPattern)
      },
    ]

  private static func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }

  private static let mistakesOfKeys: [Mistake] = [
    key("You left out the bias: units with equal weights and different biases are different.") {
      Array($0.dropLast())
    },
    key("You compared the biases only: the incoming weights must be equal, too.") { $0.last! },
    key("You compared the first weight and the bias: all weights count.") { [$0[0], $0.last!] },
    key("You compared the first weight only: all weights and the bias count.") { $0[0] },
    key("You left out the last weight: all weights and the bias count.") {
      Array($0.dropLast(2)) + [$0.last!]
    },
    key("You left out the first weight: all weights and the bias count.") { Array($0.dropFirst()) },
    key("You compared sums of weights and bias, or a sum of differences with 0: different weights can have equal sums.")
    {
      $0.reduce(0, +)
    },
    key("You compared the sums of the weights: different weights can have equal sums.") {
      $0.dropLast().reduce(0, +)
    },
    key("You compared the sums of the weights, and the biases: different weights can have equal sums.") {
      [$0.dropLast().reduce(0, +), $0.last!]
    },
    key("You compared norms: different weights can have equal norms.") { dot($0, $0).squareRoot() },
    key("You compared the weights' norms, and the biases: different weights can have equal norms.") {
      let weights = Array($0.dropLast())
      return [dot(weights, weights).squareRoot(), $0.last!]
    },
    key("You compared without regard to order: the same weights in another order are another unit.") {
      $0.sorted()
    },
    key("You compared the weights without regard to order: in another order they are another unit.") {
      $0.dropLast().sorted() + [$0.last!]
    },
    key("You made a set of each unit's weights: order, and how often a number occurs, count as well.") {
      [Set($0.dropLast()), [$0.last!]]
    },
    key("You joined the numbers to one text: 1.0 and 11.0 then read as 1.01 and 1.0 do.") { list in
      list.map { "\($0 == 0 ? 0 : $0)" }.joined()
    },
    key("You compared the first and the last weight: all weights and the bias count.") { list in
      [list[0], list[list.count - 2], list.last!]
    },
    key("You compared sets of weights and bias: order, and how often a number occurs, count as well.") { Set($0) },
    key("You added the bias to the first weight: both are compared, each for itself.") { list in
      [list[0] + list.last!] + list.dropFirst().dropLast()
    },
    key("You compared sizes: with the other sign it is another unit.") { $0.map { abs($0) } },
    key("You compared largest weights: all weights and the bias count.") { $0.dropLast().max()! },
    key("You added the bias to the weights: both are compared, each for itself.") { list in
      list.dropLast().map { $0 + list.last! }
    },
  ]

  private static let mistakesOfCounting: [Mistake] = [
    Mistake("You counted the rows of W: a unit is a column.") { input in
      Double(Set((0..<input.weight.rows).map { input.weight.row($0) }).count)
    },
    Mistake("You counted the units that have no equal: of equal ones, one counts.") { input in
      Double(Dictionary(grouping: input.lists, by: { $0 }).values.count { $0.count == 1 })
    },
    Mistake("You counted the kinds that occur more than once: one that occurs once is distinct, too.") { input in
      Double(Dictionary(grouping: input.lists, by: { $0 }).values.count { $0.count > 1 })
    },
    Mistake("You counted the copies: asked is how many are left without them.") { input in
      Double(input.weight.columns) - input.right
    },
    Mistake("You counted all units: equal ones count once.") { Double($0.weight.columns) },
    Mistake("You counted pairs that are equal: asked is how many different units there are.") { input in
      let lists = input.lists
      return Double(lists.indices.reduce(0) { sum, j in sum + lists[..<j].count { $0 == lists[j] } })
    },
    Mistake("You counted pairs that differ: asked is how many different units there are.") { input in
      let lists = input.lists
      return Double(lists.indices.reduce(0) { sum, j in sum + lists[..<j].count { $0 != lists[j] } })
    },
    Mistake("You took each equal pair away: three that are equal are three pairs, but only two too many.") { input in
      let lists = input.lists
      return Double(
        lists.count - lists.indices.reduce(0) { sum, j in sum + lists[..<j].count { $0 == lists[j] } })
    },
    Mistake("You compared neighbours only: equal units may stand anywhere.") { input in
      Double(1 + zip(input.lists, input.lists.dropFirst()).count { $0 != $1 })
    },
    Mistake("You sorted by the first weight alone: equal units need not be neighbours then.") { input in
      let sorted = input.lists.enumerated().sorted { ($0.1[0], $0.0) < ($1.1[0], $1.0) }.map(\.1)
      return Double(1 + zip(sorted, sorted.dropFirst()).count { $0 != $1 })
    },
    Mistake("You gave the largest number of equal units: asked is how many different ones there are.") { input in
      Double(Dictionary(grouping: input.lists, by: { $0 }).values.map(\.count).max() ?? 0)
    },
    Mistake("You compared with the first unit only: others may be equal to one another.") { input in
      Double(1 + input.lists.dropFirst().count { $0 != input.lists[0] })
    },
    Mistake("You counted one too few: the first unit is distinct, too.") { $0.right - 1 },
    Mistake("You gave the share: asked is the number.") { $0.right / Double($0.weight.columns) },
    Mistake("You left out units whose weights are all 0: they are units, too.") { input in
      Double(Set(input.lists.filter { $0.dropLast().contains { $0 != 0 } }).count)
    },
    Mistake("You counted different weights: asked is how many different units there are.") { input in
      Double(Set(input.weight.elements).count)
    },
    Mistake("You counted weights and biases apart: a unit is its weights *and* its bias, in one.") { input in
      let weights = Set(input.lists.map { Array($0.dropLast()) }).count
      return Double(max(weights, Set(input.bias.elements).count))
    },
    Mistake("You multiplied the kinds of weights by the kinds of biases: count those that occur together.") { input in
      let weights = Set(input.lists.map { Array($0.dropLast()) }).count
      return Double(weights * Set(input.bias.elements).count)
    },
    Mistake("You said only whether there are equal units, by 1 and n: count the different ones.") { input in
      let n = input.weight.columns
      return input.right == Double(n) ? Double(n) : 1
    },
  ]
}
