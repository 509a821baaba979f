//: # Gradient clipping
//:
//: *What stops one huge gradient from undoing a thousand good steps?*
//:
//: A gradient says which way is down, and how steep it is here. It does not say how far that stays true. On most of a
//: loss's surface the two go together well enough: steep places are wide. In lesson 05 we saw where they do not. A
//: product of many factors, each a little above 1, is a huge number, and the gradient of a deep or a recurrent
//: network is made of such products. Where it explodes, the surface has a *wall*: the slope is enormous and the
//: slope's reach is tiny. Descent multiplies the slope by the learning rate, steps, and lands far outside of
//: everything it has learned.
//:
//: Clipping is the remedy, and it is one line: if the gradient is too long, shorten it. This lesson builds a wall,
//: falls off it, and then asks what that line does to the direction of a step, what it guarantees, and how long is
//: too long.

import Datasets
import Engine
import LessonKit
import Plots

let lesson = Lesson(12)
var generator = Generator(seed: lesson.seed)

//: ## A multiplication, fifty times over
//:
//: Take the plainest recurrence there is: start at 1 and multiply by $w$, again and again. After $T$ steps we have
//: $w^T$. Say we want it to be 1, so the loss is half the squared error, and its derivative follows by the chain
//: rule:
//:
//: $$ L(w) = \frac{1}{2} (w^T - 1)^2 \qquad \frac{\partial L}{\partial w} = (w^T - 1) \cdot T w^{T-1} $$
//:
//: It is the deep linear network of lesson 05 with the matrix $1.5 \cdot I$ in every layer, reduced to one number.
//: With $T = 50$, at a learning rate of 0.01, how far does one step of descent go?

func slope(_ w: Double) -> Double { (pow(w, 50) - 1) * 50 * pow(w, 49) }
lesson.table(
  ["$w$", "$\\partial L / \\partial w$", "$w$ after one step"],
  [0.5, 0.9, 0.99, 1.01, 1.1, 1.5].map { w in
    [w.text(.fixed(2))]
      + [slope(w), w - 0.01 * slope(w)].map { $0.text(.significant(2)) }
  })
lesson.claim(
  "from w = 1.5 one step at a rate of 0.01 goes a distance of",
  0.01 * slope(1.5), isAbove: 1e12)

//: The solution is $w = 1$. Far to its left the slope dies away: that is the vanishing gradient, a plain where
//: nothing moves. Close to 1 the slope is already so steep that both neighbours are thrown over it, to the other
//: side. Further to the right it grows without measure. From $w = 1.5$, half a unit from the solution, the step has
//: the right direction and an absurd length; and where it lands, $w^{50}$ is larger than any number that a `Double`
//: can hold. The run is over after one step.

//: ## A cliff
//:
//: That surface is steep everywhere on the right. A network with a sigmoid in it is more treacherous, because its
//: state cannot run away: the surface is gentle nearly everywhere, and the wall stands in the middle. One unit is
//: enough (Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural networks", ICML 2013, draw
//: the same one):
//:
//: $$ x_0 = \frac{1}{2} \qquad x_t = w \, \sigma(x_{t-1}) + b \qquad L = \left( \sigma(x_{50}) - 0.7 \right)^2 $$
//:
//: Two weights, used fifty times. Each acts on $x_t$ twice: directly, and through the state before it.
//:
//: $$
//: \begin{aligned}
//: \frac{\partial x_t}{\partial w} &= \sigma(x_{t-1}) + w \, \sigma'(x_{t-1}) \cdot \frac{\partial x_{t-1}}{\partial w} \\
//: \frac{\partial x_t}{\partial b} &= 1 + w \, \sigma'(x_{t-1}) \cdot \frac{\partial x_{t-1}}{\partial b}
//: \end{aligned}
//: $$
//:
//: So what the first steps contribute is multiplied by $f = w \, \sigma'(x)$ at every later step. Lesson 05 called it
//: the factor. When it stays below 1, the past is forgotten. Where can it stay *above* 1? A sigmoid is steep only
//: near 0, and a state that is pushed away from there soon comes to rest at a place where the factor is below 1.
//: Unless nothing pushes it: there are pairs $(w, b)$ for which the state stands still, $x_t = x_0$ for all $t$. We
//: only have to solve one step for $b$:
//:
//: $$ x_0 = w \, \sigma(x_0) + b \quad \Longrightarrow \quad b = x_0 - w \, \sigma(x_0) $$
//:
//: That is a straight line in the plane of the two weights. On it all fifty factors are the same,
//: $f = w \, \sigma'(x_0)$, and the recursion is a geometric series. For $f \neq 1$ its sum is
//:
//: $$ \frac{\partial x_{50}}{\partial b} = 1 + f + f^2 + \cdots + f^{49} = \frac{f^{50} - 1}{f - 1} $$
//:
//: The derivative with respect to $w$ is $\sigma(x_0)$ times that. From $f = 1$ on, that is from $w = 1/\sigma'(x_0)$
//: on, this line is the crest of a wall. On one side of it the state climbs to an upper resting place, on the other it
//: sinks to a lower one, and the loss jumps in between. Here is the length of the gradient on the crest, by the formula
//: and by the recursion:

let σ0 = sigmoid(Cliff.start)
let slope0 = σ0 * (1 - σ0)
func byFormula(_ f: Double) -> Double {
  let series = (pow(f, Double(Cliff.steps)) - 1) / (f - 1)
  return 2 * abs(σ0 - Cliff.target) * slope0 * series * sqrt(1 + σ0 * σ0)
}
func byRecursion(_ f: Double) -> Double {
  let w = f / slope0
  return Cliff.gradient(at: Point(w, Cliff.crest(w))).norm
}
let factors = [0.5, 0.9, 1.1, 1.2, 1.5]
lesson.table(
  ["$f$", "$w$", "gradient, formula", "gradient, recursion"],
  factors.map { f in
    [f.text(.fixed(1)), (f / slope0).text(.fixed(2))]
      + [byFormula(f), byRecursion(f)].map { $0.text(.significant(4)) }
  })
lesson.claim(
  "length of the gradient on the crest, formula against recursion: relative difference",
  factors.map { abs(byRecursion($0) / byFormula($0) - 1) }.max()!, isBelow: 1e-5)
lesson.record("steepest", byFormula(1.5), .significant(1))

//: The last row is the factor 1.5 of the notes: a slope of {{steepest}}, on a surface whose height is never above
//: 0.49. Both can be true only if the steep part is extremely thin. And it is: moving away from the crest by a
//: small distance $d$ along $b$ moves the last state by about $f^{50} d / (f - 1)$, so a distance of a few times
//: $f^{-50}$ decides at which of the two places it ends. Look at the wall from the side, walking along $b$ at $w = 5$:

let walk = (0...400).map { Point(5, -2.9 + 0.6 * Double($0) / 400) }
lesson.figure(
  "section",
  .grid(
    shared: .x,
    plots: [
      [
        Plot(
          "Loss", x: Axis("b"), y: Axis("L"),
          marks: [.line(x: walk.map(\.y), y: walk.map { Cliff.loss(at: $0) })])
      ],
      [
        Plot(
          "Length of the gradient", x: Axis("b"), y: Axis("‖∇L‖", scale: .logarithmic),
          marks: [.line(x: walk.map(\.y), y: walk.map { Cliff.gradient(at: $0).norm })])
      ],
    ]),
  caption:
    "A walk across the wall at w = 5. To its left and right the gradient has about "
    + "the same, small length; on it, it is much larger. The walk's points lie 0.0015 "
    + "apart and miss the top of the peak, which is higher still.")

//: The gradient's length is the warning, and it comes too late: a few hundredths before the wall all is quiet.

//: ## Thrown off, and not
//:
//: Now descend. We start on the gentle upper side, at $w = 5.2$, $b = -2.5$, with a learning rate of 1, which suits
//: the gentle part of the surface. One run takes the gradient as it is. The other shortens any gradient longer than
//: 0.3 to the length 0.3, and is the same in everything else.

let origin = Point(5.2, -2.5)
let thrown = Descent(from: origin, rate: 1, updates: 200)
let held = Descent(from: origin, rate: 1, limit: 0.3, updates: 200)
lesson.figure(
  "cliff",
  Plot(
    x: Axis("w"), y: Axis("b"),
    marks: [
      .contours(x: 3.4...5.6, y: -2.9 ... -1.2, levels: Cliff.levels) {
        Cliff.loss(at: Point($0, $1))
      },
      .path(thrown.path, label: "as it is"),
      .path(held.path, label: "clipped to 0.3"),
    ]),
  caption:
    "Both trajectories on the level lines of the loss. Where many lines run together "
    + "is the wall. Without clipping the path leaves the picture in one step; "
    + "with clipping it ends in the valley.")

//: What did each of them meet on its way, and where did it end?

lesson.table(
  ["", "as it is", "clipped to 0.3"],
  [
    ["longest gradient met"]
      + [thrown, held].map { $0.gradientNorms.max()!.text(.fixed(1)) },
    ["longest step"] + [thrown, held].map { $0.longestStep.length.text(.fixed(2)) },
    ["loss after 200 updates"] + [thrown, held].map { $0.loss.text(.significant(2)) },
    ["gradient there"]
      + [thrown, held].map { Cliff.gradient(at: $0.end).norm.text(.significant(2)) },
  ])
lesson.record("held clipped", Double(held.gradientNorms.count { $0 > 0.3 }), .whole)
lesson.record("held steepest", held.gradientNorms.max()!, .fixed(1))
lesson.record("throw", Double(thrown.longestStep.update), .whole)
lesson.record("throw length", thrown.longestStep.length, .fixed(1))
lesson.record("throw w", thrown.longestStep.end.x, .fixed(1))
lesson.record("throw b", thrown.longestStep.end.y, .fixed(1))

//: For some updates the two do nearly the same. Both come to the wall, and both step across it more than once. Then,
//: at update {{throw}}, the free one meets a steep place and takes a step of length {{throw length}}, to
//: $w = {{throw w}}$, $b = {{throw b}}$. There the sigmoid is flat, the gradient is practically 0, and descent will
//: not bring it back. That is the real harm of one bad step. It does not cost one step: it can cost the run.
//:
//: The clipped run meets the wall too: {{held clipped}} of its 200 gradients are longer than the threshold, and the
//: longest has a length of {{held steepest}}. It takes each of them as a step of 0.3, in the right direction, and is
//: still nearby when the ground is gentle again.
//:
//: One start proves little. We draw fifty, all on the upper side, between 0.1 and 0.5 above the crest, and let each
//: descend for 200 updates at a rate of 0.3, without clipping and with a threshold of 1. Call a run *lost* if its
//: last loss is above 0.05.

let starts = (1...50).map { _ in
  let w = generator.uniform(in: 4.5..<6)
  return Point(w, Cliff.crest(w) + generator.uniform(in: 0.1..<0.5))
}
let (free, clipped) = (losses(limit: nil), losses(limit: 1))
func losses(limit: Double?) -> [Double] {
  lesson.progress("fifty descents", starts).map {
    Descent(from: $0, rate: 0.3, limit: limit, updates: 200).loss
  }.sorted()
}
func lost(_ losses: [Double]) -> Double {
  Double(losses.count { !($0 <= 0.05) }) / Double(losses.count)
}
lesson.table(
  ["", "lost", "median loss", "worst loss"],
  [("as it is", free), ("clipped to 1", clipped)].map { name, losses in
    [name, lost(losses).text(.percent(0))]
      + [losses[25], losses.last!].map { $0.text(.significant(2)) }
  })
lesson.claim(
  "of fifty descents without clipping, the share that is lost",
  lost(free), isAbove: 0.3, .percent(0))
lesson.claim(
  "of fifty descents clipped to 1, the share that is lost",
  lost(clipped), isBelow: 0.1, .percent(0))

//: ## Two ways to shorten a vector
//:
//: The notes have two. *Clipping by value* looks at each entry of the gradient by itself, and has a largest value
//: $\alpha$ and a smallest value $\beta$:
//:
//: $$ g_i \gets \begin{cases} \alpha & g_i > \alpha \\ \beta & g_i < \beta \\ g_i & \text{otherwise} \end{cases} $$
//:
//: *Clipping by norm* looks at the whole vector, and has one threshold $v$:
//:
//: $$ g \gets \frac{v}{\lVert g \rVert} \, g \quad \text{if } \lVert g \rVert > v $$
//:
//: (Algorithm 1 of the paper above, section 3.2, writes $\geq$; at equality both do nothing.) In the plane one can
//: see the difference. Clipping by value pushes every vector into a square, clipping by norm into a circle.

let compass = (0..<7).map { k -> Point in
  let turn = 2 * Double.pi * (Double(k) + generator.uniform(in: 0.15..<0.85)) / 7
  let length = generator.uniform(in: 1.3..<2)
  return Point(length * cos(turn), length * sin(turn))
}
lesson.figure(
  "vectors",
  .grid(
    plots: [
      [
        clippingPlot("by value, to [−1, 1]", of: compass, boundary: unitSquare) {
          $0.clipped(to: -1...1)
        },
        clippingPlot("by norm, to 1", of: compass, boundary: unitCircle) {
          $0.clipped(toNorm: 1)
        },
      ]
    ]),
  caption:
    "Seven gradients (grey) and what clipping leaves of them (orange). "
    + "On the left they turn towards the diagonals, "
    + "on the right they keep their direction.")

//: By norm, every orange arrow lies on its grey one: $v / \lVert g \rVert$ is one positive number for all entries. By
//: value, an entry that is cut loses length and the others lose none, so the arrow turns towards a diagonal of the
//: square. How far?

//: ## The angle
//:
//: The angle $\theta$ between a gradient $g$ and its clipped form $c$ has the cosine
//:
//: $$ \cos \theta = \frac{g \cdot c}{\lVert g \rVert \, \lVert c \rVert} $$
//:
//: Clip to $[-\alpha, \alpha]$ and let $\alpha$ be very small. Then every entry is cut, and
//: $c = \alpha \cdot \mathrm{sign}(g)$: only the signs are left. The numerator is then $\alpha \sum |g_i|$, and the
//: length of $c$ is $\alpha \sqrt{n}$:
//:
//: $$ \cos \theta = \frac{\sum_i |g_i|}{\sqrt{n} \cdot \sqrt{\sum_i g_i^2}} $$
//:
//: If the entries are independent and normal, the mean of this can be computed exactly. We quote the result, because
//: the measurement below checks it. $\Gamma$ is the gamma function; and for large $n$, where
//: $\sum |g_i| \approx n \sqrt{2/\pi}$ and $\sum g_i^2 \approx n$, you can verify the limit in your head:
//:
//: $$ E[\cos \theta] = \sqrt{\frac{n}{\pi}} \cdot \frac{\Gamma(n/2)}{\Gamma((n+1)/2)} \; \to \; \sqrt{\frac{2}{\pi}} \approx 0.798 $$
//:
//: That is an angle of about 37°, in a million dimensions as in a thousand. So throwing away everything but the signs
//: turns a gradient of normal entries by less than half of a right angle. Is there a limit for *any* gradient? There
//: is. Let $c$ be $g$ clipped to $[-\alpha, \alpha]$, with at least one entry cut. Call the sum of the cut entries'
//: sizes $A$ and the sum of squares of the others $U$. Then
//:
//: $$
//: \begin{aligned}
//: g \cdot c &= \alpha A + U \\
//: (g \cdot c)^2 &= \alpha^2 A^2 + 2 \alpha A U + U^2 \\
//: &\geq \alpha^2 A^2 + \alpha^2 U \\
//: &\geq \alpha^2 \lVert g \rVert^2
//: \end{aligned}
//: $$
//:
//: The third line holds because $A > \alpha$, the last because the square of a sum of positive numbers is at least
//: the sum of their squares. And $\lVert c \rVert \leq \alpha \sqrt{n}$, since no entry is above $\alpha$. Divide:
//:
//: $$ \cos \theta \geq \frac{\alpha \lVert g \rVert}{\lVert g \rVert \cdot \alpha \sqrt{n}} = \frac{1}{\sqrt{n}} > 0 $$
//:
//: The angle stays below 90°: with symmetric limits the clipped gradient still points downhill, whatever is cut. But
//: in many dimensions the guarantee is weak: $\arccos(1/\sqrt{1000})$ is about 88°, and a gradient with one large
//: entry among many small ones comes as near to it as you like. Without symmetry there is no guarantee at all:
//: $(-3, 1)$ clipped to $[0.5, 2]$ is $(0.5, 1)$, and the dot product of the two is $-0.5$.
//:
//: Now measure: 300 random gradients in each of seven dimensions, clipped to almost nothing, to one standard
//: deviation, and by norm.

let dimensions = [2, 4, 10, 30, 100, 300, 1000]
let turns = lesson.progress("random gradients", dimensions).map { n -> Turn in
  var turn = Turn(n: n)
  for _ in 1...300 {
    let g = Matrix(rows: 1, columns: n) { _, _ in generator.normal() }
    let signs = degrees(between: g, g.clipped(to: -1e-9...1e-9))
    turn.cosine += cos(signs * .pi / 180) / 300
    turn.signs += signs / 300
    turn.deviation += degrees(between: g, g.clipped(to: -1...1)) / 300
    // The cube of a normal number: mostly small, now and then very large.
    let cubed = g.map { $0 * $0 * $0 }
    let heavy = degrees(between: cubed, cubed.clipped(to: -1e-9...1e-9))
    turn.heavy += heavy / 300
    turn.largest = max(turn.largest, signs, heavy)
    turn.norm = max(turn.norm, degrees(between: g, g.clipped(toNorm: 0.1)))
  }
  return turn
}

//: The columns *signs only*, *one deviation* and *heavy tails* are mean angles. *Heavy tails* takes the same random
//: numbers cubed, so that a few entries dwarf all others, and leaves only their signs. The limit is
//: $\arccos(1/\sqrt{n})$.

lesson.table(
  [
    "$n$", "mean $\\cos\\theta$", "formula", "signs only", "one deviation",
    "heavy tails", "limit", "by norm, at most",
  ],
  turns.map(\.cells))
lesson.figure(
  "angles",
  Plot(
    x: Axis("dimensions", scale: .logarithmic), y: Axis("degrees", over: 0...90),
    marks: [
      ("limit", \Turn.limit), ("heavy tails", \.heavy), ("signs only", \.signs),
      ("one deviation", \.deviation),
    ].map { name, angle in
      let angles = turns.map { $0[keyPath: angle] }
      return .line(x: dimensions.map(Double.init), y: angles, label: name)
    }),
  caption:
    "The mean angle by which clipping by value turns a random gradient, by dimension. "
    + "Clipping by norm would lie on the axis.")

//: Three of these columns can be checked against theory: the mean cosine, the limit, and 0 for clipping by norm. Is
//: there a limit for heavy tails too? The mean of $|g_i|$ is $2\sqrt{2/\pi}$ for cubes of normal numbers and the mean of
//: $g_i^2$ is 15, so the cosine tends to $\sqrt{8/(15\pi)}$ as $n$ grows.

let heavyLimit = degrees(cosine: sqrt(8 / (15 * .pi)))
lesson.record("heavy limit", heavyLimit, .fixed(1))
lesson.claim(
  "normal gradients cut to their signs: mean cosine, difference from the formula",
  turns.map { abs($0.cosine - meanCosineOfSigns($0.n)) }.max()!,
  isBelow: 0.03, .fixed(3))
lesson.claim(
  "no angle passes the limit arccos(1/√n); the nearest reaches this share of it",
  turns.map { $0.largest / $0.limit }.max()!, isBelow: 1.000001, .percent(1))
lesson.claim(
  "clipping by norm, the largest of all angles, in degrees",
  turns.map(\.norm).max()!, isBelow: 1e-5)
lesson.claim(
  "heavy tails in 1 000 dimensions: mean angle, in degrees from its limit",
  abs(turns.last!.heavy - heavyLimit), isBelow: 2, .fixed(1))

//: Two things stand out. For normal gradients the angle soon stops growing with the dimension, and a looser limit
//: turns less. But it depends on the kind of gradient. With heavy tails the angle tends to {{heavy limit}}°: the more
//: unequal the entries, the further the turn. By norm there is no angle at all, in any dimension, apart from rounding.

//: ## Several parameters
//:
//: A network has many parameters, and the gradient is all of them: one long vector, which we keep in pieces. Its norm
//: needs no copying, because squares add up over the pieces:
//:
//: $$ \lVert g \rVert = \sqrt{\sum_k \lVert g_k \rVert^2} $$
//:
//: Clipping by *global norm* multiplies every piece by the same $v / \lVert g \rVert$. Clip each piece by its own
//: norm instead, and the long pieces shrink while the short ones do not. The whole vector turns, just as with
//: clipping by value. Frameworks disagree here, so it is worth knowing. PyTorch's `clip_grad_norm_` is global. Keras
//: has both: `clipnorm` treats each variable by itself, `global_clipnorm` all together. Ours is global.

//: Let us see what real gradients do. The task is the digits, read as a recurrent network would: a picture is a
//: sequence of eight rows, and a state of 32 numbers is carried from row to row,
//:
//: $$ h_t = \mathrm{relu}(x_t W + h_{t-1} U + b) \qquad h_0 = 0 $$
//:
//: and a dense layer reads the digit from the last state, $h_8$. The layer is in `Recurrent.swift`, beside this
//: file. $U$ is multiplied in at every row after the first. We start it at $1.5 \cdot I$, the notes' own example of
//: how gradients explode.

let digits = lesson.digits().standardized()

func reader(_ scale: Double, using generator: inout Generator) -> Network {
  let recurrent = Matrix(rows: 32, columns: 32) { i, j in i == j ? scale : 0 }
  return Network([
    Recurrent(steps: 8, rowLength: 8, recurrent: recurrent, using: &generator),
    Dense(from: 32, to: 10, .glorotNormal, using: &generator),
  ])
}

//: Is the layer's backward pass right? We compare it with finite differences, on a smaller layer.

var checks = Generator(seed: lesson.seed)
let smallReader = Recurrent(
  steps: 4, rowLength: 3,
  recurrent: Initializer.heNormal.weight(fanIn: 5, fanOut: 5, using: &checks),
  using: &checks)
let pictures = Matrix(rows: 2, columns: 12) { _, _ in checks.normal() }
lesson.claim(
  "the recurrent layer's backward pass agrees with finite differences",
  smallReader.gradientError(at: pictures, using: &checks), isBelow: 1e-6)

//: Now the gradient of one batch of 32 digits, clipped in three ways. How long is it after that, and how far has it
//: turned?

var exploding = reader(1.5, using: &generator)
let few = digits.training.selecting(0..<32)
let scores = exploding.forward(few.inputs, mode: .training)
exploding.backward(softmaxCrossEntropy(scores, labels: few.labels).gradient)
let real = exploding.gradient
func afterClipping(_ clip: (inout Network) -> Void) -> (norm: Double, angle: Double) {
  var copy = exploding
  clip(&copy)
  return (copy.gradient.norm, degrees(between: real, copy.gradient))
}
let byGlobal = afterClipping { $0.clipGradients(toNorm: 1) }
let byPiece = afterClipping {
  $0.forEachParameter { $0.gradient = $0.gradient.clipped(toNorm: 1) }
}
let byValue = afterClipping { $0.clipGradients(to: -0.1...0.1) }

//: In the second, each parameter is clipped as if it were the whole gradient.

lesson.table(
  ["clipping", "norm after", "angle"],
  [
    ["none", real.norm.text(.fixed(1)), "0°"],
    [
      "by global norm, 1", byGlobal.norm.text(.fixed(3)),
      byGlobal.angle.text(.significant(1)) + "°",
    ],
  ]
    + [
      ("each parameter by its norm, 1", byPiece), ("by value, to [−0.1, 0.1]", byValue),
    ].map { [$0, $1.norm.text(.fixed(3)), $1.angle.text(.fixed(1)) + "°"] })
lesson.claim(
  "clipped by global norm, the gradient's length is the threshold, but for",
  abs(byGlobal.norm - 1), isBelow: 1e-12)
lesson.claim(
  "clipping by global norm turns the gradient by so many degrees",
  byGlobal.angle, isBelow: 1e-5)
lesson.claim(
  "clipping each parameter by itself turns the gradient by so many degrees",
  byPiece.angle, isAbove: 3, .fixed(1))
lesson.claim(
  "clipping by value turns the gradient by so many degrees",
  byValue.angle, isAbove: 20, .fixed(1))

//: ## Loss with and without
//:
//: Three networks, the same start, the same batches, a rate of 0.3: as it is, clipped by global norm to 1, clipped by
//: value to $[-0.1, 0.1]$. The notes say that clipping by value "will send us to a bad neighborhood". Will it?
//:
//: The training loop has one line more than usual, between the backward pass and the step:

func train(
  _ scale: Double, rate: Double, epochs: Int = 6,
  clip: (inout Network) -> Void = { _ in }
) -> Run {
  var generator = Generator(seed: lesson.seed)
  var run = Run(network: reader(scale, using: &generator))
  var optimizer = Optimizer(GradientDescent(learningRate: rate))
  for _ in 1...epochs {
    for batch in digits.training.batches(of: 32, using: &generator) {
      let scores = run.network.forward(batch.inputs, mode: .training)
      let loss = softmaxCrossEntropy(scores, labels: batch.labels)
      run.history.record(loss, of: batch.count)
      if run.history.hasDiverged { return run }
      run.network.backward(loss.gradient)
      run.norms.append(run.network.gradientNorm)
      clip(&run.network)
      run.longestStep = max(run.longestStep, rate * run.network.gradientNorm)
      optimizer.step(&run.network)
    }
    run.history.endEpoch()
  }
  return run
}

//: Without a `clip` it leaves the gradient as it is.

let plainRun = train(1.5, rate: 0.3)
let normRun = train(1.5, rate: 0.3) { $0.clipGradients(toNorm: 1) }
let valueRun = train(1.5, rate: 0.3) { $0.clipGradients(to: -0.1...0.1) }
lesson.figure(
  "loss",
  Plot(
    x: Axis("update"), y: Axis("loss", scale: .logarithmic, over: 0.1...1000),
    marks: [
      ("as it is", plainRun), ("by norm", normRun), ("by value", valueRun),
    ].map { name, run in .line(run.history.losses, label: name) }),
  caption:
    "The loss of each batch. "
    + "Without clipping it leaves the picture within a few updates.")
lesson.table(
  ["", "updates", "largest norm met", "loss at the end", "validation accuracy"],
  [
    ["as it is"] + plainRun.cells(on: digits.validation),
    ["by norm, 1"] + normRun.cells(on: digits.validation),
    ["by value, 0.1"] + valueRun.cells(on: digits.validation),
  ])

//: What killed the one run, and how well do the others read?

lesson.claim(
  "without clipping, the updates until the loss is not a finite number",
  Double(plainRun.history.divergedAfter ?? .max), isBelow: 30, .whole)
lesson.claim(
  "without clipping, the longest gradient that is still finite",
  plainRun.longestGradient.norm, isAbove: 2e19, as: "died norm", .significant(1))
lesson.record("died", Double(plainRun.longestGradient.update), .whole)
lesson.claim(
  "clipped by norm, the network learns: accuracy",
  normRun.accuracy(on: digits.validation), isAbove: 0.3, .percent(0))
lesson.claim(
  "clipped by value, the network learns: accuracy",
  valueRun.accuracy(on: digits.validation), isAbove: 0.3, .percent(0))

//: Without clipping the gradient reaches a length of {{died norm}} at update {{died}}, and after that the network is
//: lost: there is nothing left to train. With either kind of clipping the same start, no better chosen than before,
//: learns.
//:
//: The notes' warning is too strong. Clipping by value does turn the gradient, far, and the network trains all the
//: same. The proof above says why it can: every clipped gradient still points downhill. What remains in favour of the
//: norm is that its direction is exact and that one number bounds the step. It is the better default, and not the
//: only thing that works.

//: ## A bounded step
//:
//: What does clipping guarantee? With plain descent, $\Delta w = -\eta \, c$ where $c$ is the clipped gradient, so
//:
//: $$ \lVert \Delta w \rVert = \eta \lVert c \rVert \leq \eta v $$
//:
//: and after $k$ updates, by the triangle inequality, the weights are at most $k \eta v$ away from where they were.
//: That is the answer to our question: a gradient of any size moves the weights no further than one of length $v$
//: does. (By value, $\lVert c \rVert \leq \alpha \sqrt{n}$, which is a much looser bound when $n$ is large. Momentum
//: in the form of lesson 13, $m \gets \beta m + (1 - \beta) g$ from $m = 0$, averages clipped gradients, and an
//: average is no longer than the longest of them, so the bound holds.)

lesson.claim(
  "digits, clipped by norm: the longest step, in units of ηv",
  normRun.longestStep / 0.3, isBelow: 1.000001, .fixed(6))
lesson.claim(
  "on the cliff, clipped by norm: the longest step, in units of ηv",
  held.longestStep.length / 0.3, isBelow: 1.000001, .fixed(6))

//: There is a second thing to see in that inequality. If *every* gradient is longer than the threshold, every step
//: has exactly the length $\eta v$, and $\eta$ and $v$ no longer matter separately. Divide one by ten, multiply the
//: other by ten, and you have the same run. Check it: a threshold of 0.3 at a rate of 0.1, and one of 0.03 at a rate
//: of 1. All gradients here are longer than both.

let slow = train(1, rate: 0.1, epochs: 1) { $0.clipGradients(toNorm: 0.3) }
let fast = train(1, rate: 1, epochs: 1) { $0.clipGradients(toNorm: 0.03) }
lesson.claim(
  "the shortest gradient of the two runs with ηv = 0.03",
  min(slow.norms.min()!, fast.norms.min()!), isAbove: 0.3, .fixed(2))
lesson.claim(
  "the two runs with ηv = 0.03 end at the same weights: relative difference",
  (slow.network.weights - fast.network.weights).norm / slow.network.weights.norm,
  isBelow: 1e-6)

//: So a threshold is not an independent knob. Set it so low that it always acts, and you have moved the learning rate
//: to another place, and thrown away what the length of a gradient could tell.

//: ## How long is too long?
//:
//: Pascanu, Mikolov and Bengio advise to look at the norms of a run (section 3.2): they take the average over enough
//: updates and report that thresholds from half of it to ten times it work. We do that. A healthy run: the same
//: network with $U = I$ at the start (Le, Jaitly and Hinton, "A Simple Way to Initialize Recurrent Networks of
//: Rectified Linear Units", 2015) and a rate of 0.03, without any clipping. How are its gradient norms distributed?

let healthy = train(1, rate: 0.03)
let norms = healthy.norms.sorted()
func quantile(_ p: Double) -> Double {
  norms[Int((p * Double(norms.count - 1)).rounded())]
}
lesson.figure(
  "norms",
  Plot(
    x: Axis("norm of the gradient"), y: Axis("updates"),
    marks: [
      .histogram(norms, bins: 40, over: 0...norms.last!),
      .rule(x: quantile(0.5), label: "median"), .rule(x: quantile(0.9), label: "90 %"),
      .rule(x: quantile(0.99), label: "99 %"),
    ]),
  caption:
    "The gradient norms of a healthy run. Most lie close together; "
    + "a few are several times as long.")
lesson.record("median norm", quantile(0.5), .fixed(1))
lesson.record("p90 norm", quantile(0.9), .fixed(1))
lesson.record("largest norm", norms.last!, .fixed(1))
lesson.claim(
  "the longest gradient of a healthy run, in medians",
  norms.last! / quantile(0.5), isAbove: 2, .fixed(1))

//: The median is {{median norm}}, nine of ten are below {{p90 norm}}, and the longest is {{largest norm}}: a body,
//: and a thin tail to the right. Now take thresholds from that distribution, from one that cuts all but the shortest
//: gradient to one that cuts one in a hundred, and train again, at the healthy rate, at about three times that rate,
//: and at ten times. Before you look: which column will be best in each row?

let shares: [Double?] = [0, 0.1, 0.5, 0.9, 0.99, nil]  // nil: no clipping
let rates = [0.03, 0.1, 0.3]
let settings = rates.flatMap { rate in shares.map { Setting(rate: rate, share: $0) } }
let ends = Results(lesson.progress("eighteen runs", settings)) { setting in
  train(1, rate: setting.rate) {
    if let share = setting.share { $0.clipGradients(toNorm: quantile(share)) }
  }.end
}
func loss(rate: Double, clippedAt share: Double?) -> Double {
  ends[Setting(rate: rate, share: share)]
}

//: Each column has a threshold, each cell the mean loss of the last epoch:

func column(_ share: Double?) -> String {
  guard let share else { return "none" }
  let name = share == 0 ? "shortest" : share.text(.percent(0))
  return "\(name): \(quantile(share).text(.fixed(1)))"
}
lesson.table(
  ["rate"] + shares.map(column),
  rates.map { rate in
    [rate.text(.fixed(2))]
      + shares.map { share in
        let loss = loss(rate: rate, clippedAt: share)
        return loss.isFinite ? loss.text(.fixed(2)) : "diverged"
      }
  })

//: Read the rows. First the healthy rate:

lesson.claim(
  "at a rate of 0.03, a threshold below every norm multiplies the healthy loss by",
  loss(rate: 0.03, clippedAt: 0) / healthy.end, isAbove: 1.15, .fixed(2))
lesson.claim(
  "at a rate of 0.03, the 90 % and 99 % thresholds multiply that loss by at most",
  max(loss(rate: 0.03, clippedAt: 0.9), loss(rate: 0.03, clippedAt: 0.99))
    / healthy.end, isBelow: 1.15, .fixed(2))

//: There a low threshold is a brake: it cuts nearly every step, and the run is slower for it. Thresholds at 90 % and
//: 99 % hardly cost anything. They act on few updates, as an insurance should. Now the larger rates:

let middle = [0.1, 0.5, 0.9, 0.99].map { loss(rate: 0.1, clippedAt: $0) }
lesson.claim(
  "at a rate of 0.1, the loss with the best middle threshold over the better end's",
  middle.min()! / min(loss(rate: 0.1, clippedAt: 0), loss(rate: 0.1, clippedAt: nil)),
  isBelow: 1, .fixed(2))
let lowest = loss(rate: 0.3, clippedAt: 0)
lesson.claim(
  "at a rate of 0.3, the loss with the lowest threshold over the healthy loss",
  lowest / healthy.end, isBelow: 1.3, .fixed(2))
lesson.claim(
  "at a rate of 0.3, the loss with the lowest threshold over the 99 % threshold's",
  lowest / loss(rate: 0.3, clippedAt: 0.99), isBelow: 0.9, .fixed(2))
lesson.claim(
  "at a rate of 0.3, the loss with the lowest threshold over that without clipping",
  lowest / loss(rate: 0.3, clippedAt: nil), isBelow: 0.9, .fixed(2))
lesson.record("low step", 0.3 * quantile(0), .fixed(2))
lesson.record("healthy step", 0.03 * norms.last!, .fixed(2))

//: At about three times the rate neither end of the row is best; a threshold between them is. At ten times the rate the
//: table has turned around. There, no clipping and high thresholds are the bad columns, and the lowest one is good: with
//: it no step is longer than $\eta v = {{low step}}$, and the longest step of the healthy run was {{healthy step}}.
//:
//: From this comes a procedure:
//:
//: 1. Record the gradient's norm at every update. It is one number and costs next to nothing; without it you choose
//:    blindly.
//: 2. From a run that learns, take the 90 % or 99 % quantile as threshold. At the same rate it changes nearly
//:    nothing, until the day it does.
//: 3. Want a larger rate? Lower the threshold along with it: what counts is $\eta v$, the longest step.
//: 4. If nearly every update is clipped, do not call it clipping. You are tuning the rate.

//: ## The arithmetic can break first
//:
//: $v / \lVert g \rVert$ needs the norm, and exploding gradients are exactly those whose norm is hard to compute.
//: Squares come first, and the square of $10^{200}$ is beyond the largest number a `Double` holds, about
//: $1.8 \cdot 10^{308}$. Written naively, the norm is infinite long before the gradient is:

let sizes = [1.0, 1e100, 1e200, 1e300, 1e-200]
func pair(_ m: Matrix) -> String {
  "(" + m.elements.map { $0.text(.significant(1)) }.joined(separator: ", ") + ")"
}
lesson.table(
  [
    "$g$", "naive norm", "naively clipped to 1", "engine's norm",
    "engine, clipped to 1",
  ],
  sizes.map { s in
    let g = Matrix(row: [3 * s, 4 * s])
    return [
      pair(g), g.naiveNorm.text(.significant(1)), pair(g.naivelyClippedToOne),
      g.norm.text(.significant(1)), pair(g.clipped(toNorm: 1)),
    ]
  })
let huge = Matrix(row: [3e200, 4e200])
lesson.claim(
  "(3, 4)·10²⁰⁰, naively clipped to 1, leaves a step of length",
  huge.naivelyClippedToOne.naiveNorm, isBelow: 1e-300)
lesson.claim(
  "(3, 4)·10²⁰⁰, clipped to 1 by the engine, leaves a step of length",
  huge.clipped(toNorm: 1).norm, isWithin: 0.999999...1.000001, .fixed(6))

//: Naive clipping does not fail loudly. It multiplies by $1/\infty = 0$, and the network stands still. The remedy is
//: to divide by the largest entry before squaring and to multiply by it after the root; the engine does so when it
//: has to. Such lengths are not far-fetched: the run that died above came to {{died norm}} within {{died}} updates.
//: In single precision, which most training uses, squares overflow from about $2 \cdot 10^{19}$ on, and it would have
//: met that limit.
//:
//: PyTorch does one thing differently: it divides by $\lVert g \rVert + 10^{-6}$, which is never 0. Ours divides only
//: when $\lVert g \rVert > v > 0$, and needs no such number. For thresholds near 1 you will not see the difference.
//: For tiny ones you will:

func twice(_ v: Double) -> Matrix { Matrix(row: [1.2 * v, 1.6 * v]) }  // of norm 2v
lesson.table(
  ["threshold $v$", "ours: norm after / $v$", "PyTorch: norm after / $v$"],
  [1, 1e-3, 1e-6].map { v in
    [v.text(.significant(1))]
      + [twice(v).clipped(toNorm: v), twice(v).clippedAsInPyTorch(toNorm: v)].map {
        ($0.norm / v).text(.fixed(7))
      }
  })
lesson.claim(
  "PyTorch clips a gradient of length 2·10⁻⁶ to 10⁻⁶, and leaves this share of 10⁻⁶",
  twice(1e-6).clippedAsInPyTorch(toNorm: 1e-6).norm / 1e-6,
  isWithin: 0.66...0.67, .fixed(3))

//: What if an entry is already infinite, or not a number? Then the gradient has no direction, and no factor gives it
//: one: $\infty / \infty$ is not a number, and from one weight that is not a number it spreads, in the next batch, to
//: every loss and every gradient. Clipping by value turns $\infty$ into $\alpha$ and looks healthy, but it keeps a
//: direction that means nothing, and it cannot do anything about what is not a number, which is neither above
//: $\alpha$ nor below $\beta$.

var poisoned = exploding
poisoned.forEachParameter { $0.gradient = 0.01 * $0.gradient }
var first = true
poisoned.forEachParameter {
  if first { $0.gradient[0, 0] = .infinity }
  first = false
}
let before = poisoned.gradient
let poisonedNorm = poisoned.clipGradients(toNorm: 1)
let divided = before.map { $0 / poisonedNorm }.elements
lesson.table(
  ["norm", "after dividing by it: not a number", "zero"],
  [
    [
      poisonedNorm.text(.fixed(0)), "\(divided.filter(\.isNaN).count)",
      "\(divided.filter { $0 == 0 }.count) of \(divided.count)",
    ]
  ])
let kept = zip(before.elements, poisoned.gradient.elements).count { $0 == $1 }
lesson.claim(
  "a gradient with an infinite entry: share of entries that clipping does not change",
  Double(kept) / Double(divided.count), isAbove: 0.9999999, .percent(0))

//: The right answer is to *skip the update*: one batch is lost, and the weights are as good as before. The engine's
//: `clipGradients(toNorm:)` returns the norm it found, so that one line does it: step only if the norm is finite. If
//: it happens once in a thousand updates, count it and go on. If it happens again and again, it is not bad luck; look
//: for its cause, with lessons 05, 07 and 08. PyTorch raises an error on request (`error_if_nonfinite`), and
//: otherwise goes on with what it has.

//: ## What to remember
//:
//: 1. Where many factors above 1 multiply, the loss has walls: slopes of any size, and no reach. One step from there
//:    can cost the run.
//: 2. By norm keeps the direction and bounds the step by ηv; by value, with limits ±α, bounds each entry and turns
//:    the vector, by less than 90°. Over all parameters at once, not one by one.
//: 3. Take the threshold from the norms of a run that learns, lower it when you raise the rate, and skip an update
//:    whose norm is not finite.
//:
//: Lesson 13 takes up the other half of the problem: directions in which the surface is steep for good, where
//: clipping at every step would only be a smaller rate. Its momentum rides over a single anomalous gradient in its
//: own way. In the clinic of lesson 16 you will have to tell from a chart when clipping is the cure.

//: ## Exercises
//:
//: Open `Exercises/12-gradient-clipping.swift`. Every exercise there begins with a function that stops with `todo`;
//: put your own lines in its place, and run the grader:
//:
//: ```
//: swift test --filter gradient-clipping
//: ```

lesson.exercises()

lesson.end()
