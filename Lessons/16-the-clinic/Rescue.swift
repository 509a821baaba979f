import Clinic
import Engine

/// A step of the rescue: what is changed, and the lesson that it comes from.
nonisolated struct RescueStep: Sendable {
  let name: String
  let lesson: String
  let settings: Settings
}

/// From the deep network of lesson 05 to one that learns, a change at a time.
nonisolated func rescue() -> [RescueStep] {
  var settings = Settings()
  (settings.layers, settings.activation) = (8, .sigmoid)
  (settings.start, settings.inputs) = (.heTimes(0.41), .asMeasured)
  var steps = [
    RescueStep(name: "eight sigmoid layers", lesson: "05", settings: settings)
  ]
  func step(_ name: String, _ lesson: String, _ change: (inout Settings) -> Void) {
    change(&settings)
    steps.append(RescueStep(name: name, lesson: lesson, settings: settings))
  }
  step("standardized inputs", "06") { $0.inputs = .standardized }
  step("ReLU", "02") { $0.activation = .relu }
  step("He's start", "08") { $0.start = .he }
  step("clipping at 5", "12") { $0.clip = 5 }
  step("Adam at 0.01", "13, 15") { ($0.rule, $0.rate) = (.adam, 0.01) }
  step("batch norm", "10") { $0.batchNorm = true }
  step("24 epochs, the best kept", "14") { ($0.epochs, $0.stopsInTime) = (24, true) }
  return steps
}
