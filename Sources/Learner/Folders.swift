import Foundation

/// The folder of the package: this file stands three levels below it.
public let packageFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

/// Where a learner's own files are: `.unstuck` in the package, or what `UNSTUCK_FOLDER` names.
public var learnersFolder: URL {
  let folder = ProcessInfo.processInfo.environment["UNSTUCK_FOLDER"] ?? ""
  return folder.isEmpty ? packageFolder.appendingPathComponent(".unstuck") : URL(fileURLWithPath: folder)
}
