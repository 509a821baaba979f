let badInitializationExercises: [ExerciseOutline] = [
  ExerciseOutline(
    "7.1", "The variance of a product",
    question: "X and Y are independent. What is then the mean of X²Y², and what the mean of X²?",
    idea: """
      Begin as in the worked example: the mean of the square less the square of the mean. X² and Y² are independent too, \
      so the mean of X²Y² is E[X²] E[Y²]; and E[X²] is σX² + μX². Multiply out: one of the four terms cancels.
      """,
    formula: "Var(XY) = (σX² + μX²)(σY² + μY²) − μX² μY² = σX² σY² + σX² μY² + σY² μX²"),
  ExerciseOutline(
    "7.2", "The variance of a sum of products, layer by layer",
    question: """
      What is the variance of a single product x w, if w has mean 0 and x has not? And what is the mean of the sum that \
      the next layer gets?
      """,
    idea: """
      By 7.1, with μw = 0, a product has the variance σw² (σx² + μ²), and a sum of n has n times that. Each sum has mean \
      0, so in the layers after the first there is no μ any more: each multiplies the variance of the one before.
      """,
    formula: "v₁ = n₁ σw² (σx² + μ²)        vₗ = nₗ σw² vₗ₋₁"),
  ExerciseOutline(
    "7.3", "Mean and deviations of every layer",
    question: """
      Let each unit say something of its own, but the same for every example. Which of the two deviations is 0, and \
      which is not?
      """,
    idea: """
      Pooled: one mean of all m·n entries, and the squared distances of all entries from it. Over the examples: each \
      column has its own mean and its own variance; average the variances, and take the root last. First the mean, then \
      the distances from it: a difference of two large numbers has few digits left.
      """,
    formula: "pooled = √((1/(mn)) Σᵢⱼ (yᵢⱼ − μ)²)        over the examples = √((1/n) Σⱼ (1/m) Σᵢ (yᵢⱼ − μⱼ)²)"),
  ExerciseOutline(
    "7.4", "Distinct units",
    question: "What all has to be equal for two units to have the same z, whatever comes in?",
    idea: """
      Make one list of each unit: its column of W, and its bias after it. Then count the different lists, those that \
      equal none before them. A set of lists does it by itself.
      """,
    formula: "distinct = #{ j : for no k < j is column k of W = column j of W and bₖ = bⱼ }"),
  ExerciseOutline(
    "7.5", "Dead units",
    question: "How many examples, in how many batches, does it take to show that a unit lives?",
    idea: """
      One example for which z is above 0 is enough, in any batch. So look for one, and call the unit dead if there is \
      none. Do not ask whether every z is at most 0: of nan that is false, as each comparison with nan is.
      """,
    formula: "deadⱼ = not (zᵢⱼ > 0 for any example i of any batch)"),
]
