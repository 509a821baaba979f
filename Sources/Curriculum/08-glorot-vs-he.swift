let glorotVsHeExercises: [ExerciseOutline] = [
  ExerciseOutline(
    "8.1", "Fans of a layer",
    question: "A window of 3 × 3 looks at one channel. How many products does a unit sum: 1, 3 or 9?",
    idea: """
      A unit sums one product for every position of the window in every incoming channel. An input is passed over \
      by every position of the window, and each time once by every outgoing channel.
      """,
    formula: """
      n_in = height · width · channels in
      n_out = height · width · channels out
      """),
  ExerciseOutline(
    "8.2", "Glorot normal and uniform",
    question: "Which of the two is averaged in Glorot's rule, the fans or the factors 1/√fan?",
    idea: """
      Find the variance first: one over the average of the two fans. Its root is the standard deviation of the \
      normal weights. A uniform distribution on [−r, r] has the variance r²/3, so its limit is larger than the \
      standard deviation. The worked example differs from this exercise in one place.
      """,
    formula: """
      σ² = 2 / (n_in + n_out)
      r = √3 σ = √(6 / (n_in + n_out))
      """),
  ExerciseOutline(
    "8.3", "He normal and uniform",
    question: "What share of the mean square does a leaky ReLU leave, when its inputs are symmetric around 0?",
    idea: """
      The positive half of the inputs passes unchanged, the negative half is multiplied by a, so its squares by a². \
      Both halves carried the same mean square. The weights make up for what is missing, in each of n_in products.
      """,
    formula: """
      (1 + a²)/2 · n_in σ² = 1, so σ² = 2 / ((1 + a²) n_in)
      r = √3 σ
      """),
  ExerciseOutline(
    "8.4", "Predicted std after L layers",
    question: "By what factor does one dense layer multiply the mean square, and by what factor one ReLU?",
    idea: """
      Follow the mean square, not the size, and take the root only when you write a number down. Every dense layer \
      multiplies it by its fan-in times its weights' variance. A ReLU halves it; there is none in front of the first \
      layer.
      """,
    formula: """
      q₁ = n₀ σ₁² · inputSize²
      q_l = n_(l−1) σ_l² · q_(l−1) / 2
      std = √q_l
      """),
  ExerciseOutline(
    "8.5", "Predicted gradients",
    question: "The gradient goes from the output of layer 3 to the output of layer 2. Whose weights does it meet?",
    idea: """
      Begin at the end and walk back. From layer l + 1 to layer l the gradient passes the weights of layer l + 1, \
      where each input collects from all units of that layer: the fan-out counts. Then it passes the ReLU of layer l, \
      which lets half of it through. Sort the result from the first layer to the last.
      """,
    formula: """
      p_L = outputGradientSize²
      p_l = n_(l+1) σ_(l+1)² · p_(l+1) / 2
      size = √p_l
      """),
  ExerciseOutline(
    "8.6", "Residual blocks",
    question: "Two uncorrelated numbers are added. Which add up: their sizes, or their mean squares?",
    idea: """
      The mean square of x + α f(x) is that of x plus α² times that of f(x), as the middle term is 0. For the bare \
      branch the second part grows with x, for the normalized one it is always the same.
      """,
    formula: """
      bare: q ← (1 + α²) q, so q_l = (1 + α²)ˡ q₀
      normalized: q ← q + α², so q_l = q₀ + l α²
      """),
]
