import Datasets
import Engine
import Testing

@Suite struct `The accuracy of a network` {
  /// Class 1 has the larger score where the input is above 2.
  private let network = Network([Dense(weight: Matrix([[0, 1]]), bias: Matrix([[0, -2]]))])

  @Test func `is the share of examples to which it gives their label`() {
    let data = Dataset(inputs: Matrix([[1], [3], [4], [5]]), labels: [0, 0, 1, 1], classes: 2)
    #expect(network.accuracy(on: data) == 0.75)
  }

  @Test func `is judged in inference mode, which leaves the network as it was`() {
    // In training mode a batch of one is normalized to 0, and both classes score alike: the first would win.
    var normed = Network([BatchNorm(features: 1)])
    normed.layers.append(Dense(weight: Matrix([[0, 1]]), bias: Matrix([[0, 0]])))
    let data = Dataset(inputs: Matrix([[3]]), labels: [1], classes: 2)
    #expect(normed.accuracy(on: data) == 1)
  }

  @Test func `is no number where there is no example`() {
    #expect(network.accuracy(on: Dataset(inputs: Matrix(rows: 0, columns: 1), labels: [], classes: 2)).isNaN)
  }
}
