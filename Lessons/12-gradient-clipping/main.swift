//: # Gradient clipping
//:
//: *What stops one huge gradient from undoing a thousand good steps?*
//:
//: A gradient says which way is down, and how steep it is here. It does not say how far that stays true. Descent takes
//: it at its word: it multiplies the slope by the learning rate, and steps. With a rate that suits the usual slopes,
//: this goes well as long as slopes stay usual. In lesson 05 we saw what spoils them. A product of many factors, each
//: a little above 1, is a huge number, and the gradient of a deep or a recurrent network is made of such products.
//: Where it explodes, the loss has a *wall*: the slope is enormous and the slope's reach is tiny. The step is as
//: enormous as the slope, and lands far outside of everything learned so far.
//:
//: Clipping is the remedy, and it is one line: if the gradient is too long, shorten it. This lesson builds a wall,
//: falls off it, and then asks what that line does to the direction of a step, what it guarantees, how long is too
//: long, and what it cannot cure.

import Datasets
import Engine
import LessonKit
import Plots

let lesson = Lesson(
  12, takesMNIST: true,
  knobs: Knob("rate", 1, in: 0.05...3, "the learning rate of the descent on the cliff"),
  Knob("threshold", 0.3, in: 0.01...20, "the norm that this descent is clipped to"),
  Knob("scale", 1.5, in: 0.5...2, "the recurrent matrix starts as so many times I"),
  Knob("growth", 2.5, in: 1...4, "a deep network's weights, as multiples of He's"))
let digits = lesson.digits().standardized()
var generator = Generator(seed: lesson.seed)
for name in ["rate", "threshold", "scale", "growth"] {
  lesson.record(name, lesson.knob(name), .significant(2))
}

//: ## A multiplication, fifty times over
//:
//: Take the plainest recurrence there is: start at 1 and multiply by $w$, again and again. After $T$ steps we have
//: $w^T$. Say we want it to be 1, so the loss is half the squared error, and its derivative follows by the chain
//: rule:
//:
//: $$ L(w) = \frac{1}{2} (w^T - 1)^2 \qquad \frac{\partial L}{\partial w} = (w^T - 1) \cdot T w^{T-1} $$
//:
//: It is the deep linear network of lesson 05 with the matrix $1.5 \cdot I$ in every layer, reduced to one number. The
//: solution is $w = 1$. Let $T = 50$, and let descent begin a hundredth to the right of it, at a learning rate of 0.01.

func slope(_ w: Double) -> Double { (pow(w, 50) - 1) * 50 * pow(w, 49) }
func step(from w: Double) -> Double { w - 0.01 * slope(w) }

lesson.ask(
  "From w = 1.01, where does one step at the rate 0.01 lead?",
  ["closer to 1", "across 1, and many times as far away", "beyond a thousand"],
  answer: abs(step(from: 1.01)) > 1000 ? 2 : abs(step(from: 1.01) - 1) > 0.1 ? 1 : 0,
  "a hundredth away from the solution the slope is above 50 already.")
lesson.table(
  ["$w$", "$\\partial L / \\partial w$", "$w$ after one step"],
  [0.5, 0.9, 0.99, 1.01, 1.1, 1.5].map { w in
    [w.text(.fixed(2))] + [slope(w), step(from: w)].map { $0.text(.significant(2)) }
  })
lesson.claim(
  "From w = 1.5, half a unit from the solution, one step at a rate of 0.01 is {} long",
  0.01 * slope(1.5), isAbove: 1e12, .significant(2), isAlways: true)

//: Far to the left of 1 the slope dies away: that is the vanishing gradient, a plain where nothing moves. Close to 1 it
//: is so steep that both neighbours are thrown over the solution, to the other side. Further to the right it grows
//: without measure. The step from $w = 1.5$ has the right direction and an absurd length; and where it lands, $w^{50}$
//: is larger than any number that a `Double` can hold. The run is over after one step.

//: ## A cliff
//:
//: That surface is steep everywhere on the right. A network with a sigmoid in it is more treacherous, because its
//: state cannot run away: the surface is gentle nearly everywhere, and the wall stands in the middle. One unit is
//: enough. The same one is drawn by
//: [Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural networks" (ICML 2013)](https://arxiv.org/abs/1211.5063):
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
//: the factor. When it stays below 1, the past is forgotten. Where can it stay *above* 1? A sigmoid is steep only near
//: 0, and a state that is pushed away from there soon settles at a place where the factor is below 1. Unless nothing
//: pushes it: there are pairs $(w, b)$ for which the state stands still, $x_t = x_0$ for all $t$. We only have to solve
//: one step for $b$:
//:
//: $$ x_0 = w \, \sigma(x_0) + b \quad \Longrightarrow \quad b = x_0 - w \, \sigma(x_0) $$
//:
//: That is a straight line in the plane of the two weights, and all fifty factors on it are $f = w \, \sigma'(x_0)$. From
//: $f = 1$ on, that is from $w = 1/\sigma'(x_0) \approx 4.3$ on, this line is the crest of a wall. On one side of it the
//: state climbs to an upper place and stays, on the other it sinks to a lower one, and the loss jumps in between. Look
//: at it from the side, walking along $b$ at $w = 5$.
//: At each of 401 places we take the loss and the gradient's length:

let walk = (0...400).map { Point(5, -2.9 + 0.6 * Double($0) / 400) }
let walkNorms = walk.map { Cliff.gradient(at: $0).norm }
lesson.figure(
  "section",
  .grid(
    shared: .x,
    plots: [
      [
        Plot(
          "Loss", x: Axis("b"), y: Axis("L"),
          marks: [
            .line(x: walk.map(\.y), y: walk.map { Cliff.loss(at: $0) }, color: .purple)
          ])
      ],
      [
        Plot(
          "Length of the gradient", x: Axis("b"), y: Axis("‖∇L‖", scale: .logarithmic),
          marks: [.line(x: walk.map(\.y), y: walkNorms, color: .purple)])
      ],
    ]),
  caption:
    "A walk across the wall at w = 5. To its left and right the gradient has about "
    + "the same, small length; on it, it is much larger. The walk's points lie 0.0015 "
    + "apart and miss the top of the peak, which is higher still.")

//: How much longer is the gradient on the wall than a tenth above it?

let beside = Cliff.gradient(at: Point(5, Cliff.crest(5) + 0.1)).norm
lesson.claim(
  "At w = 5 the longest gradient of the walk is {} times the one at 0.1 above the wall",
  walkNorms.max()! / beside, isAbove: 20, .whole)

//: The gradient's length is the warning, and it comes too late: a few hundredths before the wall all is quiet.

//: ## How steep is the wall? (deeper)
//:
//: On the crest all factors are the same, so the recursion for $\partial x_t / \partial b$ is a geometric series. For
//: $f \neq 1$ its sum is
//:
//: $$ \frac{\partial x_{50}}{\partial b} = 1 + f + f^2 + \cdots + f^{49} = \frac{f^{50} - 1}{f - 1} $$
//:
//: The derivative with respect to $w$ is $\sigma(x_0)$ times that, because each direct part is $\sigma(x_0)$ where $b$
//: has a 1. The chain rule through $L = (\sigma(x_{50}) - 0.7)^2$ then gives the length of the gradient:
//:
//: $$ \lVert \nabla L \rVert = 2 \, |\sigma(x_0) - 0.7| \cdot \sigma'(x_0) \cdot \frac{f^{50} - 1}{f - 1} \cdot \sqrt{1 + \sigma(x_0)^2} $$
//:
//: Here it is, by the formula and by the recursion:

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
  "On the crest, formula and recursion differ by a relative {} at most",
  factors.map { abs(byRecursion($0) / byFormula($0) - 1) }.max()!, isBelow: 1e-5,
  .significant(1), isAlways: true)
lesson.record("steepest", byFormula(1.5), .significant(1))

//: With lesson 05's factor of 1.5 the slope is {{steepest}}, on a surface whose height is never above 0.49. Both can
//: be true only if the steep part is extremely thin. And it is: moving away from the crest by a small distance $d$
//: along $b$ moves the last state by about $f^{50} d / (f - 1)$, so a distance of a few times $f^{-50}$ decides at which
//: of the two places it ends.

//: ## Thrown off, and not
//:
//: Now descend. We start on the gentle upper side, at $w = 5.2$, $b = -2.5$, with a learning rate that suits the
//: gentle part of the surface. One run takes the gradient as it is. The other shortens any gradient that is longer
//: than a threshold to the threshold's length, and is the same in everything else.

let rate = lesson.knob("rate")
let threshold = lesson.knob("threshold")
let origin = Point(5.2, -2.5)
let thrown = Descent(from: origin, rate: rate, updates: 200)
let held = Descent(from: origin, rate: rate, threshold: threshold, updates: 200)

lesson.figure(
  "cliff",
  Plot(
    x: Axis("w", over: 3.6...5.6), y: Axis("b", over: -2.9 ... -1.4), aspect: .equal,
    marks: [
      .contours(x: 3.6...5.6, y: -2.9 ... -1.4, levels: Cliff.levels) {
        Cliff.loss(at: Point($0, $1))
      },
      .path(Array(held.path.prefix(40)), label: "clipped", color: .orange),
      .path(Array(thrown.path.prefix(40)), label: "as it is", color: .blue),
    ]),
  caption:
    "The first 40 updates of both on level lines of the loss, from 0.001 in the "
    + "valley to 0.3. Where the lines run together is the wall. Where only blue is "
    + "seen, the two paths are the same; a path that leaves the picture is cut off.")

//: The learning rate is {{rate}}, the threshold {{threshold}}. What did each of the two meet on its way, and where did
//: it end?

lesson.table(
  ["", "as it is", "clipped"],
  [
    ["longest gradient met"]
      + [thrown, held].map { $0.gradientNorms.max()!.text(.fixed(1)) },
    ["longest step"] + [thrown, held].map { $0.longestStep.length.text(.fixed(2)) },
    ["made at update"] + [thrown, held].map { "\($0.longestStep.update)" },
    ["loss after 200 updates"] + [thrown, held].map { $0.loss.text(.significant(2)) },
    ["gradient there"]
      + [thrown, held].map { Cliff.gradient(at: $0.end).norm.text(.significant(2)) },
  ])
lesson.record(
  "held clipped", Double(held.gradientNorms.count { $0 > threshold }), .whole)
lesson.record("held steepest", held.gradientNorms.max()!, .fixed(1))
lesson.record("throw", Double(thrown.longestStep.update), .whole)
lesson.record("throw length", thrown.longestStep.length, .fixed(1))
lesson.record("throw w", thrown.longestStep.end.x, .fixed(1))
lesson.record("throw b", thrown.longestStep.end.y, .fixed(1))
lesson.try(
  "--section thrown --rate 0.3", "Is the wall still dangerous at a third of the rate?")
lesson.try(
  "--section thrown --threshold 5",
  "Which gradients does this threshold let through, and is that good enough?")

//: At first the two do nearly the same. Then, at update {{throw}}, the free one takes its longest step, of length
//: {{throw length}}, to w = {{throw w}}, b = {{throw b}}. With the lesson's rate that is far from
//: everything: there the sigmoid is flat, the gradient is practically 0, and descent will not bring it back. That is
//: the real harm of one bad step. It does not cost one step: it can cost the run.
//:
//: The clipped run meets the wall too: {{held clipped}} of its 200 gradients are longer than the threshold, and the
//: longest has a length of {{held steepest}}. It takes each of them as a step of ordinary length, in the right
//: direction, and is still nearby when the ground is gentle again.
//:
//: One start proves little. We draw fifty, all on the upper side, between 0.1 and 0.5 above the crest, and let each
//: descend for 200 updates at a rate of 0.3, without clipping and with a threshold of 1. Call a run *lost* if its
//: last loss is above 0.05.

let starts = (1...50).map { _ in
  let w = generator.uniform(in: 4.5..<6)
  return Point(w, Cliff.crest(w) + generator.uniform(in: 0.1..<0.5))
}
let (free, clipped) = (losses(threshold: nil), losses(threshold: 1))
func losses(threshold: Double?) -> [Double] {
  lesson.progress("fifty descents", starts).map {
    Descent(from: $0, rate: 0.3, threshold: threshold, updates: 200).loss
  }.sorted()
}
func lost(_ losses: [Double]) -> Double {
  Double(losses.count { !($0 <= 0.05) }) / Double(losses.count)
}

//: How often is a run lost without clipping, and how often with it?

lesson.record("lost", lost(free), .percent(0))
lesson.ask(
  "Of fifty descents without clipping, how many are lost?",
  ["fewer than one in ten", "from one in ten to a half", "more than half"],
  answer: lost(free) < 0.1 ? 0 : lost(free) <= 0.5 ? 1 : 2,
  "{{lost}} of them. The valley runs along the wall, so nearly every run meets it.")
lesson.table(
  ["", "lost", "median loss", "worst loss"],
  [("as it is", free), ("clipped to 1", clipped)].map { name, losses in
    [name, lost(losses).text(.percent(0))]
      + [losses[25], losses.last!].map { $0.text(.significant(2)) }
  })
lesson.claim(
  "Of fifty descents on the cliff without clipping, {} are lost",
  lost(free), isAbove: 0.4, .percent(0))
lesson.claim(
  "Of fifty descents on the cliff clipped to 1, {} are lost",
  lost(clipped), isBelow: 0.1, .percent(0))

//: ## Two ways to shorten a vector
//:
//: There are two. *Clipping by value* looks at each entry of the gradient by itself, and has a largest value $\alpha$
//: and a smallest value $\beta$:
//:
//: $$ g_i \gets \begin{cases} \alpha & g_i > \alpha \\ \beta & g_i < \beta \\ g_i & \text{otherwise} \end{cases} $$
//:
//: *Clipping by norm* looks at the whole vector, and has one threshold $v$:
//:
//: $$ g \gets \frac{v}{\lVert g \rVert} \, g \quad \text{if } \lVert g \rVert > v $$
//:
//: (Algorithm 1 of the paper above writes $\geq$; at equality both do nothing.) In the plane one can see the
//: difference. Clipping by value pushes every vector into a square, clipping by norm into a circle.

let compass = (0..<7).map { k -> Point in
  let turn = 2 * Double.pi * (Double(k) + generator.uniform(in: 0.15..<0.85)) / 7
  let length = generator.uniform(in: 1.3..<2)
  return Point(length * cos(turn), length * sin(turn))
}

//: Seven gradients of random length and direction:

lesson.figure(
  "vectors",
  .grid(
    plots: [
      [
        clippingPlot(
          "by value, to [−1, 1]", of: compass, boundary: unitSquare, color: .green
        ) {
          $0.clipped(to: -1...1)
        },
        clippingPlot(
          "by norm, to 1", of: compass, boundary: unitCircle, color: .orange
        ) {
          $0.clipped(toNorm: 1)
        },
      ]
    ]),
  caption:
    "Seven gradients (grey) and what clipping leaves of them, by value (green) and by "
    + "norm (orange). On the left they turn towards the diagonals, "
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
//: Let the entries be independent and normal. For large $n$ the sums are near their means, $\sum |g_i| \approx n
//: \sqrt{2/\pi}$ and $\sum g_i^2 \approx n$, so that $\cos \theta \approx \sqrt{2/\pi}$. (The mean for any $n$ follows in
//: the next section.) And if the entries are very unequal? We take the same random numbers *cubed*, so that a few entries
//: dwarf all others. The mean of $|g_i|$ is then $2\sqrt{2/\pi}$ and that of $g_i^2$ is 15, so the cosine tends to
//: $\sqrt{8/(15\pi)}$. Now measure: 300 random gradients in each of seven dimensions, clipped to almost nothing, to one
//: standard deviation, and by norm.

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

//: The columns *signs only*, *one deviation* and *cubes* (of which only the signs are left, too) are mean angles.
//: *Bound* is what no gradient exceeds, $\arccos(1/\sqrt{n})$; the next section proves it.

let widest = turns.last!
lesson.ask(
  "From 1000 normal entries only the signs are left. How far does the gradient turn?",
  ["less than 10°", "about 37°", "about 66°", "nearly 90°"],
  answer: widest.signs < 10 ? 0 : widest.signs < 50 ? 1 : widest.signs < 80 ? 2 : 3,
  "the arc cosine of √(2/π); in a million dimensions it is the same.")

//: The last column is the largest angle of clipping by norm:

lesson.table(
  [
    "$n$", "mean $\\cos\\theta$", "formula", "signs only", "one deviation",
    "cubes", "bound", "by norm, at most",
  ],
  turns.map(\.cells))
lesson.figure(
  "angles",
  Plot(
    x: Axis("dimensions", scale: .logarithmic), y: Axis("degrees", over: 0...90),
    marks: [
      ("bound", \Turn.bound, Color.grey), ("cubes", \Turn.heavy, .purple),
      ("signs only", \Turn.signs, .green),
    ].map { name, angle, color in
      let angles = turns.map { $0[keyPath: angle] }
      return .line(
        x: dimensions.map(Double.init), y: angles, label: name, color: color)
    }),
  caption:
    "The mean angle by which clipping by value turns a random gradient, by dimension. "
    + "Clipping by norm would lie on the axis.")

//: Two of these numbers can be checked against theory:

let heavyAsymptote = degrees(cosine: sqrt(8 / (15 * .pi)))
lesson.record("heavy asymptote", heavyAsymptote, .fixed(1))
lesson.claim(
  "Normal gradients cut to their signs have a mean cosine within {} of the formula",
  turns.map { abs($0.cosine - meanCosineOfSigns($0.n)) }.max()!,
  isBelow: 0.03, .fixed(3))
lesson.claim(
  "In 1000 dimensions the signs of cubes are {}° away from their asymptote",
  abs(widest.heavy - heavyAsymptote), isBelow: 1, .fixed(1))

//: Two things stand out. For normal gradients the angle soon stops growing with the dimension, and looser limits on the
//: entries turn them less. But it depends on the kind of gradient. For cubes the angle tends to {{heavy asymptote}}°:
//: the more unequal the entries, the further the turn. By norm there is no angle, in any dimension, apart from rounding.

//: ## Never a right angle (deeper)
//:
//: First the mean cosine. The *direction* $u = g / \lVert g \rVert$ of a normal vector is independent of its length, and
//: every entry of $u$ is distributed alike. So $E[\cos \theta] = \frac{1}{\sqrt{n}} \sum_i E|u_i| = \sqrt{n} \, E|u_1|$; and
//: since $g_1 = \lVert g \rVert \, u_1$, independence gives $E|g_1| = E\lVert g \rVert \cdot E|u_1|$. The mean of $|g_1|$ is
//: $\sqrt{2/\pi}$, the mean length of a normal vector is $\sqrt{2} \, \Gamma(\frac{n+1}{2}) / \Gamma(\frac{n}{2})$, where
//: $\Gamma$ is the gamma function, and dividing them leaves
//:
//: $$ E[\cos \theta] = \sqrt{n} \cdot \frac{E|g_1|}{E\lVert g \rVert} = \sqrt{\frac{n}{\pi}} \cdot \frac{\Gamma(n/2)}{\Gamma((n+1)/2)} \; \to \; \sqrt{\frac{2}{\pi}} \approx 0.798 $$
//:
//: Now the bound, for *any* gradient. Let $c$ be $g$ clipped to $[-\alpha, \alpha]$, with at least one entry cut. Call
//: the sum of the cut entries' sizes $A$ and the sum of squares of the others $S$. Then
//:
//: $$
//: \begin{aligned}
//: g \cdot c &= \alpha A + S \\
//: (g \cdot c)^2 &= \alpha^2 A^2 + 2 \alpha A S + S^2 \\
//: &\geq \alpha^2 A^2 + \alpha^2 S \\
//: &\geq \alpha^2 \lVert g \rVert^2
//: \end{aligned}
//: $$
//:
//: The third line holds because $A > \alpha$, the last because the square of a sum of positive numbers is at least
//: the sum of their squares. And $\lVert c \rVert \leq \alpha \sqrt{n}$, since no entry is above $\alpha$. Divide:
//:
//: $$ \cos \theta \geq \frac{\alpha \lVert g \rVert}{\lVert g \rVert \cdot \alpha \sqrt{n}} = \frac{1}{\sqrt{n}} > 0 $$

lesson.claim(
  "The largest of all these turns is {} of the bound",
  turns.map { $0.largest / $0.bound }.max()!, isBelow: 1.000001, .percent(1),
  isAlways: true)

//: So the angle stays below 90°: with symmetric limits the clipped gradient still points downhill, whatever is cut. But
//: in many dimensions the guarantee is weak: $\arccos(1/\sqrt{1000})$ is about 88°, and a gradient with one large
//: entry among many small ones comes as near to it as you like. Without symmetry there is no guarantee at all:
//: $(-3, 1)$ clipped to $[0.5, 2]$ is $(0.5, 1)$, and the dot product of the two is $-0.5$.

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
//:
//: Let us see what real gradients do. The task is the digits, read as a recurrent network would: a picture is a
//: sequence of eight rows (with `--mnist`, of eight strips), and a state of 32 numbers is carried from row to row,
//:
//: $$ h_t = \mathrm{relu}(x_t W + h_{t-1} U + b) \qquad h_0 = 0 $$
//:
//: and a dense layer reads the digit from the last state, $h_8$. The layer is in `Recurrent.swift`, beside this
//: lesson's program. $U$ is multiplied in at every row after the first. We start it at ${{scale}} \cdot I$, a
//: factor of {{scale}} per step.

let scale = lesson.knob("scale")
func reader(_ scale: Double) -> Start {
  let recurrent = Matrix(rows: 32, columns: 32) { i, j in i == j ? scale : 0 }
  let rowLength = digits.training.features / 8
  return { generator in
    Network([
      Recurrent(
        steps: 8, rowLength: rowLength, recurrent: recurrent, using: &generator),
      Dense(from: 32, to: 10, .glorotNormal, using: &generator),
    ])
  }
}

//: Is the layer's backward pass right? We compare it with finite differences, on a smaller layer.

var checks = Generator(seed: lesson.seed)
let smallReader = Recurrent(
  steps: 4, rowLength: 3,
  recurrent: Initializer.heNormal.weight(fanIn: 5, fanOut: 5, using: &checks),
  using: &checks)
let pictures = Matrix(rows: 2, columns: 12) { _, _ in checks.normal() }
lesson.claim(
  "The recurrent layer's backward pass and finite differences differ by a relative {}",
  smallReader.gradientError(at: pictures, using: &checks), isBelow: 1e-5,
  .significant(1))

//: Now the gradient of one batch of 32 digits, clipped in three ways. How long is it after that, and how far has it
//: turned?

var exploding = reader(scale)(&generator)
exploding.backward(on: digits.training.selecting(0..<32))
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

//: In the third row of the table, each parameter is clipped as if it were the whole gradient.

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
  "Clipping by global norm turns the gradient by {}°",
  byGlobal.angle, isBelow: 1e-5, .significant(1), isAlways: true)
lesson.claim(
  "Clipping each parameter by itself turns the gradient by {}°",
  byPiece.angle, isAbove: 25, .fixed(1))
lesson.claim(
  "Clipping by value turns the gradient by {}°",
  byValue.angle, isAbove: 30, .fixed(1))

//: ## Loss with and without
//:
//: Three networks, the same start, the same batches, a rate of 0.3: as it is, clipped by global norm to 1, clipped by
//: value to $[-0.1, 0.1]$. It is often said that clipping by value, because it turns the gradient, sends the weights to
//: a bad neighbourhood. The training loop has one line more than usual, between the backward pass and the step (you
//: see it with `--code`): it clips, or leaves the gradient as it is.

func train(
  _ start: Start, by rule: some UpdateRule, epochs: Int = 6,
  clip: (inout Network) -> Void = { _ in }
) -> Run {
  var generator = Generator(seed: lesson.seed)
  var run = Run(network: start(&generator))
  var optimizer = Optimizer(rule)
  for _ in 1...epochs {
    for batch in digits.training.batches(of: 32, using: &generator) {
      let loss = run.network.backward(on: batch)
      run.history.record(loss, of: batch.count)
      if run.history.hasDiverged { return run }
      run.norms.append(run.network.gradientNorm)
      clip(&run.network)
      let before = run.network.weights
      optimizer.step(&run.network)
      run.longestStep = max(run.longestStep, (run.network.weights - before).norm)
    }
    run.history.endEpoch()
  }
  return run
}
func descent(_ rate: Double) -> GradientDescent { GradientDescent(learningRate: rate) }

//: All three start from the same seed.

let plainRun = train(reader(scale), by: descent(0.3))
let normRun = train(reader(scale), by: descent(0.3)) { $0.clipGradients(toNorm: 1) }
let valueRun = train(reader(scale), by: descent(0.3)) {
  $0.clipGradients(to: -0.1...0.1)
}
func accuracy(_ run: Run) -> Double { run.accuracy(on: digits.validation) }
let threeRuns = [plainRun, normRun, valueRun]

//: A network that guesses reads one digit in ten. Call it learning if it reads more than three.

let learning = threeRuns.map { accuracy($0) > 0.3 }
lesson.ask(
  "Which of the three learn?",
  ["only the one clipped by norm", "both clipped ones", "all three", "none of these"],
  answer: [[false, true, false], [false, true, true], [true, true, true]]
    .firstIndex(of: learning) ?? 3,
  "the turned gradient still points downhill, and that is enough to learn.")

//: Their losses, batch by batch:

lesson.figure(
  "loss",
  .grid(
    shared: .none,
    plots: [
      [
        Plot(
          "The first updates", x: Axis("update", scale: .whole, over: 0...12),
          y: Axis("loss", scale: .logarithmic, over: 1...1e6),
          marks: [
            plainRun.losses("as it is", .blue), normRun.losses("by norm", .orange),
            valueRun.losses("by value", .green),
          ]),
        Plot(
          "Means of six updates", x: Axis("update"),
          y: Axis("loss", scale: .logarithmic, over: 0.1...100),
          marks: [
            plainRun.sixes("as it is", .blue), normRun.sixes("by norm", .orange),
            valueRun.sixes("by value", .green),
          ]),
      ]
    ]),
  caption:
    "The loss of each batch. Without clipping (blue) it leaves the picture within a "
    + "few updates. On the right the two clipped runs to their end, on another scale.")

//: The same in numbers, at the end:

lesson.table(
  ["", "updates", "largest norm met", "loss at the end", "validation accuracy"],
  zip(["as it is", "by norm, 1", "by value, 0.1"], threeRuns).map { name, run in
    [name] + run.cells(on: digits.validation)
  })
lesson.claim(
  "Without clipping, the network reads {} of the digits",
  accuracy(plainRun), isBelow: 0.25, .percent(0))
lesson.claim(
  "Clipped by norm, the network reads {} of the digits",
  accuracy(normRun), isAbove: 0.3, .percent(0))
lesson.claim(
  "Clipped by value, the network reads {} of the digits",
  accuracy(valueRun), isAbove: 0.3, .percent(0))
lesson.record("died norm", plainRun.longestGradient.norm, .significant(1))
lesson.record("died", Double(plainRun.longestGradient.update), .whole)
lesson.try(
  "--section loss --scale 1.1", "Does the run without clipping come to its end now?")
lesson.try(
  "--section loss --scale 2", "Clipping keeps the runs alive. Does it make them good?")

//: (A run that ends in what is not a number reads 0 %.) Without clipping the longest gradient that is still a number has
//: a length of {{died norm}}, at update {{died}}. With a few seeds in a hundred the leap kills every ReLU instead: then all
//: numbers stay finite, and the network guesses to its end. With either kind of clipping the same start, no better chosen
//: than before, learns.
//:
//: So the warning is too strong. Clipping by value does turn the gradient, far, and the network trains all the same: the
//: angle stays below 90°, every clipped gradient still points downhill. What speaks for the norm is that it keeps each
//: batch's direction and that one number bounds the step. It is the better default, and not the only thing that works.

//: ## The mean of clipped gradients
//:
//: By norm, the direction of *one* gradient is exact. But no batch trains a network alone. Over an epoch the weights
//: follow the mean of the batches' gradients, and each of these was clipped by its own norm. Is the mean of clipped
//: gradients the clipped mean? Take ten batches. Nine have the gradient $(0, 1)$, one has $(20, 0)$, and $v = 1$:
//:
//: $$
//: \begin{aligned}
//: \text{mean of } g &= \tfrac{1}{10} \left( 9 \cdot (0, 1) + (20, 0) \right) = (2, \, 0.9) \\
//: \text{mean of clipped } g &= \tfrac{1}{10} \left( 9 \cdot (0, 1) + (1, 0) \right) = (0.1, \, 0.9)
//: \end{aligned}
//: $$

let ten = (1...9).map { _ in Matrix(row: [0, 1]) } + [Matrix(row: [20, 0])]
let outvoted = turnOfMean(ten) { $0.clipped(toNorm: 1) }
lesson.record("outvoted", outvoted, .fixed(0))
lesson.ask(
  "By which angle has clipping by norm turned the mean?",
  ["not at all", "about 10°", "about 60°"],
  answer: outvoted < 5 ? 0 : outvoted < 30 ? 1 : 2,
  "{{outvoted}}°, from 24° above the first axis to 84°.")

//: The first mean points $\arctan(0.9/2)$, that is 24°, above the first axis, the second $\arctan(0.9/0.1)$, that is 84°.
//: Before clipping, the one long gradient had more to say than the nine others together; after it, one vote in ten. In short,
//: $E[\mathrm{clip}(g)] \neq \mathrm{clip}(E[g])$, and rare long gradients are outvoted. No smaller rate cures that. In
//: one dimension we can see where it leads. Let example $i$ have the loss $\frac{1}{2}(w - a_i)^2$, so its gradient is
//: $w - a_i$. The mean gradient is 0 where $w$ is the *mean* of the $a_i$. Clip all of them to a tiny $\pm v$, and only
//: signs are left: the mean is 0 where as many $a_i$ lie above $w$ as below, at the *median*. Training ends at another place.
//:
//: Does it matter in practice? We take the network that was just trained with clipping by norm, and the gradients of 320
//: digits: in 10 batches of 32, in 40 of 8, in 320 of one. The mean gradient is the same in all three. Then every
//: batch's gradient is clipped, to the shortest of their norms, to the median, to the 90 % quantile, or by value.

let some = digits.training.selecting(0..<320)
func quantile(_ p: Double, of sorted: [Double]) -> Double {
  sorted[Int((p * Double(sorted.count - 1)).rounded())]
}
let meanTurns = Results(lesson.progress("batches", [32, 8, 1])) { size -> [Double] in
  let gradients = normRun.network.gradients(on: some, inBatchesOf: size)
  let norms = gradients.map(\.norm).sorted()
  return [0.0, 0.5, 0.9].map { share in
    let threshold = quantile(share, of: norms)
    return turnOfMean(gradients) { $0.clipped(toNorm: threshold) }
  } + [turnOfMean(gradients) { $0.clipped(to: -0.1...0.1) }]
}

//: The table has the angle by which the mean turns:

lesson.table(
  ["batch", "to the shortest", "to the median", "to the 90 %", "by value, 0.1"],
  meanTurns.map { size, angles in
    ["\(size)"] + angles.map { $0.text(.fixed(1)) + "°" }
  })
let (ofBatches, ofDigits) = (meanTurns[32][1], meanTurns[1][1])
lesson.claim(
  "In batches of 32, clipped to the median norm, the mean gradient turns by {}°",
  ofBatches, isBelow: 18, .fixed(1))
lesson.claim(
  "Digit by digit, clipped to the median norm, the mean gradient turns by {}°",
  ofDigits, isAbove: 8, .fixed(1))

//: In batches of 32 the objection is true and small: the gradients have similar lengths, and their directions agree
//: well enough. Digit by digit it is neither: a few digits that are still read wrongly have long gradients, the others
//: nearly none. Clipping every example by itself is not exotic: it is how networks are trained on private data
//: ([Abadi and others, "Deep Learning with Differential Privacy" (CCS 2016)](https://arxiv.org/abs/1607.00133)), and what
//: the turned mean does there is a subject of its own
//: ([Chen, Wu and Hong, "Understanding Gradient Clipping in Private SGD" (NeurIPS 2020)](https://arxiv.org/abs/2006.15429)).

//: ## A bounded step
//:
//: What does clipping guarantee? With plain descent (lesson 04), $\Delta w = -\eta \, c$, where $c$ is the clipped
//: gradient, so
//:
//: $$ \lVert \Delta w \rVert = \eta \lVert c \rVert \leq \eta v $$
//:
//: and after $k$ updates, by the triangle inequality, the weights are at most $k \eta v$ away from where they were.
//: That is the answer to our question: a gradient of any size moves the weights no further than one of length $v$
//: does. (By value, $\lVert c \rVert \leq \alpha \sqrt{n}$, which is a much looser bound when $n$ is large. Momentum
//: in the form of lesson 13 steps along an average of clipped gradients, and an average is no longer than the longest
//: of them, so the bound holds. Adam is another matter: the next section.)

lesson.claim(
  "Of the digits' network clipped by norm, the longest step is {} times ηv",
  normRun.longestStep / 0.3, isBelow: 1.000001, .fixed(3), isAlways: true)

//: There is a second thing to see in that inequality. If *every* gradient is longer than the threshold, every step
//: has exactly the length $\eta v$, and $\eta$ and $v$ no longer matter separately. Divide one by ten, multiply the
//: other by ten, and you have the same run. Check it, from $U = I$: a threshold of 0.3 at a rate of 0.1, and one of
//: 0.03 at a rate of 1.

let slow = train(reader(1), by: descent(0.1), epochs: 1) {
  $0.clipGradients(toNorm: 0.3)
}
let fast = train(reader(1), by: descent(1), epochs: 1) {
  $0.clipGradients(toNorm: 0.03)
}
lesson.record("shortest", min(slow.norms.min()!, fast.norms.min()!), .fixed(1))
lesson.claim(
  "The two runs with ηv = 0.03 end at weights that differ by a relative {}",
  (slow.network.weights - fast.network.weights).norm / slow.network.weights.norm,
  isBelow: 1e-6, .significant(1), isAlways: true)

//: No gradient of the two runs was shorter than {{shortest}}. So a threshold is not an independent knob. Set it so low
//: that it always acts, and you have moved the learning rate to another place, and thrown away what the length of a
//: gradient could tell.

//: ## What is left to bound for Adam (deeper)
//:
//: All this was plain descent. Adam
//: ([Kingma and Ba, "Adam: A Method for Stochastic Optimization" (ICLR 2015)](https://arxiv.org/abs/1412.6980), and lesson
//: 13) divides each entry of the average gradient by the root of its average square. Multiply all gradients by 100, and
//: its steps do not change. So what would a threshold bound? Look at the first step, where both averages, once corrected,
//: are the gradient's own: every entry moves by
//:
//: $$ \eta \cdot \frac{\hat{m}_i}{\sqrt{\hat{s}_i}} = \eta \cdot \frac{g_i}{|g_i|} = \pm \eta \quad \Longrightarrow \quad \lVert \Delta w \rVert = \eta \sqrt{n} $$
//:
//: ($\hat{s}$ is the average square; it is usually called $\hat{v}$, but $v$ is our threshold. We leave out the tiny
//: $\epsilon$.) There is no threshold in it. We let Adam train the exploding reader at $\eta = 0.01$:

let adamThresholds: [Double?] = [nil, 10, 1, 0.1]
let adamRuns = Results(lesson.progress("Adam", adamThresholds)) { threshold in
  train(reader(scale), by: Adam(learningRate: 0.01)) {
    if let threshold { $0.clipGradients(toNorm: threshold) }
  }
}
let count = Double(real.elements.count)
lesson.record("n", count, .whole)
lesson.record("root n", sqrt(count), .fixed(1))
lesson.table(
  ["clipped to", "longest step, in η", "in ηv", "loss at the end", "accuracy"],
  adamRuns.map { threshold, run in
    [
      threshold.map { "\($0)" } ?? "as it is",
      (run.longestStep / 0.01).text(.fixed(1)),
      threshold.map { (run.longestStep / 0.01 / $0).text(.significant(3)) } ?? "–",
    ] + run.verdict(on: digits.validation)
  })
lesson.claim(
  "With Adam and a threshold of 0.1, the longest step is {} times ηv",
  adamRuns[0.1].longestStep / 0.01 / 0.1, isAbove: 100, .whole)
let adamGain = adamRuns[1].end / adamRuns[nil].end
lesson.claim(
  "Clipping to 1 leaves {} of the loss that Adam ends with as it is",
  adamGain, isBelow: 1.4, .percent(0), as: "Adam gain")

//: The longest step is the first, $\sqrt{n} = {{root n}}$ times $\eta$ for the {{n}} numbers of this network, whatever the
//: threshold. And the start that killed plain descent is no wall for Adam: unclipped, it survives. Why clip, then?
//: Because of Adam's memory. The square of one huge gradient stays in $\hat{s}$ for about 1000 updates (its usual
//: factor is 0.999 per update) and shortens all steps until it has faded. Here the first gradients are the huge ones, and the clipped run ends with
//: {{Adam gain}} of the loss (with nearly all seeds it is less than as it is). What clipping bounds is the weight of one gradient in the averages.

//: ## How long is too long?
//:
//: Pascanu, Mikolov and Bengio advise to look at the norms of a run (section 3.2): they take the average over enough
//: updates and report that thresholds from half of it to ten times it work. We do that. A healthy run: the same
//: network with $U = I$ at the start, as
//: [Le, Jaitly and Hinton, "A Simple Way to Initialize Recurrent Networks of Rectified Linear Units" (2015)](https://arxiv.org/abs/1504.00941)
//: advise, and a rate of 0.03, without any clipping. How are its gradient norms distributed?

let healthy = train(reader(1), by: descent(0.03))
let norms = healthy.norms.sorted()
func quantile(_ p: Double) -> Double { quantile(p, of: norms) }
let longest = norms.last!
lesson.figure(
  "norms",
  Plot(
    x: Axis("norm of the gradient"), y: Axis("updates"),
    marks: [
      .histogram(norms, bins: 40, over: 0...longest, color: .blue),
      .rule(x: quantile(0.5), label: "median", color: .green),
      .rule(x: quantile(0.9), label: "90 %", color: .orange),
      .rule(x: quantile(0.99), label: "99 %", color: .purple),
    ]),
  caption:
    "The gradient norms of a healthy run. Most lie close together; "
    + "a few are several times as long.")
lesson.record("median norm", quantile(0.5), .fixed(1))
lesson.record("p90 norm", quantile(0.9), .fixed(1))
lesson.record("largest norm", longest, .fixed(1))
lesson.claim(
  "The longest gradient of a healthy run is {} medians long",
  longest / quantile(0.5), isAbove: 2, .fixed(1))

//: The median is {{median norm}}, nine of ten are below {{p90 norm}}, and the longest is {{largest norm}}: a body,
//: and a thin tail to the right. Now take thresholds from that distribution, from one that cuts all but the shortest
//: gradient to one that cuts one in a hundred, and train again, at the healthy rate, at about three times that rate,
//: and at ten times.

let shares: [Double?] = [0, 0.5, 0.9, 0.99, nil]  // nil: no clipping
let rates = [0.03, 0.1, 0.3]
let settings = rates.flatMap { rate in shares.map { Setting(rate: rate, share: $0) } }
let ends = Results(lesson.progress("fifteen runs", settings)) { setting in
  train(reader(1), by: descent(setting.rate)) {
    if let share = setting.share { $0.clipGradients(toNorm: quantile(share)) }
  }.end
}
func loss(rate: Double, clippedAt share: Double?) -> Double {
  ends[Setting(rate: rate, share: share)]
}

//: First a guess about the largest rate.

func column(_ share: Double?) -> String {
  guard let share else { return "none" }
  let name = share == 0 ? "shortest" : share.text(.percent(0))
  return "\(name): \(quantile(share).text(.fixed(1)))"
}
let atLargeRate = shares.map { loss(rate: 0.3, clippedAt: $0) }
lesson.ask(
  "At ten times the healthy rate, which threshold leaves the smallest loss?",
  ["the shortest norm", "the median", "the 90 % quantile", "the 99 % quantile", "none"],
  answer: atLargeRate.indices.min { atLargeRate[$0] < atLargeRate[$1] }!,
  "what counts is ηv, the longest step, and the rate is ten times as large.")

//: Each column has a threshold, each cell the mean loss of the last epoch:

lesson.table(
  ["rate"] + shares.map(column),
  rates.map { rate in
    [rate.text(.fixed(2))]
      + shares.map { share in
        let loss = loss(rate: rate, clippedAt: share)
        return loss.isFinite ? loss.text(.fixed(2)) : "not a number"
      }
  })

//: Read the rows, first that of the healthy rate:

lesson.claim(
  "At a rate of 0.03, a threshold below every norm multiplies the loss by {}",
  loss(rate: 0.03, clippedAt: 0) / healthy.end, isAbove: 1, .fixed(2))
lesson.claim(
  "At a rate of 0.03, the 90 % and 99 % thresholds multiply the loss by {} at most",
  max(loss(rate: 0.03, clippedAt: 0.9), loss(rate: 0.03, clippedAt: 0.99))
    / healthy.end, isBelow: 1.25, .fixed(2))

//: There a low threshold is a brake: it cuts nearly every step, and the run is slower for it. Thresholds at 90 % and
//: 99 % hardly cost anything. They act on few updates, as an insurance should. Now the largest rate:

let lowest = loss(rate: 0.3, clippedAt: 0)
lesson.claim(
  "At a rate of 0.3, the lowest threshold leaves {} times the 99 % threshold's loss",
  lowest / loss(rate: 0.3, clippedAt: 0.99), isBelow: 1, .fixed(2))
lesson.claim(
  "At a rate of 0.3, the lowest threshold leaves {} times the loss of the healthy run",
  lowest / healthy.end, isBelow: 1.5, .fixed(2))
lesson.record("low step", 0.3 * quantile(0), .fixed(2))
lesson.record("healthy step", 0.03 * longest, .fixed(2))

//: At ten times the rate the table has turned around. There, no clipping and high thresholds are the bad columns, and the
//: lowest one is good: with it no step is longer than $\eta v = {{low step}}$, and the longest step of the healthy run
//: was {{healthy step}}. From this comes a procedure:
//:
//: 1. Record the gradient's norm at every update. It is one number and costs next to nothing; without it you choose
//:    blindly.
//: 2. From a run that learns, take the 90 % or 99 % quantile as threshold. At the same rate it changes nearly
//:    nothing, until the day it does.
//: 3. Want a larger rate? Lower the threshold along with it: what counts is $\eta v$, the longest step.
//: 4. If nearly every update is clipped, do not call it clipping. You are tuning the rate.

//: ## A rate that suits the slope (deeper)
//:
//: Is there a reason for the very form of the rule, a constant rate for short gradients and a constant step for long ones?
//: [Zhang, He, Sra and Jadbabaie, "Why Gradient Clipping Accelerates Training" (ICLR 2020)](https://arxiv.org/abs/1905.11881)
//: found in trained networks that the curvature of the loss grows with the slope, and suppose that it is at most
//: $K_0 + K_1 \lVert g \rVert$ near a place with gradient $g$ (they write $L_0$ and $L_1$). Take a step $-\eta g$ there. By Taylor's formula the loss
//: changes by at most
//:
//: $$ -\eta \lVert g \rVert^2 + \frac{\eta^2}{2} \left( K_0 + K_1 \lVert g \rVert \right) \lVert g \rVert^2 $$
//:
//: Set the derivative with respect to $\eta$ to 0. The best rate and the step that it makes are
//:
//: $$ \eta = \frac{1}{K_0 + K_1 \lVert g \rVert} \qquad \eta \lVert g \rVert = \frac{\lVert g \rVert}{K_0 + K_1 \lVert g \rVert} $$
//:
//: For short gradients that is the constant rate $1/K_0$; for long ones the step has the constant length $1/K_1$. This is
//: clipping by norm with a soft corner, at $\eta = 1/K_0$ and $\eta v = 1/K_1$. On our cliff curvature does grow with the
//: slope. Here are both on the way up to the crest at $w = 5$, the curvature from the difference of two gradients:

lesson.table(
  ["above the crest", "slope", "curvature"],
  [0.3, 0.1, 0.03, 0.01, 0.003, 0.001].map { distance in
    let place = Point(5, Cliff.crest(5) + distance)
    let slope = Cliff.gradient(at: place)[0, 1]
    let curvature = Cliff.curvature(at: place, over: distance / 1000)
    return ["\(distance)"] + [slope, curvature].map { abs($0).text(.significant(2)) }
  })

//: (The slope is the derivative with respect to $b$, the curvature the second one.)

//: ## Three remedies, one network
//:
//: Clipping is one of three remedies that are usually named for exploding gradients. The others are smaller initial weights
//: (lesson 08) and batch normalization (lesson 10). Do they do the same? Try them on one patient: eight hidden layers of
//: 32 ReLUs whose weights start at {{growth}} times the size of He's rule, so that the signal and the gradient grow by
//: about that factor per layer. Each remedy alone, then each pair, at two rates, with the same random numbers:

let growth = lesson.knob("growth")
let treatments = [0.1, 0.3].flatMap { rate in Treatment.all.map { $0.at(rate) } }
let treated = Results(lesson.progress("remedies", treatments)) { treatment in
  let start = deep(
    features: digits.training.features, growth: treatment.shrinks ? 1 : growth,
    isNormalized: treatment.normalizes)
  return train(start, by: descent(treatment.rate), epochs: 4) {
    if treatment.clips { $0.clipGradients(toNorm: 1) }
  }
}
let guessing = log(10.0)  // the loss of ten equal shares
func loss(_ treatment: Treatment, _ rate: Double) -> Double {
  treated[treatment.at(rate)].end
}

//: A network that guesses, with equal shares for all ten digits, has a loss of $\ln 10 = 2.30$.

let clips = Treatment(clips: true)
let shrinks = Treatment(shrinks: true)
let normalizes = Treatment(normalizes: true)
let pair = Treatment(clips: true, shrinks: true)
let alone = [clips, shrinks, normalizes].map { loss($0, 0.1) }
let worst = alone.indices.max { alone[$0] < alone[$1] }!
lesson.record("clipping loss", loss(clips, 0.1), .significant(2))
lesson.ask(
  "At the rate 0.1, which remedy alone leaves a loss that is worse than guessing?",
  ["clipping", "He's weights", "batch normalization", "none of them"],
  answer: alone[worst] > guessing ? worst : 3,
  "clipping alone ends at {{clipping loss}}; guessing has 2.3.")
lesson.table(
  ["", "first gradient", "rate 0.1: loss", "accuracy", "rate 0.3: loss", "accuracy"],
  Treatment.all.map { treatment in
    let runs = [0.1, 0.3].map { treated[treatment.at($0)] }
    return [treatment.name, runs[0].norms.first?.text(.significant(2)) ?? "–"]
      + runs.flatMap { $0.verdict(on: digits.validation) }
  })

//: What the rows say, one by one:

lesson.claim(
  "Untreated, the deep network reads {} of the digits at the better of two rates",
  [0.1, 0.3].map { accuracy(treated[Treatment().at($0)]) }.max()!, isBelow: 0.3,
  .percent(0))
lesson.claim(
  "Clipped to 1, at 0.1, the deep network ends at {} times the loss of guessing",
  loss(clips, 0.1) / guessing, isAbove: 3, .significant(2))
lesson.claim(
  "From He's weights, at 0.1, the deep network ends at {} times the loss of guessing",
  loss(shrinks, 0.1) / guessing, isBelow: 0.7, .fixed(2))
lesson.claim(
  "With batch norm, at 0.3, the deep network ends at {} times the loss of guessing",
  loss(normalizes, 0.3) / guessing, isBelow: 0.5, .fixed(2))
lesson.claim(
  "At the rate 0.3, clipping to 1 leaves {} of the loss from He's weights alone",
  loss(pair, 0.3) / loss(shrinks, 0.3), isBelow: 0.85, .percent(0))
lesson.try(
  "--section three --growth 1", "Everybody starts from He's weights. Who gains now?")

//: They do different things.
//:
//: - *Clipping* only lets the network survive. It bounds the step, but what explodes in the forward pass explodes as
//:   before: the scores are far too large, and many short steps are needed to undo what the start did.
//: - *He's weights* remove the cause, and the network learns. At the smaller rate clipping adds nothing. At the larger
//:   rate the network stumbles now and then, and there the pair is better than either part: a good start does not protect
//:   the middle of a run.
//: - *Batch normalization* makes the size of the weights disappear from the forward pass. It works from the bad start too,
//:   but slowly at the smaller rate: lesson 10 showed that before a norm, weights twice as long turn only a quarter as far
//:   at the same rate. Clipping to 1 slows it down further.

//: ## The arithmetic can break first (deeper)
//:
//: $v / \lVert g \rVert$ needs the norm, and exploding gradients are exactly those whose norm is hard to compute.
//: Squares come first, and the square of $10^{200}$ is beyond the largest number a `Double` holds, about
//: $1.8 \cdot 10^{308}$. Written naively, the norm is infinite long before the gradient is:

let sizes = [1.0, 1e100, 1e200, 1e300, 1e-200]
func text(_ m: Matrix) -> String {
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
      text(g), g.naiveNorm.text(.significant(1)), text(g.naivelyClippedToOne),
      g.norm.text(.significant(1)), text(g.clipped(toNorm: 1)),
    ]
  })

//: Naive clipping does not fail loudly. It multiplies by $1/\infty = 0$, and the network stands still. The remedy is
//: to divide by the largest entry before squaring and to multiply by it after the root; the engine does so when it
//: has to. Such lengths are not far-fetched: the run that died above came to {{died norm}} within {{died}} updates.
//: In shorter formats the end comes sooner. The square of a number is too large from about $2 \cdot 10^{19}$ on in single
//: precision and in bfloat16, which has the same range, and from 256 on in float16, whose largest number is 65 504. That is
//: why norms are summed in a wider format. Where float16 is used, the loss is often multiplied by a large number first,
//: so that small gradients do not vanish; then *unscale first and clip after that*, or the threshold is measured in
//: another unit ([PyTorch's examples of mixed precision](https://docs.pytorch.org/docs/stable/notes/amp_examples.html) show how).
//:
//: PyTorch does one thing differently from ours: it divides by $\lVert g \rVert + 10^{-6}$, which is never 0. Ours divides
//: only when $\lVert g \rVert > v > 0$, and needs no such number. For thresholds near 1 you will not see the difference.
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
let kept = zip(before.elements, poisoned.gradient.elements).count { $0 == $1 }
lesson.table(
  ["norm", "after dividing by it: not a number", "zero", "kept by the engine"],
  [
    [
      poisonedNorm.text(.fixed(0)), "\(divided.filter(\.isNaN).count)",
      "\(divided.filter { $0 == 0 }.count) of \(divided.count)",
      "\(kept) of \(divided.count)",
    ]
  ])

//: The right answer is to *skip the update*: one batch is lost, and the weights are as good as before. The engine's
//: `clipGradients(toNorm:)` leaves such a gradient as it is and returns the norm it found, so that one line does it: step
//: only if the norm is finite. If it happens once in a thousand updates, count it and go on. If it happens again and
//: again, it is not bad luck; look for its cause, with lessons 05, 07 and 08. PyTorch raises an error on request
//: (`error_if_nonfinite`), and otherwise goes on with what it has.

//: ## What to remember
//:
//: 1. Where many factors above 1 multiply, the loss has walls: slopes of any size, and no reach. One step from there
//:    can cost the run.
//: 2. By norm keeps one gradient's direction and bounds the step of plain descent by ηv; by value, with limits ±α,
//:    bounds each entry and turns the vector, by less than 90°. Over all parameters at once, not one by one. The *mean*
//:    of clipped gradients turns in either case, little for large batches.
//: 3. Take the threshold from the norms of a run that learns, lower it when you raise the rate, and skip an update
//:    whose norm is not finite.
//: 4. Clipping keeps a run alive. It does not repair a start that is too large.

func rightShare(_ run: Run) -> String {
  run.history.hasDiverged ? "not a number" : accuracy(run).text(.percent(0)) + " right"
}
func lossText(_ loss: Double) -> String {
  loss.isFinite ? "loss " + loss.text(.fixed(2)) : "not a number"
}

//: What each repair bought:

lesson.table(
  ["repair", "before", "after"],
  [
    [
      "cliff, clipped to 1", "\(lost(free).text(.percent(0))) lost",
      "\(lost(clipped).text(.percent(0))) lost",
    ],
    [
      "reader from a large U, clipped to 1", rightShare(plainRun),
      rightShare(normRun),
    ],
    [
      "reader at ten times the rate, low threshold",
      lossText(loss(rate: 0.3, clippedAt: nil)), lossText(lowest),
    ],
    [
      "eight layers, He's weights and clipping",
      rightShare(treated[Treatment().at(0.3)]), rightShare(treated[pair.at(0.3)]),
    ],
  ])

//: Lesson 13 takes up the other half of the problem: directions in which the surface is steep for good, where
//: clipping at every step would only be a smaller rate. Its momentum rides over a single anomalous gradient in its
//: own way. In the clinic of lesson 16 you will have to tell from a chart when clipping is the cure.

//: ## Exercises
//:
//: Open `Exercises/12-gradient-clipping.swift`. Every exercise there begins with a function that stops with `todo`;
//: put your own lines in its place, and run the grader:
//:
//: ```
//: swift test --filter lesson12
//: ```

lesson.exercises()

lesson.end()
