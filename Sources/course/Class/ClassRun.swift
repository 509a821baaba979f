import Curriculum
import Foundation
import LessonKit
import Learner
import Synchronization

/// Grades a class, or the part of it that is asked for; goes on where an earlier run was interrupted.
func gradeClass(_ request: ClassRequest) throws(UsageError) {
  let (submissions, path) = try placesApart(request)
  let roster = try Roster(submissions)
  let grades = try GradesFolder(path)
  let recognition = try LessonRecognition(course: packageFolder)
  let course = try CourseCopy(of: packageFolder)
  let solutions = packageFolder.appendingPathComponent("Solutions").path
  let confinement = Confinement(hiding: [submissions, path, solutions])
  if let warning = confinement.warning { writeToStandardError(warning + "\n") }
  var numbers = Set(request.lessons)
  if numbers.isEmpty {
    for student in roster.students { numbers.formUnion(student.submission(recognition).works.map(\.lesson)) }
  }
  let lessons = LessonOutline.all.filter { numbers.contains($0.number) }
  if lessons.isEmpty { throw UsageError("no one in \(submissions) has handed in a lesson's file") }
  let students = request.shard.of(roster.students)
  let run = ClassRun(
    students: students, lessons: lessons, seed: request.seed, recognition: recognition, course: course,
    confinement: confinement, grades: grades)
  let results = try run.results(jobs: request.jobs ?? ProcessInfo.processInfo.activeProcessorCount)
  let record = GradesFolder.Record(
    course: course.digest, seed: request.seed, lessons: lessons.map(\.number), shard: request.shard,
    others: roster.others, isConfined: confinement.kind != .none, students: students.map(\.name))
  try grades.keep(record)
  try grades.publish(record, results, references: references(recognition))
  sayWhatCame(of: results, in: path)
}

/// Puts the parts of a class together, as if it had been graded at once.
func mergeClass(_ parts: [String], into path: String) throws(UsageError) {
  var known: [(path: String, record: GradesFolder.Record, results: [StudentResult])] = []
  for part in parts {
    let (record, results) = try GradesFolder.known(in: part)
    if let first = known.first {
      let (a, b) = (first.record, record)
      guard a.course == b.course else { throw UsageError("\(part) was graded by another course than \(first.path)") }
      guard a.seed == b.seed else {
        throw UsageError("\(part) was graded with --seed \(b.seed), and \(first.path) with --seed \(a.seed)")
      }
      guard a.lessons == b.lessons else {
        throw UsageError("\(part) has grades of other lessons than \(first.path); give all parts the same --lessons")
      }
      guard a.shard.count == b.shard.count else {
        throw UsageError("\(part) is one of \(b.shard.count) parts, and \(first.path) one of \(a.shard.count)")
      }
      if let same = known.first(where: { $0.record.shard == record.shard }) {
        throw UsageError("\(part) and \(same.path) are the same part, \(record.shard.number)/\(record.shard.count)")
      }
    }
    known.append((part, record, results))
  }
  guard let first = known.first?.record else { return }
  let missing = Set(1...first.shard.count).subtracting(known.map(\.record.shard.number)).sorted()
  if let number = missing.first {
    throw UsageError(
      "the part \(number)/\(first.shard.count) is missing; name the folders of all \(first.shard.count) parts")
  }
  let results = known.flatMap(\.results).sorted { $0.student.utf8.lexicographicallyPrecedes($1.student.utf8) }
  if let twice = zip(results, results.dropFirst()).first(where: { $0.student == $1.student }) {
    throw UsageError("\(twice.0.student) is in two parts; the parts are not of the same submissions")
  }
  let grades = try GradesFolder(path)
  for result in results { try grades.keep(result) }
  let record = GradesFolder.Record(
    course: first.course, seed: first.seed, lessons: first.lessons, shard: .whole, others: first.others,
    isConfined: known.allSatisfy(\.record.isConfined), students: results.map(\.student))
  try grades.keep(record)
  try grades.publish(record, results, references: references(try LessonRecognition(course: packageFolder)))
  sayWhatCame(of: results, in: path)
}

/// The two folders, neither of which may lie in the other.
private func placesApart(_ request: ClassRequest) throws(UsageError) -> (submissions: String, grades: String) {
  func real(_ path: String) -> String { URL(fileURLWithPath: path).resolvingSymlinksInPath().standardizedFileURL.path }
  let (submissions, grades) = (real(request.submissions), real(request.grades))
  if (grades + "/").hasPrefix(submissions + "/") {
    throw UsageError("the grades would lie among the submissions; name a folder outside \(request.submissions)")
  }
  if (submissions + "/").hasPrefix(grades + "/") {
    throw UsageError("the submissions lie in the folder of the grades; name a folder beside \(request.submissions)")
  }
  return (submissions, grades)
}

/// The words of the course's own answers.
private func references(_ recognition: LessonRecognition) -> [String: String] {
  var words: [String: String] = [:]
  for stub in recognition.stubs {
    let file = packageFolder.appendingPathComponent("Solutions/\(stub.lesson.name).swift")
    guard let data = try? Data(contentsOf: file) else { continue }
    for (id, body) in wordsOfBodies(in: String(decoding: data, as: UTF8.self), functions: stub.functions) {
      words[id] = body.joined(separator: " ")
    }
  }
  return words
}

private func sayWhatCame(of results: [StudentResult], in path: String) {
  let all = results.flatMap(\.exercises)
  let counts = ClassVerdict.allCases.map { verdict in (verdict, all.count { $0.verdict == verdict }) }
    .filter { $0.1 > 0 }.map { "\($0.1) \($0.0.rawValue)" }.joined(separator: ", ")
  writeToStandardOutput(
    """
    \(results.count) students, \(all.count) grades: \(counts)
    \(path)/class.md        the class at a glance
    \(path)/grades.csv      a row for each student and exercise
    \(path)/feedback        a page for each student

    """)
}

/// Students who are graded side by side, each on a workbench of its own.
private final class ClassRun: Sendable {
  private let students: [Roster.Student]
  private let lessons: [LessonOutline]
  private let seed: UInt64
  private let recognition: LessonRecognition
  private let course: CourseCopy
  private let confinement: Confinement
  private let grades: GradesFolder

  private struct State {
    var next = 0
    var results: [Int: StudentResult] = [:]
    var error: UsageError?
    var started = ContinuousClock.now
    var graded = 0
  }
  private let state = Mutex(State())

  init(
    students: [Roster.Student], lessons: [LessonOutline], seed: UInt64, recognition: LessonRecognition,
    course: CourseCopy, confinement: Confinement, grades: GradesFolder
  ) {
    self.students = students
    self.lessons = lessons
    self.seed = seed
    self.recognition = recognition
    self.course = course
    self.confinement = confinement
    self.grades = grades
  }

  /// In the order of the students.
  func results(jobs: Int) throws(UsageError) -> [StudentResult] {
    // What is known already needs no workbench.
    let open = students.indices.filter { !isKnown($0) }
    if !open.isEmpty {
      let count = min(jobs, open.count)
      let benches = buildFolder.appendingPathComponent("class")
      let group = DispatchGroup()
      for _ in 0..<count {
        group.enter()
        Thread.detachNewThread {
          self.work(on: open, in: benches)
          group.leave()
        }
      }
      showProgress(of: open.count, until: group)
    }
    let (results, error) = state.withLock { ($0.results, $0.error) }
    if let error { throw error }
    return students.indices.compactMap { results[$0] }
  }

  private func isKnown(_ place: Int) -> Bool {
    guard let result = grades.result(of: students[place].name) else { return false }
    let submission = students[place].submission(recognition).only(Set(lessons.map(\.number)))
    guard result.digest == digest(of: submission) else { return false }
    state.withLock { $0.results[place] = result }
    return true
  }

  /// Of everything on which the grades depend.
  private func digest(of submission: Submission) -> String {
    var digest = Digest()
    digest.add(course.digest)
    digest.add("\(seed) \(lessons.map(\.number)) \(confinement.kind)")
    for work in submission.works {
      digest.add(work.path)
      digest.add(work.text)
    }
    for helper in submission.helpers {
      digest.add(helper.path)
      digest.add(helper.text)
    }
    for note in submission.notes { digest.add(note) }
    return digest.text
  }

  private func work(on open: [Int], in benches: URL) {
    do throws(UsageError) {
      let bench = try Workbench(in: benches, course: course, seed: seed, confinement: confinement)
      if case .built = try bench.compile(isFirst: true) {
      } else {
        throw UsageError("the course does not build; to see why: UNSTUCK_TESTS=exercises swift build --build-tests")
      }
      state.withLock { if $0.graded == 0 { $0.started = .now } }
      while let place = nextPlace(of: open) {
        let submission = students[place].submission(recognition).only(Set(lessons.map(\.number)))
        let result = try StudentGrading.result(
          of: submission, lessons: lessons, digest: digest(of: submission), recognition: recognition, on: bench)
        try grades.keep(result)
        state.withLock {
          $0.results[place] = result
          $0.graded += 1
        }
      }
    } catch {
      state.withLock { if $0.error == nil { $0.error = error } }
    }
  }

  private func nextPlace(of open: [Int]) -> Int? {
    state.withLock { state in
      guard state.error == nil, state.next < open.count else { return nil }
      state.next += 1
      return open[state.next - 1]
    }
  }

  /// On a terminal a bar; elsewhere a line now and then.
  private func showProgress(of count: Int, until group: DispatchGroup) {
    let terminal = Terminal.standard
    let isTerminal = isatty(STDERR_FILENO) == 1
    var meter: ProgressMeter?
    var lastLine = ContinuousClock.now
    writeToStandardError(
      """
      grading \(count) of \(students.count) students; first, copies of the course are built in \
      \(buildFolder.lastPathComponent)/class, which takes \
      some minutes the first time

      """
    )
    while group.wait(timeout: .now() + .milliseconds(200)) == .timedOut {
      let (graded, started) = state.withLock { ($0.graded, $0.started) }
      if isTerminal {
        if graded > 0 && meter == nil { meter = ProgressMeter("students", count: count, on: terminal) }
        meter?.show(done: graded)
      } else if ContinuousClock.now - lastLine > .seconds(30) && graded > 0 {
        lastLine = .now
        let spent = (ContinuousClock.now - started) / .seconds(1)
        let left = Int((spent / Double(graded) * Double(count - graded) / 60).rounded(.up))
        writeToStandardError("\(graded) of \(count) students graded, about \(left) min left\n")
      }
    }
    meter?.clear()
  }
}
