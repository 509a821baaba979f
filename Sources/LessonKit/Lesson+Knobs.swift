import Learner

extension Lesson {
  /// The knob's value: the lesson's own, or what its option asks for.
  public func knob(_ name: String) -> Double {
    guard let knob = offer.knobs.first(where: { $0.name == name }) else {
      preconditionFailure("there is no knob '\(name)' in Lesson(\(offer.outline.number), knobs: …)")
    }
    return options.knobs[name] ?? knob.value
  }

  /// Stops the lesson if it could not be asked for `text`.
  func check(_ text: String) {
    do throws(UsageError) {
      let arguments = text.split(separator: " ").map(String.init)
      let asked = try Options(arguments, for: offer)
      if let section = asked.section { _ = try source.section(section) }
    } catch {
      preconditionFailure("'\(text)' cannot be tried: \(error)")
    }
  }
}
