/// Plain gradient descent: a step of the gradient times the learning rate, w ← w − η g.
public struct GradientDescent: UpdateRule {
  /// η, the size of a step.
  public var learningRate: Double

  public init(learningRate: Double) {
    self.learningRate = learningRate
    checkRate()
  }

  public func initialState(for value: Matrix) {}

  public func update(_ value: inout Matrix, gradient: Matrix, state: inout Void) {
    check(value, gradient: gradient)
    changeEntries(of: &value, by: gradient) { w, g in w - learningRate * g }
  }
}
