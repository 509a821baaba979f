import Engine
import Solutions

extension Lesson04 {
  struct DescentInput: Sendable {
    let weights: [Double]
    let gradients: Matrix
    let rate: Double

    init(_ weights: [Double], _ gradients: [[Double]], _ rate: Double) {
      self.init(weights, Matrix(gradients), rate)
    }

    init(_ weights: [Double], _ gradients: Matrix, _ rate: Double) {
      (self.weights, self.gradients, self.rate) = (weights, gradients, rate)
    }

    var size: Double { Double(gradients.rows) }
    var right: [Double] { descentStep(weights: weights, gradients: gradients, learningRate: rate) }
    var isSquare: Bool { gradients.rows == gradients.columns }

    /// The weights after a step along another gradient.
    func step(_ gradient: [Double]) -> [Double] { zip(weights, gradient).map { $0 - rate * $1 } }
    /// The mean of each column.
    var means: [Double] { gradients.columnMeans.elements }
  }

  static let descentSteps: Bank<DescentInput, [Double]> = Bank(
    id: "4.3",
    cases: { generator in
      let readable = [
        Case(DescentInput([5], [[2]], 0.5)),
        Case(DescentInput([1, 2], [[2, -4], [6, 8]], 0.5)),
        Case(DescentInput([3, -1, 0], [[1, -2, 4], [3, -6, 0]], 0.25)),
        Case(DescentInput([2], [[1], [2], [6]], 1)),
      ]
      let shapes = [(3, 3), (2, 2), (4, 2), (2, 5), (1, 4), (6, 1), (5, 3), (4, 4), (8, 2)]
      let rates = [0.1, 0.01, 1, 0.5, 3, 0.001, 0.3, 0.05, 20]
      let generated = zip(shapes, rates).map { shape, rate in
        Case(
          DescentInput(
            list(shape.1, -2, 2, &generator), uniform(shape.0, shape.1, &generator, scale: 2, offset: 0.5), rate))
      }
      let special = [
        Case(DescentInput([1, -2], [[0, 0], [0, 0]], 0.5), note: "All gradients are 0: the weights stay."),
        Case(DescentInput([1, -2], [[3, 1], [-3, -1]], 0.5), note: "The two gradients cancel: the weights stay."),
        Case(DescentInput([0, 0], [[1, -2], [4, 6], [1, 2]], 0.1), note: "The weights are 0."),
        Case(DescentInput([4, 1], [[0, 2], [2, 0]], 1), note: "Each example moves one weight."),
        Case(
          DescentInput([0.5, 0.5], [[1000, -3000], [2000, 1000]], 0.01),
          note: "The gradients are large, and the step is, too."),
        Case(
          DescentInput([-1, 1], [[1e-3, -2e-3], [3e-3, 0]], 100),
          note: "The gradients are small, and the rate is large."),
        Case(
          DescentInput([1, 1], [[-5, -7], [-1, -2], [-3, -3]], 0.2),
          note: "All gradients are negative: the weights grow."),
      ]
      return readable + generated + special
    },
    input: {
      [.list("weights", $0.weights), .matrix("gradients", $0.gradients), .number("learningRate", $0.rate)]
    },
    output: { [.list("weights", $0)] },
    reference: { $0.right },
    alternatives: [
      Answer("one example after another, each with its share of the rate") { input in
        var weights = input.weights
        for i in 0..<input.gradients.rows {
          for j in weights.indices { weights[j] -= input.rate / input.size * input.gradients[i, j] }
        }
        return weights
      },
      Answer("as matrices of one row") { input in
        (Matrix(row: input.weights) - input.rate * input.gradients.columnMeans).elements
      },
      Answer("as a product with a row of 1/B") { input in
        let shares = Matrix(rows: 1, columns: input.gradients.rows, repeating: -input.rate / input.size)
        return zip(input.weights, matmul(shares, input.gradients).elements).map(+)
      },
      Answer("each weight with the mean of its column") { input in
        input.weights.indices.map { j in
          let column = input.gradients.column(j)
          return input.weights[j] + input.rate * column.map { -$0 }.reduce(0, +) / Double(column.count)
        }
      },
    ],
    misconceptions: mistakesOfMeans + mistakesOfDirections + mistakesOfRates)

  private typealias Mistake = Answer<DescentInput, [Double]>

  /// A step along another gradient.
  private static func along(
    _ diagnosis: String, _ gradient: @escaping @Sendable (DescentInput) -> [Double]
  ) -> Mistake {
    Mistake(diagnosis) { $0.step(gradient($0)) }
  }

  private static let mistakesOfMeans: [Mistake] = [
    along("You added up the gradients: the loss of a batch is a mean, and so is its gradient.") {
      $0.gradients.columnSums.elements
    },
    along("You took the mean of each row: a weight's gradients stand in a column, one for each example.") { input in
      input.isSquare ? input.gradients.transposed.columnMeans.elements : input.means
    },
    along("You added up each row: a weight's gradients stand in a column, and their mean is taken.") { input in
      input.isSquare ? input.gradients.transposed.columnSums.elements : input.means
    },
    along("You divided by the number of weights: a mean over the examples is divided by B.") { input in
      input.gradients.columnSums.elements.map { $0 / Double(input.weights.count) }
    },
    along("You divided by the number of all entries: a mean over the examples is divided by B.") { input in
      input.gradients.columnMeans.elements.map { $0 / Double(input.weights.count) }
    },
    along("You divided by B − 1: a mean is divided by B.") { input in
      input.gradients.columnSums.elements.map { $0 / (input.size - 1) }
    },
    along("You divided by √B: a mean is divided by B.") { input in
      input.means.map { $0 * input.size.squareRoot() }
    },
    along("You divided by B twice: once is the mean.") { input in input.means.map { $0 / input.size } },
    along("You took the first example's gradient only: the step follows the mean of all.") { $0.gradients.row(0) },
    along("You took the last example's gradient only: the step follows the mean of all.") {
      $0.gradients.row($0.gradients.rows - 1)
    },
    along("You took one mean of all entries: each weight has a gradient of its own.") { input in
      input.weights.map { _ in input.gradients.mean }
    },
    along("You took the largest gradient of each column: the step follows their mean.") { input in
      columns(input.gradients).map { $0.max()! }
    },
    along("You left out the last example: the mean is over all of them.") { input in
      columns(input.gradients).map { $0.dropLast().reduce(0, +) / input.size }
    },
    along("You left out the first example: the mean is over all of them.") { input in
      columns(input.gradients).map { $0.dropFirst().reduce(0, +) / input.size }
    },
    along("You took the sizes of the gradients: their signs say which way is downhill.") { input in
      input.gradients.map { abs($0) }.columnMeans.elements
    },
    along("You took the size of the mean: its sign says which way is downhill.") { $0.means.map { abs($0) } },
  ]

  private static let mistakesOfDirections: [Mistake] = [
    Mistake("You went uphill: the gradient points to where the loss grows, so it is subtracted.") { input in
      input.step(input.means.map { -$0 })
    },
    Mistake("You went uphill, and took the sum: subtract the mean of the gradients.") { input in
      input.step(input.gradients.columnSums.elements.map { -$0 })
    },
    Mistake("You gave the step alone: it is added to the weights.") { input in input.means.map { -input.rate * $0 } },
    Mistake("You gave the step alone, with the wrong sign: asked are the weights after it.") { input in
      input.means.map { input.rate * $0 }
    },
    Mistake("You subtracted the weights from the step: it is w − η g.") { input in
      zip(input.weights, input.means).map { input.rate * $1 - $0 }
    },
    Mistake("You gave the mean gradient: asked are the weights after the step.") { $0.means },
    Mistake("You returned the weights as they were.") { $0.weights },
    along("You took the signs of the gradient: the step is longer where it is larger.") { input in
      input.means.map { $0 > 0 ? 1 : $0 < 0 ? -1 : 0 }
    },
    along("You divided the gradient by its length: the step is η times the gradient itself.") { input in
      let length = Matrix(row: input.means).norm
      return length == 0 ? input.means : input.means.map { $0 / length }
    },
    Mistake("You multiplied the weights by 1 − η g: the step is subtracted from them.") { input in
      zip(input.weights, input.means).map { $0 * (1 - input.rate * $1) }
    },
    Mistake("You changed the first weight only: each has its own gradient.") { input in
      [input.right[0]] + input.weights.dropFirst()
    },
    Mistake("You left the first weight as it was: each has its own gradient.") { input in
      [input.weights[0]] + input.right.dropFirst()
    },
    Mistake("You exchanged weights and gradient: the step is subtracted from the weights.") { input in
      zip(input.weights, input.means).map { $1 - input.rate * $0 }
    },
    Mistake("You left the last weight as it was: each has its own gradient.") { input in
      input.right.dropLast() + [input.weights.last!]
    },
    along("You paired the first weight with the last gradient: column j belongs to weight j.") { $0.means.reversed() },
  ]

  private static let mistakesOfRates: [Mistake] =
    [
      along("You forgot the rate: the step is η times the gradient.") { input in input.means.map { $0 / input.rate } },
      along("You divided by the rate: the step is η times the gradient.") { input in
        input.means.map { $0 / (input.rate * input.rate) }
      },
      along("You used the rate twice: the step is η times the gradient.") { input in input.means.map { $0 * input.rate }
      },
      along("You halved the step: it is η times the gradient.") { input in input.means.map { $0 / 2 } },
      along("You doubled the step: the gradients that are given have their factor 2 already.") { input in
        input.means.map { 2 * $0 }
      },
      along("You forgot the rate, and took the sum: the step is η times the *mean* of the gradients.") { input in
        input.gradients.columnSums.elements.map { $0 / input.rate }
      },
      Mistake("You multiplied the weights by the rate: it belongs to the gradient alone.") { input in
        zip(input.weights, input.means).map { input.rate * ($0 - $1) }
      },
      Mistake("You subtracted the rate from the gradient: it is multiplied.") { input in
        zip(input.weights, input.means).map { $0 - ($1 - input.rate) }
      },
      along("You clipped the gradient at 1: the step is η times the gradient, however long.") { input in
        input.means.map { min(1, max(-1, $0)) }
      },
      Mistake("You weighed old and new, (1 − η) w − η g: the weights keep the factor 1.") { input in
        zip(input.weights, input.means).map { (1 - input.rate) * $0 - input.rate * $1 }
      },
    ]
    + [0.1, 0.01, 0.001, 0.5].map { (fixed: Double) in
      along("You took a fixed rate: it is `learningRate`, a parameter.") { input in
        input.means.map { $0 * fixed / input.rate }
      }
    }
}
