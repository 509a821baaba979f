import Foundation

/// Something found in what a student has handed in.
struct SubmittedEntry {
  enum Content {
    case bytes([UInt8])
    /// Nothing is read by way of a link: it may lead to another student's work.
    case link
    /// Why it cannot be used.
    case unusable(String)
  }

  /// From the student's folder, `"Exercises/10-batch-normalization.swift"`.
  let path: String
  let content: Content

  init(_ path: String, _ content: Content) {
    self.path = path
    self.content = content
  }

  /// A file with a text, as a test makes it.
  init(_ path: String, text: String) { self.init(path, .bytes(Array(text.utf8))) }

  /// No file of answers is larger, in bytes.
  static let largest = 1 << 20
  /// No more files than these are looked at in one submission.
  static let most = 5000

  /// Everything in a folder, sorted by path; folders that cannot hold answers are not entered.
  ///
  /// Names are read as bytes, since an old archive's names need not be text.
  static func all(in folder: [UInt8]) -> [SubmittedEntry] {
    var found: [SubmittedEntry] = []
    visit(folder, path: "", into: &found)
    return found.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// A file that was handed in by itself.
  static func file(_ path: [UInt8]) -> [SubmittedEntry] {
    let folder = Array(path[..<(path.lastIndex(of: UInt8(ascii: "/")) ?? 0)])
    return DirectoryItem.all(in: folder).filter { $0.path == path }.map { SubmittedEntry($0.name, content(of: $0)) }
  }

  private static func visit(_ folder: [UInt8], path: String, into found: inout [SubmittedEntry]) {
    let items = DirectoryItem.all(in: folder)
    let names = Set(items.filter { $0.kind == .folder }.map(\.name))
    for item in items where found.count < most {
      let here = path.isEmpty ? item.name : path + "/" + item.name
      switch item.kind {
      case .folder:
        if !isPassedOver(folder: item.name, beside: names) { visit(item.path, path: here, into: &found) }
      case .link: found.append(SubmittedEntry(here, .link))
      case .file where isOfInterest(item.name): found.append(SubmittedEntry(here, content(of: item)))
      case .file, .other: break
      }
    }
  }

  private static func content(of item: DirectoryItem) -> Content {
    if item.size > largest { return .unusable("is larger than 1 MB") }
    return course.bytes(of: item.path).map(Content.bytes) ?? .unusable("cannot be read")
  }

  /// Whether a folder holds no answers: what programs keep for themselves and, beside `Exercises`, the rest of the course.
  static func isPassedOver(folder name: String, beside others: Set<String>) -> Bool {
    if name.hasPrefix(".") || ["__MACOSX", "node_modules"].contains(name) { return true }
    return others.contains("Exercises") && ["Lessons", "Solutions", "Sources", "Tests"].contains(name)
  }

  /// Swift files, also where a mail program has added `.txt`; not the shadow files of macOS.
  static func isOfInterest(_ name: String) -> Bool {
    let lower = name.lowercased()
    return !name.hasPrefix(".") && (lower.hasSuffix(".swift") || lower.hasSuffix(".swift.txt"))
  }
}

/// An item of a folder, as the system lists it.
struct DirectoryItem {
  enum Kind { case file, folder, link, other }

  let name: String
  let path: [UInt8]
  let kind: Kind
  let size: Int

  /// All of them but `.` and `..`, sorted by the bytes of their names; none where the folder cannot be read.
  static func all(in folder: [UInt8]) -> [DirectoryItem] {
    guard let stream = opendir(folder.map { CChar(bitPattern: $0) } + [0]) else { return [] }
    defer { closedir(stream) }
    var items: [DirectoryItem] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
        name.withMemoryRebound(to: UInt8.self, capacity: 1) { bytes in
          Array(UnsafeBufferPointer(start: bytes, count: length(of: bytes)))
        }
      }
      if name == Array(".".utf8) || name == Array("..".utf8) { continue }
      let path = folder + Array("/".utf8) + name
      var status = stat()
      guard lstat(path.map { CChar(bitPattern: $0) } + [0], &status) == 0 else { continue }
      let kind: Kind =
        switch status.st_mode & S_IFMT {
        case S_IFREG: .file
        case S_IFDIR: .folder
        case S_IFLNK: .link
        default: .other
        }
      items.append(
        DirectoryItem(name: String(decoding: name, as: UTF8.self), path: path, kind: kind, size: Int(status.st_size)))
    }
    return items.sorted { $0.path.lexicographicallyPrecedes($1.path) }
  }
}

/// The bytes of a file; nil if it cannot be read. A file that becomes a link or a pipe in between is not read.
func bytes(of path: [UInt8]) -> [UInt8]? {
  let file = open(path.map { CChar(bitPattern: $0) } + [0], O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
  guard file >= 0 else { return nil }
  defer { close(file) }
  var bytes: [UInt8] = []
  var part = [UInt8](repeating: 0, count: 1 << 16)
  while bytes.count <= SubmittedEntry.largest {
    let count = read(file, &part, part.count)
    if count < 0 { return nil }
    if count == 0 { return bytes }
    bytes += part[..<count]
  }
  return nil
}

/// How many bytes stand before the zero.
private func length(of bytes: UnsafePointer<UInt8>) -> Int {
  var count = 0
  while bytes[count] != 0 { count += 1 }
  return count
}
