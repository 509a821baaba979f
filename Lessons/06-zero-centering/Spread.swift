import LessonKit

/// The least, the middle and the greatest of some measurements.
struct Spread {
  let least: Double
  let median: Double
  let greatest: Double

  init<T>(_ elements: [T], _ value: (T) -> Double) {
    let sorted = elements.map(value).sorted()
    let n = sorted.count
    (least, median, greatest) = (
      sorted[0], (sorted[(n - 1) / 2] + sorted[n / 2]) / 2, sorted[n - 1]
    )
  }

  /// As in `4.80 (4.39–5.42)`: the median, and in brackets the least and the greatest.
  func text(_ format: NumberFormat) -> String {
    let (least, greatest) = (least.text(format), greatest.text(format))
    return median.text(format) + (least == greatest ? "" : " (\(least)–\(greatest))")
  }
}
