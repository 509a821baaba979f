//: # Glorot vs He
//:
//: *How large should the first weights be, so that signals keep their size?*
//:
//: Draw the weights of every layer from the same distribution, and depth punishes almost any choice. Large weights
//: drive every tanh to its two ends. Small weights make each layer hand on less than it got, until nothing is left to
//: tell one digit from another (lesson 07). There must be a size in between that is right, and it cannot be one number
//: for all layers: a unit that sums a thousand inputs collects more than a unit that sums ten.
//:
//: This lesson computes that size. The answer is two short rules that carry the names of the people who found them,
//: Glorot and He (or Xavier and Kaiming: some frameworks go by first names). We derive both, draw what they promise as
//: lines, and lay what real networks do over the lines as points. Along the way several statements that are often
//: repeated turn out to be wrong, and at the end we meet a kind of network for which the promise is broken.

import Datasets
import Engine
import LessonKit
import Plots

let lesson = Lesson(
  8, takesMNIST: true,
  knobs: Knob("factor", 1.25, in: 0.5...2, "the too large weights, in units of 1/√n"),
  .whole("layers", 20, in: 1...60, "the depth of the linear networks"),
  .whole("narrow", 32, in: 4...256, "the narrow layers between those of 256 units"),
  Knob("slope", 0.25, in: -1...1, "the leaky ReLU's slope below 0"),
  Knob("rate", 0.03, in: 0.01...0.3, "the learning rate of the four epochs"),
  .whole("blocks", 16, in: 2...40, "how many residual blocks there are"))
let digits = lesson.digits().standardized()
var generator = Generator(seed: lesson.seed)
for name in ["layers", "narrow", "blocks"] {
  lesson.record(name, lesson.knob(name), .whole)
}
for name in ["slope", "rate"] { lesson.record(name, lesson.knob(name), .fixed(2)) }

//: ## What a layer does to size
//:
//: Take one unit of a dense layer. Its bias starts at 0, so it computes a sum of $n_{\text{in}}$ products:
//:
//: $$ z = \sum_{i=1}^{n_{\text{in}}} x_i w_i $$
//:
//: The weights $w_i$ are drawn independently, with mean 0 and variance $\sigma_w^2$. The inputs $x_i$ are what they
//: are: for now, fixed numbers. What can we expect of $z$, on average over all the weights that we might have drawn?
//: Its mean is 0, because each $w_i$ has mean 0. For its square we multiply the sum by itself:
//:
//: $$
//: \begin{aligned}
//: \mathbb{E}[z^2] &= \sum_{i} \sum_{k} x_i x_k \, \mathbb{E}[w_i w_k] \\
//: &= \sum_{i} x_i^2 \, \mathbb{E}[w_i^2] \\
//: &= \sigma_w^2 \sum_{i} x_i^2 \\
//: &= n_{\text{in}} \sigma_w^2 \cdot \frac{1}{n_{\text{in}}} \sum_{i} x_i^2
//: \end{aligned}
//: $$
//:
//: The second line holds because $\mathbb{E}[w_i w_k] = \mathbb{E}[w_i] \, \mathbb{E}[w_k] = 0$ for two different
//: weights. In the last line we multiplied and divided by $n_{\text{in}}$, and that is the result: the *mean square* of
//: the outputs is the mean square of the inputs times $n_{\text{in}} \sigma_w^2$.
//:
//: Lesson 07 got the same factor for the variance of $z$, and assumed that the inputs are independent with mean 0. We
//: needed neither: only the weights must be so, and those we draw ourselves. The price is that we speak of the mean
//: square and not of the variance. We call its root the *size* of a signal. For numbers whose mean is 0, such as
//: $z$, it is the standard deviation.
//:
//: So a layer multiplies size by $\sqrt{n_{\text{in}}} \, \sigma_w$. To keep it, that factor must be 1:
//:
//: $$ \sigma_w = \frac{1}{\sqrt{n_{\text{in}}}} $$
//:
//: Without activations in between, a network of depth $L$ multiplies size by $(\sqrt{n_{\text{in}}} \, \sigma_w)^L$. Is
//: it important to meet the 1 precisely? Here are linear layers of 128 units, with weights that are right, a fifth too
//: small, and a quarter too large. (What draws, measures and predicts stands in `Rule.swift`, `Stack.swift`,
//: `Signals.swift` and `Prediction.swift`, beside this lesson's program. Read them after the exercises.)

let layers = Int(lesson.knob("layers"))
let deep = [Int](repeating: 128, count: layers + 1)
let x = Matrix.noise(128, 128, using: &generator)

let large = lesson.knob("factor")
let sizes = Results([0.8, 1, large]) { factor in
  stack(deep, nil, .fanIn, times: factor, using: &generator)
    .outputs(for: x, mode: .inference).map(\.size)
}

//: What do {{layers}} layers make of these factors?

lesson.record("faded", sizes[0.8].last!, .significant(2))
lesson.ask(
  "Weights that are a fifth too small: what is left of a signal of size 1 after "
    + "\(layers) layers?",
  ["half, or more", "about a tenth", "about a hundredth, or less"],
  answer: [0.3, 0.03, 0].firstIndex { sizes[0.8].last! > $0 } ?? 2,
  "{{faded}} of it. Each layer takes a fifth of what is left, {{layers}} times.")
lesson.figure(
  "linear",
  Plot(
    x: Axis("layer", scale: .whole),
    y: Axis("size of the output", scale: .logarithmic),
    marks: sizes.flatMap { factor, measured in
      let line = (1...layers).map { pow(factor, Double($0)) }
      return lineAndPoints(line, measured, label: "\(factor)", color: .green)
    }),
  caption: "The size of each layer's output in \(layers) linear layers, for weights of "
    + "0.8, 1 and \(large) times 1/√n. Lines: the formula. Points: measured.")

//: On a logarithmic axis the same factor in every layer makes a straight line.

lesson.try(
  "--section 1 --factor 1.05 --layers 60",
  "Five percent too large: after how many layers has the signal grown ten times?")

lesson.claim(
  "Weights of 1/√n leave a signal of size 1 at {} after \(layers) linear layers",
  sizes[1.0].last!, isWithin: 0.6...1.6, .fixed(2))
lesson.claim(
  "Weights of \(large) times 1/√n make {} of a signal of size 1",
  sizes[large].last!, isAbove: 40, .significant(2))

//: Depth turns a small error of each layer into a large one of the network. The points do not sit on the lines exactly,
//: because the formula is an average over all draws and we made only one.

//: ## The way back
//:
//: Gradients take the same road in the other direction. Input $i$ feeds all $n_{\text{out}}$ units of the layer, so its
//: gradient collects from all of them (lesson 03). With $J$ for the loss:
//:
//: $$ \frac{\partial J}{\partial x_i} = \sum_{j=1}^{n_{\text{out}}} w_{ij} \, \frac{\partial J}{\partial z_j} $$
//:
//: Again a sum of products with weights. If the gradients $\partial J / \partial z_j$ were numbers that have nothing to
//: do with these weights, the four lines above would apply word for word, and the layer would multiply the size of the
//: gradient by $\sqrt{n_{\text{out}}} \, \sigma_w$. They do have to do with them, since the loss was computed through
//: these weights. We pretend that they have not, and let the measurements decide whether that was permitted. To keep
//: the gradient's size:
//:
//: $$ \sigma_w = \frac{1}{\sqrt{n_{\text{out}}}} $$
//:
//: The two wishes agree only where $n_{\text{in}} = n_{\text{out}}$. [Glorot and Bengio, "Understanding the difficulty
//: of training deep feedforward neural networks" (AISTATS 2010)](https://proceedings.mlr.press/v9/glorot10a.html),
//: equation 12, settle for a compromise:
//:
//: $$
//: \sigma_w^2 = \frac{2}{n_{\text{in}} + n_{\text{out}}} = \frac{1}{\text{fan}_{\text{avg}}},
//: \qquad
//: \text{fan}_{\text{avg}} = \frac{n_{\text{in}} + n_{\text{out}}}{2}
//: $$
//:
//: It is sometimes called the average of the two factors $1/\sqrt{n_{\text{in}}}$ and $1/\sqrt{n_{\text{out}}}$. It is
//: not: it averages the two *fans*, and the factor comes afterwards. Compute both for a layer of 64 inputs and 10
//: units:

let ofFactors = sqrt(Rule.averagedFactors.variance(64, 10))
let ofFans = sqrt(Rule.glorot.variance(64, 10))
lesson.table(
  ["64 inputs, 10 units", "$\\sigma_w$"],
  [
    ["$1/\\sqrt{n_{\\text{in}}}$", (1 / sqrt(64)).text(.fixed(4))],
    ["$1/\\sqrt{n_{\\text{out}}}$", (1 / sqrt(10)).text(.fixed(4))],
    ["average of the two factors", ofFactors.text(.fixed(4))],
    ["from the average of the two fans (Glorot)", ofFans.text(.fixed(4))],
  ])
lesson.record("too large", ofFactors / ofFans - 1, .percent(0))

//: The average of the factors is {{too large}} larger, more than a quarter.

//: ## Widths that alternate (deeper)
//:
//: Let us see what the two averages do in a network that makes the fans very different: sixteen linear layers whose
//: widths alternate between 256 and {{narrow}}. Next to them stand the two one-sided rules, and a third kind of
//: average, the geometric mean: $\sigma_w^2 = 1/\sqrt{n_{\text{in}} n_{\text{out}}}$. We measure the size of the last
//: output, and the size of the gradient when it has come all the way back to the input. Both start at 1. The one-sided
//: rules each ignore one direction, the averages attend to both.

let narrow = Int(lesson.knob("narrow"))
let alternating = [256] + (1...8).flatMap { _ in [narrow, 256] }
let wideInput = Matrix.noise(128, 256, using: &generator)
let rules = [Rule.fanIn, .fanOut, .glorot, .averagedFactors, .geometric]
let ends = Results(rules) { rule in
  let network = stack(alternating, nil, rule, using: &generator)
  let signals = Signals(network, wideInput) {
    Matrix.noise($0.rows, $0.columns, using: &generator)
  }
  let prediction = Prediction(alternating, nil, rule)
  return [
    Comparison(prediction.forward.last!, measured: signals.forward.last!.size),
    Comparison(prediction.inputGradient, measured: signals.inputGradient.size),
  ]
}

//: Every rule is drawn once. The prediction is the product of the layers' factors.

let glorotEnds = ends[.glorot].map(\.measured)
lesson.record("glorot forward", glorotEnds[0], .significant(1))
lesson.record("glorot backward", glorotEnds[1], .significant(1))
lesson.ask(
  "Glorot's rule attends to both directions. Which two sizes does it leave?",
  ["two near 1", "two small ones", "a small one and a large one"],
  answer: glorotEnds.allSatisfy { factor($0, 1) < 2 }
    ? 0 : glorotEnds.allSatisfy { $0 < 1 } ? 1 : 2,
  "the signal ends at {{glorot forward}}, and the gradient at {{glorot backward}}.")
lesson.table(
  ["rule", "forward: predicted", "measured", "backward: predicted", "measured"],
  ends.map { rule, sizes in
    [rule.rawValue]
      + sizes.flatMap { [$0.predicted, $0.measured] }.map { $0.text(.significant(2)) }
  })

//: Read a row from left to right: what was predicted forward and what came out, then the same backward.

lesson.try(
  "--section 3 --narrow 128",
  "Neighbours that differ only by a factor of 2: which rules can you still tell apart?")

lesson.claim(
  "The ten sizes under the five rules are those predicted, up to a factor of {}",
  ends.values.joined().map(\.error).max()!, isBelow: 2.2, .fixed(2))
lesson.claim(
  "Averaging the fans leaves a size of at most {} at the two ends",
  glorotEnds.max()!, isBelow: 0.06)
lesson.claim(
  "Averaging the factors makes a size of at least {} at the two ends",
  ends[.averagedFactors].map(\.measured).min()!, isAbove: 3.5)
lesson.record(
  "pair glorot", 4 * 256 * Double(narrow) / pow(256 + Double(narrow), 2), .fixed(2))
lesson.record("pair half", 8.0 / 9, .fixed(2))
lesson.record("ten pairs", pow(8.0 / 9, 10), .fixed(2))

//: The one-sided rules keep both sizes. Look at one pair of layers, from $n$ units to $m$ and back to $n$. Forward, its
//: mean square is multiplied by $n \sigma_1^2 \cdot m \sigma_2^2$, and backward by
//: $m \sigma_1^2 \cdot n \sigma_2^2$: the same. With fan-in, $\sigma_1^2 = 1/n$ and $\sigma_2^2 = 1/m$, and the product
//: is 1 in *both* directions. What one layer does wrong the next one sets right, because each layer's $n_{\text{out}}$
//: is the next one's $n_{\text{in}}$. Over a whole network everything cancels but the two ends: fan-in multiplies the
//: gradient's mean square by the last width over the first, whatever the depth.
//:
//: An average does not cancel. Glorot's gives the pair $4nm/(n+m)^2$, which is {{pair glorot}} here and below 1
//: whenever $n \neq m$; averaging the factors gives more than 1. Only the geometric mean keeps the pair at 1.
//:
//: So take Glorot's rule for what it is: a compromise between neighbours that are not very different. Where one layer
//: is half as wide as the next, the pair's factor is {{pair half}}, and ten such pairs leave {{ten pairs}} of the mean
//: square. Where widths alternate wildly, a one-sided rule serves better.

//: ## Counting fans
//:
//: *Fan-in* is how many products a unit sums, and *fan-out* is how many units an input feeds. For a dense layer these
//: are the two sides of its weight matrix. In a convolution a unit looks through a small window. With a window of
//: $k_h \times k_w$ positions, $c_{\text{in}}$ channels coming in and $c_{\text{out}}$ going out, a unit sums a product
//: for every position and every incoming channel. And an input is seen through every position of the window, once by
//: each outgoing channel:
//:
//: $$
//: n_{\text{in}} = k_h k_w c_{\text{in}}
//: \qquad
//: n_{\text{out}} = k_h k_w c_{\text{out}}
//: $$
//:
//: (The fan-out is that of an input away from the border, in a window that moves by one.) A window of 3 × 3 over 16
//: channels has a fan-in of 144. Someone who takes 16 draws weights three times too large.

//: ## Normal or uniform?
//:
//: The derivation asked for a mean of 0 and a variance. It never asked for a bell curve. If we draw from the uniform
//: distribution on $[-r, r]$, where the density is $1/(2r)$, the variance is
//:
//: $$ \int_{-r}^{r} w^2 \cdot \frac{1}{2r} \, dw = \frac{1}{2r} \cdot \frac{2 r^3}{3} = \frac{r^2}{3} $$
//:
//: To have the variance $\sigma_w^2$ we need $r = \sqrt{3} \, \sigma_w$. In Glorot's case that is
//:
//: $$ r = \sqrt{\frac{3}{\text{fan}_{\text{avg}}}} = \sqrt{\frac{6}{n_{\text{in}} + n_{\text{out}}}} $$
//:
//: The older habit of lesson 07, U(±1/√n), takes the limit for the standard deviation. Its $\sigma_w$ is too small by the
//: factor $1/\sqrt{3}$, and so is what every layer hands on.

//: ## Does the shape matter? (deeper)
//:
//: Here are three networks with the same variance and very different weights: normal, uniform, and a coin flip between
//: $+\sigma_w$ and $-\sigma_w$, which knows no small weights and no large ones. The last row is U(±1/√n).

let shaped = Results(Distribution.allCases) { distribution in
  stack(deep, nil, .fanIn, distribution, using: &generator)
}
let tooNarrow = stack(deep, nil, .oneOverRoot, .uniform, using: &generator)
func sizesByLayer(_ network: Network) -> [Double] {
  network.outputs(for: x, mode: .inference).map(\.size)
}
let narrowSizes = sizesByLayer(tooNarrow)
let shapedSizes = shaped.map { ($0.rawValue, sizesByLayer($1)) }
let shownLayers = [1, layers / 4, layers / 2, layers].filter { $0 > 0 }
lesson.table(
  ["weights"] + shownLayers.map { "layer \($0)" },
  (shapedSizes + [(Rule.oneOverRoot.rawValue, narrowSizes)]).map { name, sizes in
    [name] + shownLayers.map { sizes[$0 - 1].text(.significant(2)) }
  })

//: Does any of the three shapes stand out?

lesson.claim(
  "With variance 1/n the size after \(layers) layers is 1 for all three shapes, up to "
    + "a factor of {}",
  shapedSizes.map { factor($1.last!, 1) }.max()!, isBelow: 1.6, .fixed(2))
lesson.claim(
  "U(±1/√n) divides the size by {} in each layer, on average (√3 is 1.732)",
  pow(narrowSizes.first! / narrowSizes.last!, 1 / Double(max(1, layers - 1))),
  isWithin: 1.68...1.78, .fixed(3))

//: It does not matter. Use whichever your framework offers. (Keras's normal schemes draw again what falls outside two
//: standard deviations, and widen the distribution to make up for it. The variance is the same.)

//: ## What ReLU takes
//:
//: So far nothing stood between the layers. Now put a ReLU there, and follow a pre-activation $z$ with mean square $q$
//: through it.
//:
//: Flip the signs of all weights of a unit, and $z$ turns into $-z$. Both sets of weights are equally likely to be
//: drawn, so $z$ is symmetric around 0: each value is as likely as its opposite. ReLU keeps the positive half of these
//: values and makes the others 0. Both halves contribute the same to $\mathbb{E}[z^2]$, so
//:
//: $$ \mathbb{E}[\operatorname{ReLU}(z)^2] = \frac{1}{2} \, \mathbb{E}[z^2] = \frac{q}{2} $$
//:
//: One often reads that ReLU halves the *variance*.

let z = Matrix.noise(256, 256, using: &generator)
let rectified = Network([ReLU()]).outputs(for: z, mode: .inference).last!
let shareOfVariance = rectified.variance / z.variance
lesson.record("variance left", shareOfVariance, .fixed(3))
lesson.ask(
  "For normal z: how much of the variance does ReLU leave?",
  ["a half", "a third", "a quarter"],
  answer: [0.42, 0.29, 0].firstIndex { shareOfVariance > $0 } ?? 2,
  "{{variance left}} of it. The output has a mean above 0, and the variance leaves "
    + "that out.")
lesson.claim(
  "ReLU leaves {} of the mean square",
  rectified.meanSquare / z.meanSquare, isWithin: 0.48...0.52, .fixed(3))
lesson.claim(
  "ReLU leaves {} of the variance", shareOfVariance, isWithin: 0.33...0.352, .fixed(3))

//: The variance is what remains of the mean square when the square of the mean is taken away. For normal $z$ the mean
//: of the output is $\int_0^\infty z \, \varphi(z) \, dz = \sqrt{q / 2\pi}$, with $\varphi$ for the density of $z$, so
//:
//: $$
//: \operatorname{Var}(\operatorname{ReLU}(z)) = \frac{q}{2} - \frac{q}{2 \pi}
//: = \left( \frac{1}{2} - \frac{1}{2\pi} \right) q \approx 0.341 \, q
//: $$
//:
//: Which of the two does the next layer care about? The first section has the answer: a sum of products with random
//: weights grows with the mean *square* of its inputs, mean included. So a layer after a ReLU multiplies the mean
//: square of the pre-activations by $\tfrac{1}{2} n_{\text{in}} \sigma_w^2$, and to keep it we need
//:
//: $$ \sigma_w^2 = \frac{2}{n_{\text{in}}} $$
//:
//: This is the rule of [He, Zhang, Ren and Sun, "Delving Deep into Rectifiers" (ICCV
//: 2015)](https://arxiv.org/abs/1502.01852), equation 10. The uniform form follows as before:
//: $r = \sqrt{3} \, \sigma_w = \sqrt{6 / n_{\text{in}}}$.
//:
//: Someone who trusted the sentence about the variance, and measured it, would ask for
//: $n_{\text{in}} \sigma_w^2 = 1/0.341$ instead. And someone who forgot the ReLU would take $1/n_{\text{in}}$. Three
//: rules, ten layers of 256 units with ReLU:

let rectifiedWidths = [Int](repeating: 256, count: 11)
let contenders = Results([Rule.fanIn, .he, .variancePreserving]) { rule in
  let network = stack(rectifiedWidths, ReLU(), rule, using: &generator)
  return Comparison(
    Prediction(rectifiedWidths, .relu, rule).forward.last!,
    measured: network.outputs(for: wideInput, mode: .inference).last!.size)
}
lesson.table(
  [
    "rule", "$n_{\\text{in}} \\sigma_w^2$",
    "size after 10 layers: predicted", "measured",
  ],
  contenders.map { rule, size in
    [
      rule.rawValue, (256 * rule.variance(256, 256)).text(.fixed(2)),
      size.predicted.text(.significant(2)), size.measured.text(.significant(2)),
    ]
  })

//: Only one of the three is still near a size of 1 after ten layers.

lesson.claim(
  "Without the factor of 2, ten layers with ReLU leave a size of {}",
  contenders[.fanIn].measured, isBelow: 0.12)
lesson.claim(
  "Weights that keep the variance of ReLU's outputs make a size of {} in ten layers",
  contenders[.variancePreserving].measured, isAbove: 2.5)

//: (The first layer has no ReLU in front. Under He's rule it doubles the mean square once, so the middle row settles at
//: $\sqrt{2}$ and not at 1.)
//:
//: It is a common rule to keep the mean of the activations at zero. ReLU under He breaks that rule in every layer, and
//: keeps its size nevertheless: the mean is part of the mean square, and the mean square is what the next layer sees.
//: (What a mean away from zero does cost is the subject of lesson 06.)
//:
//: On the way back, the gradient with respect to $z$ is that with respect to the output where $z > 0$, and 0 elsewhere.
//: That is half of the places, so again the mean square is halved, and the wish of the backward pass is
//: $\sigma_w^2 = 2/n_{\text{out}}$.
//:
//: A leaky ReLU keeps $a z$ where $z$ is negative. The negative half then contributes $a^2$ times as much as the
//: positive one, the mean square is multiplied by $(1 + a^2)/2$, and the rule becomes
//: $\sigma_w^2 = 2 / ((1 + a^2) \, n_{\text{in}})$ (the same paper, equation 15). For $a = 1$ the function is linear,
//: and we are back at $1/n_{\text{in}}$.

//: ## Which fan? (deeper)
//:
//: He's variance is sometimes printed as $2/n^{(l)}$, where $n^{(l)}$ counts the units of layer $l$ itself. That is the
//: fan-*out*. The derivation above says fan-in, $2/n^{(l-1)}$. The slip may come from the paper: its equation 10 reads
//: $\tfrac{1}{2} n_l \operatorname{Var}[w_l] = 1$, but its $n_l$ is defined as $k^2 c$, the number of connections that
//: lead *into* a unit of layer $l$. It is the fan-in of that layer, and not the layer's width.
//:
//: In a network of equal widths nobody can see the difference. Here is one that narrows from 512 to 32 in four steps,
//: with a ReLU after each, and one that widens the same way.

/// What the way from the first layer to the last does to the signal, and the way back
/// to the gradient.
func gains(_ widths: [Int], _ rule: Rule) -> (signal: Double, gradient: Double) {
  let input = Matrix.noise(128, widths[0], using: &generator)
  let network = stack(widths, ReLU(), rule, using: &generator)
  let signals = Signals(network, input) {
    Matrix.noise($0.rows, $0.columns, using: &generator)
  }
  let (z, dz) = (signals.forward, signals.backward)
  return (z.last!.size / z.first!.size, dz.first!.size / dz.last!.size)
}

//: Each network is started by both rules:

let widths512To32 = [512, 256, 128, 64, 32]
let narrowing = Results([Rule.he, .heFanOut]) { gains(widths512To32, $0) }
let widening = Results([Rule.he, .heFanOut]) { gains(widths512To32.reversed(), $0) }
lesson.table(
  [
    "from the first layer to the last", "signal times",
    "gradient times, on the way back",
  ],
  [("narrowing", narrowing), ("widening", widening)].flatMap { name, gains in
    gains.map { rule, gain in
      ["\(name), \(rule.rawValue)"]
        + [gain.signal, gain.gradient].map { $0.text(.fixed(2)) }
    }
  })
lesson.claim(
  "He by fan-in keeps the size of the signal in both networks, up to a factor of {}",
  max(factor(narrowing[.he].signal, 1), factor(widening[.he].signal, 1)),
  isBelow: 2, .fixed(2))
lesson.claim(
  "He by fan-out multiplies the size by {} in the network that narrows",
  narrowing[.heFanOut].signal, isAbove: 1.5, .fixed(2))

//: The fan-out rule keeps the gradient's size instead of the signal's. So it is not absurd, and PyTorch offers both as
//: `fan_in` and `fan_out`. Both cancel from layer to layer, and leave only the ratio of the first width to the last:
//: here $256/32 = 8$ or $64/512 = 1/8$ in the mean square, so a factor of $\sqrt{8} \approx 2.8$ in size, which further
//: layers in between do not make worse. The paper says so itself: either suffices. But as a rule that keeps the size of
//: the *activations*, $2/n^{(l)}$ has the wrong $n$.

//: ## Theory as a line, measurement as points
//:
//: Now real data and all three activations: 128 digits, ten hidden layers of 128 units, ten outputs, and the
//: cross-entropy at the end. The gradient is the one that training would use.
//:
//: For ReLU the theory is complete. For tanh and sigmoid we need the mean of $g(z)^2$, and that depends on how large
//: $z$ is. A sum of many independent terms is nearly normal, so we take $z = \sqrt{q} \, t$ with $t$ from the standard
//: normal distribution, and let the computer do the integral. With $q_l$ for the mean square of the pre-activations of
//: layer $l$, and $p_l$ for that of their gradients:
//:
//: $$
//: \begin{aligned}
//: q_{l+1} &= n_{\text{in}} \sigma_w^2 \cdot \mathbb{E}_t\left[ g(\sqrt{q_l} \, t)^2 \right] \\
//: p_l &= n_{\text{out}} \sigma_w^2 \cdot \mathbb{E}_t\left[ g'(\sqrt{q_l} \, t)^2 \right] \cdot p_{l+1}
//: \end{aligned}
//: $$
//:
//: Both fans are those of layer $l + 1$, through which signal and gradient pass. For ReLU both expectations are the
//: factors that we know: $q_l / 2$ and $1/2$. The first $q$ comes from the data, and the last $p$ from the loss.
//: Everything in between is prediction: no line below was fitted to a point. (To follow mean squares through a random
//: network like this is called mean-field theory. [Schoenholz, Gilmer, Ganguli and Sohl-Dickstein, "Deep Information
//: Propagation" (ICLR 2017)](https://arxiv.org/abs/1611.01232), take it much further.)

let hidden = 10
let widths = [digits.training.features] + [Int](repeating: 128, count: hidden) + [10]
let someDigits = digits.training.selecting(0..<128)
let activations = [Activation.relu, .sigmoid, .tanh]

let samples = Results([Scheme.glorot, .he]) { scheme in
  Results(activations) { activation in
    let network = stack(widths, activation.layer, scheme.rule, using: &generator)
    var gradient = Matrix.empty
    let signals = Signals(network, someDigits.inputs) { scores in
      gradient = softmaxCrossEntropy(scores, labels: someDigits.labels).gradient
      return gradient
    }
    let prediction = Prediction(
      widths, activation, scheme.rule,
      input: someDigits.inputs.meanSquare, gradient: gradient.meanSquare)
    return Sample(hidden: hidden, signals: signals, prediction: prediction)
  }
}

//: Each of the six networks gives a line and ten points going forward, and a line and ten points going back.

let glorotShares = activations.map { samples[.glorot][$0].gradientShare }
for (activation, share) in zip(activations, glorotShares) {
  lesson.record("\(activation) gradient", share, .significant(2))
}
lesson.ask(
  "Under Glorot's rule: whose gradient shrinks most from layer 10 to layer 1?",
  activations.map(\.rawValue),
  answer: glorotShares.indices.min { glorotShares[$0] < glorotShares[$1] }!,
  "of ReLU's gradient {{ReLU gradient}} is left, of sigmoid's {{sigmoid gradient}}, "
    + "and of tanh's {{tanh gradient}}.")
lesson.figure(
  "depth",
  .grid(
    columns: activations.map(\.rawValue), rows: ["forward", "backward"], shared: .x,
    plots: [
      panels(samples, over: 0.01...3, line: \.forward, points: \.forward),
      panels(samples, over: 1e-10...0.01, line: \.backward, points: \.backward),
    ]),
  caption: "Standard deviation of the pre-activations of ten hidden layers (forward) "
    + "and of the gradients with respect to them (backward). Lines: theory. Points: "
    + "one network, 128 digits.")

//: How far off its line is the worst of the points?

let all = samples.flatMap { $1.values }
let reluOutputs = samples[.he][.relu].signals.output(ofLayer: hidden)
lesson.claim(
  "All sixty points going forward are on their lines, up to a factor of {}",
  all.map(\.forwardError).max()!, isBelow: 3.5, .fixed(2))
lesson.claim(
  "All sixty points going back are on their lines, up to a factor of {}",
  all.map(\.backwardError).max()!, isBelow: 2.5, .fixed(2))
lesson.claim(
  "Under Glorot, ReLU's gradient arrives at the first layer with {} of its size",
  samples[.glorot][.relu].gradientShare, isBelow: 0.1)
lesson.claim(
  "Under He, ReLU's gradient arrives at the first layer with {} of its size",
  samples[.he][.relu].gradientShare, isWithin: 0.4...2, .fixed(2))
lesson.claim(
  "The mean of what ReLU's tenth layer puts out under He is {} of the size",
  reluOutputs.mean / reluOutputs.size, isWithin: 0.3...0.8, .fixed(2), as: "relu mean")
lesson.record("steepest", all.map(\.fall).max()!, .fixed(1))

//: The steepest line crosses {{steepest}} powers of ten, and its points follow it. So it was permitted to pretend that
//: gradients and weights are independent.
//:
//: ReLU under Glorot loses $\sqrt{2}$ in every layer, in both directions; under He it loses
//: nothing, with a mean of {{relu mean}} of its size. Tanh under Glorot loses a little, and less and less of it: the
//: slope of tanh is 1 only at 0, and Glorot's argument treats it as 1 everywhere. The smaller the signal gets, the
//: truer that becomes. Under He, tanh gets weights with twice the variance, settles into a steady size, and its
//: gradients keep theirs better than under Glorot. And sigmoid? Going forward it looks perfect under either rule, and
//: going back it is a catastrophe.

//: ## The distributions
//:
//: A standard deviation is one number. Here is the whole distribution of what leaves the activations, in the first and
//: in the tenth layer:

let columns = ["layer 1", "layer \(hidden)"]
lesson.figure(
  "outputs",
  densities(activations, columns: columns, "output", over: -1.1...2, upTo: 4) {
    activation, column in
    samples.map { scheme, samples in
      let output = samples[activation].signals.output(ofLayer: [1, hidden][column])
      return (scheme.rawValue, output, scheme.color)
    }
  },
  caption: "What two layers put out under each rule: 128 units, 128 digits. Densities "
    + "above 4 are cut off, and some of ReLU's outputs lie beyond the right edge.")

//: By the tenth layer ReLU under Glorot has closed in on 0, and under He it keeps its width. Tanh under Glorot is a
//: hill that slowly narrows. Under He it fills its range, and in the first layer it even piles up at the two ends.
//: Sigmoid looks healthy in the tenth layer, and that is the treacherous part.
//:
//: Now the gradients with respect to what enters the activation, divided by the standard deviation that they have in
//: the tenth layer:

lesson.figure(
  "gradients",
  densities(
    activations, columns: columns, "gradient / std in layer \(hidden)", over: -3...3,
    upTo: 1
  ) { activation, column in
    samples.map { scheme, samples in
      let signals = samples[activation].signals
      let unit = signals.gradient(ofLayer: hidden).standardDeviation
      let gradient = signals.gradient(ofLayer: [1, hidden][column]) / unit
      return (scheme.rawValue, gradient, scheme.color)
    }
  },
  caption: "The gradients of two layers, in units of the tenth layer's standard "
    + "deviation. Densities above 1 are cut off.")

//: For ReLU the peak at 0 is the half of the units that are off. Under Glorot everything else has crowded into that
//: peak when the gradient reaches the first layer; under He it has not. For sigmoid nothing but the peak is left, under
//: either rule.

//: ## Sigmoid
//:
//: Xavier initialization (Xavier is Glorot's first name) is often recommended for tanh *and for the logistic sigmoid*,
//: with the promise that vanishing gradients are then no longer a problem. For tanh we can agree. For sigmoid the
//: measured gradients disagree, and we can say why. Glorot's argument needs two things of an activation near 0: slope 1
//: and value 0. Sigmoid has slope $1/4$ and value $1/2$.
//:
//: The slope acts on gradients, in each layer anew: with $n_{\text{out}} \sigma_w^2 = 1$ each layer leaves a quarter of
//: what it gets, at best. The value acts on signals. Every unit puts out about $1/2$, whatever it is shown, and the
//: next layer makes of these constants a $z$ of a respectable size. That is the broad hill in the tenth layer's panel.
//: But it is the *same* hill for every digit. What differs between digits went through the slope as well, and it, too,
//: is quartered. We measure that part alone, as lesson 07 did: how much a unit's output varies from digit to digit.

let sigmoids = samples[.glorot][.sigmoid]
let tanhs = samples[.glorot][.tanh]
let shown = [1, 2, 3, 5, 10]
lesson.table(
  ["Glorot's rule, layer"] + shown.map { "\($0)" },
  [
    (
      "sigmoid: all outputs, std",
      shown.map { sigmoids.signals.output(ofLayer: $0).standardDeviation }
    ),
    ("sigmoid: from digit to digit", shown.map { sigmoids.spread(inLayer: $0) }),
    ("tanh: from digit to digit", shown.map { tanhs.spread(inLayer: $0) }),
  ].map { name, values in [name] + values.map { $0.text(.significant(2)) } })
lesson.claim(
  "Each sigmoid layer multiplies what tells digits apart by {}",
  pow(sigmoids.spread(inLayer: 10) / sigmoids.spread(inLayer: 1), 1.0 / 9),
  isWithin: 0.2...0.28, .fixed(3))
lesson.claim(
  "Each sigmoid layer multiplies the gradient, on its way back, by {}",
  pow(sigmoids.gradientShare, 1.0 / 9), isWithin: 0.2...0.28, .fixed(3))

//: Nearly a quarter, both times. After ten layers all digits look the same.

//: ## Four epochs
//:
//: Do these sizes matter once training starts? Three schemes, U(±1/√n), Glorot and He, and three activations: ten hidden
//: layers of 64 units on the digits, four epochs of lesson 04's five lines, at a rate of {{rate}} in batches of 32.

let rate = lesson.knob("rate")
func trained(_ start: Network, rate: Double) -> Run {
  Run(start, on: digits, rate: rate, seed: lesson.seed)
}
func trainedWidths(_ hidden: Int) -> [Int] {
  [digits.training.features] + [Int](repeating: 64, count: hidden) + [10]
}
let starts = Results(activations) { activation in
  Results(Scheme.allCases) { scheme in
    stack(
      trainedWidths(hidden), activation.layer, scheme.rule, scheme.distribution,
      using: &generator)
  }
}
let runs = Results(lesson.progress("nine networks", activations)) { activation in
  Results(Scheme.allCases) { scheme in
    trained(starts[activation][scheme], rate: rate)
  }
}

//: All nine starts were drawn before the first was trained, so that they can be looked at again below.

let pairings: [(Activation, Scheme)] = [
  (.relu, .glorot), (.relu, .he), (.tanh, .glorot), (.tanh, .he),
]
let pairingLosses = pairings.map { runs[$0][$1].history.last }
for ((activation, scheme), loss) in zip(pairings, pairingLosses) {
  lesson.record("\(activation) \(scheme.rawValue)", loss, .fixed(2))
}
lesson.ask(
  "Which pairing has the lowest training loss in the fourth epoch?",
  pairings.map { "\($0.rawValue) under \($1.rawValue)" },
  answer: pairingLosses.indices.min { pairingLosses[$0] < pairingLosses[$1] }!,
  "ReLU has {{ReLU Glorot}} under Glorot and {{ReLU He}} under He; tanh has "
    + "{{tanh Glorot}} under Glorot and {{tanh He}} under He.")

//: The loss of all nine, epoch by epoch:

lesson.figure(
  "training",
  .grid(
    columns: activations.map(\.rawValue),
    plots: [
      runs.map { _, runs in
        Plot(
          x: Axis("epoch", scale: .whole), y: Axis("loss", over: 0...2.5),
          marks: runs.map { scheme, run in
            .line(
              run.history.epochMeans, from: 1, label: scheme.rawValue,
              color: scheme.color)
          })
      }
    ]),
  caption: "Training loss over four epochs, ten hidden layers. Guessing costs "
    + "ln 10 ≈ 2.3. In the sigmoid's panel the three lines lie on one another.")
lesson.try(
  "--section Four --rate 0.1",
  "Which pairing gains most from the larger rate? Does tanh under He keep its lead, "
    + "and at 0.3?")

//: And on digits that they have not seen?

lesson.table(
  ["accuracy after 4 epochs"] + Scheme.allCases.map(\.rawValue),
  runs.map { activation, runs in
    [activation.rawValue] + runs.values.map { $0.accuracy.text(.percent(1)) }
  })

//: He's and Glorot's networks of one activation differ in nothing but their starts, so their losses can be compared:

/// He's training loss over the last two epochs, divided by Glorot's.
func heOverGlorot(_ activation: Activation) -> Double {
  func lately(_ history: History) -> Double {
    history.hasDiverged ? .infinity : history.epochMeans.suffix(2).reduce(0, +)
  }
  let runs = runs[activation]
  return lately(runs[.he].history) / lately(runs[.glorot].history)
}
lesson.claim(
  "He's training loss over the last two epochs is {} of Glorot's, for ReLU",
  heOverGlorot(.relu), isBelow: 0.7, .fixed(2))
lesson.claim(
  "He's training loss over the last two epochs is {} of Glorot's, for tanh",
  heOverGlorot(.tanh), isBelow: 1.1, .fixed(2))
lesson.claim(
  "Ten layers of tanh under Glorot get {} of the digits right",
  runs[.tanh][.glorot].accuracy, isAbove: 0.75, .percent(1))
lesson.claim(
  "The best of three deep sigmoid networks gets {} of the digits right",
  runs[.sigmoid].values.map(\.accuracy).max()!, isBelow: 0.25, .percent(1))
lesson.claim(
  "The best of three networks started by U(±1/√n) gets {} of the digits right",
  runs.values.map { $0[.oneOverRoot].accuracy }.max()!, isBelow: 0.35, .percent(1))

//: ReLU needs He's factor of 2: under Glorot its loss has hardly left that of guessing. (A rate of 0.1 is at the edge of
//: what ReLU withstands here. With one or two seeds in a hundred He's loss jumps there, and Glorot's ends lower.)
//:
//: The pairing that the two names would not have predicted is tanh under He. It fits faster than tanh under Glorot, whose
//: rule was made for it; on the validation digits the two are close. The figure of lines and points had it already:
//: under He, tanh's gradients keep their size better. Tanh does take something away, if less than ReLU, and a rule that
//: treats its slope as 1 gives back too little. (PyTorch recommends a variance of $2.8/n$ for tanh, more than He's.)
//: "Glorot for tanh" is a habit that works, and no law.
//:
//: Sigmoid gets nowhere under any scheme. Is that the rule, the depth, or the rate? Here are sigmoid networks with fewer
//: layers, all under Glorot, at a rate of 0.1 and at ten times that:

let depths = [1, 2, 3, 4]
let shallow = Results([0.1, 1]) { rate in
  depths.map { depth in
    let widths = trainedWidths(depth)
    return trained(stack(widths, Sigmoid(), .glorot, using: &generator), rate: rate)
      .accuracy
  }
}
let learning = depths.indices.filter { i in
  shallow.values.contains { $0[i] > 0.3 }
}.count
lesson.record("one sigmoid", shallow[0.1][0], .percent(0))
lesson.ask(
  "Up to how many hidden layers does one of the two rates get a sigmoid network to "
    + "learn?", ["none", "one", "two", "three", "four"], answer: learning,
  "with one layer both rates do well. Each further layer takes a large factor from the "
    + "first layer's gradient, and a rate ten times as large pays for about one.")

//: Guessing gets 10 % right.

lesson.table(
  ["sigmoid under Glorot, hidden layers"] + depths.map { "\($0)" },
  shallow.map { rate, accuracies in
    ["accuracy at a rate of \(rate.text(.significant(1)))"]
      + accuracies.map { $0.text(.percent(0)) }
  })
lesson.claim(
  "With one hidden layer of sigmoids, at a rate of 0.1, {} are right",
  shallow[0.1][0], isAbove: 0.75, .percent(1))
lesson.claim(
  "With four hidden layers of sigmoids, at the better of two rates, {} are right",
  shallow.values.map { $0[3] }.max()!, isBelow: 0.35, .percent(1))

//: So Glorot's rule serves a sigmoid network of one or two hidden layers. It does not stop the gradient from vanishing;
//: it is depth that makes that visible.

//: ## What training makes of the start (deeper)
//:
//: The rules speak of weights that have just been drawn. Here are the same first and last hidden layers under Glorot's
//: rule at the start, and after the four epochs:

let afterwards = Results(activations) { activation in
  let run = runs[activation][.glorot]
  return [("start", starts[activation][.glorot]), ("after four epochs", run.network)]
    .map { name, network in
      (name, network.outputs(for: someDigits.inputs, mode: .inference))
    }
}
lesson.figure(
  "afterwards",
  densities(activations, columns: columns, "output", over: -1.1...2, upTo: 4) {
    activation, column in
    afterwards[activation].map { name, outputs in
      (name, outputs[[1, 2 * hidden - 1][column]], name == "start" ? .grey : .blue)
    }
  },
  caption: "What two layers put out under Glorot's rule, before and after training: 64 "
    + "units, 128 digits. Densities above 4 are cut off.")

//: And in numbers, how much the last hidden layer varies from digit to digit, for both rules:

/// How much the last hidden layer's outputs vary from digit to digit.
func lastSpread(_ network: Network) -> Double {
  network.outputs(for: someDigits.inputs, mode: .inference)[2 * hidden - 1]
    .spreadBetweenRows
}
let spreads = Results(activations) { activation in
  [Scheme.glorot, .he].flatMap { scheme in
    [starts[activation][scheme], runs[activation][scheme].network].map(lastSpread)
  }
}
lesson.table(
  ["layer 10, from digit to digit", "Glorot: start", "after", "He: start", "after"],
  spreads.map { activation, values in
    [activation.rawValue] + values.map { $0.text(.significant(2)) }
  })
lesson.claim(
  "Training makes tanh's last hidden layer vary {} times as much from digit to digit",
  spreads[.tanh][1] / spreads[.tanh][0], isAbove: 1.2, .fixed(2))
lesson.claim(
  "Training makes sigmoid's last hidden layer vary {} times as much",
  spreads[.sigmoid][1] / spreads[.sigmoid][0], isWithin: 0.8...1.25, .fixed(2))

//: The first layer's densities hardly change. Training spreads tanh's last layer out, and moves apart what it has to tell
//: apart. Where the start had handed nothing on, training finds nothing to work with: sigmoid's last layer sends the
//: same for every digit, before and after.

//: ## A sigmoid repaired (deeper)
//:
//: If slope and value are all that is wrong with sigmoid, then repairing these two must be enough. It is:
//: $\tanh(v) = 2 \sigma(2v) - 1$. A tanh is a sigmoid of twice the input, stretched by 2 and shifted by 1. Push the
//: stretch and the shift into the next layer's weights and biases: for hidden layers, four times the weights, and a
//: bias of minus twice the sum of each unit's weights. The factor 4 mends the slope, and the bias takes away the
//: halves. Then a network of sigmoids computes *the same function* as the tanh network (`SigmoidTwin.swift` builds it):

func scores(of network: Network) -> Matrix {
  network.outputs(for: someDigits.inputs, mode: .inference).last!
}
let tanhNetwork = starts[.tanh][.glorot]
let twin = sigmoidTwin(of: tanhNetwork)
lesson.claim(
  "The scores of the sigmoids with both repairs are those of the tanhs, up to {}",
  abs(scores(of: tanhNetwork) - scores(of: twin)).max, isBelow: 1e-10, isAlways: true)

//: So they start as one. Do they learn alike, from the start that Glorot's rule gave the tanh network?

let repaired = trained(twin, rate: rate)
lesson.claim(
  "Sigmoids with slope and value repaired get {} right after four epochs",
  repaired.accuracy, isAbove: 0.25, .percent(1))
lesson.record("tanh twin", runs[.tanh][.glorot].accuracy, .percent(1))

//: They learn, but not alike: the tanh network reached {{tanh twin}}. Where that network has a hidden weight $w$, its
//: twin has $4w$. The gradient with respect to $4w$ is a quarter of that with respect to $w$, so at the same rate $4w$
//: moves a quarter as far, where it would have to move four times as far to keep up: $w$ itself moves a sixteenth as
//: far. The same function in other parameters is another problem for descent.

//: ## Leaky ReLU (deeper)
//:
//: He's rule is recommended for ReLU *and its variants*. Strictly, a leaky ReLU has a rule of its own,
//: $2 / ((1 + a^2) \, n_{\text{in}})$. Does that matter? Here is a slope of {{slope}} below 0, in the same ten layers of
//: 64 units, with the size of the tenth layer's pre-activations for inputs of size 1:

let leaky = LeakyReLU(slope: lesson.knob("slope"))
let power = 1 + leaky.slope * leaky.slope
let ownFactor = sqrt(2 / power)
let leakyStart = stack(trainedWidths(hidden), leaky, .he, using: &generator)
let leakyOwn = stack(
  trainedWidths(hidden), leaky, .fanIn, times: ownFactor, using: &generator)
let noiseInput = Matrix.noise(128, digits.training.features, using: &generator)
let relatives = [
  ("ReLU, He", sqrt(2), starts[.relu][.he]),
  ("leaky ReLU, He", sqrt(2 * pow(power, Double(hidden - 1))), leakyStart),
  ("leaky ReLU, its own", ownFactor, leakyOwn),
].map { name, predicted, network in
  let z = network.outputs(for: noiseInput, mode: .inference)[2 * hidden - 2]
  return (name: name, size: Comparison(predicted, measured: z.size))
}

//: He's rule treats the leak as if it were not there, so the size grows by the factor $\sqrt{1 + a^2}$ in each layer.

lesson.table(
  ["activation and rule", "size predicted", "measured"],
  relatives.map { name, size in
    [name] + [size.predicted, size.measured].map { $0.text(.significant(2)) }
  })
lesson.try(
  "--section Leaky --slope 0.9",
  "A line that hardly bends: which of the two rules is off now, and what does it cost?")

let leakyRun = trained(leakyStart, rate: rate)
lesson.claim(
  "The sizes in ReLU's and leaky ReLU's tenth layer are those predicted, up to a "
    + "factor of {}",
  relatives.map(\.size.error).max()!, isBelow: 4, .fixed(2))
lesson.claim(
  "Under He's rule the leaky ReLU gets {} right after four epochs",
  leakyRun.accuracy, isAbove: 0.4, .percent(1))
lesson.record("leaky", leakyRun.history.last, .fixed(2))

//: For a small $a$ the two rules hardly differ, and He's serves: the loss in the fourth epoch is {{leaky}}, against
//: {{ReLU He}} for ReLU. The leak itself does more than the choice between the rules.

//: ## Where the promise ends
//:
//: Both rules keep the size from layer to layer because a layer's output *replaces* its input. In a residual block
//: ([He, Zhang, Ren and Sun, "Deep Residual Learning for Image Recognition" (CVPR
//: 2016)](https://arxiv.org/abs/1512.03385), equation 1) it does not. There the input takes a way around some layers and
//: is added to what they make of it:
//:
//: $$ y = x + f(x) $$
//:
//: Going back, a sum passes the gradient on to both of its terms (lesson 03), so $\partial J / \partial x$ is
//: $\partial J / \partial y$ plus what comes back through $f$.
//:
//: Let the branch $f$ be a ReLU followed by a dense layer with He's weights: the layer of the last sections, which
//: keeps the mean square. What does the block do to it?
//:
//: $$
//: \begin{aligned}
//: \mathbb{E}[y^2] &= \mathbb{E}[x^2] + 2 \, \mathbb{E}[x f(x)] + \mathbb{E}[f(x)^2] \\
//: &= \mathbb{E}[x^2] + 0 + \mathbb{E}[x^2] \\
//: &= 2 \, \mathbb{E}[x^2]
//: \end{aligned}
//: $$
//:
//: The middle term is 0 because $f(x)$ is a sum of products with fresh weights of mean 0: for any given $x$ it is as
//: likely positive as negative. So each block doubles the mean square, and $L$ blocks multiply it by $2^L$. *Because*
//: $f$ keeps the size, the block does not. For the gradient the same three lines hold.
//:
//: It is often said that here other techniques, such as batch normalization, *must* be used. Two repairs suggest
//: themselves. *Shrink the branch*: multiply it by $\alpha = 1/\sqrt{L}$, or its last weights, which is the same. Its
//: mean square is multiplied by $\alpha^2 = 1/L$, so each block multiplies the mean square by $1 + 1/L$, and $L$ of them
//: by $(1 + 1/L)^L$, which never exceeds $e \approx 2.72$. *Normalize the branch's input* (lesson 10): then $f$ puts out
//: a mean square of 1, however large $x$ has become, and each block adds 1 where the bare block doubles. Here are
//: {{blocks}} blocks of 128 units, with inputs of size 1:

let count = Int(lesson.knob("blocks"))
let blockInput = Matrix.noise(128, 128, using: &generator)
let streams = Results(Branch.allCases) { branch in
  var network = Network(blocks(branch, count, width: 128, using: &generator))
  let forward = network.outputs(for: blockInput, mode: .training).map(\.meanSquare)
  _ = network.forward(blockInput, mode: .training)
  let backward = network.backward(Matrix.noise(128, 128, using: &generator)).meanSquare
  let predicted = (1...count).map { branch.meanSquare(after: $0, of: count) }
  return (forward: forward, backward: backward, predicted: predicted)
}

lesson.figure(
  "residual",
  Plot(
    x: Axis("block", scale: .whole), y: Axis("mean square", scale: .logarithmic),
    marks: streams.flatMap { branch, sizes in
      lineAndPoints(
        sizes.predicted, sizes.forward, label: branch.rawValue, color: branch.color)
    }),
  caption: "The mean square of what leaves each of \(count) residual blocks. "
    + "Lines: 2ˡ, (1 + 1/L)ˡ and 1 + l. Points: measured.")

//: Do the points keep to their lines, and does the gradient double too?

lesson.record("stream", streams[.he].forward.last!, .significant(2))
lesson.record("stream gradient", streams[.he].backward, .significant(2))
lesson.claim(
  "A block with He's branch multiplies the mean square by {}, on average",
  pow(streams[.he].forward.last!, 1 / Double(count)), isWithin: 1.6...2.3, .fixed(2))
lesson.claim(
  "A block with He's branch multiplies the gradient's mean square by {}, on average",
  pow(streams[.he].backward, 1 / Double(count)), isWithin: 1.7...2.3, .fixed(2))
lesson.claim(
  "The points of the two repairs are on their lines, up to a factor of {}",
  [Branch.scaled, .normalized].flatMap { branch in
    zip(streams[branch].forward, streams[branch].predicted).map(factor)
  }.max()!, isBelow: 1.5, .fixed(2))

//: With He's weights alone the mean square is {{stream}} after the last block, and the gradient's {{stream gradient}}
//: when it is back at the input. Now train the three on the digits for four epochs, with as many blocks of 64 units and
//: a rate of 0.03:

func residual(_ branch: Branch) -> Network {
  let first = stack([digits.training.features, 64], nil, .fanIn, using: &generator)
  let last = stack([64, 10], nil, .he, using: &generator)
  let middle = blocks(branch, count, width: 64, using: &generator)
  return Network(first.layers + middle + [ReLU()] + last.layers)
}
let bare = residual(.he)
let residualRuns = Results(
  lesson.progress("three residual networks", Branch.allCases)
) { branch in
  trained(branch == .he ? bare : residual(branch), rate: 0.03)
}

//: Two of the three are repaired.

let learns = Branch.allCases.map { residualRuns[$0].accuracy > 0.4 }
lesson.record("scaled", residualRuns[.scaled].accuracy, .percent(0))
lesson.record("normalized", residualRuns[.normalized].accuracy, .percent(0))
lesson.ask(
  "Must it be batch normalization? Which of the two repairs will learn?",
  ["neither", "the shrunk branch", "the normalized branch", "both"],
  answer: (learns[1] ? 1 : 0) + (learns[2] ? 2 : 0),
  "{{scaled}} right with the branch shrunk, and {{normalized}} with it normalized.")
lesson.table(
  ["branch", "loss, epoch 1", "epoch 4", "accuracy"],
  residualRuns.map { branch, run in
    if let update = run.history.divergedAfter {
      return [branch.rawValue, "not finite from update \(update) on", "", ""]
    }
    let losses = [run.history.epochMeans.first!, run.history.last]
    return [branch.rawValue] + losses.map { $0.text(.significant(2)) }
      + [run.accuracy.text(.percent(1))]
  })

//: A run ends where its loss is no longer finite.

lesson.try(
  "--section Where --blocks 4",
  "Does the bare network learn now? How many blocks does it take to lose it?")

lesson.claim(
  "Residual blocks with He's branch alone get {} right (0 if the run diverged)",
  residualRuns[.he].accuracy, isBelow: 0.5, .percent(1))
lesson.claim(
  "Residual blocks with the branch divided by √L get {} of the digits right",
  residualRuns[.scaled].accuracy, isAbove: 0.5, .percent(1))
lesson.claim(
  "Residual blocks with batch norm in the branch get {} of the digits right",
  residualRuns[.normalized].accuracy, isAbove: 0.7, .percent(1))

//: The bare network is lost from its first updates on, and both repairs learn. So it is right that the rules alone do
//: not carry over, and batch normalization is a cure. ([De and Smith, "Batch Normalization Biases Residual Blocks
//: Towards the Identity Function in Deep Networks" (NeurIPS 2020)](https://arxiv.org/abs/2002.10444), explain it in just
//: this way.) But it is not the only one: dividing the branch's weights by $\sqrt{L}$ was enough. GPT-2 does the same:
//: it scales the weights of its residual layers by $1/\sqrt{N}$ at the start, where $N$ is their number ([Radford and
//: others, "Language Models are Unsupervised Multitask Learners" (OpenAI
//: 2019)](https://cdn.openai.com/better-language-models/language_models_are_unsupervised_multitask_learners.pdf),
//: section 2.3). [Zhang, Dauphin and Ma, "Fixup Initialization" (ICLR 2019)](https://arxiv.org/abs/1901.09321), go
//: further and start the last layer of every branch at zero, so that each block begins as the identity. What fails is
//: not the arithmetic. It is applying a result for one layer to a sum of two paths.

//: ## Is it only the rate? (deeper)
//:
//: The bare network's gradient is huge, so perhaps the rate was too large for it alone. It gets three smaller ones:

let smallerRates = [0.0003, 0.001, 0.003]
let bareRuns = Results(lesson.progress("three rates", smallerRates)) { rate in
  trained(bare, rate: rate)
}
lesson.table(
  ["He's branch alone, rate"] + smallerRates.map { $0.text(.significant(1)) },
  [
    ["loss, epoch 4"] + bareRuns.values.map { $0.history.last.text(.significant(2)) },
    ["accuracy"] + bareRuns.values.map { $0.accuracy.text(.percent(0)) },
  ])
lesson.claim(
  "At the best of three smaller rates He's branch alone ends with a loss of {}",
  bareRuns.values.map(\.history.last).min()!, isAbove: 0.4, .fixed(2))
lesson.record("scaled loss", residualRuns[.scaled].history.last, .significant(2))

//: A small rate saves it from diverging, and does not make it learn well: the branch divided by $\sqrt{L}$ ends with
//: {{scaled loss}}. (∞ stands for a run that diverged.)

//: ## What to remember
//:
//: What each repair bought, after four epochs:

func gained(_ name: String, _ before: Run, _ after: Run) -> [String] {
  [name]
    + [before, after].map {
      "\($0.history.last.text(.significant(2))), \($0.accuracy.text(.percent(0)))"
    }
}
lesson.table(
  ["repair", "loss, accuracy before", "after"],
  [
    gained("ReLU: He for Glorot", runs[.relu][.glorot], runs[.relu][.he]),
    gained("tanh: He for Glorot", runs[.tanh][.glorot], runs[.tanh][.he]),
    gained("sigmoid: slope and value", runs[.sigmoid][.glorot], repaired),
    gained("residual: branch / √L", residualRuns[.he], residualRuns[.scaled]),
    gained("residual: batch norm", residualRuns[.he], residualRuns[.normalized]),
  ])

//: 1. A layer multiplies mean squares by $n \sigma_w^2$: with the fan-in going forward, with the fan-out going back.
//:    Glorot takes $2/(n_{\text{in}} + n_{\text{out}})$, normal or uniform with $r = \sqrt{3} \, \sigma_w$.
//: 2. ReLU halves the mean square (not the variance), so He takes $2/n_{\text{in}}$. Sigmoid has slope 1/4 and value
//:    1/2, and neither rule corrects these.
//: 3. The rules hold for layers in a row, when the weights have just been drawn. Residual sums need their branches
//:    shrunk or normalized.
//:
//: Both rules keep the *average* size. [Saxe, McClelland and Ganguli, "Exact solutions to the nonlinear dynamics of
//: learning in deep linear neural networks" (ICLR 2014)](https://arxiv.org/abs/1312.6120), draw orthogonal matrices
//: instead, which keep the length of *every* vector. Lesson 09 shows what people did before these rules were known.
//: Lesson 10 asks what keeps the sizes right *after* the first update, and has an answer that makes the start almost
//: irrelevant.

//: ## Exercises
//:
//: Open `Exercises/08-glorot-vs-he.swift`. Every exercise there begins with a function that stops with `todo`; put your
//: own lines in its place, and run the grader:
//:
//: ```
//: swift test --filter lesson08
//: ```

lesson.exercises()

lesson.end()
