let normalizationInPracticeExercises: [ExerciseOutline] = [
  ExerciseOutline(
    "11.1", "Layer norm",
    question:
      "A batch has m examples (rows) of n features (columns). How many means does layer norm need: m, n, or one?",
    idea: """
      Work on one row at a time. Take its mean, then the mean of its squared deviations from that mean. Shift the row by \
      the mean and divide it by the root of the variance plus ε. Only then come γ and β, and those go by the column.
      """,
    formula: """
      μ = (1/n) Σⱼ xⱼ
      σ² = (1/n) Σⱼ (xⱼ − μ)²          along the row
      yⱼ = γⱼ (xⱼ − μ) / √(σ² + ε) + βⱼ
      """),
  ExerciseOutline(
    "11.2", "The way back through layer norm",
    question:
      "All features of one example share μ and σ. Which gradients are then sums along the row, and which over the batch?",
    idea: """
      First g = γ dy, entry by entry: what arrives at x̂. Then the same three ways as in batch norm, along the row: take g, \
      remove its mean, remove its part along x̂, and divide by the deviation. dγ and dβ are sums over the examples.
      """,
    formula: """
      g = γ ⊙ dy,   d = √(σ² + ε)
      dx = ( g − mean(g) − x̂ · mean(g ⊙ x̂) ) / d          the means along the row
      dγⱼ = Σᵢ dyᵢⱼ x̂ᵢⱼ        dβⱼ = Σᵢ dyᵢⱼ
      """),
  ExerciseOutline(
    "11.3", "Group norm",
    question: "Twelve features in three groups: which features share a mean with feature 5?",
    idea: """
      A group has n ÷ groups neighbours. Within a row, walk from group to group, and treat each as 11.1 treats the whole \
      row. γ and β are still one for each feature, not for each group.
      """,
    formula: """
      s = n ÷ groups                    the size of a group
      feature j is in group j ÷ s       whole-number division
      yⱼ = γⱼ (xⱼ − μ) / √(σ² + ε) + βⱼ,   μ and σ² over the group of j
      """),
  ExerciseOutline(
    "11.4", "The variance shift",
    question: "Which of the two does dropout change in training: the mean of a signal, or the mean of its square?",
    idea: """
      A kept number is x/p, with probability p: so its mean stays E[x], and the mean of its square becomes E[x²]/p. A variance \
      is the mean square less the squared mean. Write down both variances and divide.
      """,
    formula: """
      Var(y) = E[x²]/p − E[x]²
      Var(y)/Var(x) = 1 + (1/p − 1) · E[x²]/Var(x)
      """),
  ExerciseOutline(
    "11.5", "Frozen, and in inference mode",
    question: "A frozen batch norm sees a training batch. In Keras, do its running means move? In PyTorch?",
    idea: """
      Two questions, one after the other. Are the batch's own means used? Only in training mode, and not if the layer is \
      frozen and frozen means inference. The running means move exactly where the batch's are used. Does γ step? Only in \
      training mode, and only if it is trainable.
      """,
    formula: """
      usesBatch = isTraining and (isTrainable or not frozenInfers)
      running ← ρ · running + (1 − ρ) · batch      if usesBatch
      γ ← γ − η · gradient                         if isTraining and isTrainable
      """),
]
