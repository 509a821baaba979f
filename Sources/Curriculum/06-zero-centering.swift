let zeroCenteringExercises: [ExerciseOutline] = [
  ExerciseOutline(
    "6.1", "Standardize",
    question: "Two matrices come in. Which of them may have a say in the mean and in the deviation?",
    idea: """
      Go over the columns of the training data. Keep two numbers for each: its mean, and the root of the mean squared \
      distance from it. If all entries of the column are equal, keep that entry and 1. Then make the answer from x, \
      entry by entry, with its own column's two numbers.
      """,
    formula: """
      μ = (1/m) Σᵢ tᵢ     σ = √( (1/m) Σᵢ (tᵢ − μ)² )     tᵢ: training
      y = (x − μ) / σ,    or y = x − t₁ if all tᵢ are equal
      """),
  ExerciseOutline(
    "6.2", "Min-max scale",
    question: "The least training entry is to become 0. What must be subtracted, and what is the greatest then?",
    idea: """
      Subtract the least training entry of the column: the greatest becomes greatest − least. Divide by that, unless \
      it is 0. Do not clip: an entry below the least becomes negative, and may.
      """,
    formula: "y = (x − least) / (greatest − least),   or y = x − least if they are equal"),
  ExerciseOutline(
    "6.3", "Share of same-sign updates",
    question: "The inputs of a batch are all positive. Can the sum over the batch still be negative for one weight?",
    idea: """
      For each batch make one sum per weight: each example's δ times its input. The signs of these sums are \
      the opposite of the update's; the learning rate and the batch size do not matter. The batch counts if the \
      sums do not hold a positive and a negative number at once.
      """,
    formula: """
      sⱼ = Σᵢ δᵢ xᵢⱼ   over the rows i of the batch
      of one sign = not (some sⱼ > 0 and some sⱼ < 0)
      share = batches of one sign / batches
      """),
  ExerciseOutline(
    "6.4", "Path efficiency",
    question: "A path of t points has how many steps?",
    idea: """
      Take each point and the one before it: the root of the summed squared differences is the length of a step. Add \
      the t − 1 lengths. Divide by the distance between the last point and the first.
      """,
    formula: "detour = Σₖ ‖pₖ − pₖ₋₁‖ / ‖pₜ − p₁‖"),
  ExerciseOutline(
    "6.5", "Condition number of two features",
    question: "H has two rows and two columns, and is symmetric. How many different numbers do you need to fill it?",
    idea: """
      Three means: of x₁², of x₂² and of x₁x₂. The eigenvalues have the sum of H's diagonal as their sum, and its \
      determinant as their product: a quadratic equation. Divide the larger by the smaller.
      """,
    formula: """
      a = (1/m) Σ x₁²     b = (1/m) Σ x₁x₂     d = (1/m) Σ x₂²
      λ = (a + d)/2 ± √( ((a − d)/2)² + b² )
      κ = λ₊ / λ₋ = λ₊² / (a d − b²)
      """),
  ExerciseOutline(
    "6.6", "Updates to a tolerance",
    question: "At the best rate each update leaves the same share ρ of the distance. What is left after t of them?",
    idea: """
      After t updates ρᵗ is left. Look for the least whole t at which that is not above the tolerance: multiply until \
      it is, or solve for t with logarithms and round up. With κ = 1 nothing is left after the first update, and \
      ln 0 is no number.
      """,
    formula: """
      ρ = (κ − 1)/(κ + 1)
      t = ⌈ ln tolerance / ln ρ ⌉,   or 1 if ρ = 0
      """),
]
