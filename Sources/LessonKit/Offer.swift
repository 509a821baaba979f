import Curriculum

/// What the command line of a lesson depends on.
struct Offer {
  let outline: LessonOutline
  /// Whether the lesson trains on digits, of which MNIST has more.
  var takesMNIST = false
  /// Whether it has long work, whose trials can be kept in a file.
  var keepsTrials = false
  /// Whether it can train a network made of the reader's own answers.
  var trainsMine = false
  var knobs: [Knob] = []
  /// The titles of its sections.
  var sections: [String] = []

  /// The sections on one line after `words`; nothing if there are none.
  func sectionList(after words: String) -> String {
    let list = sections.enumerated().map { "\($0 + 1) \($1)" }.joined(separator: " · ")
    return list.isEmpty ? "" : words + list
  }
}
