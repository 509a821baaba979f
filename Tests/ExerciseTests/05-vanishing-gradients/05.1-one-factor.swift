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

  static let oneFactor: Bank<FactorInput, Double> = Bank(
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
      // A slope that is small, and a weight that makes a number of ordinary size of it: nothing may be cut off.
      let small = [
        Case(FactorInput(weight: 2, bias: 8, input: 2), note: "z is 12: the slope is small, and not 0."),
        Case(
          FactorInput(weight: 1000, bias: -980, input: 1),
          note: "z is 20: the slope is small, and the weight is large."),
        // 1 − σ(30) has three digits left; with the weight that is an error of 10⁻¹⁰.
        Case(
          FactorInput(weight: -1e6, bias: 1e6 - 30, input: 1),
          note: "z is −30: the slope is small, and the weight is large."),
        Case(FactorInput(weight: 0, bias: 1, input: 0.5), note: "The weight is 0: nothing goes back."),
        Case(FactorInput(weight: 3, bias: 0.5, input: 0), note: "The input is 0."),
        Case(
          FactorInput(weight: 1.5, bias: 0.5, input: -2), note: "The input is negative, as the first neuron's may be."),
      ]
      return readable + generated + small + far
    },
    input: { [.number("weight", $0.weight), .number("bias", $0.bias), .number("input", $0.input)] },
    output: { [.number("factor", $0)] },
    reference: { sigmoidFactor(weight: $0.weight, bias: $0.bias, input: $0.input) },
    alternatives: [
      Answer("w / (2 + e^z + e^−z)") { $0.weight / (2 + exp($0.z) + exp(-$0.z)) },
      Answer("w/4 (1 − tanh²(z/2))") { $0.weight / 4 * (1 - tanh($0.z / 2) * tanh($0.z / 2)) },
    ],
    misconceptions: mistakesOfFactors + mistakesOfSlopes + mistakesOfPoints + limits)

  private typealias Mistake = Answer<FactorInput, Double>

  private static let mistakesOfFactors: [Mistake] = [
    Mistake("You left out the weight: going back through z = w a + b multiplies by w.") { sigmoidSlope($0.z) },
    Mistake("You left out the slope: after the line comes the curve, and it multiplies by σ′(z).") { $0.weight },
    Mistake(
      """
      You multiplied by a instead of w: a σ′(z) is the derivative with respect to the weight. Asked is the one with \
      respect to the input.
      """
    ) { $0.input * sigmoidSlope($0.z) },
    Mistake("You took the absolute value: the factor keeps the sign of w.") { abs($0.weight * sigmoidSlope($0.z)) },
    Mistake("You multiplied by w and by a: a belongs to the derivative with respect to the weight.") {
      $0.weight * $0.input * sigmoidSlope($0.z)
    },
    Mistake("You multiplied by w twice: going back through z = w a + b multiplies by it once.") {
      $0.weight * $0.weight * sigmoidSlope($0.z)
    },
    Mistake("The sign is wrong: the factor is w σ′(z).") { -$0.weight * sigmoidSlope($0.z) },
    Mistake("You divided by w: going back through z = w a + b multiplies by it.") { sigmoidSlope($0.z) / $0.weight },
    Mistake("You multiplied by the root of |w|: going back through z = w a + b multiplies by w.") {
      $0.weight.magnitude.squareRoot() * sigmoidSlope($0.z)
    },
    Mistake("You multiplied by w + b: going back through z = w a + b multiplies by w.") {
      ($0.weight + $0.bias) * sigmoidSlope($0.z)
    },
    Mistake("You multiplied by z: going back through z = w a + b multiplies by w.") { $0.z * sigmoidSlope($0.z) },
    Mistake("You multiplied by the bias: going back through z = w a + b multiplies by w.") {
      $0.bias * sigmoidSlope($0.z)
    },
    Mistake("You gave what the neuron puts out, σ(z): asked is by what it multiplies the gradient, w σ′(z).") {
      sigmoid($0.z)
    },
    Mistake("You gave w a σ(z): asked is w σ′(z), with the slope and without the input.") {
      $0.weight * $0.input * sigmoid($0.z)
    },
    Mistake("You bounded the factor to −1 … 1: a large weight makes it larger than that.") {
      max(-1, min(1, $0.weight * sigmoidSlope($0.z)))
    },
    Mistake("You added the weight: the chain rule multiplies w by σ′(z).") { $0.weight + sigmoidSlope($0.z) },
  ]

  private static let mistakesOfSlopes: [Mistake] = [
    Mistake("You multiplied by σ(z), the curve's height: what counts is its slope, σ(z)(1 − σ(z)).") {
      $0.weight * sigmoid($0.z)
    },
    Mistake("You used tanh's slope, 1 − tanh²: the sigmoid's is σ(1 − σ).") {
      $0.weight * (1 - tanh($0.z) * tanh($0.z))
    },
    Mistake("You made the slope z(1 − z): it is made from σ(z), so σ(z)(1 − σ(z)).") { $0.weight * $0.z * (1 - $0.z) },
    Mistake("You made the slope 1 − σ², as for tanh: the sigmoid's is σ(1 − σ).") {
      $0.weight * (1 - sigmoid($0.z) * sigmoid($0.z))
    },
    Mistake("You took the input for the neuron's output: the slope is σ(1 − σ), with σ = σ(w a + b).") {
      $0.weight * $0.input * (1 - $0.input)
    },
    Mistake("You squared σ: the slope is σ(1 − σ).") { $0.weight * sigmoid($0.z) * sigmoid($0.z) },
    Mistake("You used 1 − σ alone: the slope is σ(1 − σ).") { $0.weight * (1 - sigmoid($0.z)) },
    Mistake("You added: the slope is σ(1 − σ), not σ(1 + σ).") { $0.weight * sigmoid($0.z) * (1 + sigmoid($0.z)) },
    Mistake("`w * s * 1 - s` needs brackets: write `w * s * (1 - s)`.") { $0.weight * sigmoid($0.z) - sigmoid($0.z) },
    Mistake("`w * s - s * s` lacks a w: it is w s (1 − s), so w s − w s².") {
      $0.weight * sigmoid($0.z) - sigmoid($0.z) * sigmoid($0.z)
    },
    Mistake("You put the weight into both factors, w σ and 1 − w σ: it is w, times σ(1 − σ).") {
      $0.weight * sigmoid($0.z) * (1 - $0.weight * sigmoid($0.z))
    },
    Mistake("You squared the slope: σ(1 − σ) stands there once.") {
      $0.weight * sigmoidSlope($0.z) * sigmoidSlope($0.z)
    },
    Mistake("You used 1 − 2σ, the slope's own slope or half of it: the sigmoid's slope is σ(1 − σ).") {
      $0.weight * (1 - 2 * sigmoid($0.z))
    },
    Mistake("You used σ(1 − σ)(1 − 2σ), the second derivative: the slope is σ(1 − σ).") {
      $0.weight * sigmoidSlope($0.z) * (1 - 2 * sigmoid($0.z))
    },
    Mistake("You used σ(1 − σ²): the slope is σ(1 − σ).") {
      $0.weight * sigmoid($0.z) * (1 - sigmoid($0.z) * sigmoid($0.z))
    },
    Mistake("You used (1 − σ)²: the slope is σ(1 − σ).") {
      $0.weight * (1 - sigmoid($0.z)) * (1 - sigmoid($0.z))
    },
    Mistake("You doubled the slope: it is σ(1 − σ), at most 1/4.") { 2 * $0.weight * sigmoidSlope($0.z) },
    Mistake("You multiplied the slope by 4, so that it is 1 at its steepest: it is σ(1 − σ), at most 1/4.") {
      4 * $0.weight * sigmoidSlope($0.z)
    },
    Mistake("You mixed σ and z: the slope is σ(z)(1 − σ(z)).") { $0.weight * sigmoid($0.z) * (1 - $0.z) },
    Mistake("You took the steepest slope, 1/4, everywhere: it is σ(z)(1 − σ(z)).") { $0.weight / 4 },
    Mistake("You took ReLU's slope, 1 above 0 and 0 below: the sigmoid's is σ(z)(1 − σ(z)).") {
      $0.z > 0 ? $0.weight : 0
    },
    Mistake("exp overflowed: ∞/∞ is not a number. σ(z)(1 − σ(z)) with the engine's sigmoid never does.") {
      let power = exp($0.z)
      return $0.weight * power / ((1 + power) * (1 + power))
    },
    Mistake("exp overflowed: ∞/∞ is not a number. σ(z)(1 − σ(z)) with the engine's sigmoid never does.") {
      let power = exp(-$0.z)
      return $0.weight * power / ((1 + power) * (1 + power))
    },
  ]

  private static let mistakesOfPoints: [Mistake] = [
    Mistake("You took the slope at the input a: the curve is met at z = w a + b.") {
      $0.weight * sigmoidSlope($0.input)
    },
    Mistake("You left the bias out of z: the slope is taken at w a + b.") {
      $0.weight * sigmoidSlope($0.weight * $0.input)
    },
    Mistake("You subtracted the bias: the slope is taken at w a + b.") {
      $0.weight * sigmoidSlope($0.weight * $0.input - $0.bias)
    },
    Mistake("You left the input out of z: the slope is taken at w a + b.") {
      $0.weight * sigmoidSlope($0.weight + $0.bias)
    },
    Mistake("You exchanged input and bias: the slope is taken at w a + b.") {
      $0.weight * sigmoidSlope($0.weight * $0.bias + $0.input)
    },
    Mistake("You left the weight out of z: the slope is taken at w a + b.") {
      $0.weight * sigmoidSlope($0.input + $0.bias)
    },
    Mistake("You took the slope at the bias: the curve is met at z = w a + b.") {
      $0.weight * sigmoidSlope($0.bias)
    },
    Mistake("You took the slope at w: the curve is met at z = w a + b.") { $0.weight * sigmoidSlope($0.weight) },
    Mistake("You multiplied w by a + b: the slope is taken at w a + b.") {
      $0.weight * sigmoidSlope($0.weight * ($0.input + $0.bias))
    },
    Mistake("You made a out of the input by another sigmoid: the input is a already.") {
      $0.weight * sigmoidSlope($0.weight * sigmoid($0.input) + $0.bias)
    },
    Mistake("You applied the sigmoid twice: if s = σ(z) is the output, the slope is s(1 − s), not σ(s)(1 − σ(s)).") {
      $0.weight * sigmoidSlope(sigmoid($0.z))
    },
  ]

  private static let limits: [Mistake] = [1.0, 2, 2.5, 3, 3.5, 4, 5, 6, 7, 8, 9, 10, 12, 15, 16, 18, 20, 25].flatMap {
    limit in
    [
      Mistake("You returned 0 far from 0: the slope is small there, and not 0.") {
        abs($0.z) > limit ? 0 : $0.weight * sigmoidSlope($0.z)
      },
      Mistake("You kept z within bounds: the slope goes on falling beyond them.") {
        $0.weight * sigmoidSlope(max(-limit, min(limit, $0.z)))
      },
    ]
  }
}
