import Foundation
import Plots
import Testing

/// Every picture is pinned by two files in `References`: what the terminal shows, and the SVG.
///
/// After a wanted change, rewrite them with
///
///     UNSTUCK_REWRITE_REFERENCES=1 swift test --filter ReferenceTests
///
/// look at each, and commit them.
@Suite struct ReferenceTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "References")
  static let rewrites = !(ProcessInfo.processInfo.environment["UNSTUCK_REWRITE_REFERENCES"] ?? "").isEmpty

  @Test(arguments: Gallery.figures.map(\.name))
  func `a figure looks as its reference files have it`(name: String) throws {
    let figure = try #require(Gallery.figures.first { $0.name == name }?.figure)
    for (ending, now) in [("txt", figure.text()), ("svg", figure.svg())] {
      let file = Self.folder.appending(path: "\(name).\(ending)")
      if Self.rewrites {
        try Data(now.utf8).write(to: file, options: .atomic)
      } else {
        let reference = try String(decoding: Data(contentsOf: file), as: UTF8.self)
        #expect(now == reference, "\(name).\(ending) has changed")
      }
    }
  }

  @Test(.disabled(if: rewrites)) func `no reference file is left over`() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).filter { !$0.hasPrefix(".") }
    #expect(Set(files) == Set(Gallery.figures.flatMap { ["\($0.name).txt", "\($0.name).svg"] }))
  }
}
