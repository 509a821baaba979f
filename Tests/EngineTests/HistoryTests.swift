import Engine
import Testing

@Suite struct `a history` {
  private func history(_ epochs: [[(loss: Double, examples: Int)]]) -> History {
    var history = History()
    for epoch in epochs {
      for (loss, examples) in epoch { history.record(Loss(value: loss, gradient: .empty), of: examples) }
      history.endEpoch()
    }
    return history
  }

  @Test func `keeps every loss in its order, and the mean of every epoch, in which each example counts alike`() {
    // 32 examples of mean 2 and 8 of mean 7: (64 + 56) / 40 = 3; then one batch of 5.
    let run = history([[(2, 32), (7, 8)], [(1.5, 5)]])
    #expect(run.losses == [2, 7, 1.5] && run.epochMeans == [3, 1.5])
    #expect(run.last == 1.5 && !run.hasDiverged && run.divergedAfter == nil)
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func `says after how many updates it diverged, and is infinite from there on`(bad: Double) {
    let run = history([[(2, 1), (1, 1)], [(3, 1), (bad, 1), (.nan, 1)], [(1, 1)]])
    #expect(run.hasDiverged && run.divergedAfter == 3 && run.last == .infinity)
    #expect(run.losses.count == 6 && run.epochMeans[0] == 1.5 && !run.epochMeans[1].isFinite)
    #expect(run.epochMeans[2] == 1)
    let atOnce = history([[(bad, 1)]])
    #expect(atOnce.divergedAfter == 0)
  }

  @Test func `without epochs has nan for its last, and an epoch without updates the mean nan`() {
    #expect(History().last.isNaN && History().losses.isEmpty && !History().hasDiverged)
    var run = History()
    run.record(Loss(value: 4, gradient: .empty), of: 2)
    #expect(run.last.isNaN && run.epochMeans.isEmpty)
    #expect(history([[], [(1, 1)]]).epochMeans[0].isNaN)
  }

  @Test func `averages every few losses in a row, and leaves out what is left over`() {
    let run = history([[(1, 1), (3, 9), (10, 1)], [(20, 1), (99, 1)]])
    #expect(run.means(ofEvery: 2) == [2, 15] && run.means(ofEvery: 1) == run.losses)
    #expect(run.means(ofEvery: 5) == [26.6] && run.means(ofEvery: 6).isEmpty)
  }
}
