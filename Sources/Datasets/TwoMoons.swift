import Engine

extension Dataset {
  /// Draws two half circles that reach into each other: no straight line separates them.
  ///
  ///     class 0   ( cos t,       sin t)        the upper half of the circle of radius 1 around (0, 0)
  ///     class 1   (1 − cos t, ½ − sin t)       the lower half of the circle of radius 1 around (1, ½)
  ///
  /// with t uniform in [0, π), and independent normal noise of standard deviation `noise` on both coordinates.
  /// Classes alternate: even examples are of class 0, odd ones of class 1. Another `noise` with the same generator
  /// moves the same points.
  /// Source: the shape is that of scikit-learn's `make_moons`.
  public static func twoMoons(count: Int, noise: Double, using generator: inout Generator) -> Dataset {
    precondition(count >= 0, "a data set cannot have \(count) examples")
    require("a standard deviation", noise, in: 0..<Double.infinity)
    let points = (0..<count).map { i -> [Double] in
      let t = generator.uniform(in: 0..<Double.pi)
      let (x, y) = i % 2 == 0 ? (cos(t), sin(t)) : (1 - cos(t), 0.5 - sin(t))
      return [x + noise * generator.normal(), y + noise * generator.normal()]
    }
    return Dataset(
      inputs: Matrix(rows: count, columns: 2, elements: Array(points.joined())),
      labels: (0..<count).map { $0 % 2 }, classes: 2)
  }
}
