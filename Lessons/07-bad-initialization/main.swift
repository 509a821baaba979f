//: # How a network starts dead
//:
//: *Which initial weights leave a network unable to learn?*
//:
//: Before a network has learned anything, someone must say what its weights are. It seems a small matter. Descent moves
//: every weight, step by step, against its gradient (lesson 04); wherever it begins, it should find its way to somewhere
//: better.
//:
//: This lesson collects starts from which it does not. From some of them the gradient is exactly 0, and patience does
//: not help. From others all units of a layer compute the same thing, and go on computing the same thing, however long
//: they are trained. And from some the first layer looks healthy and the fifth says the same about every example. None
//: of these networks reports an error. They run, their loss is printed, and nothing comes of it.
//:
//: We begin with the arithmetic: what a sum of products does to the spread of numbers. Then we go from one bad start to
//: the next, from weights that are too large, through weights that are too small, to weights that are all alike and to
//: units that are dead. Some of what is commonly said about them turns out to be wrong.

import Datasets
import Engine
import LessonKit
import Plots

let lesson = Lesson(
  7, takesMNIST: true,
  knobs: Knob("sigma", 0.3, in: 0.001...5, "your start: the std of the weights"),
  .whole("activation", 2, in: 1...3, "your start: 1 sigmoid, 2 tanh, 3 ReLU"),
  .whole("depth", 6, in: 2...20, "your start: how many hidden layers"),
  Knob("noise", 1e-15, in: 0...1, "the noise on weights that are equal"),
  Knob("bias", -5, in: -200...10, "the bias that every unit starts with"),
  Knob("rate", 2, in: 0.01...10, "the rate that kills units"))
let digits = lesson.digits().standardized()
var generator = Generator(seed: lesson.seed)
let activations = [Activation.sigmoid, .tanh, .relu]
let features = digits.training.features

//: ## The variance of a product
//:
//: A unit multiplies each input by a weight and adds up. Take one such product, $XY$, of two random numbers with means
//: $\mu_X$ and $\mu_Y$ and variances $\sigma_X^2$ and $\sigma_Y^2$. How much does it vary? A variance is the mean of the
//: square less the square of the mean:
//:
//: $$ \text{Var}(XY) = \mathbb{E}[X^2 Y^2] - \mathbb{E}[XY]^2 $$
//:
//: If $X$ and $Y$ are *independent*, so are their squares, and the mean of a product is the product of the means, both
//: times. And $\mathbb{E}[X^2] = \sigma_X^2 + \mu_X^2$, for the same reason. So:
//:
//: $$
//: \begin{aligned}
//: \text{Var}(XY) &= \mathbb{E}[X^2] \, \mathbb{E}[Y^2] - \mu_X^2 \mu_Y^2 \\
//: &= (\sigma_X^2 + \mu_X^2)(\sigma_Y^2 + \mu_Y^2) - \mu_X^2 \mu_Y^2 \\
//: &= \sigma_X^2 \sigma_Y^2 + \sigma_X^2 \mu_Y^2 + \sigma_Y^2 \mu_X^2
//: \end{aligned}
//: $$
//:
//: (The formula is [in Wikipedia](https://en.wikipedia.org/wiki/Variance#Product_of_independent_variables); for numbers
//: that are not independent see [Goodman, "On the exact variance of products" (1960)](https://doi.org/10.2307/2281592).)
//: If both means are 0, only the first term is left: the variances multiply. Weights have mean 0, because we draw them
//: so; inputs have mean 0 if they are centred (lesson 06). We draw 100 000 pairs of normal numbers with variance 1, with
//: means as in the table, and count. In the last row $Y$ is $X^2$.

func normals(_ mean: Double) -> Matrix {
  Initializer.normal(standardDeviation: 1).weight(
    fanIn: 1000, fanOut: 100, using: &generator
  )
  .map { $0 + mean }
}
func product(_ meanX: Double, _ meanY: Double) -> Double {
  1 + meanY * meanY + meanX * meanX
}
let means = [(0.0, 0.0), (1, 0), (1, 2), (-1, -2)]
let sampled = means.map { normals($0).hadamard(normals($1)).variance }
let x = normals(0)
let squares = x.hadamard(x)
let formulaOfSquare = x.variance * squares.variance + x.variance * square(squares.mean)
let cubes = x.hadamard(squares).variance

//: $X$ and $X^2$ are *uncorrelated*: their covariance is $\mathbb{E}[X \cdot X^2] - 0 \cdot 1 = \mathbb{E}[X^3]$, and
//: that is 0, because each $X$ is as likely as $-X$. The variance of $X^2$ is 2 and its mean is 1, so the formula gives
//: $1 \cdot 2 + 1 \cdot 1^2 = 3$.

lesson.record("cubes", cubes, .fixed(1))
lesson.ask(
  "X and X² are uncorrelated, and the formula says 3. What is the variance of their "
    + "product?", ["about 3", "about 6", "about 15"],
  answer: [4.5, 10, .infinity].firstIndex { cubes < $0 }!,
  "it is {{cubes}}. The product is X³, which is far out whenever X is. The formula "
    + "needs independence; that there is no correlation is not enough.")
lesson.table(
  ["mean of X", "mean of Y", "by the formula", "counted"],
  zip(means, sampled).map { means, variance in
    ["\(means.0.text(.whole))", "\(means.1.text(.whole))"]
      + [product(means.0, means.1), variance].map { $0.text(.fixed(2)) }
  } + [["0", "Y = X²", formulaOfSquare.text(.fixed(2)), cubes.text(.fixed(2))]])
lesson.claim(
  "The formula and the count of independent pairs differ by a factor of at most {}",
  zip(means, sampled).map { factor(product($0.0, $0.1), $1) }.max()!, isBelow: 1.05,
  .fixed(3))
lesson.claim(
  "For X and X², which are not independent, the count is {} times the formula",
  cubes / formulaOfSquare, isAbove: 4, .fixed(1))

//: ## A unit sums many products
//:
//: Here is what a unit does, drawn twice: with symbols, and for one example with numbers.

lesson.figure(
  "dot-product",
  .graph(
    "",
    dotProduct(
      inputs: ["x₁", "x₂", "x₃"], weights: ["w₁", "w₂", "w₃"],
      products: ["x₁w₁", "x₂w₂", "x₃w₃"], sum: "z")),
  caption: "A unit with three inputs: three products, and their sum.")
lesson.figure(
  "dot-product-numbers",
  .graph(
    "",
    dotProduct(
      inputs: ["1", "−2", "0.5"], weights: ["0.4", "0.1", "−1"],
      products: ["0.4", "−0.2", "−0.5"], sum: "−0.3")),
  caption: "The same unit for one example: 0.4 − 0.2 − 0.5 = −0.3.")

//: Let the unit have $n$ inputs, each with mean 0 and variance $\sigma_x^2$, and $n$ weights with mean 0 and variance
//: $\sigma_w^2$, all independent. Each product has the variance $\sigma_x^2 \sigma_w^2$, and variances of independent
//: numbers add up:
//:
//: $$ \text{Var}(z) = \text{Var}\Big( \sum_{i=1}^{n} x_i w_i \Big) = n \, \sigma_x^2 \, \sigma_w^2 $$
//:
//: The $n$ is what this lesson is about. Even if the inputs have variance 1 and the weights too, what comes out has
//: variance $n$. And it is the input of the next layer. Without activations, five layers of 64 units multiply the
//: variance by $64^5$, about a billion. We send 128 examples of independent normal numbers through such a stack:

let five = [Int](repeating: 64, count: 6)
let noise = Initializer.normal(standardDeviation: 1).weight(
  fanIn: 128, fanOut: 64, using: &generator)
let linear = stack(five, nil, using: &generator) { Start.one.initializer(fanIn: $0) }
  .outputs(for: noise, mode: .inference).map(\.variance)
lesson.table(
  ["σ = 1, layer"] + (1...5).map { "\($0)" },
  [
    ["64 to the power of the layer"]
      + (1...5).map { pow(64, Double($0)).text(.significant(2)) },
    ["variance of the output"] + linear.map { $0.text(.significant(2)) },
  ])
lesson.claim(
  "Five linear layers of 64 units make of a variance of 1 one of {} times 64⁵",
  linear[4] / pow(64, 5), isWithin: 0.4...1.9, .fixed(2))

//: What if the assumptions fail? Lesson 08 shows that weights with mean 0 are enough, whatever the inputs are, if one
//: writes the mean of $x^2$ for $\sigma_x^2$; for ReLU's outputs, which are never negative, that is the difference
//: between right and wrong. Weights whose mean is *not* 0 are another matter. Then the products of inputs that vary
//: together vary together too, and their variances no longer add up: with the correlation $\rho$ between any two inputs,
//: each of the $n(n - 1)$ ordered pairs adds $\mu_w^2 \rho \, \sigma_x^2$.

let shared = Initializer.normal(standardDeviation: sqrt(0.5)).weight(
  fanIn: 1000, fanOut: 1, using: &generator)
let own = Initializer.normal(standardDeviation: sqrt(0.5)).weight(
  fanIn: 1000, fanOut: 64, using: &generator)
let correlated = own + matmul(shared, Matrix(rows: 1, columns: 64, repeating: 1))
func sumsVariance(_ meanWeight: Double) -> Double {
  let weight = Initializer.normal(standardDeviation: 0.1)
    .weight(fanIn: 64, fanOut: 200, using: &generator).map { $0 + meanWeight }
  return matmul(correlated, weight).variance
}

//: With 64 inputs, $\rho = \frac{1}{2}$, and weights of mean 0.1 and deviation 0.1, that is $64 \cdot 63 \cdot 0.01
//: \cdot \frac{1}{2} = 20.2$ beside the $64 \cdot (0.01 + 0.01) = 1.28$ of independent inputs, 21.4 in all.

lesson.claim(
  "Correlated inputs, 64 weights of mean 0, deviation 0.1: variance {} (formula 0.64)",
  sumsVariance(0), isWithin: 0.45...0.9, .fixed(2))
lesson.claim(
  "The same with weights of mean 0.1: variance {} (formula 21.4)",
  sumsVariance(0.1), isWithin: 15...30, .fixed(1))

//: ## Too large
//:
//: Now with activations, and real data: five hidden layers of 64 units, weights with $\sigma = 1$, biases 0, no
//: training. 128 digits, standardized, go in. The first pre-activation has a standard deviation of about
//: $\sqrt{64} = 8$, and lesson 02 has told us what that means: a large share of a sigmoid or a tanh layer is far out,
//: where the curve is flat.
//:
//: Each title below has three numbers, as in 0.50 ± 0.44 (0.14): the mean of all outputs; their standard deviation,
//: *pooled* over all units and all digits; and in brackets how much the output of a single unit varies *over the digits*
//: (the root of the mean of the units' variances). The pooled number mixes two things. A layer whose units say different
//: things, but each the same for every digit, has a large one. Only what varies over the digits is of use to the next
//: layer.

func outputs(_ start: Start) -> Results<Activation, [Matrix]> {
  Results(activations) { networks[start][$0].hiddenOutputs(for: someDigits.inputs) }
}
let someDigits = digits.training.selecting(0..<min(128, digits.training.count))
let widths = [features, 64, 64, 64, 64, 64, 10]
let starts = [Start.one, .hundredth, .overRoot]
let networks = Results(starts) { start in
  Results(activations) { activation in
    stack(widths, activation.layer, using: &generator) { start.initializer(fanIn: $0) }
  }
}
let large = outputs(.one)

//: The tanh units of the fifth layer: are they at an end for good, or do they change ends from digit to digit? And the
//: sigmoids, which go through the same thing?

let shares = [Activation.sigmoid, .tanh].map { activation in
  let y = large[activation][4]
  return square(y.spreadOverExamples / y.standardDeviation)
}
lesson.record("sigmoid pooled", large[.sigmoid][4].standardDeviation, .fixed(2))
lesson.record("sigmoid digits", large[.sigmoid][4].spreadOverExamples, .fixed(2))
lesson.record("tanh digits", large[.tanh][4].spreadOverExamples, .fixed(2))
lesson.ask(
  "In the fifth layer both have a peak at each end. In which of them do most units "
    + "change ends from digit to digit?",
  ["sigmoid", "tanh", "both", "neither"],
  answer: shares[0] > 0.5 ? (shares[1] > 0.5 ? 2 : 0) : shares[1] > 0.5 ? 1 : 3,
  "a tanh unit varies by {{tanh digits}} over the digits. The sigmoids have a pooled "
    + "deviation of {{sigmoid pooled}}, but a single one varies only by "
    + "{{sigmoid digits}}: most stay at their end, whatever they are shown.")

//: Here are all three, from shallow to deep:

lesson.figure(
  "large", grid(large, layers: [1, 3, 5]),
  caption: "What the hidden layers put out at σ = 1, before any training: 64 units, "
    + "128 digits. Mean ± std (std over the digits). ReLU's axis grows.")

//: How many of these outputs are in the flat part, where the slope is below a twentieth of its greatest (lesson 02)?

let zeros = large[.relu].map { $0.share { $0 == 0 } }
lesson.table(
  ["σ = 1, layer"] + (1...5).map { "\($0)" },
  [
    ("sigmoid: in the flat part", large[.sigmoid].map(Activation.sigmoid.flatShare)),
    ("tanh: in the flat part", large[.tanh].map(Activation.tanh.flatShare)),
    ("ReLU: exactly 0", zeros),
  ].map { name, shares in [name] + shares.map { $0.text(.percent(0)) } })
lesson.claim(
  "Of the fifth tanh layer's outputs {} are in the flat part",
  Activation.tanh.flatShare(large[.tanh][4]), isAbove: 0.65, .percent(0))
lesson.claim(
  "A unit of the fifth sigmoid layer varies over the digits by {} of the pooled std",
  large[.sigmoid][4].spreadOverExamples / large[.sigmoid][4].standardDeviation,
  isBelow: 0.75, .fixed(2))
lesson.claim(
  "From layer 1 to layer 5 ReLU's outputs grow by a factor of {}",
  large[.relu][4].standardDeviation / large[.relu][0].standardDeviation,
  isWithin: 250...5000, .whole)

//: Tanh piles up at $-1$ and $1$. ReLU has its great pile at 0, since half of its inputs are negative, and the other
//: half is not held by anything: $\sqrt{64/2} \approx 5.7$ times as much in each layer. Sigmoid looks like tanh at first
//: sight, and is not. A sigmoid's outputs have mean ½, so that each unit of the next layer gets, apart from what varies,
//: a large constant: the sum of its weights, times ½. The constant decides at which end the unit sits.
//:
//: Flat means a slope near 0, and a weight before a flat unit gets hardly any gradient. That does not mean that *no*
//: gradient arrives: the few units that are not flat pass on a gradient multiplied by large weights, and lesson 05 found
//: that in wide layers they win. A start at $\sigma = 1$ is not silent. It is erratic. We shall see below what training
//: makes of it.

//: ## In [−1, 1] because the inputs are?
//:
//: It is common advice to scale the inputs to $[-1, 1]$ and to draw the weights from there as well. Lesson 06 asked
//: whether the *best* weights lie there. What of the first ones? Uniform on $[-1, 1]$ has the variance 1/3 (lesson 08 does
//: the integral), so with $n$ standardized inputs $z$ has the variance $n/3$. Whether that is large depends on $n$, and on
//: nothing else:

let fanIns = [4, 16, 64, 256, 784]
let flatShares = fanIns.map { n in
  let x = Initializer.normal(standardDeviation: 1).weight(
    fanIn: 100, fanOut: n, using: &generator)
  let weight = Initializer.uniform(limit: 1).weight(
    fanIn: n, fanOut: 100, using: &generator)
  return Activation.tanh.flatShare(tanh(matmul(x, weight)))
}
lesson.table(
  ["inputs of a tanh unit, weights U(−1, 1)"] + fanIns.map { "\($0)" },
  [["in the flat part"] + flatShares.map { $0.text(.percent(0)) }])
lesson.claim(
  "With 4 inputs and weights in [−1, 1], {} of tanh's outputs are in the flat part",
  flatShares[0], isBelow: 0.15, .percent(0))
lesson.claim(
  "With 784 inputs and weights in [−1, 1], {} of tanh's outputs are in the flat part",
  flatShares[4], isAbove: 0.85, .percent(0))

//: Fit for four inputs, and hopeless for the 784 pixels of a larger picture. No interval is right for every layer.

//: ## Too small
//:
//: Then let us be careful: $\sigma = 0.01$.

let small = outputs(.hundredth)
lesson.figure(
  "small", grid(small, layers: [1, 3, 5]),
  caption: "What the hidden layers put out at σ = 0.01. Mean ± std (std over the "
    + "digits). The spikes are single bars.")

//: All three pile up in one place: sigmoid at its mean of 0.5, tanh and ReLU at 0. For sigmoid and tanh that is no flat
//: part; their slope is at its greatest there. But there the curve is *straight*, and a network of straight layers is one
//: layer (lesson 02). Is the deep network still deep? We take six hidden layers, and ask which share of the variance of
//: what the sixth puts out, for digits it has not seen, the best *linear* function of the pixels misses. For a linear
//: layer that is 0.

let fit = LinearFit(digits.training.inputs, heldOut: digits.validation.inputs)
let sigmas = [1, 0.1, 0.01]
let draws = generator.split()
let missing = Results(activations) { activation in
  sigmas.map { sigma in
    var generator = draws
    let widths = widths.dropLast() + [64, 10]
    let network = stack(Array(widths), activation.layer, using: &generator) { _ in
      .normal(standardDeviation: sigma)
    }
    return fit.missing(
      training: network.hiddenOutputs(for: digits.training.inputs)[5],
      heldOut: network.hiddenOutputs(for: digits.validation.inputs)[5])
  }
}

//: The three networks of an activation have the same random numbers, multiplied by 1, 0.1 and 0.01.

let straight = missing.values.map { $0[2] < 0.05 }
lesson.ask(
  "At σ = 0.01: which of the three networks have become linear?",
  ["all three", "sigmoid and tanh", "ReLU alone", "none"],
  answer: straight == [true, true, true]
    ? 0 : straight == [true, true, false] ? 1 : straight[2] ? 2 : 3,
  "a ReLU has no straight part around 0: it has its bend there. Make its input a "
    + "hundred times smaller, and the bend is still in the middle.")
lesson.table(
  ["layer 6: missed by the best linear fit"] + sigmas.map { "σ = \($0)" },
  missing.map { activation, shares in
    [activation.rawValue] + shares.map { $0.text(.significant(2)) }
  })
lesson.claim(
  "At σ = 0.01 the best linear fit misses {} of what tanh's sixth layer says",
  missing[.tanh][2], isBelow: 0.002, .significant(2))
lesson.claim(
  "At σ = 0.01 the best linear fit misses {} of what ReLU's sixth layer says",
  missing[.relu][2], isAbove: 0.15, .fixed(2))

//: (Of other splits of the digits, it can miss more of tanh, up to a tenth. A pixel that is almost never inked can put a
//: new digit fifty standard deviations out, and there even small weights reach the bend.)
//:
//: For a positive $s$, $\text{ReLU}(sz) = s \, \text{ReLU}(z)$. With biases of 0, a factor on the weights of every layer
//: can be moved out to the end: the network at $\sigma = 0.01$ is *exactly* the one at $\sigma = 1$, times $0.01^L$ after
//: $L$ layers. It is as bent as before. It is only small, and its gradients with it.
//:
//: And sigmoid? In the figure its pooled deviation does not fall from the third layer to the fifth. What does fall is
//: the number next to it: with a slope of ¼ and a factor $\sqrt{64} \, \sigma$ for the sum, each layer multiplies what
//: varies over the digits by about $\sqrt{64} \cdot 0.01 / 4 = 0.02$.

let fading = small[.sigmoid].map(\.spreadOverExamples)
lesson.claim(
  "At σ = 0.01 a sigmoid layer multiplies what varies over the digits by {}",
  pow(fading[4] / fading[1], 1.0 / 3), isWithin: 0.016...0.024, .fixed(3))
lesson.claim(
  "Meanwhile the pooled deviation, from layer 2 to layer 5, is multiplied by {} in all",
  small[.sigmoid][4].standardDeviation / small[.sigmoid][1].standardDeviation,
  isWithin: 0.45...2.2, .fixed(2))

//: ## A rule in between
//:
//: An interval that knows the fan-in has been in use for decades: $U(-1/\sqrt{n}, 1/\sqrt{n})$, with $n$ the number of
//: inputs of the unit. It is what PyTorch's
//: [`Linear`](https://docs.pytorch.org/docs/stable/generated/torch.nn.Linear.html) does to this day if it is told
//: nothing else, though its code spells it as a variant of He's rule ([issue
//: 57109](https://github.com/pytorch/pytorch/issues/57109) explains the $\sqrt{5}$ in it). Keras takes Glorot's rule,
//: the subject of lesson 08. A uniform distribution on $[-r, r]$ has the variance $r^2/3$, so here
//: $\sigma_w^2 = 1/(3n)$, and a linear layer leaves of the mean square
//:
//: $$ n \sigma_w^2 = n \cdot \frac{1}{3n} = \frac{1}{3} $$
//:
//: So each layer multiplies the size by $1/\sqrt{3} = 0.58$. ReLU throws away half of the mean square as well, which
//: makes $1/\sqrt{6} = 0.41$. Tanh is a little below the linear layer at first, and approaches it as the signal shrinks.

let between = outputs(.overRoot)
lesson.figure(
  "between", grid(between, layers: [1, 3, 5]),
  caption: "What the hidden layers put out under U(±1/√n). Mean ± std (std over the "
    + "digits).")

//: From the figure to numbers: the mean square of layer 5 over that of layer 2 is what three layers have left of it, and
//: the sixth root of that is a factor of size per layer.

func perLayer(_ y: [Matrix]) -> Double {
  pow(y[4].meanSquare / y[1].meanSquare, 1.0 / 6)
}
let plain = stack(widths, nil, using: &generator) {
  Start.overRoot.initializer(fanIn: $0)
}
.outputs(for: someDigits.inputs, mode: .inference)
let sigmoidFade = between[.sigmoid].map(\.spreadOverExamples)
lesson.table(
  ["U(±1/√n): from layer 2 to 5, size per layer", "by the formula", "measured"],
  [
    ["no activation", "0.577", perLayer(plain).text(.fixed(3))],
    ["ReLU", "0.408", perLayer(between[.relu]).text(.fixed(3))],
    ["tanh", "up to 0.577", perLayer(between[.tanh]).text(.fixed(3))],
    [
      "sigmoid, over the digits", "0.144",
      pow(sigmoidFade[4] / sigmoidFade[1], 1.0 / 3).text(.fixed(3)),
    ],
  ])
lesson.claim(
  "Without activations a layer of 64 units multiplies the size by {}",
  perLayer(plain), isWithin: 0.5...0.66, .fixed(3))
lesson.claim(
  "With ReLU it multiplies the size by {}", perLayer(between[.relu]),
  isWithin: 0.3...0.52, .fixed(3))

//: (The formula is an average over all weights that could have been drawn; one network of 64 units is a few hundredths
//: off it. The sigmoid's number is its slope of ¼ times 0.577.) PyTorch draws the biases from the same interval. Does
//: that help? Ten hidden layers of tanh, with such biases:

let withBiases = (0...10).reduce(
  stack(
    [features] + [Int](repeating: 64, count: 10) + [10], Tanh(), using: &generator
  ) {
    Start.overRoot.initializer(fanIn: $0)
  }
) { network, layer in
  network.changing(layer) {
    $0.bias.value = Start.overRoot.initializer(fanIn: 64).weight(
      fanIn: 1, fanOut: $0.bias.value.columns, using: &generator)
  }
}
let tenth = withBiases.hiddenOutputs(for: someDigits.inputs)[9]
lesson.claim(
  "With such biases, the pooled deviation of the tenth layer is {}",
  tenth.standardDeviation, isWithin: 0.05...0.15, .fixed(3))
lesson.claim(
  "What varies over the digits in the tenth layer is {}", tenth.spreadOverExamples,
  isBelow: 0.02, .significant(2))

//: The pooled deviation no longer vanishes, since the biases supply new numbers in every layer. But they are the same
//: for every digit, and what varies over the digits goes on shrinking.
//:
//: Does shrinking matter, or can training make up for it? We train tanh networks of 2, 5 and 8 hidden layers of 32
//: units for four epochs, from U(±1/√n), and from the same shape $\sqrt{3}$ times as wide, whose variance is $1/n$.

let depths = [2, 5, 8]
let byDepth = Results([Start.overRoot, .wider]) { start in
  depths.map { depth in
    let widths = [features] + [Int](repeating: 32, count: depth) + [10]
    return stack(widths, Tanh(), using: &generator) { start.initializer(fanIn: $0) }
      .trained(on: digits.training, rate: 0.1, epochs: 4, seed: lesson.seed)
      .accuracy(on: digits.validation)
  }
}
lesson.figure(
  "depth",
  Plot(
    x: Axis("hidden layers", scale: .whole),
    y: Axis("validation accuracy", over: 0...1),
    marks: byDepth.map { start, accuracies in
      .line(
        x: depths.map { Double($0) }, y: accuracies, label: start.rawValue,
        color: start == .overRoot ? .purple : .blue)
    } + [.rule(y: 0.1, label: "guessing", color: .grey)]),
  caption: "Tanh networks after four epochs at a rate of 0.1, from two uniform "
    + "intervals that differ by a factor of √3.")

//: One line falls. By how much?

lesson.claim(
  "With 2 hidden layers, U(±1/√n) gets {} of the digits right",
  byDepth[.overRoot][0], isAbove: 0.85, .percent(0))
lesson.claim(
  "With 8 hidden layers, it is {} percentage points below the wider interval",
  100 * (byDepth[.wider][2] - byDepth[.overRoot][2]), isAbove: 20, .whole)

//: At two layers nobody would notice. At eight, a factor of $\sqrt{3}$ decides.

//: ## Your own start
//:
//: Now it is your turn. Here is one network of {{depth}} hidden layers of 64 units (tanh, unless you ask for another),
//: with normal weights of $\sigma$ = {{sigma}} (`--sigma`, `--activation` and `--depth` are yours to choose), and one batch of 128 digits sent forward and
//: back: the weights, what the layers put out, and the gradients with respect to the weights. (The idea is that of the
//: playground in [deeplearning.ai's notes on
//: initialization](https://www.deeplearning.ai/ai-notes/initialization/index.html); here the digits are real and the
//: network is as deep as you like.)

let depth = Int(lesson.knob("depth"))
let mine = activations[Int(lesson.knob("activation")) - 1]
let sigma = lesson.knob("sigma")
lesson.record("depth", Double(depth), .whole)
lesson.record("sigma", sigma, .significant(3))
let wide = [features] + [Int](repeating: 64, count: depth) + [10]
var own64 = stack(wide, mine.layer, using: &generator) { _ in
  .normal(standardDeviation: sigma)
}
let myOutputs = own64.hiddenOutputs(for: someDigits.inputs)
let scores = own64.forward(someDigits.inputs, mode: .training)
own64.fillGradients(softmaxCrossEntropy(scores, labels: someDigits.labels).gradient)
let shownLayers = Set([1, (depth + 1) / 2, depth]).sorted()
func weightGradient(_ layer: Int) -> Matrix { own64.dense(layer - 1).weight.gradient }

//: The weights look alike in every layer. What matters is whether the other two columns do.

lesson.figure(
  "your-start",
  .grid(
    columns: ["weights", "outputs", "gradients"],
    rows: shownLayers.map { "layer \($0)" }, shared: .none,
    plots: shownLayers.map { layer in
      [
        histogram("", "weight", own64.dense(layer - 1).weight.value, .grey),
        histogram("", "output", myOutputs[layer - 1], mine.color),
        histogram("", "gradient of a weight", weightGradient(layer), .purple),
      ]
    }),
  caption: "Weights, outputs and gradients of three layers, before any training.")

//: Every layer, in numbers:

lesson.table(
  ["layer", "output: mean", "std", "over the digits", "flat", "gradient: size"],
  (1...depth).map { layer in
    let y = myOutputs[layer - 1]
    return ["\(layer)", y.mean.text(.significant(2))]
      + [y.standardDeviation, y.spreadOverExamples].map { $0.text(.significant(2)) }
      + [
        mine.flatShare(y).text(.percent(0)),
        sqrt(weightGradient(layer).meanSquare).text(.significant(2)),
      ]
  })
lesson.try(
  "--section Your --sigma 0.125",
  "This is 1/√64. What has become of the peaks, and is every layer alike now?")
lesson.try(
  "--section Your --activation 3 --depth 12 --sigma 0.177",
  "ReLU wants another σ than tanh. Which one keeps twelve layers alike: 0.125, 0.177 "
    + "or 0.25?")
lesson.try(
  "--section Your --activation 1 --sigma 1",
  "Pooled or over the digits: which column warns you?")

//: ## Does training undo the start?
//:
//: We train the nine networks whose outputs we have seen, five hidden layers each, for four epochs at a rate of 0.1.

let trained = Results(starts) { start in
  Results(activations) { activation in
    networks[start][activation]
      .trained(on: digits.training, rate: 0.1, epochs: 4, seed: lesson.seed)
  }
}
func accuracy(_ start: Start, _ activation: Activation) -> Double {
  let network = trained[start][activation]
  let scores = network.outputs(for: digits.validation.inputs, mode: .inference).last!
  return scores.isFinite ? network.accuracy(on: digits.validation) : .nan
}
let accuracies = Results(starts) { start in
  Results(activations) { accuracy(start, $0) }
}

//: A deep sigmoid network is the hardest of the three to train. From which of the three starts does it get furthest?

let deepSigmoid = starts.map { accuracies[$0][.sigmoid] }
for (name, value) in zip(["one", "hundredth", "root"], deepSigmoid) {
  lesson.record("sigmoid " + name, value, .percent(0))
}
lesson.ask(
  "From which start does the deep sigmoid network learn best in four epochs?",
  starts.map(\.rawValue),
  answer: deepSigmoid.indices.max { deepSigmoid[$0] < deepSigmoid[$1] }!,
  "it gets {{sigmoid one}} right from σ = 1, {{sigmoid hundredth}} from σ = 0.01 and "
    + "{{sigmoid root}} from U(±1/√n). Flat units with large weights pass on more than "
    + "steep ones with small weights.")

//: Can the gradients tell us why? Here is their size at the first layer, for the nine networks before training, and then
//: what they have learned after it.

let firstGradients = Results(starts) { start in
  Results(activations) { activation in
    var network = networks[start][activation]
    let scores = network.forward(someDigits.inputs, mode: .training)
    network.fillGradients(
      softmaxCrossEntropy(scores, labels: someDigits.labels).gradient)
    return sqrt(network.dense(0).weight.gradient.meanSquare)
  }
}
lesson.table(
  ["first layer's gradient before training, size"] + activations.map(\.rawValue),
  firstGradients.map { start, sizes in
    [start.rawValue] + sizes.values.map { $0.text(.significant(2)) }
  })
lesson.table(
  ["accuracy after 4 epochs"] + activations.map(\.rawValue),
  accuracies.map { start, row in
    [start.rawValue]
      + row.values.map { $0.isNaN ? "not a number" : $0.text(.percent(0)) }
  })

//: And the flat parts: are fewer outputs there after training?

let tanhFlat = [networks, trained].map {
  Activation.tanh.flatShare(
    $0[.one][.tanh].hiddenOutputs(for: someDigits.inputs)[4])
}
lesson.claim(
  "At the first sigmoid layer the gradient from σ = 1 is {} times that from U(±1/√n)",
  firstGradients[.one][.sigmoid] / firstGradients[.overRoot][.sigmoid], isAbove: 100,
  .significant(2))
lesson.claim(
  "From σ = 1 the deep sigmoid network gets {} right", accuracies[.one][.sigmoid],
  isAbove: 0.3, .percent(0))
lesson.claim(
  "From the two smaller starts it gets at most {} right",
  deepSigmoid.dropFirst().max()!, isBelow: 0.25, .percent(0))
lesson.claim(
  "From σ = 0.01 none of the three networks gets more than {} right",
  accuracies[.hundredth].values.max()!, isBelow: 0.25, .percent(0))
lesson.claim(
  "Training changes the flat share of tanh's fifth layer at σ = 1 by {} points",
  100 * Swift.abs(tanhFlat[1] - tanhFlat[0]), isBelow: 20, .whole)

//: Training does not undo $\sigma = 0.01$: ten percent is guessing. It does not undo $\sigma = 1$ either. As many tanh
//: units as before are in the flat parts, and what learning there is takes place in spite of it; ReLU, whose outputs
//: were in the thousands, ends as *not a number* after a few updates. U(±1/√n) it does undo, for tanh, at this depth and
//: this rate.

//: ## The distributions after four epochs (deeper)
//:
//: The same rows and columns as before, now after training.

func outputsAfter(_ start: Start) -> Results<Activation, [Matrix]> {
  Results(activations) { trained[start][$0].hiddenOutputs(for: someDigits.inputs) }
}
let afterwards = Results(starts) { outputsAfter($0) }
lesson.figure(
  "large-after", grid(afterwards[.one], layers: [1, 3, 5]),
  caption: "σ = 1, after four epochs. Mean ± std (std over the digits).")
lesson.figure(
  "small-after", grid(afterwards[.hundredth], layers: [1, 3, 5]),
  caption: "σ = 0.01, after four epochs. Mean ± std (std over the digits).")
lesson.figure(
  "between-after", grid(afterwards[.overRoot], layers: [1, 3, 5]),
  caption: "U(±1/√n), after four epochs. Mean ± std (std over the digits).")
let widened = [between, afterwards[.overRoot]].map {
  $0[.tanh][4].spreadOverExamples
}
lesson.claim(
  "Four epochs from U(±1/√n) make tanh's fifth layer vary {} times as much over digits",
  widened[1] / widened[0], isAbove: 3, .fixed(1))

//: Under the uniform rule the fifth tanh layer has grown from a spike into a hill that fills its range: the weights have
//: grown until the layer has something to say. ReLU at $\sigma = 1$ has nothing to draw. At $\sigma = 0.01$ the picture
//: is nearly the one from before, only that a ReLU layer may now put out exactly 0: its units are dead, of which more
//: below.

//: ## All zero
//:
//: The simplest start of all is to set every weight and every bias to 0. Before we train it, follow one gradient by
//: hand. The output layer computes $o = y V + c$ from the hidden outputs $y$; its gradients are, with $\delta$ for the
//: gradient of the loss with respect to $o$ (lesson 03):
//:
//: $$
//: \frac{\partial J}{\partial V} = y^{\mathsf{T}} \delta
//: \qquad
//: \frac{\partial J}{\partial c} = \sum_i \delta_i
//: \qquad
//: \frac{\partial J}{\partial y} = \delta V^{\mathsf{T}}
//: $$
//:
//: With all weights 0, tanh and ReLU put out $y = 0$, so the first is 0. And $V = 0$, so the third is 0, and with it
//: everything that would reach the first layer. We train 64-8-10 networks on 128 digits for 600 epochs, in batches of
//: 32: 2400 updates.

let few = digits.training.selecting(0..<min(128, digits.training.count))
let zeroStart = Results(activations) { activation in
  stack([features, 8, 10], activation.layer, using: &generator) { _ in .zeros }
}
var zeroLosses: [[Double]] = []
let fromZero = Results(lesson.progress("600 epochs", activations)) { activation in
  var network = zeroStart[activation]
  zeroLosses.append(
    network.train(on: few, rate: 0.1, epochs: 600, seed: lesson.seed))
  return network
}
func moved(_ activation: Activation) -> [Bool] {
  [0, 1].flatMap { layer in
    let dense = fromZero[activation].dense(layer)
    return [dense.weight.value, dense.bias.value].map { abs($0).max > 0 }
  }
}

//: Four things could move: the weights and biases of the hidden layer, and those of the output layer.

let movers = moved(.tanh)
lesson.ask(
  "Which parameters of the tanh network have moved after 600 epochs?",
  ["none", "the biases of the output layer", "both biases", "all"],
  answer: movers == [false, false, false, true]
    ? 1 : movers.contains(true) ? (movers[0] ? 3 : 2) : 0,
  "only the ten output biases. They learn how often each digit occurs, and all other "
    + "gradients are exactly 0 in each of the 2400 updates.")
lesson.table(
  ["moved after 600 epochs"] + activations.map(\.rawValue),
  ["hidden weights", "hidden biases", "output weights", "output biases"].enumerated()
    .map { row, name in
      [name] + activations.map { moved($0)[row] ? "yes" : "no" }
    }
    + [
      ["distinct hidden units"]
        + activations.map { "\(fromZero[$0].dense(0).distinctUnits)" },
      ["validation accuracy"]
        + activations.map {
          fromZero[$0].accuracy(on: digits.validation).text(.percent(0))
        },
    ])

//: Their losses:

lesson.figure(
  "zero-loss",
  Plot(
    x: Axis("epoch"), y: Axis("training loss", over: 0...2.5),
    marks: [
      .line(zeroLosses[0], from: 1, label: "sigmoid", color: .green),
      .line(zeroLosses[1], from: 1, label: "tanh and ReLU", color: .blue),
    ]),
  caption: "600 epochs from zero. The lines of tanh and ReLU are the same to the last "
    + "bit.")

//: The common statement, that zero weights give zero activations and that such a network never learns, is exact for tanh
//: and ReLU and *wrong for sigmoid*: $\text{sigmoid}(0) = \frac{1}{2}$. With $y = \frac{1}{2}$ the output weights move,
//: then the gradient reaches the hidden layer, and everything moves. Yet look at the count of distinct units: eight
//: units, and all eight are one. Here are the output weights of the sigmoid network, a row for each hidden unit:

lesson.figure(
  "zero-weights",
  .heatMap(
    of: fromZero[.sigmoid].dense(1).weight.value,
    columns: (0...9).map { "\($0)" }, rows: (1...8).map { "\($0)" }, x: "digit",
    y: "hidden unit"),
  caption: "Output weights of the sigmoid network that started from zero, after 600 "
    + "epochs. Those of tanh and ReLU are all 0.")
lesson.claim(
  "From zero, the largest weight of the tanh and ReLU networks is {}",
  [Activation.tanh, .relu].flatMap { activation in
    [0, 1].map { abs(fromZero[activation].dense($0).weight.value).max }
  }.max()!, isBelow: 1e-300, isAlways: true)
lesson.claim(
  "From zero, the sigmoid network gets {} of the digits right, as one unit can",
  fromZero[.sigmoid].accuracy(on: digits.validation), isWithin: 0.15...0.55,
  .percent(0))
lesson.record("sigmoid loss", zeroLosses[0][599], .fixed(2))
lesson.record("guess loss", zeroLosses[1][599], .fixed(2))

//: One sigmoid unit can put the ten digits in an order and no more. (It begins slowly: with one update per epoch instead
//: of four, 600 epochs would be the first quarter of that curve.)

//: ## Equal units
//:
//: Zero is only the best-known case. Let all units of a layer have *equal* weights in, and equal weights out.

lesson.figure(
  "equal-units", .graph("", equalUnits),
  caption: "Two hidden units with the same weights in and out.")

//: Take units $j$ and $k$. With equal weights and biases they have the same $z$ for every example, so the same $y$. With
//: equal outgoing weights $v$ they get the same gradient, $\sum_o v_o \, \delta_o$, so the same
//: $\partial J / \partial z$. Then the gradients of their incoming weights, $x$ times that, are the same, and so are
//: those of their outgoing weights, $y$ times $\delta_o$. After the update they are equal again. By induction they are
//: equal forever: a layer of any width learns one feature, as one unit would.
//:
//: It is often put more briefly: identical weights get identical gradients. That is not enough; it takes both. The
//: incoming weights alone may be equal. We train 64-16-10 networks for six epochs, from weights that are all 0.05,
//: with one thing changed at a time. Each change is tried with each of the three activations.

enum Change: String, CaseIterable {
  case nothing = "nothing"
  case biases = "normal hidden biases, σ = 0.1"
  case uniform = "uniform hidden biases, the same σ"
  case outgoing = "random output weights"
  case zero = "random output weights, hidden 0"
  case incoming = "random hidden weights"
}
func randomized(_ dense: inout Dense) {
  let weight = dense.weight.value
  dense.weight.value = Start.wider.initializer(fanIn: weight.rows).weight(
    fanIn: weight.rows, fanOut: weight.columns, using: &generator)
}

//: The changes are made one after the other, each from a fresh network of equal units:

func changed(_ change: Change, _ activation: Activation) -> Network {
  let equal = stack([features, 16, 10], activation.layer, using: &generator) { _ in
    .constant(0.05)
  }
  switch change {
  case .nothing: return equal
  case .biases:
    return equal.changing(0) {
      $0.bias.value = normalRow(16, 0.1, using: &generator)
    }
  case .uniform:
    return equal.changing(0) {
      $0.bias.value = Initializer.uniform(limit: 0.1 * sqrt(3)).weight(
        fanIn: 1, fanOut: 16, using: &generator)
    }
  case .outgoing: return equal.changing(1, randomized)
  case .zero:
    return equal.changing(1, randomized).changing(0) {
      $0.weight.value = Matrix(zerosLike: $0.weight.value)
    }
  case .incoming: return equal.changing(0, randomized)
  }
}

//: The last change is what is usually done, in the hidden layer at least.

let changes = Results(Change.allCases) { change in
  activations.map { activation in
    changed(change, activation)
      .trained(on: digits.training, rate: 0.1, epochs: 6, seed: lesson.seed)
  }
}
func accuracies(_ change: Change) -> [Double] {
  changes[change].map { $0.accuracy(on: digits.validation) }
}

//: Which change is enough?

let enough = accuracies(.outgoing)
lesson.ask(
  "All hidden units start equal, only the output weights are random. Does the network "
    + "learn?", ["no, as one unit", "about half as well", "yes, nearly as well"],
  answer: [0.5, 0.8, 2].firstIndex { enough[1] < $0 }!,
  "different outgoing weights make different gradients, so the first update already "
    + "tells the units apart.")
lesson.table(
  ["equal but for", "distinct tanh units"] + activations.map(\.rawValue),
  changes.map { change, networks in
    [change.rawValue, "\(networks[1].dense(0).distinctUnits) of 16"]
      + accuracies(change).map { $0.text(.percent(0)) }
  })

//: Look first at the column of units: each change makes sixteen of one.

lesson.claim(
  "Sixteen equal units are {} distinct unit after six epochs",
  Double(changes[.nothing].map { $0.dense(0).distinctUnits }.max()!), isBelow: 1.5,
  .whole, isAlways: true)
lesson.claim(
  "Sixteen equal units get at most {} of the digits right",
  accuracies(.nothing).max()!, isBelow: 0.5, .percent(0))
lesson.claim(
  "With random output weights and hidden weights of 0, ReLU gets {} right",
  accuracies(.zero)[2], isBelow: 0.25, .percent(0))
lesson.claim(
  "Random output weights alone make tanh and ReLU get at least {} right",
  enough.dropFirst().min()!, isAbove: 0.85, .percent(0))

//: Random biases tell the units apart too, normal or uniform, but they differ little, and learning starts later (sigmoid
//: has not begun after six epochs). With hidden weights of 0 and random output weights tanh and sigmoid do as well as
//: ever, and ReLU is lost: it gets 0, has slope 0 there, and stays, whatever its outgoing weights are. What is usually
//: done is random weights in every layer, normal or uniform, and biases of 0. The weights differ already; the biases need
//: not.
//:
//: Does the *value* of the constant matter? Five epochs from each of three:

let constants = [0.01, 0.1, 1]
let constant = constants.map { value in
  activations.map { activation in
    stack([features, 13, 10], activation.layer, using: &generator) { _ in
      .constant(value)
    }
    .trained(on: digits.training, rate: 0.1, epochs: 5, seed: lesson.seed)
  }
}
lesson.table(
  ["13 units, every weight"] + activations.map(\.rawValue),
  zip(constants, constant).map { value, networks in
    ["\(value)"]
      + networks.map { $0.accuracy(on: digits.validation).text(.percent(0)) }
  })
lesson.claim(
  "From any of the constants at most {} of the digits are right",
  constant.joined().map { $0.accuracy(on: digits.validation) }.max()!, isBelow: 0.45,
  .percent(0))

//: ## How small a difference is enough?
//:
//: Equal weights never part. What about weights that are *almost* equal? We add noise with a standard deviation of
//: {{noise}} to the hidden weights of 0.05. At $10^{-15}$ that is a change in the fourteenth digit. Ten epochs show
//: nothing. We train for forty.

let noiseSize = lesson.knob("noise")
lesson.record("noise", noiseSize, .significant(1))
let noises = [0, noiseSize, 0.05]
var curves: [[Double]] = []
let histories = noises.map { size in
  var (first, second, curve): ([Double], [Double], [Double]) = ([], [], [])
  let start = stack([features, 16, 10], Tanh(), using: &generator) { _ in
    .constant(0.05)
  }
  .changing(0) {
    $0.weight.value +=
      size
      * Initializer.normal(standardDeviation: 1).weight(
        fanIn: features, fanOut: 16, using: &generator)
  }
  let data = digits.training.selecting(0..<min(800, digits.training.count))
  let end = start.trained(on: data, rate: 0.1, epochs: 40, seed: lesson.seed) {
    let weight = $0.dense(0).weight.value
    first.append(weight[20, 0])
    second.append(weight[20, 1])
    curve.append($0.accuracy(on: digits.validation))
  }
  curves.append(curve)
  return (first, second, end)
}

//: The 16 tanh units see 800 digits in each epoch.

lesson.record("with noise", curves[1][39], .percent(0))
lesson.record("without noise", curves[0][39], .percent(0))
lesson.ask(
  "After ten epochs the equal network and the almost equal one get as many digits "
    + "right. And after forty?",
  ["still as many", "more than twice as many for the almost equal one"],
  answer: curves[1][39] > 2 * curves[0][39] ? 1 : 0,
  "it gets {{with noise}} right, the one without noise {{without noise}}. To be equal "
    + "is to stand on a ridge: a small difference grows by a factor in every update.")

//: With the three curves, look at the moment when the middle one leaves:

let sizeNames = [
  "equal", "noise of \(noiseSize.text(.significant(1)))", "noise of 0.05",
]
lesson.figure(
  "noise",
  Plot(
    x: Axis("epoch"), y: Axis("validation accuracy", over: 0...1),
    marks: zip(zip(sizeNames, curves), [Color.grey, .purple, .blue]).map {
      .line($0.1, from: 1, label: $0.0, color: $1)
    }),
  caption: "Sixteen tanh units that start equal, almost equal, and different.")

//: What happens there can be seen in a single weight, followed in two units:

lesson.figure(
  "histories",
  .grid(
    columns: Array(sizeNames.prefix(2)), shared: .both,
    plots: [
      histories.prefix(2).map { first, second, _ in
        Plot(
          x: Axis("epoch"), y: Axis("weight"),
          marks: [
            .line(first, from: 1, label: "unit 1", color: .grey),
            .points(second, from: 1, label: "unit 2", color: .purple),
          ])
      }
    ]),
  caption: "The same weight of two hidden units. Equal: one history. Almost equal: one "
    + "history until the difference can be seen.")
lesson.try(
  "--section How --noise 1e-5", "How many epochs earlier do the units part?")
lesson.claim(
  "Forty epochs after noise of \(noiseSize.text(.significant(1))), {} are right",
  curves[1][39],
  isAbove: 0.6, .percent(0))
lesson.claim(
  "Without any noise it is {}", curves[0][39], isBelow: 0.55, .percent(0))

//: So a network of equal units stays so in arithmetic, and in a program only if the program treats all units *exactly*
//: alike. Ours does: every entry of a matrix product is summed in the same order, wherever it stands. In NumPy, units at
//: the edge of a block can be rounded otherwise than their neighbours. There, equal units of some widths (10, 33 and 50
//: where we tried it) part after a few epochs, with no random number in the program. If you repeat this experiment
//: elsewhere and the units do not stay equal, that is why.

//: ## Dead units
//:
//: A ReLU whose $z$ is negative puts out 0 and has slope 0. If that is so for *every* example, the unit is *dead*. (Lesson
//: 01 met some: of its ReLUs for XOR a quarter were born dead.) Its gradients are sums over the examples of something
//: times the slope:
//:
//: $$
//: \frac{\partial J}{\partial w} = \sum_i x_i \, \frac{\partial J}{\partial y_i} \cdot 0 = 0
//: \qquad
//: \frac{\partial J}{\partial b} = \sum_i \frac{\partial J}{\partial y_i} \cdot 0 = 0
//: $$
//:
//: Exactly 0: no rounding, no small number that adds up. So neither the weights nor the bias will move, and if the
//: inputs are the data, which do not move either, the unit is dead forever. A large negative bias is the simplest way to
//: make one. (We count a unit as dead if it is above 0 for none of the 1197 training digits. What is dead on one batch
//: may live on the next. And *not a number* is not above 0: a count of $z \le 0$ would take it for alive.)

let biases = [0, lesson.knob("bias"), -20, -100]
func biased(_ bias: Double, _ range: Range<Int>) -> Network {
  stack(
    [features, 64, 10], ReLU(), using: &generator, initializer: { _ in .heNormal }
  ).changing(0) {
    $0.bias.value = Matrix(rows: 1, columns: 64) { range.contains($1) ? bias : 0 }
  }
}
let biasShares = biases.map {
  biased($0, 0..<64).deadShare(on: digits.training.inputs)
}
lesson.table(
  ["every bias of 64 ReLUs"] + biases.map { $0.text(.significant(2)) },
  [["dead"] + biasShares.map { $0.text(.percent(0)) }])
lesson.try(
  "--section Dead --bias -10", "Between which biases do most units die?")

//: We give half of 64 units a bias of −100, and train.

let halfDead = biased(-100, 0..<32)
let afterHalf = halfDead.trained(
  on: digits.training, rate: 0.1, epochs: 5, seed: lesson.seed)
func weightsChange(_ a: Network, _ b: Network, _ units: Range<Int>) -> Double {
  let change = b.dense(0).weight.value - a.dense(0).weight.value
  return units.map { change.column($0).map { Swift.abs($0) }.max()! }.max()!
}
func scoresOf(_ network: Network) -> Matrix {
  network.outputs(for: digits.validation.inputs, mode: .inference).last!
}
let isDead = (0..<64).map { $0 < 32 }
let removed = afterHalf.removing(isDead)
lesson.claim(
  "Five epochs change the dead units' incoming weights by {}",
  weightsChange(halfDead, afterHalf, 0..<32), isBelow: 1e-300, isAlways: true)
lesson.claim(
  "Taking the 32 dead units away changes the scores of new digits by {}",
  abs(scoresOf(removed) - scoresOf(afterHalf)).max, isBelow: 1e-300)
lesson.claim(
  "With half its units dead, the network gets {} right",
  afterHalf.accuracy(on: digits.validation), isAbove: 0.85, .percent(0))

//: So a dead unit helps to tell no example from any other, and yet half of a layer can die and nothing shows in the
//: accuracy. That is why it goes unnoticed. A tanh unit with a bias of −100 is stuck in the same way, and is called
//: *saturated*: it puts out −1 for every example, and its slope is 0 to the last bit. Taking it away does change the
//: scores, but those of all examples alike, as a bias would:

var saturated = halfDead
saturated.layers[1] = Tanh()
let without = saturated.removing(isDead)
let difference = scoresOf(without) - scoresOf(saturated)
lesson.claim(
  "Without 32 saturated tanh units, scores change by up to {}", abs(difference).max,
  isAbove: 0.3, .fixed(2))
lesson.claim(
  "From digit to digit, that change differs by {}", difference.spreadOverExamples,
  isBelow: 1e-12, .significant(1), isAlways: true)

//:
//: In the *second* hidden layer "forever" is no longer true. There the inputs are the outputs of the first layer, and
//: these move. Here are 64-32-32-10 networks, with a bias on half of the units of the second hidden layer so that they
//: are just dead:

let deepStart = stack(
  [features, 32, 32, 10], ReLU(), using: &generator, initializer: { _ in .heNormal })
let reach = deepStart.outputs(for: digits.training.inputs, mode: .inference)[2]
let justDead = deepStart.changing(1) { layer in
  layer.bias.value = Matrix(rows: 1, columns: 32) { _, j in
    j < 16 ? -(reach.column(j).max()! + 0.01) : 0
  }
}
let grown = justDead.trained(
  on: digits.training, rate: 0.1, epochs: 5, seed: lesson.seed)
let stillDown = grown.deadUnits(1, on: digits.training.inputs).prefix(16)
let returned = stillDown.count { !$0 }
lesson.claim(
  "Of 16 units just dead in the second hidden layer, {} live after five epochs",
  Double(returned), isAbove: 1.5, .whole)

//: ## Killed by the rate
//:
//: Units die not only at birth. A step that is too large can throw a unit's weights to where it is never active again
//: (see [Lu, Shin, Su and Karniadakis, "Dying ReLU and initialization" (2020)](https://arxiv.org/abs/1903.06733), for
//: the share that is born dead, too). We train 64-64-10 networks on the digits with pixels from 0 to 1, at several
//: rates from the same start, and count after every epoch.

let pixels = lesson.digits()
let killer = lesson.knob("rate")
let rates = Set([0.3, 1, 2, 4, killer]).sorted()
let start = stack([features, 64, 10], ReLU(), using: &generator) { _ in .heNormal }
func dying(_ data: Dataset, _ rate: Double) -> (Network, [Double]) {
  var shares = [start.deadShare(on: data.inputs)]
  let end = start.trained(on: data, rate: rate, epochs: 5, seed: lesson.seed) {
    shares.append($0.deadShare(on: data.inputs))
  }
  return (end, shares)
}
let deaths = Results(rates) { dying(pixels.training, $0) }
let (standardEnd, standardDeaths) = dying(digits.training, killer)
lesson.record("killer", killer, .significant(2))

//: The last of these runs had the same rate of {{killer}}, but standardized pixels.

lesson.record("dead pixels", deaths[killer].1[5], .percent(0))
lesson.record(
  "standard accuracy", standardEnd.accuracy(on: digits.validation), .percent(0))
lesson.record("dead standard", standardDeaths[5], .percent(0))
lesson.ask(
  "On standardized digits, at the same rate: how many units die?",
  ["about as many", "fewer, but many", "next to none"],
  answer: standardDeaths[5] > 0.7 * deaths[killer].1[5]
    ? 0 : standardDeaths[5] > 0.1 ? 1 : 2,
  "{{dead standard}}, where pixels from 0 to 1 kill {{dead pixels}}.")

//: At which rate does it begin?

lesson.figure(
  "dead-by-rate",
  Plot(
    x: Axis("learning rate", scale: .logarithmic),
    y: Axis("share of dead units", over: 0...1),
    marks: [
      (0, "start", Color.grey), (1, "after 1 epoch", .purple),
      (5, "after 5 epochs", .orange),
    ]
    .map { epoch, name, color in
      .line(x: rates, y: deaths.values.map { $0.1[epoch] }, label: name, color: color)
    }),
  caption: "Dead units of 64 by learning rate, pixels from 0 to 1.")

//: What does it cost?

lesson.table(
  ["pixels from 0 to 1, rate"] + rates.map { $0.text(.significant(2)) },
  [
    ["dead after 5 epochs"] + deaths.values.map { $0.1[5].text(.percent(0)) },
    ["validation accuracy"]
      + deaths.values.map { $0.0.accuracy(on: pixels.validation).text(.percent(0)) },
  ])
lesson.try(
  "--section Killed --rate 0.5", "Between which two rates does the dying begin?")
lesson.claim(
  "At a rate of 0.3, {} of the units are dead after five epochs", deaths[0.3].1[5],
  isBelow: 0.25, .percent(0))
lesson.claim(
  "At a rate of \(killer), {} of the units are dead after five epochs",
  deaths[killer].1[5],
  isAbove: 0.7, .percent(0))
lesson.claim(
  "At a rate of \(killer) with standardized pixels, {} are dead", standardDeaths[5],
  isBelow: 0.1, .percent(0))

//: Where all inputs are positive, one example moves all weights of a unit in the same direction (lesson 06). One large
//: step *down*, and the sum is negative for every picture there is. With standardized pixels a step down for one picture
//: is a step up for another on the other side of the mean, and there is nearly always one left for which the unit is
//: active. That is one more reason to centre the inputs. It is no licence for large rates: next to nothing has died in
//: the standardized network, and it gets only {{standard accuracy}} of the digits right.

//: ## The way back (deeper)
//:
//: A *leaky* ReLU has a small slope $a$ left of 0 instead of none, and so it always has a gradient. Is it the cure for
//: the dead? We take the network that a rate of {{killer}} has killed, exchange only its activation, and go on at 0.3
//: for eight epochs.

let killed = deaths[killer].0
let corpses = killed.deadUnits(on: pixels.training.inputs)
func wayBack(_ slope: Double) -> Network {
  var network = killed
  if slope > 0 {
    network.layers[1] = ElementwiseLayer(
      "leaky ReLU", { $0 > 0 ? $0 : slope * $0 }, slope: { $0 > 0 ? 1 : slope })
  }
  network.train(on: pixels.training, rate: 0.3, epochs: 8, seed: lesson.seed)
  return network
}

//: The first of three slopes is 0, the ReLU that we had, for comparison. How many of the dead are active again, and what
//: becomes of the last network without those that are not?

let back = [0, 0.01, 0.1].map { wayBack($0) }
let stillDead = back.map { $0.deadUnits(on: pixels.training.inputs) }
let risen = stillDead.map { now in
  Double(zip(corpses, now).count { $0 && !$1 }) / Double(max(1, corpses.count { $0 }))
}
let living = back[2].removing(stillDead[2])
let recovered = back.map { $0.accuracy(on: pixels.validation) }

//: The counts, and the accuracies:

lesson.table(
  ["eight epochs later, slope left of 0", "0 (ReLU)", "0.01", "0.1"],
  [
    ["of the dead, active again"] + risen.map { $0.text(.percent(0)) },
    ["validation accuracy"] + recovered.map { $0.text(.percent(0)) },
  ])
lesson.claim(
  "Under ReLU, {} of the dead in the hidden layer are active again", risen[0],
  isBelow: 1e-9, .percent(0), isAlways: true)
lesson.claim(
  "With a slope of 0.1, {} of the digits are right again", recovered[2],
  isAbove: 0.5, .percent(0))
lesson.claim(
  "Of the dead units themselves only {} are active again", risen[2],
  isBelow: 0.75, .percent(0))
lesson.claim(
  "Without the units that are never active, it gets {} percentage points fewer",
  100 * (recovered[2] - living.accuracy(on: pixels.validation)), isAbove: 0, .whole)

//: The *network* comes back; most of the *units* do not. They go on working on their left side, where a leaky ReLU is a
//: line with a small slope, and the network uses them there. So a leaky ReLU does not raise the dead. It gives them
//: something to do.

//: ## What to remember
//:
//: - A sum of $n$ products has the variance $n \sigma_x^2 \sigma_w^2$. Without a rule for $\sigma_w$ each layer multiplies
//:   by it: too large, and tanh sits in its flat parts and ReLU explodes; too small, and nothing arrives. Watch how much a
//:   unit varies *over the examples*; the pooled deviation can look healthy when nothing is left.
//: - Units with equal weights in and out stay equal, zero being one case of many. Any difference breaks the symmetry, even
//:   $10^{-15}$, given time; random weights and biases of 0 are what is used.
//: - A ReLU that is active for no example has a gradient of exactly 0. In the first layer that is forever. Large rates and
//:   positive inputs kill; a leaky slope lets the network live with its dead.
//:
//: How large the weights should be, so that signals keep their size, is lesson 08. Lesson 10 keeps the layers well
//: scaled while they train, and lesson 16 finds dead units in networks that only say that they are sick.
//:
//: ## Exercises
//:
//: Open `Exercises/07-bad-initialization.swift`. You write what this lesson used: the variance of a product and of a sum
//: of products, the statistics of a layer, and the counts of distinct and of dead units. Put your own lines in the place
//: of each `todo`, and run the grader:
//:
//: ```
//: swift test --filter lesson07
//: ```

lesson.exercises()
lesson.end()
