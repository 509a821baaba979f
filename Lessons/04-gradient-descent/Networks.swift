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
  /// J, the mean loss over all examples: the cross-entropy, or the squared error to rows of 0 and 1.
  ///
  /// ∞ if it is no longer a number.
  func loss(on data: Dataset, squared: Bool) -> Double {
    var network = self
    let scores = network.forward(data.inputs, mode: .inference)
    let loss = data.loss(of: scores, squared: squared)
    return loss.value.isFinite ? loss.value : .infinity
  }

  /// J's gradient, all parameters in one row.
  func gradient(on data: Dataset, squared: Bool = false) -> Matrix {
    var network = self
    let scores = network.forward(data.inputs, mode: .training)
    network.fillGradients(data.loss(of: scores, squared: squared).gradient)
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
  nonisolated fileprivate func loss(of scores: Matrix, squared: Bool) -> Loss {
    squared
      ? meanSquaredError(scores, target: oneHot)
      : softmaxCrossEntropy(scores, labels: labels)
  }

  /// A row for each label, with 1 in the label's column and 0 in the others.
  nonisolated private var oneHot: Matrix {
    Matrix(rows: count, columns: classes) { i, j in labels[i] == j ? 1 : 0 }
  }
}
