import Engine
import Testing

@testable import Plots

@Suite struct HistogramTests {
  @Test func `a bin contains its left edge, the last one both`() {
    // numpy.histogram([1, 2, 1], bins=[0, 1, 2, 3]) gives [0, 2, 1]: an example of NumPy's manual.
    #expect(Histogram([1, 2, 1], bins: 3, over: 0...3).counts == [0, 2, 1])
    #expect(Histogram([0, 0.2, 0.5, 1], bins: 2, over: 0...1).counts == [2, 2])
  }

  @Test(arguments: 1...40)
  func `every value is counted once`(bins: Int) {
    var generator = Generator(seed: UInt64(bins))
    var values = (0..<1000).map { _ in generator.uniform(in: -3..<5) } + [-.infinity, .nan]
    values += (0...bins).map { -3 + 8 * Double($0) / Double(bins) }
    let histogram = Histogram(values, bins: bins, over: -1...2)
    #expect(histogram.counts.reduce(0, +) + histogram.outside + histogram.nonFinite == values.count)
    #expect(histogram.outside == values.count { $0 < -1 && $0.isFinite || $0 > 2 })
    for (i, count) in histogram.counts.enumerated() {
      let (low, high) = (histogram.edges[i], histogram.edges[i + 1])
      #expect(count == values.count { low <= $0 && ($0 < high || i == bins - 1 && $0 == high) })
    }
  }

  @Test func `the area under a density is the share of values in range`() {
    let values = [0.1, 0.2, 0.7, 5]
    let histogram = Histogram(values, bins: 4, over: 0...1, as: .density)
    #expect(histogram.heights == [2, 0, 1, 0])  // two of four values in a bin of width ¼: ½ ÷ ¼
  }

  @Test func `equal values share one bin`() {
    let histogram = Histogram([7, 7, 7], bins: 5)
    #expect(histogram.counts == [0, 0, 3, 0, 0])
    #expect(histogram.edges.first ?? 0 < 7 && 7 < histogram.edges.last ?? 0)
  }
}
