import Clinic
import Engine

/// Solution 16.1 · For each layer the norms, update by update, and the middle of them.
public func updateRatios(_ snapshots: [[Matrix]]) -> [Double] {
  snapshots[0].indices.map { layer in
    let ratios = zip(snapshots, snapshots.dropFirst()).map { before, after in
      (after[layer] - before[layer]).norm / before[layer].norm
    }
    let sorted = ratios.sorted()
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }
}

/// Solution 16.2 · `!(≥)` and not `<`, so that a nan is flat.
public func flatAndDead(_ slopes: Matrix, greatest: Double) -> (flat: Double, dead: Double) {
  let flat = (0..<slopes.columns).map { j in slopes.column(j).count { !($0 >= greatest / 20) } }
  let (m, n) = (Double(slopes.rows), Double(slopes.columns))
  return (Double(flat.reduce(0, +)) / (m * n), Double(flat.count { $0 == slopes.rows }) / n)
}

/// Solution 16.3 · The update ratios are a tenth and more at once, and units die: each step is too long.
public func patient1(_ settings: Settings) -> Diagnosis {
  var cured = settings
  cured.rate = 0.2
  return Diagnosis(.rateTooLarge, cured)
}

/// Solution 16.4 · It knows its training labels by heart, the wrong ones too.
public func patient2(_ settings: Settings) -> Diagnosis {
  var cured = settings
  cured.stopsInTime = true
  return Diagnosis(.overfitting, cured)
}

/// Solution 16.5 · At update 0 nearly all units are flat, because of their bias.
public func patient3(_ settings: Settings) -> Diagnosis {
  var cured = settings
  cured.bias = 0
  return Diagnosis(.dead, cured)
}

/// Solution 16.6 · Four narrow layers of tanh, a clip, Adam: unusual, and healthy.
public func patient4(_ settings: Settings) -> Diagnosis { Diagnosis(.healthy, settings) }

/// Solution 16.7 · The inputs lie between 5 and 6.
public func patient5(_ settings: Settings) -> Diagnosis {
  var cured = settings
  cured.inputs = .standardized
  return Diagnosis(.inputs, cured)
}

/// Solution 16.8 · The gradient loses three quarters of itself per layer: the sigmoid's slope.
public func patient6(_ settings: Settings) -> Diagnosis {
  var cured = settings
  cured.activation = .tanh
  return Diagnosis(.vanishing, cured)
}

/// Solution 16.9 · The deviation grows almost fourfold per layer; clipping hides what it does to the steps.
public func patient7(_ settings: Settings) -> Diagnosis {
  var cured = settings
  cured.start = .he
  return Diagnosis(.exploding, cured)
}

/// Solution 16.10 · First what only update 0 shows, then the course of training.
public func doctor(_ chart: Chart) -> Illness {
  if chart.inputDeviation > 1.5 || abs(chart.inputMean) > 1.5 { return .inputs }

  let (first, last) = (chart.first, chart.last)
  if first.hidden.contains(where: { $0.flat > 0.8 }) { return .dead }
  let (bottom, top) = (first.hidden.first!, first.hidden.last!)
  let steps = max(1, Double(first.hidden.count - 1))
  let growth = pow(top.deviation / bottom.deviation, 1 / steps)
  if growth > 1.5 { return .exploding }
  if growth < 0.5 || bottom.gradient < 0.3 * top.gradient { return .vanishing }

  let losses = chart.visits.map(\.trainingLoss)
  let hasRisen = losses.contains { !($0 < 2 * losses[0]) }  // a nan has, too
  if hasRisen || last.hidden.contains(where: { $0.dead > 0.5 }) { return .rateTooLarge }
  if last.trainingAccuracy < 0.85 {
    let ratio = chart.visits[1].layers.map(\.updateRatio).max()!
    return ratio > 0.015 ? .rateTooLarge : .rateTooSmall
  }
  return last.trainingAccuracy - last.validationAccuracy > 0.12 ? .overfitting : .healthy
}

/// Solution 16.11 · 1.6 and 2.3 on the way forward, 3.6 and 3.5 on the way back.
public func networkGradients(
  _ x: Matrix, labels: [Int], weights: [Matrix], biases: [Matrix], a: Double
) -> [(weight: Matrix, bias: Matrix)] {
  var (inputs, slopes, y) = ([x], [Matrix](), x)
  for (l, (weight, bias)) in zip(weights, biases).enumerated() {
    y = denseSums(y, weight: weight, bias: bias)
    if l == weights.count - 1 { break }
    let activated = leakyReLU(y, a: a)
    y = activated.output
    inputs.append(y)
    slopes.append(activated.slope)
  }
  var gradients: [(weight: Matrix, bias: Matrix)] = []
  var dz = softmaxCrossEntropyGradient(logits: y, labels: labels)
  for l in weights.indices.reversed() {
    let layer = denseGradients(dz, x: inputs[l], weight: weights[l])
    gradients.append((layer.dweight, Matrix(row: layer.dbias)))
    if l > 0 { dz = layer.dx.hadamard(slopes[l - 1]) }
  }
  return gradients.reversed()
}
