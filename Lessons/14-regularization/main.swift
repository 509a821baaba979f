//: # Regularization and dropout
//:
//: *Why does a network that fits its training data fail on new data?*
//:
//: So far a network that did not learn was the trouble. Here is one that learns too well. It finds weights that answer
//: every training example as its label says, the misprints among the labels included, and then does worse on new digits than it
//: did an hour before. Its training loss still falls, so no curve that we have drawn until now would show it.
//:
//: What stops it is called *regularization*: anything that makes a network fit the training data less well, so that it
//: fits new data better. We build four kinds: a price on weights, a stop in time, units that are left out at random,
//: and less of a network. Much is said about them that sounds convincing. We try each sentence before we believe it.

import Datasets
import Engine
import LessonKit
import Plots

let lesson = Lesson(
  14, takesMNIST: true,
  knobs: Knob("wrong", 0.2, in: 0...0.5, "the share of wrong labels in training"),
  .whole("width", 64, in: 4...512, "the hidden units of the network for the digits"),
  Knob("box", 1, in: 0.1...3, "c, the size of the diamond and of the circle"),
  Knob("keep", 0.5, in: 0.1...0.9, "p, the probability to keep a hidden unit"),
  .whole("patience", 5, in: 1...20, "how many epochs to wait for a lower loss"))
let digits = lesson.digits()
var generator = Generator(seed: lesson.seed)
let (wrong, keep) = (lesson.knob("wrong"), lesson.knob("keep"))
let width = Int(lesson.knob("width"))
lesson.record("wrong", wrong, .percent(0))
lesson.record("width", Double(width), .whole)
lesson.record("keep", keep, .significant(2))
lesson.record("box", lesson.knob("box"), .significant(2))
lesson.record("patience", lesson.knob("patience"), .whole)

//: ## Training falls, validation turns
//:
//: We make it easy to learn the wrong thing. The network gets 200 digits, and {{wrong}} of them carry the label of
//: another class, as happens where people label pictures by the thousand. One hidden layer of {{width}} ReLU units,
//: He's start (lesson 08), Adam at a rate of 0.01 (lesson 13), batches of 20, 60 epochs. Grey levels go from 0 to 1. New
//: data are the 300 digits of the validation set, whose labels are right.

let few = digits.training.few(200, wrong: wrong, using: &generator)
let start = generator.split()
func trained(_ recipe: Recipe, on data: Dataset, judge: Dataset? = nil) -> Run {
  var generator = start  // the same first weights and batches for every recipe
  return train(recipe, on: data, judge: judge, using: &generator)
}
let plain = trained(Recipe(width: width), on: few, judge: digits.validation)
let plainTraining = plain.networks.map { $0.loss(on: few) }
let turn = plain.validation[plain.best]
lesson.record("parameters", Double(plain.last.parameterCount), .whole)
lesson.record("turn epoch", Double(plain.best + 1), .whole)
lesson.record("turn loss", turn, .fixed(2))
lesson.record("last loss", plain.validation.last!, .fixed(2))
lesson.record("last training", plainTraining.last!, .significant(1))

lesson.ask(
  "The training loss ends at {{last training}}. What does the loss on new digits do?",
  ["it falls to the end", "it falls, then stays level", "it falls, then rises"],
  answer: plain.validation.last! > 1.1 * turn
    ? 2 : plain.best < plain.validation.count * 2 / 3 ? 1 : 0,
  "it is lowest after epoch {{turn epoch}}, at {{turn loss}}, and {{last loss}} at the end.")
lesson.figure(
  "turning",
  .grid(plots: [
    [
      Plot(
        "Loss", x: Axis("epoch"), y: Axis("loss", scale: .logarithmic),
        marks: [
          .line(plainTraining, from: 1, label: "training", color: .blue),
          .line(plain.validation, from: 1, label: "validation", color: .orange),
          .rule(x: Double(plain.best + 1)),
        ]),
      Plot(
        "Right answers", x: Axis("epoch"), y: Axis("share of validation digits"),
        marks: [
          .line(plain.networks.map { $0.accuracy(on: digits.validation) }, from: 1, color: .orange),
          .rule(x: Double(plain.best + 1)),
        ]),
    ]
  ]),
  caption:
    "Left: the loss on the 200 training digits (blue) and on 300 new ones (orange). Right: "
    + "the share of new digits that are answered rightly. The grey rule stands at the "
    + "lowest validation loss.")
lesson.claim(
  "The last validation loss is {} times the lowest", plain.validation.last! / turn,
  isAbove: 1.1, .fixed(2))
lesson.try(
  "--section 1 --wrong 0", "Without a wrong label, does the validation loss still turn?")

//: To the left of the rule both curves fall: what is learned there holds for all digits. To the right the network
//: learns what holds for these 200 alone. It has to, since a digit that is labelled wrongly can only be answered "rightly" by
//: learning that one picture by heart. This is *overfitting*, and the orange curve is its only witness: without
//: data that the network is not trained on, nobody sees it.
//:
//: What must be there for it? We train again with other labels, and otherwise the same.

let shares = [0, 0.1, 0.4]
let turns = shares.map { share -> Run in
  var generator = generator
  return trained(
    Recipe(width: width),
    on: digits.training.few(200, wrong: share, using: &generator),
    judge: digits.validation)
}
lesson.table(
  ["wrong labels", "lowest loss", "in epoch", "last loss", "right there", "right at the end"],
  zip(shares, turns).map { share, run in
    [
      share.text(.percent(0)), run.validation[run.best].text(.fixed(2)),
      "\(run.best + 1)", run.validation.last!.text(.fixed(2)),
      run.networks[run.best].accuracy(on: digits.validation).text(.percent(0)), run.last.accuracy(on: digits.validation).text(.percent(0)),
    ]
  })
func rise(_ run: Run) -> Double { run.validation.last! / run.validation[run.best] }
lesson.claim(
  "With right labels only, the last validation loss is {} times the lowest",
  rise(turns[0]), isBelow: 1.3, .fixed(2))
lesson.claim(
  "With 40 % wrong labels, the last validation loss is {} times the lowest",
  rise(turns[2]), isAbove: 1.5, .fixed(2))

//: With right labels there is next to nothing to learn that is false, and the curve hardly turns. So it is not the small number of
//: digits alone. The more of the labels are wrong, the lower the price of listening only briefly.

//: ## Too many weights?
//:
//: "The network overfits because it has too many free parameters": that is how it is usually said. Ours has
//: {{parameters}} numbers for 200 digits. If it were so, a smaller network would do better on new digits, and one with
//: eight times as many would do worse. We train five networks of one hidden layer on the same 200 digits.

let widths = [2, 8, 32, 128, 512]
let heldOut = digits.heldOut  // 600 digits
let wide = widths.map { trained(Recipe(width: $0, epochs: 40), on: few).last.accuracy(on: heldOut) }
lesson.ask(
  "Two hundred digits, a fifth of them labelled wrongly: which network is best on new ones?",
  ["the smallest", "one in the middle", "the largest"],
  answer: wide.last! > wide.max()! - 0.03
    ? 2 : wide[0] > wide.max()! - 0.03 ? 0 : 1,
  "more units did not hurt, up to the widest.")
lesson.figure(
  "width",
  Plot(
    x: Axis("hidden units", scale: .logarithmic), y: Axis("share of new digits"),
    marks: [
      .line(x: widths.map(Double.init), y: wide, color: .orange),
      .points(x: widths.map(Double.init), y: wide, color: .orange),
    ]),
  caption:
    "Right answers on 600 new digits, by the number of hidden units, after 40 epochs on the "
    + "same 200 digits.")
lesson.claim(
  "The network with 512 hidden units answers {} percentage points more than the one with 8",
  100 * (wide.last! - wide[1]), isAbove: -3, .fixed(1))
lesson.claim(
  "The network with 512 hidden units answers {} percentage points more than the one with 2",
  100 * (wide.last! - wide[0]), isAbove: 15, .fixed(1))

//: ## A price on weights
//:
//: The second kind says what we want instead of too good a fit: a good fit by small weights. It adds their size to
//: what descent minimizes,
//:
//: $$ \text{cost} = \text{loss} + \lambda \cdot \text{complexity} \qquad \text{complexity} = \sum_i |w_i|^q $$
//:
//: and $\lambda$ says how much we want it. (The sum goes over all weights, not over the biases: these multiply no input,
//: and moving a boundary makes it no more complicated.) Two values of $q$ are in use, and each has its name, and in
//: our engine its factor. With $q = 1$ it is *L1*, with $q = 2$ it is *L2*:
//:
//: $$
//: \begin{aligned}
//: \text{L1:} \quad & \lambda_1 \sum_i |w_i| & \frac{\partial}{\partial w_i} &= \lambda_1 \operatorname{sign}(w_i) \\
//: \text{L2:} \quad & \frac{\lambda_2}{2} \sum_i w_i^2 & \frac{\partial}{\partial w_i} &= \lambda_2 \, w_i
//: \end{aligned}
//: $$
//:
//: The gradients tell the two apart. L2 pulls at each weight in proportion to its size: large ones feel it, small ones
//: hardly. In a step of plain descent, $w \gets w - \eta g - \eta \lambda_2 w$, each weight loses the same share of itself, hence the name
//: *weight decay*. L1 pulls with the same force however small the weight is, until it is 0. At 0 itself
//: $|w|$ has a corner and no derivative; the engine takes 0 there. (Conventions: Keras has no half in L2, so its
//: $\lambda$ is half of ours for the same pull. PyTorch's `weight_decay` pulls at biases too.)

//: ## The diamond and the circle
//:
//: Why should the two end in different places? Take a loss of two weights, a bowl around its minimum $w^*$, and turn the
//: question around. Instead of paying for size, *forbid* it: among all $w$ with complexity of at most $c$, which has the least
//: loss? For L1 the allowed $w$ fill a diamond, $|w_1| + |w_2| \leq c$; for L2 we take a circle, $\lVert w \rVert \leq c$. (The next
//: section shows that paying and forbidding come to the same.)

let box = lesson.knob("box")
let bowl = Bowl(at: Point(1.7, 1.1), steep: 6, turned: 2.2)
let (corner, tangent) = (bowl.inDiamond(box), bowl.inCircle(box))
let near = Bowl(at: bowl.center, steep: 1, turned: 0).inDiamond(box)  // a round bowl's
func plane(_ title: String, _ marks: [Mark]) -> Plot {
  let (x, y) = (-1.5...3.0, -1.5...2.5)
  return Plot(
    title, x: Axis("w₁", over: x), y: Axis("w₂", over: y), aspect: .equal,
    marks: [.contours(x: x, y: y) { bowl.loss(Point($0, $1)) }] + marks
      + [.cross(bowl.center, label: "w*")])
}
let diamond = [Point(box, 0), Point(0, box), Point(-box, 0), Point(0, -box), Point(box, 0)]
let circle = (0...72).map { Point(box * cos(.pi * Double($0) / 36), box * sin(.pi * Double($0) / 36)) }

lesson.figure(
  "diamond",
  .grid(
    shared: .none,
    plots: [
      [
        plane(
          "L1: the diamond",
          [
            .line(diamond, color: .green), .points([corner], label: "least loss", color: .green),
            .points([near], label: "nearest", color: .purple),
          ]),
        plane(
          "L2: the circle",
          [.line(circle, color: .blue), .points([tangent], label: "least loss", color: .blue)]),
      ]
    ]),
  caption:
    "Level lines of one bowl, its free minimum (cross), and the best allowed point: in "
    + "the diamond (green) and in the circle (blue). Purple: the point of the diamond that is "
    + "nearest to the minimum.")
lesson.table(
  ["", "$w_1$", "$w_2$", "loss"],
  [
    ("L1, least loss", corner), ("L1, nearest to w*", near), ("L2, least loss", tangent),
    ("w*", bowl.center),
  ].map { name, w in
    [name] + [w.x, w.y, bowl.loss(w)].map { $0.text(.fixed(3)) }
  })
lesson.try(
  "--section 4 --box 2.5",
  "Where is the best point of a diamond that almost reaches the minimum, and is a weight still 0?")

//: Three things can be read from it, and two of them are often told otherwise.
//:
//: - The best point lies *on the border*, not somewhere inside, unless the free minimum is inside. (Inside the border, if the
//:   slope is not 0, a step downhill is allowed.)
//: - It is the point of *least loss*, where the innermost level line touches the box. That is the nearest to $w^*$ only if the
//:   bowl is round: then the level lines are circles, and lower means nearer.
//: - The diamond has corners, which stick out, and a level line that comes near meets a corner first, or an edge. On a corner one
//:   weight is exactly 0. The circle has no such places: nothing draws its best point to an axis, so L2 makes weights small, and leaves hardly any at 0.

//: ## How often is it a corner? (deeper)
//:
//: "Commonly" is what one reads. We draw bowls at random, each with its minimum $w^*$ from a normal distribution and turned by
//: a random angle, and find the best point of the diamond. The steep direction is as steep as the flat one, ten times,
//: and a hundred times as steep. And we give the size of the diamond, as a share of $|w_1^*| + |w_2^*|$; for a whole one the
//: minimum itself would be allowed.

let boxShares = [0.2, 0.5, 0.8]
let steepness = [1.0, 10, 100]
let bowls = (0..<100).map { _ in
  (Point(generator.normal(), generator.normal()), generator.uniform(in: 0..<Double.pi))
}
func boxed(_ steep: Double, _ share: Double) -> (corner: Double, apart: Double) {
  let solved = bowls.map { center, angle in
    let c = share * center.sumOfSizes
    let least = Bowl(at: center, steep: steep, turned: angle).inDiamond(c)
    let nearest = Bowl(at: center, steep: 1, turned: 0).inDiamond(c)
    return (least.isOnAxis, least.distance(to: nearest) > 1e-9 * c)
  }
  let all = Double(bowls.count)
  return (Double(solved.count { $0.0 }) / all, Double(solved.count { $0.1 }) / all)
}
let boxes = steepness.map { steep in boxShares.map { boxed(steep, $0) } }
let onCorner = boxes.map { $0.map(\.corner) }
let apart = boxes.map { $0.map(\.apart) }
lesson.ask(
  "What decides more about how often the best point is a corner?",
  ["how steep the bowl is", "how small the diamond is"],
  answer: abs(onCorner[0][0] - onCorner[0][2]) > abs(onCorner[2][1] - onCorner[0][1]) ? 1 : 0,
  "a small diamond is met at its corners by bowls of any shape, a large one by few.")
lesson.table(
  ["diamond, as a share"] + boxShares.map { $0.text(.percent(0)) },
  zip(steepness, onCorner).map { steep, row in
    ["on a corner, steepness \(steep.text(.whole))"] + row.map { $0.text(.percent(0)) }
  }
    + zip(steepness, apart).map { steep, row in
      ["least is not nearest, steepness \(steep.text(.whole))"]
        + row.map { $0.text(.percent(0)) }
    })
lesson.claim(
  "In round bowls, a diamond of 20 % ends on a corner {} times as often as one of 80 %",
  onCorner[0][0] / onCorner[0][2], isAbove: 2, .fixed(1))
lesson.claim(
  "In bowls ten times as steep one way and a diamond of 80 %, the point of least loss is not the nearest in {}",
  apart[1][2], isAbove: 0.7, .percent(0))

//: So no share can be named without $c$: nearly any number can be had. And what of more weights? For round bowls the best point is known in
//: every dimension: each weight of $w^*$ is moved towards 0 by the same amount, and set to 0 if it does not reach that far (the soft threshold of the
//: section after next). With it we count in 2, 3 and 10 dimensions how often *one* weight is left, and what share of the weights is 0.

let dimensions = [2, 3, 10]
let rounds = dimensions.map { d in
  boxShares.map { share in
    (0..<200).map { _ in
      let center = (0..<d).map { _ in generator.normal() }
      return nearest(to: center, sum: share * center.reduce(0) { $0 + abs($1) })
        .count { $0 == 0 }
    }
  }
}
lesson.table(
  ["diamond, as a share"] + boxShares.map { $0.text(.percent(0)) },
  zip(dimensions, rounds).map { d, row in
    ["one weight left of \(d)"]
      + row.map { (Double($0.count { $0 == d - 1 }) / 200).text(.percent(0)) }
  }
    + zip(dimensions, rounds).map { d, row in
      ["share of zeros, of \(d) weights"]
        + row.map { ($0.map(Double.init).mean / Double(d)).text(.percent(0)) }
    })
func zeroShare(_ d: Int, _ c: Int) -> Double {
  rounds[d][c].map(Double.init).mean / Double(dimensions[d])
}
lesson.claim(
  "With ten weights and a diamond of 20 %, {} of the weights are exactly 0",
  zeroShare(2, 0), isWithin: 0.5...0.8, .percent(0))

//: In ten dimensions a corner is as good as never met, and it is not needed: an edge or a face of the diamond has zeros as well. What L1
//: promises is *some zeros*, and their share does not shrink with the dimension.

//: ## Paying and forbidding are the same (deeper)
//:
//: Let $w(\lambda)$ be the minimum of loss plus $\lambda$ times the size. Its size is some number; call it $c$. Then no $w$ of
//: size $c$ or less has a smaller loss: if one had, it would have the smaller cost as well, and $w(\lambda)$ would not be the minimum. So *every
//: penalty is a constraint*. We trace it on the bowl: find $w(\lambda)$ by solving for it, and then, knowing $c$ only, walk around the diamond and the
//: circle for the point of least loss.

let prices = [0.03, 0.1, 0.3, 0.6, 1, 2, 3]
let traced = prices.map { λ in (l1: bowl.withL1(λ), l2: bowl.withL2(λ)) }
let gap = traced.map { l1, l2 in
  max(
    bowl.inDiamond(l1.sumOfSizes).distance(to: l1), bowl.inCircle(l2.size).distance(to: l2))
}.max()!
lesson.claim(
  "Penalty and constraint end within {} of each other", gap, isBelow: 1e-6,
  .significant(1), isAlways: true)
/// −dL/dc of the best point's loss L, by a central difference.
func worth(_ c: Double, _ best: (Double) -> Point) -> Double {
  (bowl.loss(best(c - 1e-5)) - bowl.loss(best(c + 1e-5))) / 2e-5
}
lesson.table(
  ["$\\lambda$", "L1: $c$", "$-dL/dc$", "L2: $c$", "$-dL/dc$", "$\\lambda c$"],
  zip(prices, traced).map { λ, w in
    let (c1, c2) = (w.l1.sumOfSizes, w.l2.size)
    return [λ.text(.significant(2))]
      + [c1, worth(c1, bowl.inDiamond), c2, worth(c2, bowl.inCircle), λ * c2]
      .map { $0.text(.fixed(3)) }
  })

//: The table shows what $\lambda$ is: a *price*. If the box may grow by a little, $dc$, the loss falls by $\lambda \, dc$ with L1. With
//: $\frac{\lambda}{2} \lVert w \rVert^2$ and a circle of radius $c$, it falls by $\lambda c \, dc$, because that is how much the penalty grows.
//:
//: The other way round, from the constraint to the penalty, more is needed: a loss that is convex, as a bowl is. On a loss with two valleys, some $c$ belong to no
//: $\lambda$ at all. And it is no one-to-one map: every $c$ that lets $w^*$ in belongs to $\lambda = 0$.

//: ## Zeros, and how to get them
//:
//: Does a network trained with L1 have zeros, then? Not by itself. Descent that adds $\lambda_1 \operatorname{sign}(w)$ to the gradient pulls a small
//: weight towards 0, steps over it, and pulls from the other side: it trembles around 0 by about $\eta \lambda_1$ and is never 0. What is needed is a step that
//: stops there. Take a step on the loss alone, which leads to some $x$, and then find the $w$ nearby with the least cost:
//:
//: $$ w = \arg\min_w \; \frac{1}{2} (w - x)^2 + t \, |w| \qquad t = \eta \lambda_1 $$
//:
//: For $w > 0$ the derivative is $w - x + t$, which is 0 at $w = x - t$; that is above 0 only if $x > t$. For $w < 0$ likewise at $x + t$, if
//: $x < -t$. If neither holds, if $|x| \leq t$, the cost falls towards 0 from both sides, and $w = 0$ is the minimum:
//:
//: $$ S(x, t) = \operatorname{sign}(x) \cdot \max(|x| - t, \, 0) $$
//:
//: It is called the *soft threshold*
//: ([Donoho, "De-noising by soft-thresholding" (1995)](https://doi.org/10.1109/18.382009)). We train by plain descent at a rate of 0.1 on the 200 digits, four times: without a price, with L1 in the
//: gradient, with L1 by the soft threshold, and with L2.

let priced: [(name: String, l1: Double, soft: Double, l2: Double)] = [
  ("no penalty", 0, 0, 0), ("L1 in the gradient", 0.004, 0, 0),
  ("L1, soft threshold", 0, 0.004, 0), ("L2", 0, 0, 0.02),
]
let sparse = priced.map { price -> Network in
  var generator = start
  var network = Recipe().network(inputs: few.features, using: &generator)
  var optimizer = Optimizer(GradientDescent(learningRate: 0.1))
  for _ in 1...40 {
    for batch in few.batches(of: 20, using: &generator) {
      let scores = network.forward(batch.inputs, mode: .training)
      network.fillGradients(softmaxCrossEntropy(scores, labels: batch.labels).gradient)
      network.addPenaltyGradients(l1: price.l1, l2: price.l2)
      optimizer.step(&network)
      network.shrinkWeights(by: 0.1 * price.soft)
    }
  }
  return network
}
let weights = sparse.map { network -> [Double] in
  var (network, all) = (network, [Double]())
  network.forEachWeight { all += $0.value.elements }
  return all
}
func share(_ values: [Double], _ isCounted: (Double) -> Bool) -> Double {
  Double(values.count(where: isCounted)) / Double(values.count)
}
let zeros = weights.map { share($0) { $0 == 0 } }
lesson.ask(
  "How many weights are exactly 0 after training with L1 in the gradient?",
  ["none", "about a tenth", "most"],
  answer: zeros[1] < 0.01 ? 0 : zeros[1] < 0.4 ? 1 : 2,
  "the step passes over 0 and comes back.")
lesson.table(
  ["", "exactly 0", "below 0.001", "Σ|w|", "right on new digits"],
  priced.indices.map { i in
    [
      priced[i].name, zeros[i].text(.percent(0)),
      share(weights[i]) { abs($0) < 0.001 }.text(.percent(0)),
      weights[i].reduce(0) { $0 + abs($1) }.text(.whole),
      sparse[i].accuracy(on: heldOut).text(.percent(0)),
    ]
  })
lesson.figure(
  "weights",
  .grid(
    plots: [[0, 1], [2, 3]].map { row in
      row.map { i in
        Plot(
          priced[i].name, x: Axis("weight", over: -0.5...0.5),
          y: Axis("count", over: 0...1500),
          marks: [
            .histogram(
              weights[i], bins: 50, over: -0.5...0.5,
              color: [.grey, .green, .green, .blue][i])
          ])
      }
    }),
  caption:
    "All weights of the network after training. The bar of the soft threshold at 0 is "
    + "cut off: the table tells how high it is.")
lesson.claim(
  "The soft threshold leaves {} of the weights at exactly 0", zeros[2], isAbove: 0.3,
  .percent(0))
lesson.claim(
  "L1 in the gradient leaves {} of the weights at exactly 0", zeros[1], isBelow: 0.001,
  .percent(1))

//: The pull of L1 is there in both green pictures, and the network answers about as well. If the zeros are wanted, because a weight of 0 need not be stored or
//: says that an input does not matter, the step must be able to make them. (One trap: a weight that *starts* at 0 and has no gradient stays 0 with any
//: method. Three of our 64 pixels are always blank, but their weights start at random, and without a penalty stay as they were.)

//: ## What L2 has over L1
//:
//: L1 makes zeros; why does anybody take L2? For three reasons.
//:
//: *It has a gradient everywhere*, so plain descent is enough. *It has one solution.* And when two inputs tell the same, *it
//: uses both*. Take two inputs that are equal, $x_1 = x_2$, so that only the sum $s = w_1 + w_2$ acts on the loss. What does the price say about the
//: difference $d = w_1 - w_2$?
//:
//: $$
//: \begin{aligned}
//: \text{L2:} \quad & \frac{\lambda_2}{2} (w_1^2 + w_2^2) = \frac{\lambda_2}{4} (s^2 + d^2) \\
//: \text{L1:} \quad & \lambda_1 (|w_1| + |w_2|) = \lambda_1 |s| \quad \text{while both have one sign}
//: \end{aligned}
//: $$
//:
//: Under L2 the difference costs, and each step of descent multiplies it by $1 - \eta \lambda_2$: the two become equal. Under L1 it costs nothing; where the
//: two begin decides, and there are infinitely many solutions. We descend on $\frac{1}{2} (w_1 + w_2 - 1)^2$ from $(0.9, 0.3)$.

func descent(l1: Double, l2: Double) -> [Point] {
  var w = Point(0.9, 0.3)
  return (0...400).map { _ in
    defer {
      let error = w.x + w.y - 1
      func moved(_ x: Double) -> Double {
        Matrix([[x - 0.05 * (error + l2 * x)]]).softThresholded(by: 0.05 * l1)[0, 0]
      }
      w = Point(moved(w.x), moved(w.y))
    }
    return w
  }
}
let twinPaths = [descent(l1: 0, l2: 0), descent(l1: 0.2, l2: 0), descent(l1: 0, l2: 0.2)]
lesson.figure(
  "twins",
  Plot(
    x: Axis("w₁", over: 0...1), y: Axis("w₂", over: 0...1), aspect: .equal,
    marks: [
      .contours(x: 0...1, y: 0...1) { ($0 + $1 - 1) * ($0 + $1 - 1) / 2 },
      .line([Point(0, 0), Point(1, 1)], label: "w₁ = w₂"),
      .line(twinPaths[1], label: "L1", color: .green),
      .line(twinPaths[2], label: "L2", color: .blue),
      .line(twinPaths[0], label: "none", color: .purple),
      .points(twinPaths.map { $0.last! }, color: .grey),
    ]),
  caption:
    "Descent on a loss that knows the sum of two weights only, from (0.9, 0.3): without "
    + "a penalty, with L1 and with L2. The grey points are the ends.")
lesson.claim(
  "Under L2 the two weights end within {} of each other",
  abs(twinPaths[2].last!.x - twinPaths[2].last!.y), isBelow: 0.02, .significant(1),
  isAlways: true)
lesson.claim(
  "Under L1 the difference of 0.6 that they began with ends at {}",
  twinPaths[1].last!.x - twinPaths[1].last!.y, isAbove: 0.59, .fixed(2), isAlways: true)

//: Start both at 0, and all three would end on the diagonal: it is the unequal start that shows the difference. Note too that L2 shrinks the
//: *length* of $w$ and not each weight. In a bowl that is steep in one direction, a weight can grow as $\lambda_2$ does.

//: ## Which of the two?
//:
//: It depends on the truth, and here we can choose the truth. A *teacher* is a linear unit with 64 inputs. One teacher uses three of them, the other
//: all 64, weakly. Each gives 80 noisy examples, and 200 others to choose $\lambda$ from a ladder of five, for L1 and for L2 by itself. What is left is the *excess*: how much more
//: the learned weights cost on new examples than the teacher's own.

let repeats = 4
let ladder = [0.8, 0.3, 0.1, 0.05, 0.02]
let teachers = [3, 64].map { nonZero in
  lesson.progress("teachers", 1...repeats).map { _ -> (l1: Double, l2: Double) in
    let teacher = Teacher(nonZero: nonZero, using: &generator)
    let examples = teacher.examples(80, using: &generator)
    let judge = teacher.examples(200, using: &generator)
    return (
      teacher.excess(examples.fit(judge: judge, ladder, isL1: true)),
      teacher.excess(examples.fit(judge: judge, ladder, isL1: false))
    )
  }
}
lesson.table(
  ["teacher", "excess, L1", "excess, L2", "L1 is better"],
  zip(["3 of 64 weights", "all 64 weights"], teachers).map { name, runs in
    [
      name, runs.map(\.l1).mean.text(.fixed(3)), runs.map(\.l2).mean.text(.fixed(3)),
      "\(runs.count { $0.l1 < $0.l2 }) of \(runs.count)",
    ]
  })
lesson.claim(
  "For the sparse teacher, the excess under L2 is {} times that under L1",
  teachers[0].map(\.l2).mean / teachers[0].map(\.l1).mean, isAbove: 3, .fixed(1))
lesson.claim(
  "For the dense teacher, the excess under L2 is {} times that under L1",
  teachers[1].map(\.l2).mean / teachers[1].map(\.l1).mean, isBelow: 1.05, .fixed(2))

//: L1 wins by far where few inputs matter, since it can say so. L2 wins where all matter a little, but it wins by little. So if you know
//: nothing, L1's risk is the smaller one here; with less data and more noise, and a teacher in between, it would be a draw.

//: ## Features that mean nothing (deeper)
//:
//: An input that has nothing to do with the answer can look useful by chance, in few examples. We make such inputs: beside the 64 pixels of
//: 100 digits stand $k$ others, drawn at random. A single softmax layer learns from both.

let noisy = [0, 64, 256].map { k -> [(share: Double, zeros: Double, accuracy: Double)] in
  var generator = generator.split()
  let training = digits.training.few(100, wrong: 0, using: &generator)
    .withNoise(k, using: &generator)
  let new = digits.validation.withNoise(k, using: &generator)
  return [(0.0, 0.0), (0, 0.02), (0.008, 0)].map { l1, l2 in
    var layer = Dense(
      weight: Matrix(rows: 64 + k, columns: 10), bias: Matrix(rows: 1, columns: 10))
    for _ in 1...250 {
      let scores = layer.forward(training.inputs, mode: .training)
      layer.fillGradients(softmaxCrossEntropy(scores, labels: training.labels).gradient)
      layer.addPenaltyGradients(l2: l2)
      layer.weight.value -= 0.1 * layer.weight.gradient
      layer.bias.value -= 0.1 * layer.bias.gradient
      layer.shrinkWeights(by: 0.1 * l1)
    }
    let sizes = layer.weight.value.map { abs($0) }
    let noise = sizes.selectingRows(64..<64 + k)
    return (
      noise.sum / sizes.sum,
      k == 0 ? 0 : Double(noise.elements.count { $0 == 0 }) / Double(10 * k),
      accuracy(layer.forward(new.inputs, mode: .inference), labels: new.labels)
    )
  }
}
lesson.table(
  ["noise inputs", "penalty", "share of Σ|w| on noise", "of these at 0", "right on new digits"],
  zip([0, 64, 256], noisy).flatMap { k, rows in
    zip(["none", "L2", "L1"], rows).map { name, row in
      [
        "\(k)", name, row.share.text(.percent(0)), row.zeros.text(.percent(0)),
        row.accuracy.text(.percent(0)),
      ]
    }
  })
lesson.claim(
  "With 256 noise inputs and no penalty, {} of the weights' size lies on them",
  noisy[2][0].share, isAbove: 0.5, .percent(0))
lesson.claim(
  "With 256 noise inputs, L1 puts {} of the weights on them at exactly 0",
  noisy[2][2].zeros, isAbove: 0.7, .percent(0))

//: That is overfitting as one can see it in single weights: most of what the layer has learned is about numbers that mean nothing. L2 makes those weights smaller
//: and keeps their share; L1 lets nearly all of them go.

//: ## Stop in time
//:
//: The cheapest remedy was visible in the first picture: stop where the validation loss is lowest. *Early stopping*
//: ([Prechelt, "Early Stopping, But When?" (1998)](https://doi.org/10.1007/3-540-49430-8_3)) needs no price and no new step. But at the
//: moment one does not know that it was the lowest. A validation curve is noisy: it rises a little and falls
//: again. So one waits: keep the weights of the lowest loss so far, and give up when $k$ epochs in a row have not gone below it. $k$ is called
//: *patience*. How much of it is needed? We train six networks on six sets of 200 digits, by plain descent at a rate of 0.1, and stop each with
//: several patiences.

let curves = lesson.progress("six curves", 1...6).map { _ -> [Double] in
  var generator = generator.split()
  let data = digits.training.few(200, wrong: 0.3, using: &generator)
  let recipe = Recipe(width: 32, rate: 0.02, epochs: 40)
  return train(recipe, on: data, judge: digits.validation, using: &generator).validation
}
let patiences = [1, 2, 3, 5, 10]
let stops = patiences.map { patience in curves.map { earlyStop($0, patience: patience) } }
let early = stops.map { stops in
  zip(stops, curves).count { $0.kept < $1.count && $1[$0.kept] > 1.02 * $1.min()! }
}
lesson.table(
  ["patience", "too early, of 6", "mean loss kept", "mean epochs trained"],
  patiences.indices.map { i in
    [
      "\(patiences[i])", "\(early[i])",
      zip(stops[i], curves).map { $1[$0.kept] }.mean.text(.fixed(3)),
      stops[i].map { Double($0.stopped + 1) }.mean.text(.fixed(1)),
    ]
  })
lesson.claim(
  "With a patience of 1, {} of six runs stop more than 2 % above their lowest loss",
  Double(early[0]), isAbove: 0.5, .whole)
lesson.claim(
  "With a patience of 10, {} of six runs stop more than 2 % above their lowest loss",
  Double(early[4]), isBelow: 2.5, .whole)

//: No patience is right for all curves: too little stops at the first noise, much costs epochs. It costs no more than that, since what is kept are the weights of the
//: lowest loss, not the last ones. And the validation set has been used now: the loss at which we stopped was chosen by it and is a little too good. What
//: the network can do, only a third set tells, which nothing was chosen by (lesson 15 measures how much is at stake).

//: ## Dropout
//:
//: The fourth kind sounds like sabotage. In each forward pass of training, *set each hidden unit to zero with probability* $1 - p$, each by itself, and draw
//: anew for every example
//: ([Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov, "Dropout: A Simple Way to Prevent Neural Networks from Overfitting" (JMLR 2014)](https://jmlr.org/papers/v15/srivastava14a.html)).
//: $p$ is the *keep probability*, $1 - p$ the *dropout rate*. (PyTorch and Keras take the rate: their `Dropout(0.2)` is our `Dropout(keep: 0.8)`.) At the end, when the network is used, all units work.

lesson.figure(
  "masks", .graph("A network, and the same one under three masks", masksGraph),
  caption:
    "Top left: three inputs, four hidden units, one output. The others: the same weights "
    + "under three masks. A unit that is dropped has lost its arrows in and out.")

//: Which values it then takes needs a thought. With half of the units gone, the next layer gets sums of half as many terms, so in training it learns
//: weights for such sums. When all work, the sums are too large. By how much? Take a unit with two inputs, $a = w_1 x_1 + w_2 x_2$, and
//: $p = \frac{1}{2}$. There are four masks, each as likely as the others:

lesson.figure(
  "two-inputs", .graph("A unit with two inputs under its four masks", fourMasks),
  caption: "A unit with two inputs, under its four masks, and what it puts out.")

//: $$
//: \begin{aligned}
//: E_{\text{train}}[a] &= \tfrac{1}{4} (w_1 x_1 + w_2 x_2) + \tfrac{1}{4} \, w_1 x_1 + \tfrac{1}{4} \, w_2 x_2 + \tfrac{1}{4} \cdot 0 \\
//: &= \tfrac{1}{2} (w_1 x_1 + w_2 x_2) = p \, E_{\text{test}}[a]
//: \end{aligned}
//: $$
//:
//: For $n$ inputs and any $p$ nobody needs to list the $2^n$ masks. With $m_i$ equal to 1 with probability $p$, else 0, the mean of a sum is the sum of
//: the means: $E[\sum_i m_i w_i x_i] = \sum_i E[m_i] \, w_i x_i = p \sum_i w_i x_i$. So there are two ways to make training and use agree:
//:
//: - at test time, multiply what leaves each unit by $p$ (the paper), or
//: - in training, *divide* what is kept by $p$, and leave the network alone when it is used: *inverted* dropout, which all frameworks and our engine have.
//:
//: The engine's layer keeps the vector $d$ that it multiplied by, with entries $1/p$ and 0. The backward pass needs nothing else: $y = x \odot d$, so
//: $\partial L / \partial x = \partial L / \partial y \odot d$. A unit that was dropped gets no gradient, so its weights rest for that example.
//: (Do not scale a bias that is not dropped: with $a = w \cdot x + b$ the mean is $p \, w \cdot x + b$, and multiplying *all* by $p$ would be wrong by $(1 - p) b$.)

//: ## All masks at once
//:
//: The sum was linear. Behind it comes an activation $g$, and $E[g(z)]$ is not $g(E[z])$. We take 20 random units with ten inputs each, list all $2^{10}$
//: masks, and compare the mean over masks with the unit whose inputs are scaled by $p$.

let units = (1...20).map { _ in
  MaskedUnit(
    w: (1...10).map { _ in generator.normal(standardDeviation: 1 / sqrt(10)) },
    x: (1...10).map { _ in generator.normal() })
}
let curvesOfUnits: [(name: String, g: (Double) -> Double)] = [
  ("none (linear)", { $0 }), ("ReLU", { max(0, $0) }), ("tanh", { tanh($0) }),
  ("tanh of 3z", { tanh(3 * $0) }), ("sigmoid", { sigmoid($0) }),
]
/// Σ |E[g] − g(E)| ÷ Σ |E[g]| over the units.
func miss(_ p: Double, _ g: (Double) -> Double) -> Double {
  let pairs = units.map { ($0.mean(keep: p, g), $0.scaled(keep: p, g)) }
  return pairs.map { abs($0 - $1) }.mean / pairs.map { abs($0.0) }.mean
}
let misses = curvesOfUnits.map { curve in [0.5, 0.8].map { miss($0, curve.g) } }
let reluExcess = units.map { $0.mean(keep: 0.5) { max(0, $0) } - $0.scaled(keep: 0.5) { max(0, $0) } }
lesson.ask(
  "Averaged over all masks, is a ReLU's output that of the scaled unit?",
  ["yes", "larger, never smaller", "smaller, never larger", "now larger, now smaller"],
  answer: reluExcess.max()! < 1e-9
    ? 0 : reluExcess.min()! > -1e-9 ? 1 : reluExcess.max()! < 1e-9 ? 2 : 3,
  "a ReLU is convex, and the mean of a convex function is at least the function of the mean.")
lesson.table(
  ["activation", "off by, $p = 0.5$", "off by, $p = 0.8$"],
  zip(curvesOfUnits, misses).map { curve, miss in
    [curve.name] + miss.map { $0.text($0 < 1e-9 ? .significant(1) : .percent(1)) }
  })
lesson.claim(
  "For a linear unit, the mean over 1024 masks and the scaled unit differ by a share of {}",
  misses[0].max()!, isBelow: 1e-12, .significant(1), isAlways: true)
lesson.claim(
  "For ReLU units at p = 0.5, the scaled units are off by {}", misses[1][0],
  isAbove: 0.1, .percent(0))

//: "Training's mean is $p$ times the test's" is exact for the sum and an approximation after it. It is better for a larger $p$, for a sigmoid, and where a tanh is
//: used in its straight part. Nothing has been proved of a whole network, then. Let us see what it is there.

//: ## An ensemble?
//:
//: Here is the usual reason why dropout works. Each mask is a network of its own, all of them share their weights, and a network with $n$ hidden units has
//: $2^n$ masks. Dropout trains them all, and the scaled network stands for their average; and an average of many networks is better than one. What of this holds?
//:
//: *First: what does scaling average?* Let $z^{(m)}$ be the logits under mask $m$, behind one hidden layer. They are linear in the mask, so the scaled network's are their
//: mean. Softmax turns a *mean of logits* into
//:
//: $$ e^{E[z_j]} = \prod_m \left( e^{z_j^{(m)}} \right)^{P(m)} \quad \Longrightarrow \quad \operatorname{softmax}(E[z])_j = \frac{\prod_m \left( p_j^{(m)} \right)^{P(m)}}{\sum_k \prod_m \left( p_k^{(m)} \right)^{P(m)}} $$
//:
//: because each softmax's denominator is the same for all classes, and cancels. So with one hidden layer the scaled network is *exactly* the geometric mean of all
//: masked networks, made to sum to 1 ([Baldi and Sadowski, "Understanding Dropout" (NIPS 2013)](https://papers.nips.cc/paper/4878-understanding-dropout)). It is not the arithmetic one. A network
//: with eight hidden units has 256 masks, few enough to list:

var seen: [[Double]: Int] = [:]
var eightStart = start
let eight = train(
  Recipe(width: 8, keep: keep), on: few,
  watch: { network in
    let mask = (network.layers[2] as! Dropout).mask!
    for i in 0..<mask.rows { seen[mask.row(i).map { $0 == 0 ? 0 : 1 }, default: 0] += 1 }
  }, using: &eightStart
).last
let halves = Halves(eight, at: digits.validation.inputs)
let geometric = halves.geometricMean(keep: keep)
let scaledEight = halves.probabilities(Array(repeating: 1, count: 8))
lesson.claim(
  "The geometric mean of all 256 masked networks and the scaled one differ by {} at most",
  abs(geometric - scaledEight).max, isBelow: 1e-10, .significant(1), isAlways: true)
lesson.record("masks seen", Double(seen.count), .whole)
lesson.record("mask uses", Double(seen.values.reduce(0, +)), .whole)

//: *Second: is each mask trained?* Of the 256 masks, this run met {{masks seen}}, in {{mask uses}} uses. With 64 units there are $2^{64} \approx 1.8 \cdot 10^{19}$ of them, and the same
//: number of uses: each mask that occurs is trained on *one* example, once, and nearly all are never met. They are good only because they share their weights.
//:
//: *Third: is the average better than the one?* We train {{width}} units with a keep probability of {{keep}}, draw masks, and average the probabilities of 1, 3, 10 … 300 masked networks on the 600
//: digits that were not trained on.

let dropped = trained(Recipe(width: width, keep: keep), on: few, judge: digits.validation)
let masked = Halves(dropped.last, at: heldOut.inputs)
let sizes = [1, 3, 10, 30, 100, 300]
var sum = Matrix(rows: heldOut.count, columns: 10)
var singles: [Double] = []
var means: [(loss: Double, accuracy: Double)] = []
for k in lesson.progress("masked networks", 1...300) {
  let p = masked.probabilities(mask(of: width, keep: keep, using: &generator))
  sum += p
  if k <= 20 { singles.append(accuracy(p, labels: heldOut.labels)) }
  if sizes.contains(k) {
    means.append(
      (logLoss(sum / Double(k), heldOut.labels), accuracy(sum, labels: heldOut.labels)))
  }
}
let whole = (
  loss: dropped.last.loss(on: heldOut), accuracy: dropped.last.accuracy(on: heldOut)
)
let gain = means.last!.accuracy - whole.accuracy
lesson.record("ensemble", means.last!.accuracy, .percent(1))
lesson.record("whole", whole.accuracy, .percent(1))
lesson.ask(
  "Who answers more new digits rightly?",
  ["300 masked networks, by 3 points or more", "the scaled network, by 3 points or more", "about equal"],
  answer: gain >= 0.03 ? 0 : gain <= -0.03 ? 1 : 2,
  "{{ensemble}} for the mean of 300, {{whole}} for the one.")
lesson.figure(
  "ensemble",
  .grid(
    shared: .x,
    plots: [
      [
        Plot(
          "Right answers", x: Axis("masks averaged", scale: .logarithmic),
          y: Axis("share of new digits"),
          marks: [
            .rule(y: whole.accuracy, label: "scaled"),
            .line(x: sizes.map(Double.init), y: means.map(\.accuracy), color: .orange),
          ]),
        Plot(
          "Loss", x: Axis("masks averaged", scale: .logarithmic), y: Axis("loss"),
          marks: [
            .rule(y: whole.loss, label: "scaled"),
            .line(x: sizes.map(Double.init), y: means.map(\.loss), color: .orange),
          ]),
      ]
    ]),
  caption:
    "The arithmetic mean of so many masked networks (orange), and the one scaled network "
    + "(grey), on 600 new digits.")
lesson.claim(
  "A single masked network answers {} percentage points less than the scaled one",
  100 * (whole.accuracy - singles.mean), isAbove: 1.5, .fixed(1))
lesson.claim(
  "300 masked networks and the scaled one differ by {} percentage points",
  100 * abs(gain), isBelow: 3, .fixed(1))
lesson.try(
  "--section 14 --keep 0.2",
  "With four of five units dropped, how many masks must be averaged?")

//: So the picture of an ensemble is right in one respect: a single mask is much worse than many together, and scaling gets in one pass what averaging gets in hundreds. But the average is not
//: better than the one network. Whatever makes that network good happened to its *weights*, in training.

//: ## What dropout changes
//:
//: The other reason given is that units cannot *co-adapt*
//: ([Hinton, Srivastava, Krizhevsky, Sutskever and Salakhutdinov, "Improving neural networks by preventing co-adaptation of feature detectors" (2012)](https://arxiv.org/abs/1207.0580)): a unit cannot rely on another one to repair what it spoils, since that
//: one may be missing. Then what the network knows must be there several times, *redundantly*. And a unit cannot rely on few inputs, and reacts less to a
//: small change. All four can be measured: remove something and see what it costs. But with care: a network with a training loss near 0 has more to lose. So a third network is
//: compared, the one without dropout *at the epoch when its training loss was that of the dropout network's end*.

let target = dropped.last.loss(on: few)
let equalEpoch = plainTraining.firstIndex { $0 <= target } ?? plainTraining.count - 1
let rivals = [plain.networks[equalEpoch], plain.last, dropped.last]
let noise = Matrix(rows: heldOut.count, columns: heldOut.features) { _, _ in
  generator.normal(standardDeviation: 0.1)
}
let halfMasks = (0..<10).map { _ in
  let order = generator.permutation(of: width)
  return order.map { $0 < width / 2 ? 0.0 : 2 }
}
let damages = rivals.map { network in
  Damage(network, training: few, new: heldOut, noise: noise, halfMasks: halfMasks)
}
lesson.table(
  ["", "without, equal loss", "without, at the end", "with dropout"],
  [
    ("training loss", \Damage.loss, NumberFormat.fixed(3)),
    ("… one unit removed: plus", \.unit, .fixed(4)),
    ("… one input removed: plus", \.input, .fixed(4)),
    ("right on new digits", \.accuracy, .percent(1)),
    ("… half of the units removed", \.half, .percent(1)),
    ("change of output at noise 0.1", \.change, .fixed(3)),
  ].map { name, part, format in [name] + damages.map { $0[keyPath: part].text(format) } })
lesson.claim(
  "At equal training loss, removing a unit costs {} times as much without dropout",
  damages[0].unit / damages[2].unit, isAbove: 1.1, .fixed(1))
lesson.claim(
  "At the end, removing a unit costs {} times as much without dropout",
  damages[1].unit / damages[2].unit, isAbove: 1.5, .fixed(1))
lesson.claim(
  "With half of the units removed, the dropout network answers {} percentage points more than the one of equal loss",
  100 * (damages[2].half - damages[0].half), isAbove: 0, .fixed(1))

//: ## Which keep probability?
//:
//: One half is what one reads. We train with several, in a narrow and in a wide network, and also drop *inputs* instead of hidden units: a part of each picture.

let keeps = [0.2, 0.35, 0.5, 0.8]
let narrow = keeps.map { trained(Recipe(width: 16, keep: $0), on: few).last }
let wider = keeps.map { trained(Recipe(keep: $0), on: few).last }
let inputs = keeps.map { trained(Recipe(inputKeep: $0), on: few).last }
let none = trained(Recipe(), on: few).last
let noneNarrow = trained(Recipe(width: 16), on: few).last
let series = [
  ("16 units", narrow + [noneNarrow], Color.purple), ("64 units", wider + [none], .orange),
  ("inputs", inputs + [none], .blue),
].map { name, networks, color in
  (name: name, losses: networks.map { $0.loss(on: digits.validation) }, color: color)
}
lesson.figure(
  "keep",
  Plot(
    x: Axis("probability to keep"), y: Axis("validation loss", over: 0.4...2),
    marks: series.map {
      .line(x: keeps + [1], y: $0.losses, label: $0.name, color: $0.color)
    }),
  caption:
    "Validation loss after 60 epochs by the keep probability: hidden units of a narrow and "
    + "of a wider network, and inputs of the wider one. At 1 nothing is dropped.")
func bestKeep(_ losses: [Double]) -> Double {
  (keeps + [1])[losses.indices.min { losses[$0] < losses[$1] }!]
}
lesson.record("best narrow", bestKeep(series[0].losses), .significant(2))
lesson.record("best wide", bestKeep(series[1].losses), .significant(2))
lesson.claim(
  "Keeping a fifth of 16 units gives {} times the loss of keeping all",
  series[0].losses[0] / series[0].losses[4], isAbove: 1.1, .fixed(2))
lesson.claim(
  "Keeping half of 64 units gives {} times the loss of keeping all",
  series[1].losses[2] / series[1].losses[4], isBelow: 0.95, .fixed(2))

//: The best is {{best narrow}} for 16 units and {{best wide}} for 64, of those tried. A narrow network cannot spare much; a wide one can give away more than half. So one half is a good
//: place to begin, not a law, and inputs want to be kept more often than hidden units: a blank picture teaches nothing.

//: ## What each remedy buys
//:
//: All of them on the same 200 digits and the same start. Each has a strength, and gets the best of a few by its *validation* loss; the table shows what it then does on the *test* set, which chose nothing.

func candidates(_ networks: [Network]) -> Network {
  networks.min {
    $0.loss(on: digits.validation) < $1.loss(on: digits.validation)
  }!
}
let l1s = [0.001, 0.002, 0.004].map { trained(Recipe(l1: $0), on: few).last }
let l2s = [0.005, 0.01, 0.02].map { trained(Recipe(l2: $0), on: few).last }
let remedies: [(name: String, network: Network)] = [
  ("none", none), ("early stopping", plain.networks[plain.best]),
  ("L1", candidates(l1s)), ("L2", candidates(l2s)), ("dropout", candidates(wider)),
  ("dropout of inputs", candidates(inputs)),
]
let bought = remedies.map {
  (loss: $0.network.loss(on: digits.test), accuracy: $0.network.accuracy(on: digits.test))
}
lesson.table(
  ["remedy", "test loss", "right on the test set"],
  zip(remedies, bought).map { remedy, result in
    [remedy.name, result.loss.text(.fixed(2)), result.accuracy.text(.percent(1))]
  })
lesson.claim(
  "The remedy that helps least has {} times the test loss of none",
  bought.dropFirst().map(\.loss).max()! / bought[0].loss, isBelow: 1, .fixed(2))

//: Each of them beats none. Do not read an order into the table: with another seed another one leads (`--seed 2`), and over many seeds no order
//: remains. And with right labels there is nothing to cure: then none of them gains more than a point. Regularization repairs a fit to what is false; it knows nothing that the data do not say.

//: ## Does batch normalization replace it?
//:
//: Lesson 10 found that the noise of batch statistics regularizes a little. It is often said that batch normalization therefore reduces the need for dropout. We train networks
//: with two hidden layers of 32: with neither, with dropout, with batch norm (before the activation), with both; on 100 digits with right labels and on 300 of which a fifth is wrong; each with the better of
//: two rates by its validation loss.

let sets = [(100, 0.0), (300, 0.2)].map { count, share in
  digits.training.few(count, wrong: share, using: &generator)
}
let grid = sets.map { data in
  [false, true].map { hasNorm in
    [1, 0.5].map { keep in
      candidates(
        [0.003, 0.01].map { rate in
          trained(
            Recipe(
              width: 32, hiddenLayers: 2, keep: keep, hasBatchNorm: hasNorm, rate: rate,
              epochs: 30),
            on: data
          ).last
        }
      ).accuracy(on: digits.test)
    }
  }
}
let gains = grid.map { set in set.map { $0[1] - $0[0] } }
lesson.ask(
  "With wrong labels and batch normalization, what does dropout add?",
  ["nothing any more", "less than without batch norm", "no less than without batch norm"],
  answer: gains[1][1] < 0.01 ? 0 : gains[1][1] < gains[1][0] - 0.01 ? 1 : 2,
  "batch norm's noise does not keep a network from learning wrong labels by heart.")
lesson.table(
  ["digits", "neither", "dropout", "batch norm", "both"],
  zip(["100, right labels", "300, a fifth wrong"], grid).map { name, set in
    [name] + [set[0][0], set[0][1], set[1][0], set[1][1]].map { $0.text(.percent(1)) }
  })
lesson.claim(
  "Beside batch norm and with wrong labels, dropout gains {} percentage points",
  100 * gains[1][1], isAbove: 2, .fixed(1))

//: It does not replace it. Wrong labels are where dropout shows, with the layer as without; where labels are right there is little for either to do.
//: (What dropout *before* a batch norm does to its statistics is lesson 11's subject.)

//: ## What to remember
//:
//: 1. Overfitting is seen only on data that nothing was fitted to. It is the false and the accidental in few data that is learned, and width is not what
//:    causes it: keep a validation set to stop by, and a test set that chose nothing.
//: 2. A penalty is a constraint with a price on it. L2 makes weights small and equals equal; L1 makes zeros, if the step can (soft threshold).
//: 3. Dropout keeps each unit with probability $p$, divides by $p$ in training, and does nothing in use. That is exact for a sum, and behind one hidden layer it is the
//:    geometric mean of all masks. It makes units redundant.
//:
//: Lesson 15 chooses such strengths on a budget, and the clinic of lesson 16 has a patient that overfits.

lesson.end()
