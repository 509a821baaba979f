import Clinic
import Solutions

extension Lesson16 {
  static let fifthPatient: Bank<Bed, Diagnosis> = patientBank(
    id: "16.7", .inputs, sick: ["inputs"], reference: patient5,
    alternatives: [
      Answer("from a healthy patient's settings") { settings in
        var cured = settings
        cured.inputs = Settings().inputs
        return Diagnosis(.inputs, cured)
      }
    ],
    misconceptions: [
      change(Said.against(.exploding), .exploding) { $0.start = .heTimes(0.2) },
      change(Said.against(.dead), .dead) { $0.bias = 1 },
      change(Said.against(.rateTooLarge), .rateTooLarge) { $0.rate = 0.001 },
      change(Said.batchNorm, .inputs) { $0.batchNorm = true },
      change(Said.healthyPart, .inputs) { $0.activation = .tanh },
      change(Said.noBetter, .inputs) { $0.inputs = .divided },
      change(Said.nothingChanged, .inputs) { _ in },
      change(Said.more, .inputs) { settings in
        settings.inputs = .standardized
        settings.bias = 0
      },
    ])
}
