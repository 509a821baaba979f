let gradientDescentExercises: [ExerciseOutline] = [
  ExerciseOutline(
    "4.1", "Three losses",
    question: "Which of the three look at every number that is predicted, and which at one number in each row?",
    idea: """
      The two losses of distance are means over all m · n entries of y − t: of its square, and of its size. \
      Cross-entropy looks up, in each row, the probability at that row's label, and takes the mean of −ln of it over the \
      m rows. The other probabilities are not needed, and a logarithm of theirs may be infinite.
      """,
    formula: "MSE = Σᵢⱼ (yᵢⱼ − tᵢⱼ)²/(m n)        MAE = Σᵢⱼ |yᵢⱼ − tᵢⱼ|/(m n)        CE = −(1/m) Σᵢ ln p[i, labelᵢ]"),
  ExerciseOutline(
    "4.2", "The gradients of the three losses",
    question: "If one entry of y grows by a little, how much does the *mean* change, and how many entries share in it?",
    idea: """
      Derive one term of the mean, and keep the divisor of the mean: m n for the first two, m for cross-entropy. The \
      derivative of e² is 2e; that of |e| is 1 or −1, and 0 is agreed upon at 0; that of −ln p is −1/p. A probability \
      that stands at no label does not occur in the loss.
      """,
    formula: """
      MSE: 2(y − t)/(m n)        MAE: sign(y − t)/(m n)        CE: −1/(m p) at the label, = 0 elsewhere
      """),
  ExerciseOutline(
    "4.3", "One step of descent",
    question: "Each example has a gradient of its own. Which one of them all belongs to the mean of their losses?",
    idea: """
      The gradient of a mean is the mean of the gradients: for each weight, the mean of its column. The gradient points \
      uphill, so the step goes the other way, and the rate says how far.
      """,
    formula: "wⱼ ← wⱼ − η · (1/B) Σᵢ gᵢⱼ"),
  ExerciseOutline(
    "4.4", "Mini-batches",
    question: "How do you draw so that no example comes twice before all have come once?",
    idea: """
      Shuffle the numbers 0, 1, …, m − 1 once, with the generator that you are given, and cut the list into pieces of \
      B. The last piece ends where the list ends.
      """,
    formula: "with a permutation π:   batch k = π[k B ..< min((k + 1) B, m)],   k = 0, 1, …   while k B < m"),
  ExerciseOutline(
    "4.5", "Counting updates",
    question: "Ten examples in batches of four: how many batches are that, and how many examples are in them?",
    idea: """
      An epoch has one update for each batch, and the last, smaller batch is one, too: divide and round up. An epoch \
      looks at each example once, however the batches are cut.
      """,
    formula: "updates = epochs · ⌈m/B⌉        examples seen = epochs · m"),
  ExerciseOutline(
    "4.6", "Fit a line by gradient descent",
    question: "How do the m errors w xᵢ + b − tᵢ change if w grows a little? And if b does?",
    idea: """
      With w the error of example i changes by xᵢ, with b by 1. So the gradients are the means of 2 e x and of 2 e. Both \
      are computed from the same w and b, before either is changed; and both are computed anew for each update.
      """,
    formula: "eᵢ = w xᵢ + b − tᵢ,   then   w ← w − η · (2/m) Σᵢ eᵢ xᵢ   and   b ← b − η · (2/m) Σᵢ eᵢ"),
]
