//: # Batch normalization
//:
//: *A good start gives every layer inputs with mean 0 and variance 1. What keeps them that way once training begins?*
//:
//: Glorot and He choose the first weights so that a signal neither grows nor shrinks on its way through the network.
//: Their argument holds for weights that have just been drawn. Then the first update changes every weight, in every layer,
//: at once, and the argument is over.
//:
//: Batch normalization does not choose better weights. It puts a new layer between the old ones, a layer whose whole
//: work is to give each feature the mean and the spread that the next layer needs, after every update.
//: It is four lines of arithmetic. This lesson derives them, derives their backward pass, and then tests on real digits
//: what is said of them: that a sigmoid network of several layers learns, that rates can be ten times larger,
//: that the start hardly matters, that a hundred layers can be trained, that noise regularizes, that weight decay stops
//: working. Not all of it will hold.

import Datasets
import Engine
import LessonKit
import Plots

let lesson = Lesson(
  10, takesMNIST: true,
  knobs: Knob("epsilon", 1e-5, in: 0...1, "ε in the section on the four lines"),
  Knob("sigma", 0.05, in: 0.001...1, "the first weights' deviation in the experiment"),
  Knob("shake", 1, in: 0...4, "how far the random shifts go that test steadiness"),
  .whole("depth", 100, in: 2...200, "the layers of the deep networks"),
  Knob("deep-rate", 0.1, in: 0.001...1, "the learning rate of the deep networks"),
  Knob("decay", 0.1, in: 0...0.2, "λ in front of a batch normalization"))
let digits = lesson.digits().standardized()

//: The data are 8 × 8 pictures of handwritten digits, 1 797 of them, split into training, validation and test.
//: Each pixel is shifted and scaled so that over the training set it has mean 0 and variance 1: the input is in order.

//: ## What a good start does not keep
//:
//: We take networks of four dense layers with an activation after each but the last, for now without batch normalization.

let activations: [Activation] = [.relu, .sigmoid, .tanh]

enum Norm { case none, beforeActivation, afterActivation }

func network(
  _ activation: Activation, _ norm: Norm, _ initializer: Initializer,
  using generator: inout Generator
) -> Network {
  var layers: [any Layer] = []
  var width = digits.training.features
  for _ in 1...3 {
    layers.append(Dense(from: width, to: 64, initializer, using: &generator))
    if norm == .beforeActivation { layers.append(BatchNorm(features: 64)) }
    layers.append(activation.layer)
    if norm == .afterActivation { layers.append(BatchNorm(features: 64)) }
    width = 64
  }
  layers.append(Dense(from: width, to: 10, initializer, using: &generator))
  return Network(layers)
}

//: Training is the loop of lesson 04: forward, loss, backward, step. If the loss is no longer a finite number, it stops:
//: nothing can be learned after that.

@discardableResult
func train(
  _ network: inout Network, rate: Double, epochs: Int, using generator: inout Generator,
  after epochIsOver: (Network) -> Void = { _ in }
) -> History {
  var optimizer = Optimizer(GradientDescent(learningRate: rate))
  var history = History()
  for _ in 1...epochs {
    for batch in digits.training.batches(of: 32, using: &generator) {
      let scores = network.forward(batch.inputs, mode: .training)
      let loss = softmaxCrossEntropy(scores, labels: batch.labels)
      history.record(loss, of: batch.count)
      if history.hasDiverged { return history }
      network.fillGradients(loss.gradient)  // backward
      optimizer.step(&network)
    }
    history.endEpoch()
    epochIsOver(network)
  }
  return history
}

//: He's weights suit ReLU: they are drawn so that the numbers that enter the activations, the *pre-activations*, have the
//: same spread in every layer. We draw them, look at that spread, and train for ten epochs, looking again after each.

var generator = Generator(seed: lesson.seed)
var he = network(.relu, .none, .heNormal, using: &generator)

var snapshots = [he]
train(&he, rate: 0.1, epochs: 10, using: &generator) { snapshots.append($0) }

/// The spread of what enters an activation, over the training set, epoch by epoch.
let spreads = (1...3).map { layer in
  snapshots.map {
    $0.preactivations(layer, for: digits.training.inputs).standardDeviation
  }
}
let growths = spreads.map { $0.last! / $0.first! }

lesson.record("growth", growths.max()!, .fixed(1))
lesson.ask(
  "The three spreads begin nearly equal. Which has grown most after ten epochs?",
  [
    "the first layer's", "the second layer's", "the third layer's",
    "none: not one has grown by half",
  ],
  answer: growths.max()! < 1.5 ? 3 : growths.firstIndex(of: growths.max()!)!,
  "training has multiplied it by {{growth}}.")

//: The three spreads, epoch by epoch:

lesson.figure(
  "drift",
  Plot(
    "Spread of the pre-activations", x: Axis("epoch"), y: Axis("standard deviation"),
    marks: zip(1..., spreads).map {
      .line($1, label: "layer \($0)", color: .blue)
    }),
  caption: "The standard deviation of what enters each ReLU, over the training set. "
    + "He's start gives all three nearly the same; training does not keep it.")

lesson.claim(
  "Ten epochs multiply the spread of the third layer's pre-activations by {}",
  growths[2], isAbove: 1.3, .fixed(2))

//: They fan out. Every layer has its weights changed, and it receives what the changed layers before it send.
//: [Ioffe and Szegedy, "Batch Normalization: Accelerating Deep Network Training by Reducing Internal Covariate Shift" (ICML 2015)](https://arxiv.org/abs/1502.03167),
//: named this *internal covariate shift* (section 2): to each layer it looks as if its data kept changing. Whether this is
//: the reason why their layer works is disputed, and we come back to that; that it happens is not.
//:
//: The mean does not stay either, and for some activations it is wrong from the start. A sigmoid answers an input of 0
//: with $\sigma(0) = 1/2$. However well its inputs are centred, its outputs are not, and they are the next layer's inputs.

let fresh = network(.sigmoid, .none, .glorotNormal, using: &generator)
lesson.claim(
  "Centred inputs leave the first sigmoid with a mean of {}",
  sigmoid(fresh.preactivations(1, for: digits.training.inputs)).mean,
  isWithin: 0.45...0.55)

//: So we want a layer that *makes* the mean 0 and the variance 1, wherever we put it, whatever comes in.

//: ## Four lines of arithmetic
//:
//: A batch has $m$ examples, and each example has $n$ features: a matrix $x$ of shape $m \times n$. Batch normalization
//: treats every feature, every column, on its own. For one column with the entries $x_1, \ldots, x_m$:
//:
//: $$
//: \begin{aligned}
//: \mu &= \frac{1}{m} \sum_{i=1}^{m} x_i \\
//: \sigma^2 &= \frac{1}{m} \sum_{i=1}^{m} (x_i - \mu)^2 \\
//: \hat{x}_i &= \frac{x_i - \mu}{\sqrt{\sigma^2 + \epsilon}} \\
//: y_i &= \gamma \hat{x}_i + \beta
//: \end{aligned}
//: $$
//:
//: The first line is the batch's mean, the second its variance. The third is what statisticians call standardizing: shift
//: by the mean, divide by the standard deviation. The small $\epsilon$, as a rule $10^{-5}$, is there for a column whose entries
//: are all equal: without it, that would be $0/0$. The fourth line gives the next layer a choice. $\gamma$ and $\beta$ are
//: parameters, one of each for every feature, and they are learned like any weight.

lesson.figure(
  "flow", .graph("What the layer does with a batch", flow()),
  caption: "One batch on its way through the layer. "
    + "The statistics branch off: they come from the batch, "
    + "and the running averages that are kept for later come from them.")

//: Every letter has a shape, and most mistakes with this layer are mistakes with shapes:
//:
//: | what | shape | learned? |
//: | :-- | :-- | :-- |
//: | $x$, $\hat{x}$, $y$: input, normalized, output | $m \times n$ | no |
//: | $\mu$, $\sigma^2$: the batch's statistics | $1 \times n$ | no: computed anew from each batch |
//: | $\gamma$, $\beta$: scale and shift | $1 \times n$ | yes, from 1 and 0 |
//: | running mean and variance, for later | $1 \times n$ | no: averaged over the batches |
//: | $\epsilon$ | one number | no: fixed |
//:
//: (In a convolution a *channel* is a feature: it has one mean, one variance, one $\gamma$ and one $\beta$, over all examples and
//: all positions.)
//:
//: Take a batch of four examples, with three features of very different sizes, and normalize it:

let epsilon = lesson.knob("epsilon")
let batch = Matrix([
  [1.0, 2000, 0.5],
  [2.0, 1000, 0.5],
  [3.0, 4000, 0.5],
  [6.0, 5000, 0.5],
])
let mean = batch.columnMeans  // 1 × 3
let variance = batch.columnVariances  // 1 × 3
let deviation = sqrt(variance.map { $0 + epsilon })  // 1 × 3
let normalized = batch.subtractingRow(mean).dividingColumns(by: deviation)  // 4 × 3

lesson.table(
  [
    "example", "$x_1$", "$x_2$", "$x_3$",
    "$\\hat{x}_1$", "$\\hat{x}_2$", "$\\hat{x}_3$",
  ],
  (0..<4).map { i in
    ["\(i + 1)"] + batch.row(i).map { $0.text(.significant(1)) }
      + normalized.row(i).map { $0.text(.fixed(3)) }
  })

//: Check the first column by hand: the mean is 3, the squared distances are 4, 1, 0 and 9, the variance is
//: $14/4 = 3.5$, and $(1 - 3)/\sqrt{3.5} = -1.069$. The second column was a thousand times larger and comes out the same
//: size. The third is constant and carries no information; any $\epsilon$ above 0 makes it 0.
//:
//: The engine's `BatchNorm` does the same, so we test it on something less tidy: 256 rows of 20 features, each with a
//: mean and a spread of its own, from a millionth to a million.

let scales = Matrix(rows: 1, columns: 20) { _, j in [1e-6, 1e-3, 1, 1e3, 1e6][j % 5] }
let wild = Matrix(rows: 256, columns: 20) { _, _ in
  generator.normal(mean: 3, standardDeviation: 2)
}.multiplyingColumns(by: scales)
var norm = BatchNorm(features: 20, epsilon: epsilon)
let tamed = norm.forward(wild, mode: .training)

// Not quite 1: ε is in the denominator too.
let wanted = wild.columnVariances.map { $0 / ($0 + epsilon) }
lesson.claim(
  "The variances that the layer leaves differ from σ²/(σ² + ε) by {} at most",
  abs(tamed.columnVariances - wanted).max, isBelow: 1e-12, isAlways: true)

lesson.record("smallest variance", tamed.columnVariances.min, .significant(2))
lesson.record("largest variance", tamed.columnVariances.max, .fixed(6))

//: This is worded with care. The widest features leave with a variance of {{largest variance}}, and those of the size of a
//: millionth with {{smallest variance}}. A variance much smaller than $\epsilon$ is lost in $\sigma^2 + \epsilon$, so $\epsilon$ does
//: more than prevent a division by 0: features that are tiny beside it are treated as constant.

lesson.try(
  "--section 2 --epsilon 0",
  "What becomes of the third column, and of the narrowest features? (Keras has 0.001.)")

//: ## Two parameters that can undo it
//:
//: Is it wise to force every feature to mean 0 and variance 1? In front of a sigmoid that keeps nearly all inputs between
//: −2 and 2, where the curve is close to a straight line, and a network of straight lines can only compute a straight line.
//: That is what $\gamma$ and $\beta$ are for: they let training choose another mean and another spread. Among the choices is
//: the old one. Set $\gamma = \sqrt{\sigma^2 + \epsilon}$ and $\beta = \mu$, and the fourth line undoes the third:
//:
//: $$ y_i = \sqrt{\sigma^2 + \epsilon} \cdot \frac{x_i - \mu}{\sqrt{\sigma^2 + \epsilon}} + \mu = x_i $$
//:
//: It is often concluded that the layer *cannot hurt*: if the old mean and spread are the best, $\gamma$ and $\beta$ will
//: become those. For what the trained network can *compute* this is right. But what can be learned need not be: nobody
//: promises that descent finds it, and while the statistics are the batch's, an example's output depends on its
//: batch, which no $\gamma$ and $\beta$ can undo. So whether it hurts is a question for experiments.
//:
//: What changes for certain is the way to get there. Without the layer, a feature's mean and spread are what all the
//: weights before it happen to produce, and to change them all those weights must move. With it, the mean is $\beta$ and
//: the spread is $\gamma$: two numbers, each with a gradient.

//: ## The way back
//:
//: To train through the layer we need $\partial L / \partial x$ from $\partial L / \partial y$. Take one column again.
//: We write $d = \sqrt{\sigma^2 + \epsilon}$, so that $\hat{x}_i = (x_i - \mu)/d$, and
//: $g_i = \partial L / \partial y_i$ for the gradient that arrives.
//:
//: The two parameters are quick. $y_i = \gamma \hat{x}_i + \beta$ holds for every example with the same $\gamma$ and $\beta$, so their
//: gradients add up over the batch:
//:
//: $$
//: \frac{\partial L}{\partial \beta} = \sum_{i} g_i
//: \qquad
//: \frac{\partial L}{\partial \gamma} = \sum_{i} g_i \hat{x}_i
//: \qquad
//: \frac{\partial L}{\partial \hat{x}_i} = \gamma g_i
//: $$
//:
//: The input takes longer, because $x_i$ acts in three ways: directly, through the mean $\mu$, and through the variance
//: $\sigma^2$. And $\mu$ and $\sigma^2$ act on *every* example of the batch. We go back one arrow at a time, variance first.
//: From $\hat{x}_i = (x_i - \mu)(\sigma^2 + \epsilon)^{-1/2}$, with $x_i - \mu = d \, \hat{x}_i$ and
//: $(\sigma^2 + \epsilon)^{-3/2} = d^{-3}$ in the second line:
//:
//: $$
//: \begin{aligned}
//: \frac{\partial L}{\partial \sigma^2}
//: &= \sum_{i} \gamma g_i \cdot (x_i - \mu) \cdot \left( -\frac{1}{2} \right) (\sigma^2 + \epsilon)^{-3/2} \\
//: &= -\frac{\gamma}{2} \sum_{i} g_i \cdot d \, \hat{x}_i \cdot d^{-3}
//:  = -\frac{\gamma}{2 d^2} \sum_{i} g_i \hat{x}_i
//: \end{aligned}
//: $$
//:
//: The mean is in $\hat{x}_i$ directly, and it is in the variance:
//:
//: $$
//: \begin{aligned}
//: \frac{\partial L}{\partial \mu}
//: &= \sum_{i} \gamma g_i \cdot \left( -\frac{1}{d} \right)
//:  + \frac{\partial L}{\partial \sigma^2} \cdot \left( -\frac{2}{m} \right) \sum_{i} (x_i - \mu) \\
//: &= -\frac{\gamma}{d} \sum_{i} g_i
//: \end{aligned}
//: $$
//:
//: The second term vanishes because the distances from a mean add up to 0. Now the input itself, by its three ways. This
//: is the form of the paper (section 3), and it can be run as it stands:
//:
//: $$
//: \frac{\partial L}{\partial x_i}
//: = \gamma g_i \cdot \frac{1}{d}
//:  + \frac{\partial L}{\partial \sigma^2} \cdot \frac{2 (x_i - \mu)}{m}
//:  + \frac{\partial L}{\partial \mu} \cdot \frac{1}{m}
//: $$
//:
//: Substitute the two results, with $x_i - \mu = d \, \hat{x}_i$ once more, and take $\gamma/d$ out as a factor:
//:
//: $$
//: \begin{aligned}
//: \frac{\partial L}{\partial x_i}
//: &= \frac{\gamma}{d} \, g_i
//:  - \frac{\gamma}{2 d^2} \Big( \sum_{k} g_k \hat{x}_k \Big) \frac{2 d \, \hat{x}_i}{m}
//:  - \frac{\gamma}{d} \Big( \sum_{k} g_k \Big) \frac{1}{m} \\
//: &= \frac{\gamma}{d} \left( g_i - \frac{1}{m} \sum_{k} g_k - \hat{x}_i \cdot \frac{1}{m} \sum_{k} g_k \hat{x}_k \right)
//: \end{aligned}
//: $$
//:
//: Read it from the left. Take the gradient that arrives. Subtract its mean. Subtract the part of it that points along
//: $\hat{x}$. Scale what is left. The two sums are already there: they are the gradients of $\beta$ and $\gamma$.
//:
//: Both forms are written out in `Backward.swift`, beside this lesson's program; read it after exercise 10.4. We run
//: both on the same numbers, and the engine's, and finite differences:

let x = Matrix(rows: 16, columns: 5) { _, j in
  generator.normal(mean: Double(j), standardDeviation: 1 + Double(j))
}
let g = Matrix(rows: 16, columns: 5) { _, _ in generator.normal() }
var layer = BatchNorm(features: 5)
layer.gamma.value = layer.gamma.value.map { _ in generator.uniform(in: 0.5..<2) }

_ = layer.forward(x, mode: .training)
let dx = layer.backward(g)
let backward = Backward(x: x, g: g, gamma: layer.gamma.value, epsilon: layer.epsilon)

lesson.claim(
  "The long form of ∂L/∂x, the short one and the engine's differ by {}, relatively",
  max(
    relativeError(backward.short, backward.long), relativeError(dx, backward.short)),
  isBelow: 1e-10, isAlways: true)
lesson.claim(
  "The engine's gradients and finite differences differ by {}, relatively",
  layer.gradientError(at: x, using: &generator), isBelow: 1e-6)

//: The two subtractions have a meaning. In every column the entries of $\partial L / \partial x$ add up to 0, and so do
//: their products with $\hat{x}$ (but for $\epsilon$'s share). It could not be otherwise. Add a constant to a column, or
//: stretch it, and the output stays the same: the layer undoes it. Where the output does not change, the loss does not,
//: and the gradient in that direction is 0. Keep this in mind; the strangest results below, about learning rates and
//: weight decay, are this one fact again.

//: ## The commonest mistake (deeper)
//:
//: Someone takes $\mu$ and $\sigma^2$ for constants. Going back, nothing is left of the formula but $\gamma g_i / d$.
//: How wrong is that? It keeps two directions, the mean and $\hat{x}$, which should have been removed. A random gradient of
//: $m$ entries has $2/m$ of its squared length in two directions, and the right one keeps $(m - 2)/m$. So in length the mistake
//: is about $\sqrt{2/(m - 2)}$ of the right gradient: a quarter in batches of 32, less in larger ones.

/// ‖naive − right‖ / ‖right‖ for random inputs and gradients.
func naiveError(inBatchesOf m: Int) -> Double {
  func normals() -> Matrix {
    Matrix(rows: m, columns: 64) { _, _ in generator.normal() }
  }
  let gamma = Matrix(rows: 1, columns: 64, repeating: 1)
  let backward = Backward(x: normals(), g: normals(), gamma: gamma, epsilon: 1e-5)
  return (backward.naive - backward.short).norm / backward.short.norm
}

let naiveErrors = Results([16, 32, 256]) { naiveError(inBatchesOf: $0) }
lesson.table(
  ["batch", "the mistake, as a share of the right gradient's length", "predicted"],
  naiveErrors.map { m, error in
    ["\(m)", error.text(.percent(1)), sqrt(2 / Double(m - 2)).text(.percent(1))]
  })
lesson.claim(
  "In batches of 32, leaving μ and σ² out of the way back changes ∂L/∂x by {}",
  naiveErrors[32], isWithin: 0.17...0.35, .percent(1))

//: Now train with it, five epochs from He's weights at a rate of 0.1, beside the same network with the right way back.

func trainedFromHe(naively: Bool) -> (network: Network, history: History) {
  var generator = Generator(seed: lesson.seed)
  var network = network(.relu, .beforeActivation, .heNormal, using: &generator)
  if naively { network.replaceNorms { NaiveNorm($0) } }
  let history = train(&network, rate: 0.1, epochs: 5, using: &generator)
  return (network, history)
}

let right = trainedFromHe(naively: false)
let naive = trainedFromHe(naively: true)
let naiveAccuracy = validationAccuracy(of: naive.network)
let rightAccuracy = validationAccuracy(of: right.network)

lesson.record("naive accuracy", naiveAccuracy, .percent(1))
lesson.record("right accuracy", rightAccuracy, .percent(1))
lesson.ask(
  "What becomes of the network with the mistake?",
  [
    "one that diverges", "one that stays at guessing",
    "one that learns nearly as well as the right one",
  ],
  answer: naive.history.hasDiverged ? 0 : naiveAccuracy < 0.5 ? 1 : 2,
  "it gives {{naive accuracy}} of right answers, the other {{right accuracy}}.")

//: So accuracy will not tell you. What gives it away is a parameter that has no effect: the bias of the dense layer
//: in front. Batch normalization subtracts it again with the mean, so its gradient is 0, and it should stay at 0, where it
//: began. With the mistake it gets a gradient, moves, changes nothing, gets the same gradient again, and drifts. (This
//: is the paper's own example, in its section 2.)

/// The length of the bias of the first dense layer.
func firstBias(_ network: Network) -> Double {
  (network.layers[0] as! Dense).bias.value.norm
}
lesson.table(
  ["after five epochs", "loss of epoch 5", "accuracy", "length of the first bias"],
  [("right", right, rightAccuracy), ("mistaken", naive, naiveAccuracy)].map {
    name, trained, accuracy in
    [
      name, trained.history.last.text(.fixed(3)), accuracy.text(.percent(1)),
      firstBias(trained.network).text(.significant(2)),
    ]
  })
lesson.claim(
  "With the mistake a bias that has no effect has grown to a length of {}",
  firstBias(naive.network), isAbove: 0.5, .fixed(2))
lesson.claim(
  "The mistake multiplies the training loss of epoch 5 by {}",
  naive.history.last / right.history.last, isAbove: 1, .fixed(2))

//: Lesson 03's comparison with finite differences finds the mistake at once. Watching the loss fall does not.

//: ## One example at a time
//:
//: After training, somebody sends us one picture. What is the mean of a batch of one? The example itself; and its
//: variance is 0. The third line gives $\hat{x} = 0$, the fourth gives $\beta$, whatever the picture shows.
//:
//: And if the picture comes with 31 others, its answer should not depend on which they are. So for *inference* the layer
//: needs statistics that belong to no batch: those of all training data. While it trains, it keeps a decaying average of
//: what the batches showed,
//:
//: $$
//: \text{running} \gets \rho \cdot \text{running} + (1 - \rho) \cdot \text{batch}, \qquad \rho = 0.9
//: $$
//:
//: for the mean and for the variance. With them the layer becomes $y = \gamma (x - \text{mean}) / \sqrt{\text{variance} + \epsilon} + \beta$,
//: the same fixed straight line for every example. This is why the engine's `forward` asks for a mode.
//:
//: The average starts at mean 0 and variance 1, and it remembers about $1/(1 - \rho) = 10$ batches: each new one takes away a
//: tenth of what is left of the start.

//: ## Whose variance? (deeper)
//:
//: It is often said that a batch's statistics approximate those of all data. For the mean they do, on average exactly.
//: The variance we divide by $m$ and not by $m - 1$: it is the variance *of this batch*, and the average of this *biased*
//: variance is $(m - 1)/m$ of the variance that the values were drawn from. We follow the running variance through many
//: batches of 32:

let population = Matrix(rows: 4096, columns: 20) { _, _ in generator.normal() }
var watched = BatchNorm(features: 20)
var biased: [Double] = []
for _ in 1...400 {
  let rows = (1...32).map { _ in generator.integer(below: population.rows) }
  _ = watched.forward(population.selectingRows(rows), mode: .training)
  let ratios = watched.runningVariance.zip(population.columnVariances) { $0 / $1 }
  biased.append(ratios.mean)
}
lesson.record("31/32", 31.0 / 32, .fixed(3))
lesson.claim(
  "The running variance of batches of 32 is {} of the variance of the data",
  biased.suffix(300).mean, isWithin: 0.955...0.982, .fixed(3))

//: The closed form says $31/32 \approx$ {{31/32}}. The paper corrects this: for inference it multiplies the average by
//: $m/(m - 1)$ (its section 3.1 and algorithm 2). PyTorch does the same by averaging the unbiased variance, though it
//: normalizes with the biased one; Keras averages the biased one, and so do we, so that training and inference divide by the
//: same thing. With batches of 32 the difference is 1.6 % in $\sqrt{\sigma^2}$; with batches of 2 it is 41 %.
//:
//: If you compare numbers with a framework's, look at three more things. The word *momentum*: PyTorch's 0.1 is
//: the weight of the *new* batch, which is our $\rho = 0.9$; Keras has 0.99. The constant: Keras has $\epsilon = 10^{-3}$. And
//: the batch of one: where the formula gives $\beta$, PyTorch refuses to train.

//: ## The experiment

let sigma = lesson.knob("sigma")
lesson.record("sigma", sigma, .significant(1))

//: Now the network from above, on the digits: four dense layers, weights drawn from a normal distribution with standard
//: deviation {{sigma}} whatever the layer's size (Keras's `RandomNormal` has 0.05), ReLU, sigmoid or tanh, each without and with
//: batch normalization before the activation. All six start from the same seed and take the same steps: plain descent,
//: batches of 32, a rate of 0.1, ten epochs.

/// Trains from the lesson's seed; if watched, notes what enters the second activation.
func run(
  _ activation: Activation, _ norm: Norm, _ initializer: Initializer,
  rate: Double, epochs: Int, watched: Bool = false,
  changing other: ((BatchNorm) -> any Layer)? = nil
) -> Run {
  var generator = Generator(seed: lesson.seed)
  var run = Run(activation: activation, norm: norm, rate: rate)
  run.trained = network(activation, norm, initializer, using: &generator)
  if let other { run.trained.replaceNorms(other) }
  run.history = train(&run.trained, rate: rate, epochs: epochs, using: &generator) {
    network in
    run.accuracies.append(validationAccuracy(of: network))
    if watched {
      run.preactivations.append(network.preactivations(2, for: digits.training.inputs))
    }
  }
  return run
}

//: Accuracy is the share of right answers to the validation pictures, in inference mode.

func validationAccuracy(of network: Network) -> Double {
  network.accuracy(on: digits.validation)
}

//: The two networks of an activation are twins: nothing but the layer makes them different.

let pairs = activations.flatMap { activation in
  [Norm.none, .beforeActivation].map { (activation, $0) }
}
let start = Initializer.normal(standardDeviation: sigma)
let runs = lesson.progress("six networks", pairs).map { activation, norm in
  run(activation, norm, start, rate: 0.1, epochs: 10, watched: true)
}
let without = runs.filter { $0.norm == .none }
let with = runs.filter { $0.norm == .beforeActivation }
let gains = zip(without, with).map { $1.finalAccuracy - $0.finalAccuracy }

lesson.record("sigmoid without", without[.sigmoid].finalAccuracy, .percent(1))
lesson.record("sigmoid with", with[.sigmoid].finalAccuracy, .percent(1))
lesson.ask(
  "Whose accuracy gains most from the layer in ten epochs?",
  ["ReLU's", "sigmoid's", "tanh's", "nobody's: none gains a tenth"],
  answer: gains.max()! < 0.1 ? 3 : gains.firstIndex(of: gains.max()!)!,
  "sigmoid has {{sigmoid without}} without it and {{sigmoid with}} with it.")

//: Here are the six, epoch by epoch:

lesson.figure(
  "experiment",
  .grid(
    columns: activations.map(\.rawValue), shared: .x,
    plots: [
      twins(without, with, Axis("loss", over: 0...2.5), \.history.epochMeans),
      twins(without, with, Axis("accuracy", over: 0...1), \.accuracies),
    ]),
  caption: "Ten epochs on the digits, without and with batch normalization. "
    + "Left: training loss. Right: validation accuracy.")

//: The same in numbers, early and late. A loss is the mean over its epoch, an accuracy is taken after it:

lesson.table(
  ["", "loss of epoch 3", "of epoch 10", "accuracy after 3", "after 10"],
  runs.map { run in
    let losses = [3, 10].map { run.loss(inEpoch: $0).text(.fixed(3)) }
    let accuracies = [3, 10].map { run.accuracy(afterEpoch: $0).text(.percent(1)) }
    return [run.name] + losses + accuracies
  })

lesson.claim(
  "With batch norm the loss of epoch 3 is {} of that without, or less",
  zip(without, with).map { $1.loss(inEpoch: 3) / $0.loss(inEpoch: 3) }.max()!,
  isBelow: 0.6, .percent(0))
lesson.claim(
  "Without batch norm the sigmoid network has an accuracy of {} after ten epochs",
  without[.sigmoid].finalAccuracy, isBelow: 0.25, .percent(1))
lesson.claim(
  "With batch norm the sigmoid network has an accuracy of {} after ten epochs",
  with[.sigmoid].finalAccuracy, isAbove: 0.8, .percent(1))

//: (Why can a network have a loss of nearly $\ln 10 = 2.30$, that of guessing, and many right answers? Ten nearly equal
//: scores can already have the right one on top.) With batch normalization every one of them learns at once. But look at
//: the end of the ten epochs too. Weights of 0.05 are too small for ReLU and tanh; without the layer their signals start
//: faint, they need some epochs to grow the weights, and then they have nearly caught up. What they lack is a good
//: start, and that can also be had from He or Glorot.
//:
//: Sigmoid is another matter. Its slope is at most 1/4, so every layer shrinks the gradient, and ten epochs of training do
//: not get it away from guessing one of ten classes. How little arrives at the first layer's weights, before the first step?

/// The norm of the gradient of the first layer's weights, before the first step.
func firstGradient(_ norm: Norm) -> Double {
  var generator = Generator(seed: lesson.seed)
  var fresh = network(.sigmoid, norm, start, using: &generator)
  let scores = fresh.forward(digits.training.inputs, mode: .training)
  fresh.backward(softmaxCrossEntropy(scores, labels: digits.training.labels).gradient)
  return (fresh.layers[0] as! Dense).weight.gradient.norm
}
lesson.claim(
  "Batch norm multiplies the gradient of a sigmoid network's first layer by {}",
  firstGradient(.beforeActivation) / firstGradient(.none),
  isAbove: 100, .significant(2))

//: Each normalization divides by a small deviation, and so, on the way back, does its gradient. That is how the layer
//: works against vanishing gradients. And on the way forward? Look at what enters the third activation of each network:

func thirdPreactivations(_ run: Run) -> Matrix {
  run.trained.preactivations(3, for: digits.training.inputs)
}

lesson.figure(
  "preactivations",
  .grid(
    columns: activations.map(\.rawValue), rows: ["without", "with"], shared: .x,
    plots: [(without, Color.blue), (with, .orange)].map { runs, color in
      runs.map { run in
        let values = thirdPreactivations(run)
        let mean = values.mean.text(.fixed(2))
        let deviation = values.standardDeviation.text(.fixed(2))
        return Plot(
          "mean \(mean), std \(deviation)", x: Axis("z"), y: Axis("density"),
          marks: [
            .histogram(
              values.elements, bins: 40, over: -6...6, as: .density, color: color)
          ])
      }
    }),
  caption: "What enters the third activation, z, after ten epochs, "
    + "all units and all training examples together. "
    + "The y axes differ: without the layer sigmoid's values hardly spread.")

//: A histogram mixes the units with the examples. By how much does what enters one unit vary, from digit to digit?

/// The standard deviation of what enters a unit of the third layer; the mean of 64.
func unitSpread(_ run: Run) -> Double {
  sqrt(thirdPreactivations(run).columnVariances).mean
}

lesson.claim(
  "Without batch norm what enters a third-layer sigmoid varies by {} over the digits",
  unitSpread(without[.sigmoid]), isBelow: 0.05, .significant(2))
lesson.claim(
  "With batch norm what enters a third-layer sigmoid varies by {} over the digits",
  unitSpread(with[.sigmoid]), isWithin: 0.7...2, .significant(2))

//: In the sigmoid network without batch normalization, almost the same number arrives at a unit whatever picture comes in,
//: and no later layer can tell the pictures apart. (The width of the histogram is the difference between units.) With it,
//: the layer in between divides by whatever spread is left, and $\gamma$ alone decides on the new one.

lesson.try(
  "--section 8 --sigma 0.2",
  "Weights four times as large: who still needs the layer?")

//: ## What the two parameters are worth (deeper)
//:
//: $\gamma$ and $\beta$ let a network leave the straight part of the sigmoid, and are said to make it more powerful. So
//: take them away: the three networks with batch normalization once more, for five epochs, with $\gamma$ and $\beta$ kept at
//: 1 and 0.

let frozen = lesson.progress("three networks", activations).map { activation in
  run(activation, .beforeActivation, start, rate: 0.1, epochs: 5) { FrozenNorm($0) }
}

lesson.table(
  ["", "loss of epoch 5, learned", "at 1 and 0", "accuracy, learned", "at 1 and 0"],
  zip(with, frozen).map { with, frozen in
    let losses = [with, frozen].map { $0.loss(inEpoch: 5).text(.fixed(3)) }
    let accuracies = [with, frozen].map { $0.accuracy(around: 4).text(.percent(1)) }
    return [with.activation.rawValue] + losses + accuracies
  })
lesson.claim(
  "Learning γ and β brings the sigmoid network's loss to {} of that with 1 and 0",
  with[.sigmoid].loss(inEpoch: 5) / frozen[.sigmoid].loss(inEpoch: 5),
  isBelow: 0.97, .percent(0))
lesson.claim(
  "Learning γ and β changes accuracy by {} percentage points at most",
  zip(with, frozen).map {
    100 * abs($0.accuracy(around: 4) - $1.accuracy(around: 4))
  }.max()!,
  isBelow: 6, .fixed(1))

//: (Accuracies are averages over the epochs 3 to 5.) The fit is a little better, most for sigmoid, whose straight part is
//: what they are to leave. Accuracy on new digits is the same. What does the work is the normalization.

//: ## It stays
//:
//: The layer promises a mean of 0 and a variance of 1 for $\hat{x}$. Its output is $\gamma \hat{x} + \beta$, and $\gamma$
//: and $\beta$ are learned, so training could undo the promise. During the runs above we looked after every epoch at
//: what enters the second activation, unit by unit. Here is the sigmoid network, without and with:

lesson.figure(
  "stays",
  .grid(
    columns: ["mean", "variance"], shared: .x,
    plots: [
      [
        Plot(
          x: Axis("epoch"), y: Axis("mean"),
          marks: band(means(with[.sigmoid]), "with", .orange)
            + band(means(without[.sigmoid]), "without", .blue)),
        Plot(
          x: Axis("epoch"), y: Axis("variance", scale: .logarithmic),
          marks: band(variances(with[.sigmoid]), "with", .orange)
            + band(variances(without[.sigmoid]), "without", .blue)),
      ]
    ]),
  caption: "Mean and variance of what enters the second sigmoid, epoch by epoch, "
    + "over the training set, without batch normalization and with. "
    + "Line: the average over 64 units. Band: from the least unit to the greatest.")

//: How far did the two promises hold, at the end?

let last = with[.sigmoid].preactivations.last!
lesson.claim(
  "After ten epochs with batch norm no unit's mean is further from 0 than {}",
  abs(last.columnMeans).max, isBelow: 0.8, .fixed(2))
lesson.claim(
  "After ten epochs with batch norm the average variance of a unit is {}",
  last.columnVariances.mean, isWithin: 0.85...1.25, .fixed(2))

//: It roughly stays. $\gamma$ and $\beta$ move as far as the loss asks them to, and the weights below cannot push them about.
//: The bands are not lines, because each unit has its own $\gamma$ and $\beta$ by now, and because we looked with the running
//: statistics, which follow the weights with a delay. The delay is clearest after the first epoch, when the running
//: variance still remembers that it began at 1.

//: ## Is it the steadiness? (deeper)
//:
//: Ioffe and Szegedy thought that this steadiness is what makes training easier.
//: [Santurkar, Tsipras, Ilyas and Madry, "How Does Batch Normalization Help Optimization?" (NeurIPS 2018), section 2](https://arxiv.org/abs/1805.11604),
//: disturbed it on purpose, and we can do the same. After each batch normalization of the sigmoid network we stretch
//: every unit by a random factor between 0.5 and 1.5 and shift it by a random number, drawn anew for every batch. The
//: next layer never sees the same distribution twice.

let reach = lesson.knob("shake")
var shocks = Generator(seed: lesson.seed &+ 1)
let shaken = run(.sigmoid, .beforeActivation, start, rate: 0.1, epochs: 5) {
  ShakenNorm($0, by: reach, using: &shocks)
}
lesson.record("reach", reach, .significant(1))

/// How far a unit's mean in front of the second sigmoid moves from step to step, in
/// units of its spread: the root mean square over one more epoch and all units.
func movement(_ run: Run) -> Double {
  var (network, generator) = (run.trained, Generator(seed: lesson.seed))
  var optimizer = Optimizer(GradientDescent(learningRate: 0.1))
  let steps = digits.training.batches(of: 32, using: &generator).map { batch in
    let statistics = network.statisticsBeforeActivation(2, for: batch.inputs)
    let scores = network.forward(batch.inputs, mode: .training)
    network.fillGradients(softmaxCrossEntropy(scores, labels: batch.labels).gradient)
    optimizer.step(&network)
    return statistics
  }
  let squares = zip(steps, steps.dropFirst()).map { before, now in
    (now.means - before.means).zip(now.spreads) { pow($0 / $1, 2) }.mean
  }
  return sqrt(squares.mean)
}

//: We follow it in three sigmoid networks: without the layer, with it, and with it and shaken.

let compared = [
  ("without batch norm", without[.sigmoid]), ("batch norm", with[.sigmoid]),
  ("batch norm, then shaken", shaken),
]

//: With shifts of up to {{reach}}, what does the next layer see, and how well does the network learn?

lesson.record("shaken", shaken.accuracy(around: 4), .percent(1))
lesson.ask(
  "What is the accuracy of the shaken network?",
  [
    "nearly that with batch norm alone", "far lower, but above guessing",
    "that of guessing",
  ],
  answer: [0.85, 0.3].firstIndex { shaken.accuracy(around: 4) > $0 } ?? 2,
  "after three to five epochs {{shaken}} of its answers are right.")
lesson.table(
  ["sigmoid, five epochs", "a unit's mean moves by", "loss of epoch 5", "accuracy"],
  compared.map { name, run in
    [
      name, movement(run).text(.fixed(2)), run.loss(inEpoch: 5).text(.fixed(2)),
      run.accuracy(around: 4).text(.percent(1)),
    ]
  })
lesson.claim(
  "Shaken, a unit's mean moves {} times as far as without any batch norm",
  movement(shaken) / movement(without[.sigmoid]), isAbove: 1.5, .fixed(1))
lesson.claim(
  "Shaking takes {} percentage points from the accuracy that batch norm brings",
  100 * (with[.sigmoid].accuracy(around: 4) - shaken.accuracy(around: 4)),
  isBelow: 10, .fixed(1))

//: (How far a mean moves is counted in units of its spread over the batch. In training batch normalization alone lets
//: nothing move but $\beta$.) With shifts of up to 1, as large as the spread, the next layer sees more change than without any
//: normalization, and the network learns nearly as well as undisturbed. So steadiness comes with the layer, and is hardly
//: its secret.
//:
//: What is? Santurkar and his colleagues prove and measure that the layer makes the loss *smoother*: along a step, loss and
//: gradient change less, so that the gradient still points the right way at the step's end.
//: [Bjorck, Gomes, Selman and Weinberger, "Understanding Batch Normalization" (NeurIPS 2018)](https://arxiv.org/abs/1806.02375),
//: find that it chiefly permits larger rates, as activations cannot grow from layer to layer when a step was too long. We
//: come to rates soon.

lesson.try(
  "--section 11 --shake 4",
  "How hard must one shake before the layer is worth nothing?")

//: ## Before or after the activation? (deeper)
//:
//: Above, the layer stands between the dense layer and its activation, as in the paper. Many put it after the
//: activation. The argument for *before*: a dense layer's output is a sum of many terms, so it is
//: closer to symmetric, and a shift and a scale describe it well; and the bias of that dense layer can be left out,
//: since any constant is subtracted again. The argument for *after*: it is the next layer's input that should be in order,
//: and that is what leaves the activation. The same network, the same start, the other place, for five epochs:

let after = lesson.progress("three networks", activations).map { activation in
  run(activation, .afterActivation, start, rate: 0.1, epochs: 5)
}

lesson.table(
  ["", "accuracy before", "after", "loss before", "after"],
  zip(with, after).map { before, after in
    let accuracies = [before, after].map { $0.accuracy(around: 4).text(.percent(1)) }
    let losses = [before, after].map { $0.loss(inEpoch: 5).text(.fixed(3)) }
    return [before.activation.rawValue] + accuracies + losses
  })

let placementGap = zip(with, after).map {
  100 * abs($0.accuracy(around: 4) - $1.accuracy(around: 4))
}
lesson.claim(
  "The place of batch norm changes accuracy by {} percentage points at most",
  placementGap.max()!, isBelow: 10, .fixed(1))
lesson.claim(
  "After the sigmoid, batch norm brings its training loss to {} of that before it",
  after[.sigmoid].loss(inEpoch: 5) / with[.sigmoid].loss(inEpoch: 5),
  isBelow: 0.6, .percent(0))

//: (Accuracies are averages over the epochs 3 to 5.) In accuracy there is little between them. In training
//: loss there is, for sigmoid: its outputs have mean 1/2 and a spread of a fifth, and when they are normalized the next
//: layer gets centred inputs of full size. From here on the layer stays in front of the activation.

//: ## Larger learning rates
//:
//: "It lets you use much larger learning rates" is the first thing that is said of batch normalization. Each network now gets
//: the start that suits it (He for ReLU, Glorot for the others), so that batch normalization has no head start, and three
//: epochs at each of five rates.

let rates = [0.1, 0.3, 1, 3, 10]
let settings = pairs.flatMap { activation, norm in
  rates.map { (activation, norm, $0) }
}
let sweep = lesson.progress("thirty networks", settings).map { activation, norm, rate in
  let initializer: Initializer = activation == .relu ? .heNormal : .glorotNormal
  return run(activation, norm, initializer, rate: rate, epochs: 3)
}

//: Each network is judged by its answers to the validation pictures after the third epoch.

let relu = (
  without: sweep.of(.relu, .none), with: sweep.of(.relu, .beforeActivation)
)
lesson.record("best rate without", relu.without.best.rate, .significant(1))
lesson.record("best rate with", relu.with.best.rate, .significant(1))
lesson.ask(
  "At which of the five rates is the ReLU network with the layer best?",
  rates.map { $0.text(.significant(1)) },
  answer: rates.firstIndex(of: relu.with.best.rate)!,
  "the best rate without the layer is {{best rate without}}.")

//: All thirty networks:

lesson.figure(
  "rates",
  .grid(
    columns: activations.map(\.rawValue), shared: .y,
    plots: [
      activations.map { activation in
        Plot(
          x: Axis("learning rate", scale: .logarithmic, over: 0.08...12),
          y: Axis("accuracy", over: 0...1),
          marks: [Norm.none, .beforeActivation].map { norm in
            let accuracies = sweep.of(activation, norm).map(\.finalAccuracy)
            return .line(
              x: rates, y: accuracies, label: norm == .none ? "without" : "with")
          })
      }
    ]),
  caption: "Validation accuracy after three epochs, against the learning rate. "
    + "Guessing gives 0.1; a run that diverged counts as 0.")

//: What does the layer bring to ReLU at a large rate, and what at the best one?

lesson.claim(
  "At a rate of 3 ReLU with batch norm reaches an accuracy of {}",
  relu.with[rate: 3].finalAccuracy, isAbove: 0.2, .percent(1))
lesson.claim(
  "At a rate of 3 ReLU without batch norm reaches an accuracy of {}",
  relu.without[rate: 3].finalAccuracy, isBelow: 0.2, .percent(1))
lesson.claim(
  "With batch norm ReLU gains {} percentage points by a rate of 3 over smaller ones",
  100
    * (relu.with[rate: 3].finalAccuracy
      - relu.with.filter { $0.rate < 3 }.best.finalAccuracy),
  isBelow: 4, .fixed(1))
lesson.claim(
  "At its best rate ReLU gains {} percentage points of accuracy from batch norm",
  100 * (relu.with.best.finalAccuracy - relu.without.best.finalAccuracy),
  isBelow: 10, .fixed(1))

//: For ReLU the saying is half true. At a rate of 3 the network without the layer is lost, and the network with it
//: learns: *the range of rates that it survives* is wider. But the rate at which it is *best* is {{best rate with}} with the
//: layer and {{best rate without}} without it, and the best accuracies hardly differ. At the larger rates accuracy is lost.
//: Nothing here is sped up by raising the rate.
//:
//: For sigmoid the layer is ahead at every rate. Tanh, from Glorot's start on centred inputs, withstands a rate of 1 by
//: itself; there the layer adds little or less than nothing.

/// What the layer adds to the accuracy, in percentage points.
func lead(_ activation: Activation, at rate: Double) -> Double {
  let with = sweep.of(activation, .beforeActivation)[rate: rate].finalAccuracy
  let without = sweep.of(activation, .none)[rate: rate].finalAccuracy
  return 100 * (with - without)
}
lesson.claim(
  "At every rate batch norm adds {} percentage points to sigmoid's accuracy, or more",
  rates.map { lead(.sigmoid, at: $0) }.min()!, isAbove: 5, .fixed(1))
lesson.claim(
  "At a rate of 1 batch norm adds {} percentage points to tanh's accuracy",
  lead(.tanh, at: 1), isBelow: 12, .fixed(1))
lesson.record("tanh at 10", -lead(.tanh, at: 10), .fixed(0))

//: (At a rate of 10 it takes {{tanh at 10}} percentage points from tanh's accuracy.) Batch normalization helps where something would otherwise get out of hand, and a tanh, bounded and centred, lets little
//: get out of hand.

//: ## Why a rate that is too large brakes itself (deeper)
//:
//: The update is the rate times the gradient, so at a large rate something must keep the gradient small.
//: We know it already: the layer undoes any stretching. Let $w$ be the weights of one unit in front of it. With
//: $a w$ instead, for any $a > 0$, its output is stretched by $a$, the layer divides by $a$ (we take $\epsilon = 0$ here), and the loss is the same:
//:
//: $$ L(a w) = L(w) $$
//:
//: Take the derivative of both sides with respect to $w$: on the left the chain rule gives a factor $a$.
//:
//: $$ a \, \nabla L(a w) = \nabla L(w) \quad \implies \quad \nabla L(a w) = \frac{1}{a} \nabla L(w) $$
//:
//: Larger weights have *smaller* gradients. Now take the derivative with respect to $a$, at $a = 1$; the right side of $L(a w) = L(w)$ does not depend on $a$:
//:
//: $$ w \cdot \nabla L(w) = 0 $$
//:
//: (The first of these is in Ioffe and Szegedy's section 3.3.) The gradient is perpendicular to the weights. So by
//: Pythagoras every step of descent makes the weights longer:
//:
//: $$ \lVert w - \eta \nabla L \rVert^2 = \lVert w \rVert^2 + \eta^2 \lVert \nabla L \rVert^2 $$
//:
//: What matters is the weights' direction, and a step turns it by about $\eta \lVert \nabla L(w) \rVert / \lVert w \rVert$. With
//: $\nabla L(w) = \nabla L(w / \lVert w \rVert) / \lVert w \rVert$ that is $\eta / \lVert w \rVert^2$ times the gradient at weights of length 1. So this
//: is the rate that counts, the *effective learning rate*:
//:
//: $$ \eta_{\text{eff}} = \frac{\eta}{\lVert w \rVert^2} $$
//:
//: A rate that is too large makes the first steps too long, that makes the weights long, and that makes the
//: effective rate small. The layer brakes by itself. All of this can be measured.

var original = network(.relu, .beforeActivation, .heNormal, using: &generator)
original.removeEpsilon()
var stretched = original
stretched.replaceWeightsBeforeNorms(original.weightsBeforeNorms.map { 10 * $0.value })

let sample = digits.training.selecting(0..<256)
/// The loss of the sample; its gradients stay in the network.
func loss(_ network: inout Network) -> Double {
  let scores = network.forward(sample.inputs, mode: .training)
  let loss = softmaxCrossEntropy(scores, labels: sample.labels)
  network.backward(loss.gradient)
  return loss.value
}
_ = (loss(&original), loss(&stretched))
let weight = original.weightBeforeNorm(2)
lesson.claim(
  "Weights ten times as long have a tenth of the gradient, but for {}, relatively",
  relativeError(10 * stretched.weightBeforeNorm(2).gradient, weight.gradient),
  isBelow: 1e-6, isAlways: true)
lesson.claim(
  "The product w · ∇L of a unit in front of batch norm is {} at most",
  abs(weight.value.hadamard(weight.gradient).columnSums).max,
  isBelow: 1e-12, isAlways: true)

//: Now the brake. We have networks that were trained for three epochs at rates from 0.1 to 10. What became of their
//: effective rates?

/// η/‖w‖² in the second layer, for the mean of its units' ‖w‖².
func effectiveRate(_ run: Run) -> Double {
  let weights = run.trained.weightBeforeNorm(2).value
  return run.rate / weights.hadamard(weights).columnSums.mean
}

lesson.figure(
  "effective",
  Plot(
    x: Axis("learning rate", scale: .logarithmic),
    y: Axis("effective rate", scale: .logarithmic),
    marks: activations.map { activation in
      let runs = sweep.of(activation, .beforeActivation)
      return .line(
        x: rates, y: runs.map(effectiveRate), label: activation.rawValue,
        color: activation.color)
    }),
  caption: "The effective rate η/‖w‖² in the second layer after three epochs, "
    + "against the rate that was asked for. Were the weights to keep their length, "
    + "the lines would rise as fast as the rate.")

//: From its left end to its right end the rate rises by a factor of 100. Each line rises by less:

func rise(_ activation: Activation) -> Double {
  let runs = sweep.of(activation, .beforeActivation)
  return effectiveRate(runs[rate: 10]) / effectiveRate(runs[rate: 0.1])
}
lesson.claim(
  "A rate 100 times as large multiplies the effective rate by {} for tanh",
  rise(.tanh), isBelow: 1, .significant(2), as: "tanh rise")
lesson.claim(
  "A rate 100 times as large multiplies the effective rate by {} at most",
  activations.map(rise).max()!, isBelow: 30, .significant(2))

//: The tanh network shows the price. At a rate of 10 its first
//: steps throw it so far that the effective rate comes out at {{tanh rise}} times that of a rate of 0.1, and what has been
//: braked to a standstill does not get going again by itself.

//: ## Almost any start will do
//:
//: If the layer undoes any stretching, the size of the first weights should matter little. Four standard deviations, from a
//: thousandth to one, for every layer, two epochs each at a rate of 0.1:

let deviations = [0.001, 0.01, 0.1, 1]
let draws = pairs.flatMap { activation, norm in
  deviations.map { (activation, norm, Initializer.normal(standardDeviation: $0)) }
}
let starts = lesson.progress("twenty-four networks", draws).map {
  activation, norm, initializer in
  run(activation, norm, initializer, rate: 0.1, epochs: 2)
}

lesson.table(
  ["accuracy after 2 epochs, σ ="] + deviations.map { "\($0)" },
  pairs.map { activation, norm in
    let runs = starts.of(activation, norm)
    return [runs.first!.name]
      + runs.map { run in
        run.history.hasDiverged ? "diverged" : run.finalAccuracy.text(.percent(0))
      }
  })

//: What counts is the worst start: if the start did not matter, no start would be bad.

func worstStart(_ activation: Activation, _ norm: Norm) -> Double {
  starts.of(activation, norm).map(\.finalAccuracy).min()!
}
lesson.claim(
  "With batch norm the worst of twelve starts leads to an accuracy of {}",
  activations.map { worstStart($0, .beforeActivation) }.min()!,
  isAbove: 0.12, .percent(0))
lesson.claim(
  "Without batch norm every activation has a start that leads to no more than {}",
  activations.map { worstStart($0, .none) }.max()!, isBelow: 0.2, .percent(0))

//: Without the layer each activation has its own narrow range of good starts, and outside it learns little or nothing: too
//: faint a signal on the left, saturation or divergence on the right. With it, every start leads away from guessing, but in
//: two epochs not equally far. The last dense layer has no batch normalization after it, so its weights do keep the size
//: they are given. Weights of size 1, as long as they are, turn slowly. And weights of 0.001 come near to $\epsilon$. This is
//: the variance of what they send to each normalization, in units of $\epsilon = 10^{-5}$:

/// The variance of what enters each batch normalization at the start, in units of ε.
func startVariances(_ activation: Activation) -> [Double] {
  var generator = Generator(seed: lesson.seed)
  let tiny = Initializer.normal(standardDeviation: 0.001)
  let network = network(activation, .beforeActivation, tiny, using: &generator)
  let outputs = network.outputs(for: digits.training.inputs, mode: .training)
  return zip(network.layers, outputs).filter { $0.0 is Dense }.dropLast()
    .map { $0.1.columnVariances.mean / 1e-5 }
}
let tinyVariances = Results(activations, startVariances)

lesson.table(
  ["σ = 0.001: variance/ε in layer", "1", "2", "3"],
  tinyVariances.map { activation, variances in
    [activation.rawValue] + variances.map { $0.text(.significant(2)) }
  })
lesson.claim(
  "In front of the third ReLU's batch norm the variance is {} times ε",
  tinyVariances[.relu][2], isWithin: 0.5...5, .fixed(1))
lesson.claim(
  "In front of the third sigmoid's batch norm the variance is {} times ε",
  tinyVariances[.sigmoid][2], isBelow: 0.3, .fixed(2))

//: It is only a few times $\epsilon$, and after the first sigmoid less than $\epsilon$, so that the layer does not stretch it in
//: full.

//: ## How deep does it carry?
//:
//: Batch normalization is praised for two things at once: that gradients neither vanish nor *explode* with it, and that it
//: made networks of over a hundred layers routine. We have seen four layers. Take thirty, of 64 units, with the start that
//: suits the activation, and follow the gradient from the last layer back to the first, before any training:

/// The size of the gradient in front of each of thirty activations.
func errors(_ activation: Activation, _ norm: Norm) -> [Double] {
  var generator = Generator(seed: lesson.seed)
  let initializer: Initializer = activation == .relu ? .heNormal : .glorotNormal
  var layers: [any Layer] = []
  for width in [digits.training.features] + Array(repeating: 64, count: 29) {
    layers.append(Dense(from: width, to: 64, initializer, using: &generator))
    if norm == .beforeActivation { layers.append(BatchNorm(features: 64)) }
    layers.append(activation.layer)
  }
  layers.append(Dense(from: 64, to: 10, .glorotNormal, using: &generator))
  return Network(layers).errorsAtActivations(for: sample)
}
//: The *factor per layer* is the geometric mean of the 29 steps from an activation back to the one before it.

let backwards = (
  without: Results(activations) { errors($0, .none) },
  with: Results(activations) { errors($0, .beforeActivation) }
)
let factors = Results(activations) { factorPerLayer(backwards.with[$0]) }
let bareFactors = Results(activations) { factorPerLayer(backwards.without[$0]) }

lesson.record("ReLU factor", factors[.relu], .fixed(2))
lesson.record("sigmoid bare", bareFactors[.sigmoid], .fixed(2))
lesson.ask(
  "He's start keeps the size of a ReLU network's gradient. And with batch norm?",
  [
    "a gradient that shrinks on its way back", "one that keeps its size",
    "one that grows on its way back",
  ],
  answer: factors[.relu] < 0.97 ? 0 : factors[.relu] > 1.03 ? 2 : 1,
  "from each layer to the one before it, by a factor of {{ReLU factor}}.")

//: The gradient from layer to layer, in units of what it is at the last one:

lesson.figure(
  "deep",
  .grid(
    columns: ["without batch norm", "with batch norm"], shared: .x,
    plots: [
      [backwards.without, backwards.with].map { errors in
        Plot(
          x: Axis("layer", scale: .whole, over: 0...30),
          y: Axis("gradient", scale: .logarithmic),
          marks: errors.map { activation, errors in
            .line(
              errors.map { $0 / errors.last! }, from: 1, label: activation.rawValue,
              color: activation.color)
          })
      }
    ]),
  caption: "The norm of the gradient in front of each activation, in units of the "
    + "last one's, at the start of thirty layers. Mind the scales: left sigmoid's "
    + "vanishes, right all three grow towards the first layer.")
//: In numbers, and beside what theory predicts for very wide layers with batch normalization:

lesson.table(
  ["factor per layer, going back", "without", "with", "with, predicted"],
  factors.map { activation, factor in
    [
      activation.rawValue, bareFactors[activation].text(.fixed(3)),
      factor.text(.fixed(3)), predictedFactor(activation).text(.fixed(3)),
    ]
  })
lesson.claim(
  "With batch norm a ReLU network's gradient grows by {} per layer, going back",
  factors[.relu], isWithin: 1.15...1.27, .fixed(3))
lesson.claim(
  "With batch norm a tanh network's gradient grows by {} per layer, going back",
  factors[.tanh], isWithin: 1.06...1.15, .fixed(3))
lesson.claim(
  "With batch norm a sigmoid network's gradient grows by {} per layer, going back",
  factors[.sigmoid], isWithin: 1.0...1.08, .fixed(3))

//: For sigmoid this is a rescue, from {{sigmoid bare}} per layer. For ReLU it is a change for the worse. He's start keeps the
//: gradient; with batch normalization, whatever the start, it *explodes*, by $\sqrt{\pi/(\pi - 1)} = 1.21$ per layer (the next
//: section derives it; [Yang, Pennington, Rao, Sohl-Dickstein and Schoenholz, "A Mean Field Theory of Batch Normalization" (ICLR 2019)](https://arxiv.org/abs/1902.08129),
//: found it). Against a start that is far too large it still helps: weights of deviation 1 in layers of 64 would
//: multiply a ReLU network's gradient by $\sqrt{32} = 5.7$. But beside a good start it is the layer itself that makes gradients explode.

let depth = Int(lesson.knob("depth"))
let deepRate = lesson.knob("deep-rate")
lesson.record("depth", Double(depth), .whole)
lesson.record("deep rate", deepRate, .significant(1))

//: Four layers do not feel that. In a hundred, $1.21^{100}$ is 200 million. So we train {{depth}} ReLU layers, 16 units wide, for two
//: epochs at a rate of {{deep rate}} and at a tenth of it: plain, with batch normalization, with *residual connections* (lesson
//: 08: each block's output is added to its input), and with both.

func deepRun(_ kind: Deep, rate: Double) -> (network: Network, accuracy: Double) {
  var generator = Generator(seed: lesson.seed)
  var network = kind.network(
    inputs: digits.training.features, depth: depth, width: 16, using: &generator)
  let fresh = network
  let history = train(&network, rate: rate, epochs: 2, using: &generator)
  return (fresh, history.hasDiverged ? 0 : validationAccuracy(of: network))
}
let deepRuns = Results(lesson.progress("eight deep networks", Deep.allCases)) { kind in
  Results([deepRate, deepRate / 10]) { deepRun(kind, rate: $0) }
}

//: Which of the four learn, at the better of the two rates?

func deepAccuracy(_ kind: Deep) -> Double {
  deepRuns[kind].values.map(\.accuracy).max()!
}
let learners = Deep.allCases.filter { deepAccuracy($0) > 0.3 }

lesson.record("both", deepAccuracy(.both), .percent(0))
lesson.record("normed", deepAccuracy(.normed), .percent(0))
lesson.ask(
  "Which of the \(depth)-layer networks learn?",
  [
    "all but the plain one", "the two with batch norm",
    "the two with residual connections", "only the one with both", "another choice",
  ],
  answer: [
    [.normed, .skipping, .both], [.normed, .both], [.skipping, .both], [.both],
  ].firstIndex(of: learners) ?? 4,
  "batch norm alone reaches {{normed}}, both together {{both}}.")

//: Here are all of them, with the gradient as it was before training:

lesson.table(
  [
    "\(depth) ReLU layers", "gradient, first layer/last", "accuracy at \(deepRate)",
    "at \((deepRate / 10).text(.significant(1)))",
  ],
  deepRuns.map { kind, runs in
    let errors = runs[deepRate].network.errors(for: sample).dropFirst()
    return [kind.rawValue, (errors.first! / errors.last!).text(.significant(2))]
      + runs.values.map { run in
        run.accuracy == 0 ? "diverged" : run.accuracy.text(.percent(0))
      }
  })
lesson.claim(
  "With batch norm alone, \(depth) layers reach an accuracy of {}",
  deepAccuracy(.normed), isBelow: 0.3, .percent(0))
lesson.claim(
  "With residual connections too, \(depth) layers reach an accuracy of {}",
  deepAccuracy(.both), isAbove: 0.4, .percent(0))

//: (In layers of only 16 units the gradient grows a little faster than by 1.21.) A hundred layers need the residual
//: connections; batch normalization alone does not carry that deep. Nor do the connections alone: from He's weights the
//: mean square of the sums doubles from block to block. In each branch batch normalization brings the size back to 1, and
//: the connection carries the gradient past it. The two belong together, and that is how
//: [He, Zhang, Ren and Sun, "Deep Residual Learning for Image Recognition" (CVPR 2016)](https://arxiv.org/abs/1512.03385),
//: trained theirs.

lesson.try(
  "--section 16 --depth 10",
  "How many layers can batch norm carry alone: 10, 20, 40?")
lesson.try(
  "--section 16 --deep-rate 0.003",
  "Does a much smaller rate help batch norm alone?")

//: ## Where 1.21 comes from (deeper)
//:
//: Follow a ReLU layer with batch normalization in front of it, wide enough that sums may be replaced by their averages. Its
//: input $\hat{x}$ has mean 0 and variance 1 over the batch, and we take it as normal. It puts out $a = \max(0, \hat{x})$. Half of the normal
//: distribution counts, so
//:
//: $$
//: \begin{aligned}
//: \mathrm{E}[a^2] &= \frac{1}{2} \\
//: \mathrm{E}[a] &= \int_0^\infty \frac{x \, e^{-x^2/2}}{\sqrt{2\pi}} \, dx = \frac{1}{\sqrt{2\pi}} \\
//: \mathrm{Var}[a] &= \frac{1}{2} - \frac{1}{2\pi} = \frac{\pi - 1}{2\pi}
//: \end{aligned}
//: $$
//:
//: The next dense layer sums $n$ of these with weights of variance $\sigma_w^2$. Over the batch, a sum varies with
//: $n \sigma_w^2 \, \mathrm{Var}[a]$: the means of its inputs are the same for every example, and do not count. Batch normalization divides by
//: the root of that:
//:
//: $$ d^2 = n \sigma_w^2 \cdot \frac{\pi - 1}{2\pi} $$
//:
//: Now back. A gradient of mean square $s^2$ per entry arrives at the next layer's $\hat{x}$. The normalization divides it by $d$ (and
//: removes its two directions, which are few among many). The dense layer sums $n$ of them with weights: the mean square becomes
//: $n \sigma_w^2 \, s^2 / d^2$. The ReLU lets half of the entries through:
//:
//: $$ s^2 \quad \to \quad \frac{1}{2} \cdot \frac{n \sigma_w^2}{d^2} \, s^2 = \frac{1}{2} \cdot \frac{2\pi}{\pi - 1} \, s^2 = \frac{\pi}{\pi - 1} \, s^2 $$
//:
//: The size of the weights has cancelled. In length that is a factor of $\sqrt{\pi/(\pi - 1)} = 1.211$. It also says where
//: the growth comes from. He's rule keeps the *mean square* of the activations, 1/2, and the gradient with it. Batch normalization
//: divides by the *variance*, which is smaller by the square of the mean. Each layer throws a third of its input's size away
//: with the mean, and stretches what is left.
//:
//: For any activation $g$ the same steps give $\sqrt{\mathrm{E}[g'(\hat{x})^2] / \mathrm{Var}[g(\hat{x})]}$. This is the last column of
//: the table above. It is above 1 for any $g$ that is not a straight line (Poincaré's inequality: the variance of a
//: function of a normal number is at most the mean square of its slope). In layers of 64 units tanh and sigmoid are a
//: little above their prediction; in wider ones they come nearer to it.

//: ## Batch statistics are noisy (deeper)
//:
//: In training an example's output depends on the company it is in. Take the same example in many random batches: its
//: normalized value is different each time. How different? The mean of $B$ independent numbers with variance $\sigma^2$
//: has a standard deviation of $\sigma/\sqrt{B}$, as lesson 04 found for gradients. For an example that lies in the middle
//: of the data only the error of the mean counts, and in units of $\sigma$ it is $1/\sqrt{B}$.

let crowd = Matrix(rows: 4097, columns: 16) { i, _ in
  i == 0 ? 0 : generator.normal()  // row 0: in the middle
}
/// The standard deviation of row 0's normalized values over 200 random batches.
func noise(inBatchesOf size: Int) -> Double {
  var layer = BatchNorm(features: 16)
  let values = (1...200).map { _ in
    let company = (1..<size).map { _ in 1 + generator.integer(below: 4096) }
    return layer.forward(crowd.selectingRows([0] + company), mode: .training).row(0)
  }
  return sqrt(Matrix(values).columnVariances).mean
}
//: We draw batches of 4 to 256, and divide what is measured by what was predicted.

let sizes = [4.0, 8, 16, 32, 64, 128, 256]
let noises = Results(sizes) { noise(inBatchesOf: Int($0)) }
let excess = Results(sizes) { noises[$0] * sqrt($0) }

lesson.figure(
  "noise",
  Plot(
    x: Axis("batch size", scale: .logarithmic), y: Axis("noise", scale: .logarithmic),
    marks: [
      .line(x: sizes, y: sizes.map { 1 / sqrt($0) }, label: "1/√B", color: .grey),
      .points(x: sizes, y: noises.values, label: "measured", color: .orange),
    ]),
  caption: "The standard deviation of one example's normalized value "
    + "over random batches. Line: theory. Points: measured.")

lesson.claim(
  "In batches of 64 and more the noise of batch norm differs from 1/√B by {} at most",
  [64, 128, 256].map { abs(excess[$0] - 1) }.max()!,
  isBelow: 0.15, .percent(1))
lesson.claim(
  "In batches of 4 the noise of batch norm is {} times 1/√B",
  excess[4], isAbove: 1.2, .fixed(2))

//: In small batches the points lie above the line. There not only the mean is uncertain, but the deviation that one divides
//: by is too, and when it happens to be small, the value is thrown far.
//:
//: The noise is real. Is it *useful*? It is often said that it regularizes, like dropout: weights cannot adapt to
//: single batches too closely. To find out we must take away the noise and nothing else.
//:
//: We take only 50 training digits, so that there is something to regularize, and batches of 10. One network normalizes
//: with the statistics of the 10, as always. The other takes *the same batches, and its loss is that of the same ten digits*, but
//: its mean and variance come from all 50: we send all 50 through, and count the loss of the 10 alone. At the end both are
//: tested with the statistics of all 50. If the noise is of use, the first should do better on digits that neither has seen.

func learnFew(noisy: Bool, rate: Double, using generator: inout Generator) -> Double {
  let fifty = generator.permutation(of: digits.training.count).prefix(50)
  let few = digits.training.selecting(fifty)
  var network = network(.relu, .beforeActivation, .heNormal, using: &generator)
  var optimizer = Optimizer(GradientDescent(learningRate: rate))
  for _ in 1...12 {
    let order = generator.permutation(of: 50)
    for start in stride(from: 0, to: 50, by: 10) {
      let ten = Array(order[start..<start + 10])
      let company = noisy ? ten : ten + order[..<start] + order[(start + 10)...]
      let scores = network.forward(few.inputs.selectingRows(company), mode: .training)
      let loss = softmaxCrossEntropy(
        scores.selectingRows(0..<10), labels: ten.map { few.labels[$0] })
      network.fillGradients(
        Matrix(rows: company.count, columns: 10) { i, j in
          i < 10 ? loss.gradient[i, j] : 0
        })
      optimizer.step(&network)
    }
  }
  // Both are tested alike: with the statistics of all 50.
  for _ in 1...50 { _ = network.forward(few.inputs, mode: .training) }
  return validationAccuracy(of: network)
}

//: Six pairs of networks at each of two rates; the two of a pair get the same digits, the same start and the same batches.

/// The mean validation accuracy of six networks.
func accuracyOfSix(noisy: Bool, rate: Double) -> Double {
  (0..<6).map { trial in
    var generator = Generator(seed: lesson.seed &+ UInt64(trial))
    return learnFew(noisy: noisy, rate: rate, using: &generator)
  }.mean
}
let fewRates = [0.1, 1]
let noisy = Results(lesson.progress("twelve small networks", fewRates)) {
  accuracyOfSix(noisy: true, rate: $0)
}
let quiet = Results(lesson.progress("twelve more", fewRates)) {
  accuracyOfSix(noisy: false, rate: $0)
}
lesson.table(
  ["validation accuracy, mean of 6"]
    + fewRates.map { "at a rate of \($0.text(.significant(1)))" },
  [
    ["statistics from the batch of 10"] + noisy.values.map { $0.text(.percent(1)) },
    ["from all 50"] + quiet.values.map { $0.text(.percent(1)) },
  ])

//: What does the noise add?

/// In percentage points of accuracy.
func gained(at rate: Double) -> Double {
  100 * (noisy[rate] - quiet[rate])
}
lesson.claim(
  "At a rate of 0.1 the noise of batch norm adds {} percentage points on 50 digits",
  gained(at: 0.1), isAbove: 0, .fixed(1), as: "gained at 0.1")
lesson.claim(
  "That is {} percentage points more than the noise adds at a rate of 1",
  gained(at: 0.1) - gained(at: 1), isAbove: 0, .fixed(1))
lesson.record("gained at 1", gained(at: 1), .fixed(1))

//: At a rate of 0.1 the noise helps, by {{gained at 0.1}} percentage points. At a rate of 1 it adds {{gained at 1}}: there the
//: steps are noisy enough, and more noise gets in the way of learning. So it is a regularizer that you cannot turn without
//: turning the batch size. It is often said that batch normalization makes *dropout* needless. Lesson 14, which
//: builds dropout, trains both on few digits, alone and together.

//: ## Weight decay in front of it (deeper)

let eta = 0.1
let lambda = lesson.knob("decay")
lesson.record("lambda", lambda, .significant(1))

//: L2 regularization adds $\frac{\lambda}{2} \lVert w \rVert^2$ to the loss, so that large weights cost something and the network stays simple.
//: The step becomes
//:
//: $$ w \gets w - \eta \, (\nabla L + \lambda w) = (1 - \eta \lambda) \, w - \eta \, \nabla L $$
//:
//: and that is why it is called weight decay. In front of a batch normalization it cannot do what it is for. Shrink all of a
//: unit's weights, and the layer stretches its output again: the network computes the same function, no simpler than before.
//: But the shrinking is not without effect, because the effective rate is $\eta / \lVert w \rVert^2$, and that rises.
//: [Van Laarhoven, "L2 Regularization versus Batch and Weight Normalization" (2017)](https://arxiv.org/abs/1706.05350),
//: concluded that in front of a batch normalization $\lambda$ is one more handle on the learning rate, and has no regularizing
//: effect. If that is so, we should be able to get the same network *without* decay, by raising the rate. By how much?
//:
//: Call the weights of the decaying run $w_t$, and write them as $w_t = c_t u_t$ with $c_t = (1 - \eta \lambda)^t$: the part that
//: only shrinks, and what remains. We know that $\nabla L(c u) = \nabla L(u) / c$. Substitute that into the step and divide by $c_{t+1}$:
//:
//: $$
//: \begin{aligned}
//: c_{t+1} u_{t+1} &= (1 - \eta \lambda) \, c_t u_t - \frac{\eta}{c_t} \nabla L(u_t) \\
//: u_{t+1} &= u_t - \frac{\eta}{c_t c_{t+1}} \nabla L(u_t)
//: \end{aligned}
//: $$
//:
//: That is plain descent, without any decay, at the rate $\eta_t = \eta \, (1 - \eta \lambda)^{-(2t + 1)}$, which *grows exponentially*
//: ([Li and Arora, "An Exponential Learning Rate Schedule for Deep Learning" (ICLR 2020), section 2](https://arxiv.org/abs/1910.07454)).
//: It should be the same network at every step. We train three networks from the same start: with decay; without decay at the
//: growing rate; and without decay at the constant rate. For the algebra to be exact we set $\epsilon = 0$, and both rules touch only
//: the weights in front of a batch normalization. The decay is strong, so that there is something to see: $\lambda$ is {{lambda}}.

//: The loop gets a rule for these weights. From the weight before the step and the step of plain descent,
//: $-\eta \nabla L$, the rule makes the new weight.

func trained(by rule: (_ weight: Matrix, _ step: Matrix, _ t: Int) -> Matrix) -> Ruled {
  var generator = Generator(seed: lesson.seed)
  var ruled = Ruled(network(.relu, .beforeActivation, .heNormal, using: &generator))
  ruled.network.removeEpsilon()
  var optimizer = Optimizer(GradientDescent(learningRate: eta))
  for _ in 1...5 {
    for batch in digits.training.batches(of: 32, using: &generator) {
      let before = ruled.network.weightsBeforeNorms.map(\.value)
      let scores = ruled.network.forward(batch.inputs, mode: .training)
      let loss = softmaxCrossEntropy(scores, labels: batch.labels)
      ruled.network.fillGradients(loss.gradient)
      optimizer.step(&ruled.network)
      let after = ruled.network.weightsBeforeNorms.map(\.value)
      ruled.network.replaceWeightsBeforeNorms(
        zip(before, after).map { rule($0, $1 - $0, ruled.lengths.count) })
      ruled.history.record(loss, of: batch.count)
      ruled.lengths.append(ruled.network.weightBeforeNorm(2).value.norm)
    }
    ruled.history.endEpoch()
  }
  return ruled
}

//: With each of the three rules we train once, and note the loss and the length of the second layer's weights at every step.

let decayed = trained { weight, step, _ in (1 - eta * lambda) * weight + step }
let raised = trained { weight, step, t in
  weight + pow(1 - eta * lambda, -Double(2 * t + 1)) * step
}
let constant = trained { weight, step, _ in weight + step }

//: Are the networks the same? We compare their answers to the validation pictures.

/// How far the two networks' answers are apart, as a share of their length.
func distance(_ a: Ruled, _ b: Ruled) -> Double {
  let (a, b) = (a.scores(for: digits.validation), b.scores(for: digits.validation))
  return (a - b).norm / b.norm
}
let distances = [
  distance(decayed, raised), distance(decayed, constant), distance(raised, constant),
]
let steps = decayed.lengths.count
lesson.record("steps", Double(steps), .whole)
lesson.record(
  "last rate", eta * pow(1 - eta * lambda, -Double(2 * steps - 1)), .significant(2))
lesson.ask(
  "Two of the three networks come out the same. Which two?",
  [
    "decay and the growing rate", "decay and the constant rate",
    "the growing and the constant rate",
  ],
  answer: distances.firstIndex(of: distances.min()!)!,
  "as the algebra says, though by then the growing rate has come to {{last rate}}.")

//: The lengths tell them apart, and the losses do not:

lesson.figure(
  "decay",
  .grid(
    columns: ["length of the weights", "training loss"], shared: .x,
    plots: [
      [
        Plot(
          x: Axis("step"), y: Axis("length", scale: .logarithmic),
          marks: [
            .line(decayed.lengths, label: "decay", color: .green),
            .line(raised.lengths, label: "growing rate", color: .purple),
            .line(constant.lengths, label: "neither", color: .grey),
          ]),
        Plot(
          x: Axis("step"), y: Axis("loss", scale: .logarithmic),
          marks: [
            .points(x: decayed.tens, y: decayed.losses, color: .green),
            .line(x: raised.tens, y: raised.losses, color: .purple),
            .line(x: constant.tens, y: constant.losses, color: .grey),
          ]),
      ]
    ]),
  caption: "The length of the second layer's weights, and the loss, "
    + "averaged over ten steps. The weights differ. The losses of decay (points) "
    + "and growing rate (line) are the same; without either the loss differs.")

//: In numbers, after the last step:

lesson.claim(
  "The answers with decay and with a growing rate differ by {} of their length",
  distances[0], isBelow: 1e-6, .significant(2))
lesson.claim(
  "The weights of the growing rate are {} times as long as the decayed ones",
  raised.lengths.last! / decayed.lengths.last!, isAbove: 3, .fixed(1))
lesson.claim(
  "The answers with decay and with a constant rate differ by {} of their length",
  distances[1], isAbove: 0.2, .percent(0))
lesson.claim(
  "In the fifth epoch the loss with decay is {} times that without",
  decayed.history.last / constant.history.last, isAbove: 1, .fixed(2))

//: After {{steps}} steps two networks whose weights differ in length, one trained with L2 and one without,
//: give the same scores for every validation picture, to more than six digits. What the decay does to the loss is what a rate
//: does that grows to {{last rate}}. At first learning is faster for it, and if the rate grows on, it comes undone. So if you use
//: weight decay in front of batch normalization (and people do, with success) know what you turn: not complexity, but the
//: learning rate, kept from braking to a standstill. Only there: $\gamma$, $\beta$ and the *last* dense layer have no
//: normalization after them, and on these decay still does what it is for.

lesson.try(
  "--section 19 --decay 0.01",
  "A decay as it is used. How much of all this is left?")

//: ## What it costs (deeper)
//:
//: Parameters: each batch normalization has its own $\gamma$ and $\beta$, two numbers per feature, where the dense layer before it has one for every input and feature.

let plain = network(.relu, .none, .heNormal, using: &generator)
let normed = network(.relu, .beforeActivation, .heNormal, using: &generator)
let extra = Double(normed.parameterCount) / Double(plain.parameterCount) - 1
lesson.table(
  ["", "parameters", "running statistics"],
  [
    ["without", Double(plain.parameterCount).text(.whole), "0"],
    ["with batch norm", Double(normed.parameterCount).text(.whole), "\(3 * 2 * 64)"],
  ])
lesson.record("extra", extra, .percent(1))

//: That is {{extra}} more. Time: the arithmetic is little too, about a dozen operations for each entry of a layer's output, where the matrix
//: product before it needs two for every input: 128. But the layer goes over its data several times, and does little with each
//: number that it fetches, so it takes more time than the count suggests. How much depends on the machine, so the
//: numbers are not part of this page: run the lesson, and it tells what it measured on yours.

func latency(_ network: Network, _ mode: Mode) -> Double {
  var network = network
  return milliseconds(leastOf: 15) {
    let scores = network.forward(sample.inputs, mode: mode)
    if mode == .training {
      network.backward(softmaxCrossEntropy(scores, labels: sample.labels).gradient)
    }
  }
}
let trainingCost = latency(normed, .training) / latency(plain, .training)
let inferenceCost = latency(normed, .inference) / latency(plain, .inference)
lesson.aside(
  "with batch norm a training step takes \(trainingCost.text(.fixed(2))) times "
    + "as long, inference \(inferenceCost.text(.fixed(2))) times.")

//: In inference even that can be had for nothing. There the layer is a fixed straight line for every feature, and it comes
//: right after a dense layer, which is a straight line as well. Two in a row are one: its weights and bias can be computed
//: once, and the batch normalization disappears. You will do that in exercise 10.5.

//: ## What to remember
//:
//: 1. Each feature is normalized over the batch, then scaled by γ and shifted by β: mean and spread become two learned numbers.
//: 2. The layer undoes any shift and any stretch, so gradients have neither part: weights can start at almost any size, a rate
//:    that is too large brakes itself, and weight decay only turns the rate.
//: 3. It needs a batch. In training the statistics are the batch's, with its noise; in inference they are running averages.
//: 4. It keeps signals in order and makes gradients grow, by 1.21 per ReLU layer. A hundred layers need residual connections too.
//:
//: What it bought, as measured above:

lesson.table(
  ["the trouble", "without batch norm", "with it"],
  [
    [
      "sigmoid, small weights, 10 epochs",
      without[.sigmoid].finalAccuracy.text(.percent(0)),
      with[.sigmoid].finalAccuracy.text(.percent(0)),
    ],
    [
      "the worst of twelve starts, 2 epochs",
      activations.map { worstStart($0, .none) }.min()!.text(.percent(0)),
      activations.map { worstStart($0, .beforeActivation) }.min()!.text(.percent(0)),
    ],
    ["ReLU at a rate of 3"]
      + [relu.without, relu.with].map { $0[rate: 3].finalAccuracy.text(.percent(0)) },
    ["ReLU at its best rate"]
      + [relu.without, relu.with].map { $0.best.finalAccuracy.text(.percent(0)) },
    ["\(depth) ReLU layers"] + [Deep.plain, .normed].map(deepText),
    ["\(depth) with residual connections"] + [Deep.skipping, .both].map(deepText),
  ])

/// An accuracy of the deep networks, for the table.
func deepText(_ kind: Deep) -> String { deepAccuracy(kind).text(.percent(0)) }

//: (Accuracies; a run that diverged counts as 0 %.)
//:
//: Lesson 11 asks what happens when the batch is small, frozen or follows a dropout, and which other axes one can normalize.
//: Lesson 14 meets L2 again where it does regularize.

//: ## Exercises
//:
//: Open `Exercises/10-batch-normalization.swift`. Every exercise there begins with a function that stops with `todo`; put your
//: own lines in its place, and run the grader:
//:
//: ```
//: swift test --filter lesson10
//: ```

lesson.exercises()

lesson.end()
