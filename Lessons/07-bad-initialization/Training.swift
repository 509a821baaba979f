import Datasets
import Engine

extension Network {
  /// Plain descent, in batches whose order `seed` decides. Returns the mean loss of each epoch.
  ///
  /// Stops where the loss is no longer a number.
  @discardableResult
  mutating func train(
    on data: Dataset, rate: Double, epochs: Int, batch size: Int = 32, seed: UInt64,
    afterEach: (Network) -> Void = { _ in }
  ) -> [Double] {
    var generator = Generator(seed: seed)
    var optimizer = Optimizer(GradientDescent(learningRate: rate))
    var history = History()
    for _ in 0..<epochs {
      for batch in data.batches(of: size, using: &generator) {
        let scores = forward(batch.inputs, mode: .training)
        let loss = softmaxCrossEntropy(scores, labels: batch.labels)
        history.record(loss, of: batch.count)
        if history.hasDiverged { return history.epochMeans }
        fillGradients(loss.gradient)
        optimizer.step(&self)
      }
      history.endEpoch()
      afterEach(self)
    }
    return history.epochMeans
  }
}
