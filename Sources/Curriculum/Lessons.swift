// The one home of a lesson's number, slug, title, question, and of what it needs. To add a lesson (here 07), take 05 as a
// model, file by file; `swift test --filter 'The places'` says after each step what is still missing, and in which file.
//
//  1. Here, a row, with the lessons that it needs. Sources/Curriculum/07-bad-initialization.swift: its exercises, at least
//     five, with three hints each; `exercises:` in the row names them, and from then on the lesson counts as built.
//  2. Lessons/07-bad-initialization/main.swift: title and question, sections, the last two "What to remember" and
//     "Exercises"; `(deeper)` ends the heading of one that a first reading can leave out. Code of 88 columns, 25 lines at
//     most between prose. Then `lesson(7, "bad-initialization")` in Package.swift.
//  3. `swift run course weave` makes the page and the figures; `swift run course claims 7` tries its claims with 300 seeds.
//  4. Exercises/ and Solutions/07-bad-initialization.swift: statements and reference answers, as public functions.
//  5. Sources/Answers/Answers.swift: a line for each exercise, so that the tests see the learner's function.
//  6. Tests/ExerciseTests/07-bad-initialization/, which compiles as a whole: `07-suite.swift` joins each exercise with its
//     bank; a bank each, `07.1-….swift`, with another right answer and three mistakes at least; `07-solutions.swift`, the
//     answers against something outside the code. Numbers of a script's are in `07-oracle.swift`, the script in Tests/Oracles.
//  7. Tests/ExerciseTests/Grader/Banks.swift: `Lesson07.banks`. Every bank there is proved without further code.
//  8. README.md: its row in the table of lessons. Then `swift test`: the rules of the house.

extension LessonOutline {
  /// The sixteen lessons, in the order in which they are read.
  public static let all: [LessonOutline] = [
    LessonOutline(
      1, "neurons", "One neuron draws a line",
      question: "What can a single neuron decide, and what can it never learn?",
      exercises: neuronsExercises),
    LessonOutline(
      2, "activations", "Activations, and where they go flat",
      question: "Why does a network need a non-linearity, and where does each one stop learning?",
      needs: [1],
      exercises: activationsExercises),
    LessonOutline(
      3, "backprop-by-hand", "Backprop by hand",
      question: "How does every weight learn its share of the error?",
      needs: [2],
      exercises: backpropByHandExercises),
    LessonOutline(
      4, "gradient-descent", "Losses and gradient descent",
      question: "How do many small, noisy steps downhill find good weights?",
      needs: [2, 3],
      exercises: gradientDescentExercises),
    LessonOutline(
      5, "vanishing-gradients", "Vanishing and exploding gradients",
      question: "Why do the first layers of a deep network learn slowest, or blow up?",
      needs: [3, 4],
      exercises: vanishingGradientsExercises),
    LessonOutline(
      6, "zero-centering", "Zero-centering and the zig-zag",
      question: "Why does descent zig-zag when every input is positive?",
      needs: [3, 4],
      exercises: zeroCenteringExercises),
    LessonOutline(
      7, "bad-initialization", "How a network starts dead",
      question: "Which initial weights leave a network unable to learn?",
      needs: [2, 5],
      exercises: badInitializationExercises),
    LessonOutline(
      8, "glorot-vs-he", "Glorot vs He",
      question: "How large should the first weights be, so that signals keep their size?",
      needs: [5, 7],
      exercises: glorotVsHeExercises),
    LessonOutline(
      9, "layerwise-pretraining", "Layer-wise pre-training",
      question: "Can each layer learn something useful before the network is trained?",
      needs: [5, 8],
      exercises: layerwisePretrainingExercises),
    LessonOutline(
      10, "batch-normalization", "Batch normalization",
      question: "What keeps the layers well scaled once training has begun?",
      needs: [3, 6, 8],
      exercises: batchNormalizationExercises),
    LessonOutline(
      11, "normalization-in-practice", "Normalization in practice",
      question: "Which axis to normalize, and what breaks with small batches or frozen layers?",
      needs: [10],
      exercises: normalizationInPracticeExercises),
    LessonOutline(
      12, "gradient-clipping", "Gradient clipping",
      question: "What stops one huge gradient from undoing a thousand good steps?",
      needs: [4, 5],
      exercises: gradientClippingExercises),
    LessonOutline(
      13, "optimizers", "Optimizers",
      question: "What do momentum and adaptive rates repair that plain descent cannot?",
      needs: [4, 6],
      exercises: optimizersExercises),
    LessonOutline(
      14, "regularization", "Regularization and dropout",
      question: "Why does a network that fits its training data fail on new data?",
      needs: [4],
      exercises: regularizationExercises),
    LessonOutline(
      15, "hyperparameters", "Tuning hyperparameters",
      question: "Which of the many knobs matter, and how are they found on a budget?",
      needs: [13, 14],
      exercises: hyperparametersExercises),
    LessonOutline(
      16, "the-clinic", "The clinic: rescue six sick networks",
      question: "Given only the charts of a failing run, what is wrong, and what cures it?",
      needs: [5, 6, 7, 8, 10, 13, 14],
      exercises: clinicExercises),
  ]
}
