//: # Losses and gradient descent
//:
//: *How do many small, noisy steps downhill find good weights?*
//:
//: Lesson 03 computed, for every weight of a network, which way the loss moves when the weight moves. This lesson uses
//: that. It says what the loss is and why there are several, how long a step may be, and from how many examples a
//: gradient should be computed: from all of them, which is exact, or from a few, which is noisy and so much cheaper that
//: everybody does it. The loop that comes of it has five lines, and every later lesson runs on it.

import Datasets
import Engine
import LessonKit
import Plots

let lesson = Lesson(
  4, takesMNIST: true,
  knobs: Knob("outlier", 15, in: 4...100, "the fifth target of section 3"),
  Knob("wrong", 6, in: 0.5...12, "how far on the wrong side the output of section 4 starts"),
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
//: gradient is $m$ times as long, so that the same rate is another rate. We fit a line $y = w_1 x + w_0$ to 50 points by
//: a hundred updates, with the mean and with the sum (`Line.swift` has the gradient).

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
  "With a rate 50 times smaller the sum gets the loss of the mean, to {}",
  abs(bySum[1] - byMean) / byMean, isBelow: 1e-12, .significant(1), isAlways: true)

//: Same minimum, same path, if the rates are $m$ times apart; with one rate for both, one of them flies off. We take
//: the mean, here and in all lessons: then a rate that suits 50 examples suits 5000. Why the other run exploded, and at
//: which rate that begins, we shall be able to compute.
//:
//: ## Three losses
//:
//: What should $L$ be? For a number to be predicted there are two common choices, the *mean squared error* and the *mean
//: absolute error*. Let there be $N$ entries in all, $m$ times the number of outputs:
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
//: | cross-entropy | $(p_j - t_j) / m$ | each score in front of softmax (derived in lesson 03) |
//:
//: The first grows with the error, the second knows only its sign, the third is an error, too: that of the
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
//: the *mean*. For the absolute error, each target below $c$ pulls with $1/m$ to one side and each above with $1/m$ to
//: the other. They balance where there are as many below as above: at the *median*. For the cross-entropy the answer is
//: one row of probabilities. If a share $q_j$ of the examples has the class $j$, the mean of the gradients $p_j - t_{ij}$
//: is $p_j - q_j$. It is 0 at $p_j = q_j$: the *frequencies of the classes*.
//:
//: Take the targets 1, 2, 3 and 4, and a fifth that may be far away.

let outlier = lesson.knob("outlier")
let kinds: [(name: String, loss: (Matrix, Matrix) -> Loss, color: Color)] = [
  ("MSE", { meanSquaredError($0, target: $1) }, .blue),
  ("MAE", { meanAbsoluteError($0, target: $1) }, .orange),
]
let constants = (0...160).map { Double($0) / 20 }
func bestConstant(_ fifth: Double, _ loss: @escaping (Matrix, Matrix) -> Loss) -> Double {
  let answer = ConstantAnswer(targets: Matrix(column: [1, 2, 3, 4, fifth]), loss: loss)
  let values = constants.map { answer($0) }
  return constants[values.firstIndex(of: values.min()!)!]
}
let shifts = kinds.map { bestConstant(15, $0.loss) - bestConstant(5, $0.loss) }
lesson.record("mean shift", shifts[0], .fixed(1))
lesson.record("median shift", shifts[1], .fixed(1))
lesson.ask(
  "The fifth target moves from 5 to 15. Which best answers move with it?",
  ["both", "that of the squared error only", "that of the absolute error only", "none"],
  answer: shifts[0] > 0 ? (shifts[1] > 0 ? 0 : 1) : (shifts[1] > 0 ? 2 : 3),
  "the mean moves by {{mean shift}}, a fifth of the way, the median by {{median shift}}: "
    + "it asks on which side a target is, not how far.")

//: Both losses as functions of the answer, each with its lowest point:

lesson.figure(
  "constants",
  .grid(
    shared: .x,
    plots: [
      [5, outlier].map { fifth in
        Plot(
          "Targets 1, 2, 3, 4 and \(fifth.text(.significant(3)))",
          x: Axis("the answer c", over: 0...8), y: Axis("loss", over: 0...50),
          marks: kinds.flatMap { kind in
            let answer = ConstantAnswer(
              targets: Matrix(column: [1, 2, 3, 4, fifth]), loss: kind.loss)
            let best = bestConstant(fifth, kind.loss)
            return [
              .line(
                x: constants, y: constants.map { answer($0) }, label: kind.name,
                color: kind.color),
              .cross(Point(best, answer(best)), color: kind.color),
            ]
          })
      }
    ]),
  caption:
    "The mean loss of one answer for five targets. The crosses mark the best answers: "
    + "the mean follows the fifth target, the median does not. (Losses above 50 and "
    + "answers above 8 are cut off.)")
lesson.try(
  "--section 3 --outlier 30",
  "Where is the mean now, and by how much has the orange cross moved?")

//: With an even number of targets the median is not one number. For 1, 2, 3 and 10 every answer from 2 to 3 has the same
//: absolute error, and all are best. And there is a price. The absolute error's slope does not fade near the lowest
//: point. At a constant rate descent never settles: it steps over the kink and back.

let four = ConstantAnswer(targets: Matrix(column: [1, 2, 3, 10]), loss: kinds[1].loss)
let five = kinds.map {
  ConstantAnswer(targets: Matrix(column: [1, 2, 3, 4, 15]), loss: $0.loss)
    .path(from: 0.05, rate: 0.3, updates: 200)
}
let stillMoving = five.map { abs($0[200] - $0[199]) }
lesson.claim(
  "For the targets 1, 2, 3 and 10, the absolute errors of 2 and of 3 differ by {}",
  abs(four(2) - four(3)), isBelow: 1e-12, isAlways: true)
lesson.claim(
  "After 200 updates at the rate 0.3, the absolute error still makes steps of {}",
  stillMoving[1], isWithin: 0.059...0.061, .fixed(2), isAlways: true)
lesson.claim(
  "After as many, the squared error's step is {} long", stillMoving[0], isBelow: 1e-12,
  .significant(1), isAlways: true)

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

let scoresTried = (-100...40).map { Double($0) / 10 }
let distances = (1...Int(max(2, wrong))).map(Double.init)
let names = ["squared error", "cross-entropy"]
let outputColors: [Color] = [.blue, .green]
lesson.figure(
  "confident",
  .grid(
    shared: .none,
    plots: [
      [
        Plot(
          "How much an output learns", x: Axis("z"), y: Axis("size of the slope"),
          marks: Output.allCases.indices.map { i in
            .line(
              x: scoresTried, y: scoresTried.map { abs(Output.allCases[i].slope($0)) },
              label: names[i], color: outputColors[i])
          }),
        Plot(
          "Until it is right", x: Axis("−z at the start"),
          y: Axis("updates", scale: .logarithmic),
          marks: Output.allCases.indices.map { i in
            .line(
              x: distances,
              y: distances.map {
                Double(Output.allCases[i].updates(from: -$0, rate: 1))
              }, label: names[i], color: outputColors[i])
          }),
      ]
    ]),
  caption:
    "A sigmoid output whose right answer is 1. Left: the slope of both losses. Right: "
    + "the updates that it takes at the rate 1 (a logarithmic axis).")
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
  "By what factor does the squared error's number grow with each step to the left?")

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
    "One update. The weights that come out on the right go in again on the left, with the "
    + "next batch.")

//: and as a program, for one pass through the data in batches of some size:

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
//: Here 400 digits teach a network with 32 hidden ReLUs, in batches of 20 at a rate of 0.3. At the start it knows
//: nothing; an even guess among ten classes has the loss $\ln 10 = 2.30$.

let widths = [task.features, 32, task.classes]
var learner = network(widths, using: &generator)
let untrained = learner
var batchLosses: [Double] = []
var wholeLosses = [learner.loss(on: task)]
for _ in 1...5 {
  epoch(of: &learner, on: task, batch: 20, rate: 0.3) { loss, _ in
    batchLosses.append(loss.value)
  }
  wholeLosses.append(learner.loss(on: task))
}
lesson.figure(
  "learning",
  Plot(
    "Five epochs, a hundred updates", x: Axis("update"), y: Axis("loss", over: 0...4),
    marks: [
      .line(batchLosses, label: "of each batch", color: .green),
      .line(
        x: (0...5).map { Double(20 * $0) }, y: wholeLosses, label: "of all 400",
        color: .purple), .rule(y: log(10), label: "guessing"),
    ]),
  caption:
    "The loss of each batch before its update, and after each epoch that of all 400 "
    + "examples. The first falls only on average.")
lesson.claim(
  "Five epochs leave {} of the loss at the start", wholeLosses[5] / wholeLosses[0],
  isBelow: 0.1, .percent(1))
lesson.claim(
  "Of digits that it has not seen, the network then gets {} right",
  learner.accuracy(on: split.validation), isAbove: 0.85, .percent(1))


lesson.end()
