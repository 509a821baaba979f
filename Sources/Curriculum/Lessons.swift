extension LessonOutline {
  /// The sixteen lessons, in the order in which they are read.
  public static let all: [LessonOutline] = [
    LessonOutline(
      1, "neurons", "One neuron draws a line",
      question: "What can a single neuron decide, and what can it never learn?"),
    LessonOutline(
      2, "activations", "Activations, and where they go flat",
      question: "Why does a network need a non-linearity, and where does each one stop learning?"),
    LessonOutline(
      3, "backprop-by-hand", "Backprop by hand",
      question: "How does every weight learn its share of the error?",
      isBuilt: true, exercises: backpropByHandExercises),
    LessonOutline(
      4, "gradient-descent", "Losses and gradient descent",
      question: "How do many small, noisy steps downhill find good weights?"),
    LessonOutline(
      5, "vanishing-gradients", "Vanishing and exploding gradients",
      question: "Why do the first layers of a deep network learn slowest, or blow up?",
      isBuilt: true, exercises: vanishingGradientsExercises),
    LessonOutline(
      6, "zero-centering", "Zero-centering and the zig-zag",
      question: "Why does descent zig-zag when every input is positive?",
      isBuilt: true, exercises: zeroCenteringExercises),
    LessonOutline(
      7, "bad-initialization", "How a network starts dead",
      question: "Which initial weights leave a network unable to learn?"),
    LessonOutline(
      8, "glorot-vs-he", "Glorot vs He",
      question: "How large should the first weights be, so that signals keep their size?",
      isBuilt: true, exercises: glorotVsHeExercises),
    LessonOutline(
      9, "layerwise-pretraining", "Layer-wise pre-training",
      question: "Can each layer learn something useful before the network is trained?"),
    LessonOutline(
      10, "batch-normalization", "Batch normalization",
      question: "What keeps the layers well scaled once training has begun?",
      isBuilt: true, exercises: batchNormalizationExercises),
    LessonOutline(
      11, "normalization-in-practice", "Normalization in practice",
      question: "Which axis should be normalized, and what breaks with small batches or frozen layers?"),
    LessonOutline(
      12, "gradient-clipping", "Gradient clipping",
      question: "What stops one huge gradient from undoing a thousand good steps?",
      isBuilt: true, exercises: gradientClippingExercises),
    LessonOutline(
      13, "optimizers", "Optimizers",
      question: "What do momentum and adaptive rates repair that plain descent cannot?",
      isBuilt: true, exercises: optimizersExercises),
    LessonOutline(
      14, "regularization", "Regularization and dropout",
      question: "Why does a network that fits its training data fail on new data?"),
    LessonOutline(
      15, "hyperparameters", "Tuning hyperparameters",
      question: "Which of the many knobs matter, and how are they found on a budget?"),
    LessonOutline(
      16, "the-clinic", "The clinic: rescue six sick networks",
      question: "Given only the charts of a failing run, what is wrong, and what cures it?"),
  ]
}
