//: # Zero-centering and the zig-zag
//:
//: *Why does descent zig-zag when every input is positive?*
//:
//: A network has two weights to get right. One is too small, the other too large. Descent should raise the first,
//: lower the second, and be done. Yet if both weights belong to the same unit, and both of its inputs are positive, no
//: single example can ask for that: each raises both weights or lowers both. The network gets there all the same, by
//: going up and down, up and down, and a little to the side each time.
//:
//: This lesson looks at the arithmetic behind that path, measures how long it is, and removes it with two operations
//: on the data: subtract the mean, divide by the standard deviation. Then it asks what is left of the story when a
//: whole batch decides, what happens when one feature is many thousand times as large as another, and whether any of
//: it matters for real digits. Three things that are often said will not hold as they are said.

import Datasets
import Engine
import LessonKit
import Plots

let lesson = Lesson(
  6, takesMNIST: true,
  knobs: Knob("low", 1, in: -1...5, "the least value of the first two features"),
  Knob("share", 0.1, in: 0.01...1, "the smaller rate, as a share of the best"),
  Knob("rate", 1, in: 0.1...1.01, "the rate in the valleys, as a share of the best"),
  Knob("correlation", 0.9, in: -0.99...0.99, "of the two features to whiten"))
let digits = lesson.digits()
var generator = Generator(seed: lesson.seed)

//: ## What moves a weight
//:
//: Take one unit with the inputs $x_1, \ldots, x_n$. It computes $z = w_1 x_1 + \cdots + w_n x_n + b$, and somewhere
//: after it a loss $L$ comes out. Lesson 03 showed how backpropagation brings the number
//: $\delta = \partial L / \partial z$ back to the unit: how much the loss would grow if $z$ grew. The weight $w_j$
//: acts on the loss only through $z$, so the chain rule has one factor more:
//:
//: $$
//: \frac{\partial L}{\partial w_j} = \frac{\partial L}{\partial z} \cdot \frac{\partial z}{\partial w_j} = \delta \, x_j
//: \qquad
//: \Delta w_j = -\eta \, \delta \, x_j
//: $$
//:
//: All weights of a unit share one $\delta$. So if all inputs are positive, the sign of $\delta$ decides for every
//: weight at once: all go up together, or all go down together. If all inputs are *negative*, it is the same with the
//: opposite sign.
//:
//: Positive inputs are common. Pixels, prices, ages and counts have no negative values. And the inputs of a later
//: layer are the outputs of the layer before it: a sigmoid puts out numbers between 0 and 1, a ReLU nothing below 0. A
//: tanh puts out both signs.
//:
//: We try it on the digits. A network with 32 hidden units and 10 outputs sees a single picture and goes back once.
//: For every unit of a layer we ask whether all of its weights move the same way. (A weight whose input is 0 does not
//: move, and takes no side.)

let pixels = digits.training.inputs  // from 0, paper, to 1, ink

/// One input for each pixel, 32 hidden units, 10 outputs.
func network(_ activation: Activation, using generator: inout Generator) -> Network {
  Network([
    Dense(from: pixels.columns, to: 32, .glorotNormal, using: &generator),
    activation.layer,
    Dense(from: 32, to: 10, .glorotNormal, using: &generator),
  ])
}
let (hidden, output) = (0, 2)  // where its dense layers stand

/// The share of a layer's units whose weights all move the same way, over 50 pictures,
/// one at a time.
func oneWay(_ pixels: Matrix, _ activation: Activation, in layer: Int) -> Double {
  var network = network(activation, using: &generator)
  let shares = (0..<50).map { i in
    let scores = network.forward(pixels.selectingRows([i]), mode: .training)
    let loss = softmaxCrossEntropy(scores, labels: [digits.training.labels[i]])
    network.backward(loss.gradient)
    return unitsOfOneSign((network.layers[layer] as! Dense).weight.gradient)
  }
  return shares.mean
}

//: Four of the layers that we ask get inputs of one sign, and two get both:

let bothSigns = Scaling.standardized(pixels)
let negative = pixels.map { $0 - 1 }
let layers = [
  ("hidden layer, pixels from 0 to 1", false, oneWay(pixels, .tanh, in: hidden)),
  ("hidden layer, pixels from −1 to 0", false, oneWay(negative, .tanh, in: hidden)),
  ("hidden layer, standardized pixels", true, oneWay(bothSigns, .tanh, in: hidden)),
  ("output layer, after sigmoid", false, oneWay(bothSigns, .sigmoid, in: output)),
  ("output layer, after ReLU", false, oneWay(bothSigns, .relu, in: output)),
  ("output layer, after tanh", true, oneWay(bothSigns, .tanh, in: output)),
].map { (name: $0, hasBothSigns: $1, share: $2) }
lesson.table(
  ["layer and its inputs", "units that move one way"],
  layers.map { [$0.name, $0.share.text(.percent(0))] })

lesson.claim(
  "With inputs of one sign, {} of the units move all their weights one way",
  layers.filter { !$0.hasBothSigns }.map(\.share).min()!, isWithin: 1...1, .percent(0),
  isAlways: true)
lesson.claim(
  "With inputs of both signs, at most {} of a layer's units move all weights one way",
  layers.filter(\.hasBothSigns).map(\.share).max()!, isBelow: 0.05, .percent(1))

//: It depends on the inputs and on nothing else. The task, the loss and the other layers change $\delta$, and whether
//: the weights agree is not up to $\delta$.

//: ## Only north-east and south-west
//:
//: With two weights we can draw it. Let $w_1$ be the east of a map and $w_2$ its north. With positive inputs a step
//: leads to the north-east, when both weights grow, or to the south-west, when both shrink. Let the best weights lie
//: to the *south-east*: the first weight must grow, the second must shrink. No single step goes there.
//: [LeCun, Bottou, Orr and Müller, "Efficient BackProp" (1998, section 4.3)](https://doi.org/10.1007/3-540-49430-8_2)
//: describe what follows: such a unit has to zig-zag.
//:
//: Our unit is $\hat{y} = w_1 x_1 + w_2 x_2$, without a bias for now. Both features lie between 1 and 3, there are 200
//: examples, and the targets are $y = x_1 - x_2$, so that the weights $(1, -1)$ answer every example exactly. We start
//: at $(0, 0)$. The loss of an example is $\frac{1}{2} (\hat{y} - y)^2$; the half, which the engine's loss does not
//: have, cancels the 2 that comes down from the square, so that $\delta = \hat{y} - y$.
//:
//: How large is a step? The update adds $-\eta \, \delta \, x$ to the weights, and so
//: $-\eta \, \delta \, \lVert x \rVert^2$ to the answer: the error $\delta$ becomes
//: $(1 - \eta \lVert x \rVert^2) \, \delta$. We take $\eta = 1 / \max \lVert x \rVert^2$, the largest rate at which no
//: step overshoots the target of its own example.
//:
//: Next to it we put *centred* features: from each feature we take away its mean over the examples. The targets lose
//: the constant $\bar{x}_1 - \bar{x}_2$, so the same weights are still exactly right, and the start is as far away as
//: before. We draw 20 sets of data, and descend on each with one example after the other, in random order, until a
//: hundredth of the distance is left.

let start = SIMD2(0.0, 0.0)
let southEast = SIMD2(1.0, -1.0)
let low = lesson.knob("low")
let range = low...low + 2
let format = low == low.rounded() ? NumberFormat.whole : .fixed(2)
let rangeText = "\(low.text(format)) to \((low + 2).text(format))"

let walks = (1...20).map { _ in
  var generator = generator.split()
  let x = features(range, range, using: &generator)
  return Results([Scaling.raw, .centred, .minMax]) { scaling in
    scaling.problem(x, rawOptimum: southEast)
      .descendByExample(from: start, to: 0.01, using: &generator)
  }
}

//: The first set of data shows what its examples ask for:

lesson.figure(
  "fan",
  .grid(
    shared: .none,
    plots: [
      [
        fan("features from \(rangeText)", walks[0][.raw].problem, from: start, .raw),
        fan("the same, centred", walks[0][.centred].problem, from: start, .centred),
      ]
    ]),
  caption: "The fan of allowed steps: in which direction each of 24 examples moves the "
    + "weights from (0, 0), all drawn equally long. The cross is the optimum.")

//: And here are the first two descents:

lesson.figure(
  "zigzag",
  .grid(
    shared: .none,
    plots: [
      [
        map("features from \(rangeText)", walks[0][.raw], .raw),
        map("the same, centred", walks[0][.centred], .centred),
      ]
    ]),
  caption: "One example at a time, from (0, 0) to the optimum, a cross at (1, −1), on "
    + "the contours of the loss.")
lesson.try(
  "--section 2 --low 3",
  "The fan closes around the diagonal. What does the detour in the table do?")

//: We measure the *detour*: the length of the path, divided by the straight line from its start to its end. A straight
//: path has 1. One set of data may be an exception, so we drew 20. The table shows the median, and in brackets the
//: least and the greatest:

lesson.table(
  ["one example at a time", "steps NE or SW", "updates", "detour"],
  [
    row("features from \(rangeText)", walks.map { $0[.raw] }),
    row("centred", walks.map { $0[.centred] }),
  ])

let saved = Spread(walks) { $0[.raw].updates / $0[.centred].updates }
lesson.record("saved", saved.median, .fixed(0))
lesson.claim(
  "With positive features and one example at a time, {} of the steps lead NE or SW",
  Spread(walks) { $0[.raw].shareOfOneSign }.least, isWithin: 1...1, .percent(0),
  isAlways: true)
lesson.claim(
  "Even the straightest of 20 such paths is {} times as long as the line",
  Spread(walks) { $0[.raw].detour }.least, isAbove: 2.5, .fixed(1))
lesson.claim(
  "With centred features the median path is {} times as long as the line",
  Spread(walks) { $0[.centred].detour }.median, isBelow: 1.6, .fixed(2))
lesson.claim(
  "Centring saves updates by a factor of at least {} in 20 sets of data",
  saved.least, isAbove: 3, .fixed(1))

//: A step has the direction of its example. With features from 1 to 3 even the most unequal example, $(3, 1)$, points
//: 63° away from the south-east. The cosine of 63° is 0.45: a step gains at most that share of its length, and no path
//: of such steps to the south-east can be shorter than 2.2 times the line. Most examples are less unequal, and gain
//: less. Centring needs fewer updates by a factor of {{saved}} in the median. Centred inputs have both signs. Their
//: steps fill the whole half of the map that faces the optimum, and those that lead along the way are on the whole the
//: longest, because there $\delta$ is largest.

let share = lesson.knob("share")
let patient = walks[0][.raw].problem
  .descendByExample(from: start, to: 0.01, share: share, using: &generator)
lesson.record("hasty detour", walks[0][.raw].detour, .fixed(1))
lesson.record("patient detour", patient.detour, .fixed(1))
lesson.ask(
  "At \(share.text(.percent(0))) of the rate the steps are smaller, and there are more "
    + "of them. How long is the detour?",
  ["nearly gone", "half as long", "about as long"],
  answer: nearest(
    (patient.detour - 1) / (walks[0][.raw].detour - 1), of: [0, 0.5, 1]),
  "{{hasty detour}} at the full rate, {{patient detour}} at the smaller one. The "
    + "zig-zag becomes finer, but each step still leads NE or SW.")

//: Both descents start at the same place, on the same data:

lesson.table(
  ["first set of data, rate", "updates", "detour"],
  [(1, walks[0][.raw]), (share, patient)].map { share, descent in
    [
      share.text(.percent(0)), descent.updates.text(.whole),
      descent.detour.text(.fixed(2)),
    ]
  })
lesson.claim(
  "At a smaller rate the path is still {} times as long as the line",
  patient.detour, isAbove: 2.5, .fixed(1))
lesson.try(
  "--section 2 --share 0.02", "Does the detour have a limit as steps become small?")

//: ## A batch has errors of both signs
//:
//: It is often said that if every feature is positive in every example of a batch, then the update of the *batch* has
//: one sign too. The argument drops $\delta$ from the sum, as unimportant. Keep it:
//:
//: $$ \Delta w_j = -\frac{\eta}{B} \sum_{i=1}^{B} \delta_i \, x_{ij} $$
//:
//: Every $x_{ij}$ is positive, but some answers are too high and others too low, so the $\delta_i$ have both signs.
//: The sum for $w_1$ and the sum for $w_2$ weigh the same $\delta_i$ with different inputs, and one may come out
//: positive and the other negative. Only where all $\delta_i$ agree is the batch bound like a single example.
//:
//: So it should matter how large the batch is, and where the weights are. We make 32 768 examples with features from 1
//: to 3, and add noise to the targets, so that even the best weights leave errors. Then we count, for batches of 1 to
//: 256, how many updates move both weights the same way. We count at four places: far to the north-east of the
//: optimum, where all answers are too high; to the north-west of it, where the update *should* go south-east; at the
//: optimum; and at the optimum with centred features.

let manyFeatures = features(1...3, 1...3, count: 32_768, using: &generator)
let noise = Matrix(rows: manyFeatures.rows, columns: 1) { _, _ in
  generator.normal(standardDeviation: 0.5)
}
let crowd = Crowd(x: manyFeatures, noise: noise)
let centredCrowd = Crowd(x: Scaling.centred(manyFeatures), noise: noise)

let farAway = crowd.shares(at: SIMD2(2, 2))
let arrived = crowd.shares(at: SIMD2(0, 0))
let arrivedCentred = centredCrowd.shares(at: SIMD2(0, 0))
let northWest = crowd.shares(at: SIMD2(-0.5, 0.5))
let southEastward = crowd.shares(at: SIMD2(-0.5, 0.5)) { $0.x > 0 && $0.y < 0 }

//: A single pass over the examples serves all sizes: two batches next to each other make one of twice the size.

lesson.record("limit", crowd.limitAtOptimum, .percent(1))
lesson.record("south-east", southEastward[256], .percent(0))
let batchesOf32And64 = (arrived[32] + arrived[64]) / 2
lesson.ask(
  "At the optimum there is nothing left to learn, and the errors are noise. How many "
    + "updates of large batches move both weights the same way?",
  ["about 50 %", "about 70 %", "about 90 %"],
  answer: nearest(batchesOf32And64, of: [0.5, 0.7, 0.9]),
  "theory says {{limit}} for every large batch: noise keeps pushing the weights along "
    + "the north-east diagonal.")

//: The whole of it, at four places:

let places = [
  ("far north-east", farAway, Color.blue), ("at the optimum", arrived, .blue),
  ("optimum, centred", arrivedCentred, .orange), ("north-west", northWest, .blue),
]
lesson.figure(
  "batches",
  Plot(
    x: Axis("batch size", scale: .logarithmic),
    y: Axis("share of updates of one sign", over: 0...1),
    marks: places.map { place, shares, color in
      .line(
        x: shares.keys.map(Double.init), y: shares.values, label: place, color: color)
    }),
  caption: "How many updates move both weights the same way, by the size of the batch. "
    + "Blue: positive features. Orange: centred ones.")

//: The same in numbers, for five of the sizes:

let someSizes = [1, 2, 8, 32, 256]
lesson.table(
  ["batch size"] + someSizes.map { "\($0)" },
  places.map { place, shares, _ in
    [place] + someSizes.map { shares[$0].text(.percent(0)) }
  })

lesson.claim(
  "Far to the north-east, {} of the batches of 256 move both weights one way",
  farAway[256], isAbove: 0.99, .percent(0))
lesson.claim(
  "From the north-west, {} of the batches of 256 go south-east, where they must",
  southEastward[256], isAbove: 0.7, .percent(0))
lesson.claim(
  "With centred features the share of one sign is at most {} points away from 50 %",
  100 * arrivedCentred.values.map { abs($0 - 0.5) }.max()!, isBelow: 25, .fixed(0))

//: The statement holds for one example, and for a batch in which every $\delta$ has the same sign. Elsewhere a batch
//: can go where it must: from the north-west, {{south-east}} of the batches of 256 go south-east. At the optimum the
//: share stays far above one half. The sum over a large batch is nearly a normal vector, and its two entries have the
//: correlation $r$ of the *uncentred* features. Two normal numbers with mean 0 and the correlation $r$ have the same
//: sign with the probability
//:
//: $$ \frac{1}{2} + \frac{\arcsin r}{\pi}, \qquad r = \frac{\sum_i x_{i1} x_{i2}}{\sqrt{\sum_i x_{i1}^2 \, \sum_i x_{i2}^2}} $$

lesson.claim(
  "At the optimum, batches of 32 and 64 are {} percentage points from the formula "
    + "1/2 + arcsin(r)/π",
  100 * abs(batchesOf32And64 - crowd.limitAtOptimum), isBelow: 6, .fixed(1))

//: The formula gives {{limit}} here. But the strict rule is gone as soon as a batch holds two examples. Is the trouble gone with
//: it?

//: ## Why the arcsine? (deeper)
//:
//: The formula is due to
//: [Sheppard, "On the application of the theory of error to cases of normal distribution and normal correlation" (1899)](https://doi.org/10.1098/rsta.1899.0003),
//: and one angle proves it. Let $z_1$ and $u$ be independent standard normal numbers. Then
//:
//: $$ z_2 = r \, z_1 + \sqrt{1 - r^2} \, u $$
//:
//: has the variance $r^2 + (1 - r^2) = 1$, and its correlation with $z_1$ is $r$: any such pair can be written so. Look
//: at the point $(z_1, u)$ in the plane. All directions are equally likely for it. $z_1$ is positive on the side to
//: which the unit vector $(1, 0)$ points, and $z_2$ on the side to which $(r, \sqrt{1 - r^2})$ points. The angle
//: between these two vectors is $\arccos r$, and so is the angle between the two border lines. The signs differ in the
//: two wedges between the lines: in a share of $2 \arccos r / 2\pi$ of all directions. So they agree with the
//: probability
//:
//: $$ 1 - \frac{\arccos r}{\pi} = 1 - \frac{\pi/2 - \arcsin r}{\pi} = \frac{1}{2} + \frac{\arcsin r}{\pi} $$
//:
//: Features with positive means have a positive $r$, so the share is above one half. Centred and independent features
//: have $r = 0$, and the share is one half.

//: ## The same trouble, seen as curvature
//:
//: Now all $m$ examples make one update together, and nothing is random. The loss is their mean,
//:
//: $$ L(w) = \frac{1}{2m} \sum_{i=1}^{m} \Big( \sum_j w_j x_{ij} - y_i \Big)^2 $$
//:
//: The first derivative is the sum that we have just had, over all examples. It contains the weights once more, in
//: $\hat{y}_i$, so we can differentiate again:
//:
//: $$
//: \begin{aligned}
//: \frac{\partial L}{\partial w_j} &= \frac{1}{m} \sum_i (\hat{y}_i - y_i) \, x_{ij} \\
//: \frac{\partial^2 L}{\partial w_j \, \partial w_k} &= \frac{1}{m} \sum_i x_{ij} \, x_{ik}
//: \end{aligned}
//: $$
//:
//: Put the examples into the rows of a matrix $X$, and the second derivatives are the entries of
//:
//: $$ H = \frac{1}{m} X^\top X $$
//:
//: the *Hessian*. It depends neither on the weights nor on the targets: the shape of this loss is a matter of the
//: inputs alone. In the same notation the gradient is $\nabla L = \frac{1}{m} X^\top (X w - y)$. At the best weights
//: $w^*$ it is 0, and subtracting that 0 leaves $\nabla L = H (w - w^*)$. So every update changes the error of the
//: weights, $e = w - w^*$, by the rule
//:
//: $$ e \gets e - \eta H e $$
//:
//: $H$ is symmetric. It has directions, at right angles to each other, in which it only multiplies: $H v = \lambda v$.
//: In such a direction we are in the bowl of lesson 04: an update multiplies the error by $1 - \eta \lambda$, and
//: while $\eta \lambda$ is between 1 and 2 the error shrinks *and changes sides each time*. That is the zig-zag of a
//: whole batch. (Lesson 04's loss had no half in it, so the same data had twice these $\lambda$ there.)
//:
//: The $\lambda$ are the *eigenvalues*. $(H - \lambda I) v = 0$ has a solution $v \ne 0$ only where the matrix
//: $H - \lambda I$ flattens the plane, which is where its determinant is 0. With two weights that is a quadratic
//: equation:
//:
//: $$
//: H = \begin{pmatrix} a & b \\ b & d \end{pmatrix}, \qquad
//: \det (H - \lambda I) = (a - \lambda)(d - \lambda) - b^2 = \lambda^2 - (a + d) \, \lambda + (a d - b^2) = 0
//: $$
//:
//: One rate must serve all directions. The steepest, with $\lambda_{\max}$, forbids rates from $2 / \lambda_{\max}$ on.
//: The flattest, with $\lambda_{\min}$, would like a larger one. The best compromise makes both factors equally large,
//: $1 - \eta \lambda_{\min} = -(1 - \eta \lambda_{\max})$. Solve it for $\eta$, substitute the solution, and call
//: the common factor $\rho$:
//:
//: $$
//: \eta = \frac{2}{\lambda_{\max} + \lambda_{\min}}
//: \qquad
//: \rho = \frac{\lambda_{\max} - \lambda_{\min}}{\lambda_{\max} + \lambda_{\min}} = \frac{\kappa - 1}{\kappa + 1}
//: \qquad
//: \kappa = \frac{\lambda_{\max}}{\lambda_{\min}}
//: $$
//:
//: $\kappa$ is the *condition number*, and $\rho$ is what an update leaves of the error. A round bowl has $\kappa = 1$
//: and is done in one update. To leave a share $\tau$ takes $t$ updates with $\rho^t \le \tau$. For a large $\kappa$,
//: where $\ln \rho \approx -2/\kappa$, that is about $\frac{\kappa}{2} \ln \frac{1}{\tau}$: the number of updates
//: grows in proportion to the condition number.
//:
//: The length of the path follows too, for two weights. Split the way from the start to the optimum into its part
//: along the steep direction and its part along the flat one; as fractions of the whole, $c_1$ and $c_2$ with
//: $c_1^2 + c_2^2 = 1$. At this rate every update leaves the share $\rho$ of both parts (and the first part
//: changes sides), so each step is $\rho$ times as long as the one before. The first has the length
//: $\eta \sqrt{\lambda_{\max}^2 c_1^2 + \lambda_{\min}^2 c_2^2}$, and a geometric series multiplies it by
//: $1/(1 - \rho) = 1/(\eta \lambda_{\min})$:
//:
//: $$ \text{detour} = \sqrt{\kappa^2 c_1^2 + c_2^2} $$
//:
//: It is 1 if the way leads along the valley, and $\kappa$ if it leads straight across.

//: ## What the mean does to the curvature
//:
//: Where does the mean of the features come in? Write every example as $x_i = \mu + d_i$, the mean and a deviation.
//: The deviations add up to 0, so the mixed terms vanish:
//:
//: $$
//: \begin{aligned}
//: H &= \frac{1}{m} \sum_i (\mu + d_i)(\mu + d_i)^\top \\
//: &= \mu \mu^\top + C, \qquad C = \frac{1}{m} \sum_i d_i d_i^\top
//: \end{aligned}
//: $$
//:
//: $C$ is the covariance of the features. What the mean adds is curvature in one direction only, along $\mu$, and as
//: much of it as $\lVert \mu \rVert^2$. If the means are positive, that direction is north-east: the diagonal of the
//: zig-zag again. Centring takes away just this, and leaves $H = C$. On the diagonal of $C$ are the variances;
//: dividing each feature by its standard deviation makes them all 1. Here is what the two operations do to data, with
//: one feature from 1 to 3 and the other from 1 to 5:

let unequal = features(1...3, 1...5, using: &generator)
lesson.figure(
  "data",
  .grid(
    plots: [
      [Scaling.raw, .centred, .standardized].map { scaling in
        let x = scaling(unequal)
        return Plot(
          scaling.rawValue, x: Axis("first feature"), y: Axis("second feature"),
          aspect: .equal,
          marks: [.points(x: x.column(0), y: x.column(1), color: scaling.color)])
      }
    ]),
  caption: "200 examples: as they are, centred, and standardized. Centring moves the "
    + "cloud to the origin, and dividing by the standard deviations makes it as wide "
    + "as it is high.")

//: And here is what they do to the loss. Three descents on whole batches, each at the best rate for its own $H$. A
//: feature that is divided by $s$ needs a weight $s$ times as large, so in the third picture the same optimum lies
//: elsewhere.

let rate = lesson.knob("rate")
let valleys = Results([Scaling.raw, .centred, .standardized]) { scaling in
  scaling.problem(unequal, rawOptimum: southEast)
    .descend(from: start, to: 0.001, share: rate)
}
lesson.figure(
  "valleys",
  .grid(
    shared: .none,
    plots: [
      valleys.map { scaling, descent in
        let κ = descent.problem.conditionNumber.text(.fixed(1))
        return map("\(scaling.rawValue), κ = \(κ)", descent, scaling)
      }
    ]),
  caption: "The whole batch, each at "
    + (rate == 1 ? "its" : "\(rate.text(.significant(3))) of its")
    + " own best rate, on the contours of the loss. A cross marks the minimum.")

//: Counted:

lesson.table(
  ["whole batch", "κ", "updates", "detour"],
  valleys.map { scaling, descent in
    [
      scaling.rawValue, descent.problem.conditionNumber.text(.fixed(1)),
      descent.updates.text(.whole), descent.detour.text(.fixed(1)),
    ]
  })
lesson.try(
  "--section 6 --rate 0.5",
  "Half the best rate: where does the zig-zag go, and is the path faster for it?")

//: The descents follow $\nabla L = H (w - w^*)$. Does the engine find the same gradient? Its dense layer and its loss
//: know nothing of $H$ and of $w^*$: they see the inputs and the targets.

let differences = valleys.map { _, descent in
  let problem = descent.problem
  let x = Matrix(problem.inputs.map { [$0.x, $0.y] })  // m × 2
  let targets = matmul(x, Matrix(column: problem.optimum))  // m × 1
  let w = SIMD2(0.3, 0.7)
  var unit = Dense(weight: Matrix(column: w), bias: Matrix(row: [0]))
  let answers = unit.forward(x, mode: .training)
  _ = unit.backward(0.5 * meanSquaredError(answers, target: targets).gradient)
  let expected = problem.gradient(at: w)
  return (unit.weight.gradient - Matrix(column: expected)).norm / length(expected)
}
lesson.claim(
  "The engine's gradient differs from H (w − w*) by a share of at most {}",
  differences.max()!, isBelow: 1e-12)

//: Raw, the descent at the best rate jumps from side to side. Centring shortens the valley, and turns it until its
//: axes are nearly those of the map, since the features are independent. But the two spreads are still unequal, so
//: there is still a steep and a flat direction. Dividing by the standard deviations makes the valley a bowl. If two
//: independent features have the same spread, centring is enough. If not, you need both.
//:
//: Do the two formulas hold beyond these three? We draw 20 sets of such data and give each a teacher of its own:
//: random best weights. We scale each set in four ways; the fourth is *min-max*, which maps each feature to the range
//: from 0 to 1. The line is theory, the points are counted.

/// Twenty sets of data; of each, one trial for every scaling.
func trials(
  _ first: ClosedRange<Double>, _ second: ClosedRange<Double>
) -> [Results<Scaling, Trial>] {
  (1...20).map { _ in
    let x = features(first, second, using: &generator)
    let teacher = randomTeacher(for: x, using: &generator)
    return Results(Scaling.allCases) { scaling in
      Trial(scaling.problem(x, rawOptimum: teacher), from: start)
    }
  }
}

//: First for the two features that we have just had:

let mild = trials(1...3, 1...5)
let conditions = (0...40).map { 1.05 * pow(1.1, Double($0)) }
let inTheory = conditions.map { updates(condition: $0, to: Trial.tolerance) }
lesson.figure(
  "condition",
  Plot(
    x: Axis("condition number", scale: .logarithmic),
    y: Axis("updates", scale: .logarithmic),
    marks: [.line(x: conditions, y: inTheory, label: "theory", color: .grey)]
      + [Scaling.raw, .minMax, .standardized].map { scaling in
        let trials = mild.map { $0[scaling] }
        return .points(
          trials.map { Point($0.conditionNumber, $0.updates) },
          label: scaling.rawValue, color: scaling.color)
      }),
  caption: "Updates of the whole batch until a thousandth of the distance is left, for "
    + "20 sets of data. A count is a whole number, so the points lie on the line or up "
    + "to one update above it. Centred data lie between min-max and standardized.")

let counted = mild.flatMap(\.values)

//: How far are the counts and the detours of all 80 descents from the two formulas?

lesson.claim(
  "The updates of 80 descents differ from the formula, rounded up, by at most {}",
  counted.map { abs($0.updates - $0.updatesInTheory) }.max()!, isBelow: 1.5, .whole)
lesson.claim(
  "The detours of 80 descents differ from the formula by a share of at most {}",
  counted.map { abs($0.detour / $0.detourInTheory - 1) }.max()!, isBelow: 0.01)

//: Look again at the first experiment with this in mind: both features from 1 to 3, the optimum to the south-east, the
//: path of single examples a zig-zag. What does the *whole batch* do there?

let slow = walks.map { $0[.raw].problem.descend(from: start, to: 0.01) }
let quick = walks.map { $0[.centred].problem.descend(from: start, to: 0.01) }
let (slowDetour, zigzag) = (Spread(slow, \.detour), Spread(walks) { $0[.raw].detour })
lesson.record("slow detour", slowDetour.median, .fixed(2))
lesson.record("zigzag detour", zigzag.median, .fixed(1))
lesson.ask(
  "How is the path of the whole batch, where single examples zig-zag?",
  ["nearly straight", "half as crooked", "just as crooked"],
  answer: nearest(
    (slowDetour.median - 1) / (zigzag.median - 1), of: [0, 0.5, 1]),
  "its median detour is {{slow detour}}, that of single examples {{zigzag detour}}. "
    + "The optimum lies along the floor of the valley, and the batch walks along it.")
lesson.record("slow", Spread(slow, \.updates).median, .whole)
lesson.record("quick", Spread(quick, \.updates).median, .whole)
lesson.claim(
  "The whole batch's median path to the south-east is {} times as long as the line",
  slowDetour.median, isBelow: 1.3, .fixed(2))
lesson.claim(
  "The whole batch takes at least {} times the updates when features are not centred",
  Spread(slow, \.updates).least / Spread(quick, \.updates).greatest,
  isAbove: 4, .fixed(0))

//: The batch does not zig-zag here. It is slow: {{slow}} updates in the median, where centred features need {{quick}}.
//: The zig-zag is what you see when single examples decide, or when the way happens to lead across the valley. The
//: condition number is what you pay in either case.

//: ## Does the bias not take care of the mean? (deeper)
//:
//: A unit has a bias, and in the end the bias can cancel any mean:
//: $w \cdot x + b = w \cdot (x - \mu) + (b + w \cdot \mu)$. With or without centring, the same functions can be
//: computed. But *learning* the right bias is another matter. To descent, a bias is a weight whose input is always 1:
//: one more positive input. The Hessian gets one more row and column:
//:
//: $$ \begin{pmatrix} C + \mu \mu^\top & \mu \\ \mu^\top & 1 \end{pmatrix} $$

let curvatures = Results(Scaling.allCases) { scaling in
  let x = scaling(unequal)
  let without = conditionNumber(hessian(x))
  let with = conditionNumber(hessian(x, withBias: true))
  return (without: without, with: with, ratio: with / without)
}
let biasGains = curvatures.map { _, κ in κ.ratio }
lesson.record("raw by bias", curvatures[.raw].ratio, .fixed(1))
lesson.ask(
  "Is the condition number with a bias smaller or larger?",
  ["smaller", "never smaller", "now smaller, now larger"],
  answer: biasGains.allSatisfy { $0 > 1 - 1e-9 }
    ? 1 : biasGains.allSatisfy { $0 < 1 } ? 0 : 2,
  "for raw features it becomes {{raw by bias}} times as large, and for centred ones "
    + "it stays as it is.")

//: With the eigenvalues of the larger matrix:

lesson.table(
  ["features 1–3 and 1–5", "κ without a bias", "κ with a bias"],
  curvatures.map { scaling, κ in
    [scaling.rawValue] + [κ.without, κ.with].map { $0.text(.fixed(1)) }
  })
lesson.claim(
  "A bias raises the κ of raw features by a factor of {}",
  curvatures[.raw].ratio, isAbove: 3, .fixed(1))
lesson.claim(
  "A bias raises the κ of min-max scaled features by a factor of {}",
  curvatures[.minMax].ratio, isAbove: 1.5, .fixed(1))
lesson.claim(
  "A bias changes the κ of standardized features by a factor of {}",
  curvatures[.standardized].ratio, isWithin: 0.999...1.001, .fixed(3), isAlways: true)

//: This is a law, *interlacing*: a symmetric matrix that gets one more row and column has a largest eigenvalue that is
//: at least as large as before, and a smallest that is at most as large, so a bias can never lower $\kappa$. (The
//: largest eigenvalue is the greatest value of $v^\top H v$ over all $v$ of length 1. The old $v$, with a 0 at the
//: end, are still among them; likewise for the smallest.) A positive input and the constant 1 push the answer the same
//: way, so the bias and the weights undo each other's steps; $\mu$ beside the diagonal says how strongly. With
//: $\mu = 0$ the corners of the matrix are empty. The bias is learned by itself, with the eigenvalue 1. The variances
//: of standardized features are 1, so their eigenvalues have the mean 1, and 1 lies among them.

//: ## One to five, and one thousand to 99 999
//:
//: Two features to think about: one ranges from 1 to 5, the other from 1 000 to 99 999. We scale them in the same four
//: ways, and put two features from 1 to 3 beside them. Twenty sets of data, twenty teachers, until a thousandth is
//: left:

let alike = trials(1...3, 1...3)
let apart = trials(1...5, 1000...99_999)
let left = Results(Scaling.allCases) { scaling in
  Spread(apart) { $0[scaling].conditionNumber }
}
lesson.record("centring leaves", left[.centred].median, .significant(1))
lesson.record("min-max leaves", left[.minMax].median, .significant(2))
lesson.ask(
  "For the two unequal features, which of the two helps more, if you may do only one?",
  ["subtracting the means", "min-max scaling"],
  answer: left[.centred].median < left[.minMax].median ? 0 : 1,
  "centring leaves κ at {{centring leaves}}, min-max at {{min-max leaves}}. Between "
    + "such ranges the scales do the harm, not the means.")

//: All eight cases, as medians of the twenty sets, with the least and the greatest in brackets:

lesson.table(
  ["ranges and scaling", "κ", "updates", "detour"],
  rows("1–3, 1–3", alike) + rows("1–5, 1 000–99 999", apart))

//: Where the only number is in brackets, the formulas gave it, for nobody wants to wait for that run. We do 5 000
//: updates of the first such run, at the best rate there is:

let hopeless = apart[0][.raw].problem
let begun = hopeless.descend(from: start, to: Trial.tolerance, atMost: 5000).path.last!
lesson.claim(
  "After 5 000 updates a share of {} of the small feature's error is gone",
  1 - (begun.x - hopeless.optimum.x) / (start.x - hopeless.optimum.x), isBelow: 1e-3,
  .significant(2))

//: And how sure is the gain of each scaling? We take the worst of the twenty sets:

lesson.claim(
  "For features 1–3 and 1–3, standardizing saves updates by a factor of at least {}",
  Spread(alike) { $0[.raw].updates / $0[.standardized].updates }.least,
  isAbove: 5, .fixed(0))
lesson.claim(
  "For 1–5 and 1 000–99 999, standardizing saves updates by a factor of at least {}",
  Spread(apart) { $0[.raw].updates / $0[.standardized].updates }.least,
  isAbove: 1e7, .significant(1))
lesson.claim(
  "For 1–5 and 1 000–99 999, centring alone leaves a κ of at least {}",
  left[.centred].least, isAbove: 1e8, .significant(2))
lesson.claim(
  "For 1–5 and 1 000–99 999, standardizing leaves a κ of at most {}",
  left[.standardized].greatest, isBelow: 2, .fixed(2))

//: The large feature forces a rate so small that for the other one nothing happens. Here the mean is the lesser
//: problem: centring alone leaves the ratio of the two variances, $\kappa \approx \sigma_2^2 / \sigma_1^2$. Min-max
//: removes the difference in scale, and leaves a mean. Standardizing removes both.
//:
//: It helps to see what dividing a feature by $s$ does to its weight. The new input is $x/s$, the new weight is
//: $v = s w$. A step changes $v$ by $-\eta \, \delta \, x / s$, and so $w = v/s$ by $-\eta \, \delta \, x / s^2$.
//: Scaling a feature gives its weight a rate of its own, $\eta / s^2$. The optimizers of lesson 13 look for such rates
//: while they train. Here you have them beforehand.

//: ## Do small inputs give small weights? (deeper)
//:
//: It is sometimes said that inputs scaled to a small range lead to small weights, so that weights may start in, and
//: be kept within, $[-1, 1]$. But $v = s w$ says the reverse: the smaller the input, the larger the weight that it
//: needs. Here are the best weights of the large feature, from 1 000 to 99 999, in the twenty sets, whose targets all
//: have a variance of about 1:

let weights = Results([Scaling.raw, .minMax, .standardized]) { scaling in
  apart.map { abs($0[scaling].problem.optimum.y) }
}
lesson.table(
  ["large feature", "its range", "size of its best weight, median"],
  weights.map { scaling, sizes in
    let range = [
      Scaling.raw: "1 000 to 99 999", .minMax: "0 to 1", .standardized: "−1.7 to 1.7",
    ][scaling]!
    return [
      scaling.rawValue, range, Spread(sizes, { $0 }).median.text(.significant(2)),
    ]
  })

//: How many of the best weights, of both features in all sixty sets so far, are larger than 1 in size?

let allSets = alike + mild + apart
/// The share of the best weights that lie beyond −1 and 1.
func large(_ scaling: Scaling) -> Double {
  allSets.flatMap {
    [$0[scaling].problem.optimum.x, $0[scaling].problem.optimum.y]
  }.map { abs($0) > 1 ? 1 : 0 }.mean
}
lesson.claim(
  "Of the best weights for min-max features, {} lie outside of [−1, 1]",
  large(.minMax), isAbove: 0.6, .percent(0))
lesson.claim(
  "Of the best weights for standardized features, {} lie outside of [−1, 1]",
  large(.standardized), isBelow: 0.01, .percent(0), isAlways: true)

//: A range of length 1, evenly filled, has the deviation $1/\sqrt{12}$, so min-max weights are $\sqrt{12} = 3.5$ times
//: as large as standardized ones. If features are independent, and features and target standardized, the squares of
//: the best weights of a linear unit add up to at most 1, for they are the shares of the target's variance that the
//: features explain. There $[-1, 1]$ is enough. With min-max inputs a weight that is kept within it often cannot do its
//: task. How far apart the *first* weights should be is a question of the number of inputs, and lesson 07 asks it.

//: ## From 0 to 1 is not centred
//:
//: A common range for all features, usually from 0 to 1, is often recommended. But with features from 0 to 1 none is
//: ever negative, and that is the condition of the zig-zag. In our first experiment, one example at a time, min-max
//: was run as well:

lesson.table(
  ["one example at a time", "steps NE or SW", "updates", "detour"],
  [
    row("features from \(rangeText)", walks.map { $0[.raw] }),
    row("centred", walks.map { $0[.centred] }),
    row("scaled to 0–1", walks.map { $0[.minMax] }),
  ])
let detours = Results([Scaling.minMax, .centred]) { scaling in
  Spread(walks) { $0[scaling].detour }.median
}
lesson.claim(
  "Scaled to 0–1, {} of the steps lead NE or SW, as before",
  Spread(walks) { $0[.minMax].shareOfOneSign }.least, isWithin: 1...1, .percent(0),
  isAlways: true)
lesson.claim(
  "The median detour of 0–1 features is {} times that of centred ones",
  detours[.minMax] / detours[.centred], isAbove: 1.4, .fixed(2))

//: Better than from 1 to 3, as the mean is smaller beside the spread; and still a zig-zag. How bad does it get? Real
//: data have more than two features. Take $n$ independent features, spread evenly from 0 to 1. Each has the mean $1/2$
//: and the variance $1/12$, so
//:
//: $$ H = \frac{1}{12} I + \frac{1}{4} \mathbf{1} \mathbf{1}^\top $$
//:
//: where $\mathbf{1}$ is the vector of $n$ ones. Along this vector the eigenvalue is $\frac{1}{12} + \frac{n}{4}$, at
//: right angles to it $\frac{1}{12}$. The condition number is
//:
//: $$ \kappa = 1 + 3n $$
//:
//: and it grows with every feature. To see whether that is so, we draw 4 096 examples each of 2 to 32 features:

let counts = [2, 4, 8, 16, 32]
let byCount = Results(counts) { n in
  let x = Matrix(rows: 4096, columns: n) { _, _ in generator.uniform(in: -40..<60) }
  return Results([Scaling.minMax, .standardized]) { conditionNumber(hessian($0(x))) }
}
let n = counts.map(Double.init)
lesson.figure(
  "features",
  Plot(
    x: Axis("features", scale: .logarithmic),
    y: Axis("condition number", scale: .logarithmic),
    marks: [.line(x: n, y: n.map { 1 + 3 * $0 }, label: "1 + 3n", color: .grey)]
      + [Scaling.minMax, .standardized].map { scaling in
        .points(
          x: n, y: byCount.values.map { $0[scaling] }, label: scaling.rawValue,
          color: scaling.color)
      }),
  caption: "The condition number of a linear unit's loss, by the number of its "
    + "features. Line: theory. Points: measured.")

let overTheory = byCount.map { n, κ in κ[.minMax] / (1 + 3 * Double(n)) }
lesson.record("min-max of 32", byCount[32][.minMax], .fixed(0))
lesson.record("standardized of 32", byCount[32][.standardized], .fixed(2))

//: How near do the points come to the line?

lesson.claim(
  "The κ of min-max features is at most {} times 1 + 3n",
  overTheory.max()!, isBelow: 1.5, .fixed(2))
lesson.claim(
  "The κ of min-max features is at least {} times 1 + 3n",
  overTheory.min()!, isAbove: 0.8, .fixed(2))
lesson.claim(
  "The κ of standardized features is at most {}",
  byCount.values.map { $0[.standardized] }.max()!, isBelow: 2, .fixed(2))

//: With 32 features, min-max has {{min-max of 32}} and standardizing {{standardized of 32}}. What is left above 1 is
//: chance correlation in a finite sample. So min-max repairs unequal scales, and it does not repair the mean.

//: ## Correlated features and whitening (deeper)
//:
//: Nor does standardizing repair everything. Standardize two features with the correlation $r$, and
//:
//: $$ H = C = \begin{pmatrix} 1 & r \\ r & 1 \end{pmatrix}, \qquad (1 - \lambda)^2 = r^2, \qquad \lambda = 1 \pm r, \qquad \kappa = \frac{1 + |r|}{1 - |r|} $$
//:
//: No scaling of single features helps: what is wrong is the direction of the valley. The third step that "Efficient
//: BackProp" recommends is to remove the correlation. *PCA whitening* turns the axes to the eigenvectors of $C$, where
//: features have the covariance 0 and the variances $\lambda_1$ and $\lambda_2$, and then divides each by its
//: deviation $\sqrt{\lambda}$. Now $C$ is the unit matrix, and the valley a round bowl. (The function is in
//: `Lessons/06-zero-centering/Whitening.swift`.)

let correlation = lesson.knob("correlation")
let correlationText = correlation.text(.fixed(2))
let correlated = correlatedFeatures(correlation, using: &generator)
let forms = [
  ("standardized", Scaling.standardized(correlated)),
  ("whitened", whitened(correlated)),
].map { (name: $0, problem: TwoWeights($1, optimum: SIMD2(0.6, -0.8))) }
let bowls = forms.map { $0.problem.descend(from: start, to: Trial.tolerance) }
lesson.table(
  ["features with the correlation \(correlationText)", "κ", "updates"],
  zip(forms, bowls).map { form, bowl in
    [
      form.name, form.problem.conditionNumber.text(.fixed(1)),
      bowl.updates.text(.whole),
    ]
  })

//: Turning the axes finds what scaling could not:

lesson.claim(
  "Standardized features of correlation \(correlationText) have a κ of {}",
  forms[0].problem.conditionNumber, isWithin: 15...24, .fixed(1))
lesson.claim(
  "Whitened features have a κ of {}",
  forms[1].problem.conditionNumber, isBelow: 1.000001, .fixed(1), isAlways: true)
lesson.try(
  "--section 11 --correlation 0.99",
  "How does κ grow as the features come to say the same? And with −0.99?")

//: The price: an eigenvalue problem of the size of the data's width, and features that are mixtures of the original
//: ones. Directions of almost no variance are blown up too, noise and all. So it is done seldom, and the optimizers of
//: lesson 13 live with what is left.

//: ## Does it matter on the digits?
//:
//: A linear unit is a simple thing. We go back to the network of 32 tanh units and 10 outputs. It gets the grey levels
//: of the pixels, from 0 to 16, as they were recorded, min-max scaled, centred, and standardized. Each form is trained
//: for three epochs, in batches of 32, at each of six learning rates, and keeps the rate that ends with the lowest
//: training loss. So no form can lose only because a rate suits another. (With `--mnist` and a folder, the digits are
//: as many of MNIST's, of 28 × 28 pixels. The claims are about the shipped ones.)

let greys = 16 * pixels
let validation = 16 * digits.validation.inputs

/// The share of the validation digits that a network gets right.
func validationAccuracy(_ network: Network, _ fit: Scaling.Fitted) -> Double {
  let scores = network.outputs(for: fit(validation), mode: .inference).last!
  return accuracy(scores, labels: digits.validation.labels)
}

//: A run is plain gradient descent. It keeps its losses, and looks at the validation digits after every
//: sixth update of the third epoch.

func trained(on fit: Scaling.Fitted, rate: Double) -> Run {
  var generator = Generator(seed: lesson.seed)
  var network = network(.tanh, using: &generator)
  var optimizer = Optimizer(GradientDescent(learningRate: rate))
  let data = Dataset(inputs: fit(greys), labels: digits.training.labels, classes: 10)
  var (history, accuracies) = (History(), [Double]())
  for epoch in 1...3 {
    for (t, batch) in data.batches(of: 32, using: &generator).enumerated() {
      let scores = network.forward(batch.inputs, mode: .training)
      let loss = softmaxCrossEntropy(scores, labels: batch.labels)
      history.record(loss, of: batch.count)
      network.backward(loss.gradient)
      optimizer.step(&network)
      guard epoch == 3 && t % 6 == 5 else { continue }
      accuracies.append(validationAccuracy(network, fit))
    }
  }
  return Run(
    rate: rate, network: network, history: history, validation: accuracies.mean)
}

//: Four forms, six rates: 24 networks, all from the same first weights.

let rates = [0.03, 0.1, 0.3, 1, 3, 10]
let contest = Results(lesson.progress("24 networks", Scaling.allCases)) { scaling in
  let fit = scaling.fitted(to: greys)
  return Entry(fit, bestOf: rates.map { trained(on: fit, rate: $0) })
}
let lossRatios = (
  raw: contest[.raw].run.loss / contest[.minMax].run.loss,
  minMax: contest[.minMax].run.loss / contest[.centred].run.loss,
  centred: contest[.centred].run.loss / contest[.standardized].run.loss
)

//: Raw pixels have both faults, a mean and a large scale. Min-max keeps a mean, centred pixels keep the scale.

lesson.record("min-max over centred", lossRatios.minMax, .fixed(1))
lesson.ask(
  "Here all features have one unit. Which form ends with the lower loss?",
  ["min-max, from 0 to 1", "centred, in steps of up to 16"],
  answer: lossRatios.minMax < 1 ? 0 : 1,
  "the loss of min-max is {{min-max over centred}} times that of centred pixels.")

lesson.figure(
  "digits",
  Plot(
    x: Axis("update"), y: Axis("training loss", scale: .logarithmic),
    marks: contest.map { scaling, entry in
      let sixes = entry.run.history.means(ofEvery: 6)
      let middles = sixes.indices.map { Double(6 * $0) + 3.5 }
      return .line(x: middles, y: sixes, label: scaling.rawValue, color: scaling.color)
    }),
  caption: "Three epochs on the digits, each form at the best of six learning rates. "
    + "A point is the mean of six batches.")

//: Next to the loss, the table has the rate that won, the mean accuracy on the validation digits in the third epoch,
//: and how many of the tanh units are saturated before any training:

/// The share of tanh units beyond ±0.99, over the training set, before any training.
func saturated(_ fit: Scaling.Fitted) -> Double {
  var generator = Generator(seed: lesson.seed)
  let network = network(.tanh, using: &generator)
  let tanhs = network.outputs(for: fit(greys), mode: .inference)[hidden + 1]
  return tanhs.map { abs($0) > 0.99 ? 1 : 0 }.mean
}
lesson.table(
  ["pixels", "best rate", "loss, third epoch", "validation", "saturated at start"],
  contest.map { scaling, entry in
    return [
      scaling.rawValue, entry.run.rate.text(.significant(1)),
      entry.run.loss.text(.fixed(3)), entry.run.validation.text(.percent(1)),
      saturated(entry.fit).text(.percent(0)),
    ]
  })

//: We ask for clear differences: each form must end with more loss than the next one in the ranking.

lesson.claim(
  "Raw pixels end with {} times the loss of min-max",
  lossRatios.raw, isAbove: 1.2, .fixed(1))
lesson.claim(
  "Min-max ends with {} times the loss of centred pixels",
  lossRatios.minMax, isAbove: 1.05, .fixed(1))
lesson.claim(
  "Centred pixels end with {} times the loss of standardized ones",
  lossRatios.centred, isAbove: 1.05, .fixed(1))
lesson.claim(
  "Raw grey levels saturate {} of the tanh units at the start",
  saturated(contest[.raw].fit), isAbove: 0.5, .percent(0))
lesson.claim(
  "Standardized grey levels saturate {} of the tanh units at the start",
  saturated(contest[.standardized].fit), isBelow: 0.1, .percent(0))

//: Which part of this is the mean? We measure the steepest curvature with and without it.

let withMean = largestEigenvalue(hessian(pixels))
let withoutMean = largestEigenvalue(hessian(Scaling.centred(pixels)))
lesson.record("of the mean", withMean / withoutMean, .fixed(0))
lesson.record("centred saturates", saturated(contest[.centred].fit), .percent(0))
lesson.record("min-max saturates", saturated(contest[.minMax].fit), .percent(0))

//: Where the scales are alike, it is the means that do the harm: the largest eigenvalue of the pixels' $H$ is almost
//: all mean. With pixels from 0 to 1 it is {{of the mean}} times
//: as large as with centred ones, and a linear unit that looks at them needs a rate that much smaller. (Rates compare
//: at one scale only. The centred pixels of the table still span 16 grey levels, so their best rate is below that of
//: min-max.) The table compares how far the same number of updates leads, each form at its own best rate. It does not
//: say where each would end. The validation column is a mean, since at rates of 1 to 3
//: single steps are noisy. With 300 digits, a difference of a percentage point or two may be chance.
//:
//: The last column shows another reason to scale: large inputs push units into the flat parts of their activation.
//: With the same first weights, raw grey levels saturate most of the tanh units before training has begun. But
//: saturation at the start is not the verdict. Centred pixels saturate {{centred saturates}} of the units, min-max
//: saturates {{min-max saturates}}, and centred pixels learn more. Training can move units out of the flat parts. It
//: cannot move the mean of its inputs. Standardizing avoids both.

//: ## Targets have sizes too (deeper)
//:
//: A network may predict several numbers at once. Their squared errors are added up, and a target that is measured in
//: small units has large numbers. We let a network with 16 tanh units predict $\sin 2 x_1$ and $\sin 2 x_2$, two
//: equally difficult tasks. But the second target is written in hundredths: as if one were in metres and the other in
//: centimetres. How well will each be learned? We take the best of five rates again, by the loss, and ask which share
//: of each target's variance the network explains: 100 % is perfect, and always answering the mean explains 0 %.

let twoInputs = Matrix(rows: 512, columns: 2) { _, _ in generator.normal() }
let twoTargets = Matrix(rows: 512, columns: 2) { i, j in
  [1.0, 100.0][j] * sin(2 * twoInputs[i, j])
}
let (small, large) = (0, 1)  // the columns of the two targets

func regression(using generator: inout Generator) -> Network {
  Network([
    Dense(from: 2, to: 16, .glorotNormal, using: &generator), Tanh(),
    Dense(from: 16, to: 2, .glorotNormal, using: &generator),
  ])
}

//: The lines of training are the same, with another loss. Two things are kept of a run: the loss over all examples
//: at its end, by which we choose the rate, and the share that it explains of each target.

func learned(_ targets: Matrix, rate: Double) -> (loss: Double, explained: [Double]) {
  var generator = Generator(seed: lesson.seed)
  var network = regression(using: &generator)
  var optimizer = Optimizer(GradientDescent(learningRate: rate))
  for _ in 1...60 {
    let order = generator.permutation(of: 512)
    for first in stride(from: 0, to: 512, by: 32) {
      let rows = order[first..<first + 32]
      let answers = network.forward(twoInputs.selectingRows(rows), mode: .training)
      let loss = meanSquaredError(answers, target: targets.selectingRows(rows))
      network.backward(loss.gradient)
      optimizer.step(&network)
    }
  }
  let error = network.forward(twoInputs, mode: .inference) - targets
  let squares = error.hadamard(error)
  let explained = squares.columnMeans.zip(targets.columnVariances) { 1 - $0 / $1 }
  return (squares.mean, explained.row(0))
}

//: Both forms of the targets get the best of five rates.

func explained(_ targets: Matrix) -> [Double] {
  let runs = [0.001, 0.01, 0.03, 0.1, 0.3].map { learned(targets, rate: $0) }
  return runs.filter(\.loss.isFinite).min { $0.loss < $1.loss }!.explained
}
let unscaled = explained(twoTargets)
let rescaled = explained(Scaling.standardized(twoTargets))
lesson.record("small unscaled", unscaled[small], .percent(0))
lesson.record("large unscaled", unscaled[large], .percent(0))
lesson.ask(
  "Both targets are equally difficult. What is explained of the small one?",
  ["as much as of the large one", "about half of that", "next to nothing"],
  answer: nearest(unscaled[small] / unscaled[large], of: [1, 0.5, 0]),
  "{{small unscaled}}, against {{large unscaled}} of the large one.")

//: The best of five rates, by the loss:

lesson.table(
  ["targets", "first, size 1", "second, size 100"],
  [
    ["as they are"] + unscaled.map { $0.text(.percent(0)) },
    ["standardized"] + rescaled.map { $0.text(.percent(0)) },
  ])
lesson.claim(
  "When targets are standardized, {} of the variance of the worse one is explained",
  rescaled.min()!, isAbove: 0.8, .percent(0))
lesson.claim(
  "Standardizing the targets explains {} percentage points more of the small one",
  100 * (rescaled[small] - unscaled[small]), isAbove: 20, .fixed(0))

//: Where does the difference come from? Before any training, we let each target alone send its gradient back to the
//: hidden layer that both share.

/// The length of the hidden weights' gradient, with the loss of one target only.
func pull(of target: Int) -> Double {
  var generator = Generator(seed: lesson.seed)
  var network = regression(using: &generator)
  let answers = network.forward(twoInputs, mode: .training)
  let dy = meanSquaredError(answers, target: twoTargets).gradient
  network.backward(Matrix(rows: 512, columns: 2) { $1 == target ? dy[$0, $1] : 0 })
  return (network.layers[0] as! Dense).weight.gradient.norm
}
lesson.record("pull", pull(of: large) / pull(of: small), .fixed(0))

//: The network could learn both, and it learned the one with the large numbers. The hidden units are shared. At the
//: start, the gradient that the second target sends to their weights is {{pull}} times as long as the first one's. So
//: the hidden units arrange themselves for the loud target, and the rate has to be small enough for it. Standardized
//: targets have an equal say. Do not forget the way back: such a network gives standardized answers. Multiply them by
//: the deviation, and add the mean.

//: ## Whose mean?
//:
//: Mean and deviation are fitted to data, as weights are, and belong to the trained network as weights do. **Fit them
//: on the training data only.** Validation and test data stand for what has not been seen yet, and to use their
//: statistics is to look at them. What arrives later may also be a single example, or a few that are all of one kind.
//: Say someone sends the 30 pictures of one digit from our validation set. We standardize them with the training
//: data's statistics, or with their own, and show them to the standardized network from above, for each digit in turn:

func correct(digit: Int, fitted: (Matrix) -> Scaling.Fitted) -> Double {
  var network = contest[.standardized].run.network
  let labels = digits.validation.labels
  let pictures = validation.selectingRows(labels.indices.filter { labels[$0] == digit })
  let scores = network.forward(fitted(pictures)(pictures), mode: .inference)
  return accuracy(scores, labels: Array(repeating: digit, count: pictures.rows))
}
let byTraining = (0...9).map { correct(digit: $0) { _ in contest[.standardized].fit } }
let byThemselves = (0...9).map {
  correct(digit: $0, fitted: Scaling.standardized.fitted)
}
lesson.record("by themselves", byThemselves.mean, .percent(0))
lesson.record("by training", byTraining.mean, .percent(0))
lesson.ask(
  "With the mean and deviation of the 30 pictures themselves, how many are recognized?",
  ["nearly as many as before", "about half", "hardly more than by guessing"],
  answer: nearest(byThemselves.mean, of: [byTraining.mean, 0.5, 0.1]),
  "{{by themselves}}, where the training data's statistics give {{by training}}. To "
    + "subtract what the pictures have in common is to subtract the digit.")

//: Over the ten digits:

lesson.table(
  ["statistics of", "correct, mean", "best digit", "worst digit"],
  [("the training data", byTraining), ("the pictures sent", byThemselves)].map {
    name, correct in
    [name] + [correct.mean, correct.max()!, correct.min()!].map { $0.text(.percent(0)) }
  })
lesson.claim(
  "With the training data's statistics, {} of the pictures are recognized",
  byTraining.mean, isAbove: 0.8, .percent(0))
lesson.claim(
  "With their own statistics, {} of the pictures are recognized",
  byThemselves.mean, isBelow: 0.4, .percent(0))

//: **A constant feature has no deviation.** A pixel that is blank in all training pictures has $\sigma = 0$, and
//: $(x - \mu)/\sigma$ is $0/0$: not a number, and the first layer spreads it to every unit. Divide by 1 instead, and
//: the feature is 0 on the training data. The digits have {{blank pixels}} such pixels.

let blank = (0..<greys.columns).filter {
  greys.column($0).min()! == greys.column($0).max()!
}
lesson.record("blank pixels", Double(blank.count), .whole)

//: Min-max has the same two rules. Least and greatest come from the training data, a constant feature is divided by 1,
//: and a new example may land outside of 0 to 1.

//: ## Features that hardly vary, and entries that are wrong (deeper)
//:
//: Do not look for a constant feature by testing a computed $\sigma$ for 0. The mean that a computer finds for a
//: thousand times the number 0.1 is not 0.1: there is no finite binary fraction for 0.1, and sums are rounded.

let constant = [Double](repeating: 0.1, count: 1000)
let itsMean = constant.mean
let itsDeviation = sqrt(constant.map { ($0 - itsMean) * ($0 - itsMean) }.mean)
lesson.record("its deviation", itsDeviation, .significant(2))
lesson.claim(
  "A constant feature, standardized without care, has the size {}",
  abs((0.1 - itsMean) / itsDeviation), isWithin: 0.9...1.1, .fixed(2))

//: Its computed deviation is {{its deviation}}. Rounding divided by rounding makes a feature of size 1 out of no
//: information at all. So compare the entries with each other, before any arithmetic; the course's `Standardizer`
//: does.
//:
//: A feature that is *almost* constant is dangerous too. If a pixel has ink in only one of $m$ pictures, its deviation
//: is so small that this one picture gets a large value. With ink $a$ the mean is $a/m$, the deviation
//: $a \sqrt{m - 1} / m$, and the standardized ink $\sqrt{m - 1}$, however faint it was. No training value can be
//: larger: that is Samuelson's inequality
//: ([Samuelson, "How deviant can you be?" (1968)](https://doi.org/10.1080/01621459.1968.10480944)).

let loudest = abs(contest[.standardized].fit(greys)).max
lesson.record("loudest", loudest, .fixed(1))
lesson.claim(
  "The largest standardized pixel is {} times √(m − 1)",
  loudest / sqrt(Double(greys.rows - 1)), isWithin: 0...1.000001, .fixed(3),
  isAlways: true)

//: Here it is {{loudest}}. A *new* picture can be farther away still. If your data have such features, leave them out,
//: or bound what goes in.
//:
//: Min-max is more fragile in another way: a single wrong entry sets its range. Take 1 000 values from 1 to 5, and one
//: of 5 000 among them by mistake:

let mistyped = Matrix(rows: 1001, columns: 1) { i, _ in
  i == 0 ? 5000 : generator.uniform(in: 1..<5)
}
let goodOnes = Results([Scaling.minMax, .standardized]) { scaling in
  scaling(mistyped).selectingRows(1...1000).standardDeviation
}
lesson.record("squeezed", goodOnes[.minMax], .significant(2))
lesson.record("less squeezed", goodOnes[.standardized], .significant(2))
lesson.claim(
  "Beside the wrong entry, standardizing leaves good values {} times min-max's spread",
  goodOnes[.standardized] / goodOnes[.minMax], isAbove: 10, .fixed(0))

//: The good values keep a spread of {{squeezed}} under min-max and of {{less squeezed}} when standardized. Neither is
//: fit for use. Look at your data before you scale them.

//: ## What to remember
//:
//: What each repair bought, in this run: by how much it divides the updates, and the loss, of raw features.

func divided(by x: Double) -> String { "÷ " + x.text(.significant(2)) }
let fewer = Results([Scaling.minMax, .centred, .standardized]) { scaling in
  [alike, apart].map { sets in Spread(sets) { $0[.raw].updates / $0[scaling].updates } }
}
lesson.table(
  ["repair", "updates, 1–3 and 1–3", "updates, 1–5 and 1 000–99 999", "loss, digits"],
  fewer.map { scaling, gains in
    [scaling.rawValue] + gains.map { divided(by: $0.median) }
      + [divided(by: contest[.raw].run.loss / contest[scaling].run.loss)]
  })

//: 1. A weight's update is $\delta$ times its input. With inputs of one sign, one example moves all weights of a unit
//:    the same way, and the path zig-zags. A batch has $\delta$ of both signs; it pays in condition number instead.
//: 2. $H = X^\top X / m = C + \mu \mu^\top$, and the number of updates grows with $\kappa$. Centring removes the
//:    mean's part, dividing by the deviations the scales'. From 0 to 1 is not centred: $\kappa$ is about $1 + 3n$ for
//:    $n$ independent, evenly spread features.
//: 3. Statistics are fitted on the training data, once, and kept with the network. A constant feature is divided by 1.
//:
//: All this reaches the first layer only. After a sigmoid or a ReLU everything is positive again. Lesson 08 looks for
//: weights that keep the spread from layer to layer, lesson 10 standardizes inside the network, and lesson 13 gives
//: every weight a rate of its own.

//: ## Exercises
//:
//: Open `Exercises/06-zero-centering.swift`. Every exercise there begins with a function that stops with `todo`; put
//: your own lines in its place, and run the grader:
//:
//: ```
//: swift test --filter lesson06
//: ```

lesson.exercises()

lesson.end()
