import Engine
import Solutions

extension Lesson01 {
  struct SumInput: Sendable {
    let bias: Double
    let weights: [Double]
    let inputs: [Double]

    var products: [Double] { zip(weights, inputs).map { $0 * $1 } }
    var right: Double { weightedSum(bias: bias, weights: weights, inputs: inputs) }
  }

  static let weightedSums: Bank<SumInput, Double> = Bank(
    id: "1.1",
    cases: { generator in
      let readable = [
        Case(SumInput(bias: 1, weights: [2], inputs: [3])),
        Case(SumInput(bias: -1.5, weights: [1, 4], inputs: [10, 1])),
        Case(SumInput(bias: 0.5, weights: [2, -1, 3], inputs: [1, 4, -2])),
        Case(
          SumInput(bias: 2, weights: [-5, 1], inputs: [1, -2]), note: "The sum is below 0, and is given as it is."),
        Case(SumInput(bias: 0.75, weights: [], inputs: []), note: "There is no input: z is the bias."),
        Case(SumInput(bias: -3, weights: [], inputs: []), note: "There is no input: z is the bias."),
      ]
      let generated = [2, 3, 4, 1, 5, 8, 6, 7].map { n in
        Case(
          SumInput(
            bias: generator.uniform(in: -4..<4), weights: list(n, -3, 3, &generator),
            inputs: list(n, -3, 3, &generator)))
      }
      let special = [
        Case(
          SumInput(bias: 0, weights: list(3, -2, 2, &generator), inputs: list(3, -2, 2, &generator)),
          note: "The bias is 0."),
        Case(SumInput(bias: -2, weights: [0, 0, 0], inputs: [5, -1, 7]), note: "All weights are 0."),
        Case(SumInput(bias: 4, weights: [3, -1, 2], inputs: [0, 0, 0]), note: "All inputs are 0."),
        Case(SumInput(bias: -3, weights: [1, 1, -2], inputs: [4, 1, 1]), note: "The sum is 0."),
        Case(SumInput(bias: -500, weights: [1000, -2000], inputs: [3, 2])),
      ]
      return readable + generated + special
    },
    input: { [.number("bias", $0.bias), .list("weights", $0.weights), .list("inputs", $0.inputs)] },
    output: { [.number("z", $0)] },
    reference: { $0.right },
    alternatives: [
      Answer("a loop over places, the bias last") { input in
        var z = 0.0
        for i in input.weights.indices { z += input.weights[i] * input.inputs[i] }
        return z + input.bias
      },
      Answer("a product of matrices with a 1 in front of the inputs") { input in
        matmul(Matrix(row: [1] + input.inputs), Matrix(column: [input.bias] + input.weights))[0, 0]
      },
      Answer("from the last product to the first") { $0.products.reversed().reduce($0.bias, +) },
    ],
    misconceptions: mistakesOfBias + mistakesOfProducts + mistakesOfTheEnd)

  private typealias Mistake = Answer<SumInput, Double>

  private static let mistakesOfBias: [Mistake] = [
    Mistake("You left out the bias: z = w₀ + Σ wᵢ xᵢ.") { $0.products.reduce(0, +) },
    Mistake("You subtracted the bias: it is added. (The threshold is *minus* the bias.)") {
      $0.products.reduce(-$0.bias, +)
    },
    Mistake("You subtracted the sum from the bias: both are added.") { $0.products.reduce($0.bias, -) },
    Mistake("You multiplied the sum by the bias: the bias is added.") { $0.bias * $0.products.reduce(0, +) },
    Mistake("You added the bias to every product: it is added once.") { input in
      input.products.reduce(0) { $0 + $1 + input.bias }
    },
    Mistake("You added the bias to every product and once more: it is added once.") { input in
      input.products.reduce(input.bias) { $0 + $1 + input.bias }
    },
    Mistake("You added the bias twice: once is enough.") { $0.bias + $0.right },
    Mistake("You added the bias to every weight: it is added once, to the sum.") { input in
      zip(input.weights, input.inputs).reduce(0) { $0 + ($1.0 + input.bias) * $1.1 }
    },
    Mistake("You multiplied every input by the bias as well: the bias is added once, by itself.") { input in
      input.products.reduce(0) { $0 + $1 * input.bias } + input.bias
    },
    Mistake("You took weights[0] for the bias: the list begins with w₁, and w₀ is `bias`.") { input in
      zip(input.weights.dropFirst(), input.inputs).reduce(input.weights.first ?? 0) { $0 + $1.0 * $1.1 }
    },
    Mistake("Without inputs you gave 0: then z is the bias.") { $0.weights.isEmpty ? 0 : $0.right },
    Mistake("You took the bias without its sign: it may be negative.") { $0.products.reduce(abs($0.bias), +) },
  ]

  private static let mistakesOfProducts: [Mistake] = [
    Mistake("You multiplied the sum of the weights by the sum of the inputs: each weight meets its own input.") {
      $0.bias + $0.weights.reduce(0, +) * $0.inputs.reduce(0, +)
    },
    Mistake("You added weight and input: each weight is multiplied by its input.") { input in
      zip(input.weights, input.inputs).reduce(input.bias) { $0 + $1.0 + $1.1 }
    },
    Mistake("You subtracted weight and input: each weight is multiplied by its input.") { input in
      zip(input.weights, input.inputs).reduce(input.bias) { $0 + $1.0 - $1.1 }
    },
    Mistake("You divided the input by its weight: each weight is multiplied by its input.") { input in
      zip(input.weights, input.inputs).reduce(input.bias) { $0 + $1.1 / $1.0 }
    },
    Mistake("You added up the weights alone: each is multiplied by its input.") { $0.weights.reduce($0.bias, +) },
    Mistake("You added up the inputs alone: each is multiplied by its weight.") { $0.inputs.reduce($0.bias, +) },
    Mistake("You paired the first weight with the last input: w₁ belongs to x₁.") { input in
      zip(input.weights, input.inputs.reversed()).reduce(input.bias) { $0 + $1.0 * $1.1 }
    },
    Mistake("You paired each weight with the next input: w₁ belongs to x₁.") { input in
      zip(input.weights, input.inputs.dropFirst()).reduce(input.bias) { $0 + $1.0 * $1.1 }
    },
    Mistake("You multiplied the products with each other: they are added.") { input in
      input.products.isEmpty ? input.bias : input.bias + input.products.reduce(1, *)
    },
    Mistake("You subtracted the products in turn: all are added.") { input in
      input.products.dropFirst().reduce(input.bias + (input.products.first ?? 0), -)
    },
    Mistake("You left out the last input: the sum goes over all.") { $0.products.dropLast().reduce($0.bias, +) },
    Mistake("You left out the first input: the list begins at 0.") { $0.products.dropFirst().reduce($0.bias, +) },
    Mistake("You kept only the last product: add each to what there is, with +=.") {
      $0.bias + ($0.products.last ?? 0)
    },
    Mistake("You kept only the last product, without the bias: add each to what there is, with +=.") { input in
      input.products.last ?? input.bias
    },
    Mistake("You multiplied what was added up before: only an input is multiplied by its weight, and then added.") {
      input in
      zip(input.weights, input.inputs).reduce(input.bias) { $0 * $1.0 + $1.1 }
    },
    Mistake("You gave z after the first input: the loop must end before you return.") {
      $0.bias + ($0.products.first ?? 0)
    },
    Mistake("You took each product without its sign: weights and inputs may be negative.") { input in
      input.products.reduce(input.bias) { $0 + abs($1) }
    },
    Mistake("You took the weights without their signs: a negative weight speaks against firing.") { input in
      zip(input.weights, input.inputs).reduce(input.bias) { $0 + abs($1.0) * $1.1 }
    },
    Mistake("You left out what is negative: a negative product counts, too.") { input in
      input.products.reduce(input.bias) { $0 + max(0, $1) }
    },
    Mistake("You took the largest product: all are added.") { $0.bias + ($0.products.max() ?? 0) },
    Mistake("You squared the inputs: each weight is multiplied by its input once.") { input in
      zip(input.weights, input.inputs).reduce(input.bias) { $0 + $1.0 * $1.1 * $1.1 }
    },
  ]

  private static let mistakesOfTheEnd: [Mistake] = [
    Mistake("You divided the sum of products by their number: a neuron takes the sum, not the mean.") {
      $0.products.isEmpty ? $0.bias : $0.bias + $0.products.mean
    },
    Mistake("You divided by the number of inputs, bias and all: a neuron takes the sum, not the mean.") {
      $0.products.isEmpty ? $0.bias : $0.right / Double($0.weights.count)
    },
    Mistake("You divided by the length of the weights: that is the distance from the line, and z is the sum.") {
      input in
      let square = input.weights.reduce(0) { $0 + $1 * $1 }
      return square == 0 ? input.right : input.right / square.squareRoot()
    },
    Mistake("You gave 1 or 0, the decision: asked is z itself.") { $0.right > 0 ? 1 : 0 },
    Mistake("You gave 1 or −1, the decision: asked is z itself.") { $0.right > 0 ? 1 : -1 },
    Mistake("You cut off what is below 0: z may be negative.") { max(0, $0.right) },
    Mistake("You took z without its sign: it may be negative.") { abs($0.right) },
    Mistake("You gave z with the opposite sign.") { -$0.right },
    Mistake("You applied the sigmoid: asked is z itself.") { sigmoid($0.right) },
    Mistake("You applied tanh: asked is z itself.") { tanh($0.right) },
    Mistake("You rounded z: it is any number.") { $0.right.rounded() },
    Mistake("You cut off the decimals of z: it is any number.") { $0.right.rounded(.towardZero) },
  ]
}
