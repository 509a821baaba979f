let layerwisePretrainingExercises: [ExerciseOutline] = [
  ExerciseOutline(
    "9.1", "Forward pass and loss of an autoencoder",
    question: "How many numbers has an example before the encoder, after it, and after the decoder?",
    idea: """
      Two dense layers, and a sigmoid after the first one only. The target of the loss is the input itself, and the mean \
      is over all entries of the matrix, not over the examples.
      """,
    formula: "z = σ(x W + b)        x̂ = z V + c        L = (1/(mn)) Σᵢⱼ (x̂ᵢⱼ − xᵢⱼ)²"),
  ExerciseOutline(
    "9.2", "Gradient of tied weights",
    question: "In how many places does a change of W act on x̂?",
    idea: """
      Write V for Wᵀ and take the two gradients as if W and V had nothing to do with each other: of x W V with respect to \
      W, and with respect to V. Then turn the second one over (V is Wᵀ) and add.
      """,
    formula: "E = x W Wᵀ − x        ∂L/∂W = (2/(mn)) (xᵀ E W + Eᵀ x W)"),
  ExerciseOutline(
    "9.3", "Explained variance of a bottleneck",
    question: "What would be left of the error if every example were rebuilt as the mean of all examples?",
    idea: """
      Compare two sums of squares over all entries: of what was missed, x − x̂, and of the distances from the column's \
      mean. First the mean, then the distances: squares of large numbers leave no digits for their difference.
      """,
    formula: "explained = 1 − Σᵢⱼ (xᵢⱼ − x̂ᵢⱼ)² / Σᵢⱼ (xᵢⱼ − μⱼ)²"),
  ExerciseOutline(
    "9.4", "Principal direction by power iteration",
    question: "What happens to the length of v if you multiply a thousand times and never shorten?",
    idea: """
      Shorten the start to length 1. In each step multiply by C, and divide by the length of what comes out; if that is 0, \
      there is nothing to divide by, and v stays. The variance along v is the mean square of the coordinates: vᵀ C v.
      """,
    formula: "v ← v/‖v‖        v ← C v / ‖C v‖, `steps` times        variance = vᵀ C v"),
  ExerciseOutline(
    "9.5", "Greedy stacking",
    question: "What is the input of the second autoencoder, and what is its target?",
    idea: """
      Keep one matrix, what the layers so far put out; at first it is x. In each round train on it, keep the encoder, and \
      send the matrix through the encoder and the sigmoid. The decoder is not used again.
      """,
    formula: "h₀ = x        (Wₗ, bₗ), decoder = train(hₗ₋₁, widthₗ)        hₗ = σ(hₗ₋₁ Wₗ + bₗ)"),
]
