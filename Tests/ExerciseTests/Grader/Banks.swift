// To grade a new lesson, say `02-activations`:
//
// 1. Curriculum: give the lesson its exercises, with three hints each.
// 2. Exercises/02-activations.swift and Solutions/02-activations.swift: stubs and answers, under names of their own.
// 3. Banks/02.1-stable-sigmoid.swift and so on: one `Grading` per exercise. It is data: cases, how they are shown, the
//    reference, alternatives, misconceptions. Import Solutions there, never Exercises.
// 4. 02-activations.swift, beside this file: a suite `02-activations` with one test per exercise, and a list that joins
//    each `Grading` with the learner's function. Import Exercises there, never Solutions.
// 5. Add that list here. The suites "Every grading" and "The gradings" then prove it without further code.
// 6. Solutions02Tests.swift: the answers against an oracle outside the code.

/// Every exercise that is graded, in the curriculum's order.
let gradedExercises: [GradedExercise] = [
  backpropByHandGrading,
  vanishingGradientsGrading,
  zeroCenteringGrading,
  glorotVsHeGrading,
  batchNormalizationGrading,
  gradientClippingGrading,
  optimizersGrading,
].flatMap(\.self)

/// The grading of the exercise with that id, or nil.
func gradedExercise(_ id: String) -> GradedExercise? { gradedExercises.first { $0.id == id } }
