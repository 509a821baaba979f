/// The probabilities that softmax gives to each row of `logits` (m × classes): exp(zⱼ) / Σₖ exp(zₖ).
///
/// The row's maximum is subtracted first. That changes nothing in the quotient, and exp cannot overflow.
public func softmax(_ logits: Matrix) -> Matrix {
  var (_, p, sums) = powers(of: logits)
  p.changeRows { x, i in x / sums[i] }
  return p
}

/// The mean of −log p(label) over the batch, where p is the softmax of `logits`.
///
/// - Parameters:
///   - logits: m × classes, any real numbers.
///   - labels: m class numbers, each in 0 ..< classes.
/// - Returns: the loss in nats, nan for no rows, and its gradient (p − y) / m, where y is 1 at the label and 0 elsewhere.
public func softmaxCrossEntropy(_ logits: Matrix, labels: [Int]) -> Loss {
  precondition(labels.count == logits.rows, "\(logits.rows) rows of logits need as many labels, not \(labels.count)")
  let m = Double(logits.rows)
  var (shifted, gradient, sums) = powers(of: logits)
  let logarithms = log(Matrix(row: sums))
  gradient.changeRows { x, i in x / (sums[i] * m) }

  var value = 0.0
  for (i, label) in labels.enumerated() {
    precondition(0 <= label && label < logits.columns, "label \(label) is not among \(logits.columns) classes")
    let place = i * logits.columns + label
    value += logarithms.elements[i] - shifted.elements[place]
    gradient.elements[place] -= 1 / m
  }
  return Loss(value: value / m, gradient: gradient)
}

/// z less its row's maximum, the powers of that, and the sum of each row's powers.
private func powers(of logits: Matrix) -> (shifted: Matrix, powers: Matrix, sums: [Double]) {
  var shifted = logits
  let maxima = logits.foldingRows(-.infinity) { $0 < $1 ? $1 : $0 }
  shifted.changeRows { x, i in x - maxima[i] }
  let powers = exp(shifted)
  return (shifted, powers, powers.foldingRows(0, +))
}

extension Matrix {
  /// Replaces each entry x of row i by `f(x, i)`.
  fileprivate mutating func changeRows(_ f: (Double, Int) -> Double) {
    let columns = self.columns
    for i in 0..<rows {
      for place in i * columns..<(i + 1) * columns { elements[place] = f(elements[place], i) }
    }
  }

  /// For each row, its entries taken into `start` one after another.
  fileprivate func foldingRows(_ start: Double, _ f: (Double, Double) -> Double) -> [Double] {
    (0..<rows).map { i in elements[i * columns..<(i + 1) * columns].reduce(start, f) }
  }
}
