import Datasets
import Engine

/// A network with one hidden layer.
func network(
  _ widths: [Int], _ g: Activation = .relu, using generator: inout Generator
) -> Network {
  Network([
    Dense(from: widths[0], to: widths[1], .heNormal, using: &generator), g.layer,
    Dense(from: widths[1], to: widths[2], .glorotNormal, using: &generator),
  ])
}

extension Network {
  /// J: the mean loss over all examples.
  func loss(on data: Dataset) -> Double {
    var network = self
    let scores = network.forward(data.inputs, mode: .inference)
    return softmaxCrossEntropy(scores, labels: data.labels).value
  }

  func accuracy(on data: Dataset) -> Double {
    var network = self
    let scores = network.forward(data.inputs, mode: .inference)
    return Engine.accuracy(scores, labels: data.labels)
  }

  /// J's gradient, all parameters in one row: of the cross-entropy, or of the squared error to rows of 0 and 1.
  func gradient(on data: Dataset, squared: Bool = false) -> Matrix {
    var network = self
    let scores = network.forward(data.inputs, mode: .training)
    let loss =
      squared
      ? meanSquaredError(scores, target: data.oneHot)
      : softmaxCrossEntropy(scores, labels: data.labels)
    network.fillGradients(loss.gradient)
    var row: [Double] = []
    network.forEachParameter { row += $0.gradient.elements }
    return Matrix(row: row)
  }

  /// The network with `change`, a row as `gradient` gives it, added to its parameters.
  func moved(by change: Matrix) -> Network {
    var (network, first) = (self, 0)
    network.forEachParameter { parameter in
      let (rows, columns) = (parameter.value.rows, parameter.value.columns)
      let part = Array(change.elements[first..<first + rows * columns])
      parameter.value += Matrix(rows: rows, columns: columns, elements: part)
      first += rows * columns
    }
    return network
  }
}

extension Dataset {
  /// A row for each label, with 1 in the label's column and 0 in the others.
  nonisolated var oneHot: Matrix {
    Matrix(rows: count, columns: classes) { i, j in labels[i] == j ? 1 : 0 }
  }
}
