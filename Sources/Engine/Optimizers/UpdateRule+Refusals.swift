// What an update rule refuses, in its own name.

extension UpdateRule {
  /// Stops the program unless the rate makes sense, and the gradient and what is remembered have the value's shape.
  func check(_ value: Matrix, gradient: Matrix, remembered: Matrix...) {
    checkRate()
    let shape = value.shape
    precondition(gradient.shape == shape, "\(Self.self): the gradient is \(gradient.shape), but the value is \(shape)")
    for memory in remembered {
      precondition(memory.shape == shape, "\(Self.self): its state is \(memory.shape), but the value is \(shape)")
    }
  }

  /// Stops the program unless η is finite and not negative.
  func checkRate() { Self.check("the learning rate", learningRate, in: 0..<Double.infinity) }

  /// Stops the program unless a hyperparameter lies in its range.
  static func check(_ name: String, _ value: Double, in range: some RangeExpression<Double>) {
    require("\(Self.self): \(name)", value, in: range)
  }
}
