//: # Activations, and where they go flat
//:
//: *Why does a network need a non-linearity, and where does each one stop learning?*
//:
//: A neuron does two things. It forms a weighted sum of what it receives, and then it does something to the sum: lesson 01's
//: neuron only looks whether it is above 0. Everything that can be learned is in the first half, in the weights. So what is
//: the second half for? Suppose we leave it out. The network becomes simpler, its formulas shorter, its gradients easier.
//: What do we lose?
//:
//: First two words that stay with us to the end of the course. What a unit receives, the weighted sum plus the bias, is its
//: *pre-activation* $z$. What it sends on is $g(z)$, and $g$ is its *activation*. This lesson is about $g$: what its bend
//: makes possible, where it has none, and where it has no slope. The same curve gives a network its power and takes away
//: its ability to learn; lessons 05 to 11 are about that one conflict.

import Datasets
import Engine
import LessonKit
import Plots

let lesson = Lesson(
  2, takesMNIST: true,
  knobs: .whole("layers", 100, in: 1...1000, "the linear layers that are collapsed"),
  .whole("bends", 3, in: 1...30, "the bends of the polygon in the picture"),
  Knob("flat", 0.05, in: 0.001...0.5, "the share of the steepest slope that is flat"),
  Knob("straight", 0.95, in: 0.6...0.999, "the share from which it counts as straight"),
  Knob("temperature", 1, in: 0.01...100, "the temperature of the softmax"))
let split = lesson.digits().standardized()
var generator = Generator(seed: lesson.seed)
let (flat, straight) = (lesson.knob("flat"), lesson.knob("straight"))
lesson.record("flat", flat, flat < 0.01 ? .percent(1) : .percent(0))
lesson.record("bend", 1 - straight, straight > 0.99 ? .percent(1) : .percent(0))

//: ## Without a bend, depth is nothing
//:
//: Take two layers without an activation. The first turns an example $x$, a row of numbers, into $x W_1 + b_1$. The second
//: does the same with what it gets. Substitute the first into the second, and multiply out:
//:
//: $$
//: \begin{aligned}
//: y &= (x W_1 + b_1) W_2 + b_2 \\
//: &= x \, (W_1 W_2) + (b_1 W_2 + b_2)
//: \end{aligned}
//: $$
//:
//: The first bracket is a matrix, the second a row of numbers. So this is *one* layer, with the weight $W_1 W_2$ and
//: the bias $b_1 W_2 + b_2$. A third layer joins it in the same way, and a hundredth. However deep, it does nothing
//: that one layer cannot do.
//:
//: That is algebra, and algebra with real numbers. A computer rounds after every operation. Does the collapse hold there?
//: We draw stacks of linear layers, 16 units wide, multiply each out into a single layer (`Collapse.swift`), and send the
//: same 50 random examples through both.

let depths = [2, 10, Int(lesson.knob("layers"))]
let differences = Results(depths) { depth in
  var stack = stack(Array(repeating: 16, count: depth + 1), nil, using: &generator)
  var single = stack.collapsed
  let x = Matrix(rows: 50, columns: 16) { _, _ in generator.normal() }
  let y = stack.forward(x, mode: .inference)
  return (y - single.forward(x, mode: .inference)).norm / y.norm
}
lesson.table(
  ["layers", "stack and single layer differ, in norm, by a share of"],
  differences.map { ["\($0)", $1.text(.significant(2))] })
lesson.claim(
  "The deepest stack and its one layer differ by {} of the output's size",
  differences[depths[2]], isBelow: 1e-12, .significant(2))
lesson.try(
  "--section 1 --layers 1000",
  "Is it still rounding, at a hundred times the depth? And with other seeds?")

//: They agree to rounding. Depth without a bend buys nothing but rounding errors.
//:
//: ## What one line can separate
//:
//: A single layer gives each class a score, and where two scores are equal is a straight line (lesson 01). Here are
//: two data sets of 400 points, green against orange. No line separates the moons, but one comes near it. The rings
//: have no good line at all.

let moons = Dataset.twoMoons(count: 400, noise: 0.2, using: &generator)
let rings = Dataset.rings(count: 400, noise: 0.1, using: &generator)

//: Three networks learn each of them: a single layer, which is called *logistic regression*; three layers with sixteen
//: units in between and no activation; and the same three with tanh. They learn by small changes of the weights that
//: make the error smaller, 60 times through the data; lesson 04 tells how that is done.

let plans: [(name: String, widths: [Int], g: Activation?)] = [
  ("one layer", [2, 2], nil), ("three layers, no activation", [2, 16, 16, 2], nil),
  ("three layers, tanh", [2, 16, 16, 2], .tanh),
]
let learned = Results(["moons", "rings"]) { name in
  plans.map { plan in
    var network = stack(plan.widths, plan.g, using: &generator)
    train(
      &network, on: name == "moons" ? moons : rings, rate: 0.3, epochs: 60,
      using: &generator)
    return network
  }
}
let scored = learned.map { name, networks in
  networks.map { $0.accuracy(on: name == "moons" ? moons : rings) }
}
let onMoons = learned["moons"].map { $0.classes(of: moons.inputs) }
let alike = zip(onMoons[0], onMoons[1]).count { $0 == $1 }
let gain = scored[0][1] - scored[0][0]
lesson.record("one", scored[0][0], .percent(1))
lesson.record("three", scored[0][1], .percent(1))

//: The first has 6 parameters, the second 354.

lesson.ask(
  "On the moons, what do the three linear layers gain over the one?",
  ["next to nothing", "some more points get right", "all points get right"],
  answer: scored[0][1] > 0.99 ? 2 : gain > 0.02 ? 1 : 0,
  "they collapse into one layer, and descent finds nearly the same line. With one "
    + "layer {{one}} of the points are right, with three {{three}}.")
lesson.table(
  ["", "moons", "rings"],
  plans.indices.map { i in
    [plans[i].name] + scored.map { $0[i].text(.percent(1)) }
  })

//: And this is where the networks draw the border between the classes:

lesson.figure(
  "borders",
  .grid(
    shared: .none,
    plots: [("moons", moons), ("rings", rings)].map { name, data in
      [1, 2].map { i in
        border(name + (i == 1 ? ", linear" : ", tanh"), data, learned[name][i])
      }
    }),
  caption:
    "Where three layers draw the border between the classes: without an activation it "
    + "is a straight line, with tanh it bends around the points, of which every third "
    + "is drawn.")
lesson.claim(
  "On the moons, one linear layer and three give {} of the points the same class",
  Double(alike) / 400, isAbove: 0.85, .percent(1))
lesson.claim(
  "On the rings, the three linear layers get {} right",
  scored[1][1], isBelow: 0.8, .percent(1))
lesson.claim(
  "On the rings, the same layers with tanh get {} right",
  scored[1][2], isAbove: 0.8, .percent(1))

//: A line through the rings is right for about half of them, as a coin is. The tanh network bends its border around the
//: inner ring. Nothing else has changed: not the number of weights, not the way they learn.

//: ## Seven activations
//:
//: Which bend? Here are seven that are in use. What decides how a unit learns is the slope $g'(z)$ (lesson 03 shows why):
//: every weight in front of the unit gets a gradient that is multiplied by it. Where the slope is 0 the weights in front of
//: the unit are not changed, whatever the error.
//:
//: | activation | $g(z)$ | $g'(z)$ |
//: | :-- | :-- | :-- |
//: | sigmoid | $\frac{1}{1 + e^{-z}}$ | $g \, (1 - g)$ |
//: | tanh | $\frac{e^z - e^{-z}}{e^z + e^{-z}}$ | $1 - g^2$ |
//: | ReLU | $\max(0, z)$ | 1 right of 0, 0 left of it |
//: | leaky ReLU | $\max(0.01 z, z)$ | 1 right of 0, 0.01 left of it |
//: | ELU | $z$, and $e^z - 1$ left of 0 | 1, and $e^z$ left of 0 |
//: | softplus | $\ln(1 + e^z)$ | $\frac{1}{1 + e^{-z}}$ |
//: | GELU | $z \, \Phi(z)$ | $\Phi(z) + z \, \varphi(z)$ |
//:
//: ($\varphi$ is the density of the normal distribution and $\Phi$ the share of it below $z$.) Two of the derivatives
//: deserve a line. For the sigmoid, with $g = (1 + e^{-z})^{-1}$:
//:
//: $$ g' = \frac{e^{-z}}{(1 + e^{-z})^2} = \frac{1}{1 + e^{-z}} \cdot \frac{e^{-z}}{1 + e^{-z}} = g \, (1 - g) $$
//:
//: and for tanh, a quotient $u/v$ with $u' = v$ and $v' = u$:
//:
//: $$ g' = \frac{u' v - u v'}{v^2} = \frac{v^2 - u^2}{v^2} = 1 - g^2 $$
//:
//: Both need only the output, so a layer that remembers what it sent on need not remember what it received. (There is a
//: price in the last digits: at $z = 40$ the sigmoid is 1 in a `Double`, and $g \, (1 - g)$ is 0 instead of
//: $4 \cdot 10^{-18}$. Exercise 2.1 does better.)
//:
//: ReLU is from [Nair and Hinton (2010)](https://icml.cc/Conferences/2010/papers/432.pdf); ELU from [Clevert,
//: Unterthiner and Hochreiter (2016)](https://arxiv.org/abs/1511.07289); GELU from [Hendrycks and Gimpel
//: (2016)](https://arxiv.org/abs/1606.08415). We shade two regions. *Flat* is where the size of the slope is below {{flat}} of
//: the curve's own slope, by which we mean the one that it keeps far to the right, or its greatest where it levels
//: off there; in a flat region a unit hardly learns. *Straight* is where the slope is within {{bend}} of the curve's
//: own; there the unit is nearly the linear one of the first section. (Passages
//: shorter than 0.3 are not shaded.)

let regions = Results(Activation.allCases) { g in
  Regions(g, flat: flat, straight: straight)
}
let grid = (-500...500).map { Double($0) / 100 }
let steepestAtZero = Activation.allCases.filter { g in
  g != .sigmoid && g.slope(0) == 1 && grid.map { g.slope($0) }.max()! == 1
}
let names = steepestAtZero.map(\.rawValue).joined(separator: " and ")
lesson.ask(
  "It is often said that the slope of every activation but the sigmoid is greatest at "
    + "0, and 1 there. For how many of the other six is that so?",
  ["all six", "four", "two", "none"],
  answer: [6: 0, 4: 1, 2: 2, 0: 3][steepestAtZero.count]!,
  "\(names), and ELU's slope stays 1 from there on. ReLU and leaky ReLU have a kink "
    + "at 0 (the table takes the slope to its left), softplus and GELU have 1/2, and "
    + "GELU's is above 1 elsewhere.")

//: Here are the curves, with both regions shaded:

let panels = Activation.allCases.map { regions[$0].plot }
lesson.figure(
  "activations",
  .grid(
    plots: stride(from: 0, to: 7, by: 2).map { Array(panels[$0..<min($0 + 2, 7)]) }),
  caption:
    "Seven activations (blue) and their slopes (purple) from −5 to 5, with the "
    + "regions where they are flat and where they are straight.")
lesson.table(
  ["activation", "slope at 0", "greatest slope", "least slope", "flat", "straight"],
  Activation.allCases.map { g in
    let slopes = grid.map { g.slope($0) }
    return [g.rawValue]
      + [g.slope(0), slopes.max()!, slopes.min()!].map { $0.text(.fixed(3)) }
      + [regions[g].text(.flat), regions[g].text(.straight)]
  })
lesson.claim(
  "GELU's greatest slope is {}, at z = √2, and so above 1",
  grid.map { Activation.gelu.slope($0) }.max()!, isWithin: 1.128...1.129, .fixed(4),
  isAlways: true)
lesson.try(
  "--section 3 --flat 0.005",
  "Which activation has no flat region any more, and what does its own slope have to "
    + "do with it?")

//: Sigmoid and tanh are flat on both sides; ReLU, ELU, softplus and GELU on the left only. Leaky ReLU's left side has
//: a slope of 0.01: a unit there learns a hundred times more slowly than on the right, but it does learn. With a
//: threshold below that it has no flat part.
//:
//: One could also call straight whatever has hardly any *second* derivative. But the flat tails have none either. A
//: straight part needs a slope as well, and so the two regions must be told apart by the slope:

let tail = 6.0
let curvature = { (z: Double) in
  (Activation.sigmoid.slope(z + 1e-4) - Activation.sigmoid.slope(z - 1e-4)) / 2e-4
}
let greatestCurvature = grid.map { abs(curvature($0)) }.max()!
lesson.claim(
  "At z = 6, deep in its tail, the sigmoid's second derivative is {} of its greatest",
  abs(curvature(tail)) / greatestCurvature, isBelow: 0.05, .percent(1), isAlways: true)

//: ## How far bends go
//:
//: The bends of its tanh units gave the network its border around a ring. How far does that go? Take the simplest activation that has one. A hidden
//: layer of ReLUs in front of one output computes
//:
//: $$ p(x) = y_0 + m x + \sum_{j=1}^{k} w_j \max(0, x - x_j) $$
//:
//: Left of all the $x_j$ every ReLU is 0, and $p$ is a straight line of slope $m$. At $x_1$ the first ReLU wakes up,
//: and from there on the slope is $m + w_1$; from $x_2$ on it is $m + w_1 + w_2$, and so on. So $k$ ReLUs make a
//: polygon with $k$ bends, where we like. (The part $m x$ is one ReLU more, with its bend at the left end.) To go through the points of a function at its ends and at the bends, we
//: choose each slope as the rise over the run between two neighbours, and $w_j$ as the difference of two slopes
//: (`Bends.swift`). No training: the weights are set by hand.

let wave = { (x: Double) in sin(Double.pi * x) }
let bends = Int(lesson.knob("bends"))
let coarse = Polygon(of: wave, bends: bends)
let unit = (0...200).map { Double($0) / 200 }
lesson.figure(
  "polygon",
  Plot(
    "A hidden layer of ReLUs, set by hand", x: Axis("x"), y: Axis("y"),
    marks: [
      .line(x: unit, y: unit.map(wave), label: "sin πx", color: .blue),
      .line(
        x: unit, y: unit.map { coarse($0) }, label: "\(bends) bends", color: .orange),
      .points(x: coarse.knots, y: coarse.knots.map(wave), color: .orange),
    ]),
  caption:
    "A polygon with bends at equal distances follows half a wave. Between two of its "
    + "corners it is a chord.")
lesson.try(
  "--section 4 --bends 2",
  "Where is the polygon farthest from the wave, and why there?")

//: How far off is a chord? Between two corners at a distance $h$ the error $e = f - p$ is 0 at both ends, and
//: $e'' = f''$, since $p$ is straight. Suppose $f''$ were a constant $\kappa$ there. With $t$ counted from the left
//: corner, the only parabola with that second derivative and those two zeros is
//:
//: $$ e = \frac{\kappa}{2} \, t \, (t - h), \qquad \text{largest in the middle:} \quad |e| = \frac{|\kappa|}{2} \cdot \frac{h}{2} \cdot \frac{h}{2} = \frac{|\kappa| \, h^2}{8} $$
//:
//: With $k$ bends at equal distances over an interval of length 1 there are $k + 1$ pieces, $h = 1/(k + 1)$, and the
//: largest error is about $\max|f''| / 8(k + 1)^2$. Twice as many pieces, a quarter of the error. For $f = x^2$ it is
//: exactly $h^2/4$.

let shapes: [(Double) -> Double] = [{ $0 * $0 }, wave, { sqrt($0) }]
let pieces = [2, 4, 8, 16, 32, 64]
let errors = shapes.map { f in
  pieces.map { Polygon(of: f, bends: $0 - 1).largestError(to: f) }
}
let powers = errors.map { logSlope(pieces.suffix(4).map(Double.init), $0.suffix(4)) }
lesson.ask(
  "The square root of x has no second derivative at 0, where it rises vertically. "
    + "Does four times the number of bends still divide the error by sixteen?",
  ["by sixteen", "by four", "by two"],
  answer: powers[2] < -1.5 ? 0 : powers[2] < -0.75 ? 1 : 2,
  "all of the error sits in the first piece. There the chord is off most "
    + "at x = h/4, by √h/4, so the error falls as the root of h.")
lesson.figure(
  "errors",
  Plot(
    "The largest error", x: Axis("pieces", scale: .logarithmic),
    y: Axis("largest error", scale: .logarithmic),
    marks: zip(["x²", "sin πx", "√x"], errors).map { name, errors in
      .line(x: pieces.map(Double.init), y: errors, label: name)
    }),
  caption:
    "The largest error against the number of pieces, both logarithmic. Twice the "
    + "pieces quarter it where the second derivative is bounded; for the square "
    + "root they do not even halve it.")

//: The power with which the error falls is the slope of a line in this plot. We measure it over the last four points:

for (name, power) in zip(["x²", "sin πx"], powers) {
  lesson.claim(
    "For \(name) the error falls as the pieces to the power {}",
    power, isWithin: -2.05...(-1.9), .fixed(2), isAlways: true)
}
lesson.claim(
  "For √x it falls as the pieces to the power {}",
  powers[2], isWithin: -0.55...(-0.45), .fixed(2), isAlways: true)

//: So one hidden layer of bends can follow any smooth curve as closely as we like, and even the
//: square root, faster with bends of our own choice. This is the idea of the *universal approximation* theorem ([Cybenko
//: 1989](https://doi.org/10.1007/BF02551274) proved it for sigmoids). It says what a network can represent. Whether
//: descent finds it is another question.
//:
//: ## Can is not will (deeper)
//:
//: Let descent look for the bends. One hidden layer of ReLUs, the same half wave, 201 points of it, a thousand full
//: passes with Adam (lesson 13). We train each width from five starts and note the median of the largest error.

func fitted(_ units: Int, using generator: inout Generator) -> Double {
  let x = Matrix(column: unit)
  let target = x.map(wave)
  var network = Network([
    Dense(from: 1, to: units, .heNormal, using: &generator), ReLU(),
    Dense(from: units, to: 1, .heNormal, using: &generator),
  ])
  var optimizer = Optimizer(Adam(learningRate: 0.01))
  for _ in 1...1000 {
    let loss = meanSquaredError(network.forward(x, mode: .training), target: target)
    network.backward(loss.gradient)
    optimizer.step(&network)
  }
  return abs(network.forward(x, mode: .inference) - target).max
}

//: The weights set by hand make a polygon with as many bends, at equal distances.

let widths = [4, 8, 16]
let found = Results(lesson.progress("fifteen networks", widths)) { units in
  (1...5).map { _ in fitted(units, using: &generator) }.sorted()[2]
}
let byHand = Results(widths) { Polygon(of: wave, bends: $0).largestError(to: wave) }
lesson.table(
  ["ReLUs", "found by descent", "set by hand"],
  widths.map { ["\($0)"] + [found[$0], byHand[$0]].map { $0.text(.significant(2)) } })
lesson.claim(
  "With 16 ReLUs, descent is left with {} times the error of weights set by hand",
  found[16] / byHand[16], isAbove: 2, .significant(2), as: "worse")

//: Descent is {{worse}} times worse than a minute with a ruler. What a network can represent is a promise; what training makes of it is this course.

//: ## Flat, straight, useful
//:
//: A unit whose pre-activations all lie in the straight part is a linear one, and adds nothing to the layer before it. One
//: whose pre-activations all lie in a flat part does not learn. So it is often advised to keep them spread out: neither
//: concentrated here nor there. How spread?
//:
//: Let $z$ be normal with mean 0 and standard deviation $s$. Let the curve be straight for $|z| < z_1$ and flat for
//: $|z| > z_2$. What is left between is *useful*: it bends and it has a slope. With $\Phi$ as above, the useful share
//: is
//:
//: $$ u(s) = 2 \, \Phi(z_2/s) - 2 \, \Phi(z_1/s) $$
//:
//: It is nearly 0 for a very small $s$, where all is straight, and for a very large one, where all is flat. In
//: between it has a maximum, where its derivative is 0. The derivative of $\Phi(z_2/s)$ with respect to $s$ is
//: $-\varphi(z_2/s) \, z_2/s^2$, with $\varphi(x)$ a multiple of $e^{-x^2/2}$. So where the derivative of $u$ is 0,
//:
//: $$
//: \begin{aligned}
//: z_2 \, e^{-z_2^2/2s^2} &= z_1 \, e^{-z_1^2/2s^2} \\
//: \ln \frac{z_2}{z_1} &= \frac{z_2^2 - z_1^2}{2 s^2} \\
//: s^2 &= \frac{z_2^2 - z_1^2}{2 \ln (z_2/z_1)}
//: \end{aligned}
//: $$

let edges = Results([Activation.sigmoid, .tanh]) { Edges(regions[$0]) }
let spreads = (0...60).map { pow(10, -2 + Double($0) / 15) }
let sampled = [0.03, 0.1, 0.3, 1, 3, 10, 30]
func counted(_ g: Activation, _ s: Double) -> Double {
  let units = (0..<4000).map { _ in regions[g].kind(at: s * generator.normal()) }
  return Double(units.count { $0 == .useful }) / 4000
}
let counts = Results([Activation.sigmoid, .tanh]) { g in
  sampled.map { counted(g, $0) }
}
lesson.figure(
  "regions",
  .grid(
    plots: [
      edges.map { g, edges in
        edges.plot(g.rawValue, spreads: spreads, sampled: sampled, counts: counts[g])
      }
    ]),
  caption:
    "The share of units in each region against the spread of their pre-activations. "
    + "Lines: by formula. Points: 4000 draws each.")

//: And the best spread, as the formula gives it, with the share of useful units that it brings:

lesson.table(
  ["", "straight up to", "flat from", "best spread", "useful there"],
  edges.map { g, edges in
    [
      g.rawValue, edges.straight.text(.fixed(2)), edges.flat.text(.fixed(2)),
      edges.best.text(.fixed(2)), edges.share(.useful, edges.best).text(.percent(0)),
    ]
  })
let shares = spreads.map { edges[.tanh].share(.useful, $0) }
let scan = spreads[shares.firstIndex(of: shares.max()!)!]
lesson.claim(
  "Of the spreads drawn, the best for tanh is {} times what the formula says",
  scan / edges[.tanh].best, isWithin: 0.9...1.1, .fixed(2), isAlways: true)
lesson.try(
  "--section 6 --flat 0.2",
  "How much does the best spread move when four times as much counts as flat?")
lesson.try(
  "--section 6 --straight 0.99",
  "Now only a slope within 1 % counts as straight. Where does the best spread go?")

//: The sigmoid's curve is tanh's, twice as wide: $\sigma(z) = \frac{1}{2} + \frac{1}{2} \tanh(z/2)$. So its best
//: spread is twice tanh's. And the best spread is the choice of the thresholds as much as of the curve: with others
//: it lies anywhere between 0.6 and 1.4 for tanh. A spread near 1 is a rule of thumb, not a law.
//:
//: ## Does learning agree?
//:
//: So far we have only counted. *Learning works best when the pre-activations are spread out* is a claim about
//: learning, and can be tested: start the same network with first-layer weights of different sizes, so that its
//: pre-activations have the spread $s$, and let it learn.
//:
//: We do so twice. On the digits, a network of 32 tanh units learns for five epochs. On the rings a network of 64 tanh
//: units learns for thirty; of the rings we take the mean of three starts. If the curve above is the whole story, both
//: do best near $s = 1$.

let digits = split.training
func loss(_ s: Double, on data: Dataset, frozen: Bool = false) -> Double {
  let isDigits = data.features > 2
  let widths = isDigits ? [data.features, 32, 10] : [2, 64, 2]
  var network = start(widths, .tanh, s: s, on: data, using: &generator)
  return train(
    &network, on: data, rate: isDigits ? 0.1 : 0.3, epochs: isDigits ? 5 : 30,
    frozen: frozen, using: &generator)
}
let onDigits = lesson.progress("seven networks on the digits", sampled).map {
  loss($0, on: digits)
}
let onRings = lesson.progress("networks on the rings", sampled).map { s in
  (1...3).map { _ in loss(s, on: rings) }.mean
}

//: A third row of networks has its first layer *frozen*: it stays as it was drawn, and only the last one learns. To these
//: we come below.

let frozen = lesson.progress("seven frozen networks", sampled).map {
  loss($0, on: digits, frozen: true)
}
let best = onDigits.min()!
lesson.record("small start", onDigits[0] / best, .fixed(2))
lesson.record("large start", onDigits[6] / best, .fixed(1))
lesson.ask(
  "Which starts serve the digits about as well as the best one?",
  ["those near s = 1", "all from s = 1 upwards", "all from s = 1 downwards"],
  answer: onDigits[0] < 1.5 * best ? 2 : onDigits[6] < 1.5 * best ? 1 : 0,
  "a start of s = 0.03, where every unit is straight, ends with {{small start}} times "
    + "the best loss; s = 30 with {{large start}} times.")

//: The loss of each network, against the spread with which it started:

lesson.figure(
  "learning",
  Plot(
    "Loss after learning", x: Axis("spread s at the start", scale: .logarithmic),
    y: Axis("training loss", scale: .logarithmic),
    marks: [
      .line(x: sampled, y: onRings, label: "rings", color: .blue),
      .line(x: sampled, y: onDigits, label: "digits", color: .green),
      .line(x: sampled, y: frozen, label: "digits, first layer frozen", color: .orange),
    ]),
  caption:
    "The mean loss of the last epoch against the spread of the pre-activations before "
    + "the first, both logarithmic.")
lesson.claim(
  "On the digits a start of s = 0.03 ends with {} times the best loss",
  onDigits[0] / best, isBelow: 1.5, .fixed(2))
lesson.claim(
  "On the digits a start of s = 30 ends with {} times the best loss",
  onDigits[6] / best, isAbove: 2, .fixed(1))
lesson.claim(
  "On the rings a start of s = 0.03 ends with {} times the loss of s = 1",
  onRings[0] / onRings[3], isAbove: 3, .fixed(1))
lesson.claim(
  "On the rings a start of s = 30 ends with {} times the loss of s = 1",
  onRings[6] / onRings[3], isAbove: 3, .fixed(1))

//: Half of the advice stands. The flat side hurts both: units that start flat get hardly any gradient, and stay flat.
//: The straight side hurts only the rings, where nothing can be told apart without a bend, and in thirty epochs the
//: straight units do not grow enough of one. On the digits a straight start costs next to nothing. A straight unit
//: *has* a slope, so its weights move, and it grows out of the straight part by itself where that helps.
//:
//: And what if the units cannot learn at all? That is the third line, of the networks whose first layer is frozen.

lesson.claim(
  "With a frozen first layer, s = 30 ends with {} times the loss of s = 1",
  frozen[6] / frozen[3], isBelow: 1.6, .fixed(2))
lesson.claim(
  "With a frozen first layer, s = 0.03 ends with {} times the loss of s = 1",
  frozen[0] / frozen[3], isAbove: 2, .fixed(1))

//: Now the flat side hardly hurts. Flat units are not useless: each answers −1 or 1, which tells examples apart as well as
//: before. What they cannot do is *change*. That is the difference to keep in mind when later lessons speak of
//: saturated and of dead units.
//:
//: ## Two kinds in one layer (deeper)
//:
//: Nothing says that all units of a layer must have the same activation. We give half of 32 units tanh and half ReLU
//: (`Mixed.swift`), and train on the digits as above, beside the two pure layers.

func accuracy(_ layer: any Layer) -> Double {
  var network = Network([
    Dense(from: split.training.features, to: 32, .heNormal, using: &generator), layer,
    Dense(from: 32, to: 10, .glorotNormal, using: &generator),
  ])
  train(&network, on: split.training, rate: 0.1, epochs: 5, using: &generator)
  return network.accuracy(on: split.validation)
}
let layers: [(String, any Layer)] = [
  ("tanh", Tanh()), ("ReLU", ReLU()), ("half of each", Mixed(.tanh, .relu)),
]
let accuracies = layers.map { _, layer in (1...3).map { _ in accuracy(layer) }.mean }
lesson.table(
  ["hidden layer", "right of the validation digits, mean of three"],
  zip(layers, accuracies).map { [$0.0, $1.text(.percent(1))] })
lesson.claim(
  "The mixed layer is {} percentage points from the better of the pure ones",
  100 * abs(accuracies[2] - max(accuracies[0], accuracies[1])), isBelow: 3, .fixed(1))

//: It learns as well. One activation for a layer is a convenience, not a need.
//:
//: ## From scores to probabilities
//:
//: One activation remains, of another kind. The last layer of a classifier gives a score to each class, any numbers,
//: and we want probabilities: none below 0, with the sum 1. Why not divide each score by their sum? Try it with the
//: scores 3, 1 and −2.

func sharesOfSum(_ scores: [Double]) -> [Double] {
  scores.map { $0 / scores.reduce(0, +) }
}
let examples: [[Double]] = [[3, 1, -2], [3, 1, -4], [13, 11, 8]]
lesson.table(
  ["scores", "divided by their sum", "softmax"],
  examples.map { scores in
    [scores, sharesOfSum(scores), softmax(Matrix(row: scores)).row(0)].map { row in
      row.map { $0.text($0 == $0.rounded() ? .whole : .fixed(3)) }
        .joined(separator: ", ")
    }
  })

//: A negative score becomes a negative probability, if not the positive ones. A sum of 0 leaves nothing to divide by.
//: And the third row has the scores of the first with 10 added to each: the leads of one class over another are what
//: they were, but the shares are not.
//:
//: The exponential cures all three. It is positive whatever the score, so the sum is, too; and it turns a shift of
//: all scores into a factor, which cancels. This is *softmax*:
//:
//: $$
//: p_i = \frac{e^{z_i}}{\sum_j e^{z_j}}, \qquad
//: \frac{e^{z_i + c}}{\sum_j e^{z_j + c}} = \frac{e^c \, e^{z_i}}{e^c \sum_j e^{z_j}} = p_i
//: $$
//:
//: The ratio of two probabilities depends on the lead alone, $p_i / p_j = e^{z_i - z_j}$. A *temperature* $T$ says
//: how much a lead counts: $p_i \propto e^{z_i / T}$.

let temperature = lesson.knob("temperature")
func tempered(_ scores: [Double], _ t: Double) -> [Double] {
  softmax(Matrix(row: scores) / t).row(0)
}
let temperatures = (0...60).map { pow(10, -1.5 + Double($0) / 20) }
let curves = (0..<3).map { i in temperatures.map { tempered([3, 1, -2], $0)[i] } }
lesson.ask(
  "Which probabilities do the scores 3, 1 and −2 get at a very high temperature?",
  ["1, 0 and 0", "nearly a third each", "those of the temperature 1"],
  answer: tempered([3, 1, -2], 1000).allSatisfy { abs($0 - 1.0 / 3) < 0.01 } ? 1 : 0,
  "divided by a large number, all scores are nearly 0, and so are all leads.")

//: In between, each probability finds its way without a jump:

lesson.figure(
  "temperature",
  Plot(
    "Softmax of the scores 3, 1, −2", x: Axis("temperature", scale: .logarithmic),
    y: Axis("probability", over: 0...1),
    marks: zip(["3", "1", "−2"], curves).map {
      .line(x: temperatures, y: $1, label: $0)
    }
      + [.rule(x: temperature, label: "T = \(temperature.text(.significant(2)))")]),
  caption:
    "Probabilities against the temperature. Cold: the largest score takes all. Hot: "
    + "all are alike.")
lesson.table(
  ["temperature", "3", "1", "−2"],
  [0.1, temperature, 10].map { t in
    [t.text(.significant(2))] + tempered([3, 1, -2], t).map { $0.text(.fixed(3)) }
  })
lesson.try(
  "--section 9 --temperature 0.3",
  "How much does a lead of 2 count at that temperature? Compute $e^{2/0.3}$ first.")

//: At 1 the temperature is not seen, and the network can learn any other by making its scores larger or smaller. In
//: the limit of 0 all goes to the largest score; where two are equal and the largest, they share.
//:
//: The formula has one trap. $e^{710}$ is more than a `Double` can hold, and so is $e^{1000}$. But a shift changes
//: nothing, so we may subtract the largest score from all of them first: then the largest exponent is 0.

func asWritten(_ scores: [Double]) -> [Double] {
  let powers = scores.map { exp($0) }
  return powers.map { $0 / powers.reduce(0, +) }
}
lesson.table(
  ["scores", "as it is written", "largest subtracted"],
  [[1000, 999], [-1000, -999], [0, -1000]].map { scores in
    [scores.map { $0.text(.whole) }.joined(separator: ", ")]
      + [asWritten(scores), softmax(Matrix(row: scores)).row(0)].map { row in
        row.map { $0.text(.fixed(3)) }.joined(separator: ", ")
      }
  })

//: Both ways fail without it: large scores become $\infty / \infty$, and very negative ones $0/0$. The engine's
//: `softmax` subtracts, and so should yours.
//:
//: ## What to remember
//:
//: - Without a bend, depth is nothing: linear layers collapse into one. With bends, one hidden layer can follow any
//:   smooth curve, with an error that is divided by four when their number is doubled.
//: - The bend that gives the power takes the slope away: where a curve is flat, the weights in front of it stop. Flat
//:   units still tell examples apart; they cannot change. A straight start costs little, unless the task needs the bend
//:   at once.
//: - Softmax turns scores into probabilities by their leads alone; subtract the largest first.
//:
//: Where the slope goes when many flat curves follow each other is lesson 05; how a network comes to sit in its flat
//: parts before it has learned anything, lesson 07.
//:
//: ## Exercises
//:
//: Open `Exercises/02-activations.swift`. You write what this lesson used: a sigmoid with its slope and a softmax that
//: withstand any score, the way back through tanh, leaky ReLU, two layers collapsed into one, and the count of flat units. Put your
//: own lines in the place of each `todo`, and run the grader:
//:
//: ```
//: swift test --filter lesson02
//: ```

lesson.exercises()
lesson.end()
