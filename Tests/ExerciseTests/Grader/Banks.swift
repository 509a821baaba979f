// To grade a new lesson, say `02-activations`:
//
// 1. Curriculum: give the lesson its exercises, with three hints each.
// 2. Exercises/02-activations.swift and Solutions/02-activations.swift: stubs and answers, under names of their own.
// 3. Tests/ExerciseTests/02-activations/: 02.1-stable-sigmoid.swift and so on, one `Bank` per exercise. It is data: cases,
//    how they are shown, the reference, alternatives, misconceptions. Import Solutions there, never Exercises.
// 4. 02-suite.swift: the namespace `Lesson02`, the suite with one test per exercise, and the list that joins
//    each `Bank` with the learner's function. Import Exercises there, never Solutions.
// 5. Add that list here. The suites "Every bank" and "The banks" then prove it without further code.
// 6. 02-solutions.swift: the answers against an oracle outside the code.

/// The bank of every exercise that is graded, in the curriculum's order.
let banks: [AnyBank] = [
  Lesson03.banks,
  Lesson05.banks,
  Lesson06.banks,
  Lesson08.banks,
  Lesson10.banks,
  Lesson12.banks,
  Lesson13.banks,
].flatMap(\.self)

extension AnyBank {
  /// The bank of the exercise with that id, or nil.
  static func of(_ id: String) -> AnyBank? { banks.first { $0.id == id } }
}
