/// Two runs of the benchmark, row by row.
struct Comparison {
  let before: Report
  let now: Report

  /// How much faster the machine itself was now: −0.02 for 2 % fewer multiply-adds in registers.
  var drift: Double { now.limits.operations / before.limits.operations - 1 }

  /// The rows that both runs measured, in the order of the new one.
  var changes: [Change] {
    now.results.compactMap { result in
      before.results.first { $0.workload == result.workload }.map { Change(before: $0, now: result, drift: drift) }
    }
  }

  var slower: [Change] { changes.filter { $0.verdict == .slower } }
}

/// What became of one row.
struct Change {
  let before: Measurement
  let now: Measurement
  let drift: Double

  enum Verdict: String {
    case slower, faster
    case same = ""
    case otherWork = "other work"
  }

  /// The new median less the old one, as a share of the old.
  var change: Double { now.median / before.median - 1 }

  /// What may differ by chance, as a share of the old median: how far either run's median is from its minimum, and
  /// what the machine itself changed by.
  var noise: Double { (before.spread + now.spread) / before.median + abs(drift) }

  /// Times tell nothing if the work was another one, as its result shows.
  var verdict: Verdict {
    if abs(now.check - before.check) > 1e-9 * abs(before.check) { return .otherWork }
    return change > noise ? .slower : change < -noise ? .faster : .same
  }
}
