// Grades Exercises/01-neurons.swift: swift test --filter lesson01
//
// What is expected, and what is diagnosed, stands in 01.*.swift.

import Solutions
import Testing

/// The names of lesson 01: its banks, and what they are made of.
enum Lesson01 {}

@Suite(.ofExercisesAskedFor) struct `lesson01-neurons` {
  @Test("1.1 The weighted sum") func lesson01_1() async { await grade("1.1") }
  @Test("1.2 What a neuron decides") func lesson01_2() async { await grade("1.2") }
  @Test("1.3 A step of the perceptron rule") func lesson01_3() async { await grade("1.3") }
  @Test("1.4 Neurons for AND, OR and NOT") func lesson01_4() async { await grade("1.4") }
  @Test("1.5 A network for XOR") func lesson01_5() async { await grade("1.5") }
  @Test("1.6 A dense layer") func lesson01_6() async { await grade("1.6") }
}

extension Lesson01 {
  typealias Neuron = (bias: Double, weights: [Double])

  static let banks: [AnyBank] = [
    graded(weightedSums, like: weightedSum) { $0($1.bias, $1.weights, $1.inputs) },
    graded(decided, like: decisions) { $0($1.x, $1.bias, $1.weights) },
    graded(perceptronSteps, like: perceptronStep) { $0($1.bias, $1.weights, $1.inputs, $1.label) },
    graded(gates, like: gateNeurons) { GateTrial($1, $0($1)) },
    graded(xorNetworks, like: xorNetwork) { XORTrial($1, $0($1.low, $1.high)) },
    graded(denseLayers, like: denseSums) { $0($1.x, $1.weight, $1.bias) },
  ]
}
