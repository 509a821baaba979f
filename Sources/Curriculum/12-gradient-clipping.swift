let gradientClippingExercises: [ExerciseOutline] = [
  ExerciseOutline(
    "12.1", "Clip by value",
    question: "The limits are −1 and 2, the entries −3, 0.5 and 7. What should each become?",
    idea: """
      Every entry is judged alone. Above α it becomes α, below β it becomes β, and between them it stays what it is. \
      One map over the matrix does it.
      """,
    formula: "cᵢ = min(α, max(β, gᵢ))"),
  ExerciseOutline(
    "12.2", "Clip by norm",
    question: "The gradient (3, 4) has length 5. By which number must you multiply it to give it length 1?",
    idea: """
      Compute the norm of all entries together. If it is at most v, return the gradient as it is. Otherwise multiply \
      every entry by the same number: the wanted length divided by the length it has.
      """,
    formula: """
      ‖g‖ = √(Σ gᵢ²)
      c = g · v/‖g‖ if ‖g‖ > v, else g
      """),
  ExerciseOutline(
    "12.3", "Clip by global norm",
    question: "One parameter's gradient has norm 3, another's has norm 4. How long is the vector of both?",
    idea: """
      Add up the squares of all entries of all matrices, and take one root at the end. All matrices are multiplied by \
      the same factor, even one that is short: otherwise the whole would turn.
      """,
    formula: """
      ‖g‖ = √(Σₖ Σᵢ gₖᵢ²)
      cₖ = gₖ · v/‖g‖ for every k, if ‖g‖ > v
      """),
  ExerciseOutline(
    "12.4", "The angle that clipping turns",
    question: "Which operation on two vectors gives a number that depends on their lengths and on the angle alone?",
    idea: """
      The dot product divided by both lengths is the cosine. Keep it between −1 and 1 before taking the arc cosine, \
      because rounding may carry it over the edge. The arc cosine is in radians.
      """,
    formula: """
      cos θ = Σ aᵢ bᵢ / (‖a‖ ‖b‖)
      θ = acos(min(1, max(−1, cos θ))) · 180/π
      """),
  ExerciseOutline(
    "12.5", "Survive what is not finite",
    question: "The gradient (3·10²⁰⁰, 4·10²⁰⁰) has norm 5·10²⁰⁰. Which step of your computation gives ∞ instead?",
    idea: """
      First look for entries that are not finite, in all matrices, and return zeros if there is one. Then find the \
      entry of the largest size, s; if it is 0, nothing is to be clipped. Divided by s no entry is above 1 in size, so \
      the squares are harmless. Multiply by s only where nothing can overflow: it is enough to compare with v/s.
      """,
    formula: """
      s = max |gₖᵢ|,   r = √(Σ (gₖᵢ/s)²),   ‖g‖ = s r
      c = (g/s) / r · v if r > v/s, else g
      """),
]
