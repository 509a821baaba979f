// Exercises of lesson 03, backprop by hand. In every one of them
//
//     upstream  ∂L/∂q, the derivative of the loss with respect to a node's output q: it comes from the loss's side
//     dx        ∂L/∂x, the same with respect to the node's input x, of the shape of x: what the node passes on
//     m         examples in a batch: the rows
//
// Keep names and parameters, and make a helper of your own `private`. `exp`, `log` and `tanh` are there, for numbers
// and for matrices; README.md beside this file lists what there is.
//
// Replace `todo("3.1")` by your answer, then: swift test --filter lesson03

import Curriculum
import Engine

/// Worked example · Local gradients of a sum and a difference.
///
/// For q = x + y: if x grows by a little, q grows by as much, so ∂q/∂x = 1, and ∂q/∂y = 1 likewise. By the chain rule
/// what arrives at q goes on to both, times 1. For q = x − y the second local derivative is −1.
///
///     sumGradients(upstream: 5)           // (5, 5)
///     differenceGradients(upstream: 5)    // (5, −5)
///
/// Neither depends on x and y, which is why they are not even asked for. That is rare: the nodes of 3.1 need them.
public func sumGradients(upstream: Double) -> (dx: Double, dy: Double) { (upstream * 1, upstream * 1) }

/// See ``sumGradients(upstream:)``.
public func differenceGradients(upstream: Double) -> (dx: Double, dy: Double) { (upstream * 1, upstream * -1) }

/// Exercise 3.1 · Local gradients of three nodes.
///
/// Takes the upstream gradient through a product q = x · y, through a quotient q = x / y, and through a square q = x².
/// The three are separate nodes, each with the same x, y and upstream gradient; the square uses x alone.
///
/// - Parameters:
///   - x: the first input.
///   - y: the second input, not 0.
///   - upstream: ∂L/∂q, of whichever node.
/// - Returns: ∂L/∂x and ∂L/∂y of the product, ∂L/∂x and ∂L/∂y of the quotient, ∂L/∂x of the square.
public func localGradients(
  x: Double, y: Double, upstream: Double
) -> (product: (dx: Double, dy: Double), quotient: (dx: Double, dy: Double), square: Double) {
  todo("3.1")
}

/// Exercise 3.2 · The worked example.
///
/// Computes f = x² y / z and its three derivatives, at any point with z ≠ 0. Go node by node, as the lesson does.
///
/// - Returns: f, ∂f/∂x, ∂f/∂y and ∂f/∂z at (x, y, z).
public func workedExample(
  x: Double, y: Double, z: Double
) -> (f: Double, dx: Double, dy: Double, dz: Double) {
  todo("3.2")
}

/// Exercise 3.3 · Numeric gradient.
///
/// Estimates the gradient of `f` at `x` by *central* differences, with the given step along each coordinate. The
/// error of each entry is proportional to h², so this function can judge gradients that were derived on paper.
///
/// - Parameters:
///   - f: a function of n numbers.
///   - x: the point, n numbers, n ≥ 1.
///   - h: the step, above 0, the same for all coordinates.
/// - Returns: n numbers: the estimate of ∂f/∂x₀, ∂f/∂x₁, …
public func centralDifferences(of f: ([Double]) -> Double, at x: [Double], step h: Double) -> [Double] {
  todo("3.3")
}

/// Exercise 3.4 · Accumulate through a shared node.
///
/// Runs the way back over a computation graph. Its nodes are numbered in the order in which they were computed, so a
/// node's operands always have smaller numbers than the node itself. The local derivatives are known already.
///
/// A node may be used by several others, or twice by the same one (as in x · x), or not at all.
///
///     // node 0: x = 3      node 1: x · x = 9      node 2: node 1 + x = 12
///     gradientsOfLastNode(operands: [[], [0, 0], [1, 0]], derivatives: [[], [3, 3], [1, 1]])    // [7, 1, 1]
///
/// - Parameters:
///   - operands: for each node, the numbers of the nodes that it was computed from; empty for a leaf. There is at least
///     one node.
///   - derivatives: in the same places, the local derivatives: ∂(node i)/∂(node operands[i][k]) along that edge.
/// - Returns: one number per node: the derivative of the last node's value with respect to this node's value.
public func gradientsOfLastNode(operands: [[Int]], derivatives: [[Double]]) -> [Double] {
  todo("3.4")
}

/// Exercise 3.5 · Dense layer backward.
///
/// The layer computed y = x W + b. Takes ∂L/∂y back to its input, its weight and its bias.
///
/// Do not divide by m: `dy` already contains the loss's own mean.
///
/// - Parameters:
///   - dy: ∂L/∂y, m × k: k units.
///   - x: the layer's input, m × n.
///   - weight: W, n × k.
/// - Returns: ∂L/∂x, m × n; ∂L/∂W, n × k; ∂L/∂b, k numbers.
public func denseGradients(
  _ dy: Matrix, x: Matrix, weight: Matrix
) -> (dx: Matrix, dweight: Matrix, dbias: [Double]) {
  todo("3.5")
}

/// Exercise 3.6 · Softmax cross-entropy gradient.
///
/// The loss is the mean over the batch of −log p(label), where p is the softmax of an example's scores. Gives its
/// gradient with respect to the scores.
///
/// Scores may be as large as ±1000: the answer must be finite there too.
///
/// - Parameters:
///   - logits: the scores z, m × classes, m ≥ 1.
///   - labels: m class numbers, each in 0 ..< classes.
/// - Returns: ∂L/∂z, m × classes.
public func softmaxCrossEntropyGradient(logits: Matrix, labels: [Int]) -> Matrix {
  todo("3.6")
}

/// Exercise 3.7 · The whole two-layer network.
///
/// The network computes the scores z₂ = tanh(x W₁ + b₁) W₂ + b₂, and the loss is their mean cross-entropy, as in 3.6.
/// Gives the gradient of the loss with respect to all four parameters. You may use your answers to 3.5 and 3.6, and the
/// engine's `matmul`, `tanh` and `addingRow`.
///
/// - Parameters:
///   - x: m × n, one example per row.
///   - labels: m class numbers, each in 0 ..< c.
///   - weight1: W₁, n × k: k hidden units.
///   - bias1: b₁, k numbers.
///   - weight2: W₂, k × c: c classes.
///   - bias2: b₂, c numbers.
/// - Returns: the gradients with respect to W₁ (n × k), b₁ (k numbers), W₂ (k × c) and b₂ (c numbers).
public func twoLayerGradients(
  x: Matrix, labels: [Int], weight1: Matrix, bias1: [Double], weight2: Matrix, bias2: [Double]
) -> (dweight1: Matrix, dbias1: [Double], dweight2: Matrix, dbias2: [Double]) {
  todo("3.7")
}

/// Exercise 3.8 · Record a neuron.
///
/// Computes a = tanh(w x + b) as a tape does, in six nodes: 0 is x, 1 is w, 2 is b, 3 is w x, 4 is w x + b, and 5 is a.
/// The way back of 3.4 then has all that it needs; try it on your answer.
///
///     // for x = 2, w = 3, b = −6
///     // values       [2, 3, −6, 6, 0, 0]
///     // operands     [[], [], [], [1, 0], [3, 2], [4]]
///     // derivatives  [[], [], [], [2, 3], [1, 1], [1]]
///
/// - Returns: for each node its value, the numbers of the nodes that it is computed from, in any order, and in the same
///   places the local derivatives: ∂(node i)/∂(node operands[i][k]).
public func recordedNeuron(
  x: Double, w: Double, b: Double
) -> (values: [Double], operands: [[Int]], derivatives: [[Double]]) {
  todo("3.8")
}
