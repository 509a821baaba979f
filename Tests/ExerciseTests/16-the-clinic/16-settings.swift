import Clinic
import Engine

// A diagnosis as the numbers that the grader compares and hands on, and back.

extension Diagnosis {
  /// The illness's number, then the settings'.
  var quantities: [Quantity] {
    [.list("diagnosis", [Double(Illness.allCases.firstIndex(of: illness)!)] + settings.numbers)]
  }

  /// Nil for numbers that are no diagnosis.
  init?(_ quantities: [Quantity]) {
    guard quantities.count == 1, let number = quantities[0].value.elements.first,
      let illness = Illness.allCases.element(number),
      let settings = Settings(numbers: Array(quantities[0].value.elements.dropFirst()))
    else { return nil }
    self.init(illness, settings)
  }
}

extension Settings {
  var numbers: [Double] {
    let start: [Double] =
      switch start {
      case .glorot: [0, 0]
      case .he: [1, 0]
      case .heTimes(let factor): [2, factor]
      }
    return [
      Double(Inputs.allCases.firstIndex(of: inputs)!), Double(layers), Double(units),
      Double(Activation.allCases.firstIndex(of: activation)!), start[0], start[1], bias, batchNorm ? 1 : 0,
      Double(Rule.allCases.firstIndex(of: rule)!), rate, clip == nil ? 0 : 1, clip ?? 0, keep, penalty, Double(epochs),
      stopsInTime ? 1 : 0,
    ]
  }

  fileprivate init?(numbers n: [Double]) {
    self.init()
    guard n.count == 16, let inputs = Inputs.allCases.element(n[0]), let layers = Int(exactly: n[1]),
      let units = Int(exactly: n[2]), let activation = Activation.allCases.element(n[3]),
      let rule = Rule.allCases.element(n[8]), let epochs = Int(exactly: n[14])
    else { return nil }
    (self.inputs, self.layers, self.units, self.activation) = (inputs, layers, units, activation)
    start = n[4] == 0 ? .glorot : n[4] == 1 ? .he : .heTimes(n[5])
    (bias, batchNorm, self.rule, rate) = (n[6], n[7] == 1, rule, n[9])
    (clip, keep, penalty, self.epochs, stopsInTime) = (n[10] == 0 ? nil : n[11], n[12], n[13], epochs, n[15] == 1)
  }

  /// What a training could not be begun or ended with, in words; nil as a rule.
  var impossibility: String? {
    if !(1...8 ~= layers) { return "layers must be from 1 to 8" }
    if !(1...128 ~= units) { return "units must be from 1 to 128" }
    if !(1...100 ~= epochs) { return "epochs must be from 1 to 100" }
    if !(keep > 0 && keep <= 1) { return "keep must lie above 0 and not above 1" }
    if !(rate >= 0 && rate.isFinite) { return "rate must be at least 0, and finite" }
    if !(penalty >= 0 && penalty.isFinite) { return "penalty must be at least 0, and finite" }
    if let clip, !(clip > 0 && clip.isFinite) { return "clip must lie above 0 and be finite, or be nil" }
    if case .heTimes(let factor) = start, !(factor >= 0 && factor.isFinite) {
      return "start's factor must be at least 0, and finite"
    }
    return bias.isFinite ? nil : "bias must be a finite number"
  }
}

extension Array {
  fileprivate func element(_ number: Double) -> Element? {
    Int(exactly: number).flatMap { indices.contains($0) ? self[$0] : nil }
  }
}
