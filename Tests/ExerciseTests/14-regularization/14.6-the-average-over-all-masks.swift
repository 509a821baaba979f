import Engine
import Solutions

extension Lesson14 {
  struct SmallLayer: Sendable {
    let x: [Double]
    let weight: Matrix
    let bias: Matrix
    let keep: Double

    init(_ x: [Double], _ weight: Matrix, _ bias: [Double], keep: Double) {
      (self.x, self.weight, self.bias, self.keep) = (x, weight, Matrix(row: bias), keep)
    }

    /// The layer's sums when input i is multiplied by `factors[i]`.
    func sums(_ factors: [Double], bias: Matrix? = nil) -> [Double] {
      let x = zip(x, factors).map { $0 * $1 }
      return (matmul(Matrix(row: x), weight) + (bias ?? self.bias)).elements
    }

    /// All masks, each a list of 0 and 1.
    var masks: [[Double]] {
      (0..<1 << x.count).map { number in x.indices.map { Double(number >> $0 & 1) } }
    }

    /// The probability of a mask.
    func probability(_ mask: [Double]) -> Double {
      mask.reduce(1) { $0 * ($1 == 1 ? keep : 1 - keep) }
    }

    /// Σ over the masks of a weight times the outputs.
    func sum(_ weight: ([Double]) -> Double, of outputs: ([Double]) -> [Double]) -> [Double] {
      masks.reduce([Double](repeating: 0, count: bias.columns)) { sum, mask in
        let w = weight(mask)
        return zip(sum, outputs(mask)).map { $0 + w * $1 }
      }
    }

    var right: Average { averageOverMasks(x, weight: weight, bias: bias, keep: keep) }
  }

  typealias Average = (mean: [Double], scaled: [Double])

  static func relu(_ values: [Double]) -> [Double] { values.map { max(0, $0) } }

  static let averages: Bank<SmallLayer, Average> = Bank(
    id: "14.6",
    cases: { generator in
      let readable = [
        Case(
          SmallLayer([2, 3], Matrix([[1, 1], [2, -1]]), [0, 0], keep: 0.5),
          note: """
            Four masks, each with probability ¼. Unit 0 sums to 0, 2, 6 or 8, and unit 1 to 0, 2, −3 or −1, of which the \
            ReLU lets only 2 through.
            """),
        Case(
          SmallLayer([1, -2], Matrix([[3, 1], [1, -2]]), [0.5, -1], keep: 0.8),
          note: "The masks have the probabilities 0.04, 0.16, 0.16 and 0.64."),
        Case(
          SmallLayer([2, 3], Matrix([[1], [1]]), [0], keep: 0.5),
          note: "Four masks, each with probability ¼: 0, 2, 3 and 5. Nothing is below 0, so the two are equal."),
        Case(
          SmallLayer([2, 3], Matrix([[1], [-1]]), [0], keep: 0.5),
          note: "Of 0, 2, −3 and −1 the ReLU lets only 2 through; the scaled sum is below 0."),
        Case(
          SmallLayer([2, 4], Matrix([[1], [1]]), [10], keep: 0.25),
          note: "The bias is neither dropped nor scaled. A mask that keeps one has the probability ¼ · ¾."),
        Case(
          SmallLayer([1, 1], Matrix([[2], [4]]), [-3], keep: 0.5),
          note: "A negative bias: the scaled sum is exactly 0, the mean is not."),
      ]
      let edges = [
        Case(
          SmallLayer([3, -1], Matrix([[1, 2], [1, -1]]), [0.5, 0], keep: 1), note: "p = 1: there is one mask only."),
        Case(SmallLayer([4], Matrix([[-2, 1, 0.5]]), [1, -1, 0], keep: 0.3), note: "One input, two masks."),
        Case(
          SmallLayer([0, 0], Matrix([[1], [2]]), [3], keep: 0.6), note: "All inputs are 0: what is left is the bias."),
        Case(
          SmallLayer([1, 1, 1], Matrix([[-1], [-1], [-1]]), [-0.5], keep: 0.7), note: "No mask lets anything through."),
        Case(
          SmallLayer([1, 2, 3, 4], Matrix([[1], [-1], [1], [-1]]), [-1], keep: 0.1), note: "Most masks keep nothing."),
      ]
      let generated = [(3, 2, 0.5), (4, 3, 0.8), (5, 1, 0.3), (6, 2, 0.6), (8, 2, 0.9), (10, 1, 0.5)].map { n, k, p in
        Case(
          SmallLayer(
            list(n, -2, 2, &generator), uniform(n, k, &generator), list(k, -0.5, 0.5, &generator), keep: p))
      }
      return readable + edges + generated
    },
    input: {
      [.list("x", $0.x), .matrix("weight", $0.weight), .matrix("bias", $0.bias), .number("keep", $0.keep)]
    },
    output: { [.list("mean", $0.mean), .list("scaled", $0.scaled)] },
    reference: { $0.right },
    alternatives: [
      Answer("the bits of a number, and the power of p") { input in
        let n = input.x.count
        var mean = [Double](repeating: 0, count: input.bias.columns)
        for number in 0..<(1 << n) {
          let kept = number.nonzeroBitCount
          let probability = pow(input.keep, Double(kept)) * pow(1 - input.keep, Double(n - kept))
          for j in mean.indices {
            var z = input.bias[0, j]
            for i in 0..<n where number >> i & 1 == 1 { z += input.x[i] * input.weight[i, j] }
            mean[j] += probability * max(0, z)
          }
        }
        return (mean, relu(input.sums(input.x.map { _ in input.keep })))
      },
      Answer("one input after another, with and without it") { input in
        func mean(_ z: Matrix, from i: Int) -> Matrix {
          if i == input.x.count { return z.map { max(0, $0) } }
          let kept = z + input.x[i] * Matrix(row: input.weight.row(i))
          return input.keep * mean(kept, from: i + 1) + (1 - input.keep) * mean(z, from: i + 1)
        }
        let scaled = matmul(input.keep * Matrix(row: input.x), input.weight).addingRow(input.bias)
        return (mean(input.bias, from: 0).elements, scaled.elements.map { $0 > 0 ? $0 : 0 })
      },
    ],
    misconceptions: mistakesOfTheMean + mistakesOfTheScaled + mistakesOfBothAverages)

  private typealias Mistake = Answer<SmallLayer, Average>

  private static func mean(_ diagnosis: String, _ mean: @escaping @Sendable (SmallLayer) -> [Double]) -> Mistake {
    Mistake(diagnosis) { (mean($0), $0.right.scaled) }
  }

  private static func scaled(_ diagnosis: String, _ scaled: @escaping @Sendable (SmallLayer) -> [Double]) -> Mistake {
    Mistake(diagnosis) { ($0.right.mean, scaled($0)) }
  }

  private static let mistakesOfTheMean: [Mistake] = [
    mean("You took all masks as equally likely: a mask that keeps k of n has the probability pᵏ (1 − p)ⁿ⁻ᵏ.") { input in
      input.sum({ _ in 1 / Double(input.masks.count) }) { relu(input.sums($0)) }
    },
    mean("You added the outputs of all masks, without their probabilities.") { input in
      input.sum({ _ in 1 }) { relu(input.sums($0)) }
    },
    mean("You took p for the probability to drop: a mask that keeps k of n has the probability pᵏ (1 − p)ⁿ⁻ᵏ.") {
      input in
      input.sum({ input.probability($0.map { 1 - $0 }) }) { relu(input.sums($0)) }
    },
    mean("You took pᵏ for a mask that keeps k: the others are dropped, each with probability 1 − p.") { input in
      input.sum({ pow(input.keep, $0.reduce(0, +)) }) { relu(input.sums($0)) }
    },
    mean(
      "You took the ReLU of the mean sum, which gives the scaled layer twice: each mask has its ReLU, and then comes the mean."
    ) { input in
      relu(input.sum(input.probability) { input.sums($0) })
    },
    mean("You left the ReLU out under the masks.") { input in input.sum(input.probability) { input.sums($0) } },
    mean("Under the masks you divided what is kept by p: here nothing is divided.") { input in
      input.sum(input.probability) { mask in relu(input.sums(mask.map { $0 / input.keep })) }
    },
    mean("You divided by the number of masks too: their probabilities add up to 1 already.") { input in
      input.right.mean.map { $0 / Double(input.masks.count) }
    },
    mean("You counted the masks that keep k inputs in each of them: each mask comes in the sum by itself.") { input in
      let n = input.x.count
      return input.sum({ mask in
        let k = Int(mask.reduce(0, +))
        return input.probability(mask) * (0..<k).reduce(1) { $0 * Double(n - $1) / Double($1 + 1) }
      }) { relu(input.sums($0)) }
    },
    mean("You took (1 − p)ᵏ beside pᵏ: n − k inputs are dropped, which gives (1 − p)ⁿ⁻ᵏ.") { input in
      input.sum({ pow(input.keep * (1 - input.keep), $0.reduce(0, +)) }) { relu(input.sums($0)) }
    },
    mean("You dropped the bias too: it is added under every mask.") { input in
      let none = Matrix(zerosLike: input.bias)
      let without = input.sum(input.probability) { relu(input.sums($0, bias: none)) }
      return zip(input.right.mean, without).map { input.keep * $0 + (1 - input.keep) * $1 }
    },
    mean("You multiplied the bias by p under the masks: it is not dropped, so it is added as it is.") { input in
      input.sum(input.probability) { relu(input.sums($0, bias: input.keep * input.bias)) }
    },
    mean("At p = 1 your probabilities are nan, as 0 · log 0 is: multiply p and 1 − p instead of adding logarithms.") {
      input in
      input.sum({ mask in
        let (n, k) = (Double(mask.count), mask.reduce(0, +))
        return exp(k * log(input.keep) + (n - k) * log(1 - input.keep))
      }) { relu(input.sums($0)) }
    },
    mean("You took the size |z| for the ReLU: it is max(0, z).") { input in
      input.sum(input.probability) { input.sums($0).map { abs($0) } }
    },
    mean("You multiplied the masked inputs by p as well: under the masks nothing is scaled.") { input in
      input.sum(input.probability) { mask in relu(input.sums(mask.map { $0 * input.keep })) }
    },
    mean("You left out the mask that keeps nothing (or its biases): its output is that of the biases.") { input in
      input.sum({ $0.contains(1) ? input.probability($0) : 0 }) { relu(input.sums($0)) }
    },
    mean("You left out the mask that keeps everything.") { input in
      input.sum({ $0.contains(0) ? input.probability($0) : 0 }) { relu(input.sums($0)) }
    },
    mean("The bias is missing under the masks.") { input in
      input.sum(input.probability) { relu(input.sums($0, bias: Matrix(zerosLike: input.bias))) }
    },
    mean("You took only the masks that keep one input: there are 2ⁿ.") { input in
      input.sum({ $0.reduce(0, +) == 1 ? input.probability($0) : 0 }) { relu(input.sums($0)) }
    },
    mean("You took the two masks that keep all or nothing: each input has its own chance.") { input in
      let (all, none) = (relu(input.sums(input.x.map { _ in 1 })), relu(input.sums(input.x.map { _ in 0 })))
      return zip(all, none).map { input.keep * $0 + (1 - input.keep) * $1 }
    },
    mean("You dropped the units' outputs instead of the inputs.") { input in
      relu(input.sums(input.x.map { _ in 1 })).map { input.keep * $0 }
    },
  ]

  private static let mistakesOfTheScaled: [Mistake] = [
    scaled("You scaled the bias too (or multiplied the output by p): it is not dropped, so it is not scaled.") {
      input in
      relu(input.sums(input.x.map { _ in input.keep }, bias: input.keep * input.bias))
    },
    scaled("You did not scale: the inputs are multiplied by p.") { input in relu(input.sums(input.x.map { _ in 1 })) },
    scaled("You divided by p: the scaled layer multiplies its inputs by p.") { input in
      relu(input.sums(input.x.map { _ in 1 / input.keep }))
    },
    scaled("You multiplied by 1 − p, the probability to drop: it is p.") { input in
      relu(input.sums(input.x.map { _ in 1 - input.keep }))
    },
    scaled("You scaled twice: the inputs are multiplied by p once.") { input in
      relu(input.sums(input.x.map { _ in input.keep * input.keep }))
    },
    scaled("You scaled by pⁿ, the probability of the mask that keeps all: each input is multiplied by p.") { input in
      relu(input.sums(input.x.map { _ in pow(input.keep, Double(input.x.count)) }))
    },
    scaled("You left the ReLU out of the scaled layer.") { input in input.sums(input.x.map { _ in input.keep }) },
    scaled("You multiplied by ½: the probability to keep is p.") { input in relu(input.sums(input.x.map { _ in 0.5 }))
    },
    scaled("The bias is missing in the scaled layer.") { input in
      relu(input.sums(input.x.map { _ in input.keep }, bias: Matrix(zerosLike: input.bias)))
    },
  ]

  private static let mistakesOfBothAverages: [Mistake] = [
    Mistake("You exchanged the two: first the mean over the masks, then the scaled layer.") {
      ($0.right.scaled, $0.right.mean)
    },
    Mistake("You left the ReLU out of both.") { input in
      (input.sum(input.probability) { input.sums($0) }, input.sums(input.x.map { _ in input.keep }))
    },
    Mistake("You took p for the probability to drop, in both.") { input in
      averageOverMasks(input.x, weight: input.weight, bias: input.bias, keep: 1 - input.keep)
    },
    Mistake("That is inverted dropout: here nothing is divided by p under the masks, and the scaled layer takes p x.") {
      input in
      (
        input.sum(input.probability) { mask in relu(input.sums(mask.map { $0 / input.keep })) },
        relu(input.sums(input.x.map { _ in 1 }))
      )
    },
    Mistake("You gave the mean twice: the scaled layer has all its inputs, each multiplied by p.") {
      ($0.right.mean, $0.right.mean)
    },
    Mistake("You dropped and scaled the bias: it is added as it is, under every mask and in the scaled layer.") {
      input in
      let none = Matrix(zerosLike: input.bias)
      let without = input.sum(input.probability) { relu(input.sums($0, bias: none)) }
      return (
        zip(input.right.mean, without).map { input.keep * $0 + (1 - input.keep) * $1 },
        relu(input.sums(input.x.map { _ in input.keep }, bias: input.keep * input.bias))
      )
    },
    Mistake("You exchanged rows and columns of W: unit j has the weights of column j.") { input in
      let isSquare = input.weight.rows == input.weight.columns
      return averageOverMasks(
        input.x, weight: isSquare ? input.weight.transposed : input.weight, bias: input.bias, keep: input.keep)
    },
    Mistake("The bias is missing in both.") { input in
      averageOverMasks(input.x, weight: input.weight, bias: Matrix(zerosLike: input.bias), keep: input.keep)
    },
  ]
}
