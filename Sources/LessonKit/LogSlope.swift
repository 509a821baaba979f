import Engine

/// The slope of the straight line of least squares through points in a log-log plot: the power of x that y grows with.
///
/// - Parameters:
///   - x: above 0, and not all alike.
///   - y: above 0, as many.
public func logSlope(_ x: [Double], _ y: [Double]) -> Double {
  precondition(x.count == y.count, "\(x.count) numbers need as many others, not \(y.count)")
  let (x, y) = (x.map { log($0) }, y.map { log($0) })
  let (xMean, yMean) = (x.mean, y.mean)
  let products = zip(x, y).map { ($0 - xMean) * ($1 - yMean) }
  return products.mean / x.map { ($0 - xMean) * ($0 - xMean) }.mean
}
