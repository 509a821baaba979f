import Engine
import Solutions

extension Lesson15 {
  struct Schedules: Sendable {
    var count: Int
    var warmUp: Int
    var stepLength: Int
    var stepFactor: Double
    var cosineLength: Int
    var decay: Double

    init(
      _ count: Int, warmUp: Int, every stepLength: Int, times stepFactor: Double, cosine cosineLength: Int,
      decay: Double
    ) {
      (self.count, self.warmUp) = (count, warmUp)
      (self.stepLength, self.stepFactor) = (stepLength, stepFactor)
      (self.cosineLength, self.decay) = (cosineLength, decay)
    }

    // The three by a Double, so that mistakes can ask for any t.
    func step(_ t: Double) -> Double { pow(stepFactor, (t / Double(stepLength)).rounded(.down)) }
    func cosine(_ t: Double) -> Double { t < Double(cosineLength) ? wave(t) : 0 }
    func inverse(_ t: Double) -> Double { 1 / (1 + decay * t) }
    func wave(_ t: Double) -> Double { (1 + cos(.pi * t / Double(cosineLength))) / 2 }

    /// All three, with what each gives at update t.
    func each(_ factor: (Double, (Double) -> Double) -> Double) -> Factors {
      let updates = (0..<count).map(Double.init)
      return (
        updates.map { factor($0, step) }, updates.map { factor($0, cosine) }, updates.map { factor($0, inverse) }
      )
    }

    /// n factors, warmed up as they should be, then by another formula of the updates since.
    func warmedUp(_ factor: (Double) -> Double) -> [Double] {
      let w = Double(warmUp)
      return (0..<count).map(Double.init).map { $0 < w ? ($0 + 1) / w : factor($0 - w) }
    }

    var right: Factors { (warmedUp(step), warmedUp(cosine), warmedUp(inverse)) }
  }

  typealias Factors = (step: [Double], cosine: [Double], inverse: [Double])

  static let schedules: Bank<Schedules, Factors> = Bank(
    id: "15.3",
    cases: { generator in
      let readable = [
        Case(
          Schedules(8, warmUp: 0, every: 3, times: 0.5, cosine: 4, decay: 1),
          note: "No warm-up. The step halves after 3 updates and after 6, and the cosine is down at t = 4."),
        Case(
          Schedules(9, warmUp: 4, every: 2, times: 0.1, cosine: 3, decay: 0.5),
          note: "Four updates of warm-up, at 1/4, 2/4, 3/4 and 1. At t = 4 each schedule begins, with 1."),
        Case(
          Schedules(6, warmUp: 1, every: 1, times: 0.8, cosine: 5, decay: 0.25),
          note: "A warm-up of one update has the factor 1. A step of one update is an exponential fall."),
        Case(Schedules(5, warmUp: 0, every: 2, times: 0.3, cosine: 10, decay: 2), note: "n ends before T."),
      ]
      let edges = [
        Case(Schedules(4, warmUp: 6, every: 2, times: 0.5, cosine: 3, decay: 1), note: "All of it is warm-up."),
        Case(Schedules(3, warmUp: 3, every: 2, times: 0.5, cosine: 3, decay: 1), note: "n is W."),
        Case(Schedules(1, warmUp: 0, every: 5, times: 0.5, cosine: 7, decay: 3), note: "One update."),
        Case(
          Schedules(5, warmUp: 2, every: 4, times: 1, cosine: 1, decay: 0),
          note: "γ = 1 and κ = 0 change nothing; T = 1."),
        Case(Schedules(6, warmUp: 2, every: 10, times: 0.5, cosine: 2, decay: 0.1)),
        Case(
          Schedules(12, warmUp: 5, every: 2, times: 0.9, cosine: 3, decay: 10),
          note: "At W + T = 8 the cosine is down; it does not rise again."),
      ]
      let generated = (1...8).map { _ in
        Case(
          Schedules(
            15 + generator.integer(below: 30), warmUp: 2 + generator.integer(below: 8),
            every: 2 + generator.integer(below: 8), times: generator.uniform(in: 0.2..<0.95),
            cosine: 3 + generator.integer(below: 25), decay: generator.uniform(in: 0.02..<2)))
      }
      return readable + edges + generated
    },
    input: {
      [
        .number("count", Double($0.count)), .number("warmUp", Double($0.warmUp)),
        .number("stepLength", Double($0.stepLength)), .number("stepFactor", $0.stepFactor),
        .number("cosineLength", Double($0.cosineLength)), .number("decay", $0.decay),
      ]
    },
    output: { [.list("step", $0.step), .list("cosine", $0.cosine), .list("inverse", $0.inverse)] },
    reference: { input in
      warmedUpFactors(
        count: input.count, warmUp: input.warmUp, stepLength: input.stepLength, stepFactor: input.stepFactor,
        cosineLength: input.cosineLength, decay: input.decay)
    },
    alternatives: [
      Answer("the engine's schedules") { input in
        func factors(_ schedule: Schedule) -> [Double] {
          (0..<input.count).map(Schedule.warmUp(input.warmUp, then: schedule).factor)
        }
        return (
          factors(.step(every: input.stepLength, factor: input.stepFactor)),
          factors(.cosine(updates: input.cosineLength)), factors(.inverse(decay: input.decay))
        )
      },
      Answer("from update to update") { input in
        var factors: Factors = ([], [], [])
        var step = 1.0
        for t in 0..<input.count {
          let since = t - input.warmUp
          if since < 0 {
            let share = 1 - Double(-since - 1) / Double(input.warmUp)
            factors = (factors.step + [share], factors.cosine + [share], factors.inverse + [share])
            continue
          }
          if since > 0 && since % input.stepLength == 0 { step *= input.stepFactor }
          let half = cos(.pi / 2 * Double(min(since, input.cosineLength)) / Double(input.cosineLength))
          factors.step.append(step)
          factors.cosine.append(half * half)
          factors.inverse.append(pow(1 + input.decay * Double(since), -1))
        }
        return factors
      },
    ],
    misconceptions: mistakesOfWarmUp + mistakesOfSteps + mistakesOfTheCosine + mistakesOfTheInverse)

  private typealias Mistake = Answer<Schedules, Factors>

  /// All three with another warm-up: t, W, and the schedule.
  private static func all(
    _ diagnosis: String, _ factor: @escaping @Sendable (Double, Double, (Double) -> Double) -> Double
  ) -> Mistake {
    Mistake(diagnosis) { input in input.each { factor($0, Double(input.warmUp), $1) } }
  }

  private static func step(
    _ diagnosis: String, _ factor: @escaping @Sendable (Schedules, Double) -> Double
  ) -> Mistake {
    Mistake(diagnosis) { input in
      (input.warmedUp { factor(input, $0) }, input.right.cosine, input.right.inverse)
    }
  }

  private static func cosine(
    _ diagnosis: String, _ factor: @escaping @Sendable (Schedules, Double) -> Double
  ) -> Mistake {
    Mistake(diagnosis) { input in (input.right.step, input.warmedUp { factor(input, $0) }, input.right.inverse) }
  }

  private static func inverse(
    _ diagnosis: String, _ factor: @escaping @Sendable (Schedules, Double) -> Double
  ) -> Mistake {
    Mistake(diagnosis) { input in (input.right.step, input.right.cosine, input.warmedUp { factor(input, $0) }) }
  }

  private static let mistakesOfWarmUp: [Mistake] = [
    all("You began the warm-up at 0, a step that goes nowhere: the first factor is 1/W.") { t, w, schedule in
      t < w ? t / w : schedule(t - w)
    },
    all("You divided by W + 1: the last update of the warm-up has the factor 1.") { t, w, schedule in
      t < w ? (t + 1) / (w + 1) : schedule(t - w)
    },
    all("You went from 0 to 1 in W − 1 steps: the factor is (t + 1)/W, 1/W at first.") { t, w, schedule in
      t < w ? t / max(1, w - 1) : schedule(t - w)
    },
    all("You divided t + 1 by W as whole numbers, which gives 0: divide them as Doubles.") { t, w, schedule in
      t < w ? ((t + 1) / w).rounded(.down) : schedule(t - w)
    },
    all("You let the schedule count from the very first update: after the warm-up it begins with its own t = 0.") {
      t, w, schedule in
      t < w ? (t + 1) / w : schedule(t)
    },
    all("You multiplied the warm-up by the schedule: the schedule comes after it.") { t, w, schedule in
      t < w ? (t + 1) / w * schedule(t) : schedule(t)
    },
    all("You started the schedule one update late, after a second 1: it begins at t = W.") { t, w, schedule in
      t < w ? (t + 1) / w : schedule(max(0, t - w - 1))
    },
    all("You started the schedule at its t = 1: at t = W it begins with 0.") { t, w, schedule in
      t < w ? (t + 1) / w : schedule(t - w + 1)
    },
    all("You ended the warm-up one update late: it has the updates t = 0 to W − 1.") { t, w, schedule in
      t <= w ? (t + 1) / max(1, w) : schedule(t - w)
    },
    all("You left out the warm-up.") { t, _, schedule in schedule(t) },
    all("You gave nothing for the warm-up: its updates have factors too, n in all.") { t, w, schedule in
      t < w ? 0 : schedule(t - w)
    },
    all("You used the base rate in the warm-up: its factor is (t + 1)/W.") { t, w, schedule in
      t < w ? 1 : schedule(t - w)
    },
    all("You kept 1/W through the warm-up: it rises, from 1/W to 1.") { t, w, schedule in
      t < w ? 1 / w : schedule(t - w)
    },
    all("You squared the warm-up's factor: it rises in equal steps, (t + 1)/W.") { t, w, schedule in
      t < w ? (t + 1) / w * ((t + 1) / w) : schedule(t - w)
    },
    all("You did the warm-up backwards: it rises, from 1/W to 1.") { t, w, schedule in
      t < w ? (w - t) / w : schedule(t - w)
    },
    Mistake("You warmed up the step schedule only: the warm-up comes before each of the three.") { input in
      let plain = input.each { t, schedule in schedule(t) }
      return (input.right.step, plain.cosine, plain.inverse)
    },
    Mistake("You warmed up the cosine only: the warm-up comes before each of the three.") { input in
      let plain = input.each { t, schedule in schedule(t) }
      return (plain.step, input.right.cosine, plain.inverse)
    },
    Mistake("You gave n factors after the warm-up: n is the number of all updates, the warm-up's included.") { input in
      var longer = input
      longer.count += input.warmUp
      return longer.right
    },
    Mistake("You counted the updates from 1: the first is t = 0.") { input in
      var longer = input
      longer.count += 1
      let right = longer.right
      return (Array(right.step.dropFirst()), Array(right.cosine.dropFirst()), Array(right.inverse.dropFirst()))
    },
  ]

  private static let mistakesOfSteps: [Mistake] = [
    step("You let the step fall at every update: t/s is rounded down.") {
      pow($0.stepFactor, $1 / Double($0.stepLength))
    },
    step("You took the step one update early: the first fall is at t = s.") { $0.step($1 + 1) },
    step("You took the step one update late: the first fall is at t = s.") { $1 == 0 ? 1 : $0.step($1 - 1) },
    step("You fell only once: γ comes again after every s updates.") { $1 < Double($0.stepLength) ? 1 : $0.stepFactor },
    step("You rounded t/s to the nearest: it is rounded down.") {
      pow($0.stepFactor, ($1 / Double($0.stepLength)).rounded())
    },
    step("You rounded t/s up: it is rounded down.") { pow($0.stepFactor, ($1 / Double($0.stepLength)).rounded(.up)) },
    step("You left s out: γᵗ falls at every update.") { pow($0.stepFactor, $1) },
    step("You multiplied γ by ⌊t/s⌋: it is γ to that power.") { input, t in
      let steps = (t / Double(input.stepLength)).rounded(.down)
      return steps == 0 ? 1 : input.stepFactor * steps
    },
    step("You subtracted 1 − γ at each step: the factor is multiplied by γ.") { input, t in
      max(0, 1 - (1 - input.stepFactor) * (t / Double(input.stepLength)).rounded(.down))
    },
    step("You counted the steps by T: they are s updates long.") {
      pow($0.stepFactor, ($1 / Double($0.cosineLength)).rounded(.down))
    },
    step("You divided γᵗ by s: it is t that is divided, and rounded down.") {
      pow($0.stepFactor, $1) / Double($0.stepLength)
    },
    step("You divided by γ: the factor falls.") { 1 / max(1e-300, $0.step($1)) },
  ]

  private static let mistakesOfTheCosine: [Mistake] = [
    cosine("You let the cosine rise again after T: it stays at 0.") { $0.wave($1) },
    cosine("You let the cosine start again at T: it stays at 0.") {
      $0.wave($1.truncatingRemainder(dividingBy: Double($0.cosineLength)))
    },
    cosine("You forgot the half: 1 + cos begins at 2.") { 2 * $0.cosine($1) },
    cosine("You forgot the 1 in the bracket: the cosine alone goes down to −1.") { input, t in
      t < Double(input.cosineLength) ? cos(.pi * t / Double(input.cosineLength)) : 0
    },
    cosine("You took a whole wave, with 2π: half a wave leads from 1 down to 0.") { input, t in
      t < Double(input.cosineLength) ? input.wave(2 * t) : 0
    },
    cosine("You took a quarter of a wave: ½ (1 + cos(π t/T)) is flat at both ends.") { input, t in
      t < Double(input.cosineLength) ? cos(.pi / 2 * t / Double(input.cosineLength)) : 0
    },
    cosine("You let the cosine end with n: it has its own T.") { input, t in
      let left = Double(max(1, input.count - input.warmUp))
      return t < left ? (1 + cos(.pi * t / left)) / 2 : 0
    },
    cosine("You counted T from the first update: it counts those after the warm-up.") { input, t in
      let left = Double(max(1, input.cosineLength - input.warmUp))
      return t < left ? (1 + cos(.pi * t / left)) / 2 : 0
    },
    cosine("You let the cosine rise, with 1 − cos: it falls from 1 to 0, with 1 + cos.") { input, t in
      t < Double(input.cosineLength) ? 1 - input.wave(t) : 0
    },
    cosine("You let the cosine rise, with 1 − cos: it falls from 1 to 0, with 1 + cos.") { input, t in
      t < Double(input.cosineLength) ? 1 - input.wave(t) : 1
    },
    cosine("You let the cosine end with the last update: it has its own T.") { input, t in
      let left = Double(max(1, input.count - input.warmUp - 1))
      return (1 + cos(.pi * t / left)) / 2
    },
    cosine("You divided t by T as whole numbers, which gives 0: divide them as Doubles.") { input, t in
      t < Double(input.cosineLength) ? 1 : 0
    },
    cosine("You let the cosine be down one update late: it is 0 at t = T.") { input, t in
      let left = Double(input.cosineLength + 1)
      return t < left ? (1 + cos(.pi * t / left)) / 2 : 0
    },
    cosine("You stopped at the cosine's value of t = T − 1: from T on it is 0.") { input, t in
      input.wave(min(t, Double(input.cosineLength - 1)))
    },
    cosine("You left the cosine at 1 after T: from there on it is 0.") { input, t in
      t < Double(input.cosineLength) ? input.wave(t) : 1
    },
    cosine("You let the cosine be down one update early: it is 0 at t = T.") { input, t in
      let left = Double(input.cosineLength - 1)
      return t < left ? (1 + cos(.pi * t / left)) / 2 : 0
    },
    cosine("You took a straight line: it is half a cosine's wave.") { max(0, 1 - $1 / Double($0.cosineLength)) },
    cosine("You took degrees: `cos` wants radians, π for half a turn.") { input, t in
      t < Double(input.cosineLength) ? (1 + cos(180 * t / Double(input.cosineLength))) / 2 : 0
    },
    cosine("You took π for 3.14: write `.pi`.") { input, t in
      t < Double(input.cosineLength) ? (1 + cos(3.14 * t / Double(input.cosineLength))) / 2 : 0
    },
  ]

  private static let mistakesOfTheInverse: [Mistake] = [
    inverse("You raised 1 + κ to the power of t: it is 1 + κ t that divides.") { pow(1 + $0.decay, -$1) },
    inverse("You counted from 1: at t = 0 the factor is 1.") { $0.inverse($1 + 1) },
    inverse("You took the root: that falls as 1/√t.") { $0.inverse($1).squareRoot() },
    inverse("You took the root of t: it is 1 + κ t that divides.") { 1 / (1 + $0.decay * $1.squareRoot()) },
    inverse("You squared 1 + κ t.") { $0.inverse($1) * $0.inverse($1) },
    inverse("You forgot the 1: at t = 0 the factor is 1.") { 1 / ($0.decay * $1) },
    inverse("You divided t by κ: it is multiplied.") { 1 / (1 + $1 / $0.decay) },
    inverse("You subtracted κ t: the factor is 1 *divided* by 1 + κ t.") { max(0, 1 - $0.decay * $1) },
    inverse("You left out the brackets: 1 / 1 + κ t grows. It is 1 + κ t that divides.") { 1 + $0.decay * $1 },
    inverse("You took e^(−κ t): that falls much faster than 1/(1 + κ t).") { exp(-$0.decay * $1) },
    inverse("You let the rate fall only every s updates: s belongs to the step schedule alone.") { input, t in
      input.inverse((t / Double(input.stepLength)).rounded(.down))
    },
    inverse("You divided t by n: κ counts in updates.") { $0.inverse($1 / Double($0.count)) },
  ]
}
