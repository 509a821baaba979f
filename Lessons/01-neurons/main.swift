//: # One neuron draws a line
//:
//: *What can a single neuron decide, and what can it never learn?*
//:
//: The sky is dark, and the forecast says rain: you take the umbrella. The sky is dark, but the forecast is fine: you leave
//: it at home. You decide like that a hundred times a day. There are a few hints, some count for more than others, and at
//: some point they are enough.
//:
//: This lesson builds the smallest machine that decides so, a single artificial neuron: three numbers, for two hints. We
//: see what it can decide, and watch it learn from nothing but its own mistakes. We prove that it must stop making them,
//: and count how many it made. Then it meets four points that it can never learn, although anyone sees their rule at once.
//: Two more neurons will do. Every network of this course, the deepest too, is made of this one part.
//:
//: You need to know the dot product of two vectors, $a \cdot b = a_1 b_1 + a_2 b_2 + \dots$: that it is 0 for vectors at
//: right angles, and that $a \cdot a$ is the square of the length $\|a\|$. All else is built here.

import Datasets
import Engine
import LessonKit
import Plots

let lesson = Lesson(
  1,
  knobs: Knob("w1", 1, in: -5...5, "the weight of your neuron's first input"),
  Knob("w2", 2, in: -5...5, "the weight of its second input"),
  Knob("w0", -1.5, in: -5...5, "its bias, which is minus its threshold"),
  Knob("rate", 10, in: 0.01...100, "the second step size tried on the gates"),
  Knob("gap", 0.02, in: 0.005...0.3, "how far random points keep from their line"),
  Knob("near", 0.01, in: 0.005...1, "where the first of two points on a line lies"),
  .whole("units", 2, in: 1...20, "the hidden units of the smaller network"))
var generator = Generator(seed: lesson.seed)
let mine = ["w0", "w1", "w2"].map { lesson.knob($0) }
for (name, weight) in zip(["w0", "w1", "w2"], mine) {
  lesson.record(name, weight, short(weight))
}
lesson.record("threshold", -mine[0], short(mine[0]))

//: ## A cell that fires
//:
//: A nerve cell has thousands of inputs, the places where other cells touch it, and one output. Some inputs push it towards
//: firing and some hold it back, each with a strength of its own. When enough comes together, the cell fires: a pulse runs
//: along its axon to the next cells. There is no half a pulse.
//:
//: In 1943 Warren McCulloch and Walter Pitts asked what such cells can compute ([*A logical calculus of the ideas immanent
//: in nervous activity*](https://doi.org/10.1007/BF02478259)). They kept only what the question needed: inputs that are
//: on or off, a sum, and a *threshold*. (In their cell every exciting input counted the same, and one inhibiting input
//: silenced it. Weights that can be any number came with Frank Rosenblatt, whom we meet below.)

lesson.figure(
  "cell", .graph("", cellAndModel),
  caption: "A nerve cell, and below it the model: weights for synapses, a sum, a step.")

//: In the model each input $x_i$ is multiplied by a *weight* $w_i$: positive if it speaks for firing, negative if it speaks
//: against it. The neuron fires if the sum of all this is more than its threshold $\theta$. We bring the threshold to
//: the left and call $-\theta$ the *bias* $w_0$:
//:
//: $$
//: \begin{aligned}
//: w_1 x_1 + w_2 x_2 + \dots + w_n x_n &> \theta \\
//: z = w_0 + \sum_{i=1}^{n} w_i x_i &> 0
//: \end{aligned}
//: $$
//:
//: So a neuron forms a sum $z$, and does something to it: its output is $\hat{y} = g(z)$, where $g$ is its *activation*.
//: Here that is a step, 1 if $z > 0$ and 0 if not; others are lesson 02's subject. But for the bias the sum is a dot product,
//: $z = w_0 + w \cdot x$. It gets even shorter if every example has one more input $x_0$ that is always 1: then $w_0$ is the weight of that input, and
//: $z = w \cdot x$. A bias is a weight like the others, of an input that never changes.
//:
//: Here is a neuron for the umbrella. The dark sky has the weight {{w1}}, the forecast of rain {{w2}}, and the threshold
//: is {{threshold}}, so the bias is {{w0}}.

lesson.table(
  ["dark sky", "forecast of rain", "z", "umbrella"],
  corners.map { x in
    let z = dot(mine, [1] + x)
    return x.map { $0.text(.whole) } + [z.text(short(z)), z > 0 ? "yes" : "no"]
  })
lesson.try(
  "--section 1 --w1 1 --w2 1 --w0 -0.5",
  "Which hints are enough for this neuron? And with a bias of −1.5?")

//: ## A line, and which side of it
//:
//: Let the inputs be any two numbers now: how dark the sky is, how sure the forecast. Each situation is a point
//: $(x_1, x_2)$ of the plane, and the neuron fires at some points and not at others. It changes its mind where $z = 0$.
//: Take two points $a$ and $b$ with that property and subtract:
//:
//: $$
//: \begin{aligned}
//: w_0 + w \cdot a &= 0, \qquad w_0 + w \cdot b = 0 \\
//: w \cdot (a - b) &= 0
//: \end{aligned}
//: $$
//:
//: The step from one to the other is at right angles to $w = (w_1, w_2)$. So all such points lie on a straight line, and
//: the weights are its *normal*: the direction that stands upright on it. To find how far a point $x$ is from
//: the line, let $p$ be the point of the line nearest to it, and walk from there a distance $d$ along the normal, whose
//: length we first make 1:
//:
//: $$
//: \begin{aligned}
//: x &= p + d \, \frac{w}{\|w\|} \\
//: w_0 + w \cdot x &= \underbrace{w_0 + w \cdot p}_{0} + d \, \frac{w \cdot w}{\|w\|} = d \, \|w\|
//: \end{aligned}
//: $$
//:
//: The signed distance is $d = z / \|w\|$, positive on the side to which $w$ points. The sum tells not only on which side a point
//: is, but also how far from the line.

let spot = [0.9, 0.8]
let spotSum = dot(mine, [1] + spot)
let size = length([mine[1], mine[2]])
let away = size > 0 ? spotSum / size : 0
let foot = size > 0 ? [0, 1].map { spot[$0] - away * mine[$0 + 1] / size } : spot
let way: [Mark] = [
  .arrow(
    from: Point(foot[0], foot[1]), to: Point(spot[0], spot[1]),
    label: "distance \(away.text(.fixed(2)))", color: .green),
  .cross(Point(spot[0], spot[1])),
]
lesson.figure(
  "line",
  plane(
    "The line of your neuron", over: -0.7...1.7,
    points(corners.map { Example($0, dot(mine, [1] + $0) > 0 ? 1 : -1) })
      + [border(mine, "z = 0")] + (size > 0 ? way : [])),
  caption:
    "The four situations, the line on which z = 0, and the way from it to a point, "
    + "along the normal.")
lesson.try(
  "--section 2 --w0 -2",
  "Only the bias has changed. How does the line move, and does it turn?")

//: Now change all three of its numbers at once.

let grid = (0..<20).map { Double($0) / 5 - 2 }
let places: [[Double]] = grid.flatMap { x in grid.map { y in [1, x, y] } }
let doubled = mine.map { 2 * $0 }
let isSame = places.allSatisfy { (dot(mine, $0) > 0) == (dot(doubled, $0) > 0) }
lesson.ask(
  "We double the bias and both weights. Which change of the line follows?",
  ["a turn", "a shift away from 0", "no change"], answer: isSame ? 2 : 0,
  "every $z$ is doubled, and none changes its sign. The length of $w$ doubles too, "
    + "so even the distances stay what they were.")

//: The weights turn the line, the bias shifts it, and their common scale does nothing. With three inputs the line becomes a
//: plane, with more a *hyperplane*; the four lines of algebra above are the same.
//:
//: ## AND, OR and NOT, by hand
//:
//: With 1 for true and 0 for false, some lines are logic. A neuron with the weights 1 and 1 gets the sum 0, 1 or 2. With a
//: threshold of 1.5 it needs both inputs, and computes AND; with 0.5 one is enough, and it computes OR. And a single
//: input with the weight −1 and the bias 0.5 makes NOT: 0 becomes 0.5, which fires, and 1 becomes −0.5, which does not.

let byHand: [(String, [Double])] = [
  ("AND: −1.5, 1, 1", [-1.5, 1, 1]), ("OR: −0.5, 1, 1", [-0.5, 1, 1]), ("yours", mine),
]
lesson.table(
  ["x₁", "x₂"] + byHand.map(\.0),
  corners.map { x in
    x.map { $0.text(.whole) } + byHand.map { dot($0.1, [1] + x) > 0 ? "1" : "0" }
  })
lesson.try(
  "--section 3 --w1 -1 --w2 -1 --w0 1.5",
  "Which gate is yours now, and which of its inputs must be 0 for it to fire?")

//: AND, OR and NOT are enough for all of logic: whatever a circuit of gates can compute, a net of such neurons can. That was
//: McCulloch and Pitts's point. But somebody has to set the weights, gate by gate. Nobody sets them in a brain.
//:
//: ## Learning from mistakes
//:
//: In 1958 Rosenblatt let the neuron set them itself, and called it the [*perceptron*](https://doi.org/10.1037/h0042519).
//: It is shown examples $x$, one after the other, each with a label $y$: 1 if it should fire, −1 if not. At the start all
//: weights are 0. If the neuron is right, nothing changes. If it is wrong, the example is added to the weights, or
//: subtracted from them:
//:
//: $$ w \leftarrow w + y \, x \qquad \text{if } y \, (w \cdot x) \le 0 $$
//:
//: (Here and from now on, $x$ has the 1 in front, and $w$ the bias.) The product $y \, (w \cdot x)$ is positive where the sum has
//: the sign of the label. A sum of exactly 0 counts as a mistake, whatever the label: the point is on the line, and
//: only by convention is the neuron silent there. The rule helps with this example at least. Ask the new weights about it:
//:
//: $$ y \, (w + y \, x) \cdot x = y \, (w \cdot x) + y^2 \, (x \cdot x) = y \, (w \cdot x) + \|x\|^2 $$
//:
//: since $y^2 = 1$. The sum has moved towards the label, by $\|x\|^2$. It may still be wrong, and other examples may have
//: become wrong by it. So we go through all of them again and again, until a whole pass is clean. Let us
//: watch it on twelve random points that some line separates.

let twelve = separable(12, inputs: 2, gap: 0.1, using: &generator)
var learner = Perceptron(inputs: 2)
learner.learn(twelve)
let frames = Set((0..<6).map { $0 * (learner.mistakes - 1) / 5 }).sorted()
let panels = frames.map { k in
  let (example, weights) = learner.trace[k]
  return plane(
    "after mistake \(k + 1) of \(learner.mistakes)", over: -1...1,
    points(twelve) + [
      border(weights, "its line"),
      .cross(Point(example.x[1], example.x[2]), label: "the mistake"),
    ] + firingSide(weights, over: -1...1))
}
lesson.figure(
  "learning",
  .grid(
    plots: stride(from: 0, to: panels.count, by: 2).map {
      Array(panels[$0..<min($0 + 2, panels.count)])
    }),
  caption:
    "The neuron's line after some of its mistakes, the first and the last among "
    + "them. The arrow points to the side on which it fires, a cross marks the point "
    + "that it has just been wrong about.")

//: Each mistake throws the line about; the last one leaves it where all points are right. It does not converge in small and
//: smaller steps, as most of what we meet later does. It stumbles until it has nothing left to stumble over.
//:
//: The three gates are learned in the same way. All the numbers are whole, so you can follow each step on paper. This is the
//: first pass through AND:

lesson.table(
  ["sees", "label", "sum", "verdict", "bias and weights after it"], firstPass(of: .and))

//: Now it would fire at three corners, and only one is right. The next passes mend that. The whole story of each gate:

let gates = [Gate.and, .or, .not]
func learned(_ gate: Gate, rate: Double) -> (neuron: Perceptron, passes: Int?) {
  var neuron = Perceptron(inputs: gate.examples[0].x.count - 1, rate: rate)
  let passes = neuron.learn(gate.examples)
  return (neuron, passes)
}
let atOne = gates.map { learned($0, rate: 1) }
lesson.table(
  ["gate", "mistakes", "passes, the clean one too", "bias and weights at the end"],
  zip(gates, atOne).map { gate, result in
    [
      gate.rawValue, "\(result.neuron.mistakes)", result.passes.map(String.init) ?? "∞",
      result.neuron.weights.map { $0.text(.whole) }.joined(separator: ", "),
    ]
  })

//: Every step has added an example as it is, or subtracted it. It could as well be added ten times.
//: (What it is multiplied by, here 1 or 10, is the *rate*.)

let isAlike = gates.indices.allSatisfy {
  learned(gates[$0], rate: 10).neuron.mistakes == atOne[$0].neuron.mistakes
}
lesson.ask(
  "Now with steps ten times as long, w ← w + 10 y x. How many mistakes does it take?",
  ["fewer than before", "as many as before", "more than before"],
  answer: isAlike ? 1 : 0,
  "from a start at 0, all weights are ten times as large at every moment, and no sum "
    + "has another sign.")
let rate = lesson.knob("rate")
lesson.table(
  ["gate", "mistakes at rate 1", "mistakes at rate \(rate.text(short(rate)))"],
  zip(gates, atOne).map { gate, result in
    [
      gate.rawValue, "\(result.neuron.mistakes)",
      "\(learned(gate, rate: rate).neuron.mistakes)",
    ]
  })
lesson.try(
  "--section 4 --rate 0.1",
  "AND takes fewer mistakes. How can that be? (For a computer, 0.1 + 0.2 is not 0.3, "
    + "and a sum of 0 is a mistake.)")

//: ## What a tie is worth (deeper)
//:
//: We count a sum of 0 as a mistake. Many programs do not: some let a neuron fire at 0, some keep it silent there, and
//: neither corrects it where that happens to agree with the label. On random points it hardly matters, since no sum but
//: the first is exactly 0. On gates it decides nearly everything. AND, in all 24 orders of its corners:

let ties = Results(Tie.allCases) { tie in
  orders(of: 4).map { order in
    learned(order.map { Gate.and.examples[$0] }, tie: tie)
  }
}
lesson.table(
  ["a sum of 0", "mistakes", "orders that end with a corner on the line"],
  ties.map { tie, results in
    let counts = results.map(\.mistakes)
    return [
      tie.rawValue, "\(counts.min()!) to \(counts.max()!)",
      "\(results.count { $0.isOnLine }) of 24",
    ]
  })
lesson.claim(
  "Where a tie is no mistake of its own, {} of 48 runs end with a corner on the line",
  Double([Tie.fires, .silent].flatMap { ties[$0] }.count { $0.isOnLine }),
  isWithin: 48...48, .whole, isAlways: true)

//: The other rules make fewer mistakes, and stop with a corner *on* the line, where the smallest change of a weight or of an
//: input can turn the answer round. The proof that comes now holds for all three, since it asks only that the sum of a
//: mistake is not on the right side. But a line that keeps away from every point is what only our rule promises.
//:
//: ## Why it must stop
//:
//: Adding an example repairs one mistake and may cause two others. Why does that end? In 1962 Albert Novikoff gave a proof
//: of a few lines ([*On convergence proofs for perceptrons*](https://apps.dtic.mil/sti/citations/AD0298258)). It is
//: worth every one of them.
//:
//: Suppose that some weights do separate the examples. We scale them, the bias among them, to length 1 and call them $u$;
//: the neuron does not know them. Since $u$ is right everywhere, $y \, (u \cdot x)$ is positive for every example. Let $\gamma$ be the smallest
//: of these numbers, the *margin* of $u$, and let $R$ be the length of the longest example. We write $v_k$ for the neuron's
//: weights after its $k$-th mistake, and begin with $v_0 = 0$.
//:
//: First, how far they have come in the direction of $u$:
//:
//: $$
//: \begin{aligned}
//: u \cdot v_k &= u \cdot (v_{k-1} + y \, x) \\
//: &= u \cdot v_{k-1} + y \, (u \cdot x) \ge u \cdot v_{k-1} + \gamma
//: \end{aligned}
//: $$
//:
//: At least $\gamma$ farther with every mistake, so $u \cdot v_k \ge k \gamma$. Second, how long they can have become:
//:
//: $$
//: \begin{aligned}
//: \|v_k\|^2 &= \|v_{k-1}\|^2 + 2 y \, (v_{k-1} \cdot x) + \|x\|^2 \\
//: &\le \|v_{k-1}\|^2 + 0 + R^2
//: \end{aligned}
//: $$
//:
//: The middle term is not positive, *because it was a mistake*. So $\|v_k\|^2 \le k R^2$. Now the two together. A vector
//: reaches in no direction farther than it is long, so
//:
//: $$ k \gamma \le u \cdot v_k \le \|v_k\| \le \sqrt{k} \, R \qquad \text{and therefore} \qquad k \le \left( \frac{R}{\gamma} \right)^2 $$
//:
//: The weights must come forward in step with $k$, and can grow only with its root. After $(R/\gamma)^2$ mistakes there is
//: no room left between the two.
//:
//: For AND you can check every number. The longest example is $(1, 1, 1)$, so $R^2 = 3$. The weights $-3, 2, 2$ have the
//: length $\sqrt{17}$ and the sums −3, −1, −1 and 1, so their margin is $1/\sqrt{17}$. (No others have a larger one.) The
//: bound is $3 \cdot 17 = 51$ mistakes.

let direction = [-3.0, 2, 2].map { $0 / sqrt(17) }
let steps = atOne[0].neuron.trace.map(\.weights)
let bound = (0...51).map(Double.init)
lesson.figure(
  "squeeze",
  Plot(
    "The two bounds close in, on AND", x: Axis("mistakes k", over: 0...55),
    y: Axis("length", over: 0...14),
    marks: [
      .line(x: bound, y: bound.map { sqrt(3 * $0) }, label: "√k R", color: .orange),
      .points(steps.map { length($0) }, from: 1, label: "‖v‖", color: .purple),
      .points(steps.map { dot(direction, $0) }, from: 1, label: "u · v", color: .blue),
      .line(x: bound, y: bound.map { $0 / sqrt(17) }, label: "k γ", color: .green),
      .rule(x: 51, label: "51"),
    ]),
  caption:
    "What the weights must have reached (green) and how long they can be (orange) "
    + "meet at 51 mistakes. The neuron's own weights lie between, and are done "
    + "sooner.")
lesson.claim(
  "AND is learned after {} mistakes, of the 51 that the bound allows",
  Double(atOne[0].neuron.mistakes), isBelow: 51.5, .whole, isAlways: true)

//: The theorem counts mistakes, not passes. Its bound does not ask how many examples there are, in which order they come,
//: or how many inputs they have, but only how narrow the gap is, compared with the size of the examples.
//:
//: ## How loose is the bound?
//:
//: A bound can be true and useless. We draw 200 random lines, 20 points around each, none nearer to its line than
//: {{gap}}, compute the best margin of each set (`BestMargin.swift`), and let the neuron learn it.

let gap = lesson.knob("gap")
lesson.record("gap", gap, .significant(1))
let sets = lesson.progress("sets of points", Array(0..<200)).map { _ in
  let examples = separable(20, inputs: 2, gap: gap, using: &generator)
  let (radius, margin) = bestMargin(examples)
  var neuron = Perceptron(inputs: 2)
  neuron.learn(examples)
  return (
    bound: radius * radius / (margin * margin), mistakes: Double(neuron.mistakes)
  )
}
let used = sets.map { $0.mistakes / $0.bound }.sorted()
let slope = logSlope(sets.map(\.bound), sets.map(\.mistakes))
lesson.record("factor", pow(100, slope), .significant(2))
lesson.ask(
  "One set has a bound a hundred times as large as another. How many times as many "
    + "mistakes does it take, typically?",
  ["a hundred times", "about ten times", "less than twice"],
  answer: slope > 0.75 ? 0 : slope > 0.25 ? 1 : 2,
  "a line through the cloud below says {{factor}} times. The harder the set, the "
    + "less of its bound is used.")

//: And here are all of them:

let range = [sets.map(\.bound).min()!, sets.map(\.bound).max()!]
lesson.figure(
  "bound",
  Plot(
    "Mistakes made, and mistakes allowed", x: Axis("bound (R/γ)²", scale: .logarithmic),
    y: Axis("mistakes", scale: .logarithmic),
    marks: [
      .points(
        x: sets.map(\.bound), y: sets.map(\.mistakes), label: "one set", color: .blue),
      .line(x: range, y: range, label: "the bound", color: .orange),
    ]),
  caption:
    "200 random sets of 20 points. No set lies above the bound; most lie far below "
    + "it. Both axes are logarithmic.")
lesson.claim(
  "The set that comes nearest to its bound makes {} of the mistakes allowed",
  used.last!, isBelow: 1, .percent(0), isAlways: true)
lesson.claim(
  "The typical set makes {} of the mistakes allowed", used[100], isBelow: 0.15,
  .percent(1))
lesson.claim(
  "The mistakes grow with the bound to the power of {}", slope, isWithin: 0.25...0.8,
  .fixed(2))
//: Not one set is above it, as it must be. But it speaks of the worst order of the worst set, and hardly any set is that.

lesson.try(
  "--section 7 --gap 0.1",
  "With a wider gap the largest bounds are gone. Did the typical share of the bound "
    + "that is used change as much?")

//: ## The bias counts (deeper)
//:
//: In the theorem, $x$ has the 1 in front and $u$ the bias. It is tempting to take the lengths and distances that one sees
//: in the picture instead. Try the smallest picture there is, two points on a line: one at {{near}} with the label −1,
//: one at twice that with the label 1. In the picture $R$ is the distance of the farther point from 0, the border lies half-way, and $\gamma$ is
//: half the distance between the points. So $R/\gamma = 4$, and there should be at most 16 mistakes.

let near = lesson.knob("near")
lesson.record("near", near, short(near))
let pair = [Example([near], -1), Example([2 * near], 1)]
var patient = Perceptron(inputs: 1)
patient.learn(pair, limit: 1_000_000)
let (pairRadius, pairMargin) = bestMargin(pair)
let pairBound = pairRadius * pairRadius / (pairMargin * pairMargin)
lesson.ask(
  "How many mistakes does the neuron make on these two points?",
  ["at most 16", "17 to 1000", "more than 1000"],
  answer: patient.mistakes > 1000 ? 2 : patient.mistakes > 16 ? 1 : 0,
  "with the 1 in front, both examples are at least 1 long, and the gap between them is "
    + "still {{near}}. What counts is the gap, compared with that length.")

//: Both ways to count, and what came of it:

lesson.table(
  ["", "R", "γ", "(R/γ)²", "mistakes"],
  [
    [
      "in the picture", (2 * near).text(.significant(3)),
      (near / 2).text(.significant(3)),
      "16", "",
    ],
    [
      "with the bias", pairRadius.text(.significant(3)),
      pairMargin.text(.significant(3)),
      pairBound.text(.whole), Double(patient.mistakes).text(.whole),
    ],
  ])
lesson.claim(
  "With the bias counted, the two points take {} of the mistakes allowed",
  Double(patient.mistakes) / pairBound, isBelow: 1, .percent(0), isAlways: true)
lesson.claim(
  "They take {} times as many as a bound without the bias would allow",
  Double(patient.mistakes) / 16, isAbove: 100, .whole)
lesson.try(
  "--section 8 --near 1",
  "Two points farther out, and a wider gap. How long are the examples now, compared "
    + "with it, and what becomes of the mistakes?")

//: Inputs far from the size of the constant 1 make learning slow. Lesson 06 meets that again, where it is repaired by
//: giving all inputs the same scale.
//:
//: ## A set that takes every mistake (deeper)
//:
//: Some sets do reach the bound. Take $n$ examples, all with the label 1, each along an axis of its own:
//: $(1, 0, 0, \dots)$, $(0, 1, 0, \dots)$ and so on, and a neuron without a bias. When the neuron comes to one of them,
//: its weight along that axis is still 0, the sum is 0, and that is a mistake. So it makes $n$ mistakes in the first
//: pass, and then no more. And the bound: $R = 1$, and $u = (1, 1, \dots, 1)/\sqrt{n}$ has the margin $1/\sqrt{n}$
//: everywhere, so $(R/\gamma)^2 = n$. No smaller bound in $R$ and $\gamma$ can be true.

func mistakesOnAxes(_ n: Int) -> Int {
  var weights = Array(repeating: 0.0, count: n)
  var mistakes = 0
  for _ in 1...2 {
    for axis in 0..<n where weights[axis] <= 0 {
      weights[axis] += 1
      mistakes += 1
    }
  }
  return mistakes
}
lesson.claim(
  "With 100 examples along 100 axes, the neuron makes {} mistakes of 100 allowed",
  Double(mistakesOnAxes(100)), isWithin: 100...100, .whole, isAlways: true)

//: ## Which line?
//:
//: Many lines separate a set that one line separates. Which of them does the neuron find? That depends on the order in which
//: it sees the examples. Here are 40 points. We let a hundred neurons learn them, each in an order of its own, and
//: measure how far each line stays from the nearest point. The line that stays farthest from all points, the
//: *widest*, we find by trying every direction (`Widest.swift`).

let forty = separable(40, inputs: 2, gap: 0.1, using: &generator)
let widest = widestLine(forty)
let found = (0..<100).map { _ in
  var neuron = Perceptron(inputs: 2)
  neuron.learn(generator.permutation(of: 40).map { forty[$0] })
  return neuron.weights
}
let widths = found.map { width(of: $0, on: forty) / width(of: widest, on: forty) }
  .sorted()
lesson.ask(
  "How much of the widest line's distance does the typical line keep?",
  ["nearly all of it", "more than half of it", "less than half of it"],
  answer: widths[50] > 0.85 ? 0 : widths[50] > 0.5 ? 1 : 2,
  "the neuron stops at the first line that makes no mistake, wherever that is.")

//: Here are the first five lines, and the widest:

lesson.figure(
  "orders",
  plane(
    "Five orders, five lines", over: -1...1,
    points(forty)
      + found.prefix(5).enumerated().map {
        border($1, $0 == 0 ? "found" : "", .purple)
      } + [border(widest, "the widest", .green)]),
  caption:
    "Forty points, the lines that five neurons found in five orders of the same "
    + "points, and the line that stays farthest from all of them.")
lesson.table(
  ["of a hundred orders", "distance to the nearest point, of the widest line's"],
  [("the narrowest", 0), ("the typical", 50), ("the best", 99)].map {
    [$0.0, widths[$0.1].text(.percent(1))]
  })
lesson.claim(
  "The typical line keeps {} of the distance that the widest keeps", widths[50],
  isBelow: 0.9, .percent(0))

//: The rule does not look for the widest line; it may hit on it. On OR, all 24 orders of the four corners end with the
//: widest line there is. That is luck with symmetry, not a law.

let onOR = orders(of: 4).map { order in
  var neuron = Perceptron(inputs: 2)
  neuron.learn(order.map { Gate.or.examples[$0] })
  return width(of: neuron.weights, on: Gate.or.examples)
}
lesson.claim(
  "On OR, the narrowest line of 24 orders keeps {} of the widest line's distance",
  onOR.min()! / width(of: widestLine(Gate.or.examples), on: Gate.or.examples),
  isWithin: 0.999...1.001, .percent(0), isAlways: true)

//: ## Four points without a line
//:
//: One more gate. XOR, *exclusive or*, is true if one input is true and the other is not: either the umbrella or the
//: raincoat. Which weights make a neuron compute it? Suppose some did. Then their sums at the four corners satisfy
//:
//: $$
//: \begin{aligned}
//: w_0 \le 0, \qquad w_0 + w_1 + w_2 &\le 0 && \text{silent at } (0, 0), (1, 1) \\
//: w_0 + w_1 > 0, \qquad w_0 + w_2 &> 0 && \text{fires at } (1, 0), (0, 1) \\
//: 2 w_0 + w_1 + w_2 &\le 0 && \text{the sum of the first line} \\
//: 2 w_0 + w_1 + w_2 &> 0 && \text{the sum of the second}
//: \end{aligned}
//: $$
//:
//: The last two contradict each other. There are no such weights: XOR is not hard to learn for a neuron, it is impossible.
//: And so the theorem promises nothing. What does the rule do, if it cannot stop?

let cycle = cycleLength(of: Gate.xor.examples)
lesson.ask(
  "Starting from 0, when does it stand at 0 again, about to see the same example?",
  ["after four mistakes", "after some hundred", "never, the weights grow"],
  answer: cycle == nil ? 2 : cycle! <= 4 ? 0 : 1,
  "four mistakes in one pass, and all was in vain. From there everything repeats.")
lesson.table(
  ["sees", "label", "sum", "verdict", "bias and weights after it"], firstPass(of: .xor))
let cycles = orders(of: 4).compactMap { order in
  cycleLength(of: order.map { Gate.xor.examples[$0] })
}
lesson.claim(
  "In each of {} orders of the corners the weights come back, four mistakes later",
  Double(cycles.count { $0 == 4 }), isWithin: 24...24, .whole, isAlways: true)

//: All numbers are whole, so this is no matter of rounding: the neuron goes round in a circle of four mistakes, and would do
//: so until the machine is switched off. In 1969 Marvin Minsky and Seymour Papert made a book of what one layer of such
//: neurons cannot decide ([*Perceptrons*](https://doi.org/10.7551/mitpress/11301.001.0001)), and XOR became its emblem.
//:
//: ## Several neurons make a layer
//:
//: Before we go deeper, let us go wider. To tell three kinds of things apart, take three neurons that look at the same
//: inputs. Each has its own weights and its own bias, and draws its own line. Because every input is connected with
//: every output, this is called a *dense* layer. The sum of neuron $j$ is
//:
//: $$ z_j = b_j + \sum_{i} x_i W_{ij} $$
//:
//: where $W_{ij}$ leads from input $i$ to neuron $j$. (We write $b_j$ for the bias now, as nearly everyone does for
//: layers.) With the examples as the rows of a matrix $X$, all sums of all neurons for all examples are one product,
//:
//: $$ \underset{m \times 3}{Z} = \underset{m \times 2}{X} \; \underset{2 \times 3}{W} + \underset{1 \times 3}{b} $$
//:
//: where $b$ is added to each row.

lesson.figure(
  "dense", .graph("", denseLayer),
  caption: "A dense layer: every input is connected with every neuron.")

//: Here are three blobs. Neuron $j$ is to fire for blob $j$ and stay silent for the others, and each learns by the rule,
//: alone.

let triangle = Matrix([[-2, -1.2], [2, -1.2], [0, 2.2]])
let blobs = Dataset.blobs(
  count: 90, centers: triangle, standardDeviation: 0.35, using: &generator)
let alone = learnedAlone(blobs, limit: 1000).map(\.neuron.weights)
lesson.figure(
  "layer", drawn(blobs, alone, "Three neurons, three lines"),
  caption: "Three blobs, and for each neuron the line that it draws around its own.")
lesson.claim(
  "Each blob's own neuron has the largest sum, for {} of the points",
  shareRight(alone, on: blobs), isAbove: 0.95, .percent(0))
lesson.claim(
  "Exactly one of the three neurons fires in {} of the picture", shareOfOne(alone),
  isBelow: 0.95, .percent(0))

//: In some places two neurons fire or none does. So one does not ask which neuron fires, but whose sum is the largest.
//: That question has an answer everywhere, and it is how the last layer of every classifier is read.
//:
//: ## Three blobs in a row (deeper)
//:
//: Now we put the three blobs in a row.

let row = Dataset.blobs(
  count: 90, centers: Matrix([[-2.6, 0], [0, 0], [2.6, 0]]), standardDeviation: 0.35,
  using: &generator)
let inRow = learnedAlone(row, limit: 50)
lesson.ask(
  "Each neuron should fire for its own blob alone. Which of them never gets there?",
  ["none", "the one in the middle", "all three"],
  answer: [0: 0, 1: 1, 3: 2][inRow.count { $0.passes == nil }] ?? 1,
  "no line has the middle blob on one side and both others on the other.")
//: Let us watch them, and beside them three that learn together, as told below the picture.

let together = learnedTogether(row, limit: 1000)
lesson.figure(
  "row",
  .grid(
    shared: .none,
    plots: [
      [
        drawn(row, inRow.map(\.neuron.weights), "Each alone, after 50 passes"),
        drawn(row, together, "Together, until all is right"),
      ]
    ]),
  caption:
    "Three blobs in a row. Left: each neuron learns to fire for its own. Right: the "
    + "sum of a blob's own neuron "
    + "has to be the largest, no more. Each line is where a sum is 0.")
lesson.table(
  ["", "points whose own neuron has the largest sum"],
  [("alone", inRow.map(\.neuron.weights)), ("together", together)].map {
    [$0.0, shareRight($0.1, on: row).text(.percent(0))]
  })

//: But a line of its own is more than the middle neuron needs. It has to have the largest *sum* in the middle. So let the
//: neurons learn together: where the largest sum is not that of the blob's own neuron, add the example to that neuron's
//: weights, and take it from those of the one that won (`Layers.swift`). Then the middle neuron's sum can stay nearly the
//: same everywhere, between two that grow towards the sides; its line may even lie outside the picture.

let middle = inRow[1].neuron.weights
let content = (0..<row.count).count { i in
  (dot(middle, [1] + row.inputs.row(i)) > 0) == (row.labels[i] == 1)
}
lesson.claim(
  "Alone, the middle neuron decides {} of the points right",
  Double(content) / Double(row.count), isBelow: 0.999, .percent(0), isAlways: true)
lesson.claim(
  "Together, the largest sum is that of the blob's own neuron for {} of the points",
  shareRight(together, on: row), isAbove: 0.99, .percent(0))

//: ## XOR with two neurons more
//:
//: Back to the four corners. One neuron cannot, but we know neurons that can do parts of it. XOR is *OR, but not AND*. So
//: let one neuron compute OR and a second AND, as above. They are *hidden*: nobody outside sees what they say, only a
//: third neuron does, which fires if OR does and AND does not. With the weights 1 and −1 and the bias −0.5 that is
//:
//: $$ z = h_1 - h_2 - \tfrac{1}{2}, \qquad h_1 = x_1 \text{ OR } x_2, \quad h_2 = x_1 \text{ AND } x_2 $$

let (or, and, out) = ([-0.5, 1, 1], [-1.5, 1, 1], [-0.5, 1, -1])
func fires(_ weights: [Double], _ inputs: [Double]) -> Double {
  dot(weights, [1] + inputs) > 0 ? 1 : 0
}
let hidden = corners.map { x in [fires(or, x), fires(and, x)] }
let answers = hidden.map { fires(out, $0) }
lesson.table(
  ["x₁", "x₂", "h₁ (OR)", "h₂ (AND)", "output", "XOR"],
  corners.indices.map { i in
    (corners[i] + hidden[i] + [answers[i]]).map { $0.text(.whole) }
      + [Gate.xor.examples[i].label > 0 ? "1" : "0"]
  })

//: And this is what the hidden neurons do to the corners:

let inHidden = zip(hidden, Gate.xor.examples).map { Example($0, $1.label) }
lesson.figure(
  "hidden",
  .grid(
    shared: .none,
    plots: [
      [
        plane(
          "What comes in", over: -0.5...1.5,
          points(Gate.xor.examples) + [
            border(or, "OR", .purple), border(and, "AND", .green),
          ] + firingSide(or, over: -0.5...1.5)
            + firingSide(and, over: -0.5...1.5, .green)),
        plane(
          "What the third neuron sees", over: -0.5...1.5,
          points(inHidden) + [border(out, "the third neuron", .grey)]
            + firingSide(out, over: -0.5...1.5, .grey),
          axes: ["h₁", "h₂"]),
      ]
    ]),
  caption:
    "Left: the corners, and the lines of the two hidden neurons, each with an arrow to "
    + "the side on which it fires. Right: the same corners as the hidden neurons "
    + "describe them. Two have become one point, and a line is enough.")

//: That is the whole secret of depth. The hidden neurons did not solve the task. They *moved the points*: both corners
//: for which XOR is true are now the same point, $(1, 0)$, and one line separates it from the others. A layer after
//: it has an easier task than the layer before. In later lessons the hidden space has 32 or 64 dimensions and cannot be
//: drawn, but this is what happens in it.
//:
//: ## Names for everything
//:
//: A network is layers in a row, and it helps to have the same names for all of them. The neurons of a network are called
//: *units*. Layers are counted by a raised number in brackets. The sum of a unit of layer $l$ is $z$, what it sends on is $a$, and the inputs are
//: $a^{(0)} = x$. For one example, written as a column, layer $l$ computes
//:
//: $$
//: \begin{aligned}
//: z^{(l)} &= b^{(l)} + {W^{(l)}}^T a^{(l-1)} \\
//: a^{(l)} &= \sigma(z^{(l)})
//: \end{aligned}
//: $$

lesson.figure(
  "names", .graph("", namedNetwork),
  caption:
    "Two inputs, two hidden units, one output. In each unit: its bias b, its sum z, "
    + "and what it sends on, a = σ(z), or o at the end.")

//: $W_{ij}$ leads from unit $i$ of the layer before to unit $j$ of this one, so column $j$ of $W$ has the weights of unit
//: $j$. A column of inputs must be multiplied by the transpose then. Our engine has examples as rows instead, and
//: writes $Z = A W + b$, as above: the same numbers, without a transpose. The activation, now called $\sigma$, is applied to each
//: unit; as a rule all units of a layer have the same one, but they need not.
//:
//: Substitute layer into layer, and a whole network of $L$ layers is one nested formula:
//:
//: $$ o = \sigma \left( b^{(L)} + {W^{(L)}}^T \sigma \left( \cdots \, \sigma \left( b^{(1)} + {W^{(1)}}^T x \right) \cdots \right) \right) $$
//:
//: The numbers to be learned are soon counted. A layer from $n$ to $m$ units has $n \cdot m$ weights and $m$ biases,
//: $(n + 1) \, m$ in all.

func parameters(_ widths: [Int]) -> Int {
  zip(widths, widths.dropFirst()).map { ($0 + 1) * $1 }.reduce(0, +)
}
lesson.table(
  ["network", "units", "weights and biases"],
  [
    ("one neuron", [2, 1]), ("XOR above", [2, 2, 1]),
    ("XOR with eight hidden units", [2, 8, 1]),
    ("digits, in the lessons to come", [64, 32, 10]),
  ].map { name, widths in
    [
      name, widths.map(String.init).joined(separator: "–"),
      Double(parameters(widths)).text(.whole),
    ]
  })

//: ## Will it find them by itself?
//:
//: We set the nine numbers of the XOR network by hand. Rosenblatt's rule cannot learn them. It has to know of each neuron whether it was wrong, and nobody says what a *hidden* neuron should have said. That networks with
//: hidden units can do more was known early. What was missing was a way to train them. One became widely known in 1986, through
//: Rumelhart, Hinton and Williams ([*Learning representations by back-propagating
//: errors*](https://doi.org/10.1038/323533a0)). Replace the step by a smooth curve. Then a small change of any
//: weight changes the output a little, one can compute how much, and change each weight a little in the direction
//: that makes the error smaller. How each weight gets its share of the blame is lesson 03; how the small steps are
//: made is lesson 04; and what curves there are, lesson 02. Let us take all that on trust for one experiment.
//:
//: A network for XOR has two inputs, some hidden units and an output. It starts with random weights and makes a thousand
//: small steps. Two hidden units are enough, as we know. We start a hundred times for each number of hidden units, with three
//: activations: tanh and the sigmoid, which are smooth steps, and ReLU, which is 0 below 0 and $z$ above.
//: Each has a step size that suits it, so compare the rows of one column rather than the columns.

let widthsTried = [2, 3, 4, 8]
let rates: [(Activation, Double)] = [(.tanh, 1), (.sigmoid, 5), (.relu, 0.3)]
let plans = Results(lesson.progress("three activations", rates.map(\.0))) { g in
  widthsTried.map { width in
    starts(
      100, width: width, g, rate: rates.first { $0.0 == g }!.1, steps: 1000,
      using: &generator)
  }
}
let solved = plans.map { _, results in
  results.map { starts in Double(starts.count { $0.isSolved }) / 100 }
}
lesson.record("two", solved[0][0], .percent(0))
lesson.ask(
  "With two hidden units and tanh, how many of the hundred starts end with all four "
    + "corners right?",
  ["nearly all", "about half", "hardly any"],
  answer: solved[0][0] > 0.85 ? 0 : solved[0][0] > 0.2 ? 1 : 2,
  "{{two}} of them. Two units *can* do it, but from the other starts the small steps "
    + "end where some corners get the same answer, and are stuck there.")

//: All three activations, at each width:

lesson.figure(
  "success",
  Plot(
    "XOR learned, of a hundred starts",
    x: Axis("hidden units", scale: .whole, over: 2...8),
    y: Axis("share of starts", over: 0...1),
    marks: zip(rates.map(\.0), zip(solved, [Color.blue, .green, .orange])).map {
      .points(x: widthsTried.map(Double.init), y: $1.0, label: $0.rawValue, color: $1.1)
    }),
  caption:
    "The share of random starts from which a thousand small steps get all four "
    + "corners right, by the number of hidden units.")
lesson.table(
  ["hidden units"] + rates.map(\.0.rawValue),
  widthsTried.indices.map { i in
    ["\(widthsTried[i])"] + solved.map { $0[i].text(.percent(0)) }
  })

//: More units than necessary make it *easier* to learn, although there are more numbers to find. A start need not be good
//: in all its units; it is enough that some of them are. What a network *can* do and what it *learns* are two different questions, and
//: the second is what this course is about.

lesson.claim(
  "With two tanh units, {} of the starts find XOR", solved[0][0], isWithin: 0.2...0.85,
  .percent(0))
lesson.claim(
  "With eight tanh units, {} of the starts find XOR", solved[0][3], isAbove: 0.93,
  .percent(0))
lesson.claim(
  "With eight sigmoid units, {} of the starts find XOR", solved[1][3], isAbove: 0.93,
  .percent(0))
lesson.claim(
  "With two ReLUs, {} of the starts find XOR", solved[2][0], isBelow: 0.5, .percent(0))

//: ## Why ReLUs fail more often (deeper)
//:
//: At the start our biases are 0, so the sum of a hidden unit is 0 at $(0, 0)$, and $w_1$, $w_2$ and $w_1 + w_2$ at the other
//: corners. If both weights are negative, none of these is above 0: the ReLU says 0 at every corner, and has no slope
//: anywhere. No small step changes it. It is *dead*. Two signs, each negative with probability ½, so that happens to a
//: quarter of all units. Tanh and sigmoid have a slope everywhere, and no such units.

let relus = plans[.relu].flatMap { $0 }
let unitCount = zip(widthsTried, plans[.relu]).map { $0 * $1.count }.reduce(0, +)
let liveCount = relus.map(\.live).reduce(0, +)
let few = relus.filter { $0.live < 2 }
let twoLive = relus.filter { $0.live == 2 }
lesson.claim(
  "Of all ReLUs {} are dead before learning begins",
  1 - Double(liveCount) / Double(unitCount), isWithin: 0.18...0.32, .percent(0))
lesson.table(
  ["live units at the start", "starts", "find XOR"],
  [("0 or 1", few), ("2", twoLive), ("3 or more", relus.filter { $0.live > 2 })].map {
    [
      $0.0, "\($0.1.count)",
      (Double($0.1.count { $0.isSolved }) / Double(max(1, $0.1.count))).text(
        .percent(0)),
    ]
  })
lesson.claim(
  "Starts with fewer than two live ReLUs find XOR in {} of the cases",
  Double(few.count { $0.isSolved }) / Double(max(1, few.count)), isBelow: 0.001,
  .percent(0),
  isAlways: true)

//: With one live unit or none, the output depends on a single line, and one line is not enough. So of the starts with two
//: ReLUs only $\frac{3}{4} \cdot \frac{3}{4} = \frac{9}{16}$ have a chance at all. Dead units are the subject of lesson 07.
//:
//: ## The same with noise
//:
//: Real points do not sit on corners. Here are clouds around them, and two networks that learned them. The number of
//: their hidden units is {{units}} and 8.

let units = Int(lesson.knob("units"))
lesson.record("units", Double(units), .whole)
let clouds = xorClouds(count: 200, using: &generator)
let wide = trained(on: clouds, units: 8, using: &generator)
let narrow = trained(on: clouds, units: units, using: &generator)
lesson.figure(
  "clouds",
  .grid(plots: [
    [
      drawn(narrow, "hidden units: \(units)", on: clouds),
      drawn(wide, "hidden units: 8", on: clouds),
    ]
  ]),
  caption:
    "Two networks on the same noisy clouds, and the border that each draws between "
    + "the classes.")
lesson.claim(
  "The network with eight hidden units gets {} of the points right",
  wide.accuracy(on: clouds), isAbove: 0.9, .percent(1))
lesson.try(
  "--section 18 --units 1",
  "What can a network with one hidden unit draw? Then try 3, and other seeds with "
    + "--seed.")

//: Each hidden unit contributes one line: one alone draws a straight border, two draw a strip, a corner or nearly a line, depending
//: on where the start has led. With eight the shape is free, and most starts find a good one.
//:
//: ## What to remember
//:
//: - A neuron fires on one side of a straight line: the weights turn the line, the bias shifts it, and $|z| / \|w\|$ is the
//:   distance to it.
//: - The perceptron rule changes the weights only at a mistake, and if there is a line, it makes at most $(R/\gamma)^2$ of
//:   them. It takes the first line that is right, not the widest. Without a line, as on XOR, it never stops.
//: - A hidden layer moves the points to where a line is enough. That two hidden units can compute XOR does not mean that
//:   they learn it: of the starts with tanh {{two}} do, and with eight units nearly all.
//:
//: Why the step must be replaced by a curve, and by which one, is lesson 02. How hidden units get their share of the blame
//: is lesson 03. And that a neuron may stop learning because it has no slope is what most of this course is about.
//:
//: ## Exercises
//:
//: Open `Exercises/01-neurons.swift`. You write the neuron, its decision and its rule; then you set the weights of gates and
//: of a network for XOR by hand, and compute a whole layer at once. Put your own lines in the place of each `todo`, and
//: run the grader:
//:
//: ```
//: swift test --filter lesson01
//: ```

lesson.exercises()
lesson.end()
