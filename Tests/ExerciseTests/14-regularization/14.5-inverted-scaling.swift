import Engine
import Solutions

extension Lesson14 {
  static let invertedLayers: Bank<MaskedLayer, Passes> = Bank(
    id: "14.5",
    cases: { generator in
      let cases = layers(&generator)
      let used = [0, 1, 3, 2, 6, 9, 10, 12].map { k in
        Case(cases[k].input.inUse(), note: "The network is used: u and p do not matter.")
      }
      return Array(cases[..<2] + used[..<2] + cases[2...] + used[2...])
    },
    input: { $0.quantities + [.number("isTraining", $0.isTraining ? 1 : 0)] },
    output: { [.matrix("y", $0.y), .matrix("dx", $0.dx)] },
    reference: { inverted($0) },
    alternatives: [
      Answer("entries chosen by u, and divided") { input in
        if !input.isTraining { return (1 * input.x, 1 * input.dy) }
        let choose = { (a: Double, u: Double) in u < input.keep ? a / input.keep : 0 }
        return (input.x.zip(input.uniforms, choose), input.dy.zip(input.uniforms, choose))
      },
      Answer("14.4 divided by p, or with a p of 1") { input in
        let p = input.isTraining ? input.keep : 1
        let passes = maskedPasses(input.x, dy: input.dy, uniforms: input.uniforms, keep: p)
        return (passes.y / p, passes.dx / p)
      },
      Answer("a factor for each entry, whatever the mode") { input in
        let factors = input.uniforms.map { u in
          !input.isTraining ? 1 : u < input.keep ? pow(input.keep, -1) : 0
        }
        return (factors.hadamard(input.x), factors.hadamard(input.dy))
      },
    ],
    misconceptions: mistakesOfScale + seeds.map { seed in training(drawn) { $0.drawnMask(seed: seed) / $0.keep } }
      + mistakesOfMode + mistakesOfBackwardScale + mistakesOfBackwardMask)

  private typealias Mistake = Answer<MaskedLayer, Passes>

  private static func inverted(_ input: MaskedLayer) -> Passes {
    invertedDropout(
      input.x, dy: input.dy, uniforms: input.uniforms, keep: input.keep, isTraining: input.isTraining)
  }

  /// Both passes with other factors in training.
  private static func training(
    _ diagnosis: String, _ factors: @escaping @Sendable (MaskedLayer) -> Matrix
  ) -> Mistake {
    Mistake(diagnosis) { input in
      if !input.isTraining { return inverted(input) }
      return (input.x.hadamard(factors(input)), input.dy.hadamard(factors(input)))
    }
  }

  /// Both passes with another factor in use.
  private static func use(_ diagnosis: String, _ factor: @escaping @Sendable (MaskedLayer) -> Double) -> Mistake {
    Mistake(diagnosis) { input in
      if input.isTraining { return inverted(input) }
      return (factor(input) * input.x, factor(input) * input.dy)
    }
  }

  private static let mistakesOfScale: [Mistake] = [
    training("You did not divide by p in training: then the mean of y is p x, and not x.") { $0.mask },
    training("You multiplied by p in training: what is kept is *divided* by it.") { $0.keep * $0.mask },
    training("You divided by 1 − p, the probability to drop: kept numbers come with probability p.") { input in
      input.mask / (1 - input.keep)
    },
    training("You divided by the share that was kept in this mask: it is p by which each is kept, in every mask.") {
      input in
      input.mask / Swift.max(input.mask.mean, 1e-300)
    },
    training("You divided by √p: it is the mean that is to be x, not the mean square.") { $0.mask / sqrt($0.keep) },
    training("You divided by p twice.") { $0.mask / ($0.keep * $0.keep) },
    training("You dropped nothing in training, and only scaled: a number is 0 unless its u is below p.") { input in
      input.mask.map { _ in 1 / input.keep }
    },
    training("You dropped with probability p: a number is *kept* if its u is below p.") { input in
      input.mask.map { (1 - $0) / input.keep }
    },
    training("At u = p the number is dropped: it is kept if u is *below* p.") { input in
      input.uniforms.map { $0 <= input.keep ? 1 / input.keep : 0 }
    },
    training("You took p for the probability to drop: then u is compared with 1 − p, and divided by it.") { input in
      input.uniforms.map { $0 < 1 - input.keep ? 1 / (1 - input.keep) : 0 }
    },
    training("You kept a number if its u is at least 1 − p: that is as probable, but asked is u below p.") { input in
      input.uniforms.map { $0 >= 1 - input.keep ? 1 / input.keep : 0 }
    },
    training("You kept a number if its u is below 1 − p: p is the probability to keep, not to drop.") { input in
      input.uniforms.map { $0 < 1 - input.keep ? 1 / input.keep : 0 }
    },
    training("You dropped with probability p, and divided by 1 − p: a number is *kept* if its u is below p.") { input in
      input.mask.map { (1 - $0) / (1 - input.keep) }
    },
    training("You multiplied by 1 + p: what is kept is divided by p.") { (1 + $0.keep) * $0.mask },
    training("You multiplied by 2 − p, or added the share 1 − p that is lost: what is kept is divided by p.") { input in
      (2 - input.keep) * input.mask
    },
    training("You scaled by u itself: it only decides what is kept, which is divided by p.") { input in
      input.mask.zip(input.uniforms) { $0 == 0 ? 0 : 1 / Swift.max($1, 1e-300) }
    },
    training("All units of an example have one mask: it is another for each entry.") { input in
      Matrix(rows: input.x.rows, columns: input.x.columns) { i, _ in input.mask[i, 0] / input.keep }
    },
    training("You doubled what is kept: that is right for p = ½ only.") { 2 * $0.mask },
    training("All examples have the first one's mask: it is another for each entry.") { $0.sharedMask / $0.keep },
  ]

  private static let mistakesOfMode: [Mistake] = [
    use("In use, you multiplied by p: that belongs to the paper's form, in which training does not divide.") {
      $0.keep
    },
    use("In use, you divided by p: nothing is dropped there, so nothing is to be made up for.") { 1 / $0.keep },
    Mistake("That is the paper's form: in training divide what is kept by p, and in use do nothing.") { input in
      if input.isTraining { return (input.x.hadamard(input.mask), input.dy.hadamard(input.mask)) }
      return (input.keep * input.x, input.keep * input.dy)
    },
    Mistake("In use, you multiplied y by p: that belongs to the paper's form, in which training does not divide.") {
      input in
      input.isTraining ? inverted(input) : (input.keep * input.x, input.dy)
    },
    Mistake("In use, you divided y by p: nothing is dropped there, so nothing is to be made up for.") { input in
      input.isTraining ? inverted(input) : (input.x / input.keep, input.dy)
    },
    Mistake("In use, you divided dx by p: y is x there, so dx is dy.") { input in
      input.isTraining ? inverted(input) : (input.x, input.dy / input.keep)
    },
    Mistake("In use, you multiplied dx by p: y is x there, so dx is dy.") { input in
      input.isTraining ? inverted(input) : (input.x, input.keep * input.dy)
    },
    Mistake("That is the paper's form: in training divide by p what is kept, and in use y is x.") { input in
      if input.isTraining { return (input.x.hadamard(input.mask), input.dy.hadamard(input.mask)) }
      return (input.keep * input.x, input.dy)
    },
    Mistake("You dropped in use too, and never divided: in training what is kept is divided by p, in use y is x.") {
      input in
      (input.x.hadamard(input.mask), input.dy.hadamard(input.mask))
    },
    Mistake("You dropped in use too: there all numbers are kept.") { inverted($0.inUse(false)) },
    Mistake("You took use for training and training for use.") { inverted($0.inUse($0.isTraining)) },
    Mistake("You never dropped: in training, a number is 0 unless its u is below p.") { ($0.x, $0.dy) },
    Mistake("In use, dx is dy: the layer hands all on, backward too.") { input in
      input.isTraining ? inverted(input) : (input.x, Matrix(zerosLike: input.dy))
    },
    Mistake("In use, you dropped in the backward pass: y is x there, so dx is dy.") { input in
      (inverted(input).y, inverted(input.inUse(false)).dx)
    },
  ]

  private static let mistakesOfBackwardScale: [Mistake] = [
    Mistake("You did not divide by p in the backward pass: dy is multiplied by the same d as x.") { input in
      (inverted(input).y, input.isTraining ? input.dy.hadamard(input.mask) : input.dy)
    },
    Mistake("You handed dy on as it is in training: what was dropped gets no gradient.") { (inverted($0).y, $0.dy) },
    Mistake("You multiplied dy by p: it is divided by it, as x is.") { input in
      (inverted(input).y, input.isTraining ? input.keep * input.dy.hadamard(input.mask) : input.dy)
    },
    Mistake("You divided dx by p, and not y: both are divided.") { input in
      (input.isTraining ? input.x.hadamard(input.mask) : input.x, inverted(input).dx)
    },
    Mistake("You multiplied dy by y: it is multiplied by the same d as x.") { input in
      (inverted(input).y, inverted(input).y.hadamard(input.dy))
    },
    Mistake("In training you multiplied dy by x too: the derivative of y with respect to x is d.") { input in
      (inverted(input).y, input.isTraining ? inverted(input).dx.hadamard(input.x) : input.dy)
    },
    Mistake("You divided dy by p twice: it is multiplied by the same d as x.") { input in
      (inverted(input).y, input.isTraining ? inverted(input).dx / input.keep : input.dy)
    },
    Mistake("You took the matrix product with d: entry is multiplied by entry, x ⊙ d.") { input in
      if !input.isTraining || !input.isSquare { return inverted(input) }
      return (matmul(input.x, input.mask / input.keep), matmul(input.dy, input.mask / input.keep))
    },
    Mistake("You scaled dy and dropped nothing of it: what was dropped gets no gradient.") { input in
      (inverted(input).y, input.isTraining ? input.dy / input.keep : input.dy)
    },
    Mistake("You exchanged y and dx.") { (inverted($0).dx, inverted($0).y) },
  ]

  private static let mistakesOfBackwardMask: [Mistake] =
    passedByY(inUse: false, "Mask dy by u.")
    + passedByY(inUse: true, "Mask dy by u in training, and not at all in use.")

  /// What goes back is decided by y, in training alone or in use as well.
  private static func passedByY(inUse: Bool, _ remedy: String) -> [Mistake] {
    func passing(_ diagnosis: String, _ passes: @escaping @Sendable (_ y: Double) -> Bool) -> Mistake {
      Mistake(diagnosis + " " + remedy) { input in
        let (y, dx) = inverted(input)
        return (y, inUse || input.isTraining ? dx.zip(y) { passes($1) ? $0 : 0 } : dx)
      }
    }
    return [
      passing("You took the mask from y: an x of 0 that is kept has a y of 0, and still its gradient.") { $0 != 0 },
      passing("You let dy pass where y is above 0, as a ReLU does: a kept x has its gradient, whatever its sign.") {
        $0 > 0
      },
    ]
  }
}
