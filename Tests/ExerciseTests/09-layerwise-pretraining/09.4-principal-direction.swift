import Engine
import Solutions

extension Lesson09 {
  struct Iteration: Sendable {
    let covariance: Matrix
    let start: Matrix
    let steps: Int

    init(_ covariance: Matrix, from start: Matrix, steps: Int) {
      (self.covariance, self.start, self.steps) = (covariance, start, steps)
    }

    var right: Direction { Direction(principalDirection(of: covariance, from: start, steps: steps)) }

    /// vᵀ C v.
    func variance(_ v: Matrix) -> Double { matmul(transposing: v, matmul(covariance, v))[0, 0] }

    /// Steps of power iteration with another way to shorten.
    func iterated(
      from start: Matrix, steps: Int, _ shorten: (_ product: Matrix, _ before: Matrix) -> Matrix
    ) -> Matrix {
      var v = start
      for _ in 0..<steps { v = shorten(matmul(covariance, v), v) }
      return v
    }

    /// The right answer for another start or another number of steps.
    func with(start: Matrix? = nil, steps: Int? = nil) -> Direction {
      Iteration(covariance, from: start ?? self.start, steps: steps ?? self.steps).right
    }

    func answer(_ v: Matrix) -> Direction { Direction((v, variance(v))) }
  }

  struct Direction {
    let direction: Matrix
    let variance: Double

    init(_ result: (direction: Matrix, variance: Double)) { (direction, variance) = result }
  }

  /// A covariance of n features, of rank n or less, times `scale`.
  private static func covariance(
    _ n: Int, rank: Int? = nil, _ generator: inout Generator, scale: Double = 1
  ) -> Matrix {
    let x = uniform(rank ?? 2 * n, n, &generator, scale: 2)
    return (scale / Double(x.rows)) * matmul(transposing: x, x)
  }

  private static func iteration(_ n: Int, steps: Int, _ generator: inout Generator, scale: Double = 1) -> Iteration {
    Iteration(
      covariance(n, &generator, scale: scale), from: uniform(n, 1, &generator, scale: 3), steps: steps)
  }

  static let directionOfMostVariance: Bank<Iteration, Direction> = Bank(
    id: "9.4",
    cases: { generator in
      let two = Matrix([[2, 0], [0, 1]])
      let readable = [
        Case(
          Iteration(two, from: Matrix([[3], [4]]), steps: 1),
          note: "(3, 4) becomes (0.6, 0.8), then (1.2, 0.8), of length √2.08."),
        Case(Iteration(two, from: Matrix([[3], [4]]), steps: 0), note: "No step: the start, of length 1."),
        Case(Iteration(two, from: Matrix([[-3], [1]]), steps: 3), note: "The sign stays as it comes."),
        Case(Iteration(Matrix([[2, 1], [1, 2]]), from: Matrix([[1], [0]]), steps: 2)),
      ]
      let generated = [(2, 3), (3, 1), (4, 5), (5, 2), (3, 40), (6, 10)].map {
        Case(iteration($0, steps: $1, &generator))
      }
      let edges = [
        Case(Iteration(Matrix([[4]]), from: Matrix([[-0.5]]), steps: 2), note: "One number: ±1."),
        Case(
          Iteration(two, from: Matrix([[0], [5]]), steps: 60),
          note: "Nothing of the first direction is in the start, and none comes in."),
        Case(
          Iteration(Matrix([[1, 0, 0], [0, 0, 0], [0, 0, 0]]), from: Matrix([[0], [3], [-4]]), steps: 3),
          note: "C v is 0: v stays, and the variance along it is 0."),
        Case(
          Iteration(Matrix(rows: 2, columns: 2), from: Matrix([[1], [1]]), steps: 2),
          note: "C is 0: v stays, of length 1."),
        Case(
          Iteration(covariance(4, rank: 2, &generator), from: uniform(4, 1, &generator), steps: 4),
          note: "Two of four directions have no variance."),
        Case(
          Iteration(3 * Matrix([[1, 0], [0, 1]]), from: Matrix([[1], [-2]]), steps: 5),
          note: "All directions are alike: v stays."),
        Case(
          iteration(3, steps: 1000, &generator, scale: 1e90),
          note: "A thousand products by 10⁹⁰: shorten in each step."),
        Case(
          Iteration(
            covariance(3, &generator, scale: 1e-90), from: 1e-90 * uniform(3, 1, &generator), steps: 30),
          note: "Small numbers: a length of 10⁻⁹⁰ is not 0."),
        Case(
          Iteration(Matrix([[1, 0], [0, 0.998]]), from: Matrix([[1], [2]]), steps: 1000),
          note: "Two eigenvalues that are nearly equal: a thousand steps are not too many."),
        Case(
          Iteration(two, from: Matrix([[3e200], [4e200]]), steps: 1),
          note: "The squares of the start are ∞: `norm` scales first."),
        Case(
          Iteration(two, from: Matrix([[3e-200], [4e-200]]), steps: 2), note: "The squares of the start are 0."),
      ]
      return readable + generated + edges
    },
    input: {
      [.matrix("covariance", $0.covariance), .matrix("start", $0.start), .number("steps", Double($0.steps))]
    },
    output: { [.matrix("direction", $0.direction), .number("variance", $0.variance)] },
    reference: { $0.right },
    alternatives: [
      Answer("lists and loops") { input in
        let n = input.covariance.rows
        func product(_ v: [Double]) -> [Double] {
          (0..<n).map { i in (0..<n).reduce(0) { $0 + input.covariance[i, $1] * v[$1] } }
        }
        func shortened(_ v: [Double], or other: [Double]) -> [Double] {
          let greatest = v.map { abs($0) }.max()!
          if greatest == 0 { return other }
          let scaled = v.map { $0 / greatest }
          let length = scaled.reduce(0) { $0 + $1 * $1 }.squareRoot()
          return scaled.map { $0 / length }
        }
        var v = shortened(input.start.column(0), or: [])
        for _ in 0..<input.steps { v = shortened(product(v), or: v) }
        return Direction((Matrix(column: v), zip(v, product(v)).reduce(0) { $0 + $1.0 * $1.1 }))
      },
      Answer("recursively") { input in
        func after(_ steps: Int) -> Matrix {
          if steps == 0 { return input.start / input.start.norm }
          let before = after(steps - 1)
          let product = matmul(input.covariance, before)
          return product.norm > 0 ? product / product.norm : before
        }
        return input.answer(after(input.steps))
      },
    ],
    misconceptions: mistakesOfDirection + mistakesOfVariance)

  private typealias Mistake = Answer<Iteration, Direction>

  private static let mistakesOfDirection: [Mistake] = [
    Mistake("You made one step too many: `steps` products, and none more.") { $0.with(steps: $0.steps + 1) },
    Mistake("You made one step too few.") { $0.with(steps: max(0, $0.steps - 1)) },
    Mistake("You made one step only, whatever `steps` says.") { $0.with(steps: 1) },
    Mistake("You made no step: v is to be multiplied by C.") { $0.with(steps: 0) },
    Mistake("You made twice as many steps (C² for C?).") { $0.with(steps: 2 * $0.steps) },
    Mistake("You went to the end: asked is v after so many steps, converged or not.") {
      $0.with(steps: $0.steps == 0 ? 0 : 500)
    },
    Mistake("You began with (1, 1, …, 1): begin with `start`.") {
      $0.with(start: Matrix(rows: $0.covariance.rows, columns: 1, repeating: 1))
    },
    Mistake("You never shortened: v is to have length 1.") { input in
      input.answer(input.iterated(from: input.start, steps: input.steps) { product, _ in product })
    },
    Mistake("You shortened at the end only: by then the numbers may have left what a Double can hold.") { input in
      let v = input.iterated(from: input.start, steps: input.steps) { product, _ in product }
      return input.answer(v / v.norm)
    },
    Mistake("You did not shorten the start: without a step (or where C v is 0) it comes back as it was.") { input in
      input.answer(
        input.iterated(from: input.start, steps: input.steps) { product, before in
          product.norm > 0 ? product / product.norm : before
        })
    },
    Mistake("You divided by the largest entry: the length is √Σv².") { input in
      input.answer(
        input.iterated(from: input.start / abs(input.start).max, steps: input.steps) { product, before in
          abs(product).max > 0 ? product / abs(product).max : before
        })
    },
    Mistake("You divided by the sum of the sizes: the length is √Σv².") { input in
      input.answer(
        input.iterated(from: input.start / abs(input.start).sum, steps: input.steps) { product, before in
          abs(product).sum > 0 ? product / abs(product).sum : before
        })
    },
    Mistake("You divided by the squared length: its root is missing.") { input in
      func shortened(_ v: Matrix) -> Matrix { v / (v.norm * v.norm) }
      return input.answer(
        input.iterated(from: shortened(input.start), steps: input.steps) { product, before in
          product.norm > 0 ? shortened(product) : before
        })
    },
    Mistake("Where C v is 0 you divided by 0: v stays there.") { input in
      input.answer(
        input.iterated(from: input.start / input.start.norm, steps: input.steps) { product, _ in
          product / product.norm
        })
    },
    Mistake("Where C v is 0 you gave 0: v stays there, of length 1.") { input in
      input.answer(
        input.iterated(from: input.start / input.start.norm, steps: input.steps) { product, _ in
          product.norm > 0 ? product / product.norm : product
        })
    },
    Mistake("You took a small length for 0: where it is not exactly 0, shorten.") { input in
      input.answer(
        input.iterated(from: input.start / input.start.norm, steps: input.steps) { product, before in
          product.norm > 1e-12 ? product / product.norm : before
        })
    },
    Mistake("You added a small number to the length: where C v is as small, v is not of length 1.") { input in
      input.answer(
        input.iterated(from: input.start / input.start.norm, steps: input.steps) { product, _ in
          product / (product.norm + 1e-12)
        })
    },
    Mistake("You stopped where v hardly changed any more: `steps` says how many there are.") { input in
      var isDone = false
      let v = input.iterated(from: input.start / input.start.norm, steps: input.steps) { product, before in
        if isDone || product.norm == 0 { return before }
        let next = product / product.norm
        isDone = (next - before).norm < 1e-6
        return next
      }
      return input.answer(v)
    },
    Mistake("You turned the sign: it is the one that comes out.") { input in
      let right = input.right
      return Direction((-right.direction, right.variance))
    },
    Mistake("You made the first entry positive: the sign is the one that comes out.") { input in
      let right = input.right
      return Direction((right.direction[0, 0] < 0 ? -right.direction : right.direction, right.variance))
    },
    Mistake("You made the largest entry positive: the sign is the one that comes out.") { input in
      let right = input.right
      return Direction(
        (right.direction.max < abs(right.direction).max ? -right.direction : right.direction, right.variance))
    },
    Mistake("You added C v to v: C v takes its place.") { input in
      input.answer(
        input.iterated(from: input.start / input.start.norm, steps: input.steps) { product, before in
          (before + product) / (before + product).norm
        })
    },
    Mistake("You gave the direction as a row: it is n × 1.") { input in
      Direction((input.right.direction.transposed, input.right.variance))
    },
  ]

  private static let mistakesOfVariance: [Mistake] = [
    Mistake("You gave the length ‖C v‖: the variance along v is vᵀ C v, which is less until v has converged.") {
      input in
      let right = input.right
      return Direction((right.direction, matmul(input.covariance, right.direction).norm))
    },
    Mistake("You gave the length by which the last step was shortened: the variance is vᵀ C v of the final v.") {
      input in
      let before = input.with(steps: max(0, input.steps - 1)).direction
      let length = input.steps == 0 ? 1 : matmul(input.covariance, before).norm
      return Direction((input.right.direction, length))
    },
    Mistake("The variance is that of the v before: take the final one.") { input in
      Direction((input.right.direction, input.with(steps: max(0, input.steps - 1)).variance))
    },
    Mistake("You gave the total variance, the trace of C: asked is that along v.") { input in
      Direction((input.right.direction, (0..<input.start.rows).reduce(0) { $0 + input.covariance[$1, $1] }))
    },
    Mistake("You gave vᵀ v: C is missing.") { Direction(($0.right.direction, 1)) },
    Mistake("You took the root: asked is the variance, not the deviation.") {
      Direction(($0.right.direction, max(0, $0.right.variance).squareRoot()))
    },
    Mistake("You divided by n: vᵀ C v is the variance along v already.") {
      Direction(($0.right.direction, $0.right.variance / Double($0.start.rows)))
    },
    Mistake("You gave the share of the total: asked is the variance itself.") { input in
      let trace = (0..<input.start.rows).reduce(0) { $0 + input.covariance[$1, $1] }
      return Direction((input.right.direction, trace > 0 ? input.right.variance / trace : 0))
    },
    Mistake("You gave the largest entry of C's diagonal: v may lie between the axes.") { input in
      Direction((input.right.direction, (0..<input.start.rows).map { input.covariance[$0, $0] }.max()!))
    },
  ]
}
