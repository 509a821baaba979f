import Engine
import LessonKit
import Plots

/// What each hyperparameter explains: bars from 1 on, with an interval each.
func bars(_ estimates: [Estimate], names: [String]) -> Plot {
  let numbered = names.enumerated().map { "\($0 + 1) \($1)" }
  return Plot(
    x: Axis(numbered.joined(separator: " · "), scale: .whole, over: 0.4...6.6),
    y: Axis("share of the variance"),
    marks: estimates.enumerated().flatMap { i, estimate in
      let x = Double(i + 1)
      return [
        Mark.area(
          x: [x - 0.35, x + 0.35], from: [0, 0], to: [estimate.value, estimate.value],
          color: .blue),
        .line([Point(x, estimate.low), Point(x, estimate.high)], color: .grey),
      ]
    })
}

/// The loss of each trial against one of its values, and the mean of each bin.
func scatter(_ search: Search, _ i: Int, of hyperparameter: Hyperparameter, count: Int)
  -> Plot
{
  let isBelowOne = hyperparameter.scale == .belowOne
  let xs = search.values(i).map { isBelowOne ? 1 - $0 : $0 }
  let groups = bins(xs, count: search.binCount)
  let means = Set(groups).sorted().map { group in
    let members = groups.indices.filter { groups[$0] == group }
    let logarithm = members.map { log(xs[$0]) }.mean
    return Point(exp(logarithm), members.map { search.losses[$0] }.mean)
  }
  return Plot(
    x: Axis(
      (isBelowOne ? "1 − " : "") + hyperparameter.name,
      scale: hyperparameter.scale == .choice ? .whole : .logarithmic),
    y: Axis("validation loss", over: 0...2.4),
    marks: [
      .points(zip(xs, search.losses).prefix(count).map { Point($0, $1) }, color: .blue),
      .line(means, color: .orange),
    ])
}

/// A number as it would be typed: 0.1 for 0.100.
func short(_ x: Double) -> String {
  let text = x.text(.significant(3))
  guard text.contains("."), !text.contains("·") else { return text }
  return String(text.reversed().drop { $0 == "0" }.drop { $0 == "." }.reversed())
}
