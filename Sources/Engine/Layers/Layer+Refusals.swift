// What a layer refuses, in its own name.

extension Layer {
  /// What the forward pass left behind for the backward pass; stops the program if there was none.
  func recalled(_ memory: Matrix?) -> Matrix {
    guard let memory else { fatalError("\(self): backward needs a forward pass before it") }
    return memory
  }

  /// The same, where it has the shape of y, and so of dy.
  func recalled(_ memory: Matrix?, for dy: Matrix) -> Matrix {
    let memory = recalled(memory)
    check(dy, against: memory.shape)
    return memory
  }

  /// Stops the program unless dy has the shape of y.
  func check(_ dy: Matrix, against y: Shape) {
    precondition(dy.shape == y, "\(self): dy is \(dy.shape), but y is \(y)")
  }

  /// Stops the program unless x has so many columns.
  func check(_ x: Matrix, columns: Int) {
    precondition(x.columns == columns, "\(self): x is \(x.shape), but should have \(columns) columns")
  }

  /// Stops the program unless a row of numbers, one for each of so many columns, is one.
  func check(_ name: String, _ row: Matrix, columns: Int) {
    precondition(row.shape == (1, columns), "\(self): \(name) is \(row.shape), but should be 1 × \(columns)")
  }
}
