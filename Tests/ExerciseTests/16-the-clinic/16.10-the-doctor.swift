import Clinic
import Engine
import Solutions
import Synchronization

extension Lesson16 {
  /// 64 patients, made when they are first asked for: that takes a second or two.
  struct Family: Sendable {
    let seed: UInt64

    var patients: [KnownPatient] {
      Self.known.withLock { known in
        if let patients = known[seed] { return patients }
        let patients = family(of: 8, digits: digits, seed: seed)
        known[seed] = patients
        return patients
      }
    }

    private static let known = Mutex<[UInt64: [KnownPatient]]>([:])
  }

  static let doctors: Bank<Family, [Illness]> = Bank(
    id: "16.10",
    cases: { generator in [Case(Family(seed: generator.next()))] },
    input: { _ in [.number("patients", 64)] },
    output: { [.list("illnesses", $0.map(\.number))] },
    reference: names { doctor($0) },
    alternatives: [
      Answer(
        "asks of the inputs' two numbers together",
        names { hypot($0.inputMean, $0.inputDeviation) > 2 ? .inputs : doctor($0) })
    ],
    misconceptions: [
      Answer(takes(.vanishing, for: .healthy), names { _ in .healthy }),
      Answer(takes(.rateTooSmall, for: .healthy), names(fromTheEnd)),
      Answer(
        takes(.vanishing, for: .rateTooSmall),
        names { chart in doctor(chart) == .vanishing ? .rateTooSmall : doctor(chart) }),
      Answer(
        takes(.exploding, for: .rateTooLarge),
        names { chart in [.exploding, .dead].contains(doctor(chart)) ? .rateTooLarge : doctor(chart) }),
    ],
    judge: { family, answer in
      let patients = family.patients
      let numbers = answer.count == 1 ? answer[0].value.elements : []
      let named = numbers.compactMap { number in Illness.allCases.first { $0.number == number } }
      guard named.count == patients.count else { return Finding(reason: "These are not the names of illnesses.") }
      return finding(patients.map(\.illness), named)
    })

  private static func names(_ name: @escaping @Sendable (Chart) -> Illness) -> @Sendable (Family) -> [Illness] {
    { $0.patients.map { name($0.chart) } }
  }

  /// How many of the 64 must be named rightly.
  static let enoughNamed = 57
  /// How many of the eight of each kind.
  static let enoughOfEach = 4

  private static func takes(_ truth: Illness, for named: Illness) -> String {
    "Too many patients are misjudged. Most often you take \(truth) for \(named): which number of the chart tells the two apart?"
  }

  private static func finding(_ truths: [Illness], _ named: [Illness]) -> Finding? {
    let right = zip(truths, named).count { $0 == $1 }
    func count(_ truth: Illness, _ name: Illness) -> Int { zip(truths, named).count { $0 == truth && $1 == name } }
    if right >= enoughNamed && Illness.allCases.allSatisfy({ count($0, $0) >= enoughOfEach }) { return nil }
    var worst = (truth: Illness.healthy, name: Illness.healthy, count: 0)
    for truth in Illness.allCases {
      for name in Illness.allCases where name != truth && count(truth, name) > worst.count {
        worst = (truth, name, count(truth, name))
      }
    }
    let rows = Illness.allCases.map { truth in
      padded("\(truth)") + Illness.allCases.map { padded(count(truth, $0), to: 4) }.joined()
    }
    let heads = padded("") + Illness.allCases.indices.map { padded($0 + 1, to: 4) }.joined()
    let numbered = Illness.allCases.enumerated().map { "\($0 + 1) \($1)" }.joined(separator: ", ")
    return Finding(
      reason: takes(worst.truth, for: worst.name),
      difference: """
        \(right) of \(truths.count) patients are named correctly; \(enoughNamed) are asked for, and of each kind at least \
        \(enoughOfEach). The same name for all would be right for \(truths.count / 8).

        In each row the patients with one illness, by what you named them:

        \(([heads] + rows).joined(separator: "\n"))

        \(wrapped(numbered))
        """)
  }

  private static func padded(_ text: String) -> String { text + String(repeating: " ", count: max(0, 20 - text.count)) }
  private static func padded(_ number: Int, to width: Int) -> String {
    String(repeating: " ", count: max(0, width - "\(number)".count)) + "\(number)"
  }

  /// Rules of thumb, on the end of training alone.
  private static func fromTheEnd(_ chart: Chart) -> Illness {
    let last = chart.last
    if !last.trainingLoss.isFinite { return .rateTooLarge }
    if last.hidden.contains(where: { $0.dead > 0.5 }) { return .dead }
    if last.hidden.first!.gradient < 0.1 * last.hidden.last!.gradient { return .vanishing }
    if last.hidden.first!.gradient > 10 * last.hidden.last!.gradient { return .exploding }
    return last.trainingAccuracy - last.validationAccuracy > 0.15 ? .overfitting : .healthy
  }
}

extension Illness {
  fileprivate var number: Double { Double(Self.allCases.firstIndex(of: self)!) }
}

private func hypot(_ x: Double, _ y: Double) -> Double { (x * x + y * y).squareRoot() }
