import Engine
import Solutions
import Testing

/// The reference answers of lesson 01 against numbers worked out by hand, against NumPy's, and against truth tables.
@Suite struct `The solutions of lesson 01` {
  private typealias Oracle = Oracle01

  @Test func `weightedSum agrees with NumPy`() {
    for (k, z) in Oracle.sums.enumerated() {
      let got = weightedSum(bias: Oracle.biases[k], weights: Oracle.weights, inputs: Oracle.examples[k])
      #expect(abs(got - z) < 1e-14)
    }
    #expect(weightedSum(bias: -2, weights: [], inputs: []) == -2)
  }

  @Test func `decisions agrees with NumPy, and is 0 on the line`() {
    let got = decisions(Matrix(Oracle.examples), bias: Oracle.biases[0], weights: Oracle.weights)
    #expect(got == Oracle.decisions)
    #expect(decisions(Matrix([[1, 1], [1, 1.5]]), bias: -2, weights: [1, 1]) == [0, 1])
  }

  /// AND as it is worked out on paper: 18 mistakes, then (−4, 3, 2).
  @Test func `perceptronStep learns AND as it is done on paper`() {
    let examples: [([Double], Double)] = [([0, 0], -1), ([0, 1], -1), ([1, 0], -1), ([1, 1], 1)]
    var (bias, weights) = (0.0, [0.0, 0.0])
    var path: [[Double]] = []
    for _ in 0..<20 {
      for (inputs, label) in examples {
        let step = perceptronStep(bias: bias, weights: weights, inputs: inputs, label: label)
        if step.bias != bias || step.weights != weights { path.append([step.bias] + step.weights) }
        (bias, weights) = (step.bias, step.weights)
      }
    }
    #expect(path == Oracle.pathOfAnd)
    #expect(decisions(Matrix(examples.map(\.0)), bias: bias, weights: weights) == [0, 0, 0, 1])
  }

  @Test func `perceptronStep goes round in a circle of four mistakes on XOR`() {
    let examples: [([Double], Double)] = [([0, 0], -1), ([0, 1], 1), ([1, 0], 1), ([1, 1], -1)]
    var (bias, weights) = (0.0, [0.0, 0.0])
    var starts: [[Double]] = []
    for _ in 0..<10 {
      starts.append([bias] + weights)
      for (inputs, label) in examples {
        (bias, weights) = perceptronStep(bias: bias, weights: weights, inputs: inputs, label: label)
      }
    }
    #expect(starts.dropFirst().allSatisfy { $0 == starts[1] })
  }

  @Test(arguments: 1...8) func `gateNeurons has the truth tables of any number of inputs`(_ n: Int) {
    let gates = gateNeurons(inputs: n)
    let corners = (0..<(1 << n)).map { k in (0..<n).map { Double((k >> $0) & 1) } }
    let all = Matrix(corners)
    #expect(decisions(all, bias: gates.and.bias, weights: gates.and.weights) == corners.map { $0.min()! })
    #expect(decisions(all, bias: gates.or.bias, weights: gates.or.weights) == corners.map { $0.max()! })
    #expect(decisions(Matrix([[0], [1]]), bias: gates.not.bias, weights: gates.not.weights) == [1, 0])
  }

  @Test(arguments: [(0, 1), (-1, 1), (3, 3.5), (-7, -2), (0, 1e6)]) func `xorNetwork fires for one true input`(
    _ levels: (low: Double, high: Double)
  ) {
    let (low, high) = levels
    let network = xorNetwork(low: low, high: high)
    let corners = Matrix([[low, low], [low, high], [high, low], [high, high]])
    let first = decisions(corners, bias: network.first.bias, weights: network.first.weights)
    let second = decisions(corners, bias: network.second.bias, weights: network.second.weights)
    let hidden = Matrix(zip(first, second).map { [$0, $1] })
    #expect(decisions(hidden, bias: network.output.bias, weights: network.output.weights) == [0, 1, 1, 0])
  }

  @Test func `denseSums agrees with NumPy and with the engine's layer`() {
    let (x, weight, bias) = (Matrix(Oracle.examples), Matrix(Oracle.layer), Matrix(row: Oracle.layerBias))
    let sums = denseSums(x, weight: weight, bias: bias)
    #expect(sums.shape == Matrix(Oracle.layerSums).shape)
    #expect(zip(sums.elements, Oracle.layerSums.joined()).allSatisfy { abs($0 - $1) < 1e-14 })
    var dense = Dense(weight: weight, bias: bias)
    #expect(sums == dense.forward(x, mode: .inference))
  }
}
