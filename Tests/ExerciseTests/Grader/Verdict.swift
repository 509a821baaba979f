/// What the comparison of an answer with the reference finds.
enum Verdict: Equatable, Codable, Sendable {
  case right
  /// Equal to the misconception with this diagnosis.
  case misconception(String)
  /// Wrong in some other way, described in plain text.
  case wrong(String)
}

extension AnyBank {
  /// Judges an answer on all cases. Before each case `reached` gets its number, so that a crash can be placed.
  func verdict(on submission: Submission, reached: (Int) -> Void = { _ in }) -> Verdict {
    let cases = cases()
    var answers: [[Quantity]] = []
    for (number, one) in cases.enumerated() {
      reached(number)
      answers.append(one.answer(submission))
    }
    for (one, got) in zip(cases, answers) {
      let expected = one.answer(.reference)
      guard let difference = Difference(expected: expected, got: got, tolerance: one.tolerance) else { continue }
      if let diagnosis = diagnosis(of: answers, on: cases) { return .misconception(diagnosis) }
      return .wrong(difference.report(input: one.input, note: one.note))
    }
    return .right
  }

  /// The diagnosis of the misconception that these answers equal on every case.
  private func diagnosis(of answers: [[Quantity]], on cases: [Case]) -> String? {
    for (k, diagnosis) in misconceptions.enumerated() {
      let equal = zip(cases, answers).allSatisfy { one, got in
        equals(got, one.answer(.misconception(k)), tolerance: one.tolerance)
      }
      if equal { return diagnosis }
    }
    return nil
  }
}

/// Whether two answers have the same shapes and values; here two values that are not finite are equal if they print alike.
private func equals(_ a: [Quantity], _ b: [Quantity], tolerance: Double) -> Bool {
  a.count == b.count
    && zip(a, b).allSatisfy { a, b in
      a.value.shape == b.value.shape
        && zip(a.value.elements, b.value.elements).allSatisfy { x, y in
          if x.isFinite && y.isFinite { return isClose(x, to: y, tolerance: tolerance) }
          return x == y || (x.isNaN && y.isNaN)
        }
    }
}

/// Whether `got` is within the tolerance of `expected`, relative where `expected` is above 1 in size.
func isClose(_ got: Double, to expected: Double, tolerance: Double) -> Bool {
  abs(got - expected) <= tolerance * max(1, abs(expected))
}
