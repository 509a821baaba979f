// Copies of vectors in the order in which tiles read them.
//
// What limits this is memory: it reads each line of A and B once, and far apart. For B the copy makes a panel, which
// then stays in the cache nearest to the core. For A it pays only in large products, whose rows lie in many pages.

/// The vectors whose dot products are computed: entry k of vector i lies at `first + i * next + k * step`.
struct Vectors {
  let first: Int
  let count: Int
  let next: Int
  let step: Int

  /// Some of the vectors.
  subscript(range: Range<Int>) -> Vectors {
    Vectors(first: first + range.lowerBound * next, count: range.count, next: next, step: step)
  }

  /// Where vector `i` begins; beyond the last vector, where that one begins.
  func start(_ i: Int) -> Int { first + min(i, count - 1) * next }
}

private typealias Four = SIMD4<Double>
private typealias Sixteen = SIMD16<Double>

/// Copies the vectors into panels of a certain width, 8 or 16, and fills up the last to 8 or 16 by its last vector.
///
/// Entry k of vector j goes to `target + j / width * (width * steps) + k * width + j % width`.
func pack(
  _ x: UnsafePointer<Double>, _ vectors: Vectors, inPanelsOf width: Int, _ steps: Int,
  into target: UnsafeMutablePointer<Double>
) {
  let wholePanels = vectors.next == 1 && width == 16 ? vectors.count / 16 : 0
  for k in 0..<steps {
    // Row by row, so that what lies together is read together.
    let source = x + (vectors.first &+ k &* vectors.step)
    for panel in 0..<wholePanels {
      store(load(source + panel &* 16) as Sixteen, at: target + (panel &* steps &+ k) &* 16)
    }
  }
  for j in stride(from: wholePanels * 16, to: (vectors.count + 7) / 8 * 8, by: 4) {
    packFour(x, vectors, from: j, into: target + (j / width * (width * steps) + j % width), every: width, steps)
  }
}

/// Copies four vectors, from `first` on, into four columns whose rows are `width` apart.
private func packFour(
  _ x: UnsafePointer<Double>, _ vectors: Vectors, from first: Int, into columns: UnsafeMutablePointer<Double>,
  every width: Int, _ steps: Int
) {
  let (x0, x1) = (x + vectors.start(first), x + vectors.start(first + 1))
  let (x2, x3) = (x + vectors.start(first + 2), x + vectors.start(first + 3))
  var k = 0
  if vectors.next == 1 && first + 4 <= vectors.count {
    while k < steps {
      store(load(x0 + k &* vectors.step) as Four, at: columns + k &* width)
      k += 1
    }
  }
  while vectors.step == 1 && k + 4 <= steps {
    // Four entries of four vectors are transposed: first each two by two of them, and then the two by two.
    let (y0, y1, y2, y3): (Four, Four, Four, Four) = (load(x0 + k), load(x1 + k), load(x2 + k), load(x3 + k))
    let (even, odd) = (evens(y0, y1), odds(y0, y1))
    let (evenBelow, oddBelow) = (evens(y2, y3), odds(y2, y3))
    let rows = columns + k &* width
    store(Four(lowHalf: even.lowHalf, highHalf: evenBelow.lowHalf), at: rows)
    store(Four(lowHalf: odd.lowHalf, highHalf: oddBelow.lowHalf), at: rows + width)
    store(Four(lowHalf: even.highHalf, highHalf: evenBelow.highHalf), at: rows + 2 &* width)
    store(Four(lowHalf: odd.highHalf, highHalf: oddBelow.highHalf), at: rows + 3 &* width)
    k += 4
  }
  while k < steps {
    let at = k &* vectors.step
    store(Four(x0[at], x1[at], x2[at], x3[at]), at: columns + k &* width)
    k += 1
  }
}

@inline(__always)
private func evens(_ a: Four, _ b: Four) -> Four { Four(a[0], b[0], a[2], b[2]) }

@inline(__always)
private func odds(_ a: Four, _ b: Four) -> Four { Four(a[1], b[1], a[3], b[3]) }

// These two stand in Tiles.swift as well, as the compiler inlines within a file only.

@inline(__always)
private func load<V: SIMD>(_ x: UnsafePointer<Double>) -> V where V.Scalar == Double {
  UnsafeRawPointer(x).loadUnaligned(as: V.self)
}

@inline(__always)
private func store<V: SIMD>(_ x: V, at target: UnsafeMutablePointer<Double>) where V.Scalar == Double {
  UnsafeMutableRawPointer(target).storeBytes(of: x, as: V.self)
}
