import Solutions
import Testing

private typealias Oracle = Oracle13

private func worst(_ a: [[Double]], _ b: [[Double]]) -> Double {
  zip(a.joined(), b.joined()).reduce(a.map(\.count) == b.map(\.count) ? 0 : .infinity) { max($0, abs($1.0 - $1.1)) }
}

/// The weights after steps 1, 2, 10 and 120 under the oracle's gradients.
private func places<Memory>(
  _ memory: Memory, _ step: ([Double], [Double], Int, inout Memory) -> [Double]
) -> [[Double]] {
  var memory = memory
  var weights = Oracle.start
  var places: [[Double]] = []
  for (i, gradient) in Oracle.gradients.enumerated() {
    weights = step(weights, gradient, i + 1, &memory)
    if [1, 2, 10, 120].contains(i + 1) { places.append(weights) }
  }
  return places
}

/// The reference answers of lesson 13 against PyTorch's and optax's paths of 120 steps, and against numbers by hand.
@Suite struct `The solutions of lesson 13` {
  private let zeros = [0.0, 0, 0]

  @Test func `momentumStep goes where PyTorch goes at a rate of η (1 − β)`() {
    let got = places(zeros) { w, g, _, v in
      let after = momentumStep(w, gradient: g, velocity: v, learningRate: 0.2, beta: 0.9)
      v = after.velocity
      return after.weights
    }
    #expect(worst(got, Oracle.momentum) < 1e-12)
  }

  @Test func `nesterovStep goes where PyTorch goes`() {
    let got = places(zeros) { w, g, _, u in
      let after = nesterovStep(w, gradient: g, velocity: u, learningRate: 0.02, beta: 0.9)
      u = after.velocity
      return after.weights
    }
    #expect(worst(got, Oracle.nesterov) < 1e-12)
  }

  @Test func `adagradStep goes where PyTorch goes`() {
    let got = places(zeros) { w, g, _, s in
      let after = adagradStep(w, gradient: g, squares: s, learningRate: 0.1, epsilon: 1e-4)
      s = after.squares
      return after.weights
    }
    #expect(worst(got, Oracle.adagrad) < 1e-12)
  }

  @Test func `adadeltaStep goes where PyTorch goes`() {
    let got = places((zeros, zeros)) { w, g, _, memory in
      let after = adadeltaStep(
        w, gradient: g, squares: memory.0, squaredSteps: memory.1, learningRate: 0.5, rho: 0.9, epsilon: 1e-6)
      memory = (after.squares, after.squaredSteps)
      return after.weights
    }
    #expect(worst(got, Oracle.adadelta) < 1e-12)
  }

  @Test func `rmspropStep goes where optax goes`() {
    let got = places(zeros) { w, g, _, s in
      let after = rmspropStep(w, gradient: g, squares: s, learningRate: 0.01, beta: 0.9, epsilon: 1e-6)
      s = after.squares
      return after.weights
    }
    #expect(worst(got, Oracle.rmsprop) < 1e-12)
  }

  @Test func `adamStep goes where PyTorch goes`() {
    let got = places((zeros, zeros)) { w, g, t, memory in
      let after = adamStep(
        w, gradient: g, mean: memory.0, squares: memory.1, step: t, learningRate: 0.01, beta1: 0.9, beta2: 0.999,
        epsilon: 1e-4)
      memory = (after.mean, after.squares)
      return after.weights
    }
    #expect(worst(got, Oracle.adam) < 1e-12)
  }

  @Test func `correctedAverages averages as optax does`() {
    for j in 0..<3 {
      let got = correctedAverages(of: Oracle.gradients.map { $0[j] }, beta: 0.9)
      #expect(worst([got], [Oracle.averages.map { $0[j] }]) < 1e-12)
    }
  }

  @Test func `adagradStep after gradients of 5 and 12 divides by 5 and by 13`() {
    let first = adagradStep([0], gradient: [5], squares: [0], learningRate: 1, epsilon: 0)
    let second = adagradStep(first.weights, gradient: [12], squares: first.squares, learningRate: 1, epsilon: 0)
    #expect(first.weights == [-1])
    #expect(second.weights == [-1 - 12.0 / 13] && second.squares == [169])
  }

  @Test func `rmspropStep with ε = 7 and β = 3/4 divides 6 by √(9 + 7)`() {
    let after = rmspropStep([0], gradient: [6], squares: [0], learningRate: 2, beta: 0.75, epsilon: 7)
    #expect(after.weights == [-3] && after.squares == [9])
  }

  @Test func `correctedAverages of 1, 1, 4 with β = 1/2 is 1, 1, 19/7`() {
    // Weights 1/8, 1/4, 1/2 of sum 7/8: (1/8 + 1/4 + 2)/(7/8) = 19/7.
    let got = correctedAverages(of: [1, 1, 4], beta: 0.5)
    #expect(worst([got], [[1, 1, 19.0 / 7]]) < 1e-15)
  }
}
