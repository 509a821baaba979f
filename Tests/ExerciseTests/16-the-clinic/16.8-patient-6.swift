import Clinic
import Solutions

extension Lesson16 {
  static let sixthPatient: Bank<Bed, Diagnosis> = patientBank(
    id: "16.8", .vanishing, sick: ["activation"], reference: patient6,
    alternatives: [change("a ReLU", .vanishing) { $0.activation = .relu }],
    misconceptions: [
      change(Said.against(.rateTooSmall), .rateTooSmall) { $0.rate = 1 },
      change(Said.against(.dead), .dead) { $0.activation = .relu },
      change(Said.batchNorm, .vanishing) { $0.batchNorm = true },
      change(Said.fewerLayers, .vanishing) { $0.layers = 1 },
      change(Said.healthyPart, .vanishing) { $0.rule = .adam },
      change(Said.helpsSome, .vanishing) { $0.rate = 2 },
      change(Said.more, .vanishing) { settings in
        settings.activation = .relu
        settings.start = .he
      },
      change(Said.more, .vanishing) { settings in
        settings.activation = .relu
        settings.clip = nil
      },
    ])
}
