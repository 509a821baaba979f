/// What a look into a running network shows of one layer's output: where it lies, and how much of it can still learn.
public struct LayerStatistics: Sendable {
  /// The layer's type and place, as in `"3 Tanh"`; the first layer is 1.
  public let layer: String
  public let mean: Double
  public let standardDeviation: Double
  /// The share of entries of an activation whose slope is below 1 % of its greatest; nan of none, nil for other layers.
  public let saturated: Double?
  /// How many units of an activation have no slope at all, for any example of the batch; nil for other layers.
  /// Where there is no example no unit is dead.
  public let dead: Int?
  /// Whether every entry is a number: a run that diverges shows first at the first layer where this fails.
  public let isFinite: Bool
}

extension Network {
  /// One entry per layer for the batch `x`, from the first to the last. The network itself is not changed.
  public func statistics(for x: Matrix, mode: Mode) -> [LayerStatistics] {
    zip(layers.indices, zip(layers, outputs(for: x, mode: mode))).map { i, pair in
      let (layer, y) = pair
      let kind = type(of: layer)
      let activation = kind as? any ActivationLayer.Type
      return LayerStatistics(
        layer: "\(i + 1) \(kind)", mean: y.mean, standardDeviation: y.standardDeviation,
        saturated: activation.map { $0.saturatedShare(of: y) }, dead: activation.map { $0.deadUnits(of: y) },
        isFinite: y.isFinite)
    }
  }
}

extension ActivationLayer {
  fileprivate static func saturatedShare(of y: Matrix) -> Double {
    let flat = y.elements.filter { slope(at: $0) < 0.01 * greatestSlope }
    return Double(flat.count) / Double(y.elements.count)
  }

  fileprivate static func deadUnits(of y: Matrix) -> Int {
    if y.rows == 0 { return 0 }
    return (0..<y.columns).filter { j in (0..<y.rows).allSatisfy { i in slope(at: y[i, j]) == 0 } }.count
  }
}
