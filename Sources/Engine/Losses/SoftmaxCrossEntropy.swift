/// The probabilities that softmax gives to each row of `logits` (m × classes): exp(zⱼ) / Σₖ exp(zₖ).
///
/// The row's maximum is subtracted first. That changes nothing in the quotient, and exp cannot overflow.
public func softmax(_ logits: Matrix) -> Matrix { shares(of: logits, dividedBy: 1).shares }

/// The mean of −log p(label) over the batch, where p is the softmax of `logits`.
///
/// - Parameters:
///   - logits: m × classes, any real numbers.
///   - labels: m class numbers, each in 0 ..< classes.
/// - Returns: the loss in nats, nan for no rows, and its gradient (p − y) / m, where y is 1 at the label and 0 elsewhere.
public func softmaxCrossEntropy(_ logits: Matrix, labels: [Int]) -> Loss {
  precondition(labels.count == logits.rows, "\(logits.rows) rows of logits need as many labels, not \(labels.count)")
  let m = Double(logits.rows)
  var (gradient, maxima, sums) = shares(of: logits, dividedBy: m)
  let logarithms = log(Matrix(row: sums))
  var value = 0.0
  for (i, label) in labels.enumerated() {
    precondition(0 <= label && label < logits.columns, "label \(label) is not among \(logits.columns) classes")
    let place = i * logits.columns + label
    value += logarithms.elements[i] - (logits.elements[place] - maxima[i])
    gradient.elements[place] -= 1 / m
  }
  return Loss(value: value / m, gradient: gradient)
}
