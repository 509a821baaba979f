//: # Layer-wise pre-training
//:
//: *Can each layer learn something useful before the network is trained?*
//:
//: Lesson 08 found the size that the first weights need. The weights themselves were still random numbers: a good start
//: was one that does no harm. Before these rules were known, people went another way, and from 2006 on it opened deep
//: networks to training: do not draw the first weights, *learn* them, one layer at a time, from examples without
//: labels.
//:
//: What can a layer learn when nobody tells it what is right? To give back its input. A network that does this through
//: a narrow place is called an *autoencoder*. The first half of this lesson is about what it can find, and where its
//: limit is; a short proof says more here than many runs. The second half stacks autoencoders into a deep network and
//: asks whether the work was worth it, against the starts of lesson 08 and at *equal total work*. Sometimes it was.

import Datasets
import Engine
import LessonKit
import Plots

let lesson = Lesson(
  9,
  knobs: .whole("bottleneck", 4, in: 1...16, "the width of the linear code"),
  Knob("rate", 15, in: 0.1...60, "the rate of the tied linear autoencoder"),
  .whole("epochs", 20, in: 1...200, "the epochs of the deep autoencoders"),
  .whole("depth", 5, in: 1...10, "the hidden layers of the deep sigmoid networks"),
  Knob("blank", 0.3, in: 0...0.9, "the share of the inputs that is blanked"))
let digits = lesson.digits()
var generator = Generator(seed: lesson.seed)
let pictures = digits.training.inputs  // 1197 × 64

//: ## Input in, input out
//:
//: An autoencoder has two parts. The *encoder* makes of an example $x$ of $n$ numbers a *code* $z$ of $k$ numbers; the
//: *decoder* makes of the code $n$ numbers again, $\hat{x}$. Each part has weights of its own, and they are learned
//: from pairs as ever, only that the target is the input: $\langle x, x \rangle$ instead of $\langle x, y \rangle$. No
//: label is needed.

lesson.figure(
  "autoencoder", .graph("", diagram(inputs: pictures.columns, code: 8)),
  caption: "An autoencoder of 64 pixels with a bottleneck of 8. It is trained to make "
    + "x̂ equal to x.")

//: With one layer in each part, and examples in rows ($m \times n$):
//:
//: $$ z = g(x W + b) \qquad \hat{x} = z V + c $$
//:
//: $W$ is $n \times k$, $V$ is $k \times n$, and $g$ is an activation, or none. The loss is the mean squared error of
//: lesson 04, over all $m \cdot n$ entries.
//:
//: If $k$ is smaller than $n$, the code is a *bottleneck*: the output cannot equal the input for every $x$, and the
//: network must choose what to keep. So it has to find what its examples have in common. How well can it do?

//: ## What a narrow code must lose
//:
//: Take the mean off the examples, and look at how they spread: the *covariance* $C = x^\top x / m$, a symmetric
//: $n \times n$ matrix. Along a direction $u$ of length 1 the examples have the coordinates $x u$, with the variance
//: $\frac{1}{m} \lVert x u \rVert^2 = u^\top C u$. A symmetric matrix has $n$ eigenvectors $u_1, \ldots, u_n$ of length
//: 1, at right angles to each other, with $C u_i = \lambda_i u_i$; so the variance along $u_i$ is $\lambda_i$. We
//: number them from the largest on, $\lambda_1 \ge \lambda_2 \ge \ldots \ge 0$. The $u_i$ are called the *principal
//: components*, and the sum of all $\lambda_i$ is the total variance.
//:
//: Now let the decoder be linear, as above; *of the encoder we assume nothing*.
//:
//: 1. Every $\hat{x} = z V + c$ is $c$ plus a mixture of the $k$ rows of $V$. So all rebuilt examples lie in one flat
//:    plane of $k$ dimensions, whatever the codes are.
//: 2. The best that a code can do is to name the point of this plane that is nearest to $x$, the foot of the
//:    perpendicular. The plane had better pass through the mean of the examples, which is 0 now: a shift at right
//:    angles to it adds its squared length to the mean squared distance. Let $q_1, \ldots, q_k$, of length 1 and at
//:    right angles, span it. By Pythagoras the squared distance of $x$ is $\lVert x \rVert^2 - \sum_j (x q_j)^2$, and
//:    its mean over the examples
//:
//: $$ \sum_{i=1}^{n} \lambda_i - \sum_{j=1}^{k} q_j^\top C q_j $$
//:
//: 3. How large can the second sum be? Write each $q_j$ in the directions $u_i$, as $q_j = \sum_i (u_i^\top q_j) u_i$;
//:    then $C$ multiplies each term by its $\lambda_i$:
//:
//: $$
//: \sum_{j} q_j^\top C q_j = \sum_{j} \sum_{i} \lambda_i (u_i^\top q_j)^2 = \sum_{i} \lambda_i s_i
//: \qquad s_i = \sum_{j} (u_i^\top q_j)^2
//: $$
//:
//: $s_i$ is the squared length of what the plane holds of $u_i$: between 0 and 1. All of them together are
//: $\sum_j \lVert q_j \rVert^2 = k$. So there is a budget of $k$, at most 1 may go to each $i$, and it earns
//: $\lambda_i$ there. It earns most if the $k$ largest get 1 each. Then what is left of the total variance is the sum
//: of the others, and with the mean over $n$ entries:
//:
//: $$ \text{error} \ge \frac{\lambda_{k+1} + \ldots + \lambda_n}{n} $$
//:
//: This is the *linear limit*. It is reached by the plane of the first $k$ components ("PCA"), with
//: $z = x U$ and $\hat{x} = z U^\top$ for $U = (u_1 \ldots u_k)$. The share of the variance that is
//: kept, 1 − error ÷ variance, is called the *explained variance*. For the digits, with grey levels from 0 to 1:

let components = Components(of: pictures, count: 40)
let variance = components.limit(0)  // of a pixel, on average
let widths = [1, 2, 4, 8, 16, 32]
lesson.table(
  ["numbers in the code, $k$"] + widths.map { "\($0)" },
  [
    ["linear limit of the error"]
      + widths.map { components.limit($0).text(.significant(2)) },
    ["explained variance"]
      + widths.map { (1 - components.limit($0) / variance).text(.percent(0)) },
  ])
let centered = pictures.subtractingRow(components.means)
let projectionError = meanSquaredError(
  components.projected(centered, to: 8), target: centered
).value
lesson.claim(
  "Rebuilt from 8 components, the error and the discarded eigenvalues differ by {}",
  abs(projectionError / components.limit(8) - 1), isBelow: 1e-9, .significant(1),
  isAlways: true)

//: Half of the variance of 64 pixels is in four numbers, two thirds in eight. A plane of eight dimensions in a random
//: direction does not keep that:

let random = orthonormalBasis(
  Initializer.normal(standardDeviation: 1).weight(
    fanIn: 64, fanOut: 8, using: &generator))
let keptAtRandom = matmul(transposing: random, matmul(components.covariance, random))
lesson.claim(
  "A plane of 8 dimensions in random directions has {} times the error of the limit",
  (components.total - keptAtRandom.trace) / 64 / components.limit(8), isAbove: 1.8,
  .fixed(1))

//: ## Power iteration (deeper)
//:
//: Where do the components come from? Take any vector $v$ and multiply it by $C$, again and again. In the directions
//: $u_i$ it is $v = \sum_i a_i u_i$, and each product multiplies $a_i$ by $\lambda_i$:
//:
//: $$ C^t v = \sum_{i} \lambda_i^t a_i u_i $$
//:
//: The largest eigenvalue outgrows the others. What is beside $u_1$ is, compared with what lies along it, multiplied by
//: $\lambda_2 / \lambda_1$ at most in each step. Shorten to length 1 after each product, so that nothing overflows, and
//: $v$ turns into $u_1$ (or $-u_1$: a direction has no sign), if there was anything of $u_1$ in it, which a random start sees
//: to. This is *power iteration*. Then subtract $\lambda_1 u_1
//: u_1^\top$ from $C$, which sets the eigenvalue of $u_1$ to 0 and leaves the others, and begin again for $u_2$.

let start = Initializer.normal(standardDeviation: 1).weight(
  fanIn: 64, fanOut: 1, using: &generator)
let ratio = components.variances[1] / components.variances[0]
let iterates = powerIteration(components.covariance, from: start, steps: 150)
let angles = iterates.map { largestAngle($0, components.first(1)) }

//: The angle between $v$ and $u_1$, beside a line that falls by $\lambda_2 / \lambda_1$ per step:

lesson.figure(
  "power-iteration",
  Plot(
    "Power iteration on the digits", x: Axis("step"),
    y: Axis("angle to the first component, degrees", scale: .logarithmic),
    marks: [
      .line(angles, from: 1, label: "measured", color: .blue),
      .line(
        (1...150).map { angles[149] * pow(ratio, Double($0 - 150)) }, from: 1,
        label: "λ₂/λ₁ per step", color: .grey),
    ]),
  caption: "From a random start. After a while only the second component is left in "
    + "the way.")
lesson.record("ratio", ratio, .fixed(3))
lesson.claim(
  "From step 50 on, a step multiplies the angle by {} (λ₂/λ₁ is 0.897)",
  pow(angles[149] / angles[49], 0.01), isWithin: 0.88...0.9, .fixed(3))

//: A step costs one product of a matrix and a vector, and here {{ratio}} per step is slow. `PowerIteration.swift`
//: squares the matrix instead: fourteen squarings are 16 384 steps. Here are the first eight components as pictures,
//: stretched so that their largest entry is black or white:

lesson.figure(
  "components",
  .images(
    of: drawn(components.first(8)),
    labels: components.variances.prefix(8).map { $0.text(.fixed(2)) }, columns: 8,
    range: -1...1),
  caption: "The first eight principal components of the digits, with their "
    + "eigenvalues. Grey is 0.")

//: ## Descent finds the plane, not the components
//:
//: So the best linear code is known. Does a *linear autoencoder*, two matrices $W$ and $V$ without activation, find it
//: by descent? We need its gradients. On centred examples the biases have nothing to do, and the error is
//: $E = x W V - x = x A$ with $A = W V - I$. The loss is $\lVert E \rVert^2 / (m n)$, and the two dense layers have the
//: gradients of lesson 03, each input times what arrives:
//:
//: $$
//: \frac{\partial L}{\partial V} = \frac{2}{m n} (x W)^\top E
//: \qquad
//: \frac{\partial L}{\partial W} = \frac{2}{m n} x^\top E V^\top
//: $$
//:
//: Often the decoder is *tied* to the encoder, $V = W^\top$: half the parameters. Then a change of $W$ acts in both
//: places, and the two gradients add up, one of them transposed:
//:
//: $$ \frac{\partial L}{\partial W} = \frac{2}{m n} \left( x^\top E \, W + E^\top x \, W \right) $$
//:
//: Because $x^\top E = x^\top x A = m \, C A$, all of this needs the covariance alone, 64 × 64 numbers in place of 1197
//: pictures; `LinearAutoencoder.swift` makes use of it. We train both kinds by plain descent on all pictures, from
//: Glorot's start, and ask after each step how far the error is above the limit, and how far the plane is turned. The
//: measure for that is the *largest principal angle*: 0° if two planes are the same, 90° if one of them has a direction
//: at right angles to all of the other.

let k = Int(lesson.knob("bottleneck"))
let rate = lesson.knob("rate")
let plane = components.first(k)
let firstEncoder = Initializer.glorotNormal.weight(
  fanIn: 64, fanOut: k, using: &generator)
let firstDecoder = Initializer.glorotNormal.weight(
  fanIn: k, fanOut: 64, using: &generator)

/// 300 steps; after every fifth, the excess over the limit and the two angles.
func descent(_ start: LinearAutoencoder, rate: Double) -> Descent {
  var run = Descent(end: start)
  for step in 1...300 {
    run.end.step(components.covariance, rate: rate)
    if step % 5 > 0 { continue }
    run.steps.append(Double(step))
    run.excess.append(
      run.end.error(components.covariance) / components.limit(k) - 1)
    run.decoderAngle.append(largestAngle(run.end.decoder.transposed, plane))
    run.encoderAngle.append(largestAngle(run.end.encoder, plane))
  }
  return run
}

//: The tied one gets half the rate, for a reason that is told below.

let tied = descent(LinearAutoencoder(tied: firstEncoder), rate: rate)
let untied = descent(
  LinearAutoencoder(encoder: firstEncoder, decoder: firstDecoder), rate: 30)
/// The cosine between each feature of the decoder and its nearest component.
let cosines = (0..<k).map { unit in
  let feature = Matrix(row: tied.end.decoder.row(unit))
  return abs(matmul(feature, plane)).max / feature.norm
}

//: The limit says how small the error can be, not what the numbers in the code stand for.

lesson.record("angle", tied.decoderAngle.last!, .significant(1))
lesson.record("cosine", cosines.mean, .fixed(2))
lesson.ask(
  "The tied autoencoder with four numbers ends at the limit. What are its features?",
  [
    "the four components, in some order",
    "another basis of their plane",
    "a basis of another plane, with nearly the same error",
  ],
  answer: tied.decoderAngle.last! > 5 ? 2 : cosines.mean > 0.99 ? 0 : 1,
  "its plane is {{angle}}° from that of the components, and yet the cosine between a "
    + "feature and its nearest component is {{cosine}} on average. The error "
    + "depends on the plane alone.")

//: The error on its way down:

lesson.figure(
  "descent",
  .grid(
    columns: ["tied", "untied"], shared: .both,
    plots: [
      [tied, untied].map { run in
        Plot(
          x: Axis("step"), y: Axis("error above the limit", scale: .logarithmic),
          marks: [
            .line(x: run.steps, y: run.excess.map { max($0, 1e-12) }, color: .blue)
          ])
      }
    ]),
  caption: "How far the error of a linear autoencoder is above the linear limit, as a "
    + "share of it. Below 10⁻¹² it is drawn at 10⁻¹².")

//: And their planes:

lesson.figure(
  "angles",
  .grid(
    columns: ["tied", "untied"], shared: .both,
    plots: [
      [tied, untied].map { run in
        Plot(
          x: Axis("step"), y: Axis("angle, degrees", over: 0...90),
          marks: [
            .line(
              x: run.steps, y: run.encoderAngle, label: "encoder", color: .purple),
            .line(x: run.steps, y: run.decoderAngle, label: "decoder", color: .blue),
          ])
      }
    ]),
  caption: "The largest angle between the plane of the components and that of the "
    + "encoder's columns or the decoder's rows. Tied, the two are one.")

//: In numbers, after the last step:

lesson.claim(
  "After 300 steps the tied autoencoder's plane is {}° from that of the components",
  tied.decoderAngle.last!, isBelow: 1, .significant(2))
lesson.claim(
  "The tied autoencoder's error exceeds the limit by {} of it",
  tied.excess.last!, isBelow: 1e-3,
  .significant(1))
lesson.claim(
  "A feature and its nearest component have a cosine of {} on average",
  cosines.mean, isBelow: 0.99, .fixed(2))

//: Why not the components? Take any invertible $k \times k$ matrix $M$: the encoder $W M$ with the decoder $M^{-1} V$
//: rebuilds exactly the same, since $W M M^{-1} V = W V$. (Tied, $M$ must be a rotation or a reflection.) So the loss cannot tell one
//: basis of the plane from another, and descent ends at whichever is near its start. Below, in pictures, the four
//: features and the four components: different numbers, one plane. It is often said that an autoencoder "does PCA". It
//: finds the principal *subspace*
//: ([Baldi and Hornik, "Neural networks and principal component analysis" (1989)](https://doi.org/10.1016/0893-6080(89)90014-2),
//: who also prove that there are no other minima to get stuck in).

lesson.figure(
  "features",
  .images(
    of: drawn(tied.end.encoder) + drawn(plane),
    labels: (1...k).map { "feature \($0)" } + (1...k).map { "comp. \($0)" },
    columns: k, range: -1...1),
  caption: "What the tied autoencoder has learned, and the principal components. "
    + "Grey is 0.")
lesson.try(
  "--section 4 --bottleneck 8",
  "With 8 numbers, which comes first: the error at its limit or the plane in place?")

//: ## Angle and error are two things (deeper)
//:
//: Two things in the figures need a reason. *The untied encoder stays far off* while its error goes to the limit:

lesson.record("encoder angle", untied.encoderAngle.last!, .whole)
lesson.claim(
  "After 300 steps the untied decoder's plane is {}° from that of the components",
  untied.decoderAngle.last!, isBelow: 2, .significant(2))
lesson.claim(
  "After 300 steps the untied encoder's plane is still {}° from that of the components",
  untied.encoderAngle.last!, isAbove: 15, .whole)

//: Look at its gradient, $\frac{2}{n} C A V^\top$: all of it is multiplied by $C$. Along a direction in which the
//: pictures do not vary, such as a pixel in the corner that is always blank, it is 0, and what the start put there
//: never leaves. It does no harm: no picture has anything in that direction. But the encoder's weights, looked at by
//: themselves, are not those of the components, and not even in their plane. With a tied decoder it would do harm,
//: since what the encoder reads the decoder writes; so there it is unlearned.
//:
//: *The tied one needs half the rate.* Look at one component alone, with $w$ in the encoder and $d$ in the decoder: the
//: loss is $\frac{\lambda}{n} (w d - 1)^2$. At the minimum $w = d = 1$ its curvature in the direction in which both
//: grow is $4 \lambda / n$ (the two second derivatives are $2 \lambda / n$, and so is the mixed one). Tied, it is
//: $\frac{\lambda}{n} (w^2 - 1)^2$ with the second derivative $8 \lambda / n$ there. Lesson 04: descent is stable below
//: 2 over the curvature.

let largest = components.variances[0]
lesson.record("tied limit", 64 / (4 * largest), .fixed(1))
lesson.record("untied limit", 64 / (2 * largest), .fixed(1))
lesson.record("rate", rate, .significant(2))

//: With $\lambda_1$ that is {{tied limit}} for the tied and {{untied limit}} for the untied one. (Such large rates are
//: no mistake: the loss is a mean over 64 pixels, most of which hardly vary.)

lesson.try(
  "--section 4 --rate 30",
  "Above the limit of the tied one. Which of its two measures tells that "
    + "something is wrong, the angle or the error?")

//: ## Can a non-linear code do better?
//:
//: Give the code an activation: a sigmoid, a tanh, a ReLU. Networks with activations can do what linear ones cannot
//: (lesson 02); so a non-linear code of 8 numbers should be able to hold more than 8 linear ones. We train each with
//: Adam for 20 epochs, decoder linear as before.

func oneLayer(_ activation: Activation, _ k: Int) -> Autoencoder {
  var autoencoder = Autoencoder(
    encoder: Network([
      Dense(from: 64, to: k, .glorotNormal, using: &generator), activation.layer,
    ]),
    decoder: Network([Dense(from: k, to: 64, .glorotNormal, using: &generator)]))
  autoencoder.train(
    on: centered, rate: 0.01, epochs: 20, batch: 32, using: &generator)
  return autoencoder
}

//: Three kinds, and how far each is above the limit:

let activations = [Activation.sigmoid, .tanh, .relu]
let shallow = Results(activations) { activation in
  oneLayer(activation, 8).error(on: centered) / components.limit(8)
}
lesson.record("closest", shallow.values.min()!, .fixed(3))
lesson.ask(
  "Which of the three codes of 8 numbers gets below the linear limit?",
  ["none", "ReLU alone", "sigmoid and tanh", "all three"],
  answer: [0, 1, 2, 3][shallow.values.count { $0 < 1 }],
  "the closest has {{closest}} times the error of the limit. It must be so: in the "
    + "proof we assumed nothing of the encoder.")
lesson.table(
  ["code of 8 numbers, linear decoder"] + activations.map(\.rawValue),
  [["error ÷ linear limit"] + shallow.values.map { $0.text(.fixed(3)) }])
lesson.claim(
  "The best non-linear code with a linear decoder has {} times the error of the limit",
  shallow.values.min()!, isAbove: 1, .fixed(3), isAlways: true)

//: No code passes the limit, because the limit is the decoder's: all that it can make lies in a flat plane of 8
//: dimensions. An activation in the encoder can only name a worse point of it. This is an old result, often forgotten:
//: [Bourlard and Kamp, "Auto-association by multilayer perceptrons and singular value decomposition" (1988)](https://doi.org/10.1007/BF00332918).
//:
//: It takes a non-linear *decoder*, one that bends the plane to where the pictures are. We put a ReLU layer of 48 units
//: before the code and another after it, and leave the code itself linear:

let epochs = Int(lesson.knob("epochs"))
func deep(_ k: Int) -> Autoencoder {
  let dense = [
    Dense(from: 64, to: 48, .heNormal, using: &generator),
    Dense(from: 48, to: k, .glorotNormal, using: &generator),
    Dense(from: k, to: 48, .heNormal, using: &generator),
    Dense(from: 48, to: 64, .glorotNormal, using: &generator),
  ]
  var autoencoder = Autoencoder(
    encoder: Network([dense[0], ReLU(), dense[1]]),
    decoder: Network([dense[2], ReLU(), dense[3]]))
  autoencoder.train(
    on: centered, rate: 0.003, epochs: epochs, batch: 32, using: &generator)
  return autoencoder
}
let deepWidths = [2, 8, 32]
let deepOnes = Results(deepWidths) { deep($0) }
let unseen = digits.validation.inputs.subtractingRow(components.means)

//: How do they do, on the pictures they were trained on and on others, compared with as many components?

func linearError(_ k: Int, on x: Matrix) -> Double {
  meanSquaredError(components.projected(x, to: k), target: x).value
}
let seenRatios = deepOnes.map { k, autoencoder in
  autoencoder.error(on: centered) / linearError(k, on: centered)
}
let unseenRatios = deepOnes.map { k, autoencoder in
  autoencoder.error(on: unseen) / linearError(k, on: unseen)
}
let clipped = deepWidths.map { k in
  meanSquaredError(
    components.projected(centered, to: k).addingRow(components.means)
      .clipped(to: 0...1), target: pictures
  ).value / components.limit(k)
}
lesson.record("clipped", clipped[1], .fixed(2))
lesson.record("epochs", Double(epochs), .whole)

//: The error as a multiple of that of as many components:

lesson.table(
  ["numbers in the code"] + deepWidths.map { "\($0)" },
  [
    ["64-48-k-48-64, digits it was trained on"]
      + seenRatios.map { $0.text(.fixed(2)) },
    ["the same, digits not seen"] + unseenRatios.map { $0.text(.fixed(2)) },
    ["components, clipped to the grey levels"] + clipped.map { $0.text(.fixed(2)) },
  ])
lesson.claim(
  "With 2 numbers and a non-linear decoder, unseen digits have {} of the linear error",
  unseenRatios[0], isBelow: 0.97, .fixed(2))
lesson.claim(
  "With 8 numbers and a non-linear decoder, unseen digits have {} of the linear error",
  unseenRatios[1], isBelow: 1, .fixed(2))
lesson.claim(
  "With 32 numbers, after so few epochs, it has {} times the linear error",
  unseenRatios[2], isAbove: 1.3, .fixed(1))

//: So it passes the limit where the code is narrow. With 32 numbers there is little left to win, and {{epochs}} epochs
//: are not enough to reach the components, which take no training at all. (Even the components pass the limit, to
//: {{clipped}} of it at 8, if what they rebuild is clipped to between 0 and 1: a clip is a non-linear decoder too.)

let marks = (1...40).map(Double.init)
let limits = (1...40).map(components.limit)
lesson.figure(
  "width",
  Plot(
    "Error by the width of the code", x: Axis("numbers in the code", scale: .whole),
    y: Axis("mean squared error", scale: .logarithmic),
    marks: [
      .line(
        x: marks, y: limits, label: "linear limit", color: .grey),
      .points(
        x: [8, 8, 8], y: shallow.values.map { $0 * components.limit(8) },
        label: "non-linear code, linear decoder", color: .blue),
      .points(
        x: deepWidths.map(Double.init),
        y: deepOnes.map { $1.error(on: centered) },
        label: "non-linear decoder", color: .green),
    ]),
  caption: "On the digits they were trained on. No linear decoder gets below the line; "
    + "the non-linear one does, where the code is narrow.")
lesson.try(
  "--section 6 --epochs 100",
  "Given more time, does the network with 32 numbers pass the limit too? "
    + "On digits it has not seen?")

//: Four digits that none of them has seen, as they are, and rebuilt:

let four = [0, 2, 5, 8].map { digits.validation.labels.firstIndex(of: $0)! }
let shown = unseen.selectingRows(four)
let rebuilt = [
  ("as it is", shown), ("2", components.projected(shown, to: 2)),
  ("2, deep", deepOnes[2].rebuilt(shown)), ("8", components.projected(shown, to: 8)),
  ("8, deep", deepOnes[8].rebuilt(shown)), ("32", components.projected(shown, to: 32)),
]
lesson.figure(
  "rebuilt",
  .images(
    of: rebuilt.flatMap { row in
      (0..<4).map { picture(row.1.addingRow(components.means).row($0)) }
    },
    labels: rebuilt.flatMap { [String](repeating: $0.0, count: 4) }, columns: 4,
    range: 0...1),
  caption: "Four digits as they are, and rebuilt from 2, 8 and 32 numbers: by as many "
    + "components, and by the non-linear decoder (deep).")

//: Two numbers tell a round digit from a straight one, and the non-linear decoder already makes of them something that
//: looks like a digit, if not always the right one. Eight make most digits legible; with 32 little is missing.
//:
//: ## Layer by layer
//:
//: What has this to do with the start of a deep network? A hidden layer *is* an encoder, only that its decoder is
//: missing. So give it one, for as long as it takes:
//:
//: 1. Take layer 1 as the encoder, put a decoder after it, and train the two to give back the input.
//: 2. Throw the decoder away. Send all examples through layer 1: these outputs $h$ are the new examples.
//: 3. Do the same with layer 2, on $h$; and so on to the last hidden layer.
//: 4. Put a fresh output layer on top, and train all of it with labels, as ever. This is called *fine-tuning*.

lesson.figure(
  "stacking", .graph("", stacking),
  caption: "Layer 1 is trained to rebuild x, then layer 2 to rebuild h, what layer 1 "
    + "puts out. The decoders are not part of the network.")

//: It is *greedy*: each layer is the best it can be by itself, and nobody asks what the later ones need. The beauty of
//: it: no gradient has to pass through more than two layers, so nothing can vanish on a long way (lesson 05). At the
//: end the weights are not random, they have met a task; the hope is that they serve for another one too.
//: [Hinton, Osindero and Teh, "A fast learning algorithm for deep belief nets" (2006)](https://doi.org/10.1162/neco.2006.18.7.1527),
//: did this first, with another kind of layer, and
//: [Bengio, Lamblin, Popovici and Larochelle, "Greedy Layer-Wise Training of Deep Networks" (NIPS 2006)](https://papers.nips.cc/paper/3048-greedy-layer-wise-training-of-deep-networks),
//: with autoencoders, as we do. Until then, hardly anybody had trained fully connected networks of many layers.
//:
//: ## Five other starts, at equal work
//:
//: The test is a deep network of *sigmoids*, as they were then: hidden layers of 32 units, standardized pixels, batches
//: of 20, plain descent at a rate of 1. (Of 0.3, 1 and 3 it is the best for most of the starts, and none of the three
//: makes the smallest ones learn.) Against pre-training stand five starts without it:
//:
//: - $\sigma = 0.01$: small weights, as in lesson 07;
//: - Glorot and He, from lesson 08;
//: - Glorot × 4: the slope of a sigmoid is at most 1/4, and lesson 08 found that four times the weights, and a shift of
//:   the biases that we leave out, make up for that;
//: - $\sigma = 1$: as far off on the other side, one should think.
//:
//: Pre-training needs a start itself, for each of its autoencoders. We try two, Glorot and Glorot × 4.
//:
//: To be fair, *all* work must count. One example's way through a dense layer $n \to k$ costs $n k$ multiply-adds
//: forward, $n k$ for the gradient of the weights, and $n k$ to pass the gradient on: 3 in the network, where each
//: layer is one. (The first has nobody to pass it on to.) An autoencoder is two such layers, and one has nobody to pass
//: it on to: 5. So an epoch of pre-training costs more than one of training. (The way of the examples through the layers
//: below is left out: it is made once for each layer.)

let depth = Int(lesson.knob("depth"))
let deepNetwork = [64] + [Int](repeating: 32, count: depth)
let price =
  Double(workOfPretraining(deepNetwork)) / Double(workOfTraining(deepNetwork))
let totalEpochs = 17
let pretrainingEpochs = 5
let paid = price * Double(pretrainingEpochs)
let tuningEpochs = max(1, Int(Double(totalEpochs) - paid))
let standardized = digits.standardized()
let updatesPerEpoch = (standardized.training.count + 19) / 20
lesson.record("price", price, .fixed(2))
lesson.record("paid", paid, .fixed(1))
lesson.record("tuning", Double(tuningEpochs), .whole)
lesson.record("total", Double(totalEpochs), .whole)
lesson.record("pre", Double(pretrainingEpochs), .whole)
lesson.record("depth", Double(depth), .whole)

//: For {{depth}} hidden layers it is {{price}} times as much. {{pre}} epochs of pre-training for every layer come to
//: {{paid}} epochs of training; so the pre-trained networks are fine-tuned for {{tuning}} epochs, and the others
//: trained for {{total}}.

func tuned(_ hidden: [any Layer], epochs: Int) -> Run {
  let (network, losses) = fineTuned(
    hidden, on: standardized.training, updates: epochs * updatesPerEpoch,
    using: &generator)
  return Run(losses: losses, accuracy: network.accuracy(on: standardized.test))
}
let plainRuns = Results(Start.allCases) { start in
  tuned(start.layers(deepNetwork, using: &generator), epochs: totalEpochs)
}
let stacks = Results([Start.glorot, .glorotTimes4]) { start in
  Stack(
    deepNetwork, from: start, on: standardized.training.inputs,
    epochs: pretrainingEpochs, using: &generator)
}
let tunedRuns = Results(stacks.keys) { start in
  tuned(stacks[start].layers, epochs: tuningEpochs)
}
let gained = tunedRuns[.glorot].accuracy - plainRuns[.glorot].accuracy

//: From Glorot's start, sigmoid networks of five layers hardly learn in {{total}} epochs; lesson 08 showed why.

lesson.record("glorot plain", plainRuns[.glorot].accuracy, .percent(0))
lesson.record("glorot tuned", tunedRuns[.glorot].accuracy, .percent(0))
lesson.record("times4 plain", plainRuns[.glorotTimes4].accuracy, .percent(1))
lesson.record("times4 tuned", tunedRuns[.glorotTimes4].accuracy, .percent(1))
lesson.ask(
  "Pre-trained from Glorot's start and fine-tuned, where does it end?",
  [
    "where it would without pre-training", "in between",
    "within two points of the best of the plain starts",
  ],
  answer: gained < 0.1
    ? 0
    : tunedRuns[.glorot].accuracy > plainRuns.map { $1.accuracy }.max()! - 0.02 ? 2 : 1,
  "it gets {{glorot tuned}} of the test digits right, and {{glorot plain}} without "
    + "pre-training.")
lesson.table(
  ["start", "training loss", "test accuracy"],
  plainRuns.map { ["\($0.rawValue)", $1.loss, $1.accuracy.text(.percent(1))] }
    + tunedRuns.map {
      ["pre-trained from \($0.rawValue)", $1.loss, $1.accuracy.text(.percent(1))]
    })

//: And on the way there:

lesson.figure(
  "starts",
  Plot(
    "Deep sigmoid networks at equal total work",
    x: Axis("work, in epochs of training"), y: Axis("training loss", over: 0...2.5),
    marks: plainRuns.filter { $0.0 != .small }.map {
      .line($1.losses, from: 1, label: $0.rawValue, color: .grey)
    }
      + tunedRuns.map { start, run in
        .line(
          x: run.losses.indices.map { paid + Double($0 + 1) }, y: run.losses,
          label: "pre-trained, \(start.rawValue)", color: .blue)
      }),
  caption: "Grey: without pre-training. Blue: with it, drawn from where the work of "
    + "pre-training ends. At 2.3 a network only guesses; there too is σ = 0.01, left "
    + "out.")

//: What did it gain?

lesson.claim(
  "Without pre-training, Glorot's start gets {} of the test digits right",
  plainRuns[.glorot].accuracy, isBelow: 0.4, .percent(0))
lesson.claim(
  "Pre-training adds {} percentage points to Glorot's start at equal work",
  100 * gained,
  isAbove: 5, .whole)
lesson.claim(
  "To the better start, Glorot × 4, pre-training adds {} percentage points",
  100 * (tunedRuns[.glorotTimes4].accuracy - plainRuns[.glorotTimes4].accuracy),
  isWithin: -8...8, .fixed(1))
lesson.claim(
  "The start with σ = 1 gets {} of the test digits right", plainRuns[.large].accuracy,
  isAbove: 0.75, .percent(0))

//: From a start that is too small, pre-training makes a network that learns out of one that does not: this is what made
//: it famous. But a single factor of 4 in front of the random numbers does better, and costs nothing. Against *that*,
//: at equal work, there is about a point left to gain ({{times4 plain}} and {{times4 tuned}} in this run), as much as
//: two seeds differ. And σ = 1, which lesson 07 found far too large for tanh and ReLU, is no bad start for sigmoids of
//: this width. The bad ones here are the small ones.

lesson.try(
  "--section 8 --depth 3",
  "Fewer layers: which starts learn now? And with --depth 8, is pre-training from "
    + "Glorot still of help?")

//: ## As fragile as training (deeper)
//:
//: Why does pre-training from Glorot's start end below the better one? No gradient passes through more than two layers.
//: But the *examples* do: layer 5 is trained on what four layers have made of the digits. Here is what each autoencoder
//: missed at the end of its epochs, as a share of the variance of its inputs. 1 is what one gets by always answering
//: with the mean.

lesson.table(
  ["error ÷ variance of the inputs, layer"] + (1...depth).map { "\($0)" },
  stacks.map { start, stack in
    ["from \(start.rawValue)"] + stack.missed.map { $0.text(.fixed(2)) }
  })
lesson.claim(
  "From Glorot, the last autoencoder misses {} of the variance of its inputs",
  stacks[.glorot].missed.last!, isAbove: 0.5, .fixed(2))
lesson.claim(
  "From Glorot × 4 the last autoencoder misses {} of it",
  stacks[.glorotTimes4].missed.last!, isBelow: 0.5,
  .fixed(2))

//: From Glorot's start each sigmoid layer shrinks the differences between the digits to about a quarter (lesson 08),
//: until an autoencoder sees inputs that are nearly all alike. Its gradient is as small as they are, and in the time it
//: has it learns little more than their mean. The vanishing that greedy training avoids on the way back, it meets on
//: the way forward. So print this ratio when you pre-train: where it is near 1, the layer has learned nothing.
//:
//: ## Few labels, many digits
//:
//: Pre-training has one thing that no formula for $\sigma$ has: it has seen the data. That should count where there are
//: many examples and few labels, which is how things are with pictures, speech and text. We take three hidden layers of
//: 32 sigmoids, all 1197 training digits *without* labels, and the labels of 30, of 100, of 300.
//:
//: There is a second kind of autoencoder to try. A code that is not much narrower than its input can copy the input
//: through without finding anything out. To prevent that, set a random share of the inputs to 0, others each time, and
//: ask for the *whole* input back: the layer has to conclude the missing from what is there
//: ([Vincent, Larochelle, Bengio and Manzagol, "Extracting and Composing Robust Features with Denoising Autoencoders" (ICML 2008)](https://doi.org/10.1145/1390156.1390294)).
//: Here {{blank}} of them.

let blank = lesson.knob("blank")
lesson.record("blank", blank, .percent(0))
let three = [64, 32, 32, 32]
let unlabelled = standardized.training.inputs
let rebuilding = Stack(
  three, from: .glorot, on: unlabelled, epochs: 4, using: &generator)
let filling = Stack(
  three, from: .glorot, on: unlabelled, epochs: 4, blanking: blank, using: &generator)
let paidUpdates = Int(
  4 * Double(updatesPerEpoch) * Double(workOfPretraining(three))
    / Double(workOfTraining(three)))

//: Beside the starts of lesson 08 there are then two kinds of pre-training:

enum Kind: String, CaseIterable {
  case glorot = "Glorot"
  case times4 = "Glorot × 4"
  case rebuilding = "pre-trained"
  case filling = "pre-trained, inputs blanked"

  var color: Color {
    switch self {
    case .glorot, .times4: .grey
    case .rebuilding: .blue
    case .filling: .orange
    }
  }
}

//: Equal work again: 200 updates with labels after pre-training; for the others as many more as pre-training has cost.
//: Three times we draw the digits that have labels; all starts get the same ones, and we take the mean of the three
//: accuracies.

let labelCounts = [30, 100, 300]
func accuracy(_ kind: Kind, _ few: Dataset) -> Double {
  let (hidden, updates) =
    switch kind {
    case .glorot: (Start.glorot.layers(three, using: &generator), 200 + paidUpdates)
    case .times4:
      (Start.glorotTimes4.layers(three, using: &generator), 200 + paidUpdates)
    case .rebuilding: (rebuilding.layers, 200)
    case .filling: (filling.layers, 200)
    }
  return fineTuned(hidden, on: few, updates: updates, using: &generator).network
    .accuracy(on: standardized.test)
}
let draws = (1...3).map { _ in
  generator.permutation(of: standardized.training.count)
}
let byLabels = Results(Kind.allCases) { kind in
  labelCounts.map { count in
    draws.map { accuracy(kind, standardized.training.selecting($0.prefix(count))) }.mean
  }
}
let points = zip(byLabels[.filling], byLabels[.glorot]).map { 100 * ($0 - $1) }

//: How much does it help?

lesson.record("few gain", points[0], .fixed(1))
lesson.record("many gain", points[2], .fixed(1))
lesson.ask(
  "Pre-trained on blanked inputs, or Glorot's start with more updates instead: how far "
    + "apart, on average over the three numbers of labels?",
  ["Glorot ahead", "within 2 points", "pre-trained ahead by more"],
  answer: points.mean > 2 ? 2 : points.mean > -2 ? 1 : 0,
  "with 30 labels the difference is {{few gain}} percentage points, with 300 it is "
    + "{{many gain}}.")
lesson.figure(
  "labels",
  Plot(
    "Few labels, 1197 digits without", x: Axis("labels", scale: .logarithmic),
    y: Axis("test accuracy"),
    marks: byLabels.map { kind, accuracies in
      .line(
        x: labelCounts.map(Double.init), y: accuracies, label: kind.rawValue,
        color: kind.color)
    }),
  caption: "Three hidden layers of 32 sigmoids at equal work. Grey: no pre-training.")

//: In numbers:

lesson.table(
  ["test accuracy, labels"] + labelCounts.map { "\($0)" },
  byLabels.map { kind, accuracies in
    [kind.rawValue] + accuracies.map { $0.text(.percent(1)) }
  })
lesson.claim(
  "Pre-training on blanked inputs adds {} percentage points, on average over the three",
  points.mean, isAbove: 1, .fixed(1))

//: This is where pre-training held out longest, and the reason why the idea lives on: labels are dear, data are not. It
//: is not the scale of the weights alone, or Glorot × 4 would gain as much. And it pays to make the task harder than
//: copying: over many seeds blanking adds some three points to plain pre-training at 30 labels, less than the spread of
//: a single run, which may show nothing of it.

lesson.try(
  "--section 10 --blank 0",
  "Without blanking the two pre-trained ones are the same method. How far apart are "
    + "they? That is the noise of one run. And with 0.6?")

//: ## What the units respond to
//:
//: What have these layers found? A unit of the first layer has a weight for each pixel, so its weights are a picture:
//: what it looks for. Four units from each start, and of a network trained on all labels:

let unpretrained = Start.glorotTimes4.layers(three, using: &generator)
let supervised = fineTuned(
  unpretrained, on: standardized.training, updates: 600, using: &generator
).network.layers
let stories = [
  ("random", unpretrained), ("pre-trained", rebuilding.layers),
  ("inputs blanked", filling.layers), ("with labels", supervised),
]
let firstWeights = stories.map { ($0.1[0] as! Dense).weight.value }
let smooth = firstWeights.map(smoothness)
let smoothComponents = smoothness(components.first(8))
lesson.figure(
  "weights",
  .images(
    of: firstWeights.flatMap { drawn($0, 4) },
    columns: 4, range: -1...1),
  caption: "First-layer weights of four units each. From the top: random; pre-trained; "
    + "pre-trained with blanked inputs; trained with all labels. Grey is 0.")

//: A number beside the picture: how alike two weights of a unit are whose pixels are neighbours.

lesson.table(
  ["first-layer weights", "correlation of neighbours"],
  (zip(stories.map(\.0), smooth) + [("the first 8 components", smoothComponents)])
    .map { [$0, $1.text(.fixed(3))] })
lesson.claim(
  "With blanked inputs, weights side by side have a correlation of {}", smooth[2],
  isAbove: 0.1, .fixed(2))
lesson.claim(
  "The correlation is {} more than without blanking",
  smooth[2] - smooth[1], isAbove: 0, .fixed(3))

//: Who expected strokes and arcs from pre-training will be disappointed: to the eye, the second row is hardly less
//: noise than the first. To fill in a blanked pixel a unit must look at its neighbours, so the third row is smoother.
//: (On larger pictures, Vincent and others found strokes.)
//:
//: For units of later layers there is no such picture. But one can ask *which digits excite a unit most*. Below are the
//: nine of 300 unseen digits with the largest outputs, for one unit of each layer: the one that is typical, in the
//: middle when all are ordered by how much its nine digits agree.

let responses = stories.map { story in
  (1...3).map { layer in
    Responses(
      Network(story.1).hidden(layer, for: standardized.validation.inputs),
      labels: digits.validation.labels)
  }
}
let pictured = [0, 2, 3]
let nines = pictured.flatMap { story in
  responses[story].map { digits.validation.inputs.selectingRows($0.typical) }
}
lesson.figure(
  "responses",
  .images(
    of: nines.map(ninefold),
    labels: pictured.flatMap { _ in ["layer 1", "layer 2", "layer 3"] }, columns: 3,
    range: 0...1),
  caption: "The nine digits that excite a typical unit of each layer most, and under "
    + "them their mean. First row: random weights; second: pre-trained with blanked "
    + "inputs; third: trained with all labels.")
let agreement = responses.map { $0.map(\.agreements.mean) }

//: Nine digits that look alike are persuasive. So count, over all units, what share of the nine belong to their
//: commonest class, and count the same for random weights (nine digits picked blindly have 0.29):

lesson.record("random agreement", agreement[0][0], .fixed(2))
lesson.table(
  ["share of the commonest class among the nine", "layer 1", "layer 2", "layer 3"],
  zip(stories, agreement).map { story, shares in
    [story.0] + shares.map { $0.text(.fixed(2)) }
  })
lesson.claim(
  "With blanked inputs, a third-layer unit's nine agree by {} more than at random",
  agreement[2][2] - agreement[0][2], isAbove: 0, .fixed(2))
lesson.claim(
  "With labels its nine digits agree by {} more than at random",
  agreement[3][2] - agreement[0][2],
  isAbove: 0.1, .fixed(2))

//: Even a random unit has favourites, {{random agreement}} of one class: digits of a class look alike, so whatever
//: responds to one responds to others. A figure of this kind means something only beside the same figure of a random
//: network. Beside it, later layers of the pre-trained network do respond to kinds of digits, though no label was ever
//: shown to them; those trained with labels more so.
//:
//: ## Is there structure in the code?
//:
//: "Perhaps the weights discover some structure of the input." That can be measured. Take the code, as it is, and train
//: a *linear classifier* on it: one dense layer, all labels. What it gets right is what the code has laid out so that a
//: weighted sum finds it. Eight sigmoid units, against eight principal components, and against the pixels themselves:

func probed(_ code: (Matrix) -> Matrix) -> Double {
  probe(
    code(standardized.training.inputs), standardized.training.labels,
    heldOut: code(standardized.test.inputs), standardized.test.labels)
}
let eight = [64, 8]
let randomCode = Network(Start.glorot.layers(eight, using: &generator))
let pretrainedCode = Network(
  Stack(eight, from: .glorot, on: unlabelled, epochs: 8, using: &generator).layers)
let trainedCode = fineTuned(
  Start.glorot.layers(eight, using: &generator), on: standardized.training,
  updates: 900, using: &generator
).network
let ofStandardized = Components(of: unlabelled, count: 8)

//: And from wider codes, of 64 units each:

let wide = [64, 64]
let wideRandom = Network(Start.glorot.layers(wide, using: &generator))
let widePretrained = Network(
  Stack(wide, from: .glorot, on: unlabelled, epochs: 4, using: &generator).layers)
let probes = [
  ("8 units, random", probed(randomCode.output)),
  ("8 units, pre-trained", probed(pretrainedCode.output)),
  ("8 components", probed { ofStandardized.code($0, 8) }),
  ("8 units, trained with labels", probed { trainedCode.hidden(1, for: $0) }),
  ("64 units, random", probed(wideRandom.output)),
  ("64 units, pre-trained", probed(widePretrained.output)),
  ("the 64 pixels", probed { $0 }),
]

//: Before you see the numbers:

let apart = probes[1].1 - probes[2].1
lesson.record("probe components", probes[2].1, .percent(1))
lesson.record("probe pre-trained", probes[1].1, .percent(1))
lesson.ask(
  "Eight pre-trained units, eight random ones, eight components: where is the "
    + "pre-trained code?",
  [
    "near the random one", "within 5 points of the components",
    "above the components by more",
  ],
  answer: apart > 0.05 ? 2 : apart > -0.05 ? 1 : 0,
  "{{probe pre-trained}} of the digits can be read from it, and {{probe components}} "
    + "from the components. Both keep what varies most among the digits, and neither "
    + "was told what tells their classes apart.")
lesson.table(
  ["a linear classifier on", "test accuracy"],
  probes.map { [$0.0, $0.1.text(.percent(1))] })

//: The differences:

lesson.claim(
  "The pre-trained code gives {} percentage points more than a random one",
  100 * (probes[1].1 - probes[0].1), isAbove: 5, .fixed(1))
lesson.claim(
  "Labels give {} percentage points more than pre-training",
  100 * (probes[3].1 - probes[1].1), isAbove: 0, .fixed(1))
lesson.claim(
  "All 64 pixels give {} percentage points more than the pre-trained 8 units",
  100 * (probes[6].1 - probes[1].1), isAbove: 1, .fixed(1))

//: So yes, there is structure: far more than in eight random units. But no more than eight principal components have,
//: which come from a formula, and less than in the pixels. With 64 units even random ones keep nearly everything, and
//: pre-training adds next to nothing. Compare with the right thing, and the wonder becomes smaller.
//:
//: ## Vanishing loses the scale (deeper)
//:
//: Lesson 08 saw a sigmoid network under Glorot shrink the differences between examples from layer to layer. After five
//: layers, with all digits looking nearly the same, is what told them apart lost?

let vanishing = Network(
  Start.glorot.layers([64, 32, 32, 32, 32, 32], using: &generator))
let spread = [1, 5].map {
  sqrt(vanishing.hidden($0, for: unlabelled).columnVariances.mean)
}
let after = [1, 5].map { l in probed { vanishing.hidden(l, for: $0) } }
lesson.record("after five", after[1], .percent(0))
lesson.ask(
  "The fifth layer's outputs differ from digit to digit by "
    + "\(spread[1].text(.significant(1))). Standardized, what can a linear classifier "
    + "make of them?",
  ["about 10 %, guessing", "about half", "more than 70 %"],
  answer: after[1] > 0.7 ? 2 : after[1] > 0.3 ? 1 : 0,
  "it gets {{after five}} right. The differences are tiny, but they are still there.")
lesson.table(
  ["random sigmoid layers, Glorot", "layer 1", "layer 5"],
  [
    ["standard deviation over the digits"] + spread.map { $0.text(.significant(1)) },
    ["a linear classifier on it"] + after.map { $0.text(.percent(0)) },
  ])
lesson.claim(
  "On the fifth random layer a linear classifier gets {} of the test digits right",
  after[1], isAbove: 0.6, .percent(0))

//: A network that has vanished has lost the *scale*, not the information. What is in the way of learning is that the
//: next layer's weights would have to be larger by as much as the differences are smaller. Whatever restores the scale
//: restores the network: a better start, pre-training, or a layer that standardizes, which is lesson 10.
//:
//: ## When it no longer helps
//:
//: Two other cures came, and both go with a network of the same size, at the same work: ReLU with He's start, and
//: sigmoids from Glorot's start with the layer of lesson 10 after each. (For ReLU the rate is 0.1.)

let relu = fineTuned(
  Start.he.layers(deepNetwork, .relu, using: &generator), on: standardized.training,
  rate: 0.1, updates: totalEpochs * updatesPerEpoch, using: &generator
).network.accuracy(on: standardized.test)
let reluStack = Stack(
  deepNetwork, .relu, from: .he, on: unlabelled, rate: 0.003,
  epochs: pretrainingEpochs, using: &generator)
let reluTuned = fineTuned(
  reluStack.layers, on: standardized.training, rate: 0.1,
  updates: tuningEpochs * updatesPerEpoch, using: &generator
).network.accuracy(on: standardized.test)
//: Then the layers that lesson 10 adds.

let normalized = zip(deepNetwork, deepNetwork.dropFirst()).flatMap {
  n, k -> [any Layer] in
  [
    Start.glorot.layer(from: n, to: k, using: &generator), BatchNorm(features: k),
    Sigmoid(),
  ]
}
let normed = fineTuned(
  normalized, on: standardized.training, updates: totalEpochs * updatesPerEpoch,
  using: &generator
).network.accuracy(on: standardized.test)

//: All of them side by side:

lesson.table(
  ["\(depth) layers at equal total work", "without pre-training", "with it"],
  [
    [
      "sigmoid, Glorot", plainRuns[.glorot].accuracy.text(.percent(1)),
      tunedRuns[.glorot].accuracy.text(.percent(1)),
    ],
    [
      "sigmoid, Glorot × 4", plainRuns[.glorotTimes4].accuracy.text(.percent(1)),
      tunedRuns[.glorotTimes4].accuracy.text(.percent(1)),
    ],
    ["ReLU, He", relu.text(.percent(1)), reluTuned.text(.percent(1))],
    ["sigmoid, Glorot, batch norm", normed.text(.percent(1)), "not needed"],
  ])
lesson.claim(
  "Without pre-training, ReLU with He's start gets {} of the test digits right", relu,
  isAbove: 0.88, .percent(1))
lesson.claim(
  "Pre-training changes the accuracy of that ReLU network by {} percentage points",
  100 * (reluTuned - relu), isBelow: 5, .fixed(1))
lesson.claim(
  "Sigmoids with batch norm, from Glorot's start, get {} right", normed,
  isAbove: 0.75, .percent(1))

//: To ReLU and to a start of the right size pre-training adds a point or two at most, and takes some away as often. That is
//: why you will hardly meet it today:
//:
//: - *The trouble it cured is cured more cheaply.* A start of the right size (lesson 08), ReLU, and normalization
//:   (lesson 10) let deep networks train from random weights.
//:   [Glorot, Bordes and Bengio, "Deep Sparse Rectifier Neural Networks" (AISTATS 2011)](https://proceedings.mlr.press/v15/glorot11a.html),
//:   found that rectifier networks reach their best without it where labels are many.
//: - *It is greedy.* A layer that rebuilds well keeps what is common in the inputs, not what the labels ask for.
//: - *Labels became many.* With millions of them, there is little that more examples without labels can add.
//:
//: What stayed with people who studied it, such as
//: [Erhan and others, "Why Does Unsupervised Pre-training Help Deep Learning?" (JMLR 2010)](https://jmlr.org/papers/v11/erhan10a.html),
//: is that it acts like a regularizer: it decides from which region of the weights fine-tuning begins, and that matters
//: most when labels are few. There the idea is alive, not layer by layer, but for a whole network at once: hide parts
//: of the input, as our blanked autoencoder does, and let the network fill them in. Language models are trained so,
//: from
//: [BERT (2018)](https://arxiv.org/abs/1810.04805) on, and
//: [masked autoencoders (2021)](https://arxiv.org/abs/2111.06377) do it with pictures.
//:
//: ## From one task to another
//:
//: Look at what happened from further away. Weights were learned on a *source task* for which there are many examples
//: (give back the input; no labels needed), and used as the start for a *target task* for which there are few (which
//: digit is it?). Nothing in that depends on autoencoders. The source task can be a classification of other pictures,
//: with other classes; one keeps the layers and puts a new output on top, exactly as we did when we threw the decoder
//: away. This is *transfer learning*. Should the layers taken over be frozen or trained on, and what goes wrong with
//: their normalization when they are frozen? That is in lesson 11.
//:
//: ## What to remember
//:
//: - An autoencoder learns to give back its input through a bottleneck. With a linear decoder its error is at least the
//:   sum of the discarded eigenvalues (over $n$), whatever the encoder does; a linear one gets there, and finds the
//:   plane of the principal components, not the components.
//: - Layer-wise pre-training makes weights for each layer by an autoencoder of its own. It rescues a start that is too
//:   small; beside a start of the right size, at equal work, a point or so is left.
//: - It helps most with few labels and many examples, with a task harder than copying. Compare with random weights,
//:   with components, with the pixels, before you believe in structure.
//:
//: Lesson 10 keeps layers well scaled without any pre-training; lesson 11 transfers weights from one task to another;
//: lesson 14 comes back to blanked units, and calls them dropout.
//:
//: ## Exercises
//:
//: Open `Exercises/09-layerwise-pretraining.swift`. You write what this lesson used: an autoencoder's forward pass and
//: loss, the gradient of tied weights, the explained variance, power iteration, and the stacking itself. Put your own
//: lines in the place of each `todo`, and run the grader:
//:
//: ```
//: swift test --filter lesson09
//: ```

lesson.exercises()
lesson.end()
