let vanishingGradientsExercises: [ExerciseOutline] = [
  ExerciseOutline(
    "5.1", "One factor",
    question: "When a grows a little, how much does z = w a + b grow, and how much σ(z) then?",
    idea: """
      The neuron is a straight line followed by a curve. The line multiplies a change by w, the curve by its slope at \
      z. The sigmoid's slope can be had from the sigmoid itself, which never overflows.
      """,
    formula: "w σ′(z) = w σ(z) (1 − σ(z)),   z = w a + b"),
  ExerciseOutline(
    "5.2", "The gradient of a chain",
    question:
      "Which weights and which slopes does a change of w_l meet on its way to J, and which number does it meet first?",
    idea: """
      Run forward and keep all outputs. Then walk from the last neuron to the first and carry one number, ∂J/∂a_l: it \
      begins as the loss's slope and is multiplied by one factor per neuron. The gradient of w_l branches off before \
      w_l itself is multiplied in. The slope at neuron l is a_l (1 − a_l).
      """,
    formula: """
      e_L = 2 (a_L − y)
      ∂J/∂w_l = a_{l−1} · a_l (1 − a_l) · e_l
      e_{l−1} = w_l · a_l (1 − a_l) · e_l
      """),
  ExerciseOutline(
    "5.3", "The safe interval",
    question: "For which z is σ′(z) ≥ 1/|w|, and which a lead to such a z if w is negative?",
    idea: """
      Only |w| decides how far z may be from 0: from −Z to Z, and nowhere if |w| is below 4. Solve z = w a + b for a at \
      both ends. Dividing by a negative w swaps them, so it is easier to think of a middle and a half width.
      """,
    formula: """
      Z = ln( |w| (1 + √(1 − 4/|w|)) / 2 − 1 )
      lower = −b/w − Z/|w|        upper = −b/w + Z/|w|
      """),
  ExerciseOutline(
    "5.4", "Gradient norms per layer",
    question: "Which of the matrices that you meet on the way forward will you need again on the way back?",
    idea: """
      Keep every layer's input and output. On the way back carry ∂J/∂A_l. First go through the activation: multiply \
      entry by entry by tanh's slope, 1 − A_l². What you have now belongs to Z_l = A_{l−1} W_l: one product gives the \
      weights' gradient, another the gradient to carry on. The shapes tell which factor is transposed.
      """,
    formula: """
      dZ_l = dA_l ⊙ (1 − A_l ⊙ A_l)
      ∂J/∂W_l = A_{l−1}ᵀ dZ_l        dA_{l−1} = dZ_l W_lᵀ
      """),
  ExerciseOutline(
    "5.5", "The depth of underflow",
    question: "What does taking logarithms make of fⁿ < least, and what happens to < when you divide by ln f?",
    idea: """
      n must be above a quotient of two logarithms, both negative. The least whole number *above* a number is its whole \
      part plus 1. Or count: multiply until the product is below `least`.
      """,
    formula: "n = ⌊ln least / ln f⌋ + 1"),
]
