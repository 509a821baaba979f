import Curriculum
import Foundation
import Learner

/// How the learner stands: what is read, right, wrong and open in every lesson.
///
/// It is put together from the standings, the bookmarks and the files of answers as they are now; nothing is run.
struct Home {
  let lessons: [LessonState]
  /// The exercises in the order in which they were judged last.
  let recent: [String]
  /// One sentence for each line of the standings that cannot be read.
  let complaints: [String]

  /// The standing of an exercise, in the light of what its file has now.
  enum Mark: String, CaseIterable {
    case right, wrong
    /// The answer was right in an earlier course.
    case refused
    case open
    /// The answer is another one than was judged.
    case changed
    /// The file has no such exercise any more.
    case missing

    var sign: String {
      switch self {
      case .right: "●"
      case .wrong, .refused: "✘"
      case .open: "○"
      case .changed: "◐"
      case .missing: "?"
      }
    }

    /// What the mark says, after an exercise's title.
    var words: String {
      switch self {
      case .right: "right"
      case .wrong: "not right yet"
      case .refused: "was right, and this course refuses it"
      case .open: "open"
      case .changed: "not graded yet as it is now"
      case .missing: "gone from its file"
      }
    }
  }

  struct ExerciseState {
    let outline: ExerciseOutline
    let mark: Mark
    /// The line of its headline in the file.
    let line: Int?
  }

  struct LessonState {
    let outline: LessonOutline
    let reading: Bookmark.Place
    /// When its bookmark was put last.
    let readAt: Date?
    let exercises: [ExerciseState]
  }

  init(in folder: URL = learnersFolder, package: URL = packageFolder) throws(UsageError) {
    let standings = try Standings(in: folder)
    recent = standings.idsByTime
    complaints = standings.complaints(in: folder)
    lessons = LessonOutline.all.filter(\.isBuilt).map { lesson in
      let file = AnswerFile(of: lesson, in: package)
      let bookmark = Bookmark(of: lesson.target, in: folder)
      let date = try? FileManager.default.attributesOfItem(atPath: bookmark.file.path)[.modificationDate] as? Date
      let exercises = lesson.exercises.map { exercise in
        let part = file?[exercise.id]
        return ExerciseState(
          outline: exercise, mark: Self.mark(of: part, standings[exercise.id]), line: part?.line)
      }
      return LessonState(outline: lesson, reading: bookmark.place, readAt: date, exercises: exercises)
    }
  }

  private static func mark(of part: AnswerFile.Part?, _ standing: Standing?) -> Mark {
    guard let part else { return .missing }
    if part.isOpen { return .open }
    guard let standing, standing.fingerprint == part.fingerprint else { return .changed }
    switch standing.verdict {
    case .right: return .right
    case .wrong: return .wrong
    case .refused: return .refused
    case .open: return .open
    }
  }

  var exercises: [ExerciseState] { lessons.flatMap(\.exercises) }

  subscript(id: String) -> ExerciseState? { exercises.first { $0.outline.id == id } }

  // MARK: What comes next

  /// The lesson that the learner was at last: by its exercises, else by its bookmark, else the first.
  private var current: Int {
    if let id = recent.last, let lesson = lessons.firstIndex(where: { $0.exercises.contains { $0.outline.id == id } }) {
      return lesson
    }
    let read = lessons.indices.filter { lessons[$0].readAt != nil }
    return read.max { lessons[$0].readAt! < lessons[$1].readAt! } ?? 0
  }

  /// The exercise to go on with: that of the last verdict unless it is right, else the next one after it, and in the end any
  /// that was left out; nil if all are right.
  var nextExercise: ExerciseState? {
    guard !lessons.isEmpty else { return nil }
    let order = exercises
    let start =
      order.firstIndex { $0.outline.id == recent.last }
      ?? order.firstIndex {
        $0.outline.id == lessons[current].exercises.first?.outline.id
      }
    let lesson = lessons[current].exercises.map(\.outline.id)
    let later = order[(start ?? 0)...].filter { lesson.contains($0.outline.id) }
    let earlier = order.filter { lesson.contains($0.outline.id) }
    let following = lessons[(current + 1)...].flatMap(\.exercises)
    return (later + earlier + following + order).first { $0.mark != .right }
  }

  /// The lesson to go on reading: the one begun last, else the first that is unread; nil if all are read.
  var nextReading: LessonState? {
    let begun = lessons.filter { if case .before = $0.reading { true } else { false } }
    let last = begun.max { ($0.readAt ?? .distantPast) < ($1.readAt ?? .distantPast) }
    return last ?? lessons.first { $0.reading == .unread }
  }
}
