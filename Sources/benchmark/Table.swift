import LessonKit

/// The results as text of at most 80 columns.
enum Table {
  static func head(limit: Double, build: String, _ options: Options) -> String {
    """
    Build: \(build).
    Limit: \((limit / 1e9).text(.fixed(1))) GFLOP/s by fused multiply-adds that stay in registers; threads: \(options.threads).
    \(options.clock == .elapsed ? "Times" : "Processor times"): median and minimum of \(options.runs) runs, in ms; the share of the limit is the median's.

    \(line("", "work", "median", "minimum", "GFLOP/s", "share"))
    """
  }

  static func row(_ title: String, _ result: Measurement) -> String {
    line(
      result.workload, title, (1000 * result.median).text(.fixed(2)), (1000 * result.minimum).text(.fixed(2)),
      result.operations > 0 ? (result.operations / result.median / 1e9).text(.fixed(1)) : "",
      result.share?.text(.percent(0)) ?? "")
  }

  /// How many times faster than the system's functions ours are, for those that were measured.
  static func foot(_ results: [Measurement]) -> String {
    let ratios = ["exp", "tanh"].compactMap { name -> String? in
      guard let ours = results.first(where: { $0.workload == "vi.\(name)" }),
        let system = results.first(where: { $0.workload == "vi.\(name).system" })
      else { return nil }
      return "\(name) is \((system.median / ours.median).text(.fixed(1))) times as fast as the system's."
    }
    return ratios.isEmpty ? "" : "\n" + ratios.joined(separator: "\n")
  }

  private static func line(
    _ name: String, _ title: String, _ median: String, _ minimum: String, _ rate: String, _ share: String
  ) -> String {
    pad(name.hasSuffix(".system") ? "" : name, 10) + pad(title, 37)
      + [(median, 9), (minimum, 9), (rate, 9), (share, 6)].map { pad(toTheRight: $0, $1) }.joined()
  }

  private static func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private static func pad(toTheRight text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
