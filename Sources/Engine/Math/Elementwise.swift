/// Eight numbers that are computed on at once; every lane goes through the same operations.
typealias Lanes = SIMD8<Double>

// Functions of every entry, eight entries at a time.
//
// The last entries, when fewer than eight are left, are computed in the company of ones. A lane never looks at its
// neighbours, so an entry's result does not depend on its place. A number by itself takes the same way, as lane 0:
// hence the same bits.
//
// The compiler inlines within a file only, so the functions that come through here keep their small helpers each to
// itself; one call of `f` per eight entries is all that crosses. It limits the cheapest of them, such as ReLU, to
// about 0.3 ns per entry; the others take longer to compute.

/// A matrix of `x`'s shape with `f` applied to every entry.
func elementwise(_ x: Matrix, _ f: (Lanes) -> Lanes) -> Matrix {
  matrix(like: x) { target in
    x.elements.withUnsafeBufferPointer { x in
      forEachEight(of: x.count) { store(f(load(x, $0, $1)), $0, $1, in: target) }
    }
  }
}

/// A matrix with `f` applied to every entry of `a` and the entry of `b` in its place.
func elementwise(_ a: Matrix, _ b: Matrix, _ f: (Lanes, Lanes) -> Lanes) -> Matrix {
  requireEqualShapes(a, b)
  return matrix(like: a) { target in
    a.elements.withUnsafeBufferPointer { a in
      b.elements.withUnsafeBufferPointer { b in
        forEachEight(of: a.count) { store(f(load(a, $0, $1), load(b, $0, $1)), $0, $1, in: target) }
      }
    }
  }
}

/// Replaces every entry of `a` by `f` of it and the entry of `b` in its place: the same, without a new matrix.
func update(_ a: inout Matrix, _ b: Matrix, _ f: (Lanes, Lanes) -> Lanes) {
  requireEqualShapes(a, b)
  b.elements.withUnsafeBufferPointer { b in
    a.elements.withUnsafeMutableBufferPointer { a in
      let source = UnsafeBufferPointer(a)
      forEachEight(of: b.count) { store(f(load(source, $0, $1), load(b, $0, $1)), $0, $1, in: a) }
    }
  }
}

/// A matrix of `x`'s shape, whose entries `fill` sets.
@inline(__always)
private func matrix(like x: Matrix, _ fill: (UnsafeMutableBufferPointer<Double>) -> Void) -> Matrix {
  let count = x.elements.count
  let elements = [Double](unsafeUninitializedCapacity: count) { target, initializedCount in
    fill(UnsafeMutableBufferPointer(rebasing: target[..<count]))
    initializedCount = count
  }
  return Matrix(rows: x.rows, columns: x.columns, elements: elements)
}

/// Calls `body` with the first place of each eight entries and their number, which is less for the last.
@inline(__always)
private func forEachEight(of count: Int, _ body: (Int, Int) -> Void) {
  for first in stride(from: 0, through: count - 8, by: 8) { body(first, 8) }
  if count % 8 > 0 { body(count / 8 * 8, count % 8) }
}

@inline(__always)
private func load(_ x: UnsafeBufferPointer<Double>, _ first: Int, _ count: Int) -> Lanes {
  let bytes = UnsafeRawBufferPointer(x)
  if count == 8 { return bytes.loadUnaligned(fromByteOffset: 8 * first, as: Lanes.self) }
  var lanes = Lanes.one
  for k in 0..<count { lanes[k] = x[first + k] }
  return lanes
}

@inline(__always)
private func store(_ lanes: Lanes, _ first: Int, _ count: Int, in target: UnsafeMutableBufferPointer<Double>) {
  let bytes = UnsafeMutableRawBufferPointer(target)
  if count == 8 { return bytes.storeBytes(of: lanes, toByteOffset: 8 * first, as: Lanes.self) }
  for k in 0..<count { target[first + k] = lanes[k] }
}
