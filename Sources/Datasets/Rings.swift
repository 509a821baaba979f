import Engine

extension Dataset {
  /// Draws two rings around the origin, one within the other: no straight line separates them, nor comes near it.
  ///
  ///     class 0   ½ (cos t, sin t)        class 1   (cos t, sin t)
  ///
  /// with t uniform in [0, 2π), and independent normal noise of standard deviation `noise` on both coordinates.
  /// Classes alternate: even examples are of class 0, odd ones of class 1.
  /// Source: the shape is that of scikit-learn's `make_circles`.
  public static func rings(count: Int, noise: Double, using generator: inout Generator) -> Dataset {
    precondition(count >= 0, "a data set cannot have \(count) examples")
    require("a standard deviation", noise, in: 0..<Double.infinity)
    let points = (0..<count).map { i -> [Double] in
      let t = generator.uniform(in: 0..<2 * Double.pi)
      let radius = i % 2 == 0 ? 0.5 : 1
      return [radius * cos(t) + noise * generator.normal(), radius * sin(t) + noise * generator.normal()]
    }
    return Dataset(
      inputs: Matrix(rows: count, columns: 2, elements: Array(points.joined())),
      labels: (0..<count).map { $0 % 2 }, classes: 2)
  }
}
