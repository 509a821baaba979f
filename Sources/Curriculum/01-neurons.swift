let neuronsExercises: [ExerciseOutline] = [
  ExerciseOutline(
    "1.1", "The weighted sum",
    question: "If all inputs are 0, what is z? And what does an input of 1 add to that?",
    idea: """
      Start with the bias. Go through weights and inputs side by side, with `zip`, and add each weight times its input.
      """,
    formula: "z = w₀ + Σᵢ wᵢ xᵢ"),
  ExerciseOutline(
    "1.2", "What a neuron decides",
    question: "Which number of a row decides whether the neuron fires, and what is it if the point is on the line?",
    idea: """
      For each row, form the weighted sum of exercise 1.1, and compare it with 0. On the line it is 0, which is not above \
      0.
      """,
    formula: "ŷᵢ = 1 if w₀ + Σⱼ wⱼ xᵢⱼ > 0, else 0;   `(0..<x.rows).map { i in … }` makes the list"),
  ExerciseOutline(
    "1.3", "A step of the perceptron rule",
    question: "For which signs of the label and of z is the neuron right? Which of them make label · z positive?",
    idea: """
      First form z. If label · z is above 0, give back what you were given. Otherwise add the label to the bias, and the \
      label times xᵢ to each wᵢ: also where z is 0.
      """,
    formula: "if y z ≤ 0:   w₀ ← w₀ + y,   wᵢ ← wᵢ + y xᵢ;   otherwise nothing"),
  ExerciseOutline(
    "1.4", "Neurons for AND, OR and NOT",
    question:
      "With all weights 1, z is the bias plus the number of inputs that are 1. Which numbers should make it fire?",
    idea: """
      AND fires only if the number is n, so its threshold lies between n − 1 and n. OR fires from 1 on, so its threshold \
      lies between 0 and 1. The bias is minus the threshold. NOT needs a weight that holds it back.
      """,
    formula: "all weights 1, and AND: w₀ = −(n − ½),   OR: w₀ = −½;   NOT: w₀ = ½, w₁ = −1"),
  ExerciseOutline(
    "1.5", "A network for XOR",
    question:
      "XOR is OR, but not AND. What are the three sums x₁ + x₂ that occur, and which of them is each gate to fire for?",
    idea: """
      The sums are 2 low, low + high and 2 high. Let the first hidden neuron have a threshold between the first two, and the \
      second one between the last two. The output neuron sees 0s and 1s: it fires if the first does and the second does not.
      """,
    formula: """
      weights 1, 1 and OR: w₀ = −(3 low + high)/2,   AND: w₀ = −(low + 3 high)/2;   output: w₀ = −½, w₁ = 1, w₂ = −1
      """),
  ExerciseOutline(
    "1.6", "A dense layer",
    question: "The sum of neuron j for example i needs which row of x, and which column of W?",
    idea: """
      Row i of x times column j of W is entry (i, j) of a matrix product. Then each neuron's bias is added in its own column, \
      for every example.
      """,
    formula: "Z = X W + b, with b added to every row"),
]
