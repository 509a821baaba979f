import Clinic
import Datasets
import Engine
import Synchronization

/// A patient, with what is wrong, and the seeds that a cure is tried on.
struct Bed: Sendable {
  let patient: Patient
  let illness: Illness
  /// The settings that are sick. Any other one that helps treats the symptom.
  let sick: Set<String>
  /// Whether a sick setting was changed too far; nil where there is no more or less.
  let isTooFar: @Sendable (Settings) -> Bool?
  let seeds: [UInt64]
}

extension Lesson16 {
  /// What is said of a diagnosis. The names of the misconceptions are these.
  enum Said {
    static let noDiagnosis = "These settings are none that a network can be trained with."
    static let isHealthy = "This patient is healthy. Unusual is not sick: look at how it learns, and leave it alone."
    static let leaveAlone = "Yes, it is healthy. Then leave it as it is: a change can only do harm."
    static let nothingChanged = "Yes, that is the illness. But nothing was changed, so nothing gets better."
    static let more = """
      Yes, that is the illness. But more than one thing was changed. Change only what is sick: else nobody knows what \
      helped, and something healthy is changed as well.
      """
    static let severalSick = """
      Yes, that is the illness. But more than one thing was changed, where one is enough: now nobody knows which of them helped.
      """
    static let symptom = """
      Yes, that is the illness, and the patient learns. But you changed something healthy, which makes up for what is sick: \
      that treats the symptom. Look for the setting that causes what the chart shows.
      """
    static let batchNorm = """
      Yes, that is the illness, and the patient learns. But batch normalization treats the symptom: it rescales whatever comes \
      in, and what is sick stays as it is. Look for the setting that causes what the chart shows.
      """
    static let fewerLayers = """
      Yes, that is the illness, and the patient learns. But you took layers away, instead of curing those that are there.
      """
    static let healthyPart =
      "Yes, that is the illness. But what you changed is healthy, and the patient is no better for it."
    static let helpsSome = """
      Yes, that is the illness. But what you changed is healthy. It makes up for what is sick with some of the seeds, and not \
      with the others.
      """
    static let notFar = "You named the illness, and changed what is sick, but not far enough, or the wrong way."
    static let tooFar = "You named the illness, and changed what is sick, but too far: now it errs on the other side."
    static let luck = """
      You named the illness, and changed what is sick. But it is cured by luck only: with some seeds it learns, with others it \
      does not.
      """
    static let noBetter = "You named the illness, and changed what is sick, but to something that is no better."

    /// What speaks against an illness that the patient has not.
    static func against(_ illness: Illness) -> String {
      switch illness {
      case .healthy:
        "This patient is sick: it answers too few of the digits correctly, or far fewer new ones than in training."
      case .vanishing:
        """
        If these were vanishing signals, then before the first update the deviation would shrink by a large factor from each \
        layer to the next, or the gradient from each to the one below, with no more than half of the outputs flat.
        """
      case .exploding:
        """
        If these were exploding signals, then before the first update the deviation would grow by a large factor from each \
        layer to the next.
        """
      case .dead:
        """
        If these were dead units, then before the first update nearly all outputs of some layer would be flat, and that would \
        not come from the inputs.
        """
      case .inputs: "The inputs are not badly scaled: their mean is near 0, and their deviation near 1."
      case .rateTooLarge:
        """
        If the rate were too large, then the chart would be healthy before the first update, the update ratio would be large, \
        and the loss would rise or units would die once training has begun.
        """
      case .rateTooSmall:
        """
        If the rate were too small, then the chart would be healthy before the first update, and the loss would fall, but \
        slowly, with a small update ratio in every layer.
        """
      case .overfitting:
        """
        If it overfitted, it would know its training labels, and its validation loss would rise while its training loss falls.
        """
      }
    }
  }

  /// How many of the seeds a cure must work on.
  static let enough = 19

  static func patientBank(
    id: String, _ illness: Illness, sick: Set<String>, isTooFar: @escaping @Sendable (Settings) -> Bool? = { _ in nil },
    reference: @escaping @Sendable (Settings) -> Diagnosis,
    alternatives: [Answer<Settings, Diagnosis>], misconceptions: [Answer<Settings, Diagnosis>]
  ) -> Bank<Bed, Diagnosis> {
    let number = Int(id.dropFirst(3))! - 2
    func onPatient(_ answer: Answer<Settings, Diagnosis>) -> Answer<Bed, Diagnosis> {
      Answer(answer.name) { answer.function($0.patient.settings) }
    }
    return Bank(
      id: id,
      cases: { generator in
        let seeds = (0..<20).map { _ in generator.next() }
        return [
          Case(
            Bed(patient: ward[number - 1], illness: illness, sick: sick, isTooFar: isTooFar, seeds: seeds))
        ]
      },
      input: { [.list("settings", $0.patient.settings.numbers)] },
      output: \.quantities,
      reference: { reference($0.patient.settings) },
      alternatives: alternatives.map(onPatient),
      misconceptions: misconceptions.map(onPatient),
      judge: { bed, answer in
        guard let diagnosis = Diagnosis(answer) else { return Finding(reason: Said.noDiagnosis) }
        return bed.finding(diagnosis)
      })
  }
}

private typealias Said = Lesson16.Said

extension Bed {
  /// What is wrong with a diagnosis; nil if nothing is.
  func finding(_ diagnosis: Diagnosis) -> Finding? {
    let settings = diagnosis.settings
    if let impossibility = settings.impossibility {
      return Finding(reason: Said.noDiagnosis, difference: "Of your settings, \(impossibility).")
    }
    if diagnosis.illness != illness {
      let reason = illness == .healthy ? Said.isHealthy : Said.against(diagnosis.illness)
      return Finding(reason: reason, difference: charted("The patient as it came", patient.settings, seeds[0]))
    }
    let changed = settings.differences(from: patient.settings)
    if illness == .healthy {
      return changed.isEmpty ? nil : Finding(reason: Said.leaveAlone, difference: listed(changed))
    }
    if changed.isEmpty { return Finding(reason: Said.nothingChanged) }
    if changed.count > 1 {
      let reason = sick.isSuperset(of: changed) ? Said.severalSick : Said.more
      return Finding(reason: reason, difference: listed(changed))
    }

    let cured = seeds.map { isCured(settings, $0) }
    let count = cured.count { $0 }
    let isSick = sick.contains(changed[0])
    if isSick && count >= Lesson16.enough { return nil }
    let helps = count * 5 >= seeds.count
    let reason =
      if isSick {
        if let isTooFar = isTooFar(settings) {
          isTooFar ? Said.tooFar : Said.notFar
        } else {
          helps ? Said.luck : Said.noBetter
        }
      } else if count < Lesson16.enough {
        helps ? Said.helpsSome : Said.healthyPart
      } else {
        switch changed[0] {
        case "batchNorm": Said.batchNorm
        case "layers": Said.fewerLayers
        default: Said.symptom
        }
      }
    let bar = patient.measured.wrongLabels == 0 ? "85 % of new digits" : "4 points more than as it came"
    let tally = """
      \(listed(changed)) With \(count) of \(seeds.count) seeds it is cured (\(bar)); \(Lesson16.enough) are asked for.
      """
    let shown = cured.firstIndex(of: false) ?? 0
    return Finding(reason: reason, difference: tally + "\n\n" + charted("What happened", settings, seeds[shown]))
  }

  /// Whether a network learns: 85 % of new digits are right; or with false labels, 4 points more than as it came.
  private func isCured(_ settings: Settings, _ seed: UInt64) -> Bool {
    let accuracy = run(settings, seed, chartedEpochs: 0).accuracy
    if patient.measured.wrongLabels == 0 { return accuracy >= 0.85 }
    let asItCame = Self.known.withLock { $0[seed] } ?? run(patient.settings, seed, chartedEpochs: 0).accuracy
    Self.known.withLock { $0[seed] = asItCame }
    return accuracy > asItCame + 0.04
  }

  /// By its seed, the accuracy of the one patient who learns from wrong labels, as it came.
  private static let known = Mutex<[UInt64: Double]>([:])

  private func run(_ settings: Settings, _ seed: UInt64, chartedEpochs: Int = .max) -> Run {
    Run(settings, on: patient.measured, of: Lesson16.digits, seed: seed, chartedEpochs: chartedEpochs)
  }

  private func charted(_ title: String, _ settings: Settings, _ seed: UInt64) -> String {
    let run = run(settings, seed)
    let right = decimal((100 * run.accuracy).rounded())
    return "\(title), with one of the seeds (\(right) % of new digits are right in the end):\n\n" + run.chart.text
  }

  private func listed(_ changed: [String]) -> String { "Changed: \(changed.joined(separator: ", "))." }
}

extension Lesson16 {
  /// The digits; reading them takes a while, so once.
  static let digits: Split = {
    do { return try Digits.load() } catch { fatalError("\(error)") }
  }()
}

/// A diagnosis that changes the settings.
func change(
  _ name: String, _ illness: Illness, _ change: @escaping @Sendable (inout Settings) -> Void
) -> Answer<Settings, Diagnosis> {
  Answer(name) { settings in
    var changed = settings
    change(&changed)
    return Diagnosis(illness, changed)
  }
}
