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

/// The valley seen from above, with the path of a rule from (−1, 0.3), cut off where it leaves the picture.
func map(
  _ title: String, of rule: some UpdateRule, in valley: Valley = valley, steps: Int = 40,
  levels: [Double] = [0.1, 0.5, 2, 8, 32]
) -> Plot {
  let start = valley.points(Matrix([[-1, 0.3]]))
  let path = valley.path(of: rule, from: start, steps: steps).map { Point($0[0, 0], $0[0, 1]) }
  return Plot(
    title, x: Axis("a", over: -1.2...1.2), y: Axis("b", over: -1...1),
    marks: [
      .contours(x: -1.2...1.2, y: -1...1, levels: levels, valley.loss),
      .path(path.prefix { abs($0.x) < 2 && abs($0.y) < 2 }, color: .orange),
    ])
}

lesson.figure(
  "descent",
  .grid(
    shared: .both,
    plots: [
      [
        map("η = 0.005", of: GradientDescent(learningRate: 0.005)),
        map("η = 0.0195", of: GradientDescent(learningRate: 0.0195)),
        map("η = 0.0202", of: GradientDescent(learningRate: 0.0202)),
      ]
    ]),
  caption:
    "Forty steps of plain descent from the left, seen from above. A slow rate, one just below the limit of 0.02, "
    + "and one just above it.")

let start = Matrix([[-1, 0.3]])
let below = valley.path(of: GradientDescent(learningRate: 0.0195), from: start, steps: 40)
let above = valley.path(of: GradientDescent(learningRate: 0.0202), from: start, steps: 40)
let signChanges = zip(below, below.dropFirst()).filter { $0[0, 1] * $1[0, 1] < 0 }.count
lesson.claim(
  "at 0.0195, steps at which b changes its sign", Double(signChanges) / 40, isWithin: 1...1, .percent(0))
lesson.claim("at 0.0202, b is larger after 40 steps, by a factor", above[40][0, 1] / 0.3, isAbove: 1, .fixed(2))

//: The best compromise makes both factors equally large, $1 - \eta = \eta \kappa - 1$, so $\eta = 2/(1 + \kappa)$. Then
//: both coordinates shrink by
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
let plainSteps = valley.steps(of: GradientDescent(learningRate: bestRate), from: starts, within: 600)
lesson.record("plain steps", plainSteps, .whole)
lesson.claim(
  "steps to a hundredth, from eight places, against the formula", plainSteps / predictedSteps, isWithin: 0.98...1.02,
  .fixed(3))

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
//: $g$ is the gradient at $w$, and $v$, the *velocity*, starts at 0. To see what $v$ is, put the first line into
//: itself. After step $t$:
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
/// The weight of a gradient after 0, 1, 2, … further steps, measured: one gradient of 1, then zeros.
func memory(_ beta: Double, steps: Int) -> [Double] {
  let gradients = [1] + [Double](repeating: 0, count: steps)
  let places = Momentum(learningRate: 1, beta: beta).places(under: gradients)
  return zip([0] + places, places).map { $0 - $1 }
}

lesson.figure(
  "memory",
  .plot(
    Plot(
      x: Axis("steps ago"), y: Axis("weight"),
      marks: betas.map { .line(memory($0, steps: 40), label: "β = \($0)") })),
  caption: "The weight that the velocity gives to a gradient, by its age. Measured: a single gradient of 1, then zeros."
)

let shares = betas.map { beta in memory(beta, steps: 200).prefix(Int((1 / (1 - beta)).rounded())).reduce(0, +) }
lesson.table(
  ["$\\beta$", "memory $1/(1 - \\beta)$", "share of the weight in it"],
  zip(betas, shares).map { ["\($0)", (1 / (1 - $0)).text(.whole), $1.text(.percent(1))] })
let weightErrors = memory(0.9, steps: 40).enumerated().map { k, weight in
  abs(weight - 0.1 * exp(Double(k) * log(0.9)))
}
lesson.claim("the weights are (1 − β) βᵏ: largest difference", weightErrors.max()!, isBelow: 1e-12)
lesson.claim("the last 10 gradients have, for β = 0.9", shares[1], isWithin: 0.65...0.66, .percent(1))

//: For a memory of ten steps or more that is about two thirds of the weight. The last third belongs to older gradients.

let rootOfBeta = 0.9.squareRoot()
lesson.record("window", (1 + rootOfBeta) * (1 + rootOfBeta) / ((1 - rootOfBeta) * (1 - rootOfBeta)), .whole)

//: ## What momentum does in a valley
//:
//: Take one direction with curvature $\lambda$ (1 along the floor, $\kappa$ across), where the gradient is
//: $g = \lambda w$. The step before gave us $v = (w_{t-1} - w_t)/\eta$. Put that into the rule and the velocity
//: disappears:
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
//: long, so each has the length $\sqrt{\beta}$: the direction shrinks by $\sqrt{\beta}$ per step, *whatever its
//: curvature*. And they are complex as long as $(1 + \beta - p)^2 < 4 \beta$, that is, for
//:
//: $$ \left( 1 - \sqrt{\beta} \right)^2 < p < \left( 1 + \sqrt{\beta} \right)^2 $$
//:
//: Read this as a window for $p$, and so for the curvature. For $\beta = 0.9$ its upper end is {{window}} times its
//: lower end. So as long as the walls curve at most {{window}} times as much as the floor, one rate puts every
//: direction into the window, and then the steep and the flat directions converge equally fast. For plain descent,
//: $\beta = 0$, the window has no width at all.
//:
//: The price is that nothing converges *faster* than $\sqrt{\beta}$ per step. A larger $\beta$ gives a wider window and
//: slower progress, so the best one is just wide enough for $\kappa$, and then
//: $\sqrt{\beta} = (\sqrt{\kappa} - 1)/(\sqrt{\kappa} + 1)$. It is the formula of plain descent with $\sqrt{\kappa}$ in
//: the place of $\kappa$ (Polyak, "Some methods of speeding up the convergence of iteration methods", 1964). For our
//: valley the window asks for at least $\beta = (9/11)^2 \approx 0.67$. Which $\beta$ will be fastest in practice, each
//: at its own best rate of 25?

let manyBetas = [0, 0.5, 0.75, 0.9, 0.95, 0.99]
let fineRates = (0...24).map { exp(log(10) * (Double($0) / 8 - 3)) }  // 0.001 to 1
let stepsByBeta = manyBetas.map { beta in
  fineRates.map { valley.steps(of: Momentum(learningRate: $0, beta: beta), from: starts, within: 1000) }.min()!
}
lesson.table(
  ["$\\beta$", "steps to a hundredth, measured", "$\\ln 100 / (-\\ln \\sqrt{\\beta})$"],
  zip(manyBetas, stepsByBeta).map { beta, steps in
    ["\(beta)", steps.text(.whole), beta < 0.67 ? "" : (log(100) / (-log(beta) / 2)).text(.whole)]
  })
lesson.claim(
  "β = 0.75 against plain descent: steps saved by a factor", stepsByBeta[0] / stepsByBeta[2], isAbove: 4, .fixed(1))
lesson.claim(
  "for β = 0.9 the formula's steps are right", stepsByBeta[3] / (log(100) / (-log(0.9) / 2)), isWithin: 0.8...1.2,
  .fixed(2))
lesson.claim(
  "β = 0.99 is slower than no momentum at all, by a factor", stepsByBeta[5] / stepsByBeta[0], isAbove: 2, .fixed(1))

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
        map("plain, η = 0.0195", of: GradientDescent(learningRate: 0.0195), steps: 80),
        map("β = 0.75, η = 0.08", of: Momentum(learningRate: 0.08, beta: 0.75), steps: 80),
        map("β = 0.9, η = 0.2", of: Momentum(learningRate: 0.2), steps: 80),
      ]
    ]),
  caption: "Eighty steps each. Momentum still swings across the floor, but the swings die out as fast as the way "
    + "along the floor is covered.")

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
//: We rest at $+1$. Then comes one anomalous gradient of 5, at $\eta = 0.3$, and from then on only true gradients.
//: Which of the two returns?

/// The gradient of the two hollows, but at step 5 an anomaly.
func hollows(_ rule: some UpdateRule, anomaly: Double) -> [Double] {
  [1] + rule.follow(from: 1, steps: 60) { t, w in t == 5 ? anomaly : w * (w * w - 1) }
}
let thrown = hollows(GradientDescent(learningRate: 0.3), anomaly: 5)
let kept = hollows(Momentum(learningRate: 0.3), anomaly: 5)

lesson.figure(
  "anomaly",
  .plot(
    Plot(
      x: Axis("step"), y: Axis("w", over: -1.5...1.5),
      marks: [.line(thrown, label: "plain"), .line(kept, label: "momentum"), .rule(y: 0, color: .grey)])),
  caption: "One gradient of 5 at step 5, at a rate of 0.3. The grey line is the ridge between the two hollows.")

lesson.claim("plain descent is thrown over the ridge and ends at", thrown.last!, isWithin: -1.01 ... -0.99, .fixed(2))
lesson.claim("momentum returns and ends at", kept.last!, isWithin: 0.9...1.1, .fixed(2))

//: How large must the anomaly be? For plain descent we can say: $\eta$ times the anomaly must exceed 1, the
//: distance to the ridge. For momentum we try 400 sizes at once, up to 20, at each of three rates:

let sizes = Matrix(row: (1...400).map { Double($0) / 20 })
/// The least of the sizes that leaves w anywhere else than in its hollow.
func leastThrow<Rule: UpdateRule>(_ rule: Rule) -> Double {
  var w = sizes.map { _ in 1 }
  var state = rule.initialState(for: w)
  for t in 0..<150 {
    rule.update(&w, gradient: t == 0 ? sizes : w.zip(w) { $0 * ($1 * $1 - 1) }, state: &state)
  }
  return sizes.elements[w.elements.firstIndex { !(0.5...1.5).contains($0) }!]
}
let throwRates = [0.1, 0.3, 0.5]
let throwPlain = throwRates.map { leastThrow(GradientDescent(learningRate: $0)) }
let throwMomentum = throwRates.map { leastThrow(Momentum(learningRate: $0)) }
lesson.table(
  ["least gradient that throws it, at $\\eta =$"] + throwRates.map { "\($0)" },
  [
    ["plain descent"] + throwPlain.map { $0.text(.fixed(2)) },
    ["momentum, $\\beta = 0.9$"] + throwMomentum.map { $0.text(.fixed(2)) },
  ])
let margins = zip(throwPlain, throwMomentum).map { $1 / $0 }
lesson.record("least margin", margins[0], .fixed(1))
lesson.record("greatest margin", margins[2], .fixed(1))
lesson.claim("momentum bears more, at every rate: the least margin", margins.min()!, isAbove: 1.2, .fixed(2))

//: Momentum bears more, but not ten times as much: {{least margin}} times at the low rate, {{greatest margin}} times at
//: the high one. The reason is instructive. The velocity does not forget the anomaly. It pays it out in instalments,
//: $(1 - \beta)$, $(1 - \beta) \beta$, $(1 - \beta) \beta^2$ and so on, and these add up to 1. What helps is that
//: between the instalments the landscape can answer: the slope of the hollow pushes back, and the stronger it pushes
//: within 10 steps, the more it helps. On a plane, where the slope is the same everywhere, nothing answers:

func plane(_ anomaly: Double) -> [Double] { (0..<200).map { $0 == 5 ? anomaly : 1 } }
func displacement(_ rule: some UpdateRule) -> [Double] {
  zip(rule.places(under: plane(51)), rule.places(under: plane(1))).map { $1 - $0 }
}
let byPlain = displacement(GradientDescent(learningRate: 0.3))
let byMomentum = displacement(Momentum(learningRate: 0.3))
lesson.claim(
  "on a plane, right after the anomaly, momentum has moved, of plain descent's way", byMomentum[5] / byPlain[5],
  isWithin: 0.09...0.11, .percent(0))
lesson.claim("and in the end", byMomentum[199] / byPlain[199], isWithin: 0.999...1.001, .percent(1))

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
let ours = Momentum(learningRate: 0.1).places(under: ones, rate: cut(0.1))
let outside = MomentumSum(learningRate: 0.01, mu: 0.9).places(under: ones, rate: cut(0.01))
let inside = MomentumRateInside(learningRate: 0.01, mu: 0.9).places(under: ones, rate: cut(0.01))
func farthest(_ a: ArraySlice<Double>, _ b: ArraySlice<Double>) -> Double { zip(a, b).map { abs($0 - $1) }.max()! }
lesson.claim(
  "at a constant rate all three agree",
  max(farthest(ours[..<100], outside[..<100]), farthest(ours[..<100], inside[..<100])), isBelow: 1e-12)
lesson.claim("with the rate outside the sum, after the change too", farthest(ours[...], outside[...]), isBelow: 1e-12)
let coasting = (ours.last! - inside.last!) / 0.1
lesson.record("coasting", coasting, .fixed(1))
lesson.claim("with the rate inside, it coasts on for so many of the old steps", coasting, isWithin: 8...8.2, .fixed(2))

//: Two conventions are one rule; the third is another as soon as the rate changes. It coasts on for {{coasting}} old
//: steps: the velocity exceeds its new value by 0.9 of an old step, and then fades by 0.9 per step,
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
let rewritten = valley.path(of: Nesterov(learningRate: 0.01), from: nesterovStart, steps: 100)
let original = pathAsFirstWritten(in: valley, from: nesterovStart, rate: 0.01, beta: 0.9, steps: 100)
lesson.claim(
  "the rewritten rule visits the points that the original looks ahead to",
  zip(rewritten, original).map { abs($0 - $1).max }.max()!, isBelow: 1e-12)

//: What is it good for? Do the calculation with roots again, and their product becomes $\beta (1 - \eta \lambda)$
//: instead of $\beta$: the steeper a direction is, the more it is damped. Where momentum shrinks everything by the same
//: $\sqrt{\beta}$, Nesterov's walls calm down first. Whether that saves steps we see below, where all rules run
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

let round = Valley(steepness: 1).path(of: Adagrad(learningRate: 0.3), from: starts, steps: 100)
let narrow = Valley(steepness: 10_000).path(of: Adagrad(learningRate: 0.3), from: starts, steps: 100)
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
func strides(_ rule: some UpdateRule) -> [Double] {
  let places = rule.places(under: slope)
  return zip([0] + places, places).map { $0 - $1 }
}
let adagradStrides = strides(Adagrad(learningRate: 1))
let rmspropStrides = strides(RMSProp(learningRate: 1))
lesson.table(
  ["length of step, in $\\eta$", "1", "10", "100", "101", "120", "200", "300"],
  [("Adagrad", adagradStrides), ("RMSProp", rmspropStrides)].map { name, strides in
    [name] + [0, 9, 99, 100, 119, 199, 299].map { strides[$0].text(.fixed(4)) }
  })
lesson.claim("Adagrad's step 100 is η/√100", adagradStrides[99], isWithin: 0.0999999...0.1000001, .fixed(4))
lesson.claim(
  "200 steps into the gentle part, Adagrad's steps are", adagradStrides[299], isBelow: 0.002, .fixed(4))
lesson.claim("and RMSProp's are back at", rmspropStrides[299], isWithin: 0.99...1.01, .fixed(2))

//: Adagrad never recovers. RMSProp needs some time to notice: its average must fall by a factor of 10 000, which at 0.9
//: per step takes about 90 steps. Then its steps are back at $\eta$. Its own first step, though, was more than three
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
//: gone; it is called $\epsilon$ now.

func firstStep(_ epsilon: Double) -> Double { -Adadelta(epsilon: epsilon).places(under: [1])[0] }
lesson.claim("Adadelta's first step with ε = 10⁻⁶", firstStep(1e-6), isWithin: 0.00446...0.00448, .significant(3))
lesson.claim(
  "and with an ε 100 times as large, it is longer by", firstStep(1e-4) / firstStep(1e-6), isWithin: 9.9...10.1,
  .fixed(2))

//: Here are the effective rates of the two parameters of our valley while each rule descends. (For Adam, which comes
//: next, it is the factor of the averaged gradient.)

/// step / gradient of both parameters, at each of 150 steps from (1, 1).
func effectiveRates(_ rule: some UpdateRule) -> [Matrix] {
  let path = valley.path(of: rule, from: Matrix([[1, 1]]), steps: 150)
  return zip(path, path.dropFirst()).map { before, after in
    (before - after).zip(valley.gradient(at: before)) { $0 / $1 }
  }
}
let effective = [
  ("Adagrad, η = 0.5", effectiveRates(Adagrad(learningRate: 0.5))),
  ("Adadelta, η = 1", effectiveRates(Adadelta())),
  ("RMSProp, η = 0.01", effectiveRates(RMSProp(learningRate: 0.01))),
  ("Adam, η = 0.1", valley.effectiveRates(of: Adam(learningRate: 0.1), from: Matrix([[1, 1]]), steps: 150)),
]
func effectivePlot(_ name: String, _ rates: [Matrix]) -> Plot {
  Plot(
    name, x: Axis("step"), y: Axis("effective rate", scale: .logarithmic, over: 1e-5...10),
    marks: [
      .line(rates.map { $0[0, 0] }, from: 1, label: "along"), .line(rates.map { $0[0, 1] }, from: 1, label: "across"),
    ])
}
lesson.figure(
  "effective",
  .grid(shared: .both, plots: [effective[..<2].map(effectivePlot), effective[2...].map(effectivePlot)]),
  caption: "The effective learning rate of the valley's two parameters, step by step: along the floor and across it.")

let adagradRates = effective[0].1
let rises = zip(adagradRates, adagradRates.dropFirst()).map { ($1 - $0).max }.max()!
let ratios = effective.flatMap { $0.1.map { $0[0, 0] / $0[0, 1] } }.filter(\.isFinite)
lesson.record("least ratio", ratios.min()!, .whole)
lesson.claim("the floor's rate over the wall's: the least of all", ratios.min()!, isWithin: 99...101, .whole)
lesson.claim("and the greatest", ratios.max()!, isWithin: 99...101, .whole)
lesson.claim("Adagrad's rates never rise: the largest rise is", rises, isBelow: 1e-12)

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
//: The notes print Adam without it, in both places where they have it. Then $m$ is wrong by $1 - \beta_1^t$ and the
//: root of $v$ by $\sqrt{1 - \beta_2^t}$. The first makes steps too short, the second too long. Which of them wins? Ten
//: steps under a constant gradient:

let constant = [Double](repeating: 1, count: 2000)
func strideLengths(_ places: [Double]) -> [Double] { zip([0] + places, places).map { $0 - $1 } }
let corrected = strideLengths(Adam(learningRate: 1).places(under: constant))
let uncorrected = strideLengths(AdamUncorrected(learningRate: 1).places(under: constant))
lesson.table(
  ["step", "$1 - \\beta_1^t$", "$1 - \\beta_2^t$", "corrected step, in $\\eta$", "uncorrected"],
  (1...10).map { t in
    [
      "\(t)", (1 - exp(Double(t) * log(0.9))).text(.fixed(3)), (1 - exp(Double(t) * log(0.999))).text(.fixed(5)),
      corrected[t - 1].text(.fixed(4)), uncorrected[t - 1].text(.fixed(4)),
    ]
  })

lesson.figure(
  "bias",
  .plot(
    Plot(
      x: Axis("step", scale: .logarithmic), y: Axis("length of step, in η", over: 0...7),
      marks: [
        .line(uncorrected, from: 1, label: "uncorrected"), .line(corrected, from: 1, label: "corrected"),
      ])),
  caption: "Adam's steps under a constant gradient, with bias correction and without.")

let peak = uncorrected.indices.max { uncorrected[$0] < uncorrected[$1] }!
let settled = uncorrected.indices.last { uncorrected[$0] > 1.1 }! + 1
lesson.record("peak step", Double(peak + 1), .whole)
lesson.record("peak", uncorrected[peak], .fixed(1))
lesson.record("settled", Double(settled), .whole)
lesson.claim("corrected, every step of 2000 is η: largest error", corrected.map { abs($0 - 1) }.max()!, isBelow: 1e-7)
lesson.claim("uncorrected, the first step is 0.1/√0.001 times η", uncorrected[0], isWithin: 3.16...3.17, .fixed(3))
lesson.claim("and the longest is", uncorrected[peak], isWithin: 6.5...6.6, .fixed(2))

//: The second wins, since $\beta_2$ is so much closer to 1. The mistake does not fade with the ten steps of the first
//: average: the longest step, {{peak}} times $\eta$, is step {{peak step}}, and it takes until step {{settled}} before
//: the steps are less than 10 % too long. RMSProp's long first step was the same mistake: it has no correction.
//:
//: Does this ruin training? Ask the digits. Here is how we will train from now on: batches of 32, validation loss at
//: the end. The network is a healthy one: two hidden layers of 32 ReLUs, He's start, standardized inputs, three epochs.

func healthy(using generator: inout Generator) -> Network {
  Network([
    Dense(from: digits.training.features, to: 32, .heNormal, using: &generator), ReLU(),
    Dense(from: 32, to: 32, .heNormal, using: &generator), ReLU(),
    Dense(from: 32, to: 10, .heNormal, using: &generator),
  ])
}

func train(_ network: (inout Generator) -> Network, _ rule: some UpdateRule, epochs: Int) -> Run {
  var generator = Generator(seed: lesson.seed)
  var network = network(&generator)
  var optimizer = Optimizer(rule)
  var run = Run(rate: rule.learningRate)
  for _ in 1...epochs {
    for batch in digits.training.batches(of: 32, using: &generator) {
      let scores = network.forward(batch.inputs, mode: .training)
      let loss = softmaxCrossEntropy(scores, labels: batch.labels)
      network.backward(loss.gradient)
      optimizer.step(&network)
      run.losses.append(loss.value)
      if !loss.value.isFinite { return run }
    }
  }
  let scores = network.forward(digits.validation.inputs, mode: .inference)
  if scores.isFinite {
    run.validationLoss = softmaxCrossEntropy(scores, labels: digits.validation.labels).value
    run.accuracy = accuracy(scores, labels: digits.validation.labels)
  }
  return run
}

let adamRates = sweep(from: Rival.all[6].lowestRates.healthy, count: 7)
let withCorrection = adamRates.map { train(healthy, Adam(learningRate: $0), epochs: 3) }
let withoutCorrection = adamRates.map { train(healthy, AdamUncorrected(learningRate: $0), epochs: 3) }
lesson.table(
  ["accuracy at $\\eta =$"] + adamRates.map { $0.text(.significant(1)) },
  [
    ["corrected"] + withCorrection.map { $0.accuracy.text(.percent(0)) },
    ["uncorrected"] + withoutCorrection.map { $0.accuracy.text(.percent(0)) },
  ])
lesson.claim(
  "at η = 0.03, what the correction is worth in accuracy", withCorrection[4].accuracy - withoutCorrection[4].accuracy,
  isAbove: 0.15, .percent(0))
lesson.claim(
  "each at its best rate, the accuracies differ by",
  abs(withCorrection.best.accuracy - withoutCorrection.best.accuracy), isBelow: 0.05, .percent(1))
lesson.claim(
  "the best rate without is lower, or the same: their quotient", withoutCorrection.best.rate / withCorrection.best.rate,
  isBelow: 1.1, .significant(2))

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
let valleyRates = (0...24).map { exp(log(10) * (Double($0) / 4 - 4)) }
struct Race {
  var bestRate = 0.0
  var steps = Double.infinity
  /// How many of the rates get there within twice the steps of the best.
  var goodRates = 0
}
func race(_ rival: Rival, in valley: Valley) -> Race {
  let from = valley.points(starts)
  let counts = valleyRates.map { valley.steps(of: rival.rule($0), from: from, within: 600) }
  let steps = counts.min()!
  return Race(
    bestRate: valleyRates[counts.firstIndex(of: steps)!], steps: steps,
    goodRates: counts.filter { $0 <= 2 * steps && $0.isFinite }.count)
}
let races = lesson.progress("fourteen races", Rival.all).map { (race($0, in: valley), race($0, in: turned)) }
lesson.table(
  ["", "best $\\eta$", "steps", "good rates", "turned: best $\\eta$", "steps", "good rates"],
  zip(Rival.all, races).map { rival, races in
    [rival.name]
      + [races.0, races.1].flatMap { race in
        race.steps.isFinite
          ? [race.bestRate.text(.significant(2)), race.steps.text(.whole), "\(race.goodRates)"] : ["", "never", "0"]
      }
  })

lesson.figure(
  "turned",
  .grid(
    shared: .both,
    plots: [
      [
        map("plain, 0.0178", of: GradientDescent(learningRate: 0.0178), in: turned, steps: 60, levels: [0.5, 8]),
        map("momentum, 0.1", of: Momentum(learningRate: 0.1), in: turned, steps: 60, levels: [0.5, 8]),
        map("Nesterov, 0.01", of: Nesterov(learningRate: 0.01), in: turned, steps: 60, levels: [0.5, 8]),
      ],
      [
        map("Adagrad, 1", of: Adagrad(learningRate: 1), in: turned, steps: 60, levels: [0.5, 8]),
        map("RMSProp, 0.03", of: RMSProp(learningRate: 0.03), in: turned, steps: 60, levels: [0.5, 8]),
        map("Adam, 0.3", of: Adam(learningRate: 0.3), in: turned, steps: 60, levels: [0.5, 8]),
      ],
    ]),
  caption: "Sixty steps in the turned valley, with the rate beside the name.")

func steps(_ name: String) -> (straight: Double, turned: Double) {
  let races = races[Rival.all.firstIndex { $0.name == name }!]
  return (races.0.steps, races.1.steps)
}
lesson.record("Adagrad straight", steps("Adagrad").straight, .whole)
lesson.record("Adagrad turned", steps("Adagrad").turned, .whole)
lesson.record("Adam good", Double(races[6].1.goodRates), .whole)
lesson.record("plain good", Double(races[0].1.goodRates), .whole)
let firstThree = races[..<3].map { abs($0.0.steps - $0.1.steps) }.max()!
lesson.claim("plain descent, momentum and Nesterov do not notice the turn: steps of difference", firstThree, isBelow: 1)
lesson.claim(
  "momentum against plain descent: steps saved by a factor",
  steps("plain descent").straight / steps("momentum").straight, isAbove: 2, .fixed(1))
lesson.claim(
  "RMSProp and Adadelta take longer than Adam, the faster of the two by a factor",
  min(steps("RMSProp").straight, steps("Adadelta").straight) / steps("Adam").straight, isAbove: 1.5, .fixed(1))
lesson.claim(
  "Nesterov against momentum", steps("momentum").straight / steps("Nesterov").straight, isAbove: 1.1, .fixed(1))
lesson.claim("Adagrad's steps in the valley as it lies", steps("Adagrad").straight, isBelow: 10, .whole)
lesson.claim("and turned", steps("Adagrad").turned, isAbove: 100, .whole)
lesson.claim("Adam's good rates of 25, turned", Double(races[6].1.goodRates), isAbove: 5, .whole)
lesson.claim("plain descent's", Double(races[0].1.goodRates), isBelow: 4, .whole)

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

let healthyRuns = lesson.progress("forty-nine networks", Rival.all).map { rival in
  sweep(from: rival.lowestRates.healthy, count: 7).map { train(healthy, rival.rule($0), epochs: 3) }
}
let healthyBest = healthyRuns.map(\.best)
lesson.table(
  ["", "rates tried", "best", "validation loss", "accuracy"],
  Rival.all.indices.map { i in
    let rates = healthyRuns[i].map(\.rate)
    return [
      Rival.all[i].name, "\(rates[0].text(.significant(1))) to \(rates[6].text(.significant(1)))",
      healthyBest[i].rate.text(.significant(1)), healthyBest[i].validationLoss.text(.fixed(3)),
      healthyBest[i].accuracy.text(.percent(1)),
    ]
  })
let bestRates = healthyBest.map(\.rate)
let accuracies = healthyBest.map(\.accuracy)
lesson.record("spread", 100 * (accuracies.max()! - accuracies.min()!), .fixed(1))
lesson.record("rate spread", bestRates.max()! / bestRates.min()!, .whole)
lesson.claim(
  "no best rate is at an end of its sweep: such cases",
  Double(zip(healthyRuns, bestRates).filter { $0[0].rate == $1 || $0[6].rate == $1 }.count), isBelow: 1, .whole)
lesson.claim("the worst rule's accuracy at its best rate", accuracies.min()!, isAbove: 0.88, .percent(1))
lesson.claim("the best and the worst are apart by", accuracies.max()! - accuracies.min()!, isBelow: 0.08, .percent(1))
lesson.claim(
  "the largest best rate is so many times the smallest", bestRates.max()! / bestRates.min()!, isAbove: 50, .whole)

//: Not far: {{spread}} percentage points of accuracy lie between the best rule and the worst. On a network with
//: standardized inputs and a good start, every rule at its own rate learns. What does differ is the rate, by a factor
//: of {{rate spread}}. Had we tried all rules at the same one, we would have found winners and losers, and measured the
//: rate. That rankings of optimizers depend on how each was tuned has been shown at length by Choi and others ("On
//: Empirical Comparisons of Optimizers for Deep Learning", 2019).
//:
//: So make the network less healthy. Four hidden layers of 32 sigmoids: as lesson 05 showed, each layer shrinks the
//: gradient on its way back, so the first layer's gradients are much smaller than the last one's. So here are
//: parameters of different scale. If the valley has told us the truth, rates of their own should help here, and one
//: rate for all, with or without momentum, should not. Five rates for each rule, eight epochs:

func deep(_ hidden: Int) -> (inout Generator) -> Network {
  { generator in
    var layers: [any Layer] = []
    for i in 0..<hidden {
      layers.append(Dense(from: i == 0 ? digits.training.features : 32, to: 32, .glorotNormal, using: &generator))
      layers.append(Sigmoid())
    }
    return Network(layers + [Dense(from: 32, to: 10, .glorotNormal, using: &generator)])
  }
}
var generatorOfDeep = Generator(seed: lesson.seed)
var untrained = deep(4)(&generatorOfDeep)
let firstBatch = digits.training.selecting(0..<32)

/// The mean size of the gradient of each layer's weights, from the first dense layer to the last.
func gradientSizes(_ network: inout Network) -> [Double] {
  let scores = network.forward(firstBatch.inputs, mode: .training)
  network.backward(softmaxCrossEntropy(scores, labels: firstBatch.labels).gradient)
  var sizes: [Double] = []
  network.forEachParameter { parameter in
    if parameter.value.rows > 1 { sizes.append(abs(parameter.gradient).mean) }
  }
  return sizes
}
let gradientsAtStart = gradientSizes(&untrained)
lesson.claim(
  "before training, the last layer's gradients are larger than the first's by a factor",
  gradientsAtStart[4] / gradientsAtStart[0], isAbove: 30, .whole)

let deepRuns = lesson.progress("thirty-five deep networks", Rival.all).map { rival in
  sweep(from: rival.lowestRates.deep, count: 5).map { train(deep(4), rival.rule($0), epochs: 8) }
}
let deepBest = deepRuns.map(\.best)
lesson.table(
  ["", "rates tried", "best", "validation loss", "accuracy"],
  Rival.all.indices.map { i in
    let rates = deepRuns[i].map(\.rate)
    return [
      Rival.all[i].name, "\(rates[0].text(.significant(1))) to \(rates[4].text(.significant(1)))",
      deepBest[i].rate.text(.significant(1)), deepBest[i].validationLoss.text(.fixed(3)),
      deepBest[i].accuracy.text(.percent(1)),
    ]
  })

func curves(of rules: Range<Int>) -> Figure {
  .grid(
    columns: ["healthy: 2 layers of ReLU", "deep: 4 layers of sigmoid"], shared: .y,
    plots: [
      [healthyBest, deepBest].map { best in
        Plot(
          x: Axis("epoch"), y: Axis("training loss", over: 0...2.5),
          marks: rules.map { .line(x: best[$0].curve.epochs, y: best[$0].curve.losses, label: Rival.all[$0].name) })
      }
    ])
}
lesson.figure(
  "one-rate", curves(of: 0..<3),
  caption: "One rate for all parameters: training loss, averaged over half epochs, of each rule at its own best rate.")
lesson.figure(
  "own-rates", curves(of: 3..<7), caption: "The same for the rules that give each parameter a rate of its own.")

let withoutSquares = deepBest[..<2].map(\.validationLoss).min()!
let withSquares = [deepBest[3], deepBest[5], deepBest[6]].map(\.validationLoss).max()!
lesson.record("guessing", log(10), .fixed(2))
for (rival, best) in zip(Rival.all, deepBest) {
  lesson.record(rival.name == "plain descent" ? "plain deep" : rival.name + " deep", best.validationLoss, .fixed(2))
}
lesson.claim(
  "the better validation loss of plain descent and momentum is so many times the worst of Adagrad, RMSProp and Adam",
  withoutSquares / withSquares, isAbove: 1.3, .fixed(1))
lesson.claim(
  "Nesterov's loss is so many times Adam's", deepBest[2].validationLoss / deepBest[6].validationLoss, isAbove: 1.4,
  .fixed(1))
lesson.claim("Adam's accuracy", deepBest[6].accuracy, isAbove: 0.85, .percent(0))

//: Guessing costs {{guessing}}. Plain descent and momentum end at {{plain deep}} and {{momentum deep}}, at the best of
//: five rates; Nesterov ends at {{Nesterov deep}} and Adam at {{Adam deep}}. (Adadelta, whose first steps are of the
//: size $\sqrt{\epsilon}$, ends at {{Adadelta deep}}.) This is the answer to the lesson's question. The first layer's
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
//: the one is $10^{-4}$ and the other $10^{-8}$. Under constant gradients of each size:

let magnitudes = (-20...0).map { exp(log(10) * Double($0) / 2) }
func settledStep(_ rule: some UpdateRule, _ g: Double) -> Double {
  let places = rule.places(under: [Double](repeating: g, count: 300))
  return places[298] - places[299]
}
let insideSteps = magnitudes.map { settledStep(RMSProp(learningRate: 1), $0) }
let outsideSteps = magnitudes.map { settledStep(RMSPropOutside(learningRate: 1), $0) }
lesson.figure(
  "epsilon",
  .plot(
    Plot(
      x: Axis("size of the gradient", scale: .logarithmic), y: Axis("length of step, in η", scale: .logarithmic),
      marks: [
        .line(x: magnitudes, y: insideSteps, label: "inside"), .line(x: magnitudes, y: outsideSteps, label: "outside"),
      ])),
  caption: "The step of RMSProp after 300 equal gradients, with ε = 10⁻⁸ inside the root and outside.")
lesson.record("epsilon factor", zip(insideSteps, outsideSteps).map { $1 / $0 }.max()!, .whole)
lesson.claim("gradients of 1: the two forms differ by", abs(insideSteps[20] - outsideSteps[20]), isBelow: 1e-6)
lesson.claim("gradients of 10⁻⁶, inside: part of η", insideSteps[8], isWithin: 0.0099...0.0101, .significant(3))
lesson.claim("gradients of 10⁻⁶, outside", outsideSteps[8], isWithin: 0.98...1, .significant(3))

//: In this picture the two rules differ by a factor of up to {{epsilon factor}}. Does it matter? Where gradients are as
//: small as that it should, and we know where they are: in the first layers of a deep sigmoid network. We take six
//: hidden layers and look at the gradients at the start:

var generatorOfSix = Generator(seed: lesson.seed)
var six = deep(6)(&generatorOfSix)
let firstScores = six.forward(firstBatch.inputs, mode: .training)
six.backward(softmaxCrossEntropy(firstScores, labels: firstBatch.labels).gradient)
var firstWeights: [Double] = []
six.forEachParameter { parameter in
  if firstWeights.isEmpty { firstWeights = parameter.gradient.elements }
}
let between =
  Double(firstWeights.filter { abs($0) > 1e-8 && abs($0) < 1e-4 }.count) / Double(firstWeights.filter { $0 != 0 }.count)
lesson.claim(
  "of the first layer's gradients other than 0, the share between 10⁻⁸ and 10⁻⁴", between, isAbove: 0.9, .percent(1))

let epsilonRules: [(name: String, rule: (Double) -> any UpdateRule)] = [
  ("inside, ε = 10⁻⁷ (Keras's default)", { RMSProp(learningRate: $0, epsilon: 1e-7) }),
  ("inside, ε = 10⁻⁸", { RMSProp(learningRate: $0) }),
  ("outside, ε = 10⁻⁸ (PyTorch's default)", { RMSPropOutside(learningRate: $0) }),
  ("outside, ε = 10⁻⁴", { RMSPropOutside(learningRate: $0, epsilon: 1e-4) }),
]
let epsilonRuns = lesson.progress("twelve deeper networks", epsilonRules).map { _, rule in
  sweep(from: 0.001, count: 3).map { train(deep(6), rule($0), epochs: 8) }
}
lesson.table(
  ["validation loss at $\\eta =$"] + sweep(from: 0.001, count: 3).map { $0.text(.significant(1)) },
  zip(epsilonRules, epsilonRuns).map { rule, runs in [rule.name] + runs.map { $0.validationLoss.text(.fixed(2)) } })
lesson.claim(
  "at a rate of 0.003, with Keras's ε inside, the loss of guessing, ln 10 = 2.303", epsilonRuns[0][1].validationLoss,
  isWithin: 2.2...2.4, .fixed(3))
lesson.claim("with PyTorch's ε outside", epsilonRuns[2][1].validationLoss, isBelow: 1.95, .fixed(2))

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
