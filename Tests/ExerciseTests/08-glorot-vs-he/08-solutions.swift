import Engine
import Solutions
import Testing

private typealias Oracle = Oracle08

/// The reference answers of lesson 08 against PyTorch: its fans, its weights, and what it measures in random networks.
@Suite struct `The solutions of lesson 08` {
  @Test(arguments: Oracle.fans) func `fans agrees with PyTorch's fans`(_ row: [Int]) {
    let counted = fans(windowHeight: row[0], windowWidth: row[1], channelsIn: row[2], channelsOut: row[3])
    #expect([counted.fanIn, counted.fanOut] == Array(row[4...]))
  }

  /// With 150 000 weights a standard deviation is known to a half percent at three of its errors.
  @Test func `glorotWeight draws weights as PyTorch's xavier schemes do`() {
    var generator = Generator(seed: 1)
    let normal = glorotWeight(fanIn: Oracle.fanIn, fanOut: Oracle.fanOut, isUniform: false, using: &generator)
    let uniform = glorotWeight(fanIn: Oracle.fanIn, fanOut: Oracle.fanOut, isUniform: true, using: &generator)
    #expect(normal.shape == (300, 500) && uniform.shape == (300, 500))
    expectClose([normal.standardDeviation], [Oracle.glorotNormal[0]], within: 0.01)
    expectClose([uniform.standardDeviation, abs(uniform).max], Oracle.glorotUniform, within: 0.01)
    #expect(abs(normal).max > 3 * normal.standardDeviation)
  }

  @Test func `heWeight draws weights as PyTorch's kaiming schemes do`() {
    var generator = Generator(seed: 2)
    func drawn(isUniform: Bool) -> Matrix {
      heWeight(
        fanIn: Oracle.fanIn, fanOut: Oracle.fanOut, negativeSlope: Oracle.negativeSlope, isUniform: isUniform,
        using: &generator)
    }
    expectClose([drawn(isUniform: false).standardDeviation], [Oracle.heNormal[0]], within: 0.01)
    let uniform = drawn(isUniform: true)
    expectClose([uniform.standardDeviation, abs(uniform).max], Oracle.heUniform, within: 0.01)
  }

  /// Measured over 20 000 networks: the formula is exact on average, so only the measurement's error remains.
  @Test func `predictedSizes is the size that PyTorch measures`() {
    let sizes = predictedSizes(
      inputSize: Oracle.inputSize, widths: Oracle.widths, weightDeviations: Oracle.deviations)
    expectClose(sizes, Oracle.sizes, within: 4 * Oracle.sizesError)
  }

  @Test func `predictedGradientSizes is the size that PyTorch's automatic differentiation measures`() {
    let sizes = predictedGradientSizes(
      outputGradientSize: Oracle.gradientSize, widths: Oracle.widths, weightDeviations: Oracle.deviations)
    expectClose(sizes, Oracle.gradientSizes, within: 4 * Oracle.gradientSizesError)
  }

  @Test func `residualMeanSquares is the mean square that PyTorch measures`() {
    func sizes(isNormalized: Bool) -> [Double] {
      residualMeanSquares(
        inputMeanSquare: Oracle.meanSquare, blocks: 5, scale: Oracle.scale, isNormalized: isNormalized
      ).map { $0.squareRoot() }
    }
    expectClose(sizes(isNormalized: false), Oracle.bareStream, within: 4 * Oracle.bareStreamError)
    expectClose(sizes(isNormalized: true), Oracle.normalizedStream, within: 4 * Oracle.normalizedStreamError)
  }

  private func expectClose(
    _ a: [Double], _ b: [Double], within tolerance: Double, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(a.count == b.count, sourceLocation: sourceLocation)
    for (a, b) in zip(a, b) {
      #expect(Swift.abs(a / b - 1) < tolerance, "\(a) against \(b)", sourceLocation: sourceLocation)
    }
  }
}
