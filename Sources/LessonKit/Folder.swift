import Foundation

/// A folder to write into. A file appears there whole or not at all.
struct Folder {
  let path: String

  init(_ path: String) { self.path = path }

  func subfolder(_ name: String) -> Folder { Folder(path + "/" + name) }

  /// Makes the folder if there is none, and finds out before any work is done whether it can be written to.
  func prepare() throws(UsageError) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw UsageError("cannot make the folder \(path): \(reason(error)); name one that can be written to")
    }
    guard FileManager.default.isWritableFile(atPath: path) else {
      throw UsageError("cannot write into the folder \(path): no permission; name one that can be written to")
    }
  }

  func write(_ text: String, to name: String) throws(UsageError) {
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path).appendingPathComponent(name), options: .atomic)
    } catch {
      throw UsageError("cannot write \(path)/\(name): \(reason(error))")
    }
  }

  private func reason(_ error: any Error) -> String {
    let error = error as NSError
    let underlying = error.userInfo[NSUnderlyingErrorKey] as? NSError ?? error
    guard underlying.domain == NSPOSIXErrorDomain else { return "it failed" }
    return String(cString: strerror(Int32(underlying.code))).lowercased()
  }
}
