import Synchronization
import Testing

@testable import Engine

@Suite struct `two threads` {
  /// Below, at and above the sizes from which work is shared out; rows that are no multiple of a tile.
  @Test(arguments: [1, 31, 64, 130, 161, 203, 256, 300])
  func `give a product the bits that one gives it`(n: Int) {
    for (m, depth) in [(n, n), (2 * n + 1, n), (n, 2 * n + 3), (8, 4 * n), (1_000, 70)] {
      let (a, b) = (random(m, depth, seed: 1), random(depth, n, seed: 2))
      let (at, bt) = (a.transposed, b.transposed)
      let alone = Threads.$limit.withValue(1) { matmul(a, b) }
      Threads.$limit.withValue(2) {
        expectSameBits(matmul(a, b), alone, "\(m) × \(depth) times \(depth) × \(n):")
        expectSameBits(matmul(transposing: at, b), alone)
        expectSameBits(matmul(a, transposing: bt), alone)
      }
    }
  }

  /// Sizes around those from which work is shared out, and some that no part divides.
  @Test(arguments: [1, 40, 3_000, 5_003, 40_001, 300_007])
  func `give functions of entries, and picked rows, the bits that one gives them`(count: Int) {
    let (x, y) = (random(1, count, seed: 3), random(1, count, seed: 4))
    let places = (0..<count).map { $0 * 7_919 % count }
    func results(threads: Int) -> [Matrix] {
      Threads.$limit.withValue(threads) {
        var (tanhLayer, relu) = (Tanh(), ReLU())
        return [exp(x), sigmoid(x), log(y), sin(y), x.transposed.selectingRows(places)]
          + [tanhLayer.forward(x, mode: .training), tanhLayer.backward(y)]
          + [relu.forward(x, mode: .training), relu.backward(y)]
      }
    }
    expectSameBits(results(threads: 2), results(threads: 1))
  }

  /// Rows and columns around those from which work is shared out. A column alone is one thread's, and knows no neighbour.
  @Test(arguments: [(2, 3), (40_000, 1), (2_001, 9), (301, 97), (97, 301), (16, 1_003)])
  func `give rows, columns and the norms the bits that one gives them`(m: Int, n: Int) {
    let (x, dy) = (random(m, n, seed: 9), random(m, n, seed: 10))
    func normed(_ x: Matrix, _ dy: Matrix) -> [Matrix] {
      var (norm, row) = (BatchNorm(features: x.columns), x)
      let results = [norm.forward(x, mode: .training), norm.backward(dy), norm.gamma.gradient, norm.beta.gradient]
      row.add(row: norm.beta.gradient)
      return results + [x.columnSums, x.columnVariances, x.addingRow(norm.gamma.gradient), row]
    }
    func results(threads: Int) -> [Matrix] {
      Threads.$limit.withValue(threads) {
        var group = GroupNorm(features: n, groups: 1)
        return normed(x, dy) + [group.forward(x, mode: .training), group.backward(dy)]
      }
    }
    let two = results(threads: 2)
    expectSameBits(two, results(threads: 1))
    for j in [0, n / 2, n - 1] {
      let alone = normed(Matrix(column: x.column(j)), Matrix(column: dy.column(j)))
      expectSameBits(two.prefix(alone.count).map { Matrix(column: $0.column(j)) }, alone)
    }
  }

  @Test(arguments: [17, 5_003, 300_007])
  func `move weights to where one moves them`(count: Int) {
    func moved(threads: Int, by rule: some UpdateRule) -> Matrix {
      Threads.$limit.withValue(threads) {
        var weight = random(1, count, seed: 5)
        var state = rule.initialState(for: weight)
        for seed in 6..<9 { rule.update(&weight, gradient: random(1, count, seed: UInt64(seed)), state: &state) }
        return weight
      }
    }
    let rules: [any UpdateRule] = [Adam(), GradientDescent(learningRate: 0.1), Momentum(learningRate: 0.1)]
    for rule in rules { expectSameBits(moved(threads: 2, by: rule), moved(threads: 1, by: rule), "\(rule):") }
  }

  /// Many callers want the second thread at once; and it falls asleep and is woken many times.
  @Test func `serve many tasks at a time`() async {
    let (a, b) = (random(70, 90, seed: 7), random(90, 110, seed: 8))
    let expected = Threads.$limit.withValue(1) { matmul(a, b) }
    let wrong = await withTaskGroup(of: Int.self) { group in
      for task in 0..<8 {
        group.addTask {
          var wrong = 0
          for turn in 0..<200 {
            if !matmul(a, b).hasSameBits(as: expected) { wrong += 1 }
            if turn % 40 == task { try? await Task.sleep(for: .microseconds(300)) }
          }
          return wrong
        }
      }
      return await group.reduce(0, +)
    }
    #expect(wrong == 0)
  }

  @Test func `train a network to the bits that one trains it to, run after run`() {
    func trained(threads: Int) -> [Matrix] {
      Threads.$limit.withValue(threads) {
        var generator = Generator(seed: 1)
        let x = random(256, 200, seed: 2)
        var network = Network([
          Dense(from: 200, to: 150, .heNormal, using: &generator), ReLU(),
          Dense(from: 150, to: 10, .glorotNormal, using: &generator),
        ])
        var optimizer = Optimizer(Adam())
        for _ in 0..<5 {
          let loss = softmaxCrossEntropy(network.forward(x, mode: .training), labels: (0..<256).map { $0 % 10 })
          network.fillGradients(loss.gradient)
          optimizer.step(&network)
        }
        return network.parameters.map(\.value)
      }
    }
    let alone = trained(threads: 1)
    for _ in 0..<3 { expectSameBits(trained(threads: 2), alone) }
  }

  @Test func `leave the work to one where the limit is 1`() {
    let (x, big) = (random(1, 300_007, seed: 9), 1_000_000_000)
    func ranges() -> Int {
      let count = Mutex(0)
      _ = elementwise(x, cost: big) { _, result, entries in
        count.withLock { $0 += 1 }
        for i in entries { result[i] = 0 }
      }
      return count.withLock { $0 }
    }
    #expect(Threads.$limit.withValue(1) { ranges() } == 1)
    #expect(Threads.$limit.withValue(2) { ranges() } == 2)
  }
}

private func random(_ rows: Int, _ columns: Int, seed: UInt64) -> Matrix {
  var generator = Generator(seed: seed)
  return Matrix(rows: rows, columns: columns) { _, _ in generator.uniform(in: -1..<1) }
}
