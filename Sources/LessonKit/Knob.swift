import Learner

/// A number of a lesson that its reader may turn on the command line: `--rate 0.0202`.
///
///     let lesson = Lesson(13, knobs: Knob("rate", 0.0195, in: 0...0.03, "the learning rate in the valley"))
///     let path = descend(rate: lesson.knob("rate"))
public struct Knob: Sendable {
  let name: String
  /// The lesson's own, which its prose and its claims are about.
  let value: Double
  let range: ClosedRange<Double>
  let isWhole: Bool
  let meaning: String

  /// A knob called `name`, as in `--rate`, with the lesson's own value and those that make sense.
  public init(_ name: String, _ value: Double, in range: ClosedRange<Double>, _ meaning: String) {
    self.init(name, value, range, isWhole: false, meaning)
  }

  /// A knob that counts something: `.whole("layers", 20, in: 1...100, "the depth of the network")`.
  public static func whole(_ name: String, _ value: Int, in range: ClosedRange<Int>, _ meaning: String) -> Knob {
    Knob(name, Double(value), Double(range.lowerBound)...Double(range.upperBound), isWhole: true, meaning)
  }

  private init(_ name: String, _ value: Double, _ range: ClosedRange<Double>, isWhole: Bool, _ meaning: String) {
    precondition(
      !name.isEmpty && name.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") },
      "a knob is an option of lower-case letters, digits and hyphens, not '\(name)'")
    precondition(range.contains(value), "the knob '\(name)' is at \(value), which is not in \(range)")
    self.name = name
    self.value = value
    self.range = range
    self.isWhole = isWhole
    self.meaning = meaning
  }

  /// The option that turns the knob.
  var option: Option<Options> {
    let bounds = "\(typed(range.lowerBound)) to \(typed(range.upperBound))"
    let wanted = isWhole ? "a whole number from \(bounds)" : "a number from \(bounds)"
    return .value(
      "--\(name)", "X", wanted: "\(wanted), as in --\(name) \(typed(value))",
      "\(meaning), \(bounds) (default: \(typed(value)))"
    ) { [self] options, text throws(UsageError) in
      guard let turned = Double(text), range.contains(turned), !isWhole || turned == turned.rounded() else {
        throw UsageError("--\(name) takes \(wanted), not '\(text)'")
      }
      options.knobs[name] = turned == value ? nil : turned
    }
  }

  /// A number as it is typed on the command line: 3 for 3.0.
  func typed(_ x: Double) -> String { Int(exactly: x).map(String.init) ?? "\(x)" }
}

extension [Knob] {
  /// What is different from the lesson's own, as in `rate = 0.0202 (the lesson has 0.0195)`; nil if nothing is.
  func turned(_ values: [String: Double]) -> String? {
    let turned = compactMap { knob in
      values[knob.name].map { "\(knob.name) = \(knob.typed($0)) (the lesson has \(knob.typed(knob.value)))" }
    }
    return turned.isEmpty ? nil : turned.joined(separator: ", ")
  }
}
