// Functions of every entry of a matrix.
//
// The compiler inlines within a file only, and a call per entry costs more than most of these functions. So what
// comes through here is a whole loop over the entries: this file has the shapes, the memory and the bounds, and
// the file of the function has the loop, which the compiler turns into vector instructions. What limits such a loop
// is reading and writing memory; only exp, tanh, sigmoid and Adam's roots compute longer. Two threads share it.

/// A matrix of `x`'s shape whose entries `fill` computes: its arguments are x's, the result's, and which of them.
///
/// - Parameter cost: the time that an entry takes, in picoseconds, about.
func elementwise(
  _ x: Matrix, cost: Int = 100,
  _ fill: @escaping (UnsafePointer<Double>, UnsafeMutablePointer<Double>, Range<Int>) -> Void
) -> Matrix {
  elementwise(x, x, cost: cost) { x, _, result, entries in fill(x, result, entries) }
}

/// A matrix of the shape of `a` and `b` whose entries `fill` computes from theirs.
func elementwise(
  _ a: Matrix, _ b: Matrix, cost: Int = 100,
  _ fill: @escaping (UnsafePointer<Double>, UnsafePointer<Double>, UnsafeMutablePointer<Double>, Range<Int>) -> Void
) -> Matrix {
  requireEqualShapes(a, b)
  let count = a.elements.count
  if count == 0 { return a }
  let elements = [Double](unsafeUninitializedCapacity: count) { result, initializedCount in
    a.elements.withUnsafeBufferPointer { a in
      b.elements.withUnsafeBufferPointer { b in
        let (a, b, result) = (a.baseAddress!, b.baseAddress!, result.baseAddress!)
        inParallel(count, inMultiplesOf: 8, cost: count * cost / 1000) { fill(a, b, result, $0) }
      }
    }
    initializedCount = count
  }
  return Matrix(rows: a.rows, columns: a.columns, elements: elements)
}

/// Changes the entries of `a` by those of `b`, in place: the arguments of `change` are both, and which of them.
func changeEntries(
  of a: inout Matrix, by b: Matrix,
  _ change: @escaping (UnsafeMutablePointer<Double>, UnsafePointer<Double>, Range<Int>) -> Void
) {
  requireEqualShapes(a, b)
  let count = a.elements.count
  if count == 0 { return }
  a.elements.withUnsafeMutableBufferPointer { a in
    b.elements.withUnsafeBufferPointer { b in
      let (a, b) = (a.baseAddress!, b.baseAddress!)
      inParallel(count, inMultiplesOf: 8, cost: count / 10) { change(a, b, $0) }
    }
  }
}

/// Eight numbers that are computed on at once; every lane goes through the same operations.
typealias Lanes = SIMD8<Double>

/// Replaces each entry a of the one matrix and b of the other by `new(a, b)`, eight at a time, in place of the a.
func changeEntries(of a: inout Matrix, by b: Matrix, _ new: @escaping (Lanes, Lanes) -> Lanes) {
  changeEntries(of: &a, by: b) { a, b, entries in
    let end = entries.upperBound
    var first = entries.lowerBound
    while first + 8 <= end {
      let place = UnsafeMutableRawPointer(a + first)
      let lanes = new(place.loadUnaligned(as: Lanes.self), UnsafeRawPointer(b + first).loadUnaligned(as: Lanes.self))
      place.storeBytes(of: lanes, as: Lanes.self)
      first += 8
    }
    for i in first..<end { a[i] = new(Lanes(repeating: a[i]), Lanes(repeating: b[i]))[0] }
  }
}

/// A matrix of `x`'s shape with `f` applied to every entry, eight at a time.
///
/// The last entries, when fewer than eight are left, go through `f` in the company of ones. A lane never looks
/// at its neighbours, so an entry's result does not depend on its place. A number by itself takes the same way,
/// as lane 0: hence the same bits.
func elementwise(_ x: Matrix, _ f: @escaping (Lanes) -> Lanes) -> Matrix {
  elementwise(x, cost: 1000) { x, result, entries in
    for first in stride(from: entries.lowerBound, to: entries.upperBound, by: 8) {
      var lanes = Lanes.one
      let size = min(8, entries.upperBound - first)
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
