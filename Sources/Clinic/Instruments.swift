import Datasets
import Engine

/// The instruments: what a visit measures of a network.
extension Visit {
  /// - Parameters:
  ///   - monitored: the digits on which the layers are looked at.
  ///   - ratios: ‖Δw‖/‖w‖ of each weight.
  init(_ network: Network, on data: Split, monitored: Dataset, activation: Activation, ratios: [Double]) {
    func judged(_ data: Dataset) -> (loss: Double, accuracy: Double) {
      var copy = network
      let scores = copy.forward(data.inputs, mode: .inference)
      return (softmaxCrossEntropy(scores, labels: data.labels).value, accuracy(scores, labels: data.labels))
    }
    let (training, validation) = (judged(data.training), judged(data.validation))

    // In training, as the updates see the network. The copy's backward pass leaves its gradients in it.
    var copy = network
    var outputs: [Matrix] = []
    var x = monitored.inputs
    for k in copy.layers.indices {
      x = copy.layers[k].forward(x, mode: .training)
      outputs.append(x)
    }
    copy.fillGradients(softmaxCrossEntropy(x, labels: monitored.labels).gradient)

    var layers: [LayerVisit] = []
    for (k, layer) in copy.layers.enumerated() {
      guard let dense = layer as? Dense else { continue }
      let isLast = k == copy.layers.count - 1
      // What follows a dense layer, up to its activation.
      let normalizes = !isLast && copy.layers[k + 1] is BatchNorm
      let before = outputs[k + (normalizes ? 1 : 0)]
      let after = isLast ? before : outputs[k + (normalizes ? 2 : 1)]
      let flat = isLast ? [0] : flatShares(of: before, activation)
      layers.append(
        LayerVisit(
          mean: after.mean, deviation: after.standardDeviation,
          flat: flat.reduce(0, +) / Double(flat.count),
          dead: Double(flat.count { $0 == 1 }) / Double(flat.count),
          gradient: dense.weight.gradient.norm, updateRatio: ratios[layers.count]))
    }
    self.init(
      trainingLoss: training.loss, validationLoss: validation.loss, trainingAccuracy: training.accuracy,
      validationAccuracy: validation.accuracy, layers: layers)
  }
}

/// For each unit the share of examples whose slope is less than a twentieth of the activation's greatest.
private func flatShares(of z: Matrix, _ activation: Activation) -> [Double] {
  let limit = (activation == .sigmoid ? 0.25 : 1) / 20
  var counts = [Int](repeating: 0, count: z.columns)
  for i in 0..<z.rows {
    for j in 0..<z.columns where !(activation.slope(z[i, j]) >= limit) { counts[j] += 1 }
  }
  return counts.map { Double($0) / Double(z.rows) }
}
