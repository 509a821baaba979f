//: # Normalization in practice
//:
//: *Which axis to normalize, and what breaks with small batches or frozen layers?*
//:
//: Batch normalization (lesson 10) gives every feature the mean and the spread that training chooses, and it needs a
//: batch to do so. That is its weak point, and this lesson presses on it from four sides. What if the batch is small?
//: What if there are other layers about, such as dropout, that treat training and use differently? What if a network
//: that was trained on one task is *frozen* and given another? And is it needed in every layer?
//:
//: Two relatives of it need no batch at all: they take the mean along the other axis. We derive them first, so that we have
//: something to compare with.
//:
//: Much is said about all this, and some of it is said of every network when it was seen in a few. You will meet
//: several statements here that do not survive on our digits, and a few that do.

import Datasets
import Engine
import LessonKit
import Plots

let lesson = Lesson(
  11, takesMNIST: true,
  knobs: .whole("groups", 2, in: 1...4, "the groups of the four features in section 1"),
  Knob("rate-factor", 1, in: 0.1...100, "multiplies all rates of the batch sizes"),
  Knob("keep", 0.5, in: 0.05...1, "dropout's probability to keep"),
  Knob("sigma", 0.07, in: 0.001...1, "the first weights of the eight layers"),
  Knob("noise", 0.3, in: 0...2, "the noise on the target's pictures"),
  .whole("examples", 20, in: 1...100, "of each class, for the frozen base"))
let raw = lesson.digits()
let digits = raw.standardized()
let pixels = raw.training.features
var generator = Generator(seed: lesson.seed)

//: ## Which numbers share a mean
//:
//: A batch is a matrix $x$ of $m$ examples in rows and $n$ features in columns. Every normalization has the same three lines:
//: take a mean $\mu$ and a variance $\sigma^2$ over some of the entries, and give each of them
//:
//: $$
//: \hat{x} = \frac{x - \mu}{\sqrt{\sigma^2 + \epsilon}}
//: \qquad
//: y = \gamma \hat{x} + \beta
//: $$
//:
//: They differ in *which* entries share a mean.

lesson.figure(
  "axes", axes(),
  caption: "A batch of six examples, one per row, with eight features, one per column. "
    + "Neighbours of the same shade share a mean and a variance. "
    + "Here group norm has two groups.")

//: - **Batch norm**: a column. One feature, over all examples.
//: - **Layer norm**: a row. One example, over all features
//:   ([Ba, Kiros and Hinton, "Layer Normalization" (2016)](https://arxiv.org/abs/1607.06450);
//:   [in Keras](https://keras.io/api/layers/normalization_layers/layer_normalization/)).
//: - **Group norm**: a part of a row. One example, over a group of neighbouring features
//:   ([Wu and He, "Group Normalization" (ECCV 2018)](https://arxiv.org/abs/1803.08494);
//:   [in Keras](https://keras.io/api/layers/normalization_layers/group_normalization/)). One group of all features is layer
//:   norm. (It was made for pictures, where a feature is a whole channel; the group then has all its positions in it.)
//:
//: In all three $\gamma$ and $\beta$ are one number *per feature*, $1 \times n$, whatever the mean was taken over. Here are three
//: examples of four features, without $\gamma$ and $\beta$:

let groups = lesson.knob("groups") == 3 ? 2 : Int(lesson.knob("groups"))
let three = Matrix([[1, 2, 3, 6], [10, 20, 30, 60], [4, 4, 4, 4]])
var norms: [any Layer] = [
  BatchNorm(features: 4), LayerNorm(features: 4),
  GroupNorm(features: 4, groups: groups),
]
let normalized = norms.indices.map { norms[$0].forward(three, mode: .training) }
lesson.table(
  ["$x$", "batch norm", "layer norm", "\(groups) groups"],
  (0..<3).map { i in
    [three.row(i).map { $0.text(.whole) }.joined(separator: " ")]
      + normalized.map { cell($0.row(i)) }
  })

//: The second example is ten times the first. To layer norm they are the same, and to group norm too (but for $\epsilon$): an
//: example's own size is what they take away. No $\gamma$ or $\beta$ can bring it back, since all examples share those. Batch norm takes away
//: the size of a *feature*, and in use, with its running averages, it does the same to every example. So layer norm
//: loses something about each example, its overall size, that batch norm keeps. The third row is constant, and a constant
//: row leaves a layer norm as $\beta$.
//:
//: What layer and group norm gain is that an example is answered by itself. There are no running averages, training
//: and inference are the same, and the others in the batch do not matter. We send a digit through an untrained 64-32-32-10
//: network with the norm in front of each ReLU. Its scores in a batch of 8, and in one of 32 with the same 8 in it:

var scores: [(few: Matrix, many: Matrix)] = []
for norm in [Norm.batch, .layer] {
  var untrained = network(norm, inputs: pixels, using: &generator)
  let batch = digits.training.inputs.selectingRows(0..<32)
  let small = batch.selectingRows(0..<8)
  scores.append(
    (
      few: untrained.forward(small, mode: .training).selectingRows(0..<1),
      many: untrained.forward(batch, mode: .training).selectingRows(0..<1)
    ))
}
let moved = scores.map { ($0.many - $0.few).norm / $0.few.norm }
lesson.claim(
  "In training, batch norm's answer to a digit changes by {} when its batch grows",
  moved[0], isAbove: 0.05, .percent(0))
lesson.claim(
  "In training, layer norm's answer to a digit changes by {} when its batch grows",
  moved[1], isBelow: 1e-12, .percent(0), isAlways: true)

lesson.try(
  "--section 1 --groups 4",
  "Groups of a single feature. What is left of the three examples, and why?")

//: ## The way back along a row
//:
//: The gradient is derived as in lesson 10, with the row in place of the column. Take one example, with features
//: $x_1, \ldots, x_n$, and write $d = \sqrt{\sigma^2 + \epsilon}$. One thing is new. In a column all entries had the same
//: $\gamma$; along a row each has its own. So let $g_j$ be the gradient that arrives at $\hat{x}_j$, with $\gamma$ already in it:
//:
//: $$ y_j = \gamma_j \hat{x}_j + \beta_j \qquad g_j = \frac{\partial L}{\partial \hat{x}_j} = \gamma_j \frac{\partial L}{\partial y_j} $$
//:
//: $x_j$ acts directly, through the mean, and through the variance. The variance first, with $x_j - \mu = d \, \hat{x}_j$:
//:
//: $$
//: \frac{\partial L}{\partial \sigma^2}
//: = \sum_j g_j \, (x_j - \mu) \cdot \left( -\frac{1}{2} \right) d^{-3}
//: = -\frac{1}{2 d^2} \sum_j g_j \hat{x}_j
//: $$
//:
//: The mean acts on every $\hat{x}_j$, and on the variance, but there its part is $-\frac{2}{n} \sum_j (x_j - \mu) = 0$:
//:
//: $$ \frac{\partial L}{\partial \mu} = -\frac{1}{d} \sum_j g_j $$
//:
//: Together, since $\partial \sigma^2 / \partial x_j = 2 (x_j - \mu) / n$ and $\partial \mu / \partial x_j = 1/n$:
//:
//: $$
//: \begin{aligned}
//: \frac{\partial L}{\partial x_j}
//: &= \frac{g_j}{d} + \frac{\partial L}{\partial \sigma^2} \cdot \frac{2 \, d \, \hat{x}_j}{n}
//:  + \frac{\partial L}{\partial \mu} \cdot \frac{1}{n} \\
//: &= \frac{1}{d} \left( g_j - \text{mean}(g) - \hat{x}_j \, \text{mean}(g \odot \hat{x}) \right)
//: \end{aligned}
//: $$
//:
//: It is lesson 10's formula with the means taken along the row, or over the group. The gradients of $\gamma_j$ and $\beta_j$ are
//: sums over the *batch*, as they were there: each is used once by every example.
//:
//: Two slips are common. One is to pull $\gamma$ out in front, as one may in batch norm. The other is to sum the gradients of $\gamma$ and
//: $\beta$ along the row. The first is hard to see, because as long as all $\gamma$ are 1 it is no mistake at all:

let x = Matrix(rows: 8, columns: 16) { _, _ in generator.normal() }
let dy = Matrix(rows: 8, columns: 16) { _, _ in generator.normal() }
let gamma = Matrix(rows: 1, columns: 16) { _, _ in generator.uniform(in: 0.5..<1.5) }

var layerNorm = LayerNorm(features: 16)
layerNorm.gamma.value = gamma
_ = layerNorm.forward(x, mode: .training)
let dx = layerNorm.backward(dy)

//: With all $\gamma$ at 1 the layer sends back what the slip multiplies by $\gamma$:

var layerOfOnes = LayerNorm(features: 16)
_ = layerOfOnes.forward(x, mode: .training)
let pulledOut = layerOfOnes.backward(dy).multiplyingColumns(by: gamma)
lesson.claim(
  "Pulling γ out, when it lies between 0.5 and 1.5, puts the gradient wrong by {}",
  (pulledOut - dx).norm / dx.norm, isAbove: 0.03, .percent(0))

//: A check that costs one line finds it. If all features of a group grow by the same amount, nothing changes, so the slope in
//: that direction is 0. That slope is the sum of what is sent back, over every group:

let sums = [dx, pulledOut].map { abs($0.transposed.columnSums).max }
lesson.claim(
  "Over a row, the engine's gradients add up to {}",
  sums[0], isBelow: 1e-12, .significant(1), isAlways: true)
lesson.claim(
  "Over a row, with γ pulled out, they add up to as much as {}",
  sums[1], isAbove: 0.05, .fixed(2))

//: And the engine's gradients against finite differences (lesson 03), for sixteen features in one to eight groups:

let groupCounts = [1, 2, 4, 8]
let errors = Results(groupCounts) { groups in
  var norm = GroupNorm(features: 16, groups: groups)
  norm.gamma.value = gamma
  return norm.gradientError(at: x.selectingRows(0..<4), using: &generator)
}
lesson.table(
  ["groups", "features in each", "relative error"],
  errors.map { groups, error in
    ["\(groups)", "\(16 / groups)", error.text(.significant(1))]
  })
lesson.claim(
  "For groups of four features and more, differences agree within {}",
  groupCounts.dropLast().map { errors[$0] }.max()!, isBelow: 1e-6, .significant(1))

//: Why is the last row so much worse? Not because the formula is wrong there. It is because in a group of two hardly anything
//: goes back, and a difference quotient cannot measure it. We come to that in a moment.

//: ## Centre twice (deeper)
//:
//: On paper it does not matter how a row is standardized. In a computer it does when the numbers lie far from 0. Rows of 50
//: normal numbers are moved far out. What should come out is what comes out of their distances from there, which a
//: `Double` holds exactly; the table has the worst error of $\hat{x}$ over twenty rows.

let offsets = [1e3, 1e6, 1e8, 1e10, 1e12, 1e14]
let rounded = Results(offsets) { offset in
  Results(Centering.allCases) { way in
    Matrix(rows: 20, columns: 50) { _, _ in offset + generator.normal() }
      .worstError(of: way, around: offset)
  }
}
lesson.table(
  ["numbers near"] + Centering.allCases.map(\.rawValue),
  rounded.map { offset, errors in
    [offset.text(.significant(1))] + errors.values.map { $0.text(.significant(1)) }
  })
lesson.claim(
  "Centred once, rows near 10¹⁰ are wrong by up to {}",
  rounded[1e10][.once], isAbove: 1e-8, .significant(1))
lesson.claim(
  "Centred twice, rows near 10¹⁴ are wrong by {} at most",
  rounded[1e14][.twice], isBelow: 1e-12, .significant(1))

//: $\mathbb{E}[x^2] - \mathbb{E}[x]^2$ subtracts two large numbers to get a small one, and has lost everything long before the
//: end (where the difference is negative, the root is not a number). Centred once, the error is that of the mean: it is
//: rounded to a number of its own size, and every entry inherits what was cut off. What remains after one centring has a small
//: mean of its own, which can be computed precisely, and is taken away by a second. Near 0 nobody needs it; the engine's
//: norms do it always, because it costs one more pass and spares the question.

//: ## A batch of one, a batch of two
//:
//: Now to small batches. Before we train with them, look at the formula with $m = 1$. The mean of one number is that
//: number, so $\hat{x} = 0$: whatever picture comes in, a batch norm sends out $\beta$. Nothing gets through forward, and
//: nothing backward, because the output does not depend on the input. (PyTorch refuses such a batch.)
//:
//: With $m = 2$ it is less plain. Take two examples whose features are $a$ and $b$, at a distance of $\Delta = a - b$. The mean is
//: halfway, so the deviation is $|\Delta| / 2$ for both.

let pair = Matrix(column: [3000, 3])
var two = BatchNorm(features: 1)
let pairNormalized = two.forward(pair, mode: .training).elements.map { $0.rounded() }
let pairs: [[Double]] = [[1, 0], [1, -1], [3000, 3], [1.5, -1.5]]
lesson.ask(
  "A batch of two. A feature is 3000 in the first example and 3 in the second. "
    + "What does batch norm make of these two numbers?",
  ["1 and 0", "1 and −1", "3000 and 3", "1.5 and −1.5"],
  answer: pairs.firstIndex(of: pairNormalized)!,
  "and of 3.1 and 3 it makes the same.")

//: $$ \hat{x} = \pm \frac{\Delta / 2}{\sqrt{\Delta^2 / 4 + \epsilon}} = \pm \frac{1}{\sqrt{1 + 4 \epsilon / \Delta^2}} \approx \pm 1 $$
//:
//: Of two examples, all that passes is *which is greater*, feature by feature. By how much is lost. So the gradient has to be
//: nearly 0 too. Put $\hat{x} = \pm s$ into the backward formula; the mean of $g$ is $(g_1 + g_2)/2$, that of $g \odot \hat{x}$
//: is $s (g_1 - g_2)/2$:
//:
//: $$
//: \frac{\partial L}{\partial x_1}
//: = \frac{1}{d} \left( g_1 - \frac{g_1 + g_2}{2} - s^2 \, \frac{g_1 - g_2}{2} \right)
//: = \frac{g_1 - g_2}{2 d} \, (1 - s^2)
//: = \frac{g_1 - g_2}{2 d} \cdot \frac{4 \epsilon}{\Delta^2 + 4 \epsilon}
//: $$
//:
//: At a distance of $\Delta = 1$, with $\epsilon = 10^{-5}$, that is $g_1 - g_2$ times $4 \cdot 10^{-5}$: next to nothing. (The same holds for a
//: *group* of two features, which is why the differences above failed there.) But look at the other end: if the two nearly tie,
//: $\Delta \to 0$, then $d \to \sqrt{\epsilon}$, and what goes back is $g_1 - g_2$ times $1/(2 \sqrt{\epsilon}) = 158$. As a function of $\Delta$, $\hat{x}$ is a step from −1 to 1. The slope of a step is 0 nearly everywhere, and enormous at the step. How does that look
//: in a network? We send batches of the digits through an untrained one and note all gradients in front of its
//: batch norm, times $m$, so that they are per example.

/// The sizes of the gradients in front of the batch norm, from fifty batches.
func sentBack(_ size: Int) -> [Double] {
  var generator = Generator(seed: lesson.seed)
  var fresh = network(.batch, inputs: pixels, hidden: [32], using: &generator)
  let batches = digits.training.batches(of: size, using: &generator)
  return batches.prefix(50).flatMap { batch in
    let scores = fresh.forward(batch.inputs, mode: .training)
    let loss = softmaxCrossEntropy(scores, labels: batch.labels)
    let error = (1...3).reversed().reduce(loss.gradient) {
      fresh.layers[$1].backward($0)
    }
    return (Double(size) * abs(error)).elements
  }.sorted()
}

//: The median is the typical gradient, the largest the opposite:

let sizes = [2, 3, 4, 8]
let sent = Results(sizes, sentBack)
let medians = Results(sizes) { sent[$0][sent[$0].count / 2] }
let largest = Results(sizes) { sent[$0].last! }
lesson.record("shock", largest[2] / medians[2], .significant(1))
lesson.ask(
  "A typical gradient, the median, in batches of two, compared with batches of eight: "
    + "how large is it?",
  ["about as large", "a tenth", "less than a hundredth"],
  answer: medians[2] < 0.01 * medians[8] ? 2 : medians[2] < 0.3 * medians[8] ? 1 : 0,
  "and the largest is {{shock}} times the median.")
lesson.table(
  ["batch"] + sizes.map { "\($0)" },
  [
    ["median gradient"] + medians.values.map { $0.text(.significant(2)) },
    ["largest gradient"] + largest.values.map { $0.text(.significant(2)) },
  ])
lesson.claim(
  "The median gradient in batches of two is {} of that in batches of eight",
  medians[2] / medians[8], isBelow: 0.02, .significant(1))
lesson.claim(
  "In batches of two the largest gradient is {} medians long",
  largest[2] / medians[2], isAbove: 1000, .significant(1))

//: So a batch of two does teach, but by shocks: nearly all of the time nothing comes back, and once in a while, from two digits that
//: happen to tie in some unit, very much. A step of descent can be right for one or for the other, not for both.
//:
//: For larger batches there is a limit too. Let one example be at a distance $a$ from the mean. The others must make up for it, so
//: their distances add up to $-a$, and their squares are least, $a^2/(m-1)$ in all, when they share it equally. Hence
//: $m \sigma^2 \geq a^2 + a^2/(m-1) = a^2 m/(m-1)$, and
//:
//: $$ |\hat{x}| \leq \sqrt{m - 1} $$
//:
//: A digit that is unlike all others cannot say so in a small batch.

//: ## From one to thirty-two
//:
//: So we expect trouble below some size. We train 64-32-32-10 networks on 800 digits for two epochs, with ReLU, He's weights and
//: plain descent, with no norm, batch norm, layer norm and group norm (four groups of eight) in front of each ReLU. With larger
//: batches there are fewer updates in an epoch; to give all sizes the same chance the rate grows with the size, $\eta = 0.01 m$.

let trainedSizes = [1, 2, 4, 8, 32]
let eightHundred = digits.training.selecting(0..<800)
func trained(_ norm: Norm, _ size: Int) -> Network {
  var generator = Generator(seed: lesson.seed)
  var network = network(norm, inputs: pixels, using: &generator)
  network.train(
    on: eightHundred, batch: size,
    rate: 0.01 * Double(size) * lesson.knob("rate-factor"), epochs: 2,
    using: &generator)
  return network
}

//: With four norms and five sizes these are twenty networks. Accuracy is the share of right answers to the 300 validation digits.

let nets = Results(lesson.progress("twenty networks", Norm.allCases)) { norm in
  Results(trainedSizes) { trained(norm, $0) }
}
let accuracies = Results(Norm.allCases) { norm in
  Results(trainedSizes) { nets[norm][$0].accuracy(on: digits.validation) }
}
lesson.figure(
  "batch-size",
  Plot(
    "Accuracy after two epochs", x: Axis("batch size", scale: .logarithmic),
    y: Axis("validation accuracy", over: 0...1),
    marks: Norm.allCases.map {
      .line(
        x: trainedSizes.map(Double.init), y: accuracies[$0].values, label: $0.rawValue,
        color: $0.color)
    }),
  caption: "Each line joins five networks. Only batch norm breaks, "
    + "and only below eight.")
lesson.table(
  ["batch"] + trainedSizes.map { "\($0)" },
  accuracies.map { norm, row in
    [norm.rawValue] + row.values.map { $0.text(.percent(0)) }
  })

//: How far apart are they, at the small end and at the large?

lesson.claim(
  "With batches of one, batch norm gets {} right", accuracies[.batch][1], isBelow: 0.45,
  .percent(0))
lesson.claim(
  "With batches of two, layer norm is {} percentage points ahead of batch norm",
  100 * (accuracies[.layer][2] - accuracies[.batch][2]), isAbove: 10, .fixed(0))
lesson.claim(
  "With batches of one, layer norm gets {} right", accuracies[.layer][1], isAbove: 0.8,
  .percent(0))
let ofThirtyTwo = Norm.allCases.map { accuracies[$0][32] }
lesson.claim(
  "With batches of 32, the best and the worst of the four are {} points apart",
  100 * (ofThirtyTwo.max()! - ofThirtyTwo.min()!), isBelow: 12, .fixed(1))

//: Batch norm breaks below a batch of eight: over forty seeds it gets 40 % with two, and with four still five points less than no
//: norm at all. At one it is dead. From eight on it is as good as the others, or nearly, and *nothing can be said about which of
//: the four is best*: they lie within the noise of one start to another. That includes the
//: network without any norm. What a norm buys on a network this small is a wider range of rates (try it).
//:
//: Is it true that layer norm *does not care* about the size of the batch? Of its answers, yes, to the last bit. Of its training,
//: only if the rate is chosen for the size: at one fixed rate larger batches mean fewer updates, and layer norm falls behind
//: like everyone else.

lesson.try(
  "--section 5 --rate-factor 10",
  "Rates ten times as large. Which lines break now, and at which end?")

//: ## Is it the statistics?
//:
//: Where exactly does a batch of two do its harm? The usual answer is: in the running statistics. They are averages over
//: noisy batches, the story goes, and in use the network gets the wrong mean and variance. The variance is wrong indeed.
//: The biased variance of $m$ numbers is too small by the factor $(m-1)/m$ on average, a half at $m = 2$.
//:
//: That can be tested. Take the networks from above, and replace their running statistics by the exact ones, computed from
//: all 800 digits, layer by layer. If the statistics were to blame, this would be the cure.

let exact = Results(trainedSizes) {
  nets[.batch][$0].withStatistics(of: eightHundred.inputs)
    .accuracy(on: digits.validation)
}
let cured = 100 * (exact[2] - accuracies[.batch][2])
let lost = 100 * (accuracies[.layer][2] - accuracies[.batch][2])
lesson.record("cured", cured, .fixed(1))
lesson.record("lost", lost, .fixed(0))
lesson.ask(
  "With batches of two, batch norm is \(lost.text(.fixed(0))) points behind. "
    + "How much of that do exact statistics bring back?",
  ["nearly all", "about half", "less than a third"],
  answer: cured > 0.8 * lost ? 0 : cured > lost / 3 ? 1 : 2,
  "{{cured}} points of {{lost}}.")
lesson.table(
  ["batch"] + trainedSizes.map { "\($0)" },
  [
    ["with running statistics"]
      + accuracies[.batch].values.map { $0.text(.percent(0)) },
    ["with exact ones"] + exact.values.map { $0.text(.percent(0)) },
  ])
lesson.claim(
  "Exact statistics bring back {} of what batch norm lost with batches of two",
  cured / lost, isBelow: 0.5, .percent(0))

//: It is the *training* that breaks: signals that are only an order, gradients that come as shocks. The remedy is not a better
//: average afterwards, but larger batches, statistics that look beyond the batch already in training
//: ([Ioffe, "Batch Renormalization" (NeurIPS 2017)](https://arxiv.org/abs/1702.03275)), or another axis.
//:
//: The statistics do matter in another way, at the other end, when a network is *used*. A network in training mode
//: normalizes by whatever is in the batch. Take the one that was trained with batches of 32, and let it answer
//: the 300 validation digits in training mode, in batches drawn at random, and then in ten batches of one digit each:
//: thirty zeros, thirty ones, and so on.

let good = nets[.batch][32]
func answered(in size: Int) -> Double {
  let right = digits.validation.batches(of: size, using: &generator).map {
    good.accuracy(on: $0, mode: .training) * Double($0.count)
  }
  return right.reduce(0, +) / Double(digits.validation.count)
}
let usedSizes = [2, 4, 8, 16, 32, 64]
let used = Results(usedSizes, answered)
let ofOneClass = (0..<10).map {
  good.accuracy(on: digits.validation.only($0...$0, renumbered: false), mode: .training)
}.mean
let right = accuracies[.batch][32]
lesson.record("one class", ofOneClass, .percent(0))
lesson.ask(
  "In inference the network gets \(right.text(.percent(0))) right. And in "
    + "training mode, when each batch is thirty pictures of the same digit?",
  ["as many", "about half", "hardly more than by guessing, 10 %"],
  answer: ofOneClass > 0.75 ? 0 : ofOneClass > 0.3 ? 1 : 2,
  "{{one class}}. The mean over the batch is what all these pictures have in common, "
    + "and that is taken away: it is what makes them that digit.")

//: From batches of two to batches of 64, with the running averages and with a single class as lines:

lesson.figure(
  "used",
  Plot(
    "Answers in training mode", x: Axis("size of the batch", scale: .logarithmic),
    y: Axis("accuracy", over: 0...1),
    marks: [
      .line(
        x: usedSizes.map(Double.init), y: used.values, label: "mixed", color: .orange),
      .rule(y: right, label: "in inference", color: .grey),
      .rule(y: ofOneClass, label: "one class", color: .purple),
    ]),
  caption: "One trained network with batch norm answers by the statistics of the "
    + "batch it gets: the smaller, the worse. "
    + "Worst of all are batches of a single class.")
lesson.claim(
  "By the statistics of thirty digits of one class, {} are answered right", ofOneClass,
  isBelow: 0.3, .percent(0))
lesson.claim(
  "By the statistics of batches of two, {} are answered right", used[2], isBelow: 0.65,
  .percent(0))

//: ## The noise of the company (deeper)
//:
//: In training, what batch norm says about a digit depends on its company. How much? We show an untrained network the same digit
//: with randomly drawn companions, thirty times, and see how far its ten scores move. We compare that with how far they
//: move from digit to digit.

let crowd = [2, 3, 4, 8, 16, 32, 64]
var listener = network(.batch, inputs: pixels, using: &generator)
let spreadOverDigits = sqrt(
  listener.forward(digits.training.inputs, mode: .training).columnVariances.mean)
let noise = Results(crowd) { size in
  sqrt(
    (0..<3).map { digit in
      let answers = (0..<30).map { _ in
        let company = (1..<size).map { _ in
          generator.integer(below: digits.training.count)
        }
        let batch = digits.training.inputs.selectingRows([digit] + company)
        return listener.forward(batch, mode: .training).row(0)
      }
      return Matrix(answers).columnVariances.mean
    }.mean) / spreadOverDigits
}

//: How does it go down with the size of the batch?

lesson.figure(
  "noise",
  Plot(
    "Noise of the company", x: Axis("batch size", scale: .logarithmic),
    y: Axis("noise ÷ spread over digits", over: 0...1.2),
    marks: [
      .line(
        x: crowd.map(Double.init), y: noise.values, label: "batch norm",
        color: .orange),
      .rule(y: 0, label: "layer norm", color: .blue),
    ]),
  caption: "How far a digit's scores move with its companions, as a share of how far "
    + "they move from digit to digit. Untrained 64-32-32-10 network.")
lesson.claim(
  "With batches of two the company moves a digit's scores by {} of their spread",
  noise[2], isAbove: 0.4, .percent(0))
lesson.claim(
  "With batches of 64 that is {}", noise[64], isBelow: 0.45, .percent(0))

//: A little of this noise regularizes (lesson 10); in a batch of two most of what a unit says is about its neighbour.

//: ## Dropout in front of a batch norm
//:
//: Dropout sets each number to 0 with probability $1 - p$ in training, and divides those it keeps by $p$. In use it does
//: nothing. (It is built and examined in lesson 14; here it is enough to know that.) The division keeps the *mean* the same in
//: training and in use. Does it keep the variance? Batch norm, if there is one after it, will remember the variance
//: that it saw in training. Write $y = x d$, where now $d$ is dropout's factor: $1/p$ with probability $p$, else 0,
//: independent of $x$. Then
//: $\mathbb{E}[d] = 1$ and $\mathbb{E}[d^2] = p \cdot (1/p)^2 = 1/p$, so
//:
//: $$
//: \begin{aligned}
//: \mathbb{E}[y] &= \mathbb{E}[x] \qquad \mathbb{E}[y^2] = \mathbb{E}[x^2] / p \\
//: \text{Var}(y) &= \mathbb{E}[x^2] / p - \mathbb{E}[x]^2
//:  = \text{Var}(x) + \left( \frac{1}{p} - 1 \right) \mathbb{E}[x^2] \\
//: \frac{\text{Var}(y)}{\text{Var}(x)} &= 1 + \left( \frac{1}{p} - 1 \right) \frac{\mathbb{E}[x^2]}{\text{Var}(x)}
//: \end{aligned}
//: $$
//:
//: The variance in training is larger than in use. This is the *variance shift* of
//: [Li, Chen, Hu and Yang, "Understanding the Disharmony between Dropout and Batch Normalization by Variance Shift" (CVPR 2019)](https://arxiv.org/abs/1801.05134).
//: Often only its simplest case is quoted: for a mean of 0, $\mathbb{E}[x^2] = \text{Var}(x)$, and the ratio is $1/p$. But dropout
//: comes after an activation as a rule, and what leaves a ReLU has no mean of 0.

let halves = Matrix(rows: 20_000, columns: 1) { _, _ in generator.normal() }
let uniforms = halves.map { _ in generator.uniform() }
let sources: [(name: String, x: Matrix)] = [
  ("normal, mean 0", halves), ("ReLU of that", halves.map { Swift.max($0, 0) }),
  ("sigmoid of that", sigmoid(halves)), ("uniform from 0 to 1", uniforms),
]
func predictedRatio(_ x: Matrix, keep p: Double) -> Double {
  1 + (1 / p - 1) * x.hadamard(x).mean / x.variance
}
func measuredRatio(_ x: Matrix, keep p: Double) -> Double {
  var dropout = Dropout(keep: p, using: &generator)
  return dropout.forward(x, mode: .training).variance / x.variance
}

//: We try the formula on 20 000 numbers of four kinds.

let reluRatio = measuredRatio(sources[1].x, keep: 0.5)
let guesses = [1.5, 2, 2.5, 4]
lesson.record("relu ratio", reluRatio, .fixed(2))
lesson.ask(
  "A dropout that keeps half comes after a ReLU whose input is normal with mean 0. "
    + "By what does it multiply the variance?",
  guesses.map { "about \($0.text(.significant(2)))" },
  answer: guesses.indices.min {
    abs(guesses[$0] - reluRatio) < abs(guesses[$1] - reluRatio)
  }!,
  "{{relu ratio}}. For a ReLU, E[x²] is 1/2 and the mean is 1/√(2π), so that "
    + "E[x²]/Var(x) = π/(π − 1) = 1.47, lesson 10's number.")

//: All four, with $p = 0.5$ and $p = 0.8$:

let keeps = [0.5, 0.8]
let ratios = sources.map { source in
  keeps.map { (predictedRatio(source.x, keep: $0), measuredRatio(source.x, keep: $0)) }
}
lesson.table(
  ["$x$", "$p = 0.5$: formula", "measured", "$p = 0.8$: formula", "measured"],
  zip(sources, ratios).map { source, ratios in
    [source.name] + ratios.flatMap { [$0.0.text(.fixed(2)), $0.1.text(.fixed(2))] }
  })
lesson.claim(
  "The formula and the measured ratio differ by {} at most",
  ratios.joined().map { abs($0.1 / $0.0 - 1) }.max()!, isBelow: 0.08, .percent(1))

//: The further a mean is from 0, the larger the shift; and the rule $1/p$ underestimates it for all but the first row.
//:
//: Between the dropout and the next batch norm there is a dense layer, which adds up many units: does the noise average out? A sum
//: $z = \sum_i w_i a_i d_i$ is what it is in use, $\sum_i w_i a_i$, plus the noise $\sum_i w_i a_i (d_i - 1)$. The noise has mean 0
//: whatever $a$ is, so it is not correlated with the signal; nor are the noises of two units with each other, since each
//: unit draws its own $d_i$. Hence it adds
//:
//: $$ \left( \frac{1}{p} - 1 \right) \sum_i w_i^2 \, \mathbb{E}[a_i^2] $$
//:
//: to the variance. The signal's variance is a sum over the units too, $\sum_i w_i^2 \, \text{Var}(a_i)$ if they are
//: uncorrelated, so the ratio stays what it was for one unit: it does not average out. (If they are correlated, the signal can
//: have more variance or less.) In an untrained network with 64 ReLU units, on the digits:

var halved = Order.before.network(inputs: pixels, keep: 0.5, using: &generator)
let outputs = halved.outputs(for: digits.training.inputs, mode: .training)
let hiddenUnits = halved.outputs(for: digits.training.inputs, mode: .training)[2]
let nextWeights = (halved.layers[4] as! Dense).weight.value
let inUse = matmul(hiddenUnits, nextWeights).columnVariances
let added = matmul(
  hiddenUnits.hadamard(hiddenUnits).columnMeans, nextWeights.hadamard(nextWeights))
lesson.claim(
  "After a dense layer, by the formula, dropout of 0.5 multiplies the variance by {}",
  1 + added.mean / inUse.mean, isAbove: 2.1, .fixed(2), as: "after dense")
lesson.claim(
  "The variance measured there is {} of what the formula says",
  outputs[4].columnVariances.mean / (inUse.mean + added.mean), isWithin: 0.9...1.1,
  .percent(0))

//: ## Does the shift cost accuracy?
//:
//: In a deep network every batch norm sees a variance in training that is too large for use, divides by it, and hands on a
//: signal that in use is too small. We train 64-64-64-64-10 networks with ReLU for four epochs: batch norms alone, dropout
//: alone, dropout after every ReLU and so before the next batch norm, and a single dropout after the last batch norm, with none
//: to come. That last order is the one that Li and others recommend. Dropout keeps half.

let keep = lesson.knob("keep")
func droppedOut(_ order: Order, keep: Double) -> Network {
  var generator = Generator(seed: lesson.seed)
  var network = order.network(inputs: pixels, keep: keep, using: &generator)
  network.train(on: digits.training, batch: 32, rate: 0.1, epochs: 4, using: &generator)
  return network
}
let dropped = Results(lesson.progress("four orders", Order.allCases)) {
  droppedOut($0, keep: keep)
}
let milder = droppedOut(.before, keep: 0.8)

//: First the variances. What enters each of the three batch norms, in training and in use:

let shifts = [(dropped[.before], keep, Color.orange), (milder, 0.8, .purple)].map {
  network, keep, color in
  (
    ratios: network.varianceRatios(for: digits.training.inputs), keep: keep,
    color: color
  )
}
lesson.figure(
  "shift",
  Plot(
    "Variance in training ÷ variance in use",
    x: Axis("batch norm", scale: .whole), y: Axis("ratio"),
    marks: shifts.map {
      .line(
        $0.ratios, from: 1, label: "p = \($0.keep.text(.significant(2)))",
        color: $0.color)
    } + [.rule(y: 1)]),
  caption: "What enters each batch norm of a trained network with dropout after every "
    + "ReLU. The first has no dropout in front of it.")
lesson.claim(
  "At the first batch norm, which no dropout precedes, the ratio is {}",
  shifts[0].ratios[0], isWithin: 0.999...1.001, .fixed(2), isAlways: true)
lesson.claim(
  "At the third batch norm the variance in training is {} times that in use",
  shifts[0].ratios[2], isAbove: 1.5, .fixed(1))

//: It compounds. Now, what does it cost? There is a remedy to test it with: when training is over, compute all the batch norms'
//: statistics once more, with dropout switched off. That removes the shift, and changes nothing else.

let reset = Results(Order.allCases) {
  dropped[$0].withStatistics(of: digits.training.inputs)
}
let repaired =
  100
  * (reset[.before].accuracy(on: digits.validation)
    - dropped[.before].accuracy(on: digits.validation))
let harm =
  100
  * (dropped[.noDropout].accuracy(on: digits.validation)
    - dropped[.before].accuracy(on: digits.validation))
lesson.record("repaired", repaired, .fixed(1))

//: Is it the shift that makes the network worse?

lesson.ask(
  "With dropouts before batch norms, accuracy is \(harm.text(.fixed(1))) points lower "
    + "than without dropout. How much of it comes back when the shift is removed?",
  ["nearly all of it", "about half", "less than a third"],
  answer: repaired > 0.8 * harm ? 0 : repaired > harm / 3 ? 1 : 2,
  "{{repaired}} points of \(harm.text(.fixed(1))).")

//: The four orders, as trained, and with their statistics *reset* without dropout:

lesson.table(
  ["", "accuracy", "loss", "accuracy, reset", "loss, reset"],
  Order.allCases.map { order in
    [order.rawValue]
      + [dropped[order], reset[order]].flatMap {
        [
          $0.accuracy(on: digits.validation).text(.percent(1)),
          $0.loss(on: digits.validation).text(.fixed(2)),
        ]
      }
  })

//: Three comparisons in it:

lesson.claim(
  "Without any batch norm, the same dropouts cost {} points",
  100
    * (dropped[.noDropout].accuracy(on: digits.validation)
      - dropped[.noNorm].accuracy(on: digits.validation)),
  isAbove: 0, .fixed(1))
lesson.claim(
  "Removing the shift brings the validation loss to {} of what it was",
  reset[.before].loss(on: digits.validation)
    / dropped[.before].loss(on: digits.validation),
  isBelow: 0.97, .percent(0))
lesson.claim(
  "With a single dropout, after the last batch norm, accuracy is {} points higher",
  100
    * (dropped[.after].accuracy(on: digits.validation)
      - dropped[.before].accuracy(on: digits.validation)),
  isAbove: -1, .fixed(1))

//: The shift is real, and it costs *loss*: in use the scores are too small, so the network is less sure than it has reason
//: to be. It hardly costs accuracy, because a signal that is too small in all units keeps its order. Most of the harm is that
//: of the dropout itself, which is too much for so narrow a network, and is no smaller where there is no batch norm. So the
//: advice to put dropout last is good, but on our digits not for the reason given: it is one dropout where there were three. The
//: shift that Li and others describe cost
//: accuracy in far deeper networks, where it compounds further.

lesson.try(
  "--section 9 --keep 0.9",
  "A milder dropout. Which differences are left?")

//: ## A norm every few layers (deeper)
//:
//: A batch norm in every layer costs time: a dozen operations for each number, and several passes over them (lesson 10), beside 64
//: operations in a dense layer of 32 inputs. Often only every few layers get one. Does it matter which? Eight ReLU layers of 32
//: units, from weights that are too small (normal, with standard deviation 0.07, less than a third of He's 0.25), four epochs in
//: batches of 20 at a rate of 0.1.

func thinned(_ sparse: Sparse) -> (signal: [Double], accuracy: Double, time: Duration) {
  var generator = Generator(seed: lesson.seed)
  var network = sparse.network(
    inputs: pixels, sigma: lesson.knob("sigma"), using: &generator)
  let signal = network.signal(for: digits.training.inputs)
  let time = ContinuousClock().measure {
    network.train(
      on: digits.training, batch: 20, rate: 0.1, epochs: 4, using: &generator)
  }
  return (signal, network.accuracy(on: digits.validation), time)
}
let thin = Results(lesson.progress("eight layers", Sparse.all.map(\.name))) { name in
  thinned(Sparse.all.first { $0.name == name }!)
}

//: Seven ways to place them, from none to all eight, and one question beforehand:

let firsts = thin["1 and 5"].accuracy
let lasts = thin["4 and 8"].accuracy
lesson.record("firsts", firsts, .percent(0))
lesson.record("lasts", lasts, .percent(0))
lesson.ask(
  "There are two batch norms to spend on eight layers. Where do they do most good?",
  [
    "in layers 1 and 5, early in each half",
    "in layers 4 and 8, at the end of each half",
  ],
  answer: firsts > lasts ? 0 : 1,
  "the two at the ends have {{lasts}}, the other two {{firsts}}.")
lesson.figure(
  "signal",
  Plot(
    "Signal before training", x: Axis("layer", scale: .whole),
    y: Axis("spread over digits", scale: .logarithmic),
    marks: [("none", Color.grey), ("1 and 5", .purple), ("4 and 8", .orange)].map {
      .line(thin[$0.0].signal, from: 1, label: $0.0, color: $0.1)
    }),
  caption: "How much a unit's output varies from digit to digit, layer by layer, for "
    + "batch norms in no layer, in layers 1 and 5, and in layers 4 and 8.")

//: And after training, for all seven:

lesson.table(
  ["batch norm in layer", "accuracy", "signal at the end"],
  thin.map { name, run in
    [name, run.accuracy.text(.percent(0)), run.signal.last!.text(.significant(2))]
  })
lesson.claim(
  "Two batch norms at the ends of the halves get {} right", lasts, isAbove: 0.5,
  .percent(0))
lesson.claim(
  "They are {} points ahead of two at the beginnings", 100 * (lasts - firsts),
  isAbove: 10, .fixed(0))

//: Where they stand counts for more than how many there are. A norm repairs what came before it, and the layers after it undo
//: the repair: the last norm should stand near the output. There is a limit to it: a signal whose variance is far below
//: $\epsilon$ is not restored, since the division is by $\sqrt{\sigma^2 + \epsilon}$. From this start one norm, in layer 8, leaves
//: a signal of a hundredth, no more than the two in layers 1 and 5. It learns more than they do all the same. On the way back
//: a norm divides as well: it multiplies the gradient that the layers before it get by as much as $1/\sqrt{\epsilon} = 316$, and layers 6
//: to 8 have no such help behind layer 5. From He's weights, all these networks learn, with norms or without.

lesson.try(
  "--section 10 --sigma 0.25",
  "He's start. Does it matter now where the norms stand, or that there are any?")

//: ## A base that was trained on something else
//:
//: Transfer learning is a recipe of three lines. Train a network on a *source task*, for which there are many examples. Freeze
//: all of it but the last layer, and call it the *base*. Put a new last layer on it, the *head*, and train only this on
//: the *target task*, for which there are few. The hope: what the base learned is of use for the target too.
//:
//: It is said to work. We try it on two pairs of tasks. First: the digits 0 to 4 are the source, the digits 5 to 9 the target.
//: Second: all ten clean digits are the source, and the target is the same ten with noise on them, normal with
//: standard deviation {{noise}} where black is 1; each picture has one noisy copy, and these are all we get. All pictures are
//: centred by the mean of all clean training digits, and scaled by their common spread.

let deviation = lesson.knob("noise")
lesson.record("noise", deviation, .significant(2))
let centre = raw.training.inputs.columnMeans
let spread = raw.training.inputs.subtractingRow(centre).standardDeviation
func prepared(_ data: Dataset, noise: Double = 0) -> Dataset {
  data.with(
    data.inputs.map { $0 + (noise > 0 ? noise * generator.normal() : 0) }
      .subtractingRow(centre) / spread)
}
let (clean, cleanTest) = (prepared(raw.training), prepared(raw.validation))
let otherDigits = Tasks(
  source: clean.only(0...4), target: (clean.only(5...9), cleanTest.only(5...9)))
let noisyDigits = Tasks(
  source: clean,
  target: (
    prepared(raw.training, noise: deviation), prepared(raw.validation, noise: deviation)
  ))

//: Four ways to learn the target, each with 200 updates at a rate of 0.1 in batches of ten: from scratch; a new head on the frozen
//: base; the base and the head both trained on (*fine-tuning*); and, as a control, a new head on a base that was never
//: trained at all.

func learned(
  _ way: Way, _ few: Dataset, _ test: Dataset,
  source: Network, fresh: Network, head: Dense,
  using generator: inout Generator
) -> Double {
  switch way {
  case .scratch, .tuned:
    var network = way == .scratch ? fresh.base : source.base
    network.layers.append(head)
    network.update(200, on: few, batch: 10, rate: 0.1, using: &generator)
    return network.accuracy(on: test)
  case .frozen, .random:
    // The base never changes, so it is asked once.
    var base = way == .frozen ? source.base : fresh.base
    var network = Network([head])
    let code = few.with(base.forward(few.inputs, mode: .inference))
    network.update(200, on: code, batch: 10, rate: 0.1, using: &generator)
    return network.accuracy(on: test.with(base.forward(test.inputs, mode: .inference)))
  }
}

//: Each pair is tried with two sources, and each of these with one to twenty examples of each class of the target.

let perClass = [1, 2, 5, 20]
func transferred(_ tasks: Tasks) -> Results<Way, Results<Int, Double>> {
  var runs: [[[Double]]] = []
  for trial in 0..<2 {
    var generator = Generator(seed: lesson.seed &+ UInt64(trial))
    let classes = (tasks.source.classes, tasks.target.pool.classes)
    var source = network(
      .none, inputs: pixels, hidden: [64, 32], classes: classes.0, using: &generator)
    source.train(on: tasks.source, batch: 20, rate: 0.1, epochs: 6, using: &generator)
    let fresh = network(
      .none, inputs: pixels, hidden: [64, 32], classes: classes.1, using: &generator)
    let head = Dense(from: 32, to: classes.1, .heNormal, using: &generator)
    runs.append(
      perClass.map { number in
        let few = tasks.target.pool.drawing(number, using: &generator)
        return Way.allCases.map {
          learned(
            $0, few, tasks.target.test, source: source, fresh: fresh, head: head,
            using: &generator)
        }
      })
  }
  return table(of: runs)
}

//: What we want to know is the mean of the two, for each way and each number of examples.

func table(of runs: [[[Double]]]) -> Results<Way, Results<Int, Double>> {
  Results(Way.allCases) { way in
    let place = Way.allCases.firstIndex(of: way)!
    return Results(perClass) { number in
      runs.map { $0[perClass.firstIndex(of: number)!][place] }.mean
    }
  }
}

//: Now both pairs of tasks.

let toOthers = transferred(otherDigits)
let toNoisy = transferred(noisyDigits)
let leads = [toOthers, toNoisy].map { $0[.frozen][5] - $0[.scratch][5] }
lesson.ask(
  "Five examples of each class. Where does the frozen base beat starting from scratch?",
  [
    "on both targets", "on the digits 5 to 9 only", "on the noisy digits only",
    "on neither",
  ],
  answer: leads[0] > 0 ? (leads[1] > 0 ? 0 : 1) : (leads[1] > 0 ? 2 : 3),
  "what a source teaches is of use where the target asks for the same distinctions.")

//: By the number of examples:

lesson.figure(
  "transfer",
  .grid(
    columns: ["0–4, then 5–9", "clean, then noisy"], shared: .both,
    plots: [
      [toOthers, toNoisy].map { results in
        Plot(
          x: Axis("examples per class", scale: .logarithmic),
          y: Axis("accuracy", over: 0...1),
          marks: zip(Way.allCases, [Color.grey, .blue, .green, .purple]).map {
            .line(
              x: perClass.map(Double.init), y: results[$0].values, label: $0.rawValue,
              color: $1)
          })
      }
    ]),
  caption: "Accuracy on the target's validation digits by the number of examples; "
    + "means of two. Left: other digits. Right: the same digits with noise.")

//: In numbers:

lesson.claim(
  "With five noisy digits of each class the frozen base is {} points ahead of scratch",
  100 * leads[1], isAbove: 3, .fixed(0))
lesson.claim(
  "With twenty of each of the digits 5 to 9 it is {} points behind",
  -100 * (toOthers[.frozen][20] - toOthers[.scratch][20]), isAbove: 0, .fixed(0))
lesson.claim(
  "On the digits 5 to 9 a trained base gets {} points more than one that was never "
    + "trained",
  100 * (toOthers[.frozen][20] - toOthers[.random][20]), isWithin: -15...15, .fixed(0))

//: From five digits to five others, the recipe *loses*. The control says why: a base that knows 0 to 4 is of no more use for
//: 5 to 9 than one that knows nothing. It has learned to tell five classes apart, and to ignore whatever does not help with
//: that. From clean digits to noisy ones it wins, and clearly when examples are few: the target asks for the same
//: distinctions. And where the frozen base helps, fine-tuning overtakes it as soon as there are enough examples to tune with. So
//: before you freeze, ask what the source had to know, and keep the control.
//: ([Yosinski, Clune, Bengio and Lipson, "How transferable are features in deep neural networks?" (NeurIPS 2014)](https://arxiv.org/abs/1411.1792),
//: measured on large networks how what is learned becomes more special from layer to layer.)

lesson.try(
  "--section 11 --noise 0.1",
  "Less noise. Who gains more from it, the base or the network from scratch?")

//: ## Frozen, and in inference mode
//:
//: Freezing a dense layer is clear: its weights are left as they are. With a batch norm it is not, since a batch norm has two
//: kinds of numbers. $\gamma$ and $\beta$ are *trainable*: the gradient changes them. The running mean and variance are *state*:
//: no gradient touches them, they follow the batches that pass. So there are two questions, and they are independent.
//:
//: - **Mode**: is a batch normalized by its own statistics, which also move the running ones, or by the running ones?
//: - **Trainable**: do $\gamma$ and $\beta$ learn?
//:
//: By the words, freezing answers the second only. A layer that is frozen and sees training batches would go on normalizing
//: by these batches, and its running statistics would go on moving. In PyTorch it is so: `requires_grad = False` stops
//: $\gamma$ and $\beta$, `eval()` chooses the statistics, and one without the other is possible. Keras decided otherwise
//: ([its guide to transfer learning](https://keras.io/guides/transfer_learning/)): a batch norm with `trainable = False` runs in
//: inference mode, *even in training*. For every other layer, frozen and in inference mode are two things; for this one they
//: are made one. It is against the literal meaning, and for what people want when they freeze.
//:
//: | mode | trainable | normalizes by | running statistics | γ and β |
//: | :-- | :-- | :-- | :-- | :-- |
//: | training | yes | the batch | move | learn |
//: | training | no: Keras | running | stay | stay |
//: | training | no: PyTorch | the batch | move | stay |
//: | inference | yes | running | stay | (no step is taken) |
//: | inference | no | running | stay | stay |
//:
//: (The fourth row is a network in use. Where the norms alone are in inference mode and the rest of the network is trained, as
//: with PyTorch's `eval()` on a layer, $\gamma$ and $\beta$ can learn from what the running statistics make of a batch.)
//:
//: Which is right? We take the four combinations apart and train them: the statistics of the batch or the running ones; $\gamma$ and $\beta$
//: fixed or learned. The base has two batch norms and was trained on 0 to 4; its dense layers are frozen in all four. A new head
//: learns 5 to 9, with {{examples}} of each class, in 200 updates. Then we do what one would never do by hand, and put the *old* head back:
//: does the base still know 0 to 4? Not one of its weights has been touched.

let examples = Int(lesson.knob("examples"))
lesson.record("examples", Double(examples), .whole)
let oldTest = cleanTest.only(0...4)
var sourceNet = network(
  .batch, inputs: pixels, hidden: [64, 32], classes: 5, using: &generator)
sourceNet.train(
  on: otherDigits.source, batch: 20, rate: 0.1, epochs: 6, using: &generator)
let fewOthers = otherDigits.target.pool.drawing(examples, using: &generator)
let newHead = Dense(from: 32, to: 5, .heNormal, using: &generator)

struct Combination {
  let usesBatch: Bool, learns: Bool, size: Int
  var drift: [Double] = []
  var target = 0.0, source = 0.0
}

//: The drift is how far the running means have moved, each in standard deviations that its unit had on the source: the root mean
//: square over all units.

func combined(_ combination: Combination) -> Combination {
  var result = combination
  var generator = Generator(seed: lesson.seed)
  var network = sourceNet.base.frozen(
    usesBatch: combination.usesBatch, learns: combination.learns)
  network.layers.append(newHead)
  for _ in 0..<20 {
    network.update(
      10, on: fewOthers, batch: combination.size, rate: 0.1, using: &generator)
    result.drift.append(network.drift(from: sourceNet))
  }
  result.target = network.accuracy(on: otherDigits.target.test)
  network.layers[network.layers.count - 1] = sourceNet.layers.last!
  result.source = network.accuracy(on: oldTest)
  return result
}

//: That makes eight runs, four with batches of two and four with batches of ten.

let combinations = [2, 10].flatMap { size in
  [(false, false), (false, true), (true, false), (true, true)].map {
    combined(Combination(usesBatch: $0.0, learns: $0.1, size: size))
  }
}
let known = sourceNet.accuracy(on: oldTest)
let forgotten = combinations[6]
lesson.record("forgotten", forgotten.source, .percent(1))
lesson.ask(
  "Batches of ten, γ, β and every weight fixed, but batch norms in training mode. With "
    + "its old head the base had \(known.text(.percent(1))) of 0 to 4 right. And now?",
  ["the same: nothing was trained", "less"],
  answer: forgotten.source < known ? 1 : 0,
  "{{forgotten}}, by its running statistics alone.")

//: All four, with batches of two and of ten:

lesson.table(
  ["batch", "statistics", "γ and β", "5 to 9", "0 to 4, old head", "drift"],
  combinations.map {
    [
      "\($0.size)", $0.usesBatch ? "of the batch" : "running",
      $0.learns ? "learned" : "fixed", $0.target.text(.percent(1)),
      $0.source.text(.percent(1)), $0.drift.last!.text(.fixed(2)),
    ]
  })

//: The drift of three of them, update by update:

lesson.figure(
  "drift",
  Plot(
    "Drift of the running means", x: Axis("update"), y: Axis("standard deviations"),
    marks: [(2, 2, Color.orange), (6, 10, .purple)].map { place, size, color in
      .line(
        x: (1...20).map { 10 * Double($0) }, y: combinations[place].drift,
        label: "batches of \(size)", color: color)
    } + [
      .line(
        x: (1...20).map { 10 * Double($0) }, y: combinations[0].drift,
        label: "inference mode", color: .grey)
    ]),
  caption: "A frozen base, γ and β fixed too, with its batch norms in training mode. "
    + "The running means leave the source and follow the target. "
    + "In inference mode they stay.")

//: At the end of the 200 updates:

lesson.claim(
  "In inference mode with γ and β fixed the statistics drift by {}",
  combinations[0].drift.last!, isBelow: 1e-300, .fixed(2), isAlways: true)
lesson.claim(
  "In training mode, with batches of ten, they drift by {} standard deviations",
  forgotten.drift.last!, isAbove: 0.1, .fixed(2))
lesson.claim(
  "With batches of two, normalizing by the batch costs the target {} points on average",
  50
    * (combinations[0].target + combinations[1].target - combinations[2].target
      - combinations[3].target),
  isAbove: -3, .fixed(0))

//: The target suffers from the batch's statistics when batches are tiny. With ten it hardly does, since batch mode adapts to the
//: target as it goes: over forty seeds the loss is two percentage points with $\gamma$ and $\beta$ fixed and none when they learn, less than two
//: seeds differ. What is sure to change is the *source*, even where it costs no more than a digit or two. A base that is shared by several heads, or that
//: you mean to come back to, is changed under all of them by every batch that passes, though it is frozen. In inference
//: mode with $\gamma$ and $\beta$ fixed, and only there, it is the same base bit for bit. In inference mode, learning $\gamma$ and
//: $\beta$ gains some three points on the target, over the same seeds: two numbers per unit are a small fine-tuning. It costs the
//: source a little too.

lesson.try(
  "--section 12 --examples 2",
  "Two examples of each class. Which of the four is best now?")

//: ## Frozen by accident
//:
//: Why did Keras make one switch out of two? Because of how the switch is used. A base is a model, a model contains layers and other
//: models, and `trainable` is set on the whole: it goes down into everything inside. Nobody lists the batch norms. One that is
//: frozen by such a sweep was as a rule not meant to go on moving, and under the literal rule it would: the base would be
//: frozen, and drift. So for this layer the two switches were tied together.
//:
//: The sweep has a second accident in it, in the other direction. We count, as Keras does, in a model of our base and a head:
//: how many numbers the gradient changes, how many it does not, and how many statistics move.

let batchNorm = Part("batch norm 1", parameters: 128, statistics: 128)
let inner = Part("block", [Part("dense 1", parameters: pixels * 64 + 64), batchNorm])
let base = Part(
  "base",
  [
    inner, Part("dense 2", parameters: 64 * 32 + 32),
    Part("batch norm 2", parameters: 64, statistics: 64),
  ])
let model = Part("model", [base, Part("head", parameters: 32 * 5 + 5)])
var counts: [[String]] = []
func count(_ step: String) {
  counts.append(
    [step]
      + [model.trainable, model.nonTrainable, model.moving].map {
        Double($0).text(.whole)
      })
}

//: Five states, each made from the one before it:

count("as built")
base.isTrainable = false
count("base.trainable = false")
batchNorm.isTrainable = true
count("… then batch norm 1 thawed")
base.isTrainable = true
batchNorm.isTrainable = false
count("only batch norm 1 frozen")
model.isTrainable = true
count("… then model.trainable = true")
lesson.table(["", "trainable", "not trainable", "statistics that move"], counts)

//: Statistics are never trainable: a model that was just built already has 192 numbers that no gradient changes. Freezing the base
//: leaves the head. A batch norm that is thawed inside a frozen base learns *and* moves, though the base around it says that
//: it is frozen. And the last line undoes the work of the line before: setting `trainable` on the outer model, once more, in good
//: faith, has thawed the layer that was frozen by itself. The count of trainable numbers says so, and printing it costs
//: one line.

//: ## A target that looks different (deeper)
//:
//: If the target's pictures look like the source's, the source's statistics are good statistics. Let the target be the
//: negatives, light ink on a dark ground: their means and variances are nowhere near those of the source. Is inference mode wrong then?

func negatives(_ data: Dataset) -> Dataset {
  prepared(data.with(data.inputs.map { 1 - $0 }))
}
let (negative, negativeTest) = (negatives(raw.training), negatives(raw.validation))
var tenClasses = network(
  .batch, inputs: pixels, hidden: [64, 32], using: &generator)
tenClasses.train(on: clean, batch: 20, rate: 0.1, epochs: 6, using: &generator)
let fewNegatives = negative.drawing(20, using: &generator)
let tenHead = Dense(from: 32, to: 10, .heNormal, using: &generator)
let negativeBase = tenClasses.base.withStatistics(of: negative.inputs)

//: We train a new head with the base's batch norms in inference mode, and with them in training mode, in batches of ten, with $\gamma$
//: and $\beta$ fixed; and look after 10 updates and after 200, in inference mode, as one would use it. The *way to go* is how far
//: the running means are from those of the negatives, as a share of how far they were at first.

let atFirst = tenClasses.base.frozen(usesBatch: false, learns: false)
  .drift(from: negativeBase)
let readings = Results([false, true]) { usesBatch in
  var generator = Generator(seed: lesson.seed)
  var network = tenClasses.base.frozen(usesBatch: usesBatch, learns: false)
  network.layers.append(tenHead)
  return [10, 190].map { updates in
    network.update(updates, on: fewNegatives, batch: 10, rate: 0.1, using: &generator)
    return (
      accuracy: network.accuracy(on: negativeTest),
      wayToGo: network.drift(from: negativeBase) / atFirst
    )
  }
}

//: Where does each of the two stand?

lesson.table(
  [
    "mode of batch norms", "accuracy after 10", "after 200", "way to go after 10",
    "after 200",
  ],
  readings.map { usesBatch, readings in
    [usesBatch ? "training" : "inference"]
      + readings.map { $0.accuracy.text(.percent(0)) }
      + readings.map { $0.wayToGo.text(.percent(0)) }
  })
lesson.claim(
  "After 10 updates the running means have {} of the way still to go",
  readings[true][0].wayToGo, isWithin: 0.2...0.7, .percent(0))

//: In training mode the running averages follow, but they lag: with $\rho = 0.9$, ten batches leave $0.9^{10} = 35$ % of the way, and
//: whoever stops there uses statistics of neither task. In inference mode they stay where they are, wrong for these pictures. And
//: even so there is not much between the two after 200 updates: the head learns to read what a wrongly normalized base sends. On other
//: seeds the one or the other is ahead.

//: ## What to remember
//:
//: 1. Batch norm takes its mean over the batch, layer norm over an example's features, group norm over a part of them. The gradient is
//:    the same formula along another axis, with $\gamma$ inside the means. Layer norm does not know the batch; batch norm needs eight and
//:    more, and what breaks with fewer is the training, not the average.
//: 2. Dropout multiplies the variance by $1 + (1/p - 1) \, \mathbb{E}[x^2] / \text{Var}(x)$, and a batch norm after it remembers the wrong one:
//:    put dropout last, or compute the statistics again.
//: 3. A batch norm's running statistics are state, not parameters. Frozen is not inference mode: if they move, the base is
//:    changed though no weight was. And before all this: a frozen base helps where the target asks what the source asked.
//:
//: What it came to, as measured above:

lesson.table(
  ["the trouble", "before", "the repair", "after"],
  [
    [
      "batches of one", accuracies[.batch][1].text(.percent(0)), "layer norm",
      accuracies[.layer][1].text(.percent(0)),
    ],
    [
      "batches of two", accuracies[.batch][2].text(.percent(0)), "layer norm",
      accuracies[.layer][2].text(.percent(0)),
    ],
    [
      "dropout before batch norm: loss",
      dropped[.before].loss(on: digits.validation).text(.fixed(2)), "statistics again",
      reset[.before].loss(on: digits.validation).text(.fixed(2)),
    ],
    [
      "eight layers, two norms", firsts.text(.percent(0)), "at the ends",
      lasts.text(.percent(0)),
    ],
    [
      "frozen, in training mode: drift", forgotten.drift.last!.text(.fixed(2)),
      "inference mode", combinations[4].drift.last!.text(.fixed(2)),
    ],
  ])

//: And the price of a norm in every layer? (Run the lesson: it times the networks of section 10 on your machine.)

let (eightNorms, twoNorms) = (
  thin["all eight"].time / thin["none"].time, thin["4 and 8"].time / thin["none"].time
)
lesson.aside(
  "training took \(eightNorms.text(.fixed(2))) times as long with eight batch norms "
    + "as with none, \(twoNorms.text(.fixed(2))) times with two.")

//: Lesson 12 turns to gradients that are too large for a moment, and lesson 14 builds dropout and asks what it does by itself.

//: ## Exercises
//:
//: Open `Exercises/11-normalization-in-practice.swift`. You write what this lesson used: layer norm and its way back, group
//: norm, the factor of the variance shift, and what a batch norm does in every position of its two switches. Put your own
//: lines in the place of each `todo`, and run the grader:
//:
//: ```
//: swift test --filter lesson11
//: ```

lesson.exercises()

lesson.end()
