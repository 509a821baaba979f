import Engine

/// Batch normalization with its steadiness taken away: in every training batch each
/// feature of its output is stretched and shifted by random numbers, drawn anew.
///
///     x ── batch norm ──▶ y (m × n) ── · stretch (1 × n) + shift (1 × n) ──▶
///
/// Source of the idea: Santurkar, Tsipras, Ilyas, Madry (NeurIPS 2018), section 2.
struct ShakenNorm: Layer {
  private var norm: BatchNorm
  private let reach: Double
  private var generator: Generator
  private var stretch = Matrix.empty  // 1 × n, uniform between 0.5 and 1.5

  /// Shifts lie between −`reach` and `reach`; the layer draws from a generator of its own.
  init(_ norm: BatchNorm, by reach: Double, using generator: inout Generator) {
    self.norm = norm
    self.reach = reach
    self.generator = generator.split()
  }

  mutating func forward(_ x: Matrix, mode: Mode) -> Matrix {
    let y = norm.forward(x, mode: mode)
    if mode == .inference { return y }
    stretch = y.columnMeans.map { _ in generator.uniform(in: 0.5..<1.5) }
    let shift = y.columnMeans.map { _ in reach * generator.uniform(in: -1..<1) }
    return y.multiplyingColumns(by: stretch).addingRow(shift)
  }

  mutating func backward(_ dy: Matrix) -> Matrix {
    norm.backward(dy.multiplyingColumns(by: stretch))
  }

  mutating func forEachParameter(_ body: (inout Parameter) throws -> Void) rethrows {
    try norm.forEachParameter(body)
  }
}
