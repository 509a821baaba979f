import Curriculum
import Foundation
import Learner

/// What `swift run course answers` can do.
enum AnswersMove: String { case aside, back }

/// Puts all answers aside, so that `git pull` finds the files of Exercises as they came, and brings them back into newer ones.
///
/// Aside they are in `.unstuck/answers`: the learner's files, and below `as-they-came` the files that they grew from. What is
/// begun and not ended, as when the machine goes down, is ended by the same command given again.
struct AnswersAside {
  let package: URL
  let folder: URL

  static var standard: AnswersAside { AnswersAside(package: packageFolder, folder: learnersFolder) }

  private var kept: URL { folder.appendingPathComponent("answers") }
  private var bases: URL { kept.appendingPathComponent("as-they-came") }

  func make(_ move: AnswersMove) throws(UsageError) -> String {
    try locked(folder) { () throws(UsageError) -> String in
      if move == .aside { return try aside() }
      return try back()
    }
  }

  // MARK: Aside

  private func aside() throws(UsageError) -> String {
    if FileManager.default.fileExists(atPath: kept.path) {
      for name in names(in: kept) {
        let current = try text(exercise(name))
        let mine = try text(kept.appendingPathComponent(name))
        let came = try text(bases.appendingPathComponent(name))
        guard current == mine || current == came
        else {
          throw UsageError(
            "answers are aside already, and Exercises/\(name) has others: first bring those back that are aside, with "
              + "swift run course answers back")
        }
      }
    } else {
      let changed = try changedFiles()
      if changed.isEmpty { return "No file of Exercises differs from how it came; there is nothing to put aside." }
      // All of it under another name first: a folder that is called answers is whole.
      let new = folder.appendingPathComponent("answers.new")
      do {
        try? FileManager.default.removeItem(at: new)
        let base = new.appendingPathComponent("as-they-came")
        try FileManager.default.createDirectory(at: base, withIntermediateDirectories: true)
        for (name, mine, came) in changed {
          try Data(mine.utf8).write(to: new.appendingPathComponent(name))
          try Data(came.utf8).write(to: base.appendingPathComponent(name))
        }
        try FileManager.default.moveItem(at: new, to: kept)
      } catch {
        throw UsageError("cannot write \(new.path), so nothing was changed: \(UsageError.reason(error))")
      }
    }
    let files = names(in: kept)
    for name in files { try replace(exercise(name), by: text(bases.appendingPathComponent(name)), through: folder) }
    let count = files.count == 1 ? "the answers of one file are" : "the answers of \(files.count) files are"
    return """
      Put aside: \(count) in \(kept.path).
      Now: git pull
      Then: swift run course answers back
      """
  }

  /// The files of Exercises that are not as they came: name, text, and text as it came with the last commit.
  private func changedFiles() throws(UsageError) -> [(name: String, mine: String, came: String)] {
    let children = Children()
    let env = URL(fileURLWithPath: "/usr/bin/env")
    let listed = try children.run(
      env, ["git", "-C", package.path, "diff", "--name-only", "--relative", "HEAD", "--", "Exercises"])
    guard listed.status == 0 else {
      throw UsageError(
        "\(package.path) is no git clone, so there is nothing to pull that answers could be in the way of")
    }
    var changed: [(String, String, String)] = []
    for path in listed.output.split(separator: "\n") where path.hasSuffix(".swift") {
      let name = String(path.dropFirst("Exercises/".count))
      let came = try children.run(env, ["git", "-C", package.path, "show", "HEAD:./\(path)"])
      guard came.status == 0 else { continue }  // added, and not in any commit yet
      // A file that is gone has no answer; git brings it back by itself.
      guard let data = try? Data(contentsOf: exercise(name)) else { continue }
      let mine = String(decoding: data, as: UTF8.self)
      if mine != came.output { changed.append((name, mine, came.output)) }
    }
    return changed
  }

  // MARK: Back

  private func back() throws(UsageError) -> String {
    guard FileManager.default.fileExists(atPath: kept.path) else { throw UsageError("no answers are aside") }
    var left: [String] = []
    let files = names(in: kept)
    for name in files {
      let mine = try text(kept.appendingPathComponent(name))
      let place = current(of: name)
      guard FileManager.default.fileExists(atPath: place.path) else {
        left.append("\(name): this course has no such file any more")
        continue
      }
      let merge = try AnswerMerge(mine: mine, base: text(bases.appendingPathComponent(name)), newer: text(place))
      try replace(place, by: merge.text, through: folder)
      left += merge.left.map { "\(name): \($0)" }
    }
    let history = folder.appendingPathComponent("answers-\(pastCount() + 1)")
    do { try FileManager.default.moveItem(at: kept, to: history) } catch {
      throw UsageError("the answers are back, but \(kept.path) cannot be renamed: \(UsageError.reason(error))")
    }
    let count = files.count == 1 ? "one file has" : "\(files.count) files have"
    if left.isEmpty { return "Brought back: \(count) your answers again." }
    return """
      Brought back: \(count) your answers again, but for these, which are in \(history.path):
      \(left.map { "  " + $0 }.joined(separator: "\n"))
      """
  }

  /// Where the answers of a file belong now: a lesson keeps its number, whatever its name becomes.
  private func current(of name: String) -> URL {
    let lesson = Int(name.prefix { $0.isNumber }).flatMap(LessonOutline.numbered)
    return lesson.map { AnswerFile.place(of: $0, in: package) } ?? exercise(name)
  }

  private func pastCount() -> Int {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.compactMap { $0.wholeMatch(of: /answers-(\d+)/).flatMap { Int($0.1) } }.max() ?? 0
  }

  // MARK: Files

  private func exercise(_ name: String) -> URL { package.appendingPathComponent("Exercises/\(name)") }

  private func names(in folder: URL) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { $0.hasSuffix(".swift") }
      .sorted()
  }

  private func text(_ file: URL) throws(UsageError) -> String {
    do { return String(decoding: try Data(contentsOf: file), as: UTF8.self) } catch {
      throw UsageError("cannot read \(file.path): \(UsageError.reason(error))")
    }
  }
}
