let optimizersExercises: [ExerciseOutline] = [
  ExerciseOutline(
    "13.1", "Momentum",
    question: "If the gradient is the same for many steps, how large should the velocity become?",
    idea: """
      The velocity is a weighted average: the share β of its old value, the share 1 − β of the new gradient. Compute \
      the new velocity first; the weights then move along it, and not along the gradient.
      """,
    formula: """
      v ← β v + (1 − β) g
      w ← w − η v
      """),
  ExerciseOutline(
    "13.2", "Nesterov",
    question: "The weights are held at the point looked ahead to. After the velocity has changed, where is that point?",
    idea: """
      The new velocity is the share β of the old one plus the whole gradient. The step has two parts: the gradient \
      itself, and the share β of the new velocity, which is the look ahead to the next step.
      """,
    formula: """
      u ← β u + g
      w ← w − η (g + β u)
      """),
  ExerciseOutline(
    "13.3", "Adagrad",
    question: "One number always has gradients a hundred times as large as another's. Which steps should they take?",
    idea: """
      Add this gradient's square to the number's own sum, then divide the gradient by the root of that sum. Without \
      any ε the first step would be exactly η long, whatever the gradient.
      """,
    formula: """
      s ← s + g²
      w ← w − η g / (√s + ε)
      """),
  ExerciseOutline(
    "13.4", "Adadelta",
    question: "A gradient divided by its usual size has no unit. Where can a step get the unit of the weights from?",
    idea: """
      From the steps taken before. Update the average of squared gradients; make the step Δ from the *old* average of \
      squared steps; then let that average take in Δ². The learning rate comes last and enters no average.
      """,
    formula: """
      s ← ρ s + (1 − ρ) g²
      Δ = √(d + ε) / √(s + ε) · g
      d ← ρ d + (1 − ρ) Δ²
      w ← w − η Δ
      """),
  ExerciseOutline(
    "13.5", "RMSProp",
    question: "Adagrad's sum never forgets. What average of the squares does?",
    idea: """
      Keep the share β of the old average and take in the share 1 − β of the new square. Add ε to the average, take \
      the root of both together, and divide the gradient by it.
      """,
    formula: """
      s ← β s + (1 − β) g²
      w ← w − η g / √(s + ε)
      """),
  ExerciseOutline(
    "13.6", "Bias correction",
    question: "After t values, which weights does the average give to them, and what do the weights add up to?",
    idea: """
      The value of k steps ago has the weight (1 − β) βᵏ, and all of them together 1 − βᵗ. Keep the plain average \
      going, and divide a copy of it by that sum after each value.
      """,
    formula: """
      m ← β m + (1 − β) xₜ,   from m = 0
      m̂ₜ = m / (1 − βᵗ),      t = 1, 2, …
      """),
  ExerciseOutline(
    "13.7", "Adam",
    question: "At the first step, what are m and v for a gradient of 1, and what would you like them to be?",
    idea: """
      Update both averages. For the step only, divide m by 1 − β₁ᵗ and v by 1 − β₂ᵗ; then divide the one by the root \
      of the other plus ε. Return the averages without the correction.
      """,
    formula: """
      m ← β₁ m + (1 − β₁) g        v ← β₂ v + (1 − β₂) g²
      m̂ = m / (1 − β₁ᵗ)            v̂ = v / (1 − β₂ᵗ)
      w ← w − η m̂ / (√v̂ + ε)
      """),
]
