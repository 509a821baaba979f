import Datasets
import Engine
import Tape
import Yardsticks

/// A piece of work whose time counts, written as a learner would write it.
struct Workload {
  /// The number under which the goals list it, and its size where there are several.
  let name: String
  let title: String
  /// What it cannot do without: its limit is composed of their limits.
  let stages: [Stage]
  /// Why it takes longer than that: what it does besides.
  let missing: String
  /// Makes the data, and gives the work to measure: always the same, and with the same result.
  let prepare: () -> () -> Double
}

extension Workload {
  static let all = [digits, large] + squares + [deep, scalars] + elementwise + [rows, columns]

  /// i: one epoch of plain descent on the digits, all 56 full batches of 32.
  static let digits = Workload(
    name: "i", title: "digits 64-128-128-10 tanh, 1 epoch",
    stages: [training([64, 128, 128, 10], 32, steps: 56), Stage(tanhs: 56 * 32 * 256)],
    missing: """
      The products of a batch of 32 are too small to pay for the copies that large ones make, 10 classes fill no tile, \
      and biases, slopes and 27 000 weights per step are added one operation after the other.
      """
  ) {
    let split: Split
    do throws(DatasetError) { split = try Digits.load() } catch { fatalError(error.description) }
    let parts = [split.training, split.validation, split.test]
    let inputs = Matrix(parts.flatMap { part in (0..<part.count).map { part.inputs.row($0) } })
    let labels = parts.flatMap(\.labels)
    let start = network([64, 128, 128, 10]) { Tanh() }
    return {
      var network = start
      var optimizer = Optimizer(GradientDescent(learningRate: 0.1))
      var last = 0.0
      for first in stride(from: 0, to: 56 * 32, by: 32) {
        let batch = first..<first + 32
        let logits = network.forward(inputs.selectingRows(batch), mode: .training)
        let loss = softmaxCrossEntropy(logits, labels: Array(labels[batch]))
        network.fillGradients(loss.gradient)
        optimizer.step(&network)
        last = loss.value
      }
      return last
    }
  }

  /// ii: 200 steps of Adam on batches of 128 random rows, from 60 000 of MNIST's width.
  static let large = Workload(
    name: "ii", title: "784-256-128-10 ReLU, Adam, 200 steps",
    stages: [
      training([784, 256, 128, 10], 128, steps: 200), Stage(bytes: 200 * 128 * 784 * 16),
      Stage(bytes: 200 * 235_146 * 7 * 8),  // Adam reads four numbers for each weight, and writes three
    ],
    missing: """
      The picked rows come from 376 MB of memory, farther than the limit's 8 MB; the products wait for weights that \
      Adam's pass has just driven out of the near cache.
      """
  ) {
    var generator = Generator(seed: 2)
    let count = 60_000
    let inputs = Initializer.uniform(limit: 1).weight(fanIn: count, fanOut: 784, using: &generator)
    let start = network([784, 256, 128, 10]) { ReLU() }
    return {
      var network = start
      var optimizer = Optimizer(Adam())
      var last = 0.0
      for step in 0..<200 {
        let batch = (128 * step..<128 * (step + 1)).map { $0 * 7919 % count }  // 7919 is prime: no row comes twice
        let logits = network.forward(inputs.selectingRows(batch), mode: .training)
        let loss = softmaxCrossEntropy(logits, labels: batch.map { $0 % 10 })
        network.fillGradients(loss.gradient)
        optimizer.step(&network)
        last = loss.value
      }
      return last
    }
  }

  /// iii: the product of two square matrices; small ones several times, so that the clock sees them.
  static let squares = [64, 128, 256, 512, 1024].map { n in
    let repetitions = max(1, 256 * 256 * 256 / (n * n * n))
    return Workload(
      name: "iii.\(n)", title: repetitions > 1 ? "\(n) × \(n) product, \(repetitions) times" : "\(n) × \(n) product",
      stages: [Stage(operations: Double(2 * n * n * n * repetitions))],
      missing: n < 512
        ? "Every tile of the result begins with loads and ends with stores, and B is copied once."
        : "The matrices lie in a farther cache: A and B are copied from there, and the result goes there and back."
    ) {
      var generator = Generator(seed: 3)
      let a = Initializer.uniform(limit: 1).weight(fanIn: n, fanOut: n, using: &generator)
      let b = Initializer.uniform(limit: 1).weight(fanIn: n, fanOut: n, using: &generator)
      return {
        var last = 0.0
        for _ in 0..<repetitions { last = matmul(a, b)[n - 1, n - 1] }
        return last
      }
    }
  }

  /// iv: forward and backward through 20 layers of 100 tanh units, batch 256.
  static let deep = Workload(
    name: "iv", title: "20 × 100 tanh, forward and backward",
    stages: [training([Int](repeating: 100, count: 21), 256, steps: 1), Stage(tanhs: 20 * 256 * 100)],
    missing: """
      100 columns fill six tiles of 16 and a quarter of a seventh; biases are added, slopes multiplied and gradients \
      summed in passes of their own.
      """
  ) {
    var generator = Generator(seed: 4)
    let x = Initializer.uniform(limit: 1).weight(fanIn: 256, fanOut: 100, using: &generator)
    let dy = Initializer.uniform(limit: 1).weight(fanIn: 256, fanOut: 100, using: &generator)
    var deep = network([Int](repeating: 100, count: 21)) { Tanh() }
    deep.layers.append(Tanh())
    return {
      _ = deep.forward(x, mode: .training)
      deep.fillGradients(dy)
      var sum = 0.0
      deep.forEachParameter { sum += $0.gradient.columnSums.sum }
      return sum
    }
  }

  /// v: one step on lesson 03's tape, number by number: a 2-16-16-1 ReLU network, 100 points, hinge loss and decay.
  static let scalars = Workload(
    name: "v", title: "scalar tape 2-16-16-1, 1 step",
    stages: [Stage(bytes: 69_685 * 2 * 16)],  // each edge, of 16 bytes, is written once and read once
    missing: """
      A graph is walked number by number: each waits for those before it, and each use of a node is checked, while \
      the limit counts only how its edges come from memory and go there.
      """
  ) {
    var generator = Generator(seed: 5)
    let moons = Dataset.twoMoons(count: 100, noise: 0.1, using: &generator)
    var start = Tape()
    let layers = [(2, 16), (16, 16), (16, 1)].map { fanIn, fanOut in
      (0..<fanOut).map { _ in
        (weights: (0..<fanIn).map { _ in start.leaf(generator.uniform(in: -1..<1)) }, bias: start.leaf(0))
      }
    }
    let parameters = layers.joined().flatMap { $0.weights + [$0.bias] }
    return {
      var tape = start
      var total = tape.leaf(0)
      for i in 0..<moons.count {
        var a = moons.inputs.row(i).map { tape.leaf($0) }
        for (l, layer) in layers.enumerated() {
          a = layer.map { unit in
            let z = tape.weightedSum(of: a, weights: unit.weights, bias: unit.bias)
            return l < 2 ? tape.relu(z) : z
          }
        }
        let margin = tape.product(tape.leaf(moons.labels[i] == 0 ? -1 : 1), a[0])
        total = tape.sum(total, tape.relu(tape.difference(tape.leaf(1), margin)))
      }
      var loss = tape.product(total, tape.leaf(1 / Double(moons.count)))
      for p in parameters { loss = tape.sum(loss, tape.product(tape.leaf(1e-4), tape.square(p))) }
      tape.backward(from: loss)
      for p in parameters { tape.set(p, to: tape[p] - 0.1 * tape.gradient(of: p)) }
      return tape[parameters[0]]
    }
  }

  /// vi: eˣ and tanh of a million numbers, and the system's for comparison.
  static let elementwise: [Workload] = [
    elementwise("vi.exp", "exp of 1 000 000 entries", Stage(exps: 1e6, bytes: 16e6)) { x in { exp(x)[0, 0] } },
    elementwise("vi.exp.system", "the system's exp, one by one", nil) { x in { systemExp(x.elements)[0] } },
    elementwise("vi.tanh", "tanh of 1 000 000 entries", Stage(tanhs: 1e6, bytes: 16e6)) { x in { tanh(x)[0, 0] } },
    elementwise("vi.tanh.system", "the system's tanh, one by one", nil) { x in { systemTanh(x.elements)[0] } },
  ]

  private static func elementwise(
    _ name: String, _ title: String, _ stage: Stage?, _ work: @escaping (Matrix) -> () -> Double
  ) -> Workload {
    Workload(
      name: name, title: title, stages: stage.map { [$0] } ?? [],
      missing: stage == nil ? "" : "The numbers come from a farther cache, and the results go there."
    ) {
      var generator = Generator(seed: 6)
      return work(Initializer.uniform(limit: 5).weight(fanIn: 1000, fanOut: 1000, using: &generator))
    }
  }

  /// vii: the softmax of a thousand rows of a thousand logits.
  static let rows = Workload(
    name: "vii", title: "softmax of 1000 × 1000 logits", stages: [Stage(exps: 1e6, bytes: 16e6)],
    missing: "Each row is also read for its maximum, for its sum in order, and divided by that, in a near cache."
  ) {
    var generator = Generator(seed: 7)
    let x = Initializer.uniform(limit: 5).weight(fanIn: 1000, fanOut: 1000, using: &generator)
    return { softmax(x)[0, 0] }
  }

  /// viii: batch normalization of 256 examples of a thousand features, forward in training, and backward.
  static let columns = Workload(
    name: "viii", title: "batch norm of 256 × 1000, both ways",
    stages: [Stage(bytes: 3 * 256_000 * 8), Stage(bytes: 3 * 256_000 * 8)],  // x, x̂ and y; dy, x̂ and dx
    missing: "The division by the deviations, γ's and β's gradients and dx each need a pass of their own: rows come "
      + "from memory more than once."
  ) {
    var generator = Generator(seed: 8)
    let x = Initializer.uniform(limit: 5).weight(fanIn: 256, fanOut: 1000, using: &generator)
    let dy = Initializer.uniform(limit: 1).weight(fanIn: 256, fanOut: 1000, using: &generator)
    let start = BatchNorm(features: 1000)
    return {
      var layer = start
      return layer.forward(x, mode: .training)[0, 0] + layer.backward(dy)[0, 0]
    }
  }

  /// Dense layers of the given widths, with an activation between each two.
  private static func network(_ widths: [Int], _ activation: () -> any Layer) -> Network {
    var generator = Generator(seed: 1)
    var layers: [any Layer] = []
    for (fanIn, fanOut) in zip(widths, widths.dropFirst()) {
      if !layers.isEmpty { layers.append(activation()) }
      layers.append(Dense(from: fanIn, to: fanOut, .glorotUniform, using: &generator))
    }
    return Network(layers)
  }

  /// Three products per dense layer and step, but for the first layer, whose dx nobody needs.
  private static func training(_ widths: [Int], _ batch: Int, steps: Int) -> Stage {
    let weights = zip(widths, widths.dropFirst()).map(*)
    return Stage(operations: Double(2 * batch * steps * (3 * weights.reduce(0, +) - weights[0])))
  }
}
