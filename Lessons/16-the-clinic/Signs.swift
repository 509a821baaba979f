import Clinic

/// By which number each illness is known, with that number in a chart.
let signs: [(illness: Illness, sign: String, measure: (Chart) -> Double)] = [
  (.vanishing, "deviation per layer, at the start", { growth($0.first) }),
  (.exploding, "deviation per layer, at the start", { growth($0.first) }),
  (.dead, "largest flat share, at the start", { $0.first.hidden.map(\.flat).max()! }),
  (.inputs, "first deviation, at the start", { $0.first.layers[0].deviation }),
  (.rateTooLarge, "largest ratio, first update", { $0.first.largestRatio }),
  (.rateTooSmall, "largest ratio, first update", { $0.first.largestRatio }),
  (
    .overfitting, "accuracy: training − validation",
    { $0.last.trainingAccuracy - $0.last.validationAccuracy }
  ),
]

extension Visit {
  /// The update ratio of the layer where it is largest.
  nonisolated var largestRatio: Double { layers.map(\.updateRatio).max()! }
}
