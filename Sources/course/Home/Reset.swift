import Curriculum
import Foundation
import Learner

/// Puts one exercise back to its stub. What was there is put aside first.
///
/// The stub is the statement as it stands in the learner's file, the function's declaration as it stands in the reference
/// answers, and `todo`.
func reset(_ exercise: ExerciseOutline, in package: URL = packageFolder, keepingIn folder: URL = learnersFolder)
  throws(UsageError) -> String
{
  try locked(folder) { () throws(UsageError) in
    let (file, part) = try answer(to: exercise, in: package)
    let place = function(of: part, in: file)
    let stub = try stub(of: exercise, like: file, in: package)
    let old = file.text(of: place)
    if old == stub { return "\(exercise.id) is as it came." }
    let aside = try putAside(old, of: exercise, in: folder)
    try replace(
      AnswerFile.place(of: exercise.lesson, in: package), by: file.replacing(place, with: stub), through: folder)
    return """
      \(exercise.id) is as it came. Your answer is in \(aside.path);
      swift run course reset \(exercise.id) --back brings it back.
      """
  }
}

/// Puts the answer that was put aside last into its place again; the one that is there is put aside, unless it is the stub.
func bringBack(_ exercise: ExerciseOutline, in package: URL = packageFolder, keepingIn folder: URL = learnersFolder)
  throws(UsageError) -> String
{
  try locked(folder) { () throws(UsageError) in
    guard let aside = asideFiles(of: exercise, in: folder).last else {
      throw UsageError("no answer to \(exercise.id) was put aside")
    }
    let text: String
    do { text = try String(contentsOf: aside, encoding: .utf8) } catch {
      throw UsageError("cannot read \(aside.path): \(UsageError.reason(error))")
    }
    let (file, part) = try answer(to: exercise, in: package)
    let place = function(of: part, in: file)
    let present = file.text(of: place)
    if try present != stub(of: exercise, like: file, in: package) && present != text {
      _ = try putAside(present, of: exercise, in: folder)
    }
    try replace(
      AnswerFile.place(of: exercise.lesson, in: package), by: file.replacing(place, with: text), through: folder)
    try? FileManager.default.removeItem(at: aside)
    return "\(exercise.id) has the answer again that was put aside."
  }
}

private func answer(to exercise: ExerciseOutline, in package: URL) throws(UsageError) -> (AnswerFile, AnswerFile.Part) {
  let name = exercise.lesson.answers
  guard let file = AnswerFile(of: exercise.lesson, in: package) else {
    throw UsageError("\(name) cannot be read; git restore \(name) brings it back as it came")
  }
  guard let part = file[exercise.id] else {
    throw UsageError(
      "\(name) has no line \"/// Exercise \(exercise.id) · …\", where the exercise begins: put that back, "
        + "or see what changed with git diff \(name)")
  }
  return (file, part)
}

/// The function of a part; where it does not end, as in code that is half written, all that follows the statement.
private func function(of part: AnswerFile.Part, in file: AnswerFile) -> Range<Int> {
  if let function = part.function { return function }
  let bytes = Array(file.text.utf8)
  var start = part.range.lowerBound
  while start < part.range.upperBound, bytes[start...].starts(with: "///".utf8) {
    let end = bytes[start..<part.range.upperBound].firstIndex(of: UInt8(ascii: "\n"))
    start = end.map { $0 + 1 } ?? part.range.upperBound
  }
  var end = part.range.upperBound
  while end > start, bytes[end - 1] == UInt8(ascii: "\n") || bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
  return start..<end
}

/// The function of an exercise as it came, with the line ends of the file that it is for.
func stub(of exercise: ExerciseOutline, like file: AnswerFile, in package: URL) throws(UsageError) -> String {
  let name = "Solutions/\(exercise.lesson.name).swift"
  guard let text = try? String(contentsOf: package.appendingPathComponent(name), encoding: .utf8) else {
    throw UsageError("\(name) cannot be read; git restore \(name) brings it back")
  }
  let solutions = AnswerFile(text, headline: "Solution")
  guard let signature = solutions[exercise.id]?.signature else {
    throw UsageError("\(name) has no solution \(exercise.id); git restore \(name) brings it back")
  }
  let stub = solutions.text(of: signature) + "{\n  todo(\"\(exercise.id)\")\n}"
  return file.text.contains("\r\n") ? stub.replacing("\n", with: "\r\n") : stub
}

/// Writes an answer into a file of its own, and returns that.
private func putAside(_ text: String, of exercise: ExerciseOutline, in folder: URL) throws(UsageError) -> URL {
  let aside = folder.appendingPathComponent("aside")
  let count = asideFiles(of: exercise, in: folder).last.flatMap { Int($0.asideNumber) } ?? 0
  let file = aside.appendingPathComponent("\(exercise.id)-\(count + 1).swift")
  do {
    try FileManager.default.createDirectory(at: aside, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file, options: .atomic)
  } catch {
    throw UsageError("cannot write \(file.path), so nothing was changed: \(UsageError.reason(error))")
  }
  return file
}

/// The answers to an exercise that were put aside, as `.unstuck/aside/10.3-2.swift`, the last one last.
func asideFiles(of exercise: ExerciseOutline, in folder: URL) -> [URL] {
  let aside = folder.appendingPathComponent("aside")
  let names = (try? FileManager.default.contentsOfDirectory(atPath: aside.path)) ?? []
  return names.filter { $0.hasPrefix("\(exercise.id)-") && $0.hasSuffix(".swift") }
    .map { aside.appendingPathComponent($0) }
    .filter { Int($0.asideNumber) != nil }
    .sorted { Int($0.asideNumber)! < Int($1.asideNumber)! }
}

extension URL {
  /// `"2"` of `10.3-2.swift`.
  fileprivate var asideNumber: String {
    String(deletingPathExtension().lastPathComponent.split(separator: "-").last ?? "")
  }
}
