import Learner
import Foundation
import Testing

@testable import LessonKit

/// Runs `body` with the path of a fresh folder, which is removed afterwards.
private func inFolder(_ body: (String) throws -> Void) throws {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("unstuck-\(UUID().uuidString)").path
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  try body(folder)
}

private func names(in folder: String) throws -> [String] {
  try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
}

@Suite struct `A folder to write into` {
  @Test func `is made, with those above it, and is empty`() throws {
    try inFolder { root in
      let folder = Folder(root + "/a/b c/ü")
      try folder.prepare()
      try folder.prepare()
      #expect(try names(in: root + "/a/b c/ü") == [])
    }
  }

  @Test func `gets its files whole, in place of older ones, and nothing else`() throws {
    try inFolder { root in
      let folder = Folder(root).subfolder("figures")
      try folder.prepare()
      try folder.write(String(repeating: "long ", count: 1000), to: "f.svg")
      try folder.write("λ\n", to: "f.svg")
      #expect(try names(in: root + "/figures") == ["f.svg"])
      #expect(try String(contentsOfFile: root + "/figures/f.svg", encoding: .utf8) == "λ\n")
    }
  }

  /// A file written in place would change under the other name too.
  @Test func `never changes a file in place`() throws {
    try inFolder { root in
      try Folder(root).write("old", to: "f")
      try FileManager.default.linkItem(atPath: root + "/f", toPath: root + "/other name")
      try Folder(root).write("new", to: "f")
      #expect(try String(contentsOfFile: root + "/f", encoding: .utf8) == "new")
      #expect(try String(contentsOfFile: root + "/other name", encoding: .utf8) == "old")
    }
  }

  @Test func `is no file`() throws {
    try inFolder { root in
      let file = root + "/file"
      try Data("kept".utf8).write(to: URL(fileURLWithPath: file))
      #expect(throws: UsageError("\(file) is a file; name a folder to write into")) { try Folder(file).prepare() }
      let below = #expect(throws: UsageError.self) { try Folder(file + "/sub").prepare() }
      #expect(
        below?.description
          == "cannot make the folder \(file)/sub: not a directory; name one that can be written to")
      #expect(try String(contentsOfFile: file, encoding: .utf8) == "kept")
    }
  }

  @Test func `is tried before it is used, even by the superuser`() throws {
    // The kernel's own file system on Linux takes no files from anyone; macOS has none, but a sealed system folder.
    #if os(Linux)
      let sealed = "/proc"
    #else
      let sealed = "/System"
    #endif
    let error = #expect(throws: UsageError.self) { try Folder(sealed).prepare() }
    #expect(error?.description.hasPrefix("cannot write into the folder \(sealed): ") == true)
    #expect(error?.description.contains("\n") == false)
    #expect(throws: UsageError.self) { try Folder(sealed + "/new").prepare() }
  }

  @Test func `says so if a file cannot be replaced, which stays as it was`() throws {
    try inFolder { root in
      try FileManager.default.createDirectory(atPath: root + "/f.svg/sub", withIntermediateDirectories: true)
      let error = #expect(throws: UsageError.self) { try Folder(root).write("x", to: "f.svg") }
      #expect(error?.description.hasPrefix("cannot write \(root)/f.svg: ") == true)
      #expect(try names(in: root) == ["f.svg"])
    }
  }
}
