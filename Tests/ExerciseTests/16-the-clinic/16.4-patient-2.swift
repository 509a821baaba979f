import Clinic
import Solutions

extension Lesson16 {
  static let secondPatient: Bank<Bed, Diagnosis> = patientBank(
    id: "16.4", .overfitting, sick: ["keep", "penalty", "epochs", "stopsInTime", "rate"], reference: patient2,
    alternatives: [
      change("a penalty", .overfitting) { $0.penalty = 0.03 },
      change("dropout", .overfitting) { $0.keep = 0.5 },
      change("fewer epochs", .overfitting) { $0.epochs = 8 },
    ],
    misconceptions: [
      change(Said.against(.rateTooLarge), .rateTooLarge) { $0.rate = 0.001 },
      change(Said.against(.healthy), .healthy) { _ in },
      change(Said.against(.rateTooSmall), .rateTooSmall) { $0.rate = 0.01 },
      change(Said.healthyPart, .overfitting) { $0.bias = 0.1 },
      change(Said.noBetter, .overfitting) { $0.epochs = 80 },
      change(Said.helpsSome, .overfitting) { $0.units = 16 },
      change(Said.severalSick, .overfitting) { settings in
        settings.keep = 0.5
        settings.stopsInTime = true
      },
      change(Said.more, .overfitting) { settings in
        settings.units = 16
        settings.stopsInTime = true
      },
    ])
}
