import Engine
import Testing

@Suite struct `an initializer` {
  private static let fanIn = 60
  private static let fanOut = 40

  @Test(arguments: [
    (Initializer.normal(standardDeviation: 0.3), 0.09), (.glorotNormal, 2 / 100.0), (.heNormal, 2 / 60.0),
  ])
  func `draws normal weights with the scheme's variance`(scheme: Initializer, variance: Double) {
    var scores = [Scores](repeating: Scores(), count: 3)
    for weights in samples(of: scheme) {
      let n = weights.count
      scores[0].add(weights.mean, expected: 0, variance: variance, count: n)
      scores[1].add(
        weights.mean { $0 * $0 }, expected: variance, variance: 2 * variance * variance, count: n)
      // A normal number's fourth power tells it from a uniform one: 3 σ⁴, not 1.8 σ⁴.
      let fourth = variance * variance
      scores[2].add(
        weights.mean { $0 * $0 * $0 * $0 }, expected: 3 * fourth, variance: 96 * fourth * fourth, count: n)
    }
    for score in scores { score.expectPlausible() }
  }

  @Test(arguments: [1, 7, 40]) func `draws normal weights one after another, in the order of the entries`(fanOut: Int) {
    var (together, alone) = (Generator(seed: 9), Generator(seed: 9))
    let weight = Initializer.normal(standardDeviation: 0.3).weight(fanIn: 11, fanOut: fanOut, using: &together)
    for entry in weight.elements { #expect(entry == alone.normal(standardDeviation: 0.3)) }
    #expect(together.next() == alone.next())
  }

  @Test(arguments: [
    (Initializer.uniform(limit: 0.3), 0.3), (.glorotUniform, (6 / 100.0).squareRoot()),
    (.heUniform, (6 / 60.0).squareRoot()),
  ])
  func `draws uniform weights up to the scheme's limit`(scheme: Initializer, limit: Double) {
    var means = Scores()
    var variances = Scores()
    let variance = limit * limit / 3
    // That none of 48 000 weights comes within a thousandth of a limit has a chance of 4 · 10⁻¹¹.
    let all = samples(of: scheme).flatMap { $0 }
    #expect(all.max()! > 0.999 * limit && all.min()! < -0.999 * limit)
    for weights in samples(of: scheme) {
      #expect(weights.allSatisfy { -limit <= $0 && $0 < limit })
      means.add(weights.mean, expected: 0, variance: variance, count: weights.count)
      variances.add(
        weights.mean { $0 * $0 }, expected: variance, variance: 0.8 * variance * variance, count: weights.count)
    }
    means.expectPlausible()
    variances.expectPlausible()
  }

  @Test(arguments: [(Initializer.zeros, 0.0), (.constant(0.25), 0.25), (.constant(-3), -3)])
  func `sets every weight to its constant and draws nothing`(scheme: Initializer, value: Double) {
    var generator = Generator(seed: 4)
    var untouched = Generator(seed: 4)
    #expect(
      scheme.weight(fanIn: 3, fanOut: 5, using: &generator) == Matrix(rows: 3, columns: 5, repeating: value))
    #expect(generator.next() == untouched.next())
  }

  @Test func `gives a dense layer fan-in rows, fan-out columns and a bias of zeros`() {
    var generator = Generator(seed: 6)
    let layer = Dense(from: 3, to: 5, .heNormal, using: &generator)
    #expect(layer.weight.value.shape == (3, 5))
    #expect(layer.bias.value == Matrix(rows: 1, columns: 5))
    #expect(layer.parameterCount == 20)
  }

  @Test func `looks at the right fan`() {
    // The same draws, so the weights are those of a unit scheme times the deviation or limit.
    func weights(_ scheme: Initializer, _ fanIn: Int, _ fanOut: Int) -> Matrix {
      var generator = Generator(seed: 7)
      return scheme.weight(fanIn: fanIn, fanOut: fanOut, using: &generator)
    }
    let unit = weights(.normal(standardDeviation: 1), 2, 8)
    #expect(difference(weights(.heNormal, 2, 8), unit) < 1e-15)
    #expect(difference(weights(.glorotNormal, 2, 8), (2 / 10.0).squareRoot() * unit) < 1e-15)
    let even = weights(.uniform(limit: 1), 2, 8)
    #expect(difference(weights(.heUniform, 2, 8), (6 / 2.0).squareRoot() * even) < 1e-15)
    #expect(difference(weights(.glorotUniform, 2, 8), (6 / 10.0).squareRoot() * even) < 1e-15)
  }

  private func samples(of scheme: Initializer) -> [[Double]] {
    (0..<20 as Range<UInt64>).map { seed in
      var generator = Generator(seed: seed)
      return scheme.weight(fanIn: Self.fanIn, fanOut: Self.fanOut, using: &generator).elements
    }
  }
}
