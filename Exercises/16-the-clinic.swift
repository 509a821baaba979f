// Exercises of lesson 16, the clinic. In them
//
//     visit      what is measured of a run at one moment: before the first update, and after every epoch
//     deviation  the standard deviation of a layer's outputs, over examples and units
//     flat       where an activation's slope is less than a twentieth of its greatest
//     dead       a unit that is flat for every example
//     ratio      ‖Δw‖/‖w‖: how far an update moves a layer's weights, compared with their size
//
// Settings, Diagnosis, Illness, Chart and Visit are in Sources/Clinic: Settings.swift and Chart.swift say what is in them.
// `swift run lesson16 --section 9 --patient 3` shows a patient's chart and settings.
//
// Keep names and parameters, and make a helper of your own `private`. README.md beside this file lists what there is.
//
// Replace `todo("16.1")` by your answer, then: swift test --filter lesson16

import Clinic
import Curriculum
import Engine

/// Worked example · Growth per layer.
///
/// By which factor the deviation changes from one hidden layer to the next, on the (geometric) average:
///
///     (d_L/d_1)^(1/(L − 1))
///
///     growthPerLayer([0.8, 0.4, 0.2])   // 0.5
///
/// - Parameter deviations: of the outputs of L hidden layers, each above 0, L ≥ 2.
/// - Returns: the factor.
public func growthPerLayer(_ deviations: [Double]) -> Double {
  let steps = Double(deviations.count - 1)
  return pow(deviations[deviations.count - 1] / deviations[0], 1 / steps)
}

/// Exercise 16.1 · Update ratios.
///
/// Weights have been written down before the first update, and after each. For each layer, how far does an update move its
/// weights, compared with their size before it? Of the ratios of all updates, the median: the middle one after sorting, or
/// the mean of the two in the middle.
///
///     ‖w_after − w_before‖/‖w_before‖
///
/// - Parameter snapshots: T + 1 moments, T ≥ 1; each has the weight matrices of all layers, none of them all zeros.
/// - Returns: the median over T updates, for each layer.
public func updateRatios(_ snapshots: [[Matrix]]) -> [Double] {
  todo("16.1")
}

/// Exercise 16.2 · Flat and dead.
///
/// A unit is flat for an example if the activation's slope there is less than a twentieth of the greatest slope that the
/// activation has anywhere, or is nan. It is dead if it is flat for every example.
///
/// - Parameters:
///   - slopes: m × n, g′ of each unit (column) for each example (row), m ≥ 1 and n ≥ 1.
///   - greatest: the greatest slope of the activation, above 0: 1 for tanh and ReLU, ¼ for the sigmoid.
/// - Returns: the share of all m · n slopes that are flat, and the share of units that are dead.
public func flatAndDead(_ slopes: Matrix, greatest: Double) -> (flat: Double, dead: Double) {
  todo("16.2")
}

/// Exercise 16.3 · Patient 1.
///
/// Six of the seven patients are sick, each of another illness, and one is healthy. Name the illness, and change *one*
/// thing: what is sick. A healthy patient is left as it is.
///
///     var cured = settings
///     cured.units = 64
///     return Diagnosis(.vanishing, cured)
///
/// Your settings are then trained with 20 seeds that nobody has seen. With at least 19 of them 85 % of new digits must be
/// answered correctly; of patient 2, who learns from wrong labels, 4 percentage points more than as it came. Keep at most 8
/// layers, 128 units and 100 epochs.
///
/// - Parameter settings: the patient's.
/// - Returns: the illness, and the settings to go on with.
public func patient1(_ settings: Settings) -> Diagnosis {
  todo("16.3")
}

/// Exercise 16.4 · Patient 2.
///
/// As 16.3.
///
/// - Parameter settings: the patient's.
/// - Returns: the illness, and the settings to go on with.
public func patient2(_ settings: Settings) -> Diagnosis {
  todo("16.4")
}

/// Exercise 16.5 · Patient 3.
///
/// As 16.3.
///
/// - Parameter settings: the patient's.
/// - Returns: the illness, and the settings to go on with.
public func patient3(_ settings: Settings) -> Diagnosis {
  todo("16.5")
}

/// Exercise 16.6 · Patient 4.
///
/// As 16.3.
///
/// - Parameter settings: the patient's.
/// - Returns: the illness, and the settings to go on with.
public func patient4(_ settings: Settings) -> Diagnosis {
  todo("16.6")
}

/// Exercise 16.7 · Patient 5.
///
/// As 16.3.
///
/// - Parameter settings: the patient's.
/// - Returns: the illness, and the settings to go on with.
public func patient5(_ settings: Settings) -> Diagnosis {
  todo("16.7")
}

/// Exercise 16.8 · Patient 6.
///
/// As 16.3.
///
/// - Parameter settings: the patient's.
/// - Returns: the illness, and the settings to go on with.
public func patient6(_ settings: Settings) -> Diagnosis {
  todo("16.8")
}

/// Exercise 16.9 · Patient 7.
///
/// As 16.3.
///
/// - Parameter settings: the patient's.
/// - Returns: the illness, and the settings to go on with.
public func patient7(_ settings: Settings) -> Diagnosis {
  todo("16.9")
}

/// Exercise 16.10 · The doctor.
///
/// Names the illness from the chart alone. You are shown 64 patients that you have never seen, eight of each kind (the
/// healthy among them), half of them mild; of any width, depth and rate. The answer is right if at least 57 of them are
/// named correctly, and of each kind at least 4. The verdict has a table of what you took for what.
///
/// - Parameter chart: the inputs' mean and deviation, and the visits at update 0 and after every epoch.
/// - Returns: the illness, or `.healthy`.
public func doctor(_ chart: Chart) -> Illness {
  todo("16.10")
}

/// Exercise 16.11 · A network of your own.
///
/// The gradients of the mean cross-entropy for a network of any depth, from your own answers to 1.6 (`denseSums`), 2.3
/// (`leakyReLU`), 3.5 (`denseGradients`) and 3.6 (`softmaxCrossEntropyGradient`), or anew. The hidden layers have leaky
/// ReLUs with slope a; the last layer has none, its sums are the scores.
///
/// - Parameters:
///   - x: m × n, one example per row.
///   - labels: m class numbers.
///   - weights: one matrix for each of L layers, n_in × n_out, L ≥ 1.
///   - biases: one row for each, 1 × n_out.
///   - a: the slope of the leaky ReLU left of 0, and at 0; any number, as in 2.3.
/// - Returns: for each layer ∂L/∂W and ∂L/∂b, in the order of the layers.
public func networkGradients(
  _ x: Matrix, labels: [Int], weights: [Matrix], biases: [Matrix], a: Double
) -> [(weight: Matrix, bias: Matrix)] {
  todo("16.11")
}
