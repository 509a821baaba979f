/// Plain gradient descent: a step of the gradient times the learning rate, w ← w − η g.
public struct GradientDescent: UpdateRule {
  public var learningRate: Double

  public init(learningRate: Double) { self.learningRate = learningRate }

  public func initialState(for value: Matrix) {}

  public func update(_ value: inout Matrix, gradient: Matrix, state: inout Void) {
    Engine.update(&value, gradient) { w, g, entries in
      let rate = learningRate
      for i in entries { w[i] -= rate * g[i] }
    }
  }
}
