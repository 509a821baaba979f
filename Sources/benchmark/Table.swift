import LessonKit

/// The results as text of at most 80 columns.
enum Table {
  static func text(_ report: Report, on terminal: Terminal) -> String {
    ([head(report.limits, report.conditions)] + report.results.map(row) + foot(report.results, on: terminal))
      .joined(separator: "\n")
  }

  private static func head(_ limits: Limits, _ conditions: Conditions) -> String {
    """
    Build: \(conditions.build). Threads: \(conditions.threads).
    Limits: \((limits.operations / 1e9).text(.fixed(1))) GFLOP/s by multiply-adds in registers, \
    \((limits.bytes / 1e9).text(.fixed(0))) GB/s through memory,
    \((1e9 / limits.exps).text(.fixed(2))) ns for exp, \((1e9 / limits.tanhs).text(.fixed(2))) ns for tanh.
    \(conditions.clock == .elapsed ? "Times" : "Processor times") in ms; the share is the part of a row's limit that \
    its median reaches.

    \(line("", "work", "median", "minimum", "limit", "share"))
    """
  }

  private static func row(_ result: Measurement) -> String {
    let title = Workload.all.first { $0.name == result.workload }?.title ?? "(unknown)"
    let (limit, share) =
      result.limit > 0 ? (milliseconds(result.limit), result.share.text(.percent(0))) : ("", "")
    return line(result.workload, title, milliseconds(result.median), milliseconds(result.minimum), limit, share)
  }

  /// Why the rows that were measured do not reach their limits, and how fast the system's functions are beside ours.
  private static func foot(_ results: [Measurement], on terminal: Terminal) -> [String] {
    var reasons: [(term: String, meaning: String)] = []
    for workload in Workload.all where results.contains(where: { $0.workload == workload.name }) {
      if workload.missing.isEmpty || reasons.last?.meaning == workload.missing { continue }
      reasons.append((workload.name, workload.missing))
    }
    let ratios = ["exp", "tanh"].compactMap { name -> String? in
      guard let ours = results.first(where: { $0.workload == "vi.\(name)" }),
        let system = results.first(where: { $0.workload == "vi.\(name).system" })
      else { return nil }
      return "\(name) is \((system.median / ours.median).text(.fixed(1))) times as fast as the system's."
    }
    if reasons.isEmpty { return ratios }
    return ["", "What is missing from 100 %, from this row on:", terminal.definitions(reasons, indent: 2)] + ratios
  }

  /// What became slower or faster, row by row.
  static func changes(_ comparison: Comparison) -> String {
    let rows = comparison.changes.map { change in
      line(
        change.now.workload, "", milliseconds(change.before.median), milliseconds(change.now.median),
        signed(change.change), "±\u{A0}" + change.noise.text(.percent(0)), change.verdict.rawValue)
    }
    let slower = comparison.slower.map(\.now.workload)
    return """

      \(line("", "", "before", "now", "change", "noise", "verdict"))
      \(rows.joined(separator: "\n"))

      The machine's own multiply-adds: \(signed(comparison.drift)). It counts as noise.
      \(slower.isEmpty ? "Nothing is slower by more than the noise." : "Slower: \(slower.joined(separator: ", ")).")
      """
  }

  private static func milliseconds(_ seconds: Double) -> String { (1000 * seconds).text(.fixed(2)) }

  private static func signed(_ share: Double) -> String { (share >= 0 ? "+" : "") + share.text(.percent(1)) }

  private static func line(_ name: String, _ title: String, _ numbers: String...) -> String {
    (title.isEmpty ? pad(name, 15) : pad(name.hasSuffix(".system") ? "" : name, 10) + pad(title, 37))
      + zip(numbers, [9, 9, 9, 7, 12]).map { pad(toTheRight: $0, $1) }.joined()
  }

  private static func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private static func pad(toTheRight text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
