// Operators that NumPy has and this engine has not: the compiler says what to write in their place.

private func refused() -> Never { fatalError("the compiler refuses this call") }

extension Matrix {
  @available(*, unavailable, message: "entry by entry write a.hadamard(b), for the matrix product matmul(a, b)")
  public static func * (a: Matrix, b: Matrix) -> Matrix { refused() }

  @available(*, unavailable, message: "entry by entry write a.zip(b) { $0 / $1 }, by rows a.dividingColumns(by: row)")
  public static func / (a: Matrix, b: Matrix) -> Matrix { refused() }

  @available(*, unavailable, message: "write x.map { number / $0 }")
  public static func / (a: Double, b: Matrix) -> Matrix { refused() }

  @available(*, unavailable, message: "shapes are never stretched: write x.map { $0 + number }, or addingRow(row)")
  public static func + (a: Matrix, b: Double) -> Matrix { refused() }

  @available(*, unavailable, message: "shapes are never stretched: write x.map { number + $0 }, or addingRow(row)")
  public static func + (a: Double, b: Matrix) -> Matrix { refused() }

  @available(*, unavailable, message: "shapes are never stretched: write x.map { $0 - number }, or subtractingRow(row)")
  public static func - (a: Matrix, b: Double) -> Matrix { refused() }

  @available(*, unavailable, message: "shapes are never stretched: write x.map { number - $0 }")
  public static func - (a: Double, b: Matrix) -> Matrix { refused() }
}
