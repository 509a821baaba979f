import Clinic
import Solutions

extension Lesson16 {
  static let seventhPatient: Bank<Bed, Diagnosis> = patientBank(
    id: "16.9", .exploding, sick: ["start"], isTooFar: isTooSmall, reference: patient7,
    alternatives: [change("Glorot's rule", .exploding) { $0.start = .glorot }],
    misconceptions: [
      change(Said.against(.rateTooLarge), .rateTooLarge) { $0.rate = 0.01 },
      change(Said.against(.rateTooSmall), .rateTooSmall) { $0.rate = 1 },
      change(Said.healthyPart, .exploding) { $0.clip = 0.1 },
      change(Said.notFar, .exploding) { $0.start = .heTimes(2) },
      change(Said.tooFar, .exploding) { $0.start = .heTimes(0.5) },
      change(Said.more, .exploding) { settings in
        settings.start = .he
        settings.clip = nil
      },
    ])

  /// Whether the first weights are below those of He's rule.
  private static func isTooSmall(_ settings: Settings) -> Bool? {
    if case .heTimes(let factor) = settings.start { factor < 1 } else { nil }
  }
}
