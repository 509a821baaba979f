//: # Optimizers
//:
//: *What do momentum and adaptive rates repair that plain descent cannot?*
//:
//: Plain descent has one idea: take the gradient of this moment, multiply it by a number, and step. It keeps no memory,
//: and it treats all parameters alike. Both can be changed. One family of rules remembers earlier gradients and steps
//: along their average. Another gives every parameter a learning rate of its own. Adam does both.
//:
//: A *rule* is what turns gradients into steps; a *step*, or update, is one change of the parameters. We build seven
//: rules from the same few lines of arithmetic and let them compete: first in a landscape of two parameters, where we
//: can compute what must happen, then on the digits. Every rule is tried at many learning rates and judged at its own
//: best, because a rule at a bad rate tells us about the rate.

import Datasets
import Engine
import LessonKit
import Plots

let lesson = Lesson(
  13, takesMNIST: true,
  knobs: Knob("rate", 0.095, in: 0.001...0.2, "η of the second path in section 1"),
  Knob("kappa", 20, in: 1...400, "κ of the valley in the pictures"),
  Knob("beta", 0.9, in: 0...0.99, "β of momentum in its pictures"),
  Knob("anomaly", 5, in: 0...20, "the one bad gradient"),
  Knob("factor", 4, in: 1...8, "how much larger the rate is, a layer further back"))
let digits = lesson.digits().standardized()
var generator = Generator(seed: lesson.seed)

//: ## A valley
//:
//: Near a minimum, a loss looks like a bowl. In most directions of a network's bowl the floor is nearly flat; in a few
//: the walls are steep. Two parameters are enough to have one of each:
//:
//: $$ L(a, b) = \frac{1}{2} \left( a^2 + \kappa b^2 \right) $$
//:
//: This is a valley. Its floor runs along $a$, its walls rise along $b$, and $\kappa$, the *condition number*, says how
//: much more the walls curve than the floor. The minimum is at $(0, 0)$. The gradient is $(a, \kappa b)$, so one step
//: of plain descent at the rate $\eta$ gives
//:
//: $$
//: \begin{aligned}
//: a &\gets a - \eta a = (1 - \eta) \, a \\
//: b &\gets b - \eta \kappa b = (1 - \eta \kappa) \, b
//: \end{aligned}
//: $$
//:
//: Each coordinate is multiplied by a number of its own, at every step. The curvature along $b$ is $\kappa$, so the
//: limit of lesson 04 is $\eta < 2 / \kappa$, and above half of it the path leaps from wall to wall. The steepest
//: direction sets the rate, and the flattest, along which $a$ shrinks by the factor $1 - \eta$ per step, has to live
//: with it.
//:
//: Here is a gentle valley, $\kappa = {{kappa}}$, with the limit at {{limit}}, and plain descent at three rates,
//: fourteen steps each from $(-1, 0.2)$.

let kappa = lesson.knob("kappa")
let gentle = Valley(steepness: kappa)
let threeRates = [0.4 / kappa, lesson.knob("rate"), 2.1 / kappa]
let distances = threeRates.map { rate in
  let rule = GradientDescent(learningRate: rate)
  return gentle.path(of: rule, from: Matrix([[-1, 0.2]]), steps: 14).last!.norm
}
lesson.record("kappa", kappa, .significant(2))
lesson.record("limit", 2 / kappa, .significant(1))

let rateTexts = threeRates.map { "η = \(short($0))" }
func shown(rate i: Int) -> Plot {
  gentle.map(
    rateTexts[i], of: GradientDescent(learningRate: threeRates[i]), steps: 14,
    color: .blue)
}
lesson.ask(
  "Which of the three ends nearest to the minimum?",
  [
    "the first, \(rateTexts[0])", "the second, \(rateTexts[1])",
    "the third, \(rateTexts[2])",
  ], answer: distances.indices.min { distances[$0] < distances[$1] }!,
  "a small rate is calm and hardly moves along the floor; above the limit, as in the "
    + "third, every leap across is longer than the one before.")

//: Seen from above, with a ring at the start, a disc at the end and a cross at the minimum:

lesson.figure(
  "descent",
  .grid(
    shared: .both,
    plots: (0...2).map { [shown(rate: $0)] }),
  caption: "Which of the three learns? Fourteen steps of plain descent in a valley "
    + "with κ = \(short(kappa)), seen from above. The limit of the rate is "
    + "2/κ = \(short(2 / kappa)).")
lesson.try(
  "--section 1 --rate 0.1",
  "What does the second path do exactly at the limit, and why does it never arrive?")
lesson.try(
  "--section 1 --kappa 100 --rate 0.0195",
  "Why are the pictures not drawn for κ = 100?")

//: From here on the pictures show this gentle valley, and the numbers are those of a steeper one, $\kappa = 100$. The
//: best compromise makes both factors equally large (lesson 06), so $\eta = 2/(1 + \kappa)$. Then both coordinates
//: shrink by the factor
//:
//: $$ \frac{\kappa - 1}{\kappa + 1} = \frac{99}{101} $$
//:
//: per step. No rate does better: a higher one makes the factor of $b$ larger, a lower one that of $a$. How many steps
//: does it take until the distance to the minimum is a hundredth of what it was? By the formula,
//: $\ln 100 / \ln (101/99) = {{predicted steps}}$. We let plain descent start at eight places.

let valley = Valley(steepness: 100)
let predictedSteps = log(100) / log(101.0 / 99)
lesson.record("predicted steps", predictedSteps, .whole)

/// Eight places to start from, as (along the floor, across it).
let starts = Matrix(rows: 8, columns: 2) { _, _ in
  generator.uniform(in: 0.5..<1.5) * (generator.uniform() < 0.5 ? -1 : 1)
}
let plainSteps = valley.steps(
  of: GradientDescent(learningRate: 2.0 / 101), from: starts, within: 600)
lesson.claim(
  "At the best rate plain descent takes {} steps, on average over eight starts",
  plainSteps, isWithin: 222...238, .whole)

//: With $\kappa = 10\,000$ the formula gives a hundred times as many. This is what the other rules are for.

//: ## An average of gradients
//:
//: Look at the zig-zag once more. Across the valley the gradients alternate: left, right, left, right. Along it they
//: all point the same way. If we stepped along the *average* of the last few gradients, the alternating parts would
//: cancel and the common part would stay. That is *momentum*:
//:
//: $$
//: \begin{aligned}
//: v &\gets \beta v + (1 - \beta) \, g \\
//: w &\gets w - \eta v
//: \end{aligned}
//: $$
//:
//: $g$ is the gradient at $w$, and $v$, the *velocity*, starts at 0. To see what $v$ is, substitute the first line
//: into itself. After step $t$:
//:
//: $$
//: \begin{aligned}
//: v_t &= (1 - \beta) g_t + \beta v_{t-1} \\
//: &= (1 - \beta) g_t + (1 - \beta) \beta g_{t-1} + \beta^2 v_{t-2} \\
//: &= (1 - \beta) \sum_{k=0}^{t-1} \beta^k g_{t-k}
//: \end{aligned}
//: $$
//:
//: Every gradient of the past takes part, and the one of $k$ steps ago has the weight $(1 - \beta) \beta^k$. So there
//: is no end to the memory, but it fades by the factor $\beta$ per step. It is often said to be $1/(1 - \beta)$ steps
//: long, 10 for $\beta = 0.9$.

let betas = [0.5, 0.9, 0.99]
/// The weight of a gradient after 0, 1, 2, … further steps, measured.
func memory(_ beta: Double, steps: Int) -> [Double] {
  let gradients = [1] + [Double](repeating: 0, count: steps)
  return Momentum(learningRate: 1, beta: beta).strides(under: gradients).values
}
let shares = Results(betas) { beta in
  memory(beta, steps: 200).prefix(Int((1 / (1 - beta)).rounded())).reduce(0, +)
}

lesson.record("share", shares[0.9], .percent(0))
lesson.ask(
  "What share of the weight do the last ten gradients have, for β = 0.9?",
  ["about a third", "about two thirds", "nearly all of it"],
  answer: shares[0.9] < 0.5 ? 0 : shares[0.9] < 0.85 ? 1 : 2,
  "{{share}}. What is older has 0.9¹⁰ of the weight, and for longer memories that "
    + "share tends to 1/e.")

//: The weights by the age of the gradient, and the share of the last $1/(1 - \beta)$ of them, for three values of
//: $\beta$:

lesson.figure(
  "memory",
  Plot(
    x: Axis("steps ago"), y: Axis("weight"),
    marks: betas.map {
      .line(memory($0, steps: 40), label: "β = \($0)", color: .orange)
    }),
  caption: "The weight that the velocity gives to a gradient, by its age. "
    + "Measured: a single gradient of 1, then zeros.")
lesson.table(
  ["$\\beta$", "memory $1/(1 - \\beta)$", "share of the weight in it"],
  shares.map { ["\($0)", (1 / (1 - $0)).text(.whole), $1.text(.percent(1))] })

//: ## What momentum does in a valley
//:
//: Momentum has two numbers to choose. We give each of six values of $\beta$ its own best rate of thirteen, from 0.001
//: to 1, in the valley of $\kappa = 100$. ($\beta = 0$ is plain descent.)

let manyBetas = [0, 0.5, 0.75, 0.9, 0.95, 0.99]
let fineRates = (0...12).map { pow(10, Double($0) / 4 - 3) }
let stepsByBeta = Results(manyBetas) { beta in
  fineRates.map { rate in
    let momentum = Momentum(learningRate: rate, beta: beta)
    return valley.steps(of: momentum, from: starts, within: 1000)
  }.min()!
}
func stepsByFormula(_ beta: Double) -> Double { log(100) / (-log(beta) / 2) }

lesson.ask(
  "Which β gets there first?", ["0.5", "0.75", "0.9", "0.99"],
  answer: [0.5, 0.75, 0.9, 0.99].map { stepsByBeta[$0] }.enumerated()
    .min { $0.element < $1.element }!.offset,
  "momentum has to remember long enough for this valley, and not longer: what it "
    + "remembers carries it past the minimum, too.")

//: The last column of the table is a prediction: with momentum every direction shrinks by the factor $\sqrt{\beta}$ per
//: step, steep or flat, if $\beta$ is large enough for the valley. The next section, a deeper one, derives it, and with
//: it the best $\beta$ and the best rate.

lesson.table(
  [
    "$\\beta$", "steps to a hundredth, measured",
    "$\\ln 100 / (-\\ln \\sqrt{\\beta})$",
  ],
  stepsByBeta.map { beta, steps in
    let predicted = beta < 0.67 ? "" : stepsByFormula(beta).text(.whole)
    return ["\(beta)", steps.text(.whole), predicted]
  })
lesson.claim(
  "Plain descent takes {} times as many steps as momentum with β = 0.75",
  stepsByBeta[0] / stepsByBeta[0.75], isAbove: 4, .fixed(1))
lesson.claim(
  "Momentum with β = 0.99 takes {} times as many steps as plain descent",
  stepsByBeta[0.99] / stepsByBeta[0], isAbove: 2, .fixed(1))

//: Momentum of 0.9 is a good habit, but a habit: here 0.75 is better, and with 0.99 the point rolls to and fro along
//: the floor for so long that plain descent arrives first.

let shownBeta = lesson.knob("beta")
let shownRate = 4 / kappa
func shown(beta: Double, steps: Int) -> Plot {
  gentle.map(
    "momentum, β = \(short(beta)), η = \(short(shownRate))",
    of: Momentum(learningRate: shownRate, beta: beta), steps: steps, color: .orange)
}
lesson.figure(
  "momentum",
  .grid(
    shared: .both,
    plots: [
      [
        gentle.map(
          "plain descent, η = \(short(1.9 / kappa))",
          of: GradientDescent(learningRate: 1.9 / kappa), steps: 14, color: .blue)
      ], [shown(beta: 0.5, steps: 14)], [shown(beta: shownBeta, steps: 40)],
    ]),
  caption: "The gentle valley: fourteen steps each in the first two pictures, "
    + "forty in the third.")
lesson.try(
  "--section 3 --beta 0.97",
  "What does a longer memory do to the swings across, and to those along the floor?")

//: It is often said that momentum dampens oscillation. Does it? Two things can be counted: how far a path walks from
//: wall to wall in all, in units of its first height $b$, and how far it overshoots along the floor, in units of its
//: first $a$.

/// The way across and the overshoot along, of 600 steps from (1, 1).
func swings(_ rule: some UpdateRule) -> (across: Double, along: Double) {
  let path = valley.path(of: rule, from: Matrix([[1, 1]]), steps: 600)
  let across = zip(path, path.dropFirst()).map { abs($0[0, 1] - $1[0, 1]) }
  return (across.reduce(0, +), max(0, -path.map { $0[0, 0] }.min()!))
}
let swingers = [
  ("plain descent, η = 0.0178", swings(GradientDescent(learningRate: 0.0178))),
  ("plain descent, η = 0.0195", swings(GradientDescent(learningRate: 0.0195))),
  ("momentum, β = 0.9, η = 0.0195", swings(Momentum(learningRate: 0.0195))),
  ("momentum, β = 0.9, η = 0.056", swings(Momentum(learningRate: 0.056))),
]
lesson.table(
  ["", "way across the valley", "overshoot along it"],
  swingers.map { [$0, $1.across.text(.fixed(1)), $1.along.text(.percent(0))] })
lesson.claim(
  "At the same rate of 0.0195 momentum walks {} of plain descent's way across",
  swingers[2].1.across / swingers[1].1.across, isBelow: 0.25, .percent(0))
lesson.claim(
  "At their best rates momentum walks {} times as far across as plain descent",
  swingers[3].1.across / swingers[0].1.across, isAbove: 1, .fixed(1))
lesson.claim(
  "At its best rate momentum overshoots along the floor by {} of its start",
  swingers[3].1.along, isAbove: 0.03, .percent(0))

//: So the sentence is half true. At the *same* rate momentum does dampen the swings. But that is not what it is good
//: for: what saves steps is a higher rate, 0.056 instead of 0.0178, and there momentum swings at least as far across as
//: plain descent, and along the floor it overshoots, which plain descent never does. What momentum changes is that the
//: swings no longer forbid a rate that the floor needs. (The floor, where all gradients agree, feels the whole rate;
//: the wall feels only the share $1 - \beta$ of it with which each new gradient enters.)

//: ## Why the root of κ (deeper)
//:
//: Take one direction with curvature $\lambda$ (1 along the floor, $\kappa$ across), where the gradient is
//: $g = \lambda w$. The previous step gave us $v = (w_{t-1} - w_t)/\eta$. Substitute that into the rule and the
//: velocity disappears:
//:
//: $$
//: \begin{aligned}
//: w_{t+1} &= w_t - \eta \left( \beta \, \frac{w_{t-1} - w_t}{\eta} + (1 - \beta) \lambda w_t \right) \\
//: &= \left( 1 + \beta - p \right) w_t - \beta \, w_{t-1}, \qquad p = \eta (1 - \beta) \lambda
//: \end{aligned}
//: $$
//:
//: Try $w_t = r^t$, and divide by $r^{t-1}$:
//:
//: $$ r^2 - (1 + \beta - p) \, r + \beta = 0 $$
//:
//: Both roots of this equation give a solution, and every other solution is a combination of the two,
//: $c_1 r_1^t + c_2 r_2^t$, with $c_1$ and $c_2$ from the first two places. (If the roots coincide,
//: $(c_1 + c_2 t) \, r^t$.) So the longer root says how fast the direction shrinks. The product of the roots is
//: $\beta$. If they are complex they are conjugates, of the same length, and that is $\sqrt{\beta}$: the direction
//: shrinks by the factor $\sqrt{\beta}$ per step, *whatever its curvature*. They are complex as long as
//: $(1 + \beta - p)^2 < 4 \beta$, that is, for
//:
//: $$ \left( 1 - \sqrt{\beta} \right)^2 < p < \left( 1 + \sqrt{\beta} \right)^2 $$
//:
//: Read this as a window for $p$, and so for the curvature. Outside of it the roots are real, and one of them is longer
//: than $\sqrt{\beta}$. Below the window both are positive: no swing, and for $p \to 0$ the longer one tends to 1, no
//: progress. Above it both are negative: the sign alternates as in plain descent, and at $r = -1$ it stops shrinking.
//: Substitute that into the equation, and $1 + (1 + \beta - p) + \beta = 0$ gives the limit
//:
//: $$ p < 2 (1 + \beta) $$
//:
//: The upper end of the window is $(1 + \sqrt{\beta})^2/(1 - \sqrt{\beta})^2$ times the lower one, {{window}} times for
//: $\beta = 0.9$. As long as the walls curve at most that much more than the floor, one rate puts every direction into
//: the window, and steep and flat ones converge equally fast. For $\beta = 0.5$ the ratio is only {{narrow window}}: in
//: our valley one direction is always outside, and so its row of the table has no prediction. For plain descent,
//: $\beta = 0$, the window has no width at all.
//:
//: The price is that nothing converges *faster* than by the factor $\sqrt{\beta}$. A larger $\beta$ gives a wider
//: window and slower progress. The best one is just wide enough,
//: $(1 + \sqrt{\beta})/(1 - \sqrt{\beta}) = \sqrt{\kappa}$, and the best rate puts the floor, $\lambda = 1$, at the
//: lower end:
//:
//: $$
//: \begin{aligned}
//: \sqrt{\beta} &= \frac{\sqrt{\kappa} - 1}{\sqrt{\kappa} + 1} = \frac{9}{11} \\
//: \eta (1 - \beta) &= \left( 1 - \sqrt{\beta} \right)^2 = \frac{4}{\left( \sqrt{\kappa} + 1 \right)^2} = 0.033
//: \end{aligned}
//: $$
//:
//: so $\beta = 0.67$ and $\eta = 0.1$. The first line is the formula of plain descent with $\sqrt{\kappa}$ in the place
//: of $\kappa$. It is due to [Polyak, "Some methods of speeding up the convergence of iteration methods"
//: (1964)](https://doi.org/10.1016/0041-5553%2864%2990137-5); with pictures to play with it is told by [Goh, "Why
//: Momentum Really Works" (Distill, 2017)](https://doi.org/10.23915/distill.00006).

func windowWidth(_ beta: Double) -> Double {
  let root = beta.squareRoot()
  return pow((1 + root) / (1 - root), 2)
}
lesson.record("window", windowWidth(0.9), .whole)
lesson.record("narrow window", windowWidth(0.5), .whole)
let atOptimum = valley.steps(
  of: Momentum(learningRate: 0.1, beta: 81.0 / 121), from: starts, within: 600,
  reach: 10)
lesson.record("at optimum", atOptimum, .whole)
lesson.record("by optimum", stepsByFormula(81.0 / 121), .whole)
lesson.record("at 0.75", stepsByBeta[0.75], .whole)

lesson.claim(
  "Momentum with β = 0.9 takes {} times as many steps as the formula says",
  stepsByBeta[0.9] / stepsByFormula(0.9), isWithin: 0.8...1.2, .fixed(2))

//: At exactly this $\beta$ and this rate the valley takes {{at optimum}} steps, and not the {{by optimum}} of the
//: formula: both directions sit at an end of the window, where the roots coincide and the factor $t$ has to die out. A
//: little more $\beta$ costs less than that: 0.75 needs {{at 0.75}}, at the best of thirteen rates.
//:
//: Now the limit. In the words of the curvature it is $\eta (1 - \beta) < 2 (1 + \beta) / \lambda$. We look for it by
//: halving: the highest rate at which the wall's direction, $\lambda = 100$, shrinks.

/// The highest rate at which a direction of curvature 100 does not grow.
func highestRate(_ beta: Double) -> Double {
  var (low, high) = (0.0, 2.0)
  for _ in 1...20 {
    let rate = (low + high) / 2
    let places = Momentum(learningRate: rate, beta: beta)
      .follow(from: 1, steps: 800) { _, w in 100 * w }
    let end = places.suffix(20).map { abs($0) }.max()!
    if end < 1 { low = rate } else { high = rate }
  }
  return low
}

//: Four values of $\beta$, beside the formula:

let stableBetas = [0, 0.5, 0.75, 0.9]
let highest = Results(stableBetas, highestRate)
lesson.table(
  [
    "$\\beta$", "highest $\\eta$, measured", "$2(1+\\beta)/((1-\\beta)\\lambda)$",
    "$\\eta (1 - \\beta)$",
  ],
  highest.map { beta, rate in
    let formula = 2 * (1 + beta) / (1 - beta) / 100
    let rates = [rate, formula, rate * (1 - beta)].map { $0.text(.fixed(3)) }
    return ["\(beta)"] + rates
  })
lesson.claim(
  "With β = 0.9 the highest rate is {} times that of plain descent",
  highest[0.9] / highest[0], isWithin: 18...20, .fixed(1), as: "stability")
lesson.claim(
  "In the frameworks' numbers, η(1 − β), it is {} times that of plain descent",
  0.1 * highest[0.9] / highest[0], isWithin: 1.8...2, .fixed(2), as: "true stability")

//: Which of the two factors counts? The floor, on which all gradients point the same way, feels $\eta$: there the
//: velocity is the gradient itself. The wall feels $\eta (1 - \beta)$, the share with which each new gradient enters.
//: So by its own measure the wall withstands less than twice the rate, and a factor of $1/(1 - \beta) = 10$ is a
//: matter of convention: of what we call the rate.

//: ## One bad gradient
//:
//: Momentum promises calm, too. One batch with a wrong label or an odd example can have a gradient that has nothing to
//: do with the others, and plain descent follows it at full length. With momentum it enters with the share $1 - \beta$.
//: Take a loss with two hollows, at $-1$ and at $+1$, and a ridge at 0 between them:
//:
//: $$ L(w) = \frac{1}{4} \left( w^2 - 1 \right)^2, \qquad g = w \left( w^2 - 1 \right) $$
//:
//: We start at $+1$, where the gradient is 0. At step 5 comes one anomalous gradient of {{anomaly}}, at $\eta = 0.3$;
//: all the others are true.

/// The gradient of the two hollows, but at step 5 an anomaly.
func hollows(_ rule: some UpdateRule, anomaly: Double) -> [Double] {
  [1] + rule.follow(from: 1, steps: 60) { t, w in t == 5 ? anomaly : w * (w * w - 1) }
}
let anomaly = lesson.knob("anomaly")
let thrown = hollows(GradientDescent(learningRate: 0.3), anomaly: anomaly)
let kept = hollows(Momentum(learningRate: 0.3), anomaly: anomaly)
let anomalyText = short(anomaly)
lesson.record("anomaly", anomaly, .significant(1))

//: Both rules, step by step:

lesson.figure(
  "anomaly",
  Plot(
    x: Axis("step"), y: Axis("w", over: -1.5...1.5),
    marks: [
      .line(thrown, label: "plain descent", color: .blue),
      .line(kept, label: "momentum", color: .orange),
      .rule(y: 0, label: "ridge", color: .grey),
    ]),
  caption: "One gradient of \(anomalyText) at step 5, at a rate of 0.3. "
    + "The grey line is the ridge between the two hollows.")
lesson.try(
  "--section 5 --anomaly 7",
  "From which size on does momentum leave its hollow, too?")
lesson.claim(
  "After one gradient of \(anomalyText), plain descent, which began at +1, ends at {}",
  thrown.last!, isWithin: -1.01 ... -0.99, .fixed(2))
lesson.claim(
  "After one gradient of \(anomalyText), momentum, which began at +1, ends at {}",
  kept.last!, isWithin: 0.9...1.1, .fixed(2))

//: How large must the anomaly be? For plain descent we can say: $\eta$ times the anomaly must exceed 1, the
//: distance to the ridge. For momentum we try 400 sizes at once, up to 20, at each of three rates. Its first step is a
//: tenth as long.

let sizes = Matrix(row: (1...400).map { Double($0) / 20 })
/// The least of the sizes that leaves w anywhere else than in its hollow.
func leastThrow<Rule: UpdateRule>(_ rule: Rule) -> Double {
  var w = sizes.map { _ in 1 }
  var state = rule.initialState(for: w)
  for t in 0..<150 {
    let gradient = t == 0 ? sizes : w.map { $0 * ($0 * $0 - 1) }
    rule.update(&w, gradient: gradient, state: &state)
  }
  return sizes.elements[w.elements.firstIndex { !(0.5...1.5).contains($0) }!]
}
let throwRates = [0.1, 0.3, 0.5]
let plainLimits = Results(throwRates) { leastThrow(GradientDescent(learningRate: $0)) }
let momentumLimits = Results(throwRates) { leastThrow(Momentum(learningRate: $0)) }
let margins = Results(throwRates) { momentumLimits[$0] / plainLimits[$0] }
lesson.record("margin at 0.1", margins[0.1], .fixed(1))
lesson.record("margin at 0.5", margins[0.5], .fixed(1))

lesson.ask(
  "How many times as large may it be for momentum, at η = 0.3?",
  ["about 2 times", "about 5 times", "about 10 times"],
  answer: margins[0.3] < 3 ? 0 : margins[0.3] < 7.5 ? 1 : 2,
  "the velocity does not forget the anomaly. It pays it out in instalments.")

//: The least of the sizes that leave the hollow:

lesson.table(
  ["least gradient that throws it, at $\\eta =$"] + throwRates.map { "\($0)" },
  [
    ["plain descent"] + plainLimits.values.map { $0.text(.fixed(2)) },
    ["momentum, $\\beta = 0.9$"] + momentumLimits.values.map { $0.text(.fixed(2)) },
  ])
lesson.claim(
  "At its worst of three rates momentum withstands an anomaly {} times as large",
  margins.values.min()!, isWithin: 1.2...3, .fixed(2))

//: Momentum withstands more, but not ten times as much: {{margin at 0.1}} times at the low rate, {{margin at 0.5}}
//: times at the high one. The instalments are $(1 - \beta)$, $(1 - \beta) \beta$, $(1 - \beta) \beta^2$ and so on, and
//: they add up to 1. What helps is that between them the landscape can answer: the slope of the hollow pushes back, and
//: the more it pushes within ten steps, the more it helps. On a plane, where the slope is the same everywhere, nothing
//: answers:

let odd = 5  // the step of the anomaly
func plane(_ anomaly: Double) -> [Double] { (0..<200).map { $0 == odd ? anomaly : 1 } }
func displacement(_ rule: some UpdateRule) -> [Double] {
  zip(rule.places(under: plane(51)), rule.places(under: plane(1))).map { $1 - $0 }
}
let byPlain = displacement(GradientDescent(learningRate: 0.3))
let byMomentum = displacement(Momentum(learningRate: 0.3))
lesson.claim(
  "On a plane an anomaly moves momentum in the end by {} of plain descent's way",
  byMomentum.last! / byPlain.last!, isWithin: 0.999...1.001, .percent(1),
  isAlways: true)

//: Momentum rides over an anomaly if the landscape has time to correct it. Against a gradient that is a thousand times
//: too large, clip it (lesson 12).

//: ## Two conventions (deeper)
//:
//: Open PyTorch, Keras or optax and you will find momentum without the factor $1 - \beta$:
//:
//: $$
//: \begin{aligned}
//: u &\gets \mu u + g \\
//: w &\gets w - \eta' u
//: \end{aligned}
//: $$
//:
//: Is it the same? Let $\mu = \beta$ and suppose that $u = v / (1 - \beta)$, as is true at the start, when both are 0.
//: Then after a step $\mu u + g = (\beta v + (1 - \beta) g)/(1 - \beta)$, which is the new $v/(1 - \beta)$: it stays
//: true. So $\eta' u = \eta v$ if
//:
//: $$ \eta' = (1 - \beta) \, \eta $$
//:
//: A rate of 0.1 here is a rate of 0.01 there. If you copy a rate from one program to another, this factor of 10 is the
//: first thing to check. (PyTorch's `dampening` of 0.9 gives our factor, but not at the first step, which enters in
//: full.) And if the rate changes on the way? In PyTorch and optax it stands outside the sum, as above, so each step is
//: still the same. In Keras it stands inside: $u \gets \mu u - \eta' g$, $w \gets w + u$. The old gradients keep the
//: rate of their day. We send all three down a plane, and after 100 steps divide the rate by 10.

let ones = [Double](repeating: 1, count: 200)
func cut(_ rate: Double) -> (Int) -> Double? { { t in t == 100 ? rate / 10 : nil } }
let ours = Momentum(learningRate: 0.1)
  .places(under: ones, rate: cut(0.1))
let outside = MomentumSum(learningRate: 0.01, mu: 0.9)
  .places(under: ones, rate: cut(0.01))
let inside = MomentumRateInside(learningRate: 0.01, mu: 0.9)
  .places(under: ones, rate: cut(0.01))

func farthest(_ a: some Collection<Double>, _ b: some Collection<Double>) -> Double {
  zip(a, b).map { abs($0 - $1) }.max()!
}
lesson.claim(
  "With the rate outside the sum the paths differ by {}, also after the rate falls",
  farthest(ours, outside), isBelow: 1e-12, isAlways: true)
lesson.claim(
  "With the rate inside, momentum coasts on for {} old steps when the rate falls",
  (ours.last! - inside.last!) / 0.1, isWithin: 8...8.2, .fixed(2),
  as: "coasting", .fixed(1))

//: Two conventions are one rule; the third is a different one as soon as the rate changes. It coasts on for
//: {{coasting}} old steps: the velocity exceeds its new value by 0.9 of an old step, and then fades by the factor 0.9
//: per step, $0.9 \cdot 0.9/(1 - 0.9) = 8.1$ in all. (All variants of this lesson are in `Variants.swift`, beside its
//: program; read them after the exercises.)

//: ## Nesterov looks ahead (deeper)
//:
//: When the velocity is going to carry the parameters on anyway, why take the gradient where they are and not where
//: they are about to be? Nesterov's momentum, as it is written by [Sutskever, Martens, Dahl and Hinton, "On the
//: importance of initialization and momentum in deep learning" (ICML
//: 2013)](https://proceedings.mlr.press/v28/sutskever13.html), equations 3 and 4, keeps parameters $\theta$ and takes
//: the gradient at $\theta + \beta v$:
//:
//: $$
//: \begin{aligned}
//: v &\gets \beta v - \eta \nabla L(\theta + \beta v) \\
//: \theta &\gets \theta + v
//: \end{aligned}
//: $$
//:
//: That is awkward in a program, whose gradient is always that of the parameters it holds. So we hold the other point,
//: $w = \theta + \beta v$. Write $v'$ and $\theta'$ for the values after the step, and $g = \nabla L(w)$, so that
//: $v' = \beta v - \eta g$:
//:
//: $$
//: \begin{aligned}
//: w' &= \theta' + \beta v' \\
//: &= \theta + v' + \beta v' \\
//: &= (w - \beta v) + (\beta v - \eta g) + \beta v' \\
//: &= w - \eta g + \beta v'
//: \end{aligned}
//: $$
//:
//: With $u = -v/\eta$, the frameworks' kind of sum, this is
//:
//: $$
//: \begin{aligned}
//: u &\gets \beta u + g \\
//: w &\gets w - \eta \, (g + \beta u)
//: \end{aligned}
//: $$
//:
//: All three frameworks have this form, and so has our engine: here there is no factor $1 - \beta$, and a rate of 0.01
//: compares with 0.1 for the momentum above. Only the last line differs from momentum: the step goes along
//: $g + \beta u$, and not along $u$.

let nesterovStart = valley.points(starts)
let rewritten = valley.path(
  of: Nesterov(learningRate: 0.01), from: nesterovStart, steps: 100)
let original = pathAsFirstWritten(
  in: valley, from: nesterovStart, rate: 0.01, beta: 0.9, steps: 100)
lesson.claim(
  "Nesterov's rule, rewritten, misses the points of the original by {}",
  zip(rewritten, original).map { abs($0 - $1).max }.max()!, isBelow: 1e-12,
  isAlways: true)

//: What is it good for? In a direction of curvature $\lambda$ the step from the point looked ahead to multiplies it by
//: $1 - \eta \lambda$, and that point is $\theta_t + \beta (\theta_t - \theta_{t-1})$. So
//:
//: $$ \theta_{t+1} = (1 - \eta \lambda) \left( (1 + \beta) \, \theta_t - \beta \, \theta_{t-1} \right) $$
//:
//: With $\theta_t = r^t$ the product of the two roots is $\beta (1 - \eta \lambda)$ instead of $\beta$: the steeper a
//: direction is, the more it is damped. Where momentum shrinks everything by the same factor $\sqrt{\beta}$, Nesterov's
//: walls calm down first. Whether that saves steps we see where all rules run together.

//: ## A rate for each parameter
//:
//: Now the other family. If the valley's walls cannot withstand the rate that its floor needs, give the two parameters
//: two rates. Nobody tells us the curvatures. But we see the gradients, and a parameter in a steep direction gets large
//: ones. So *Adagrad* adds up the squares of all gradients that a parameter has had, and divides its rate by the root
//: of the sum ([Duchi, Hazan and Singer, "Adaptive Subgradient Methods for Online Learning and Stochastic Optimization"
//: (JMLR 2011)](https://jmlr.org/papers/v12/duchi11a.html)):
//:
//: $$
//: \begin{aligned}
//: s &\gets s + g^2 \\
//: w &\gets w - \frac{\eta}{\sqrt{s} + \epsilon} \, g
//: \end{aligned}
//: $$
//:
//: All of this is done for every parameter by itself. $s$ starts at 0, and the small $\epsilon$ prevents $0/0$ for a
//: parameter that has not yet had a gradient. The quotient $\eta / (\sqrt{s} + \epsilon)$ is the parameter's
//: *effective learning rate*. (One also reads that on steep slopes the accumulated squares are divided by a larger
//: factor. Nothing divides them: it is the rate that is divided, by their root.)
//:
//: In our valley the two parameters *are* the two directions. The gradient across is $\kappa b$, its square is
//: $\kappa^2 b^2$, the root of the sum has the factor $\kappa$, and so has the gradient above it. It cancels:
//:
//: $$ b \gets b - \eta \, \frac{\kappa b}{\sqrt{\sum \kappa^2 b^2}} = b - \eta \, \frac{b}{\sqrt{\sum b^2}} $$
//:
//: The condition number is gone. Then the path should be the same in a round bowl and in a valley of
//: $\kappa = 10\,000$. For the squares and the rates we start at $(1, 1)$, so that the two parameters differ in nothing
//: but their curvature.

let adagrad = Adagrad(learningRate: 0.3)
let round = Valley(steepness: 1).path(of: adagrad, from: starts, steps: 100)
let narrow = Valley(steepness: 10_000).path(of: adagrad, from: starts, steps: 100)
let adagradRates = valley.effectiveRates(of: Adagrad(learningRate: 0.5))
let rmspropRates = valley.effectiveRates(of: RMSProp(learningRate: 0.01))
let squares = valley.path(
  of: Adagrad(learningRate: 0.5), from: Matrix([[1, 1]]), steps: 150
)
.map { valley.gradient(at: $0) }.reduce(Matrix([[0, 0]])) { $0 + $1.hadamard($1) }
lesson.claim(
  "From the same eight starts Adagrad's paths for κ = 1 and κ = 10 000 differ by {}",
  zip(round, narrow).map { abs($0 - $1).max }.max()!, isBelow: 1e-8)
lesson.claim(
  "After 150 steps for κ = 100 the squares across are {} times those along",
  squares[0, 1] / squares[0, 0], isWithin: 9999...10_001, .whole, isAlways: true)
lesson.claim(
  "The floor's effective rate is {} times that of the wall, the root of it",
  adagradRates.last![0, 0] / adagradRates.last![0, 1], isWithin: 99.9...100.1, .whole,
  isAlways: true)

//: Before we celebrate, look at what $s$ does in the long run. It can only grow. Under a constant gradient of any size,
//: step $t$ has the length $\eta / \sqrt{t}$. And a parameter that once had large gradients keeps its small rate when
//: they have become small, on a plateau, where it would need a larger one. *RMSProp* replaces the sum by the decaying
//: average that we know from momentum ([Tieleman and Hinton, "Neural Networks for Machine Learning", lecture 6e
//: (2012)](https://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf)):
//:
//: $$
//: \begin{aligned}
//: s &\gets \beta s + (1 - \beta) g^2 \\
//: w &\gets w - \frac{\eta}{\sqrt{s + \epsilon}} \, g
//: \end{aligned}
//: $$
//:
//: so that squares of more than $1/(1 - \beta)$ steps ago hardly count. Here are both on a slope that is steep for 100
//: steps, and then a hundred times gentler:

let slope = [Double](repeating: 1, count: 100) + [Double](repeating: 0.01, count: 200)
let adagradStrides = Adagrad(learningRate: 1).strides(under: slope)
let rmspropStrides = RMSProp(learningRate: 1).strides(under: slope)
let shownSteps = [1, 10, 100, 101, 120, 200, 300]
lesson.table(
  ["length of step, in $\\eta$"] + shownSteps.map { "\($0)" },
  [
    ["Adagrad"] + shownSteps.map { adagradStrides[$0].text(.fixed(4)) },
    ["RMSProp"] + shownSteps.map { rmspropStrides[$0].text(.fixed(4)) },
  ])
lesson.claim(
  "When the slope has been gentle for 200 steps, Adagrad's are still {} η",
  adagradStrides[300], isBelow: 0.002, .fixed(4))
lesson.claim(
  "When the slope has been gentle for 200 steps, RMSProp's are {} η again",
  rmspropStrides[300], isWithin: 0.99...1.01, .fixed(2))

//: Adagrad never recovers. RMSProp needs some time to notice: its average must fall by a factor of 10 000, which at a
//: factor of 0.9 per step takes about 90 steps. Then its steps are back at $\eta$. Its own first step, though, was more
//: than three times too long. Keep that in mind for Adam.

lesson.figure(
  "effective",
  .grid(
    shared: .both,
    plots: [
      [
        plot("Adagrad, η = 0.5", adagradRates, color: .green),
        plot("RMSProp, η = 0.01", rmspropRates, color: .grey),
      ]
    ]),
  caption: "The effective learning rate of the valley's two parameters, step by step: "
    + "along the floor, and a hundred times lower across it.")

//: Every rule of this family gives the floor a hundred times the rate of the wall, at every step, and nobody told it
//: the condition number. That is the repair that plain descent cannot make. RMSProp's rates rise as the minimum comes
//: near and the gradients get small; Adagrad's can only fall.

//: ## Adadelta asks about units (deeper)
//:
//: If $w$ is a length in metres and $L$ has no unit, $g$ comes in 1/metre. Plain descent then adds 1/metre to metres,
//: and only an $\eta$ in square metres can repair that. In Adagrad and RMSProp the unit of $g$ cancels, and $\eta$ must
//: be in metres. *Adadelta* ([Zeiler, "ADADELTA: An Adaptive Learning Rate Method"
//: (2012)](https://arxiv.org/abs/1212.5701)) lets the steps themselves supply the metres, by a second decaying average,
//: of the squared steps $\Delta$:
//:
//: $$
//: \begin{aligned}
//: s &\gets \rho s + (1 - \rho) g^2 \\
//: \Delta &= \frac{\sqrt{d + \epsilon}}{\sqrt{s + \epsilon}} \, g \\
//: d &\gets \rho d + (1 - \rho) \Delta^2 \\
//: w &\gets w - \eta \Delta
//: \end{aligned}
//: $$
//:
//: Note the order: $d$ is used before it learns of $\Delta$. The paper has no $\eta$ (it is 1) and promises that no
//: learning rate need be tuned by hand. But what is the first step, when $d = 0$? It is
//: $\sqrt{\epsilon} / \sqrt{(1 - \rho) g^2 + \epsilon} \cdot g$, about $\sqrt{\epsilon / (1 - \rho)}$. The rate has not
//: disappeared; it is called $\epsilon$ now.

func firstStep(_ epsilon: Double) -> Double {
  -Adadelta(epsilon: epsilon).places(under: [1]).first!
}
let adadeltaPath = valley.path(of: Adadelta(), from: Matrix([[1, 1]]), steps: 401)
let adadeltaSteps = Results([1, 100, 200, 300, 400]) { t in
  abs(adadeltaPath[t - 1] - adadeltaPath[t])[0, 0]
}
lesson.claim(
  "Adadelta's first step with ε = 10⁻⁴ is {} times that with ε = 10⁻⁶",
  firstStep(1e-4) / firstStep(1e-6), isWithin: 9.9...10.1, .fixed(2))
lesson.table(
  ["step in the valley, from (1, 1)"] + adadeltaSteps.keys.map { "\($0)" },
  [["its length along $a$"] + adadeltaSteps.values.map { $0.text(.fixed(4)) }])

//: In the valley these small first steps decide. They do not grow while there is a way to go, and they get shorter near
//: the minimum: Adadelta is slow there because of where it begins.

//: ## Adam, and its first steps
//:
//: Adam ([Kingma and Ba, "Adam: A Method for Stochastic Optimization" (ICLR 2015)](https://arxiv.org/abs/1412.6980))
//: takes the averaged gradient from momentum and the averaged square from RMSProp. Call them $m$ and $v$:
//:
//: $$
//: \begin{aligned}
//: m &\gets \beta_1 m + (1 - \beta_1) g \\
//: v &\gets \beta_2 v + (1 - \beta_2) g^2
//: \end{aligned}
//: $$
//:
//: with $\beta_1 = 0.9$ and $\beta_2 = 0.999$. Both start at 0, and that makes them too small. How much? Suppose that
//: the gradient is the same at every step. From the sum we derived for the velocity,
//:
//: $$ m_t = (1 - \beta_1) \sum_{k=0}^{t-1} \beta_1^k \, g = \left( 1 - \beta_1^t \right) g $$
//:
//: because $1 + \beta + \ldots + \beta^{t-1} = (1 - \beta^t)/(1 - \beta)$. The weights of the average do not add up to
//: 1 but to $1 - \beta_1^t$. So we divide by that, and by $1 - \beta_2^t$ for the squares. This is *bias correction*,
//: and with it Adam is complete:
//:
//: $$
//: \hat{m} = \frac{m}{1 - \beta_1^t}, \qquad \hat{v} = \frac{v}{1 - \beta_2^t}, \qquad
//: w \gets w - \eta \, \frac{\hat{m}}{\sqrt{\hat{v}} + \epsilon}
//: $$
//:
//: Adam is often printed without it. Then $m$ is too small by the factor $1 - \beta_1^t$, and the root of $v$, by which
//: it is divided, by the factor $\sqrt{1 - \beta_2^t}$. The first makes steps too short, the second too long.

let constant = [Double](repeating: 1, count: 2000)
let corrected = Adam(learningRate: 1).strides(under: constant)
let uncorrected = AdamUncorrected(learningRate: 1).strides(under: constant)
let (peakStep, peak) = uncorrected.max { $0.1 < $1.1 }!
let lastTooLong = uncorrected.keys.last { uncorrected[$0] > 1.1 }!
lesson.record("peak step", Double(peakStep), .whole)
lesson.record("settled", Double(lastTooLong), .whole)

lesson.ask(
  "Under a constant gradient and without the correction, Adam's first steps are",
  ["too short", "right", "too long"],
  answer: uncorrected[1] < 0.9 ? 0 : uncorrected[1] < 1.1 ? 1 : 2,
  "β₂ is so much closer to 1 that √v is too small by a larger factor than m.")

//: By how much, at a few of the first steps and over two thousand:

lesson.table(
  [
    "step", "$1 - \\beta_1^t$", "$1 - \\beta_2^t$",
    "corrected step, in $\\eta$", "uncorrected",
  ],
  [1, 2, 3, 5, 10].map { t in
    let powers = (first: pow(0.9, Double(t)), second: pow(0.999, Double(t)))
    return [
      "\(t)", (1 - powers.first).text(.fixed(3)), (1 - powers.second).text(.fixed(5)),
      corrected[t].text(.fixed(4)), uncorrected[t].text(.fixed(4)),
    ]
  })
lesson.figure(
  "bias",
  Plot(
    x: Axis("step", scale: .logarithmic), y: Axis("length of step, in η", over: 0...7),
    marks: [
      .line(uncorrected.values, from: 1, label: "uncorrected", color: .grey),
      .line(corrected.values, from: 1, label: "corrected", color: .purple),
    ]),
  caption: "Adam's steps under a constant gradient, with bias correction and without.")
lesson.claim(
  "Without bias correction Adam's longest step is {} η",
  peak, isWithin: 6.5...6.6, .fixed(2), as: "peak", .fixed(1))

//: With the correction every step is $\eta$. Without it the mistake does not fade with the ten steps of the first
//: average: the longest step, {{peak}} times $\eta$, is step {{peak step}}, and it takes until step {{settled}} before
//: the steps are less than 10 % too long. RMSProp's long first step was the same mistake: it has no correction.
//:
//: So a step of Adam is about $\eta$ long at most, whatever the gradients' size. (The paper's section 2.1 has the one
//: exception, a gradient after a long silence: $(1 - \beta_1)/\sqrt{1 - \beta_2} = 3.2$ times $\eta$.)

//: ## All rules in one valley
//:
//: Seven rules, the same eight starts in the valley of $\kappa = 100$, 17 rates each, four to a factor of 10, from
//: 0.001 to 10. For each rule we note the rate from which all eight starts come within a hundredth of their distance
//: soonest, and stay there. A rate counts only if no path is ever more than twice as far away as it began: a network's
//: bowl ends somewhere. Momentum has $\beta = 0.9$, Adam its $\beta_1$ and $\beta_2$, Adadelta $\rho = 0.95$, and
//: RMSProp comes three times, with $\beta = 0.9$ and two longer memories: 0.99, PyTorch's default, and 0.999, Adam's
//: $\beta_2$. (Nesterov's momentum takes the gradient where the velocity is about to carry the parameters, and Adadelta
//: takes its step's length from earlier steps; two deeper sections derive them.)
//:
//: And we do it twice: once in the valley as it lies, and once in the same valley turned by 45°, with the starts turned
//: too. The turned floor runs along $a = b$. Plain descent cannot notice: its step is the gradient, and that turns with
//: the valley. Nor can momentum or Nesterov. But the four adaptive rules divide each parameter's gradient by that
//: *parameter's* past.

let turned = Valley(steepness: 100, turn: .pi / 4)
let valleyRates = (0...16).map { pow(10, Double($0) / 4 - 3) }

func race(_ rival: Rival, in valley: Valley) -> Race {
  let from = valley.points(starts)
  return Race(over: valleyRates) { rate in
    valley.steps(of: rival.rule(rate), from: from, within: 600)
  }
}
let races = Results(lesson.progress("eighteen races", Rival.allCases)) { rival in
  (straight: race(rival, in: valley), turned: race(rival, in: turned))
}
func straightSteps(_ rival: Rival) -> Double { races[rival].straight.steps }
func turnedSteps(_ rival: Rival) -> Double { races[rival].turned.steps }
func loss(_ rival: Rival) -> Double { turnedSteps(rival) / straightSteps(rival) }

let askedRivals: [Rival] = [.momentum, .adagrad, .adam]
lesson.ask(
  "Which of these three is hurt most by the turn?", askedRivals.map(\.name),
  answer: askedRivals.indices.max { loss(askedRivals[$0]) < loss(askedRivals[$1]) }!,
  "along the diagonal both parameters take part in the floor and in the wall alike. "
    + "Their gradients have much the same size, so they get much the same rate, and "
    + "there is nothing left to adapt.")

//: A rate is called *good* here if it needs at most twice the steps of the best.

lesson.table(
  [
    "", "best $\\eta$", "steps", "good rates",
    "turned: best $\\eta$", "steps", "good rates",
  ],
  races.map { rival, races in
    [rival.name] + races.straight.cells + races.turned.cells
  })

//: The same two rules at the same rates in the gentle valley, as it lies and turned:

let gentleTurned = Valley(steepness: kappa, turn: .pi / 4)
func pair(_ name: String, _ rule: some UpdateRule, _ color: Color) -> [Plot] {
  [("as it lies", gentle), ("turned", gentleTurned)].map { title, valley in
    valley.map("\(name), \(title)", of: rule, steps: 14, color: color)
  }
}
lesson.figure(
  "turned",
  .grid(
    shared: .none,
    plots: [
      pair("momentum", Momentum(learningRate: shownRate, beta: 0.5), .orange),
      pair("Adagrad", Adagrad(learningRate: 0.5), .green),
    ]),
  caption: "Fourteen steps from the same start in the gentle valley. Momentum's path "
    + "(β = 0.5, η = \(short(shownRate))) turns with the valley; Adagrad's (η = 0.5) "
    + "does not.")
lesson.try(
  "--section 11 --kappa 100",
  "How do Adagrad's two paths change when the valley gets steeper, and why only one?")

//: In numbers, for $\kappa = 100$:

lesson.claim(
  "As the valley lies, plain descent takes {} times as many steps as momentum",
  straightSteps(.plain) / straightSteps(.momentum), isAbove: 2, .fixed(1))
lesson.claim(
  "As the valley lies, momentum takes {} times as many steps as Nesterov",
  straightSteps(.momentum) / straightSteps(.nesterov), isAbove: 1, .fixed(1))
lesson.claim(
  "As the valley lies, Adagrad takes {} steps",
  straightSteps(.adagrad), isBelow: 15, .fixed(1), as: "Adagrad straight", .whole)
lesson.claim(
  "In the turned valley Adagrad takes {} steps",
  turnedSteps(.adagrad), isAbove: 200, .whole, as: "Adagrad turned")

//: Adagrad needs {{Adagrad straight}} steps in one valley and {{Adagrad turned}} in the other. So adaptive rates repair
//: one kind of bad condition: parameters of different *scale*. The pictures in which they win draw the valley along the
//: axes. Momentum does not care how the valley lies.
//:
//: As the valley lies Adam has {{Adam straight good}} good rates of 17, plain descent {{plain good}}; turned, Adam has
//: {{Adam good}}. Its tolerance, too, is a matter of scale.

lesson.record("Adam good", Double(races[.adam].turned.goodRates), .whole)
lesson.record("Adam straight good", Double(races[.adam].straight.goodRates), .whole)
lesson.record("plain good", Double(races[.plain].turned.goodRates), .whole)
lesson.claim(
  "As the valley lies, {} more rates of 17 are good for Adam than for plain descent",
  Double(races[.adam].straight.goodRates - races[.plain].straight.goodRates),
  isAbove: 2, .whole)

//: ## How long should the squares be remembered?
//:
//: How can Adagrad need {{Adagrad straight}} steps, and RMSProp, which came to repair it, {{RMSProp straight}}? Follow
//: the first step. It is $\eta$ long in both directions, because $s = g^2$. Where it lands, the gradient is about
//: $\lambda \eta$, or it began as large as that; so $\sqrt{s}$ is about $\lambda \eta$, and stays there, since Adagrad
//: forgets nothing. Then the effective rate is about
//:
//: $$ \frac{\eta}{\sqrt{s}} \approx \frac{\eta}{\lambda \eta} = \frac{1}{\lambda} $$
//:
//: and a step at the rate $1/\lambda$ leads from anywhere to the minimum: $w - \lambda w / \lambda = 0$. It is Newton's
//: step, the gift of a bowl whose curvature is the same everywhere and whose axes are the parameters'. RMSProp with
//: $\beta = 0.9$ has forgotten the first gradient after a few dozen steps. It divides by the gradients of the moment,
//: however small they have become, so its steps stay about $\eta$ long; to settle within a hundredth it needs a small
//: $\eta$, and then the way is long.

lesson.record("RMSProp straight", straightSteps(.rmsprop), .whole)
lesson.ask(
  "And if RMSProp's β is 0.999 instead of 0.9, how many steps does it take here?",
  ["more", "about half as many", "less than a tenth"],
  answer: straightSteps(.rmsprop999) > straightSteps(.rmsprop)
    ? 0 : straightSteps(.rmsprop999) > 0.1 * straightSteps(.rmsprop) ? 1 : 2,
  "with so long a memory it does what Adagrad does. The memory decides this race, "
    + "more than the rule's name.")
lesson.claim(
  "As the valley lies, RMSProp takes {} times as many steps with β = 0.9 as with 0.999",
  straightSteps(.rmsprop) / straightSteps(.rmsprop999), isAbove: 15, .whole)
lesson.claim(
  "Adam takes {} times the steps that momentum's formula has for β₁ = 0.9",
  straightSteps(.adam) / stepsByFormula(0.9), isWithin: 0.75...1.1, .fixed(2))

//: The second claim says where Adam's steps go. Its squares remember 1000 steps and make the valley round; what is left
//: is the price of its momentum, which shrinks nothing faster than by the factor $\sqrt{\beta_1}$ per step, in a round
//: bowl as well. So a comparison of RMSProp with Adam at their usual settings is one of 0.9 with 0.999. (On a
//: network the curvature changes on the way, and what the first gradient said need not be true for long.)

//: ## On the digits
//:
//: Now networks, on batches of 32, judged by the validation set at the end. All runs start from the same weights and
//: see the same batches. A run whose scores are no longer finite numbers counts as guessing.

func train(
  _ network: (inout Generator) -> Network, _ rule: some UpdateRule, epochs: Int,
  layerFactors: [Double] = []
) -> Run {
  var generator = Generator(seed: lesson.seed)
  var network = network(&generator)
  var optimizer = Optimizer(rule)
  var run = Run(rate: rule.learningRate)
  for _ in 1...epochs {
    for batch in digits.training.batches(of: 32, using: &generator) {
      let scores = network.forward(batch.inputs, mode: .training)
      let loss = softmaxCrossEntropy(scores, labels: batch.labels)
      run.history.record(loss, of: batch.count)
      if run.history.hasDiverged { return run }
      network.fillGradients(loss.gradient)
      if !layerFactors.isEmpty { network.scaleGradients(by: layerFactors) }
      optimizer.step(&network)
    }
    run.history.endEpoch()
  }
  run.judge(network, on: digits.validation)
  return run
}

//: The first network is a healthy one: two hidden layers of 32 ReLUs, He's start, standardized inputs, three epochs.
//: Each rule has five rates, each √10 times the one before.

func healthy(using generator: inout Generator) -> Network {
  Network([
    Dense(from: digits.training.features, to: 32, .heNormal, using: &generator), ReLU(),
    Dense(from: 32, to: 32, .heNormal, using: &generator), ReLU(),
    Dense(from: 32, to: 10, .heNormal, using: &generator),
  ])
}
let contest = lesson.progress("thirty-five networks", Rival.training)
let healthyRuns = Results(contest) { rival in
  rival.healthyRates.map { train(healthy, rival.rule($0), epochs: 3) }
}

//: Of its five rates each rule is judged by the one with the lowest validation loss.

let bestRates = healthyRuns.values.map(\.best.rate)
let accuracies = healthyRuns.values.map(\.best.accuracy)
let spread = 100 * (accuracies.max()! - accuracies.min()!)

lesson.ask(
  "Each at its best rate: how far apart are the best and the worst rule in accuracy?",
  [
    "less than 8 percentage points", "8 to 30 percentage points",
    "more than 30 percentage points",
  ], answer: spread < 8 ? 0 : spread < 30 ? 1 : 2,
  "on a network with standardized inputs and a good start, every rule at its own rate "
    + "learns.")
lesson.table(
  ["", "rates tried", "best", "validation loss", "accuracy"],
  healthyRuns.map { rival, runs in [rival.name] + runs.cells })
lesson.claim(
  "On the healthy network {} percentage points lie between the best rule and the worst",
  spread, isBelow: 12, .fixed(1))
lesson.claim(
  "The highest best rate of a rule is {} times the lowest",
  bestRates.max()! / bestRates.min()!, isAbove: 60, .whole, as: "rate spread")

//: What does differ is the rate, by a factor of {{rate spread}}. Had we tried all rules at the same one, we would have
//: found winners and losers, and measured the rate. That rankings of optimizers depend on how each was tuned has been
//: shown at length by [Choi and others, "On Empirical Comparisons of Optimizers for Deep Learning"
//: (2019)](https://arxiv.org/abs/1910.05446). That adaptive rules win on the training set and lose on new data, where
//: many networks fit, is the finding of [Wilson and others, "The Marginal Value of Adaptive Gradient Methods in Machine
//: Learning" (2017)](https://arxiv.org/abs/1705.08292); our digits are too easy to decide that. (Adam with weight decay
//: has a trap of its own, which AdamW repairs: [Loshchilov and Hutter, "Decoupled Weight Decay Regularization" (ICLR
//: 2019)](https://arxiv.org/abs/1711.05101), and lesson 14.)

//: ## Where the gradients are tiny
//:
//: So make the network less healthy. Four hidden layers of 32 sigmoids: as lesson 05 showed, each layer shrinks the
//: gradient on its way back, so the first layer's gradients are much smaller than the last one's. Here are parameters
//: of different scale. If the valley has told us the truth, rates of their own should help here, and one rate for all,
//: with or without momentum, should not.

func deep(_ hidden: Int) -> (inout Generator) -> Network {
  { generator in
    var layers: [any Layer] = []
    var width = digits.training.features
    for _ in 1...hidden {
      layers.append(Dense(from: width, to: 32, .glorotNormal, using: &generator))
      layers.append(Sigmoid())
      width = 32
    }
    layers.append(Dense(from: width, to: 10, .glorotNormal, using: &generator))
    return Network(layers)
  }
}

//: One batch before training shows how unlike the scales are:

/// The gradients of each layer's weights before training, first layer first.
func firstGradients(_ network: (inout Generator) -> Network) -> [Matrix] {
  var generator = Generator(seed: lesson.seed)
  var network = network(&generator)
  let batch = digits.training.selecting(0..<32)
  let scores = network.forward(batch.inputs, mode: .training)
  network.backward(softmaxCrossEntropy(scores, labels: batch.labels).gradient)
  return network.layers.compactMap { ($0 as? Dense)?.weight.gradient }
}

let sizesAtStart = firstGradients(deep(4)).map { abs($0).mean }
lesson.claim(
  "Before training the last layer's gradients are {} times as large as the first's",
  sizesAtStart.last! / sizesAtStart.first!, isAbove: 100, .whole)

//: If that is the disease, it needs no adaptivity at all. Plain descent with a *fixed* rate for each layer should do,
//: larger towards the first one. A sigmoid's slope is at most 1/4, so we multiply the rate by {{factor}} for every
//: layer further back, up to {{first factor}} times $\eta$ in the first. This is the control of the experiment: if it
//: fails as well, our diagnosis is wrong, whatever Adam does. Eight epochs, each rule at its best of three or four
//: rates.

let factor = lesson.knob("factor")
lesson.record("factor", factor, .significant(1))
lesson.record("first factor", pow(factor, 4), .whole)
let deepContest = lesson.progress("twenty-four deep networks", Rival.training)
let deepRuns = Results(deepContest) { rival in
  rival.deepRates.map { train(deep(4), rival.rule($0), epochs: 8) }
}
let layerRuns = sweep(from: 0.1, count: 3).map { rate in
  train(
    deep(4), GradientDescent(learningRate: rate), epochs: 8,
    layerFactors: (0...4).map { pow(factor, Double(4 - $0)) })
}

//: So three accuracies are to be compared: with one rate for all, with the rates that Adam finds, and with the fixed
//: ones.

func deepAccuracy(_ rival: Rival) -> Double { deepRuns[rival].best.accuracy }
let oneRate = max(deepAccuracy(.plain), deepAccuracy(.momentum))
let ownRates = [Rival.adagrad, .rmsprop, .adam].map(deepAccuracy)
let byLayer = layerRuns.best.accuracy
lesson.record("by layer", byLayer, .percent(0))
lesson.record("plain deep", deepAccuracy(.plain), .percent(0))
lesson.record("Adam deep", deepAccuracy(.adam), .percent(0))

lesson.ask(
  "Where does plain descent end with a fixed rate for each layer?",
  [
    "near plain descent with one rate", "half-way", "near Adam",
  ],
  answer: byLayer < oneRate + (deepAccuracy(.adam) - oneRate) / 3
    ? 0 : byLayer < oneRate + 2 * (deepAccuracy(.adam) - oneRate) / 3 ? 1 : 2,
  "it reaches {{by layer}}. With one rate it reaches {{plain deep}}, and Adam, which "
    + "has to find the rates by itself, {{Adam deep}}.")

//: All runs in numbers, and four of the rules beside what they did on the healthy network:

lesson.table(
  ["", "rates tried", "best", "validation loss", "accuracy"],
  deepRuns.map { rival, runs in [rival.name] + runs.cells }
    + [["plain, fixed rate per layer"] + layerRuns.cells])

func panel(_ title: String, _ runs: Results<Rival, [Run]>, _ more: [Mark]) -> Plot {
  let rivals: [(Rival, Color)] = [
    (.plain, .blue), (.momentum, .orange), (.adagrad, .green), (.adam, .purple),
  ]
  return Plot(
    title, x: Axis("epoch"),
    y: Axis("training loss", scale: .logarithmic, over: 0.05...3),
    marks: rivals.map { runs[$0].best.curve(label: $0.name, color: $1) } + more)
}

//: On a logarithmic scale, where a straight line is a loss that falls by the same factor in every epoch:

lesson.figure(
  "training",
  .grid(
    shared: .y,
    plots: [
      [
        panel("healthy: 2 layers of ReLU", healthyRuns, []),
        panel(
          "deep: 4 layers of sigmoid", deepRuns,
          [layerRuns.best.curve(label: "fixed rate per layer", color: .grey)]),
      ]
    ]),
  caption:
    "Training loss, averaged over half epochs, of four rules at their best rates, "
    + "and of plain descent with a fixed rate per layer.")
lesson.try(
  "--section 14 --factor 3",
  "Which factor per layer is best, and what does too large a one do?")

//: The repair must not be a matter of a few points:

lesson.claim(
  "In the deep network plain descent and momentum are {} percentage points behind Adam",
  100 * (deepAccuracy(.adam) - oneRate), isAbove: 10, .fixed(0))
lesson.claim(
  "There the worst of Adagrad, RMSProp and Adam reaches {}",
  ownRates.min()!, isAbove: 0.6, .percent(0))
lesson.claim(
  "There a fixed rate for each layer gives plain descent {} percentage points more",
  100 * (byLayer - deepAccuracy(.plain)), isAbove: 5, .fixed(0))

//: This is the answer to the lesson's question. The first layer's gradients are tiny, and one rate for all must be
//: small enough for the last layer. A fixed rate per layer repairs much of that, if somebody knows the network well
//: enough to choose it. A rule that divides each gradient by its usual size does not need to know. (Adadelta, with its
//: small first steps, is late.)

//: ## What the correction is worth (deeper)
//:
//: Does Adam's missing bias correction ruin training? We train the healthy network without it, at the same five rates.

let withCorrection = healthyRuns[.adam]
let withoutCorrection = Rival.adam.healthyRates.map {
  train(healthy, AdamUncorrected(learningRate: $0), epochs: 3)
}
lesson.table(
  ["accuracy at $\\eta =$"] + withCorrection.map { $0.rate.text(.significant(1)) },
  [
    ["corrected"] + withCorrection.map { $0.accuracy.text(.percent(0)) },
    ["uncorrected"] + withoutCorrection.map { $0.accuracy.text(.percent(0)) },
  ])
lesson.claim(
  "At η = 0.03 bias correction is worth {} percentage points of accuracy",
  100 * (withCorrection[near: 0.03].accuracy - withoutCorrection[near: 0.03].accuracy),
  isAbove: 15, .fixed(0), as: "worth")
lesson.claim(
  "At their best rates {} percentage points lie between Adam with and without it",
  100 * abs(withCorrection.best.accuracy - withoutCorrection.best.accuracy),
  isBelow: 8, .fixed(1), as: "worth at best")

//: The two rows look much like one row, shifted. Without the correction the network learns about as well, at a lower
//: rate, as we should expect: in so short a training the steps are longer than the rate says. What the correction
//: gives is that $\eta$ means the same at step 1 and at step 1000. At a rate that is fine later, the uncorrected first
//: steps do damage.

//: ## Where ε stands (deeper)
//:
//: One detail is left: $\epsilon$ inside the root or outside of it. For RMSProp, Keras and optax put it inside and
//: PyTorch outside. It looks like a matter of taste:
//:
//: $$ \frac{g}{\sqrt{s + \epsilon}} \qquad \text{or} \qquad \frac{g}{\sqrt{s} + \epsilon} $$
//:
//: But $\epsilon$ begins to count when it is as large as what it is added to. Inside, that is $s = \epsilon$, gradients
//: of size $\sqrt{\epsilon}$; outside, $\sqrt{s} = \epsilon$, gradients of size $\epsilon$. With $\epsilon = 10^{-8}$
//: the first is $10^{-4}$ and the second $10^{-8}$. Under constant gradients of each size:

let magnitudes = (-20...0).map { pow(10, Double($0) / 2) }
func settledStep(_ rule: some UpdateRule, _ gradient: Double) -> Double {
  rule.strides(under: [Double](repeating: gradient, count: 300)).values.last!
}
func stepInside(_ gradient: Double) -> Double {
  settledStep(RMSProp(learningRate: 1), gradient)
}
func stepOutside(_ gradient: Double) -> Double {
  settledStep(RMSPropOutside(learningRate: 1), gradient)
}
lesson.figure(
  "epsilon",
  Plot(
    x: Axis("size of the gradient", scale: .logarithmic),
    y: Axis("length of step, in η", scale: .logarithmic),
    marks: [
      .line(
        x: magnitudes, y: magnitudes.map(stepInside), label: "inside", color: .grey),
      .line(
        x: magnitudes, y: magnitudes.map(stepOutside), label: "outside", color: .green),
    ]),
  caption: "The step of RMSProp after 300 equal gradients, "
    + "with ε = 10⁻⁸ inside the root and outside.")
lesson.record(
  "epsilon factor", magnitudes.map { stepOutside($0) / stepInside($0) }.max()!, .whole)

//: They part below $10^{-4}$, and in this picture by a factor of up to {{epsilon factor}}. Does it matter? Where
//: gradients are as small as that it should, and we know where they are: in the first layers of a deep sigmoid network.
//: We take six hidden layers, and train them at a rate of 0.003 with four versions of RMSProp, which differ only in the
//: size of $\epsilon$ and in its place.

let gradientsOfSix = abs(firstGradients(deep(6)).first!).elements.filter { $0 > 0 }
let epsilons = lesson.progress("four deeper networks", Epsilon.allCases)
let epsilonRuns = Results(epsilons) { epsilon in
  train(deep(6), epsilon.rule(pow(10, -2.5)), epochs: 8).validationLoss
}
lesson.claim(
  "At the start {} of the first layer's gradients ≠ 0 lie between 10⁻⁸ and 10⁻⁴",
  Double(gradientsOfSix.filter { $0 > 1e-8 && $0 < 1e-4 }.count)
    / Double(gradientsOfSix.count), isAbove: 0.9, .percent(1))
lesson.table(
  ["RMSProp with ε", "validation loss"],
  epsilonRuns.map { epsilon, loss in [epsilon.rawValue, loss.text(.fixed(2))] })
lesson.claim(
  "With PyTorch's ε the network ends at a loss that is {} lower than with Keras's",
  epsilonRuns[.keras] - epsilonRuns[.pyTorch], isAbove: 0.1, .fixed(2))

//: Under the same name and with a harmless-looking constant, one network learns, and the other hardly leaves the loss
//: of guessing, 2.30, in eight epochs. What counts is the size of gradient below which the rule stops adapting: about
//: $3 \cdot 10^{-4}$ in the first row, $10^{-4}$ in the second and in the fourth, $10^{-8}$ in the third. So compare an
//: inner $\epsilon$ with an outer one by its root.
//:
//: | rule | the engine | elsewhere |
//: | :-- | :-- | :-- |
//: | momentum | factor $1 - \beta$ | none (PyTorch, Keras, optax); none at the first step (`dampening`) |
//: | Adagrad | $\epsilon$ outside; $s$ starts at 0 | inside, $s$ starts at 0.1 (Keras, optax) |
//: | Adadelta | $\epsilon$ inside both roots | the same |
//: | RMSProp | $\beta = 0.9$ | 0.99 (PyTorch); 0.9 (Keras, optax) |
//: | RMSProp | $\epsilon$ inside | outside (PyTorch) |
//: | Adam | $\epsilon$ outside, after the correction | outside, but before the correction of $v$ (Keras) |

//: ## What to remember
//:
//: 1. Momentum averages gradients over about $1/(1-\beta)$ steps. In a valley it replaces the condition number by its
//:    root, and it pays out a bad gradient in instalments.
//: 2. Adagrad, Adadelta, RMSProp and Adam give each parameter a rate of its own. That repairs differences of scale
//:    between parameters, such as vanishing gradients, and not a valley that lies across them.
//: 3. A learning rate means something only together with its rule: its convention, its memory, its bias correction, the
//:    place of its ε. Compare rules at their own best rates.
//:
//: What each repair bought, in this run:

lesson.table(
  ["repair", "against", "", "before", "after"],
  [
    Repair(
      "momentum, β = 0.75", "a valley", "steps", stepsByBeta[0], stepsByBeta[0.75]),
    Repair(
      "momentum, β = 0.9", "one bad gradient", "largest it withstands",
      plainLimits[0.3],
      momentumLimits[0.3], .fixed(1)),
    Repair(
      "Adagrad", "a valley", "steps", straightSteps(.plain), straightSteps(.adagrad)),
    Repair(
      "Adagrad", "the valley, turned", "steps", turnedSteps(.plain),
      turnedSteps(.adagrad)),
    Repair("bias correction", "Adam's long first steps", "in η", peak, 1, .fixed(1)),
    Repair(
      "a rate per layer", "tiny gradients", "accuracy", deepAccuracy(.plain), byLayer,
      .percent(0)),
    Repair(
      "Adam", "tiny gradients", "accuracy", deepAccuracy(.plain), deepAccuracy(.adam),
      .percent(0)),
  ].map(\.cells))

//: Lesson 15 lets the rate fall while training goes on, and asks which of these knobs matter. In lesson 16 you train a
//: network with your own rules.

//: ## Exercises
//:
//: Open `Exercises/13-optimizers.swift`. You write the six rules, each as one step from the old state to the new, and
//: bias correction. Put your lines in the place of each `todo`, and run the grader:
//:
//: ```
//: swift test --filter lesson13
//: ```

lesson.exercises()

lesson.end()
