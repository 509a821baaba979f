import Datasets
import Engine
import Testing

@Suite struct `The loss of a network` {
  /// Class 1 has a score of ln 3 at the input 1 and of 0 at the input 0; class 0 always has 0.
  private let network = Network([Dense(weight: Matrix([[0, log(3)]]), bias: Matrix([[0, 0]]))])

  @Test func `is the mean of what each label's probability costs`() {
    // The probabilities of class 1 are 3/4 and 1/2: the labels cost ln 4 and ln 2.
    let data = Dataset(inputs: Matrix([[1], [0]]), labels: [0, 1], classes: 2)
    #expect(abs(network.loss(on: data) - 1.5 * log(2)) < 1e-15)
  }

  @Test func `is judged in inference mode, which leaves the network as it was`() {
    // In training mode a batch of one is normalized to 0, and either label would cost ln 2.
    let normed = Network([BatchNorm(features: 1)] + network.layers)
    let data = Dataset(inputs: Matrix([[1]]), labels: [1], classes: 2)
    #expect(abs(normed.loss(on: data) - log(4.0 / 3)) < 1e-5)
  }
}
