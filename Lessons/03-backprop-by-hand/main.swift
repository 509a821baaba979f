//: # Backprop by hand
//:
//: *One number says how wrong a network was. How does every one of its weights learn its share of the error?*
//:
//: A network turns inputs into an output, and a loss turns the output into one number. To learn, we need to know for
//: each weight which way that number moves when the weight moves: the derivative of the loss with respect to that
//: weight. All these derivatives together are the *gradient*. A small network has dozens of weights, a large one has
//: billions, and there is one loss.
//:
//: The method that finds all derivatives at once is called backpropagation. It is one rule, applied to one small piece
//: of the computation after another: first to a formula of three letters, then to a network, one number at a time, then
//: to the same network in matrices. At the end we need a judge who can tell a right gradient from a wrong one without
//: knowing how either was made, and we ask how far the judge can be trusted.

import Datasets
import Engine
import LessonKit
import Plots
import Tape

let lesson = Lesson(
  3,
  knobs:
    .whole("units", 16, in: 1...64, "units per hidden layer, where paths are counted"),
  Knob("x", 3, in: -10...10, "the x of the worked example"),
  Knob("rate", 0.5, in: 0.001...5, "the largest learning rate of the one step down"),
  .whole("score", 1000, in: 2...2000, "the largest of three scores"))
var generator = Generator(seed: lesson.seed)

//: ## On paper
//:
//: Take a function of three variables,
//:
//: $$ f(x, y, z) = \frac{x^2 y}{z} $$
//:
//: What are its derivatives at $x = 3$, $y = 4$, $z = 2$? The rules of calculus give one formula for each:
//:
//: $$
//: \frac{\partial f}{\partial x} = \frac{2 x y}{z}
//: \qquad
//: \frac{\partial f}{\partial y} = \frac{x^2}{z}
//: \qquad
//: \frac{\partial f}{\partial z} = -\frac{x^2 y}{z^2}
//: $$
//:
//: With the numbers in their places these are 12, 4.5 and −9. That is the *analytic* way: derive a closed formula for
//: each derivative, write it down as code, use it. It is often called exact and fast, and for three variables it is.
//:
//: For a network it fails, for two reasons. Change the architecture, and you derive everything again. And the formulas
//: grow. Take a network of dense layers and one weight of the first. It acts on one unit, which acts on all units of
//: the second layer, each of which acts on all units of the third. By the chain rule, the weight's derivative is a sum
//: over all paths from that weight to the output, and every path contributes a product of the weights and slopes along
//: it. How many terms are in that sum? Leave out the activations and set every input and every weight to 1. Then each
//: path contributes exactly 1, and the derivative of a weight of the first layer *is* the number of its paths.

let units = Int(lesson.knob("units"))
let depths = Array(1...6)
let paths = depths.map { Paths(hiddenLayers: $0, units: units) }
let deepest = paths[5]
let offers = [6 * units, 6 * units * units, Int(pow(Double(units), 5))]

lesson.ask(
  "Two inputs, six hidden layers of \(units) units, one output: on how many paths does "
    + "one weight of the first layer reach the output?",
  zip(["6 · \(units)", "6 · \(units)²", "\(units)⁵"], offers).map {
    "\($0) = \(Double($1).text(.whole))"
  },
  answer: offers.firstIndex(of: Int(deepest.ofFirst)) ?? 2,
  "the weight acts on one unit of the first hidden layer, and in each of the five "
    + "layers after it a path may go on through any unit.")

//: The table has the number of such paths, and those of all weights together. (A weight further on is multiplied by an
//: activation, which we count as one number.) The last column has the size of the *computation graph*, of which we
//: shall speak soon: its arrows, one for each number that an operation uses.

lesson.table(
  ["hidden layers", "weights", "paths of one first weight", "paths of all", "arrows"],
  zip(depths, paths).map { depth, size in
    ["\(depth)"]
      + [Double(size.weights), size.ofFirst, size.all, Double(size.edges)]
      .map { $0.text(.whole) }
  })
lesson.figure(
  "terms",
  Plot(
    x: Axis("hidden layers", scale: .whole), y: Axis("how many", scale: .logarithmic),
    marks: [
      .line(paths.map(\.all), from: 1, label: "paths"),
      .line(paths.map { Double($0.edges) }, from: 1, label: "arrows"),
    ]),
  caption:
    "Terms of the written-out derivatives of all weights, one for each path, "
    + "and arrows of the computation graph.")
lesson.claim(
  "Six hidden layers of \(units) units have {} paths for each arrow of their graph",
  deepest.all / Double(deepest.edges), isAbove: 10_000, .significant(5))
lesson.try(
  "--section 1 --units 2",
  "Two units in a layer: are there still more paths than arrows? And with one?")

//: Each further layer multiplies the paths by its width, and only adds to the graph. This is known as *expression
//: swell* ([Baydin and others, "Automatic differentiation in machine learning: a
//: survey"](https://jmlr.org/papers/v18/17-468.html), JMLR 2018). Nobody would write the sum out in full, of course:
//: all weights of a unit have the same paths after that unit, and paths that have met go on together. Factor out what
//: is shared, and there is as much work as the graph has arrows. Backpropagation is that factoring, done by a machine.

//: ## One node at a time
//:
//: A long computation is made of short ones. Call each of them a *node*: it takes one or more numbers and gives one.
//: Put an arrow wherever a node uses the result of another, and you have the computation graph.
//:
//: Look at a single node somewhere in the middle, which makes $q$ from $x$ and $y$. After it comes a long way to the
//: loss $L$, of which the node knows nothing. Suppose it is told $\partial L / \partial q$: how fast the loss grows
//: when the node's output grows. What are $\partial L / \partial x$ and $\partial L / \partial y$? If $x$ grows by a
//: little, $q$ grows by $\partial q / \partial x$ times as much, and $L$ by $\partial L / \partial q$ times as much
//: again. That is the chain rule:
//:
//: $$
//: \frac{\partial L}{\partial x} = \frac{\partial L}{\partial q} \cdot \frac{\partial q}{\partial x}
//: \qquad
//: \frac{\partial L}{\partial y} = \frac{\partial L}{\partial q} \cdot \frac{\partial q}{\partial y}
//: $$

lesson.figure(
  "node",
  .graph(
    "",
    Graph(
      nodes: [
        Graph.Node(id: "x", label: "x", column: 0, row: 0),
        Graph.Node(id: "y", label: "y", column: 0, row: 1.4),
        Graph.Node(id: "q", label: "node", column: 1, row: 0.7),
        Graph.Node(id: "L", label: "… L", column: 2, row: 0.7),
      ],
      edges: [
        Graph.Edge(from: "x", to: "q", above: "x", below: "∂L/∂q · ∂q/∂x"),
        Graph.Edge(from: "y", to: "q", above: "y", below: "∂L/∂q · ∂q/∂y"),
        Graph.Edge(from: "q", to: "L", above: "q", below: "∂L/∂q"),
      ])),
  caption:
    "One node. Forward it takes x and y and gives q. Backward it is given ∂L/∂q, "
    + "and hands ∂L/∂x and ∂L/∂y to those whose numbers it used.")

//: The first factor comes from the side of the loss; it is called the *upstream* gradient. The second is the node's
//: *local derivative*, and the node can work it out alone, from its own inputs. So a node needs to know two things
//: about itself, its value and its local derivatives, and nothing at all about the network. Here are the nodes of this
//: lesson:
//:
//: | node | $\partial q / \partial x$ | $\partial q / \partial y$ |
//: | :-- | :-- | :-- |
//: | $q = x + y$ | $1$ | $1$ |
//: | $q = x - y$ | $1$ | $-1$ |
//: | $q = x \cdot y$ | $y$ | $x$ |
//: | $q = x / y$ | $1/y$ | $-x/y^2$ |
//: | $q = \max(x, y)$ | $1$ if $x > y$, else $0$ | $1$ if $y > x$, else $0$ |
//: | $q = x^2$ | $2x$ | |
//: | $q = \exp x$ | $q$ | |
//: | $q = \log x$ | $1/x$ | |
//: | $q = \tanh x$ | $1 - q^2$ | |
//:
//: Some of them have a character (the "gates" of [Stanford's
//: CS231n](https://cs231n.github.io/optimization-2/#patterns-in-backward-flow)). A sum hands the same gradient to both
//: inputs. A product gives each factor a gradient in proportion to the *other* one. A maximum is a switch: the larger
//: input gets everything, the other nothing; ReLU, $\max(0, x)$, is such a switch. An exponential and a tanh make
//: their local derivative from their output, which they have already.

//: ## The worked example
//:
//: We cut $f = x^2 y / z$ into three nodes:
//:
//: $$ v = x^2 \qquad u = v \cdot y \qquad f = u / z $$
//:
//: On the way *forward* we compute values from left to right: $v = 9$, $u = 36$, $f = 18$. Then we turn round. The
//: last node begins: if $f$ grows by a little, $f$ grows by just as much, so what arrives at $f$ is 1. Now from right
//: to left:
//:
//: - The division gets 1. To $u$ it sends $1 \cdot 1/z = 0.5$, to $z$ it sends $1 \cdot (-u/z^2) = -9$.
//: - The product gets 0.5. To $v$ it sends $0.5 \cdot y = 2$, to $y$ it sends $0.5 \cdot v = 4.5$.
//: - The square gets 2. To $x$ it sends $2 \cdot 2x = 12$.
//:
//: Three nodes, five arrows into them, five multiplications, and we have all three derivatives. Now the program does
//: the same. It has a type for graphs, called `Tape`; the next section says what that does.

let start = (x: lesson.knob("x"), y: 4.0, z: 2.0)
var example = Tape()
let x = example.leaf(start.x)
let y = example.leaf(start.y)
let z = example.leaf(start.z)
let v = example.square(x)
let u = example.product(v, y)
let f = example.quotient(u, z)
example.backward(from: f)
let slopes = [x, y, z].map { example.gradient(of: $0) }

lesson.figure(
  "graph",
  example.drawing(
    [
      Box(x, "x", column: 0, row: 0), Box(y, "y", column: 0, row: 1),
      Box(z, "z", column: 0, row: 2), Box(v, "(·)²", column: 1, row: 0),
      Box(u, "×", column: 2, row: 0.5), Box(f, "÷", column: 3, row: 1),
    ], to: "f"),
  caption:
    "The computation graph of x²y/z at (\(short(start.x)), 4, 2). Above each arrow the "
    + "value that goes forward, below it the gradient that comes back.")

//: On its arrows are the numbers that we found by hand.

let closed = [
  2 * start.x * start.y / start.z, start.x * start.x / start.z,
  -start.x * start.x * start.y / (start.z * start.z),
]
lesson.claim(
  "The tape's three derivatives differ from the closed formulas by {}",
  zip(slopes, closed).map { abs($0 - $1) }.max()!, isWithin: 0...0)
lesson.try(
  "--section 3 --x 0",
  "At x = 0 all three derivatives are 0. Which node stops each of them?")

//: What do these numbers say? If $x$ grows by 0.01, then $f$ should grow by about $12 \cdot 0.01 = 0.12$, and if $z$ grows by
//: 0.01, it should fall by about 0.09:

func direct(_ x: Double, _ y: Double, _ z: Double) -> Double { x * x * y / z }
let moves = [
  ("x", direct(start.x + 0.01, start.y, start.z), slopes[0]),
  ("z", direct(start.x, start.y, start.z + 0.01), slopes[2]),
]
lesson.table(
  ["0.01 more of", "f", "f moves by", "predicted"],
  moves.map { name, value, slope in
    ["$\(name)$"]
      + [value, value - example[f], 0.01 * slope].map { $0.text(.fixed(4)) }
  })

//: It does, but for a small remainder: a derivative is the slope at a point, and 0.01 is already some way off. We shall
//: make a judge out of this comparison.

//: ## A tape
//:
//: What did `Tape` do? It wrote down each number in the order in which it was computed, and beside it where its
//: operands stand and the local derivative with respect to each. The way back is one loop over the tape, from the last
//: node to the first. It is all in `Sources/Tape/Tape.swift`, under 100 lines; read it after exercise 3.4, in which you
//: write the loop yourself.
//:
//: Why from the last to the first? Before a node passes its gradient on, the gradient must be complete: everyone who
//: used the node must have sent a share. An order that guarantees this, users before operands, is a reverse
//: *topological order*. On a tape we get one for nothing. A node can only use what is already there, so operands
//: always come before their users, and counting down is right.
//:
//: Does it matter? The worked example has six nodes, and six nodes can be visited in $6! = 720$ orders. We try them
//: all.

let right = orders(of: [x, y, z, v, u, f]).filter { order in
  let gradients = example.gradients(of: f, visiting: order)
  return [x, y, z].map { gradients[$0.index] } == slopes
}
let rising = right.filter { order in
  let places = [f, u, v].map { order.firstIndex(of: $0)! }
  return places != places.sorted()
}

lesson.ask(
  "In how many of the 720 orders does the way back give the right three derivatives?",
  ["720", "360", "120", "1"],
  answer: [720, 360, 120, 1].firstIndex(of: right.count) ?? 2,
  "the leaves $x$, $y$ and $z$ have nobody to pass anything to, so it does not matter "
    + "when they are visited. The other three can stand in six orders, and one of "
    + "these is right: $f$, then $u$, then $v$.")

//: Here are six of the 720: the orders of $f$, $u$ and $v$, with the leaves after them.

let names = [f: "f", u: "u", v: "v"]
lesson.table(
  ["order", "∂f/∂x", "∂f/∂y", "∂f/∂z"],
  orders(of: [f, u, v]).map { order in
    let gradients = example.gradients(of: f, visiting: order + [x, y, z])
    return [order.map { names[$0]! }.joined(separator: ", ")]
      + [x, y, z].map { short(gradients[$0.index]) }
  })
lesson.claim(
  "Of the 720 orders, {} give the right derivatives", Double(right.count),
  isWithin: 120...120, .whole)
lesson.claim(
  "Of the right orders, {} visit f, u and v in any order but this one",
  Double(rising.count), isWithin: 0...0, .whole)

//: Visit $u$ before $f$, for one, and it passes on the 0 that it has so far; nobody comes back later to repair that.

//: ## Why integers and not objects (deeper)
//:
//: A node of ours is its place on the tape, an integer. Many programs of this kind make each node an object that points
//: to its operands, with a function that knows how to send the gradient back. In Swift that is a trap. A function that
//: is stored in a node and uses that node keeps it alive as long as the program runs, and the memory of every step is
//: lost. Integers keep nothing alive, and when a step is over, `rewind` forgets its nodes and keeps their memory for
//: the next.
//:
//: There is a second gain. Objects that point to each other come in no order, so such programs have to search for a
//: topological order before they can go back. The tape *is* one.

//: ## Where a value is used twice
//:
//: In the worked example each value is used once. In a network that is the exception: an input goes to every unit of
//: the first layer, and a weight works for every example of the batch. What is the gradient of a value $x$ that two
//: nodes use?
//:
//: Give each of them a copy of its own, $x_1$ and $x_2$, and let $F(x_1, x_2)$ be the loss as a function of the
//: copies. The chain rule for one copy, while the other stands still, is the one that we know. But the copies are the
//: same number: if $x$ moves by a small $\Delta$, both move. Let them move one after the other. First $x_1$ moves, and
//: $F$ changes by $\partial F / \partial x_1 \cdot \Delta$. Then $x_2$ moves, and $F$ changes by
//: $\partial F / \partial x_2 \cdot \Delta$; this slope is now taken at a point that is $\Delta$ away, but the smaller
//: $\Delta$, the less does that change it. Both together:
//:
//: $$ \frac{F(x_1 + \Delta, x_2 + \Delta) - F(x_1, x_2)}{\Delta} \to \frac{d L}{d x} = \frac{\partial F}{\partial x_1} + \frac{\partial F}{\partial x_2} \qquad (\Delta \to 0) $$
//:
//: Gradients *add* where a value is used more than once. The smallest example is the square. Written as a product of
//: $x$ with itself, each of the two arrows sends back the other factor, $x$, and together they send $2x$: the local
//: derivative in the table above. Another is $f = x \cdot y + x$, here at $x = 3$, $y = 4$:

var shared = Tape()
let twice = shared.leaf(3)  // x
let once = shared.leaf(4)  // y
let times = shared.product(twice, once)
let plus = shared.sum(twice, times)
shared.backward(from: plus)

lesson.figure(
  "shared",
  shared.drawing(
    [
      Box(twice, "x", column: 0, row: 0), Box(once, "y", column: 0, row: 1),
      Box(times, "×", column: 1, row: 1), Box(plus, "+", column: 2, row: 0),
    ], to: "f"),
  caption:
    "x · y + x at (3, 4). Two arrows leave x, "
    + "and what comes back along them adds up: 1 + 4.")

//: And if each share took the place of the one before, instead of being added to it?

let overwritten = shared.gradients(
  of: plus, visiting: [plus, times, once, twice], overwriting: true)
lesson.table(
  ["", "∂f/∂x", "∂f/∂y"],
  [
    ["shares added"] + [twice, once].map { short(shared.gradient(of: $0)) },
    ["each share replaces the one before"]
      + [twice, once].map { short(overwritten[$0.index]) },
  ])
lesson.claim(
  "With shares added, the derivative of x · y + x with respect to x is {} at (3, 4)",
  shared.gradient(of: twice), isWithin: 5...5, .fixed(0))

//: Adding is right. The second row shows the commonest mistake in programs of this kind, `=` in place of `+=`. It is a
//: nasty one. On graphs in which nothing is shared, such as the worked example, it goes unnoticed, and even here one of
//: the two derivatives is right.
//:
//: With both rules in hand, look at paths again. Multiply along a path, add where paths meet: the gradient is the sum
//: over all paths, as it was on paper. But the tape never follows a path. At each node it adds up everything that
//: arrives, and passes the total on once.

//: ## A network, number by number
//:
//: The smallest network there is has one neuron with one input. Its output is $a = \tanh(w x + b)$, and if we want it
//: to be 0, the loss is $L = a^2$. Here it is as a graph, with $x = 2$, $w = 0.5$ and $b = -0.5$. The neuron's sum,
//: $b + w x$, is *one* node, Σ, with an arrow from each of the three. A node may be as large as you like, so long as
//: you know its local derivatives.

var neuron = Tape()
let input = neuron.leaf(2)
let weight = neuron.leaf(0.5)
let bias = neuron.leaf(-0.5)
let sum = neuron.weightedSum(of: [input], weights: [weight], bias: bias)
let output = neuron.tanh(sum)
let squared = neuron.square(output)
neuron.backward(from: squared)

lesson.figure(
  "neuron",
  neuron.drawing([
    Box(weight, "w", column: 0, row: 0), Box(input, "x", column: 0, row: 1),
    Box(bias, "b", column: 0, row: 2), Box(sum, "Σ", column: 1, row: 1),
    Box(output, "tanh", column: 2, row: 1), Box(squared, "L", column: 3, row: 1),
  ]),
  caption:
    "One neuron and its loss L = a². Values to two decimals. "
    + "What arrives at L is 1, and L sends back 2a.")

lesson.record("dw", neuron.gradient(of: weight), .fixed(3))
lesson.record("db", neuron.gradient(of: bias), .fixed(3))

//: Read it from the right. The loss, a square, sends back twice the output, and tanh multiplies it by its slope. The sum hands
//: that to the bias as it is, {{db}}, and to the weight it sends it times the input, {{dw}}. Both are positive: if
//: weight or bias grow, the loss grows, because the output is already too large. And the input is in the weight's
//: gradient as a factor: a weight whose input is 0 learns nothing from this example.
//:
//: From here on, $z$ is a unit's sum, $z_j = b_j + \sum_k x_k w_{kj}$, and $a$ what the activation $g$ makes of it,
//: $a_j = g(z_j)$, as in all later lessons. You may find the sum printed with an $a_j$ in front. Then the activation is
//: missing on the way forward and its slope on the way back, and any number of such layers is one linear map.
//:
//: Put such neurons side by side and one after the other, and the graph is a network's:

var net = Tape()
let inputs = [net.leaf(1), net.leaf(-0.5)]
let none = net.leaf(0)
let sums = [(0.5, -1.0), (1, 0.5)].map { w1, w2 in
  net.weightedSum(of: inputs, weights: [net.leaf(w1), net.leaf(w2)], bias: none)
}
let hidden = sums.map { net.tanh($0) }
let ends = [net.leaf(1), net.leaf(-1)]
let answer = net.weightedSum(of: hidden, weights: ends, bias: none)
let miss = net.difference(answer, net.leaf(1))
let netLoss = net.square(miss)
net.backward(from: netLoss)

//: Two inputs, two hidden neurons, an output, a loss. To keep it small, a sum and its tanh are one box, and weights
//: and biases are not drawn, though each is a leaf with an arrow of its own.

lesson.figure(
  "network",
  net.drawing([
    Box(inputs[0], "x₁", column: 0, row: 0),
    Box(inputs[1], "x₂", column: 0, row: 2),
    Box(hidden[0], from: sums[0], "a₁", column: 1, row: 0.5),
    Box(hidden[1], from: sums[1], "a₂", column: 1, row: 1.5),
    Box(answer, "ŷ", column: 2, row: 1),
    Box(netLoss, from: miss, "L", column: 3, row: 1),
  ]),
  caption:
    "A network for one example, with the target 1 and L = (ŷ − 1)². Each hidden neuron "
    + "uses both inputs; what comes back to an input from both adds up.")

//: Now one that has something to learn. The data are 32 points of two half circles that reach into each other,
//: labelled −1 and 1. The network has two inputs, eight hidden units with tanh, one output $\hat{y}$, and its loss is
//: the mean of $(\hat{y} - t)^2$ over the batch:
//:
//: $$ A = \tanh(X W_1 + b_1) \qquad \hat{y} = A W_2 + b_2 \qquad L = \frac{1}{m} \sum_{i=1}^{m} (\hat{y}_i - t_i)^2 $$

let moons = Dataset.twoMoons(count: 32, noise: 0.1, using: &generator)
let target = Matrix(column: moons.labels.map { Double(2 * $0 - 1) })  // 32 × 1
func randomBias(_ units: Int) -> Matrix {
  Matrix(rows: 1, columns: units) { _, _ in generator.normal(standardDeviation: 0.3) }
}
let parameters = [
  Initializer.glorotNormal.weight(fanIn: 2, fanOut: 8, using: &generator),  // W₁
  randomBias(8),  // b₁
  Initializer.glorotNormal.weight(fanIn: 8, fanOut: 1, using: &generator),  // W₂
  randomBias(1),  // b₂
]
let recording = Recording(parameters, x: moons.inputs, target: target)
let parameterCount = parameters.reduce(0) { $0 + $1.elements.count }

lesson.record("nodes", Double(recording.tape.count), .whole)
lesson.record("parameters", Double(parameterCount), .whole)

//: The tape now holds {{nodes}} nodes, and one way back over it has given the derivatives with respect to all
//: {{parameters}} parameters. Each weight was used by all 32 examples, and their shares have been added up.
//:
//: Are they right? We can ask as we did above: move one parameter by a little, see how much the loss moves, divide.
//: The engine has a function for this, with a well-chosen step; how to choose it comes later.
//:
//: To compare two gradients we need a measure. The *relative error* of two numbers is the size of their difference
//: over the larger of their sizes: 0 if they are equal, and 2 if they differ in nothing but the sign. For two
//: gradients we take the greatest over all entries. (But we never divide by less than a hundredth of the greatest
//: entry, or rounding in a very small one would drown everything else.)

func loss(_ parameters: [Matrix]) -> Double {
  let hidden = tanh(matmul(moons.inputs, parameters[0]).addingRow(parameters[1]))
  let output = matmul(hidden, parameters[2]).addingRow(parameters[3])
  return meanSquaredError(output, target: target).value
}
func loss(_ row: Matrix) -> Double {
  loss(matrices(inRow: row, shapedLike: parameters))
}

let allParameters = inOneRow(parameters)
let fromTape = inOneRow(recording.gradients)
let numeric = numericGradient(of: loss, at: allParameters)
lesson.table(
  ["parameter", "tape", "finite differences"],
  [
    ("$W_1$, input 1, unit 1", 0), ("$W_1$, input 2, unit 1", 8), ("$b_1$, unit 1", 16),
    ("$b_2$", 32),
  ].map { name, k in
    [name, fromTape[0, k].text(.fixed(12)), numeric[0, k].text(.fixed(12))]
  })
lesson.claim(
  "The tape's gradient and the one by finite differences have a relative error of {}",
  relativeError(fromTape, numeric), isBelow: 1e-7)

//: They agree to about as many digits as the differences can be trusted.

//: ## The same in matrices
//:
//: Nobody trains networks one number at a time. We take a dense layer as a *single* node, with matrices for inputs
//: and output, and derive its way back once and for all. With $m$ examples, $n$ inputs and $k$ units, $Y = X W + b$
//: means
//:
//: $$ y_{ij} = b_j + \sum_{l=1}^{n} x_{il} \, w_{lj} $$
//:
//: and upstream we are given $\partial L / \partial y_{ij}$ for every example $i$ and unit $j$. We write it as a
//: matrix $dY$ of the shape of $Y$. Now ask of each letter: who uses it?
//:
//: The weight $w_{lj}$ is used by unit $j$ in *every example* $i$, where it is multiplied by $x_{il}$. The shares of
//: the examples add up:
//:
//: $$ \frac{\partial L}{\partial w_{lj}} = \sum_{i=1}^{m} x_{il} \, \frac{\partial L}{\partial y_{ij}} \qquad \text{that is} \qquad dW = X^T \, dY $$
//:
//: The input $x_{il}$ is used by *every unit* $j$ of its own example, where it is multiplied by $w_{lj}$. The shares
//: of the units add up:
//:
//: $$ \frac{\partial L}{\partial x_{il}} = \sum_{j=1}^{k} \frac{\partial L}{\partial y_{ij}} \, w_{lj} \qquad \text{that is} \qquad dX = dY \, W^T $$
//:
//: The bias $b_j$ is used by every example and multiplied by 1, so that its shares add up to
//: $\sum_i \partial L / \partial y_{ij}$, a column of $dY$.
//:
//: If you forget which factor is transposed and on which side it stands, ask the shapes. A gradient has the shape of
//: what it belongs to, and unless some of the sizes happen to be equal, there is one way only to make it:
//:
//: | gradient | shape | made from |
//: | :-- | :-- | :-- |
//: | $dW$ | $n \times k$ | $X^T$, $n \times m$, and $dY$, $m \times k$ |
//: | $dX$ | $m \times n$ | $dY$, $m \times k$, and $W^T$, $k \times n$ |
//: | $db$ | $1 \times k$ | the columns of $dY$, summed |
//:
//: An activation is easier: each output belongs to one input, so for $A = g(Z)$ we have $dZ = dA \odot g'(Z)$, entry by
//: entry. And the loss starts it all: $\partial L / \partial \hat{y}_i = 2 (\hat{y}_i - t_i) / m$. The $1/m$ of the
//: mean enters here, once, and no layer divides by $m$ again. (Some texts add the losses of the examples up instead of
//: averaging them. Their gradients are $m$ times ours.)
//:
//: The engine's layers are these formulas. We give them the same parameters and the same data. How many digits will
//: agree?

var network = Network([
  Dense(weight: parameters[0], bias: parameters[1]), Tanh(),
  Dense(weight: parameters[2], bias: parameters[3]),
])
let prediction = network.forward(moons.inputs, mode: .training)
let engineLoss = meanSquaredError(prediction, target: target)
network.backward(engineLoss.gradient)
var engineGradients: [Matrix] = []
network.forEachParameter { engineGradients.append($0.gradient) }
let fromEngine = inOneRow(engineGradients)

lesson.claim(
  "The network's loss on the tape and in the engine differs by {}",
  abs(recording.loss - engineLoss.value), isWithin: 0...0)
lesson.claim(
  "The network's gradients on the tape and in the engine have a relative error of {}",
  relativeError(fromTape, fromEngine), isBelow: 1e-12,
  as: "gradient error", .significant(2))

//: The losses are the same number, bit for bit, and the gradients agree to about as many digits as a `Double` has. The
//: matrix formulas are not *like* backprop on a graph; they are it, with the loops in another place.

//: ## To the last bit (deeper)
//:
//: The gradients are not quite the same numbers. Is that rounding, or is it a very small mistake? "Rounding" is easily
//: said. Let us justify it to the last digit.

let differing = zip(fromTape.elements, fromEngine.elements).count { $0 != $1 }
lesson.record("differing", Double(differing), .whole)

//: Of {{parameters}} derivatives {{differing}} differ, and the greatest relative error is {{gradient error}}. A
//: `Double` holds 53 binary digits, so each operation is off by at most $2^{-53} \approx 1.1 \cdot 10^{-16}$ of its
//: result. A sum of $m$ products, each added with one rounding, is off by at most about $m \cdot 2^{-53}$ times the sum
//: of the *absolute values* of its terms. (This is the standard bound: [Higham, *Accuracy and Stability of Numerical
//: Algorithms*](https://doi.org/10.1137/1.9780898718027), section 3.1.) Tape and engine each have that much room, so
//: they may be apart by twice as much and no more:

let sizesOfTerms = termSizes(
  parameters, x: moons.inputs, dOutput: engineLoss.gradient)
let unitRoundoff = Double.ulpOfOne / 2
let share = abs(fromTape - fromEngine).zip(sizesOfTerms) {
  $0 / (2 * 32 * unitRoundoff * $1)
}
lesson.claim(
  "Tape and engine differ by {} of what rounding can explain", share.max, isBelow: 1,
  .percent(0))

//: So rounding *can* explain it. Does it? Both add the same terms, but not in the same order. The way back over a
//: tape meets the last example first, and a matrix product begins with the first. If the order is the only
//: difference, then a tape recorded from the last example to the first should give the engine's numbers. All of them,
//: to the last bit.

let backwards = Recording(parameters, x: moons.inputs, target: target, lastFirst: true)
let fromBackwards = inOneRow(backwards.gradients)
lesson.claim(
  "Recorded from the last example to the first, the tape differs from the engine by {}",
  abs(fromBackwards - fromEngine).max, isWithin: 0...0)

//: It does. Not one bit of the {{parameters}} gradients differs.

//: ## One step down
//:
//: What is a gradient good for? Move all parameters $\theta_1, \theta_2, \ldots$ at once, each by a small
//: $\Delta_k$. As with the two copies above, the changes add up: the loss moves by about
//: $\sum_k \partial L / \partial \theta_k \cdot \Delta_k$. Now let each parameter go *against* its derivative, in
//: proportion to it: $\Delta_k = -\eta \, \partial L / \partial \theta_k$, where $\eta$ is the *learning rate*. Then
//:
//: $$
//: \Delta L \approx -\eta \sum_k \left( \frac{\partial L}{\partial \theta_k} \right)^2 = -\eta \, \lVert \nabla L \rVert^2
//: $$
//:
//: Every term of the sum is a square: whatever the network, a small enough step lowers the loss. And we know by how
//: much before we take it. Here are steps of several sizes from where our network stands:

let squaredLength = fromEngine.hadamard(fromEngine).sum  // ‖∇L‖²
func lossAfterStep(_ rate: Double) -> Double { loss(allParameters - rate * fromEngine) }
let rates = [0.001, 0.01, 0.1, 1]
let kept = rates.map { (engineLoss.value - lossAfterStep($0)) / ($0 * squaredLength) }

lesson.record("largest kept", kept[3], .percent(0))
lesson.ask(
  "With a rate of 0.001 the loss falls nearly as predicted. What comes of a rate of 1?",
  ["a fall about as predicted", "a much smaller fall", "a rise"],
  answer: kept[3] > 0.8 ? 0 : kept[3] > 0 ? 1 : 2,
  "the measured fall is {{largest kept}} of the predicted one. The gradient is the "
    + "slope at the start, and knows nothing of how the loss is curved further on.")
lesson.table(
  ["rate", "predicted fall", "measured fall", "measured / predicted"],
  zip(rates, kept).map { rate, share in
    [
      rate.text(.significant(1)), (rate * squaredLength).text(.significant(3)),
      (share * rate * squaredLength).text(.significant(3)), share.text(.percent(0)),
    ]
  })
lesson.claim(
  "With a rate of 0.001 the loss falls by {} of what the gradient predicts", kept[0],
  isWithin: 0.9...1.1, .percent(1))

//: The same with many rates, as a picture: the prediction is a straight line, the tangent at the start.

let tried = (0...60).map { lesson.knob("rate") * Double($0) / 60 }
lesson.figure(
  "step-down",
  Plot(
    x: Axis("learning rate"), y: Axis("loss after one step"),
    marks: [
      .line(
        x: tried, y: tried.map { engineLoss.value - $0 * squaredLength },
        label: "predicted"),
      .line(x: tried, y: tried.map(lossAfterStep), label: "measured"),
    ]),
  caption: "The loss after one step against the gradient, predicted and measured.")
lesson.try(
  "--section 10 --rate 0.01",
  "The same picture fifty times closer. What has become of the curve, and why must it?")

//: ## Softmax and cross-entropy
//:
//: A classifier has one output per class, the *scores* $z_1, \ldots, z_k$: the sums of its last layer. Softmax makes
//: probabilities of them, and the loss is how surprised we are by the right class, $c$:
//:
//: $$ p_j = \frac{e^{z_j}}{S} \quad \text{with} \quad S = \sum_l e^{z_l} \qquad L = -\log p_c $$
//:
//: A tape could go back through a logarithm, a division, a sum and the exponentials. But it pays to take all of it as
//: one node. The logarithm of a quotient is a difference:
//:
//: $$ L = -\log \frac{e^{z_c}}{S} = -z_c + \log S $$
//:
//: The first term has the derivative $-1$ with respect to $z_c$ and 0 with respect to the other scores: $-[j = c]$, with
//: "1 if $j$ is the right class, 0 if not" for the bracket. For the second, the chain rule: the logarithm's slope is
//: $1/S$, and of the terms of $S$ only $e^{z_j}$ depends on $z_j$, with the slope $e^{z_j}$. Together:
//:
//: $$ \frac{\partial L}{\partial z_j} = \frac{1}{S} \cdot e^{z_j} - [j = c] = p_j - [j = c] $$
//:
//: That is all: the probabilities, minus 1 at the right class. The loss of a batch is the mean over $m$ examples, so
//: each row is divided by $m$. A step against this gradient raises the score of the right class and lowers each of
//: the others in proportion to the probability that it wrongly had. And the more certain the network is of the right
//: class, the less there is to learn.
//:
//: Let us compare the long way over exponentials, sums, a division and a logarithm with the one formula.

func onTape(_ scores: [Double], label: Int) -> Matrix {
  var tape = Tape()
  let leaves = scores.map { tape.leaf($0) }
  let powers = leaves.map { tape.exp($0) }
  let sum = powers.dropFirst().reduce(powers[0]) { tape.sum($0, $1) }
  let probability = tape.quotient(powers[label], sum)
  let logarithm = tape.log(probability)
  let minusOne = tape.leaf(-1)
  let surprise = tape.product(logarithm, minusOne)
  tape.backward(from: surprise)
  return Matrix(row: leaves.map { tape.gradient(of: $0) })
}

//: Three random scores; the second class is the right one:

let scores = [generator.normal(), generator.normal(), generator.normal()]
let probabilities = softmax(Matrix(row: scores))
let scoresOnTape = onTape(scores, label: 1)
let scoresByFormula = softmaxCrossEntropy(Matrix(row: scores), labels: [1]).gradient
lesson.table(
  ["score", "p", "tape", "formula"],
  (0..<3).map { j in
    [scores[j].text(.fixed(3)), probabilities[0, j].text(.fixed(3))]
      + [scoresOnTape, scoresByFormula].map { $0[0, j].text(.fixed(6)) }
  })
lesson.claim(
  "The gradients with respect to the scores, by tape and by formula, differ by {}",
  abs(scoresOnTape - scoresByFormula).max, isBelow: 1e-14)

//: Equal but for rounding. And for large scores, which a network that has begun to diverge may well produce?

let top = lesson.knob("score")
let large = [top, top - 1, 0]
let largeOnTape = onTape(large, label: 1)
let largeByFormula = softmaxCrossEntropy(Matrix(row: large), labels: [1]).gradient
let isSame = abs(largeOnTape - largeByFormula).max < 1e-9

lesson.ask(
  "Scores of \(short(top)), \(short(top - 1)) and 0: what does the tape give?",
  ["what the formula gives", "finite numbers, but others", "not a number"],
  answer: isSame ? 0 : largeOnTape.isFinite ? 1 : 2,
  "the tape meets $e^z$, the formula only probabilities, and the largest `Double` is "
    + "near $1.8 \\cdot 10^{308}$, which is $e^{709.8}$.")
lesson.table(
  ["score", "tape", "formula"],
  (0..<3).map { j in
    [short(large[j])]
      + [largeOnTape, largeByFormula].map { $0[0, j].text(.fixed(6)) }
  })
lesson.claim(
  "Of the tape's three derivatives, {} are not numbers",
  Double(largeOnTape.elements.count { !$0.isFinite }), isWithin: 3...3, .whole)

//: $e^{1000}$ is too large for a `Double`, the tape divides infinity by infinity, and what comes back is not a
//: number. The formula needs only the probabilities, and those can be had safely: subtract the largest score from all
//: of them first, which changes nothing in the quotient. So there are two reasons to make nodes larger than single
//: operations: speed, and that a whole can be computed well where its parts cannot.

lesson.try(
  "--section 11 --score 400",
  "Now every number on the tape is finite. Are its derivatives right? (Look at $S^2$.)")

//: ## The judge
//:
//: Above, we checked gradients by moving a parameter a little. That judge is independent: it needs only
//: the forward pass and knows nothing of chain rules. But it has a parameter of its own, the step $h$. How small
//: should it be? As small as possible, says the definition of the derivative. There are two quotients to choose from:
//:
//: $$ \text{forward:} \quad \frac{f(x + h) - f(x)}{h} \qquad\qquad \text{central:} \quad \frac{f(x + h) - f(x - h)}{2h} $$
//:
//: We try both on $f(x) = e^x$, which is its own derivative, so that the true answer is known, at 200 random points
//: between 0 and 1, with steps from a tenth down to $10^{-15}$, and we note the *greatest* relative error. ($x + h$ is
//: rounded too. We divide by the step that was taken, or this would be one more error.)

let steps = (2...30).map { pow(10, -Double($0) / 2) }  // 10^-1, 10^-1.5, …
let points = Matrix(rows: 1, columns: 200) { _, _ in generator.uniform(in: 0..<1) }
let judged = Differences(x: points)
let forwardErrors = steps.map { judged.forward($0) }
let centralErrors = steps.map { judged.central($0) }
func bestStep(_ errors: [Double]) -> Double {
  steps[errors.indices.min { errors[$0] < errors[$1] }!]
}
let (bestForward, bestCentral) = (bestStep(forwardErrors), bestStep(centralErrors))

let offered = [1e-4, 1e-8, 1e-12, 1e-15]
lesson.record("best forward", bestForward, .significant(2))
lesson.record("smallest step", forwardErrors.last!, .percent(0))
lesson.ask(
  "Which step makes the forward quotient most exact?",
  ["$10^{-4}$", "$10^{-8}$", "$10^{-12}$", "$10^{-15}$"],
  answer: offered.indices.min {
    abs(log(offered[$0] / bestForward)) < abs(log(offered[$1] / bestForward))
  }!,
  "of all that we tried, {{best forward}} was best. With the smallest step the "
    + "quotient was off by {{smallest step}}.")

//: The lines in the figure are what theory expects; the next section derives them.

let rounding = Double.ulpOfOne
func forwardTheory(_ h: Double) -> Double { h / 2 + rounding / h }
func centralTheory(_ h: Double) -> Double { h * h / 6 + rounding / (2 * h) }
let fineSteps = (20...300).map { pow(10, -Double($0) / 20) }

lesson.figure(
  "step",
  Plot(
    x: Axis("step h", scale: .logarithmic),
    y: Axis("relative error", scale: .logarithmic),
    marks: [
      .line(
        x: fineSteps, y: fineSteps.map(forwardTheory), label: "forward", color: .blue),
      .line(
        x: fineSteps, y: fineSteps.map(centralTheory), label: "central",
        color: .orange),
      .points(x: steps, y: forwardErrors, color: .blue),
      .points(x: steps, y: centralErrors, color: .orange),
    ]),
  caption:
    "The greatest error of a difference quotient over 200 points, against the step. "
    + "Points: measured. Lines: truncation plus rounding.")

//: Each makes a V, because two errors are at work. On the right it is *truncation*: the quotient is the slope of a
//: chord, and the shorter the chord, the nearer it is to the tangent. On the left it is *rounding*: the two values of
//: $f$ are nearly equal, their leading digits cancel, the roundings of their last digits stay, and dividing by a tiny
//: $h$ makes them large. Where the two errors balance, the quotient is at its best:

let forwardOptimum = sqrt(2 * rounding)
let centralOptimum = pow(1.5 * rounding, 1.0 / 3)
lesson.table(
  ["", "best step", "theory's", "error there", "theory's"],
  [
    ["forward"]
      + [
        bestForward, forwardOptimum, forwardErrors.min()!,
        fineSteps.map(forwardTheory).min()!,
      ].map { $0.text(.significant(2)) },
    ["central"]
      + [
        bestCentral, centralOptimum, centralErrors.min()!,
        fineSteps.map(centralTheory).min()!,
      ].map { $0.text(.significant(2)) },
  ])

//: The steps that we tried are half a power of ten apart, so theory can be met to within that and no better.

func powersOfTen(from x: Double, to y: Double) -> Double { abs(log(y / x)) / log(10) }
lesson.claim(
  "The best forward step is {} powers of ten away from the one that theory gives",
  powersOfTen(from: bestForward, to: forwardOptimum), isBelow: 1, .fixed(1))
lesson.claim(
  "The best central step is {} powers of ten away from the one that theory gives",
  powersOfTen(from: bestCentral, to: centralOptimum), isBelow: 1, .fixed(1))
lesson.claim(
  "At its best the central quotient is {} times as exact as the forward one",
  forwardErrors.min()! / centralErrors.min()!, isAbove: 50, .significant(2))

//: So "as small as possible" is poor advice. The engine's judge, `numericGradient`, uses central differences with
//: $h = 6 \cdot 10^{-6}$, times $|x|$ where that is more than 1. At best ten digits can be trusted. So a check by
//: differences asks for a small error, and never for none.

//: ## Where the V turns (deeper)
//:
//: Truncation comes from Taylor's series. Write out $f$ at the three points:
//:
//: $$ f(x \pm h) = f(x) \pm h f'(x) + \frac{h^2}{2} f''(x) \pm \frac{h^3}{6} f'''(x) + \ldots $$
//:
//: Substitute it into the quotients. In the forward one $f(x)$ cancels and $f'$ is left, with a remainder that begins
//: with $h$. In the central one the even terms are the same on both sides and cancel as well, and the remainder begins
//: with $h^2$:
//:
//: $$
//: \begin{aligned}
//: \text{forward} &= f' + \frac{h}{2} f'' + \ldots \\
//: \text{central} &= f' + \frac{h^2}{6} f''' + \ldots
//: \end{aligned}
//: $$
//:
//: Smaller steps make this error smaller. Now rounding. A value of $f$ is stored to a relative precision of
//: $\epsilon = 2^{-52} \approx 2.2 \cdot 10^{-16}$, which puts each value off by up to half of $\epsilon |f|$, and two
//: values by up to $\epsilon |f|$. The quotients divide that by $h$ and by $2h$:
//:
//: $$
//: \begin{aligned}
//: \text{forward error} &\approx \frac{h}{2} |f''| + \frac{\epsilon |f|}{h} \\
//: \text{central error} &\approx \frac{h^2}{6} |f'''| + \frac{\epsilon |f|}{2h}
//: \end{aligned}
//: $$
//:
//: These are the lines in the figure. A sum of a rising and a falling term is least where its derivative with respect
//: to $h$ is 0. For $e^x$, where $f$, $f''$ and $f'''$ are equal, that is
//:
//: $$
//: \begin{aligned}
//: \frac{1}{2} - \frac{\epsilon}{h^2} &= 0 \qquad h_{\text{forward}} = \sqrt{2 \epsilon} \approx 2.1 \cdot 10^{-8} \\
//: \frac{h}{3} - \frac{\epsilon}{2 h^2} &= 0
//: \qquad h_{\text{central}} = \sqrt[3]{\tfrac{3}{2} \epsilon} \approx 6.9 \cdot 10^{-6}
//: \end{aligned}
//: $$
//:
//: In general: of the order of $\sqrt{\epsilon}$ for the forward quotient and of $\sqrt[3]{\epsilon}$ for the central
//: one, whose best error, of the order of $\epsilon^{2/3}$, is also far smaller. And all the other points of the figure:
//: how far from the lines do they lie?

let theory = steps.map(forwardTheory) + steps.map(centralTheory)
let ratios = zip(forwardErrors + centralErrors, theory).map { $0 / $1 }
lesson.claim(
  "No error of the \(ratios.count) quotients is more than {} times theory's",
  ratios.max()!, isBelow: 1.5, .fixed(2))
lesson.claim(
  "No error of the \(ratios.count) quotients is less than {} times theory's",
  ratios.min()!, isAbove: 0.3, .fixed(2))

//: Does this hold for a network, too? Here is the loss of the network above, with central differences for all
//: {{parameters}} parameters, and the tape's gradient as the truth:

let networkErrors = lesson.progress("one network, many steps", steps).map { h in
  relativeError(differences(of: loss, at: allParameters, step: h), fromTape)
}
let cubeRoot = pow(rounding, 1.0 / 3)
lesson.figure(
  "network-step",
  Plot(
    x: Axis("step h", scale: .logarithmic),
    y: Axis("relative error", scale: .logarithmic),
    marks: [.line(x: steps, y: networkErrors), .rule(x: cubeRoot, label: "∛ε")]),
  caption:
    "The network's gradient by central differences, against the step: "
    + "greatest relative error over all parameters.")
lesson.claim(
  "The best step for the network is {} powers of ten away from ∛ε",
  powersOfTen(from: bestStep(networkErrors), to: cubeRoot), isBelow: 2, .fixed(1))
lesson.claim(
  "With its best step the network's gradient has an error of {}",
  networkErrors.min()!, isBelow: 1e-7, .significant(2))

//: The same V, with its minimum near the same place.

//: ## What the judge finds
//:
//: A judge is worth something only if it has been seen to condemn. We wrote the gradients of a network with three
//: inputs, four hidden units and four outputs once as they should be and six times with a mistake that people make. Its
//: 32 targets come from a second network of the same kind, so that there is something to learn.

func randomParameters(_ size: Double) -> [Matrix] {
  [(3, 4), (1, 4), (4, 4), (1, 4)].map { rows, columns in
    Matrix(rows: rows, columns: columns) { _, _ in
      generator.normal(standardDeviation: size)
    }
  }
}
let examples = Matrix(rows: 32, columns: 3) { _, _ in generator.normal() }
let teacher = randomParameters(1)
let wanted = matmul(
  tanh(matmul(examples, teacher[0]).addingRow(teacher[1])), teacher[2]
).addingRow(teacher[3])
let trial = Mistakes(parameters: randomParameters(0.7), x: examples, target: wanted)

//: Each is shown to the judge. And then we train with it, 300 steps at a rate of 0.02, as one would who had not asked
//: the judge.

let kinds = Mistakes.Kind.allCases
let verdicts = kinds.map { relativeError(trial.gradient($0), trial.numericGradient) }
let left = kinds.map { trial.lossLeft(after: 300, rate: 0.02, with: $0) }
let suspects = [Mistakes.Kind.none, .sum, .transposed, .oneBias].map {
  left[kinds.firstIndex(of: $0)!]
}

lesson.ask(
  "With which of these gradients does the loss fall furthest?",
  ["the right one", "1/m forgotten", "W₂ not transposed", "a bias forgotten"],
  answer: suspects.indices.min { suspects[$0] < suspects[$1] }!,
  "the table has all seven. How low the loss gets says little about whether a gradient "
    + "is right.")

//: What the judge says, and what training shows:

lesson.table(
  ["mistake", "relative error", "loss left after 300 steps"],
  kinds.indices.map { k in
    [
      kinds[k].rawValue, verdicts[k].text(.significant(2)),
      left[k] < 100 ? left[k].text(.percent(1)) : "it grows",
    ]
  })
lesson.claim(
  "The right gradient passes the judge with a relative error of {}", verdicts[0],
  isBelow: 1e-6, .significant(2))
lesson.claim(
  "The mildest of the six mistakes has a relative error of {}",
  verdicts.dropFirst().min()!, isAbove: 0.05, .significant(2))
lesson.claim(
  "Of the six wrong gradients, {} still take away more than half of the loss",
  Double(left.dropFirst().count { $0 < 0.5 }), isWithin: 3...5, .whole)

//: Between the right gradient and the mildest of these mistakes lie many powers of ten. There is no need to argue
//: about the threshold. But training hardly notices. The wrong sign fails at once, and where examples overwrite each
//: other little is learned. But a forgotten $1/m$ is a learning rate that is $m$ times as large, and can look like an
//: improvement, until it diverges. With a matrix that is not transposed, a missing slope or a forgotten bias the network
//: learns as well, or nearly so, at first. And the shapes did not catch the missing transpose, because $W_2$ is square. One
//: would look for the fault anywhere but in the gradient. So we test every layer before we train with it, and the
//: engine's tests do that for each of its own.
//:
//: The judge has a blind spot. At a kink, such as ReLU's at 0, there is no slope to find, and the central quotient
//: gives the mean of the slopes on both sides:

func relu(_ x: Matrix) -> Double { max(0, x[0, 0]) }
let kink = numericGradient(of: relu, at: Matrix(row: [0]))[0, 0]
lesson.claim(
  "By central differences, ReLU's slope at 0 is {}", kink, isWithin: 0.49...0.51,
  .fixed(2), isAlways: true)

//: Backprop takes 0 there, by convention. Keep test inputs away from kinks, or you will hunt a mistake that is none.

//: ## More about gradient checks (deeper)
//:
//: That a network learns although $W_2$ is not transposed on the way back is a discovery of its own: the way back may
//: even use fixed random weights ([Lillicrap and others, "Random synaptic feedback weights support error backpropagation
//: for deep learning"](https://doi.org/10.1038/ncomms13276), 2016).
//:
//: What else to think of, after [CS231n's list](https://cs231n.github.io/neural-networks-3/#gradient-checks):
//:
//: - Compute in double precision. With single precision $\epsilon$ is $1.2 \cdot 10^{-7}$, and the best central
//:   quotient has some five digits.
//: - Use few examples: fewer kinks lie between $x - h$ and $x + h$, and it is faster.
//: - In a large network check some entries of *every* parameter, drawn at random; a whole bias may be wrong while all
//:   weights are right.
//: - Turn off what is random, such as dropout, or draw the same numbers for every forward pass: the two values must
//:   belong to one function.
//: - Check the loss with and without regularization: a regularizer's large gradient can hide the data's.
//: - Check once more after a little training. At the start many values are special, and some mistakes need others to
//:   show.
//: - Expect larger errors from deeper networks: rounding and curvature pile up on the way.

//: ## What it costs
//:
//: Finite differences need no derivation at all. Why not train with them? Count multiplications. A forward pass does
//: one for each weight and example. The way back does one for each arrow, and a weighted sum has two arrows for each
//: multiplication: to the input and to the weight. In matrices it is the same: one product forward, two back. Central
//: differences cost two forward passes *for each parameter*.
//:
let products = Double(32 * (2 * 8 + 8))
let perProduct = Double(recording.tape.edgeCount) / products

lesson.record("per product", perProduct, .fixed(1))
lesson.ask(
  "All \(parameterCount) derivatives by one way back over the tape: how many "
    + "multiplications does that take, for each one of the weighted sums?",
  ["about 3", "about \(parameterCount)", "about \(2 * parameterCount)"],
  answer: perProduct < 10 ? 0 : perProduct < 1.5 * Double(parameterCount) ? 1 : 2,
  "{{per product}} here. Two come from the weighted sums themselves. Biases, "
    + "activations and the loss have arrows too, and in layers with few inputs they "
    + "weigh something.")

//: The number does not depend on how many derivatives are wanted. The table counts the multiplications in the two
//: layers for 32 examples:

lesson.table(
  ["hidden units", "parameters", "forward pass", "backprop", "central differences"],
  [8, 32, 128, 512].map { units in
    let parameters = 2 * units + units + units + 1
    let forward = 32 * (2 * units + units)
    return [units, parameters, forward, 3 * forward, 2 * parameters * forward]
      .map { Double($0).text(.whole) }
  })
lesson.claim(
  "On the tape the way back takes {} multiplications for each in the weighted sums",
  perProduct, isWithin: 2...4, .fixed(2))

//: Backprop is forward and back together here. The principle holds for every computation made of such nodes: all
//: derivatives of one output cost a small constant times the computation itself. [Baur and Strassen, "The complexity of
//: partial derivatives"](https://doi.org/10.1016/0304-3975(83)90110-X) (1983), proved it for sums, products and
//: quotients: at most three times as many multiplications and divisions. That this constant does not depend on the
//: number of parameters is what makes networks with billions of weights possible.
//:
//: And it is why we go backward. The chain rule works from left to right as well, but a sweep forward gives the
//: derivatives with respect to *one* parameter only; a sweep back gives them all.
//:
//: The price is memory. The local derivatives are made of values from the way forward, and the way back needs the first
//: of them last: all must be kept until it has passed, here {{nodes}}. A forward pass alone could forget each layer
//: when the next is done.

let byBackprop = microseconds(shortestOf: 100) {
  let prediction = network.forward(moons.inputs, mode: .training)
  network.backward(meanSquaredError(prediction, target: target).gradient)
}
let byDifferences = microseconds(shortestOf: 5) {
  _ = numericGradient(of: loss, at: allParameters)
}
let byTape = microseconds(shortestOf: 5) {
  _ = Recording(parameters, x: moons.inputs, target: target)
}
let told = [byBackprop, byDifferences, byTape].map { $0.text(.significant(2)) + " µs" }
lesson.aside(
  "all \(parameterCount) derivatives take the engine \(told[0]) by backprop and "
    + "\(told[1]) by central differences. The tape goes number by number and takes "
    + "\(told[2]); for central differences it would go \(2 * parameterCount) times.")

//: ## Why backward (deeper)
//:
//: How does one go forward? Choose one parameter, give it the derivative 1 with respect to itself, and from left to
//: right let each node add up what its operands have, times the local derivatives. At the end stands the loss's derivative with respect to that parameter, as exact as by backprop. This is *forward mode*. One
//: sweep forward gives the derivatives of every number with respect to *one* input; one sweep back gives those of *one*
//: output with respect to every number. A network has one loss and many parameters, so backward it is. For a computation
//: with one input and many outputs it would be the other way round.

let inSweeps = recording.tape.forwardGradients(
  of: recording.lossNode, withRespectTo: recording.parameterNodes)
lesson.claim(
  "As many sweeps forward as parameters give what one back gives, but for {}",
  relativeError(Matrix(row: inSweeps), fromTape), isBelow: 1e-12)

//: In the table, forward mode would stand beside central differences: a sweep takes two multiplications for each one of
//: the forward pass, and there is a sweep for each parameter. But it could forget each layer when the next is done.
//: Backprop's memory is why training needs so much more of it than using a network, and why it can pay to forget some
//: values and compute them again on the way back ([Chen and others, "Training deep nets with sublinear memory
//: cost"](https://arxiv.org/abs/1604.06174), 2016).
//:
//: The method was found several times. [Linnainmaa](https://doi.org/10.1007/BF01931367) (1976) had it for the rounding
//: errors of any computation; [Rumelhart, Hinton and Williams, "Learning representations by back-propagating
//: errors"](https://doi.org/10.1038/323533a0) (1986), showed what networks learn with it.

//: ## What to remember
//:
//: 1. Each node multiplies what arrives by its local derivative and passes it on; where a value was used twice, gradients add.
//: 2. Users before operands: on a tape, from the last node to the first. In matrices: $dW = X^T \, dY$, $dX = dY \, W^T$.
//: 3. One way back gives all derivatives of one loss, for about twice the work of the forward pass, and the memory of all its values.
//: 4. Check every gradient by central differences with a step near $\sqrt[3]{\epsilon}$. Right is below $10^{-6}$, the usual mistakes are above $10^{-2}$, and that a network learns proves nothing.
//:
//: Lesson 04 walks down the gradient. Lesson 05 multiplies many local derivatives in a row and asks what is left of
//: the product.

//: ## Exercises
//:
//: Open `Exercises/03-backprop-by-hand.swift`. It is a ladder: single nodes, the worked example, the judge, the way
//: back over a graph, then a layer, a loss and a whole network; the last one records the graph. Every exercise begins with a function that stops with
//: `todo`; put your own lines in its place, and run the grader:
//:
//: ```
//: swift test --filter lesson03
//: ```

lesson.exercises()

lesson.end()
