import Engine
import Tape

/// The network of the lesson, recorded number by number: x → tanh(x W₁ + b₁) W₂ + b₂, and its mean squared error.
///
/// Two columns of nodes per layer and example: the weighted sums, and what tanh makes of them. The parameters are
/// recorded once, before all examples, so that all examples share them.
struct Recording {
  let loss: Double
  /// ∂L/∂W₁, ∂L/∂b₁, ∂L/∂W₂, ∂L/∂b₂, each of its parameter's shape.
  let gradients: [Matrix]
  let tape: Tape
  /// Where the tape has the loss, and where it has the parameters, in one row.
  let lossNode: Tape.Node
  let parameterNodes: [Tape.Node]

  /// - Parameters:
  ///   - parameters: W₁, b₁, W₂, b₂; a bias is a row.
  ///   - x: m × n.
  ///   - target: m × 1.
  ///   - lastFirst: whether to record the last example before the first, and in each layer the last unit before the
  ///     first. The values are the same; the way back then adds in the order in which a matrix product adds.
  init(_ parameters: [Matrix], x: Matrix, target: Matrix, lastFirst: Bool = false) {
    func inOrder(_ count: Int) -> [Int] {
      lastFirst ? (0..<count).reversed() : Array(0..<count)
    }
    func row<T>(_ count: Int, _ make: (Int) -> T) -> [T] {
      let made = Dictionary(uniqueKeysWithValues: inOrder(count).map { ($0, make($0)) })
      return (0..<count).map { made[$0]! }
    }
    var tape = Tape()
    let leaves = parameters.map { $0.elements.map { tape.leaf($0) } }  // row by row
    func weights(_ k: Int, ofUnit j: Int) -> [Tape.Node] {
      (0..<parameters[k].rows).map { leaves[k][$0 * parameters[k].columns + j] }
    }
    let hiddenWeights = (0..<parameters[0].columns).map { weights(0, ofUnit: $0) }
    let outputWeights = weights(2, ofUnit: 0)

    let squares = row(x.rows) { i in
      let inputs = x.row(i).map { tape.leaf($0) }
      let hidden = row(hiddenWeights.count) { j in
        let sum = tape.weightedSum(
          of: inputs, weights: hiddenWeights[j], bias: leaves[1][j])
        return tape.tanh(sum)
      }
      let output = tape.weightedSum(
        of: hidden, weights: outputWeights, bias: leaves[3][0])
      let wanted = tape.leaf(target[i, 0])
      let error = tape.difference(output, wanted)
      return tape.square(error)
    }
    let sum = squares.dropFirst().reduce(squares[0]) { tape.sum($0, $1) }
    let count = tape.leaf(Double(x.rows))
    let mean = tape.quotient(sum, count)
    tape.backward(from: mean)

    loss = tape[mean]
    gradients = zip(parameters, leaves).map { value, nodes in
      Matrix(
        rows: value.rows, columns: value.columns,
        elements: nodes.map { tape.gradient(of: $0) })
    }
    self.tape = tape
    lossNode = mean
    parameterNodes = leaves.flatMap { $0 }
  }
}
