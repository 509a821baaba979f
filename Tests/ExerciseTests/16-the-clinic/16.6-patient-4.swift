import Clinic
import Solutions

extension Lesson16 {
  static let fourthPatient: Bank<Bed, Diagnosis> = patientBank(
    id: "16.6", .healthy, sick: [], reference: patient4,
    alternatives: [change("the settings given back", .healthy) { $0.rate = 0.004 }],
    misconceptions: [
      change(Said.isHealthy, .vanishing) { $0.activation = .relu },
      change(Said.leaveAlone, .healthy) { $0.batchNorm = true },
      change(Said.noDiagnosis, .healthy) { $0.keep = 0 },
    ])
}
