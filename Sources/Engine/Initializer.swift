/// How a layer's weights start. Biases start at zero.
///
/// The spread that keeps a signal's size from layer to layer depends on the fans: how many inputs a unit sums
/// (`fanIn`) and how many units it feeds (`fanOut`). Lessons 07 and 08 derive the last four.
public enum Initializer: Sendable {
  case zeros
  case constant(Double)
  /// Normal with mean 0 and the given standard deviation.
  case normal(standardDeviation: Double)
  /// Uniform on [−limit, limit).
  case uniform(limit: Double)
  /// Normal, variance 2 / (fanIn + fanOut). Source: Glorot, Bengio (AISTATS 2010), equation 12.
  case glorotNormal
  /// Uniform with the same variance: limit √(6 / (fanIn + fanOut)). Source: the same, equation 16.
  case glorotUniform
  /// Normal, variance 2 / fanIn. Source: He, Zhang, Ren, Sun, *Delving Deep into Rectifiers* (ICCV 2015), equation 10.
  case heNormal
  /// Uniform with the same variance: limit √(6 / fanIn).
  case heUniform

  /// A weight matrix, fanIn × fanOut.
  public func weight(fanIn: Int, fanOut: Int, using generator: inout Generator) -> Matrix {
    let fanIn = Double(fanIn)
    let fanOut = Double(fanOut)
    let draw: (inout Generator) -> Double =
      switch self {
      case .zeros: { _ in 0 }
      case .constant(let value): { _ in value }
      case .normal(let deviation): { $0.normal(standardDeviation: deviation) }
      case .uniform(let limit): { $0.uniform(-limit, limit) }
      case .glorotNormal: { $0.normal(standardDeviation: (2 / (fanIn + fanOut)).squareRoot()) }
      case .glorotUniform: { $0.uniform(-(6 / (fanIn + fanOut)).squareRoot(), (6 / (fanIn + fanOut)).squareRoot()) }
      case .heNormal: { $0.normal(standardDeviation: (2 / fanIn).squareRoot()) }
      case .heUniform: { $0.uniform(-(6 / fanIn).squareRoot(), (6 / fanIn).squareRoot()) }
      }
    return Matrix(rows: Int(fanIn), columns: Int(fanOut)) { _, _ in draw(&generator) }
  }
}
