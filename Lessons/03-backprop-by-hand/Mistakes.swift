import Engine

/// The commonest wrong gradients of a two-layer network with tanh, written as matrices, for the judge to find.
///
/// Stands apart from the lesson so that exercises 3.5 and 3.7 can be solved without seeing it.
struct Mistakes {
  let parameters: [Matrix]  // W₁, b₁, W₂, b₂
  let x: Matrix  // m × n
  let target: Matrix  // m × c

  enum Kind: String, CaseIterable {
    case none = "none: the right gradient"
    case sum = "1/m forgotten"
    case sign = "wrong sign"
    case transposed = "W₂ not transposed on the way back"
    case slope = "slope of tanh forgotten"
    case last = "examples overwrite each other"
    case oneBias = "the largest bias gradient forgotten"
  }

  /// ∂L/∂W₁, ∂L/∂b₁, ∂L/∂W₂, ∂L/∂b₂ in one row, with one mistake in them.
  func gradient(_ kind: Kind) -> Matrix {
    let hidden = tanh(matmul(x, parameters[0]).addingRow(parameters[1]))
    let y = matmul(hidden, parameters[2]).addingRow(parameters[3])
    var dy = meanSquaredError(y, target: target).gradient
    if kind == .sum { dy = Double(dy.rows) * dy }
    if kind == .sign { dy = -dy }
    if kind == .last {
      dy = Matrix(rows: dy.rows, columns: dy.columns) { i, j in
        i == dy.rows - 1 ? dy[i, j] : 0
      }
    }
    let w = parameters[2]
    let dhidden = kind == .transposed ? matmul(dy, w) : matmul(dy, transposing: w)
    let dz = kind == .slope ? dhidden : dhidden.zip(hidden) { $0 * (1 - $1 * $1) }
    var db = dz.columnSums
    if kind == .oneBias {
      let largest = db.elements.indices.max { abs(db[0, $0]) < abs(db[0, $1]) }!
      db[0, largest] = 0
    }
    return inOneRow([
      matmul(transposing: x, dz), db, matmul(transposing: hidden, dy), dy.columnSums,
    ])
  }

  var loss: Double {
    let hidden = tanh(matmul(x, parameters[0]).addingRow(parameters[1]))
    let y = matmul(hidden, parameters[2]).addingRow(parameters[3])
    return meanSquaredError(y, target: target).value
  }

  /// The same network with other parameters, given in one row.
  func moved(to row: Matrix) -> Mistakes {
    Mistakes(
      parameters: matrices(inRow: row, shapedLike: parameters), x: x, target: target)
  }

  /// The gradient by central differences of the loss.
  var numericGradient: Matrix {
    Engine.numericGradient(of: { moved(to: $0).loss }, at: inOneRow(parameters))
  }

  /// The loss after so many steps against the gradient with that mistake, over the loss before.
  func lossLeft(after steps: Int, rate: Double, with kind: Kind) -> Double {
    var trained = self
    for _ in 1...steps {
      trained = trained.moved(
        to: inOneRow(trained.parameters) - rate * trained.gradient(kind))
    }
    return trained.loss / loss
  }
}
