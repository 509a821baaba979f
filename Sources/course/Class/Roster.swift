import Curriculum
import Foundation
import LessonKit
import Learner

/// The students of a class: everyone who has a folder, or a file, in the folder of submissions.
struct Roster {
  struct Student {
    /// The folder's name, in composed Unicode; a second one that reads the same has a number.
    let name: String
    fileprivate let path: [UInt8]
    fileprivate let isFolder: Bool
    /// Why nothing in it can be read; nil as a rule.
    fileprivate let note: String?

    /// What was handed in.
    func submission(_ recognition: LessonRecognition) -> Submission {
      if let note { return Submission(student: name, notes: [note]) }
      let entries = isFolder ? SubmittedEntry.all(in: path) : SubmittedEntry.file(path)
      return Submission(student: name, entries: entries, recognition)
    }
  }

  /// Sorted by name, as the bytes of UTF-8 are sorted: the same everywhere.
  let students: [Student]
  /// What else lies in the folder.
  let others: [String]

  private static let archives = ["zip", "tar", "gz", "tgz", "bz2", "xz", "7z", "rar"]

  /// Lists a folder, which must not be one student's own.
  init(_ folder: String) throws(UsageError) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) else {
      throw UsageError("there is no folder \(folder); name the one with a folder for each student")
    }
    guard isFolder.boolValue else {
      throw UsageError("\(folder) is a file; name the folder with a folder for each student")
    }
    let items = DirectoryItem.all(in: Array(folder.utf8)).filter { !$0.name.hasPrefix(".") && $0.name != "__MACOSX" }
    if let own = items.first(where: { Self.isOfOneStudent($0) }) {
      throw UsageError(
        "\(folder) is one student's own folder, for it holds \(own.name); name the folder above it, with one for each student"
      )
    }
    var students: [Student] = []
    var others: [String] = []
    var taken: Set<String> = []
    for item in items {
      let (stem, ending) = Self.split(item.name)
      var note: String?
      switch item.kind {
      case .folder: break
      case .file where SubmittedEntry.isOfInterest(item.name): break
      case .file where Self.archives.contains(ending):
        note = "\(item.name) is an archive, and was not opened: unpack it into a folder."
      case .link: note = "\(item.name) is a link; nothing is read by way of links."
      case .file, .other:
        others.append(item.name)
        continue
      }
      let base = (item.kind == .folder ? item.name : stem).precomposedStringWithCanonicalMapping
      var (name, number) = (base, 1)
      while !taken.insert(name).inserted {
        number += 1
        name = "\(base) (\(number))"
      }
      students.append(Student(name: name, path: item.path, isFolder: item.kind == .folder, note: note))
    }
    if students.isEmpty {
      throw UsageError("there is no submission in \(folder); it must hold a folder for each student")
    }
    self.students = students.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    self.others = others
  }

  /// A lesson's file by its very name, the manifest of a clone, or the folder of the exercises.
  private static func isOfOneStudent(_ item: DirectoryItem) -> Bool {
    if item.kind == .folder { return item.name == "Exercises" }
    return item.name == "Package.swift" || LessonOutline.all.contains { item.name == $0.name + ".swift" }
  }

  private static func split(_ name: String) -> (stem: String, ending: String) {
    var stem = name
    var ending = ""
    while let dot = stem.lastIndex(of: "."), dot != stem.startIndex,
      (archives + ["swift", "txt"]).contains(stem[stem.index(after: dot)...].lowercased())
    {
      ending = stem[stem.index(after: dot)...].lowercased()
      stem = String(stem[..<dot])
    }
    return (stem, ending)
  }
}

/// A part of the class, `3/10`: of ten parts the third.
struct Shard: Equatable, Codable {
  let number: Int
  let count: Int

  static let whole = Shard(number: 1, count: 1)

  init(number: Int, count: Int) {
    self.number = number
    self.count = count
  }

  /// Reads `3/10`.
  init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let number = parts[0], let count = parts[1], count <= 10_000, count > 0,
      (1...count).contains(number)
    else { return nil }
    self.init(number: number, count: count)
  }

  /// Every `count`th element, from the `number`th on.
  func of<Element>(_ all: [Element]) -> [Element] {
    all.indices.filter { $0 % count == number - 1 }.map { all[$0] }
  }
}
