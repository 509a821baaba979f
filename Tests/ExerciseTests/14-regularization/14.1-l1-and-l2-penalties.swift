import Engine
import Solutions

extension Lesson14 {
  struct PricedLayer: Sendable {
    let weight: Matrix
    let bias: Matrix
    let l1: Double
    let l2: Double

    init(_ weight: Matrix, _ bias: [Double], l1: Double, l2: Double) {
      (self.weight, self.bias, self.l1, self.l2) = (weight, Matrix(row: bias), l1, l2)
    }

    var count: Double { Double(weight.elements.count) }
    var signs: Matrix { weight.map { $0 > 0 ? 1 : $0 < 0 ? -1 : 0 } }
    var sizes: Double { abs(weight).sum }
    var squares: Double { weight.hadamard(weight).sum }
    var right: Penalty { layerPenalty(weight: weight, bias: bias, l1: l1, l2: l2) }
  }

  typealias Penalty = (penalty: Double, weightGradient: Matrix, biasGradient: Matrix)

  static let penalties: Bank<PricedLayer, Penalty> = Bank(
    id: "14.1",
    cases: { generator in
      let readable = [
        Case(
          PricedLayer(Matrix([[1, 2], [3, 4]]), [5, 6], l1: 1, l2: 0), note: "L1 alone: the sizes add up to 10."),
        Case(
          PricedLayer(Matrix([[1, 2], [3, 4]]), [5, 6], l1: 0, l2: 1),
          note: "L2 alone: half of the squares, which are 30."
        ),
        Case(PricedLayer(Matrix([[1, -2], [-3, 4]]), [5, -6], l1: 0.5, l2: 0.1), note: "Weights of both signs."),
        Case(
          PricedLayer(Matrix([[0, -2], [3, 0]]), [1, 0], l1: 0.5, l2: 0.25),
          note: "Two weights are 0: there sign(w) is 0."),
      ]
      let edges = [
        Case(PricedLayer(Matrix([[2, -1]]), [3, 4], l1: 0, l2: 0), note: "Both prices are 0."),
        Case(
          PricedLayer(Matrix([[0, 0], [0, 0]]), [3, -4], l1: 2, l2: 3), note: "All weights are 0; the biases are not."),
        Case(PricedLayer(Matrix([[-0.5]]), [2], l1: 3, l2: 4), note: "A single weight."),
        Case(PricedLayer(Matrix([[-1], [-2], [4]]), [7], l1: 2, l2: 0.5)),
        Case(
          PricedLayer(Matrix([[1e-13, -1e-7], [-1e-4, 0.01]]), [1, 1], l1: 0.5, l2: 2),
          note: "L1 pulls at the smallest weight as at the largest."),
        Case(PricedLayer(Matrix([[300, -200], [-100, 50]]), [-1, 2], l1: 0.01, l2: 0.001), note: "Large weights."),
      ]
      let generated = [(2, 3), (4, 2), (3, 3), (1, 5), (6, 4)].map { m, n in
        Case(
          PricedLayer(
            uniform(m, n, &generator, scale: 3), list(n, -2, 2, &generator), l1: generator.uniform(in: 0.05..<2),
            l2: generator.uniform(in: 0.05..<2)))
      }
      return readable + edges + generated
    },
    input: {
      [.matrix("weight", $0.weight), .matrix("bias", $0.bias), .number("l1", $0.l1), .number("l2", $0.l2)]
    },
    output: {
      [
        .number("penalty", $0.penalty), .matrix("weightGradient", $0.weightGradient),
        .matrix("biasGradient", $0.biasGradient),
      ]
    },
    reference: { $0.right },
    alternatives: [
      Answer("loops over the weights") { input in
        var penalty = 0.0
        var gradient = Matrix(zerosLike: input.weight)
        for i in 0..<input.weight.rows {
          for j in 0..<input.weight.columns {
            let w = input.weight[i, j]
            penalty += input.l1 * (w < 0 ? -w : w) + 0.5 * input.l2 * pow(w, 2)
            gradient[i, j] = input.l2 * w
            if w != 0 { gradient[i, j] += w < 0 ? -input.l1 : input.l1 }
          }
        }
        return (penalty, gradient, Matrix(rows: 1, columns: input.bias.columns))
      },
      Answer("the engine's, on a dense layer") { input in
        var layer = Dense(weight: input.weight, bias: input.bias)
        layer.addPenaltyGradients(l1: input.l1, l2: input.l2)
        return (layer.penalty(l1: input.l1, l2: input.l2), layer.weight.gradient, layer.bias.gradient)
      },
      Answer("the size as w · sign(w), the square as the norm's") { input in
        let signs = input.weight.map { $0 == 0 ? 0 : $0 / abs($0) }
        let penalty = input.l1 * signs.hadamard(input.weight).sum + input.l2 * pow(input.weight.norm, 2) / 2
        return (penalty, input.weight.zip(signs) { input.l2 * $0 + input.l1 * $1 }, input.bias - input.bias)
      },
    ],
    misconceptions: mistakesOfThePenalty + mistakesOfItsGradient + mistakesOfCorners + mistakesOfBiases
      + mistakesOfBoth)

  private typealias Mistake = Answer<PricedLayer, Penalty>

  /// The right answer, but for what is given.
  private static func mistake(
    _ diagnosis: String, penalty: (@Sendable (PricedLayer) -> Double)? = nil,
    gradient: (@Sendable (PricedLayer) -> Matrix)? = nil
  ) -> Mistake {
    Mistake(diagnosis) { input in
      (
        penalty?(input) ?? input.right.penalty, gradient?(input) ?? input.right.weightGradient,
        input.right.biasGradient
      )
    }
  }

  /// Zeros of another shape for the biases' gradient.
  private static func biasGradient(_ zeros: @escaping @Sendable (PricedLayer) -> Matrix) -> Mistake {
    Mistake("The gradient with respect to the biases has their shape, 1 × n: a 0 for each of them.") { input in
      (input.right.penalty, input.right.weightGradient, zeros(input))
    }
  }

  private static let mistakesOfThePenalty: [Mistake] = [
    mistake("The half of L2 is missing in the penalty.", penalty: { $0.l1 * $0.sizes + $0.l2 * $0.squares }),
    mistake(
      "You halved L1 as well: the half belongs to L2 alone.", penalty: { ($0.l1 * $0.sizes + $0.l2 * $0.squares) / 2 }),
    mistake(
      "You added the weights with their signs: L1 adds their sizes |w|.",
      penalty: {
        $0.l1 * $0.weight.sum + $0.l2 / 2 * $0.squares
      }),
    mistake(
      "You took the size of the sum: L1 is the sum of the sizes.",
      penalty: {
        $0.l1 * abs($0.weight.sum) + $0.l2 / 2 * $0.squares
      }),
    mistake("You took the mean over the weights: the penalty is their sum.", penalty: { $0.right.penalty / $0.count }),
    mistake(
      "You took the norm, a root: L2 has the sum of the squares.",
      penalty: {
        $0.l1 * $0.sizes + $0.l2 / 2 * $0.squares.squareRoot()
      }),
    mistake(
      "You squared the sum of the weights: L2 is the sum of their squares.",
      penalty: {
        $0.l1 * $0.sizes + $0.l2 / 2 * $0.weight.sum * $0.weight.sum
      }),
    mistake(
      "You took the norm, a root: L2 has the sum of the squares.",
      penalty: {
        $0.l1 * $0.sizes + $0.l2 * $0.squares.squareRoot()
      }),
    mistake(
      "You added up a product of W with its transpose: the squares stand on its diagonal only.",
      penalty: {
        $0.l1 * $0.sizes + $0.l2 / 2 * matmul($0.weight.transposed, $0.weight).sum
      }),
    mistake(
      "You added up a product of W with its transpose: the squares stand on its diagonal only.",
      penalty: {
        $0.l1 * $0.sizes + $0.l2 / 2 * matmul($0.weight, $0.weight.transposed).sum
      }),
    mistake(
      "You took the largest size: L1 is the sum of the sizes.",
      penalty: {
        $0.l1 * abs($0.weight).max + $0.l2 / 2 * $0.squares
      }),
    mistake("You took λ₂²/2 for λ₂/2.", penalty: { $0.l1 * $0.sizes + $0.l2 * $0.l2 / 2 * $0.squares }),
    mistake("You gave the penalty with a minus sign: it is a cost, never below 0.", penalty: { -$0.right.penalty }),
    mistake("L1 is missing in the penalty.", penalty: { $0.l2 / 2 * $0.squares }),
    mistake("L2 is missing in the penalty.", penalty: { $0.l1 * $0.sizes }),
  ]

  private static let mistakesOfItsGradient: [Mistake] = [
    mistake(
      "You halved L2's gradient: the half of the penalty cancels the 2 of the square.",
      gradient: {
        $0.l1 * $0.signs + $0.l2 / 2 * $0.weight
      }),
    mistake(
      "You doubled L2's gradient: the 2 of the square is cancelled by the half.",
      gradient: {
        $0.l1 * $0.signs + 2 * $0.l2 * $0.weight
      }),
    mistake(
      "At w = 0 your gradient of L1 is λ₁: it is agreed to be 0 there.",
      gradient: { input in
        input.weight.map { input.l2 * $0 + ($0 < 0 ? -input.l1 : input.l1) }
      }),
    mistake(
      "At w = 0 your gradient of L1 is −λ₁: it is agreed to be 0 there.",
      gradient: { input in
        input.weight.map { input.l2 * $0 + ($0 > 0 ? input.l1 : -input.l1) }
      }),
    mistake(
      "Your gradient of L1 is λ₁ for every weight: below 0, the size grows as w falls, so it is −λ₁.",
      gradient: { input in
        input.weight.map { input.l2 * $0 + input.l1 }
      }),
    mistake(
      "Your gradient of L1 is nan at w = 0, as w/|w| is there: it is agreed to be 0.",
      gradient: { input in
        input.weight.map { input.l2 * $0 + input.l1 * $0 / abs($0) }
      }),
    mistake(
      "Your gradient of L1 grows with the weight: L1 pulls at all weights alike, by λ₁ sign(w).",
      gradient: {
        ($0.l1 + $0.l2) * $0.weight
      }),
    mistake(
      "Your gradient of L2 is λ₂ sign(w): L2 pulls in proportion to the weight, by λ₂ w.",
      gradient: {
        ($0.l1 + $0.l2) * $0.signs
      }),
    mistake(
      "You squared the weight in the gradient of L2: the derivative of λ₂/2 w² is λ₂ w.",
      gradient: {
        $0.l1 * $0.signs + $0.l2 * $0.weight.hadamard($0.weight)
      }),
    mistake(
      "L2 pulls large negative weights up: its gradient is λ₂ w, not λ₂ |w|.",
      gradient: {
        $0.l1 * $0.signs + $0.l2 * abs($0.weight)
      }),
    mistake(
      "Your gradient of L1 is 0 for negative weights: there the size grows as w falls, so it is −λ₁.",
      gradient: { input in
        input.weight.map { input.l2 * $0 + ($0 > 0 ? input.l1 : 0) }
      }),
    mistake(
      "Your gradient of L1 has the wrong sign: the size |w| grows with w above 0, so it is λ₁ there.",
      gradient: {
        $0.l2 * $0.weight - $0.l1 * $0.signs
      }),
    mistake(
      "You gave λ₁ |w| for the gradient of L1: that is the price of a weight, and its slope is λ₁ sign(w).",
      gradient: {
        $0.l1 * abs($0.weight) + $0.l2 * $0.weight
      }),
    mistake(
      "You gave each weight's share of the penalty: asked is the derivative of it.",
      gradient: { input in
        input.weight.map { input.l1 * abs($0) + input.l2 / 2 * $0 * $0 }
      }),
    mistake(
      "You left λ₁ out of the gradient: it is λ₁ sign(w) + λ₂ w.",
      gradient: {
        $0.signs + $0.l2 * $0.weight
      }),
    mistake(
      "You left λ₂ out of the gradient: it is λ₁ sign(w) + λ₂ w.",
      gradient: {
        $0.l1 * $0.signs + $0.weight
      }),
    mistake("You left λ₁ and λ₂ out of the gradient: it is λ₁ sign(w) + λ₂ w.", gradient: { $0.signs + $0.weight }),
    mistake("L1 is missing in the gradient.", gradient: { $0.l2 * $0.weight }),
    mistake("L2 is missing in the gradient.", gradient: { $0.l1 * $0.signs }),
    mistake(
      "You gave the step, which goes against the gradient: the gradient points to where the penalty grows.",
      gradient: {
        -$0.right.weightGradient
      }),
    mistake(
      "You exchanged rows and columns of the gradient: each entry stands where its weight stands in W.",
      gradient: {
        $0.right.weightGradient.transposed
      }),
    mistake(
      "You divided the gradient by the number of weights: the penalty is a sum.",
      gradient: {
        $0.right.weightGradient / $0.count
      }),
  ]

  private static let mistakesOfCorners: [Mistake] = [1e-12, 1e-9, 1e-8, 1e-6, 1e-3].map { limit in
    mistake(
      "You took a small weight for 0: sign(w) is 1 or −1 for every other weight, however small.",
      gradient: { input in
        input.weight.map { input.l2 * $0 + (abs($0) <= limit ? 0 : $0 > 0 ? input.l1 : -input.l1) }
      })
  }

  private static let mistakesOfBiases: [Mistake] = [
    biasGradient { _ in .empty },
    biasGradient { Matrix(zerosLike: $0.bias.transposed) },
    biasGradient { Matrix(rows: 1, columns: $0.weight.rows) },
    biasGradient { Matrix(zerosLike: $0.weight) },
    Mistake("You priced the biases too, in the penalty and in the gradient: they are free.") { input in
      let biases = layerPenalty(weight: input.bias, bias: input.bias, l1: input.l1, l2: input.l2)
      return (input.right.penalty + biases.penalty, input.right.weightGradient, biases.weightGradient)
    },
    Mistake("The gradient with respect to the biases is 0: they are free.") { input in
      let biases = layerPenalty(weight: input.bias, bias: input.bias, l1: input.l1, l2: input.l2)
      return (input.right.penalty, input.right.weightGradient, biases.weightGradient)
    },
    Mistake("You added the biases' price to the penalty: they are free.") { input in
      let biases = layerPenalty(weight: input.bias, bias: input.bias, l1: input.l1, l2: input.l2)
      return (input.right.penalty + biases.penalty, input.right.weightGradient, input.right.biasGradient)
    },
    Mistake("You priced the biases by L2: they are free of both prices, and their gradient is 0.") { input in
      let biases = layerPenalty(weight: input.bias, bias: input.bias, l1: 0, l2: input.l2)
      return (input.right.penalty + biases.penalty, input.right.weightGradient, biases.weightGradient)
    },
    Mistake("The gradient with respect to the biases is 0: they are free of L2 too.") { input in
      (input.right.penalty, input.right.weightGradient, input.l2 * input.bias)
    },
    Mistake("You gave the biases for their gradient: they are free, so it is 0.") { input in
      (input.right.penalty, input.right.weightGradient, input.bias)
    },
  ]

  private static let mistakesOfBoth: [Mistake] = [
    Mistake("You exchanged λ₁ and λ₂.") { input in
      layerPenalty(weight: input.weight, bias: input.bias, l1: input.l2, l2: input.l1)
    },
    Mistake("You left the half away, in the penalty and in the gradient: L2 is λ₂/2 Σ w².") { input in
      layerPenalty(weight: input.weight, bias: input.bias, l1: input.l1, l2: 2 * input.l2)
    },
    Mistake("You halved L1 as well, in the penalty and in the gradient: the half belongs to L2 alone.") { input in
      layerPenalty(weight: input.weight, bias: input.bias, l1: input.l1 / 2, l2: input.l2)
    },
    Mistake("L1 is missing, in the penalty and in the gradient.") { input in
      layerPenalty(weight: input.weight, bias: input.bias, l1: 0, l2: input.l2)
    },
    Mistake("L2 is missing, in the penalty and in the gradient.") { input in
      layerPenalty(weight: input.weight, bias: input.bias, l1: input.l1, l2: 0)
    },
    Mistake("You forgot the size in L1: it is Σ |w|, with the slope sign(w).") { input in
      (
        input.l1 * input.weight.sum + input.l2 / 2 * input.squares,
        input.weight.map { input.l1 + input.l2 * $0 }, input.right.biasGradient
      )
    },
    Mistake("You took means over the weights, of penalty and gradient: both are of the sum.") { input in
      (input.right.penalty / input.count, input.right.weightGradient / input.count, input.right.biasGradient)
    },
  ]
}
