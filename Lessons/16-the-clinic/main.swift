//: # The clinic: rescue six sick networks
//:
//: *Given only the charts of a failing run, what is wrong, and what cures it?*
//:
//: A training that fails says only that: the loss stands still, or is no number at all. Fifteen lessons have each taken one
//: cause, and shown its effect. In practice it is the other way round. The effect is there, the cause is not known, and
//: most causes have the same effect. Then one can change this and that until something helps. Or one can look.
//:
//: This lesson is about looking. We list what to measure, find out which of these numbers tell illnesses apart that look
//: alike, and when they must be taken. There is one case from the first chart to the cure, with its wrong turns. Then
//: there are seven patients for you, a doctor to be written, and a network to be made of nothing but your own code.

import Capstone
import Clinic
import Datasets
import Engine
import LessonKit
import Plots
import Solutions

let lesson = Lesson(
  16,
  knobs: .whole("patient", 1, in: 1...7, "whose chart and settings section 9 shows"),
  Knob("rate", 0.1, in: 0.0001...5, "the healthy network's learning rate"),
  .whole("layers", 3, in: 1...8, "its hidden layers"),
  mine: trainMine)
let digits = lesson.digits()
var generator = Generator(seed: lesson.seed)
var healthy = Settings()
(healthy.rate, healthy.layers) = (lesson.knob("rate"), Int(lesson.knob("layers")))
lesson.record("layers", Double(healthy.layers), .whole)
lesson.record("rate", healthy.rate, .significant(1))

//: ## The instruments
//:
//: Our networks here are small ones: 600 digits with standardized pixels, {{layers}} hidden layers of 32 ReLU units,
//: He's start, plain descent at a rate of {{rate}} in batches of 20, eight epochs. That is 240 updates, and takes a
//: fraction of a second. At each *visit* we write down how the run is doing, and how each layer is doing, on 100 of its
//: digits:
//:
//: - **loss and right answers**, in training and in validation. ln 10 = 2.30 is the loss of ten equal probabilities.
//: - **mean and deviation of a layer's outputs**, over examples and units. Do signals keep their size on the way up (08)?
//: - **flat**: the share of outputs where the activation's slope is less than a twentieth of its greatest. A tanh is flat
//:   near ±1, a ReLU where it is 0. No gradient passes there (02).
//: - **dead**: the share of units that are flat for *every* example. They learn nothing at all (07).
//: - **gradient**: the norm of the loss's gradient with respect to the layer's weights. Does it keep its size on the way
//:   down (05)?
//: - **update ratio**: $\lVert \Delta w \rVert / \lVert w \rVert$, how far an update moves the layer's weights, compared
//:   with their size. At the start it is that of the first update, later the median over an epoch.
//:
//: The first visit is *before the first update*. This is what a healthy network looks like then:

let well = Run(healthy, on: Measured(), of: digits, seed: generator.next())
lesson.table(heads, rows(well.chart.first))
lesson.record("first loss", well.chart.first.trainingLoss, .fixed(2))

//: The loss at the start is {{first loss}}, a little above ln 10: the network is not unsure, it is wrong about many
//: digits in its own way. Half of the outputs are flat, as always with ReLU; what matters is that hardly a unit is flat
//: for all. And here is the same network after eight epochs:

lesson.table(heads, rows(well.chart.last))
lesson.figure(
  "healthy", drawn(well.chart),
  caption:
    "A healthy run. The losses by epoch; deviation of the outputs, norm of the "
    + "gradient and update ratio by layer (the last one is the output layer), before "
    + "the first update (blue) and after the last epoch (orange).")
lesson.claim(
  "The healthy network answers {} of new digits correctly", well.accuracy,
  isAbove: 0.85,
  .percent(0))
lesson.claim(
  "Before the first update, the deviation changes by a factor of {} per layer",
  growth(well.chart.first), isWithin: 0.5...1.6, .fixed(2))
lesson.claim(
  "Before the first update, the largest gradient norm is {} times the smallest",
  well.chart.first.layers.map(\.gradient).max()!
    / well.chart.first.layers.map(\.gradient).min()!, isBelow: 6, .fixed(1))
lesson.try(
  "--section 1 --layers 8",
  "Are signals and gradients of eight layers as even as those of three?")
lesson.try(
  "--section 1 --rate 2", "Which numbers change at the start, and which at the end?")

//: The blue lines are level: before training no layer is much louder than another, in either direction. Training makes
//: the outputs larger from layer to layer, most of all the scores, since a network that has become sure of its answers needs
//: large ones. And with the loss the gradients have become smaller, and with them the updates.

//: ## How long should a step be?
//:
//: The last instrument has a famous guide line: the ratio ought to be about 10⁻³, much more is too fast and much less too
//: slow ([CS231n, "Learning and Evaluation"](https://cs231n.github.io/neural-networks-3/), the section on the ratio of
//: updates to weights). Where would such a number come from?
//:
//: Suppose that training must change the weights by about their own size, since the first ones are random. It has $T$
//: updates, each of length $r \lVert w \rVert$. If all point the same way, the weights move by $T r \lVert w \rVert$; if
//: each points in a random direction, the squares add up, and they move by $\sqrt{T} \, r \lVert w \rVert$. So
//:
//: $$ \frac{1}{T} \lesssim r \lesssim \frac{1}{\sqrt{T}} $$
//:
//: With $T$ = 1 000 000 updates that is 10⁻⁶ to 10⁻³. With our 240 it is 4 · 10⁻³ to 6 · 10⁻². So the line cannot be the
//: same for all: it says how long a training is. We measure. Seven rates, three runs each, and of each the ratio in the
//: first epoch, in the layer where it is largest:

let rates = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1]
let rateSeeds = (0..<3).map { _ in generator.next() }
let sweep = inParallel(rates.count * 3) { [digits] i in
  var settings = Settings()
  settings.rate = rates[i / 3]
  return Run(
    settings, on: Measured(), of: digits, seed: rateSeeds[i % 3], chartedEpochs: 1)
}
let ratios = rates.indices.map { k in
  median(
    (0..<3).map { sweep[3 * k + $0].chart.visits[1].largestRatio })
}
let accuracies = rates.indices.map { k in
  (0..<3).map { sweep[3 * k + $0].accuracy }.mean
}
let bestRate = accuracies.indices.max { accuracies[$0] < accuracies[$1] }!
lesson.ask(
  "In the first epoch, what is the update ratio at the best of the seven rates?",
  ["about 0.001, the guide line", "about 0.004, that is 1/T", "above 0.012"],
  answer: ratios[bestRate] < 0.002 ? 0 : ratios[bestRate] < 0.012 ? 1 : 2,
  "the steps of 240 noisy updates point in many directions, so the larger bound is "
    + "the nearer one.")

//: The right answers after eight epochs, against that ratio:

lesson.figure(
  "ratio",
  Plot(
    x: Axis("update ratio in the first epoch", scale: .logarithmic),
    y: Axis("right answers", over: 0...1),
    marks: [
      .line(x: ratios, y: accuracies, color: .blue),
      .points(x: ratios, y: accuracies, color: .blue),
      .rule(x: 1e-3, label: "10⁻³"),
    ]),
  caption:
    "Right answers on new digits after 240 updates, for seven rates from 0.001 to "
    + "1, against the update ratio in the first epoch (three runs: mean of the "
    + "answers, median of the ratio).")

//: And in numbers, with the rate whose ratio comes nearest to the guide line:

lesson.table(
  ["rate", "update ratio in epoch 1", "right answers"],
  rates.indices.map { k in
    [
      "\(rates[k])", ratios[k].text(.significant(2)), accuracies[k].text(.percent(0)),
    ]
  })
let atGuide = ratios.indices.min {
  abs(log(ratios[$0] / 1e-3)) < abs(log(ratios[$1] / 1e-3))
}!
lesson.record("guide rate", rates[atGuide], .significant(1))
lesson.record("best ratio", ratios[bestRate], .significant(2))
lesson.claim(
  "At the best of these rates, the ratio in the first epoch is {}", ratios[bestRate],
  isAbove: 0.008, .significant(2))
lesson.claim(
  "At the rate with a ratio nearest to 10⁻³, {} of new digits are answered correctly",
  accuracies[atGuide], isBelow: 0.75, .percent(0))
lesson.claim(
  "In the last epoch of the healthy run, the ratio has fallen by a factor of {}",
  well.chart.visits[1].largestRatio
    / well.chart.last.largestRatio, isAbove: 1.5, .fixed(1))

//: At 10⁻³ these networks learn far too slowly; the rate {{guide rate}} that gives it is one of the illnesses below. If the
//: line is a matter of how many updates there are, it should do better in longer trainings. The same rate, beside the healthy
//: 0.1, for 8, 32 and 96 epochs of one run:

let lengths = [8, 32, 96]
let longer = inParallel(6) { [digits, rateSeeds] i in
  var settings = Settings()
  (settings.rate, settings.epochs) = (i < 3 ? 0.003 : 0.1, lengths[i % 3])
  return Run(
    settings, on: Measured(), of: digits, seed: rateSeeds[0], chartedEpochs: 0
  ).accuracy
}
lesson.table(
  ["updates", "rate 0.003", "rate 0.1"],
  lengths.indices.map { k in
    [
      (Double(lengths[k]) * 30).text(.whole), longer[k].text(.percent(0)),
      longer[3 + k].text(.percent(0)),
    ]
  })
lesson.claim(
  "With twelve times the updates, the rate 0.003 gains {} percentage points",
  100 * (longer[2] - longer[0]), isAbove: 25, .whole)

//: So it does: with thousands of updates a ratio of 10⁻³ comes within a few points of the larger one, and with 240 it is far
//: behind. The best ratio of the table, {{best ratio}}, lies just below $1/\sqrt{T}$ = 0.065; the next one, beyond it, fails. "10⁻²
//: to 10⁻¹ in the first epoch, then falling" is nearer to the truth for short trainings of small networks. The instrument is a
//: good one in any case. It compares a step with what it changes, so that it needs no knowledge of the loss's scale, and
//: layers can be compared with each other. Only the line has to be drawn where *your* training needs it: ask for the number of
//: updates first.

//: ## Alike at the end
//:
//: Now the illnesses (`Eight.swift` has them). Each takes the healthy network and makes one thing sick: weights of a fifth of
//: He's size, or four times it; biases of −2; grey levels from 5 to 6 that nobody standardized; a rate of 2, or of 0.003. For
//: overfitting, one hidden layer of 64 units goes through 400 digits 40 times, by Adam at 0.003, and 40 % of their labels are wrong. What does
//: the end of the
//: training say?

let seed = generator.next()
let runs = inParallel(eight.count) { [digits] i in
  Run(eight[i].settings, on: eight[i].measured, of: digits, seed: seed)
}
let names = eight.map { "\($0.illness)" }
lesson.ask(
  "At the end, how many of the seven have a layer in which all units are dead?",
  ["one, the one with biases of −2", "two or three", "four or more"],
  answer: min(2, runs.count { $0.chart.last.hidden.contains { $0.dead == 1 } } / 2),
  "exploding signals, a large rate and badly scaled inputs kill units as well.")
lesson.table(
  ["", "loss", "right", "dead", "ratio in epoch 1"],
  zip(names, runs).map { name, run in
    let last = run.chart.last
    return [
      name, last.trainingLoss.text(.fixed(2)), run.accuracy.text(.percent(0)),
      last.hidden.map(\.dead).max()!.text(.percent(0)),
      run.chart.visits[1].largestRatio.text(.significant(1)),
    ]
  })
let alike = runs.indices.count { runs[$0].accuracy < 0.3 }
lesson.claim(
  "Of the seven sick networks, {} answer less than 30 % of new digits correctly",
  Double(alike), isWithin: 2...7, .whole)

//: Most of them end in the same way: about a tenth right, a loss near ln 10, or no number at all. The exploding network
//: and the one with a large rate have run away, and what has run away ends with dead units or with no number. The badly scaled
//: inputs have killed a layer by now, so they too look like dead units. Vanishing signals and a small rate both have a
//: ratio of a thousandth. (Where nothing passes any more the ratio is 0, or what rounding leaves of it.) Whoever looks only at
//: the end sees one death from several causes.

//: ## Different at the start
//:
//: Before the first update nothing has run away yet and nothing has died *by training*. What is wrong with the start is
//: there to see; what is wrong with the steps is not, until the first of them has been taken:

func showsAtTheStart(_ chart: Chart) -> Bool {
  chart.inputDeviation > 1.5 || abs(chart.inputMean) > 1.5
    || chart.first.hidden.contains { $0.flat > 0.8 }
    || !(0.5...1.5 ~= growth(chart.first))
}
lesson.ask(
  "How many of the seven illnesses show before the first update?",
  ["none", "one or two", "three or four", "five or more"],
  answer: (runs.dropFirst().count { showsAtTheStart($0.chart) } + 1) / 2,
  "inputs, dead units, vanishing and exploding signals are faults of the start; rates "
    + "and overfitting are faults of what follows.")

//: For each network, what there is to see before a single weight has moved:

lesson.table(
  [
    "before the first update", "inputs", "deviation 1", "per layer", "flat", "gradient",
  ],
  zip(names, runs).map { name, run in
    let (chart, first) = (run.chart, run.chart.first)
    return [
      name,
      "\(chart.inputMean.text(.fixed(1))) ± \(chart.inputDeviation.text(.fixed(1)))",
      first.hidden.first!.deviation.text(.significant(2)),
      first.hidden.count < 2 ? "–" : "× " + growth(first).text(.significant(2)),
      first.hidden.map(\.flat).max()!.text(.percent(0)),
      first.layers[0].gradient.text(.significant(1)),
    ]
  })

//: (Inputs: mean ± deviation. Deviation 1: of the first hidden layer's outputs. Per layer: the factor to the next one.
//: Flat: the largest share of a hidden layer. Gradient: of the first layer.) Layer by layer:

let firsts = Results(eight.map(\.illness)) { illness in
  runs[eight.firstIndex { $0.illness == illness }!].chart.first
}
let faults: [(Illness, Color)] = [
  (.healthy, .grey), (.vanishing, .blue), (.exploding, .orange), (.inputs, .green),
  (.dead, .purple),
]
func faultPlot(_ title: String, _ value: (LayerVisit) -> Double) -> Plot {
  Plot(
    title, x: Axis("layer", scale: .whole),
    y: Axis(title.lowercased(), scale: .logarithmic),
    marks: faults.compactMap { illness, color in
      let points = firsts[illness].layers.enumerated()
        .map { Point(Double($0 + 1), value($1)) }.filter { $0.y > 0 }
      return points.isEmpty ? nil : .line(points, label: "\(illness)", color: color)
    })
}

//: (A line that ends early has only zeros in the layers after it, which a logarithmic axis cannot show; of the dead network
//: every gradient is 0.)

lesson.figure(
  "start",
  .grid(
    shared: .none,
    plots: [[faultPlot("Deviation", \.deviation), faultPlot("Gradient", \.gradient)]]),
  caption:
    "Deviation of the outputs and norm of the gradient by layer, before the first "
    + "update: the healthy network, and the four illnesses of the start.")

//: What tells the four apart, a number each:

lesson.claim(
  "Vanishing: at the start each layer's deviation is {} of the one below",
  growth(firsts[.vanishing]), isBelow: 0.45, .fixed(2))
lesson.claim(
  "Exploding: at the start each layer's deviation is {} times the one below",
  growth(firsts[.exploding]), isAbove: 2.2, .fixed(1))
lesson.claim(
  "Badly scaled inputs: the first layer's deviation is {} times the healthy one's",
  firsts[.inputs].layers[0].deviation / firsts[.healthy].layers[0].deviation,
  isAbove: 2, .fixed(1))
lesson.claim(
  "Dead units: at the start {} of the outputs of some layer are flat",
  firsts[.dead].hidden.map(\.flat).max()!, isAbove: 0.85, .percent(0))
lesson.claim(
  "The two rates start as the healthy network does: the first deviations differ by {}",
  [Illness.rateTooLarge, .rateTooSmall].map {
    abs(firsts[$0].layers[0].deviation - firsts[.healthy].layers[0].deviation)
  }.max()!, isBelow: 1e-12, .significant(1), isAlways: true)

//: Here the illnesses separate. Inputs are looked at first, because all that follows depends on them. Vanishing and
//: exploding signals have a factor per layer, badly scaled inputs do not: their first layer is too large, and the others
//: keep that size. Dead units go with a falling deviation too, so they are asked for before vanishing.
//:
//: Why is the gradient of the vanishing network level, if its signals shrink? A layer's gradient is its input from below times
//: the error from above. If each layer multiplies by $s$, the input of layer $\ell$ has the size $s^{\ell - 1}$, and the error on its
//: way down from layer $L$ the size $s^{L - \ell}$. The product is $s^{L - 1}$ in every layer: too small, but level. So a level
//: gradient is no proof of health. With sigmoids it is the other way round. Their outputs lie around ½, and keep
//: some deviation; but the error is multiplied by the weights and by a slope of at most ¼ in each layer, and the gradient shrinks on the way
//: down. So both directions have to be looked at:

var sigmoids = Settings()
(sigmoids.activation, sigmoids.start) = (.sigmoid, .glorot)
let squashed = Run(
  sigmoids, on: Measured(), of: digits, seed: seed, chartedEpochs: 0
).chart.first
lesson.table(
  ["before the first update", "deviation per layer", "gradient, 1st/3rd"],
  [
    ("healthy", firsts[.healthy]), ("weights too small", firsts[.vanishing]),
    ("sigmoids", squashed),
  ].map { name, first in
    [
      name, "× " + growth(first).text(.significant(2)),
      (first.layers[0].gradient / first.layers[2].gradient).text(.significant(2)),
    ]
  })
lesson.claim(
  "With sigmoids the first layer's gradient is {} of the third's",
  squashed.layers[0].gradient / squashed.layers[2].gradient, isBelow: 0.4, .fixed(2))

//: What is left, when the start is healthy? The two rates and overfitting, and those the course of training tells: a loss
//: that rises or units that die (too large), a loss that falls slowly with a small ratio in all layers (too small), a
//: training loss that falls while the validation loss rises (overfitting). Ask "has something died?" before "is the ratio
//: small?": once a layer is dead, nothing moves any more.

//: ## A case, with its wrong turns
//:
//: A network like ours, and a complaint: "It learns, but so slowly. After eight epochs it knows not even half of the digits."

var complaint = Settings()
complaint.rate = 0.003
let caseSeeds = (0..<5).map { _ in generator.next() }
let patient = Run(complaint, on: Measured(), of: digits, seed: caseSeeds[0])
lesson.table(heads, rows(patient.chart.first))
lesson.record("case start", patient.chart.first.trainingLoss, .fixed(2))
lesson.record("case end", patient.chart.last.trainingLoss, .fixed(2))

//: The loss goes from {{case start}} to {{case end}} in eight epochs. (That another start begins
//: nearer to ln 10 says little: losses of untrained networks scatter.) The first suspicion is *vanishing gradients*, as with every
//: loss that will not fall. The table excludes it: deviations and gradients are level, from the first layer to the last,
//: and as large as in the healthy network. *Dead units?* Half of the outputs are flat, and hardly a unit is dead: no. *Badly
//: scaled inputs?* The first deviation is as it should be. So the start is healthy, and the illness is one of training.
//:
//: The second suspicion: *it is learning, only it has not had the time*. Then five times the epochs should do. Third: the
//: steps are too timid, so momentum. Fourth, the universal remedies. We try them all, each on five seeds:

func tried(_ name: String, _ change: @escaping @Sendable (inout Settings) -> Void)
  -> (name: String, accuracy: Double, ratio: Double)
{
  let runs = inParallel(caseSeeds.count) { [complaint, digits, caseSeeds] i in
    var settings = complaint
    change(&settings)
    return Run(
      settings, on: Measured(), of: digits, seed: caseSeeds[i], chartedEpochs: 1)
  }
  let ratio = runs.map { $0.chart.visits[1].largestRatio }
  return (name, median(runs.map(\.accuracy)), median(ratio))
}

//: Each of these changes one thing, and leaves the others as they came:

let attempts = [
  tried("as it came") { _ in },
  tried("five times the epochs") { $0.epochs = 40 },
  tried("momentum 0.9") { $0.rule = .momentum },
  tried("twice He's start") { $0.start = .heTimes(2) },
  tried("batch norm") { $0.batchNorm = true },
  tried("ten times the rate") { $0.rate = 0.03 },
  tried("thirty times the rate") { $0.rate = 0.1 },
]
lesson.ask(
  "Apart from thirty times the rate, which of these answers most digits correctly?",
  ["five times the epochs", "momentum 0.9", "twice He's start", "ten times the rate"],
  answer: [1, 2, 3, 5].indices.max {
    attempts[[1, 2, 3, 5][$0]].accuracy < attempts[[1, 2, 3, 5][$1]].accuracy
  }!,
  "each step is far too short, and the rate is what makes them longer at no price.")

//: What each of them gives:

lesson.table(
  ["change", "update ratio in epoch 1", "right answers"],
  attempts.map {
    [$0.name, $0.ratio.text(.significant(2)), $0.accuracy.text(.percent(0))]
  })
lesson.claim(
  "Thirty times the rate answers {} of new digits correctly", attempts[6].accuracy,
  isAbove: 0.87, .percent(0))
lesson.claim(
  "Momentum changes the right answers by {} percentage points",
  100 * (attempts[2].accuracy - attempts[0].accuracy), isWithin: -8...8, .fixed(1))
lesson.claim(
  "Batch norm leaves the right answers below the healthy network's by {} points",
  100 * (attempts[6].accuracy - attempts[4].accuracy), isAbove: 25, .whole)

//: Momentum does nothing, since ours averages gradients and does not add them up (13); batch norm does nothing either, for
//: there was nothing to rescale. Twice He's start helps a little: larger weights have larger gradients, so it is the rate in
//: disguise. More epochs help, at five times the price. The ratio had said so from the first epoch: the
//: healthy network moves its weights by some hundredths, this one by a thousandth. *A rate too small*, and the cure is the
//: rate. What made it a diagnosis, and not luck, was the order: first exclude what the start would show, then look at the
//: one number of training that is out of line.

//: ## One cure for everything?
//:
//: Some changes are recommended whatever the illness is. We try six (`Remedy`, in `Eight.swift`) on the healthy network and on six of
//: the sick; overfitting had its cures in lesson 14. Three seeds, median of the right answers.

let cureSeeds = (0..<3).map { _ in generator.next() }
let remedies = Remedy.allCases
let cured = inParallel(7 * remedies.count * 3) { [digits, cureSeeds] i in
  let (example, remedy) = (
    eight[i / 3 / remedies.count], remedies[i / 3 % remedies.count]
  )
  return Run(
    remedy.applied(to: example.settings), on: example.measured, of: digits,
    seed: cureSeeds[i % 3], chartedEpochs: 0
  ).accuracy
}
func right(_ example: Int, _ remedy: Remedy) -> Double {
  let start = 3 * (example * remedies.count + remedies.firstIndex(of: remedy)!)
  return median(Array(cured[start..<start + 3]))
}
func curedCount(_ remedy: Remedy) -> Int { (1..<7).count { right($0, remedy) > 0.75 } }

//: We count how many of the six rise above 75 %:

lesson.ask(
  "Which of the six remedies lifts the most of the six illnesses above 75 %?",
  Remedy.allCases.dropFirst().map(\.rawValue),
  answer: remedies.indices.dropFirst().max {
    curedCount(remedies[$0]) < curedCount(remedies[$1])
  }! - 1,
  "it rescales whatever comes in, without asking for the cause.")

//: Each row is a network, each column a remedy:

lesson.table(
  [""] + remedies.map(\.rawValue),
  (0..<7).map { example in
    [names[example]] + remedies.map { right(example, $0).text(.percent(0)) }
  })
lesson.claim(
  "Batch norm lifts {} of the six illnesses above 75 %",
  Double(curedCount(.batchNorm)),
  isWithin: 3...6, .whole)
lesson.claim(
  "A leaky ReLU brings the dead units to {} right answers", right(3, .leaky),
  isBelow: 0.4, .percent(0))
lesson.claim(
  "A tenth of the rate leaves the exploding network {} points below He's start",
  100 * (right(0, .none) - right(2, .smallerRate)), isAbove: 3, .whole)

//: Batch norm is the nearest thing to a universal remedy, as lesson 10 made plausible. That is a reason to use it, and a reason to
//: distrust it as a diagnosis: it hides what is wrong, and does not remove it. It does nothing for a small rate, which Adam
//: cures, as it does the large one. A leaky
//: ReLU, made against dead units, does not wake these: where a unit is off for every example its slope is 0.01, through three
//: layers a millionth. And a smaller rate makes the exploding weights bearable, not well.
//:
//: So a treatment names the knob that it turns, and why this one. In the exercises the grader holds you to that: a change that
//: helps without touching the cause is called by its name.

//: ## A doctor by rule
//:
//: Can the order be written down? We draw a *family* of patients, six of each illness and six healthy, of two to four layers,
//: 24 to 48 units, with ReLU, tanh or sigmoid, inputs standardized or divided by their largest value, and rates that would be healthy for them. Half are severe; half are mild, as near
//: to healthy as can still be called sick. Three doctors read their charts: one says the same of everybody; one goes by
//: textbook thresholds on the last epoch; and one asks in the order of the last sections, beginning before the first update. (It is
//: the reference answer to exercise 16.10, so its code is not shown here.)

func byTheEnd(_ chart: Chart) -> Illness {
  let (last, ratios) = (chart.last, chart.last.layers.map(\.updateRatio))
  if !last.trainingLoss.isFinite { return .rateTooLarge }
  if last.hidden.contains(where: { $0.dead > 0.5 }) { return .dead }
  let (bottom, top) = (last.hidden.first!.gradient, last.hidden.last!.gradient)
  if bottom < 0.1 * top { return .vanishing }
  if bottom > 10 * top { return .exploding }
  if ratios.max()! < 1e-3 { return .rateTooSmall }
  if ratios.max()! > 1e-2 { return .rateTooLarge }
  return last.trainingAccuracy - last.validationAccuracy > 0.15
    ? .overfitting : .healthy
}
let patients = family(of: 6, digits: digits, seed: generator.next())
func share(_ doctor: (Chart) -> Illness, _ isCounted: (KnownPatient) -> Bool)
  -> Double
{
  let counted = patients.filter(isCounted)
  return Double(counted.count { doctor($0.chart) == $0.illness })
    / Double(counted.count)
}

//: The shares of right names:

lesson.ask(
  "What share of the patients does the doctor by thresholds at the end name correctly?",
  ["about an eighth, as by chance", "a third to a half", "two thirds", "nine tenths"],
  answer: [0.22, 0.58, 0.8].firstIndex { share(byTheEnd) { _ in true } < $0 } ?? 3,
  "at the end many illnesses look alike, and the thresholds were made for others.")
lesson.table(
  ["doctor", "mild", "severe", "all"],
  [
    ("the same name for all", { _ in .healthy }), ("thresholds at the end", byTheEnd),
    ("in order, from the start", doctor),
  ].map { (name: String, doctor: (Chart) -> Illness) in
    [name, share(doctor, \.isMild).text(.percent(0))]
      + [share(doctor) { !$0.isMild }, share(doctor) { _ in true }].map {
        $0.text(.percent(0))
      }
  })
lesson.claim(
  "Thresholds at the end name {} of the patients correctly",
  share(byTheEnd) { _ in true },
  isBelow: 0.65, .percent(0))
lesson.claim(
  "The ordered rule names {} of the patients correctly", share(doctor) { _ in true },
  isAbove: 0.85, .percent(0))

//: Who is taken for what, by the ordered rule:

lesson.table(
  ["is ↓, named →"] + Illness.allCases.indices.map { "\($0 + 1)" },
  Illness.allCases.enumerated().map { k, truth in
    ["\(k + 1) \(truth)"]
      + Illness.allCases.map { named in
        let count = patients.count { $0.illness == truth && doctor($0.chart) == named }
        return count == 0 ? "·" : "\(count)"
      }
  })

//: The rule is a dozen lines with a handful of thresholds, and no threshold is finely tuned. What makes the difference is
//: *when* the numbers are taken, and in which *order* they are asked for. Where it errs, in this family or in others (`--seed 3` draws one), it errs with the mild: a rate that is
//: only just too small, signals that vanish slowly, a network that overfits a little. There the line between sick and
//: healthy is a matter of taste.

//: ## The rescue, step by step
//:
//: Sixteen lessons on one figure. We begin where lesson 05 left us: eight layers of sigmoids with weights from ±1/√n, on
//: raw pixels, eight epochs of plain descent at 0.1. Then we change one thing after another, each from a lesson, and keep what was changed. Six seeds; the mean of
//: the right answers on new digits, and the unluckiest seed.

let steps = rescue()
let rescueSeeds = (0..<6).map { _ in generator.next() }
let rescued = inParallel(steps.count * 6) { [steps, digits, rescueSeeds] i in
  let run = Run(
    steps[i / 6].settings, on: Measured(), of: digits, seed: rescueSeeds[i % 6],
    chartedEpochs: 0)
  return (run.accuracy, run.chart.first.layers.map(\.gradient))
}
let reached = steps.indices.map { k in (0..<6).map { rescued[6 * k + $0].0 }.mean }
let lowest = steps.indices.map { k in (0..<6).map { rescued[6 * k + $0].0 }.min()! }
let downwards = steps.indices.map { k in
  median((0..<6).map { rescued[6 * k + $0].1[0] / rescued[6 * k + $0].1[7] })
}
lesson.ask(
  "Which of the first three changes, standardized inputs, ReLU, He's start, brings the "
    + "first right answers?",
  ["standardized inputs", "ReLU", "He's start"],
  answer: (1...3).first { reached[$0] > 0.3 }.map { $0 - 1 } ?? 2,
  "the others are needed too, but while the signal fades out on its way nothing that "
    + "they do can be seen.")

//: The right answers after each step, and the gradients at three of them:

lesson.figure(
  "rescue",
  .grid(
    shared: .none,
    plots: [
      [
        Plot(
          "Right answers", x: Axis("step", scale: .whole),
          y: Axis("share", over: 0...1),
          marks: [
            .line(reached, from: 1, label: "mean", color: .blue),
            .line(lowest, from: 1, label: "unluckiest seed", color: .purple),
          ]),
        byLayer(
          "Gradient at the start",
          [1, 3, 4].map { ("step \($0)", rescued[6 * ($0 - 1)].1) }),
      ]
    ]),
  caption:
    "Left: right answers on 300 new digits after each step, mean and lowest of six "
    + "seeds. Right: the gradient's norm by layer before the first update, at three of "
    + "the steps.")

//: Step by step, with the first layer's gradient divided by the eighth's:

lesson.table(
  ["step", "change", "lesson", "gradient, 1st/8th", "right answers", "unluckiest"],
  steps.indices.map { k in
    [
      "\(k + 1)", steps[k].name, steps[k].lesson, downwards[k].text(.significant(1)),
      reached[k].text(.percent(1)), lowest[k].text(.percent(0)),
    ]
  })

//: Four things that are not luck:

lesson.claim(
  "The network of step 1 answers {} of new digits correctly", reached[0], isBelow: 0.15,
  .percent(0))
lesson.claim(
  "After the last step it answers {}", reached[steps.count - 1], isAbove: 0.9,
  .percent(0))
lesson.claim(
  "He's start brings {} percentage points more than ReLU alone",
  100 * (reached[3] - reached[2]), isAbove: 40, .whole)
lesson.claim(
  "With clipping, even the unluckiest seed answers {} of new digits correctly",
  lowest[4],
  isAbove: 0.65, .percent(0))

//: The first two changes do nothing, and that is the point of the figure. Standardized inputs are of no use to layers that
//: pass nothing on. With ReLU the gradient no longer shrinks on its way down; but with small weights the signal shrinks on its
//: way up, so the gradient is level and far too small: the line of step 3 lies a hundred times and more below that of step
//: 4. *One illness hides the cure of another.* With He's start the dam breaks. After that each change is worth little on
//: average. Clipping helps the unlucky seeds; Adam and batch norm change the mean by two points at most, and not always upwards; time, with the
//: best epoch kept, brings a few points more. (With batch norm the first layer's gradient is several times the eighth's: lesson 10
//: found the factor of 1.21 per layer.) What each is worth depends on what has been done before, so "how much does batch norm
//: bring?" has no answer without the rest of the recipe. And section 1 is worth a thought: three layers with steps 2, 3 and
//: 4 alone do nearly as well. Depth was what made the rescue necessary.

//: ## Seven patients
//:
//: They have numbers and no names. Six are sick, each with a different illness, and one is healthy; not all that is unusual is
//: sick. You get their settings and their charts. This is patient {{number}}; `--patient` shows you the others.

let shown = ward[Int(lesson.knob("patient")) - 1]
let examined = Run(
  shown.settings, on: shown.measured, of: digits, seed: generator.next())
lesson.record("number", Double(shown.number), .whole)
lesson.table(["setting", "of patient \(shown.number)", ""], shown.settings.remarks)

//: Before the first update, after the first epoch and at the end:

lesson.table(heads, rows(examined.chart.first))
lesson.table(heads, rows(examined.chart.visits[1]))
lesson.table(heads, rows(examined.chart.last))
lesson.figure(
  "patient", drawn(examined.chart),
  caption:
    "The patient's chart: before the first update (blue) and at the end (orange).")
lesson.try(
  "--section 9 --patient 2",
  "Is it ill of the same as patient 1? And the others, up to 7?")

//: All seven at a glance. The right answers say who suffers, and not from what; one of these seven is well.

let glances = inParallel(ward.count) { [digits] i in
  Run(ward[i].settings, on: ward[i].measured, of: digits, seed: UInt64(i))
}
lesson.table(
  ["patient", "inputs", "loss at start", "loss", "validation", "right"],
  zip(ward, glances).map { patient, run in
    let (chart, last) = (run.chart, run.chart.last)
    return [
      "\(patient.number)",
      "\(chart.inputMean.text(.fixed(1))) ± \(chart.inputDeviation.text(.fixed(1)))",
      chart.first.trainingLoss.text(.significant(3)),
      last.trainingLoss.text(.significant(3)),
      last.validationLoss.text(.significant(3)), run.accuracy.text(.percent(0)),
    ]
  })
lesson.claim(
  "Of the seven, {} answers at least 85 % of new digits correctly",
  Double(glances.count { $0.accuracy >= 0.85 }), isWithin: 1...1, .whole)

//: In exercises 16.3 to 16.9 you name each illness and change one setting. Your cure is then trained with twenty seeds that
//: nobody has seen. It must bring nineteen of them to 85 % of new digits; where labels are wrong, to four points more than the patient
//: had. If it does not, or if it helps without touching what is sick, you are told so, with the
//: chart of what happened.

//: ## A network of your own
//:
//: ```
//: swift run lesson16 --mine
//: ```
//:
//: trains a classifier for the digits in which every number is computed by *your* answers to earlier exercises: fifteen
//: functions, from standardizing (6.1), He's start (8.3) and batches (4.4) through dense layers (1.6, 3.5), batch norm (10.1 to 10.4), leaky ReLUs
//: (2.3) and dropout (14.5) to the softmax gradient (3.6), clipping (12.3), Adam (13.7) and stopping in time (14.3). For what is
//: still open the course's function stands in, and the list says which. Each function is compared with the course's while
//: the training runs, on the very numbers that it gets there; so one that is wrong is named, and two that are wrong are both
//: named. You also read what the doctor makes of the chart. Do not rely on that alone: a flipped sign makes an illness at once,
//: but batch norm and Adam forgive so much that many a mistake reads "healthy". That is how such mistakes stay in code that
//: is in use, and why this course compares.
//:
//: With the course's own answers in all places it comes to this, beside the engine's layers with the same numbers:

let own = OwnNetwork(of: .reference, on: digits, seed: 16)
let twin = engineTwinAccuracy(of: .reference, on: digits, seed: 16)
lesson.table(
  ["made of", "right answers"],
  [
    ["fifteen functions", own.accuracy.text(.percent(1))],
    ["the engine's layers", twin.text(.percent(1))],
  ])
lesson.claim(
  "The two differ by {} percentage points", 100 * abs(own.accuracy - twin),
  isBelow: 1.5,
  .fixed(1))

//: ## What to remember
//:
//: 1. Write down a chart *before the first update*. Inputs, dead units, vanishing and exploding signals show there, and look
//:    alike later.
//: 2. Ask in an order: inputs, flat units, size per layer up, gradient per layer down; then what has died or run away, then
//:    the update ratio, then the gap between training and validation.
//: 3. The update ratio's line depends on how many updates there are. For a few hundred, 10⁻² and more.
//: 4. Change one thing, the sick one. A universal remedy that helps has not told you what was wrong.
//:
//: What each illness is known by, in this run:

lesson.table(
  ["illness", "known by", "measured", "healthy"],
  signs.map { illness, sign, measure in
    let sick = runs[eight.firstIndex { $0.illness == illness }!].chart
    return ["\(illness)", sign]
      + [sick, runs[0].chart].map { measure($0).text(.significant(2)) }
  })

//: A network that does not learn is like a pump that has lost its prime: nothing is broken for good, but nothing flows, until
//: one finds the place where it stands still. This was the last lesson. Where you go from here, the networks will be larger, the
//: losses different, and the charts the same.
//:
//: ## Exercises
//:
//: Open `Exercises/16-the-clinic.swift`. You write two of the instruments, treat the seven patients, write a doctor that reads
//: charts it has never seen, and put your own layers together into a network. Put your own lines in the place of each `todo`,
//: and run the grader:
//:
//: ```
//: swift test --filter lesson16
//: ```

lesson.exercises()
lesson.end()
