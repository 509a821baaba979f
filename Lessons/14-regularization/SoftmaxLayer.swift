import Datasets
import Engine

/// A single softmax layer after 80 steps of plain descent on the whole set, from zeros.
func softmaxLayer(on data: Dataset, l1: Double, l2: Double) -> Dense {
  let rate = 0.3
  var layer = Dense(
    weight: Matrix(rows: data.features, columns: data.classes),
    bias: Matrix(rows: 1, columns: data.classes))
  for _ in 1...80 {
    let scores = layer.forward(data.inputs, mode: .training)
    layer.fillGradients(softmaxCrossEntropy(scores, labels: data.labels).gradient)
    layer.addPenaltyGradients(l2: l2)
    layer.weight.value -= rate * layer.weight.gradient
    layer.bias.value -= rate * layer.bias.gradient
    layer.shrinkWeights(by: rate * l1)
  }
  return layer
}
