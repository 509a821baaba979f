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
//: **(b)** $z_2 = w_2 a_1 + b_2$ is a straight line in $a_1$, so here no approximation is needed. **(c)** Put (a)
//: into it:
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
      + [step.predicted, step.measured].map { $0.text(.significant(5)) } + [step.difference.text(.significant(2))]
  })

func isExact(_ step: Step) -> Bool { ["b", "e", "h"].contains(step.name) }
let worstLine = walk.filter(isExact).map(\.difference).max()!
let worstCurve = walk.filter { !isExact($0) }.map(\.difference).max()!
lesson.claim("b, e and h are exact but for rounding: the worst relative difference", worstLine, isBelow: 1e-8)
lesson.claim("the other eight are nearly right", worstCurve, isBelow: 1e-4)

//: The straight lines (b), (e), (h) are exact. The others differ in the fifth digit or later. Is that a mistake in
//: the derivation, or is it the price of using a slope where the curve bends? If it is the bend, the relative
//: difference must be proportional to $\Delta w_1$: ten times smaller for a change that is ten times smaller. A
//: mistake would stay.

let smallerWalk = chain.walk(changingFirstWeightBy: 1e-5)
let shrinking = worstCurve / smallerWalk.filter { !isExact($0) }.map(\.difference).max()!
lesson.claim(
  "with a tenth of the change, the worst difference falls by a factor of", shrinking, isWithin: 9...11, .fixed(2))

//: It is the bend. In the limit of a vanishing change, step (k) is exact. Divide it by $\Delta w_1$, and you have the
//: gradient:
//:
//: $$ \frac{\partial J}{\partial w_1} = a_0 \, g'(z_1) \cdot w_2 \, g'(z_2) \cdot w_3 \, g'(z_3) \cdot w_4 \, g'(z_4) \cdot \frac{\partial J}{\partial \hat{y}} $$

//: ## Any number of neurons
//:
//: Nothing in the walk was special about four neurons, nor about starting at the first. Start at neuron $l$. The
//: change of $w_l$ meets $a_{l-1}$ and the slope $g'(z_l)$; after that every neuron $k$ behind it multiplies by its
//: weight and its slope:
//:
//: $$ \frac{\partial J}{\partial w_l} = a_{l-1} \, g'(z_l) \cdot \prod_{k = l+1}^{L} w_k \, g'(z_k) \cdot \frac{\partial J}{\partial \hat{y}} $$
//:
//: The course notes print this product with one more factor: it begins
//: $a_{l-1} \cdot w_l \, g'(z_l) \cdot w_{l+1} \, g'(z_{l+1}) \cdots$ That looks tidier, as every neuron now has the
//: same two letters. But look at step (a): $z_1 = w_1 a_0 + b_1$, and its derivative for $w_1$ is $a_0$. No $w_1$ is
//: left. The notes' own result for four neurons has none either. Which is right is not a matter of taste, so we
//: measure.
//:
//: Take one chain of each length from 1 to 50, and compare both formulas with finite differences, for every weight of
//: every chain. For this the gradients must be large enough to be *seen* in $J$, so these are tanh neurons, with
//: weights of both signs and sizes from 0.7 to 1.6, and biases that keep $|z|$ between 0.2 and 0.8. (Why not sigmoid
//: neurons? We shall see soon.)

func sign() -> Double { generator.uniform() < 0.5 ? -1 : 1 }
let chains = (1...50).map { length in
  var chain = Chain(g: .tanh, input: generator.uniform(in: 0.5..<1), target: 2)
  for _ in 1...length {
    chain.append(
      weight: sign() * generator.uniform(in: 0.7..<1.6), receiving: sign() * generator.uniform(in: 0.2..<0.8))
  }
  return chain
}
let weights = chains.flatMap(\.weights)
let numeric = chains.flatMap(\.numericGradients)
let ours = zip(chains.flatMap(\.gradients), numeric).map { $0 / $1 }
let notes = zip(chains.flatMap(\.gradientsOfTheNotes), numeric).map { $0 / $1 }
lesson.record("weights", Double(weights.count), .whole)

lesson.table(
  ["chain", "weight", "finite difference", "ours", "the notes'", "$w_l$"],
  [(4, 1), (4, 4), (20, 1), (50, 1), (50, 25), (50, 50)].map { length, l in
    let chain = chains[length - 1]
    let gradients = [chain.numericGradients, chain.gradients, chain.gradientsOfTheNotes].map { $0[l - 1] }
    return ["\(length) neurons", "$w_{\(l)}$"] + gradients.map { $0.text(.significant(5)) }
      + [chain.weights[l - 1].text(.fixed(3))]
  })
lesson.claim(
  "our formula against finite differences, the worst of all weights: relative difference",
  ours.map { abs($0 - 1) }.max()!, isBelow: 1e-4)
lesson.claim(
  "the notes' formula is wrong by the factor w_l itself: it differs from that by at most",
  zip(notes, weights).map { abs($0 / $1 - 1) }.max()!, isBelow: 1e-4)
lesson.claim(
  "and where w_l is negative it has the wrong sign: share of weights",
  Double(notes.count { $0 < 0 }) / Double(notes.count), isWithin: 0.4...0.6, .percent(1))

//: There were {{weights}} weights in all. The formula without $w_l$ is right for each of them. The notes' formula is
//: right for none, since none of the weights is 1. Where a weight is negative, the notes' formula points uphill.
//:
//: What *is* right in it is the message. The gradient for an early weight is a product of factors $w_k \, g'(z_k)$,
//: one for every neuron behind it. Everything that follows is about the size of that factor.

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
//: inputs. (The half is exact. Turn the signs of $w$ and $b$ over, which is as likely a draw, and $z$ changes sign
//: while $|w|$ stays.)
//:
//: In a real chain $z$ is not 0. We run 20 000 neurons in a row, with weights and biases from that distribution, and
//: count. Will the shares be higher than in the best case, or lower?

let expected: [Nonlinearity: Double] = [
  .sigmoid: probabilityWithin(4), .tanh: probabilityWithin(1), .relu: 0.5 + 0.5 * probabilityWithin(1),
]
let drawn = Dictionary(
  uniqueKeysWithValues: Nonlinearity.allCases.map { g in
    var a = 0.5
    let factors = (1...20_000).map { _ in
      let (w, b) = (generator.normal(), generator.normal())
      let z = w * a + b
      a = g(z)
      return abs(w * g.slope(z))
    }
    return (g, factors)
  })
func shareBelowOne(_ g: Nonlinearity) -> Double { Double(drawn[g]!.count { $0 < 1 }) / 20_000 }
/// The geometric mean of the factors that are not 0: what a typical neuron multiplies by.
func typical(_ g: Nonlinearity) -> Double {
  let logs = drawn[g]!.filter { $0 > 0 }.map { log($0) }
  return exp(logs.reduce(0, +) / Double(logs.count))
}

lesson.table(
  ["factor below 1", "closed form", "in the chain", "typical factor"],
  Nonlinearity.allCases.map { g in
    [
      g.rawValue + (g == .relu ? ", any $z$" : ", all $z = 0$"), expected[g]!.text(.percent(3)),
      shareBelowOne(g).text(.percent(2)), typical(g).text(.fixed(3)),
    ]
  })
lesson.claim("sigmoid: share of factors below 1", shareBelowOne(.sigmoid), isAbove: 0.999, .percent(2))
lesson.claim(
  "tanh: more of them than in the best case", shareBelowOne(.tanh) - expected[.tanh]!, isAbove: 0.15, .percent(1))
lesson.claim(
  "ReLU: the share differs from its closed form by", abs(shareBelowOne(.relu) - expected[.relu]!), isBelow: 0.015,
  .percent(2))

let euler = 0.577_215_664_901_532_9
let liveReLU = exp(-(euler + log(2)) / 2)
lesson.record("live ReLU", liveReLU, .fixed(3))
lesson.claim(
  "a live ReLU's typical factor over its closed form", typical(.relu) / liveReLU, isWithin: 0.95...1.05, .fixed(3))

//: For the sigmoid the notes could have said *almost always*. For tanh more factors are below 1 than in the best case,
//: because every $z$ away from 0 has a smaller slope. ReLU is as predicted.
//:
//: The last column is the geometric mean of the factors that are not 0, which is the number that counts in a product.
//: It is far below 1 for all three, even for a live ReLU, whose slope is 1. A normal weight of variance 1 is small
//: more often than large: $\ln|w|$ has the mean $-\frac{1}{2}(\gamma + \ln 2)$, with Euler's constant
//: $\gamma = 0.5772$, and that is a factor of {{live ReLU}}. And one dead ReLU makes the whole product 0.

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
  + Nonlinearity.allCases.map { ("typical \($0.rawValue)\($0 == .relu ? " that is alive" : "")", typical($0)) }
lesson.table(
  ["factor", "", "neurons until a Double underflows", "a Float"],
  smallFactors.map { name, factor in
    [name, factor.text(.fixed(3))] + smallNumbers.map { "\(countedDepth(factor, below: $0))" }
  })
let counted = smallFactors.dropFirst().map { Double(countedDepth($0.1, below: smallNumbers[0])) }
let computed = smallFactors.dropFirst().map { (log(smallNumbers[0]) / log($0.1)).rounded(.up) }
lesson.claim(
  "counting and the formula differ by", zip(counted, computed).map { abs($0 - $1) }.max()!, isBelow: 1, .whole)

//: A `Double` lasts for hundreds of neurons. But learning ends long before that, when the step is too small to change
//: the weight. A weight near 1 has 16 digits, and a step below $2^{-53}$, about $10^{-16}$, does not reach the last
//: of them. With a factor of 1/4 in each neuron, and everything else of size 1, how many neurons is that? And can one
//: still measure such a gradient? Here is a sigmoid chain of 50, its weights and biases drawn from the notes' normal
//: distribution.

let stuck = countedDepth(0.25, below: 0x1p-53)
lesson.record("stuck", Double(stuck), .whole)
lesson.claim("1 + (1/4)ⁿ − 1 for that many neurons n", 1 + exp(Double(stuck) * log(0.25)) - 1, isBelow: 1e-300)

var long = Chain(g: .sigmoid, input: 0.5, target: 1)
long.weights = (1...50).map { _ in generator.normal() }
long.biases = (1...50).map { _ in generator.normal() }
lesson.table(
  ["chain of 50 sigmoid neurons", "by the formula", "by finite differences"],
  [1, 25, 45, 50].map { l in
    ["$\\partial J / \\partial w_{\(l)}$"]
      + [long.gradients[l - 1], long.numericGradients[l - 1]].map { $0.text(.significant(3)) }
  })
lesson.claim("for the first weight the formula gives a gradient of size", abs(long.gradients[0]), isBelow: 1e-30)
lesson.claim("and the finite difference", abs(long.numericGradients[0]), isBelow: 1e-300)

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
  [["$\\partial J / \\partial w_l$"] + exploding.gradients.map { $0.text(.significant(6)) }])
let growths = zip(exploding.gradients.dropFirst(), exploding.gradients.dropFirst(2)).map { $0 / $1 }
lesson.claim(
  "from w₄ to w₃, and from w₃ to w₂, the gradient grows by", growths.max()!, isWithin: 24.999...25.001, .fixed(3))
lesson.record("25^3", 25 * 25 * 25, .whole)

//: Towards the front the gradient grows 25-fold with each neuron (and for $w_1$ the input is 0.7 where the others
//: receive 1/2). So gradients can explode. But the biases were chosen for one input, to the last digit. What happens
//: when the input is a little smaller?

let shifts = [0, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2]
let shifted = shifts.map { shift in
  var moved = exploding
  moved.input -= shift
  return moved.gradients[0]
}
lesson.table(
  ["input smaller by", "$\\partial J / \\partial w_1$"],
  zip(shifts, shifted).map { [$0.text(.significant(1)), $1.text(.significant(3))] })
lesson.claim(
  "an input smaller by a hundred-thousandth leaves of the gradient a share of", shifted[2] / shifted[0], isBelow: 1e-3)

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

let bestZ = zero(from: 0, to: 10) { $0 * Engine.tanh($0 / 2) - 1 }
let bestWeight = 1 / Nonlinearity.sigmoid.slope(bestZ)
lesson.record("best Z", bestZ, .fixed(4))
lesson.record("best weight", bestWeight, .fixed(2))
lesson.record("best width", safeWidth(bestWeight), .fixed(4))

//: It is at $Z = {{best Z}}$: a weight of {{best weight}} and a width of {{best width}}. To be sure, we also search,
//: without any formula: for each of twelve weights, with a random sign and a random bias, we try thousands of inputs
//: and see for which of them the factor is at least 1.

let sizes = [3, 3.9, 4.1, 4.5, 5, 6, bestWeight, 8, 10, 20, 50, 100]
let searched = sizes.map { searchedWidth(weight: sign() * $0, bias: generator.uniform(in: -5..<5)) }
let curve = (0...480).map { 4 + Double($0) * 0.2 }
lesson.figure(
  "interval",
  .plot(
    Plot(
      "Where a sigmoid neuron does not shrink the gradient", x: Axis("|w|", over: 0...100),
      y: Axis("width of the interval of a", over: 0...0.5),
      marks: [
        .line(x: [0, 4] + curve, y: [0, 0] + curve.map(safeWidth), label: "formula"),
        .points(x: sizes, y: searched, label: "search"),
      ])),
  caption:
    "The width of the interval of inputs a on which |w σ′(wa + b)| ≥ 1. Line: the formula. Points: found by trying inputs."
)

lesson.claim(
  "formula and search differ by at most", zip(sizes, searched).map { abs(safeWidth($0) - $1) }.max()!, isBelow: 1e-9)
lesson.claim("at |w| = 3.9 the search finds no input: width", searched[1], isBelow: 1e-9)
lesson.claim("the greatest width of all", curve.map(safeWidth).max()!, isBelow: 0.448, .fixed(4))
lesson.record("width at 100", safeWidth(100), .fixed(3))
lesson.claim(
  "a tanh neuron's interval is twice as wide, at a quarter of the weight: ratio",
  searchedWidth(.tanh, weight: bestWeight / 4, bias: 0.3) / safeWidth(bestWeight), isWithin: 1.999...2.001, .fixed(3))

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
  return Network((1...depth).map { _ in Dense(weight: weight, bias: Matrix(row: [0, 0])) })
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
    ["$\(scale) \\cdot I$"] + depths.map { sizeOfGradient(scale, depth: $0).text(.significant(3)) }
  })
let overflow = identityStack(1.5, depth: 2000).outputs(for: Matrix(row: [1, 1]), mode: .inference)
  .firstIndex { !$0.isFinite }!
lesson.record("overflow", Double(overflow + 1), .whole)
let powers = [1.5, 0.5].flatMap { scale in
  depths.map { sizeOfGradient(scale, depth: $0) / exp(Double($0) * log(scale)) - 1 }
}
lesson.claim(
  "it is the scale to the power of the depth, but for rounding", powers.map { abs($0) }.max()!, isBelow: 1e-12)

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
let inner = 4...29  // the hidden layers from the fifth to the last, counted from 0
let deep = Nonlinearity.allCases.map { g in
  scales.map { c in
    let network = deepNetwork(g, depth: 30, c: c, from: batch.features, using: &generator)
    return (
      gradients: GradientsByLayer(network, g, batch),
      largest: abs(network.outputs(for: batch.inputs, mode: .inference)[59]).max
    )
  }
}
let measured = deep.map { $0.map { $0.gradients.errorFactor(over: inner) } }
let predicted = deep.map { zip(scales, $0).map { $1.gradients.predictedFactor(c: $0, over: inner) } }

lesson.table(
  ["factor, $c =$"] + scales.map { $0.text(.significant(1)) },
  Nonlinearity.allCases.indices.map { i in
    [Nonlinearity.allCases[i].rawValue]
      + scales.indices.map { "\(measured[i][$0].text(.fixed(3))) (\(predicted[i][$0].text(.fixed(3))))" }
  })
let misses = zip(measured.joined(), predicted.joined()).map { abs($0 / $1 - 1) }
lesson.claim(
  "measured and predicted factor, the worst of twelve: relative difference", misses.max()!, isBelow: 0.15, .percent(1))
lesson.record("weight at 2", 2 / 64.0.squareRoot(), .fixed(2))
lesson.claim("ReLU at c = 2, with weights that are nearly all below 1: factor", measured[2][2], isAbove: 1.2, .fixed(3))
lesson.claim("sigmoid vanishes at each of the four: its largest factor", measured[0].max()!, isBelow: 0.97, .fixed(3))
lesson.claim("tanh at c = 8 explodes: factor", measured[1][3], isAbove: 1.5, .fixed(3))
lesson.claim("ReLU at c = 8 explodes faster: factor", measured[2][3], isAbove: 4, .fixed(3))

//: With 64 inputs, $c = 8$ *is* the normal distribution with variance 1 that the notes draw from. For single neurons
//: they concluded that gradients vanish, and so they did. In a layer of 64 the same weights make them *explode*, for
//: tanh and for ReLU: a sum over 64 paths is about $\sqrt{64} = 8$ times as large as one of them. Only the sigmoid
//: still shrinks them. What weights do to a gradient cannot be said without the width of the layer. For the same
//: reason "weights greater than 1", which the notes give as the root of exploding gradients, is true of $1.5 \cdot I$
//: and not of random matrices. At $c = 2$ a typical weight is {{weight at 2}}, and with ReLU the error still grows.
//:
//: So far the errors. What moves a weight is its gradient, and that has one more part, the $a_{l-1}$ in our formula;
//: here, $\partial L / \partial W_l = a_{l-1}^T \delta_l$. Does the gradient for the weights vanish towards the front
//: as the error does? Both, layer by layer, from the input on the left to the output on the right:

lesson.figure(
  "layers",
  .grid(
    columns: Nonlinearity.allCases.map(\.rawValue), rows: ["error", "weights"], shared: .both,
    plots: [\GradientsByLayer.errors, \.weights].map { path in
      deep.map { results in
        Plot(
          x: Axis("layer", over: 0...30), y: Axis("norm", scale: .logarithmic, over: 1e-25...1e25),
          marks: zip(scales, results).map { c, result in
            .line(result.gradients[keyPath: path], from: 1, label: "c = \(c.text(.significant(1)))")
          })
      }
    }),
  caption:
    "The norm of the gradient in thirty hidden layers. Above: of the error ∂L/∂z. Below: of ∂L/∂W. Sigmoid: both fall towards "
    + "the front. ReLU: the error falls or rises by many powers of ten, the weights' gradients hardly change from layer to layer."
)

func ratio(_ norms: [Double]) -> Double { norms[inner.lowerBound] / norms[inner.upperBound] }
let reluErrors = zip(scales, deep[2]).map { ratio($1.gradients.errors) }
let reluWeights = deep[2].map { ratio($0.gradients.weights) }
lesson.claim(
  "sigmoid, c = 1: ‖∂L/∂W‖ in the fifth layer over that in the thirtieth", ratio(deep[0][1].gradients.weights),
  isBelow: 1e-10)
lesson.claim("ReLU, c = 0.5: the error in the fifth layer over that in the thirtieth", reluErrors[0], isBelow: 1e-7)
lesson.claim(
  "but ‖∂L/∂W‖ differs far less: the larger of the two over the smaller, at any c",
  reluWeights.map { max($0, 1 / $0) }.max()!, isBelow: 30)
lesson.claim(
  "while at c = 8 it is huge in all layers: the smallest", deep[2][3].gradients.weights.min()!, isAbove: 1e10)

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
  zip(Nonlinearity.allCases, zip(deep, measured)).map { g, pair in
    [
      g.rawValue, pair.0[3].largest.text(.significant(3)), pair.1[3].text(.fixed(2)),
      pair.0[3].gradients.weights[0].text(.significant(2)),
    ]
  })
lesson.record("tanh factor", measured[1][3], .fixed(2))
lesson.record("tanh gradient", deep[1][3].gradients.weights[0], .significant(2))
lesson.claim(
  "sigmoid and tanh: the largest output", max(deep[0][3].largest, deep[1][3].largest), isWithin: 0...1, .fixed(3))
lesson.claim("ReLU: the largest output", deep[2][3].largest, isAbove: 1e12, .significant(2))
lesson.claim(
  "ReLU's first gradient over tanh's", deep[2][3].gradients.weights[0] / deep[1][3].gradients.weights[0], isAbove: 1e6,
  .significant(2))

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

/// A run that left the numbers: the update after which it did, counted from 1, and the first layer that shows it.
struct Divergence: Error {
  let update: Int
  let layer: String
  let network: Network
  let batch: Dataset
}

/// Trains by plain descent and writes down the loss before each update; stops at the first loss that is not a number.
func train(
  _ network: inout Network, rate: Double, epochs: Int, losses: inout [Double], using generator: inout Generator
) throws(Divergence) {
  var optimizer = Optimizer(GradientDescent(learningRate: rate))
  for _ in 1...epochs {
    for batch in digits.training.batches(of: 32, using: &generator) {
      let loss = softmaxCrossEntropy(network.forward(batch.inputs, mode: .training), labels: batch.labels)
      losses.append(loss.value)
      guard loss.value.isFinite else {
        let lost = network.statistics(for: batch.inputs, mode: .training).first { !$0.isFinite }
        // With all layers finite, it is the loss that overflowed: a difference of two scores near 10³⁰⁸.
        throw Divergence(
          update: losses.count - 1, layer: lost.map { "layer \($0.layer)" } ?? "the loss", network: network,
          batch: batch)
      }
      network.backward(loss.gradient)
      optimizer.step(&network)
    }
  }
}

enum Start: String, CaseIterable {
  case sigmoid, tanh
  case relu = "ReLU"
  case faintReLU = "ReLU, c = 1/2"

  var g: Nonlinearity { self == .sigmoid ? .sigmoid : self == .tanh ? .tanh : .relu }
  var c: Double { self == .relu ? 2.0.squareRoot() : self == .faintReLU ? 0.5 : 1 }
}

struct Trained {
  let start: Start
  let depth: Int
  var loss = 0.0  // the mean of the last epoch
  var moved: [Double] = []  // one for each weight matrix, the output's included
  var spread = 0.0  // the standard deviation of a unit of the last hidden layer, over the validation digits
}

let twelve = Start.allCases.flatMap { start in [1, 3, 5].map { (start, $0) } }
let trained = lesson.progress("twelve networks", twelve).map { start, depth in
  var trained = Trained(start: start, depth: depth)
  var network = deepNetwork(start.g, depth: depth, c: start.c, from: digits.training.features, using: &generator)
  let before = network.denseWeights
  var losses: [Double] = []
  do throws(Divergence) {
    try train(&network, rate: 0.1, epochs: 5, losses: &losses, using: &generator)
    trained.loss = losses.suffix(losses.count / 5).reduce(0, +) / Double(losses.count / 5)
  } catch {
    trained.loss = .infinity
  }
  let features = network.outputs(for: digits.validation.inputs, mode: .inference)[2 * depth - 1]
  trained.spread = sqrt(features.columnVariances).mean
  trained.moved = zip(before, network.denseWeights).map { ($1 - $0).norm / $0.norm }
  return trained
}

lesson.table(
  ["", "hidden layers", "loss", "first layer moved", "output layer moved"],
  trained.map { run in
    [run.start.rawValue, "\(run.depth)", run.loss.text(.fixed(3))]
      + [run.moved.first!, run.moved.last!].map { $0.text(.percent(2)) }
  })

func five(_ start: Start) -> Trained { trained.first { $0.start == start && $0.depth == 5 }! }
lesson.figure(
  "moved",
  .plot(
    Plot(
      "How far the weights move in five epochs", x: Axis("layer", over: 0...7),
      y: Axis("relative distance", scale: .logarithmic),
      marks: Start.allCases.map { .line(five($0).moved, from: 1, label: $0.rawValue) })),
  caption:
    "Five hidden layers and the output layer, the sixth. How far each weight matrix moved, relative to its length "
    + "at the start. The sigmoid network leaves its front behind, the faint ReLU network does not.")

lesson.claim(
  "sigmoid, five layers: the first layer's distance over the fifth's",
  five(.sigmoid).moved[0] / five(.sigmoid).moved[4],
  isBelow: 0.4, .fixed(3))
lesson.claim(
  "its loss in the fifth epoch, where guessing costs ln 10 = 2.30", five(.sigmoid).loss, isAbove: 2.2, .fixed(2))
lesson.claim("with one sigmoid layer the same five epochs end at", trained[0].loss, isBelow: 1.2, .fixed(2))
lesson.claim(
  "ReLU with c = 1/2 is slow too: its loss over that of ReLU started well", five(.faintReLU).loss / five(.relu).loss,
  isAbove: 4, .significant(2))
for start in [Start.faintReLU, .relu, .tanh] {
  lesson.claim(
    "\(start.rawValue), five layers: the first layer's distance over the fifth's",
    five(start).moved[0] / five(start).moved[4],
    isAbove: 0.7, .fixed(2))
}
lesson.record("deep spread", five(.sigmoid).spread, .significant(1))
lesson.record("shallow spread", trained[0].spread, .significant(1))
lesson.claim(
  "a feature's standard deviation over the digits, five sigmoid layers over one",
  five(.sigmoid).spread / trained[0].spread,
  isBelow: 0.1)
let faintMoves = five(.faintReLU).moved.prefix(5)
lesson.record("faint loss", five(.faintReLU).loss, .fixed(2))
lesson.claim(
  "in the faint ReLU network the farthest of the five moved, over the nearest", faintMoves.max()! / faintMoves.min()!,
  isBelow: 2, .fixed(2))

//: For sigmoids the notes are right. The front hardly moves, and the network of five layers does not get away from
//: guessing, which costs $\ln 10 \approx 2.30$. Its output layer does move, but all it gets to see are features that
//: five layers of sigmoids have made nearly equal: over the digits a feature has a standard deviation of
//: {{deep spread}}, where one layer leaves {{shallow spread}}.
//:
//: For ReLU it is different. With $c = 1/2$ the gradients vanish too, and the network is slow: a loss of
//: {{faint loss}} after five epochs. But its front is not behind. All its hidden layers move about equally far (relative to
//: weights that start small). And where gradients do not vanish, with tanh and ReLU started well, the first layer
//: moves about as far as the fifth, or farther. So "the front layers learn slowest" is not a law of depth. It is what
//: one sees where the factor is below 1 *and* the activations do not shrink along with the errors.

//: ## To infinity
//:
//: In the other direction there is no slow fading. Take the ReLU network of five layers that learned well at a rate
//: of 0.1, and train it at a rate of 3. The steps are too long, so the weights become large; with them the factor is
//: above 1, so the next gradient is larger, and the next step longer still. Our training loop looks at every loss. When
//: one is not a number, it asks the network which layer was the first to lose it, and throws. (Layers are counted
//: with their activations, so `3 Dense` is the second dense layer.) Ten starts:

struct WildRun {
  var network: Network
  var losses: [Double] = []
  var divergence: Divergence?
}

let wildRuns = lesson.progress("ten wild runs", 1...10).map { _ in
  var run = WildRun(
    network: deepNetwork(.relu, depth: 5, c: 2.0.squareRoot(), from: digits.training.features, using: &generator))
  do throws(Divergence) {
    try train(&run.network, rate: 3, epochs: 1, losses: &run.losses, using: &generator)
  } catch {
    run.divergence = error
  }
  return run
}
let diverged = wildRuns.compactMap(\.divergence)
lesson.table(
  ["start", "end", "update", "first place that is not finite"],
  zip(1..., wildRuns).map { start, run in
    if let divergence = run.divergence {
      return ["\(start)", "diverged", "\(divergence.update)", divergence.layer]
    }
    let deadLayer = run.network.statistics(for: digits.training.inputs, mode: .inference).first { $0.dead == 64 }
    let end = "loss \(run.losses.last!.text(.fixed(2)))"
    return ["\(start)", end, "\(run.losses.count)", deadLayer.map { "none, but all of \($0.layer) is dead" } ?? "none"]
  })
lesson.record("diverged", Double(diverged.count), .whole)
lesson.claim("of the ten runs diverge", Double(diverged.count), isWithin: 7...10, .whole)
lesson.claim(
  "and do so within half an epoch of the digits: updates until then, on average",
  diverged.map { Double($0.update) }.reduce(0, +) / Double(diverged.count), isBelow: 19, .fixed(1))

//: (Now and then, with some seeds, a run escapes infinity: one step kills every ReLU of a layer, and nothing gets
//: through any more, neither signal nor gradient. Lesson 07 returns to that.) Here is the first run that diverged,
//: layer by layer at the moment when it was stopped, and its loss on the way there. A ReLU makes 0 of $-\infty$, so
//: behind the first layer that is lost another may look finite again. That is why the *first* is the one to report.

let wild = wildRuns.first { $0.divergence != nil } ?? wildRuns[0]
if let divergence = wild.divergence {
  let outputs = divergence.network.outputs(for: divergence.batch.inputs, mode: .training)
  lesson.table(
    ["layer", "largest output", "all finite?"],
    zip(divergence.network.statistics(for: divergence.batch.inputs, mode: .training), outputs).map { layer, output in
      [layer.layer, abs(output).max.text(.significant(2)), layer.isFinite ? "yes" : "no"]
    })
}
let finiteLosses = wild.losses.filter(\.isFinite)
lesson.figure(
  "divergence",
  .plot(
    Plot(
      "A run at a rate of 3", x: Axis("update", over: 0...Double(max(8, finiteLosses.count))),
      y: Axis("loss", scale: .logarithmic),
      marks: [.line(finiteLosses, color: .orange), .points(finiteLosses, color: .orange)])),
  caption: "The loss before each update, on a logarithmic axis. After the last point it is no longer a number.")

/// How far the last update went on the logarithmic axis, over the average update.
func acceleration(_ losses: [Double]) -> Double {
  let logarithms = losses.filter(\.isFinite).map { log($0) }
  let average = (logarithms.last! - logarithms[0]) / Double(logarithms.count - 1)
  return (logarithms.last! - logarithms[logarithms.count - 2]) / average
}
let accelerations = wildRuns.filter { $0.divergence != nil }.map { acceleration($0.losses) }.sorted()
lesson.record("first loss", wild.losses[0], .fixed(1))
lesson.record("last loss", finiteLosses.last!, .significant(1))
lesson.claim(
  "the last update on the logarithmic axis, over the average one; the median run",
  accelerations[accelerations.count / 2], isAbove: 2, .fixed(1))

//: On a logarithmic axis, growth by the same factor each time is a straight line. But in most of the runs the last
//: update goes more than twice as far as an average one: on the way the factor itself becomes larger. The loss above went
//: from {{first loss}} to {{last loss}}, and the next one no `Double` could hold.
//:
//: Suppose we had not looked, and had taken one more step, in each of the runs that diverged:

let lost = diverged.map { divergence in
  var careless = divergence.network
  var optimizer = Optimizer(GradientDescent(learningRate: 3))
  let scores = careless.forward(divergence.batch.inputs, mode: .training)
  careless.backward(softmaxCrossEntropy(scores, labels: divergence.batch.labels).gradient)
  optimizer.step(&careless)
  return careless.shareOfLostParameters
}
lesson.claim(
  "the share of their parameters that are not numbers any more, on average",
  lost.reduce(0, +) / Double(lost.count), isAbove: 0.2, .percent(0))

//: A gradient that is not a number makes weights that are not numbers, and no later step brings them back. A program
//: that goes on works with them until somebody stops it, and if it prints only its accuracy, nobody will. So a
//: training loop should look at its loss, stop, and say where: the update, and the layer.
//:
//: What helps? Weights that start with a factor near 1 (lessons 07 and 08), a bound on the step (lesson 12), a layer
//: that keeps the factor near 1 for good (lesson 10).

//: ## What to remember
//:
//: 1. A weight's gradient is $a_{l-1} \, g'(z_l)$ times one factor $w_k \, g'(z_k)$ for every neuron behind it, and
//:    its own weight is not among them. In a wide layer the factor is $c \sqrt{\text{mean of } g'^2}$.
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
