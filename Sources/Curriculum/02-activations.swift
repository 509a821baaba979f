let activationsExercises: [ExerciseOutline] = [
  ExerciseOutline(
    "2.1", "A sigmoid for any number",
    question: """
      At z = 40, σ is 1 within rounding. What is then left of 1 − σ? And what would make an ∞/∞ at z = 1000, or at \
      z = −1000?
      """,
    idea: """
      Two things lose the answer: a quotient of two infinities, and a difference of two numbers that are nearly equal. \
      1 − σ(z) is σ(−z), which needs no difference; and e^−|z| is never above 1, whatever the sign of z. Write σ for \
      z ≥ 0, σ for z < 0, and the slope σ(z) σ(−z) with e^−|z| alone.
      """,
    formula: "with q = e^−|z|:   σ = 1/(1 + q) where z ≥ 0, and q/(1 + q) where z < 0;   σ′ = q/(1 + q)²"),
  ExerciseOutline(
    "2.2", "The way back through tanh",
    question: "The layer has kept y = tanh(x) and forgotten x. Can the slope be had from y?",
    idea: "The slope of tanh at x is 1 − tanh²(x), and tanh(x) is y. Each entry of dy has a slope of its own.",
    formula: "dx = dy ⊙ (1 − y ⊙ y)"),
  ExerciseOutline(
    "2.3", "Leaky ReLU and its slope",
    question: "How far does the output move if an entry left of 0 moves by 1?",
    idea: """
      Right of 0 the entry stays and the slope is 1. Left of 0 the entry is multiplied by a, and so a is the slope. At 0 \
      the slope is agreed to be the left one.
      """,
    formula: "g(x) = x, g′(x) = 1 where x > 0;   g(x) = a x, g′(x) = a elsewhere"),
  ExerciseOutline(
    "2.4", "Softmax at any temperature",
    question: "What may be subtracted from all scores of a row without any change of its probabilities?",
    idea: """
      Divide the scores by the temperature. Subtract each row's own greatest from its entries: then the greatest \
      exponent is 0, and nothing overflows. Raise e to the entries, and divide each row by its own sum.
      """,
    formula: "pᵢⱼ = e^((zᵢⱼ − mᵢ)/T) / Σₖ e^((zᵢₖ − mᵢ)/T),   mᵢ = maxₖ zᵢₖ"),
  ExerciseOutline(
    "2.5", "Two linear layers in one",
    question: "What becomes of the first layer's bias on its way through the second layer?",
    idea: """
      Substitute y = x W₁ + b₁ into y W₂ + b₂ and multiply out. What is multiplied by x is the new weight; what is \
      left is the new bias.
      """,
    formula: "W = W₁ W₂        b = b₁ W₂ + b₂"),
  ExerciseOutline(
    "2.6", "The share of flat units",
    question: "A unit is a column of z, an example is a row. Over which of the two do you count?",
    idea: """
      The slope of tanh at z is 1 − tanh²(z). In every column, count the entries whose slope is below the threshold, \
      and divide by the number of rows.
      """,
    formula: "shareⱼ = #{ i : 1 − tanh²(zᵢⱼ) < flat } / m"),
]
