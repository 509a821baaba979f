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

/// A matrix of the shape of `a` and `b` whose entries `fill` computes from theirs; ranges meet at multiples of `unit`.
func elementwise(
  _ a: Matrix, _ b: Matrix, inMultiplesOf unit: Int = 8, cost: Int = 100,
  _ fill: @escaping (UnsafePointer<Double>, UnsafePointer<Double>, UnsafeMutablePointer<Double>, Range<Int>) -> Void
) -> Matrix {
  requireEqualShapes(a, b)
  let count = a.elements.count
  if count == 0 { return a }
  let elements = [Double](unsafeUninitializedCapacity: count) { result, initializedCount in
    a.elements.withUnsafeBufferPointer { a in
      b.elements.withUnsafeBufferPointer { b in
        let (a, b, result) = (a.baseAddress!, b.baseAddress!, result.baseAddress!)
        inParallel(count, inMultiplesOf: unit, cost: count * cost / 1000) { fill(a, b, result, $0) }
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

/// The numbers that are computed on at once; every lane goes through the same operations.
typealias Lanes = SIMD8<Double>

/// Replaces each entry a of the one matrix and b of the other by `new(a, b)`, in place of the a.
func changeEntries(of a: inout Matrix, by b: Matrix, _ new: @escaping (Lanes, Lanes) -> Lanes) {
  changeEntries(of: &a, by: b) { a, b, entries in
    forEachPart(of: entries) { first, count in
      write(new(read(count, from: a + first), read(count, from: b + first)), count, to: a + first)
    }
  }
}

/// A matrix of `x`'s shape with `f` applied to every entry.
///
/// A lane never looks at its neighbours, so an entry's result does not depend on its place. A number by itself takes
/// the same way, as lane 0: hence the same bits.
func elementwise(_ x: Matrix, _ f: @escaping (Lanes) -> Lanes) -> Matrix {
  elementwise(x, cost: 1000) { x, result, entries in
    forEachPart(of: entries) { first, count in write(f(read(count, from: x + first)), count, to: result + first) }
  }
}

/// Calls `body` with the first of each handful of entries, and their number: as many as there are lanes, or the last few.
@inline(__always)
private func forEachPart(of entries: Range<Int>, _ body: (Int, Int) -> Void) {
  for first in stride(from: entries.lowerBound, to: entries.upperBound, by: Lanes.scalarCount) {
    body(first, min(Lanes.scalarCount, entries.upperBound - first))
  }
}

/// Reads `count` numbers; lanes that are left over hold ones.
func read(_ count: Int, from x: UnsafePointer<Double>) -> Lanes {
  if count == Lanes.scalarCount { return UnsafeRawPointer(x).loadUnaligned(as: Lanes.self) }
  var lanes = Lanes.one
  for i in 0..<count { lanes[i] = x[i] }
  return lanes
}

/// Writes the first `count` of the lanes.
func write(_ lanes: Lanes, _ count: Int, to result: UnsafeMutablePointer<Double>) {
  if count == Lanes.scalarCount { return UnsafeMutableRawPointer(result).storeBytes(of: lanes, as: Lanes.self) }
  for i in 0..<count { result[i] = lanes[i] }
}
