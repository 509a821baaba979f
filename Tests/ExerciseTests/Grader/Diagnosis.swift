extension AnyBank {
  /// What is known of a wrong answer's mistake: the misconception that explains it, or that it is nearly right.
  ///
  /// - Parameter first: the first case that is wrong.
  func reason(for trials: [Judgement], first: Int) -> String? {
    let wrong = trials.count { $0.difference != nil }
    let fits = misconceptions.indices.compactMap { Fit(of: $0, to: trials, first: first) }
    if let fit = fits.filter({ $0.isFull(of: wrong) }).max(by: { $0.agreeing < $1.agreeing }) {
      return misconceptions[fit.misconception]
    }
    if let fit = fits.filter({ $0.isMostly(of: wrong) }).max(by: { $0.explained < $1.explained }) {
      return """
        On \(fit.explained) of \(wrong) wrong cases, the first among them, your numbers are those of this mistake:
        \(misconceptions[fit.misconception])
        """
    }
    return trials.allSatisfy(\.isNear)
      ? "Nearly: look for a tiny number that was added, a rounded constant, or Float." : nil
  }
}

/// How far a misconception explains an answer.
///
/// It is compared where its own answer is finite: what divides by 0 in a corner is often guarded there, in one way or another.
private struct Fit {
  let misconception: Int
  /// How many of the wrong cases it explains: there the answer is that of the misconception.
  private(set) var explained = 0
  /// How many of all cases have the misconception's answer.
  private(set) var agreeing = 0
  private(set) var finite = 0
  private var isContradicted = false
  private let cases: Int

  /// Nil if it does not explain the first wrong case, the one that the learner sees.
  init?(of misconception: Int, to trials: [Judgement], first: Int) {
    self.misconception = misconception
    cases = trials.count
    let order = [first] + trials.indices.filter { $0 != first }
    for trial in order.map({ trials[$0] }) {
      let mistaken = trial.case.answer(.misconception(misconception))
      let isFinite = mistaken.allSatisfy { $0.value.elements.allSatisfy(\.isFinite) }
      if isFinite { finite += 1 }
      if agree(trial.got, mistaken, tolerance: trial.case.tolerance) {
        agreeing += 1
        if trial.difference != nil { explained += 1 }
      } else if isFinite {
        isContradicted = true
      }
      if explained == 0 { return nil }
    }
  }

  /// Whether it explains all that is wrong, and nothing speaks against it.
  func isFull(of wrong: Int) -> Bool {
    explained == wrong && !isContradicted && (finite >= 2 || agreeing == cases)
  }

  /// Whether it explains most of what is wrong, and not by the chance of a single case.
  func isMostly(of wrong: Int) -> Bool { explained >= 2 && 2 * explained > wrong }
}

extension Judgement {
  /// Whether each number is as expected to five digits or so.
  fileprivate var isNear: Bool {
    got.count == expected.count
      && zip(got, expected).allSatisfy { got, expected in
        got.value.shape == expected.value.shape
          && zip(got.value.elements, expected.value.elements).allSatisfy {
            isClose($0, to: $1, tolerance: `case`.tolerance) || abs($0 - $1) <= 1e-5 * abs($1)
          }
      }
  }
}
