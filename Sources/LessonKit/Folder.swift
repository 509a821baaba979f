import Learner
import Foundation

/// A folder to write into. A file appears there whole or not at all.
struct Folder {
  let path: String

  init(_ path: String) { self.path = path }

  func subfolder(_ name: String) -> Folder { Folder(path + "/" + name) }

  /// Makes the folder if there is none, and finds out before any work is done whether it can be written to.
  func prepare() throws(UsageError) {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue {
      throw UsageError("\(path) is a file; name a folder to write into")
    }
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw UsageError(
        "cannot make the folder \(path): \(UsageError.reason(error)); name one that can be written to")
    }
    // Permissions are not all that counts (the superuser has every one, even on a read-only disk), so this tries.
    let trial = URL(fileURLWithPath: path).appendingPathComponent(".trial-\(UUID().uuidString)")
    do {
      try Data().write(to: trial)
      try FileManager.default.removeItem(at: trial)
    } catch {
      throw UsageError(
        "cannot write into the folder \(path): \(UsageError.reason(error)); name one that can be written to")
    }
  }

  /// Writes a file of that name, or replaces the one there is, in one step: whoever reads it meets the old text or the
  /// new.
  func write(_ text: String, to name: String) throws(UsageError) {
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path).appendingPathComponent(name), options: .atomic)
    } catch {
      throw UsageError("cannot write \(path)/\(name): \(UsageError.reason(error))")
    }
  }
}
