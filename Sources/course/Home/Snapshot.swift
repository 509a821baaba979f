import Foundation

/// The state of the files of answers, as cheap to take as it can be: what a file system says without opening any.
struct Snapshot: Equatable {
  private struct State: Equatable {
    let inode: UInt64
    let size: Int64
    let seconds: Int
    let nanoseconds: Int
  }

  private let states: [String: State]

  /// Looks at all Swift files of a folder.
  init(of folder: URL) {
    var states: [String: State] = [:]
    let list = opendir(folder.path)
    defer { if let list { closedir(list) } }
    while let list, let entry = readdir(list) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      var status = stat()
      guard name.hasSuffix(".swift"), stat(folder.path + "/" + name, &status) == 0 else { continue }
      #if canImport(Darwin)
        let time = status.st_mtimespec
      #else
        let time = status.st_mtim
      #endif
      states[name] = State(
        inode: UInt64(status.st_ino), size: Int64(status.st_size), seconds: Int(time.tv_sec),
        nanoseconds: Int(time.tv_nsec))
    }
    self.states = states
  }

  /// The names of the files that are new, other, or gone.
  func changes(since old: Snapshot) -> [String] {
    Set(states.keys).union(old.states.keys).filter { states[$0] != old.states[$0] }.sorted()
  }
}
