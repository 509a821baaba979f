import Engine
import Testing

/// The schedules against PyTorch and optax in float64, over 60 updates: at most 10⁻¹² apart.
@Suite struct `a schedule` {
  @Test func `of steps gives the rates of PyTorch and optax`() throws {
    try compare("step") { .step(every: Int($0[0]), factor: $0[1]) }
  }

  @Test func `that falls exponentially gives the rates of PyTorch and optax`() throws {
    try compare("exponential") { .exponential(factor: $0[0]) }
  }

  @Test func `of half a wave gives the rates of optax, and those of PyTorch until it has come down`() throws {
    let (rates, vectors) = try compare("cosine") { .cosine(updates: Int($0[0])) }
    let torch = vectors.array("rates_of_torch")
    #expect(rates.indices.allSatisfy { $0 > 40 || abs(rates[$0] - torch[$0]) < 1e-12 })
    #expect(torch[59] > 0.4 && rates[59] == 0)
  }

  @Test func `that falls as 1/t gives the rates of PyTorch with that formula`() throws {
    try compare("inverse") { .inverse(decay: $0[0]) }
  }

  @Test func `with a warm-up gives the rates of PyTorch and optax, but not those of the optax that starts at 0`() throws {
    let (rates, vectors) = try compare("warm-up, then cosine") {
      .warmUp(Int($0[0]), then: .cosine(updates: Int($0[1])))
    }
    let optax = vectors.array("rates_of_optax")
    #expect(optax[0] == 0 && rates[0] > 0.09)
    // At its W-th update ours is at the top for the second time, and optax's for the first.
    #expect(rates[10...].indices.allSatisfy { abs(rates[$0] - optax[$0]) < 1e-12 })
  }

  @Test func `is one of few numbers by hand`() {
    #expect((0..<5).map(Schedule.step(every: 2, factor: 0.5).factor) == [1, 1, 0.5, 0.5, 0.25])
    #expect((0..<3).map(Schedule.exponential(factor: 0.5).factor) == [1, 0.5, 0.25])
    #expect((0..<4).map(Schedule.inverse(decay: 1).factor) == [1, 0.5, 1 / 3.0, 0.25])
    #expect((0..<4).map(Schedule.warmUp(2, then: .constant).factor) == [0.5, 1, 1, 1])
    #expect((0..<3).map(Schedule.warmUp(0, then: .inverse(decay: 1)).factor) == [1, 0.5, 1 / 3.0])
    let cosine = (0...4).map(Schedule.cosine(updates: 4).factor)
    #expect(cosine[0] == 1 && abs(cosine[2] - 0.5) < 1e-15 && cosine[4] == 0)
    #expect(abs(cosine[1] + cosine[3] - 1) < 1e-15)
  }

  /// Compares all 60 rates with the framework's.
  @discardableResult
  private func compare(
    _ name: String, _ schedule: ([Double]) -> Schedule
  ) throws -> (rates: [Double], vectors: VectorCase) {
    let vectors = try #require(VectorCase.schedules.first { $0.name == name })
    let schedule = schedule(vectors.array("constants"))
    let expected = vectors.array("rates")
    let rates = expected.indices.map(schedule.factor)
    #expect(rates.count == 60)
    expectWorst(
      "difference", of: name, [("a rate", zip(rates, expected).map { abs($0 - $1) }.max()!)], atMost: 1e-12)
    return (rates, vectors)
  }
}
