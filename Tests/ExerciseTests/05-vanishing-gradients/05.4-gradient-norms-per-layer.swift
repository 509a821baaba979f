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

  /// The backward pass with its parts as parameters: the slope at an output (and whether the layer is the last), the way
  /// back through a weight matrix, and what is taken of a layer's input, output and dZ.
  private static func norms(
    _ input: DeepInput, slope: (Double, _ isLast: Bool) -> Double = { a, _ in 1 - a * a },
    back: (Matrix, Matrix) -> Matrix = { dz, weight in matmul(dz, weight.transposed) },
    size: (_ before: Matrix, _ after: Matrix, _ dz: Matrix) -> Double = { before, _, dz in
      matmul(before.transposed, dz).norm
    }
  ) -> [Double] {
    let outputs = input.outputs
    var norms: [Double] = []
    var da = input.dy
    for l in input.weights.indices.reversed() {
      let dz = da.hadamard(outputs[l + 1].map { slope($0, l == input.weights.count - 1) })
      norms.insert(size(outputs[l], outputs[l + 1], dz), at: 0)
      da = back(dz, input.weights[l])
    }
    return norms
  }

  private static func reference(_ input: DeepInput) -> [Double] {
    weightGradientNorms(x: input.x, weights: input.weights, dy: input.dy)
  }

  static let gradientNormsPerLayer = Bank<DeepInput, [Double]>(
    id: "5.4",
    cases: { generator in
      let readable = DeepInput(
        x: Matrix([[1, 0], [0, 1]]), weights: [Matrix([[0, 2], [0, 0]]), Matrix([[0, 1], [1, 0]])],
        dy: Matrix([[1, 0], [0, 1]]))
      // All matrices are square, so that one that should have been transposed meets no shape that stops it.
      let shapes = [(1, 3, 1), (4, 3, 1), (2, 2, 3), (6, 4, 4), (5, 5, 10)]
      return [Case(readable)]
        + shapes.map { m, n, depth in
          let limit = 2 / Double(n).squareRoot()
          return Case(
            DeepInput(
              x: uniform(m, n, &generator), weights: (1...depth).map { _ in uniform(n, n, &generator, scale: limit) },
              dy: uniform(m, n, &generator)),
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
    misconceptions: [
      Answer("You forgot tanh's slope: on the way back each activation multiplies by 1 − A², entry by entry.") {
        norms($0, slope: { _, _ in 1 })
      },
      Answer("You forgot the last activation: dy belongs to A_L = tanh(Z_L), so it too must go back through tanh.") {
        norms($0, slope: { a, isLast in isLast ? 1 : 1 - a * a })
      },
      Answer("You took 1 − A for the slope: tanh's is 1 − A², with the square.") {
        norms($0, slope: { a, _ in 1 - a })
      },
      Answer("You took the sigmoid's slope, A(1 − A): the activation here is tanh, with 1 − A².") {
        norms($0, slope: { a, _ in a * (1 - a) })
      },
      Answer("You went back through W instead of its transpose: dA_{l−1} = dZ_l W_lᵀ.") {
        norms($0, back: { dz, weight in matmul(dz, weight) })
      },
      Answer("You sent dA back past the activations: it is dZ_l = dA_l ⊙ (1 − A_l²) that goes through W_lᵀ.") { input in
        let outputs = input.outputs
        var norms: [Double] = []
        var da = input.dy
        for l in input.weights.indices.reversed() {
          let dz = da.hadamard(outputs[l + 1].map { 1 - $0 * $0 })
          norms.insert(matmul(outputs[l].transposed, dz).norm, at: 0)
          da = matmul(da, input.weights[l].transposed)
        }
        return norms
      },
      Answer("You forgot the weights on the way back: dA_{l−1} = dZ_l W_lᵀ.") { norms($0, back: { dz, _ in dz }) },
      Answer("You multiplied by the layer's output: a weight's gradient is the layer's *input*, A_{l−1}ᵀ, times dZ_l.")
      {
        norms($0, size: { _, after, dz in matmul(after.transposed, dz).norm })
      },
      Answer("These are the norms of the errors dZ_l: the weights' gradients are A_{l−1}ᵀ dZ_l.") {
        norms($0, size: { _, _, dz in dz.norm })
      },
      Answer("You divided by m: the products already sum over the batch, and dy holds the loss's own mean.") { input in
        reference(input).map { $0 / Double(input.x.rows) }
      },
      Answer("You added up the norms of the single examples: first add the gradients, then take one norm.") {
        norms(
          $0,
          size: { before, _, dz in
            (0..<dz.rows).reduce(0.0) { $0 + Matrix(row: before.row($1)).norm * Matrix(row: dz.row($1)).norm }
          })
      },
      Answer("You gave the squared norm: take the root of the sum of squares.") { reference($0).map { $0 * $0 } },
      Answer("You gave the greatest entry: the norm is the root of the sum of all squares.") {
        norms($0, size: { before, _, dz in Engine.abs(matmul(before.transposed, dz)).max })
      },
      Answer("Your norms stand in reverse order: the first layer's comes first.") { reference($0).reversed() },
    ])
}
