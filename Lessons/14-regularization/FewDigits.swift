import Datasets
import Engine

extension Dataset {
  /// So many of the examples, chosen at random; a share of them gets a wrong label.
  func few(_ count: Int, wrong share: Double, using generator: inout Generator)
    -> Dataset
  {
    let chosen = selecting(generator.permutation(of: self.count).prefix(count))
    let wrong = Int((share * Double(count)).rounded())
    let labels = chosen.labels.enumerated().map { i, label in
      i < wrong ? (label + 1 + generator.integer(below: classes - 1)) % classes : label
    }
    return Dataset(inputs: chosen.inputs, labels: labels, classes: classes)
  }

  /// The examples with `count` more features that mean nothing: normal numbers.
  func withNoise(_ count: Int, using generator: inout Generator) -> Dataset {
    let noise = Matrix(rows: self.count, columns: count) { _, _ in generator.normal() }
    return Dataset(inputs: inputs.besides(noise), labels: labels, classes: classes)
  }
}

extension Matrix {
  /// The two matrices side by side.
  func besides(_ other: Matrix) -> Matrix {
    Matrix(rows: rows, columns: columns + other.columns) { i, j in
      j < columns ? self[i, j] : other[i, j - columns]
    }
  }
}

extension Split {
  /// What no network is trained on: validation and test set in one.
  var heldOut: Dataset {
    Dataset(
      inputs: Matrix(
        rows: validation.count + test.count, columns: validation.features,
        elements: validation.inputs.elements + test.inputs.elements),
      labels: validation.labels + test.labels, classes: validation.classes)
  }
}
