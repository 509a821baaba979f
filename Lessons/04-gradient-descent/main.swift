//: # Losses and gradient descent
//:
//: *How do many small, noisy steps downhill find good weights?*
//:
//: Lesson 03 computed, for every weight of a network, which way the loss moves when the weight moves. This lesson
//: uses that. It says what the loss is and why there are several, how long a step may be, and from how many examples
//: a gradient should be computed: from all of them, which is exact, or from a few, which is noisy and so much cheaper
//: that everybody does it. The loop that comes of it has five lines, and every later lesson runs on it.

import Datasets
import Engine
import LessonKit
import Plots

let lesson = Lesson(
  4, takesMNIST: true,
  knobs: Knob("outlier", 15, in: 4...100, "the fifth target of section 3"),
  Knob("wrong", 6, in: 0.5...12, "how far on the wrong side section 4 starts"),
  Knob("rate", 0.9, in: 0.01...1.2, "a learning rate, as a share of the limit 2/λ"),
  .whole("batch", 10, in: 1...50, "the points in a mini-batch of the line"),
  Knob("noise", 6, in: 0...20, "how much the examples disagree in the double well"))
let split = lesson.digits().standardized()
var generator = Generator(seed: lesson.seed)

//: ## The problem, stated once
//:
//: There are $m$ examples, each an input $x_i$ with its target $t_i$. There is a function $f$, a network, with all its
//: weights and biases in one list $w$. It answers $y_i = f(x_i, w)$. A *loss* $L(y, t)$ says how bad an answer is. To
//: learn is to look for weights whose mean loss is small:
//:
//: $$ J(w) = \frac{1}{m} \sum_{i=1}^{m} L(f(x_i, w), t_i) $$
//:
//: $J$ is one number that depends on many. Its gradient $\nabla J$, one derivative per weight, is what lesson 03's way
//: back computes; a small step against it makes $J$ smaller. So we start somewhere and repeat
//:
//: $$ w \gets w - \eta \, g, \qquad g = \nabla J(w) $$
//:
//: This is *gradient descent*, one such change of $w$ is an *update*, and $\eta$ is the *learning rate*.
//:
//: Some texts have the sum of the losses, without the $1/m$. The lowest point is the same, wherever it is. But every
//: gradient is $m$ times as long, so that the same rate is another rate. We fit a line $y = w_1 x + w_0$ to 50 points
//: by a hundred updates, with the mean and with the sum (`Line.swift` has the gradient).

let line = Line(count: 50, using: &generator)
let beginning = Matrix(column: [-0.6, 1.6])  // w₁, w₀

func lossOfSum(rate: Double) -> Double {
  var w = beginning
  for _ in 1...100 { w -= rate * (Double(line.count) * line.gradient(w)) }
  return line.loss(w)
}
let byMean = line.loss(line.path(from: beginning, rate: 0.1, updates: 100).last!)
let bySum = [0.1, 0.1 / 50].map(lossOfSum)
lesson.table(
  ["gradient of", "rate", "mean loss after 100 updates"],
  [
    ["the mean", "0.1", byMean.text(.significant(4))],
    ["the sum", "0.1", bySum[0].text(.significant(2))],
    ["the sum", "0.1 / 50", bySum[1].text(.significant(4))],
  ])
lesson.claim(
  "With the sum and a rate of 0.1, the loss is 10 to the power {} after 100 updates",
  log(bySum[0]) / log(10), isAbove: 100, .whole)
lesson.claim(
  "With a rate 50 times smaller, the sum's loss is off from the mean's by {} of it",
  abs(bySum[1] - byMean) / byMean, isBelow: 1e-12, .significant(1), isAlways: true)

//: Same minimum, same path, if the rates are $m$ times apart; with one rate for both, one of them flies off. We take
//: the mean, here and in all lessons: then a rate that suits 50 examples suits 5000. Why the other run exploded, and at
//: which rate that begins, we shall be able to compute.
//:
//: ## Three losses
//:
//: What should $L$ be? For a number to be predicted there are two common choices, the *mean squared error* and the
//: *mean absolute error*. Let there be $N$ entries in all, $m$ times the number of outputs:
//:
//: $$ \text{MSE} = \frac{1}{N} \sum (y - t)^2, \qquad \text{MAE} = \frac{1}{N} \sum |y - t| $$
//:
//: For a class to be predicted, the network gives each class $j$ a probability $p_j$, by softmax (lesson 02). If the
//: examples are independent, the probability that it gives to *all* the right classes is the product of the single
//: ones. We would like that to be large. A product of a thousand numbers below 1 is hopelessly small, so we take the
//: logarithm, which turns it into a sum; minus, so that small is good; and the mean. That is the *cross-entropy*:
//:
//: $$ H = -\frac{1}{m} \sum_{i=1}^{m} \sum_j t_{ij} \ln p_{ij} = -\frac{1}{m} \sum_{i=1}^{m} \ln p_{i, \text{right}} $$
//:
//: In the first form the target is a row with a 1 at the right class and 0 elsewhere. Only one term of the inner sum
//: is left, the second form. With two classes and a single output $p$, the sum has two terms,
//: $-t \ln p - (1 - t) \ln (1 - p)$.
//:
//: Their gradients, entry by entry:
//:
//: | loss | gradient | for |
//: | :-- | :-- | :-- |
//: | MSE | $2 (y - t) / N$ | each output |
//: | MAE | $1/N$, $-1/N$, or 0 | $y$ above, below, or at $t$ |
//: | cross-entropy | $-1 / (m \, p_j)$ at the right class, 0 elsewhere | each probability |
//: | the same | $(p_j - t_j) / m$ | each score in front of softmax (derived in lesson 03) |
//:
//: The first grows with the error, the second knows only its sign, the last is an error, too: that of the
//: probabilities. $|y - t|$ has a kink where it is 0, and no slope there; 0 is a choice. Lesson 03's judge, the central
//: difference, checks all three on random answers:

let answers = Matrix(rows: 4, columns: 3) { _, _ in generator.normal() }
let targets = Matrix(rows: 4, columns: 3) { _, _ in generator.normal() }
let losses: [(name: String, loss: (Matrix) -> Loss)] = [
  ("MSE", { meanSquaredError($0, target: targets) }),
  ("MAE", { meanAbsoluteError($0, target: targets) }),
  ("cross-entropy", { softmaxCrossEntropy($0, labels: [0, 1, 2, 1]) }),
]
let errors = losses.map { _, loss in
  relativeError(
    numericGradient(of: { loss($0).value }, at: answers), loss(answers).gradient)
}
lesson.table(
  ["loss", "formula and central difference differ by"],
  zip(losses, errors).map { [$0.name, $1.text(.significant(1))] })
lesson.claim(
  "The worst of the three gradients is off by {}", errors.max()!, isBelow: 1e-6,
  .significant(1))

//: ## What each loss wants
//:
//: Suppose the network may give only *one* answer $c$, the same for all examples. Which constant is best tells what a
//: loss is after. We set the derivative to 0. For the squared error:
//:
//: $$ \frac{2}{m} \sum_i (c - t_i) = 0 \quad \Longrightarrow \quad c = \frac{1}{m} \sum_i t_i $$
//:
//: the *mean*. For the absolute error, each target below $c$ pulls with $1/m$ to one side and each above with $1/m$
//: to the other. They balance where there are as many below as above: at the *median*. For the cross-entropy the
//: answer is one row of probabilities. If a share $q_j$ of the examples has the class $j$, the mean of the gradients
//: $p_j - t_{ij}$ is $p_j - q_j$. It is 0 at $p_j = q_j$: the *frequencies of the classes*.
//:
//: Take the targets 1, 2, 3 and 4, and a fifth that may be far away.

let outlier = lesson.knob("outlier")
let tried = (0...320).map { Double($0) / 20 }
let shifts = ConstantAnswer.Kind.allCases.map { kind in
  ConstantAnswer(kind, targets: [1, 2, 3, 4, 15]).best(of: tried)
    - ConstantAnswer(kind, targets: [1, 2, 3, 4, 5]).best(of: tried)
}
lesson.record("mean shift", shifts[0], .fixed(1))
lesson.record("median shift", shifts[1], .fixed(1))
lesson.ask(
  "The fifth target moves from 5 to 15. Which best answers move with it?",
  ["both", "that of the squared error only", "that of the absolute error only", "none"],
  answer: shifts[0] > 0 ? (shifts[1] > 0 ? 0 : 1) : (shifts[1] > 0 ? 2 : 3),
  "the mean moves by {{mean shift}}, a fifth of the way, the median by "
    + "{{median shift}}: it asks on which side a target is, not how far.")

//: Both losses as functions of the answer, each with its lowest point:

lesson.figure(
  "constants",
  .grid(
    shared: .none,
    plots: [
      [5, outlier].map { fifth in
        ConstantAnswer.plot(
          "Fifth target \(fifth.text(.whole))", targets: [1, 2, 3, 4, fifth])
      }
    ]),
  caption:
    "The mean loss of one answer for five targets. The crosses mark the best answers: "
    + "the mean follows the fifth target, the median does not. (The scales of the two "
    + "pictures differ, and high losses are cut off.)")
lesson.try(
  "--section 3 --outlier 30",
  "Where is the mean now, and by how much has that of the MAE moved?")

//: With an even number of targets the median is not one number. For 1, 2, 3 and 10 every answer from 2 to 3 has the
//: same absolute error, and all are best. And there is a price. The absolute error's slope does not fade near the
//: lowest point. At a constant rate descent never settles: it steps over the kink and back.

let restless = ConstantAnswer(.absolute, targets: [1, 2, 3, 4, 15])
  .path(from: 0.05, rate: 0.3, updates: 200)
lesson.claim(
  "After 200 updates at the rate 0.3, the absolute error still makes steps of {}",
  abs(restless[200] - restless[199]), isWithin: 0.059...0.061, .fixed(2),
  isAlways: true)

//: Each is the rate divided by the five targets. The squared error's steps get shorter as its slope does, and it stops.
//:
//: And the third? We give one row of scores, all 0 at first, to each of 400 digits, and let it descend on the
//: cross-entropy.

let task = split.training.selecting(0..<400)
var scoreRow = Matrix(rows: 1, columns: task.classes)
for _ in 1...500 {
  let scores = Matrix(rows: task.count, columns: task.classes).addingRow(scoreRow)
  scoreRow -= softmaxCrossEntropy(scores, labels: task.labels).gradient.columnSums
}
let frequencies = Matrix(row: task.classCounts.map { Double($0) / Double(task.count) })
lesson.claim(
  "The probabilities it finds are the shares of the ten classes, to {}",
  abs(softmax(scoreRow) - frequencies).max, isBelow: 1e-6, .significant(1))

//: So before it has learned anything else, a classifier learns how frequent the classes are.
//:
//: ## Confidently wrong
//:
//: Why not use the squared error for classes, too? Look at a single sigmoid output, $p = \sigma(z)$, whose right answer
//: is 1. With $p' = p \, (1 - p)$ (lesson 02), the two losses have these slopes:
//:
//: $$
//: \begin{aligned}
//: \frac{d}{dz} (1 - p)^2 &= -2 \, (1 - p) \cdot p \, (1 - p) \\
//: \frac{d}{dz} (-\ln p) &= -\frac{1}{p} \cdot p \, (1 - p) = -(1 - p)
//: \end{aligned}
//: $$
//:
//: The cross-entropy's $1/p$ cancels the slope of the sigmoid. What remains is the error. The squared error keeps the
//: factor $2p \, (1 - p)$.

let wrong = lesson.knob("wrong")
let sixAway = Output.allCases.map { abs($0.slope(-6)) }
let steepest = (1...999).map { Double($0) / 1000 }
  .max { $0 * pow(1 - $0, 2) < $1 * pow(1 - $1, 2) }!
lesson.record("flat slope", sixAway[0], .fixed(3))
lesson.record("full slope", sixAway[1], .fixed(2))
lesson.ask(
  "The output is confidently wrong: z = −6, so p is near 0 and the squared error near "
    + "its largest, 1. How large is its slope?",
  ["near its largest", "about half of that", "near 0"],
  answer: sixAway[0] < 0.05 ? 2 : sixAway[0] < 0.2 ? 1 : 0,
  "it is {{flat slope}}; the cross-entropy's is {{full slope}}. The more wrong the "
    + "output, the less the squared error tells it.")

//: On the left are both slopes. On the right is how many updates of $z$ itself it takes until $p$ is above one half.

lesson.figure(
  "confident", .grid(shared: .none, plots: [Output.plots(until: max(2, wrong))]),
  caption:
    "A sigmoid output whose right answer is 1. Left: the slope of both losses. Right: "
    + "the updates that it takes at the rate 1 (a logarithmic axis).")

//: And from one start, at two rates:

lesson.table(
  ["start", "rate", "updates, squared error", "cross-entropy"],
  [1.0, 10].map { rate in
    ["z = \((-wrong).text(.significant(2)))", rate.text(.whole)]
      + Output.allCases.map { "\($0.updates(from: -wrong, rate: rate))" }
  })
let slowUpdates = Double(Output.squaredError.updates(from: -6, rate: 1))
lesson.claim(
  "From z = −6 the squared error takes {} updates at the rate 1", slowUpdates,
  isWithin: 200...220, .whole, isAlways: true)
lesson.claim(
  "The cross-entropy takes {}", Double(Output.crossEntropy.updates(from: -6, rate: 1)),
  isWithin: 6...8, .whole, isAlways: true)
lesson.claim(
  "The squared error's slope is steepest at p = {}", steepest, isWithin: 0.332...0.335,
  .fixed(2), isAlways: true)
lesson.try(
  "--section 4 --wrong 9",
  "By what factor does the squared error's number grow for each unit further left?")

//: The two curves can be had by hand. Far to the left $p \approx e^{z}$, so an update of the squared error moves $z$ by
//: about $2 \eta \, e^{z}$, and $e^{-z}$, which is $e^{|z|}$, falls by about $2\eta$. It takes $e^{|z|} / 2\eta$
//: updates until nothing is left of it. The cross-entropy moves $z$ by nearly $\eta$ each time, which takes
//: $|z| / \eta$. And the steepest place is where the derivative of $p \, (1 - p)^2$ is 0, which is
//: $(1 - p)(1 - 3p)$: at $p = 1/3$.
//:
//: It is often said that the squared error gets *stuck* there. It is slow, and slowness has a cure: at a rate of 10 it
//: is ten times as fast, as the table shows. But a network has outputs of all kinds at once, and a rate that wakes up
//: the confidently wrong ones is too large for the others.
//:
//: ## Five lines
//:
//: Back to networks. This is the loop:

lesson.figure(
  "loop", .graph("One update", loop),
  caption:
    "One update; dy is the loss's gradient with respect to y. The weights that the "
    + "step makes go in again on the left, with the next batch.")

//: and as a program (with `--code`), for one pass through the data in batches of some size:

func epoch(
  of network: inout Network, on data: Dataset, batch size: Int, rate: Double,
  record: (Loss, Network) -> Void = { _, _ in }
) {
  var optimizer = Optimizer(GradientDescent(learningRate: rate))
  for batch in data.batches(of: size, using: &generator) {
    let scores = network.forward(batch.inputs, mode: .training)  // forward
    let loss = softmaxCrossEntropy(scores, labels: batch.labels)  // loss
    network.backward(loss.gradient)  // backward
    optimizer.step(&network)  // step: w ← w − η g, for every parameter
    record(loss, network)  // record
  }
}

//: Forward, loss, backward, step, record. The optimizer is the line $w \gets w - \eta g$ for each parameter; lesson 13
//: puts other rules in its place. Words for counting, since books disagree:
//:
//: - An *update* is one change of the weights. With $m$ examples in batches of $B$ there are $m / B$ of them in one
//:   pass, rounded up: the last batch is smaller if $B$ does not divide $m$.
//: - An *epoch* is one pass through all the data, in which every example takes part exactly once. The batches are
//:   drawn anew for each.
//: - An *iteration* is one batch in some texts, and one example in others. We do not use the word.
//:
//: Here 400 digits teach a network with 32 hidden ReLUs, in batches of 20 at a rate of 0.3. An even guess among ten
//: classes has the loss $\ln 10 = 2.30$. Random weights begin a little worse than that: they guess, and are sure of it.

let widths = [task.features, 32, task.classes]
var learner = network(widths, using: &generator)
let untrained = learner
var batchLosses: [Double] = []
var wholeLosses = [learner.loss(on: task, squared: false)]
for _ in 1...5 {
  epoch(of: &learner, on: task, batch: 20, rate: 0.3) { loss, _ in
    batchLosses.append(loss.value)
  }
  wholeLosses.append(learner.loss(on: task, squared: false))
}
lesson.figure(
  "learning",
  Plot(
    "Five epochs, a hundred updates", x: Axis("update"), y: Axis("loss"),
    marks: [
      .line(batchLosses, label: "of each batch", color: .green),
      .line(
        x: (0...5).map { Double(20 * $0) }, y: wholeLosses, label: "of all 400",
        color: .blue), .rule(y: log(10), label: "guessing"),
    ]),
  caption:
    "The loss of each batch before its update, and after each epoch that of all 400 "
    + "examples. The first falls only on average.")
//: And on digits that it was not trained on:

lesson.claim(
  "Five epochs leave {} of the loss at the start", wholeLosses[5] / wholeLosses[0],
  isBelow: 0.1, .percent(1))
lesson.claim(
  "Of digits that it has not seen, the network then gets {} right",
  learner.accuracy(on: split.validation), isAbove: 0.85, .percent(1))

//: ## How long a step
//:
//: The gradient says how steep the ground is here, and nothing of how it goes on. How far may we go? Take one weight
//: and a bowl, $J = \frac{1}{2} \lambda w^2$. Its slope is $\lambda w$, and $\lambda$ is its *curvature*, the second
//: derivative. An update is
//:
//: $$ w \gets w - \eta \lambda w = (1 - \eta \lambda) \, w $$
//:
//: Every update multiplies $w$ by the same number. If $\eta\lambda$ is small, this is just below 1: safe, and slow.
//: At $\eta = 1/\lambda$ it is 0, and one update is enough. Beyond that it is negative, and $w$ jumps across the
//: lowest point. As long as it is above $-1$, each jump is shorter than the one before. The last good rate is where
//: it is $-1$:
//:
//: $$ \eta < \frac{2}{\lambda} $$
//:
//: With more weights there is a curvature in every direction, and the greatest decides: what is fine for a shallow
//: direction is too much for the steepest. (Lesson 06 shows how the shallow ones then suffer.) The second derivatives
//: of the mean squared error of a line are $\frac{2}{m} X^\top X$, where $X$ has a row $(x_i, 1)$ for each point: the
//: same numbers everywhere, so this loss is a bowl. We compute its greatest curvature, and predict.

let limit = line.limit
lesson.record("curvature", line.curvatures.greatest, .fixed(2))
lesson.record("limit", limit, .fixed(3))

//: For our 50 points $\lambda = {{curvature}}$, so the limit should be $2/\lambda = {{limit}}$. Now we forget this
//: and look: 300 updates at a rate, and if the loss has risen we halve the interval from above, else from below,
//: twelve times.

var (fine, tooLarge) = (0.0, 4 * limit)
for _ in 1...12 {
  let rate = (fine + tooLarge) / 2
  let end = line.path(from: beginning, rate: rate, updates: 300).last!
  if line.loss(end) < line.loss(beginning) { fine = rate } else { tooLarge = rate }
}
lesson.claim(
  "The rate at which descent on the line stops falling is {} times 2/λ",
  fine / limit, isWithin: 0.98...1.02, .fixed(3), as: "found")

//: Here is descent at three rates near and far from the limit, and what is left after 15 updates at many:

let share = lesson.knob("rate")
let ratesShown = [0.02, share, 1.02]
let lowest = line.loss(line.best)
let excess = ratesShown.map { rate in
  line.path(from: beginning, rate: rate * limit, updates: 40)
    .map { max(line.loss($0) - lowest, 1e-12) }
}
let sweepRates = (1...55).map { Double($0) / 50 }
let sweep = sweepRates.map { rate in
  let end = line.path(from: beginning, rate: rate * limit, updates: 15).last!
  return max(line.loss(end) - lowest, 1e-12)
}
let bestShare = sweepRates[sweep.firstIndex(of: sweep.min()!)!]
lesson.record("best share", bestShare, .fixed(2))

//: Both are measured from the lowest loss that a line can have.

lesson.figure(
  "rates",
  .grid(
    shared: .none,
    plots: [
      [
        Plot(
          "At three rates", x: Axis("update"),
          y: Axis("J above its lowest", scale: .logarithmic, over: 1e-9...1e2),
          marks: zip(ratesShown, zip(excess, [Color.grey, .blue, .purple])).map {
            .line($1.0, label: "\($0.text(.fixed(2))) · 2/λ", color: $1.1)
          }),
        Plot(
          "After 15 updates", x: Axis("rate, as a share of 2/λ"),
          y: Axis("J above its lowest", scale: .logarithmic, over: 1e-9...1e2),
          marks: [.line(x: sweepRates, y: sweep, color: .blue), .rule(x: 1)]),
      ]
    ]),
  caption:
    "Descent on the line's loss. Left: at three rates. Right: what is left after 15 "
    + "updates, against the rate, with the predicted limit. Below 10⁻⁹ the curves are "
    + "cut off.")
lesson.try(
  "--section 6 --rate 1",
  "Exactly at the limit, where does the loss stay, and what do the weights do?")

//: The rate is a compromise with an abrupt end. From far too small it improves slowly; the best of those tried is
//: {{best share}} of the limit; and a few percent above the limit everything is lost in the end. And this is what happened in the
//: first section: the sum's curvature is 50 times the mean's, so 0.1 was far above its limit.

lesson.claim(
  "At 1.02 times the limit, 15 updates leave the loss {} times as far from its lowest "
    + "as they do at 0.98",
  sweep[50] / sweep[48], isAbove: 3, .significant(2), as: "cliff")

//: ## And a network (deeper)
//:
//: A network's loss is no bowl. Its curvature is another one wherever the weights are. We can measure the greatest at
//: the start, from differences of gradients (`Curvature.swift`), and then descend with all examples at several
//: multiples of that $2/\lambda$. If the limit holds, everything above 1 is lost.
//:
//: A network of 16 tanh units learns 100 digits, from ten starts, with 60 updates each; once on the cross-entropy,
//: once on the squared error to rows of 0 and 1.

let few = task.selecting(0..<100)
let multiples = [1.0, 2, 10]
var curvaturesLeft: [[Double]] = [[], []]
let trials = [false, true].map { isSquared in
  (1...10).map { number in
    let start = network([few.features, 16, few.classes], .tanh, using: &generator)
    let steepness = start.greatestCurvature(
      on: few, squared: isSquared, rounds: 15, using: &generator)
    let ends = multiples.map { multiple in
      start.descended(
        on: few, squared: isSquared, rate: multiple * 2 / steepness, updates: 60)
    }
    if number <= 5 {
      let end = ends[1].greatestCurvature(
        on: few, squared: isSquared, rounds: 15, using: &generator)
      curvaturesLeft[isSquared ? 1 : 0].append(end / steepness)
    }
    let before = start.loss(on: few, squared: isSquared)
    return ends.map { $0.loss(on: few, squared: isSquared) / before }
  }
}

//: What becomes of the ten starts at the largest of the rates?

func falls(_ isSquared: Int, _ multiple: Int) -> Int {
  trials[isSquared].count { $0[multiple] < 0.9 }
}
lesson.record("falls", Double(falls(0, 2)), .whole)
lesson.ask(
  "What comes of descent on the cross-entropy at *ten* times 2/λ of the start?",
  ["a loss that blows up", "next to no fall", "a fall: it learns"],
  answer: falls(0, 2) > 5 ? 2 : trials[0].count { $0[2] > 1 } > 5 ? 0 : 1,
  "in {{falls}} of the ten runs. The limit was computed at the start, and the weights "
    + "do not stay there.")
//: What is left of the loss in a middle one of the ten runs, and in how many it has fallen by a tenth or more:

lesson.table(
  [
    "rate", "cross-entropy, left", "runs that fall", "squared error, left",
    "runs that fall",
  ],
  multiples.indices.map { k in
    ["\(multiples[k].text(.whole)) · 2/λ"]
      + trials.indices.flatMap { i in
        let left = trials[i].map { $0[k] }.sorted()[5]
        return [
          left < 100 ? left.text(.significant(1)) : "all is lost",
          "\(falls(i, k)) of 10",
        ]
      }
  })
lesson.claim(
  "At ten times the limit of the start, the cross-entropy falls in {} of ten runs",
  Double(falls(0, 2)), isAbove: 6.5, .whole)
lesson.claim(
  "At ten times the limit of the start, the squared error falls in {} of ten runs",
  Double(falls(1, 2)), isBelow: 6.5, .whole)

//: Where did the weights go? We measure the greatest curvature once more, where five of the runs end at twice the
//: limit, and take the middle one:

lesson.claim(
  "At twice the limit, the cross-entropy ends where the curvature is {} of the first",
  curvaturesLeft[0].sorted()[2], isBelow: 0.4, .percent(0))
lesson.claim(
  "The squared error ends where it is {} of the first",
  curvaturesLeft[1].sorted()[2], isWithin: 0.1...1, .percent(0))

//: The cross-entropy's slopes fade as the answers become right, and its curvature with them. It moves into flatter
//: country, and a rate that was too large at first is not too large there. The squared error stays curved: half of
//: the first curvature is the most that twice the limit can bear, and it ends not far below. This is the *edge of stability* of
//: [Cohen, Kaur, Li, Kolter and Talwalkar (2021)](https://arxiv.org/abs/2103.00065): descent with all examples is
//: drawn to where the curvature is $2/\eta$, and hovers there. So $2/\lambda$ is exact for a bowl, and for a network
//: a size to begin with: it says where to look, not what is forbidden.
//:
//: ## All, one, or some
//:
//: $\nabla J$ is a mean over all $m$ examples. With a million of them, that is a million ways forward and back for one
//: small step. But a mean can be estimated from a few. There are three choices of $g$:
//:
//: | name | $g$ | updates per epoch |
//: | :-- | :-- | :-- |
//: | batch descent | $\frac{1}{m} \sum_{i=1}^{m} \nabla L_i$, all examples | 1 |
//: | stochastic descent | $\nabla L_i$, a random one | $m$ |
//: | mini-batch descent | $\frac{1}{B} \sum_{i \in \text{batch}} \nabla L_i$, $B$ random ones | $m / B$, rounded up |
//:
//: $\nabla L_i$ is the gradient of the loss of example $i$. A random example's gradient is wrong, but it is *right on
//: average*: each example is drawn with the probability $1/m$, so its mean over all draws is $\sum_i \frac{1}{m}
//: \nabla L_i = \nabla J$. The same holds for a mean of $B$. That is enough to get to the lowest point of a bowl if
//: the rate is lowered slowly, as [Robbins and Monro (1951)](https://doi.org/10.1214/aoms/1177729586) proved for one
//: weight.
//:
//: Here are the three on the line's bowl, from the same start, at the same rate, with 50 updates each.

let middle = Int(lesson.knob("batch"))
let flights = [(50, "all 50"), (middle, "\(middle)"), (1, "one")].map { size, name in
  let epochs = max(1, size)
  let path = line.path(
    from: beginning, rate: 0.1, epochs: epochs, batch: size, using: &generator)
  return (name: name, path: Array(path.prefix(51)))
}
//: Each starts at the ring and ends at the disc:

let flightColors: [Color] = [.blue, .green, .orange]
lesson.figure(
  "paths",
  Plot(
    "Fifty updates", x: Axis("w₁"), y: Axis("w₀"), aspect: .equal,
    marks: [
      .contours(x: -1...2, y: -0.4...1.8) {
        line.loss(Matrix(rows: 2, columns: 1, elements: [$0, $1]))
      }
    ]
      + zip(flights, flightColors).map { flight, color in
        .path(
          flight.path.map { Point($0[0, 0], $0[1, 0]) }, label: flight.name,
          color: color)
      } + [.cross(Point(line.best[0, 0], line.best[1, 0]))]),
  caption:
    "Descent with all 50 points, with mini-batches, and with single points, on the "
    + "contours of the loss. The cross is the lowest point.")
lesson.try(
  "--section 8 --batch 2",
  "How much calmer is the path of batches than that of single points? And with 25?")

//: All three go the same way. With all points the path is smooth, and stops at the cross. With single points it
//: staggers, and *near the cross it does not stop*: there $\nabla J$ is 0, but the single $\nabla L_i$ are not. Only
//: their mean is.
//:
//: The three have made as many updates, but the blue path looked at 2500 points, and the orange one at 50.
//:
//: ## How noisy is a batch?
//:
//: Let $\sigma$ be the typical distance of a single gradient from their mean:
//:
//: $$ \sigma^2 = \frac{1}{m} \sum_{i=1}^{m} \lVert \nabla L_i - \nabla J \rVert^2 $$
//:
//: For independent draws, variances add; and a mean of $B$ is a $B$-th of their sum, so its variance is a $B^2$-th of
//: the sum's:
//:
//: $$ \frac{1}{B^2} \cdot B \, \sigma^2 = \frac{\sigma^2}{B}, \qquad \text{noise} = \frac{\sigma}{\sqrt{B}} $$
//:
//: Four times the work halves the noise. That is for draws *with* replacement. An epoch deals the examples out without
//: putting any back, which is a little better: the noise has one more factor,
//:
//: $$ \sqrt{\frac{m - B}{m - 1}} $$
//:
//: It is nearly 1 for small batches, and 0 for $B = m$, when nothing is left to chance. (The next section derives it.)
//: We measure the distances for the network of the five lines, before it has learned anything, over 25 random
//: batches of each size.

let atStart = GradientNoise(untrained, on: task)
let sizes = [1, 2, 4, 8, 16, 32, 64, 128, 256, 380]
let measured = [true, false].map { replacing in
  sizes.map {
    atStart.measured(batch: $0, replacing: replacing, draws: 25, using: &generator)
  }
}
//: Lines are the two formulas, points the measurements:

let smooth = (0...60).map { min(399, Int(pow(400, Double($0) / 60).rounded())) }
lesson.figure(
  "noise",
  Plot(
    "Noise of the gradient", x: Axis("batch size B", scale: .logarithmic),
    y: Axis("distance from ∇J", scale: .logarithmic),
    marks: [
      .line(
        x: smooth.map(Double.init),
        y: smooth.map { atStart.predicted(batch: $0, replacing: true) },
        label: "σ/√B", color: .grey),
      .line(
        x: smooth.map(Double.init),
        y: smooth.map { atStart.predicted(batch: $0, replacing: false) },
        label: "with the factor", color: .grey),
      .points(
        x: sizes.map(Double.init), y: measured[0], label: "put back", color: .purple),
      .points(
        x: sizes.map(Double.init), y: measured[1], label: "not put back",
        color: .green), .rule(y: atStart.signal, label: "length of ∇J", color: .blue),
    ]),
  caption:
    "How far the gradient of a random batch is from that of all 400 examples, by "
    + "formula (lines) and measured (points), with replacement and without.")
//: For the slope we fit a line through the small batches, which are at most a tenth of the data:

let small = sizes.indices.filter { sizes[$0] <= 40 }
let smallSizes = small.map { Double(sizes[$0]) }
lesson.claim(
  "Up to B = 32 the noise grows as B to the power {}",
  logSlope(smallSizes, small.map { measured[0][$0] }), isWithin: -0.7 ... -0.3,
  .fixed(2))
lesson.claim(
  "Without replacement, a batch of 380 of 400 has {} of the noise that it has with it",
  measured[1][9] / measured[0][9], isWithin: 0.1...0.4, .fixed(2))

//: One more line is in the picture: the length of $\nabla J$ itself, the *signal*. Where the noise crosses it, noise
//: and signal are equal, at $B = (\sigma / \lVert \nabla J \rVert)^2$. Smaller batches are mostly noise, for larger
//: ones there is little left to gain. What becomes of that size when the network has learned?

let afterwards = GradientNoise(learner, on: task)
let growth = afterwards.evenBatch / atStart.evenBatch
lesson.record("even before", atStart.evenBatch, .whole)
lesson.record("even after", afterwards.evenBatch, .whole)
lesson.record("noise left", afterwards.ofOne / atStart.ofOne, .percent(0))
lesson.record("signal left", afterwards.signal / atStart.signal, .percent(0))
lesson.ask(
  "After five epochs, at which batch size are noise and signal equal?",
  ["a smaller one: there is less noise", "about the same", "a larger one"],
  answer: growth < 0.6 ? 0 : growth < 1.7 ? 1 : 2,
  "before it was {{even before}}, now it is {{even after}}. Of σ {{noise left}} are "
    + "left, of the signal only {{signal left}}: the examples agree where to go at "
    + "first, and disagree about the details.")
lesson.claim(
  "Five epochs make the batch at which noise and signal are equal {} times as large",
  growth, isAbove: 1.5, .significant(2))

//: This is the *noise scale* of [McCandlish, Kaplan and Amodei (2018)](https://arxiv.org/abs/1812.06162), who find that
//: it predicts how large a batch is still useful, and that it grows during training.
//:
//: ## Why the factor (deeper)
//:
//: Draw $B$ of the $m$ numbers $a_1, \ldots, a_m$, which have the mean 0 and the variance $\sigma^2$, without putting
//: any back. The mean of their product for two different draws is not 0: what the first took cannot come again. Over
//: all pairs, the products sum to
//:
//: $$ \sum_{i \ne j} a_i a_j = \Big( \sum_i a_i \Big)^2 - \sum_i a_i^2 = 0 - m \sigma^2 $$
//:
//: and there are $m (m - 1)$ pairs, so a pair's mean product is $-\sigma^2 / (m - 1)$. The square of the sum of $B$
//: draws has $B$ squares and $B (B - 1)$ such products:
//:
//: $$
//: B \sigma^2 - B (B - 1) \frac{\sigma^2}{m - 1} = B \sigma^2 \cdot \frac{m - B}{m - 1}
//: $$
//:
//: Divided by $B^2$ that is the variance of the mean: $\sigma^2 / B$ times the factor. For a gradient it holds in every
//: component. A trap for the reader who measures: a straight line through *all* points of the lower curve does not have
//: the slope $-1/2$, since the factor bends it down.

let steeper = logSlope(sizes.map(Double.init), measured[1])
lesson.claim(
  "Fitted through all sizes, without replacement, the power is {}", steeper,
  isBelow: -0.53, .fixed(2))
let offs = zip(sizes, measured[1]).map { size, noise in
  noise / atStart.predicted(batch: size, replacing: false)
}
lesson.claim(
  "Measured over predicted, all sizes without replacement, is {} on average",
  offs.mean, isWithin: 0.8...1.2, .fixed(2))

//: ## One task, three kinds
//:
//: Which kind is best? That depends on what is counted. We let all three learn the 400 digits: single examples, batches
//: of 20, and all 400. One rate would not be fair, since the noise of single examples forbids rates at which the whole
//: set is still safe. So each gets four rates, and is judged at the best of these, per update and per epoch.

let contenders: [(size: Int, rates: [Double])] = [
  (400, [0.1, 0.3, 1, 3]), (20, [0.03, 0.1, 0.3, 1]), (1, [0.003, 0.01, 0.03, 0.1]),
]
let courses = lesson.progress("twelve networks", contenders).map { size, rates in
  rates.map { rate in
    var (net, update) = (untrained, 0)
    var course = Course(loss: wholeLosses[0])
    for number in 1...(size == 400 ? 40 : 3) {
      epoch(of: &net, on: task, batch: size, rate: rate) { _, net in
        update += 1
        if update <= 40 && update % 4 == 0 {
          course.updates.append(net.loss(on: task, squared: false))
        }
      }
      if number <= 3 { course.epochs.append(net.loss(on: task, squared: false)) }
    }
    return course
  }
}

//: Here is each at its best, by two clocks:

let updateBest = courses.map { $0.map(\.updates).best }
let epochBest = courses.map { $0.map(\.epochs).best }
let perUpdate = courses.indices.map { courses[$0][updateBest[$0]].updates }
let perEpoch = courses.indices.map { courses[$0][epochBest[$0]].epochs }
let contenderNames = ["all 400", "batches of 20", "single examples"]
lesson.ask(
  "It is often said that single examples take longer to converge. After three epochs, "
    + "whose loss is the largest?",
  ["that of single examples", "that of batches of 20", "that of all 400"],
  answer: 2 - perEpoch.indices.max { perEpoch[$0].last! < perEpoch[$1].last! }!,
  "in three epochs it has made three updates, the others 60 and 1200.")
//: Here is what the two clocks show:

lesson.figure(
  "race",
  .grid(
    shared: .y,
    plots: [
      [
        Plot(
          "By update", x: Axis("update"),
          y: Axis("loss", scale: .logarithmic, over: 1e-3...1e1),
          marks: perUpdate.indices.map { i in
            .line(
              x: perUpdate[i].indices.map { Double(4 * $0) }, y: perUpdate[i],
              label: contenderNames[i], color: flightColors[i])
          }),
        Plot(
          "By epoch", x: Axis("epoch", scale: .whole),
          y: Axis("loss", scale: .logarithmic, over: 1e-3...1e1),
          marks: perEpoch.indices.map { i in
            .line(perEpoch[i], label: contenderNames[i], color: flightColors[i])
          }),
      ]
    ]),
  caption:
    "The loss of all 400 examples, each kind at its own best rate: by updates, and by "
    + "epochs. Outside 0.001 to 10 the curves are cut off.")

//: The rates that did it, and what was left:

lesson.table(
  ["", "best rate", "loss after 40 updates", "best rate", "loss after 3 epochs"],
  contenders.indices.map { i in
    [
      contenderNames[i], "\(contenders[i].rates[updateBest[i]])",
      perUpdate[i].last!.text(.significant(2)),
      "\(contenders[i].rates[epochBest[i]])", perEpoch[i].last!.text(.significant(2)),
    ]
  })
lesson.claim(
  "After 40 updates, single examples have at least {} times the loss of all 400",
  perUpdate[2].last! / max(perUpdate[0].last!, 1e-6), isAbove: 4, .significant(2))
lesson.claim(
  "After three epochs, all 400 have {} times the loss of single examples",
  perEpoch[0].last! / perEpoch[2].last!, isAbove: 4, .significant(2))
lesson.claim(
  "Over three epochs, the best rate for single examples is {} of that for all 400",
  contenders[2].rates[epochBest[2]] / contenders[0].rates[epochBest[0]],
  isBelow: 0.2, .percent(0))

//: The smaller the batch, the smaller the rate that it bears: $2/\lambda$ is the limit for all examples together, and
//: a single one can be far steeper. Then there is the cost. To go back, a network must remember what every layer was
//: given, for each example of the batch. That is the memory that a batch needs, besides the weights; the others wait
//: on the disk.

let remembered = task.features + 32 + 32 + task.classes
lesson.table(
  ["", "updates per epoch", "numbers kept for the way back"],
  contenders.indices.map { i in
    let size = contenders[i].size
    return [
      contenderNames[i], "\((400 + size - 1) / size)",
      Double(size * remembered).text(.whole),
    ]
  })
let timed = [1, 5, 20, 100, 400]
let speeds = timed.map { size in
  var net = untrained
  return 400
    / milliseconds(leastOf: 3) { epoch(of: &net, on: task, batch: size, rate: 0.01) }
}
lesson.aside(
  "in batches of "
    + zip(timed, speeds).map { "\($0): \($1.text(.significant(2)))" }
    .joined(separator: ", ") + " examples in a millisecond.")

//: *Per update*, the exact gradient is best: it wastes nothing on noise, and it bears the largest rate. *Per epoch*
//: it is far back: it has made one update where the others have made 20 and 400. "Per example seen" is the same
//: axis, under another name. *Per second* (run the lesson: it times an epoch on your machine) single examples pay for
//: their 400 small updates: a matrix product with 20 rows does not take 20 times as long as one with a single row,
//: and on a graphics card the difference is larger. That leaves the mini-batch: about the progress per epoch
//: of single examples, and about the speed of all. So it is often said that stochastic descent takes longer to
//: converge, and it is true of updates, false of epochs, and true of the seconds of an epoch.
//:
//: ## Does the loss fall at every update?
//:
//: With the exact gradient and a small enough step it must (lesson 03). With a noisy one it need not: the step
//: helps the batch that it was computed from, and may hurt the others. We let networks learn for three epochs, at two
//: rates, and then look at 60 updates: after how many is the loss of *all* examples higher than before?

let bounceSizes = [1, 8, 32, 400]
let bounces = lesson.progress("eight networks", bounceSizes).map { size in
  [0.03, 0.1].map { rate in
    var (net, seen) = (untrained, [Double]())
    for _ in 1...3 { epoch(of: &net, on: task, batch: size, rate: rate) }
    while seen.count < 61 {
      epoch(of: &net, on: task, batch: size, rate: rate) { _, net in
        if seen.count < 61 { seen.append(net.loss(on: task, squared: false)) }
      }
    }
    // Where nothing is learned, nothing can be said.
    let raised = Double(zip(seen, seen.dropFirst()).count { $0 < $1 }) / 60
    return seen[60] < 2 ? raised : .nan
  }
}
lesson.table(
  ["batch size", "updates that raise it, rate 0.03", "rate 0.1"],
  zip(bounceSizes, bounces).map {
    ["\($0)"] + $1.map { $0.isNaN ? "learns nothing" : $0.text(.percent(0)) }
  })

//: Row by row and column by column:

lesson.claim(
  "At a rate of 0.03, {} of the updates with single examples raise the loss",
  bounces[0][0], isWithin: 0.01...0.85, .percent(0))
lesson.claim(
  "At a rate of 0.1, {} of the updates with batches of 8 raise it", bounces[1][1],
  isWithin: 0.01...0.85, .percent(0))
lesson.claim(
  "With all examples, {} of the updates raise it", bounces[3].max()!, isBelow: 0.02,
  .percent(0))

//: The loss falls only on average. It bounces the more the smaller the batch, and the larger the rate: what a step
//: gains shrinks with $\eta$, the harm that its noise does with $\eta^2$.
//:
//: ## Twice the data (deeper)
//:
//: Why does this matter so much? Because data sets grow. We ask for a loss of 0.3 and count the examples that are
//: looked at on the way: with all examples in each update (rate 1), and with batches of 20 (rate 0.3), on 150, 300,
//: 600 and 1197 digits, which is all there are.

let amounts = [150, 300, 600, 1197]
func work(_ count: Int, batch size: Int?, rate: Double) -> Double {
  let data = split.training.selecting(0..<min(count, split.training.count))
  var (net, looked, isDone) = (untrained, 0, false)
  var recent: [Double] = []
  while !isDone && looked < 60 * data.count {
    epoch(of: &net, on: data, batch: size ?? data.count, rate: rate) { loss, _ in
      if isDone { return }
      looked += min(size ?? data.count, data.count)
      recent.append(loss.value)
      isDone = recent.suffix(size == nil ? 1 : 8).mean < 0.3
    }
  }
  return Double(looked)
}

//: A batch's own loss is noisy, so for batches of 20 we take the mean of the last eight.

let allWork = amounts.map { work($0, batch: nil, rate: 1) }
let miniWork = amounts.map { work($0, batch: 20, rate: 0.3) }
lesson.table(
  ["digits", "all at once", "batches of 20"],
  amounts.indices.map { i in
    ["\(amounts[i])", allWork[i].text(.whole), miniWork[i].text(.whole)]
  })
lesson.claim(
  "Eight times the data make the work with all examples {} times as large",
  allWork[3] / allWork[0], isAbove: 6, .fixed(1))
lesson.claim(
  "They make the work with batches of 20 {} times as large", miniWork[3] / miniWork[0],
  isBelow: 5, .fixed(1))

//: The number of updates grows far more slowly than the number of examples. Batch descent pays for each of them with
//: the whole set. A mini-batch pays for 20, however large the set is.
//:
//: ## Saddles
//:
//: So noise is the price of cheap gradients. Is it good for something, too? A place with gradient 0 need not be a
//: minimum. At a *saddle* the ground rises in one direction and falls in another. Take
//:
//: $$ J(u, v) = \tfrac{1}{4} (u^2 - 1)^2 + \tfrac{1}{2} v^2 $$
//:
//: with two minima, at $u = -1$ and $u = 1$, and a saddle between them. On the ridge, at $u = 0$, the exact gradient
//: leads straight to the saddle and stays. Anywhere else near it the slope in the direction of $u$ is about $-u$, so
//: an update multiplies $u$ by $1 + \eta$. From $u$ to $\frac{1}{2}$ that takes about
//: $\ln (0.5 / u) / \ln (1 + \eta)$ updates: the time grows only with the *logarithm* of the distance.

let offRidge = [1e-3, 1e-6, 1e-9, 1e-12, 1e-16]
let exactUpdates = offRidge.map { u in
  Double(
    Saddle.updates(from: u, rate: 0.1, noise: 0, within: 1000, using: &generator)!)
}
let predictedUpdates = offRidge.map { log(0.5 / $0) / log(1.1) }
let noisyUpdates = [1.0, 16, 128].map { size in
  let runs = (1...40).map { _ in
    Saddle.updates(
      from: 0, rate: 0.1, noise: 1 / sqrt(size), within: 1000, using: &generator)
  }
  return runs.map { Double($0 ?? 1000) }.mean
}
//: And two paths from the same place on the ridge, one with the exact gradient and one with noise of size 1:

let onRidge = Saddle.path(from: 0, rate: 0.1, noise: 0, updates: 60, using: &generator)
let shaken = Saddle.path(from: 0, rate: 0.1, noise: 1, updates: 60, using: &generator)
lesson.figure(
  "saddle",
  Plot(
    "Sixty updates from the ridge", x: Axis("u"), y: Axis("v"), aspect: .equal,
    marks: [
      .contours(x: -1.7...1.7, y: -0.9...1.1) { Saddle.loss($0, $1) },
      .path(shaken, label: "noisy", color: .orange),
      .path(onRidge, label: "exact", color: .blue),
    ]),
  caption:
    "From the ridge, the exact gradient goes to the saddle and stays. With noise as of "
    + "single examples the path leaves it, and then hovers around a minimum.")
//: How long it takes, from starts ever closer to the ridge, and on the ridge with ever less noise:

lesson.table(
  ["start, distance from the ridge", "noise", "updates until free", "by formula"],
  zip(offRidge, zip(exactUpdates, predictedUpdates)).map {
    [$0.text(.significant(1)), "none", $1.0.text(.whole), $1.1.text(.whole)]
  }
    + zip([1.0, 16, 128], noisyUpdates).map {
      ["0", "1/√\($0.text(.whole))", $1.text(.whole), ""]
    })
lesson.claim(
  "From 10⁻¹⁶ beside the ridge, the exact gradient is free after {} updates",
  exactUpdates[4], isWithin: 375...390, .whole, isAlways: true)
lesson.claim(
  "From the ridge itself, noise of size 1 is free after {} updates, on average",
  noisyUpdates[0], isWithin: 8...26, .whole)

//: The exact gradient is stuck only *exactly* on the ridge. To be $10^{-16}$ beside it is enough, and that is what
//: rounding makes of most numbers. So noise is a factor in time here, not a rescue. A factor can matter, though: in networks the way past a saddle can be most of the way.
//:
//: ## Minima
//:
//: A minimum the exact gradient never leaves, and that is the better argument for noise. We build the case.
//: Let example $i$ have the loss
//:
//: $$ L_i(w) = (w^2 - 1)^2 + \tfrac{1}{2} w + \xi_i w $$
//:
//: with 64 numbers $\xi_i$ whose mean is 0. In the mean they cancel, and there are two valleys: a shallow one near
//: $w = 1$ and a deep one near $w = -1$. But the single examples disagree, by a standard deviation of {{noise}}. A
//: hundred runs start in the shallow minimum and a hundred in the deep one. Each makes 500 updates at the rate 0.05.

let disagreement = lesson.knob("noise")
lesson.record("noise", disagreement, .significant(2))
let well = Well(count: 64, deviation: disagreement, using: &generator)
let (shallow, deep) = (Well.minimum(from: 1), Well.minimum(from: -1))
let crossed = lesson.progress("800 runs", [1, 2, 4, 8]).map { size in
  let starts = (0..<200).map { $0 < 100 ? shallow : deep }
  let ends = well.ends(
    from: starts, batch: size, rate: 0.05, replacing: true, using: &generator)
  return (
    escaped: Double(ends.prefix(100).count { $0 < 0 }) / 100,
    left: Double(ends.suffix(100).count { $0 > 0 }) / 100
  )
}
lesson.record("one escaped", crossed[0].escaped, .percent(0))
lesson.record("one stayed", 1 - crossed[0].left, .percent(0))
lesson.record("four escaped", crossed[2].escaped, .percent(0))
lesson.record("four stayed", 1 - crossed[2].left, .percent(0))
lesson.ask(
  "From which starts do more runs with *single* examples end in the deep valley?",
  ["from the shallow valley", "from the deep valley", "from both about equally many"],
  answer: abs(crossed[0].escaped - (1 - crossed[0].left)) < 0.2
    ? 2 : crossed[0].escaped > 1 - crossed[0].left ? 0 : 1,
  "{{one escaped}} of those that begin in the shallow one end in the deep one, and "
    + "{{one stayed}} of those that begin there. So much noise forgets where it came "
    + "from. With batches of four it is {{four escaped}} and {{four stayed}}.")

//: The shares of runs that change the valley:

lesson.figure(
  "escapes",
  .grid(
    shared: .none,
    plots: [
      [
        Well.plot(shallow: shallow, deep: deep),
        Plot(
          "Runs that leave it", x: Axis("batch size", scale: .logarithmic),
          y: Axis("share", over: 0...1),
          marks: [
            .line(
              x: [1, 2, 4, 8], y: crossed.map(\.escaped), label: "shallow",
              color: .green),
            .line(
              x: [1, 2, 4, 8], y: crossed.map(\.left), label: "deep", color: .purple),
          ]),
      ]
    ]),
  caption:
    "A loss with a shallow and a deep valley, and the share of a hundred runs from "
    + "each that end in the other one, by batch size. With all examples no run leaves.")

//: There is a window between too much noise and too little:

lesson.claim(
  "With batches of 4, {} of the runs get from the shallow valley to the deep one",
  crossed[2].escaped, isAbove: 0.4, .percent(0))
lesson.claim(
  "With batches of 4, {} leave the deep one", crossed[2].left, isBelow: 0.15,
  .percent(0))
lesson.claim(
  "With single examples, {} leave the deep one", crossed[0].left, isAbove: 0.05,
  .percent(0))
lesson.claim(
  "With batches of 8, {} of the runs get to the deep one", crossed[3].escaped,
  isBelow: 0.45, .percent(0))
lesson.try(
  "--section 15 --noise 3",
  "Half the noise: which batches still bring a run across, and how does that fit σ/√B?")

//: These draws put each example back. When they are dealt out in epochs, the noises of an epoch sum to 0, and what
//: one batch did a later one undoes:

let dealt = well.ends(
  from: Array(repeating: shallow, count: 100), batch: 4, rate: 0.05, replacing: false,
  using: &generator)
lesson.claim(
  "With batches of 4 dealt out in epochs, {} get from the shallow one to the deep one",
  Double(dealt.count { $0 < 0 }) / 100, isBelow: 0.3, .percent(0))

//: So noise does get a descent out of a poor minimum, in a window. Too little of it, and nothing moves; too much, and
//: good minima are left as well as poor ones. We chose this well so that the window is where one can see it. It is no
//: law of nature that noise finds the better minimum. What it really does is make the *depth* of a valley count.
//:
//: ## How common are bad minima? (deeper)
//:
//: In one dimension every second critical point is a minimum. In many dimensions all directions must lead upwards
//: there, and one would think that this is rare. We take random landscapes in one, two and three dimensions, each a
//: sum of 60 cosines that repeats itself in every direction (`Landscape.swift`), look for places where the gradient
//: is 0, by Newton's method from many random points, and count in how many independent directions each leads
//: downwards.

let dimensions = [1, 2, 3]
let found = Results(lesson.progress("landscapes", dimensions)) { d in
  (1...[12, 4, 2][d - 1]).map { _ in
    Landscape(dimensions: d, using: &generator)
      .criticalPoints(tries: [40, 240, 300][d - 1], using: &generator)
  }
}
func minima(_ d: Int) -> Double {
  let points = found[d].flatMap { $0 }
  return Double(points.count { $0.downward == 0 }) / Double(points.count)
}
lesson.table(
  ["dimensions", "critical points found", "minima among them", "(1/2)ᵈ"],
  dimensions.map { d in
    [
      "\(d)", "\(found[d].flatMap { $0 }.count)", minima(d).text(.percent(0)),
      pow(0.5, Double(d)).text(.percent(0)),
    ]
  })
//: And two claims about these counts:

let surplus = found[2].map { points in
  abs(points.count - 2 * points.count { $0.downward == 1 })
}
lesson.claim(
  "In the plane, the numbers of saddles and of all others differ by {} at most",
  Double(surplus.max()!), isBelow: 3, .whole)
lesson.claim(
  "In three dimensions, {} of the critical points are minima", minima(3),
  isWithin: 0.06...0.22, .percent(0))

//: Nearly as rare as if each direction tossed a coin. (In the plane, a landscape that repeats itself has exactly as many
//: saddles as minima and maxima together; a difference is a point that the search has missed.) And their heights are not the same:

let heights = (0...3).map { downward in
  found[3].flatMap { $0 }.filter { $0.downward == downward }.map(\.height)
}
lesson.figure(
  "heights",
  Plot(
    "Critical points in three dimensions",
    x: Axis("directions that lead downwards", scale: .whole, over: 0...3),
    y: Axis("height, in standard deviations"),
    marks: [
      .points(
        heights.enumerated().flatMap { k, all in all.map { Point(Double(k), $0) } },
        color: .grey),
      .line(heights.map(\.mean), label: "mean", color: .purple),
    ]),
  caption:
    "The height of each critical point against the number of directions that lead "
    + "downwards from it: 0 is a minimum, 3 a maximum, the others are saddles.")
lesson.claim(
  "The mean height of the minima is {} standard deviations", heights[0].mean,
  isBelow: -1.2, .fixed(1))
lesson.claim(
  "That of the saddles with two downward directions is {}", heights[2].mean,
  isAbove: 0, .fixed(1))

//: The low critical points are minima, the high ones are saddles: where descent is slow *high up*, there is mostly a
//: way down. That was found for random landscapes by [Bray and Dean
//: (2007)](https://doi.org/10.1103/PhysRevLett.98.150201), and [Dauphin and others
//: (2014)](https://arxiv.org/abs/1406.2572) made it an argument about networks. A random landscape is no network, and
//: this proves nothing about one; lesson 01's starts on XOR, some of which were stuck for good, had just four weights
//: per unit. It says why we should not be surprised that larger networks so rarely are.
//:
//: ## What to remember
//:
//: - A loss says what a good answer is: the squared error wants the mean, the absolute error the median, the
//:   cross-entropy the frequencies; and its slope says what a network learns from being wrong.
//: - Forward, loss, backward, step. The rate must stay below $2/\lambda$, the greatest curvature's limit: exact on a
//:   bowl, a first guess on a network.
//: - A batch's gradient is right on average, with a noise of $\sigma/\sqrt{B}$. Per update all examples are best, per
//:   epoch a few at a time; so we take mini-batches.
//:
//: The five lines train every network from here on. Lesson 05 asks what becomes of the gradient in deep ones, lesson
//: 06 why a bowl with unequal curvatures is slow, lesson 12 what to do about a step that is far too long, and lesson
//: 13 what better can be done with a gradient than to follow it.
//:
//: ## Exercises
//:
//: Open `Exercises/04-gradient-descent.swift`. You write the losses and their gradients, the step, the mini-batches and
//: their count, and then you fit a line with all of them. Put your own lines in the place of each `todo`, and run the
//: grader:
//:
//: ```
//: swift test --filter lesson04
//: ```

lesson.exercises()
lesson.end()
