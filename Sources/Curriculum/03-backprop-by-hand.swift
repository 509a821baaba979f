let backpropByHandExercises: [ExerciseOutline] = [
  ExerciseOutline(
    "3.1", "Local gradients of three nodes",
    question: "If x grows by a little, how much does x · y grow? And x / y? And x²?",
    idea: """
      Take each node alone. Its local derivative says how fast its output follows one input while the other stands \
      still. What goes back along an edge is the upstream gradient times that local derivative.
      """,
    formula: """
      x · y:   dx = g y        dy = g x
      x / y:   dx = g / y      dy = −g x / y²
      x²:      dx = 2 g x
      """),
  ExerciseOutline(
    "3.2", "The worked example",
    question: "Which three nodes does x²y/z consist of, and which of them touches each variable?",
    idea: """
      Forward: v = x², then u = v y, then f = u / z. Backward, from the end: start with 1 at f, pass it through the \
      division to u and z, from u through the product to v and y, and from v through the square to x.
      """,
    formula: """
      ∂f/∂u = 1/z      ∂f/∂z = −u/z²
      ∂f/∂v = y ∂f/∂u      ∂f/∂y = v ∂f/∂u
      ∂f/∂x = 2x ∂f/∂v
      """),
  ExerciseOutline(
    "3.3", "Numeric gradient",
    question: "To find the slope along one coordinate, what must happen to the other coordinates?",
    idea: """
      For each k, move x[k] alone by +h and evaluate f, move it by −h from where it was and evaluate f again, put it \
      back. The two points are 2h apart.
      """,
    formula: "∂f/∂xₖ ≈ ( f(x + h eₖ) − f(x − h eₖ) ) / 2h,   eₖ = 1 at k, 0 elsewhere"),
  ExerciseOutline(
    "3.4", "Accumulate through a shared node",
    question: "Two later nodes used the same value. Each sends a gradient back. What is the value's gradient?",
    idea: """
      Start with zeros and a 1 at the last node. Visit the nodes from the last to the first. Each adds, to the \
      gradient of each of its operands, its own gradient times the local derivative on that edge. When you arrive \
      at a node, all its users have been visited, so its gradient is complete.
      """,
    formula: """
      gradient[last] = 1
      for i from last down to 0, for each edge k of node i:
        gradient[operands[i][k]] ← gradient[operands[i][k]] + gradient[i] · derivatives[i][k]
      """),
  ExerciseOutline(
    "3.5", "Dense layer backward",
    question: "Which outputs does one weight touch: all of them, one unit's for one example, or one unit's for each?",
    idea: """
      Let the shapes guide you. dW has the shape of W, n × k, and is made from x (m × n) and dy (m × k): sum over the \
      examples. dx has the shape of x, m × n, and is made from dy (m × k) and W (n × k): sum over the units. The bias \
      is added to every example, so its gradient sums dy over the examples.
      """,
    formula: """
      dW = xᵀ dy        dWₖⱼ = Σᵢ xᵢₖ dyᵢⱼ
      db = Σᵢ dyᵢ
      dx = dy Wᵀ        dxᵢₖ = Σⱼ dyᵢⱼ Wₖⱼ
      """),
  ExerciseOutline(
    "3.6", "Softmax cross-entropy gradient",
    question: "If the network gives the right class the probability 0.9, in which direction should each score move?",
    idea: """
      The gradient of one example's loss with respect to its scores is the probabilities minus the one-hot label. The \
      loss is the mean over the batch. Subtract each row's largest score before exp, or large scores overflow.
      """,
    formula: """
      pᵢⱼ = exp(zᵢⱼ − maxₖ zᵢₖ) / Σₖ exp(zᵢₖ − maxₖ zᵢₖ)
      ∂L/∂zᵢⱼ = (pᵢⱼ − [j = labelᵢ]) / m
      """),
  ExerciseOutline(
    "3.7", "The whole two-layer network",
    question: "The gradient at the scores you have. What stands between them and the first layer's weights?",
    idea: """
      Forward: z1 = x W1 + b1, h = tanh(z1), z2 = h W2 + b2; keep h. Backward: 3.6 gives dz2. 3.5 on the second \
      layer, with h as its input, gives dW2, db2 and dh. Multiply dh entry by entry by the slope of tanh. 3.5 on the \
      first layer, with x as its input, gives dW1 and db1.
      """,
    formula: """
      dz2 = (p − y) / m      dW2 = hᵀ dz2      db2 = Σᵢ dz2ᵢ      dh = dz2 W2ᵀ
      dz1 = dh ⊙ (1 − h ⊙ h)      dW1 = xᵀ dz1      db1 = Σᵢ dz1ᵢ
      """),
  ExerciseOutline(
    "3.8", "Record a neuron",
    question: "While node 3 is computed, w and x are at hand. How fast does w x grow when w grows, and when x does?",
    idea: """
      Each node writes down three things when it is computed: its value, where its operands stand, and how fast its \
      own value follows each of them. It knows nothing of the nodes after it, so no derivative has more than one \
      factor. A leaf has no operands.
      """,
    formula: """
      node 3 = w x:         ∂/∂w = x        ∂/∂x = w
      node 4 = w x + b:     ∂/∂(w x) = 1    ∂/∂b = 1
      node 5 = a = tanh:    ∂a/∂(w x + b) = 1 − a²
      """),
]
