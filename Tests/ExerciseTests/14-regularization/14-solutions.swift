import Engine
import Solutions
import Testing

private typealias Oracle = Oracle14

/// The reference answers of lesson 14 against PyTorch, fractions, finite differences and the engine.
@Suite struct `The solutions of lesson 14` {
  @Test func `layerPenalty agrees with PyTorch`() {
    let weight = Matrix(Oracle.weight)
    for (k, row) in Oracle.penalties.enumerated() {
      let bias = Matrix([[1, -2, 3]])
      let answer = layerPenalty(weight: weight, bias: bias, l1: row[0], l2: row[1])
      #expect(abs(answer.penalty - row[2]) < 1e-13)
      #expect(abs(answer.weightGradient - Matrix(Array(Oracle.gradients[4 * k..<4 * k + 4]))).max < 1e-14)
      #expect(answer.biasGradient == Matrix(rows: 1, columns: 3))
    }
  }

  @Test func `layerPenalty has the slopes that finite differences have`() {
    let (weight, bias) = (Matrix([[0.5, -2], [3, -0.25]]), Matrix([[1, -1]]))
    func penalty(_ weight: Matrix) -> Double {
      layerPenalty(weight: weight, bias: bias, l1: 0.7, l2: 0.3).penalty
    }
    let gradient = layerPenalty(weight: weight, bias: bias, l1: 0.7, l2: 0.3).weightGradient
    for i in 0..<2 {
      for j in 0..<2 {
        var (more, less) = (weight, weight)
        more[i, j] += 1e-5
        less[i, j] -= 1e-5
        #expect(abs((penalty(more) - penalty(less)) / 2e-5 - gradient[i, j]) < 1e-9)
      }
    }
  }

  @Test func `softThreshold agrees with PyTorch`() {
    let x = Oracle.numbers.flatMap(\.self)
    for (t, shrunk) in [(0, Oracle.noneShrunk), (0.5, Oracle.halfShrunk), (1.5, Oracle.largeShrunk)] {
      #expect(zip(softThreshold(x, by: t), shrunk.flatMap(\.self)).allSatisfy { abs($0 - $1) < 1e-15 })
    }
  }

  @Test func `softThreshold costs less than whatever lies around it`() {
    for x in [-3, -0.8, -0.5, 0, 0.3, 0.5, 2] as [Double] {
      let w = softThreshold([x], by: 0.5)[0]
      func cost(_ w: Double) -> Double { (w - x) * (w - x) / 2 + 0.5 * abs(w) }
      for step in [-1, -0.01, -1e-4, 1e-4, 0.01, 1] { #expect(cost(w) < cost(w + step)) }
    }
  }

  @Test func `earlyStop agrees with the definition, each epoch compared with all before it`() {
    #expect(Oracle.stops.count == 20)
    for (losses, row) in zip(Oracle.curves, Oracle.stops) {
      let stop = earlyStop(losses, patience: Int(row[0]))
      #expect(Double(stop.kept) == row[1] && Double(stop.stopped) == row[2], "\(losses), \(row)")
    }
  }

  @Test func `both forms of dropout agree with PyTorch`() {
    let (x, dy, u) = (Matrix(Oracle.inputs), Matrix(Oracle.upstream), Matrix(Oracle.uniforms))
    for (keep, y, dx) in [
      (0.3, Matrix(Oracle.outputs3), Matrix(Oracle.gradients3)),
      (0.8, Matrix(Oracle.outputs8), Matrix(Oracle.gradients8)),
    ] {
      let masked = maskedPasses(x, dy: dy, uniforms: u, keep: keep)
      #expect(masked.y == y && masked.dx == dx)
      let inverted = invertedDropout(x, dy: dy, uniforms: u, keep: keep, isTraining: true)
      #expect(abs(keep * inverted.y - y).max < 1e-15 && abs(keep * inverted.dx - dx).max < 1e-15)
    }
  }

  @Test func `invertedDropout does what the engine's layer does with the same random numbers`() {
    var generator = Generator(seed: 14)
    var layer = Dropout(keep: 0.6, using: &generator)
    let (x, dy) = (Matrix([[1, 0, -3], [2, 5, -1]]), Matrix([[1, 2, 3], [4, 5, 6]]))
    let y = layer.forward(x, mode: .training)
    let uniforms = layer.mask!.map { $0 == 0 ? 0.9 : 0.1 }
    let answer = invertedDropout(x, dy: dy, uniforms: uniforms, keep: 0.6, isTraining: true)
    #expect(answer.y == y && answer.dx == layer.backward(dy))
    let used = invertedDropout(x, dy: dy, uniforms: uniforms, keep: 0.6, isTraining: false)
    #expect(used.y == layer.forward(x, mode: .inference) && used.dx == layer.backward(dy))
  }

  @Test func `invertedDropout has the mean x`() {
    var generator = Generator(seed: 14)
    let x = Matrix(rows: 20_000, columns: 1, repeating: 3)
    let u = Matrix(rows: 20_000, columns: 1) { _, _ in generator.uniform() }
    for keep in [0.2, 0.5, 0.9] {
      #expect(abs(invertedDropout(x, dy: x, uniforms: u, keep: keep, isTraining: true).y.mean - 3) < 0.15)
    }
  }

  @Test func `averageOverMasks agrees with fractions`() {
    for row in Oracle.averages {
      let weight = Matrix(rows: 3, columns: 2, elements: Array(row[4..<10]))
      let answer = averageOverMasks(
        Array(row[1..<4]), weight: weight, bias: Matrix(row: Array(row[10..<12])), keep: row[0])
      #expect(zip(answer.mean + answer.scaled, row[12...]).allSatisfy { abs($0 - $1) < 1e-14 })
    }
  }

  @Test func `averageOverMasks agrees with masks drawn at random`() {
    var generator = Generator(seed: 14)
    let x = [1.0, -2, 0.5, 3]
    let weight = uniform(4, 3, &generator)
    let bias = Matrix([[0.2, -0.1, 0]])
    var sum = Matrix(zerosLike: bias)
    for _ in 1...20_000 {
      let masked = x.map { generator.uniform() < 0.7 ? $0 : 0 }
      sum += (matmul(Matrix(row: masked), weight) + bias).map { max(0, $0) }
    }
    let answer = averageOverMasks(x, weight: weight, bias: bias, keep: 0.7)
    #expect(abs(sum / 20_000 - Matrix(row: answer.mean)).max < 0.03)
  }
}
