import Engine
import Solutions

extension Lesson11 {
  struct SwitchInput: Sendable {
    let batchMean: [Double]
    let runningMean: [Double]
    let gamma: [Double]
    let gradient: [Double]
    let decay: Double
    let learningRate: Double
    let isTraining: Bool
    let isTrainable: Bool
    let frozenInfers: Bool

    /// What the switches ask: is the batch used, and is there a step?
    var usesBatch: Bool { isTraining && (isTrainable || !frozenInfers) }
    var learns: Bool { isTraining && isTrainable }

    var moved: [Double] { average(decay) }
    func average(_ share: Double) -> [Double] { zip(runningMean, batchMean).map { share * $0 + (1 - share) * $1 } }

    /// An answer by other switches, or with other numbers.
    func update(
      uses: Bool? = nil, moves: Bool? = nil, learns: Bool? = nil, moved: [Double]? = nil,
      step: (_ gamma: Double, _ gradient: Double, _ rate: Double) -> Double = { $0 - $2 * $1 }
    ) -> Update {
      (
        uses ?? usesBatch ? batchMean : runningMean, moves ?? usesBatch ? moved ?? self.moved : runningMean,
        learns ?? self.learns ? zip(gamma, gradient).map { step($0, $1, learningRate) } : gamma
      )
    }

    var note: String {
      (isTraining ? "Training" : "Inference") + " mode, " + (isTrainable ? "trainable" : "frozen")
        + (frozenInfers ? "; what is frozen works as in inference mode." : "; the mode alone decides on the means.")
    }
  }

  typealias Update = (normalizesBy: [Double], runningMean: [Double], gamma: [Double])

  static let switches: Bank<SwitchInput, Update> = Bank(
    id: "11.5",
    cases: { generator in
      let positions = [true, false].flatMap { isTraining in
        [true, false].flatMap { isTrainable in [true, false].map { (isTraining, isTrainable, $0) } }
      }
      let readable = positions.map { isTraining, isTrainable, frozenInfers in
        SwitchInput(
          batchMean: [4], runningMean: [2], gamma: [1], gradient: [3], decay: 0.75, learningRate: 0.1,
          isTraining: isTraining, isTrainable: isTrainable, frozenInfers: frozenInfers)
      }
      let drawn = (positions + positions).enumerated().map { k, position in
        let n = 1 + k % 4
        return SwitchInput(
          batchMean: list(n, -2, 2, &generator), runningMean: list(n, -2, 2, &generator),
          gamma: list(n, -2, 2, &generator), gradient: list(n, -2, 2, &generator),
          decay: k < 8 ? generator.uniform(in: 0.1..<0.95) : k % 2 == 0 ? 0 : 1,
          learningRate: generator.uniform(in: 0.01..<0.5), isTraining: position.0, isTrainable: position.1,
          frozenInfers: position.2)
      }
      return (readable + drawn).map { Case($0, note: $0.note) }
    },
    input: {
      [
        .list("batchMean", $0.batchMean), .list("runningMean", $0.runningMean), .list("gamma", $0.gamma),
        .list("gradient", $0.gradient), .number("decay", $0.decay), .number("learningRate", $0.learningRate),
      ]
    },
    output: {
      [.list("normalizesBy", $0.normalizesBy), .list("runningMean", $0.runningMean), .list("gamma", $0.gamma)]
    },
    reference: {
      batchNormUpdate(
        batchMean: $0.batchMean, runningMean: $0.runningMean, gamma: $0.gamma, gradient: $0.gradient, decay: $0.decay,
        learningRate: $0.learningRate, isTraining: $0.isTraining, isTrainable: $0.isTrainable,
        frozenInfers: $0.frozenInfers)
    },
    alternatives: [
      Answer("case by case") { input in
        let step = zip(input.gamma, input.gradient).map { $0 - input.learningRate * $1 }
        switch (input.isTraining, input.isTrainable, input.frozenInfers) {
        case (true, true, _): return (input.batchMean, input.moved, step)
        case (true, false, false): return (input.batchMean, input.moved, input.gamma)
        default: return (input.runningMean, input.runningMean, input.gamma)
        }
      },
      Answer("moved by the difference") { input in
        let change = zip(input.batchMean, input.runningMean).map { (1 - input.decay) * ($0 - $1) }
        return input.update(moved: zip(input.runningMean, change).map(+))
      },
    ],
    misconceptions: mistakesOfSwitches + mistakesOfNumbers)

  private static func switched(_ diagnosis: String, _ update: @escaping @Sendable (SwitchInput) -> Update)
    -> Answer<SwitchInput, Update>
  { Answer(diagnosis, update) }

  private static let mistakesOfSwitches: [Answer<SwitchInput, Update>] = [
    switched("You looked at the mode alone: if `frozenInfers` is true, a frozen layer keeps to its running means.") {
      $0.update(uses: $0.isTraining, moves: $0.isTraining)
    },
    switched("You froze the means with γ: if `frozenInfers` is false, the mode alone decides about them.") {
      $0.update(uses: $0.learns, moves: $0.learns)
    },
    switched("You turned `frozenInfers` round: if it is *true*, a frozen layer keeps to its running means.") {
      let uses = $0.isTraining && ($0.isTrainable || $0.frozenInfers)
      return $0.update(uses: uses, moves: uses)
    },
    switched("With `frozenInfers` you kept to the running means in any layer: only one that is not trainable does.") {
      let uses = $0.isTraining && !$0.frozenInfers
      return $0.update(uses: uses, moves: uses)
    },
    switched("You moved the running means of a layer that does not use the batch: both go together.") {
      $0.update(moves: $0.isTraining)
    },
    switched("You kept the running means of a frozen layer that uses the batch: where the batch is used, they move.") {
      $0.update(moves: $0.learns)
    },
    switched("You moved the running means in inference mode, too: there nothing moves.") { $0.update(moves: true) },
    switched("You never moved the running means: where the batch's are used, they move.") { $0.update(moves: false) },
    switched(
      "You normalized by the batch where the layer is frozen as in inference mode: it keeps to its running means."
    ) {
      $0.update(uses: $0.isTraining)
    },
    switched("You normalized a frozen layer by its running means: if `frozenInfers` is false, the mode alone decides.")
    {
      $0.update(uses: $0.learns)
    },
    switched("You always normalized by the batch: in inference mode the running means are used.") {
      $0.update(uses: true)
    },
    switched("You always normalized by the running means: in training mode a batch is normalized by its own.") {
      $0.update(uses: false)
    },
    switched("You turned the mode round: in training mode a batch is normalized by its own means.") {
      $0.update(uses: !$0.isTraining, moves: !$0.isTraining)
    },
    switched("You normalized by the running means after the move: in training mode a batch is normalized by its own.") {
      let update = $0.update()
      return (update.runningMean, update.runningMean, update.gamma)
    },
    switched("You let γ learn in inference mode: there no step is taken.") { $0.update(learns: $0.isTrainable) },
    switched("You let γ learn in a frozen layer: not trainable means that it stays.") {
      $0.update(learns: $0.isTraining)
    },
    switched("You let γ learn wherever the batch is used: a frozen layer's γ stays, even there.") {
      $0.update(learns: $0.usesBatch)
    },
    switched("You let γ learn only if `frozenInfers` is false: it is about the means of a frozen layer.") {
      $0.update(learns: $0.learns && !$0.frozenInfers)
    },
    switched("You never let γ learn: in training mode a trainable layer takes a step.") { $0.update(learns: false) },
    switched("You always let γ learn: only in training mode, and only in a trainable layer.") {
      $0.update(learns: true)
    },
  ]

  private static let mistakesOfNumbers: [Answer<SwitchInput, Update>] = [
    switched("You exchanged the shares: ρ is the share of the old value, 1 − ρ that of the batch.") {
      $0.update(moved: $0.average(1 - $0.decay))
    },
    switched("You replaced the running means by the batch's: they move a little, ρ · running + (1 − ρ) · batch.") {
      $0.update(moved: $0.batchMean)
    },
    switched("You took the plain average of old and new: the shares are ρ and 1 − ρ.") {
      $0.update(moved: $0.average(0.5))
    },
    switched("You wrote a number for the decay: take the one that is given.") { $0.update(moved: $0.average(0.9)) },
    switched("You wrote a number for the decay: take the one that is given.") { $0.update(moved: $0.average(0.99)) },
    switched("You added the batch's means without their share: ρ · running + (1 − ρ) · batch.") { input in
      input.update(moved: zip(input.runningMean, input.batchMean).map { input.decay * $0 + $1 })
    },
    switched("You added the gradient: a step of descent goes against it.") { $0.update(step: { $0 + $2 * $1 }) },
    switched("You left out the learning rate: γ − η · gradient.") {
      $0.update(step: { gamma, slope, _ in gamma - slope })
    },
    switched("You gave the step in place of γ after it.") { $0.update(step: { -$2 * $1 }) },
    switched("You scaled γ by the step: it is subtracted.") { $0.update(step: { $0 * (1 - $2 * $1) }) },
  ]
}
