let regularizationExercises: [ExerciseOutline] = [
  ExerciseOutline(
    "14.1", "L1 and L2 penalties",
    question: "How does the cost change if one weight grows by a little? If it is negative? And if a bias grows?",
    idea: """
      The penalty is a sum over the weights, so the derivative with respect to one of them sees only its own term. The \
      size |w| has the slope 1 or −1; the half before the square cancels its 2. No bias is in the sum.
      """,
    formula: "penalty = λ₁ Σ |w| + λ₂/2 Σ w²        gradient: λ₁ sign(w) + λ₂ w, and 0 for each bias"),
  ExerciseOutline(
    "14.2", "The soft threshold",
    question: "For w above 0, where is the derivative of ½ (w − x)² + t w equal to 0? Is that w above 0?",
    idea: """
      The derivative is w − x + t for w above 0, and w − x − t below. If x is more than t from 0, one of them gives a w \
      on its own side: x moved towards 0 by t. If not, neither does, and 0 is best.
      """,
    formula: "w = x − t if x > t,   x + t if x < −t,   else 0"),
  ExerciseOutline(
    "14.3", "Early stopping with patience",
    question: "Which two things must be remembered from epoch to epoch, and when does each of them change?",
    idea: """
      Remember the lowest loss so far and its epoch. A loss strictly below it replaces both. After each epoch, ask how many \
      have passed since the lowest: if it is `patience`, this is the last. Of nan each comparison is false, so ask for \
      what is below, not for what is not.
      """,
    formula: "stop at the first epoch e with e − kept = patience; else at the last"),
  ExerciseOutline(
    "14.4", "Dropout, forward and backward",
    question: "The mask does not depend on x. So what is the derivative of y with respect to x, entry by entry?",
    idea: """
      Make the mask once, from u and p: 1 where u is below p, else 0. Forward, x is multiplied by it, and backward dy is, \
      by the same. Do not take the mask from y: a y of 0 may come from an x of 0 that was kept.
      """,
    formula: "m = 1 if u < p, else 0        y = x ⊙ m        dx = dy ⊙ m"),
  ExerciseOutline(
    "14.5", "Inverted scaling",
    question: "Of the masks, the share p keeps a number. By what must it be multiplied then, for its mean to be x?",
    idea: """
      In training each factor d is 1/p with probability p, and 0 otherwise, so its mean is 1. The backward pass multiplies \
      by the same d. In use nothing is dropped, and nothing scaled: y is x, and dx is dy.
      """,
    formula: "training: d = 1/p if u < p, else 0;  y = x ⊙ d;  dx = dy ⊙ d        in use: y = x;  dx = dy"),
  ExerciseOutline(
    "14.6", "The average over all masks",
    question: "How probable is a mask that keeps k of n inputs? And which comes first, the mean or the ReLU?",
    idea: """
      Go through the masks (the bits of 0, 1, …, 2ⁿ − 1 are one way). For each, set the dropped inputs to 0, compute the \
      layer with its biases and its ReLU, and add the outputs times pᵏ (1 − p)ⁿ⁻ᵏ. The scaled layer is computed once, with \
      p x for x.
      """,
    formula: "mean = Σₘ pᵏ (1 − p)ⁿ⁻ᵏ max(0, (m ⊙ x) W + b)        scaled = max(0, p x W + b)"),
]
