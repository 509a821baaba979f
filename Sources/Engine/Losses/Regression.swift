/// The mean of (prediction − target)² over all entries; gradient 2 (prediction − target) / N.
///
/// No half in front: some texts have one, or a sum in place of the mean. The mean over no entries is nan.
public func meanSquaredError(_ prediction: Matrix, target: Matrix) -> Loss {
  let error = difference(prediction, target)
  let n = Double(error.elements.count)
  return Loss(value: error.hadamard(error).sum / n, gradient: (2 / n) * error)
}

/// The mean of |prediction − target| over all entries; gradient sign(prediction − target) / N, and 0 at the kink.
///
/// A nan stays a nan in the gradient too. The mean over no entries is nan.
public func meanAbsoluteError(_ prediction: Matrix, target: Matrix) -> Loss {
  let error = difference(prediction, target)
  let n = Double(error.elements.count)
  return Loss(value: abs(error).sum / n, gradient: error.map { $0 > 0 ? 1 / n : $0 < 0 ? -1 / n : $0 })
}

private func difference(_ prediction: Matrix, _ target: Matrix) -> Matrix {
  precondition(
    prediction.shape == target.shape, "predictions of \(prediction.shape) cannot have targets of \(target.shape)")
  return prediction - target
}
