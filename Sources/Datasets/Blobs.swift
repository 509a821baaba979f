import Engine

extension Dataset {
  /// Draws round clouds of points, one class around each centre.
  ///
  ///     let centers = Matrix([[-1, 0], [1, 0]])
  ///     let data = Dataset.blobs(count: 200, centers: centers, standardDeviation: 0.3, using: &generator)
  ///
  /// - Parameters:
  ///   - centers: classes × features; row c is the mean of class c.
  ///   - standardDeviation: that of every feature around its mean, each independent of the others and normal.
  ///
  /// Classes take turns: example i is of class i mod classes.
  public static func blobs(
    count: Int, centers: Matrix, standardDeviation: Double, using generator: inout Generator
  ) -> Dataset {
    precondition(count >= 0, "a data set cannot have \(count) examples")
    precondition(centers.rows > 0, "blobs need at least 1 centre, not a \(centers.shape) matrix")
    require("a standard deviation", standardDeviation, in: 0..<Double.infinity)
    let labels = (0..<count).map { $0 % centers.rows }
    let inputs = Matrix(rows: count, columns: centers.columns) { i, j in
      generator.normal(mean: centers[labels[i], j], standardDeviation: standardDeviation)
    }
    return Dataset(inputs: inputs, labels: labels, classes: centers.rows)
  }
}
