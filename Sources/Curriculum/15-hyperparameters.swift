let hyperparametersExercises: [ExerciseOutline] = [
  ExerciseOutline(
    "15.1", "Draw by ratio",
    question: "As u goes from 0 to 1, ln x goes evenly from ln a to ln b. Where is ln x at u, and what is x then?",
    idea: """
      As x goes evenly from a to b in the worked example, so does ln x from ln a to ln b here. Then `exp` makes x of it: a \
      at u = 0, √(ab) at ½. The units are that x, rounded at the very end; β is 1 less that x.
      """,
    formula: "x = exp(ln a + u (ln b − ln a)) = a (b/a)ᵘ        units: x.rounded()        β = 1 − x"),
  ExerciseOutline(
    "15.2", "A grid and as many random points",
    question:
      "With p places on each of d axes, how many combinations are there? Which draws may two random points share?",
    idea: """
      Build the grid axis by axis: begin with one point that has no place yet, and replace each point by p, one for each \
      place on the next axis. There are pᵈ in the end. The random search has pᵈ rows too, and d draws in each, none used \
      twice, none left out, and each as `generator.uniform()` gives it.
      """,
    formula: "places of axis i: (k + tᵢ)/p, k = 0 … p − 1        both: pᵈ × d; random: pᵈ · d draws"),
  ExerciseOutline(
    "15.3", "Schedules with warm-up",
    question: "Which t does a schedule see at the first update after the warm-up?",
    idea: """
      For t < W the factor is (t + 1)/W, whatever the schedule. From W on, use t − W in the schedule's formula: at its 0 \
      each of them is 1. Divide t by s as whole numbers to count the steps. After T the cosine would rise again: there it is 0.
      """,
    formula: "t < W: (t + 1)/W        else, with τ = t − W: γ^⌊τ/s⌋,   τ < T: ½ (1 + cos(π τ/T)), else 0,   1/(1 + κ τ)"
  ),
  ExerciseOutline(
    "15.4", "Explained shares of the variance",
    question:
      "For V, what do you need to know of each trial besides its loss? Is that another thing for cells than for bins?",
    idea: """
      First replace the losses: what is not below ln 10 becomes ln 10, nan too. Then write one helper that gets the group \
      of each trial, as whole numbers, and returns V: it serves for bins and for cells, if you number the cell of bins b \
      and c as K b + c. k counts the groups that occur. Whether all losses are equal, see by comparing the losses, not SST \
      with 0: the mean of six numbers ln 10 is rounded, and not ln 10.
      """,
    formula: "V = (SSB − (k − 1)(SST − SSB)/(n − k))/SST        [i, i]: V_i        [i, j]: V(K bᵢ + bⱼ) − V_i − V_j"),
  ExerciseOutline(
    "15.5", "Pick a rate from a range test",
    question:
      "By how much does the exponent of b/a grow from one update to the next, if it is 0 at the first and 1 at the last?",
    idea: """
      Go through the losses until one is not finite, carry v along from 0, and divide it by 1 − βᵗ⁺¹ for s. Remember the t \
      of the lowest s, replaced only by what is strictly lower. Its rate depends on T, the number of *all* updates that \
      were planned, however early the test ended.
      """,
    formula: "η_t = a (b/a)^(t/(T − 1))        s_t = v_t/(1 − βᵗ⁺¹)        pick = η_t/10 at the lowest s_t"),
  ExerciseOutline(
    "15.6", "Successive halving",
    question: "How many epochs does a trial *add* in the rung that takes it from 3 epochs to 9?",
    idea: """
      Keep the numbers of the trials that are still in, not their places in a list that gets shorter. In each rung sort \
      them by this rung's losses, and keep max(1, count / f). For the order, ask for nan first, then compare the losses, \
      then the numbers. The cost grows by the trials of a rung times the epochs that they add.
      """,
    formula: "n₀ = n, r₀ = r;   nₖ = max(1, ⌊nₖ₋₁/f⌋), rₖ = f rₖ₋₁;   cost = n r + Σ nₖ (rₖ − rₖ₋₁), until nₖ = 1"),
]
