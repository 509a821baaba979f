import Foundation
import Learner

/// Replaces a file of answers in one step, so that it is whole at every moment.
///
/// The new text is written in the learner's folder first, under a name that is always the same: a program that is killed
/// leaves nothing among the answers, and what it leaves there is written over. Who calls this has the folder locked.
func replace(_ file: URL, by text: String, through folder: URL) throws(UsageError) {
  let new = folder.appendingPathComponent("new")
  do {
    try Data(text.utf8).write(to: new)
    if let mode = try? FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] {
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: new.path)
    }
  } catch {
    throw UsageError("cannot write \(new.path), so \(file.path) is as it was: \(UsageError.reason(error))")
  }
  if rename(new.path, file.path) == 0 { return }
  // The learner's folder may be on another disk.
  do {
    try Data(text.utf8).write(to: file, options: .atomic)
  } catch {
    throw UsageError("cannot write \(file.path), so it is as it was: \(UsageError.reason(error))")
  }
}
