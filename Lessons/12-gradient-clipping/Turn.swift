import Engine
import LessonKit

/// By how much clipping turns random gradients of n entries: means over all of them, in degrees.
struct Turn {
  let n: Int
  /// Of normal gradients of which only the signs are left: the mean cosine, and the mean angle.
  var cosine = 0.0
  var signs = 0.0
  /// Clipped to one standard deviation.
  var deviation = 0.0
  /// Of gradients with a few large entries, of which only the signs are left.
  var heavy = 0.0
  /// The largest angle of all that clipping by value made, and of all that clipping by norm made.
  var largest = 0.0
  var norm = 0.0

  /// What no angle is above: arccos(1/√n).
  var bound: Double { degrees(cosine: 1 / sqrt(Double(n))) }

  /// A row of the lesson's table.
  var cells: [String] {
    [
      "\(n)", cosine.text(.fixed(3)), meanCosineOfSigns(n).text(.fixed(3)),
      signs.text(.fixed(1)) + "°", deviation.text(.fixed(1)) + "°",
      heavy.text(.fixed(1)) + "°", bound.text(.fixed(1)) + "°",
      norm.text(.significant(1)) + "°",
    ]
  }
}
