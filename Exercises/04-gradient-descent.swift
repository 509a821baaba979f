// Exercises of lesson 4, losses and gradient descent. In them
//
//     m, n    the number of examples, which are rows, and of columns, with N = m · n entries
//     y, t    m × n: what is predicted, and its targets
//     p       m × k: the probability that each example is given of each of k classes
//     w, g    weights, and the gradient of the loss with respect to them
//     η       the rate, `learningRate`
//     B       how many examples a batch has
//
// An *update* is one change of the weights, an *epoch* is once through all examples. Losses are means, with no ½ in front.
//
// Keep names and parameters, and make a helper of your own `private`. README.md beside this file lists what there is.
//
// Replace `todo("4.1")` by your answer, then: swift test --filter lesson04

import Curriculum
import Engine

/// Worked example · A loss that is square near 0 and straight far out.
///
/// Where |y − t| is at most δ, it is (y − t)², as in the mean squared error. Further out it goes on as a straight line, as
/// the mean absolute error does, with the slope that the square has at δ, which is 2δ:
///
///     h(e) = e²                  where |e| ≤ δ
///     h(e) = δ² + 2δ (|e| − δ)   elsewhere
///
/// The loss is the mean of h over all entries. (Huber's loss is half of it.)
///
///     bentLoss(Matrix([[1, 5]]), Matrix([[0, 2]]), delta: 1)    // (1 + 5)/2 = 3
///
/// - Parameters:
///   - y: m × n, m and n ≥ 1, predictions.
///   - t: m × n, targets.
///   - delta: δ, above 0.
/// - Returns: the mean over all m · n entries.
public func bentLoss(_ y: Matrix, _ t: Matrix, delta: Double) -> Double {
  let losses = (y - t).map { e in
    abs(e) <= delta ? e * e : delta * delta + 2 * delta * (abs(e) - delta)
  }
  return losses.mean
}

/// Exercise 4.1 · Three losses.
///
/// Of the predictions y for the targets t, the mean squared error and the mean absolute error: both are means over all
/// m · n entries. Of the probabilities p for the labels, the cross-entropy: the mean over the m rows of −ln p, p being
/// the probability that the row has at its label, in nats (the natural logarithm). That one is above 0, and nothing is
/// added to it and nothing cut off, however small it is; the others of the row may be 0.
///
/// - Parameters:
///   - y: m × n, m and n ≥ 1.
///   - t: m × n.
///   - p: m × k; each row has the sum 1.
///   - labels: m class numbers, each in 0 ..< k.
/// - Returns: the three losses.
public func threeLosses(
  _ y: Matrix, _ t: Matrix, p: Matrix, labels: [Int]
) -> (squared: Double, absolute: Double, crossEntropy: Double) {
  todo("4.1")
}

/// Exercise 4.2 · The gradients of the three losses.
///
/// The gradients of the losses of 4.1: of the mean squared error and of the mean absolute error with respect to y, and of
/// the cross-entropy with respect to p, where each entry of p counts as a variable of its own. Where y = t, the absolute
/// error has a kink, and its derivative is agreed to be 0.
///
/// - Parameters:
///   - y: m × n, m and n ≥ 1.
///   - t: m × n.
///   - p: m × k; each row has the sum 1. At the label it is above 0, elsewhere it may be 0.
///   - labels: m class numbers, each in 0 ..< k.
/// - Returns: three matrices, m × n, m × n and m × k.
public func lossGradients(
  _ y: Matrix, _ t: Matrix, p: Matrix, labels: [Int]
) -> (squared: Matrix, absolute: Matrix, crossEntropy: Matrix) {
  todo("4.2")
}

/// Exercise 4.3 · One step of descent.
///
/// One update of the weights with a mini-batch. The loss of the batch is the mean of its examples' losses.
///
/// - Parameters:
///   - weights: n numbers, n ≥ 1.
///   - gradients: B × n, B ≥ 1; row i is the gradient of example i's own loss.
///   - learningRate: η, above 0.
/// - Returns: the n weights after the update.
public func descentStep(weights: [Double], gradients: Matrix, learningRate: Double) -> [Double] {
  todo("4.3")
}

/// Exercise 4.4 · Mini-batches.
///
/// The batches of one epoch over m examples, which are numbered 0, 1, …, m − 1. Each example is in exactly one batch.
/// The batches have `size` examples each; if `size` does not divide m, the last batch has what is left over. Every order
/// of the examples is equally likely, so that every epoch has others in a batch. All that is random is drawn from the
/// generator that you are given; how many numbers you draw from it is up to you. (`values.shuffled(using: &generator)`
/// gives a list in a random order.)
///
/// - Parameters:
///   - count: m ≥ 0.
///   - size: the size of a batch, ≥ 1; it may be above m.
///   - generator: where the random numbers come from.
/// - Returns: the batches, each a list of examples; none of them is empty, and with no examples there is none.
public func miniBatches(count: Int, size: Int, using generator: inout Generator) -> [[Int]] {
  todo("4.4")
}

/// Exercise 4.5 · Counting updates.
///
/// How much work a training is. In each epoch the m examples are dealt out in batches as in 4.4, the last of which may be
/// smaller, and each batch makes one update. (Some call an update an *iteration*, others say so of a single example:
/// asked are both numbers.)
///
/// - Parameters:
///   - examples: m ≥ 1.
///   - batchSize: B ≥ 1; it may be above m.
///   - epochs: ≥ 0.
/// - Returns: how many updates are made in all, and how many times an example is looked at.
public func updateCounts(examples: Int, batchSize: Int, epochs: Int) -> (updates: Int, examplesSeen: Int) {
  todo("4.5")
}

/// Exercise 4.6 · Fit a line by gradient descent.
///
/// The line y = w x + b after a number of updates by gradient descent on the mean squared error of all m examples. It
/// starts at w = 0 and b = 0. Each update uses all examples, and changes w and b at the same time. The answer after so many
/// updates is asked, whether they have come to rest, or swing ever wider because the rate is too large.
///
/// - Parameters:
///   - x: m numbers, m ≥ 1.
///   - t: m numbers, the targets.
///   - learningRate: η, above 0.
///   - updates: how many, ≥ 0.
/// - Returns: w and b after the last update.
public func fittedLine(x: [Double], t: [Double], learningRate: Double, updates: Int) -> (w: Double, b: Double) {
  todo("4.6")
}
