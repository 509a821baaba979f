//: # Vanishing and exploding gradients
//:
//: *Why do the first layers of a deep network learn slowest, or blow up?*
//:
//: Lesson 03 showed how every weight gets its share of the error, and lesson 04 how a step against that gradient
//: makes the error smaller. Nothing in either depends on how many layers there are. So why not take a hundred?
//:
//: Because of what the chain rule does with them. Each layer between a weight and the loss contributes one factor to
//: that weight's gradient, and a product of a hundred factors is seldom of ordinary size. Multiply 0.8 by itself a
//: hundred times and you have 0.0000000002; with 1.25 it is five billion. This lesson finds the factor, first for
//: single neurons in a row, where every number can be followed by eye, then for whole layers. It asks when the factor
//: is below 1 and when above, why large weights rarely help, and what both cases look like in a network that is
//: trained on digits. Not everything that the course notes say about it will stand: one of their formulas has a
//: factor too many, and where gradients vanish it is not always the front layers that suffer.

import Datasets
import Engine
import LessonKit
import Plots

let lesson = Lesson(5, takesMNIST: true)
let digits = lesson.digits().standardized()
var generator = Generator(seed: lesson.seed)

//: ## Four neurons in a row
//:
//: The smallest deep network has one neuron in each layer. Neuron $l$ receives $z_l$ and puts out $a_l$:
//:
//: $$ z_l = w_l a_{l-1} + b_l \qquad a_l = g(z_l) $$
//:
//: We take four of them. $a_0$ is the input, $a_4 = \hat{y}$ the prediction, and the loss is the squared error,
//: $J = (\hat{y} - y)^2$. All four are sigmoid neurons; weights and biases are drawn at random.
//:
//: Change the first weight by a little, by $\Delta w_1$. Then $z_1$ changes, so $a_1$ changes, so $z_2$ changes, and
//: so on through the network until $J$ does. We follow the change step by step.
//:
//: **(a)** $z_1 = w_1 a_0 + b_1$ changes by $a_0 \Delta w_1$, and $a_1 = g(z_1)$ by its slope times that:
//:
//: $$ \Delta a_1 \approx g'(z_1) \, a_0 \, \Delta w_1 $$
//:
//: **(b)** $z_2 = w_2 a_1 + b_2$ is a straight line in $a_1$, so here no approximation is needed. **(c)** Substitute
//: (a) into it:
//:
//: $$ \Delta z_2 = w_2 \, \Delta a_1 \approx w_2 \, g'(z_1) \, a_0 \, \Delta w_1 $$
//:
//: **(d)** Now the second neuron's curve: its slope times what arrives.
//:
//: $$ \Delta a_2 \approx g'(z_2) \, \Delta z_2 \approx g'(z_2) \, w_2 \, g'(z_1) \, a_0 \, \Delta w_1 $$
//:
//: From here on the same three steps come back: a weight, a product, a slope. **(e)**, **(f)** and **(g)** take the
//: change through the third neuron, **(h)**, **(i)** and **(j)** through the fourth:
//:
//: $$
//: \begin{aligned}
//: \Delta a_3 &\approx g'(z_3) \, w_3 \, g'(z_2) \, w_2 \, g'(z_1) \, a_0 \, \Delta w_1 \\
//: \Delta a_4 &\approx g'(z_4) \, w_4 \, g'(z_3) \, w_3 \, g'(z_2) \, w_2 \, g'(z_1) \, a_0 \, \Delta w_1
//: \end{aligned}
//: $$
//:
//: **(k)** And the loss, whose slope is $\partial J / \partial a_4 = 2 (a_4 - y)$:
//:
//: $$ \Delta J \approx \frac{\partial J}{\partial a_4} \, g'(z_4) \, w_4 \, g'(z_3) \, w_3 \, g'(z_2) \, w_2 \, g'(z_1) \, a_0 \, \Delta w_1 $$
//:
//: Eleven statements about changes, and each can be tried: change $w_1$ by a ten-thousandth, run the chain again,
//: subtract. The column *predicted* is what the step says, *measured* is what happens.

var chain = Chain(g: .sigmoid, input: 1, target: 1)
chain.weights = (1...4).map { _ in generator.uniform(in: 0.5..<2) }
chain.biases = (1...4).map { _ in generator.uniform(in: -1..<1) }

let walk = chain.walk(changingFirstWeightBy: 1e-4)
lesson.table(
  ["step", "of", "predicted as", "predicted", "measured", "relative difference"],
  walk.map { step in
    [step.name, step.quantity, step.formula]
      + [step.predicted, step.measured].map { $0.text(.significant(5)) }
      + [step.difference.text(.significant(2))]
  })

func isExact(_ step: Step) -> Bool { ["b", "e", "h"].contains(step.name) }
let worstLine = walk.filter(isExact).map(\.difference).max()!
let worstCurve = walk.filter { !isExact($0) }.map(\.difference).max()!
lesson.claim(
  "steps b, e and h are exact but for rounding: worst relative difference",
  worstLine, isBelow: 1e-8)
lesson.claim(
  "the other eight of the eleven steps are nearly right: worst relative difference",
  worstCurve, isBelow: 1e-4)

//: The straight lines (b), (e), (h) are exact. The others differ in the fifth digit or later. Is that a mistake in
//: the derivation, or is it the price of using a slope where the curve bends? If it is the bend, the relative
//: difference must be proportional to $\Delta w_1$: ten times smaller for a change that is ten times smaller. A
//: mistake would stay.

let smallerWalk = chain.walk(changingFirstWeightBy: 1e-5)
let smallerCurve = smallerWalk.filter { !isExact($0) }.map(\.difference).max()!
lesson.claim(
  "a tenth of the change in w₁ divides the steps' worst relative difference by",
  worstCurve / smallerCurve, isWithin: 9...11, .fixed(2))

//: It is the bend. In the limit of a vanishing change, step (k) is exact. Divide it by $\Delta w_1$, and you have the
//: gradient:
//:
//: $$ \frac{\partial J}{\partial w_1} = a_0 \, g'(z_1) \cdot w_2 \, g'(z_2) \cdot w_3 \, g'(z_3) \cdot w_4 \, g'(z_4) \cdot \frac{\partial J}{\partial \hat{y}} $$

//: ## Any number of neurons
//:
//: Nothing in the walk was special about four neurons, nor about starting at the first. Start at neuron $l$. The
//: change of $w_l$ meets $a_{l-1}$ and the slope $g'(z_l)$; after that every later neuron $k$ multiplies by its
//: weight and its slope:
//:
//: $$ \frac{\partial J}{\partial w_l} = a_{l-1} \, g'(z_l) \cdot \prod_{k = l+1}^{L} w_k \, g'(z_k) \cdot \frac{\partial J}{\partial \hat{y}} $$
//:
//: The course notes print this product with one more factor: it begins
//: $a_{l-1} \cdot w_l \, g'(z_l) \cdot w_{l+1} \, g'(z_{l+1}) \cdots$ That looks tidier, as every neuron now has the
//: same two letters. But look at step (a): $z_1 = w_1 a_0 + b_1$, and its derivative with respect to $w_1$ is $a_0$.
//: No $w_1$ is left. The notes' own result for four neurons has none either. Which is right is not a matter of taste,
//: so we measure.
//:
//: Take one chain of each length from 1 to 50, and compare both formulas with finite differences, for every weight of
//: every chain. For this the gradients must be large enough to be *seen* in $J$, so these are tanh neurons, with
//: weights of both signs and sizes from 0.7 to 1.6, and biases that keep $|z|$ between 0.2 and 0.8. (Why not sigmoid
//: neurons? We shall see soon.)

func sign() -> Double { generator.uniform() < 0.5 ? -1 : 1 }
let chains = Results(1...50) { length in
  var chain = Chain(g: .tanh, input: generator.uniform(in: 0.5..<1), target: 2)
  for _ in 1...length {
    let weight = sign() * generator.uniform(in: 0.7..<1.6)
    chain.append(weight: weight, receiving: sign() * generator.uniform(in: 0.2..<0.8))
  }
  return chain
}
let weights = chains.values.flatMap(\.weights)
lesson.record("weights", Double(weights.count), .whole)

//: These chains have {{weights}} weights in all. For six of them, here is the gradient by finite differences and by
//: the two formulas:

lesson.table(
  ["chain", "weight", "finite difference", "ours", "the notes'", "$w_l$"],
  [(4, 1), (4, 4), (20, 1), (50, 1), (50, 25), (50, 50)].map { length, l in
    let chain = chains[length]
    let gradients = [chain.numericGradients, chain.gradients, chain.gradientsOfTheNotes]
    return ["\(length) neurons", "$w_{\(l)}$"]
      + gradients.map { $0[l - 1].text(.significant(5)) }
      + [chain.weights[l - 1].text(.fixed(3))]
  })

//: One formula seems to be right, and the other to be wrong by just the factor $w_l$. Does that hold for all weights?

let numeric = chains.values.flatMap(\.numericGradients)
let ours = zip(chains.values.flatMap(\.gradients), numeric).map { $0 / $1 }
let notes = zip(chains.values.flatMap(\.gradientsOfTheNotes), numeric).map { $0 / $1 }
lesson.claim(
  "our formula and finite differences, over all weights of 50 chains: "
    + "worst relative difference",
  ours.map { abs($0 - 1) }.max()!, isBelow: 1e-4)
lesson.claim(
  "the notes' formula is wrong by the factor w_l: it differs from that by at most",
  zip(notes, weights).map { abs($0 / $1 - 1) }.max()!, isBelow: 1e-4)
lesson.claim(
  "the notes' formula has the wrong sign where w_l is negative: share of weights",
  Double(notes.count { $0 < 0 }) / Double(notes.count), isWithin: 0.4...0.6,
  .percent(1))

//: It does. The formula without $w_l$ is right for each of the {{weights}} weights. The notes' formula is right for
//: none, since none of the weights is 1. Where a weight is negative, the notes' formula points uphill.
//:
//: What *is* right in it is the message. The gradient of an early weight is a product of factors $w_k \, g'(z_k)$,
//: one for every later neuron. Everything that follows is about the size of that factor.

//: ## A quarter at most
//:
//: For the sigmoid $g'(z) = \sigma(z) (1 - \sigma(z))$. Two numbers that add up to 1 have the product
//:
//: $$ \sigma (1 - \sigma) = \frac{1}{4} - \left( \sigma - \frac{1}{2} \right)^2 $$
//:
//: so the slope is never above 1/4, and it is 1/4 only where $\sigma = 1/2$, at $z = 0$. The factor is at most
//: $|w|/4$. With a weight of 1 each neuron takes away three quarters of the gradient or more; ten neurons leave less
//: than a millionth.
//:
//: The notes draw their weights from a normal distribution with mean 0 and variance 1, and say that
//: $|w \, g'(z)| < 1$ is then very common. How common? In the best case every $z$ is 0. A sigmoid neuron's factor is
//: below 1 if $|w| < 4$, and a tanh neuron's, with $g'(0) = 1$, if $|w| < 1$. These are areas under the bell curve.
//: For ReLU it does not matter where $z$ is, only on which side of 0: for half of the neurons the slope is 0, and so
//: is the factor; for the others it is $|w|$. So the share is $\frac{1}{2} + \frac{1}{2} P(|w| < 1)$, whatever the
//: inputs. (The half is exact. Flip the signs of $w$ and $b$, which is as likely a draw, and $z$ changes sign while
//: $|w|$ stays.)
//:
//: In a real chain $z$ is not 0. We run 20 000 neurons in a row, with weights and biases from that distribution, and
//: count. Will the shares be higher than in the best case, or lower?

let expected: [Activation: Double] = [
  .sigmoid: probabilityWithin(4), .tanh: probabilityWithin(1),
  .relu: 0.5 + 0.5 * probabilityWithin(1),
]
let factors = Results(Activation.allCases) { g in
  var a = 0.5
  return (1...20_000).map { _ in
    let (w, b) = (generator.normal(), generator.normal())
    let z = w * a + b
    a = g(z)
    return abs(w * g.slope(z))
  }
}
func shareBelowOne(_ g: Activation) -> Double {
  Double(factors[g].count { $0 < 1 }) / 20_000
}

//: And how large is a *typical* factor? In a product the number that counts is the geometric mean. We take it of the
//: factors that are not 0.

func typical(_ g: Activation) -> Double {
  exp(factors[g].filter { $0 > 0 }.map { log($0) }.mean)
}
lesson.table(
  ["factor below 1", "closed form", "in the chain", "typical factor"],
  Activation.allCases.map { g in
    [
      g.rawValue + (g == .relu ? ", any $z$" : ", all $z = 0$"),
      expected[g]!.text(.percent(3)), shareBelowOne(g).text(.percent(2)),
      typical(g).text(.fixed(3)),
    ]
  })
lesson.claim(
  "sigmoid: share of the chain's factors that are below 1",
  shareBelowOne(.sigmoid), isAbove: 0.999, .percent(2))
lesson.claim(
  "tanh: more factors below 1 in the chain than in the best case, percentage points",
  100 * (shareBelowOne(.tanh) - expected[.tanh]!), isAbove: 15, .fixed(1))
lesson.claim(
  "ReLU: share of factors below 1, percentage points from its closed form",
  100 * abs(shareBelowOne(.relu) - expected[.relu]!), isBelow: 1.5, .fixed(2))

//: For the sigmoid the notes could have said *almost always*. For tanh more factors are below 1 than in the best case,
//: because every $z$ away from 0 has a smaller slope. ReLU is as predicted.
//:
//: The typical factor is far below 1 for all three, even for a live ReLU, whose slope is 1. A normal weight of
//: variance 1 is small more often than large: $\ln|w|$ has the mean $-\frac{1}{2}(\gamma + \ln 2)$, with Euler's
//: constant $\gamma = 0.5772$. Is the mean of so many neurons near that?

let euler = 0.577_215_664_901_532_9
let meanLogarithm = -(euler + log(2)) / 2
lesson.record("live ReLU", exp(meanLogarithm), .fixed(3))
lesson.claim(
  "a live ReLU's typical factor over its closed form",
  typical(.relu) / exp(meanLogarithm), isWithin: 0.95...1.05, .fixed(3))

//: It is, and that mean makes a factor of {{live ReLU}}. And one dead ReLU makes the whole product 0.

//: ## How deep until nothing is left?
//:
//: A `Double` cannot hold every small number. The smallest with full precision is $2^{-1022}$, about
//: $2 \cdot 10^{-308}$. Below that digits are lost, and then there is only 0. If each neuron multiplies by $f$, then
//: $n$ of them multiply by $f^n$, and we ask when that is too small:
//:
//: $$ f^n < 2^{-1022} \quad \iff \quad n > \frac{\ln 2^{-1022}}{\ln f} $$
//:
//: (Dividing by $\ln f$ turned the sign around: it is negative.) Here for the sigmoid's best case with a weight of 1,
//: and for the typical factors above, counted by multiplying again and again; `Float` has 32 bits instead of 64.

let smallNumbers = [Double.leastNormalMagnitude, Double(Float.leastNormalMagnitude)]
let smallFactors: [(String, Double)] =
  [("a sigmoid's best, weight 1", 0.25)]
  + Activation.allCases.map { g in
    ("typical \(g)" + (g == .relu ? " that is alive" : ""), typical(g))
  }
lesson.table(
  ["factor", "", "neurons until a Double underflows", "a Float"],
  smallFactors.map { name, factor in
    [name, factor.text(.fixed(3))]
      + smallNumbers.map { "\(countedDepth(factor, below: $0))" }
  })
let counted = smallFactors.dropFirst().map {
  Double(countedDepth($0.1, below: smallNumbers[0]))
}
let computed = smallFactors.dropFirst().map {
  (log(smallNumbers[0]) / log($0.1)).rounded(.up)
}
lesson.claim(
  "depth of underflow, by counting and by the formula: the two differ by",
  zip(counted, computed).map { abs($0 - $1) }.max()!, isBelow: 1, .whole)

//: A `Double` lasts for hundreds of neurons. But learning ends long before that, when the step is too small to change
//: the weight. A weight near 1 has 16 digits, and a step below $2^{-53}$, about $10^{-16}$, does not reach the last
//: of them. With a factor of 1/4 in each neuron, and everything else of size 1, how many neurons is that? And can one
//: still measure such a gradient? Here is a sigmoid chain of 50, its weights and biases drawn from the notes' normal
//: distribution.

let stuck = countedDepth(0.25, below: 0x1p-53)
lesson.record("stuck", Double(stuck), .whole)
lesson.claim(
  "1 + (1/4)ⁿ − 1 for n = \(stuck) neurons",
  1 + pow(0.25, Double(stuck)) - 1, isBelow: 1e-300)

var long = Chain(g: .sigmoid, input: 0.5, target: 1)
long.weights = (1...50).map { _ in generator.normal() }
long.biases = (1...50).map { _ in generator.normal() }
lesson.table(
  ["chain of 50 sigmoid neurons", "by the formula", "by finite differences"],
  [1, 25, 45, 50].map { l in
    ["$\\partial J / \\partial w_{\(l)}$"]
      + [long.gradients, long.numericGradients].map { $0[l - 1].text(.significant(3)) }
  })
lesson.claim(
  "first weight of 50 sigmoid neurons: size of its gradient by the formula",
  abs(long.gradients[0]), isBelow: 1e-30)
lesson.claim(
  "first weight of 50 sigmoid neurons: size of its gradient by finite differences",
  abs(long.numericGradients[0]), isBelow: 1e-300)

//: After {{stuck}} neurons the step is lost in the weight's last digit. And the finite difference for $w_1$ is not
//: small, it is 0: move the weight a little, and the loss is the same in every digit. The formula still has an
//: answer, because it multiplies and never subtracts. But no step of training will feel it.

//: ## A chain that explodes
//:
//: What if the weights are large? The notes give a construction: all weights 100, and each bias chosen so that the
//: neuron sits where the sigmoid is steepest. $b_l = -100 \, a_{l-1}$ makes $z_l = 0$, so $g'(z_l) = 1/4$, and the
//: factor is $100/4 = 25$ at every neuron. (The notes write that then $|g'(z)| > 1$. A sigmoid's slope cannot be
//: that; it is the product $|w \, g'(z)|$ that is above 1.)

var exploding = Chain(g: .sigmoid, input: 0.7, target: 1)
for _ in 1...4 { exploding.append(weight: 100, receiving: 0) }

lesson.table(
  ["", "$w_1$", "$w_2$", "$w_3$", "$w_4$"],
  [
    ["$\\partial J / \\partial w_l$"]
      + exploding.gradients.map { $0.text(.significant(6)) }
  ])
let growths = zip(exploding.gradients.dropFirst(), exploding.gradients.dropFirst(2))
  .map { $0 / $1 }
lesson.claim(
  "weights of 100: from w₄ to w₃ and from w₃ to w₂ the gradient grows by a factor of",
  growths.max()!, isWithin: 24.999...25.001, .fixed(3))
lesson.record("25^3", 25 * 25 * 25, .whole)

//: Towards the front the gradient grows 25-fold with each neuron (and for $w_1$ the input is 0.7 where the others
//: receive 1/2). So gradients can explode. But the biases were chosen for one input, to the last digit. What happens
//: when the input is a little smaller?

let shifts = [0, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2]
func firstGradient(inputSmallerBy shift: Double) -> Double {
  var moved = exploding
  moved.input -= shift
  return moved.gradients[0]
}
lesson.table(
  ["input smaller by", "$\\partial J / \\partial w_1$"],
  shifts.map {
    [$0.text(.significant(1)), firstGradient(inputSmallerBy: $0).text(.significant(3))]
  })
lesson.claim(
  "an input smaller by 10⁻⁵ leaves this share of the exploding gradient",
  firstGradient(inputSmallerBy: 1e-5) / firstGradient(inputSmallerBy: 0), isBelow: 1e-3)

//: It is gone. A change of the input by $\delta$ reaches the fourth neuron as $100 \cdot 25^3 \, \delta$, that is
//: {{25^3}} times $100 \, \delta$, and the sigmoid there is flat. In other words: a chain with an enormous gradient
//: is steep, and a curve that stays between 0 and 1 can be steep only over a tiny distance. Everywhere else it is
//: flat, and there the gradient vanishes.

//: ## Why large weights rarely help
//:
//: The same can be asked of a single neuron. For which inputs $a$ does it pass the gradient on undiminished,
//: $|w \, \sigma'(w a + b)| \ge 1$? Write $s = \sigma(z)$, with $z = w a + b$. The condition is
//:
//: $$ s (1 - s) \ge \frac{1}{|w|} \quad \iff \quad s^2 - s + \frac{1}{|w|} \le 0 $$
//:
//: A parabola that opens upwards is below 0 between its zeros:
//:
//: $$ s_- = \frac{1 - \sqrt{1 - 4/|w|}}{2} \qquad s_+ = \frac{1 + \sqrt{1 - 4/|w|}}{2} $$
//:
//: Without $|w| \ge 4$ there are none, and no input will do; that is the quarter again. Otherwise $s$ must lie
//: between $s_-$ and $s_+$. We want $z$, so we invert the sigmoid: $z = \ln \frac{s}{1 - s}$. As $s_- = 1 - s_+$, the
//: two ends are $-Z$ and $Z$, with
//:
//: $$ Z = \ln \frac{s_+}{1 - s_+} $$
//:
//: This can be written without the fraction. The zeros of a parabola multiply to its last coefficient,
//: $s_+ (1 - s_+) = 1/|w|$. So $\frac{s_+}{1 - s_+} = |w| s_+^2$, and $s_+^2 = s_+ - 1/|w|$ turns that into
//: $|w| s_+ - 1$:
//:
//: $$ Z = \ln \left( |w| \, \frac{1 + \sqrt{1 - 4/|w|}}{2} - 1 \right) $$
//:
//: The input enters as $z = w a + b$, so $a$ must lie between $\frac{-b - Z}{w}$ and $\frac{-b + Z}{w}$, an interval
//: around $-b/w$ of width
//:
//: $$ \text{width} = \frac{2}{|w|} \ln \left( |w| \, \frac{1 + \sqrt{1 - 4/|w|}}{2} - 1 \right) $$
//:
//: Only the logarithm grows with $|w|$, and the factor in front shrinks. There must be a best weight. At the ends of
//: the interval $|w| \, \sigma'(Z) = 1$, so the width $2Z/|w|$ is also $2 Z \, \sigma'(Z)$. We look for its maximum.
//: The derivative of $\sigma' = \sigma (1 - \sigma)$ is
//: $\sigma'(1 - \sigma) - \sigma \sigma' = \sigma' (1 - 2 \sigma)$, and $2 \sigma(Z) - 1 = \tanh(Z/2)$ (lesson 02),
//: so
//:
//: $$ \frac{d}{dZ} \, Z \, \sigma'(Z) = \sigma'(Z) \left( 1 - Z \tanh \frac{Z}{2} \right) $$
//:
//: which is 0 where $Z \tanh(Z/2) = 1$. Bisection finds that $Z$, and with it the best weight $1/\sigma'(Z)$ and the
//: greatest width.

let bestZ = zero(from: 0, to: 10) { $0 * tanh($0 / 2) - 1 }
let bestWeight = 1 / Activation.sigmoid.slope(bestZ)
lesson.record("best Z", bestZ, .fixed(4))
lesson.record("best weight", bestWeight, .fixed(2))
lesson.record("best width", safeWidth(bestWeight), .fixed(4))

//: It is at $Z = {{best Z}}$: a weight of {{best weight}} and a width of {{best width}}. To be sure, we also search,
//: without any formula: for each of twelve weights, with a random sign and a random bias, we try thousands of inputs
//: and see for which of them the factor is at least 1.

let sizes = [3, 3.9, 4.1, 4.5, 5, 6, bestWeight, 8, 10, 20, 50, 100]
let searched = Results(sizes) {
  searchedWidth(weight: sign() * $0, bias: generator.uniform(in: -5..<5))
}
let curve = (0...480).map { 4 + Double($0) * 0.2 }
lesson.figure(
  "interval",
  Plot(
    "Where a sigmoid neuron does not shrink the gradient",
    x: Axis("|w|", over: 0...100),
    y: Axis("width of the interval of a", over: 0...0.5),
    marks: [
      .line(x: [0, 4] + curve, y: [0, 0] + curve.map(safeWidth), label: "formula"),
      .points(x: sizes, y: searched.values, label: "search"),
    ]),
  caption:
    "The width of the interval of inputs a on which |w σ′(wa + b)| ≥ 1. "
    + "Line: the formula. Points: found by trying inputs.")

//: Each point is on the line. Below $|w| = 4$ there is nothing to find, and at {{best weight}} the line is highest.
//: Is all of this peculiar to the sigmoid? We also search for the interval of a tanh neuron, at a quarter of the best
//: weight.

lesson.claim(
  "formula and search differ in the width of the safe interval by at most",
  searched.map { abs(safeWidth($0) - $1) }.max()!, isBelow: 1e-9)
lesson.claim(
  "at |w| = 3.9 the search finds no safe input: width of the interval",
  searched[3.9], isBelow: 1e-9)
lesson.claim(
  "the greatest width of a sigmoid neuron's safe interval, at any weight",
  curve.map(safeWidth).max()!, isBelow: 0.448, .fixed(4))
lesson.record("width at 100", safeWidth(100), .fixed(3))
lesson.claim(
  "a tanh neuron's safe interval over a sigmoid's, at a quarter of the weight",
  searchedWidth(.tanh, weight: bestWeight / 4, bias: 0.3) / safeWidth(bestWeight),
  isWithin: 1.999...2.001, .fixed(3))

//: A sigmoid neuron is fed by other sigmoid neurons, so its input is somewhere between 0 and 1. In the very best case
//: less than half of that range is safe, and only if the bias puts the interval there. With the notes' weight of 100
//: the interval is {{width at 100}} wide. So a larger weight has two effects, and they work against each other: it
//: multiplies the slope, and it pushes $z$ to where the slope is small. The notes are right to say that vanishing is
//: the common case.
//:
//: The tanh is a sigmoid in other units, $\tanh z = 2 \sigma(2 z) - 1$. Its safe interval is twice as wide, in a
//: range from −1 to 1 that is twice as wide too, so the share is the same. A ReLU knows no such limit. With
//: $|w| \ge 1$ it passes the gradient on undiminished wherever $z > 0$, however large the weight. Large weights *can*
//: explode a ReLU's gradients, and we shall see them do it.

//: ## Many neurons side by side
//:
//: Real layers have many neurons, and a neuron's error is a sum over all paths that lead on from it. Do the factors
//: still multiply? The simplest case first, the one in the notes: two neurons per layer, no activation, and every
//: weight matrix is $1.5$ times the identity. Then $\hat{y}$ is $1.5^L$ times the input, and the gradient comes back
//: $1.5^L$ times as large. With $0.5$ in place of $1.5$ both shrink.

func identityStack(_ scale: Double, depth: Int) -> Network {
  let weight = Matrix([[scale, 0], [0, scale]])
  let layer = Dense(weight: weight, bias: Matrix(row: [0, 0]))
  return Network(Array(repeating: layer, count: depth))
}
func sizeOfGradient(_ scale: Double, depth: Int) -> Double {
  var network = identityStack(scale, depth: depth)
  _ = network.forward(Matrix(row: [1, 1]), mode: .training)
  return network.backward(Matrix(row: [1, 1]))[0, 0]
}
let depths = [1, 10, 50, 100]
lesson.table(
  ["gradient at the input, depth"] + depths.map { "\($0)" },
  [1.5, 0.5].map { scale in
    ["$\(scale) \\cdot I$"]
      + depths.map { sizeOfGradient(scale, depth: $0).text(.significant(3)) }
  })

//: Is that the power of the depth, or only near it? And from which layer on is the signal itself too large?

let signals = identityStack(1.5, depth: 2000)
  .outputs(for: Matrix(row: [1, 1]), mode: .inference)
lesson.record("overflow", Double(signals.firstIndex { !$0.isFinite }! + 1), .whole)
let powers = [1.5, 0.5].flatMap { scale in
  depths.map { sizeOfGradient(scale, depth: $0) / pow(scale, Double($0)) - 1 }
}
lesson.claim(
  "through layers of c · I the gradient is c to the power of the depth: "
    + "worst relative difference",
  powers.map { abs($0) }.max()!, isBelow: 1e-12)

//: Fifty layers already are a factor of hundreds of millions, and at layer {{overflow}} the signal itself is more
//: than a `Double` can hold.
//:
//: Now random weights and an activation. Let a layer have $n$ inputs, and draw its weights with standard deviation
//: $c/\sqrt{n}$. Call $\delta_l = \partial L / \partial z_l$ the *error* of layer $l$, one number per neuron. A
//: neuron $i$ of the layer before gets
//:
//: $$ \delta_{l-1, i} = g'(z_{l-1, i}) \sum_{j} w_{ij} \, \delta_{l, j} $$
//:
//: The sum has one random weight in each term, with mean 0 and variance $c^2/n$, and the variances add up: its mean
//: square is $\frac{c^2}{n} \sum_j \delta_{l,j}^2$. With $n$ neurons in both layers, the errors' norms are related by
//:
//: $$ \lVert \delta_{l-1} \rVert \approx c \, \sqrt{\text{mean of } g'^2} \cdot \lVert \delta_l \rVert $$
//:
//: This is the factor again. $c$ has taken the place of $|w|$, and the slopes enter by their mean square. (That the
//: weights are independent of the errors is an assumption; lesson 08 looks at it more closely.) Is it any good?
//: Thirty hidden layers of 64 units, the first 128 training digits, three activations, four values of $c$. The table
//: has what was measured, on average per layer, and in brackets what the formula predicts from the slopes.

let scales = [0.5, 1, 2, 8]
let batch = digits.training.selecting(0..<128)
let passes = Results(Activation.allCases) { g in
  Results(scales) { c in
    DeepPass(
      deepNetwork(g, depth: 30, c: c, from: batch.features, using: &generator),
      g, c: c, on: batch)
  }
}
func deep(_ g: Activation, c: Double) -> DeepPass { passes[g][c] }
lesson.table(
  ["factor, $c =$"] + scales.map { $0.text(.significant(1)) },
  Activation.allCases.map { g in
    [g.rawValue]
      + scales.map { c in
        deep(g, c: c).errorFactor.text(.fixed(3))
          + " (\(deep(g, c: c).predictedFactor.text(.fixed(3))))"
      }
  })

//: Measured and predicted are close, and in each row the factor grows with $c$. Which rows cross 1?

let misses = passes.values.flatMap(\.values).map {
  $0.errorFactor / $0.predictedFactor - 1
}
lesson.claim(
  "measured and predicted error factor, the worst of twelve: relative difference",
  misses.map { abs($0) }.max()!, isBelow: 0.15, .percent(1))
lesson.record("weight at 2", 2 / 64.0.squareRoot(), .fixed(2))
lesson.claim(
  "ReLU at c = 2, with weights that are nearly all below 1: error factor per layer",
  deep(.relu, c: 2).errorFactor, isAbove: 1.2, .fixed(3))
lesson.claim(
  "sigmoid vanishes at each of the four c: its largest error factor per layer",
  scales.map { deep(.sigmoid, c: $0).errorFactor }.max()!, isBelow: 0.97, .fixed(3))
lesson.claim(
  "tanh at c = 8 explodes: error factor per layer",
  deep(.tanh, c: 8).errorFactor, isAbove: 1.5, .fixed(3), as: "tanh factor", .fixed(2))
lesson.claim(
  "ReLU at c = 8 explodes faster than tanh: error factor per layer",
  deep(.relu, c: 8).errorFactor, isAbove: 4, .fixed(3))

//: With 64 inputs, $c = 8$ *is* the normal distribution with variance 1 that the notes draw from. For single neurons
//: they concluded that gradients vanish, and so they did. In a layer of 64 the same weights make them *explode*, for
//: tanh and for ReLU: a sum over 64 paths is about $\sqrt{64} = 8$ times as large as one of them. Only the sigmoid
//: still shrinks them. What weights do to a gradient cannot be said without the width of the layer. For the same
//: reason "weights greater than 1", which the notes give as the root of exploding gradients, is true of $1.5 \cdot I$
//: and not of random matrices. At $c = 2$ a typical weight is {{weight at 2}}, and with ReLU the error still grows.
//:
//: So far the errors. What moves a weight is its gradient, and that has one more part, the $a_{l-1}$ in our formula;
//: here, $\partial L / \partial W_l = a_{l-1}^T \delta_l$. Does the gradient of the weights vanish towards the front
//: as the error does? Both, layer by layer, from the input on the left to the output on the right:

lesson.figure(
  "layers",
  .grid(
    columns: Activation.allCases.map(\.rawValue), rows: ["error", "weights"],
    shared: .both,
    plots: [\DeepPass.errors, \.weightGradients].map { norms in
      Activation.allCases.map { g in
        Plot(
          x: Axis("layer", over: 0...30),
          y: Axis("norm", scale: .logarithmic, over: 1e-25...1e25),
          marks: scales.map { c in
            .line(
              deep(g, c: c)[keyPath: norms], from: 1,
              label: "c = \(c.text(.significant(1)))")
          })
      }
    }),
  caption:
    "The norm of the gradient in thirty hidden layers. Left: of the error ∂L/∂z. "
    + "Right: of ∂L/∂W. Sigmoid: both fall towards the front. "
    + "ReLU: the error falls or rises by many powers of ten, "
    + "the weights' gradients hardly change from layer to layer.")

//: Look at the lower row. How far is the fifth layer from the thirtieth, for the sigmoid and for ReLU?

func fifthOverThirtieth(_ norms: [Double]) -> Double { norms[4] / norms[29] }
let reluRatios = scales.map { fifthOverThirtieth(deep(.relu, c: $0).weightGradients) }
lesson.claim(
  "sigmoid, c = 1: ‖∂L/∂W‖ in the fifth layer over that in the thirtieth",
  fifthOverThirtieth(deep(.sigmoid, c: 1).weightGradients), isBelow: 1e-10)
lesson.claim(
  "ReLU, c = 0.5: the error in the fifth layer over that in the thirtieth",
  fifthOverThirtieth(deep(.relu, c: 0.5).errors), isBelow: 1e-7)
lesson.claim(
  "ReLU, any c: ‖∂L/∂W‖ in the fifth and in the thirtieth layer, larger over smaller",
  reluRatios.map { max($0, 1 / $0) }.max()!, isBelow: 30)
lesson.claim(
  "ReLU, c = 8: ‖∂L/∂W‖ is huge in all layers; the smallest",
  deep(.relu, c: 8).weightGradients.min()!, isAbove: 1e10)

//: This is a surprise, if one has the picture of a gradient that fades on its way to the front. For ReLU the weights'
//: gradients are of nearly the same size in all thirty layers. The reason is in the formula. On the way forward, each ReLU
//: layer multiplies its signal by about the factor by which it multiplies the error on the way back. Near the front
//: the signal has met few factors and the error many; near the end it is the other way round. In the product
//: $a_{l-1}^T \delta_l$ every layer has met them all. So with ReLU the layers vanish or explode *together*. (With
//: tanh and a small $c$ it is the same, as a tanh near 0 is a straight line.)
//:
//: Sigmoid has no such balance. Its outputs stay near 1/2 or between 0 and 1 whatever comes in, so nothing makes up
//: for the error that fades. Here the front is left behind. And tanh at a large $c$ is the opposite case: its outputs
//: cannot grow, the errors do, and the front's gradients are the largest.

//: ## Bounded or not
//:
//: The notes say that exploding gradients are worse "when using activation functions with outputs that are not
//: bounded", and name the hyperbolic tangent and the sigmoid. The rule makes sense; the examples do not. Tanh and
//: sigmoid are bounded, ReLU is not. At $c = 8$, where all weights are drawn alike, we compare the largest output of
//: the thirtieth layer, the factor, and the gradient of the first weights:

lesson.table(
  ["$c = 8$", "largest output", "error's factor", "‖∂L/∂W‖ in the first layer"],
  Activation.allCases.map { g in
    [
      g.rawValue, deep(g, c: 8).largestOutput.text(.significant(3)),
      deep(g, c: 8).errorFactor.text(.fixed(2)),
      deep(g, c: 8).weightGradients[0].text(.significant(2)),
    ]
  })
lesson.record("tanh gradient", deep(.tanh, c: 8).weightGradients[0], .significant(2))
lesson.claim(
  "sigmoid and tanh at c = 8: the largest output of the thirtieth layer",
  max(deep(.sigmoid, c: 8).largestOutput, deep(.tanh, c: 8).largestOutput),
  isWithin: 0...1, .fixed(3))
lesson.claim(
  "ReLU at c = 8: the largest output of the thirtieth layer",
  deep(.relu, c: 8).largestOutput, isAbove: 1e12, .significant(2))
lesson.claim(
  "ReLU's ‖∂L/∂W‖ in the first layer over tanh's, at c = 8",
  deep(.relu, c: 8).weightGradients[0] / deep(.tanh, c: 8).weightGradients[0],
  isAbove: 1e6, .significant(2))

//: The unbounded one is the worst by far. A bound does not make gradients safe, though: tanh's still grow by a factor
//: of {{tanh factor}} per layer, to {{tanh gradient}} in the first. What a bound does is to flatten the neurons that
//: are driven hard, so that part of the growth is taken back by the slopes.

//: ## The front layers learn slowest
//:
//: What does a small gradient do to training? The notes say: where gradients vanish, learning is slow, "especially of
//: front layers". We train networks with one, three and five hidden layers on the digits: plain descent with a rate
//: of 0.1, batches of 32, five epochs. Sigmoid and tanh start with $c = 1$, ReLU with $c = \sqrt{2}$, which makes up
//: for its missing half. A fourth kind is a ReLU network whose gradients vanish, with $c = 1/2$. For each weight
//: matrix we measure how far it moves, from $W$ to $W'$, relative to its length at the start:
//: $\lVert W' - W \rVert / \lVert W \rVert$. The loss is the mean over the fifth epoch. If ReLU's
//: layers vanish together, the front of the fourth network should move as far as its other hidden layers. Will it?
//:
//: The training loop is lesson 04's: forward, loss, backward, step, record. A `History` keeps the loss of every update;
//: one that is not a finite number ends the run. The next section needs that.

func train(
  _ network: inout Network, rate: Double, epochs: Int, history: inout History,
  using generator: inout Generator
) throws(Divergence) {
  var optimizer = Optimizer(GradientDescent(learningRate: rate))
  for _ in 1...epochs {
    for batch in digits.training.batches(of: 32, using: &generator) {
      let scores = network.forward(batch.inputs, mode: .training)
      let loss = softmaxCrossEntropy(scores, labels: batch.labels)
      history.record(loss, of: batch.count)
      if history.hasDiverged { throw Divergence(of: network, on: batch) }
      network.backward(loss.gradient)
      optimizer.step(&network)
    }
    history.endEpoch()
  }
}

//: Twelve networks go through it. `TrainedNetwork.swift`, beside this file, has the four starts, and what is kept of
//: each network.

let twelve = Start.allCases.flatMap { start in [1, 3, 5].map { (start, $0) } }
let trained = lesson.progress("twelve networks", twelve).map { start, depth in
  var network = deepNetwork(
    start.g, depth: depth, c: start.c, from: digits.training.features,
    using: &generator)
  let before = network.denseWeights
  var history = History()
  try? train(&network, rate: 0.1, epochs: 5, history: &history, using: &generator)
  let outputs = network.outputs(for: digits.validation.inputs, mode: .inference)
  let features = outputs.dropLast().last!  // of the last hidden layer
  return TrainedNetwork(
    start: start, depth: depth, history: history,
    moved: zip(before, network.denseWeights).map { ($1 - $0).norm / $0.norm },
    spread: sqrt(features.columnVariances).mean)
}

lesson.table(
  ["", "hidden layers", "loss", "first layer moved", "output layer moved"],
  trained.map { run in
    [run.start.rawValue, "\(run.depth)", run.loss.text(.fixed(3))]
      + [run.moved.first!, run.moved.last!].map { $0.text(.percent(2)) }
  })

//: The deep networks with a factor below 1 learn slowest, as the notes say. Is it their front that stands still? Layer
//: by layer, with five hidden layers:
func five(_ start: Start) -> TrainedNetwork {
  trained.first { $0.start == start && $0.depth == 5 }!
}
let shallow = trained.first { $0.start == .sigmoid && $0.depth == 1 }!
lesson.figure(
  "moved",
  Plot(
    "How far the weights move in five epochs", x: Axis("layer", over: 0...7),
    y: Axis("relative distance", scale: .logarithmic),
    marks: Start.allCases.map { .line(five($0).moved, from: 1, label: $0.rawValue) }),
  caption:
    "Five hidden layers and the output layer, the sixth. How far each weight matrix "
    + "moved, relative to its length at the start. The sigmoid network leaves its "
    + "front behind, the faint ReLU network does not.")

//: The lines differ in height and in shape. First the shape, the front layer against the last hidden one:

for start in Start.allCases where start != .sigmoid {
  lesson.claim(
    "\(start.rawValue), five layers: the first layer's distance over the fifth's",
    five(start).firstOverLastHidden, isAbove: 0.7, .fixed(2))
}
lesson.claim(
  "sigmoid, five layers: the first layer's distance over the fifth's",
  five(.sigmoid).firstOverLastHidden, isBelow: 0.4, .fixed(3))
lesson.claim(
  "ReLU, c = 1/2, five layers: farthest distance of a hidden layer "
    + "over the nearest",
  five(.faintReLU).hidden.max()! / five(.faintReLU).hidden.min()!,
  isBelow: 2, .fixed(2))

//: And what became of the loss, and of the features that the output layer gets to see?

lesson.claim(
  "five sigmoid layers: loss in the fifth epoch, where guessing costs ln 10 = 2.30",
  five(.sigmoid).loss, isAbove: 2.2, .fixed(2))
lesson.claim(
  "one sigmoid layer: loss in the fifth epoch", shallow.loss, isBelow: 1.2, .fixed(2))
lesson.claim(
  "five ReLU layers with c = 1/2 are slow too: their loss over that with c = √2",
  five(.faintReLU).loss / five(.relu).loss, isAbove: 4, .significant(2))
lesson.record("faint loss", five(.faintReLU).loss, .fixed(2))
lesson.record("deep spread", five(.sigmoid).spread, .significant(1))
lesson.record("shallow spread", shallow.spread, .significant(1))
lesson.claim(
  "a feature's standard deviation over the digits, five sigmoid layers over one",
  five(.sigmoid).spread / shallow.spread, isBelow: 0.1)

//: For sigmoids the notes are right. The front hardly moves, and the network of five layers does not get away from
//: guessing, which costs $\ln 10 \approx 2.30$. Its output layer does move, but all it gets to see are features that
//: five layers of sigmoids have made nearly equal: over the digits a feature has a standard deviation of
//: {{deep spread}}, where one layer leaves {{shallow spread}}.
//:
//: For ReLU it is different. With $c = 1/2$ the gradients vanish too, and the network is slow: a loss of
//: {{faint loss}} after five epochs. But its front does not fall behind. All its hidden layers move about equally far
//: (relative to weights that start small). And where gradients do not vanish, with tanh and ReLU started well, the first
//: layer moves about as far as the fifth, or farther. So "the front layers learn slowest" is not a law of depth. It is
//: what one sees where the factor is below 1 *and* the activations do not shrink along with the errors.

//: ## To infinity
//:
//: In the other direction there is no slow fading. Take the ReLU network of five layers that learned well at a rate
//: of 0.1, and train it at a rate of 3. The steps are too long, so the weights become large; with them the factor is
//: above 1, so the next gradient is larger, and the next step longer still. Our training loop looks at every loss. When
//: one is not a number, it asks the network which layer was the first to lose it, and throws. (Layers are counted
//: with their activations, so `3 Dense` is the second dense layer.) Ten starts:

let wildRuns = lesson.progress("ten wild runs", 1...10).map { _ in
  var run = WildRun(
    network: deepNetwork(
      .relu, depth: 5, c: sqrt(2), from: digits.training.features, using: &generator))
  do throws(Divergence) {
    try train(
      &run.network, rate: 3, epochs: 1, history: &run.history, using: &generator)
  } catch {
    run.divergence = error
  }
  return run
}
lesson.table(
  ["start", "end", "update", "first place that is not finite"],
  zip(1..., wildRuns).map { start, run in
    ["\(start)"] + run.cells(on: digits.training.inputs)
  })

//: How many left the numbers, and how soon?

let lives = wildRuns.compactMap(\.history.divergedAfter).map(Double.init)
lesson.claim(
  "ReLU networks that diverge, of ten trained at a rate of 3",
  Double(lives.count), isWithin: 7...10, .whole)
lesson.claim(
  "those that diverge do so within half an epoch: updates until then, on average",
  lives.mean, isBelow: 19, .fixed(1))

//: (Now and then, with some seeds, a run escapes infinity: one step kills every ReLU of a layer, and nothing gets
//: through any more, neither signal nor gradient. Lesson 07 returns to that.) Here is the first run that diverged,
//: layer by layer at the moment when it was stopped. A ReLU makes 0 of $-\infty$, so after the first layer that is lost
//: another may look finite again. That is why the *first* is the one to report.

let wild = wildRuns.first { $0.divergence != nil } ?? wildRuns[0]
if let divergence = wild.divergence {
  let (network, x) = (divergence.network, divergence.batch.inputs)
  lesson.table(
    ["layer", "largest output", "all finite?"],
    zip(
      network.statistics(for: x, mode: .training),
      network.outputs(for: x, mode: .training)
    ).map { layer, output in
      let isFinite = layer.isFinite ? "yes" : "no"
      return [layer.layer, abs(output).max.text(.significant(2)), isFinite]
    })
}

//: And its loss on the way there:

let finiteLosses = wild.history.losses.filter(\.isFinite)
lesson.figure(
  "divergence",
  Plot(
    "A run at a rate of 3",
    x: Axis("update", over: 0...Double(max(8, finiteLosses.count))),
    y: Axis("loss", scale: .logarithmic),
    marks: [
      .line(finiteLosses, color: .orange), .points(finiteLosses, color: .orange),
    ]),
  caption:
    "The loss before each update, on a logarithmic axis. "
    + "After the last point it is no longer a number.")

//: On a logarithmic axis, growth by the same factor each time is a straight line. Is this one? Compare how far the
//: last update went on that axis with the average update, in every run that diverged.

let diverged = wildRuns.filter { $0.divergence != nil }
let accelerations = diverged.map(\.acceleration).sorted()
lesson.record("first loss", finiteLosses.first!, .fixed(1))
lesson.record("last loss", finiteLosses.last!, .significant(1))
lesson.claim(
  "the last update before divergence, on a logarithmic axis, over the average one; "
    + "median run",
  accelerations[accelerations.count / 2], isAbove: 2, .fixed(1))

//: In most of the runs the last update goes more than twice as far as an average one: on the way the factor itself
//: becomes larger. The loss above went from {{first loss}} to {{last loss}}, and the next one no `Double` could hold.
//:
//: Suppose we had not looked, and had taken one more step, in each of the runs that diverged:

let lost = diverged.compactMap(\.divergence).map { divergence in
  var careless = divergence.network
  var optimizer = Optimizer(GradientDescent(learningRate: 3))
  let scores = careless.forward(divergence.batch.inputs, mode: .training)
  let loss = softmaxCrossEntropy(scores, labels: divergence.batch.labels)
  careless.backward(loss.gradient)
  optimizer.step(&careless)
  return careless.shareOfLostParameters
}
lesson.claim(
  "one step after divergence: mean share of the parameters that are not finite",
  lost.mean, isAbove: 0.2, .percent(0))

//: A gradient that is not a number makes weights that are not numbers, and no later step brings them back. A program
//: that goes on works with them until somebody stops it, and if it prints only its accuracy, nobody will. So a
//: training loop should look at its loss, stop, and say where: the update, and the layer.
//:
//: What helps? Weights that start with a factor near 1 (lessons 07 and 08), a bound on the step (lesson 12), a layer
//: that keeps the factor near 1 for good (lesson 10).

//: ## What to remember
//:
//: 1. A weight's gradient is $a_{l-1} \, g'(z_l)$ times one factor $w_k \, g'(z_k)$ for every later neuron, and its own
//:    weight is not among them. In a wide layer the factor is $c \sqrt{\text{mean of } g'^2}$.
//: 2. A sigmoid's slope is at most 1/4, so with ordinary weights its factor is below 1. A larger weight multiplies
//:    the slope and spoils it.
//: 3. With sigmoids the front is left behind; with ReLU all layers vanish or explode together. A loss that is not a
//:    number must stop the run.
//:
//: Lessons 07 and 08 choose weights that keep the factor at 1. Lesson 10 holds it there during training, and lesson
//: 12 cuts off steps that are too long.

//: ## Exercises
//:
//: Open `Exercises/05-vanishing-gradients.swift`. Every exercise there begins with a function that stops with `todo`;
//: put your own lines in its place, and run the grader:
//:
//: ```
//: swift test --filter vanishing-gradients
//: ```

lesson.exercises()

lesson.end()
