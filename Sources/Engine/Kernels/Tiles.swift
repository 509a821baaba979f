// The kernel of all matrix products: the dot products of many vectors with many others.
//
// What limits it is how many fused multiply-adds a core can start. A tile of 8 × 16 entries is computed at once and
// stays in registers. Each step of its chains loads a row of a packed panel of B and eight entries of A, and
// multiplies each with each:
//
//                    ┌───────────────┐
//                    │   b(k, j …)   │  panel: up to 128 × 16
//      ┌──────────┐  ├───────────────┤
//      │ a(i,  k) │  │      c0       │
//      │    …     │  │       …       │  tile
//      │ a(i+7,k) │  │      c7       │
//      └──────────┘  └───────────────┘
//
// Chains longer than a panel is deep are stored, and taken up again with the next panel: same order, same bits. So a
// panel stays in the cache nearest to the core. At an edge a tile's surplus rows and columns repeat the last one, so
// that no size needs code of its own. Measured with 32 registers of 8: 84 % of the limit for squares of 64, 85 to 90 %
// for 128 and 256, 80 % for 512 and 75 % for 1024, where A's rows come from a farther cache.
// Source of the scheme: Goto, van de Geijn, *Anatomy of High-Performance Matrix Multiplication* (2008).

extension Vectors {
  /// Where vector `i` begins; beyond the last vector, where that one begins.
  @inline(__always)
  fileprivate func start(_ i: Int) -> Int { first + min(i, count - 1) * next }
}

// A row of a tile. Its width decides how many registers a tile takes, and nothing else.
#if AVX512
  private typealias Row = SIMD16<Double>  // 16 of 32 registers of 8 entries
#else
  private typealias Row = SIMD4<Double>  // 8 registers of 4 entries, or 16 of 2
#endif

private typealias Half = SIMD8<Double>  // of a panel's row

private let panelWidth = 16
private let panelDepth = 128
private let tileHeight = 8

/// Stores the dot products of A's vectors with B's, a row for each vector of A.
///
/// There is at least one vector on either side. All that is read lies between the first entry of a first vector and
/// the last of a last one; what is written are the `left.count * right.count` entries of C.
func dotProducts(
  _ a: UnsafePointer<Double>, _ left: Vectors, _ b: UnsafePointer<Double>, _ right: Vectors, depth: Int,
  into c: UnsafeMutablePointer<Double>
) {
  let n = right.count
  let panelSize = min(depth, panelDepth) * panelWidth
  withUnsafeTemporaryAllocation(of: Double.self, capacity: panelSize + tileHeight * panelWidth) { space in
    let panel = space.baseAddress!
    let edge = panel + panelSize
    for k in stride(from: 0, to: depth, by: panelDepth) {
      let steps = min(panelDepth, depth - k)
      let (a, b) = (a + k * left.step, b + k * right.step)
      for j in stride(from: 0, to: n, by: panelWidth) {
        let isContinued = k > 0
        if left.count <= 32 && right.next == 1 && j + panelWidth <= n {
          // For so few tiles, copying takes longer than it saves.
          let rows = UnsafePointer(b + right.start(j))
          computeTiles(of: Row.self, a, left, rows, right.step, steps, into: c + j, n, n - j, isContinued, edge)
        } else if n - j <= 8 && Row.scalarCount > 8 {
          pack(b, right, from: j, into: panel, steps)
          computeTiles(of: Half.self, a, left, panel, panelWidth, steps, into: c + j, n, n - j, isContinued, edge)
        } else {
          pack(b, right, from: j, into: panel, steps)
          pack(b, right, from: j + 8, into: panel + 8, steps)
          computeTiles(of: Row.self, a, left, panel, panelWidth, steps, into: c + j, n, n - j, isContinued, edge)
        }
      }
    }
  }
}

/// Computes the tiles of all of A's vectors and one panel, whose rows are `step` apart, into `c`, whose rows are `n`
/// apart; of a row's entries, `count` are there. At an edge, a tile goes to `edge` first.
@inline(__always)
private func computeTiles<R: SIMD>(
  of _: R.Type, _ a: UnsafePointer<Double>, _ left: Vectors, _ panel: UnsafePointer<Double>, _ step: Int, _ steps: Int,
  into c: UnsafeMutablePointer<Double>, _ n: Int, _ count: Int, _ continuing: Bool, _ edge: UnsafeMutablePointer<Double>
) where R.Scalar == Double {
  let width = R.scalarCount
  for i in stride(from: 0, to: left.count, by: tileHeight) {
    for column in stride(from: 0, to: min(panelWidth, count), by: width) {
      let (rows, columns) = (min(tileHeight, left.count - i), min(width, count - column))
      let (panel, c) = (panel + column, c + (i * n + column))
      if rows == tileHeight && columns == width {
        computeTile(of: R.self, a, left, i, panel, step, steps, into: c, every: n, continuing: continuing)
      } else {
        if continuing { copy(rows, columns, from: c, every: n, to: edge, every: width) }
        computeTile(of: R.self, a, left, i, panel, step, steps, into: edge, every: width, continuing: continuing)
        copy(rows, columns, from: edge, every: width, to: c, every: n)
      }
    }
  }
}

/// Copies eight of B's vectors, from `first` on, into eight columns of a panel.
private func pack(
  _ b: UnsafePointer<Double>, _ right: Vectors, from first: Int, into panel: UnsafeMutablePointer<Double>, _ steps: Int
) {
  if right.next == 1 && first + 8 <= right.count {
    for k in 0..<steps {
      store(load(b + (right.start(first) &+ k &* right.step)) as Half, at: panel + k &* panelWidth)
    }
    return
  }
  let (b0, b1) = (b + right.start(first), b + right.start(first + 1))
  let (b2, b3) = (b + right.start(first + 2), b + right.start(first + 3))
  let (b4, b5) = (b + right.start(first + 4), b + right.start(first + 5))
  let (b6, b7) = (b + right.start(first + 6), b + right.start(first + 7))
  var k = 0
  while right.step == 1 && k + 8 <= steps {
    // Eight entries of eight vectors at a time: riffled three times, as cards are, they are transposed.
    let ((c0, c4), (c1, c5)) = (riffled(load(b0 + k), load(b4 + k)), riffled(load(b1 + k), load(b5 + k)))
    let ((c2, c6), (c3, c7)) = (riffled(load(b2 + k), load(b6 + k)), riffled(load(b3 + k), load(b7 + k)))
    let ((d0, d2), (d1, d3)) = (riffled(c0, c2), riffled(c1, c3))
    let ((d4, d6), (d5, d7)) = (riffled(c4, c6), riffled(c5, c7))
    let ((e0, e1), (e2, e3)) = (riffled(d0, d1), riffled(d2, d3))
    let ((e4, e5), (e6, e7)) = (riffled(d4, d5), riffled(d6, d7))
    store(e0, at: panel + k &* panelWidth)
    store(e1, at: panel + (k &+ 1) &* panelWidth)
    store(e2, at: panel + (k &+ 2) &* panelWidth)
    store(e3, at: panel + (k &+ 3) &* panelWidth)
    store(e4, at: panel + (k &+ 4) &* panelWidth)
    store(e5, at: panel + (k &+ 5) &* panelWidth)
    store(e6, at: panel + (k &+ 6) &* panelWidth)
    store(e7, at: panel + (k &+ 7) &* panelWidth)
    k += 8
  }
  while k < steps {
    let at = k &* right.step
    store(Half(b0[at], b1[at], b2[at], b3[at], b4[at], b5[at], b6[at], b7[at]), at: panel + k &* panelWidth)
    k += 1
  }
}

/// The entries of `a` and `b` in turn: a₀ b₀ … a₃ b₃ and a₄ b₄ … a₇ b₇.
@inline(__always)
private func riffled(_ a: Half, _ b: Half) -> (Half, Half) {
  var both = SIMD16<Double>.zero
  both.evenHalf = a
  both.oddHalf = b
  return (both.lowHalf, both.highHalf)
}

/// Computes the tile of A's vectors `i`… and a panel, or continues its chains, with its rows `n` apart.
///
/// A function of its own, not inlined: then the compiler keeps the tile in registers.
@inline(never)
private func computeTile<R: SIMD>(
  of _: R.Type, _ a: UnsafePointer<Double>, _ left: Vectors, _ i: Int, _ panel: UnsafePointer<Double>, _ step: Int,
  _ steps: Int, into c: UnsafeMutablePointer<Double>, every n: Int, continuing: Bool
) where R.Scalar == Double {
  let (a0, a1) = (a + left.start(i), a + left.start(i + 1))
  let (a2, a3) = (a + left.start(i + 2), a + left.start(i + 3))
  let (a4, a5) = (a + left.start(i + 4), a + left.start(i + 5))
  let (a6, a7) = (a + left.start(i + 6), a + left.start(i + 7))
  var (c0, c1, c2, c3) = (R.zero, R.zero, R.zero, R.zero)
  var (c4, c5, c6, c7) = (R.zero, R.zero, R.zero, R.zero)
  if continuing {
    (c0, c1, c2, c3) = (load(c), load(c + n), load(c + 2 * n), load(c + 3 * n))
    (c4, c5, c6, c7) = (load(c + 4 * n), load(c + 5 * n), load(c + 6 * n), load(c + 7 * n))
  }
  for k in 0..<steps {
    let (b, at): (R, Int) = (load(panel + k &* step), k &* left.step)
    c0 = c0.addingProduct(b, a0[at])
    c1 = c1.addingProduct(b, a1[at])
    c2 = c2.addingProduct(b, a2[at])
    c3 = c3.addingProduct(b, a3[at])
    c4 = c4.addingProduct(b, a4[at])
    c5 = c5.addingProduct(b, a5[at])
    c6 = c6.addingProduct(b, a6[at])
    c7 = c7.addingProduct(b, a7[at])
  }
  store(c0, at: c)
  store(c1, at: c + n)
  store(c2, at: c + 2 * n)
  store(c3, at: c + 3 * n)
  store(c4, at: c + 4 * n)
  store(c5, at: c + 5 * n)
  store(c6, at: c + 6 * n)
  store(c7, at: c + 7 * n)
}

/// Copies `height` rows of `width` entries from one place with rows `n` apart to another with rows `m` apart.
private func copy(
  _ height: Int, _ width: Int, from source: UnsafePointer<Double>, every n: Int,
  to target: UnsafeMutablePointer<Double>, every m: Int
) {
  for y in 0..<height { (target + y * m).update(from: source + y * n, count: width) }
}

@inline(__always)
private func load<V: SIMD>(_ x: UnsafePointer<Double>) -> V where V.Scalar == Double {
  UnsafeRawPointer(x).loadUnaligned(as: V.self)
}

@inline(__always)
private func store<V: SIMD>(_ x: V, at target: UnsafeMutablePointer<Double>) where V.Scalar == Double {
  UnsafeMutableRawPointer(target).storeBytes(of: x, as: V.self)
}
