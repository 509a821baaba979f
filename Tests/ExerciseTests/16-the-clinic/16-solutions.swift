import Clinic
import Engine
import Solutions
import Testing

/// The reference answers of lesson 16 against numbers worked out by hand, against finite differences and the engine, and on
/// patients that the graders do not draw.
@Suite struct `The solutions of lesson 16` {
  @Test func `updateRatios has the ratios and medians worked out by hand`() {
    // 0.5 of 5; then 1 of 1, 0.2 of 2, and (0, 1) of √4.04.
    #expect(updateRatios([[Matrix([[3, 4]])], [Matrix([[3, 4.5]])]]) == [0.1])
    let three = [Matrix([[1, 0]]), Matrix([[2, 0]]), Matrix([[2, 0.2]]), Matrix([[2, 1.2]])].map { [$0] }
    #expect(abs(updateRatios(three)[0] - 1 / 4.04.squareRoot()) < 1e-15)
    #expect(abs(updateRatios(Array(three.prefix(3)))[0] - 0.55) < 1e-15)
  }

  @Test func `flatAndDead finds the flat units of a sigmoid, whose slopes are known`() {
    // σ′ < 1/80 where |z| > 4.3567…, the root of σ(1 − σ) = 1/80.
    let z = Matrix([[4.35, 4.36, -4.36, 0], [-4.36, 4.36, -5, 0]])
    let answer = flatAndDead(z.map { Activation.sigmoid.slope($0) }, greatest: 0.25)
    #expect(answer.flat == 5 / 8.0 && answer.dead == 0.5)
  }

  @Test func `networkGradients are the slopes of the loss`() {
    var generator = Generator(seed: 16)
    let (sizes, a) = ([3, 5, 4, 3], 0.2)
    let weights = zip(sizes, sizes.dropFirst()).map { uniform($0, $1, &generator) }
    let biases = sizes.dropFirst().map { uniform(1, $0, &generator) }
    let (x, labels) = (uniform(4, 3, &generator), [0, 2, 1, 2])
    func loss(_ weights: [Matrix], _ biases: [Matrix]) -> Double {
      var y = x
      for (l, (weight, bias)) in zip(weights, biases).enumerated() {
        y = matmul(y, weight).addingRow(bias)
        if l < 2 { y = y.map { $0 > 0 ? $0 : a * $0 } }
      }
      return softmaxCrossEntropy(y, labels: labels).value
    }
    func slope(_ parameters: [Matrix], _ l: Int, _ i: Int, _ loss: ([Matrix]) -> Double) -> Double {
      let (row, column) = (i / parameters[l].columns, i % parameters[l].columns)
      var (up, down) = (parameters, parameters)
      up[l][row, column] += 1e-5
      down[l][row, column] -= 1e-5
      return (loss(up) - loss(down)) / 2e-5
    }
    let gradients = networkGradients(x, labels: labels, weights: weights, biases: biases, a: a)
    for l in weights.indices {
      for i in weights[l].elements.indices {
        #expect(abs(gradients[l].weight.elements[i] - slope(weights, l, i) { loss($0, biases) }) < 1e-8)
      }
      for i in biases[l].elements.indices {
        #expect(abs(gradients[l].bias.elements[i] - slope(biases, l, i) { loss(weights, $0) }) < 1e-8)
      }
    }
  }

  /// The grader asks for 89 %; naming one illness for all gives 12.5 %.
  @Test func `doctor names more than nine of ten patients of families that are not graded, the severe ones all`() {
    let patients = [1001, 1002].flatMap { family(of: 8, digits: Lesson16.digits, seed: $0) }
    let right = patients.filter { doctor($0.chart) == $0.illness }
    #expect(right.count > patients.count * 9 / 10)
    #expect(right.count { !$0.isMild } >= patients.count / 2 - 1)
  }
}
