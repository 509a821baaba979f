import Engine

/// Solution 15.1 · Draw by ratio.
public func drawnByRatio(
  _ u: [Double], rates: ClosedRange<Double>, units: ClosedRange<Int>, oneMinusBeta: ClosedRange<Double>
) -> (rate: Double, units: Int, beta: Double) {
  func value(_ u: Double, from a: Double, to b: Double) -> Double { a * pow(b / a, u) }
  let count = value(u[1], from: Double(units.lowerBound), to: Double(units.upperBound))
  return (
    rate: value(u[0], from: rates.lowerBound, to: rates.upperBound),
    units: Int(count.rounded()),
    beta: 1 - value(u[2], from: oneMinusBeta.lowerBound, to: oneMinusBeta.upperBound)
  )
}

/// Solution 15.2 · A grid and as many random points.
public func gridAndRandom(
  count: Int, offsets: [Double], using generator: inout Generator
) -> (grid: Matrix, random: Matrix) {
  var points: [[Double]] = [[]]
  for offset in offsets {
    let places = (0..<count).map { (Double($0) + offset) / Double(count) }
    points = points.flatMap { point in places.map { point + [$0] } }
  }
  let random = Matrix(rows: points.count, columns: offsets.count) { _, _ in generator.uniform() }
  return (Matrix(points), random)
}

/// Solution 15.3 · Schedules with warm-up.
public func warmedUpFactors(
  count: Int, warmUp: Int, stepLength: Int, stepFactor: Double, cosineLength: Int, decay: Double
) -> (step: [Double], cosine: [Double], inverse: [Double]) {
  func warmedUp(_ factor: (Int) -> Double) -> [Double] {
    (0..<count).map { t in t < warmUp ? Double(t + 1) / Double(warmUp) : factor(t - warmUp) }
  }
  return (
    step: warmedUp { t in pow(stepFactor, Double(t / stepLength)) },
    cosine: warmedUp { t in t < cosineLength ? (1 + cos(.pi * Double(t) / Double(cosineLength))) / 2 : 0 },
    inverse: warmedUp { t in 1 / (1 + decay * Double(t)) }
  )
}

/// Solution 15.4 · Explained shares of the variance.
public func explainedShares(values: Matrix, losses: [Double], bins: Int) -> Matrix {
  let y = losses.map { $0 < log(10) ? $0 : log(10) }
  let n = y.count
  let mean = y.mean
  let total = y.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  func share(_ groups: [Int]) -> Double {
    // Not by total == 0: the mean of equal numbers may be off by rounding.
    if y.allSatisfy({ $0 == y[0] }) { return 0 }
    let members = Dictionary(grouping: 0..<n) { groups[$0] }.values
    var between = 0.0
    for group in members {
      let distance = group.map { y[$0] }.mean - mean
      between += Double(group.count) * distance * distance
    }
    let within = (total - between) / Double(n - members.count)
    return (between - Double(members.count - 1) * within) / total
  }
  let bin = (0..<values.columns).map { j in
    values.column(j).map { x in bins * values.column(j).count { $0 < x } / n }
  }
  let alone = bin.map(share)
  return Matrix(rows: values.columns, columns: values.columns) { i, j in
    if i == j { return alone[i] }
    return share(zip(bin[i], bin[j]).map { bins * $0 + $1 }) - alone[i] - alone[j]
  }
}

/// Solution 15.5 · Pick a rate from a range test.
public func rangeTestPick(
  _ losses: [Double], rates: ClosedRange<Double>, beta: Double
) -> (smoothed: [Double], pick: Double) {
  let (a, b) = (rates.lowerBound, rates.upperBound)
  var (average, lowest) = (0.0, 0)
  var smoothed: [Double] = []
  for (t, loss) in losses.enumerated() {
    if !loss.isFinite { break }
    average = beta * average + (1 - beta) * loss
    smoothed.append(average / (1 - pow(beta, Double(t + 1))))
    if smoothed[t] < smoothed[lowest] { lowest = t }
  }
  return (smoothed, a * pow(b / a, Double(lowest) / Double(losses.count - 1)) / 10)
}

/// Solution 15.6 · Successive halving.
public func successiveHalving(_ losses: Matrix, epochs: Int, factor: Int) -> (rungs: [[Int]], cost: Int) {
  var rungs = [Array(0..<losses.rows)]
  var (trained, cost) = (epochs, losses.rows * epochs)
  while rungs[rungs.count - 1].count > 1 {
    let rung = rungs[rungs.count - 1]
    let order = rung.sorted { i, j in
      let (a, b) = (losses[i, rungs.count - 1], losses[j, rungs.count - 1])
      if a < b || a > b { return a < b }
      return a.isNaN == b.isNaN ? i < j : b.isNaN
    }
    rungs.append(Array(order.prefix(max(1, rung.count / factor))))
    cost += rungs[rungs.count - 1].count * (factor * trained - trained)
    trained *= factor
  }
  return (rungs, cost)
}
