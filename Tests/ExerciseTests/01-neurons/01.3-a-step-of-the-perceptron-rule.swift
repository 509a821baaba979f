import Engine
import Solutions

extension Lesson01 {
  struct StepInput: Sendable {
    var bias: Double
    var weights: [Double]
    var inputs: [Double]
    var label: Double

    init(_ bias: Double, _ weights: [Double], _ inputs: [Double], _ label: Double) {
      (self.bias, self.weights, self.inputs, self.label) = (bias, weights, inputs, label)
    }

    var z: Double { zip(weights, inputs).reduce(bias) { $0 + $1.0 * $1.1 } }
    var unchanged: Neuron { (bias, weights) }
    var right: Neuron { perceptronStep(bias: bias, weights: weights, inputs: inputs, label: label) }

    /// `amount` times the input added, with the constant 1 of the bias.
    func adding(_ amount: Double) -> Neuron { (bias + amount, zip(weights, inputs).map { $0 + amount * $1 }) }
  }

  static let perceptronSteps: Bank<StepInput, Neuron> = Bank(
    id: "1.3", uses: ["1.1"],
    cases: { generator in
      let readable = [
        Case(StepInput(1, [-3], [2], 1), note: "z = −5 and the label is 1: a mistake."),
        Case(StepInput(0.5, [1, -1], [2, 1], -1), note: "z = 1.5 and the label is −1: a mistake."),
        Case(StepInput(0.5, [1, -1], [2, 1], 1), note: "z = 1.5 and the label is 1: it is right."),
        Case(StepInput(-1, [2, 3], [-2, 1], -1), note: "z = −2 and the label is −1: it is right."),
        Case(StepInput(0, [0, 0], [4, -3], 1), note: "All weights are 0, as at the start: z is 0, a mistake."),
        Case(StepInput(0, [0, 0, 0], [2, -1, 5], -1), note: "All weights are 0, as at the start: z is 0, a mistake."),
        Case(StepInput(-2, [1, 1], [5, -3], 1), note: "z is 0: the example is on the line, and that is a mistake."),
        Case(StepInput(3, [-2, 1], [4, 5], -1), note: "z is 0: the example is on the line, and that is a mistake."),
      ]
      let kinds: [(label: Double, isRight: Bool)] = [(1, false), (-1, false), (1, true), (-1, true)]
      let generated = (0..<16).map { k in
        let kind = kinds[k % 4]
        return Case(drawn([2, 3, 1, 5, 4][k % 5], label: kind.label, isRight: kind.isRight, &generator))
      }
      let special = [
        Case(StepInput(0.25, [0.25], [1], 1), note: "z = 0.5 has the label's sign: it is right, though not by much."),
        Case(StepInput(-0.25, [-0.25], [1], -1), note: "z = −0.5 has the label's sign: it is right."),
        Case(StepInput(-1, [2, 1], [1.5, -1], 1), note: "z is 1, and so is the label: it is right."),
        Case(StepInput(1, [1, -2], [2, 2], -1), note: "z is −1, and so is the label: it is right."),
        Case(StepInput(-20, [1, 2], [1, 1], 1), note: "After one step it is still wrong. One step is what is asked."),
        Case(
          StepInput(30, [1, -2], [-1, 1], -1), note: "After one step it is still wrong. One step is what is asked."),
        Case(StepInput(-1, [2, 2], [0, 0], 1), note: "The inputs are 0: only the bias changes."),
        Case(StepInput(5, [1, 1], [2, -1], 1), note: "The bias alone is enough: it is right."),
        Case(StepInput(-3, [2, 1], [1, 0.5], 1), note: "Without the bias z would be positive."),
        Case(StepInput(3, [-2, 1], [1, -0.5], -1), note: "Without the bias z would be negative."),
      ]
      return readable + generated + special
    },
    input: {
      [.number("bias", $0.bias), .list("weights", $0.weights), .list("inputs", $0.inputs), .number("label", $0.label)]
    },
    output: { [.number("bias", $0.bias), .list("weights", $0.weights)] },
    reference: { $0.right },
    alternatives: [
      Answer("a loop, with the error of the sign of z") { input in
        let z = input.z
        let sign: Double = z > 0 ? 1 : z < 0 ? -1 : 0
        guard sign != input.label else { return input.unchanged }
        var weights = input.weights
        for i in weights.indices { weights[i] += input.label * input.inputs[i] }
        return (input.bias + input.label, weights)
      },
      Answer("added where the label is 1, subtracted where it is −1") { input in
        if input.label == 1 { return input.z <= 0 ? input.adding(1) : input.unchanged }
        return input.z >= 0 ? input.adding(-1) : input.unchanged
      },
      Answer("the label times 1 or 0, always added") { input in
        input.adding(input.label * (input.label * input.z > 0 ? 0 : 1))
      },
    ],
    misconceptions: mistakesOfWhen + mistakesOfHow + mistakesOfTheBias)

  /// An example that the neuron is right or wrong about, clearly.
  private static func drawn(_ n: Int, label: Double, isRight: Bool, _ generator: inout Generator) -> StepInput {
    while true {
      let input = StepInput(
        generator.uniform(in: -2..<2), list(n, -2, 2, &generator), list(n, -2, 2, &generator), label)
      if abs(input.z) > 1e-3, (label * input.z > 0) == isRight { return input }
    }
  }

  private typealias Mistake = Answer<StepInput, Neuron>

  /// The right change, at other times.
  private static func when(_ diagnosis: String, _ changes: @escaping @Sendable (StepInput) -> Bool) -> Mistake {
    Mistake(diagnosis) { changes($0) ? $0.adding($0.label) : $0.unchanged }
  }

  /// At the right times, another change.
  private static func how(_ diagnosis: String, _ change: @escaping @Sendable (StepInput) -> Neuron) -> Mistake {
    Mistake(diagnosis) { $0.label * $0.z > 0 ? $0.unchanged : change($0) }
  }

  private static let mistakesOfWhen: [Mistake] = [
    when("On the line you changed nothing: z = 0 is a mistake, so ≤ and not <.") { $0.label * $0.z < 0 },
    when("On the line you changed nothing where the label is −1: z = 0 is a mistake for either label.") {
      ($0.z > 0 ? 1 : -1) != $0.label
    },
    when("On the line you changed nothing where the label is 1: z = 0 is a mistake for either label.") {
      ($0.z >= 0 ? 1 : -1) != $0.label
    },
    when("You changed the weights although the neuron was right: then nothing changes.") { _ in true },
    when("You changed the weights where the neuron was right, and not where it was wrong.") { $0.label * $0.z > 0 },
    when("You changed the weights where the neuron was right, and not where it was wrong.") { $0.label * $0.z >= 0 },
    when("You changed nothing: a mistake changes all weights.") { _ in false },
    when("You learned only from examples with the label 1: a false alarm is a mistake, too.") {
      $0.label > 0 && $0.z <= 0
    },
    when("You learned only from examples with the label −1: a miss is a mistake, too.") {
      $0.label < 0 && $0.z >= 0
    },
    when("You asked whether z is above 0, whatever the label: right is z with the label's sign.") { $0.z <= 0 },
    when("You compared z with the label itself: right is z with the label's *sign*.") { $0.z != $0.label },
    when("You asked for label · z of at least 1: above 0 is right.") { $0.label * $0.z < 1 },
    when("You left the bias out of z: the decision is about w₀ + Σ wᵢ xᵢ.") {
      $0.label * ($0.z - $0.bias) <= 0
    },
    when("You subtracted the bias in z: the decision is about w₀ + Σ wᵢ xᵢ.") {
      $0.label * ($0.z - 2 * $0.bias) <= 0
    },
  ]

  private static let mistakesOfHow: [Mistake] =
    [
      how("You subtracted: the label times the input is *added*.") { $0.adding(-$0.label) },
      how("You forgot the label: where it is −1, the input is subtracted.") { $0.adding(1) },
      how("You forgot the label in the weights: where it is −1, the input is subtracted.") { input in
        (input.bias + input.label, zip(input.weights, input.inputs).map { $0 + $1 })
      },
      how("You subtracted the input whatever the label: where it is 1, the input is added.") { $0.adding(-1) },
      how("Your step is twice as long: with labels ±1, label minus answer is ±2. Add the label times the input once.") {
        $0.adding(2 * $0.label)
      },
      Mistake("You took label minus output with an output of 1 or 0: the labels here are 1 and −1.") { input in
        input.adding(input.label - (input.z > 0 ? 1 : 0))
      },
      Mistake("You moved in proportion to label − z: the step is the label times the input, and only at a mistake.") {
        $0.adding($0.label - $0.z)
      },
      how("Your step is longer for a larger mistake: it is the label times the input, whatever z is.") {
        $0.adding($0.label - $0.z)
      },
      how("You added z times the input: it is the label times the input.") { $0.adding($0.z) },
      how("You added label · z times the input: it is the label times the input.") { $0.adding($0.label * $0.z) },
      how("You replaced the weights: the label times the input is added to what there was.") { input in
        (input.label, input.inputs.map { input.label * $0 })
      },
      how("You added the label to every weight: it is multiplied by the input first.") { input in
        (input.bias + input.label, input.weights.map { $0 + input.label })
      },
      how("You added the label times the weights: it is the label times the inputs.") { input in
        (input.bias + input.label, input.weights.map { $0 + input.label * $0 })
      },
      how("You multiplied the weights by the label: its product with the input is added.") { input in
        (input.bias + input.label, input.weights.map { $0 * input.label })
      },
      how("You changed the first weight only: each weight changes.") { input in
        (input.bias + input.label, [input.right.weights[0]] + input.weights.dropFirst())
      },
      how("You left the last weight as it was: each weight changes.") { input in
        (input.bias + input.label, input.right.weights.dropLast() + [input.weights[input.weights.count - 1]])
      },
      how("You left the weights as they were, and changed only the bias.") { ($0.bias + $0.label, $0.weights) },
      how("You paired the first weight with the last input: w₁ changes by y x₁.") { input in
        (input.bias + input.label, zip(input.weights, input.inputs.reversed()).map { $0 + input.label * $1 })
      },
      how("You took the inputs without their signs.") { input in
        (input.bias + input.label, zip(input.weights, input.inputs).map { $0 + input.label * abs($1) })
      },
      Mistake("You repeated the step until the neuron was right: one step is asked.") { input in
        var one = input
        while one.label * one.z <= 0 { (one.bias, one.weights) = one.adding(one.label) }
        return one.unchanged
      },
      how("You divided the step by the length of the input: it is the label times the input.") { input in
        input.adding(input.label / input.inputs.reduce(1) { $0 + $1 * $1 }.squareRoot())
      },
    ]
    + [0.1, 0.01, 0.5].map { (rate: Double) in
      how("You made the step smaller: there is no learning rate here, it is the label times the input.") {
        $0.adding(rate * $0.label)
      }
    }

  private static func bias(_ diagnosis: String, _ bias: @escaping @Sendable (StepInput) -> Double) -> Mistake {
    how(diagnosis) { (bias($0), $0.right.weights) }
  }

  private static let mistakesOfTheBias: [Mistake] = [
    bias("You left the bias as it was: it is the weight of an input that is always 1.") { $0.bias },
    bias("You subtracted the label from the bias: it is added.") { $0.bias - $0.label },
    bias("You added 1 to the bias whatever the label: the label is added.") { $0.bias + 1 },
    bias("You added the label times the bias: the input of the bias is 1.") { $0.bias + $0.label * $0.bias },
    bias("You added the label times the first input to the bias: the input of the bias is 1.") {
      $0.bias + $0.label * $0.inputs[0]
    },
    bias("You added the sum of the inputs to the bias: the input of the bias is 1.") {
      $0.bias + $0.label * $0.inputs.reduce(0, +)
    },
    bias("You gave the label in place of the bias: it is added to it.") { $0.label },
    bias("You changed the bias by 2: the label is added once.") { $0.bias + 2 * $0.label },
    bias("You gave z in place of the bias.") { $0.z },
  ]
}
