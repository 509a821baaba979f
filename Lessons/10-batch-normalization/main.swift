//: # Batch normalization
//:
//: *A good start gives every layer inputs with mean 0 and variance 1. What keeps them that way once training begins?*
//:
//: Glorot and He choose the first weights so that a signal neither grows nor shrinks on its way through the network.
//: Their argument holds for weights that have just been drawn. Then the first update changes every weight, in every layer,
//: at once, and the argument is over.
//:
//: Batch normalization does not choose better weights. It puts a new layer between the old ones, a layer whose whole
//: work is to give each feature the mean and the spread that the next layer needs, after every update, for ever.
//: It is four lines of arithmetic. This lesson derives them, derives their backward pass, and then tests on real digits
//: everything that is said of them: that a sigmoid network of several layers learns, that rates can be ten times larger,
//: that the start hardly matters, that noise regularizes, that weight decay stops working. Not all of it will hold.

import Datasets
import Engine
import LessonKit
import Plots

let lesson = Lesson(10, takesMNIST: true)
let digits = lesson.digits().standardized()

//: The data are 8 × 8 pictures of handwritten digits, 1 797 of them, split into training, validation and test.
//: Each pixel is shifted and scaled so that over the training set it has mean 0 and variance 1: the input is in order.

//: ## What a good start does not keep
//:
//: Take a network of four dense layers with an activation after each but the last. We will need many of them, so we
//: write down once how to build one. `norm` says where the batch normalization goes, if anywhere; ignore it for now.

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

//: Training is the loop of lesson 04: forward, loss, backward, step. It returns the history of the losses. If the loss
//: is no longer a finite number, it stops: nothing can be learned after that.

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
      network.backward(loss.gradient)
      optimizer.step(&network)
    }
    history.endEpoch()
    epochIsOver(network)
  }
  return history
}

//: He's weights suit ReLU: they are drawn so that the numbers that enter the activations, the *pre-activations*, have the
//: same spread in every layer. We draw them, look at that spread, and train for ten epochs, looking again after each.
//: Before you read on: will the three spreads stay together?

var generator = Generator(seed: lesson.seed)
var he = network(.relu, .none, .heNormal, using: &generator)

var snapshots = [he]
train(&he, rate: 0.1, epochs: 10, using: &generator) { snapshots.append($0) }

/// The spread of what enters an activation, over the training set, epoch by epoch.
func spreads(ofLayer layer: Int) -> [Double] {
  snapshots.map {
    $0.preactivations(layer, for: digits.training.inputs).standardDeviation
  }
}

lesson.figure(
  "drift",
  Plot(
    "Spread of the pre-activations", x: Axis("epoch"), y: Axis("standard deviation"),
    marks: (1...3).map { .line(spreads(ofLayer: $0), label: "layer \($0)") }),
  caption: "The standard deviation of what enters each ReLU, over the training set. "
    + "He's start gives all three nearly the same; training does not keep it.")

lesson.claim(
  "ten epochs multiply the spread of the third layer's pre-activations",
  spreads(ofLayer: 3).last! / spreads(ofLayer: 3).first!, isAbove: 1.5, .fixed(2),
  as: "growth", .fixed(1))

//: They fan out. Every layer has its weights changed, and it receives what the changed layers before it send. The third
//: layer's spread is multiplied by {{growth}} in ten epochs, and nobody asked it to. Ioffe and Szegedy named this
//: *internal covariate shift* ("Batch Normalization", ICML 2015, section 2): to each layer it looks as if its data kept
//: changing. Whether it is the reason why their layer
//: works is disputed, and we come back to that; that it happens is not.
//:
//: The mean does not stay either, and for some activations it is wrong from the start. A sigmoid answers an input of 0
//: with $\sigma(0) = 1/2$. However well its inputs are centred, its outputs are not, and they are the next layer's inputs.

let fresh = network(.sigmoid, .none, .glorotNormal, using: &generator)
lesson.claim(
  "centred inputs leave the first sigmoid with a mean near 1/2",
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
//: by the mean, divide by the standard deviation. The small $\epsilon$, here $10^{-5}$, is there for a column whose entries
//: are all equal: without it, that would be $0/0$. The fourth line gives the next layer a choice. $\gamma$ and $\beta$ are
//: parameters, one of each for every feature, and they are learned like any weight.
//:
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
//: Here it is in Swift, for a batch of four examples with three features of very different sizes.

let batch = Matrix([
  [1.0, 2000, 0.5],
  [2.0, 1000, 0.5],
  [3.0, 4000, 0.5],
  [6.0, 5000, 0.5],
])
let epsilon = 1e-5
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
//: size. The third is constant; it carries no information, and becomes 0.
//:
//: We divided by $m$ and not by $m - 1$. That makes $\sigma^2$ the variance *of this batch*, and not an estimate of the variance
//: of all data; it will matter once, further down.
//:
//: The engine's `BatchNorm` does the same, so we test it on something less tidy: 256 rows of 20 features, each with a
//: mean and a spread of its own, from a millionth to a million.

let scales = Matrix(rows: 1, columns: 20) { _, j in [1e-6, 1e-3, 1, 1e3, 1e6][j % 5] }
let wild = Matrix(rows: 256, columns: 20) { _, _ in
  generator.normal(mean: 3, standardDeviation: 2)
}.multiplyingColumns(by: scales)
var norm = BatchNorm(features: 20)
let tamed = norm.forward(wild, mode: .training)

lesson.claim(
  "the means that batch normalization leaves differ from 0 by at most",
  abs(tamed.columnMeans).max, isBelow: 1e-12)
// Not quite 1: ε is in the denominator too.
let wanted = wild.columnVariances.map { $0 / ($0 + epsilon) }
lesson.claim(
  "the variances that batch normalization leaves differ from σ²/(σ² + ε) by at most",
  abs(tamed.columnVariances - wanted).max, isBelow: 1e-12)

lesson.record("smallest variance", tamed.columnVariances.min, .significant(2))
lesson.record("largest variance", tamed.columnVariances.max, .fixed(6))

//: The second claim is worded with care. The widest features leave with a variance of {{largest variance}},
//: but those of the size of a millionth with {{smallest variance}}: for them $\epsilon$ is the larger part of
//: $\sigma^2 + \epsilon$. So $\epsilon$ does more than
//: prevent a division by 0: where your features are tiny, batch normalization treats them as constant.

//: ## Two parameters that can undo it
//:
//: Is it wise to force every feature to mean 0 and variance 1? In front of a sigmoid that keeps nearly all inputs between
//: −2 and 2, where the curve is close to a straight line, and a network of straight lines can only compute a straight line.
//: That is what $\gamma$ and $\beta$ are for: they let training choose another mean and another spread. Among the choices is
//: the old one. Set $\gamma = \sqrt{\sigma^2 + \epsilon}$ and $\beta = \mu$, and the fourth line undoes the third:
//:
//: $$ y_i = \sqrt{\sigma^2 + \epsilon} \cdot \frac{x_i - \mu}{\sqrt{\sigma^2 + \epsilon}} + \mu = x_i $$

var identity = BatchNorm(features: 20)
identity.gamma.value = sqrt(wild.columnVariances.map { $0 + epsilon })
identity.beta.value = wild.columnMeans
let undone = identity.forward(wild, mode: .training)
lesson.claim(
  "with the right γ and β batch normalization is the identity",
  abs((undone - wild).dividingColumns(by: sqrt(wild.columnVariances))).max,
  isBelow: 1e-9)

//: The course notes conclude that the layer *cannot hurt*: if 1 and 0 are the best $\gamma$ and $\beta$, they will be learned, and
//: if others are better, those. For what the trained network can *compute* this is right. Once the statistics are fixed, as they
//: will be after training, $\gamma$ and $\beta$ can restore whatever was there before. But what can be learned need not be: nobody
//: promises that descent finds it, and while the statistics are the batch's, an example's output depends on its
//: batch, which no $\gamma$ and $\beta$ can undo. So whether it hurts is a question for experiments.
//:
//: What changes for certain is the way to get there.
//: Without the layer, a feature's mean and spread are what all the weights before it happen to produce, and to change
//: them all those weights must move. With it, the mean is $\beta$ and the spread is $\gamma$: two numbers, each with a gradient.

//: ## The way back
//:
//: To train through the layer we need $\partial L / \partial x$ from $\partial L / \partial y$. Take one column again.
//: We write $d = \sqrt{\sigma^2 + \epsilon}$, so that $\hat{x}_i = (x_i - \mu)/d$, and
//: $g_i = \partial L / \partial y_i$ for what arrives from above.
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
//: From $\hat{x}_i = (x_i - \mu)(\sigma^2 + \epsilon)^{-1/2}$:
//:
//: $$
//: \begin{aligned}
//: \frac{\partial L}{\partial \sigma^2}
//: &= \sum_{i} \gamma g_i \cdot (x_i - \mu) \cdot \left( -\frac{1}{2} \right) (\sigma^2 + \epsilon)^{-3/2} \\
//: &= -\frac{\gamma}{2 d^2} \sum_{i} g_i \hat{x}_i
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
//: The second term vanishes because the distances from a mean add up to 0. Now the input itself, by its three ways:
//:
//: $$
//: \frac{\partial L}{\partial x_i}
//: = \gamma g_i \cdot \frac{1}{d}
//:  + \frac{\partial L}{\partial \sigma^2} \cdot \frac{2 (x_i - \mu)}{m}
//:  + \frac{\partial L}{\partial \mu} \cdot \frac{1}{m}
//: $$
//:
//: This is the form of the paper (section 3). It can be run as it stands, and many implementations do. But substitute the
//: two results above, use $(x_i - \mu) = d \, \hat{x}_i$, and take $\gamma/d$ out as a factor:
//:
//: $$
//: \frac{\partial L}{\partial x_i}
//: = \frac{\gamma}{d} \left( g_i - \frac{1}{m} \sum_{k} g_k - \hat{x}_i \cdot \frac{1}{m} \sum_{k} g_k \hat{x}_k \right)
//: $$
//:
//: Read it from the left. Take the gradient that arrives. Subtract its mean. Subtract the part of it that points along
//: $\hat{x}$. Scale what is left. The two sums are already there: they are the gradients of $\beta$ and $\gamma$.
//:
//: Both forms are written out in `Backward.swift`, beside this file; read it after exercise 10.4. Here they are on the
//: same numbers, together with the engine's and with finite differences:

let x = Matrix(rows: 16, columns: 5) { _, j in
  generator.normal(mean: Double(j), standardDeviation: 1 + Double(j))
}
let g = Matrix(rows: 16, columns: 5) { _, _ in generator.normal() }
var layer = BatchNorm(features: 5)
layer.gamma.value = layer.gamma.value.map { _ in generator.uniform(in: 0.5..<2) }

_ = layer.forward(x, mode: .training)
let dx = layer.backward(g)
let backward = Backward(x: x, g: g, gamma: layer.gamma.value, epsilon: epsilon)

lesson.claim(
  "batch normalization's ∂L/∂x: the short form equals the long one",
  relativeError(backward.short, backward.long), isBelow: 1e-10)
lesson.claim(
  "batch normalization's ∂L/∂x: the engine computes the short form",
  relativeError(dx, backward.short), isBelow: 1e-12)
lesson.claim(
  "batch normalization's gradients: finite differences agree with the engine",
  layer.gradientError(at: x, using: &generator), isBelow: 1e-6)

//: What the two subtractions do can be seen in the result. In every column the entries of $\partial L / \partial x$ add up
//: to 0, and so do their products with $\hat{x}$ (but for $\epsilon$'s share):

lesson.claim(
  "batch normalization's ∂L/∂x adds up to 0 in every column",
  abs(dx.columnSums).max, isBelow: 1e-12)
lesson.claim(
  "batch normalization's ∂L/∂x times x̂ adds up to 0 in every column, but for ε",
  abs(dx.hadamard(backward.normalized).columnSums).max, isBelow: 1e-3)

//: It could not be otherwise. Add a constant to a column, or stretch it, and the output stays the same: the layer
//: undoes it. Where the output does not change, the loss does not, and the gradient in that direction is 0. Keep this in
//: mind; the strangest results below, about learning rates and weight decay, are this one fact again.
//:
//: It also shows the commonest mistake. Someone who takes $\mu$ and $\sigma^2$ for constants gets $\gamma g_i / d$, which looks
//: plausible, trains after a fashion, and is wrong in precisely the two directions that matter:

lesson.claim(
  "relative error of batch normalization's ∂L/∂x with μ and σ² taken for constants",
  relativeError(backward.naive, dx), isAbove: 0.5)

//: ## One example at a time
//:
//: After training, somebody sends us one picture. What is the mean of a batch of one? The example itself; and its
//: variance is 0. The third line gives $\hat{x} = 0$, the fourth gives $\beta$, whatever the picture shows:

var alone = BatchNorm(features: 20)
alone.beta.value = Matrix(rows: 1, columns: 20) { _, j in Double(j) }
let one = alone.forward(wild.selectingRows([0]), mode: .training)
lesson.claim(
  "a batch of one gives β, whatever its example",
  abs(one - alone.beta.value).max, isBelow: 1e-15)

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
//: tenth of what is left of the start. The course notes hope that a batch's statistics approximate those of all data. For
//: the mean they do, on average exactly. For the variance it depends on which one we take. How far is the layer's running variance, after many batches of 32, from the variance of the data?

let population = Matrix(rows: 4096, columns: 20) { _, _ in generator.normal() }
var watched = BatchNorm(features: 20)
var biased: [Double] = []
for _ in 1...400 {
  let rows = generator.permutation(of: population.rows).prefix(32)
  _ = watched.forward(population.selectingRows(rows), mode: .training)
  let ratios = watched.runningVariance.zip(population.columnVariances) { $0 / $1 }
  biased.append(ratios.mean)
}
lesson.claim(
  "the running variance of batches of 32 is 31/32 of the variance of the data",
  biased.suffix(300).mean, isWithin: 0.955...0.982, .fixed(3), as: "variance ratio")
lesson.record("31/32", 31.0 / 32, .fixed(3))

//: It is {{variance ratio}} of it, and the closed form says $31/32 \approx$ {{31/32}}: the average of the *biased* variance of
//: $m$ values is $(m - 1)/m$ of the variance they were drawn from. Here frameworks part ways. PyTorch normalizes with the
//: biased variance, as everyone does, but averages the unbiased one; Keras averages the biased one, and so do we, so that
//: training and inference divide by the same thing. With batches of 32 the difference is 1.6 % in $\sqrt{\sigma^2}$; with batches
//: of 2 it is 41 %. If you compare numbers with a framework's, look at three more things. The word *momentum*: PyTorch's 0.1 is
//: the weight of the *new* batch, which is our $\rho = 0.9$; Keras has 0.99. The constant: Keras has $\epsilon = 10^{-3}$. And
//: the batch of one: where the formula gives $\beta$, PyTorch refuses to train.

//: ## The experiment
//:
//: Now the network from above, on the digits: four dense layers, weights drawn from a normal distribution with standard
//: deviation 0.05 whatever the layer's size (Keras's `RandomNormal`), ReLU, sigmoid or tanh, each without and with
//: batch normalization before the activation. All six start from the same seed and take the same steps: plain descent,
//: batches of 32, a rate of 0.1, ten epochs. Which will gain most? Will any not gain?

/// Trains from the lesson's seed; if watched, notes what enters the second activation.
func run(
  _ activation: Activation, _ norm: Norm, _ initializer: Initializer,
  rate: Double, epochs: Int, watched: Bool = false
) -> Run {
  var generator = Generator(seed: lesson.seed)
  var run = Run(activation: activation, norm: norm, rate: rate)
  run.trained = network(activation, norm, initializer, using: &generator)
  run.history = train(&run.trained, rate: rate, epochs: epochs, using: &generator) {
    network in
    run.accuracies.append(validationAccuracy(of: network))
    if watched {
      run.preactivations.append(network.preactivations(2, for: digits.training.inputs))
    }
  }
  return run
}

func validationAccuracy(of network: Network) -> Double {
  var network = network
  let scores = network.forward(digits.validation.inputs, mode: .inference)
  return accuracy(scores, labels: digits.validation.labels)
}

//: The two networks of an activation are twins: nothing but the layer makes them different.

let pairs = activations.flatMap { activation in
  [Norm.none, .beforeActivation].map { (activation, $0) }
}
let faint = Initializer.normal(standardDeviation: 0.05)
let runs = lesson.progress("six networks", pairs).map { activation, norm in
  run(activation, norm, faint, rate: 0.1, epochs: 10, watched: true)
}
let without = runs.filter { $0.norm == .none }
let with = runs.filter { $0.norm == .beforeActivation }

lesson.figure(
  "experiment",
  .grid(
    columns: activations.map(\.rawValue), shared: .x,
    plots: [
      twins(without, with, Axis("loss", over: 0...2.5), \.history.epochMeans),
      twins(without, with, Axis("accuracy", over: 0...1), \.accuracies),
    ]),
  caption: "Ten epochs on the digits, weights drawn with a standard deviation of 0.05, "
    + "without and with batch normalization. "
    + "Left: training loss. Right: validation accuracy.")

//: The same in numbers, early and late:

lesson.table(
  ["", "loss after 3", "after 10", "accuracy after 3", "after 10"],
  runs.map { run in
    let losses = [3, 10].map { run.loss(inEpoch: $0).text(.fixed(3)) }
    let accuracies = [3, 10].map { run.accuracy(afterEpoch: $0).text(.percent(1)) }
    return [run.name] + losses + accuracies
  })

for (without, with) in zip(without, with) {
  lesson.claim(
    "\(with.activation): loss of epoch 3 with batch norm, as a share of that without",
    with.loss(inEpoch: 3) / without.loss(inEpoch: 3), isBelow: 0.5, .fixed(2))
}
lesson.claim(
  "without batch norm the sigmoid network is still guessing after ten epochs",
  without[.sigmoid].accuracy(afterEpoch: 10), isBelow: 0.2, .percent(1))
lesson.claim(
  "with batch norm the sigmoid network has learned after ten epochs",
  with[.sigmoid].accuracy(afterEpoch: 10), isAbove: 0.8, .percent(1))

//: With batch normalization every one of them learns at once. After three epochs it has less than half of the loss that its
//: twin has. But look at the end of the ten
//: epochs too: ReLU and tanh without it have nearly caught up. Weights of 0.05 were too small for them; their signals
//: started faint, and they needed some epochs to grow the weights that batch normalization did not need. What they lacked was a good start, and that can also be had from
//: He or Glorot.
//:
//: Sigmoid is another matter. Its slope is at most 1/4, so every layer shrinks the gradient, and ten epochs of training do
//: not get it away from guessing one of ten classes. How little arrives at the first layer's weights, before the first step?

/// The norm of the gradient of the first layer's weights, before the first step.
func firstGradient(_ norm: Norm) -> Double {
  var generator = Generator(seed: lesson.seed)
  var fresh = network(.sigmoid, norm, faint, using: &generator)
  let scores = fresh.forward(digits.training.inputs, mode: .training)
  fresh.backward(softmaxCrossEntropy(scores, labels: digits.training.labels).gradient)
  return (fresh.layers[0] as! Dense).weight.gradient.norm
}
lesson.claim(
  "batch norm multiplies the gradient of a sigmoid network's first layer",
  firstGradient(.beforeActivation) / firstGradient(.none),
  isAbove: 100, .significant(2), as: "gradient gain")

//: With batch normalization it is {{gradient gain}} times as much: each normalization divides by a small deviation, and so, on
//: the way back, does its gradient. That is how the layer works against vanishing gradients. (With it, and with the residual
//: connections of lesson 08, networks of over a hundred layers came to be trained routinely. Ours has four.)
//:
//: And on the way forward? Look at what enters the third activation of each network:

func thirdPreactivations(_ run: Run) -> Matrix {
  run.trained.preactivations(3, for: digits.training.inputs)
}

lesson.figure(
  "preactivations",
  .grid(
    columns: activations.map(\.rawValue), rows: ["without", "with"],
    plots: [without, with].map { runs in
      runs.map { run in
        let values = thirdPreactivations(run)
        let mean = values.mean.text(.fixed(2))
        let deviation = values.standardDeviation.text(.fixed(2))
        return Plot(
          "mean \(mean), std \(deviation)",
          marks: [.histogram(values.elements, bins: 40, over: -6...6)])
      }
    }),
  caption: "What enters the third activation after ten epochs, "
    + "all units and all training examples together.")

//: A histogram mixes the units with the examples. By how much does what enters one unit vary, from digit to digit?

/// The standard deviation of what enters a unit of the third layer; the mean of 64.
func unitSpread(_ run: Run) -> Double {
  sqrt(thirdPreactivations(run).columnVariances).mean
}

lesson.claim(
  "without batch norm, the spread over the digits of what enters a third-layer sigmoid",
  unitSpread(without[.sigmoid]), isBelow: 0.02, as: "sigmoid spread", .significant(2))
lesson.claim(
  "with batch norm, the spread over the digits of what enters a third-layer sigmoid",
  unitSpread(with[.sigmoid]), isWithin: 0.8...1.8,
  as: "sigmoid spread with", .significant(2))

//: In the sigmoid network without batch normalization, what a unit of the third layer sees varies by {{sigmoid spread}} from digit
//: to digit. (The width of its histogram is the difference between units.) Whatever picture comes in, almost the same number
//: arrives, and no later layer can tell the pictures apart. With it,
//: the spread is {{sigmoid spread with}}: the layer in between divides by whatever spread is left, and $\gamma$ alone decides on the new one.

//: ## It stays
//:
//: The layer promises a mean of 0 and a variance of 1 for $\hat{x}$. Its output is $\gamma \hat{x} + \beta$, and $\gamma$
//: and $\beta$ are learned, so training could undo the promise. During the runs above we looked after every epoch at
//: what enters the second activation, unit by unit. Here is the sigmoid network, without and with:

lesson.figure(
  "stays",
  .grid(
    columns: ["without: mean", "without: variance", "with: mean", "with: variance"],
    shared: .x,
    plots: [
      [without[.sigmoid], with[.sigmoid]].flatMap { run in
        let means = run.preactivations.map(\.columnMeans.elements)
        let variances = run.preactivations.map(\.columnVariances.elements)
        return [
          Plot(x: Axis("epoch"), y: Axis(over: -1...1), marks: band(means)),
          Plot(x: Axis("epoch"), y: Axis(over: 0...2), marks: band(variances)),
        ]
      }
    ]),
  caption: "Mean and variance of what enters the second sigmoid, epoch by epoch, "
    + "over the training set. "
    + "Line: the average over 64 units. Band: from the least unit to the greatest.")

//: How far did the two promises hold by the end of the ten epochs, with the layer?

let last = with[.sigmoid].preactivations.last!
lesson.claim(
  "with batch norm, each unit's mean in front of the second sigmoid stays near 0",
  abs(last.columnMeans).max, isBelow: 0.8, .fixed(2))
lesson.claim(
  "with batch norm, the average variance in front of the second sigmoid stays near 1",
  last.columnVariances.mean, isWithin: 0.9...1.2, .fixed(2))

//: It roughly stays. $\gamma$ and $\beta$ move as far as the loss asks them to, and the weights below cannot push them about.
//: The bands are not lines, because each unit has its own $\gamma$ and $\beta$ by now, and because we looked with the running
//: statistics, which follow the weights with a delay. The delay is clearest after the first epoch, when the running variance still remembers that it began at 1.
//: Without the layer the variance is so small that its line lies on the axis.
//:
//: Is this steadiness what makes training easier? Ioffe and Szegedy thought so. Santurkar, Tsipras, Ilyas and Madry ("How Does
//: Batch Normalization Help Optimization?", NeurIPS 2018, section 2) disturbed it on purpose: they added random shifts and
//: scales after the layer, so that the next layer saw more change than without any normalization, and training was as fast as
//: ever. So steadiness comes with the layer, and is hardly its secret. The next sections look for one.

//: ## Before or after the activation?
//:
//: Above, the layer stands between the dense layer and its activation, as in the paper. The course notes put it after the
//: activation; both are in use. The argument for *before*: a dense layer's output is a sum of many terms, so it is
//: closer to symmetric, and a shift and a scale describe it well; and the bias of that dense layer can be left out,
//: since any constant is subtracted again. The argument for *after*: it is the next layer's input that should be in order,
//: and that is what leaves the activation. We have no favourite; the same network, the same start, the other place:

let after = lesson.progress("three networks", activations).map { activation in
  run(activation, .afterActivation, faint, rate: 0.1, epochs: 10)
}

lesson.table(
  ["", "accuracy before", "after", "loss before", "after"],
  zip(with, after).map { before, after in
    let accuracies = [before, after].map { $0.lateAccuracy.text(.percent(1)) }
    let losses = [before, after].map { $0.loss(inEpoch: 10).text(.fixed(3)) }
    return [before.activation.rawValue] + accuracies + losses
  })

let placementGap = zip(with, after).map { 100 * abs($0.lateAccuracy - $1.lateAccuracy) }
lesson.claim(
  "percentage points of accuracy between batch norm before the activation and after it",
  placementGap.max()!, isBelow: 8, .fixed(1))
lesson.claim(
  "sigmoid: training loss with batch norm after it, as a share of that with it before",
  after[.sigmoid].loss(inEpoch: 10) / with[.sigmoid].loss(inEpoch: 10),
  isBelow: 0.7, .fixed(2))

//: (Accuracies are averages over the last three epochs.) In accuracy there is little between them. In training
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

//: Each network is judged by its answers to the validation pictures after the third epoch:

lesson.figure(
  "rates",
  .grid(
    columns: activations.map(\.rawValue), shared: .both,
    plots: [
      activations.map { activation in
        Plot(
          x: Axis("learning rate", scale: .logarithmic),
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

//: At which of these rates does each network learn with the layer, and at which without?

lesson.claim(
  "accuracy of ReLU with batch norm at a rate of 3",
  sweep.of(.relu, .beforeActivation)[rate: 3].finalAccuracy, isAbove: 0.4, .percent(1))
lesson.claim(
  "accuracy of ReLU without batch norm at a rate of 3",
  sweep.of(.relu, .none)[rate: 3].finalAccuracy, isBelow: 0.2, .percent(1))
lesson.claim(
  "accuracy of sigmoid with batch norm at a rate of 0.3",
  sweep.of(.sigmoid, .beforeActivation)[rate: 0.3].finalAccuracy,
  isAbove: 0.8, .percent(1))
lesson.claim(
  "accuracy of sigmoid without batch norm at a rate of 0.3",
  sweep.of(.sigmoid, .none)[rate: 0.3].finalAccuracy, isBelow: 0.5, .percent(1))
lesson.claim(
  "accuracy of tanh without batch norm at a rate of 1",
  sweep.of(.tanh, .none)[rate: 1].finalAccuracy, isAbove: 0.8, .percent(1))

//: And what does the layer add at the same rate?

/// What the layer adds to the accuracy, in percentage points.
func lead(_ activation: Activation, at rate: Double) -> Double {
  let with = sweep.of(activation, .beforeActivation)[rate: rate].finalAccuracy
  let without = sweep.of(activation, .none)[rate: rate].finalAccuracy
  return 100 * (with - without)
}
lesson.claim(
  "percentage points that batch norm adds to sigmoid's accuracy, at any rate at least",
  rates.map { lead(.sigmoid, at: $0) }.min()!, isAbove: 10, .fixed(1))
lesson.claim(
  "percentage points that batch norm adds to tanh's accuracy at a rate of 1",
  lead(.tanh, at: 1), isBelow: 10, .fixed(1))

//: For ReLU it is true: at a rate of 3 the network without the layer is lost, and the network with it
//: learns. For sigmoid the layer is ahead at every rate. For tanh the saying is not true: from Glorot's start on centred
//: inputs it withstands a rate of 1 by itself, and what the layer adds to that is little or less than nothing.
//: Batch normalization helps where something would otherwise get out of hand, and a tanh, bounded and centred, lets little
//: get out of hand.
//:
//: Why can the rate be larger? The update is the rate times the gradient, so something must keep the gradient small.
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
original.replaceNorms(epsilon: 0)
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
lesson.claim(
  "in front of batch norm, weights ten times as long give the same loss",
  abs(loss(&original) - loss(&stretched)), isBelow: 1e-10)

let weight = original.weightBeforeNorm(2)
lesson.claim(
  "in front of batch norm, weights ten times as long have a tenth of the gradient",
  relativeError(10 * stretched.weightBeforeNorm(2).gradient, weight.gradient),
  isBelow: 1e-6)
lesson.claim(
  "in front of batch norm, the gradient is perpendicular to each unit's weights",
  abs(weight.value.hadamard(weight.gradient).columnSums).max, isBelow: 1e-12)

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
      return .line(x: rates, y: runs.map(effectiveRate), label: activation.rawValue)
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
  "tanh with batch norm: a rate 100 times as large multiplies the effective rate by",
  rise(.tanh), isBelow: 0.5, .significant(2), as: "tanh rise")
lesson.claim(
  "with batch norm, a rate 100 times as large multiplies the effective rate by at most",
  activations.map(rise).max()!, isBelow: 30, .significant(2), as: "rise")

//: We asked for a hundred times the rate, and got at most {{rise}} times. The tanh network shows the price. At a rate of 10 its first
//: steps throw it so far that the effective rate comes out at {{tanh rise}} times that of a rate of 0.1, and what has been
//: braked to a standstill does not get going again by itself.

//: ## Almost any start will do
//:
//: By the same fact the size of the first weights should matter little: the layer undoes it. Four standard deviations, from a thousandth to one,
//: for every layer, three epochs each at a rate of 0.1:

let deviations = [0.001, 0.01, 0.1, 1]
let draws = pairs.flatMap { activation, norm in
  deviations.map { (activation, norm, Initializer.normal(standardDeviation: $0)) }
}
let starts = lesson.progress("twenty-four networks", draws).map {
  activation, norm, initializer in
  run(activation, norm, initializer, rate: 0.1, epochs: 3)
}

lesson.table(
  ["accuracy after 3 epochs, σ ="] + deviations.map { "\($0)" },
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
  "with batch norm, the worst accuracy after three epochs from twelve starts",
  activations.map { worstStart($0, .beforeActivation) }.min()!,
  isAbove: 0.2, .percent(0))
lesson.claim(
  "without batch norm, each activation has a start after which it is still guessing",
  activations.map { worstStart($0, .none) }.max()!, isBelow: 0.2, .percent(0))

//: Without the layer each activation has its own narrow range of good starts, and outside it there is nothing: too faint a
//: signal on the left, saturation or divergence on the right. With it, every start leads away from guessing, but in three epochs not
//: equally far. The last dense layer has no batch normalization after it, so its weights do keep the size they are
//: given. Weights of size 1, as long as they are, have a small effective rate. And with weights of 0.001 the variance of what
//: they send is no larger than $\epsilon$, most of all after a sigmoid, so that the layer does not stretch it in full.

//: ## Batch statistics are noisy
//:
//: In training an example's output depends on the company it is in. Take the same example in many random batches: its
//: normalized value is different each time. How different? The mean of $B$ independent numbers with variance $\sigma^2$
//: has a standard deviation of $\sigma/\sqrt{B}$. For an example that lies in the middle of the data only the error of the
//: mean counts, and in units of $\sigma$ it is $1/\sqrt{B}$.

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
let sizes = [4.0, 8, 16, 32, 64, 128, 256]
let noises = Results(sizes) { noise(inBatchesOf: Int($0)) }

lesson.figure(
  "noise",
  Plot(
    x: Axis("batch size", scale: .logarithmic), y: Axis("noise", scale: .logarithmic),
    marks: [
      .line(x: sizes, y: sizes.map { 1 / sqrt($0) }, label: "1/√B"),
      .points(x: sizes, y: noises.values, label: "measured"),
    ]),
  caption: "The standard deviation of one example's normalized value "
    + "over random batches. Line: theory. Points: measured.")

//: Divide what was measured by what was predicted:

let excess = Results(sizes) { noises[$0] * sqrt($0) }
lesson.claim(
  "in batches of 64 and more the noise of batch norm is 1/√B, but for a share of",
  [64, 128, 256].map { abs(excess[$0] - 1) }.max()!,
  isBelow: 0.1, .percent(1))
lesson.claim(
  "in batches of 4 the noise of batch norm exceeds 1/√B by a factor of",
  excess[4], isAbove: 1.3, .fixed(2))

//: In small batches the points lie above the line. There not only the mean is uncertain, but the deviation that one divides
//: by is too, and when it happens to be small, the value is thrown far.
//:
//: The noise is real. Is it *useful*? It is often said that it regularizes, like dropout: weights cannot adapt to
//: single batches too closely. To find out we must take away the noise and nothing else.
//:
//: We take only 100 training digits, so that there is something to regularize, and batches of 10. One network normalizes
//: with the statistics of the 10, as always. The other takes *the same batches, and its loss is that of the same ten digits*, but
//: its mean and variance come from all 100: we send all 100 through, and count the loss of the 10 alone. At the end both are
//: tested with the statistics of all 100. If the noise is of use, the first should do better on digits that neither has seen.

func learnFew(noisy: Bool, rate: Double, using generator: inout Generator) -> Double {
  let hundred = generator.permutation(of: digits.training.count).prefix(100)
  let few = digits.training.selecting(hundred)
  var network = network(.relu, .beforeActivation, .heNormal, using: &generator)
  var optimizer = Optimizer(GradientDescent(learningRate: rate))
  for _ in 1...20 {
    let order = generator.permutation(of: 100)
    for start in stride(from: 0, to: 100, by: 10) {
      let ten = Array(order[start..<start + 10])
      let company = noisy ? ten : ten + order[..<start] + order[(start + 10)...]
      let scores = network.forward(few.inputs.selectingRows(company), mode: .training)
      let loss = softmaxCrossEntropy(
        scores.selectingRows(0..<10), labels: ten.map { few.labels[$0] })
      network.backward(
        Matrix(rows: company.count, columns: 10) { i, j in
          i < 10 ? loss.gradient[i, j] : 0
        })
      optimizer.step(&network)
    }
  }
  // Both are tested alike: with the statistics of all 100.
  for _ in 1...50 { _ = network.forward(few.inputs, mode: .training) }
  return validationAccuracy(of: network)
}

//: Six pairs of networks at each of two rates; the two of a pair get the same digits, the same start and the same batches.

/// The mean validation accuracy of six networks.
func accuracyOfSix(noisy: Bool, rate: Double) -> Double {
  (0..<6).map { trial in
    var generator = Generator(seed: lesson.seed + UInt64(trial))
    return learnFew(noisy: noisy, rate: rate, using: &generator)
  }.mean
}
let fewRates = [0.1, 0.3]
let noisy = Results(lesson.progress("twelve small networks", fewRates)) {
  accuracyOfSix(noisy: true, rate: $0)
}
let quiet = Results(lesson.progress("twelve more", fewRates)) {
  accuracyOfSix(noisy: false, rate: $0)
}
lesson.table(
  ["validation accuracy, mean of 6"] + fewRates.map { "at a rate of \($0)" },
  [
    ["statistics from the batch of 10"] + noisy.values.map { $0.text(.percent(1)) },
    ["from all 100"] + quiet.values.map { $0.text(.percent(1)) },
  ])

//: How much did the noise gain?

/// What the noise adds to the accuracy, in percentage points.
func gained(at rate: Double) -> Double {
  100 * (noisy[rate] - quiet[rate])
}
lesson.claim(
  "percentage points that batch norm's noise gains on 100 digits at a rate of 0.1",
  gained(at: 0.1), isAbove: 0, .fixed(1), as: "gained at 0.1")
lesson.record("gained at 0.3", gained(at: 0.3), .fixed(1))

//: At a rate of 0.1 the noise helps, by {{gained at 0.1}} percentage points. Do not make a law of it: at a rate of 0.3 the
//: difference is {{gained at 0.3}}. The noise of small statistics is one source among others, and a large rate is another.

//: ## Weight decay in front of it
//:
//: L2 regularization adds $\frac{\lambda}{2} \lVert w \rVert^2$ to the loss, so that large weights cost something and the network stays simple.
//: The step becomes
//:
//: $$ w \gets w - \eta \, (\nabla L + \lambda w) = (1 - \eta \lambda) \, w - \eta \, \nabla L $$
//:
//: and that is why it is called weight decay. In front of a batch normalization it cannot do what it is for. Shrink all of a
//: unit's weights, and the layer stretches its output again: the network computes the same function, no simpler than before.
//: But the shrinking is not without effect, because the effective rate is $\eta / \lVert w \rVert^2$, and that rises. Van Laarhoven
//: ("L2 Regularization versus Batch and Weight Normalization", 2017) concluded that in front of a batch normalization
//: $\lambda$ is one more handle on the learning rate, and has no regularizing effect. If that is so, we should be able to get the same
//: network *without* decay, by raising the rate. By how much?
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
//: That is plain descent, without any decay, at the rate $\eta_t = \eta \, (1 - \eta \lambda)^{-(2t + 1)}$, which *grows exponentially*.
//: (Li and Arora, "An Exponential Learning Rate Schedule for Deep Learning", ICLR 2020, section 2.) It should be the same network
//: at every step. A growing rate is the last thing one would call a regularizer, so let us see it. We train three networks
//: from the same start: with decay; without decay at the growing rate; and without decay at the constant rate. For the algebra
//: to be exact we set $\epsilon = 0$, and both rules touch only the weights in front of a batch normalization.

let eta = 0.1
let lambda = 0.01

//: The loop gets a rule for these weights. From the weight before the step and the step of plain descent,
//: $-\eta \nabla L$, the rule makes the new weight.

func trained(
  by rule: (_ weight: Matrix, _ step: Matrix, _ t: Int) -> Matrix
) -> (network: Network, lengths: [Double]) {
  var generator = Generator(seed: lesson.seed)
  var network = network(.relu, .beforeActivation, .heNormal, using: &generator)
  network.replaceNorms(epsilon: 0)
  var optimizer = Optimizer(GradientDescent(learningRate: eta))
  var lengths: [Double] = []  // of the second layer's weights, after each step
  for _ in 1...5 {
    for batch in digits.training.batches(of: 32, using: &generator) {
      let before = network.weightsBeforeNorms.map(\.value)
      let scores = network.forward(batch.inputs, mode: .training)
      network.backward(softmaxCrossEntropy(scores, labels: batch.labels).gradient)
      optimizer.step(&network)
      let after = network.weightsBeforeNorms.map(\.value)
      network.replaceWeightsBeforeNorms(
        zip(before, after).map { rule($0, $1 - $0, lengths.count) })
      lengths.append(network.weightBeforeNorm(2).value.norm)
    }
  }
  return (network, lengths)
}

//: With each of the three rules we train once, and note the length of the second layer's weights after every step.

let decayed = trained { weight, step, _ in (1 - eta * lambda) * weight + step }
let raised = trained { weight, step, t in
  weight + pow(1 - eta * lambda, -Double(2 * t + 1)) * step
}
let constant = trained { weight, step, _ in weight + step }

lesson.figure(
  "decay",
  Plot(
    x: Axis("step"), y: Axis("length of the weights"),
    marks: [
      .line(decayed.lengths, label: "decay"),
      .line(raised.lengths, label: "growing rate"),
      .line(constant.lengths, label: "neither"),
    ]),
  caption: "The length of the second layer's weights. "
    + "With decay they shrink, without it they grow, as Pythagoras said.")

//: The weights have become different. Have the networks? We compare what they answer to the validation pictures.

func scores(_ network: Network) -> Matrix {
  var network = network
  return network.forward(digits.validation.inputs, mode: .training)
}
lesson.claim(
  "relative error between the outputs with weight decay and with a growing rate",
  relativeError(scores(decayed.network), scores(raised.network)), isBelow: 1e-6)
lesson.claim(
  "length of the weights of the growing rate, over that of the decayed weights",
  raised.lengths.last! / decayed.lengths.last!, isAbove: 1.1, .fixed(2))
lesson.claim(
  "relative error between the outputs with weight decay and with a constant rate",
  relativeError(scores(decayed.network), scores(constant.network)), isAbove: 0.5)

let steps = decayed.lengths.count
lesson.record("steps", Double(steps), .whole)
lesson.record(
  "last rate", eta * pow(1 - eta * lambda, -Double(2 * steps - 1)), .fixed(3))

//: After {{steps}} steps two networks whose weights differ in length, one trained with L2 and one without,
//: give the same scores for every validation picture, to more than six digits. All that the decay did was what raising the rate to
//: {{last rate}} does. So if you use weight decay with batch normalization (and people do, with success) know what you
//: turn: not complexity, but the learning rate, kept from braking to a standstill.

//: ## What it costs
//:
//: Parameters: each batch normalization has its own $\gamma$ and $\beta$, two numbers per feature, where the dense layer before it has one for every input and feature.

let plain = network(.relu, .none, .heNormal, using: &generator)
let normed = network(.relu, .beforeActivation, .heNormal, using: &generator)
let extra = Double(normed.parameterCount) / Double(plain.parameterCount) - 1
lesson.table(
  ["", "parameters", "running statistics"],
  [
    ["without", "\(plain.parameterCount)", "0"],
    ["with batch norm", "\(normed.parameterCount)", "\(3 * 2 * 64)"],
  ])
lesson.claim(
  "batch norm adds few parameters, as a share of those without it",
  extra, isBelow: 0.05, .percent(1))

//: Time: the arithmetic is little too, about a dozen operations for each entry of a layer's output, where the matrix
//: product before it needs two for every input: 128. But the layer goes over its data several times, and does little with each
//: number that it fetches, so it takes more time than the count suggests. How much depends on the machine, so the
//: numbers are not part of this page: run the lesson, and it tells what it measured on yours.

func latency(_ network: Network, _ mode: Mode) -> Double {
  var network = network
  let batch = digits.training.selecting(0..<256)
  return milliseconds {
    let scores = network.forward(batch.inputs, mode: mode)
    if mode == .training {
      network.backward(softmaxCrossEntropy(scores, labels: batch.labels).gradient)
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
//:
//: Lesson 11 asks what happens when the batch is small, frozen or follows a dropout, and which other axes one can normalize.
//: Lesson 14 meets L2 again where it does regularize.

//: ## Exercises
//:
//: Open `Exercises/10-batch-normalization.swift`. Every exercise there begins with a function that stops with `todo`; put your
//: own lines in its place, and run the grader:
//:
//: ```
//: swift test --filter batch-normalization
//: ```

lesson.exercises()

lesson.end()
