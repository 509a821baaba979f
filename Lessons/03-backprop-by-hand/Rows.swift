import Engine

// Many parameters as one row, and back: a gradient check moves the entries of one matrix.

/// The entries of all matrices in one row, in their order.
func inOneRow(_ matrices: [Matrix]) -> Matrix {
  Matrix(row: matrices.flatMap(\.elements))
}

/// The matrices whose entries are in `row`, of the shapes of `examples`.
func matrices(inRow row: Matrix, shapedLike examples: [Matrix]) -> [Matrix] {
  var left = row.elements[...]
  return examples.map { example in
    let entries = Array(left.prefix(example.elements.count))
    left = left.dropFirst(entries.count)
    return Matrix(rows: example.rows, columns: example.columns, elements: entries)
  }
}
