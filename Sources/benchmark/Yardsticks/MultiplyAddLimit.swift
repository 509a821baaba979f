// What this machine can do, measured by loops that are optimized in every build: the yardsticks of `swift run benchmark`.

#if arch(arm64)
  private typealias Register = SIMD2<Double>
#else
  private typealias Register = SIMD8<Double>
#endif

/// Runs chains of fused multiply-adds that never leave the registers, for about `steps` · 12 of them.
///
/// Twelve independent chains, since a multiply-add takes about four cycles and a core starts two of them per cycle;
/// nothing is loaded or stored. No product of matrices can be faster.
///
/// - Returns: how many additions and multiplications that was, and a number that depends on all of them.
@inline(never)
public func multiplyAdd(steps: Int, _ factor: Double, _ term: Double) -> (operations: Double, result: Double) {
  let (a, b) = (Register(repeating: factor), Register(repeating: term))
  var (c0, c1, c2, c3) = (b, b + 1, b + 2, b + 3)
  var (c4, c5, c6, c7) = (b + 4, b + 5, b + 6, b + 7)
  var (c8, c9, c10, c11) = (b + 8, b + 9, b + 10, b + 11)
  for _ in 0..<steps {
    c0 = b.addingProduct(c0, a)
    c1 = b.addingProduct(c1, a)
    c2 = b.addingProduct(c2, a)
    c3 = b.addingProduct(c3, a)
    c4 = b.addingProduct(c4, a)
    c5 = b.addingProduct(c5, a)
    c6 = b.addingProduct(c6, a)
    c7 = b.addingProduct(c7, a)
    c8 = b.addingProduct(c8, a)
    c9 = b.addingProduct(c9, a)
    c10 = b.addingProduct(c10, a)
    c11 = b.addingProduct(c11, a)
  }
  let sum = c0 + c1 + c2 + c3 + c4 + c5 + c6 + c7 + c8 + c9 + c10 + c11
  return (Double(2 * 12 * Register.scalarCount * steps), sum.sum())
}
