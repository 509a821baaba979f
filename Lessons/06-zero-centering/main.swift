//: # Zero-centering and the zig-zag
//:
//: *Why does descent zig-zag when every input is positive?*
//:
//: A network has two weights to get right. One is too small, the other too large. Descent should raise the first and lower
//: the second, and be done. Yet if both weights belong to the same unit, and both of its inputs are positive, no example can
//: ask for that: each raises both weights or lowers both. The network gets there by going up and down,
//: up and down, and a little to the side each time.
//:
//: This lesson looks at the arithmetic behind that path, measures how long it is, and removes it with two
//: operations on the data: subtract the mean, divide by the standard deviation. Then it asks what remains of the story
//: when a whole batch decides, what happens when one feature is ten thousand times larger than another, and whether any of
//: it matters for real digits. Two statements of our course notes will not survive as they stand.

import Datasets
import Engine
import LessonKit
import Plots

let lesson = Lesson(6)
let digits = lesson.digits()
var generator = Generator(seed: lesson.seed)

//: ## What moves a weight
//:
//: Take one unit with the inputs $x_1, \ldots, x_n$. It computes $z = w_1 x_1 + \cdots + w_n x_n + b$, and somewhere
//: behind it a loss $L$ comes out. Lesson 03 showed how backpropagation brings the number $\delta = \partial L / \partial z$ back to the
//: unit: how much the loss would grow if $z$ grew. The weight $w_j$ acts on the loss only through $z$, so the chain rule
//: has one factor more:
//:
//: $$
//: \frac{\partial L}{\partial w_j} = \frac{\partial L}{\partial z} \cdot \frac{\partial z}{\partial w_j} = \delta \, x_j
//: \qquad
//: \Delta w_j = -\eta \, \delta \, x_j
//: $$
//:
//: The update of a weight is the unit's $\delta$ times the weight's own input. All weights of a unit share one $\delta$. So if
//: all inputs are positive, the sign of $\delta$ decides for every weight at once: all go up together, or all go down together.
//:
//: Positive inputs are common. Pixels, prices, ages and counts have no negative values. And the inputs of a later layer are the outputs
//: of the layer before it: a sigmoid puts out numbers between 0 and 1, a ReLU nothing below 0.
//: A tanh puts out both signs.
//:
//: We try it on the digits. A network of 64 pixels, 32 hidden units and 10 outputs sees a single picture and goes back once.
//: For every unit of a layer we ask whether all of its weights move the same way; a weight whose input is 0 does not move, and does not count.
//: Which layers will it be?

/// The share of units (columns) of a weight's gradient in which no two weights move in opposite directions.
func unitsOfOneSign(_ gradient: Matrix) -> Double {
  let units = (0..<gradient.columns).map { gradient.column($0) }
  return Double(units.filter { $0.min()! >= 0 || $0.max()! <= 0 }.count) / Double(units.count)
}

func unitsOfOneSign(_ pixels: Matrix, _ activation: any Layer, inLayer layer: Int) -> Double {
  var network = Network([
    Dense(from: 64, to: 32, .glorotNormal, using: &generator), activation,
    Dense(from: 32, to: 10, .glorotNormal, using: &generator),
  ])
  let shares = (0..<50).map { i in
    let scores = network.forward(pixels.selectingRows([i]), mode: .training)
    network.backward(softmaxCrossEntropy(scores, labels: [digits.training.labels[i]]).gradient)
    return unitsOfOneSign((network.layers[layer] as! Dense).weight.gradient)
  }
  return Matrix(row: shares).mean
}

let pixels = digits.training.inputs  // from 0, paper, to 1, ink
let standardizedPixels = Scaling.standardized(pixels)
let ofOneSign = [
  ("hidden layer, pixels from 0 to 1", unitsOfOneSign(pixels, Tanh(), inLayer: 0)),
  ("hidden layer, standardized pixels", unitsOfOneSign(standardizedPixels, Tanh(), inLayer: 0)),
  ("output layer, behind sigmoid", unitsOfOneSign(standardizedPixels, Sigmoid(), inLayer: 2)),
  ("output layer, behind ReLU", unitsOfOneSign(standardizedPixels, ReLU(), inLayer: 2)),
  ("output layer, behind tanh", unitsOfOneSign(standardizedPixels, Tanh(), inLayer: 2)),
]
lesson.table(["layer and its inputs", "units that move one way"], ofOneSign.map { [$0, $1.text(.percent(0))] })

lesson.claim(
  "one picture, inputs without negative values: units whose weights move one way",
  [ofOneSign[0].1, ofOneSign[2].1, ofOneSign[3].1].min()!, isWithin: 1...1, .percent(0))
lesson.claim(
  "one picture, inputs of both signs: units whose weights move one way",
  max(ofOneSign[1].1, ofOneSign[4].1), isBelow: 0.01, .percent(0))

//: It depends on the inputs and on nothing else. The task, the loss and what the other layers do change $\delta$, and $\delta$
//: has no say in whether the weights agree.

//: ## Only north-east and south-west
//:
//: With two weights we can draw it. Let $w_1$ be the east of a map and $w_2$ its north. With positive inputs a step leads to
//: the north-east, when both weights grow, or to the south-west, when both shrink. Let the best weights lie to the *south-east*: the first
//: weight must grow, the second must shrink. No single step goes there. LeCun, Bottou, Orr and Müller described what follows
//: ("Efficient BackProp", 1998, section 4.3): the path can get there only by zig-zagging.
//:
//: Our unit is $\hat{y} = w_1 x_1 + w_2 x_2$, without a bias for now. Both features lie between 1 and 3, there are 200 examples, and the
//: targets are $y = x_1 - x_2$, so that $(1, -1)$ answers every example exactly. We start at $(0, 0)$.
//: The loss of an example is $\frac{1}{2} (\hat{y} - y)^2$. The half, which the engine's loss does not have, cancels the 2 that comes
//: down from the square, so that $\delta = \hat{y} - y$; nothing else depends on it. We learn from one example after the other.
//:
//: How large is a step? The update changes the answer to its own example: the error $\delta$ becomes $(1 - \eta \lVert x \rVert^2) \, \delta$. We take
//: $\eta = 1 / \max \lVert x \rVert^2$, the largest rate at which no step goes beyond its own example's target.
//:
//: Next to it we run the same descent on *centred* features: from each feature we take its mean over the examples. The targets
//: lose the constant $\bar{x}_1 - \bar{x}_2$, so the same weights are still exactly right, and the start is the same distance away.
//: We stop when a hundredth of that distance is left, and measure the *detour*: the length of the path, divided by the straight
//: line from its start to its end. A straight path has a detour of 1. What will the positive one have?

let start = SIMD2(0.0, 0.0)
let southEast = SIMD2(1.0, -1.0)

let walks = (1...20).map { _ in
  var generator = generator.split()
  let x = features(1...3, 1...3, using: &generator)
  return [Scaling.raw, .centred].map { scaling in
    let problem = scaling.problem(x, rawOptimum: southEast)
    let path = problem.descendByExample(from: start, to: 0.01, using: &generator)
    return (problem: problem, path: path, updates: Double(path.count - 1))
  }
}

func map(_ title: String, _ problem: TwoWeights, _ path: [SIMD2<Double>]) -> Plot {
  let (x, y) = frame(path, problem.optimum)
  return Plot(
    title, x: Axis("first weight"), y: Axis("second weight"),
    marks: [.contours(x: x, y: y) { problem.loss(at: SIMD2($0, $1)) }, .path(points(path))])
}

lesson.figure(
  "zigzag",
  .grid(
    shared: .none,
    plots: [
      zip(["inputs from 1 to 3", "the same, centred"], walks[0]).map { title, walk in
        map(title, walk.problem, walk.path)
      }
    ]),
  caption: "One example at a time, from (0, 0) to the optimum at (1, −1), on the contours of the loss. Positive inputs "
    + "allow steps to the north-east and to the south-west only.")

func shareOfOneSign(_ path: [SIMD2<Double>]) -> Double {
  let steps = steps(of: path)
  return Double(steps.filter(isSameSign).count) / Double(steps.count)
}

func text(_ spread: Spread, _ format: NumberFormat) -> String {
  "\(spread.median.text(format)) (\(spread.least.text(format))–\(spread.greatest.text(format)))"
}

let share = (0...1).map { i in Spread(walks) { shareOfOneSign($0[i].path) } }
let updates = (0...1).map { i in Spread(walks) { $0[i].updates } }
let detours = (0...1).map { i in Spread(walks) { detour(of: $0[i].path) } }
lesson.table(
  ["one example at a time", "steps NE or SW", "updates", "detour"],
  (0...1).map { i in
    [
      ["inputs from 1 to 3", "centred"][i], text(share[i], .percent(0)), text(updates[i], .whole),
      text(detours[i], .fixed(2)),
    ]
  })

//: The table shows the median of 20 sets of data, and in brackets the least and the greatest.

let saved = Spread(walks) { $0[0].updates / $0[1].updates }
lesson.record("saved", saved.median, .fixed(0))
lesson.claim("positive inputs: the least share of steps to the NE or SW", share[0].least, isWithin: 1...1, .percent(0))
lesson.claim("positive inputs: the least detour of 20", detours[0].least, isAbove: 3, .fixed(2))
lesson.claim("centred inputs: the median detour", detours[1].median, isBelow: 1.6, .fixed(2))
lesson.claim("centring saves updates by a factor of, at the least,", saved.least, isAbove: 3, .fixed(1))

//: The path on the left is the zig-zag. Every single step is nearly at right angles to where it should go: the way is
//: several times as long as the line, and centring needs fewer updates by a factor of {{saved}}.
//: Centred inputs have both signs, steps lead in all directions, and random directions even out.
//:
//: Can we avoid it by smaller steps? With a tenth of the rate, on the first set of data:

let patient = walks[0][0].problem.descendByExample(from: start, to: 0.01, share: 0.1, using: &generator)
lesson.record("patient detour", detour(of: patient), .fixed(2))
lesson.record("patient updates", Double(patient.count - 1), .whole)
lesson.claim("a tenth of the rate leaves the detour", detour(of: patient), isAbove: 3, .fixed(2))

//: It took {{patient updates}} updates, and the detour is {{patient detour}}. The zig-zag has become finer, and no shorter.

//: ## A batch has errors of both signs
//:
//: The course notes go further. They say that if a feature is positive in every example of a batch, then the update of the
//: *batch* has one sign too. On the way there they drop $\delta$ from the sum, as unimportant. Keep it:
//:
//: $$ \Delta w_j = -\frac{\eta}{B} \sum_{i=1}^{B} \delta_i \, x_{ij} $$
//:
//: Every $x_{ij}$ is positive, but the answers to some examples are too high, those to others too low, and the $\delta_i$ have both
//: signs. The two sums weigh the same $\delta_i$ by different inputs, so one may come out positive and the other negative.
//: Only where all $\delta_i$ agree is the batch bound like a single example.
//:
//: So the answer should depend on the batch's size and on where the weights are. We make 32 768 examples with features from
//: 1 to 3, and add noise to the targets, so that even the best weights leave errors. Then we count at four places, for
//: batches of 1 to 256, how many updates move both weights the same way: far to the north-east of the optimum, where all answers
//: are too high; to the north-west of it, where the update *should* go south-east; at the optimum itself; and at the
//: optimum again with centred features. What do you expect for a batch of 256?

let sizes = (0...8).map { Double(1 << $0) }
let manyFeatures = features(1...3, 1...3, count: 32_768, using: &generator)
let noise = Matrix(rows: manyFeatures.rows, columns: 1) { _, _ in generator.normal(standardDeviation: 0.5) }
let crowd = Crowd(x: manyFeatures, noise: noise)
let centredCrowd = Crowd(x: Scaling.centred(manyFeatures), noise: noise)

let northEast = crowd.sharesOfOneSign(at: SIMD2(2, 2))
let northWest = crowd.sharesOfOneSign(at: SIMD2(-0.5, 0.5))
let arrived = crowd.sharesOfOneSign(at: SIMD2(0, 0))
let arrivedCentred = centredCrowd.sharesOfOneSign(at: SIMD2(0, 0))

lesson.figure(
  "batches",
  .plot(
    Plot(
      x: Axis("batch size", scale: .logarithmic), y: Axis("share of updates of one sign", over: 0...1),
      marks: [
        .line(x: sizes, y: northEast, label: "far north-east"), .line(x: sizes, y: arrived, label: "at the optimum"),
        .line(x: sizes, y: arrivedCentred, label: "there, centred"),
        .line(x: sizes, y: northWest, label: "north-west"),
      ])),
  caption: "How many updates move both weights the same way. Positive features, but for the line that says centred.")

lesson.table(
  ["batch size"] + [0, 1, 3, 5, 8].map { sizes[$0].text(.whole) },
  [
    ("far north-east", northEast), ("at the optimum", arrived), ("there, centred", arrivedCentred),
    ("north-west", northWest),
  ].map { name, shares in [name] + [0, 1, 3, 5, 8].map { shares[$0].text(.percent(0)) } })

lesson.claim(
  "batches of one: the least share at the three places", [northEast[0], northWest[0], arrived[0]].min()!,
  isWithin: 1...1, .percent(0))
lesson.claim("far away, where every δ is positive, batches of 256", northEast[8], isWithin: 1...1, .percent(0))
lesson.claim("north-west, batches of 256", northWest[8], isBelow: 0.2, .percent(0))
lesson.claim("centred, all sizes: the share's distance from one half, at the most",
  arrivedCentred.map { abs($0 - 0.5) }.max()!, isBelow: 0.2, .percent(0))

//: The notes' statement holds for one example, and for a batch as long as every $\delta$ has the same sign. Elsewhere a
//: batch can go where it must: from the north-west, batches of 256 nearly always go the right way. At the optimum nothing is left to
//: learn, the errors are noise, and the shares still do not fall to one half. There the sum of a large batch is a normal vector, whose two entries
//: have the correlation $r$ of the uncentred features. Two normal numbers with the correlation $r$ have the same sign with the probability
//:
//: $$ \frac{1}{2} + \frac{\arcsin r}{\pi}, \qquad r = \frac{\sum_i x_{i1} x_{i2}}{\sqrt{\sum_i x_{i1}^2 \, \sum_i x_{i2}^2}} $$

let large = (arrived[5] + arrived[6]) / 2
lesson.record("limit", crowd.limitAtOptimum, .percent(1))
lesson.claim(
  "at the optimum, batches of 32 and 64: distance from that probability", abs(large - crowd.limitAtOptimum),
  isBelow: 0.04, .percent(1))

//: which is {{limit}} here. So noise keeps pushing the weights along the north-east diagonal, in batches of every size.
//: But the strict rule is gone. Is the trouble gone with it, once we use whole batches?

//: ## The same trouble, seen as curvature
//:
//: Now all $m$ examples make one update, and nothing is random. Put the examples into the rows of $X$, the targets into $y$:
//:
//: $$
//: \begin{aligned}
//: L(w) &= \frac{1}{2m} \lVert X w - y \rVert^2 \\
//: \nabla L(w) &= \frac{1}{m} X^\top (X w - y) \\
//: H &= \frac{1}{m} X^\top X
//: \end{aligned}
//: $$
//:
//: $H$, the matrix of second derivatives, is the *Hessian*. It does not depend on $w$, nor on the targets: the shape of this
//: loss is a matter of the inputs alone. At the best weights $w^*$ the gradient is 0, and subtracting that from the
//: second line gives $\nabla L(w) = H (w - w^*)$. So the error of the weights, $e = w - w^*$, goes through
//:
//: $$ e \gets e - \eta H e = (I - \eta H) \, e $$
//:
//: at every update. $H$ is symmetric, so it has directions at right angles to each other along which it only multiplies: $H v = \lambda v$. Along
//: such a direction each update multiplies the error by $1 - \eta \lambda$. Three cases: while $\eta \lambda < 1$ the error
//: shrinks steadily; between 1 and 2 it shrinks *and changes sides each time*; above 2 it grows. The second case is the zig-zag of a whole batch.
//:
//: One rate must serve all directions. The steep one, with the largest $\lambda$, allows $\eta < 2 / \lambda_{\max}$. The
//: flat one, with the smallest, would like more. The best compromise makes both factors equally large,
//: $1 - \eta \lambda_{\min} = -(1 - \eta \lambda_{\max})$:
//:
//: $$
//: \eta = \frac{2}{\lambda_{\max} + \lambda_{\min}}
//: \qquad
//: \rho = \frac{\kappa - 1}{\kappa + 1}
//: \qquad
//: \kappa = \frac{\lambda_{\max}}{\lambda_{\min}}
//: $$
//:
//: $\rho$ is what an update leaves of the error, and $\kappa$ is the *condition number*. A round bowl has $\kappa = 1$ and is done in
//: one update; a long valley needs about $\frac{\kappa}{2} \ln \frac{1}{\tau}$ of them until a share $\tau$ is left, from
//: $\rho^t = \tau$. The zig-zag has a price as well. With two weights, let $c_1$ and $c_2$ be the shares of the way along
//: the steep and along the flat direction, with $c_1^2 + c_2^2 = 1$. After $t$ updates the error is $\rho^t$ times a vector with these shares, the next
//: step is $\rho^t \, \eta \sqrt{\lambda_{\max}^2 c_1^2 + \lambda_{\min}^2 c_2^2}$ long, the lengths add up as a geometric series, $1/(1 - \rho) = 1/(\eta \lambda_{\min})$, and
//:
//: $$ \text{detour} = \sqrt{\kappa^2 c_1^2 + c_2^2} $$
//:
//: Between 1, if the way leads straight along the valley, and $\kappa$, if it leads straight across. Where does the mean come in? Write
//: every example as $x_i = \mu + d_i$. The deviations $d_i$ add up to 0, so the mixed terms vanish:
//:
//: $$ H = \frac{1}{m} \sum_i (\mu + d_i)(\mu + d_i)^\top = C + \mu \mu^\top, \qquad C = \frac{1}{m} \sum_i d_i d_i^\top $$
//:
//: $C$ is the covariance of the features. What the mean adds is a matrix with a single direction of its own, $\mu$, and the
//: eigenvalue $\lVert \mu \rVert^2$. With positive means it points to the north-east. So the steep direction is the diagonal of
//: the zig-zag again, and centring takes away just that: $H = C$. Dividing each feature by its
//: standard deviation then puts 1 everywhere on the diagonal of $C$.
//:
//: Here are three descents on whole batches, each at the best rate for its own $H$. The features lie between 1 and 3 and
//: between 1 and 5; when the second is divided by its standard deviation, its weight has to grow by the same factor, so in the third
//: picture the same optimum lies elsewhere.

let unequal = features(1...3, 1...5, using: &generator)
let three = [Scaling.raw, .centred, .standardized].map { scaling in
  let problem = scaling.problem(unequal, rawOptimum: southEast)
  return (scaling: scaling, problem: problem, path: problem.descend(from: start, to: 0.001))
}
lesson.figure(
  "valleys",
  .grid(
    shared: .none,
    plots: [three.map { map("\($0.scaling.rawValue), κ = \($0.problem.conditionNumber.text(.fixed(1)))", $0.problem, $0.path) }]
  ),
  caption: "The whole batch, each at the best rate of its own, on the contours of the loss.")

let engineAgrees = three.map { scaled in
  let x = Matrix(scaled.problem.inputs.map { [$0.x, $0.y] })
  let w = SIMD2(0.3, 0.7)
  let targets = matmul(x, Matrix(column: [scaled.problem.optimum.x, scaled.problem.optimum.y]))
  var unit = Dense(weight: Matrix(column: [w.x, w.y]), bias: Matrix(row: [0]))
  _ = unit.backward(0.5 * meanSquaredError(unit.forward(x, mode: .training), target: targets).gradient)
  let g = scaled.problem.gradient(at: w)
  return (unit.weight.gradient - Matrix(column: [g.x, g.y])).norm / length(g)
}
lesson.claim("H (w − w*) is the gradient that the engine computes", engineAgrees.max()!, isBelow: 1e-12)
lesson.record("raw detour", detour(of: three[0].path), .fixed(1))
lesson.record("centred detour", detour(of: three[1].path), .fixed(1))
lesson.record("standardized detour", detour(of: three[2].path), .fixed(1))
lesson.record("raw count", Double(three[0].path.count - 1), .whole)
lesson.record("centred count", Double(three[1].path.count - 1), .whole)
lesson.record("standardized count", Double(three[2].path.count - 1), .whole)

//: Raw, the descent jumps from side to side {{raw count}} times, with a detour of {{raw detour}}. Centring
//: turns the valley until its axes are those of the map, and shortens it: {{centred count}} updates. But the
//: spreads are still unequal, there is still a steep and a flat direction, and the detour is still {{centred detour}}. Dividing by the
//: standard deviations makes the valley a bowl: {{standardized count}} updates, and a detour of {{standardized detour}}.
//: If your two features have the same spread, centring is enough. If not, you need both.
//:
//: Does the formula hold beyond these three? We draw 20 sets of data, scale each in four ways (the fourth is *min-max*,
//: which maps each feature to the range from 0 to 1), and give each a teacher of its own: random best weights. The line is theory, the points are counted.

struct Trial {
  let scaling: Scaling
  let problem: TwoWeights
  var path: [SIMD2<Double>]?  // nil where it would be too long
  var condition: Double { problem.conditionNumber }
  var updates: Double { path.map { Double($0.count - 1) } ?? problem.updatesInTheory(to: 0.001) }
  var detour: Double { path.map(lesson06.detour) ?? problem.detourInTheory(from: start) }
}

func trials(_ first: ClosedRange<Double>, _ second: ClosedRange<Double>) -> [[Trial]] {
  (1...20).map { _ in
    let x = features(first, second, using: &generator)
    let teacher = randomTeacher(for: x, using: &generator)
    return Scaling.allCases.map { scaling in
      let problem = scaling.problem(x, rawOptimum: teacher)
      let isShort = problem.conditionNumber < 1000
      return Trial(
        scaling: scaling, problem: problem, path: isShort ? problem.descend(from: start, to: 0.001) : nil)
    }
  }
}

let mild = trials(1...3, 1...5)
let conditions = (0...40).map { 1.05 * power(1.1, $0) }
lesson.figure(
  "condition",
  .plot(
    Plot(
      x: Axis("condition number", scale: .logarithmic), y: Axis("updates", scale: .logarithmic),
      marks: [.line(x: conditions, y: conditions.map { updates(condition: $0, tolerance: 0.001) }, label: "theory", color: .grey)]
        + Scaling.allCases.indices.map { i in
          .points(mild.map { Point($0[i].condition, $0[i].updates) }, label: Scaling.allCases[i].rawValue)
        })),
  caption: "Updates of the whole batch until a thousandth of the distance is left, for 20 sets of data scaled in four ways.")

let counted = mild.joined()
lesson.claim(
  "updates counted and updates by the formula differ by at most",
  counted.map { abs($0.updates - $0.problem.updatesInTheory(to: 0.001)) }.max()!, isBelow: 1.5, .whole)
lesson.claim(
  "the detour and its formula differ by a share of at most",
  counted.map { abs($0.detour / $0.problem.detourInTheory(from: start) - 1) }.max()!, isBelow: 0.01)

//: Look again at the first experiment with this in mind. There the optimum lay to the south-east, along the floor of the valley,
//: and both features had the same range. The whole batch should then *not* zig-zag. It should only be slow.

let straight = walks.map { $0[0].problem.descend(from: start, to: 0.01) }
let straightDetour = Spread(straight, detour)
let straightUpdates = Spread(straight) { Double($0.count - 1) }
let centredUpdates = Spread(walks) { Double($0[1].problem.descend(from: start, to: 0.01).count - 1) }
lesson.record("slow", straightUpdates.median, .whole)
lesson.record("quick", centredUpdates.median, .whole)
lesson.claim("whole batch on the first data, raw: the median detour", straightDetour.median, isBelow: 1.3, .fixed(2))
lesson.claim(
  "and yet the least number of updates is larger than the greatest with centring by",
  straightUpdates.least / centredUpdates.greatest, isAbove: 5, .fixed(0))

//: That is so: straight, and {{slow}} updates in the median, where the centred features need {{quick}}. The zig-zag is what you see when single examples decide, or when
//: the way happens to lead across the valley. The condition number is what you pay in every case.

//: ## Does the bias not take care of the mean?
//:
//: A unit has a bias, and the bias can cancel any mean in the end: $w \cdot x + b = w \cdot (x - \mu) + (b + w \cdot \mu)$. Both forms can compute the same
//: functions. But *learning* the right bias is another matter. To descent, a bias is a weight whose input is always 1:
//: one more positive input. The Hessian gets one more row and one more column:
//:
//: $$ \begin{pmatrix} C + \mu \mu^\top & \mu \\ \mu^\top & 1 \end{pmatrix} $$
//:
//: Will the bias make the condition number better or worse?

let withAndWithout = Scaling.allCases.map { scaling in
  let x = scaling(unequal)
  return [conditionNumber(hessian(x)), conditionNumber(hessian(x, withBias: true))]
}
lesson.table(
  ["features 1–3 and 1–5", "κ without a bias", "κ with a bias"],
  zip(Scaling.allCases, withAndWithout).map { scaling, κ in [scaling.rawValue] + κ.map { $0.text(.fixed(1)) } })
lesson.claim("raw: the bias makes κ larger by a factor of", withAndWithout[0][1] / withAndWithout[0][0], isAbove: 3, .fixed(1))
lesson.claim("standardized: by a factor of", withAndWithout[3][1] / withAndWithout[3][0], isWithin: 0.999...1.001, .fixed(3))

//: Worse, wherever the mean is not 0. The weights and the bias can all be raised together with little change in
//: shape, and all push the answer in the same direction: the mean couples them. With $\mu = 0$ the
//: corners of the matrix are empty, and the bias is learned on its own.

//: ## One to five, and one thousand to 99 999
//:
//: The course notes give two features to think about: one ranges from 1 to 5, the other from 1 000 to 99 999. We take
//: them at their word, scale in the same four ways, and add the features from 1 to 3 for comparison.

let same = trials(1...3, 1...3)
let notes = trials(1...5, 1000...99_999)

func rows(_ name: String, _ trials: [[Trial]]) -> [[String]] {
  Scaling.allCases.indices.map { i in
    let κ = Spread(trials) { $0[i].condition }
    let updates = Spread(trials) { $0[i].updates }
    let detour = Spread(trials) { $0[i].detour }
    let isComputed = trials[0][i].path == nil
    return [
      "\(name), \(Scaling.allCases[i].rawValue)", κ.median.text(.significant(3)),
      isComputed ? "(\(updates.median.text(.significant(2))))" : text(updates, .whole),
      isComputed ? "(\(detour.median.text(.significant(2))))" : text(detour, .fixed(1)),
    ]
  }
}
lesson.table(
  ["ranges and scaling", "κ", "updates", "detour"], rows("1–3, 1–3", same) + rows("1–5, 1 000–99 999", notes))

//: Medians of 20 sets of data with 20 teachers, until a thousandth is left; in brackets after them the least and the greatest. Where a number *stands*
//: in brackets, it comes from the formulas: nobody wants to wait for that run. We do 5 000 updates of it, at the best rate there is:

let hopeless = notes[0][0].problem
let begun = hopeless.descend(from: start, to: 0.001, atMost: 5000)
let remaining = abs(begun.last!.x - hopeless.optimum.x) / abs(hopeless.optimum.x)
lesson.record("remaining", remaining, .percent(2))
lesson.claim("raw, 5 000 updates: share of the first weight's error that remains", remaining, isAbove: 0.99, .percent(2))

func ratio(_ trials: [[Trial]], _ a: Int, _ b: Int, _ value: (Trial) -> Double) -> Double {
  trials.map { value($0[a]) / value($0[b]) }.min()!
}
lesson.claim("1–3, 1–3: standardizing saves updates by a factor of, at the least,", ratio(same, 0, 3, \.updates), isAbove: 5, .fixed(0))
lesson.claim("1–5, 1 000–99 999: by, at the least,", ratio(notes, 0, 3, \.updates), isAbove: 1e7, .significant(1))
lesson.claim("there centring alone leaves a κ of at least", notes.map { $0[2].condition }.min()!, isAbove: 1e8, .significant(2))
lesson.claim("min-max alone brings it to at most", notes.map { $0[1].condition }.max()!, isBelow: 15, .fixed(1))
lesson.claim("and standardizing to at most", notes.map { $0[3].condition }.max()!, isBelow: 2, .fixed(2))

//: After 5 000 updates {{remaining}} of the error in the small feature's weight is still there. The rate has to be so small for the
//: large feature that nothing happens for the other one. Here the mean is the lesser problem. Centring
//: alone leaves the ratio of the two variances, $\kappa \approx \sigma_2^2 / \sigma_1^2$. Min-max takes away the scale and leaves the mean. Standardizing takes away both.
//:
//: It helps to see what dividing a feature by $s$ does to its weight. The new input is $x/s$, the new weight $v = s w$. A step
//: changes $v$ by $-\eta \delta x / s$, so it changes $w = v/s$ by $-\eta \delta x / s^2$. Scaling a feature gives its weight a rate of its own,
//: $\eta / s^2$. The optimizers of lesson 13 look for such rates while they train. You can have them before.

//: ## From 0 to 1 is not centred
//:
//: The third part of our notes recommends to normalize inputs to the range from 0 to 1. Then every feature is still
//: positive, which is the condition of the zig-zag. How bad is that? With two features it is the seven of the
//: last table. Real data have more. Take $n$ independent features spread evenly from 0 to 1. Each has the mean $1/2$ and the variance
//: $1/12$, so
//:
//: $$ H = \frac{1}{12} I + \frac{1}{4} \mathbf{1} \mathbf{1}^\top $$
//:
//: where $\mathbf{1}$ is the vector of $n$ ones. In its direction the eigenvalue is $\frac{1}{12} + \frac{n}{4}$, in every direction at right angles to it
//: $\frac{1}{12}$. The condition number is
//:
//: $$ \kappa = 1 + 3n $$
//:
//: It grows with every feature that we add. We draw 4 096 examples each of 2 to 32 features:

let counts = [2, 4, 8, 16, 32]
let byCount = counts.map { n in
  let x = Matrix(rows: 4096, columns: n) { _, _ in generator.uniform(-40, 60) }
  return [Scaling.minMax, .standardized].map { conditionNumber(hessian($0(x))) }
}
lesson.figure(
  "features",
  .plot(
    Plot(
      x: Axis("features", scale: .logarithmic), y: Axis("condition number", scale: .logarithmic),
      marks: [
        .line(x: counts.map(Double.init), y: counts.map { Double(1 + 3 * $0) }, label: "1 + 3n", color: .grey),
        .points(x: counts.map(Double.init), y: byCount.map { $0[0] }, label: "min-max"),
        .points(x: counts.map(Double.init), y: byCount.map { $0[1] }, label: "standardized"),
      ])),
  caption: "The condition number of a linear unit's loss by the number of its features. Line: theory. Points: measured.")

let overTheory = zip(counts, byCount).map { $1[0] / Double(1 + 3 * $0) }
lesson.record("min-max 32", byCount[4][0], .fixed(0))
lesson.record("standardized 32", byCount[4][1], .fixed(2))
lesson.claim("min-max: the largest measured κ, as a multiple of 1 + 3n,", overTheory.max()!, isBelow: 1.5, .fixed(2))
lesson.claim("min-max: the smallest", overTheory.min()!, isAbove: 0.8, .fixed(2))
lesson.claim("standardized: the largest κ", byCount.map { $0[1] }.max()!, isBelow: 2, .fixed(2))

//: With 32 features min-max has {{min-max 32}} and standardizing {{standardized 32}}; what is left above 1 is chance correlation
//: between the features of a finite sample. Min-max repairs unequal scales. It does not repair the mean. The features here are
//: independent: where real features are correlated, no scaling of single features makes $\kappa$ equal to 1.

//: ## Does it matter on the digits?
//:
//: A linear unit is a simple thing. We go back to the network with 64 pixels, 32 tanh units and 10 outputs, and feed it grey levels from 0 to 16 as
//: they were recorded, min-max, centred, and standardized. Each gets six learning rates, three epochs each in batches of 32, and keeps the one that ends
//: with the lowest training loss. So no form can lose because the rate suits another.

let greys = 16 * digits.training.inputs

func network(using generator: inout Generator) -> Network {
  Network([
    Dense(from: 64, to: 32, .glorotNormal, using: &generator), Tanh(),
    Dense(from: 32, to: 10, .glorotNormal, using: &generator),
  ])
}

/// Trains for three epochs; returns the network and the loss of each batch.
func train(_ x: Matrix, rate: Double) -> (network: Network, losses: [Double]) {
  var generator = Generator(seed: lesson.seed)
  var network = network(using: &generator)
  var optimizer = Optimizer(GradientDescent(learningRate: rate))
  let data = Dataset(inputs: x, labels: digits.training.labels, classes: 10)
  var losses: [Double] = []
  for _ in 1...3 {
    for batch in data.batches(of: 32, using: &generator) {
      let loss = softmaxCrossEntropy(network.forward(batch.inputs, mode: .training), labels: batch.labels)
      network.backward(loss.gradient)
      optimizer.step(&network)
      losses.append(loss.value)
    }
  }
  return (network, losses)
}

/// The mean of the last 38 batches, an epoch.
func endLoss(_ losses: [Double]) -> Double { Matrix(row: Array(losses.suffix(38))).mean }

let rates = [0.03, 0.1, 0.3, 1, 3, 10]
let contest = lesson.progress("24 networks", Scaling.allCases).map { scaling in
  let fit = scaling.fitted(to: greys)
  let runs = rates.map { train(fit(greys), rate: $0) }
  let ends = runs.map { endLoss($0.losses) }.map { $0.isNaN ? .infinity : $0 }
  let best = ends.indices.min { ends[$0] < ends[$1] }!
  return (scaling: scaling, fit: fit, rate: rates[best], run: runs[best], end: ends[best])
}

let windows = 19
lesson.figure(
  "digits",
  .plot(
    Plot(
      x: Axis("update"), y: Axis("training loss", scale: .logarithmic),
      marks: contest.map { entry in
        let means = stride(from: 0, to: entry.run.losses.count, by: 6).map { first in
          Matrix(row: Array(entry.run.losses[first..<min(first + 6, entry.run.losses.count)])).mean
        }
        return .line(x: means.indices.map { Double(6 * $0) + 3.5 }, y: means, label: entry.scaling.rawValue)
      })),
  caption: "Three epochs on the digits, each form at the best of six learning rates. Every point is the mean loss of six batches.")

let validation = 16 * digits.validation.inputs
func saturated(_ fit: Scaling.Fitted) -> Double {
  var generator = Generator(seed: lesson.seed)
  let hidden = network(using: &generator).outputs(for: fit(greys), mode: .inference)[1]
  return Double(hidden.elements.filter { abs($0) > 0.99 }.count) / Double(hidden.elements.count)
}
lesson.table(
  ["pixels", "largest λ", "saturated at start", "best rate", "loss, third epoch", "validation"],
  contest.map { entry in
    var network = entry.run.network
    let scores = network.forward(entry.fit(validation), mode: .inference)
    return [
      entry.scaling.rawValue, largestEigenvalue(hessian(entry.fit(greys))).text(.significant(3)),
      saturated(entry.fit).text(.percent(0)), entry.rate.text(.significant(1)), entry.end.text(.fixed(3)),
      accuracy(scores, labels: digits.validation.labels).text(.percent(1)),
    ]
  })

let mean01 = largestEigenvalue(hessian(pixels)) / largestEigenvalue(hessian(Scaling.centred(pixels)))
lesson.record("mean01", mean01, .fixed(0))
lesson.claim("centring divides the third epoch's loss of the raw greys by", contest[0].end / contest[2].end, isAbove: 2, .fixed(1))
lesson.claim("standardizing divides that of min-max by", contest[1].end / contest[3].end, isAbove: 1.6, .fixed(1))
lesson.claim("raw greys saturate a share of the tanh units of", saturated(contest[0].fit), isAbove: 0.2, .percent(0))
lesson.claim("standardized ones", saturated(contest[3].fit), isBelow: 0.1, .percent(0))

//: The order is that of the linear unit, although here every form had its pick of rates. It is worth being precise about what
//: is compared: all four networks will fit the digits in the end. What the scaling buys is updates.
//: The largest eigenvalue of the pixels' $H$ is almost all mean: with pixels from 0 to 1 it is {{mean01}} times as large as with centred ones, and every
//: linear unit that looks at them has to live with a rate that much smaller.
//:
//: The table shows a second reason, which the notes give for normalizing: large inputs push units into the flat parts of their activation.
//: With the same weights, raw grey levels put a large share of the tanh units beyond ±0.99 before training has begun; the other forms few or none.

//: ## Targets have sizes too
//:
//: A network may predict several numbers at once. The loss adds their squared errors, and a target that is measured in small units
//: has large numbers. We let a network with 16 tanh units predict $\sin 2 x_1$ and $\sin 2 x_2$ from two features. The tasks are equally difficult. But the
//: second target is written in hundredths, so that its numbers are 100 times as large: metres and centimetres. How well will each be learned?
//: We take the best of five rates again, by the loss, and ask what share of each target's variance the network explains: 1 is perfect, 0 is no better than the mean.

let twoInputs = Matrix(rows: 512, columns: 2) { _, _ in generator.normal() }
let twoTargets = Matrix(rows: 512, columns: 2) { i, j in [1.0, 100.0][j] * sin(2 * twoInputs[i, j]) }

func regression(using generator: inout Generator) -> Network {
  Network([
    Dense(from: 2, to: 16, .glorotNormal, using: &generator), Tanh(),
    Dense(from: 16, to: 2, .glorotNormal, using: &generator),
  ])
}

func explained(of targets: Matrix, rate: Double) -> (loss: Double, shares: [Double]) {
  var generator = Generator(seed: lesson.seed)
  var network = regression(using: &generator)
  var optimizer = Optimizer(GradientDescent(learningRate: rate))
  for _ in 1...60 {
    let order = generator.permutation(of: 512)
    for first in stride(from: 0, to: 512, by: 32) {
      let rows = order[first..<first + 32]
      let answers = network.forward(twoInputs.selectingRows(rows), mode: .training)
      network.backward(meanSquaredError(answers, target: targets.selectingRows(rows)).gradient)
      optimizer.step(&network)
    }
  }
  let error = network.forward(twoInputs, mode: .inference) - targets
  let squares = error.hadamard(error)
  return (squares.mean, squares.columnMeans.zip(targets.columnVariances) { 1 - $0 / $1 }.row(0))
}

func best(_ targets: Matrix) -> [Double] {
  let runs = [0.001, 0.01, 0.03, 0.1, 0.3].map { explained(of: targets, rate: $0) }.filter { $0.loss.isFinite }
  return runs.min { $0.loss < $1.loss }!.shares
}
let metres = best(twoTargets)
let standardizedTargets = best(Scaling.standardized(twoTargets))
lesson.table(
  ["targets", "first, size 1", "second, size 100"],
  [
    ["as they are", metres[0].text(.percent(0)), metres[1].text(.percent(0))],
    ["standardized", standardizedTargets[0].text(.percent(0)), standardizedTargets[1].text(.percent(0))],
  ])

/// The length of the hidden weights' gradient that target `j` alone sends back, at the start.
func pull(ofTarget j: Int) -> Double {
  var generator = Generator(seed: lesson.seed)
  var network = regression(using: &generator)
  let loss = meanSquaredError(network.forward(twoInputs, mode: .training), target: twoTargets)
  network.backward(Matrix(rows: 512, columns: 2) { i, k in k == j ? loss.gradient[i, k] : 0 })
  return (network.layers[0] as! Dense).weight.gradient.norm
}
lesson.record("pull", pull(ofTarget: 1) / pull(ofTarget: 0), .fixed(0))
lesson.claim("as they are: explained of the small target", metres[0], isBelow: 0.65, .percent(0))
lesson.claim("standardized: explained of the worse one", standardizedTargets.min()!, isAbove: 0.85, .percent(0))

//: The network could learn both, and it learned the one with the large numbers. At the start the second target's gradient in the shared
//: hidden weights is {{pull}} times as long as the first one's: the hidden units arrange themselves for the loud target, and the rate has to be small
//: enough for it. Standardized, the two have equal say. Do not forget the way back: a
//: network trained on standardized targets gives standardized answers; multiply by the deviation and add the mean.

//: ## Whose mean?
//:
//: The mean and the deviation are fitted to data, like weights, and they belong to the trained network like weights. Three rules follow.
//:
//: **Fit them on the training data only.** Validation and test data stand for what you have not seen yet. To use their statistics
//: is to look at them. And what arrives later may be a single example, or a few that are not like the
//: rest. Say someone sends 30 pictures of the same digit. Standardize them with the 30 pictures' own mean, and what they have in common,
//: that is the digit, is what you subtract. We take the standardized network from above and do that with each digit of the validation set:

let trained = contest[3]
func share(ofDigit digit: Int, fitted: (Matrix) -> Scaling.Fitted) -> Double {
  var network = trained.run.network
  let rows = digits.validation.labels.indices.filter { digits.validation.labels[$0] == digit }
  let pictures = validation.selectingRows(rows)
  let scores = network.forward(fitted(pictures)(pictures), mode: .inference)
  return accuracy(scores, labels: rows.map { _ in digit })
}
let trainingStatistics = (0...9).map { share(ofDigit: $0) { _ in trained.fit } }
let ownStatistics = (0...9).map { share(ofDigit: $0) { Scaling.standardized.fitted(to: $0) } }
lesson.table(
  ["digit"] + (0...9).map { "\($0)" },
  [
    ["training's statistics"] + trainingStatistics.map { $0.text(.percent(0)) },
    ["their own"] + ownStatistics.map { $0.text(.percent(0)) },
  ])
lesson.claim("right with the training data's statistics", Matrix(row: trainingStatistics).mean, isAbove: 0.9, .percent(1))
lesson.claim("right with their own", Matrix(row: ownStatistics).mean, isBelow: 0.35, .percent(1))

//: **A constant feature has no deviation.** A pixel that is blank in all training pictures has $\sigma = 0$, and $(x - \mu)/\sigma$ is $0/0$: not a
//: number, which the first layer spreads to every unit. Divide by 1 instead: the feature becomes 0 on the training data. And do not trust a test for
//: $\sigma = 0$ on computed numbers. The mean of a thousand times 0.1 is not 0.1 to a computer, because 0.1 is not a binary fraction and the sum is rounded:

let constant = [Double](repeating: 0.1, count: 1000)
let itsMean = constant.reduce(0, +) / 1000
let itsDeviation = (constant.reduce(0) { $0 + ($1 - itsMean) * ($1 - itsMean) } / 1000).squareRoot()
let blanks = (0..<64).filter { greys.column($0).min()! == greys.column($0).max()! }
lesson.record("blank pixels", Double(blanks.count), .whole)
lesson.record("its deviation", itsDeviation, .significant(2))
lesson.claim("a constant feature, standardized without care", abs((0.1 - itsMean) / itsDeviation), isWithin: 0.9...1.1, .fixed(2))

//: Its deviation comes out as {{its deviation}}, and dividing rounding by rounding gives a feature of size 1 where there is no information at all. So ask whether
//: all entries are equal, before any arithmetic; the engine's `Standardizer` does. The digits have {{blank pixels}} such pixels.
//:
//: **A nearly constant feature is dangerous too.** If a pixel is inked in a single one of $m$ pictures, its deviation is so small that this
//: one picture gets the value $(m - 1)/\sqrt{m - 1} = \sqrt{m - 1}$, whatever the ink:

let loudest = abs(trained.fit(greys)).max
lesson.record("loudest", loudest, .fixed(1))
lesson.claim("the largest standardized pixel, as a share of √(m − 1)", loudest / Double(greys.rows - 1).squareRoot(), isWithin: 0.5...1.000001, .fixed(3))

//: The largest pixel is {{loudest}} standard deviations away. No value in a training column can be farther than $\sqrt{m - 1}$; a new one can. If
//: your data have such columns, leave them out, or bound what goes in.
//:
//: Min-max has the same rules: least and greatest come from the training data, a constant feature becomes 0, and a new example may well land outside of 0
//: to 1. It has one weakness more. It is made from the two most extreme examples: one wrong entry of a million squeezes all others into one corner.

//: ## What to remember
//:
//: 1. A weight's update is $\delta$ times its input. With positive inputs one example moves all weights of a unit the same way, and the
//:    path zig-zags; in a batch $\delta$ has both signs, and what remains is a badly conditioned loss.
//: 2. $H = X^\top X / m = C + \mu \mu^\top$. The number of updates grows with its condition number: centring removes the mean's part, dividing by the
//:    deviations the scales'. From 0 to 1 is not centred: $\kappa = 1 + 3n$.
//: 3. Statistics are fitted on training data, once, and kept with the network. Constant features are divided by 1.
//:
//: Standardizing reaches the first layer only. Behind a sigmoid or a ReLU all is positive again: lesson 08 looks for weights that keep the spread from
//: layer to layer, lesson 10 standardizes inside the network, and lesson 13 gives every weight a rate of its own.

//: ## Exercises
//:
//: Open `Exercises/06-zero-centering.swift`. Every exercise there begins with a function that stops with `todo`; put your
//: own lines in its place, and run the grader:
//:
//: ```
//: swift test --filter zero-centering
//: ```

lesson.exercises()

lesson.end()
