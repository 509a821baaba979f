//: # Glorot vs He
//:
//: *How large should the first weights be, so that signals keep their size?*
//:
//: Lesson 07 drew the weights of every layer from the same distribution and watched. Large weights drove every tanh to
//: its two ends. Small weights made each layer hand on less than it got, until nothing was left to tell one digit from
//: another. There must be a size in between that is right, and it cannot be one number for all layers: a unit that sums
//: a thousand inputs collects more than a unit that sums ten.
//:
//: This lesson computes that size. The answer is two short rules that carry the names of the people who found them,
//: Glorot and He (or Xavier and Kaiming: some frameworks go by first names). We derive both, draw what they promise as
//: lines, and lay what real networks do over the lines as points. Along the way we correct three statements of the
//: course notes, and at the end we meet a kind of network for which the promise is broken.

import Datasets
import Engine
import LessonKit
import Plots

let lesson = Lesson(8, takesMNIST: true)
let digits = lesson.digits().standardized()
var generator = Generator(seed: lesson.seed)

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
//: The notes reach the same factor for the variance of a dot product, but they assume that the inputs are independent
//: and have mean 0. We needed neither. Only the weights must be independent with mean 0, and those we draw ourselves.
//: The price is that we speak of the mean square and not of the variance. We call the root of the mean square the
//: *size* of a signal. For numbers whose mean is 0, such as $z$, it is the standard deviation.
//:
//: So a layer multiplies size by $\sqrt{n_{\text{in}}} \, \sigma_w$. To keep it, that factor must be 1:
//:
//: $$ \sigma_w = \frac{1}{\sqrt{n_{\text{in}}}} $$
//:
//: Without activations in between, $L$ layers multiply size by $(\sqrt{n_{\text{in}}} \, \sigma_w)^L$. Is it important
//: to meet the 1 precisely? Suppose the weights are a fifth too small, or a quarter too large, in twenty layers of 128
//: units. Make a guess before you read on. (What draws the weights, measures and predicts stands beside this file, in
//: `Rule.swift`, `Stack.swift`, `Signals.swift`, `Prediction.swift` and `Branch.swift`. Read it after the exercises.)

let deep = [Int](repeating: 128, count: 21)
let x = Matrix.noise(128, 128, using: &generator)

let sizes = Results([0.8, 1, 1.25]) { factor in
  stack(deep, nil, .fanIn, times: factor, using: &generator)
    .outputs(for: x, mode: .inference).map(\.size)
}
lesson.figure(
  "linear",
  Plot(
    x: Axis("layer"), y: Axis("size of the output", scale: .logarithmic),
    marks: zip(sizes, [Color.blue, .orange, .green]).flatMap { run, color in
      let (factor, measured) = run
      let line = (1...20).map { pow(factor, Double($0)) }
      return lineAndPoints(line, measured, label: "\(factor)", color: color)
    }),
  caption: "The size of each layer's output in twenty linear layers, for weights of "
    + "0.8, 1 and 1.25 times 1/√n. Lines: the formula. Points: measured.")

//: What is left of a signal of size 1 at the end of the three lines?

lesson.claim(
  "weights of 1/√n: the size after twenty linear layers",
  sizes[1.0].last!, isWithin: 0.7...1.4, .fixed(2))
lesson.claim(
  "weights a fifth smaller: the size after twenty linear layers",
  sizes[0.8].last!, isBelow: 0.02, as: "faded", .significant(2))
lesson.claim(
  "weights a quarter larger: the size after twenty linear layers",
  sizes[1.25].last!, isAbove: 50, as: "swollen", .significant(2))

//: A fifth less leaves {{faded}} of a signal of size 1, and a quarter more makes {{swollen}} of it. Depth turns a small
//: error of each layer into a large one of the network. The points do not sit on the lines exactly, because the formula
//: is an average over all draws and we made only one.

//: ## The way back
//:
//: Gradients take the same road in the other direction. Input $i$ feeds all $n_{\text{out}}$ units of the layer, so its
//: gradient collects from all of them (lesson 03):
//:
//: $$ \frac{\partial L}{\partial x_i} = \sum_{j=1}^{n_{\text{out}}} w_{ij} \, \frac{\partial L}{\partial z_j} $$
//:
//: Again a sum of products with weights. If the gradients $\partial L / \partial z_j$ were numbers that have nothing to
//: do with these weights, the four lines above would apply word for word, and the layer would multiply the size of the
//: gradient by $\sqrt{n_{\text{out}}} \, \sigma_w$. They do have to do with them, since the loss was computed through
//: these weights. We pretend that they have not, and let the measurements decide whether that was permitted. To keep
//: the gradient's size:
//:
//: $$ \sigma_w = \frac{1}{\sqrt{n_{\text{out}}}} $$
//:
//: The two wishes agree only where $n_{\text{in}} = n_{\text{out}}$. Glorot and Bengio ("Understanding the difficulty
//: of training deep feedforward neural networks", AISTATS 2010, equation 12) settle for a compromise:
//:
//: $$
//: \sigma_w^2 = \frac{2}{n_{\text{in}} + n_{\text{out}}} = \frac{1}{\text{fan}_{\text{avg}}},
//: \qquad
//: \text{fan}_{\text{avg}} = \frac{n_{\text{in}} + n_{\text{out}}}{2}
//: $$
//:
//: The notes call this the average of the two scaling factors $1/\sqrt{n_{\text{in}}}$ and $1/\sqrt{n_{\text{out}}}$.
//: It is not: it averages the two *fans*, and the factor comes afterwards. Compute both for a layer of 64 inputs and 10
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

//: The average of the factors is {{too large}} larger, more than the quarter that made the signal swell in the first
//: figure. Let us see what the two do in a network that makes the fans very different: sixteen linear layers whose
//: widths alternate between 256 and 32. Next to them stand the two one-sided rules, and a third kind of average. We
//: measure the size of the last output, and the size of the gradient when it has come all the way back to the input;
//: both start at 1. The one-sided rules each ignore one direction completely, the averages attend to both. Which would
//: you take?

let alternating = [256] + (1...8).flatMap { _ in [32, 256] }
let wideInput = Matrix.noise(256, 256, using: &generator)
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
lesson.table(
  ["rule", "forward: predicted", "measured", "backward: predicted", "measured"],
  ends.map { rule, sizes in
    [rule.rawValue]
      + sizes.flatMap { [$0.predicted, $0.measured] }.map { $0.text(.significant(2)) }
  })

//: Is the theory right about all ten sizes? And do the two averages fail in both directions?

lesson.claim(
  "widths of 256 and 32: every measured size is its prediction, up to a factor of",
  ends.values.joined().map(\.error).max()!, isBelow: 1.8, .fixed(2))
lesson.claim(
  "widths of 256 and 32, averaged fans: the larger size at the two ends",
  ends[.glorot].map(\.measured).max()!, isBelow: 0.06)
lesson.claim(
  "widths of 256 and 32, averaged factors: the smaller size at the two ends",
  ends[.averagedFactors].map(\.measured).min()!, isAbove: 4)
lesson.record("pair glorot", 4 * 256 * 32 / pow(256 + 32, 2), .fixed(2))
lesson.record("pair half", 8.0 / 9, .fixed(2))
lesson.record("ten pairs", pow(8.0 / 9, 10), .fixed(2))

//: If you took the one-sided rules you may be surprised to be right. Look at one pair of layers, from $n$ units to $m$
//: and back to $n$. Forward, its mean square is multiplied by $n \sigma_1^2 \cdot m \sigma_2^2$, and backward by
//: $m \sigma_1^2 \cdot n \sigma_2^2$: the same. With fan-in, $\sigma_1^2 = 1/n$ and $\sigma_2^2 = 1/m$, and the product
//: is 1 in *both* directions. What one layer does wrong the next one sets right, because each layer's $n_{\text{out}}$
//: is the next one's $n_{\text{in}}$. Over a whole network everything cancels but the two ends: fan-in multiplies the
//: gradient's mean square by $n_L / n_0$, whatever the depth.
//:
//: An average does not cancel. Glorot's gives the pair $4nm/(n+m)^2$, which is {{pair glorot}} here and below 1
//: whenever $n \neq m$; averaging the factors gives more than 1. Only the geometric mean,
//: $\sigma_w^2 = 1/\sqrt{n_{\text{in}} n_{\text{out}}}$, keeps the pair at 1.
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
//: To have the variance $\sigma_w^2$ we need $r = \sqrt{3} \, \sigma_w$. That is where the $\sqrt{3}$ of the notes
//: comes from, and in Glorot's case it gives
//:
//: $$ r = \sqrt{\frac{3}{\text{fan}_{\text{avg}}}} = \sqrt{\frac{6}{n_{\text{in}} + n_{\text{out}}}} $$
//:
//: The notes' first attempt, uniform between $-1/\sqrt{n_{\text{in}}}$ and $1/\sqrt{n_{\text{in}}}$, took the limit for
//: the standard deviation. Its variance is $1/(3 n_{\text{in}})$, so each layer divides size by $\sqrt{3}$; lesson 07
//: saw the result. (It is also what PyTorch's `Linear` does when it is told nothing else.)
//:
//: Does the shape really not matter? Here are three networks of twenty layers with the same variance and very different
//: weights: normal, uniform, and a coin flip between $+\sigma_w$ and $-\sigma_w$, which knows no small weights and no
//: large ones. In the last row stands the notes' uniform rule.

let shaped = Results(Distribution.allCases) { distribution in
  stack(deep, nil, .fanIn, distribution, using: &generator)
}
let tooNarrow = stack(deep, nil, .oneOverRoot, .uniform, using: &generator)
func sizesByLayer(_ network: Network) -> [Double] {
  network.outputs(for: x, mode: .inference).map(\.size)
}
let narrowSizes = sizesByLayer(tooNarrow)
let shapedSizes = shaped.map { ($0.rawValue, sizesByLayer($1)) }
lesson.table(
  ["weights", "size after 1", "5", "10", "20 layers"],
  (shapedSizes + [(Rule.oneOverRoot.rawValue, narrowSizes)]).map { name, sizes in
    [name] + [1, 5, 10, 20].map { sizes[$0 - 1].text(.significant(2)) }
  })

lesson.claim(
  "variance 1/n, any shape: the size after twenty layers is 1, up to a factor of",
  shapedSizes.map { factor($1.last!, 1) }.max()!, isBelow: 1.4, .fixed(2))
lesson.claim(
  "U(±1/√n): a layer divides the size by √3 = 1.732, on average over nineteen",
  pow(narrowSizes.first! / narrowSizes.last!, 1.0 / 19),
  isWithin: 1.68...1.78, .fixed(3))

//: It does not matter. Use whichever your framework offers. (Keras's normal schemes draw again what falls outside two
//: standard deviations, and widen the distribution to make up for it. The variance is the same.)

//: ## What ReLU takes
//:
//: So far nothing stood between the layers. Now put a ReLU there, and follow a pre-activation $z$ with mean square $q$
//: through it.
//:
//: Turn the signs of all weights of a unit, and $z$ turns into $-z$. Both sets of weights are equally likely to be
//: drawn, so $z$ is symmetric around 0: each value is as likely as its opposite. ReLU keeps the positive half of these
//: values and makes the others 0. Both halves contribute the same to $\mathbb{E}[z^2]$, so
//:
//: $$ \mathbb{E}[\operatorname{ReLU}(z)^2] = \frac{1}{2} \, \mathbb{E}[z^2] = \frac{q}{2} $$
//:
//: One often reads that ReLU halves the *variance*. It does not. Its output has a mean above 0, and the variance is
//: what remains of the mean square when the square of that mean is taken away. For normal $z$ the mean is
//: $\int_0^\infty z \, \varphi(z) \, dz = \sqrt{q / 2\pi}$, with $\varphi$ for the density, so
//:
//: $$
//: \operatorname{Var}(\operatorname{ReLU}(z)) = \frac{q}{2} - \frac{q}{2 \pi}
//: = \left( \frac{1}{2} - \frac{1}{2\pi} \right) q \approx 0.341 \, q
//: $$

let z = Matrix.noise(256, 256, using: &generator)
let rectified = Network([ReLU()]).outputs(for: z, mode: .inference).last!
lesson.claim(
  "ReLU leaves this share of the mean square",
  rectified.meanSquare / z.meanSquare, isWithin: 0.48...0.52, .fixed(3))
lesson.claim(
  "ReLU leaves this share of the variance",
  rectified.variance / z.variance, isWithin: 0.33...0.352, .fixed(3))

//: Which of the two does the next layer care about? The first section has the answer: a sum of products with random
//: weights grows with the mean *square* of its inputs, mean included. So a layer after a ReLU multiplies the mean
//: square of the pre-activations by $\tfrac{1}{2} n_{\text{in}} \sigma_w^2$, and to keep it we need
//:
//: $$ \sigma_w^2 = \frac{2}{n_{\text{in}}} $$
//:
//: This is the rule of He, Zhang, Ren and Sun ("Delving Deep into Rectifiers", ICCV 2015, equation 10). The uniform
//: form follows as before: $r = \sqrt{3} \, \sigma_w = \sqrt{6 / n_{\text{in}}}$. The engine's `Initializer` has two
//: forms of both rules: `.glorotNormal`, `.glorotUniform`, `.heNormal` and `.heUniform`.
//:
//: Someone who trusted the sentence about the variance, and measured it, would ask for
//: $n_{\text{in}} \sigma_w^2 = 1/0.341$ instead. And someone who forgot the ReLU would take $1/n_{\text{in}}$. Three
//: rules, ten layers of 256 units with ReLU:

let rectifiedWidths = [Int](repeating: 256, count: 11)
let contenders = Results([Rule.fanIn, .he, .variancePreserving]) { rule in
  let network = stack(rectifiedWidths, .relu, rule, using: &generator)
  return Comparison(
    Prediction(rectifiedWidths, .relu, rule).forward.last!,
    measured: network.outputs(for: wideInput, mode: .inference).last!.size)
}

//: Which of the three keeps the size over ten layers?

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
lesson.claim(
  "ReLU without the factor of 2: the size after ten layers",
  contenders[.fanIn].measured, isBelow: 0.12)
lesson.claim(
  "ReLU under He: the size after ten layers is its prediction, up to a factor of",
  contenders[.he].error, isBelow: 1.8, .fixed(2))
lesson.claim(
  "ReLU with weights that keep the variance: the size after ten layers",
  contenders[.variancePreserving].measured, isAbove: 2.5)

//: (The first layer gets its input without a ReLU in front, so its factor is not halved. Under He's rule it doubles the
//: mean square once, which is why the middle row settles at $\sqrt{2}$ and not at 1.)
//:
//: On the way back, the gradient with respect to $z$ is that with respect to the output where $z > 0$, and 0 elsewhere.
//: That is half of the places, so again the mean square is halved, and the wish of the backward pass is
//: $\sigma_w^2 = 2/n_{\text{out}}$.
//:
//: A leaky ReLU keeps $a z$ where $z$ is negative. The negative half then contributes $a^2$ times as much as the
//: positive one, the mean square is multiplied by $(1 + a^2)/2$, and the rule becomes
//: $\sigma_w^2 = 2 / ((1 + a^2) \, n_{\text{in}})$ (the same paper, equation 15). For $a = 1$ the function is linear,
//: and we are back at $1/n_{\text{in}}$.

//: ## Which fan?
//:
//: The slides among the notes print He's variance as $2/n^{(l)}$, where $n^{(l)}$ counts the units of the layer itself.
//: That is the fan-*out*. The derivation above says fan-in, $2/n^{(l-1)}$, as the other notes have it. In a network of
//: equal widths nobody can see the difference. Here is one that narrows from 512 to 32 in four steps, with a ReLU after
//: each, and one that widens the same way.

/// What the way from the first layer to the last does to the signal, and the way back
/// to the gradient.
func gains(_ widths: [Int], _ rule: Rule) -> (signal: Double, gradient: Double) {
  let input = Matrix.noise(256, widths[0], using: &generator)
  let network = stack(widths, .relu, rule, using: &generator)
  let signals = Signals(network, input) {
    Matrix.noise($0.rows, $0.columns, using: &generator)
  }
  let (z, dz) = (signals.forward, signals.backward)
  return (z.last!.size / z.first!.size, dz.first!.size / dz.last!.size)
}
let widths512To32 = [512, 256, 128, 64, 32]
let narrowing = Results([Rule.he, .heFanOut]) { gains(widths512To32, $0) }
let widening = Results([Rule.he, .heFanOut]) { gains(widths512To32.reversed(), $0) }

//: Which rule keeps the signal, and which the gradient?

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
  "He by fan-in: both networks keep the size of the signal, up to a factor of",
  max(factor(narrowing[.he].signal, 1), factor(widening[.he].signal, 1)),
  isBelow: 1.8, .fixed(2))
lesson.claim(
  "He by fan-out: the narrowing network multiplies the size of the signal by",
  narrowing[.heFanOut].signal, isAbove: 1.8, .fixed(2))
lesson.claim(
  "He by fan-out: the widening network multiplies the size of the signal by",
  widening[.heFanOut].signal, isBelow: 0.55, .fixed(2))

//: The fan-out rule keeps the gradient's size instead of the signal's. So it is not absurd, and PyTorch offers both as
//: `fan_in` and `fan_out`. Both cancel from layer to layer, as we saw, and leave only the ratio of the first width to
//: the last: here $256/32 = 8$ or $64/512 = 1/8$ in the mean square, so a factor of $\sqrt{8} \approx 2.8$ in size,
//: which further layers in between do not make worse. He and his colleagues say so themselves: either suffices. But
//: whoever writes $2/n^{(l)}$ under the rule "keep the variance of the activations the same" has the wrong $n$.

//: ## Theory as a line, measurement as points
//:
//: Now real data and all three activations: 128 digits, ten hidden layers of 256 units, ten outputs, and the
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
//: network like this is called mean-field theory. Schoenholz, Gilmer, Ganguli and Sohl-Dickstein take it much further
//: in "Deep Information Propagation", ICLR 2017.)

let hidden = 10
let widths = [digits.training.features] + [Int](repeating: 256, count: hidden) + [10]
let someDigits = digits.training.selecting(0..<128)
let activations = [Activation.relu, .sigmoid, .tanh]

let samples = Results([Scheme.glorot, .he]) { scheme in
  Results(activations) { activation in
    let network = stack(widths, activation, scheme.rule, using: &generator)
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

//: Each of the six networks gives a line and ten points going forward, and a line and ten points going back:

lesson.figure(
  "depth",
  .grid(
    columns: activations.map(\.rawValue), rows: ["forward", "backward"], shared: .x,
    plots: [
      panels(samples, over: 0.01...3, line: \.forward, points: \.forward),
      panels(samples, over: 1e-10...0.01, line: \.backward, points: \.backward),
    ]),
  caption: "Standard deviation of the pre-activations of ten hidden layers (left) and "
    + "of the gradients with respect to them (right). Lines: theory. Points: one "
    + "network, 128 digits.")

//: How far off its line is the worst of the points? And how much do ten layers of ReLU take away from the gradient?

let all = samples.flatMap { $1.values }
lesson.claim(
  "ten hidden layers, forward: all sixty points are on their lines, up to a factor of",
  all.map(\.forwardError).max()!, isBelow: 1.8, .fixed(2), as: "forward error")
lesson.claim(
  "ten hidden layers, backward: all sixty points are on their lines, up to a factor of",
  all.map(\.backwardError).max()!, isBelow: 1.8, .fixed(2), as: "backward error")
lesson.record("steepest", all.map(\.fall).max()!, .fixed(1))
lesson.claim(
  "ReLU under Glorot: the first layer's gradient, as a share of the tenth's",
  samples[.glorot][.relu].gradientShare, isBelow: 0.08)
lesson.claim(
  "ReLU under He: the first layer's gradient, as a share of the tenth's",
  samples[.he][.relu].gradientShare, isWithin: 0.6...1.7, .fixed(2))

//: Of the sixty points going forward none is off by more than a factor of {{forward error}}, and of the sixty going
//: back none by more than {{backward error}}, although the steepest line crosses {{steepest}} powers of ten. So it was
//: permitted to pretend that gradients and weights are independent.
//:
//: Read the panels one by one. ReLU under Glorot loses $\sqrt{2}$ in every layer, in both directions; under He it loses
//: nothing. Tanh under Glorot loses a little, and less and less of it: the slope of tanh is 1 only at 0, and Glorot's
//: argument treats it as 1 everywhere. The smaller the signal gets, the truer that becomes. Under He, tanh gets weights
//: with twice the variance, settles into a steady size, and its gradients keep theirs better than under Glorot. And
//: sigmoid? Going forward it looks perfect under either rule, and going back it is a catastrophe.

//: ## The distributions
//:
//: A standard deviation is one number. Here is the whole distribution of what leaves the activations, in the first, the
//: fifth and the tenth layer. First under Glorot:

lesson.figure(
  "outputs-glorot", outputs(samples[.glorot]),
  caption: "What three layers put out under Glorot's rule: 256 units, 128 digits. "
    + "Bars higher than 3 are cut off.")

//: and under He:

lesson.figure(
  "outputs-he", outputs(samples[.he]),
  caption: "The same under He's rule. Some of ReLU's outputs lie beyond the right "
    + "edge.")

//: Under Glorot the ReLU column closes in on 0, and under He it keeps its width. Tanh under Glorot is a hill that
//: slowly narrows. Under He it fills its range, and in the first layer it even piles up at the two ends. Sigmoid looks
//: alike in its panels for the fifth and the tenth layer, and that is the treacherous part.
//:
//: Now the gradients. Each panel shows the gradients with respect to what enters the activation, divided by the size
//: that they have in the tenth layer, so the bottom row always has standard deviation 1.

lesson.figure(
  "gradients-glorot", gradients(samples[.glorot]),
  caption: "The gradients of three layers under Glorot's rule, as multiples of the "
    + "tenth layer's standard deviation. Bars higher than 1 are cut off.")
lesson.figure(
  "gradients-he", gradients(samples[.he]), caption: "The same under He's rule.")

//: For ReLU the peak at 0 is the half of the units that are off. Under Glorot everything else crowds into that peak too
//: as we go back to the first layer; under He it does not. For sigmoid nothing but the peak is left by the fifth layer,
//: under either rule.

//: ## Sigmoid
//:
//: The slides recommend Xavier initialization (Xavier is Glorot's first name) for tanh *and for the logistic sigmoid*,
//: and say that with it vanishing gradients are no longer a problem. For tanh we can agree. For sigmoid the measured
//: gradients disagree, and we can say why. Glorot's argument needs two things of an activation near 0: slope 1 and
//: value 0. Sigmoid has slope $1/4$ and value $1/2$.
//:
//: The slope acts on gradients, in each layer anew: with $n_{\text{out}} \sigma_w^2 = 1$ each layer leaves a quarter of
//: what it gets, at best. The value acts on signals. Every unit puts out about $1/2$, whatever it is shown, and the
//: next layer makes of these constants a $z$ of a respectable size. That is the broad hill in the panels. But it is the
//: *same* hill for every digit. What differs between digits went through the slope as well, and it, too, is quartered.
//: We measure that part alone: how much a unit's output varies from digit to digit.

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

//: By what factor does one layer multiply the differences between digits, and by what factor the gradient?

lesson.record("sigmoid gradient", sigmoids.gradientShare, .significant(2))
lesson.claim(
  "sigmoid under Glorot: the mean of the tenth layer's outputs",
  sigmoids.signals.output(ofLayer: 10).mean, isWithin: 0.45...0.55, .fixed(2))
lesson.claim(
  "sigmoid under Glorot: each layer multiplies what tells digits apart by",
  pow(
    sigmoids.spread(inLayer: 10) / sigmoids.spread(inLayer: 1),
    1.0 / 9),
  isWithin: 0.2...0.28, .fixed(3))
lesson.claim(
  "sigmoid under Glorot: each layer multiplies the gradient, on its way back, by",
  pow(sigmoids.gradientShare, 1.0 / 9), isWithin: 0.2...0.28, .fixed(3))

//: Nearly a quarter, both times. After ten layers all digits look the same, and the first layer's gradient is
//: {{sigmoid gradient}} of the tenth's.
//:
//: If slope and value are all that is wrong, then repairing these two must be enough. It is:
//: $\tanh(v) = 2 \sigma(2v) - 1$. A tanh is a sigmoid of twice the input, stretched by 2 and shifted by 1. Push the
//: stretch and the shift into the next layer's weights and biases: for hidden layers, four times the weights, and a
//: bias of minus twice the sum of each unit's weights. The factor 4 mends the slope, and the bias takes away the
//: halves. Then a network of sigmoids computes *the same function* as the tanh network:

func scores(of network: Network) -> Matrix {
  network.outputs(for: someDigits.inputs, mode: .inference).last!
}
let tanhNetwork = stack(widths, .tanh, .glorot, using: &generator)
let twin = sigmoidTwin(of: tanhNetwork)
lesson.claim(
  "sigmoids with both repairs and tanhs give the same scores, up to",
  abs(scores(of: tanhNetwork) - scores(of: twin)).max, isBelow: 1e-10)

//: ## Four epochs
//:
//: Do these sizes matter once training starts? Three schemes: the notes' U(±1/√n), Glorot and He. Three activations.
//: Ten hidden layers of 64 units on the digits, plain descent at a rate of 0.1, batches of 32, four epochs. Before you
//: look: there is one pairing that the two names of this lesson would not have predicted.

let trainedWidths =
  [digits.training.features] + [Int](repeating: 64, count: hidden) + [10]

func trained(_ start: Network, rate: Double = 0.1) -> Run {
  var generator = Generator(seed: lesson.seed)
  var network = start
  var optimizer = Optimizer(GradientDescent(learningRate: rate))
  var history = History()
  for _ in 1...4 {
    for batch in digits.training.batches(of: 32, using: &generator) {
      let scores = network.forward(batch.inputs, mode: .training)
      let loss = softmaxCrossEntropy(scores, labels: batch.labels)
      history.record(loss, of: batch.count)
      if history.hasDiverged { return Run(history: history, accuracy: 0) }
      network.backward(loss.gradient)
      optimizer.step(&network)
    }
    history.endEpoch()
  }
  let scores = network.forward(digits.validation.inputs, mode: .inference)
  let correct = accuracy(scores, labels: digits.validation.labels)
  return Run(history: history, accuracy: correct)
}

//: All nine starts are drawn before the first is trained, so that one of them can be used again below.

let starts = Results(activations) { activation in
  Results(Scheme.allCases) { scheme in
    stack(
      trainedWidths, activation, scheme.rule, scheme.distribution, using: &generator)
  }
}
let runs = Results(lesson.progress("nine networks", activations)) { activation in
  Results(Scheme.allCases) { scheme in trained(starts[activation][scheme]) }
}

lesson.figure(
  "training",
  .grid(
    columns: activations.map(\.rawValue),
    plots: [
      runs.map { _, runs in
        Plot(
          x: Axis("epoch"), y: Axis("loss", over: 0...2.5),
          marks: runs.map { scheme, run in
            .line(run.history.epochMeans, from: 1, label: scheme.rawValue)
          })
      }
    ]),
  caption: "Training loss over four epochs, ten hidden layers. Guessing costs "
    + "ln 10 ≈ 2.3. In the sigmoid's panel the three lines lie on one another.")

//: And on digits that they have not seen?

lesson.table(
  ["accuracy after 4 epochs"] + Scheme.allCases.map(\.rawValue),
  runs.map { activation, runs in
    [activation.rawValue] + runs.values.map { $0.accuracy.text(.percent(1)) }
  })

/// He's training loss in the fourth epoch, divided by Glorot's.
func heOverGlorot(_ activation: Activation) -> Double {
  runs[activation][.he].history.last / runs[activation][.glorot].history.last
}
lesson.claim(
  "ReLU, fourth epoch: He's loss, as a share of Glorot's",
  heOverGlorot(.relu), isBelow: 0.9, .fixed(2))
lesson.claim(
  "tanh, fourth epoch: He's loss, as a share of Glorot's",
  heOverGlorot(.tanh), isBelow: 0.9, .fixed(2))

//: These two compare how fast a pairing fits. Which pairings have learned anything at all?

lesson.claim(
  "ReLU under Glorot: the loss in the first epoch",
  runs[.relu][.glorot].history.epochMeans.first!, isAbove: 2.1, .fixed(2))
lesson.claim(
  "tanh under Glorot: accuracy after four epochs",
  runs[.tanh][.glorot].accuracy, isAbove: 0.85, .percent(1), as: "tanh twin")
lesson.claim(
  "tanh: accuracy under He minus accuracy under Glorot, in percentage points",
  100 * (runs[.tanh][.he].accuracy - runs[.tanh][.glorot].accuracy),
  isWithin: -10...10, .fixed(1))
lesson.claim(
  "sigmoid under three schemes: the best accuracy after four epochs",
  runs[.sigmoid].values.map(\.accuracy).max()!, isBelow: 0.2, .percent(1))
lesson.claim(
  "U(±1/√n) under three activations: the best accuracy after four epochs",
  runs.values.map { $0[.oneOverRoot].accuracy }.max()!, isBelow: 0.3, .percent(1))

//: Last, the sigmoid twin of the tanh network that Glorot's rule started:

let repaired = trained(sigmoidTwin(of: starts[.tanh][.glorot]))
lesson.claim(
  "sigmoid with slope and value repaired: accuracy after four epochs",
  repaired.accuracy, isAbove: 0.3, .percent(1), as: "repaired")

//: ReLU needs He's factor of 2: under Glorot its first epoch is hardly better than guessing. Compare the two by the
//: loss. At this rate ReLU's loss still jumps up and down, and its accuracy depends on where we happen to stop: with
//: some seeds Glorot's is as good as He's, or better. Sigmoid gets nowhere under any scheme, so the notes' advice is
//: refuted by four epochs of training as well. With slope and value repaired, as in the last claim, it reaches
//: {{repaired}}. It started as the very function from which tanh under Glorot reached {{tanh twin}}. The two start
//: alike, but they do not walk alike. Where the tanh network has a hidden weight $w$, its twin has $4w$. The gradient
//: with respect to $4w$ is a quarter of that with respect to $w$, so at the same rate $4w$ moves a quarter as far,
//: where it would have to move four times as far to keep up: $w$ itself moves a sixteenth as far.
//:
//: The pairing that nobody announced is tanh under He. It has a lower training loss than tanh under Glorot, whose rule
//: was made for it. The figure of lines and points had it already: under He, tanh's gradients keep their size better.
//: Tanh does take something away, if less than ReLU, and a rule that treats its slope as 1 gives back too little. It
//: shows in how fast the network fits; on the validation digits the two are close. (PyTorch recommends a variance of
//: $2.8/n$ for tanh, more than He's.) Glorot's rule is exact for linear layers. "Glorot for tanh" is a habit
//: that works, and no law.

//: ## Where the promise ends
//:
//: Both rules keep the size from layer to layer because a layer's output *replaces* its input. In a residual block (He,
//: Zhang, Ren and Sun, "Deep Residual Learning for Image Recognition", CVPR 2016, equation 1) it does not. There the
//: input takes a way around some layers and is added to what they make of it:
//:
//: $$ y = x + f(x) $$
//:
//: Going back, a sum passes the gradient on to both of its terms (lesson 03), so $\partial L / \partial x$ is
//: $\partial L / \partial y$ plus what comes back through $f$. The engine's `Residual` is these two lines.

var checked = Residual(blocks(.he, 1, width: 5, using: &generator))
let noise = Matrix.noise(6, 5, using: &generator)
let awayFromKink = noise.map { $0 < 0 ? $0 - 0.01 : $0 + 0.01 }
lesson.claim(
  "a residual block's backward pass agrees with finite differences, up to",
  checked.gradientError(at: awayFromKink, using: &generator), isBelow: 1e-6)

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
//: The notes say that here the analysis is flawed, and that other techniques such as batch normalization must be used.
//: Let us see what they do, and whether they must. Two repairs suggest themselves. *Shrink the branch*: multiply it by
//: $\alpha = 1/\sqrt{L}$, or its last weights, which is the same. Its mean square is multiplied by $\alpha^2 = 1/L$, so
//: each block multiplies the mean square by $1 + 1/L$, and $L$ of them by $(1 + 1/L)^L$, which never exceeds
//: $e \approx 2.72$. *Normalize the branch's input* (lesson 10): then $f$ puts out a mean square of 1, however large
//: $x$ has become, and each block adds 1 where the bare block doubles. Sixteen blocks of 128 units, inputs of size 1:

let count = 16
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
    x: Axis("block"), y: Axis("mean square", scale: .logarithmic),
    marks: zip(streams, [Color.blue, .orange, .green]).flatMap { stream, color in
      let (branch, sizes) = stream
      return lineAndPoints(
        sizes.predicted, sizes.forward, label: branch.rawValue, color: color)
    }),
  caption: "The mean square of what leaves each of sixteen residual blocks. "
    + "Lines: 2ˡ, (1 + 1/L)ˡ and 1 + l. Points: measured.")

//: Does each bare block double the mean square, in both directions? And do the repaired ones follow their lines?

lesson.record("stream", streams[.he].forward.last!, .significant(2))
lesson.record("stream gradient", streams[.he].backward, .significant(2))
lesson.claim(
  "residual blocks, He's branch: each multiplies the mean square, on average, by",
  pow(streams[.he].forward.last!, 1 / Double(count)), isWithin: 1.7...2.3, .fixed(2))
lesson.claim(
  "residual blocks, He's branch: each multiplies that of the gradient, on average, by",
  pow(streams[.he].backward, 1 / Double(count)), isWithin: 1.7...2.3, .fixed(2))
lesson.claim(
  "residual blocks, branch divided by √L: all sixteen multiply the mean square by",
  streams[.scaled].forward.last!, isWithin: 1.8...4, .fixed(2))
lesson.claim(
  "residual blocks, both repairs: the points are on their lines, up to a factor of",
  [Branch.scaled, .normalized].flatMap { branch in
    zip(streams[branch].forward, streams[branch].predicted).map(factor)
  }.max()!, isBelow: 1.4, .fixed(2))

//: With He's weights alone the mean square is {{stream}} after sixteen blocks, and the gradient's {{stream gradient}}
//: when it is back at the input. Now train the three on the digits for four epochs, with sixteen blocks of 64 units and
//: a rate of 0.03:

let residualRuns = Results(
  lesson.progress("three residual networks", Branch.allCases)
) { branch in
  let first = stack([digits.training.features, 64], nil, .fanIn, using: &generator)
  let last = stack([64, 10], nil, .he, using: &generator)
  let middle = blocks(branch, count, width: 64, using: &generator)
  return trained(Network(first.layers + middle + [ReLU()] + last.layers), rate: 0.03)
}
//: Which of the three will learn?

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

lesson.claim(
  "sixteen residual blocks, He's branch alone: accuracy, 0 if it diverged",
  residualRuns[.he].accuracy, isBelow: 0.5, .percent(1))
lesson.claim(
  "sixteen residual blocks, branch divided by √L: accuracy after four epochs",
  residualRuns[.scaled].accuracy, isAbove: 0.8, .percent(1))
lesson.claim(
  "sixteen residual blocks, branch with batch norm: accuracy after four epochs",
  residualRuns[.normalized].accuracy, isAbove: 0.8, .percent(1))

//: The bare network is lost from its first updates on. Both repairs learn. So the notes are right that the rules alone
//: do not carry over, and batch normalization is a cure (De and Smith explain it in just this way: "Batch Normalization
//: Biases Residual Blocks Towards the Identity Function in Deep Networks", NeurIPS 2020). But it is not the only one:
//: dividing the branch's weights by $\sqrt{L}$ was enough. Zhang, Dauphin and Ma go further and start the last layer of
//: every branch at zero, so that each block begins as the identity ("Fixup Initialization", ICLR 2019). What fails is
//: not the arithmetic. It is applying a result for one layer to a sum of two paths.

//: ## What to remember
//:
//: 1. A layer multiplies mean squares by $n \sigma_w^2$: with the fan-in going forward, with the fan-out going back.
//:    Glorot takes $2/(n_{\text{in}} + n_{\text{out}})$, normal or uniform with $r = \sqrt{3} \, \sigma_w$.
//: 2. ReLU halves the mean square (not the variance), so He takes $2/n_{\text{in}}$. Sigmoid has slope 1/4 and value
//:    1/2, and neither rule corrects these.
//: 3. The rules hold for layers in a row, when the weights have just been drawn. Residual sums need their branches
//:    shrunk or normalized.
//:
//: Lesson 09 shows what people did before these rules were known. Lesson 10 asks what keeps the sizes right *after* the
//: first update, and has an answer that makes the start almost irrelevant.

//: ## Exercises
//:
//: Open `Exercises/08-glorot-vs-he.swift`. Every exercise there begins with a function that stops with `todo`; put your
//: own lines in its place, and run the grader:
//:
//: ```
//: swift test --filter glorot-vs-he
//: ```

lesson.exercises()

lesson.end()
