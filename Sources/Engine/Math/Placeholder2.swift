public func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
public func exp(_ x: Matrix) -> Matrix { x.map { exp($0) } }
public func tanh(_ x: Matrix) -> Matrix { x.map { tanh($0) } }
public func log(_ x: Matrix) -> Matrix { x.map { log($0) } }
public func sigmoid(_ x: Matrix) -> Matrix { x.map { sigmoid($0) } }
public func matmul(_ a: Matrix, _ b: Matrix) -> Matrix {
  precondition(a.columns == b.rows, "cannot multiply \(a.shape) by \(b.shape)")
  var c = Matrix(rows: a.rows, columns: b.columns)
  for i in 0..<a.rows {
    for k in 0..<a.columns {
      let v = a.elements[i * a.columns + k]
      for j in 0..<b.columns { c.elements[i * b.columns + j] += v * b.elements[k * b.columns + j] }
    }
  }
  return c
}
public func matmul(transposing a: Matrix, _ b: Matrix) -> Matrix { matmul(a.transposed, b) }
public func matmul(_ a: Matrix, transposing b: Matrix) -> Matrix { matmul(a, b.transposed) }
