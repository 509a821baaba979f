import Engine

/// The functions that a network and its training are made of, each by the exercise that it answers.
///
/// The signatures are those of the exercises, so that a learner's functions fit, and the reference answers too.
public struct Parts: Sendable {
  public typealias Standardize = @Sendable (_ x: Matrix, _ training: Matrix) -> Matrix
  public typealias Start = @Sendable (Int, Int, Double, Bool, inout Generator) -> Matrix
  public typealias Batches = @Sendable (Int, Int, inout Generator) -> [[Int]]
  public typealias Dense = @Sendable (_ x: Matrix, _ weight: Matrix, _ bias: Matrix) -> Matrix
  public typealias Activate = @Sendable (_ z: Matrix, _ a: Double) -> (output: Matrix, slope: Matrix)
  public typealias Normalize = @Sendable (Matrix, [Double], [Double], Double) -> Matrix
  public typealias RunningStatistics =
    @Sendable (Matrix, [Double], [Double], Double) -> (mean: [Double], variance: [Double])
  public typealias NormalizeAtInference = @Sendable (Matrix, [Double], [Double], [Double], [Double], Double) -> Matrix
  public typealias NormalizeBack =
    @Sendable (_ dy: Matrix, _ x: Matrix, [Double], Double) -> (dx: Matrix, dgamma: [Double], dbeta: [Double])
  public typealias Drop = @Sendable (Matrix, Matrix, Matrix, Double, Bool) -> (y: Matrix, dx: Matrix)
  public typealias ScoresGradient = @Sendable (Matrix, [Int]) -> Matrix
  public typealias DenseBack =
    @Sendable (_ dy: Matrix, _ x: Matrix, Matrix) -> (dx: Matrix, dweight: Matrix, dbias: [Double])
  public typealias Clip = @Sendable ([Matrix], Double) -> [Matrix]
  public typealias Step =
    @Sendable ([Double], [Double], [Double], [Double], Int, Double, Double, Double, Double) -> (
      weights: [Double], mean: [Double], squares: [Double]
    )
  public typealias Stop = @Sendable ([Double], Int) -> (kept: Int, stopped: Int)

  public var standardize: Standardize  // 6.1
  public var start: Start  // 8.3
  public var batches: Batches  // 4.4
  public var dense: Dense  // 1.6
  public var normalize: Normalize  // 10.1
  public var runningStatistics: RunningStatistics  // 10.2
  public var normalizeAtInference: NormalizeAtInference  // 10.3
  public var activate: Activate  // 2.3
  public var drop: Drop  // 14.5
  public var scoresGradient: ScoresGradient  // 3.6
  public var denseBack: DenseBack  // 3.5
  public var normalizeBack: NormalizeBack  // 10.4
  public var clip: Clip  // 12.3
  public var step: Step  // 13.7
  public var stop: Stop  // 14.3

  public init(
    standardize: @escaping Standardize, start: @escaping Start, batches: @escaping Batches, dense: @escaping Dense,
    normalize: @escaping Normalize, runningStatistics: @escaping RunningStatistics,
    normalizeAtInference: @escaping NormalizeAtInference, activate: @escaping Activate, drop: @escaping Drop,
    scoresGradient: @escaping ScoresGradient, denseBack: @escaping DenseBack, normalizeBack: @escaping NormalizeBack,
    clip: @escaping Clip, step: @escaping Step, stop: @escaping Stop
  ) {
    (self.standardize, self.start, self.batches, self.dense) = (standardize, start, batches, dense)
    (self.normalize, self.runningStatistics) = (normalize, runningStatistics)
    (self.normalizeAtInference, self.activate, self.drop) = (normalizeAtInference, activate, drop)
    (self.scoresGradient, self.denseBack, self.normalizeBack) = (scoresGradient, denseBack, normalizeBack)
    (self.clip, self.step, self.stop) = (clip, step, stop)
  }

  /// The exercises whose answers these are, in the order in which a training first calls them.
  public static let exercises = [
    "6.1", "8.3", "4.4", "1.6", "10.2", "10.1", "2.3", "14.5", "3.6", "3.5", "10.4", "12.3", "13.7", "10.3", "14.3",
  ]
}
