import Foundation

/// The section of a lesson before which its reader stopped, in a small file of this clone.
///
/// It is a convenience: a file that is missing or spoilt counts as none, and one that cannot be written is not missed.
struct Bookmark {
  let file: URL

  /// The bookmark of a lesson, as in `.unstuck/lesson10`.
  init(of target: String, in folder: URL = learnersFolder) { file = folder.appendingPathComponent(target) }

  /// The section to go on with; nil if the lesson was never begun, or was read to its end.
  var place: Int? {
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return nil }
    return Int(text.filter { !$0.isWhitespace })
  }

  /// Keeps the place for the next time; nil when the lesson was read to its end.
  func keep(_ place: Int?) {
    try? FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try? Data("\(place.map(String.init) ?? "read")\n".utf8).write(to: file, options: .atomic)
  }
}

/// Where a learner's own files are: `.unstuck` in the package, or what `UNSTUCK_FOLDER` names.
public var learnersFolder: URL {
  let folder = ProcessInfo.processInfo.environment["UNSTUCK_FOLDER"] ?? ""
  return folder.isEmpty ? packageFolder.appendingPathComponent(".unstuck") : URL(fileURLWithPath: folder)
}
