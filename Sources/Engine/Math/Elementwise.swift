// Functions of every entry of a matrix.
//
// The compiler inlines within a file only, and a call per entry costs more than most of these functions. So what
// comes through here is a whole loop over the entries: this file has the shapes, the memory and the bounds, and
// the file of the function has the loop, which the compiler turns into vector instructions. What limits such a loop
// is reading and writing memory; only exp, tanh, sigmoid and Adam's roots compute longer than that.

/// A matrix of `x`'s shape whose entries `fill` computes: its arguments are those of x, the result's, and their number.
func elementwise(
  _ x: Matrix, _ fill: (UnsafePointer<Double>, UnsafeMutablePointer<Double>, Int) -> Void
) -> Matrix {
  elementwise(x, x) { x, _, result, count in fill(x, result, count) }
}

/// A matrix of the shape of `a` and `b` whose entries `fill` computes from theirs.
func elementwise(
  _ a: Matrix, _ b: Matrix,
  _ fill: (UnsafePointer<Double>, UnsafePointer<Double>, UnsafeMutablePointer<Double>, Int) -> Void
) -> Matrix {
  requireEqualShapes(a, b)
  let count = a.elements.count
  if count == 0 { return a }
  let elements = [Double](unsafeUninitializedCapacity: count) { result, initializedCount in
    a.elements.withUnsafeBufferPointer { a in
      b.elements.withUnsafeBufferPointer { b in fill(a.baseAddress!, b.baseAddress!, result.baseAddress!, count) }
    }
    initializedCount = count
  }
  return Matrix(rows: a.rows, columns: a.columns, elements: elements)
}

/// Changes the entries of `a` by those of `b`, in place: the arguments of `change` are both, and their number.
func update(
  _ a: inout Matrix, _ b: Matrix, _ change: (UnsafeMutablePointer<Double>, UnsafePointer<Double>, Int) -> Void
) {
  requireEqualShapes(a, b)
  if a.elements.isEmpty { return }
  a.elements.withUnsafeMutableBufferPointer { a in
    b.elements.withUnsafeBufferPointer { b in change(a.baseAddress!, b.baseAddress!, a.count) }
  }
}

/// Numbers that are computed on at once; every lane goes through the same operations.
///
/// More than a register holds, so that the processor can work on one part while another waits for its last step.
#if AVX512
  typealias Lanes = SIMD16<Double>
#else
  typealias Lanes = SIMD8<Double>
#endif

/// A matrix of `x`'s shape with `f` applied to every entry, a handful at a time.
///
/// The last entries, when they fill no handful, go through `f` in the company of ones. A lane never looks
/// at its neighbours, so an entry's result does not depend on its place. A number by itself takes the same way,
/// as lane 0: hence the same bits.
func elementwise(_ x: Matrix, _ f: (Lanes) -> Lanes) -> Matrix {
  elementwise(x) { x, result, count in
    for first in stride(from: 0, to: count, by: Lanes.scalarCount) {
      var lanes = Lanes.one
      let size = min(Lanes.scalarCount, count - first)
      withUnsafeMutableBytes(of: &lanes) {
        $0.copyMemory(from: UnsafeRawBufferPointer(start: x + first, count: 8 * size))
      }
      lanes = f(lanes)
      withUnsafeBytes(of: lanes) {
        UnsafeMutableRawPointer(result + first).copyMemory(from: $0.baseAddress!, byteCount: 8 * size)
      }
    }
  }
}
