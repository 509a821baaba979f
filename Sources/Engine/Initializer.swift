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
    precondition(fanIn >= 0 && fanOut >= 0, "\(self): fans are at least 0, not \(fanIn) and \(fanOut)")
    let count = Shape(rows: fanIn, columns: fanOut).count
    let (n, average) = (Double(fanIn), Double(fanIn + fanOut) / 2)
    func normal(_ variance: Double) -> [Double] {
      generator.normals(count, standardDeviation: variance.squareRoot())
    }
    func uniform(_ limit: Double) -> [Double] {
      require("a uniform weight's limit", limit, in: 0..<Double.infinity)
      return (0..<count).map { _ in generator.uniform(in: -limit..<limit) }
    }
    let elements =
      switch self {
      case .zeros: [Double](repeating: 0, count: count)
      case .constant(let value): [Double](repeating: value, count: count)
      case .normal(let deviation): generator.normals(count, standardDeviation: deviation)
      case .uniform(let limit): uniform(limit)
      case .glorotNormal: normal(1 / average)
      case .glorotUniform: uniform((3 / average).squareRoot())
      case .heNormal: normal(2 / n)
      case .heUniform: uniform((6 / n).squareRoot())
      }
    return Matrix(rows: fanIn, columns: fanOut, elements: elements)
  }
}
