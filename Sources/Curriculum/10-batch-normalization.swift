let batchNormalizationExercises: [ExerciseOutline] = [
  ExerciseOutline(
    "10.1", "Forward in training",
    question: "A batch has m examples (rows) of n features (columns). How many means do you need: m, n, or one?",
    idea: """
      Work on one column at a time. Take its mean, then the mean of its squared deviations from that mean. \
      Shift the column by the mean, divide by the root of the variance plus ε, then stretch by γ and shift by β.
      """,
    formula: """
      μ = (1/m) Σᵢ xᵢ
      σ² = (1/m) Σᵢ (xᵢ − μ)²
      yᵢ = γ (xᵢ − μ) / √(σ² + ε) + β
      """),
  ExerciseOutline(
    "10.2", "Running statistics",
    question: "After 100 batches, which should the running mean resemble more: its own past or the last batch?",
    idea: """
      The new running value is a weighted average of the old one and this batch's. With ρ = 0.9 nine tenths come \
      from the old value. Mean and variance follow the same rule; the batch's variance divides by m.
      """,
    formula: """
      mean ← ρ · mean + (1 − ρ) · μ
      variance ← ρ · variance + (1 − ρ) · σ²,   σ² = (1/m) Σᵢ (xᵢ − μ)²
      """),
  ExerciseOutline(
    "10.3", "Inference",
    question: "A single example arrives. What is its batch variance, and what can be used in its place?",
    idea: """
      The same four lines as in training, with the running mean and variance instead of the batch's. Each row is \
      treated alone: its result does not depend on which other rows are present.
      """,
    formula: "y = γ (x − running mean) / √(running variance + ε) + β"),
  ExerciseOutline(
    "10.4", "Backward",
    question: "If one entry of a column grows, which entries of the normalized column change: one, or all of them?",
    idea: """
      dβ and dγ are sums over the batch. For dx, an entry acts in three ways: directly, through the column's mean, \
      and through its variance. After simplification: take dx̂ = γ dy, remove its mean, remove its part along x̂, \
      and divide by the standard deviation.
      """,
    formula: """
      dβ = Σᵢ dyᵢ        dγ = Σᵢ dyᵢ x̂ᵢ
      dxᵢ = γ/√(σ² + ε) · ( dyᵢ − (1/m) dβ − x̂ᵢ (1/m) dγ )
      """),
  ExerciseOutline(
    "10.5", "Fold into a dense layer",
    question: "At inference a batch norm multiplies each feature by a constant and adds another. Which constants?",
    idea: """
      Write s = γ / √(variance + ε), one number per output unit. The batch norm maps z to s (z − mean) + β. Substitute \
      z = x W + b and collect what multiplies x and what does not.
      """,
    formula: """
      s = γ / √(running variance + ε)
      W′ᵢⱼ = Wᵢⱼ sⱼ        b′ⱼ = (bⱼ − running meanⱼ) sⱼ + βⱼ
      """),
  ExerciseOutline(
    "10.6", "Effective learning rate under L2",
    question: "Double all weights in front of a batch norm: what happens to its output, and to the gradient?",
    idea: """
      The output stays, so only the direction of a unit's weights counts. Weights twice as long have a gradient half \
      as long, and the same step turns them a quarter as far: the rate that counts is the learning rate divided by \
      the squared length. Take the step, L2 included, then measure each column's length.
      """,
    formula: """
      w′ = w − η (g + λ w)
      η_eff = η / ‖w′‖²
      """),
]
