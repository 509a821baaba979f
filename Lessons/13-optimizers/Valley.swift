import Engine

/// A valley: nearly flat along its floor, and κ times as steep across.
///
///     L = ½ (a² + κ b²)        a: how far along the floor, b: how far up the side
///
/// Points are rows of two numbers, and many can be looked at together. `turn` is the
/// angle between the floor and the first axis: at 0 each parameter has a direction of
/// the valley for itself, at π/4 each takes part in both.
struct Valley {
  let steepness: Double  // κ
  let turn: Double
  private let floor: (x: Double, y: Double)  // of length 1, pointing along the floor
  private let axes: Matrix  // 2 × 2: column 0 points along the floor, column 1 across
  private let curvatures: Matrix  // 1 × 2

  init(steepness: Double, turn: Double = 0) {
    (self.steepness, self.turn) = (steepness, turn)
    floor = (cos(turn), sin(turn))
    axes = Matrix([[floor.x, -floor.y], [floor.y, floor.x]])
    curvatures = Matrix([[1, steepness]])
  }

  /// The points that lie so far along the floor and so far across it, one per row.
  func points(_ alongAndAcross: Matrix) -> Matrix {
    matmul(alongAndAcross, axes.transposed)
  }

  /// The loss at a single point.
  func loss(_ x: Double, _ y: Double) -> Double {
    let along = x * floor.x + y * floor.y
    let across = y * floor.x - x * floor.y
    return 0.5 * (along * along + steepness * across * across)
  }

  /// The gradient at each of m points, m × 2.
  func gradient(at w: Matrix) -> Matrix {
    matmul(matmul(w, axes).multiplyingColumns(by: curvatures), axes.transposed)
  }

  /// Where a rule goes from m points (m × 2): `steps` + 1 matrices, the start first.
  func path(of rule: some UpdateRule, from start: Matrix, steps: Int) -> [Matrix] {
    var w = start
    var state = rule.initialState(for: w)
    var path = [w]
    for _ in 0..<steps {
      rule.update(&w, gradient: gradient(at: w), state: &state)
      path.append(w)
    }
    return path
  }

  /// How many steps a rule takes from each of m points until its distance to the
  /// minimum is below a hundredth of what it was, and stays there; their mean. Infinite
  /// if one of them is not there after `limit` steps, or is ever more than `reach` times
  /// as far away as it began: a network's bowl ends somewhere.
  func steps(
    of rule: some UpdateRule, from start: Matrix, within limit: Int, reach: Double = 2
  ) -> Double {
    let squares = squaredDistances(start)
    let (near, far) = (1e-4 * squares, reach * reach * squares)
    var arrivals = [Int](repeating: 0, count: start.rows)
    var w = start
    var state = rule.initialState(for: w)
    for t in 1...limit {
      rule.update(&w, gradient: gradient(at: w), state: &state)
      let distances = squaredDistances(w)
      if !((distances - far).max <= 0) { return .infinity }
      let excess = distances - near
      if excess.max >= 0 {
        for i in 0..<w.rows where excess[i, 0] >= 0 { arrivals[i] = t + 1 }
      }
    }
    if arrivals.contains(where: { $0 > limit }) { return .infinity }
    return arrivals.map(Double.init).mean
  }

  private func squaredDistances(_ w: Matrix) -> Matrix {
    matmul(w.hadamard(w), Matrix(column: [1, 1]))
  }
}
