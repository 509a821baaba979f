import Engine

/// Solution 7.1 · The variance of a product.
public func productVariance(meanX: Double, varianceX: Double, meanY: Double, varianceY: Double) -> Double {
  varianceX * varianceY + varianceX * meanY * meanY + varianceY * meanX * meanX
}

/// Solution 7.2 · The variance of a sum of products, layer by layer.
public func layerVariances(mean: Double, variance: Double, fanIns: [Int], weightVariance: Double) -> [Double] {
  var meanSquare = variance + mean * mean
  return fanIns.map { fanIn in
    meanSquare *= Double(fanIn) * weightVariance  // The sum has mean 0: from here on it is the variance.
    return meanSquare
  }
}

/// Solution 7.3 · Mean and deviations of every layer.
public func layerNumbers(
  _ outputs: [Matrix]
) -> [(mean: Double, pooled: Double, overExamples: Double)] {
  outputs.map { y in
    (y.mean, y.variance.squareRoot(), y.columnVariances.mean.squareRoot())
  }
}

/// Solution 7.4 · Distinct units.
public func distinctUnits(weight: Matrix, bias: Matrix) -> Int {
  let units = (0..<weight.columns).map { j in weight.column(j) + [bias[0, j]] }
  return Set(units).count  // A set holds what is equal once, and −0 is 0 to it.
}

/// Solution 7.5 · Dead units.
public func deadUnits(_ batches: [Matrix]) -> [Bool] {
  (0..<batches[0].columns).map { j in
    !batches.contains { z in z.column(j).contains { $0 > 0 } }
  }
}
