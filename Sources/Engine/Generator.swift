/// A seeded source of random numbers: the same seed gives the same numbers on every machine.
///
///     var generator = Generator(seed: 5)
///     generator.uniform()            // in [0, 1)
///     generator.normal()             // mean 0, standard deviation 1
///     generator.permutation(of: 10)  // the numbers 0 ..< 10, shuffled
///
/// SplitMix64: a counter that advances by the golden ratio's odd 64-bit fraction, and a mixing function.
/// It passes BigCrush and has 2⁶⁴ states; not for secrets.
/// Source: Steele, Lea, Flood, *Fast Splittable Pseudorandom Number Generators* (OOPSLA 2014), figure 16.
public struct Generator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A generator of its own for a part of the work, so that one part's draws do not shift another's.
  public mutating func split() -> Generator { Generator(seed: next()) }

  /// A number from [0, 1): the upper 53 bits, as many as a `Double` holds.
  public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A number from `range`, as in `generator.uniform(in: -1..<1)`; an empty range gives its bound.
  ///
  /// In an interval of a few steps of a `Double` the sum can round up to the upper bound; then the lower takes its place.
  public mutating func uniform(in range: Range<Double>) -> Double {
    let (low, high) = (range.lowerBound, range.upperBound)
    precondition((high - low).isFinite, "uniform numbers need a range of finite length, not \(range)")
    let x = low + (high - low) * uniform()
    return x < high ? x : low
  }

  /// The form of earlier versions of the course, for answers that were written with it.
  @available(*, deprecated, renamed: "uniform(in:)")
  public mutating func uniform(_ low: Double, _ high: Double) -> Double { uniform(in: min(low, high)..<max(low, high)) }

  /// A whole number from 0 ..< bound, each equally likely.
  ///
  /// The upper half of the product of a random word and `bound` is the number; the few words that would
  /// make some numbers likelier are drawn again.
  /// Source: Lemire, *Fast Random Integer Generation in an Interval* (2019), algorithm 5.
  public mutating func integer(below bound: Int) -> Int {
    precondition(bound > 0, "a bound must be positive, not \(bound)")
    let bound = UInt64(bound)
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let unfair = (0 &- bound) % bound
      while product.low < unfair { product = next().multipliedFullWidth(by: bound) }
    }
    return Int(product.high)
  }

  /// A number from the normal distribution.
  ///
  /// Two uniform numbers give a point in the plane, by its distance and its angle, whose coordinates are normal;
  /// we use one of them. Source: Box, Muller, *A Note on the Generation of Random Normal Deviates* (1958).
  public mutating func normal(mean: Double = 0, standardDeviation: Double = 1) -> Double {
    check(standardDeviation)
    let (share, angle) = point()
    return coordinate(log(share), cos(angle), mean, standardDeviation)
  }

  /// The numbers that as many calls of ``normal(mean:standardDeviation:)`` give, computed together.
  mutating func normals(_ count: Int, standardDeviation: Double) -> [Double] {
    check(standardDeviation)
    var (shares, angles) = (Matrix(rows: 1, columns: count), Matrix(rows: 1, columns: count))
    for i in 0..<count { (shares.elements[i], angles.elements[i]) = point() }
    let (logarithms, cosines) = (log(shares).elements, cos(angles).elements)
    return (0..<count).map { coordinate(logarithms[$0], cosines[$0], 0, standardDeviation) }
  }

  private func check(_ deviation: Double) {
    precondition(
      deviation >= 0 && deviation < .infinity, "a standard deviation must lie in 0.0..<inf, not \(deviation)")
  }

  /// A random point: which share of all points lies farther out, in (0, 1], and its angle.
  private mutating func point() -> (share: Double, angle: Double) { (1 - uniform(), 2 * .pi * uniform()) }

  /// The point's first coordinate, from the logarithm of that share and the cosine of that angle.
  private func coordinate(_ logarithm: Double, _ cosine: Double, _ mean: Double, _ deviation: Double) -> Double {
    mean + deviation * (-2 * logarithm).squareRoot() * cosine
  }

  /// The numbers 0 ..< count in random order, each order equally likely.
  ///
  /// Source: Fisher, Yates, in Durstenfeld's form (*Algorithm 235: Random permutation*, 1964).
  public mutating func permutation(of count: Int) -> [Int] {
    precondition(count >= 0, "a permutation is of at least 0 numbers, not \(count)")
    var order = Array(0..<count)
    for last in stride(from: count - 1, to: 0, by: -1) { order.swapAt(last, integer(below: last + 1)) }
    return order
  }
}
