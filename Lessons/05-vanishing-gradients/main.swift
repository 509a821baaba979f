//: # Vanishing and exploding gradients
//:
//: *Why do the first layers of a deep network learn slowest, or blow up?*
//:
//: Lesson 03 showed how every weight gets its share of the error, and lesson 04 how a step against that gradient
//: makes the error smaller. Nothing in either depends on how many layers there are. So why not take a hundred?
//:
//: Because of what the chain rule does with them. Each layer between a weight and the loss contributes one factor to
//: that weight's gradient, and a product of a hundred factors is seldom of ordinary size. Multiply 0.8 by itself a
//: hundred times and you have 0.0000000002; with 1.25 it is five billion. Deep gradients are *unstable*: they stay of
//: ordinary size only if the factors happen to balance. This lesson finds the factor, first for single neurons in a
//: row, where every number can be followed by eye, then for whole layers, and then in networks that are trained.
//:
//: The problem was found in networks that run for many steps of time, by
//: [Hochreiter in his diploma thesis of 1991](https://people.idsia.ch/~juergen/SeppHochreiter1991ThesisAdvisorSchmidhuber.pdf)
//: and by [Bengio, Simard and Frasconi, "Learning long-term dependencies with gradient descent is difficult" (1994)](https://doi.org/10.1109/72.279181).
//: [Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks" (2010)](https://proceedings.mlr.press/v9/glorot10a.html)
//: looked at it layer by layer. The chain of neurons, and the name *unstable gradients*, are those of
//: [Nielsen, "Neural Networks and Deep Learning" (2015), chapter 5](http://neuralnetworksanddeeplearning.com/chap5.html).

import Datasets
import Engine
import LessonKit
import Plots

let lesson = Lesson(
  5, takesMNIST: true,
  knobs: Knob("weight", 100, in: 1...1000, "each weight of the chain that explodes"),
  .whole("units", 256, in: 64...512, "the width of the widest sigmoid network"),
  Knob("scale", 8, in: 0.1...100, "c of the twenty layers that stay finite"),
  Knob("rate", 3, in: 0.01...10, "the learning rate of the ten wild runs"))
let digits = lesson.digits().standardized()
var generator = Generator(seed: lesson.seed)
let activations: [Activation] = [.sigmoid, .tanh, .relu]

//: ## Four neurons in a row
//:
//: The smallest deep network has one neuron in each layer. Neuron $l$ receives $z_l$ and puts out $a_l$:
//:
//: $$ z_l = w_l a_{l-1} + b_l \qquad a_l = g(z_l) $$
//:
//: We take four of them. $a_0$ is the input, $a_4 = \hat{y}$ the prediction, and the loss is the squared error,
//: $J = (\hat{y} - y)^2$. All four are sigmoid neurons; weights and biases are drawn at random.

var chain = Chain(g: .sigmoid, input: 1, target: 1)
chain.weights = (1...4).map { _ in generator.uniform(in: 0.5..<2) }
chain.biases = (1...4).map { _ in generator.uniform(in: -1..<1) }
lesson.figure(
  "chain", chain.drawing,
  caption:
    "Four sigmoid neurons in a row, from the input to the loss. Above each arrow is "
    + "the neuron's weight, below it what a small change is multiplied by on its way: "
    + "w σ′(z), and at the end ∂J/∂a₄.")

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
  "Steps b, e and h are exact but for rounding: they differ by {} of the change",
  worstLine, isBelow: 1e-8)

//: The straight lines (b), (e), (h) are exact. The others differ in the fifth digit or later. Is that a mistake in
//: the derivation, or is it the price of using a slope where the curve bends? If it is the bend, the relative
//: difference must be proportional to $\Delta w_1$: ten times smaller for a change that is ten times smaller. A
//: mistake would stay.

let smallerWalk = chain.walk(changingFirstWeightBy: 1e-5)
let smallerCurve = smallerWalk.filter { !isExact($0) }.map(\.difference).max()!
lesson.claim(
  "A tenth of the change in w₁ makes the steps' worst relative difference {} times "
    + "smaller",
  worstCurve / smallerCurve, isWithin: 9...11, .fixed(2))

//: It is the bend. In the limit of a vanishing change, step (k) is exact. Divide it by $\Delta w_1$, and you have the
//: gradient:
//:
//: $$ \frac{\partial J}{\partial w_1} = a_0 \, g'(z_1) \cdot w_2 \, g'(z_2) \cdot w_3 \, g'(z_3) \cdot w_4 \, g'(z_4) \cdot \frac{\partial J}{\partial \hat{y}} $$

//: ## Any number of neurons
//:
//: Nothing in the walk was special about four neurons, nor about starting at the first. Start at neuron $l$. The
//: change of $w_l$ meets $a_{l-1}$ and the slope $g'(z_l)$; after that every later neuron $k$ multiplies by its
//: weight and its slope. With $L$ neurons:
//:
//: $$ \frac{\partial J}{\partial w_l} = a_{l-1} \, g'(z_l) \cdot \prod_{k = l+1}^{L} w_k \, g'(z_k) \cdot \frac{\partial J}{\partial \hat{y}} $$
//:
//: We try it on one chain of each length from 1 to 50, for every weight of every chain, against finite differences.
//: For this the gradients must be large enough to be *seen* in $J$, so these are tanh neurons, with weights of both
//: signs and sizes from 0.7 to 1.6, and biases that keep $|z|$ between 0.2 and 0.8. (Why not sigmoid neurons? We shall
//: see soon.)

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
let numeric = chains.values.flatMap(\.numericGradients)
let ours = zip(chains.values.flatMap(\.gradients), numeric).map { $0 / $1 }
lesson.record("weights", Double(weights.count), .whole)
lesson.claim(
  "Over all weights of 50 chains the product and the finite differences differ by at "
    + "most {} of the gradient",
  ours.map { abs($0 - 1) }.max()!, isBelow: 1e-4)

//: The product is right for each of the {{weights}} weights. Everything that follows is about the size of the factor
//: $w_k \, g'(z_k)$, of which an early weight's gradient has one for every later neuron.

//: ## A formula with a factor too many (deeper)
//:
//: A form of this product that is widely printed has one factor more: it begins
//: $a_{l-1} \cdot w_l \, g'(z_l) \cdot w_{l+1} \, g'(z_{l+1}) \cdots$ That looks tidier, as every neuron now has the
//: same two letters. But look at step (a): $z_1 = w_1 a_0 + b_1$, and its derivative with respect to $w_1$ is $a_0$.
//: No $w_1$ is left. Which is right is not a matter of taste, so we multiply that form out too, for all chains, and
//: show six of the weights.

lesson.table(
  ["chain", "weight", "finite difference", "ours", "with $w_l$ too", "$w_l$"],
  [(4, 1), (4, 4), (20, 1), (50, 1), (50, 25), (50, 50)].map { length, l in
    let chain = chains[length]
    let gradients = [
      chain.numericGradients, chain.gradients, chain.gradientsAsOftenPrinted,
    ]
    return ["\(length) neurons", "$w_{\(l)}$"]
      + gradients.map { $0[l - 1].text(.significant(5)) }
      + [chain.weights[l - 1].text(.fixed(3))]
  })

let printed = zip(chains.values.flatMap(\.gradientsAsOftenPrinted), numeric)
  .map { $0 / $1 }
let uphill = zip(printed, weights).filter { $1 < 0 }.map { $0.0 < 0 }
lesson.claim(
  "The form with w_l is wrong by just that factor: its ratio to the finite difference "
    + "differs from w_l by at most {} of it",
  zip(printed, weights).map { abs($0 / $1 - 1) }.max()!, isBelow: 1e-4)
lesson.claim(
  "Where w_l is negative, the form with w_l has the wrong sign for {} of the weights",
  Double(uphill.count { $0 }) / Double(uphill.count), isAbove: 0.9, .percent(0))

//: None of the weights is 1, so it is right for none of the {{weights}}, and wherever the weight is negative, a step
//: along it goes uphill.
//:
//: The outputs of a chain are often printed as one nested formula, and there another slip is common: inside the
//: brackets the *name* of a value is left beside the value itself. For three neurons,
//:
//: $$ a_3 = g(w_3 \, g(w_2 \, g(w_1 a_0 + b_1) \, a_1 + b_2) \, a_2 + b_3) $$
//:
//: Here $g(w_1 a_0 + b_1)$ *is* $a_1$, so $a_1$ enters as its square, and $a_2$ likewise. Without the stray $a_1$ and
//: $a_2$ the formula is right. What do they do to the chain of four?

func slopeOfNested(strayFactors: Bool) -> Double {
  func output(_ change: Double) -> Double {
    chain.nested(firstWeight: chain.weights[0] + change, strayFactors: strayFactors)
  }
  return (output(1e-5) - output(-1e-5)) / 2e-5
}

//: Beside the output we look at its slope with respect to $w_1$:

let strays = [false, true]
let trueSlope = chain.gradients[0] / chain.lossSlope(at: chain.pass.a[4])
lesson.table(
  ["", "$a_4$", "$\\partial a_4 / \\partial w_1$"],
  [
    [
      "the chain", chain.pass.a[4].text(.fixed(5)), trueSlope.text(.significant(5)),
    ]
  ]
    + strays.map { strays in
      [
        strays ? "nested, with stray factors" : "nested, without",
        chain.nested(firstWeight: chain.weights[0], strayFactors: strays)
          .text(.fixed(5)),
        slopeOfNested(strayFactors: strays).text(.significant(5)),
      ]
    })
let strayOutput = chain.nested(firstWeight: chain.weights[0], strayFactors: true)
lesson.claim(
  "The stray factors change the output of the chain of four by {} of it",
  abs(strayOutput / chain.pass.a[4] - 1), isAbove: 0.005, .percent(1))

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
//: Weights are often drawn from a normal distribution with mean 0 and variance 1, and it is often said that
//: $|w \, g'(z)| < 1$ is then very common. How common? In the best case every $z$ is 0. A sigmoid neuron's factor is
//: below 1 if $|w| < 4$, and a tanh neuron's, with $g'(0) = 1$, if $|w| < 1$. These are areas under the bell curve.
//: For ReLU it does not matter where $z$ is, only on which side of 0: for half of the neurons the slope is 0, and so
//: is the factor; for the others it is $|w|$. So the share is $\frac{1}{2} + \frac{1}{2} P(|w| < 1)$, whatever the
//: inputs. (The half is exact. Flip the signs of $w$ and $b$, which is as likely a draw, and $z$ changes sign while
//: $|w|$ stays.)
//:
//: In a real chain $z$ is not 0. We run 20 000 neurons in a row, with weights and biases from that distribution, and
//: count.

let expected: [Activation: Double] = [
  .sigmoid: probabilityWithin(4), .tanh: probabilityWithin(1),
  .relu: 0.5 + 0.5 * probabilityWithin(1),
]
let factors = Results(activations) { g in
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

lesson.record("tanh counted", shareBelowOne(.tanh), .percent(0))
let tanhExcess = shareBelowOne(.tanh) - expected[.tanh]!
lesson.ask(
  "With every z at 0, about two thirds of the tanh neurons have a factor below 1. "
    + "And in the real chain?",
  ["fewer", "about as many", "more"],
  answer: tanhExcess < -0.03 ? 0 : tanhExcess < 0.03 ? 1 : 2,
  "{{tanh counted}} of them, as every z away from 0 has a smaller slope.")

//: How large is a *typical* factor? In a product the number that counts is the geometric mean. We take it of the
//: factors that are not 0.

func typical(_ g: Activation) -> Double {
  exp(factors[g].filter { $0 > 0 }.map { log($0) }.mean)
}
lesson.table(
  ["factor below 1", "closed form", "in the chain", "typical factor"],
  activations.map { g in
    [
      g.rawValue + (g == .relu ? ", any $z$" : ", all $z = 0$"),
      expected[g]!.text(.percent(3)), shareBelowOne(g).text(.percent(2)),
      typical(g).text(.fixed(3)),
    ]
  })
lesson.claim(
  "Of the factors in the sigmoid chain {} are below 1",
  shareBelowOne(.sigmoid), isAbove: 0.99, .percent(2))
lesson.claim(
  "In the tanh chain {} percentage points more factors are below 1 than at z = 0",
  100 * tanhExcess, isAbove: 15, .fixed(1))
lesson.claim(
  "In the ReLU chain the share below 1 is {} percentage points from its closed form",
  100 * abs(shareBelowOne(.relu) - expected[.relu]!), isBelow: 1.5, .fixed(2))

//: The typical factor is far below 1 for all three, even for a live ReLU, whose slope is 1. A normal weight of
//: variance 1 is small more often than large: $\ln|w|$ has the mean $-\frac{1}{2}(\gamma + \ln 2)$, with Euler's
//: constant $\gamma = 0.5772$. The chain's mean should be near that:

let euler = 0.577_215_664_901_532_9
let meanLogarithm = -(euler + log(2)) / 2
lesson.record("live ReLU", exp(meanLogarithm), .fixed(3))
lesson.claim(
  "The typical factor of a live ReLU is {} times its closed form",
  typical(.relu) / exp(meanLogarithm), isWithin: 0.93...1.07, .fixed(3))

//: It makes a factor of {{live ReLU}}. And one dead ReLU makes the whole product 0.

//: ## How deep until nothing is left? (deeper)
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
  + activations.map { g in
    ("typical \(g)" + (g == .relu ? " that is alive" : ""), typical(g))
  }
lesson.table(
  ["factor", "", "neurons until a Double underflows", "a Float"],
  smallFactors.map { name, factor in
    [name, factor.text(.fixed(3))]
      + smallNumbers.map { "\(countedDepth(factor, below: $0))" }
  })
//: A `Double` lasts for hundreds of neurons. But learning ends long before that. A weight near 1 has 16 digits, and a
//: step below $2^{-53}$, about $10^{-16}$, does not reach the last of them; with a factor of 1/4 in each neuron, and
//: everything else of size 1, {{stuck}} neurons are enough for that. In practice it ends sooner still: five layers will
//: do, as we shall see. And can such a gradient still be measured? Here is a sigmoid chain of 50, its weights and
//: biases normal with variance 1.

let stuck = countedDepth(0.25, below: 0x1p-53)
lesson.record("stuck", Double(stuck), .whole)
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
  "The gradient of the first of 50 weights has the size {} by the formula",
  abs(long.gradients[0]), isBelow: 1e-30)
lesson.claim(
  "By finite differences the gradient of the first of 50 weights has the size {}",
  abs(long.numericGradients[0]), isBelow: 1e-300)

//: The finite difference for $w_1$ is not small, it is 0: move the weight a little, and the loss is the same in every
//: digit. The formula still has an answer, because it multiplies and never subtracts. But no step of plain descent on
//: a weight of ordinary size will feel it.

//: ## A chain that explodes
//:
//: What if the weights are large? Nielsen's construction: all weights are {{weight}}, and each bias is chosen so that
//: the neuron sits where the sigmoid is steepest. With $b_l = -w \, a_{l-1}$ every $z_l$ is 0 and every slope 1/4, so
//: the factor is $w/4$ at every neuron. (One sometimes reads that the *slope* must be above 1 for that. A sigmoid's
//: cannot be; the product $w \, g'(z)$ can.)

let large = lesson.knob("weight")
var exploding = Chain(g: .sigmoid, input: 0.7, target: 1)
for _ in 1...4 { exploding.append(weight: large, receiving: 0) }
lesson.record("weight", large, typed(large))
lesson.record("growth", large / 4, typed(large / 4))

lesson.table(
  ["", "$w_1$", "$w_2$", "$w_3$", "$w_4$"],
  [
    ["$\\partial J / \\partial w_l$"]
      + exploding.gradients.map { $0.text(.significant(6)) }
  ])
let growths = zip(exploding.gradients.dropFirst(), exploding.gradients.dropFirst(2))
  .map { $0 / $1 }
lesson.claim(
  "From w₄ to w₃ and from w₃ to w₂ the gradient is multiplied by {}",
  growths.max()!, isWithin: (0.249 * large)...(0.251 * large), .fixed(3),
  isAlways: true)

//: Towards the front the gradient is multiplied by {{growth}} at each neuron (and for $w_1$ the input is 0.7 where the
//: others receive 1/2). So gradients can explode. But the biases were chosen for one input, to the last digit.

let shifts = [0, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2]
func firstGradient(inputSmallerBy shift: Double) -> Double {
  var moved = exploding
  moved.input -= shift
  return moved.gradients[0]
}

//: How exact must that be?

let shareLeft = firstGradient(inputSmallerBy: 1e-5) / firstGradient(inputSmallerBy: 0)
lesson.record("enlarged", large * pow(large / 4, 3), .significant(2))
lesson.record("share left", shareLeft, .significant(1))
lesson.ask(
  "The input is now smaller by a hundred-thousandth. What is left of the first "
    + "weight's gradient?",
  ["nearly all of it", "about half", "next to nothing"],
  answer: shareLeft > 0.75 ? 0 : shareLeft > 0.1 ? 1 : 2,
  "a share of {{share left}}. The fourth neuron sees the shift {{enlarged}} times "
    + "enlarged.")
lesson.table(
  ["input smaller by", "$\\partial J / \\partial w_1$"],
  shifts.map {
    [$0.text(.significant(1)), firstGradient(inputSmallerBy: $0).text(.significant(3))]
  })
lesson.claim(
  "An input smaller by 10⁻⁵ leaves {} of the exploding gradient",
  shareLeft, isBelow: 1e-3)
lesson.try(
  "--section 6 --weight 20",
  "The gradient is smaller. How far may the input move before it is gone?")

//: A change of the input by $\Delta a_0$ reaches the fourth neuron as $w \, (w/4)^3 \, \Delta a_0$; for a weight of 100
//: that is 1.6 million times $\Delta a_0$, and the sigmoid there is flat. A chain with an enormous gradient is steep,
//: and a curve that stays between 0 and 1 can be steep only over a tiny distance. Everywhere else it is flat, and
//: there the gradient vanishes.

//: ## Why large weights rarely help one neuron
//:
//: The same can be asked of a single sigmoid neuron. For which inputs $a$ does it pass the gradient on undiminished,
//: $|w \, \sigma'(w a + b)| \ge 1$? The slope is 1/4 at most, so for $|w| < 4$ there is none. For a larger weight they
//: form an interval around $-b/w$, where $z = 0$. The next section derives its width:
//:
//: $$ \text{width} = \frac{2}{|w|} \ln \left( |w| \, \frac{1 + \sqrt{1 - 4/|w|}}{2} - 1 \right) $$
//:
//: Only the logarithm grows with $|w|$, and the factor in front shrinks, so there must be a best weight.

let bestZ = zero(from: 0, to: 10) { $0 * tanh($0 / 2) - 1 }
let bestWeight = 1 / Activation.sigmoid.slope(bestZ)
lesson.record("best Z", bestZ, .fixed(4))
lesson.record("best weight", bestWeight, .fixed(2))
lesson.record("best width", safeWidth(bestWeight), .fixed(4))

//: To be sure, we also search, without any formula: for each of twelve weights, with a random sign and a random bias,
//: we try thousands of inputs and see for which of them the factor is at least 1.

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
      .line(
        x: [0, 4] + curve, y: [0, 0] + curve.map(safeWidth), label: "formula",
        color: .blue),
      .points(x: sizes, y: searched.values, label: "search", color: .orange),
    ]),
  caption:
    "The width of the interval of inputs a on which |w σ′(wa + b)| ≥ 1: the line by "
    + "the formula, the points by trying inputs.")

//: Do the points lie on the line?

lesson.record("width at 100", safeWidth(100), .fixed(3))
lesson.claim(
  "Formula and search differ in the width of the safe interval by at most {}",
  searched.map { abs(safeWidth($0) - $1) }.max()!, isBelow: 1e-9)

//: A sigmoid neuron is fed by other sigmoid neurons, so its input is between 0 and 1. In the very best case, at
//: $|w| = {{best weight}}$, {{best width}} of that range is safe, and only if the bias puts the interval there; with
//: a weight of 100 it is {{width at 100}}. A larger weight has two effects that work against each other: it
//: multiplies the slope, and it pushes $z$ to where the slope is small. For *one neuron per layer*, vanishing is
//: therefore the common case, whatever the weights. A layer of many neurons is another matter, as we shall see.
//:
//: A ReLU knows no such limit. With $|w| \ge 1$ it passes the gradient on undiminished wherever $z > 0$, however large
//: the weight.

//: ## The width of the interval (deeper)
//:
//: Write $s = \sigma(z)$, with $z = w a + b$. The condition is
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
//: For the best weight we look for its maximum. At the ends of the interval $|w| \, \sigma'(Z) = 1$, so the width
//: $2Z/|w|$ is also $2 Z \, \sigma'(Z)$. The derivative of $\sigma' = \sigma (1 - \sigma)$ is
//: $\sigma'(1 - \sigma) - \sigma \sigma' = \sigma' (1 - 2 \sigma)$, and $2 \sigma(Z) - 1 = \tanh(Z/2)$ (lesson 02),
//: so
//:
//: $$ \frac{d}{dZ} \, Z \, \sigma'(Z) = \sigma'(Z) \left( 1 - Z \tanh \frac{Z}{2} \right) $$
//:
//: which is 0 where $Z \tanh(Z/2) = 1$. Bisection finds $Z = {{best Z}}$, and with it the best weight
//: $1/\sigma'(Z) = {{best weight}}$ and the greatest width, {{best width}}.
//:
//: Is all of this peculiar to the sigmoid? The tanh is a sigmoid in other units, $\tanh z = 2 \sigma(2 z) - 1$, so its
//: safe interval must be twice as wide at a quarter of the weight. Its range, from −1 to 1, is twice as wide too, and
//: the share is the same. We search for it:

lesson.claim(
  "At a quarter of the weight a tanh neuron's safe interval is {} times a sigmoid's",
  searchedWidth(.tanh, weight: bestWeight / 4, bias: 0.3) / safeWidth(bestWeight),
  isWithin: 1.999...2.001, .fixed(3), isAlways: true)

//: ## Many neurons side by side
//:
//: Real layers have many neurons, and a neuron's error is a sum over all paths that lead on from it. Do the factors
//: still multiply? The simplest case first: two neurons per layer, no activation, and every weight matrix is $1.5$
//: times the identity. Through $L$ such layers the output is $1.5^L$ times the input, and the gradient comes back
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

let signals = identityStack(1.5, depth: 2000)
  .outputs(for: Matrix(row: [1, 1]), mode: .inference)
lesson.record("overflow", Double(signals.firstIndex { !$0.isFinite }! + 1), .whole)

//: Fifty layers already are a factor of hundreds of millions, and at layer {{overflow}} the signal itself is more
//: than a `Double` can hold.
//:
//: Now random weights and an activation. Let a layer have $n$ inputs, and draw its weights with standard deviation
//: $c/\sqrt{n}$. Call $\delta_l = \partial J / \partial z_l$ the *error* of layer $l$, one number per neuron. A
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
//: weights are independent of the errors is an assumption; lesson 08 looks at it more closely.) With 64 inputs, $c = 8$
//: *is* the normal distribution with variance 1, for which gradients vanish from neuron to neuron in a chain.

let scales = [0.5, 1, 2, 8, 16]
let batch = digits.training.selecting(0..<64)
let passes = Results(activations) { g in
  Results(scales) { c in
    DeepPass(
      deepNetwork(g, depth: 30, c: c, from: batch.features, using: &generator),
      g, c: c, on: batch)
  }
}
func deep(_ g: Activation, c: Double) -> DeepPass { passes[g][c] }
lesson.record("sigmoid at 8", deep(.sigmoid, c: 8).errorFactor, .fixed(2))
lesson.record("tanh factor", deep(.tanh, c: 8).errorFactor, .fixed(2))
lesson.record("weight at 2", 2 / 64.0.squareRoot(), .fixed(2))
let exploders = activations.filter { deep($0, c: 8).errorFactor > 1 }
lesson.ask(
  "Thirty layers of 64 units, weights normal with variance 1, so c = 8. "
    + "Whose error explodes?",
  ["nobody's: all vanish", "ReLU's alone", "tanh's and ReLU's", "all three"],
  answer: exploders.count,
  "at c = 8 the factor of tanh is {{tanh factor}} and the sigmoid's {{sigmoid at 8}}.")

//: Thirty hidden layers of 64 units, the first 64 training digits, five values of $c$. The table has what was
//: measured, on average per layer, and in brackets what the formula predicts from the slopes.

lesson.table(
  ["factor, $c =$", "1/2", "1", "2", "8", "16"],
  activations.map { g in
    [g.rawValue]
      + scales.map { c in
        deep(g, c: c).errorFactor.text(.fixed(2))
          + " (\(deep(g, c: c).predictedFactor.text(.fixed(2))))"
      }
  })
let misses = passes.values.flatMap(\.values).map {
  $0.errorFactor / $0.predictedFactor - 1
}
lesson.claim(
  "Measured and predicted factors of fifteen networks differ by at most {}",
  misses.map { abs($0) }.max()!, isBelow: 0.3, .percent(1))
lesson.claim(
  "ReLU at c = 2, with nearly all weights below 1, multiplies the error by {}",
  deep(.relu, c: 2).errorFactor, isAbove: 1.2, .fixed(3))
lesson.claim(
  "At c = 8, which is variance 1, tanh multiplies the error by {} per layer",
  deep(.tanh, c: 8).errorFactor, isAbove: 1.5, .fixed(3))
lesson.claim(
  "At c = 8 the sigmoid multiplies the error by {} per layer",
  deep(.sigmoid, c: 8).errorFactor, isBelow: 0.99, .fixed(3))

//: The weights that make gradients vanish in a chain make them *explode* in a layer of 64, for tanh and for ReLU: a
//: sum over 64 paths is about $\sqrt{64} = 8$ times as large as one of them. What weights do to a gradient cannot be
//: said without the width of the layer. For the same reason "weights greater than 1", often given as the root of
//: exploding gradients, is true of $1.5 \cdot I$ and not of random matrices: at $c = 2$ a typical weight is
//: {{weight at 2}}, and with ReLU the error still grows.

//: ## Larger weights in a wide layer
//:
//: In each row of the table the factor grows with $c$, in the sigmoid's too. For one neuron a larger weight rarely
//: helped, as it flattens the slope. Why does it help here, and how much?
//:
//: Let $c$ be large. A neuron's $z$ is a sum of many random terms, so over the layer it is nearly normal, with standard
//: deviation $c \sqrt{\text{mean of } a^2}$. Sigmoid outputs are then near 0 or 1, half of them each: the mean of $a^2$
//: is 1/2. The slope is seen only near $z = 0$, and there the normal curve has the height
//: $1 / (\sqrt{2\pi} \cdot c / \sqrt{2}) = 1 / (c \sqrt{\pi})$. So
//:
//: $$
//: \begin{aligned}
//: \text{mean of } \sigma'^2 &\approx \frac{1}{c \sqrt{\pi}} \int \sigma'(z)^2 \, dz = \frac{1}{c \sqrt{\pi}} \int_0^1 s (1 - s) \, ds = \frac{1}{6 c \sqrt{\pi}} \\
//: c \, \sqrt{\text{mean of } \sigma'^2} &\approx \sqrt{\frac{c}{6 \sqrt{\pi}}} \approx \sqrt{\frac{c}{10.6}}
//: \end{aligned}
//: $$
//:
//: with $s = \sigma(z)$ and $ds = \sigma' \, dz$ in the integral. (For tanh the same steps, with a mean of $a^2$ of 1
//: and an integral of 4/3, give $\sqrt{0.53 \, c}$.) Only a share of about $1/c$ of the neurons still sits on the
//: slope, but the sum takes its paths through just those, and each is $c$ times as strong. The flattening takes back
//: half of the growth, on a logarithmic axis, and not all of it. So beyond $c$ near 10, which for weights of variance
//: 1 means beyond about a hundred inputs, even the sigmoid must explode.

let widths = [64, 128, Int(lesson.knob("units"))]
let few = digits.training.selecting(0..<32)
let wide = widths.map { width in
  let c = Double(width).squareRoot()
  return DeepPass(
    deepNetwork(
      .sigmoid, depth: 20, width: width, c: c, from: few.features, using: &generator),
    .sigmoid, c: c, on: few)
}

//: How well do the networks of the table keep to these two laws?

func law(_ g: Activation, _ c: Double) -> Double {
  g == .sigmoid ? sqrt(c / (6 * sqrt(.pi))) : sqrt(4 * c / (3 * sqrt(2 * .pi)))
}
let laws: [(Activation, String, Color)] = [
  (.sigmoid, "√(c/10.6)", .blue), (.tanh, "√(0.53 c)", .orange),
]
lesson.figure(
  "scales",
  Plot(
    "What a layer multiplies the error by",
    x: Axis("c", scale: .logarithmic), y: Axis("factor per layer", scale: .logarithmic),
    marks: laws.flatMap { g, name, color in
      [
        .points(
          x: scales, y: scales.map { deep(g, c: $0).errorFactor }, label: g.rawValue,
          color: color),
        .line(
          x: [4, 64], y: [law(g, 4), law(g, 64)], label: name, color: color),
      ]
    } + [.rule(y: 1)]),
  caption:
    "Points: measured at 64 units. Lines: what is derived for large c. Above 1 the "
    + "error grows on its way to the front.")

//: And sigmoid layers with weights of variance 1 that are wider than 64?

lesson.table(
  ["sigmoid, weights of variance 1"] + widths.map { "\($0) units" },
  [["factor per layer"] + wide.map { $0.errorFactor.text(.fixed(3)) }])
lesson.claim(
  "At c = 16 layers of 64 sigmoid units multiply the error by {}",
  deep(.sigmoid, c: 16).errorFactor, isAbove: 1.05, .fixed(3))
lesson.claim(
  "With weights of variance 1, \(widths[2]) sigmoid units multiply the error by {}",
  wide[2].errorFactor, isAbove: 1.1, .fixed(3))
let lawMisses = [Activation.sigmoid, .tanh].flatMap { g in
  [8, 16].map { abs(deep(g, c: $0).errorFactor / law(g, $0) - 1) }
}
lesson.claim(
  "For c of 8 and 16 the derived law is off by at most {}",
  lawMisses.max()!, isBelow: 0.25, .percent(1))

//: So the two results belong together. In a chain the gradient has one path, and one flat neuron blocks it: vanishing
//: is the common case. In a wide layer it takes the paths that are open. Is it really few neurons that carry the sum?

lesson.record("steepest at 1", deep(.sigmoid, c: 1).shareOfSteepestTenth, .percent(0))
lesson.record("steepest", deep(.sigmoid, c: 16).shareOfSteepestTenth, .percent(0))
lesson.claim(
  "At c = 16 the steepest tenth of the sigmoid neurons has {} of the sum of slopes²",
  deep(.sigmoid, c: 16).shareOfSteepestTenth, isAbove: 0.4, .percent(0))
lesson.try(
  "--section 10 --units 100",
  "Weights of variance 1: is a hundred sigmoid units the width at which they balance?")

//: At $c = 1$ that tenth has {{steepest at 1}} of the sum, and at $c = 16$ it has {{steepest}}. So in wide layers
//: weights of variance 1 explode gradients, the sigmoid's too from about a hundred units.

//: ## Do all layers vanish together?
//:
//: So far the errors. What moves a weight is its gradient, and that has one more part, the $a_{l-1}$ in our formula;
//: here, $\partial J / \partial W_l = a_{l-1}^T \delta_l$. Does the gradient of the weights vanish towards the front
//: as the error does?

func fifthOverThirtieth(_ norms: [Double]) -> Double { norms[4] / norms[29] }
let faint = deep(.relu, c: 0.5)
let faintRatio = fifthOverThirtieth(faint.weightGradients)
lesson.record("faint error", fifthOverThirtieth(faint.errors), .significant(1))
lesson.record("faint weights", faintRatio, .significant(2))
lesson.ask(
  "ReLU at c = 1/2: the error loses about two thirds in every layer on its way back. "
    + "And the gradient of the weights, fifth layer against thirtieth?",
  ["as small as the error", "about as large in both", "larger by as much"],
  answer: faintRatio < 0.05 ? 0 : faintRatio < 20 ? 1 : 2,
  "the error's ratio is {{faint error}}, the weights' gradient's {{faint weights}}.")

//: Both, layer by layer, from the input on the left to the output on the right:

let colors: [(Activation, Color)] = [
  (.sigmoid, .blue), (.tanh, .orange), (.relu, .green),
]
lesson.figure(
  "layers",
  .grid(
    columns: ["‖∂J/∂z‖", "‖∂J/∂W‖"], rows: ["c = 1/2", "c = 1", "c = 8"],
    shared: .x,
    plots: [0.5, 1, 8].map { c in
      [\DeepPass.errors, \.weightGradients].map { norms in
        Plot(
          x: Axis("layer", scale: .whole, over: 0...30),
          y: Axis("norm", scale: .logarithmic),
          marks: colors.map { g, color in
            .line(
              deep(g, c: c)[keyPath: norms], from: 1, label: g.rawValue, color: color)
          })
      }
    }),
  caption:
    "The norm of the gradient in thirty hidden layers, each panel with an axis of its "
    + "own. Left, the error: at c = 1/2 it falls towards the front for all three. "
    + "Right, the weights' gradients: the sigmoid's fall as well; those of ReLU, and "
    + "of tanh while c is small, are as large in the first layer as in the last.")

//: How far is the fifth layer from the thirtieth?

let reluRatios = scales.map { fifthOverThirtieth(deep(.relu, c: $0).weightGradients) }
lesson.claim(
  "Sigmoid, c = 1: ‖∂J/∂W‖ in the fifth layer is {} of that in the thirtieth",
  fifthOverThirtieth(deep(.sigmoid, c: 1).weightGradients), isBelow: 1e-10)
lesson.claim(
  "ReLU, c = 1/2: the error in the fifth layer is {} of that in the thirtieth",
  fifthOverThirtieth(faint.errors), isBelow: 1e-7)
lesson.claim(
  "ReLU, any c: ‖∂J/∂W‖ in the fifth and the thirtieth layer differ by a factor of {}",
  reluRatios.map { max($0, 1 / $0) }.max()!, isBelow: 12, .fixed(2))

//: This is a surprise, if one has the picture of a gradient that fades on its way to the front. For ReLU the weights'
//: gradients are within a factor of a few in all thirty layers. The reason is in the formula. On the way forward,
//: each ReLU layer multiplies its signal by about the factor by which it multiplies the error on the way back. Near
//: the front the signal has met few factors and the error many; near the end it is the other way round. In the
//: product $a_{l-1}^T \delta_l$ every layer has met them all. So with ReLU the layers vanish or explode *together*.
//: (With tanh and a small $c$ it is the same, as a tanh near 0 is a straight line.)
//:
//: Sigmoid has no such balance. Its outputs stay near 1/2 or between 0 and 1 whatever comes in, so nothing makes up
//: for the error that fades, and the front gets least. And tanh at a large $c$ is the opposite case: its outputs
//: cannot grow, the errors do, and the front's gradients are the largest.

//: ## Bounded or not (deeper)
//:
//: It is often said that exploding gradients are worse with activations whose outputs are not bounded, such as tanh or
//: sigmoid. The rule makes sense; the examples do not. Tanh and sigmoid are bounded, ReLU is not. At $c = 8$ we compare
//: the largest output of the thirtieth layer, the factor, and the gradient of the first weights:

lesson.table(
  ["$c = 8$", "largest output", "error's factor", "‖∂J/∂W‖ in the first layer"],
  activations.map { g in
    [
      g.rawValue, deep(g, c: 8).largestOutput.text(.significant(3)),
      deep(g, c: 8).errorFactor.text(.fixed(2)),
      deep(g, c: 8).weightGradients[0].text(.significant(2)),
    ]
  })
lesson.record("tanh gradient", deep(.tanh, c: 8).weightGradients[0], .significant(2))
lesson.claim(
  "At c = 8 ReLU's ‖∂J/∂W‖ in the first layer is {} times tanh's",
  deep(.relu, c: 8).weightGradients[0] / deep(.tanh, c: 8).weightGradients[0],
  isAbove: 1e6, .significant(2))

//: The unbounded one is the worst by far. A bound does not make gradients safe, though: tanh's still grow by a factor
//: of {{tanh factor}} per layer, to {{tanh gradient}} in the first. What a bound does is to flatten the neurons that
//: are driven hard, which takes back half of the growth.

//: ## Do the front layers learn slowest?
//:
//: What does a small gradient do to training? We train networks with one, three and five hidden layers on the digits:
//: plain descent with a rate of 0.1, batches of 32, five epochs. Sigmoid and tanh start with $c = 1$, ReLU with
//: $c = \sqrt{2}$, which makes up for its missing half. A fourth kind, the *faint* ReLU network with $c = 1/2$, has
//: gradients that vanish. For each weight matrix we measure how far it moves, from $W$ to $W'$, relative to its
//: length at the start, $\lVert W' - W \rVert / \lVert W \rVert$, and its *path*: the lengths of all steps together,
//: relative to the same. The loss is the mean over the fifth epoch.
//:
//: The training loop is lesson 04's: forward, loss, backward, step, record. A trace keeps the loss of every update, and
//: the lengths of the steps; a loss that is not a finite number ends the run.

func train(
  _ network: inout Network, rate: Double, epochs: Int, trace: inout TrainingTrace,
  using generator: inout Generator
) throws(Divergence) {
  var optimizer = Optimizer(GradientDescent(learningRate: rate))
  for _ in 1...epochs {
    for batch in digits.training.batches(of: 32, using: &generator) {
      let scores = network.forward(batch.inputs, mode: .training)
      let loss = softmaxCrossEntropy(scores, labels: batch.labels)
      trace.history.record(loss, of: batch.count)
      if trace.history.hasDiverged { throw Divergence(of: network, on: batch) }
      network.backward(loss.gradient)
      trace.recordSteps(of: network, rate: rate)
      optimizer.step(&network)
    }
    trace.history.endEpoch()
  }
}

//: Twelve networks go through it. `TrainedNetwork.swift`, beside this lesson's program, has the four starts, and what
//: is kept of each network.

let twelve = Start.allCases.flatMap { start in [1, 3, 5].map { (start, $0) } }
let trained = lesson.progress("twelve networks", twelve).map { start, depth in
  var network = deepNetwork(
    start.g, depth: depth, c: start.c, from: digits.training.features,
    using: &generator)
  let before = network.denseWeights
  var trace = TrainingTrace()
  try? train(&network, rate: 0.1, epochs: 5, trace: &trace, using: &generator)
  let outputs = network.outputs(for: digits.validation.inputs, mode: .inference)
  let features = outputs.dropLast().last!  // of the last hidden layer
  return TrainedNetwork(
    start: start, depth: depth, history: trace.history,
    moved: zip(before, network.denseWeights).map { ($1 - $0).norm / $0.norm },
    paths: zip(before, trace.paths).map { $1 / $0.norm },
    spread: sqrt(features.columnVariances).mean)
}

//: Each network's loss, and how far its first and its last weights moved:

func five(_ start: Start) -> TrainedNetwork {
  trained.first { $0.start == start && $0.depth == 5 }!
}
let shallow = trained.first { $0.start == .sigmoid && $0.depth == 1 }!

lesson.table(
  ["network", "hidden layers", "loss", "first layer moved", "output layer moved"],
  trained.map { run in
    [run.start.rawValue, "\(run.depth)", run.loss.text(.fixed(3))]
      + [run.moved.first!, run.moved.last!].map { $0.text(.percent(2)) }
  })

//: The deep networks with a factor well below 1 learn slowest. Is it their front that stands still?

let faintShare = five(.faintReLU).firstOverLastHidden
lesson.record("faint share", faintShare, .fixed(2))
lesson.record("sigmoid share", five(.sigmoid).firstOverLastHidden, .fixed(2))
lesson.ask(
  "Five ReLU layers whose gradients vanish (c = 1/2): "
    + "how far does the first layer move, against the fifth?",
  ["hardly, less than half as far", "about as far", "more than twice as far"],
  answer: faintShare < 0.5 ? 0 : faintShare < 2 ? 1 : 2,
  "{{faint share}} times, where in the sigmoid network it is {{sigmoid share}}. "
    + "With ReLU all layers vanish together.")

//: Layer by layer, with five hidden layers:

lesson.figure(
  "moved",
  .grid(
    columns: ["distance", "path"], shared: .both,
    plots: [
      [\TrainedNetwork.moved, \.paths].map { lengths in
        Plot(
          x: Axis("layer", scale: .whole, over: 1...6),
          y: Axis("relative to the start", scale: .logarithmic),
          marks: zip(Start.allCases, Start.colors).map { start, color in
            .line(
              five(start)[keyPath: lengths], from: 1, label: start.rawValue,
              color: color)
          })
      }
    ]),
  caption:
    "Five hidden layers and the output layer, the sixth, in five epochs: how far each "
    + "weight matrix got, and the length of its path. The sigmoid network's front "
    + "falls behind in both, the faint ReLU network's in neither.")

//: First the distance, of the front layer against the last hidden one; then the path.

for start in Start.allCases where start != .sigmoid {
  lesson.claim(
    "Five layers of \(start.rawValue): the first moves {} times as far as the fifth",
    five(start).firstOverLastHidden, isAbove: 0.6, .fixed(2))
}
lesson.claim(
  "Five layers of sigmoid: the first moves {} times as far as the fifth",
  five(.sigmoid).firstOverLastHidden, isBelow: 0.4, .fixed(3))
let sigmoidPaths = five(.sigmoid).paths
lesson.record("path ratio", sigmoidPaths[4] / sigmoidPaths[0], .whole)
lesson.record("path straight", sigmoidPaths[0] / five(.sigmoid).moved[0], .fixed(1))
lesson.record("path bent", sigmoidPaths[4] / five(.sigmoid).moved[4], .whole)
lesson.claim(
  "Five layers of sigmoid: the fifth's path is {} times as long as the first's",
  sigmoidPaths[4] / sigmoidPaths[0], isAbove: 50, .whole)

//: The two panels differ for the sigmoid, and the path is the one to compare with the factor: the steps of its fifth
//: layer are together {{path ratio}} times as long as those of its first, a factor of 3 to 4 for each layer between.
//: But they go to and fro and cancel: the path of the fifth layer is {{path bent}} times the distance it gets, that of
//: the first {{path straight}} times. So the distance shows less of the gradient's fading than the steps do.
//:
//: And what became of the loss, and of the features that the output layer gets to see?

lesson.claim(
  "Five sigmoid layers have a loss of {} in the fifth epoch, and guessing costs ln 10",
  five(.sigmoid).loss, isAbove: 2.2, .fixed(2))
lesson.claim(
  "One sigmoid layer has a loss of {} in the fifth epoch",
  shallow.loss, isBelow: 1.2, .fixed(2))
lesson.claim(
  "Five ReLU layers have {} times the loss with c = 1/2 that they have with c = √2",
  five(.faintReLU).loss / five(.relu).loss, isAbove: 4, .significant(2))
lesson.record("faint loss", five(.faintReLU).loss, .fixed(2))
lesson.record("deep spread", five(.sigmoid).spread, .significant(1))
lesson.record("shallow spread", shallow.spread, .significant(1))

//: The sigmoid network of five layers does not get away from guessing, which costs $\ln 10 \approx 2.30$. Its output
//: layer does move, but all it gets to see are features that five layers of sigmoids have made nearly equal: over the
//: digits a feature has a standard deviation of {{deep spread}}, where one layer leaves {{shallow spread}}. With
//: $c = 1/2$ ReLU is slow too, a loss of {{faint loss}} after five epochs, but all its hidden layers move about
//: equally far (relative to weights that start small). And with tanh and ReLU started well, the first layer moves
//: about as far as the fifth, or farther. So "the front layers learn slowest" is not a law of depth. It is what one
//: sees where the factor is well below 1 *and* the activations do not shrink along with the errors.

//: ## Explodes, stays finite, does not learn
//:
//: Exploding gradients do not always end in infinity. Take twenty layers of tanh, whose outputs are bounded, 64 units
//: wide, once with $c = 1$ and once with weights of variance 1, so $c = {{scale}}$. Both are trained for three epochs
//: at the rate 0.1 that served us well.

let scale = lesson.knob("scale")
lesson.record("scale", scale, typed(scale))
let finite = lesson.progress("two runs", [1, scale]).map { c in
  var network = deepNetwork(
    .tanh, depth: 20, c: c, from: digits.training.features, using: &generator)
  var trace = TrainingTrace()
  try? train(&network, rate: 0.1, epochs: 3, trace: &trace, using: &generator)
  let scores = network.outputs(for: digits.training.inputs, mode: .inference).last!
  return (trace: trace, right: accuracy(scores, labels: digits.training.labels))
}

//: What became of them?

lesson.table(
  ["20 tanh layers", "longest ‖∂J/∂W₁‖", "loss, epoch 1", "2", "3", "right at the end"],
  zip([1, scale], finite).map { c, run in
    ["c = \(c.text(typed(c)))", run.trace.longestFirstGradient.text(.significant(2))]
      + run.trace.history.epochMeans.map { $0.text(.fixed(2)) }
      + [run.right.text(.percent(0))]
  })
let paths = finite[1].trace.paths
lesson.record("step ratio", paths[1] / paths[19], .significant(1))
let named = "With c = \(scale.text(typed(scale)))"
lesson.claim(
  "\(named) the first layer's longest gradient is {} times that with c = 1",
  finite[1].trace.longestFirstGradient / finite[0].trace.longestFirstGradient,
  isAbove: 1000, .significant(2))
lesson.claim(
  "\(named) twenty tanh layers still have a loss of {} in the third epoch",
  finite[1].trace.history.last, isAbove: 1.9, .fixed(2))
lesson.claim(
  "With c = 1 twenty tanh layers have a loss of {} in the third epoch",
  finite[0].trace.history.last, isBelow: 1.5, .fixed(2))
lesson.try(
  "--section 14 --scale 3",
  "How small must the scale be for twenty layers to learn?")

//: No number here is infinite, nothing stops the program, and with weights of variance 1 the network knows hardly
//: more than at the start. That is the other face of exploding gradients: a poor loss on the very data it is trained
//: on. The steps of that network's second layer are together {{step ratio}} times as long as those of the twentieth,
//: and one rate must do for both. To see it, look at the gradients layer by layer; the loss alone does not tell.

//: ## To infinity
//:
//: Where nothing bounds the outputs it ends otherwise. Take the ReLU network of five layers that learned well at a
//: rate of 0.1, and train it at a rate of {{rate}}. If the steps are too long, the weights become large; with them
//: the factor is above 1, so the next gradient is larger, and the next step longer still. Our training loop looks at
//: every loss. When one is not a number, it asks the network which layer was the first to lose it, and throws.
//: (Layers are counted with their activations, so `3 Dense` is the second dense layer.) Ten starts:

let wildRate = lesson.knob("rate")
lesson.record("rate", wildRate, typed(wildRate))
let wildRuns = lesson.progress("ten wild runs", 1...10).map { _ in
  var run = WildRun(
    network: deepNetwork(
      .relu, depth: 5, c: sqrt(2), from: digits.training.features, using: &generator))
  do throws(Divergence) {
    try train(
      &run.network, rate: wildRate, epochs: 1, trace: &run.trace, using: &generator)
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

//: How many left the numbers?

let rateText = wildRate.text(typed(wildRate))
lesson.claim(
  "Of ten ReLU networks trained at a rate of \(rateText), {} diverge",
  Double(wildRuns.count { $0.divergence != nil }), isAbove: 6, .whole)
lesson.try(
  "--section 15 --rate 0.5",
  "Below which rate does none of the ten diverge, and do they all learn?")

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

//: And its loss on the way there?

let diverged = wildRuns.filter { $0.divergence != nil }
let acceleration = median(diverged.map(\.acceleration))
lesson.record("acceleration", acceleration, .fixed(1))
lesson.ask(
  "On a logarithmic axis, growth by the same factor each time is a straight line. "
    + "What will the loss of a run that diverges look like there?",
  ["a curve that flattens", "a straight line", "a curve that bends upwards"],
  answer: acceleration < 0.8 ? 0 : acceleration < 1.25 ? 1 : 2,
  "in the median run the last update goes {{acceleration}} times as far as an average "
    + "one. The larger the weights, the larger the factor.")

let finiteLosses = wild.trace.history.losses.filter(\.isFinite)
lesson.figure(
  "divergence",
  Plot(
    "A run at a rate of \(rateText)",
    x: Axis("update", scale: .whole, over: 0...Double(max(8, finiteLosses.count))),
    y: Axis("loss", scale: .logarithmic),
    marks: [
      .line(finiteLosses, color: .green), .points(finiteLosses, color: .green),
    ]),
  caption:
    "The loss before each update, on a logarithmic axis. "
    + "Where the points end early, the next loss is no longer a number.")

//: Is that run typical? We take all that diverged.

lesson.record("first loss", finiteLosses.first!, .fixed(1))
lesson.record("last loss", finiteLosses.last!, .significant(1))
lesson.claim(
  "On a logarithmic axis the last update before divergence goes {} times as far as an "
    + "average one, in the median run",
  acceleration, isAbove: 2, .fixed(1))

//: The loss above went from {{first loss}} to {{last loss}}. Suppose we had not looked at it, and had taken one more
//: step, in each of the runs that diverged:

let lost = diverged.compactMap(\.divergence).map { divergence in
  var careless = divergence.network
  var optimizer = Optimizer(GradientDescent(learningRate: wildRate))
  let scores = careless.forward(divergence.batch.inputs, mode: .training)
  let loss = softmaxCrossEntropy(scores, labels: divergence.batch.labels)
  careless.backward(loss.gradient)
  optimizer.step(&careless)
  return careless.shareOfLostParameters
}
lesson.claim(
  "One step after divergence {} of the parameters are no longer finite, on average",
  lost.mean, isAbove: 0.2, .percent(0))

//: A gradient that is not a number makes weights that are not numbers, and no later step brings them back. A program
//: that goes on works with them until somebody stops it, and if it prints only its accuracy, nobody will. So a
//: training loop should look at its loss, stop, and say where: the update, and the layer.
//:
//: What helps? Weights that start with a factor near 1 (lessons 07 and 08), a bound on the step (lesson 12), a layer
//: that sets every signal's spread anew (lesson 10).

//: ## What to remember
//:
//: 1. A weight's gradient is $a_{l-1} \, g'(z_l)$ times one factor $w_k \, g'(z_k)$ for every later neuron, and its own
//:    weight is not among them. In a wide layer the factor is $c \sqrt{\text{mean of } g'^2}$.
//: 2. A sigmoid's slope is at most 1/4. A larger weight also flattens it: alone it rarely gains, in a wide layer it gains
//:    only as $\sqrt{c}$. So weights of variance 1 vanish in a chain and explode in a wide layer.
//: 3. With sigmoids the front falls behind; with ReLU all layers vanish or explode together. An exploding network may
//:    stay finite and learn nothing; a loss that is not a number must stop the run.
//:
//: Lessons 07 and 08 choose weights that keep the factor at 1. Lesson 10 normalizes what each layer puts out, and
//: lesson 12 cuts off steps that are too long.

//: ## Exercises
//:
//: Open `Exercises/05-vanishing-gradients.swift`. Every exercise there begins with a function that stops with `todo`;
//: put your own lines in its place, and run the grader:
//:
//: ```
//: swift test --filter lesson05
//: ```

lesson.exercises()

lesson.end()
