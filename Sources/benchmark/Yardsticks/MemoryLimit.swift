/// Reads `count` numbers in one place and writes as many to another, again and again.
///
/// Each number has 1 added on its way, which takes less time than its way. The first pass, in which the system hands
/// out the memory, does not count.
///
/// - Returns: the bytes read and written per second.
@inline(never)
public func memoryRate(count: Int, passes: Int) -> Double {
  var target = [Double](repeating: 0, count: count)
  let source = [Double](repeating: 1, count: count)
  func pass() {
    source.withUnsafeBufferPointer { source in
      target.withUnsafeMutableBufferPointer { target in
        for i in 0..<count { target[i] = source[i] + 1 }
      }
    }
  }
  pass()
  let time = ContinuousClock().measure { for _ in 0..<passes { pass() } }
  return Double(16 * count * passes) / (time / .seconds(1))
}
