/// What is written down of a run: at update 0, before anything is learned, and after every epoch.
public struct Chart: Sendable {
  /// The mean of the training digits' inputs as the network gets them, and their deviation, over digits and features.
  public let inputMean, inputDeviation: Double
  /// The visits, the one at update 0 first; after a loss that is not finite there are no more.
  public let visits: [Visit]

  public init(inputMean: Double, inputDeviation: Double, visits: [Visit]) {
    (self.inputMean, self.inputDeviation, self.visits) = (inputMean, inputDeviation, visits)
  }

  /// Before the first update.
  public var first: Visit { visits[0] }
  /// After the last epoch.
  public var last: Visit { visits[visits.count - 1] }
}

/// One moment of a run.
public struct Visit: Sendable {
  /// The mean loss on the training digits, and on the validation digits; nan or ∞ where training has run away.
  public var trainingLoss, validationLoss: Double
  /// The share of right answers on both.
  public var trainingAccuracy, validationAccuracy: Double
  /// The hidden layers and the output layer, from the inputs on.
  public var layers: [LayerVisit]

  public init(
    trainingLoss: Double, validationLoss: Double, trainingAccuracy: Double, validationAccuracy: Double,
    layers: [LayerVisit]
  ) {
    (self.trainingLoss, self.validationLoss) = (trainingLoss, validationLoss)
    (self.trainingAccuracy, self.validationAccuracy) = (trainingAccuracy, validationAccuracy)
    self.layers = layers
  }

  /// The layers but for the output layer.
  public var hidden: ArraySlice<LayerVisit> { layers.dropLast() }
}

/// One layer at one moment, on 100 of the training digits.
public struct LayerVisit: Sendable {
  /// The mean and the deviation of what the layer's units put out, over digits and units.
  public var mean, deviation: Double
  /// The share of outputs where the activation's slope is less than a twentieth of its greatest: for a ReLU, where it is 0.
  /// 0 in the output layer.
  public var flat: Double
  /// The share of units that are flat for every digit; 0 in the output layer.
  public var dead: Double
  /// The norm of the loss's gradient with respect to the layer's weights.
  public var gradient: Double
  /// ‖Δw‖/‖w‖, how far an update moves the layer's weights, compared with their size: at update 0 that of the first update,
  /// later the median over the epoch's.
  public var updateRatio: Double

  public init(mean: Double, deviation: Double, flat: Double, dead: Double, gradient: Double, updateRatio: Double) {
    (self.mean, self.deviation, self.flat, self.dead) = (mean, deviation, flat, dead)
    (self.gradient, self.updateRatio) = (gradient, updateRatio)
  }
}
