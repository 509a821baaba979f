// The kernel of all matrix products: a tile of 8 × 16 entries, computed in registers.
//
// What limits it is how many fused multiply-adds a core can start. Each step of the tile's chains loads a row of a
// panel of B and eight entries of A, and multiplies each with each:
//
//                    ┌───────────────┐
//                    │   b(k, j …)   │  panel: up to 512 × 16
//      ┌──────────┐  ├───────────────┤
//      │ a(i,  k) │  │      c0       │
//      │    …     │  │       …       │  tile
//      │ a(i+7,k) │  │      c7       │
//      └──────────┘  └───────────────┘
//
// Measured with 32 registers of 8 entries, and with A and B in the cache nearest to the core: 97 to 100 % of the limit.

// A row of a tile. Its width decides how many registers a tile takes, and nothing else.
#if AVX512
  private typealias Row = SIMD16<Double>  // 16 of 32 registers of 8 entries
#else
  private typealias Row = SIMD4<Double>  // 8 registers of 4 entries, or 16 of 2
#endif
private typealias HalfRow = SIMD8<Double>

let tileHeight = 8
let panelWidth = 16

/// A's vectors at one depth, as tiles read them: eight at a time.
struct TileRows {
  let count: Int
  /// Entry k of vector i lies at `start + i * next + k * step`, for the vectors before `firstCopied`, a multiple of 8.
  let start: UnsafePointer<Double>
  let next: Int
  let step: Int
  /// From there on they lie in panels of eight, the last of which is filled up.
  let firstCopied: Int
  let copies: UnsafePointer<Double>
}

/// Sixteen of B's vectors at one depth: entry k of vector j lies at `start + j + k * step`. Some may be surplus.
struct Panel {
  let start: UnsafePointer<Double>
  let step: Int
}

/// Computes the tiles of all of A's vectors and one panel, or continues their chains, by `steps` steps.
///
/// - Parameters:
///   - c: the entry of the first vectors; rows are `n` apart.
///   - width: how many of the panel's vectors are there.
///   - edge: room for 8 × 16 entries, for tiles that are not whole.
func computeTiles(
  _ rows: TileRows, _ panel: Panel, _ steps: Int, into c: UnsafeMutablePointer<Double>, every n: Int, width: Int,
  continuing: Bool, edge: UnsafeMutablePointer<Double>
) {
  if width <= HalfRow.scalarCount && Row.scalarCount > HalfRow.scalarCount {
    return computeTiles(HalfRow.self, rows, panel, steps, into: c, every: n, width, continuing, edge)
  }
  for j in stride(from: 0, to: width, by: Row.scalarCount) {
    let part = Panel(start: panel.start + j, step: panel.step)
    let width = min(Row.scalarCount, width - j)
    computeTiles(Row.self, rows, part, steps, into: c + j, every: n, width, continuing, edge)
  }
}

/// The tiles whose rows are of a certain width. One that is not whole goes to the edge first.
@inline(__always)
private func computeTiles<R: SIMD>(
  _ row: R.Type, _ rows: TileRows, _ panel: Panel, _ steps: Int, into c: UnsafeMutablePointer<Double>, every n: Int,
  _ width: Int, _ continuing: Bool, _ edge: UnsafeMutablePointer<Double>
) where R.Scalar == Double {
  var (i, place) = (0, c)
  while i < rows.count {
    let height = min(tileHeight, rows.count &- i)
    let isWhole = height == tileHeight && width == R.scalarCount
    let (target, every) = isWhole ? (place, n) : (edge, R.scalarCount)
    if !isWhole && continuing { copy(height, width, from: place, every: n, to: edge, every: every) }
    if i >= rows.firstCopied {
      let copy = rows.copies + (i &- rows.firstCopied) &* steps
      computeAdjacent(row, copy, tileHeight, panel, steps, target, every, continuing)
    } else if rows.next == 1 {
      computeAdjacent(row, rows.start + i, rows.step, panel, steps, target, every, continuing)
    } else {
      computeApart(row, rows.start + i &* rows.next, rows.next, rows.step, panel, steps, target, every, continuing)
    }
    if !isWhole { copy(height, width, from: edge, every: every, to: place, every: n) }
    i &+= tileHeight
    place += tileHeight &* n
  }
}

/// Copies `height` rows of `width` entries from one place with rows `n` apart to another with rows `m` apart.
private func copy(
  _ height: Int, _ width: Int, from source: UnsafePointer<Double>, every n: Int,
  to target: UnsafeMutablePointer<Double>, every m: Int
) {
  for i in 0..<height { (target + i * m).update(from: source + i * n, count: width) }
}

/// The tile of vectors that lie one beside the other. Not inlined: then the compiler keeps the tile in registers.
@inline(never)
private func computeAdjacent<R: SIMD>(
  _ row: R.Type, _ a: UnsafePointer<Double>, _ step: Int, _ panel: Panel, _ steps: Int,
  _ c: UnsafeMutablePointer<Double>, _ n: Int, _ continuing: Bool
) where R.Scalar == Double {
  multiplyAdd(row, a, 1, step, panel, steps, c, n, continuing)
}

/// The tile of vectors that lie `next` apart.
@inline(never)
private func computeApart<R: SIMD>(
  _ row: R.Type, _ a: UnsafePointer<Double>, _ next: Int, _ step: Int, _ panel: Panel, _ steps: Int,
  _ c: UnsafeMutablePointer<Double>, _ n: Int, _ continuing: Bool
) where R.Scalar == Double {
  multiplyAdd(row, a, next, step, panel, steps, c, n, continuing)
}

@inline(__always)
private func multiplyAdd<R: SIMD>(
  _ row: R.Type, _ a: UnsafePointer<Double>, _ next: Int, _ step: Int, _ panel: Panel, _ steps: Int,
  _ c: UnsafeMutablePointer<Double>, _ n: Int, _ continuing: Bool
) where R.Scalar == Double {
  var (c0, c1, c2, c3) = (R.zero, R.zero, R.zero, R.zero)
  var (c4, c5, c6, c7) = (R.zero, R.zero, R.zero, R.zero)
  if continuing {
    (c0, c1, c2, c3) = (load(c), load(c + n), load(c + 2 * n), load(c + 3 * n))
    (c4, c5, c6, c7) = (load(c + 4 * n), load(c + 5 * n), load(c + 6 * n), load(c + 7 * n))
  }
  var (above, below, entries) = (a, a + 4 &* next, panel.start)
  for _ in 0..<steps {
    let b: R = load(entries)
    c0 = c0.addingProduct(b, above[0])
    c1 = c1.addingProduct(b, above[next])
    c2 = c2.addingProduct(b, above[2 &* next])
    c3 = c3.addingProduct(b, above[3 &* next])
    c4 = c4.addingProduct(b, below[0])
    c5 = c5.addingProduct(b, below[next])
    c6 = c6.addingProduct(b, below[2 &* next])
    c7 = c7.addingProduct(b, below[3 &* next])
    above += step
    below += step
    entries += panel.step
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

@inline(__always)
private func load<V: SIMD>(_ x: UnsafePointer<Double>) -> V where V.Scalar == Double {
  UnsafeRawPointer(x).loadUnaligned(as: V.self)
}

@inline(__always)
private func store<V: SIMD>(_ x: V, at target: UnsafeMutablePointer<Double>) where V.Scalar == Double {
  UnsafeMutableRawPointer(target).storeBytes(of: x, as: V.self)
}
