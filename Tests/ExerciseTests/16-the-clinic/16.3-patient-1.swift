import Clinic
import Solutions

extension Lesson16 {
  static let firstPatient: Bank<Bed, Diagnosis> = patientBank(
    id: "16.3", .rateTooLarge, sick: ["rate"], isTooFar: { $0.rate < 0.2 }, reference: patient1,
    alternatives: [change("a tenth of the rate", .rateTooLarge) { $0.rate /= 10 }],
    misconceptions: [
      change(Said.against(.dead), .dead) { $0.bias = 1 },
      change(Said.against(.exploding), .exploding) { $0.start = .glorot },
      change(Said.nothingChanged, .rateTooLarge) { _ in },
      change(Said.symptom, .rateTooLarge) { $0.clip = 0.1 },
      change(Said.healthyPart, .rateTooLarge) { $0.rule = .descent },
      change(Said.notFar, .rateTooLarge) { $0.rate = 1 },
      change(Said.tooFar, .rateTooLarge) { $0.rate = 0.001 },
      change(Said.helpsSome, .rateTooLarge) { $0.clip = 1 },
      change(Said.noDiagnosis, .rateTooLarge) { settings in
        settings.rate = 0.2
        settings.clip = -1
      },
      change(Said.more, .rateTooLarge) { settings in
        settings.rate = 0.1
        settings.penalty = 0
      },
    ])
}
