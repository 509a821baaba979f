//: # Backprop by hand
//:
//: *One number says how wrong a network was. How does every one of its weights learn its share of the error?*
//:
//: A network turns inputs into an output, and a loss turns the output into one number. To learn, we need to know for
//: each weight which way that number moves when the weight moves: the derivative of the loss with respect to that
//: weight. All these derivatives together are the *gradient*. A small network has dozens of weights, a large one has
//: billions, and there is one loss.
//:
//: The method that finds all derivatives at once is called backpropagation. It consists of one rule, applied to one
//: small piece of the computation after another. This lesson takes it apart: first three derivatives with pencil and
//: paper, then the same three from a graph, then a network with one number at a time, then the same network with
//: matrices, to the last bit. At the end we need a judge who can tell a right gradient from a wrong one without
//: knowing how either was made, and we ask how far that judge can be trusted.

import Datasets
import Engine
import LessonKit
import Plots
import Tape

let lesson = Lesson(3)
var generator = Generator(seed: lesson.seed)

//: ## On paper
//:
//: The course notes begin with a function of three variables,
//:
//: $$ f(x, y, z) = \frac{x^2 y}{z} $$
//:
//: and ask for its derivatives at $x = 3$, $y = 4$, $z = 2$. The rules of calculus give one formula for each:
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
//: each derivative, write it down as code, use it. It is exact, it is fast, and for three variables it is all one
//: needs.
//:
//: For a network it fails, for two reasons. The notes name the first: change the architecture, and you derive
//: everything again. The second they do not name, and it takes back the word *fast*: the size of the formulas. Take a
//: network of dense layers and one weight of the first. It acts on one unit, which acts on all units of the second
//: layer, each of which acts on all units of the third. By the chain rule, the weight's derivative is a sum over all
//: paths from that weight to the output, and every path contributes a product of the weights and slopes along it. How
//: many terms are in that sum? There is no need to guess: leave out the activations and set every input and every
//: weight to 1. Then each path contributes exactly 1, and the derivative *is* the number of paths.
//:
//: Here it is for networks with two inputs, hidden layers of 16 units, and one output. The last column has the size
//: of the network's computation graph, of which we shall speak soon: its arrows, one for each number that an
//: operation uses.

let depths = Array(1...6)
let sizes = depths.map { Paths(hiddenLayers: $0) }
lesson.table(
  [
    "hidden layers", "weights", "terms, one weight of the first layer",
    "terms, all weights", "arrows in the graph",
  ],
  zip(depths, sizes).map { depth, size in
    ["\(depth)"]
      + [Double(size.weights), size.termsOfFirst, size.terms, Double(size.edges)]
      .map { $0.text(.whole) }
  })
lesson.figure(
  "terms",
  Plot(
    x: Axis("hidden layers", over: 0...7), y: Axis("how many", scale: .logarithmic),
    marks: [
      .line(sizes.map(\.terms), from: 1, label: "terms"),
      .line(sizes.map { Double($0.edges) }, from: 1, label: "arrows"),
    ]),
  caption:
    "Terms in the written-out derivatives of all weights, "
    + "and arrows in the computation graph.")

//: How many terms is that for each arrow?

lesson.claim(
  "six hidden layers of 16 units: written-out terms for each arrow of the graph",
  sizes.last!.terms / Double(sizes.last!.edges), isAbove: 10_000, .whole)

//: Each further layer multiplies the terms by about 16, and only adds to the graph. The terms repeat one another: all
//: weights of a unit have the same paths after that unit, and paths that have met go on together. A method that
//: computes each shared part once could do with as much work as the graph has arrows. That method is the subject of
//: this lesson.

//: ## One node at a time
//:
//: A long computation is made of short ones. Call each of them a *node*: it takes one or more numbers and gives one.
//: Put an arrow wherever a node uses the result of another, and you have the *computation graph*.
//:
//: Look at a single node, $z = f(x, y)$, somewhere in the middle. After it comes a long way to the loss $L$, of which
//: the node knows nothing. Suppose somebody tells it $\partial L / \partial z$: how fast the loss grows when the
//: node's output grows. What are $\partial L / \partial x$ and $\partial L / \partial y$? If $x$ grows by a little,
//: $z$ grows by $\partial z / \partial x$ times as much, and $L$ by $\partial L / \partial z$ times as much again.
//: That is the chain rule:
//:
//: $$
//: \frac{\partial L}{\partial x} = \frac{\partial L}{\partial z} \cdot \frac{\partial z}{\partial x}
//: \qquad
//: \frac{\partial L}{\partial y} = \frac{\partial L}{\partial z} \cdot \frac{\partial z}{\partial y}
//: $$
//:
//: The first factor arrives from the side of the loss; we call it *upstream*. The second is the node's *local
//: derivative*, and the node can work it out alone, from its own inputs. So a node needs to know two things about
//: itself, its value and its local derivatives, and nothing at all about the network. Here are the nodes of this lesson:
//:
//: | node | $\partial z / \partial x$ | $\partial z / \partial y$ |
//: | :-- | :-- | :-- |
//: | $z = x + y$ | $1$ | $1$ |
//: | $z = x - y$ | $1$ | $-1$ |
//: | $z = x \cdot y$ | $y$ | $x$ |
//: | $z = x / y$ | $1/y$ | $-x/y^2$ |
//: | $z = x^2$ | $2x$ | |
//: | $z = \exp x$ | $z$ | |
//: | $z = \log x$ | $1/x$ | |
//: | $z = \tanh x$ | $1 - z^2$ | |
//:
//: Some of them have a character. A sum hands the same gradient to both inputs. A product gives each factor a
//: gradient in proportion to the *other* one. An exponential and a tanh make their local derivative from their
//: output, which they have already.

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

var example = Tape()
let x = example.leaf(3)
let y = example.leaf(4)
let z = example.leaf(2)
let v = example.square(x)
let u = example.product(v, y)
let f = example.quotient(u, z)
example.backward(from: f)

lesson.figure(
  "graph",
  example.drawing(
    [
      Box(x, "x", column: 0, row: 0), Box(y, "y", column: 0, row: 1),
      Box(z, "z", column: 0, row: 2), Box(v, "(·)²", column: 1, row: 0),
      Box(u, "×", column: 2, row: 0.5), Box(f, "÷", column: 3, row: 1),
    ], to: "f"),
  caption:
    "The computation graph of x²y/z at (3, 4, 2). Above each arrow the value that goes "
    + "forward, below it the gradient that comes back.")

//: On its arrows are the numbers that we found by hand. To be sure:

lesson.claim("f = x²y/z at (3, 4, 2) is 18", example[f], isWithin: 18...18, .fixed(1))
lesson.claim(
  "f = x²y/z at (3, 4, 2): ∂f/∂x is 12", example.gradient(of: x), isWithin: 12...12,
  .fixed(1))
lesson.claim(
  "f = x²y/z at (3, 4, 2): ∂f/∂y is 4.5", example.gradient(of: y), isWithin: 4.5...4.5,
  .fixed(1))
lesson.claim(
  "f = x²y/z at (3, 4, 2): ∂f/∂z is −9", example.gradient(of: z), isWithin: -9 ... -9,
  .fixed(1))

//: They are the numbers of the closed formulas, and there is no rounding in them. What do they say? If $x$ grows by
//: 0.01, then $f$ should grow by about $12 \cdot 0.01 = 0.12$, and if $z$ grows by 0.01, it should fall by about
//: 0.09:

func direct(_ x: Double, _ y: Double, _ z: Double) -> Double { x * x * y / z }
lesson.table(
  ["change", "f", "moves by", "predicted"],
  [
    ("x = 3.01", direct(3.01, 4, 2), 0.12), ("z = 2.01", direct(3, 4, 2.01), -0.09),
  ].map { change, value, predicted in
    [change] + [value, value - 18, predicted].map { $0.text(.fixed(4)) }
  })

//: It does, but for a small remainder: a derivative is the slope at a point, and 0.01 is already some way off. We shall
//: make a judge out of this comparison.

//: ## A tape
//:
//: What did `Tape` do? It wrote down each number in the order in which it was computed, and beside it where its
//: operands stand and the local derivative with respect to each. A node is its place on the tape, an integer. The way
//: back is one loop over the tape, from the last node to the first. It is all in `Sources/Tape/Tape.swift`, under 100
//: lines; read it after exercise 3.4, in which you write the loop yourself.
//:
//: Many such programs make each node an object that points to its operands, with a function that knows how to send
//: the gradient back. In Swift that is a trap. A function stored in a node and using that node keeps it alive for
//: ever, and the memory of every step is lost. Integers keep nothing alive, and when a step is over, `rewind` forgets
//: its nodes and keeps their memory for the next.
//:
//: There is a second gain. Before a node passes its gradient on, the gradient must be complete: everyone who used the
//: node must have sent a share. An order that guarantees this, users before operands, is a reverse *topological
//: order*. On a tape we get one for nothing. A node can only use what is already there, so operands always have
//: smaller numbers than their users, and counting down is right. Other programs have to search for such an order
//: first.
//:
//: Does it matter? The worked example has six nodes, and six nodes can be visited in $6! = 720$ orders. In how many
//: of them does the way back give the right three derivatives? Guess before you look. To begin with, here are six of
//: the 720: the orders of $f$, $u$ and $v$, with the leaves $x$, $y$ and $z$ after them.

func derivatives(visiting order: [Tape.Node]) -> [Double] {
  let gradients = example.gradients(of: f, visiting: order)
  return [x, y, z].map { gradients[$0.index] }
}
let names = [f: "f", u: "u", v: "v"]
lesson.table(
  ["order", "∂f/∂x", "∂f/∂y", "∂f/∂z"],
  orders(of: [f, u, v]).map { order in
    [order.map { names[$0]! }.joined(separator: ", ")]
      + derivatives(visiting: order + [x, y, z]).map(short)
  })

let right = orders(of: [x, y, z, v, u, f]).filter {
  derivatives(visiting: $0) == [12, 4.5, -9]
}
let falling = right.filter { order in
  let places = [f, u, v].map { order.firstIndex(of: $0)! }
  return places == places.sorted()
}
lesson.claim(
  "orders of the example's six nodes, of 720, that give the right derivatives",
  Double(right.count), isWithin: 120...120, .whole)
lesson.claim(
  "right orders of the example's six nodes that visit f before u, and u before v",
  Double(falling.count), isWithin: 120...120, .whole)

//: One sixth. The leaves have nobody to pass anything to, so it does not matter when they are visited. The other
//: three can stand in six orders, and only one of these is right: $f$, then $u$, then $v$. Visit $u$ before $f$, for
//: one, and it passes on the 0 that it has so far; nobody comes back later to repair that.

//: ## Where a value is used twice
//:
//: In the worked example each value is used once. In a network that is the exception: an input goes to every unit of
//: the first layer, and a weight works for every example of the batch. What is the gradient of a value $x$ that two
//: nodes use?
//:
//: Give each of them a copy of its own, $x_1$ and $x_2$, and let $F(x_1, x_2)$ be the loss as a function of the
//: copies. The chain rule for one copy, while the other stands still, is the one that we know. But the copies are the
//: same number, and if $x$ moves, both move:
//:
//: $$
//: \frac{d L}{d x}
//: = \frac{\partial F}{\partial x_1} \cdot \frac{d x_1}{d x} + \frac{\partial F}{\partial x_2} \cdot \frac{d x_2}{d x}
//: = \frac{\partial F}{\partial x_1} + \frac{\partial F}{\partial x_2}
//: $$
//:
//: Gradients *add* where a value is used more than once. The smallest example is the square. Written as a product of
//: $x$ with itself, each of the two arrows sends back the other factor, $x$, and together they send $2x$: the local
//: derivative in the table above. Another is $f = x \cdot y + x$, here at $x = 3$, $y = 4$:

var shared = Tape()
let p = shared.leaf(3)
let q = shared.leaf(4)
let times = shared.product(p, q)
let plus = shared.sum(p, times)
shared.backward(from: plus)

lesson.figure(
  "shared",
  shared.drawing(
    [
      Box(p, "x", column: 0, row: 0), Box(q, "y", column: 0, row: 1),
      Box(times, "×", column: 1, row: 1), Box(plus, "+", column: 2, row: 0),
    ], to: "f"),
  caption:
    "x · y + x at (3, 4). Two arrows leave x, "
    + "and what comes back along them adds up: 1 + 4.")

//: And if each share took the place of the one before, instead of being added to it?

let overwritten = shared.gradients(
  of: plus, visiting: [plus, times, q, p], overwriting: true)
lesson.table(
  ["", "∂f/∂x", "∂f/∂y"],
  [
    ["shares added"] + [p, q].map { short(shared.gradient(of: $0)) },
    ["each share replaces the one before"]
      + [p, q].map { short(overwritten[$0.index]) },
  ])
lesson.claim(
  "f = x · y + x at (3, 4): ∂f/∂x is 1 + 4",
  shared.gradient(of: p), isWithin: 5...5, .fixed(0))

//: On paper $\partial f / \partial x = y + 1 = 5$: adding is right. The second row shows the commonest mistake in
//: programs of this kind, `=` in place of `+=`. It is a nasty one. On graphs in which nothing is shared, such as the
//: worked example, it goes unnoticed, and even here one of the two derivatives is right.
//:
//: With both rules in hand, look at paths again. Multiply along a path, add where paths meet: the gradient is the sum
//: over all paths, as it was on paper. But the tape never follows a path. At each node it adds up everything that
//: arrives, and passes the total on once.

//: ## A network, number by number
//:
//: The smallest network there is has one neuron with one input. Its output is $h = \tanh(w x + b)$, and if we want it
//: to be 0, the loss is $L = h^2$. Here it is as a graph, with $x = 2$, $w = 0.5$ and $b = -0.5$. The neuron's sum,
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
  neuron.drawing(
    [
      Box(weight, "w", column: 0, row: 0), Box(input, "x", column: 0, row: 1),
      Box(bias, "b", column: 0, row: 2), Box(sum, "Σ", column: 1, row: 1),
      Box(output, "tanh", column: 2, row: 1), Box(squared, "(·)²", column: 3, row: 1),
    ], to: "L"),
  caption: "One neuron and its loss. Values to two decimals.")

let h = tanh(0.5)
lesson.record("dw", neuron.gradient(of: weight), .fixed(3))
lesson.record("db", neuron.gradient(of: bias), .fixed(3))
lesson.claim(
  "one neuron: ∂L/∂w differs from 2h · (1 − h²) · x by",
  abs(neuron.gradient(of: weight) - 2 * h * (1 - h * h) * 2), isBelow: 1e-15)

//: Read it from the right. The square sends back twice the output, and tanh multiplies it by its slope. The sum hands
//: that to the bias as it is, {{db}}, and to the weight it sends it times the input, {{dw}}. Both are positive: if
//: weight or bias grow, the loss grows, because the output is already too large. And the input is in the weight's
//: gradient as a factor: a weight whose input is 0 learns nothing from this example.
//:
//: Now a whole network. The data are 32 points of two half circles that reach into each other, labelled −1 and 1. The
//: network has two inputs, eight hidden units with tanh, one output $\hat{y}$, and its loss is the mean of
//: $(\hat{y} - t)^2$ over the batch:
//:
//: $$ h = \tanh(x W_1 + b_1) \qquad \hat{y} = h W_2 + b_2 \qquad L = \frac{1}{m} \sum_{i=1}^{m} (\hat{y}_i - t_i)^2 $$

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

//: Each neuron's sum, $b + \sum_k x_k w_k$, is one node again, with an arrow from each input, each weight and the
//: bias. The tape now holds {{nodes}} nodes, and one way back over it has given the derivatives with respect to all
//: {{parameters}} parameters. Each weight was used by all 32 examples, and their shares have been added up.
//:
//: Are they right? We can ask as we did above: move one parameter by a little, see how much the loss moves, divide.
//: The engine has a function for this, with a well-chosen step; how to choose it comes later.
//:
//: To compare two gradients we need a measure. The *relative error* of two numbers $a$ and $b$ is $|a - b|$ over the
//: larger of $|a|$ and $|b|$: it is 0 if they are equal, and 2 if they differ in nothing but the sign. For two
//: gradients we take the greatest over all entries. (An entry may be very small beside the others. We never divide by
//: less than a hundredth of the greatest entry, or rounding there would drown everything else.)

func loss(_ parameters: [Matrix]) -> Double {
  let h = tanh(matmul(moons.inputs, parameters[0]).addingRow(parameters[1]))
  let output = matmul(h, parameters[2]).addingRow(parameters[3])
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
  "tape against finite differences: greatest relative error over all parameters",
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
//: The bias $b_j$ is used by every example and multiplied by 1:
//:
//: $$ \frac{\partial L}{\partial b_j} = \sum_{i=1}^{m} \frac{\partial L}{\partial y_{ij}} $$
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
//: An activation is easier: each output belongs to one input, so $dX = dY \odot g'(X)$, entry by entry. And the loss
//: starts it all: $\partial L / \partial \hat{y}_i = 2 (\hat{y}_i - t_i) / m$. The $1/m$ of the mean enters here,
//: once, and no layer divides by $m$ again. (The notes add the losses of the examples up instead of averaging them.
//: Their gradients are $m$ times ours.)
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
  "the network's loss, tape minus engine",
  recording.loss - engineLoss.value, isWithin: 0...0)
lesson.claim(
  "the network's gradients, tape against engine: greatest relative error",
  relativeError(fromTape, fromEngine), isBelow: 1e-12,
  as: "gradient error", .significant(2))
let differing = zip(fromTape.elements, fromEngine.elements).count { $0 != $1 }
lesson.record("differing", Double(differing), .whole)

//: The losses are the same number, bit for bit. The gradients are not quite: {{differing}} of {{parameters}} differ,
//: and the greatest relative error is {{gradient error}}. Is that rounding, or is it a very small mistake? "Rounding"
//: is easily said. Let us justify it to the last digit.
//:
//: A `Double` holds 53 binary digits, so each operation is off by at most $u = 2^{-53} \approx 1.1 \cdot 10^{-16}$ of
//: its result. A sum of $m$ products, each added with one rounding, is off by at most about $m \cdot u$ times the sum
//: of the *absolute values* of its terms. (This is the standard bound: Higham, *Accuracy and Stability of Numerical
//: Algorithms*, section 3.1.) Tape and engine each have that much room, so they may be apart by twice as much and no
//: more:

let sizesOfTerms = termSizes(
  parameters, x: moons.inputs, dOutput: engineLoss.gradient)
let unitRoundoff = Double.ulpOfOne / 2
let share = abs(fromTape - fromEngine).zip(sizesOfTerms) {
  $0 / (2 * 32 * unitRoundoff * $1)
}
lesson.claim(
  "tape against engine: the difference as a share of what rounding can explain",
  share.max, isBelow: 1, .significant(2))

//: So rounding *can* explain it. Does it? Both add the same terms, but not in the same order. The way back over a
//: tape meets the last example first, and a matrix product begins with the first. If the order is the only
//: difference, then a tape recorded from the last example to the first should give the engine's numbers. All of them,
//: to the last bit.

let backwards = Recording(parameters, x: moons.inputs, target: target, lastFirst: true)
let fromBackwards = inOneRow(backwards.gradients)
lesson.claim(
  "recorded from the last example to the first, the tape differs from the engine by",
  abs(fromBackwards - fromEngine).max, isWithin: 0...0)

//: It does. Not one bit of the {{parameters}} gradients differs. The matrix formulas are not *like* backprop on a
//: graph; they are it, with the loops in another place.

//: ## Softmax and cross-entropy
//:
//: A classifier has one output per class, the *scores* $z_1, \ldots, z_c$. Softmax makes probabilities of them, and
//: the loss is how surprised we are by the right class, $y$:
//:
//: $$ p_j = \frac{e^{z_j}}{\sum_k e^{z_k}} \qquad L = -\log p_y $$
//:
//: We could send the gradient back through a logarithm, a division, a sum and the exponentials, and a tape would do
//: it without being asked twice. But it pays to take all of it as one node. The logarithm of a quotient is a
//: difference:
//:
//: $$ L = -\log \frac{e^{z_y}}{\sum_k e^{z_k}} = -z_y + \log \sum_k e^{z_k} $$
//:
//: The first term has the derivative $-1$ with respect to $z_y$ and 0 with respect to the other scores. The second has,
//: with respect to each score, $e^{z_j} / \sum_k e^{z_k}$, which is $p_j$. With $[j = y]$ for "1 if $j$ is the right
//: class, 0 if not":
//:
//: $$ \frac{\partial L}{\partial z_j} = p_j - [j = y] $$
//:
//: That is all: the probabilities, minus 1 at the right class. The loss of a batch is the mean over $m$ examples, so
//: each row is divided by $m$. A step against this gradient raises the score of the right class and lowers each of
//: the others in proportion to the probability that it wrongly had. And the more certain the network is of the right
//: class, the less there is to learn.
//:
//: Let us compare, on three scores: the long way over exponentials, sums, a division and a logarithm, and the one
//: formula.

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
  "softmax and cross-entropy: the gradients by tape and by formula differ by",
  abs(scoresOnTape - scoresByFormula).max, isBelow: 1e-14)

//: Equal but for rounding. Now try scores of 1 000, 999 and 0, which a network that has begun to diverge may well
//: produce:

let large = [1000.0, 999, 0]
let largeOnTape = onTape(large, label: 1)
let largeByFormula = softmaxCrossEntropy(Matrix(row: large), labels: [1]).gradient
lesson.table(
  ["score", "tape", "formula"],
  (0..<3).map { j in
    [large[j].text(.whole)]
      + [largeOnTape, largeByFormula].map { $0[0, j].text(.fixed(6)) }
  })
lesson.claim(
  "scores of 1 000, 999 and 0: gradients on the tape that are not numbers",
  Double(largeOnTape.elements.count { !$0.isFinite }), isWithin: 3...3, .whole)
lesson.claim(
  "scores of 1 000, 999 and 0: the formula's first gradient differs from e/(e + 1) by",
  abs(largeByFormula[0, 0] - exp(1) / (exp(1) + 1)), isBelow: 1e-15)

//: $e^{1000}$ is too large for a `Double`, the tape divides infinity by infinity, and what comes back is not a
//: number. The formula needs only the probabilities, and those can be had safely: subtract the largest score from all
//: of them first, which changes nothing in the quotient. This is a second reason to make nodes larger than single
//: operations. The first is speed; this one is that a whole can be computed well where its parts cannot.

//: ## The judge
//:
//: Above, we checked gradients by moving a parameter a little. That judge is independent: it needs only
//: the forward pass and knows nothing of chain rules. But it has a parameter of its own, the step $h$. How small
//: should it be? As small as possible, says the definition of the derivative. Let us see what two quotients make of
//: that:
//:
//: $$ \text{forward:} \quad \frac{f(x + h) - f(x)}{h} \qquad\qquad \text{central:} \quad \frac{f(x + h) - f(x - h)}{2h} $$
//:
//: We try both on $f(x) = e^x$, which is its own derivative, so that the true answer is known, at 200 random points
//: between 0 and 1, with steps from a tenth down to $10^{-15}$, and we note the *greatest* relative error. What do
//: you expect to see on the left, where the steps are smallest? (One precaution: $x + h$ is rounded too, so that the
//: step taken is not quite $h$. We divide by the step that was taken, or this would be one more error.)

let steps = (2...30).map { pow(10, -Double($0) / 2) }  // 10^-1, 10^-1.5, …
let points = Matrix(rows: 1, columns: 200) { _, _ in generator.uniform(in: 0..<1) }
let judged = Differences(x: points)
let forwardErrors = steps.map { judged.forward($0) }
let centralErrors = steps.map { judged.central($0) }

//: The lines in the figure are what theory expects. It is derived below the figure.

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
        x: fineSteps, y: fineSteps.map(forwardTheory), label: "forward, theory",
        color: .blue),
      .line(
        x: fineSteps, y: fineSteps.map(centralTheory), label: "central, theory",
        color: .orange),
      .points(x: steps, y: forwardErrors, label: "forward", color: .blue),
      .points(x: steps, y: centralErrors, label: "central", color: .orange),
    ]),
  caption:
    "The greatest error of a difference quotient over 200 points, against the step. "
    + "Points: measured. Lines: truncation plus rounding.")

//: Each makes a V. On the right the error falls as the step gets smaller; then it turns, and climbs until little is
//: left of the answer. Two errors are at work. The first comes from Taylor's series. Write out $f$ at the three
//: points:
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
//: This is *truncation*: what the formula leaves out. Smaller steps make it smaller. The second error is *rounding*.
//: A value of $f$ is stored to a relative precision of $\epsilon = 2^{-52} \approx 2.2 \cdot 10^{-16}$, which puts
//: each value off by up to half of $\epsilon |f|$. The two values are nearly equal, their leading digits cancel, the
//: roundings stay, and dividing by a tiny $h$ makes them large:
//:
//: $$
//: \begin{aligned}
//: \text{forward error} &\approx \frac{h}{2} |f''| + \frac{\epsilon |f|}{h} \\
//: \text{central error} &\approx \frac{h^2}{6} |f'''| + \frac{\epsilon |f|}{2h}
//: \end{aligned}
//: $$
//:
//: These are the lines in the figure. A sum of a rising and a falling term is least where its derivative with respect
//: to $h$ is 0. For $e^x$, where $f$, $f''$ and $f'''$ are equal, that gives
//:
//: $$
//: h_{\text{forward}} = \sqrt{2 \epsilon} \approx 2.1 \cdot 10^{-8}
//: \qquad
//: h_{\text{central}} = \sqrt[3]{\tfrac{3}{2} \epsilon} \approx 6.9 \cdot 10^{-6}
//: $$
//:
//: In general: of the order of $\sqrt{\epsilon}$ for the forward quotient and of $\sqrt[3]{\epsilon}$ for the central
//: one, whose best error, of the order of $\epsilon^{2/3}$, is also far smaller. Where did the measurement put the
//: minimum? (The steps that we tried are half a power of ten apart, so it can be met to within that and no better.)

func bestStep(_ errors: [Double]) -> Double {
  steps[errors.indices.min { errors[$0] < errors[$1] }!]
}
let (bestForward, bestCentral) = (bestStep(forwardErrors), bestStep(centralErrors))
let forwardOptimum = sqrt(2 * rounding)
let centralOptimum = pow(1.5 * rounding, 1.0 / 3)
lesson.record("smallest step", forwardErrors.last!, .percent(0))
lesson.table(
  ["", "best step", "theory", "error there", "theory"],
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

//: And all the other points: how far from the lines do they lie?

lesson.claim(
  "forward quotient: the best step over theory's",
  bestForward / forwardOptimum, isWithin: 0.2...5, .significant(2))
lesson.claim(
  "central quotient: the best step over theory's",
  bestCentral / centralOptimum, isWithin: 0.2...5, .significant(2))
let theory = steps.map(forwardTheory) + steps.map(centralTheory)
let ratios = zip(forwardErrors + centralErrors, theory).map { $0 / $1 }
lesson.claim(
  "the errors of \(ratios.count) difference quotients over the theory's: the greatest",
  ratios.max()!, isBelow: 1.2, .fixed(2))
lesson.claim(
  "the errors of \(ratios.count) difference quotients over the theory's: the least",
  ratios.min()!, isAbove: 0.4, .fixed(2))

//: So "as small as possible" is poor advice: at $h = 10^{-15}$ the forward quotient was off by {{smallest step}}. The
//: engine's judge, `numericGradient`, uses central differences with $h = 6 \cdot 10^{-6}$, times $|x|$ where that is
//: more than 1. At best ten digits can be trusted. That is why the claims on gradients in this course say "below
//: $10^{-7}$" and not "equal".
//:
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
  "the network's gradient by central differences: the best step over ∛ε",
  bestStep(networkErrors) / cubeRoot, isWithin: 0.05...20, .significant(2))
lesson.claim(
  "the network's gradient by central differences: the error at the best step",
  networkErrors.min()!, isBelow: 1e-8, .significant(2))

//: The same V, with its minimum near the same place.

//: ## What the judge finds
//:
//: A judge is worth something only if it has been seen to condemn. We wrote the gradients of a two-layer network,
//: three inputs, four hidden units and four outputs, once as they should be and six times with a mistake that people
//: make, and show each to the judge:

let trial = Mistakes(
  parameters: [(3, 4), (1, 4), (4, 4), (1, 4)].map { rows, columns in
    Matrix(rows: rows, columns: columns) { _, _ in
      generator.normal(standardDeviation: 0.7)
    }
  }, x: Matrix(rows: 8, columns: 3) { _, _ in generator.normal() },
  target: Matrix(rows: 8, columns: 4) { _, _ in generator.normal() })
func verdict(on kind: Mistakes.Kind) -> Double {
  relativeError(trial.gradient(kind), trial.numericGradient)
}
lesson.table(
  ["mistake", "relative error"],
  Mistakes.Kind.allCases.map { [$0.rawValue, verdict(on: $0).text(.significant(2))] })
lesson.claim(
  "the right gradient passes the judge: its relative error",
  verdict(on: .none), isBelow: 1e-7, .significant(2))
lesson.claim(
  "the mildest of six mistakes stands out: its relative error",
  Mistakes.Kind.allCases.filter { $0 != .none }.map(verdict).min()!,
  isAbove: 0.1, .significant(2))

//: Between the right gradient and the mildest of these mistakes lie many powers of ten. There is no need to argue
//: about the threshold.
//:
//: Note which mistakes need a judge. Training with the wrong sign fails at once. But a forgotten $1/m$ only looks
//: like a larger learning rate; with a forgotten bias, a missing slope or lost examples a network may well learn,
//: only worse than it could. And the shapes did not catch the missing transpose, because $W_2$ is square. One would
//: look for the fault anywhere but in the gradient. So we test every layer before we train with it, and the engine's
//: tests do that for each of its own.
//:
//: The judge has a blind spot. At a kink, such as ReLU's at 0, there is no slope to find, and the central quotient
//: gives the mean of the slopes on both sides:

func relu(_ x: Matrix) -> Double { max(0, x[0, 0]) }
let kink = numericGradient(of: relu, at: Matrix(row: [0]))[0, 0]
lesson.claim(
  "ReLU's slope at 0, by central differences", kink, isWithin: 0.49...0.51, .fixed(2))

//: Backprop takes 0 there, by convention. Keep test inputs away from kinks, or you will hunt a mistake that is none.

//: ## What it costs
//:
//: Finite differences need no derivation at all. Why not train with them? Count multiplications. A forward pass does
//: one for each weight and example. The way back does one for each arrow, and a weighted sum has two arrows for each
//: multiplication: to the input and to the weight. So it costs twice as much as the forward pass, however many
//: weights there are. In matrices it is the same: one product forward, two back. Central differences cost two forward
//: passes *for each parameter*.

let widths = [8, 32, 128, 512]
lesson.table(
  ["hidden units", "parameters", "forward", "backprop", "central differences"],
  widths.map { units in
    let parameters = 2 * units + units + units + 1
    let forward = 32 * (2 * units + units)
    return ["\(units)"]
      + [parameters, forward, 3 * forward, 2 * parameters * forward].map {
        Double($0).text(.whole)
      }
  })

//: And on the tape, where every arrow counts?

let products = Double(32 * (2 * 8 + 8))
lesson.claim(
  "on the tape: multiplications on the way back for each one in the weighted sums",
  Double(recording.tape.edgeCount) / products, isWithin: 2...4, .fixed(2),
  as: "per product")

//: The table counts the multiplications in the two layers for 32 examples; backprop is forward and back together. On
//: the tape the way back takes {{per product}} multiplications for each one in the weighted sums and not 2, because
//: biases, activations and the loss have arrows too, and in a network this small they weigh something. The principle
//: holds for every computation made of such nodes: all derivatives of one output cost a small constant times the
//: computation itself. (Baur and Strassen, "The complexity of partial derivatives", 1983, proved it.) That this
//: constant does not depend on the number of parameters is what makes networks with billions of weights possible.

let engineTime = microseconds(over: 100) {
  let prediction = network.forward(moons.inputs, mode: .training)
  network.backward(meanSquaredError(prediction, target: target).gradient)
}
let tapeTime = microseconds(over: 10) {
  _ = Recording(parameters, x: moons.inputs, target: target)
}
let differenceTime = microseconds(over: 1) {
  _ = numericGradient(of: loss, at: allParameters)
}
lesson.aside(
  "all \(parameterCount) derivatives took the engine \(engineTime), "
    + "the tape \(tapeTime) and central differences \(differenceTime).")

//: ## What to remember
//:
//: 1. Each node multiplies what arrives by its local derivative and passes it on; where a value was used twice, gradients add.
//: 2. Users before operands: on a tape, from the last node to the first. In matrices: $dW = X^T \, dY$, $dX = dY \, W^T$.
//: 3. Check every gradient by central differences with a step near $\sqrt[3]{\epsilon}$. Right is below $10^{-7}$; the usual mistakes are above $10^{-1}$.
//:
//: Lesson 04 walks down the gradient. Lesson 05 multiplies many local derivatives in a row and asks what is left of
//: the product.

//: ## Exercises
//:
//: Open `Exercises/03-backprop-by-hand.swift`. It is a ladder: single nodes, the worked example, the judge, the way
//: back over a graph, then a layer, a loss and a whole network. Every exercise begins with a function that stops with
//: `todo`; put your own lines in its place, and run the grader:
//:
//: ```
//: swift test --filter backprop-by-hand
//: ```

lesson.exercises()

lesson.end()
