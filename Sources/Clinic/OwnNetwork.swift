import Datasets
import Engine

/// A digit classifier made of parts: how it is built and trained, with nothing but them.
///
///     64 → dense → batch norm → leaky ReLU → dropout → dense → batch norm → leaky ReLU → dropout → dense → 10
public struct OwnNetwork: Sendable {
  public let chart: Chart
  /// The share of the test digits that the kept network answers rightly.
  public let accuracy: Double

  static let sizes = [32, 32, 10]
  static let (slope, keep, epsilon, decay) = (0.01, 0.9, 1e-5, 0.9)
  static let (rate, limit, patience) = (0.01, 1.0, 3)

  /// Trains it on the first 600 digits, in at most so many epochs.
  public init(of parts: Parts, on digits: Split, seed: UInt64, epochs: Int = 8) {
    var generator = Generator(seed: seed)
    let few = digits.training.selecting(0..<min(600, digits.training.count))
    func standardized(_ data: Dataset) -> Dataset {
      Dataset(inputs: parts.standardize(data.inputs, few.inputs), labels: data.labels, classes: data.classes)
    }
    let data = Split(
      training: standardized(few), validation: standardized(digits.validation), test: standardized(digits.test))
    var network = Weights(inputs: few.features, parts, using: &generator)
    var masks = (1..<Self.sizes.count).map { _ in generator.split() }
    var moments = network.flat.map { (mean: [Double](repeating: 0, count: $0.count), squares: $0.map { _ in 0.0 }) }

    var (visits, kept, losses) = ([Visit](), [Weights](), [Double]())
    var update = 0
    for _ in 1...epochs {
      var ratios: [[Double]] = []
      for batch in parts.batches(data.training.count, 20, &generator) {
        update += 1
        let before = network
        let uniforms = Self.sizes.dropLast().indices.map { l in
          Matrix(rows: batch.count, columns: Self.sizes[l]) { _, _ in masks[l].uniform() }
        }
        let examples = data.training.selecting(batch)
        let gradients = network.gradients(examples, uniforms, parts)
        network.step(parts.clip(gradients, Self.limit), update, &moments, parts)
        ratios.append(zip(before.dense, network.dense).map { ($1 - $0).norm / $0.norm })
        if update == 1 { visits.append(before.visit(data, parts, ratios: ratios[0])) }
      }
      let medians = Self.sizes.indices.map { l in ratios.map { $0[l] }.sorted()[ratios.count / 2] }
      visits.append(network.visit(data, parts, ratios: medians))
      losses.append(visits.last!.validationLoss)
      kept.append(network)
      if !losses.last!.isFinite || parts.stop(losses, Self.patience).stopped < losses.count - 1 { break }
    }
    let inputs = data.training.inputs
    chart = Chart(inputMean: inputs.mean, inputDeviation: inputs.standardDeviation, visits: visits)
    let choice = parts.stop(losses, Self.patience).kept
    let best = kept[kept.indices.contains(choice) ? choice : kept.count - 1]
    accuracy = Engine.accuracy(best.scores(data.test.inputs, parts), labels: data.test.labels)
  }
}

/// All that the network learns, and its running statistics.
private struct Weights {
  /// A matrix and a row for each dense layer.
  var dense: [Matrix] = []
  var bias: [Matrix] = []
  /// γ, β and the running statistics of each hidden layer.
  var gamma: [[Double]] = []
  var beta: [[Double]] = []
  var mean: [[Double]] = []
  var variance: [[Double]] = []

  init(inputs: Int, _ parts: Parts, using generator: inout Generator) {
    var fanIn = inputs
    for size in OwnNetwork.sizes {
      dense.append(parts.start(fanIn, size, OwnNetwork.slope, false, &generator))
      bias.append(Matrix(rows: 1, columns: size))
      fanIn = size
    }
    for size in OwnNetwork.sizes.dropLast() {
      (gamma, beta) = (gamma + [.init(repeating: 1, count: size)], beta + [.init(repeating: 0, count: size)])
      (mean, variance) = (mean + [.init(repeating: 0, count: size)], variance + [.init(repeating: 1, count: size)])
    }
  }

  /// What is learned, as lists: weight and bias of each layer, then γ and β of each.
  var flat: [[Double]] {
    zip(dense, bias).flatMap { [$0.elements, $1.elements] } + zip(gamma, beta).flatMap { [$0, $1] }
  }

  /// The gradients in the order of ``flat``, each as a row or as it is. Moves the running statistics.
  mutating func gradients(_ batch: Dataset, _ uniforms: [Matrix], _ parts: Parts) -> [Matrix] {
    let hidden = gamma.indices
    var (inputs, sums, slopes, y) = ([batch.inputs], [Matrix](), [Matrix](), batch.inputs)
    for l in dense.indices {
      y = parts.dense(y, dense[l], bias[l])
      if !hidden.contains(l) { break }
      sums.append(y)
      let statistics = parts.runningStatistics(y, mean[l], variance[l], OwnNetwork.decay)
      (mean[l], variance[l]) = (statistics.mean, statistics.variance)
      let activated = parts.activate(parts.normalize(y, gamma[l], beta[l], OwnNetwork.epsilon), OwnNetwork.slope)
      slopes.append(activated.slope)
      y = parts.drop(activated.output, activated.output, uniforms[l], OwnNetwork.keep, true).y
      inputs.append(y)
    }
    var dy = parts.scoresGradient(y, batch.labels)
    var (ofDense, ofNorm) = ([Matrix](), [Matrix]())
    for l in dense.indices.reversed() {
      let back = parts.denseBack(dy, inputs[l], dense[l])
      ofDense = [back.dweight, Matrix(row: back.dbias)] + ofDense
      if l == 0 { break }
      let dropped = parts.drop(inputs[l], back.dx, uniforms[l - 1], OwnNetwork.keep, true).dx
      let normalized = parts.normalizeBack(
        dropped.hadamard(slopes[l - 1]), sums[l - 1], gamma[l - 1], OwnNetwork.epsilon)
      ofNorm = [Matrix(row: normalized.dgamma), Matrix(row: normalized.dbeta)] + ofNorm
      dy = normalized.dx
    }
    return ofDense + ofNorm
  }

  /// One step by Adam.
  mutating func step(
    _ gradients: [Matrix], _ update: Int, _ moments: inout [(mean: [Double], squares: [Double])], _ parts: Parts
  ) {
    var new: [[Double]] = []
    for (i, values) in flat.enumerated() {
      let moved = parts.step(
        values, gradients[i].elements, moments[i].mean, moments[i].squares, update, OwnNetwork.rate, 0.9, 0.999, 1e-8)
      new.append(moved.weights)
      moments[i] = (moved.mean, moved.squares)
    }
    for l in dense.indices {
      dense[l] = Matrix(rows: dense[l].rows, columns: dense[l].columns, elements: new[2 * l])
      bias[l] = Matrix(row: new[2 * l + 1])
    }
    for l in gamma.indices {
      (gamma[l], beta[l]) = (new[2 * (dense.count + l)], new[2 * (dense.count + l) + 1])
    }
  }

  /// The scores at inference: running statistics, no dropout.
  func scores(_ x: Matrix, _ parts: Parts) -> Matrix { outputs(x, parts).last!.output }

  /// What each layer puts out at inference, with its slopes; the scores last.
  private func outputs(_ x: Matrix, _ parts: Parts) -> [(output: Matrix, slope: Matrix)] {
    var y = x
    return dense.indices.map { l in
      y = parts.dense(y, dense[l], bias[l])
      if l == gamma.count { return (y, y) }
      let normalized = parts.normalizeAtInference(y, gamma[l], beta[l], mean[l], variance[l], OwnNetwork.epsilon)
      let activated = parts.activate(normalized, OwnNetwork.slope)
      y = parts.drop(activated.output, activated.output, activated.output, OwnNetwork.keep, false).y
      return (y, activated.slope)
    }
  }

  /// The instruments, on the first 100 training digits; the gradients are those that the parts compute there.
  func visit(_ data: Split, _ parts: Parts, ratios: [Double]) -> Visit {
    let monitored = data.training.selecting(0..<min(100, data.training.count))
    var copy = self
    let unmasked = gamma.map { Matrix(rows: monitored.count, columns: $0.count) }  // zeros: every unit is kept
    let gradients = copy.gradients(monitored, unmasked, parts)
    func judged(_ data: Dataset) -> (loss: Double, accuracy: Double) {
      let scores = scores(data.inputs, parts)
      return (softmaxCrossEntropy(scores, labels: data.labels).value, accuracy(scores, labels: data.labels))
    }
    let (training, validation) = (judged(data.training), judged(data.validation))
    let layers = copy.outputs(monitored.inputs, parts).enumerated().map { l, layer in
      let flat = l == gamma.count ? [0] : layer.slope.columnsFlat
      return LayerVisit(
        mean: layer.output.mean, deviation: layer.output.standardDeviation,
        flat: flat.reduce(0, +) / Double(flat.count), dead: Double(flat.count { $0 == 1 }) / Double(flat.count),
        gradient: gradients[2 * l].norm, updateRatio: ratios[l])
    }
    return Visit(
      trainingLoss: training.loss, validationLoss: validation.loss, trainingAccuracy: training.accuracy,
      validationAccuracy: validation.accuracy, layers: layers)
  }
}

extension Matrix {
  /// The share of each column's slopes that are less than a twentieth.
  fileprivate var columnsFlat: [Double] {
    (0..<columns).map { j in Double(column(j).count { !($0 >= 0.05) }) / Double(rows) }
  }
}
