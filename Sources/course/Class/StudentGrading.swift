import Curriculum
import Foundation
import Learner

/// Grades what one student handed in, on a workbench.
struct StudentGrading {
  private let submission: Submission
  private let lessons: [LessonOutline]
  private let recognition: LessonRecognition
  private let bench: Workbench
  private var graded: [String: GradedExercise] = [:]
  private var remarks: [String] = []

  /// The file's name in `Exercises`, and its text.
  private typealias Placed = [String: String]

  /// - Parameters:
  ///   - lessons: those of which every exercise gets a verdict.
  static func result(
    of submission: Submission, lessons: [LessonOutline], digest: String, recognition: LessonRecognition,
    on bench: Workbench
  ) throws(UsageError) -> StudentResult {
    var grading = StudentGrading(submission, lessons, recognition, bench)
    try grading.gradeAll()
    var result = StudentResult(student: submission.student, digest: digest)
    for work in submission.works { result.files[work.lesson] = work.path }
    result.notes = submission.notes
    result.remarks = grading.remarks
    result.exercises = lessons.flatMap(\.exercises).map { exercise in
      grading.graded[exercise.id]
        ?? GradedExercise(exercise.id, .missing, reason: "The lesson's file was not handed in.")
    }
    result.answers = comparableAnswers(in: submission, recognition)
    return result
  }

  private init(
    _ submission: Submission, _ lessons: [LessonOutline], _ recognition: LessonRecognition, _ bench: Workbench
  ) {
    self.submission = submission
    self.lessons = lessons
    self.recognition = recognition
    self.bench = bench
  }

  private mutating func gradeAll() throws(UsageError) {
    var (works, helpers): (Placed, Placed) = ([:], [:])
    for work in submission.works {
      guard let stub = recognition.stub(of: work.lesson) else { continue }
      let suspicion = Suspicion(in: work.text, path: work.path)
      remarks += suspicion.remarks
      if let refusal = suspicion.refusal {
        remarks.append(refusal)
        for exercise in stub.lesson.exercises {
          note(
            GradedExercise(
              exercise.id, .refused, reason: refusal,
              report: "\(refusal) While that is there, nothing in this file is graded."))
        }
      } else if work.isEmpty {
        for exercise in stub.lesson.exercises { note(GradedExercise(exercise.id, .open, reason: "The file is empty.")) }
      } else {
        works[stub.lesson.name + ".swift"] = work.completed(stub)
      }
    }
    for helper in submission.helpers {
      let suspicion = Suspicion(in: helper.text, path: helper.path)
      remarks += suspicion.remarks + [suspicion.refusal].compactMap(\.self)
      if suspicion.refusal == nil {
        helpers["helper-\(safeFileName((helper.path as NSString).lastPathComponent))"] = helper.text
      }
    }
    if !works.isEmpty { try grade(works, helpers) }
    for work in submission.works {
      for id in work.lacks where graded[id]?.verdict == .open && !work.isEmpty {
        note(GradedExercise(id, .open, reason: "Its function is not in the file."))
      }
    }
  }

  private mutating func note(_ exercise: GradedExercise) { graded[exercise.id] = exercise }

  /// Grades as many files at once as can be built together.
  ///
  /// Those with a mistake make room for the course's, so that the others are built. Where files stand in each other's way,
  /// as with two helpers of one name, each is tried by itself.
  private mutating func grade(_ works: Placed, _ helpers: Placed) throws(UsageError) {
    var (good, sound) = (works, helpers)
    var mistakes: [String: [CompilerError]] = [:]
    building: while !good.isEmpty {
      try bench.place(good.merging(sound) { $1 })
      switch try bench.compile() {
      case .built:
        try run(good)
        break building
      case .mistakes(let found):
        let files = Set(found.map { String($0.file.dropFirst("Exercises/".count)) })
        let blamed = files.filter { good[$0] != nil || sound[$0] != nil }
        // A mistake in a file of the course's own is not told apart further.
        if blamed.isEmpty { return try gradeEach(good, sound, found.map(\.message).first ?? "It does not compile.") }
        for error in found {
          let name = String(error.file.dropFirst("Exercises/".count))
          mistakes[name, default: []].append(error)
        }
        for name in blamed {
          good[name] = nil
          sound[name] = nil
        }
      case .failed(let reason): return try gradeEach(good, sound, reason)
      }
    }
    for name in mistakes.keys.sorted() where helpers[name] != nil && sound[name] == nil {
      remarks.append("\(name) does not compile, and was left aside.")
    }
    let bad = works.filter { good[$0.key] == nil }
    // What clashed with another file may be sound by itself.
    let clashing = bad.filter { name, _ in mistakes[name]?.contains(where: \.isClash) == true }
    for (name, _) in bad where clashing[name] == nil || works.count == 1 { uncompiled(name, mistakes[name] ?? []) }
    if works.count > 1 {
      for (name, text) in clashing.sorted(by: { $0.key < $1.key }) { try grade([name: text], sound) }
    }
  }

  /// Grades each file by itself. One that fails even so is told `reason`, or what is said of it alone.
  private mutating func gradeEach(_ works: Placed, _ helpers: Placed, _ reason: String) throws(UsageError) {
    if works.count == 1, let name = works.keys.first {
      if helpers.isEmpty { return uncompiled(name, [], reason: reason) }
      remarks.append("The files beside the lessons' keep them from being built, and were left aside.")
      return try grade(works, [:])
    }
    for (name, text) in works.sorted(by: { $0.key < $1.key }) { try grade([name: text], helpers) }
  }

  private mutating func uncompiled(_ name: String, _ errors: [CompilerError], reason: String? = nil) {
    guard let lesson = LessonOutline.all.first(where: { $0.name + ".swift" == name }) else { return }
    let path = submission.works.first { $0.lesson == lesson.number }?.path ?? name
    let lines = errors.map { "\(path):\($0.line):\($0.column): \($0.message)" }
    let first = lines.first ?? reason ?? "It does not compile."
    let report =
      "The file does not compile, so nothing in it is graded:\n\n"
      + (lines.isEmpty ? [first] : Array(lines.prefix(8))).joined(separator: "\n")
    for exercise in lesson.exercises {
      note(
        GradedExercise(
          exercise.id, .uncompiled, reason: first.split(whereSeparator: \.isNewline).first.map(String.init) ?? "",
          report: report))
    }
  }

  /// Runs the lessons of the files that are built.
  private mutating func run(_ works: Placed) throws(UsageError) {
    let lessons = LessonOutline.all.filter { works[$0.name + ".swift"] != nil }
    let results = try bench.run(lessons.map { "/lesson\($0.twoDigits)_[0-9]+\\(\\)" })
    try heed(results)
    if results.isComplete && !results.isForged {
      for verdict in results.verdicts { note(GradedExercise(verdict)) }
    }
    // An answer that ends the test program takes the others' verdicts with it: each gets a run of its own.
    for exercise in lessons.flatMap(\.exercises) where graded[exercise.id] == nil {
      let parts = number(exercise.id)
      let two = parts[0] < 10 ? "0\(parts[0])" : "\(parts[0])"
      let alone = try bench.run(["/lesson\(two)_\(parts[1])\\(\\)"])
      try heed(alone)
      if alone.isComplete, !alone.isForged, let verdict = alone.verdicts.first(where: { $0.id == exercise.id }) {
        note(GradedExercise(verdict))
      } else {
        let reason =
          alone.isForged
          ? "The record of its run was written to by something else than the grader."
          : "The test program was ended before it could give a verdict, also with this exercise alone."
        note(GradedExercise(exercise.id, .ungraded, reason: reason))
        remarks.append("\(exercise.id): \(reason)")
      }
    }
  }

  /// A workbench that was changed is put in order again, and built again from what it should be.
  private mutating func heed(_ results: Workbench.Results) throws(UsageError) {
    guard results.hasTouchedCourse else { return }
    remarks.append("While its answers ran, files of the course's copy were changed; they were put back.")
    try bench.restoreFromScratch()
    _ = try bench.compile(isFirst: true)
  }
}

extension Submission.Work {
  /// The text with the functions that it lacks, as the course hands them out: so the others can be graded.
  func completed(_ stub: LessonRecognition.Stub) -> String {
    let bodies = lacks.compactMap { stub.bodies[$0] }
    return bodies.isEmpty ? text : ([text] + stub.imports + bodies).joined(separator: "\n") + "\n"
  }
}

extension CompilerError {
  /// Whether it speaks of a name that stands elsewhere, too.
  fileprivate var isClash: Bool { message.contains("redeclaration") || message.contains("ambiguous") }
}

/// A name for a file, made of letters, digits, points and hyphens only, from any text.
func safeFileName(_ text: String) -> String {
  var name = ""
  for character in text.precomposedStringWithCanonicalMapping {
    let isPlain = character.isLetter || character.isNumber || "._-".contains(character)
    let next: Character = isPlain ? character : "-"
    if next == "-" && name.hasSuffix("-") { continue }
    name.append(next)
  }
  let ends = CharacterSet(charactersIn: ".-")
  // Names of files hold 255 bytes, and something is added to this one.
  var short = name.trimmingCharacters(in: ends)
  while short.utf8.count > 120 { short.removeLast() }
  return short.isEmpty ? "student" : short
}
