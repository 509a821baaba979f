/// A layer, or a model made of layers, as far as freezing is concerned.
///
/// As in Keras: `isTrainable` is set on everything inside too, and is asked of each layer.
final class Part {
  let name: String
  private let parts: [Part]
  private let parameters: Int
  private let statistics: Int

  /// A layer with so many parameters, and with statistics that are never learned.
  init(_ name: String, parameters: Int = 0, statistics: Int = 0) {
    self.name = name
    self.parameters = parameters
    self.statistics = statistics
    parts = []
  }

  /// A model of layers, or of models.
  init(_ name: String, _ parts: [Part]) {
    self.name = name
    self.parts = parts
    parameters = 0
    statistics = 0
  }

  var isTrainable = true {
    didSet { for part in parts { part.isTrainable = isTrainable } }
  }

  /// How many numbers training changes by the gradient.
  var trainable: Int {
    parts.reduce(isTrainable ? parameters : 0) { $0 + $1.trainable }
  }

  /// How many it does not: what is frozen, and all statistics.
  var nonTrainable: Int {
    parts.reduce(statistics + (isTrainable ? 0 : parameters)) { $0 + $1.nonTrainable }
  }

  /// How many statistics a training batch moves: those of layers that are trainable.
  var moving: Int { parts.reduce(isTrainable ? statistics : 0) { $0 + $1.moving } }
}
