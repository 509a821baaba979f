import Clinic
import Solutions

extension Lesson16 {
  static let thirdPatient: Bank<Bed, Diagnosis> = patientBank(
    id: "16.5", .dead, sick: ["bias"], isTooFar: { $0.bias > 0 }, reference: patient3,
    alternatives: [change("a small positive bias", .dead) { $0.bias = 0.1 }],
    misconceptions: [
      change(Said.against(.vanishing), .vanishing) { $0.start = .heTimes(2) },
      change(Said.against(.rateTooSmall), .rateTooSmall) { $0.rate = 1 },
      change(Said.healthyPart, .dead) { $0.activation = .leakyReLU },
      change(Said.helpsSome, .dead) { $0.start = .heTimes(2) },
      change(Said.symptom, .dead) { $0.activation = .tanh },
      change(Said.batchNorm, .dead) { $0.batchNorm = true },
      change(Said.notFar, .dead) { $0.bias = -2 },
      change(Said.tooFar, .dead) { $0.bias = 100 },
      change(Said.helpsSome, .dead) { $0.start = .heTimes(4) },
      change(Said.more, .dead) { settings in
        settings.bias = 0
        settings.clip = nil
      },
    ])
}
