// Which tiles a product falls into, and in which order they are computed: so that what a tile reads is near.
//
//     for each depth        up to 512 terms of all chains
//       for each strip      one or four panels of B's vectors, copied together
//         for each panel    16 of them: as deep as now, a panel stays in the second cache, or in the nearest
//           for each tile   8 of A's vectors, which come from there too, or from the next
//
// Chains longer than a depth are stored, and taken up again at the next depth: same order, same bits. At an edge
// a tile's surplus rows and columns repeat the last one, so that no size needs code of its own.
//
// What limits this is how soon A, B and C arrive from a farther cache. A tile's rows of A and B are read one after the
// other, so that they are there in time; its part of C is not, and is fetched once for each depth: hence the great
// depth. Measured, of the limit of fused multiply-adds: 93 % for squares of 64, 94 % for 128, 256 and 512, 88 % for 1024.
// Source of the scheme: Goto, van de Geijn, *Anatomy of High-Performance Matrix Multiplication* (2008).

private let greatestDepth = 512  // so that a panel takes 64 KB

/// Stores the dot products of A's vectors with B's: a row for each vector of A, `next` after the last.
///
/// There is at least one vector on either side. All that is read lies between the first entry of a first vector and
/// the last of a last one; what is written are the `left.count * right.count` entries of C.
func dotProducts(
  _ a: UnsafePointer<Double>, _ left: Vectors, _ b: UnsafePointer<Double>, _ right: Vectors, depth: Int,
  into c: UnsafeMutablePointer<Double>, every next: Int
) {
  let (m, n) = (left.count, right.count)
  let depths = (depth + greatestDepth - 1) / greatestDepth
  let greatest = (depth + depths - 1) / depths  // depths of about equal size
  // Copying B takes longer than it saves for very few tiles, and for few if B is small. Copying A pays where its rows
  // lie in many pages of memory, and many panels read them; else only the rows of a tile that is not whole are copied.
  let fewTiles = n * depth > 32_768 ? 2 : 8
  let copiesB = m > fewTiles * tileHeight || right.next != 1
  let copiesA = left.next >= 768 && n >= 512
  let firstCopied = copiesA ? 0 : m / tileHeight * tileHeight
  // In a wide matrix a panel's rows are far apart, so that four panels at a time are faster to copy than one.
  let stripWidth = n >= 512 ? 4 * panelWidth : panelWidth
  let rowsSize = greatest * (m - firstCopied + tileHeight)
  let panelsSize = greatest * stripWidth
  withUnsafeTemporaryAllocation(of: Double.self, capacity: rowsSize + panelsSize + tileHeight * panelWidth) { space in
    let copies = space.baseAddress!
    let panels = copies + rowsSize
    let edge = panels + panelsSize
    for k in stride(from: 0, to: depth, by: greatest) {
      let steps = min(greatest, depth - k)
      let (a, b) = (a + k * left.step, b + k * right.step)
      if firstCopied < m { pack(a, left[firstCopied..<m], inPanelsOf: tileHeight, steps, into: copies) }
      let rows = TileRows(
        count: m, start: a + left.first, next: left.next, step: left.step, firstCopied: firstCopied, copies: copies)
      for strip in stride(from: 0, to: n, by: stripWidth) {
        let end = min(strip + stripWidth, n)
        let whole = copiesB ? strip : strip + (end - strip) / panelWidth * panelWidth
        if whole < end { pack(b, right[whole..<end], inPanelsOf: panelWidth, steps, into: panels) }
        for j in stride(from: strip, to: end, by: panelWidth) {
          let panel =
            j < whole
            ? Panel(start: b + right.start(j), step: right.step)
            : Panel(start: panels + (j - whole) * steps, step: panelWidth)
          computeTiles(
            rows, panel, steps, into: c + j, every: next, width: min(panelWidth, n - j), continuing: k > 0, edge: edge)
        }
      }
    }
  }
}
