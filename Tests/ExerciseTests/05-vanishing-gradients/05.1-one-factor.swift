import Engine
import Solutions

extension Lesson05 {
  struct FactorInput: Sendable {
    let weight: Double
    let bias: Double
    let input: Double

    var z: Double { weight * input + bias }
  }

  /// σ′(z), by the engine's sigmoid.
  static func sigmoidSlope(_ z: Double) -> Double { sigmoid(z) * (1 - sigmoid(z)) }

  static let oneFactor = Bank<FactorInput, Double>(
    id: "5.1",
    cases: { generator in
      let readable = [
        Case(FactorInput(weight: 2, bias: 0, input: 0), note: "Here z = 0, where the sigmoid is steepest: slope 1/4."),
        Case(FactorInput(weight: 1, bias: -1, input: 3)),
        Case(FactorInput(weight: -6, bias: 2, input: 0.5), note: "A negative weight turns the gradient around."),
      ]
      let generated = (1...12).map { _ in
        Case(
          FactorInput(
            weight: generator.uniform(in: -8..<8), bias: generator.uniform(in: -2..<2),
            input: generator.uniform(in: 0.05..<0.95)))
      }
      let far = [-1.0, 1].map { side in
        Case(
          FactorInput(weight: 1000 * side, bias: 0, input: 1),
          note:
            "z is \(side < 0 ? "−" : "")1000. There e^1000 is infinite, and ∞/∞ is not a number: use σ(z)(1 − σ(z)).")
      }
      return readable + generated + far
    },
    input: { [.number("weight", $0.weight), .number("bias", $0.bias), .number("input", $0.input)] },
    output: { [.number("factor", $0)] },
    reference: { sigmoidFactor(weight: $0.weight, bias: $0.bias, input: $0.input) },
    alternatives: [
      Answer("w / (2 + e^z + e^−z)") { $0.weight / (2 + exp($0.z) + exp(-$0.z)) },
      Answer("w/4 (1 − tanh²(z/2))") { $0.weight / 4 * (1 - tanh($0.z / 2) * tanh($0.z / 2)) },
    ],
    misconceptions: [
      Answer("You left out the weight: going back through z = w a + b multiplies by w.") { sigmoidSlope($0.z) },
      Answer("You left out the slope: after the line comes the curve, and it multiplies by σ′(z).") { $0.weight },
      Answer("You multiplied by σ(z), the curve's height: what counts is its slope, σ(z)(1 − σ(z)).") {
        $0.weight * sigmoid($0.z)
      },
      Answer("You took the slope at the input a: the curve is met at z = w a + b.") {
        $0.weight * sigmoidSlope($0.input)
      },
      Answer("You left the bias out of z: the slope is taken at w a + b.") {
        $0.weight * sigmoidSlope($0.weight * $0.input)
      },
      Answer("You took the absolute value: the factor keeps the sign of w.") {
        abs($0.weight * sigmoidSlope($0.z))
      },
      Answer(
        "You multiplied by a instead of w: a σ′(z) is the derivative for the weight, asked is the one for the input."
      ) {
        $0.input * sigmoidSlope($0.z)
      },
      Answer("You used tanh's slope, 1 − tanh²: the sigmoid's is σ(1 − σ).") {
        $0.weight * (1 - tanh($0.z) * tanh($0.z))
      },
      Answer("You applied the sigmoid twice: if s = σ(z) is the output, the slope is s(1 − s), not σ(s)(1 − σ(s)).") {
        $0.weight * sigmoidSlope(sigmoid($0.z))
      },
    ])
}
