import Engine

/// What ran through a network with an activation and a rule, and what theory says of it.
struct Sample {
  /// How many hidden layers the network has.
  let hidden: Int
  let signals: Signals
  let prediction: Prediction

  /// By what factor the worst point of the hidden layers is off its line, forward.
  var forwardError: Double { worst(signals.forward, prediction.forward) }

  /// By what factor the worst point of the hidden layers is off its line, backward.
  var backwardError: Double { worst(signals.backward, prediction.backward) }

  /// The powers of ten between the predicted gradients of the last hidden layer and the
  /// first.
  var fall: Double {
    log(prediction.backward[hidden - 1] / prediction.backward[0]) / log(10)
  }

  /// The size of the first layer's gradient, as a share of the last hidden layer's.
  var gradientShare: Double {
    signals.gradient(ofLayer: 1).size / signals.gradient(ofLayer: hidden).size
  }

  /// How much a unit's output varies from digit to digit, in a hidden layer, from 1.
  func spread(inLayer layer: Int) -> Double {
    signals.output(ofLayer: layer).spreadBetweenRows
  }

  private func worst(_ measured: [Matrix], _ predicted: [Double]) -> Double {
    zip(measured, predicted).prefix(hidden).map { factor($0.size, $1) }.max()!
  }
}
