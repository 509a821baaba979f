import Engine

/// The commonest wrong gradients of a two-layer network with tanh, written as matrices, for the judge to find.
///
/// Stands apart from the lesson so that exercises 3.5 and 3.7 can be solved without seeing it.
struct Mistakes {
  let parameters: [Matrix]  // W₁, b₁, W₂, b₂
  let x: Matrix  // m × n
  let target: Matrix  // m × c

  enum Kind: String, CaseIterable {
    case none = "none"
    case sum = "1/m forgotten"
    case sign = "wrong sign"
    case transposed = "W₂ not transposed on the way to the first layer"
    case slope = "slope of tanh forgotten"
    case last = "examples overwrite each other"
    case oneBias = "one bias of the hidden layer forgotten"
  }

  /// ∂L/∂W₁, ∂L/∂b₁, ∂L/∂W₂, ∂L/∂b₂ in one row, with one mistake in them.
  func gradient(_ kind: Kind) -> Matrix {
    let h = tanh(matmul(x, parameters[0]).addingRow(parameters[1]))
    let y = matmul(h, parameters[2]).addingRow(parameters[3])
    var dy = meanSquaredError(y, target: target).gradient
    if kind == .sum { dy = Double(dy.rows) * dy }
    if kind == .sign { dy = -dy }
    if kind == .last {
      dy = Matrix(rows: dy.rows, columns: dy.columns) { i, j in
        i == dy.rows - 1 ? dy[i, j] : 0
      }
    }
    let w = parameters[2]
    let dh = kind == .transposed ? matmul(dy, w) : matmul(dy, transposing: w)
    let dz = kind == .slope ? dh : dh.zip(h) { $0 * (1 - $1 * $1) }
    var db = dz.columnSums
    if kind == .oneBias { db[0, 0] = 0 }
    return inOneRow([
      matmul(transposing: x, dz), db, matmul(transposing: h, dy), dy.columnSums,
    ])
  }

  /// The same by central differences of the loss.
  var numericGradient: Matrix {
    let gradients = parameters.indices.map { k in
      Engine.numericGradient(
        of: { value in
          var moved = parameters
          moved[k] = value
          let h = tanh(matmul(x, moved[0]).addingRow(moved[1]))
          let y = matmul(h, moved[2]).addingRow(moved[3])
          return meanSquaredError(y, target: target).value
        }, at: parameters[k])
    }
    return inOneRow(gradients)
  }
}

/// For each parameter's gradient the sum of the absolute values of its terms, in one row: what its rounding is
/// measured against.
///
/// - Parameters:
///   - parameters: W₁, b₁, W₂, b₂ of a two-layer network with tanh.
///   - dOutput: the gradient with respect to the network's output on `x`.
func termSizes(_ parameters: [Matrix], x: Matrix, dOutput: Matrix) -> Matrix {
  let h = tanh(matmul(x, parameters[0]).addingRow(parameters[1]))
  let dz = matmul(dOutput, transposing: parameters[2]).zip(h) { $0 * (1 - $1 * $1) }
  return inOneRow([
    matmul(transposing: abs(x), abs(dz)), abs(dz).columnSums,
    matmul(transposing: abs(h), abs(dOutput)), abs(dOutput).columnSums,
  ])
}
