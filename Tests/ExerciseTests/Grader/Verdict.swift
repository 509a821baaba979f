/// What the comparison of an answer with the reference finds.
enum Verdict: Equatable, Codable, Sendable {
  case right
  case wrong(Finding)
}

/// What is said of a wrong answer, in plain text.
struct Finding: Equatable, Codable, Sendable {
  /// What was done, and what is due; nil if only the numbers are known.
  var reason: String?
  /// The first case that is wrong: where the answer differs, with the input.
  var difference: String?
  /// The number of that case.
  var number = 0

  var text: String { [reason.map { wrapped($0) }, difference].compactMap(\.self).joined(separator: "\n\n") }
}

/// What is asked of an answer next.
enum Question: Codable, Sendable {
  case first(Int)
  case again(Int)
  /// Nothing more: what follows is the grader's own work.
  case none

  /// The number of the case, if there is one.
  var number: Int? {
    switch self {
    case .first(let number), .again(let number): number
    case .none: nil
    }
  }
}

extension AnyBank {
  /// Judges an answer. Before each call `ask` gets the number of its case, so that a crash can be placed.
  ///
  /// The learner's code is called first and the bank's own afterwards, so that it is known whose fault a trap is.
  ///
  /// - Parameter count: how many cases are tried, from the first on; nil for all.
  func verdict(
    on submission: Submission, seed: UInt64 = 1, among count: Int? = nil, ask: (Question) -> Void = { _ in }
  ) -> Verdict {
    let all = cases(seed)
    let cases = Array(all.prefix(count ?? all.count))
    var answers: [[Quantity]] = []
    var again: [[Quantity]] = []
    for (number, one) in cases.enumerated() {
      ask(.first(number))
      answers.append(one.answer(submission))
      ask(.again(number))
      again.append(one.answer(submission))
    }
    ask(.none)
    if let finding = change(from: answers, to: again, on: cases) { return .wrong(finding) }
    for (number, (one, answer)) in zip(cases, answers).enumerated() {
      guard let judge = one.judge, var finding = judge(answer) else { continue }
      finding.number = number
      return .wrong(finding)
    }
    let trials = zip(cases, answers).filter { $0.0.judge == nil }.map { Judgement(case: $0, got: $1) }
    guard let first = trials.firstIndex(where: { $0.difference != nil }) else { return .right }
    let one = cases[first]
    return .wrong(
      Finding(
        reason: reason(for: trials, first: first),
        difference: trials[first].difference?.report(input: one.input, note: one.note),
        number: first))
  }

  /// What is said of an answer that is not the same when it is asked again at once.
  ///
  /// Differences of rounding are let pass: a dictionary has another order each time, and so has the sum of its values.
  private func change(from answers: [[Quantity]], to again: [[Quantity]], on cases: [Case]) -> Finding? {
    for (number, one) in cases.enumerated() {
      let (first, second) = (answers[number], again[number])
      if agree(first, second, tolerance: min(one.tolerance, 1e-9)) { continue }
      return Finding(
        reason: """
          Asked twice in a row about the same input, your answer is not the same. Keep nothing between calls, and draw \
          random numbers only from the generator that you are given, if you are given one.
          """,
        difference: layout(title: "input", one.input) + "\n\n" + layout(title: "got", first) + "\n\n"
          + layout(title: "again", second),
        number: number)
    }
    return nil
  }
}

/// One case with an answer to it, and how that differs from the reference.
struct Judgement {
  let `case`: AnyBank.Case
  let got: [Quantity]
  let expected: [Quantity]
  let difference: Difference?

  init(case: AnyBank.Case, got: [Quantity]) {
    self.case = `case`
    self.got = got
    expected = `case`.answer(.reference)
    difference = Difference(expected: expected, got: got, tolerance: `case`.tolerance)
  }
}
