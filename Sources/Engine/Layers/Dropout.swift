/// Dropout: in training each number is set to 0 with probability 1 − p, and what is kept is divided by p.
///
///     training     y = x ⊙ d      each entry of d is 1/p with probability p, else 0, drawn anew for every entry
///     inference    y = x
///
/// So the mean of y over all masks is x, in training as in inference. p is the probability to *keep*; in PyTorch and
/// Keras it is the one to drop. Without the division ("inverted" scaling) inference would have to multiply by p, as in
/// the paper: the two differ by the scale of the next layer's weights alone.
/// Source: Srivastava, Hinton, Krizhevsky, Sutskever, Salakhutdinov, *Dropout: A Simple Way to Prevent Neural Networks
/// from Overfitting* (JMLR 15, 2014), section 4 and, for the scaling at training time, section 10.
public struct Dropout: Layer {
  /// p, the probability with which a number is kept.
  public let keep: Double
  /// d, what the last forward pass multiplied by, m × n: 0 or 1/p in training, 1 in inference; nil before the first.
  public private(set) var mask: Matrix?
  private var generator: Generator

  /// A layer that keeps a number with probability `keep`, in (0, 1]. Its masks come from a generator of its own, so
  /// that a copy of the layer draws the same masks.
  public init(keep: Double, using generator: inout Generator) {
    precondition(
      keep > 0 && keep <= 1, "Dropout: the probability to keep must lie above 0 and not above 1, not \(keep)")
    self.keep = keep
    self.generator = generator.split()
  }

  public mutating func forward(_ x: Matrix, mode: Mode) -> Matrix {
    let d =
      mode == .inference
      ? Matrix(rows: x.rows, columns: x.columns, repeating: 1)
      : Matrix(rows: x.rows, columns: x.columns) { _, _ in generator.uniform() < keep ? 1 / keep : 0 }
    mask = d
    return x.hadamard(d)
  }

  /// d is a constant of the pass, so ∂L/∂x = dy ⊙ d: a number that was dropped has no say in the loss.
  public mutating func backward(_ dy: Matrix) -> Matrix { dy.hadamard(recalled(mask, for: dy)) }

  public var description: String { "Dropout \(keep)" }
}
