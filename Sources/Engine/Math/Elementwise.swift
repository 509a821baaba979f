/// Eight numbers that are computed on at once; every lane goes through the same operations.
typealias Lanes = SIMD8<Double>

/// A matrix of `x`'s shape with `f` applied to every entry, eight entries at a time.
///
/// The last entries, when fewer than eight are left, go through `f` in the company of ones. A lane never looks
/// at its neighbours, so an entry's result does not depend on its place. A number by itself takes the same way,
/// as lane 0: hence the same bits.
///
/// The compiler inlines within a file only, so the functions that come through here keep their small helpers each
/// to itself; one call of `f` per eight entries is all that crosses.
func elementwise(_ x: Matrix, _ f: (Lanes) -> Lanes) -> Matrix {
  let count = x.elements.count
  let elements = [Double](unsafeUninitializedCapacity: count) { target, initializedCount in
    x.elements.withUnsafeBytes { source in
      let target = UnsafeMutableRawBufferPointer(target)
      let whole = source.count / 64 * 64
      for offset in stride(from: 0, to: whole, by: 64) {
        let lanes = source.loadUnaligned(fromByteOffset: offset, as: Lanes.self)
        target.storeBytes(of: f(lanes), toByteOffset: offset, as: Lanes.self)
      }
      var rest = Lanes.one
      withUnsafeMutableBytes(of: &rest) { $0.copyMemory(from: UnsafeRawBufferPointer(rebasing: source[whole...])) }
      rest = f(rest)
      withUnsafeBytes(of: rest) {
        UnsafeMutableRawBufferPointer(rebasing: target[whole...]).copyMemory(
          from: UnsafeRawBufferPointer(rebasing: $0[..<(source.count - whole)]))
      }
    }
    initializedCount = count
  }
  return Matrix(rows: x.rows, columns: x.columns, elements: elements)
}
