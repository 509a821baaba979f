import Engine
import Solutions

extension Lesson14 {
  struct Thresholded: Sendable {
    let x: [Double]
    let threshold: Double

    init(_ x: [Double], by threshold: Double) { (self.x, self.threshold) = (x, threshold) }
  }

  static let softThresholds: Bank<Thresholded, [Double]> = Bank(
    id: "14.2",
    cases: { generator in
      let readable = [
        Case(Thresholded([3, -3, 1], by: 2), note: "3 moves to 1, −3 to −1, and 1 does not reach that far."),
        Case(Thresholded([0.5, -0.25, 2, -4], by: 0.5), note: "At |x| = t the least is exactly at 0."),
        Case(Thresholded([-0.5, 0.5], by: 0.5), note: "Both lie exactly at the threshold."),
        Case(Thresholded([0, 1, -1], by: 0.75), note: "0 stays 0."),
      ]
      let edges = [
        Case(Thresholded([0.3, -2, 0, 5], by: 0), note: "A threshold of 0 changes nothing."),
        Case(Thresholded([], by: 1), note: "No numbers: an empty list."),
        Case(Thresholded([-7], by: 2.5), note: "A single number, below −t."),
        Case(Thresholded([0.2, -0.1, 0.4], by: 3), note: "All lie within the threshold."),
        Case(Thresholded([10, 20, -30], by: 0.01)), Case(Thresholded([1e-3, -2e-3], by: 5e-4)),
      ]
      let generated = (1...6).map { k in
        Case(Thresholded(list(3 * k, -3, 3, &generator), by: generator.uniform(in: 0.2..<2)))
      }
      return readable + edges + generated
    },
    input: { [.list("x", $0.x), .number("threshold", $0.threshold)] },
    output: { [.list("w", $0)] },
    reference: { softThreshold($0.x, by: $0.threshold) },
    alternatives: [
      each("sign(x) max(|x| − t, 0)") { x, t in (x < 0 ? -1 : 1) * max(abs(x) - t, 0) },
      each("what is cut off on both sides") { x, t in max(x - t, 0) - max(-x - t, 0) },
      each("x less what lies within ±t") { x, t in x - min(max(x, -t), t) },
      each("the least cost of three candidates") { x, t in
        [0, max(0, x - t), min(0, x + t)].min { a, b in
          (a - x) * (a - x) / 2 + t * abs(a) < (b - x) * (b - x) / 2 + t * abs(b)
        }!
      },
      Answer("the engine's") { Matrix(row: $0.x).softThresholded(by: $0.threshold).elements },
    ],
    misconceptions: mistakesOfTheThreshold + mistakesOfLists)

  private typealias Mistake = Answer<Thresholded, [Double]>

  /// An answer that treats every number alike.
  private static func each(_ name: String, _ w: @escaping @Sendable (Double, Double) -> Double) -> Mistake {
    Mistake(name) { input in input.x.map { w($0, input.threshold) } }
  }

  private static let mistakesOfTheThreshold: [Mistake] = [
    each("That is the *hard* threshold: what is kept has also to move towards 0, by t.") { x, t in abs(x) > t ? x : 0 },
    each("You took the step of a plain gradient, which goes past 0: within ±t the least is at 0.") { x, t in
      x > 0 ? x - t : x < 0 ? x + t : 0
    },
    each("That is the *hard* threshold: what is kept has also to move towards 0, by t.") { x, t in
      abs(x) >= t ? x : 0
    },
    each("You let negative numbers go past 0: between −t and 0 the least is at 0.") { x, t in
      x > t ? x - t : x < 0 ? x + t : 0
    },
    each("You let positive numbers go past 0: between 0 and t the least is at 0.") { x, t in
      x > 0 ? x - t : x < -t ? x + t : 0
    },
    each("You took a sign for 0 as well: 0 has none, and stays 0.") { x, t in
      x == 0 ? -t : softThreshold([x], by: t)[0]
    },
    each("You took a sign for 0 as well: 0 has none, and stays 0.") { x, t in
      x == 0 ? t : softThreshold([x], by: t)[0]
    },
    each("You treated positive numbers only: below −t, x moves up by t.") { x, t in max(x - t, 0) },
    each("You left negative numbers as they are: below −t, x moves up by t.") { x, t in x < 0 ? x : max(x - t, 0) },
    each("You treated negative numbers only: above t, x moves down by t.") { x, t in min(x + t, 0) },
    each("You left positive numbers as they are: above t, x moves down by t.") { x, t in x > 0 ? x : min(x + t, 0) },
    each("For the sign you took x/|x|, which is nan at 0: the w of 0 is 0.") { x, t in
      x / abs(x) * max(abs(x) - t, 0)
    },
    each("You multiplied |x| − t by x: it gets the sign of x alone.") { x, t in x * max(abs(x) - t, 0) },
    each("Where x is not above t you added t: between −t and t the least is at 0.") { x, t in x > t ? x - t : x + t },
    each("You gave −w: w has the sign of x.") { x, t in -(x < 0 ? -1 : 1) * max(abs(x) - t, 0) },
    each("You gave the distance that each x moves: asked is where it comes to.") { x, t in min(abs(x), t) },
    each("You set the kept ones to ±1: they keep what is left of their size, |x| − t.") { x, t in
      x > t ? 1 : x < -t ? -1 : 0
    },
    each("You subtracted t twice: x moves towards 0 by t.") { x, t in x > t ? x - 2 * t : x < -t ? x + 2 * t : 0 },
    each("You squared t: the price t |w| has the slope t, so x moves by t.") { x, t in
      softThreshold([x], by: t * t)[0]
    },
    each("You lost the sign: below −t the w is negative too.") { x, t in max(abs(x) - t, 0) },
    each("You moved numbers away from 0: the price t |w| draws towards it.") { x, t in
      x > t ? x + t : x < -t ? x - t : 0
    },
    each("You subtracted t from negative numbers too: they move *up*, towards 0.") { x, t in abs(x) > t ? x - t : 0 },
    each("You subtracted t from every number: below −t it is added, and within ±t the least is at 0.") { x, t in
      x - t
    },
    each("You cut off what is beyond ±t: that is clipping, and asked is what is left without it.") { x, t in
      min(max(x, -t), t)
    },
    each("Within ±t you left x as it is: there the least is at 0.") { x, t in x > t ? x - t : x < -t ? x + t : x },
    each("You took 2t: the derivative of ½ (w − x)² is w − x, so x moves by t.") { x, t in
      x > 2 * t ? x - 2 * t : x < -2 * t ? x + 2 * t : 0
    },
    each("You took t/2: the derivative of ½ (w − x)² is w − x, so x moves by t.") { x, t in
      x > t / 2 ? x - t / 2 : x < -t / 2 ? x + t / 2 : 0
    },
    each("You divided by 1 + t: that is the step for L2, which makes no zeros.") { x, t in x / (1 + t) },
    each("You multiplied by 1 − t: that is a step of weight decay, which makes no zeros.") { x, t in x * (1 - t) },
    each("You moved each number by t of its size: the price draws at all sizes alike, by t.") { x, t in
      abs(x) > t ? x - t * x : 0
    },
    each("You moved each number by t of its size: the price draws at all sizes alike, by t.") { x, t in
      x * max(0, 1 - t)
    },
  ]

  private static let mistakesOfLists: [Mistake] = [
    Mistake("You left out the numbers that become 0: there is one w for each x.") { input in
      softThreshold(input.x, by: input.threshold).filter { $0 != 0 }
    },
    Mistake("You shrank the length of the whole list by t: each number is shrunk by itself.") { input in
      let length = squares(input.x, around: 0).squareRoot()
      return input.x.map { length > input.threshold ? $0 * (1 - input.threshold / length) : 0 }
    },
    Mistake("You gave the costs: asked is the w at which the cost is least.") { input in
      zip(input.x, softThreshold(input.x, by: input.threshold)).map { x, w in
        (w - x) * (w - x) / 2 + input.threshold * abs(w)
      }
    },
  ]
}
