import Foundation

/// How far a lesson was read, in a small file of this clone: `7 of 12`, or `read`.
///
/// It is a convenience: a file that is missing or spoilt counts as none, and one that cannot be written is not missed.
public struct Bookmark: Sendable {
  public let file: URL

  /// The bookmark of a lesson, as in `.unstuck/lesson10`.
  public init(of target: String, in folder: URL = learnersFolder) { file = folder.appendingPathComponent(target) }

  /// How far a lesson was read.
  public enum Place: Equatable, Sendable {
    case unread
    /// The section to go on with; how many there are is not known from a bookmark of an older course.
    case before(section: Int, of: Int?)
    case read
  }

  public var place: Place {
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return .unread }
    let words = text.split { $0.isWhitespace }
    if words == ["read"] { return .read }
    guard let section = words.first.flatMap({ Int($0) }), section > 0 else { return .unread }
    return .before(section: section, of: words.count == 3 && words[1] == "of" ? Int(words[2]) : nil)
  }

  /// Keeps a place for the next time.
  public func keep(_ place: Place) {
    let text: String
    switch place {
    case .unread: text = ""
    case .before(let section, let count): text = "\(section)" + (count.map { " of \($0)" } ?? "")
    case .read: text = "read"
    }
    try? FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try? Data("\(text)\n".utf8).write(to: file, options: .atomic)
  }
}
