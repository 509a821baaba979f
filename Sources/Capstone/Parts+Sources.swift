import Answers
import Clinic
import Engine
import Solutions

// Where the parts of a network come from: the learner's answers, or the course's.

extension Parts {
  /// The course's answers.
  public static var reference: Parts {
    Parts(
      standardize: { standardizedFeatures($0, fittedTo: $1) },
      start: {
        heWeight(fanIn: $0, fanOut: $1, negativeSlope: $2, isUniform: $3, using: &$4)
      },
      batches: { miniBatches(count: $0, size: $1, using: &$2) },
      dense: { denseSums($0, weight: $1, bias: $2) },
      normalize: { batchNormalized($0, gamma: $1, beta: $2, epsilon: $3) },
      runningStatistics: {
        Solutions.runningStatistics(after: $0, mean: $1, variance: $2, decay: $3)
      },
      normalizeAtInference: {
        batchNormalizedAtInference(
          $0, gamma: $1, beta: $2, mean: $3, variance: $4, epsilon: $5)
      },
      activate: { leakyReLU($0, a: $1) },
      drop: { invertedDropout($0, dy: $1, uniforms: $2, keep: $3, isTraining: $4) },
      scoresGradient: { softmaxCrossEntropyGradient(logits: $0, labels: $1) },
      denseBack: { denseGradients($0, x: $1, weight: $2) },
      normalizeBack: { batchNormalizationGradients($0, x: $1, gamma: $2, epsilon: $3) },
      clip: { gradientsClippedByGlobalNorm($0, threshold: $1) },
      step: {
        adamStep(
          $0, gradient: $1, mean: $2, squares: $3, step: $4, learningRate: $5,
          beta1: $6, beta2: $7, epsilon: $8)
      },
      stop: { earlyStop($0, patience: $1) })
  }

  /// The learner's answers, but for those exercises the course's; the course's too for those that are of another type.
  public static func learners(replacing replaced: Set<String>) -> (parts: Parts, misfits: [String]) {
    let answers = Answers()
    var (parts, misfits) = (reference, [String]())
    func put<Function>(_ id: String, _ place: WritableKeyPath<Parts, Function>) {
      if replaced.contains(id) { return }
      if let own = answers.function(id, as: Function.self) {
        parts[keyPath: place] = own
      } else {
        misfits.append(id)
      }
    }
    put("6.1", \.standardize)
    put("8.3", \.start)
    put("4.4", \.batches)
    put("1.6", \.dense)
    put("10.1", \.normalize)
    put("10.2", \.runningStatistics)
    put("10.3", \.normalizeAtInference)
    put("2.3", \.activate)
    put("14.5", \.drop)
    put("3.6", \.scoresGradient)
    put("3.5", \.denseBack)
    put("10.4", \.normalizeBack)
    put("12.3", \.clip)
    put("13.7", \.step)
    put("14.3", \.stop)
    return (parts, misfits)
  }
}
