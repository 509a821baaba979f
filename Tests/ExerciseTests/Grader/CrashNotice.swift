import Learner

/// What is known of a crash: what went wrong, and the line of the learner's file that led to it.
struct CrashNotice {
  /// `"Index out of range"`; nil if the trap came without a word.
  let message: String?
  /// `"Exercises/10-batch-normalization.swift:57"`, where it can be found out.
  let place: String?

  /// Reads what the crashed process left on stderr: the runtime's message, and a stack trace.
  init(errors: String) {
    let said = errors.split(separator: "\n").first { $0.contains("Fatal error") }
    let parts = said?.split(separator: ": ", maxSplits: 2).map(String.init) ?? []
    let frames = tracedFrames(in: errors)
    let failure = "Swift runtime failure: "
    let trap = frames.first { $0.function.hasPrefix(failure) }.map { String($0.function.dropFirst(failure.count)) }
    message = parts.last ?? trap
    if let file = parts.first, file.hasPrefix("Exercises/") {
      place = file
    } else {
      let folder = packageFolder.path + "/"
      let learners = frames.first { $0.place.hasPrefix(folder + "Exercises/") && !$0.place.hasSuffix(":0") }
      place = learners.map { String($0.place.dropFirst(folder.count)) }
    }
  }

  var sentence: String {
    let crash = "Your answer crashed" + (place.map { " at \($0)" } ?? "")
    if let message { return "\(crash): \(message)." }
    return "\(crash): an index or a shape does not fit, an Int overflows, or a precondition fails."
  }
}
