import Curriculum
import Foundation
import Learner

/// The class at a glance, in Markdown: `class.md`.
struct ClassReport {
  let record: GradesFolder.Record
  /// Sorted by name, all of the class.
  let results: [StudentResult]
  let lookalikes: Lookalikes
  /// The students whose long answers are those of the course, word for word, with the exercises.
  let readers: [(student: String, ids: [String])]
  let hasPicture: Bool

  private var lessons: [LessonOutline] { record.lessons.compactMap(LessonOutline.numbered) }

  var text: String {
    let count = results.first?.exercises.count ?? 0
    let names = lessons.map { "\($0.number)" }.joined(separator: ", ")
    let all = results.flatMap(\.exercises)
    let counts = ClassVerdict.allCases.map { verdict in (verdict, all.count { $0.verdict == verdict }) }
    var blocks = [
      "# The class",
      "\(results.count) students, \(count) exercises of the lessons \(names), on cases of seed \(record.seed). "
        + "Of \(all.count) grades: "
        + counts.filter { $0.1 > 0 }.map { "\($0.1) \($0.0.rawValue)" }.joined(separator: ", ") + ".",
    ]
    if !record.isConfined {
      blocks.append("**The submissions were not confined while they ran:** this system offers no means for it.")
    }
    if hasPicture { blocks.append("![How much of the class has each exercise right](class.svg)") }
    blocks.append("## Exercises\n\n" + exerciseTable)
    if let mistakes { blocks.append("## Commonest mistakes\n\n" + mistakes) }
    blocks.append("## Who needs a look\n\n" + (looks ?? "No one."))
    if let alike { blocks.append("## Alike\n\n" + alike) }
    if !record.others.isEmpty {
      blocks.append(
        "## Left aside\n\nBeside the students' folders lay: " + record.others.map(markdown).joined(separator: ", ")
          + ".")
    }
    blocks.append("## Students\n\n" + studentTable)
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private static func table(_ columns: [String], _ rows: [[String]], texts: Int) -> String {
    let rules = columns.indices.map { $0 < texts ? ":--" : "--:" }
    return ([columns, rules] + rows).map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
  }

  /// Verdicts that are the exception, and share a column.
  private static let rare: [ClassVerdict] = [.uncompiled, .refused, .ungraded]

  private static func counts(_ exercises: [GradedExercise]) -> [String] {
    let columns: [[ClassVerdict]] = [[.right], [.wrong], [.open], [.missing], rare]
    return columns.map { column in "\(exercises.count { column.contains($0.verdict) })" }
  }

  private static let countNames = ["right", "wrong", "open", "not handed in", "not graded"]

  private var byExercise: [(outline: ExerciseOutline, grades: [GradedExercise])] {
    let all = Dictionary(grouping: results.flatMap(\.exercises), by: \.id)
    return lessons.flatMap(\.exercises).map { ($0, all[$0.id] ?? []) }
  }

  private var exerciseTable: String {
    Self.table(
      ["exercise", ""] + Self.countNames,
      byExercise.map { outline, grades in [outline.id, markdown(outline.title)] + Self.counts(grades) }, texts: 2)
  }

  /// For each exercise the sentences that at least two students were given, at most three of them.
  private var mistakes: String? {
    let lines = byExercise.flatMap { outline, grades -> [String] in
      var counts: [String: Int] = [:]
      for grade in grades where grade.verdict == .wrong && !grade.reason.isEmpty {
        counts[grade.reason, default: 0] += 1
      }
      return counts.filter { $0.value > 1 }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(3)
        .map { "- \(outline.id), \($0.value) times: \(markdown($0.key))" }
    }
    return lines.isEmpty ? nil : lines.joined(separator: "\n")
  }

  private var looks: String? {
    var lines: [String] = []
    for result in results {
      var said = result.remarks
      if result.exercises.allSatisfy({ $0.verdict == .missing }) {
        said = ["Nothing that can be graded was found."] + result.notes.prefix(3) + said
      }
      if result.count(.uncompiled) > 0 {
        let files = Set(result.exercises.filter { $0.verdict == .uncompiled }.map(\.lesson)).sorted()
        said.append("Does not compile: lesson " + files.map { "\($0)" }.joined(separator: ", ") + ".")
      }
      if said.isEmpty { continue }
      let more = said.count > 6 ? " And \(said.count - 6) remarks more." : ""
      lines.append("- **\(markdown(result.student))**: " + said.prefix(6).map(markdown).joined(separator: " ") + more)
    }
    return lines.isEmpty ? nil : lines.joined(separator: "\n")
  }

  private var alike: String? {
    var blocks: [String] = []
    // One answer in common says little, so those who have several come first, and of the others only the texts are listed.
    let close = lookalikes.pairs.filter { $0.identical.count + $0.near.count > 1 || !$0.near.isEmpty }
    let lines =
      close.map { pair in
        let parts = [("the same", pair.identical), ("nearly the same", pair.near)].filter { !$0.1.isEmpty }
          .map { "\($0.0) in \($0.1.joined(separator: ", "))" }
        return "- \(pair.students.map(markdown).joined(separator: " and ")): \(parts.joined(separator: "; "))"
      }
      + lookalikes.groups.map { group in
        "- \(group.id), the same text \(group.students.count) times: \(group.students.map(markdown).joined(separator: "; "))"
      }
    if !lines.isEmpty {
      let more = lines.count > 60 ? "\n- and \(lines.count - 60) more" : ""
      blocks.append(
        """
        A hint for a conversation, and no verdict. Answers of 40 words or more were compared, without comments and layout; \
        "nearly" means that nine tenths of their runs of five words are the same.


        """ + lines.prefix(60).joined(separator: "\n") + more)
    }
    if !lookalikes.obvious.isEmpty {
      blocks.append(
        "Left out, since a tenth of the class or more wrote the same text, which is then the obvious one: "
          + lookalikes.obvious.map { "\($0.id) (\($0.count) times)" }.joined(separator: ", ") + ".")
    }
    if !readers.isEmpty {
      blocks.append(
        "Word for word the course's own answer, which anyone may read:\n\n"
          + readers.map { "- \(markdown($0.student)): \($0.ids.joined(separator: ", "))" }.joined(separator: "\n"))
    }
    return blocks.isEmpty ? nil : blocks.joined(separator: "\n\n")
  }

  private var studentTable: String {
    let files = feedbackNames(for: results.map(\.student))
    return Self.table(
      ["student"] + Self.countNames,
      zip(results, files).map { result, file in
        ["[\(markdown(result.student))](feedback/\(Self.address(file)))"] + Self.counts(result.exercises)
      }, texts: 1)
  }

  /// The name of a file as it stands in an address.
  private static func address(_ file: String) -> String {
    file.utf8.map { byte in
      let isPlain =
        byte < 0x80
        && (Character(UnicodeScalar(byte)).isLetter || Character(UnicodeScalar(byte)).isNumber
          || "-._".utf8.contains(byte))
      return isPlain
        ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }.joined()
  }
}

extension GradesFolder {
  /// Makes everything that people read from what is known of each student.
  func publish(_ record: Record, _ results: [StudentResult], references: [String: String]) throws(UsageError) {
    let lessons = record.lessons.compactMap(LessonOutline.numbered)
    var (grades, times) = (CSV(), CSV())
    grades.add(["student", "lesson", "exercise", "verdict", "reason", "seed"])
    times.add(["student", "exercise", "seconds"])
    let files = feedbackNames(for: results.map(\.student))
    for (result, file) in zip(results, files) {
      for exercise in result.exercises {
        grades.add([
          result.student, "\(exercise.lesson)", exercise.id, exercise.verdict.rawValue, exercise.reason,
          "\(record.seed)",
        ])
        times.add([result.student, exercise.id, String(format: "%.2f", exercise.seconds)])
      }
      try write(feedback(on: result, seed: record.seed), to: "feedback/" + file)
    }
    removeFeedback(except: Set(files))
    let readers = results.compactMap { result -> (student: String, ids: [String])? in
      let ids = result.answers.filter { references[$0.key] == $0.value }.map(\.key)
        .sorted { number($0).lexicographicallyPrecedes(number($1)) }
      return ids.isEmpty ? nil : (result.student, ids)
    }
    let picture = picture(of: results, lessons: lessons)
    if let picture { try write(picture.svg(), to: "class.svg") }
    let report = ClassReport(
      record: record, results: results, lookalikes: Lookalikes(in: results, references: references), readers: readers,
      hasPicture: picture != nil)
    try write(report.text, to: "class.md")
    try write(times.text, to: "times.csv")
    try write(grades.text, to: "grades.csv")
  }
}
