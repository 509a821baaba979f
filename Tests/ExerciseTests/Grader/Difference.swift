import Engine

/// The first way in which an answer differs from the expected one: by its shape, by a value that is not finite, by a value.
struct Difference {
  private enum Kind { case count, shape, notFinite, value }

  private let kind: Kind
  private let expected: [Quantity]
  private let got: [Quantity]
  /// The quantity and the entry that differ first.
  private let part: Int
  private let index: Int

  /// Nil if the answers agree within the tolerance.
  init?(expected: [Quantity], got: [Quantity], tolerance: Double) {
    self.expected = expected
    self.got = got
    guard expected.count == got.count else {
      (kind, part, index) = (.count, 0, 0)
      return
    }
    let parts = expected.indices
    if let k = parts.first(where: { expected[$0].value.shape != got[$0].value.shape }) {
      (kind, part, index) = (.shape, k, 0)
      return
    }
    for k in parts {
      if let i = got[k].value.elements.firstIndex(where: { !$0.isFinite }) {
        (kind, part, index) = (.notFinite, k, i)
        return
      }
    }
    for k in parts {
      let pairs = zip(got[k].value.elements, expected[k].value.elements)
      if let i = pairs.map({ isClose($0, to: $1, tolerance: tolerance) }).firstIndex(of: false) {
        (kind, part, index) = (.value, k, i)
        return
      }
    }
    return nil
  }

  /// The difference in plain text, with the input it arose on.
  func report(input: [Quantity], note: String?) -> String {
    var blocks = [wrapped(sentence)]
    if let note { blocks.append(wrapped(note)) }
    blocks.append(layout(title: "input", input))
    if kind == .count {
      blocks.append(layout(title: "got", got))
    } else {
      blocks.append(layout(title: "expected", [expected[part]], digits: digits))
      blocks.append(layout(title: "got", [got[part]], mark: kind == .shape ? nil : index, digits: digits))
    }
    return blocks.joined(separator: "\n\n")
  }

  /// The digits that show the difference.
  private var digits: Int? {
    kind == .value ? distinguishingDigits(expected[part].value.elements[index], got[part].value.elements[index]) : nil
  }

  private var sentence: String {
    switch kind {
    case .count: return "The answer has \(got.count) parts, but it should have \(expected.count)."
    case .shape: return "\(got[part].name) has the wrong size: \(got[part].size) instead of \(expected[part].size)."
    case .notFinite:
      return "\(got[part].entry(index)) is \(decimal(got[part].value.elements[index])): not a finite number."
    case .value:
      let right = decimal(expected[part].value.elements[index], digits: digits)
      let wrong = decimal(got[part].value.elements[index], digits: digits)
      return "\(got[part].entry(index)) should be \(right), but it is \(wrong)."
    }
  }
}

/// Whether two answers have the same shapes and values; here two values that are not finite are equal if they print alike.
func agree(_ a: [Quantity], _ b: [Quantity], tolerance: Double) -> Bool {
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
