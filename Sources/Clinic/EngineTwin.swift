import Datasets
import Engine

/// The same network and training as ``OwnNetwork``, made of the engine's layers: the accuracy that it reaches.
///
/// The first weights and the batches are drawn by the parts, so that both have the same; all else is the engine's.
public func engineTwinAccuracy(of parts: Parts, on digits: Split, seed: UInt64, epochs: Int = 8) -> Double {
  var generator = Generator(seed: seed)
  let few = digits.training.selecting(0..<min(600, digits.training.count))
  let data = Split(training: few, validation: digits.validation, test: digits.test).standardized()
  var (dense, fanIn) = ([Dense](), few.features)
  for size in OwnNetwork.sizes {
    let weight = parts.start(fanIn, size, OwnNetwork.slope, false, &generator)
    dense.append(Dense(weight: weight, bias: Matrix(rows: 1, columns: size)))
    fanIn = size
  }
  var layers: [any Layer] = []
  for layer in dense.dropLast() {
    let norm = BatchNorm(
      features: layer.bias.value.columns, decay: OwnNetwork.decay, epsilon: OwnNetwork.epsilon)
    layers += [layer, norm, Activation.leakyReLU.layer, Dropout(keep: OwnNetwork.keep, using: &generator)]
  }
  var network = Network(layers + [dense.last!])
  var optimizer = Optimizer(Adam(learningRate: OwnNetwork.rate))
  var best = (network: network, loss: Double.infinity, epoch: 0)
  for epoch in 1...epochs where epoch - best.epoch <= OwnNetwork.patience {
    for chosen in parts.batches(data.training.count, 20, &generator) {
      let batch = data.training.selecting(chosen)
      let scores = network.forward(batch.inputs, mode: .training)
      network.fillGradients(softmaxCrossEntropy(scores, labels: batch.labels).gradient)
      network.clipGradients(toNorm: OwnNetwork.limit)
      optimizer.step(&network)
    }
    let loss = network.loss(on: data.validation)
    if loss < best.loss { best = (network, loss, epoch) }
  }
  return best.network.accuracy(on: data.test)
}
