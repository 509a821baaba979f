import Engine

extension Matrix {
  /// The mean of the squared entries.
  var meanSquare: Double { hadamard(self).mean }

  /// The root of the mean square.
  var size: Double { sqrt(meanSquare) }

  /// How much the entries of a column differ from row to row: the root of the columns'
  /// mean variance.
  var spreadBetweenRows: Double { sqrt(columnVariances.mean) }
}

/// The greater of a/b and b/a: by what factor two positive numbers differ.
func factor(_ a: Double, _ b: Double) -> Double { max(a / b, b / a) }

/// A size as the theory has it, and as it was measured.
struct Comparison {
  let predicted: Double
  let measured: Double

  init(_ predicted: Double, measured: Double) {
    self.predicted = predicted
    self.measured = measured
  }

  /// By what factor the two differ.
  var error: Double { factor(predicted, measured) }
}
