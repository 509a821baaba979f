import Engine
import Solutions

extension Lesson11 {
  static let layerNorm: Bank<Rows, Matrix> = Bank(
    id: "11.1",
    cases: wholeRows,
    input: {
      [.matrix("x", $0.x), .list("gamma", $0.gamma), .list("beta", $0.beta), .number("epsilon", $0.epsilon)]
    },
    output: { [.matrix("y", $0)] },
    reference: { layerNormalized($0.x, gamma: $0.gamma, beta: $0.beta, epsilon: $0.epsilon) },
    alternatives: otherRightRows,
    misconceptions: statisticMistakes("a row") + scaleMistakes + [
      RowsAnswer("You transposed the answer: it is m × n, as x is.") { $0.normalized().transposed },
      RowsAnswer("You divided by the number of features once more, or by its root: the variance is a mean already.") {
        input in
        let n = Double(input.x.columns)
        return input.normalized(divisor: { ((variance($0) + $1) / n).squareRoot() })
      },
    ])
}
