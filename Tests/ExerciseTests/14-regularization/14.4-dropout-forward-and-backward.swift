import Engine
import Solutions

extension Lesson14 {
  struct MaskedLayer: Sendable {
    let x: Matrix
    let dy: Matrix
    let uniforms: Matrix
    let keep: Double
    let isTraining: Bool

    init(_ x: Matrix, dy: Matrix, u: Matrix, keep: Double, isTraining: Bool = true) {
      (self.x, self.dy, uniforms, self.keep, self.isTraining) = (x, dy, u, keep, isTraining)
    }

    var isSquare: Bool { x.rows == x.columns }
    /// m: 1 where a number is kept, else 0.
    var mask: Matrix { uniforms.map { $0 < keep ? 1 : 0 } }
    /// The mask of the first example, for all.
    var sharedMask: Matrix { Matrix(rows: x.rows, columns: x.columns) { _, j in mask[0, j] } }
    /// What is drawn, once more for the backward pass: the same numbers in reverse order.
    var otherMask: Matrix { Matrix(rows: x.rows, columns: x.columns, elements: mask.elements.reversed()) }

    /// The mask by numbers drawn from a generator with this seed.
    func drawnMask(seed: UInt64) -> Matrix {
      var generator = Generator(seed: seed)
      return x.map { _ in generator.uniform() < keep ? 1 : 0 }
    }

    var quantities: [Quantity] {
      [.matrix("x", x), .matrix("dy", dy), .matrix("uniforms", uniforms), .number("keep", keep)]
    }

    func inUse(_ isUsed: Bool = true) -> MaskedLayer {
      MaskedLayer(x, dy: dy, u: uniforms, keep: keep, isTraining: !isUsed)
    }
  }

  typealias Passes = (y: Matrix, dx: Matrix)

  /// What a learner may take who draws numbers instead of using those that are given.
  static let seeds: [UInt64] = [0, 1, 14, 42]
  static let drawn = "You drew numbers of your own: what is kept is decided by the u that are given."

  static func layers(_ generator: inout Generator) -> [Case<MaskedLayer>] {
    let readable = [
      Case(
        MaskedLayer(
          Matrix([[1, 2], [3, 4]]), dy: Matrix([[5, 6], [7, 8]]), u: Matrix([[0.1, 0.7], [0.3, 0.4]]), keep: 0.5),
        note: "All numbers are kept but one."),
      Case(
        MaskedLayer(
          Matrix([[1, -2], [-3, 4]]), dy: Matrix([[-5, 6], [7, -8]]), u: Matrix([[0.7, 0.2], [0.1, 0.9]]), keep: 0.8),
        note: "Both examples lose a number, each another one."),
      Case(
        MaskedLayer(
          Matrix([[1, 2, 3, 4]]), dy: Matrix([[5, 6, 7, 8]]), u: Matrix([[0.1, 0.7, 0.2, 0.9]]), keep: 0.3),
        note: "The first number and the third are kept."),
      Case(
        MaskedLayer(
          Matrix([[0, 2, 0, -1]]), dy: Matrix([[1, 2, 3, 4]]), u: Matrix([[0.1, 0.2, 0.9, 0.8]]), keep: 0.4),
        note: "The first x is 0 and kept: its dx is not 0."),
      Case(
        MaskedLayer(Matrix([[2, 4, 6]]), dy: Matrix([[1, -1, 2]]), u: Matrix([[0.25, 0, 0.2499]]), keep: 0.25),
        note: "u = p is not below p: the first is dropped."),
    ]
    let edges = [
      Case(
        MaskedLayer(
          Matrix([[3, -1], [2, 5]]), dy: Matrix([[1, 2], [3, 4]]), u: Matrix([[0.99, 0], [0.5, 0.7]]), keep: 1),
        note: "p = 1: all are kept."),
      Case(
        MaskedLayer(Matrix([[3, -1, 2]]), dy: Matrix([[1, 2, 3]]), u: Matrix([[0.9, 0.4, 0.6]]), keep: 0.1),
        note: "Here all are dropped."),
      Case(MaskedLayer(Matrix([[7]]), dy: Matrix([[-2]]), u: Matrix([[0.3]]), keep: 0.6), note: "A single number."),
      Case(
        MaskedLayer(
          Matrix([[1], [2], [3]]), dy: Matrix([[0], [1], [-1]]), u: Matrix([[0.6], [0.1], [0.2]]), keep: 0.3)),
    ]
    let generated = [(3, 4, 0.5), (5, 2, 0.7), (2, 6, 0.3), (4, 4, 0.9), (1, 8, 0.2)].map { m, n, p in
      Case(
        MaskedLayer(
          uniform(m, n, &generator, scale: 2), dy: uniform(m, n, &generator, scale: 3),
          u: uniform(m, n, &generator, scale: 0.5, offset: 0.5), keep: p))
    }
    return readable + edges + generated
  }

  static let maskedLayers: Bank<MaskedLayer, Passes> = Bank(
    id: "14.4",
    cases: { layers(&$0) },
    input: { $0.quantities },
    output: { [.matrix("y", $0.y), .matrix("dx", $0.dx)] },
    reference: { masked($0) },
    alternatives: [
      Answer("entries chosen by u") { input in
        let choose = { (a: Double, u: Double) in u < input.keep ? a : 0 }
        return (input.x.zip(input.uniforms, choose), input.dy.zip(input.uniforms, choose))
      },
      Answer("loops that set to 0") { input in
        var (y, dx) = (input.x, input.dy)
        for i in 0..<y.rows {
          for j in 0..<y.columns where input.uniforms[i, j] >= input.keep {
            y[i, j] = 0
            dx[i, j] = 0
          }
        }
        return (y, dx)
      },
    ],
    misconceptions: mistakesOfTheMask + seeds.map { seed in mask(drawn) { $0.drawnMask(seed: seed) } }
      + mistakesOfTheForwardPass + mistakesOfTheBackwardPass)

  private typealias Mistake = Answer<MaskedLayer, Passes>

  private static func masked(_ input: MaskedLayer) -> Passes {
    maskedPasses(input.x, dy: input.dy, uniforms: input.uniforms, keep: input.keep)
  }

  /// Both passes with another mask.
  private static func mask(_ diagnosis: String, _ mask: @escaping @Sendable (MaskedLayer) -> Matrix) -> Mistake {
    Mistake(diagnosis) { ($0.x.hadamard(mask($0)), $0.dy.hadamard(mask($0))) }
  }

  private static let mistakesOfTheMask: [Mistake] = [
    mask("You dropped with probability p: a number is *kept* if its u is below p.") { input in
      input.mask.map { 1 - $0 }
    },
    mask("You kept a number if its u is below 1 − p: p is the probability to keep, not to drop.") { input in
      input.uniforms.map { $0 < 1 - input.keep ? 1 : 0 }
    },
    mask("At u = p the number is dropped: it is kept if u is *below* p.") { input in
      input.uniforms.map { $0 <= input.keep ? 1 : 0 }
    },
    mask("You kept a number if its u is above p: it is kept if u is below p.") { input in
      input.uniforms.map { $0 > input.keep ? 1 : 0 }
    },
    mask("You kept a number if its u is at least 1 − p: that is as probable, but asked is u below p.") { input in
      input.uniforms.map { $0 >= 1 - input.keep ? 1 : 0 }
    },
    mask("You divided what is kept by p: that is inverted dropout, the exercise after this.") { input in
      input.mask / input.keep
    },
    mask("You multiplied what is kept by p: in the paper's form that is done in use, not in training.") { input in
      input.keep * input.mask
    },
    mask("You multiplied everything by p and dropped nothing: that is the layer in use.") { input in
      input.mask.map { _ in input.keep }
    },
    mask("You dropped nothing: in training, a number is set to 0 unless its u is below p.") { input in
      input.mask.map { _ in 1 }
    },
    mask("All examples have the first one's mask: it is another for each entry.") { $0.sharedMask },
    mask("All units of an example have one mask: it is another for each entry.") { input in
      Matrix(rows: input.x.rows, columns: input.x.columns) { i, _ in input.mask[i, 0] }
    },
    mask("You compared u with ½: a number is kept if its u is below p.") { input in
      input.uniforms.map { $0 < 0.5 ? 1 : 0 }
    },
    mask("You multiplied by u itself: it only decides what is kept.") { input in input.uniforms },
  ]

  private static let mistakesOfTheForwardPass: [Mistake] = [
    Mistake("You dropped nothing in the forward pass: y is x ⊙ m, with the mask of the backward pass.") { input in
      (input.x, input.dy.hadamard(input.mask))
    },
    Mistake("For y you gave p x, the layer in use: in training y is x ⊙ m.") { input in
      (input.keep * input.x, input.dy.hadamard(input.mask))
    },
  ]

  private static let mistakesOfTheBackwardPass: [Mistake] = [
    Mistake("You handed dy on as it is: what was dropped gets no gradient.") { ($0.x.hadamard($0.mask), $0.dy) },
    Mistake("You took the mask from y: a y of 0 may come from an x of 0 that was kept, and then dx is dy.") { input in
      let y = input.x.hadamard(input.mask)
      return (y, input.dy.zip(y) { $1 == 0 ? 0 : $0 })
    },
    Mistake("You drew another mask for the backward pass: it is the same as in the forward pass.") { input in
      (input.x.hadamard(input.mask), input.dy.hadamard(input.otherMask))
    },
    Mistake("You multiplied dy by y (or by x and m): the derivative of y with respect to x is m.") { input in
      (input.x.hadamard(input.mask), input.dy.hadamard(input.x.hadamard(input.mask)))
    },
    Mistake("You gave y for dx: it is dy that goes back.") { input in
      (input.x.hadamard(input.mask), input.x.hadamard(input.mask))
    },
    Mistake("You gave dy for y, too: y is made of x.") { ($0.dy.hadamard($0.mask), $0.dy.hadamard($0.mask)) },
    Mistake("You took the matrix product with the mask: entry is multiplied by entry, x ⊙ m.") { input in
      input.isSquare ? (matmul(input.x, input.mask), matmul(input.dy, input.mask)) : masked(input)
    },
    Mistake("You took the matrix product with the mask, backward with its transpose: it is x ⊙ m and dy ⊙ m.") {
      input in
      input.isSquare ? (matmul(input.x, input.mask), matmul(input.dy, input.mask.transposed)) : masked(input)
    },
    Mistake("You exchanged rows and columns of u: the number in row i and column j has the u of that place.") { input in
      let mask = input.isSquare ? input.mask.transposed : input.mask
      return (input.x.hadamard(mask), input.dy.hadamard(mask))
    },
    Mistake("You divided y by p, and not dx: here neither is.") { input in
      (input.x.hadamard(input.mask) / input.keep, input.dy.hadamard(input.mask))
    },
    Mistake("You gave the mask for dx: dy is multiplied by it.") { ($0.x.hadamard($0.mask), $0.mask) },
    Mistake("You treated dx as a ReLU's: a kept number has its dy whatever the sign of x.") { input in
      let dx = input.dy.hadamard(input.mask)
      return (input.x.hadamard(input.mask), dx.zip(input.x) { $1 > 0 ? $0 : 0 })
    },
    Mistake("You gave to the dropped ones what belongs to the kept ones: backward, the same numbers are 0.") { input in
      (input.x.hadamard(input.mask), input.dy.hadamard(input.mask.map { 1 - $0 }))
    },
    Mistake("You divided dx by p: y is not divided by it either.") { input in
      (input.x.hadamard(input.mask), input.dy.hadamard(input.mask) / input.keep)
    },
    Mistake("You multiplied dx by p: y is not multiplied by it either.") { input in
      (input.x.hadamard(input.mask), input.keep * input.dy.hadamard(input.mask))
    },
    Mistake("You exchanged y and dx.") { (masked($0).dx, masked($0).y) },
  ]
}
