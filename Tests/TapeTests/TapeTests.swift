import Engine
import Foundation
import Tape
import Testing

/// A kind of node, with the function it computes, for comparison with finite differences.
private struct Kind: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let record: @Sendable (inout Tape, Tape.Node, Tape.Node) -> Tape.Node
  let function: @Sendable (Double, Double) -> Double

  init(
    _ name: String, _ function: @escaping @Sendable (Double, Double) -> Double,
    _ record: @escaping @Sendable (inout Tape, Tape.Node, Tape.Node) -> Tape.Node
  ) {
    testDescription = name
    self.function = function
    self.record = record
  }

  static let all: [Kind] = [
    Kind("sum", { $0 + $1 }, { $0.sum($1, $2) }),
    Kind("difference", { $0 - $1 }, { $0.difference($1, $2) }),
    Kind("product", { $0 * $1 }, { $0.product($1, $2) }),
    Kind("quotient", { $0 / $1 }, { $0.quotient($1, $2) }),
    Kind("square", { x, _ in x * x }, { tape, x, _ in tape.square(x) }),
    Kind("relu", { x, _ in max(0, x) }, { tape, x, _ in tape.relu(x) }),
    Kind("exp", { x, _ in Engine.exp(x) }, { tape, x, _ in tape.exp(x) }),
    Kind("tanh", { x, _ in Engine.tanh(x) }, { tape, x, _ in tape.tanh(x) }),
    Kind(
      "log", { x, _ in Engine.log(x * x) },
      { tape, x, _ in
        let square = tape.square(x)
        return tape.log(square)
      }),
    Kind(
      "weighted sum", { x, y in 2 * x * y + x * x + y },
      { tape, x, y in tape.weightedSum(of: [x, y, x], weights: [y, x, x], bias: y) }),
  ]
}

@Suite struct `A tape` {
  @Test(arguments: Kind.all) fileprivate func `has for each node the gradient that finite differences find`(
    _ kind: Kind
  ) {
    for (x, y) in [(0.7, -1.3), (-2.1, 0.4), (1.5, 3)] {
      var tape = Tape()
      let nodes = [tape.leaf(x), tape.leaf(y)]
      let z = kind.record(&tape, nodes[0], nodes[1])
      tape.backward(from: z)
      #expect(abs(tape[z] - kind.function(x, y)) < 1e-14)
      let numeric = numericGradient(of: { kind.function($0[0, 0], $0[0, 1]) }, at: Matrix(row: [x, y]))
      let claimed = Matrix(row: nodes.map { tape.gradient(of: $0) })
      #expect(relativeError(claimed, numeric) < 1e-8)
    }
  }

  @Test func `adds the gradients of a value that is used twice`() {
    var tape = Tape()
    let x = tape.leaf(3)
    let square = tape.product(x, x)
    let f = tape.sum(square, x)  // x² + x
    tape.backward(from: f)
    #expect(tape.gradient(of: x) == 7)
  }

  @Test func `starts each way back from zero`() {
    var tape = Tape()
    let x = tape.leaf(3)
    let y = tape.square(x)
    tape.backward(from: y)
    tape.backward(from: y)
    #expect(tape.gradient(of: x) == 6)
    tape.backward(from: x)
    #expect(tape.gradient(of: x) == 1)
    #expect(tape.gradient(of: y) == 0)
  }

  @Test func `gives the same numbers after it was rewound`() {
    var tape = Tape()
    let x = tape.leaf(1.25)
    let mark = tape.count
    var results: [[Double]] = []
    for _ in 1...3 {
      tape.rewind(to: mark)
      let half = tape.leaf(-0.5)
      let product = tape.product(x, half)
      let y = tape.tanh(product)
      tape.backward(from: y)
      results.append([tape[y], tape.gradient(of: x), Double(tape.count)])
    }
    #expect(Set(results).count == 1)
    tape.rewind(to: 0)
    #expect(tape.count == 0)
    #expect(tape.leaf(2).index == 0)
  }

  @Test func `takes new values at its leaves for the next step, as descent needs`() {
    var tape = Tape()
    let x = tape.leaf(3)
    let mark = tape.count
    for value in [3, 1.5, 0.75] {  // x ← x − 0.25 · 2x
      #expect(tape[x] == value)
      let f = tape.product(x, x)
      tape.backward(from: f)
      #expect(tape[f] == value * value)
      tape.set(x, to: tape[x] - 0.25 * tape.gradient(of: x))
      tape.rewind(to: mark)
    }
  }

  @Test func `keeps no nodes and no edges of what was rewound`() {
    var tape = Tape()
    let x = tape.leaf(2)
    let y = tape.square(x)
    _ = tape.weightedSum(of: [x, y], weights: [y, x], bias: x)
    for (count, edgeCount) in [(3, 6), (3, 6), (2, 1)] {
      tape.rewind(to: count)
      #expect(tape.count == count && tape.edgeCount == edgeCount)
    }
    let z = tape.product(x, y)
    #expect(tape.edges(into: z).map(\.derivative) == [4, 2] && tape.edges(into: y).map(\.derivative) == [4])
    tape.rewind(to: 0)
    #expect(tape.count == 0 && tape.edgeCount == 0)
  }

  @Test func `takes no node for another that stood or stands in its place`() {
    var (tape, other) = (Tape(), Tape())
    let first = tape.leaf(1)
    tape.rewind(to: 0)
    let second = tape.leaf(1)
    #expect(first != second && first.index == second.index)
    #expect(other.leaf(1) != second)
  }

  @Test func `is a value: a copy has the same nodes, and goes its own way`() {
    var tape = Tape()
    let x = tape.leaf(3)
    var copy = tape
    copy.set(x, to: 5)
    let y = copy.square(x)
    copy.backward(from: y)
    #expect(copy[y] == 25 && copy.gradient(of: x) == 10)
    #expect(tape[x] == 3 && tape.gradient(of: x) == 0 && tape.count == 1)
  }

  @Test func `hands nothing back from a node that the last one does not use, whatever its slope`() {
    var tape = Tape()
    let x = tape.leaf(0)
    _ = tape.log(x)
    let one = tape.leaf(1)
    let z = tape.sum(x, one)
    _ = tape.quotient(one, x)
    tape.backward(from: z)
    #expect(tape.gradient(of: x) == 1)
  }

  @Test func `hands nothing back from a node without effect on the last one`() {
    var tape = Tape()
    let x = tape.leaf(0)
    let logarithm = tape.log(x)  // −∞, with slope ∞
    let z = tape.relu(logarithm)
    tape.backward(from: z)
    #expect(tape[z] == 0 && tape.gradient(of: x) == 0)
  }

  @Test(arguments: [(-2, 0), (-0.0, 0), (0.0, 0), (1e-300, 1), (.infinity, 1), (-.infinity, 0)])
  func `has the ReLU whose slope is 0 up to 0, and 1 from there on`(x: Double, slope: Double) {
    var tape = Tape()
    let leaf = tape.leaf(x)
    let y = tape.relu(leaf)
    tape.backward(from: y)
    #expect(tape[y] == max(0, x) && tape.gradient(of: leaf) == slope)
  }

  @Test func `lets a nan through, forward and backward`() {
    for record in [{ $0.relu($1) }, { $0.tanh($1) }, { $0.exp($1) }] as [(inout Tape, Tape.Node) -> Tape.Node] {
      var tape = Tape()
      let x = tape.leaf(.nan)
      let y = record(&tape, x)
      tape.backward(from: y)
      #expect(tape[y].isNaN && tape.gradient(of: x).isNaN)
    }
  }

  @Test func `can be asked for a node in the middle of asking for another`() {
    var tape = Tape()
    let x = tape.leaf(3)
    let z = tape.product(x, tape.leaf(4))
    tape.backward(from: z)
    #expect(tape[z] == 12)
    #expect(tape.gradient(of: x) == 4)
  }

  @Test func `remembers operands and local derivatives`() {
    var tape = Tape()
    let x = tape.leaf(3)
    let y = tape.leaf(4)
    let z = tape.quotient(x, y)
    #expect(tape.edges(into: x).isEmpty)
    #expect(tape.edges(into: z).map(\.operand) == [x, y])
    #expect(tape.edges(into: z).map(\.derivative) == [0.25, -0.1875])
  }

  @Test func `computes x²y/z, worked out by hand`() {
    var tape = Tape()
    let (x, y, z) = (tape.leaf(3), tape.leaf(4), tape.leaf(2))
    let v = tape.square(x)
    let u = tape.product(v, y)
    let f = tape.quotient(u, z)
    tape.backward(from: f)
    #expect(tape[f] == 18)
    #expect([x, y, z].map { tape.gradient(of: $0) } == [12, 4.5, -9])
  }
}

/// The same network as scalars and as layers: 2 → 5 → 1 with tanh, mean squared error, a batch of 8.
@Suite struct `A network on a tape` {
  /// Values and gradients of the loss: [loss], then for each layer its weight row by row and its bias.
  private func onTape(_ layers: [Dense], x: Matrix, target: Matrix, lastFirst: Bool) -> (Double, [Matrix]) {
    func order(_ count: Int) -> [Int] { lastFirst ? Array((0..<count).reversed()) : Array(0..<count) }
    var tape = Tape()
    let weights = layers.map { layer in
      (0..<layer.weight.value.columns).map { layer.weight.value.column($0).map { tape.leaf($0) } }
    }
    let biases = layers.map { $0.bias.value.elements.map { tape.leaf($0) } }
    var errors = [Tape.Node?](repeating: nil, count: x.rows)
    for i in order(x.rows) {
      var values = x.row(i).map { tape.leaf($0) }
      for l in layers.indices {
        var sums = [Tape.Node?](repeating: nil, count: biases[l].count)
        for j in order(sums.count) {
          sums[j] = tape.weightedSum(of: values, weights: weights[l][j], bias: biases[l][j])
        }
        values = sums.map { $0! }
        if l < layers.count - 1 { values = values.map { tape.tanh($0) } }
      }
      let wanted = tape.leaf(target[i, 0])
      let error = tape.difference(values[0], wanted)
      errors[i] = tape.square(error)
    }
    let sum = errors.dropFirst().reduce(errors[0]!) { tape.sum($0, $1!) }
    let count = tape.leaf(Double(x.rows))
    let loss = tape.quotient(sum, count)
    tape.backward(from: loss)
    let gradients = layers.indices.flatMap { l -> [Matrix] in
      let columns = weights[l].map { $0.map { tape.gradient(of: $0) } }
      return [Matrix(columns).transposed, Matrix(row: biases[l].map { tape.gradient(of: $0) })]
    }
    return (tape[loss], gradients)
  }

  private func inMatrices(_ layers: [Dense], x: Matrix, target: Matrix) -> (Double, [Matrix]) {
    var network = Network([layers[0], Tanh(), layers[1]])
    let loss = meanSquaredError(network.forward(x, mode: .training), target: target)
    network.backward(loss.gradient)
    var gradients: [Matrix] = []
    network.forEachParameter { gradients.append($0.gradient) }
    return (loss.value, gradients)
  }

  @Test(arguments: 1...5) func `agrees with the engine's layers, and to the last bit in the engine's order`(
    _ seed: UInt64
  ) {
    var generator = Generator(seed: seed)
    let layers = [(2, 5), (5, 1)].map { Dense(from: $0, to: $1, .glorotNormal, using: &generator) }
    let x = Matrix(rows: 8, columns: 2) { _, _ in generator.normal() }
    let target = Matrix(rows: 8, columns: 1) { i, _ in i % 2 == 0 ? -1 : 1 }
    let engine = inMatrices(layers, x: x, target: target)
    let natural = onTape(layers, x: x, target: target, lastFirst: false)
    #expect(natural.0 == engine.0)
    for (a, b) in zip(natural.1, engine.1) { #expect(relativeError(a, b) < 1e-13) }
    let reversed = onTape(layers, x: x, target: target, lastFirst: true)
    #expect(reversed.0 == engine.0)
    #expect(reversed.1 == engine.1)
  }
}

@Suite struct `The tape's source` {
  @Test func `keeps its promise of less than 100 lines`() throws {
    let folder = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let text = try String(contentsOfFile: "/\(folder)/Sources/Tape/Tape.swift", encoding: .utf8)
    #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count <= 100)
  }
}
