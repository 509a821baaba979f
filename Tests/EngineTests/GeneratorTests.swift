import Engine
import Testing

@Suite struct `the generator` {
  @Test func `is SplitMix64: its first words for the seed 1234567 are the published ones`() {
    // From the reference implementation by S. Vigna, as listed at rosettacode.org/wiki/Pseudo-random_numbers/Splitmix64.
    var generator = Generator(seed: 1_234_567)
    let published: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423, 4_593_380_528_125_082_431,
      16_408_922_859_458_223_821,
    ]
    #expect((0..<5).map { _ in generator.next() } == published)
  }

  /// By Python from the same words, the normal numbers with 60 digits: √(−2 log(1 − u)) cos(2πv), rounded here.
  @Test func `turns the words of the seed 2026 into these uniform and normal numbers`() {
    var (uniform, normal) = (Generator(seed: 2026), Generator(seed: 2026))
    // The first and the third have an odd last bit of 53.
    let expected = [0.8578542230112182, 0.4716273839414571, 0.667344955216218, 0.38477441920770517]
    #expect((0..<4).map { _ in uniform.uniform() } == expected)
    for x in [-1.943993745816006884, -1.1115309987309762363, -0.26160998258415933083, 0.83106137166269145186] {
      #expect(abs(normal.normal() - x) <= 1e-15)
    }
  }

  @Test func `gives an empty range's bound`() {
    var generator = Generator(seed: 1)
    #expect(generator.uniform(in: 1.5..<1.5) == 1.5 && generator.uniform(in: -0.1 ..< -0.1) == -0.1)
  }

  @Test func `repeats itself from the same seed and differs from another`() {
    func first(_ seed: UInt64) -> [Double] {
      var generator = Generator(seed: seed)
      return (0..<5).map { _ in generator.normal() }
    }
    #expect(first(5) == first(5))
    #expect(first(5) != first(6))
  }

  @Test func `draws uniform numbers from 0 to below 1, with mean 1/2 and variance 1/12`() {
    var means = Scores()
    var variances = Scores()
    for seed in 0..<20 as Range<UInt64> {
      var generator = Generator(seed: seed)
      let x = (0..<5_000).map { _ in generator.uniform() }
      #expect(x.allSatisfy { 0 <= $0 && $0 < 1 })
      means.add(x.mean, expected: 1 / 2, variance: 1 / 12, count: x.count)
      // The fourth central moment is 1/80.
      variances.add(
        x.mean { ($0 - 0.5) * ($0 - 0.5) }, expected: 1 / 12, variance: 1 / 80 - 1 / 144, count: x.count)
    }
    means.expectPlausible()
    variances.expectPlausible()
  }

  @Test func `fills the unit interval evenly`() {
    var generator = Generator(seed: 11)
    var counts = [Int](repeating: 0, count: 64)
    for _ in 0..<64_000 { counts[min(63, Int(generator.uniform() * 64))] += 1 }
    expectUniform(counts)
  }

  @Test func `keeps an interval's upper bound out, however narrow it is`() {
    var generator = Generator(seed: 12)
    for (low, high) in [(1, 1.0.nextUp), (-3, 5), (-0.5, -0.25), (1e300, 1.1e300)] {
      let x = (0..<200).map { _ in generator.uniform(in: low..<high) }
      #expect(x.allSatisfy { low <= $0 && $0 < high }, "from \(low) to below \(high)")
    }
  }

  @Test func `draws normal numbers with the moments 0, 1, 0, 3 and the tails of the bell`() {
    var scores = [Scores](repeating: Scores(), count: 9)
    for seed in 0..<20 as Range<UInt64> {
      var generator = Generator(seed: seed)
      let x = (0..<5_000).map { _ in generator.normal() }
      #expect(Matrix(row: x).isFinite)
      scores[0].add(x.mean, expected: 0, variance: 1, count: x.count)
      scores[1].add(x.mean { $0 * $0 }, expected: 1, variance: 2, count: x.count)
      scores[2].add(x.mean { $0 * $0 * $0 }, expected: 0, variance: 15, count: x.count)
      scores[3].add(x.mean { $0 * $0 * $0 * $0 }, expected: 3, variance: 105 - 9, count: x.count)
      for (i, p) in [0.682_689_492_137_085_9, 0.954_499_736_103_641_6, 0.997_300_203_936_739_8].enumerated() {
        let inside = x.mean { abs($0) < Double(i + 1) ? 1 : 0 }
        scores[4 + i].add(inside, expected: p, variance: p * (1 - p), count: x.count)
      }
      // Neighbours are independent: their products have mean 0 and variance 1.
      let products = zip(x, x.dropFirst()).map { $0 * $1 }
      scores[7].add(products.mean, expected: 0, variance: 1, count: products.count)
      scores[8].add(x.mean { $0 > 0 ? 1 : 0 }, expected: 1 / 2, variance: 1 / 4, count: x.count)
    }
    for score in scores { score.expectPlausible() }
  }

  @Test func `shifts and stretches a normal number by its mean and standard deviation`() {
    var plain = Generator(seed: 13)
    var moved = Generator(seed: 13)
    for _ in 0..<100 {
      #expect(abs(moved.normal(mean: -2, standardDeviation: 3) - (-2 + 3 * plain.normal())) < 1e-14)
    }
    #expect(moved.normal(mean: 7, standardDeviation: 0) == 7)
  }

  @Test(arguments: [1, 2, 3, 6, 7, 10, 100])
  func `draws whole numbers below a bound, each as often`(bound: Int) {
    var generator = Generator(seed: 14)
    var counts = [Int](repeating: 0, count: bound)
    for _ in 0..<10_000 { counts[generator.integer(below: bound)] += 1 }
    expectUniform(counts)
  }

  @Test func `is fair for a bound so large that words do not divide evenly`() {
    // Below 3 · 2⁶¹ each number has 2 or 3 of the 2⁶⁴ words; with the surplus kept, the remainders by 3
    // would come as 3 : 3 : 2.
    var generator = Generator(seed: 15)
    var counts = [0, 0, 0]
    for _ in 0..<9_000 {
      let n = generator.integer(below: 3 << 61)
      #expect(0 <= n && n < 3 << 61)
      counts[n % 3] += 1
    }
    expectUniform(counts)
    #expect(0 <= generator.integer(below: .max))
  }

  @Test func `permutes: every number once, and every order as often`() {
    var generator = Generator(seed: 16)
    for count in [0, 1, 2, 10, 1_000] {
      #expect(generator.permutation(of: count).sorted() == Array(0..<count))
    }
    var counts: [[Int]: Int] = [:]
    for _ in 0..<12_000 { counts[generator.permutation(of: 4), default: 0] += 1 }
    #expect(counts.count == 24)
    expectUniform(Array(counts.values))
  }

  @Test func `splits off streams that share nothing with each other and leave their parent's draws alone`() {
    var parent = Generator(seed: 17)
    var children = (0..<10).map { _ in parent.split() }
    var seen: Set<UInt64> = []
    for i in children.indices { for _ in 0..<1_000 { seen.insert(children[i].next()) } }
    for _ in 0..<1_000 { seen.insert(parent.next()) }
    #expect(seen.count == 11_000)

    var withUse = Generator(seed: 18)
    var withoutUse = Generator(seed: 18)
    var used = withUse.split()
    _ = withoutUse.split()
    for _ in 0..<100 { _ = used.next() }
    #expect(withUse.next() == withoutUse.next())
  }

  @Test func `splits off streams that are not correlated, nor are those of neighbouring seeds`() {
    var split = Scores()
    var neighbours = Scores()
    for seed in 0..<20 as Range<UInt64> {
      var a = Generator(seed: seed)
      var b = a.split()
      var c = Generator(seed: seed)
      var d = Generator(seed: seed + 1)
      let n = 2_000
      let centred = (0..<n).map { _ in (a.uniform() - 0.5) * (b.uniform() - 0.5) }
      split.add(centred.mean, expected: 0, variance: 1 / 144, count: n)
      let beside = (0..<n).map { _ in (c.uniform() - 0.5) * (d.uniform() - 0.5) }
      neighbours.add(beside.mean, expected: 0, variance: 1 / 144, count: n)
    }
    split.expectPlausible()
    neighbours.expectPlausible()
  }
}
