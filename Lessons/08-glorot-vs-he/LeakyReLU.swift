import Engine

/// ReLU that lets a share of the negative numbers through: z where z > 0, and a·z elsewhere.
///
/// It is z ↦ a·z + (1 − a)·ReLU(z), and its backward pass is the same sum.
struct LeakyReLU: Layer {
  /// a, the slope below 0.
  let slope: Double
  private var relu = ReLU()

  init(slope: Double) { self.slope = slope }

  mutating func forward(_ x: Matrix, mode: Mode) -> Matrix {
    slope * x + (1 - slope) * relu.forward(x, mode: mode)
  }

  mutating func backward(_ dy: Matrix) -> Matrix {
    slope * dy + (1 - slope) * relu.backward(dy)
  }
}
