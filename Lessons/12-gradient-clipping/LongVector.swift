import Engine

// A network's many parameters as the one long vector that they are.

extension Network {
  /// All gradients in one row.
  var gradient: Matrix { row { $0.gradient } }

  /// All parameters in one row.
  var weights: Matrix { row { $0.value } }

  private func row(_ part: (Parameter) -> Matrix) -> Matrix {
    var entries: [Double] = []
    var copy = self
    copy.forEachParameter { entries += part($0).elements }
    return Matrix(row: entries)
  }
}
