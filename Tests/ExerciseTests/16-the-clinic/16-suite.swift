// Grades Exercises/16-the-clinic.swift: swift test --filter lesson16
//
// What is expected, and what is diagnosed, stands in 16.*.swift.

import Clinic
import Solutions
import Testing

/// The names of lesson 16: its banks, and what they are made of.
enum Lesson16 {}

@Suite(.ofExercisesAskedFor) struct `lesson16-the-clinic` {
  @Test("16.1 Update ratios") func lesson16_1() async { await grade("16.1") }
  @Test("16.2 Flat and dead") func lesson16_2() async { await grade("16.2") }
  @Test("16.3 Patient 1") func lesson16_3() async { await grade("16.3") }
  @Test("16.4 Patient 2") func lesson16_4() async { await grade("16.4") }
  @Test("16.5 Patient 3") func lesson16_5() async { await grade("16.5") }
  @Test("16.6 Patient 4") func lesson16_6() async { await grade("16.6") }
  @Test("16.7 Patient 5") func lesson16_7() async { await grade("16.7") }
  @Test("16.8 Patient 6") func lesson16_8() async { await grade("16.8") }
  @Test("16.9 Patient 7") func lesson16_9() async { await grade("16.9") }
  @Test("16.10 The doctor") func lesson16_10() async { await grade("16.10") }
  @Test("16.11 A network of your own") func lesson16_11() async { await grade("16.11") }
}

extension Lesson16 {
  static let banks: [AnyBank] = [
    graded(ratios, like: updateRatios) { $0($1) },
    graded(flatness, like: flatAndDead) { function, input in
      let answer = function(input.slopes, input.greatest)
      return [answer.flat, answer.dead]
    },
    graded(firstPatient, like: patient1) { $0($1.patient.settings) },
    graded(secondPatient, like: patient2) { $0($1.patient.settings) },
    graded(thirdPatient, like: patient3) { $0($1.patient.settings) },
    graded(fourthPatient, like: patient4) { $0($1.patient.settings) },
    graded(fifthPatient, like: patient5) { $0($1.patient.settings) },
    graded(sixthPatient, like: patient6) { $0($1.patient.settings) },
    graded(seventhPatient, like: patient7) { $0($1.patient.settings) },
    graded(doctors, like: doctor) { function, family in family.patients.map { function($0.chart) } },
    graded(networks, like: networkGradients) { function, input in
      function(input.x, input.labels, input.weights, input.biases, input.a)
    },
  ]
}
