import Engine
import Solutions
import Testing

private typealias Oracle = Oracle15

/// The reference answers of lesson 15 against SciPy, NumPy and optax, against the engine, and against closed forms.
@Suite struct `The solutions of lesson 15` {
  @Test func `drawnByRatio agrees with SciPy`() {
    #expect(Oracle.drawn.count == 8)
    for (u, (ranges, drawn)) in zip(Oracle.uniforms, zip(Oracle.ranges, Oracle.drawn)) {
      let answer = drawnByRatio(
        u, rates: ranges[0]...ranges[1], units: Int(ranges[2])...Int(ranges[3]), oneMinusBeta: ranges[4]...ranges[5])
      #expect(abs(answer.rate - drawn[0]) < 1e-13 * drawn[0])
      #expect(Double(answer.units) == drawn[1] && abs(answer.beta - drawn[2]) < 1e-14)
    }
  }

  @Test func `drawnByRatio falls below c with probability ln(c ÷ a) ÷ ln(b ÷ a)`() {
    var generator = Generator(seed: 15)
    let rates = (0..<20_000).map { _ in
      drawnByRatio([generator.uniform(), 0, 0], rates: 0.001...10, units: 1...2, oneMinusBeta: 0.1...1).rate
    }
    for (c, share) in [(0.01, 0.25), (0.1, 0.5), (1, 0.75), (5, log(5000) / log(10_000))] {
      #expect(abs(Double(rates.count { $0 < c }) / 20_000 - share) < 0.018)
    }
  }

  @Test func `gridAndRandom has NumPy's grid`() {
    var generator = Generator(seed: 15)
    for (count, offsets, grid) in [
      (3, Oracle.planeOffsets, Oracle.planeGrid), (2, Oracle.spaceOffsets, Oracle.spaceGrid),
    ] {
      let answer = gridAndRandom(count: count, offsets: offsets, using: &generator)
      #expect(abs(answer.grid - Matrix(grid)).max < 1e-15)
      #expect(answer.random.shape == answer.grid.shape)
    }
  }

  /// Below c lie the share c of all places, and the share c · e of all points in the corner of c and e.
  @Test func `gridAndRandom draws evenly and independently`() {
    var generator = Generator(seed: 15)
    let points = gridAndRandom(count: 100, offsets: [0, 0], using: &generator).random
    let (x, y) = (points.column(0), points.column(1))
    for c in [0.1, 0.5, 0.8] {
      #expect(abs(Double(points.elements.count { $0 < c }) / 20_000 - c) < 0.02)
      #expect(abs(Double(zip(x, y).filter { $0 < c && $1 < 0.5 }.count) / 10_000 - c / 2) < 0.025)
    }
  }

  @Test func `warmedUpFactors agrees with optax`() {
    var expected = Oracle.factors[...]
    for row in Oracle.scheduleSettings {
      let n = Int(row[0])
      let answer = warmedUpFactors(
        count: n, warmUp: Int(row[1]), stepLength: Int(row[2]), stepFactor: row[3], cosineLength: Int(row[4]),
        decay: row[5])
      let got = answer.step + answer.cosine + answer.inverse
      #expect(got.count == 3 * n && zip(got, expected).allSatisfy { abs($0 - $1) < 1e-13 }, "\(row)")
      expected = expected.dropFirst(3 * n)
    }
    #expect(expected.isEmpty)
  }

  @Test func `warmedUpFactors agrees with the engine`() {
    let answer = warmedUpFactors(
      count: 50, warmUp: 7, stepLength: 9, stepFactor: 0.4, cosineLength: 30, decay: 0.3)
    func factors(_ schedule: Schedule) -> [Double] { (0..<50).map(Schedule.warmUp(7, then: schedule).factor) }
    #expect(answer.step == factors(.step(every: 9, factor: 0.4)))
    #expect(answer.cosine == factors(.cosine(updates: 30)))
    #expect(answer.inverse == factors(.inverse(decay: 0.3)))
  }

  @Test func `explainedShares agrees with the adjusted R² of least squares`() {
    for (bins, shares) in [(2, Oracle.sharesOf2), (3, Oracle.sharesOf3), (6, Oracle.sharesOf6)] {
      let answer = explainedShares(values: Matrix(Oracle.trialValues), losses: Oracle.trialLosses, bins: bins)
      #expect(abs(answer - Matrix(shares)).max < 1e-12)
    }
  }

  /// Without the correction the means would be 3/39 = 0.08 alone and 15/39 − 6/39 = 0.23 for the pair.
  @Test func `explainedShares of what is never used are 0 on average`() {
    var generator = Generator(seed: 15)
    var sum = Matrix(rows: 2, columns: 2)
    for _ in 1...400 {
      let values = Matrix(rows: 40, columns: 2) { _, _ in generator.uniform() }
      sum += explainedShares(values: values, losses: list(40, 0, 2, &generator), bins: 4)
    }
    #expect(abs(sum / 400).max < 0.03)
  }

  @Test func `explainedShares does not change when values are stretched without changing their order`() {
    let values = Matrix(Oracle.trialValues)
    let (plain, stretched) = (
      explainedShares(values: values, losses: Oracle.trialLosses, bins: 5),
      explainedShares(values: values.map { exp($0 / 3) }, losses: Oracle.trialLosses, bins: 5)
    )
    #expect(plain == stretched || abs(plain - stretched).max < 1e-14)
  }

  @Test func `rangeTestPick agrees with SciPy's filter and NumPy's rates`() {
    #expect(Oracle.rangeTests.count == 3)
    for (k, row) in Oracle.rangeTests.enumerated() {
      let answer = rangeTestPick(Oracle.rangeLosses[k], rates: row[0]...row[1], beta: row[2])
      let smoothed = Oracle.rangeAverages[16 * k..<16 * (k + 1)]
      #expect(answer.smoothed.count == 16 && zip(answer.smoothed, smoothed).allSatisfy { abs($0 - $1) < 1e-13 })
      #expect(abs(answer.pick - row[3]) < 1e-13 * row[3])
    }
  }

  /// What comes later changes neither the averages before it nor the rates.
  @Test func `rangeTestPick is the same whatever comes after the end`() {
    for (row, curve) in zip(Oracle.rangeTests, Oracle.rangeLosses) {
      var losses = curve
      losses[12] = .nan
      let answer = rangeTestPick(losses, rates: row[0]...row[1], beta: row[2])
      losses[12...] = [.infinity, -100, 0, .nan]
      let other = rangeTestPick(losses, rates: row[0]...row[1], beta: row[2])
      #expect(answer == other && answer.smoothed.count == 12)
    }
  }

  @Test func `successiveHalving agrees with Python's heapq, and with the epochs of each trial`() {
    var (first, rung) = (0, 0)
    for row in Oracle.halvings.map({ $0.map { Int($0) } }) {
      let losses = Oracle.halvingLosses[first..<first + row[0]].map { $0.map { $0 == 99 ? .nan : $0 } }
      let answer = successiveHalving(Matrix(losses), epochs: row[1], factor: row[2])
      #expect(answer.rungs.count == row[4] && answer.cost == row[3])
      #expect(answer.rungs[0] == Array(0..<row[0]))
      for numbers in answer.rungs.dropFirst() {
        #expect(numbers.sorted().map(Double.init) == Oracle.halvingRungs[rung])
        rung += 1
      }
      first += row[0]
    }
    #expect(rung == Oracle.halvingRungs.count)
  }

  /// With n = fᵐ trials all rungs but the first add r n (1 − 1/f) epochs: the lesson's 27 trials cost 81.
  @Test(arguments: [(3, 3, 1), (2, 5, 4), (10, 2, 7)]) func `successiveHalving costs r n (1 + m (1 − 1 ÷ f))`(
    f: Int, m: Int, r: Int
  ) {
    var generator = Generator(seed: 15)
    let n = (0..<m).reduce(1) { n, _ in n * f }
    let losses = uniform(n, m + 1, &generator)
    let cost = successiveHalving(losses, epochs: r, factor: f).cost
    #expect(cost == r * n + m * r * (n - n / f))
    if f == 3 { #expect(cost == 81) }
  }
}
