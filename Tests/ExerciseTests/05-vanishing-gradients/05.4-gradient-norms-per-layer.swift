import Engine
import Solutions

extension Lesson05 {
  struct DeepInput: Sendable {
    let x: Matrix
    let weights: [Matrix]
    let dy: Matrix

    /// A₀ … A_L.
    var outputs: [Matrix] {
      var outputs = [x]
      for weight in weights { outputs.append(tanh(matmul(outputs.last!, weight))) }
      return outputs
    }
  }

  /// A layer on the way back.
  private struct Pass: Sendable {
    let before: Matrix  // A_{l−1}
    let after: Matrix  // A_l
    let weight: Matrix
    let isLast: Bool
    let da: Matrix
    var dz = Matrix(rows: 0, columns: 0)

    /// dA, each entry multiplied by what is made of the layer's output.
    func passed(_ slope: (Double) -> Double) -> Matrix { da.hadamard(after.map(slope)) }
  }

  /// The backward pass with its parts as parameters: dZ, the way back through a weight matrix, and what is taken of a
  /// layer.
  private static func norms(
    _ input: DeepInput, dz: (Pass) -> Matrix = { $0.passed { 1 - $0 * $0 } },
    back: (Pass) -> Matrix = { matmul($0.dz, $0.weight.transposed) },
    size: (Pass) -> Double = { matmul($0.before.transposed, $0.dz).norm }
  ) -> [Double] {
    let outputs = input.outputs
    var norms: [Double] = []
    var da = input.dy
    for l in input.weights.indices.reversed() {
      var pass = Pass(
        before: outputs[l], after: outputs[l + 1], weight: input.weights[l], isLast: l == input.weights.count - 1,
        da: da)
      pass.dz = dz(pass)
      norms.insert(size(pass), at: 0)
      da = back(pass)
    }
    return norms
  }

  private static func reference(_ input: DeepInput) -> [Double] {
    weightGradientNorms(x: input.x, weights: input.weights, dy: input.dy)
  }

  static let gradientNormsPerLayer: Bank<DeepInput, [Double]> = Bank(
    id: "5.4",
    cases: { generator in
      let readable = DeepInput(
        x: Matrix([[1, 0], [0, 1]]), weights: [Matrix([[0, 2], [0, 0]]), Matrix([[0, 1], [1, 0]])],
        dy: Matrix([[1, 0], [0, 1]]))
      // All matrices are square, so that one that should have been transposed meets no shape that stops it.
      let shapes = [(1, 3, 1), (4, 3, 1), (2, 2, 3), (3, 1, 2), (6, 4, 4), (5, 5, 10)]
      // Some hundred roundings; a difference quotient is off by more.
      let tolerance = 1e-12
      return [Case(readable, tolerance: tolerance)]
        + shapes.map { m, n, depth in
          let limit = 2 / Double(n).squareRoot()
          return Case(
            DeepInput(
              x: uniform(m, n, &generator), weights: (1...depth).map { _ in uniform(n, n, &generator, scale: limit) },
              dy: uniform(m, n, &generator)), tolerance: tolerance,
            note: m == 1 ? "One example, one layer: ∂J/∂W = xᵀ (dy ⊙ (1 − y²))." : nil)
        }
    },
    input: { input in
      [.matrix("x", input.x)] + zip(1..., input.weights).map { .matrix("weights[\($0 - 1)]", $1) }
        + [.matrix("dy", input.dy)]
    },
    output: { [.list("norms", $0)] },
    reference: reference,
    alternatives: [
      Answer("the engine's layers, read after its backward pass") { input in
        var network = Network(
          input.weights.flatMap { weight -> [any Layer] in
            [Dense(weight: weight, bias: Matrix(rows: 1, columns: weight.columns)), Tanh()]
          })
        _ = network.forward(input.x, mode: .training)
        network.backward(input.dy)
        return network.layers.compactMap { ($0 as? Dense)?.weight.gradient.norm }
      },
      Answer("one example after the other, gradients added") { input in
        var gradients = input.weights.map { Matrix(rows: $0.rows, columns: $0.columns) }
        for i in 0..<input.x.rows {
          let outputs = input.outputs.map { $0.row(i) }
          var da = input.dy.row(i)
          for l in input.weights.indices.reversed() {
            let dz = zip(da, outputs[l + 1]).map { $0 * (1 - $1 * $1) }
            gradients[l] += Matrix(rows: dz.count, columns: dz.count) { outputs[l][$0] * dz[$1] }
            da = da.indices.map { j in dz.indices.reduce(0.0) { $0 + dz[$1] * input.weights[l][j, $1] } }
          }
        }
        return gradients.map(\.norm)
      },
    ],
    misconceptions: mistakesOfSlopes + mistakesOfWays + mistakesOfGradients + mistakesOfNorms)

  private typealias Mistake = Answer<DeepInput, [Double]>

  private static func slope(_ diagnosis: String, _ slope: @escaping @Sendable (Pass) -> Matrix) -> Mistake {
    Mistake(diagnosis) { norms($0, dz: slope) }
  }

  /// A mistake in what is made of a layer's gradient.
  private static func norm(_ diagnosis: String, _ norm: @escaping @Sendable (Matrix) -> Double) -> Mistake {
    Mistake(diagnosis) { norms($0, size: { norm(matmul($0.before.transposed, $0.dz)) }) }
  }

  private static let mistakesOfSlopes: [Mistake] = [
    slope("You forgot tanh's slope: on the way back each activation multiplies by 1 − A², entry by entry.") { $0.da },
    slope("You forgot the last activation: dy belongs to A_L = tanh(Z_L), so it too must go back through tanh.") {
      $0.isLast ? $0.da : $0.passed { 1 - $0 * $0 }
    },
    slope("You forgot all activations but the last: each multiplies by 1 − A² on the way back.") {
      $0.isLast ? $0.passed { 1 - $0 * $0 } : $0.da
    },
    slope("You took 1 − A for the slope: tanh's is 1 − A², with the square.") { $0.passed { 1 - $0 } },
    slope("You took the sigmoid's slope, A(1 − A): the activation here is tanh, with 1 − A².") {
      $0.passed { $0 * (1 - $0) }
    },
    slope("You made the slope from A_{l−1}: layer l's is 1 − A_l², made from its own output.") {
      $0.da.hadamard($0.before.map { 1 - $0 * $0 })
    },
    slope("You made the slope from Z: it is 1 − A², made from the output of tanh.") {
      $0.da.hadamard(matmul($0.before, $0.weight).map { 1 - $0 * $0 })
    },
    slope("You took tanh twice: A is tanh(Z) already, so the slope is 1 − A².") {
      $0.passed { 1 - tanh($0) * tanh($0) }
    },
    slope("You multiplied by the slope twice: 1 − A² stands there once.") {
      $0.passed { (1 - $0 * $0) * (1 - $0 * $0) }
    },
    slope("You took A² for the slope: tanh's is 1 − A².") { $0.passed { $0 * $0 } },
    slope("You multiplied by A: tanh's slope is 1 − A².") { $0.passed { $0 } },
    slope("You took 1 + A² for the slope: tanh's is 1 − A².") { $0.passed { 1 + $0 * $0 } },
    slope("You took ReLU's slope, 1 above 0 and 0 below: tanh's is 1 − A².") { $0.passed { $0 > 0 ? 1 : 0 } },
    slope("You took the sigmoid's slope at Z: the activation here is tanh, with 1 − A².") {
      $0.da.hadamard(matmul($0.before, $0.weight).map { sigmoidSlope($0) })
    },
    slope("You took A(1 − A²): tanh's slope is 1 − A².") { $0.passed { $0 * (1 - $0 * $0) } },
    slope("You took (1 − A)²: tanh's slope is 1 − A².") { $0.passed { (1 - $0) * (1 - $0) } },
    slope("You took the root of 1 − A²: tanh's slope is 1 − A² itself.") { $0.passed { (1 - $0 * $0).squareRoot() } },
    slope("You took the steepest slope of the sigmoid, 1/4, everywhere: it is 1 − A².") { $0.passed { _ in 0.25 } },
    slope("You made the slope from dA: it is 1 − A², made from the output of tanh.") {
      $0.da.map { $0 * (1 - $0 * $0) }
    },
    slope("You added the slope: the chain rule multiplies dA by 1 − A².") { $0.da + $0.after.map { 1 - $0 * $0 } },
    slope("`dA * 1 - A * A` needs brackets: dZ = dA ⊙ (1 − A²).") { $0.da - $0.after.map { $0 * $0 } },
  ]

  /// The way forward and back with another curve, its slope made from its output.
  private static func through(
    _ input: DeepInput, _ curve: (Double) -> Double, slope: (_ output: Double) -> Double
  ) -> [Double] {
    var outputs = [input.x]
    for weight in input.weights { outputs.append(matmul(outputs.last!, weight).map(curve)) }
    var norms: [Double] = []
    var da = input.dy
    for l in input.weights.indices.reversed() {
      let dz = da.hadamard(outputs[l + 1].map(slope))
      norms.insert(matmul(outputs[l].transposed, dz).norm, at: 0)
      da = matmul(dz, input.weights[l].transposed)
    }
    return norms
  }

  private static let mistakesOfWays: [Mistake] = [
    Mistake("You went back through W instead of its transpose: dA_{l−1} = dZ_l W_lᵀ.") {
      norms($0, back: { matmul($0.dz, $0.weight) })
    },
    Mistake("You sent dA back past the activations: it is dZ_l = dA_l ⊙ (1 − A_l²) that goes through W_lᵀ.") {
      norms($0, back: { matmul($0.da, $0.weight.transposed) })
    },
    Mistake("You forgot the weights on the way back: dA_{l−1} = dZ_l W_lᵀ.") { norms($0, back: { $0.dz }) },
    Mistake("Every layer got dy itself: on the way back dA_{l−1} = dZ_l W_lᵀ takes its place.") {
      norms($0, back: { $0.da })
    },
    Mistake("You went back through the weights of the layer before: dA_{l−1} = dZ_l W_lᵀ, with the layer's own.") {
      input in
      let outputs = input.outputs
      var norms: [Double] = []
      var da = input.dy
      for l in input.weights.indices.reversed() {
        let dz = da.hadamard(outputs[l + 1].map { 1 - $0 * $0 })
        norms.insert(matmul(outputs[l].transposed, dz).norm, at: 0)
        da = matmul(dz, input.weights[max(0, l - 1)].transposed)
      }
      return norms
    },
    Mistake("You left tanh out on the way forward: A_l = tanh(A_{l−1} W_l).") { input in
      through(input, { $0 }) { _ in 1 }
    },
    Mistake("You went forward through the sigmoid: A_l = tanh(A_{l−1} W_l), with the slope 1 − A².") { input in
      through(input, { sigmoid($0) }) { $0 * (1 - $0) }
    },
    Mistake("You went forward through ReLU: A_l = tanh(A_{l−1} W_l), with the slope 1 − A².") { input in
      through(input, { max(0, $0) }) { $0 > 0 ? 1 : 0 }
    },
    Mistake("You left tanh out on the way forward, and kept its slope: A_l = tanh(A_{l−1} W_l).") { input in
      through(input, { $0 }) { 1 - $0 * $0 }
    },
    Mistake("You went back through tanh of the weights' products: the slope is 1 − A², made from A = tanh(Z).") {
      input in
      through(input, { $0 }) { 1 - tanh($0) * tanh($0) }
    },
    Mistake("You multiplied by the weights of the way back in the wrong order: the last layer's comes first.") {
      input in
      let outputs = input.outputs
      var norms: [Double] = []
      var da = input.dy
      for l in input.weights.indices {
        let dz = da.hadamard(outputs[l + 1].map { 1 - $0 * $0 })
        norms.append(matmul(outputs[l].transposed, dz).norm)
        da = matmul(dz, input.weights[l].transposed)
      }
      return norms
    },
    Mistake("You gave the last layer's norm for all: each has a gradient of its own.") { input in
      let norms = reference(input)
      return norms.map { _ in norms[norms.count - 1] }
    },
    Mistake("You gave the first layer's norm for all: each has a gradient of its own.") { input in
      let norms = reference(input)
      return norms.map { _ in norms[0] }
    },
    Mistake("You divided the norms by the first, or the last, or the largest: asked are they themselves.") { input in
      let norms = reference(input)
      return norms.map { $0 / norms[norms.count - 1] }
    },
    Mistake("You divided the norms by the first, or the last, or the largest: asked are they themselves.") { input in
      let norms = reference(input)
      return norms.map { $0 / norms[0] }
    },
    Mistake("You gave the logarithms of the norms: asked are they themselves.") { reference($0).map { log($0) } },
    Mistake("Your norms stand in reverse order: the first layer's comes first.") { reference($0).reversed() },
  ]

  private static let mistakesOfGradients: [Mistake] = [
    Mistake("You multiplied by the layer's output: a weight's gradient is the layer's *input*, A_{l−1}ᵀ, times dZ_l.") {
      norms($0, size: { matmul($0.after.transposed, $0.dz).norm })
    },
    Mistake("You multiplied by x in every layer: a weight's gradient is its own layer's input, A_{l−1}ᵀ, times dZ_l.") {
      input in
      norms(input, size: { matmul(input.x.transposed, $0.dz).norm })
    },
    Mistake("You multiplied by dA: the weights' gradients are A_{l−1}ᵀ dZ_l, after the way back through tanh.") {
      norms($0, size: { matmul($0.before.transposed, $0.da).norm })
    },
    Mistake("These are the norms of the errors dZ_l: the weights' gradients are A_{l−1}ᵀ dZ_l.") {
      norms($0, size: { $0.dz.norm })
    },
    Mistake("These are the norms of dA_l: the weights' gradients are A_{l−1}ᵀ dZ_l.") {
      norms($0, size: { $0.da.norm })
    },
    Mistake("These are the norms of dA_{l−1}, what is handed on: the weights' gradients are A_{l−1}ᵀ dZ_l.") {
      norms($0, size: { matmul($0.dz, $0.weight.transposed).norm })
    },
    Mistake("These are the norms of the outputs A_l: the weights' gradients are A_{l−1}ᵀ dZ_l.") {
      norms($0, size: { $0.after.norm })
    },
    Mistake("These are the norms of the weights: their gradients are A_{l−1}ᵀ dZ_l.") {
      norms($0, size: { $0.weight.norm })
    },
    Mistake("You multiplied norms: first the product A_{l−1}ᵀ dZ_l, then its norm.") {
      norms($0, size: { $0.before.norm * $0.dz.norm })
    },
    Mistake("You multiplied the norm of the weight by that of dA: the gradient is A_{l−1}ᵀ dZ_l, and then its norm.") {
      norms($0, size: { $0.weight.norm * $0.da.norm })
    },
    Mistake("You added up the norms of the single examples: first add the gradients, then take one norm.") {
      norms(
        $0,
        size: { pass in
          (0..<pass.dz.rows).reduce(0.0) {
            $0 + Matrix(row: pass.before.row($1)).norm * Matrix(row: pass.dz.row($1)).norm
          }
        })
    },
    Mistake("You divided by m: the products already sum over the batch, and dy holds the loss's own mean.") { input in
      reference(input).map { $0 / Double(input.x.rows) }
    },
    Mistake("You multiplied A_{l−1} dZ_lᵀ, examples by examples: the gradient is A_{l−1}ᵀ dZ_l, inputs by outputs.") {
      norms($0, size: { matmul($0.before, $0.dz.transposed).norm })
    },
    Mistake("You went forward through the transposed weights: A_l = tanh(A_{l−1} W_l).") { input in
      var outputs = [input.x]
      for weight in input.weights { outputs.append(tanh(matmul(outputs.last!, weight.transposed))) }
      var norms: [Double] = []
      var da = input.dy
      for l in input.weights.indices.reversed() {
        let dz = da.hadamard(outputs[l + 1].map { 1 - $0 * $0 })
        norms.insert(matmul(outputs[l].transposed, dz).norm, at: 0)
        da = matmul(dz, input.weights[l].transposed)
      }
      return norms
    },
    Mistake("You transposed the weights in both directions: A_l = tanh(A_{l−1} W_l), and dA_{l−1} = dZ_l W_lᵀ.") {
      input in
      reference(DeepInput(x: input.x, weights: input.weights.map(\.transposed), dy: input.dy))
    },
    Mistake("You multiplied by m: the products already sum over the batch.") { input in
      reference(input).map { $0 * Double(input.x.rows) }
    },
    Mistake("You multiplied entry by entry: the gradient is the matrix product A_{l−1}ᵀ dZ_l.") {
      norms($0, size: { $0.before.hadamard($0.dz).norm })
    },
    Mistake("You divided by the norm of the weights: asked is the gradient's norm itself.") { input in
      zip(reference(input), input.weights).map { $0 / $1.norm }
    },
  ]

  private static let mistakesOfNorms: [Mistake] = [
    norm("You gave the squared norm: take the root of the sum of squares.") { $0.norm * $0.norm },
    norm("You gave the greatest size of an entry: the norm is the root of the sum of all squares.") {
      Engine.abs($0).max
    },
    norm("You gave the mean size of the entries: the norm is the root of the sum of all squares.") {
      Engine.abs($0).mean
    },
    norm("You gave the sum of the sizes: the norm is the root of the sum of all squares.") { Engine.abs($0).sum },
    norm("You took the root of the mean square, or divided by the width: the norm is the root of the sum of squares.") {
      $0.norm / Double($0.elements.count).squareRoot()
    },
    norm("You gave half the squared norm: take the root of the sum of squares.") { $0.norm * $0.norm / 2 },
    norm("You divided the norm by the number of entries: the norm is the root of the sum of squares.") {
      $0.norm / Double($0.elements.count)
    },
    norm("You gave the largest sum of a column's sizes: the norm is the root of the sum of all squares.") { matrix in
      columns(matrix).map { $0.reduce(0) { $0 + Swift.abs($1) } }.max()!
    },
    norm("You gave the largest sum of a row's sizes: the norm is the root of the sum of all squares.") { matrix in
      columns(matrix.transposed).map { $0.reduce(0) { $0 + Swift.abs($1) } }.max()!
    },
    norm("You gave the norm of the first row: the norm takes all entries.") { Matrix(row: $0.row(0)).norm },
    norm("You gave the norm of the diagonal: the norm takes all entries.") { matrix in
      (0..<matrix.rows).reduce(0) { $0 + matrix[$1, $1] * matrix[$1, $1] }.squareRoot()
    },
    norm("You gave the mean square: the norm is the root of the sum of squares.") {
      $0.norm * $0.norm / Double($0.elements.count)
    },
    norm("You gave the sum of the entries: the norm is the root of the sum of their squares.") { $0.sum },
    norm("You gave the size of the sum of the entries: the norm is the root of the sum of their squares.") {
      Swift.abs($0.sum)
    },
    norm("You gave the mean of the entries: the norm is the root of the sum of their squares.") { $0.mean },
    norm("You gave the deviation of the entries: the norm is the root of the sum of their squares.") {
      $0.variance.squareRoot()
    },
  ]
}
