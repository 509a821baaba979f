import Engine
import Solutions

extension Lesson07 {
  struct LinearStack: Sendable {
    let mean: Double
    let variance: Double
    let fanIns: [Int]
    let weightVariance: Double

    var fans: [Double] { fanIns.map(Double.init) }
    var meanSquare: Double { variance + mean * mean }
    var right: [Double] {
      layerVariances(mean: mean, variance: variance, fanIns: fanIns, weightVariance: weightVariance)
    }

    /// Every layer makes the next number of the number before, beginning with `first`.
    func chain(from first: Double, _ next: (_ before: Double, _ fan: Double) -> Double) -> [Double] {
      var value = first
      return fans.map { fan in
        value = next(value, fan)
        return value
      }
    }

    /// Products of what is made of the fans, times the mean square of the inputs.
    func scaled(_ factor: (_ fan: Double) -> Double) -> [Double] { chain(from: meanSquare) { $0 * factor($1) } }
  }

  static let variancesOfLayers: Bank<LinearStack, [Double]> = Bank(
    id: "7.2",
    cases: { generator in
      let readable = [
        Case(LinearStack(mean: 0, variance: 2, fanIns: [5], weightVariance: 3), note: "One layer: 5 · 3 · 2."),
        Case(LinearStack(mean: 0, variance: 1.5, fanIns: [4, 3, 2], weightVariance: 0.5)),
        Case(
          LinearStack(mean: 3, variance: 2, fanIns: [4], weightVariance: 0.25),
          note: "One layer, and inputs whose mean is not 0: the mean of x² is 2 + 9."),
        Case(
          LinearStack(mean: -2, variance: 0.5, fanIns: [2, 5, 3], weightVariance: 0.4),
          note: "The inputs' mean is not 0; that of the sums is."),
      ]
      let generated = [2, 3, 4, 5, 3, 2].map { depth in
        Case(
          LinearStack(
            mean: generator.uniform(in: -3..<3), variance: generator.uniform(in: 0.2..<4),
            fanIns: (0..<depth).map { _ in 2 + Int(generator.uniform(in: 0..<9)) },
            weightVariance: generator.uniform(in: 0.1..<0.8)))
      }
      let page = [
        Case(
          LinearStack(mean: 0, variance: 1, fanIns: [64, 64, 64, 64, 64], weightVariance: 1),
          note: "The lesson's five layers: 64, 64², 64³, …"),
        Case(
          LinearStack(mean: 0, variance: 1, fanIns: [9, 9, 9], weightVariance: 1.0 / 27),
          note: "The uniform rule ±1/√n: a third is left by each layer."),
      ]
      let edges = [
        Case(LinearStack(mean: 1.5, variance: 2, fanIns: [], weightVariance: 0.5), note: "No layer: an empty list."),
        Case(
          LinearStack(mean: 0.5, variance: 2, fanIns: [1, 1, 6, 1], weightVariance: 0.3),
          note: "A unit with one input sums one product."),
        Case(
          LinearStack(mean: 2, variance: 0, fanIns: [3, 2], weightVariance: 0.5),
          note: "The inputs are a constant, 2: the weights alone make the sums vary."),
        Case(LinearStack(mean: 0, variance: 0, fanIns: [3, 2], weightVariance: 0.5), note: "All inputs are 0."),
        Case(LinearStack(mean: 1, variance: 2, fanIns: [3, 2], weightVariance: 0), note: "All weights are 0."),
        Case(
          LinearStack(
            mean: -1, variance: 3, fanIns: [Int](repeating: 64, count: 30), weightVariance: 1.0 / 64),
          note: "Thirty layers with σw² = 1/n: every one keeps the variance. (64³⁰ is too large for an `Int`.)"),
        Case(LinearStack(mean: 0.5, variance: 0.25, fanIns: [100, 2, 50], weightVariance: 2.5)),
      ]
      return readable + generated + page + edges
    },
    input: {
      [
        .number("mean", $0.mean), .number("variance", $0.variance), .list("fanIns", $0.fans),
        .number("weightVariance", $0.weightVariance),
      ]
    },
    output: { [.list("variances", $0)] },
    reference: { $0.right },
    alternatives: [
      Answer("the first layer for itself, the others from the one before") { input in
        guard let first = input.fans.first else { return [] }
        var variances = [first * input.weightVariance * (input.variance + input.mean * input.mean)]
        for l in 1..<max(1, input.fans.count) {
          variances.append(input.fans[l] * input.weightVariance * variances[l - 1])
        }
        return variances
      },
      Answer("for every layer the product of all factors up to it") { input in
        input.fans.indices.map { l in
          input.fans[...l].reduce(1, *) * pow(input.weightVariance, Double(l + 1)) * input.meanSquare
        }
      },
      Answer("moments: the variance by 7.1, the mean 0 from the first sum on") { input in
        var (mean, variance) = (input.mean, input.variance)
        return input.fans.map { fan in
          variance =
            fan
            * productVariance(meanX: mean, varianceX: variance, meanY: 0, varianceY: input.weightVariance)
          mean = 0
          return variance
        }
      },
    ],
    misconceptions: mistakesOfFans + mistakesOfInputs + mistakesOfLists)

  private typealias Mistake = Answer<LinearStack, [Double]>

  private static let mistakesOfFans: [Mistake] = [
    Mistake("You left out n: a unit sums n products, and their variances add up.") { input in
      input.scaled { _ in input.weightVariance }
    },
    Mistake("You multiplied by √n: that is how the deviation grows, the variance grows by n.") { input in
      input.scaled { $0.squareRoot() * input.weightVariance }
    },
    Mistake("You multiplied by n²: that is for n times the *same* product; independent ones give n.") { input in
      input.scaled { $0 * $0 * input.weightVariance }
    },
    Mistake("You divided by n: that is the variance of the mean of n products, and a unit sums them.") { input in
      input.scaled { input.weightVariance / $0 }
    },
    Mistake("You left out σw²: each product is of an output *and* a weight.") { input in input.scaled { $0 } },
    Mistake("You squared σw²: `weightVariance` is the variance already.") { input in
      input.scaled { $0 * input.weightVariance * input.weightVariance }
    },
    Mistake("You took the root of σw²: variances multiply with variances, not with deviations.") { input in
      input.scaled { $0 * input.weightVariance.squareRoot() }
    },
    Mistake("You multiplied by n − 1: all n products count.") { input in
      input.scaled { ($0 - 1) * input.weightVariance }
    },
    Mistake("You multiplied by n + 1, as if there were a bias: there are n products and no bias.") { input in
      input.scaled { ($0 + 1) * input.weightVariance }
    },
    Mistake("You halved in each layer, which is for ReLU (lesson 08): these layers are linear.") { input in
      input.scaled { $0 * input.weightVariance / 2 }
    },
    Mistake("You took n of the first layer for all: each layer has its own.") { input in
      input.scaled { _ in input.fans[0] * input.weightVariance }
    },
    Mistake("You raised n σw² of each layer to a power: multiply those of all layers up to it.") { input in
      zip(1..., input.fans).map { pow($1 * input.weightVariance, Double($0)) * input.meanSquare }
    },
    Mistake("You took n of the next layer: layer l sums `fanIns[l]` products.") { input in
      let next = input.fans.dropFirst() + input.fans.suffix(1)
      return zip(next, input.fans.indices).reduce(into: []) { list, pair in
        list.append((list.last ?? input.meanSquare) * pair.0 * input.weightVariance)
      }
    },
    Mistake("You took the layers from the back: the first layer comes first.") { input in
      zip(input.fans.reversed(), input.fans.indices).reduce(into: []) { list, pair in
        list.append((list.last ?? input.meanSquare) * pair.0 * input.weightVariance)
      }
    },
    Mistake("You left n out of the first layer: it sums n products, too.") { input in
      input.right.map { $0 / (input.fans.first ?? 1) }
    },
    Mistake("You added up the fan-ins: each layer has its own, and multiplies by it.") { input in
      var sum = 0.0
      return input.scaled {
        sum += $0
        return sum * input.weightVariance
      }
    },
    Mistake("You took the mean of the fan-ins: each layer has its own.") { input in
      let fan = input.fans.isEmpty ? 0 : input.fans.reduce(0, +) / Double(input.fans.count)
      return input.scaled { _ in fan * input.weightVariance }
    },
    Mistake("You added where you should multiply: each layer multiplies the variance by n σw².") { input in
      input.chain(from: input.meanSquare) { $0 + $1 * input.weightVariance }
    },
    Mistake("You used σw² only in the first layer: each layer has weights of its own.") { input in
      guard let first = input.fans.first else { return [] }
      return zip(0..., input.fans).reduce(into: []) { list, pair in
        list.append(
          pair.0 == 0
            ? first * input.weightVariance * input.meanSquare : list.last! * pair.1)
      }
    },
  ]

  private static let mistakesOfInputs: [Mistake] = [
    Mistake("You left out the inputs' mean: with μ ≠ 0 the mean of x² is σx² + μ², and that counts.") { input in
      input.chain(from: input.variance) { $0 * $1 * input.weightVariance }
    },
    Mistake("You added μ² in every layer: only the inputs have the mean μ, the sums have 0.") { input in
      input.chain(from: input.variance) { ($0 + input.mean * input.mean) * $1 * input.weightVariance }
    },
    Mistake("You multiplied μ by n from layer to layer: weights have mean 0, so each sum has mean 0.") { input in
      var mean = input.mean
      return input.chain(from: input.variance) {
        let next = ($0 + mean * mean) * $1 * input.weightVariance
        mean *= $1
        return next
      }
    },
    Mistake("You left out n and the inputs' mean: a sum has n σw² (σx² + μ²).") { input in
      input.chain(from: input.variance) { before, _ in before * input.weightVariance }
    },
    Mistake("You multiplied by √n, and left out the inputs' mean: a sum has n σw² (σx² + μ²).") { input in
      input.chain(from: input.variance) { $0 * $1.squareRoot() * input.weightVariance }
    },
    Mistake("You multiplied by n², and left out the inputs' mean: a sum has n σw² (σx² + μ²).") { input in
      input.chain(from: input.variance) { $0 * $1 * $1 * input.weightVariance }
    },
    Mistake("You added the variances of input and weight, without the mean: a product has σw² (σx² + μ²).") { input in
      input.chain(from: input.variance) { ($0 + input.weightVariance) * $1 }
    },
    Mistake("You did not square the mean: the mean of x² is σx² + μ².") { input in
      input.chain(from: input.variance + input.mean) { $0 * $1 * input.weightVariance }
    },
    Mistake("You did not square the mean: the mean of x² is σx² + μ², not σx² + |μ|.") { input in
      input.chain(from: input.variance + abs(input.mean)) { $0 * $1 * input.weightVariance }
    },
    Mistake("You left out a negative mean: its square counts, too.") { input in
      let mean = max(0, input.mean)
      return input.chain(from: input.variance + mean * mean) { $0 * $1 * input.weightVariance }
    },
    Mistake("You multiplied σx² by μ²: the mean of x² is σx² + μ².") { input in
      input.chain(from: input.variance * input.mean * input.mean) { $0 * $1 * input.weightVariance }
    },
    Mistake("You added deviation and mean before squaring: the mean of x² is σx² + μ².") { input in
      let sum = input.variance.squareRoot() + input.mean
      return input.chain(from: sum * sum) { $0 * $1 * input.weightVariance }
    },
    Mistake("You multiplied μ² by n once too often: weights have mean 0, so n stands before both.") { input in
      guard let first = input.fans.first else { return [] }
      return input.chain(from: input.variance + first * input.mean * input.mean) { $0 * $1 * input.weightVariance }
    },
    Mistake("You subtracted μ²: the mean of x² is σx² + μ².") { input in
      input.chain(from: input.variance - input.mean * input.mean) { $0 * $1 * input.weightVariance }
    },
    Mistake("You took μ² alone: the mean of x² is σx² + μ².") { input in
      input.chain(from: input.mean * input.mean) { $0 * $1 * input.weightVariance }
    },
    Mistake("You left σx² out: it multiplies n σw² in the first layer.") { input in
      input.chain(from: 1) { $0 * $1 * input.weightVariance }
    },
    Mistake("You squared σx²: `variance` is the variance already.") { input in
      input.chain(from: input.variance * input.variance + input.mean * input.mean) { $0 * $1 * input.weightVariance }
    },
    Mistake("You took the root of σx²: variances multiply with variances, not with deviations.") { input in
      input.chain(from: input.variance.squareRoot() + input.mean * input.mean) { $0 * $1 * input.weightVariance }
    },
    Mistake("You added μ² after the first layer, not before: it is part of the mean of x², which n σw² multiplies.") {
      input in
      var list = input.chain(from: input.variance) { $0 * $1 * input.weightVariance }
      for l in list.indices { list[l] += input.mean * input.mean }
      return list
    },
    Mistake("You multiplied μ² by n, as if the weights had a mean, too: it is n σw² (σx² + μ²).") { input in
      guard let first = input.fans.first else { return [] }
      return zip(0..., input.fans).reduce(into: []) { list, pair in
        list.append(
          pair.0 == 0
            ? first * (input.weightVariance * input.variance + input.mean * input.mean)
            : list.last! * pair.1 * input.weightVariance)
      }
    },
    Mistake("You added the variances of input and weight: those of a *product* multiply.") { input in
      input.chain(from: input.meanSquare) { ($0 + input.weightVariance) * $1 }
    },
  ]

  private static let mistakesOfLists: [Mistake] = [
    Mistake("You began with the inputs: asked are the sums, one number for each layer.") {
      [$0.variance] + $0.right
    },
    Mistake("You began with the inputs and left out the last layer: asked are the sums, one number for each layer.") {
      $0.fans.isEmpty ? [] : [$0.variance] + $0.right.dropLast()
    },
    Mistake("You gave the last layer only: asked is one number for each layer.") { Array($0.right.suffix(1)) },
    Mistake("You left out the last layer: asked is one number for each layer.") { $0.right.dropLast() },
    Mistake("You left out the first layer: asked is one number for each layer.") { Array($0.right.dropFirst()) },
    Mistake("You gave the layers in reverse order: the first layer is the first of the list.") {
      $0.right.reversed()
    },
    Mistake("You gave deviations: asked are variances, without the root.") { $0.right.map { $0.squareRoot() } },
    Mistake("Each layer of yours gets the inputs: it gets the sums of the layer before.") { input in
      input.fans.map { $0 * input.weightVariance * input.meanSquare }
    },
    Mistake("You added up the layers' variances: each layer's is a product, not a sum.") { input in
      var sum = 0.0
      return input.right.map {
        sum += $0
        return sum
      }
    },
    Mistake("You gave by how much each layer multiplies: asked is the variance that comes of it.") { input in
      input.fans.map { $0 * input.weightVariance }
    },
  ]
}
