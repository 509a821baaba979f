//: # Optimizers
//:
//: *What do momentum and adaptive rates repair that plain descent cannot?*
//:
//: Plain descent has one idea: take the gradient of this moment, multiply it by a number, and step. It keeps no memory,
//: and it treats all parameters alike. Both can be changed. One family of rules remembers earlier gradients and steps
//: along their average. Another gives every parameter a learning rate of its own. Adam does both.
//:
//: A *rule* is what turns gradients into steps; a *step*, or update, is one change of the parameters. In this lesson we
//: build seven rules from the same few lines of arithmetic, and let them compete: first in a landscape of two
//: parameters, where we can compute what must happen and see whether it does, then on the digits. Every rule is tried
//: at many learning rates and judged at its own best, because a rule at a bad rate tells us about the rate.

import Datasets
import Engine
import LessonKit
import Plots

let lesson = Lesson(13, takesMNIST: true)
let digits = lesson.digits().standardized()
var generator = Generator(seed: lesson.seed)

//: ## A valley
//:
//: Near a minimum, a loss looks like a bowl. In most directions of a network's bowl the floor is nearly flat; in a few
//: the walls are steep. Two parameters are enough to have one of each:
//:
//: $$ L(a, b) = \frac{1}{2} \left( a^2 + \kappa b^2 \right), \qquad \kappa = 100 $$
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
//: Each coordinate is multiplied by a number of its own, at every step. For $b$ not to grow, $|1 - \eta \kappa|$ must
//: be below 1, so $\eta$ must stay below $2 / \kappa = 0.02$. Above half of that, $1 - \eta \kappa$ is negative and $b$
//: changes its sign at every step: the path leaps from wall to wall. The notes say that descent oscillates because the
//: derivative is larger in the vertical direction; here is the threshold. Meanwhile $a$, which we would like to be
//: quick, shrinks by 2 % per step at the very most. The steepest direction sets the rate, and the flattest has to live
//: with it.

let valley = Valley(steepness: 100)

lesson.figure(
  "descent",
  .grid(
    shared: .both,
    plots: [
      [
        valley.map("η = 0.005", of: GradientDescent(learningRate: 0.005)),
        valley.map("η = 0.0195", of: GradientDescent(learningRate: 0.0195)),
        valley.map("η = 0.0202", of: GradientDescent(learningRate: 0.0202)),
      ]
    ]),
  caption: "Forty steps of plain descent from the left, seen from above. "
    + "A slow rate, one just below the limit of 0.02, and one just above it.")

//: What does $b$ do on either side of the limit? We count its changes of sign, and see whether it grows:

/// b during forty steps of plain descent from (−1, 0.3).
func across(rate: Double) -> [Double] {
  let start = Matrix([[-1, 0.3]])
  return valley.path(of: GradientDescent(learningRate: rate), from: start, steps: 40)
    .map { $0[0, 1] }
}
let below = across(rate: 0.0195)
let signChanges = zip(below, below.dropFirst()).filter { $0 * $1 < 0 }.count
lesson.claim(
  "at a rate of 0.0195, the share of steps at which b changes its sign",
  Double(signChanges) / 40, isWithin: 1...1, .percent(0))
lesson.claim(
  "at a rate of 0.0202, b grows in 40 steps by a factor of",
  across(rate: 0.0202).last! / 0.3, isAbove: 1, .fixed(2))

//: The best compromise makes both factors equally large, $1 - \eta = \eta \kappa - 1$, so $\eta = 2/(1 + \kappa)$. Then
//: both coordinates shrink by the factor
//:
//: $$ \frac{\kappa - 1}{\kappa + 1} = \frac{99}{101} $$
//:
//: per step, and no rate does better. We ask how many steps bring the distance to the minimum down to a hundredth: the
//: formula says $\ln 100 / \ln (101/99)$.

let bestRate = 2.0 / 101
let predictedSteps = log(100) / log(101.0 / 99)
lesson.record("predicted steps", predictedSteps, .whole)

/// Eight places to start from, as (along the floor, across it).
let starts = Matrix(rows: 8, columns: 2) { _, _ in
  generator.uniform(in: 0.5..<1.5) * (generator.uniform() < 0.5 ? -1 : 1)
}
let plainSteps = valley.steps(
  of: GradientDescent(learningRate: bestRate), from: starts, within: 600)
lesson.record("plain steps", plainSteps, .whole)
lesson.claim(
  "steps of plain descent to a hundredth of the distance, over those of the formula",
  plainSteps / predictedSteps, isWithin: 0.98...1.02, .fixed(3))

//: From all eight starting places, {{plain steps}} steps on average. With $\kappa = 10\,000$ the formula gives a
//: hundred times as many. This is what the other rules are for.

//: ## An average of gradients
//:
//: Look at the zigzag once more. Across the valley the gradients alternate: left, right, left, right. Along it they all
//: point the same way. If we stepped along the *average* of the last few gradients, the alternating parts would cancel
//: and the common part would stay. That is *momentum*:
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
//: Every gradient of the past takes part, and the one of $k$ steps ago has the weight $(1 - \beta) \beta^k$. So the
//: notes' two questions, how far back we look and whether all of the past counts equally, have one answer. There is no
//: end to the memory, but it fades by the factor $\beta$ per step. One usually says that it is $1/(1 - \beta)$ steps
//: long, 10 for $\beta = 0.9$. What share of the weight do those last $1/(1 - \beta)$ gradients have? All but
//: $\beta^{1/(1-\beta)}$, and that tends to $1/e$:

let betas = [0.5, 0.9, 0.99]
/// The weight of a gradient after 0, 1, 2, … further steps, measured.
func memory(_ beta: Double, steps: Int) -> [Double] {
  let gradients = [1] + [Double](repeating: 0, count: steps)
  return Momentum(learningRate: 1, beta: beta).strides(under: gradients).values
}

lesson.figure(
  "memory",
  Plot(
    x: Axis("steps ago"), y: Axis("weight"),
    marks: betas.map { .line(memory($0, steps: 40), label: "β = \($0)") }),
  caption: "The weight that the velocity gives to a gradient, by its age. "
    + "Measured: a single gradient of 1, then zeros.")

//: And the share of the last $1/(1 - \beta)$?

let shares = Results(betas) { beta in
  memory(beta, steps: 200).prefix(Int((1 / (1 - beta)).rounded())).reduce(0, +)
}
lesson.table(
  ["$\\beta$", "memory $1/(1 - \\beta)$", "share of the weight in it"],
  shares.map { ["\($0)", (1 / (1 - $0)).text(.whole), $1.text(.percent(1))] })
let weightErrors = memory(0.9, steps: 40).enumerated().map { k, weight in
  abs(weight - 0.1 * pow(0.9, Double(k)))
}
lesson.claim(
  "the velocity gives its gradients the weights (1 − β) βᵏ: largest difference",
  weightErrors.max()!, isBelow: 1e-12)
lesson.claim(
  "for β = 0.9, the share of the velocity's weight that the last 10 gradients have",
  shares[0.9], isWithin: 0.65...0.66, .percent(1))

//: For a memory of ten steps or more that is about two thirds of the weight. The last third belongs to older gradients.

let (lowerEnd, upperEnd) = (pow(1 - sqrt(0.9), 2), pow(1 + sqrt(0.9), 2))
lesson.record("window", upperEnd / lowerEnd, .whole)

//: ## What momentum does in a valley
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
//: Such a sequence is a combination of two powers, $r_1^t$ and $r_2^t$, where $r_1$ and $r_2$ are the roots of
//: $r^2 - (1 + \beta - p) r + \beta = 0$. The product of the roots is $\beta$. When they are complex they are equally
//: long, so each has the length $\sqrt{\beta}$: the direction shrinks by the factor $\sqrt{\beta}$ per step,
//: *whatever its curvature*. And they are complex as long as $(1 + \beta - p)^2 < 4 \beta$, that is, for
//:
//: $$ \left( 1 - \sqrt{\beta} \right)^2 < p < \left( 1 + \sqrt{\beta} \right)^2 $$
//:
//: Read this as a window for $p$, and so for the curvature. For $\beta = 0.9$ its upper end is {{window}} times its
//: lower end. So as long as the walls curve at most {{window}} times as much as the floor, one rate puts every
//: direction into the window, and then the steep and the flat directions converge equally fast. For plain descent,
//: $\beta = 0$, the window has no width at all.
//:
//: The price is that nothing converges *faster* than by the factor $\sqrt{\beta}$ per step. A larger $\beta$ gives a wider window and
//: slower progress, so the best one is just wide enough for $\kappa$, and then
//: $\sqrt{\beta} = (\sqrt{\kappa} - 1)/(\sqrt{\kappa} + 1)$. It is the formula of plain descent with $\sqrt{\kappa}$ in
//: the place of $\kappa$ (Polyak, "Some methods of speeding up the convergence of iteration methods", 1964). For our
//: valley the window asks for at least $\beta = (9/11)^2 \approx 0.67$. Which $\beta$ will be fastest in practice, each
//: at its own best rate of 25?

let manyBetas = [0, 0.5, 0.75, 0.9, 0.95, 0.99]
let fineRates = (0...24).map { pow(10, Double($0) / 8 - 3) }  // 0.001 to 1
let stepsByBeta = Results(manyBetas) { beta in
  fineRates.map { rate in
    let momentum = Momentum(learningRate: rate, beta: beta)
    return valley.steps(of: momentum, from: starts, within: 1000)
  }.min()!
}
func stepsByFormula(_ beta: Double) -> Double { log(100) / (-log(beta) / 2) }
lesson.table(
  [
    "$\\beta$", "steps to a hundredth, measured",
    "$\\ln 100 / (-\\ln \\sqrt{\\beta})$",
  ],
  stepsByBeta.map { beta, steps in
    let predicted = beta < 0.67 ? "" : stepsByFormula(beta).text(.whole)
    return ["\(beta)", steps.text(.whole), predicted]
  })

//: Is momentum worth it, is the formula right, and can there be too much of it?

lesson.claim(
  "in the valley, steps of plain descent over those of momentum with β = 0.75",
  stepsByBeta[0] / stepsByBeta[0.75], isAbove: 4, .fixed(1))
lesson.claim(
  "in the valley, steps of momentum with β = 0.9 over those of the formula",
  stepsByBeta[0.9] / stepsByFormula(0.9), isWithin: 0.8...1.2, .fixed(2))
lesson.claim(
  "in the valley, steps of momentum with β = 0.99 over those of plain descent",
  stepsByBeta[0.99] / stepsByBeta[0], isAbove: 2, .fixed(1))

//: (The first row, $\beta = 0$, is plain descent at the best of the same rates.) From 0.75 on the formula is close.
//: Momentum of 0.9 is a good habit, as the notes say; here 0.75 is better, and with 0.99 the point rolls to and fro
//: along the floor for so long that plain descent arrives first. On the map, momentum has a rate that plain descent
//: could not bear, four times its limit in the middle and ten times on the right:

lesson.figure(
  "momentum",
  .grid(
    shared: .both,
    plots: [
      [
        valley.map(
          "plain, η = 0.0195", of: GradientDescent(learningRate: 0.0195), steps: 80),
        valley.map(
          "β = 0.75, η = 0.08", of: Momentum(learningRate: 0.08, beta: 0.75),
          steps: 80),
        valley.map("β = 0.9, η = 0.2", of: Momentum(learningRate: 0.2), steps: 80),
      ]
    ]),
  caption: "Eighty steps each. Momentum still swings across the floor, "
    + "but the swings die out as fast as the way along the floor is covered.")

//: It is often said that momentum removes oscillation. It does not: it swings too, and along the floor it overshoots,
//: which plain descent never does. What it changes is that the swings no longer forbid a rate that the floor needs.

//: ## One bad gradient
//:
//: The second thing that the notes promise is calm. One batch with a wrong label or an odd example can have a gradient
//: that has nothing to do with the others, and plain descent follows it at full length. With momentum it enters with
//: the share $1 - \beta$. Take a loss with two hollows, at $-1$ and at $+1$, and a ridge at 0 between them:
//:
//: $$ L(w) = \frac{1}{4} \left( w^2 - 1 \right)^2, \qquad g = w \left( w^2 - 1 \right) $$
//:
//: We start at $+1$, where the gradient is 0. Then comes one anomalous gradient of 5, at $\eta = 0.3$, and from then on
//: only true gradients.
//: Which of the two returns?

/// The gradient of the two hollows, but at step 5 an anomaly.
func hollows(_ rule: some UpdateRule, anomaly: Double) -> [Double] {
  [1] + rule.follow(from: 1, steps: 60) { t, w in t == 5 ? anomaly : w * (w * w - 1) }
}
let thrown = hollows(GradientDescent(learningRate: 0.3), anomaly: 5)
let kept = hollows(Momentum(learningRate: 0.3), anomaly: 5)

lesson.figure(
  "anomaly",
  Plot(
    x: Axis("step"), y: Axis("w", over: -1.5...1.5),
    marks: [
      .line(thrown, label: "plain"), .line(kept, label: "momentum"),
      .rule(y: 0, color: .grey),
    ]),
  caption: "One gradient of 5 at step 5, at a rate of 0.3. "
    + "The grey line is the ridge between the two hollows.")

lesson.claim(
  "one gradient of 5 throws plain descent from +1 over the ridge: it ends at",
  thrown.last!, isWithin: -1.01 ... -0.99, .fixed(2))
lesson.claim(
  "after one gradient of 5 momentum returns to +1: it ends at",
  kept.last!, isWithin: 0.9...1.1, .fixed(2))

//: How large must the anomaly be? For plain descent we can say: $\eta$ times the anomaly must exceed 1, the
//: distance to the ridge. For momentum we try 400 sizes at once, up to 20, at each of three rates:

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
lesson.table(
  ["least gradient that throws it, at $\\eta =$"] + throwRates.map { "\($0)" },
  [
    ["plain descent"] + plainLimits.values.map { $0.text(.fixed(2)) },
    ["momentum, $\\beta = 0.9$"] + momentumLimits.values.map { $0.text(.fixed(2)) },
  ])

//: By what factor may the anomaly be larger for momentum?

let margins = Results(throwRates) { momentumLimits[$0] / plainLimits[$0] }
lesson.record("margin at 0.1", margins[0.1], .fixed(1))
lesson.record("margin at 0.5", margins[0.5], .fixed(1))
lesson.claim(
  "momentum withstands larger anomalies than plain descent, by at least a factor of",
  margins.values.min()!, isAbove: 1.2, .fixed(2))

//: Momentum withstands more, but not ten times as much: {{margin at 0.1}} times at the low rate, {{margin at 0.5}} times
//: at the high one. The reason is instructive. The velocity does not forget the anomaly. It pays it out in instalments,
//: $(1 - \beta)$, $(1 - \beta) \beta$, $(1 - \beta) \beta^2$ and so on, and these add up to 1. What helps is that
//: between the instalments the landscape can answer: the slope of the hollow pushes back, and the stronger it pushes
//: within 10 steps, the more it helps. On a plane, where the slope is the same everywhere, nothing answers:

let odd = 5  // the step of the anomaly
func plane(_ anomaly: Double) -> [Double] { (0..<200).map { $0 == odd ? anomaly : 1 } }
func displacement(_ rule: some UpdateRule) -> [Double] {
  zip(rule.places(under: plane(51)), rule.places(under: plane(1))).map { $1 - $0 }
}
let byPlain = displacement(GradientDescent(learningRate: 0.3))
let byMomentum = displacement(Momentum(learningRate: 0.3))
lesson.claim(
  "on a plane, momentum's share of plain descent's way right after an anomaly",
  byMomentum[odd] / byPlain[odd], isWithin: 0.09...0.11, .percent(0))
lesson.claim(
  "on a plane, momentum's share of plain descent's way long after an anomaly",
  byMomentum.last! / byPlain.last!, isWithin: 0.999...1.001, .percent(1))

//: Momentum rides over an anomaly if the landscape has time to correct it. Against a gradient that is a thousand times
//: too large, clip it (lesson 12).

//: ## Two conventions
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
//: first thing to check. And if the rate changes on the way? In PyTorch and optax it stands outside the sum, as above,
//: so each step is still the same. In Keras it stands inside: $u \gets \mu u - \eta' g$, $w \gets w + u$. The old
//: gradients keep the rate of their day. We send all three down a plane, and after 100 steps divide the rate by 10:

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
  "at a constant rate the three conventions of momentum agree: largest difference",
  max(
    farthest(ours.prefix(100), outside.prefix(100)),
    farthest(ours.prefix(100), inside.prefix(100))), isBelow: 1e-12)
lesson.claim(
  "when the rate falls, momentum with the rate outside still agrees with ours",
  farthest(ours, outside), isBelow: 1e-12)
lesson.claim(
  "when the rate falls, momentum with the rate inside coasts on, in old steps",
  (ours.last! - inside.last!) / 0.1, isWithin: 8...8.2, .fixed(2),
  as: "coasting", .fixed(1))

//: Two conventions are one rule; the third is a different one as soon as the rate changes. It coasts on for {{coasting}} old
//: steps: the velocity exceeds its new value by 0.9 of an old step, and then fades by the factor 0.9 per step,
//: $0.9 \cdot 0.9/(1 - 0.9) = 8.1$ in all.

//: ## Nesterov looks ahead
//:
//: When the velocity is going to carry the parameters on anyway, why take the gradient where they are and not where
//: they are about to be? Nesterov's momentum, as Sutskever and others write it ("On the importance of initialization
//: and momentum in deep learning", ICML 2013, equations 3 and 4), keeps parameters $\theta$ and takes the gradient at
//: $\theta + \beta v$:
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
  "Nesterov's rule, rewritten, visits the points that the original looks ahead to",
  zip(rewritten, original).map { abs($0 - $1).max }.max()!, isBelow: 1e-12)

//: What is it good for? Do the calculation with roots again, and their product becomes $\beta (1 - \eta \lambda)$
//: instead of $\beta$: the steeper a direction is, the more it is damped. Where momentum shrinks everything by the same
//: factor $\sqrt{\beta}$, Nesterov's walls calm down first. Whether that saves steps we see below, where all rules run
//: together.

//: ## A rate for each parameter
//:
//: Now the other family. If the valley's walls cannot bear the rate that its floor needs, give the two parameters two
//: rates. Nobody tells us the curvatures. But we see the gradients, and a parameter in a steep direction gets large
//: ones. So *Adagrad* adds up the squares of all gradients that a parameter has had, and divides by the root (Duchi,
//: Hazan, Singer, "Adaptive Subgradient Methods for Online Learning and Stochastic Optimization", JMLR 2011):
//:
//: $$
//: \begin{aligned}
//: s &\gets s + g^2 \\
//: w &\gets w - \frac{\eta}{\sqrt{s} + \epsilon} \, g
//: \end{aligned}
//: $$
//:
//: All of this is done for every parameter by itself. $s$ starts at 0, and the small $\epsilon$ prevents $0/0$ for a
//: parameter that has not yet had a gradient. (Keras and optax start $s$ at 0.1 and put $\epsilon$ inside the root.)
//: The quotient $\eta / (\sqrt{s} + \epsilon)$ is the parameter's *effective learning rate*.
//:
//: In our valley the two parameters *are* the two directions. The gradient across is $\kappa b$, its square is
//: $\kappa^2 b^2$, the root of the sum has the factor $\kappa$, and so has the gradient above it. It cancels:
//:
//: $$ b \gets b - \eta \, \frac{\kappa b}{\sqrt{\sum \kappa^2 b^2}} = b - \eta \, \frac{b}{\sqrt{\sum b^2}} $$
//:
//: The condition number is gone. The path should be the same in a round bowl and in a valley of $\kappa = 10\,000$:

let adagrad = Adagrad(learningRate: 0.3)
let round = Valley(steepness: 1).path(of: adagrad, from: starts, steps: 100)
let narrow = Valley(steepness: 10_000).path(of: adagrad, from: starts, steps: 100)
lesson.claim(
  "Adagrad walks alike for κ = 1 and for κ = 10 000: largest difference",
  zip(round, narrow).map { abs($0 - $1).max }.max()!, isBelow: 1e-8)

//: It is. Before we celebrate, look at what $s$ does in the long run. It can only grow. Under a constant gradient of
//: any size, step $t$ has the length $\eta / \sqrt{t}$. And a parameter that once had large gradients keeps its small
//: rate when they have become small, on a plateau, where it would need a larger one. *RMSProp* replaces the sum by the
//: decaying average that we know from momentum (Tieleman and Hinton, lecture 6e of "Neural Networks for Machine
//: Learning", 2012):
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
  "under a constant gradient step 100 of Adagrad is η/√100",
  adagradStrides[100], isWithin: 0.0999999...0.1000001, .fixed(4))
lesson.claim(
  "200 steps after the slope has become gentle, Adagrad's steps are, in η",
  adagradStrides[300], isBelow: 0.002, .fixed(4))
lesson.claim(
  "200 steps after the slope has become gentle, RMSProp's steps are, in η",
  rmspropStrides[300], isWithin: 0.99...1.01, .fixed(2))

//: Adagrad never recovers. RMSProp needs some time to notice: its average must fall by a factor of 10 000, which at a factor of
//: 0.9 per step takes about 90 steps. Then its steps are back at $\eta$. Its own first step, though, was more than three
//: times too long. Keep that in mind for Adam.
//:
//: *Adadelta* (Zeiler, "ADADELTA: An Adaptive Learning Rate Method", 2012) asks about units. If $w$ is a length in
//: metres and $L$ has no unit, $g$ comes in 1/metre. Plain descent then adds 1/metre to metres, and only an $\eta$ in
//: square metres can repair that. In Adagrad and RMSProp the unit of $g$ cancels, and $\eta$ must be in metres. Zeiler
//: lets the steps themselves supply the metres, by a second decaying average, of the squared steps $\Delta$:
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
lesson.claim(
  "Adadelta's first step with ε = 10⁻⁶",
  firstStep(1e-6), isWithin: 0.00446...0.00448, .significant(3))
lesson.claim(
  "Adadelta's first step with ε = 10⁻⁴, over that with ε = 10⁻⁶",
  firstStep(1e-4) / firstStep(1e-6), isWithin: 9.9...10.1, .fixed(2))

//: Here are the effective rates of the two parameters of our valley while each rule descends. (For Adam, which comes
//: next, it is the factor of the averaged gradient.)

let adagradRates = valley.effectiveRates(of: Adagrad(learningRate: 0.5))
let adadeltaRates = valley.effectiveRates(of: Adadelta())
let rmspropRates = valley.effectiveRates(of: RMSProp(learningRate: 0.01))
let adamRates = valley.effectiveRates(of: Adam(learningRate: 0.1))
lesson.figure(
  "effective",
  .grid(
    shared: .both,
    plots: [
      [plot("Adagrad, η = 0.5", adagradRates), plot("Adadelta, η = 1", adadeltaRates)],
      [plot("RMSProp, η = 0.01", rmspropRates), plot("Adam, η = 0.1", adamRates)],
    ]),
  caption: "The effective learning rate of the valley's two parameters, step by step: "
    + "along the floor and across it.")

//: In each picture the two lines keep their distance. How large is it?

let ratios = [adagradRates, adadeltaRates, rmspropRates, adamRates].joined()
  .map { $0[0, 0] / $0[0, 1] }.filter(\.isFinite)
lesson.claim(
  "effective rate of the floor over that of the wall, the least of four rules",
  ratios.min()!, isWithin: 99...101, .whole, as: "least ratio")
lesson.claim(
  "effective rate of the floor over that of the wall, the greatest of four rules",
  ratios.max()!, isWithin: 99...101, .whole)
lesson.claim(
  "Adagrad's effective rates never rise: their largest rise",
  zip(adagradRates, adagradRates.dropFirst()).map { ($1 - $0).max }.max()!,
  isBelow: 1e-12)

//: We started at $a = b$, so that the two parameters differ in nothing but their curvature. At every step, every one of
//: the four rules gives the floor {{least ratio}} times the rate of the wall, and nobody told them the condition
//: number. That is the repair that plain descent cannot make.

//: ## Adam, and its first steps
//:
//: Adam (Kingma and Ba, "Adam: A Method for Stochastic Optimization", ICLR 2015) takes the averaged gradient from
//: momentum and the averaged square from RMSProp. Call them $m$ and $v$:
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
//: The notes print Adam without it, in both places where they have it. Then $m$ is wrong by the factor $1 - \beta_1^t$, and
//: the root of $v$ by the factor $\sqrt{1 - \beta_2^t}$. The first makes steps too short, the second too long. Which of them wins? Ten
//: steps under a constant gradient:

let constant = [Double](repeating: 1, count: 2000)
let corrected = Adam(learningRate: 1).strides(under: constant)
let uncorrected = AdamUncorrected(learningRate: 1).strides(under: constant)
lesson.table(
  [
    "step", "$1 - \\beta_1^t$", "$1 - \\beta_2^t$",
    "corrected step, in $\\eta$", "uncorrected",
  ],
  (1...10).map { t in
    let powers = (first: pow(0.9, Double(t)), second: pow(0.999, Double(t)))
    return [
      "\(t)", (1 - powers.first).text(.fixed(3)), (1 - powers.second).text(.fixed(5)),
      corrected[t].text(.fixed(4)), uncorrected[t].text(.fixed(4)),
    ]
  })

//: Is it over after these ten steps? Here are 2000:

lesson.figure(
  "bias",
  Plot(
    x: Axis("step", scale: .logarithmic), y: Axis("length of step, in η", over: 0...7),
    marks: [
      .line(uncorrected.values, from: 1, label: "uncorrected"),
      .line(corrected.values, from: 1, label: "corrected"),
    ]),
  caption: "Adam's steps under a constant gradient, with bias correction and without.")

let (peakStep, peak) = uncorrected.max { $0.1 < $1.1 }!
lesson.claim(
  "with bias correction each of Adam's 2000 steps is η: largest error",
  corrected.values.map { abs($0 - 1) }.max()!, isBelow: 1e-7)
lesson.claim(
  "without bias correction Adam's first step is 0.1/√0.001 times η",
  uncorrected[1], isWithin: 3.16...3.17, .fixed(3))
lesson.claim(
  "without bias correction Adam's longest step is, in η",
  peak, isWithin: 6.5...6.6, .fixed(2), as: "peak", .fixed(1))
lesson.record("peak step", Double(peakStep), .whole)
let lastTooLong = uncorrected.keys.last { uncorrected[$0] > 1.1 }!
lesson.record("settled", Double(lastTooLong), .whole)

//: The second wins, since $\beta_2$ is so much closer to 1. The mistake does not fade with the ten steps of the first
//: average: the longest step, {{peak}} times $\eta$, is step {{peak step}}, and it takes until step {{settled}} before
//: the steps are less than 10 % too long. RMSProp's long first step was the same mistake: it has no correction.
//:
//: Does this ruin training? Ask the digits. Here is how we will train from now on: batches of 32, validation loss at
//: the end. A run whose scores are no longer finite numbers counts as guessing.

func train(
  _ network: (inout Generator) -> Network, _ rule: some UpdateRule, epochs: Int
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
      network.backward(loss.gradient)
      optimizer.step(&network)
    }
    run.history.endEpoch()
  }
  run.judge(network, on: digits.validation)
  return run
}

//: The network is a healthy one: two hidden layers of 32 ReLUs, He's start, standardized inputs, three epochs. Adam
//: trains it at seven rates, with the correction and without.

func healthy(using generator: inout Generator) -> Network {
  Network([
    Dense(from: digits.training.features, to: 32, .heNormal, using: &generator), ReLU(),
    Dense(from: 32, to: 32, .heNormal, using: &generator), ReLU(),
    Dense(from: 32, to: 10, .heNormal, using: &generator),
  ])
}

let withCorrection = Rival.adam.healthyRates.map {
  train(healthy, Adam(learningRate: $0), epochs: 3)
}
let withoutCorrection = Rival.adam.healthyRates.map {
  train(healthy, AdamUncorrected(learningRate: $0), epochs: 3)
}
lesson.table(
  ["accuracy at $\\eta =$"] + withCorrection.map { $0.rate.text(.significant(1)) },
  [
    ["corrected"] + withCorrection.map { $0.accuracy.text(.percent(0)) },
    ["uncorrected"] + withoutCorrection.map { $0.accuracy.text(.percent(0)) },
  ])

//: What is the correction worth, at a rate that suits it, and when each may choose its own?

lesson.claim(
  "percentage points of accuracy that Adam's bias correction is worth at η = 0.03",
  100 * (withCorrection[near: 0.03].accuracy - withoutCorrection[near: 0.03].accuracy),
  isAbove: 15, .fixed(0))
lesson.claim(
  "percentage points between Adam's best accuracies with bias correction and without",
  100 * abs(withCorrection.best.accuracy - withoutCorrection.best.accuracy),
  isBelow: 5, .fixed(1))
lesson.claim(
  "Adam's best rate without bias correction is not higher than with it: their quotient",
  withoutCorrection.best.rate / withCorrection.best.rate, isBelow: 1.1, .significant(2))

//: The two rows look much like one row, shifted. Without the correction the network learns about as well, at a lower
//: rate, as we should expect: in so short a training the steps are longer than the rate says. What the correction
//: gives is that $\eta$ means the same at step 1 and at step 1000. At a rate that is fine later, the uncorrected first steps do damage.

//: ## All rules in one valley
//:
//: Seven rules, the same eight starts, 25 rates each, four to a factor of 10, from 0.0001 to 100. For each rule we note
//: the rate from which all eight starts come within a hundredth of their distance soonest, and stay there. $\beta$ is
//: 0.9 wherever there is one, and Adadelta's $\rho$ is 0.95.
//:
//: And we do it twice: once in the valley as it lies, and once in the same valley turned by 45°, with the starts turned
//: too. The turned floor runs along $a = b$. Plain descent cannot notice: its step is the gradient, and that turns with
//: the valley. But the other rules divide each parameter's gradient by that *parameter's* past. Which of them will be
//: as quick as before?

let turned = Valley(steepness: 100, turn: .pi / 4)
let valleyRates = (0...24).map { pow(10, Double($0) / 4 - 4) }

func race(_ rival: Rival, in valley: Valley) -> Race {
  let from = valley.points(starts)
  return Race(over: valleyRates) { rate in
    valley.steps(of: rival.rule(rate), from: from, within: 600)
  }
}
let races = Results(lesson.progress("fourteen races", Rival.allCases)) { rival in
  (straight: race(rival, in: valley), turned: race(rival, in: turned))
}
lesson.table(
  [
    "", "best $\\eta$", "steps", "good rates",
    "turned: best $\\eta$", "steps", "good rates",
  ],
  races.map { rival, races in
    [rival.name] + races.straight.cells + races.turned.cells
  })

//: The paths in the turned valley, at rates near the best:

func sixty(_ title: String, of rule: some UpdateRule) -> Plot {
  turned.map(title, of: rule, steps: 60, levels: [0.5, 8])
}
lesson.figure(
  "turned",
  .grid(
    shared: .both,
    plots: [
      [
        sixty("plain, 0.0178", of: GradientDescent(learningRate: 0.0178)),
        sixty("momentum, 0.1", of: Momentum(learningRate: 0.1)),
        sixty("Nesterov, 0.01", of: Nesterov(learningRate: 0.01)),
      ],
      [
        sixty("Adagrad, 1", of: Adagrad(learningRate: 1)),
        sixty("RMSProp, 0.03", of: RMSProp(learningRate: 0.03)),
        sixty("Adam, 0.3", of: Adam(learningRate: 0.3)),
      ],
    ]),
  caption: "Sixty steps in the turned valley, with the rate beside the name.")

//: First the valley as it lies. Which rule is quick there?

func straightSteps(_ rival: Rival) -> Double { races[rival].straight.steps }
lesson.claim(
  "in the valley as it lies, steps of plain descent over those of momentum",
  straightSteps(.plain) / straightSteps(.momentum), isAbove: 2, .fixed(1))
lesson.claim(
  "in the valley as it lies, steps of momentum over those of Nesterov",
  straightSteps(.momentum) / straightSteps(.nesterov), isAbove: 1.1, .fixed(1))
lesson.claim(
  "in the valley as it lies, steps of the faster of RMSProp and Adadelta over Adam's",
  min(straightSteps(.rmsprop), straightSteps(.adadelta)) / straightSteps(.adam),
  isAbove: 1.5, .fixed(1))
lesson.claim(
  "Adagrad's steps in the valley as it lies",
  straightSteps(.adagrad), isBelow: 10, .whole, as: "Adagrad straight")

//: Then the turned one. Who notices?

lesson.claim(
  "plain descent, momentum and Nesterov do not notice the turn: steps of difference",
  [Rival.plain, .momentum, .nesterov].map { rival in
    abs(races[rival].straight.steps - races[rival].turned.steps)
  }.max()!, isBelow: 1)
lesson.claim(
  "Adagrad's steps in the turned valley",
  races[.adagrad].turned.steps, isAbove: 100, .whole, as: "Adagrad turned")
lesson.claim(
  "Adam's good rates in the turned valley, of 25",
  Double(races[.adam].turned.goodRates), isAbove: 5, .whole, as: "Adam good")
lesson.claim(
  "plain descent's good rates in the turned valley, of 25",
  Double(races[.plain].turned.goodRates), isBelow: 4, .whole, as: "plain good")

//: Adagrad needs {{Adagrad straight}} steps in one valley and {{Adagrad turned}} in the other. Along the diagonal both
//: parameters take part in the floor and in the wall alike, their gradients have much the same size, and they get much
//: the same rate. There is nothing left to adapt. So adaptive rates repair one kind of bad condition: parameters of
//: different *scale*. The pictures in which they win draw the valley along the axes. Momentum does not care how the
//: valley lies.
//:
//: Two more things can be read from the table. Rules that divide by an average of recent gradients, RMSProp and
//: Adadelta, take long to settle, if they do: however small the gradient has become, the quotient $g / \sqrt{s}$ is of
//: size 1, so the steps do not get shorter near the minimum, and a large rate circles around it. In practice one lowers
//: the rate towards the end (lesson 15). (Adagrad, in the valley as it lies, needs a handful of steps at any of the
//: highest rates, so which of them is best means nothing.) And look at "good rates", those that need at most twice the
//: steps of the best: in the turned valley Adam has {{Adam good}} of 25, plain descent {{plain good}}. That tolerance,
//: more than speed, is what Adam offers here.

//: ## On the digits
//:
//: Now the healthy network from above, with seven rates for each rule, each √10 times the one before. All runs start
//: from the same weights and see the same batches. Before the run answers: how far apart will the rules be?

let contest = lesson.progress("forty-nine networks", Rival.allCases)
let healthyRuns = Results(contest) { rival in
  rival.healthyRates.map { train(healthy, rival.rule($0), epochs: 3) }
}
lesson.table(
  ["", "rates tried", "best", "validation loss", "accuracy"],
  healthyRuns.map { rival, runs in [rival.name] + runs.cells })

//: Did every sweep reach beyond its rule's best rate, on both sides? And how far apart are the rules and their rates?

let bestRates = healthyRuns.values.map(\.best.rate)
let accuracies = healthyRuns.values.map(\.best.accuracy)
lesson.claim(
  "on the healthy network, rules whose best rate is at an end of their sweep",
  Double(
    healthyRuns.values.filter { [$0.first!.rate, $0.last!.rate].contains($0.best.rate) }
      .count), isBelow: 1, .whole)
lesson.claim(
  "on the healthy network, the worst rule's accuracy at its best rate",
  accuracies.min()!, isAbove: 0.88, .percent(1))
lesson.claim(
  "on the healthy network, percentage points of accuracy from worst rule to best",
  100 * (accuracies.max()! - accuracies.min()!), isBelow: 8, .fixed(1), as: "spread")
lesson.claim(
  "on the healthy network, the highest best rate of a rule over the lowest",
  bestRates.max()! / bestRates.min()!, isAbove: 50, .whole, as: "rate spread")

//: Not far: {{spread}} percentage points of accuracy lie between the best rule and the worst. On a network with
//: standardized inputs and a good start, every rule at its own rate learns. What does differ is the rate, by a factor
//: of {{rate spread}}. Had we tried all rules at the same one, we would have found winners and losers, and measured the
//: rate. That rankings of optimizers depend on how each was tuned has been shown at length by Choi and others ("On
//: Empirical Comparisons of Optimizers for Deep Learning", 2019).
//:
//: So make the network less healthy. Four hidden layers of 32 sigmoids: as lesson 05 showed, each layer shrinks the
//: gradient on its way back, so the first layer's gradients are much smaller than the last one's. So here are
//: parameters of different scale. If the valley has told us the truth, rates of their own should help here, and one
//: rate for all, with or without momentum, should not.

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

//: First, the gradients of one batch before training. How much smaller are they in the first layer than in the last?

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
  "in the deep network, the last layer's gradients over the first layer's",
  sizesAtStart.last! / sizesAtStart.first!, isAbove: 30, .whole)

//: Now the contest, five rates for each rule and eight epochs:

let deepContest = lesson.progress("thirty-five deep networks", Rival.allCases)
let deepRuns = Results(deepContest) { rival in
  rival.deepRates.map { train(deep(4), rival.rule($0), epochs: 8) }
}
lesson.table(
  ["", "rates tried", "best", "validation loss", "accuracy"],
  deepRuns.map { rival, runs in [rival.name] + runs.cells })

func curves(of rivals: [Rival]) -> Figure {
  .grid(
    columns: ["healthy: 2 layers of ReLU", "deep: 4 layers of sigmoid"], shared: .y,
    plots: [
      [healthyRuns, deepRuns].map { runs in
        Plot(
          x: Axis("epoch"), y: Axis("training loss", over: 0...2.5),
          marks: rivals.map { runs[$0].best.curve(label: $0.name) })
      }
    ])
}
//: The training losses of each rule's best run, on the healthy network and on this one. First the rules with one rate for
//: all parameters, then those with a rate for each:

lesson.figure(
  "one-rate", curves(of: [.plain, .momentum, .nesterov]),
  caption: "One rate for all parameters: training loss, averaged over half epochs, "
    + "of each rule at its own best rate.")
lesson.figure(
  "own-rates", curves(of: [.adagrad, .adadelta, .rmsprop, .adam]),
  caption: "The same for the rules that give each parameter a rate of its own.")

//: By how much do the rules differ now?

func deepLoss(_ rival: Rival) -> Double { deepRuns[rival].best.validationLoss }
lesson.record("guessing", log(10), .fixed(2))
for rival in Rival.allCases {
  lesson.record("\(rival) deep", deepLoss(rival), .fixed(2))
}
lesson.claim(
  "in the deep network, the better loss of plain descent and momentum "
    + "over the worst of Adagrad, RMSProp and Adam",
  min(deepLoss(.plain), deepLoss(.momentum))
    / [Rival.adagrad, .rmsprop, .adam].map(deepLoss).max()!, isAbove: 1.3, .fixed(1))
lesson.claim(
  "in the deep network, Nesterov's loss over Adam's",
  deepLoss(.nesterov) / deepLoss(.adam), isAbove: 1.4, .fixed(1))
lesson.claim(
  "Adam's accuracy in the deep network",
  deepRuns[.adam].best.accuracy, isAbove: 0.85, .percent(0))

//: Guessing costs {{guessing}}. Plain descent and momentum end at {{plain deep}} and {{momentum deep}}, at the best of
//: five rates; Nesterov ends at {{nesterov deep}} and Adam at {{adam deep}}. (Adadelta, whose first steps are of the
//: size $\sqrt{\epsilon}$, ends at {{adadelta deep}}.) This is the answer to the lesson's question. The first layer's
//: gradients are tiny, and one rate for all must be small enough for the last layer. A rule that divides each gradient
//: by its usual size does not care how small that is.

//: ## Where ε stands
//:
//: One detail is left: $\epsilon$ inside the root or outside of it. The notes have it inside for RMSProp, outside for
//: Adagrad, and for Adam once inside and once outside. For RMSProp, Keras and optax agree with the notes and PyTorch
//: does not. It looks like a matter of taste:
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
      .line(x: magnitudes, y: magnitudes.map(stepInside), label: "inside"),
      .line(x: magnitudes, y: magnitudes.map(stepOutside), label: "outside"),
    ]),
  caption: "The step of RMSProp after 300 equal gradients, "
    + "with ε = 10⁻⁸ inside the root and outside.")

//: They part below $10^{-4}$. By how much, for ordinary gradients and for tiny ones?

lesson.claim(
  "under gradients of 1 RMSProp's steps with ε inside the root and outside differ by",
  abs(stepInside(1) - stepOutside(1)), isBelow: 1e-6)
lesson.claim(
  "under gradients of 10⁻⁶ RMSProp's step with ε inside the root is, in η",
  stepInside(1e-6), isWithin: 0.0099...0.0101, .significant(3))
lesson.claim(
  "under gradients of 10⁻⁶ RMSProp's step with ε outside the root is, in η",
  stepOutside(1e-6), isWithin: 0.98...1, .significant(3))
lesson.record(
  "epsilon factor", magnitudes.map { stepOutside($0) / stepInside($0) }.max()!, .whole)

//: In this picture the two rules differ by a factor of up to {{epsilon factor}}. Does it matter? Where gradients are as
//: small as that it should, and we know where they are: in the first layers of a deep sigmoid network. We take six
//: hidden layers and look at the gradients at the start:

let gradientsOfSix = abs(firstGradients(deep(6)).first!).elements.filter { $0 > 0 }
lesson.claim(
  "in the first of six sigmoid layers, gradients ≠ 0 that lie between 10⁻⁸ and 10⁻⁴",
  Double(gradientsOfSix.filter { $0 > 1e-8 && $0 < 1e-4 }.count)
    / Double(gradientsOfSix.count), isAbove: 0.9, .percent(1))

//: We train this network with four versions of RMSProp, which differ only in the size of $\epsilon$ and in its place:

let epsilonRates = sweep(from: 0.001, count: 3)
let epsilons = lesson.progress("twelve deeper networks", Epsilon.allCases)
let epsilonRuns = Results(epsilons) { epsilon in
  epsilonRates.map { train(deep(6), epsilon.rule($0), epochs: 8) }
}
lesson.table(
  ["validation loss at $\\eta =$"] + epsilonRates.map { $0.text(.significant(1)) },
  epsilonRuns.map { epsilon, runs in
    [epsilon.rawValue] + runs.map { $0.validationLoss.text(.fixed(2)) }
  })
lesson.claim(
  "at a rate of 0.003 RMSProp with Keras's ε ends at the loss of guessing, 2.303",
  epsilonRuns[.keras][near: 0.003].validationLoss, isWithin: 2.2...2.4, .fixed(3))
lesson.claim(
  "at a rate of 0.003 RMSProp with PyTorch's ε ends at a loss of",
  epsilonRuns[.pyTorch][near: 0.003].validationLoss, isBelow: 1.95, .fixed(2))

//: At 0.003, under the same name and with a harmless-looking constant, one network learns and the other still guesses
//: after eight epochs. What counts is the size of gradient below which the rule stops adapting: about $3 \cdot 10^{-4}$
//: in the first row, $10^{-4}$ in the second and in the fourth, $10^{-8}$ in the third. So compare an inner $\epsilon$
//: with an outer one by its root. For ordinary gradients none of it matters, as the claim at $g = 1$ shows.
//:
//: | rule | $\epsilon$ in the engine | elsewhere |
//: | :-- | :-- | :-- |
//: | Adagrad | outside; $s$ starts at 0 | inside, $s$ starts at 0.1 (Keras, optax) |
//: | Adadelta | inside both roots | the same |
//: | RMSProp | inside | outside (PyTorch) |
//: | Adam | outside, after the correction | outside, but before the correction of $v$ (Keras) |

//: ## What to remember
//:
//: 1. Momentum averages gradients over about $1/(1-\beta)$ steps. In a valley it replaces the condition number by its
//:    root, and it pays out a bad gradient in instalments.
//: 2. Adagrad, Adadelta, RMSProp and Adam give each parameter a rate of its own. That repairs differences of scale
//:    between parameters, such as vanishing gradients, and not a valley that lies across them.
//: 3. A learning rate means something only together with its rule: its convention, its bias correction, the place of
//:    its ε. Compare rules at their own best rates.
//:
//: Lesson 15 lets the rate fall while training goes on, and asks which of these knobs matter. In lesson 16 you train a
//: network with your own rules.

//: ## Exercises
//:
//: Open `Exercises/13-optimizers.swift`. You write the six rules, each as one step from the old state to the new, and
//: bias correction. Put your lines in the place of each `todo`, and run the grader:
//:
//: ```
//: swift test --filter optimizers
//: ```

lesson.exercises()

lesson.end()
