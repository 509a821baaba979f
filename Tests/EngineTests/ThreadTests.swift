import Engine
import Testing

@Suite struct `two threads` {
  /// Below, at and above the sizes from which work is shared out; rows that are no multiple of a tile.
  @Test(arguments: [1, 31, 64, 130, 161, 203, 256, 300])
  func `give a product the bits that one gives it`(n: Int) {
    for (m, depth) in [(n, n), (2 * n + 1, n), (n, 2 * n + 3), (8, 4 * n), (1_000, 70)] {
      let (a, b) = (random(m, depth, seed: 1), random(depth, n, seed: 2))
      let (at, bt) = (a.transposed, b.transposed)
      let alone = Threads.$limit.withValue(1) { bits(matmul(a, b)) }
      for limit in [2, 3, 7] {
        Threads.$limit.withValue(limit) {
          #expect(bits(matmul(a, b)) == alone, "\(m) × \(depth) times \(depth) × \(n), \(limit) threads")
          #expect(bits(matmul(transposing: at, b)) == alone)
          #expect(bits(matmul(a, transposing: bt)) == alone)
        }
      }
    }
  }

  @Test func `train a network to the bits that one trains it to, run after run`() {
    func trained(threads: Int) -> [UInt64] {
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
        return network.parameters.flatMap { bits($0.value) }
      }
    }
    let alone = trained(threads: 1)
    for _ in 0..<3 { #expect(trained(threads: 2) == alone) }
  }

  private func bits(_ x: Matrix) -> [UInt64] { x.elements.map(\.bitPattern) }

  private func random(_ rows: Int, _ columns: Int, seed: UInt64) -> Matrix {
    var generator = Generator(seed: seed)
    return Matrix(rows: rows, columns: columns) { _, _ in generator.uniform(-1, 1) }
  }
}
