import Datasets
import Engine

/// What it costs a network to lose a part of itself, or to see its inputs shaken.
struct Damage {
  let loss: Double  // on the training set, undamaged
  let unit: Double  // by how much that rises without a hidden unit, mean over all
  let input: Double  // … and when one input is set to 0
  let accuracy: Double  // on new examples, undamaged
  let half: Double  // with half of the hidden units removed, and the others doubled
  let change: Double  // root mean square change of the probabilities under noise

  init(
    _ network: Network, training: Dataset, new: Dataset, noise: Matrix,
    halfMasks: [[Double]]
  ) {
    let halves = Halves(network, at: training.inputs)
    let newHalves = Halves(network, at: new.inputs)
    let width = halves.hidden.columns
    let whole = network.loss(on: training)
    loss = whole
    unit =
      (0..<width).map { j in
        var mask = [Double](repeating: 1, count: width)
        mask[j] = 0
        return logLoss(halves.probabilities(mask), training.labels) - whole
      }.mean
    input =
      (0..<training.features).map { j in
        var mask = Matrix(rows: 1, columns: training.features, repeating: 1)
        mask[0, j] = 0
        let data = Dataset(
          inputs: training.inputs.multiplyingColumns(by: mask), labels: training.labels,
          classes: 10)
        return network.loss(on: data) - whole
      }.mean
    accuracy = network.accuracy(on: new)
    half =
      halfMasks.map { Engine.accuracy(newHalves.probabilities($0), labels: new.labels) }
      .mean
    let ones = [Double](repeating: 1, count: width)
    let shaken = Halves(network, at: new.inputs + noise).probabilities(ones)
    let difference = shaken - newHalves.probabilities(ones)
    change = sqrt(difference.hadamard(difference).mean)
  }
}
