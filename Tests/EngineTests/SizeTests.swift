import Foundation
import Testing

/// The README's promise: an engine that can be read in an evening, and that stands on nothing.
@Suite struct `the engine's sources` {
  private static let root = folder(of: #filePath).deletingLastPathComponent().deletingLastPathComponent()

  private static let files: [(name: String, lines: [Substring])] = {
    let folder = root.appending(path: "Sources/Engine")
    let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    return paths.filter { $0.hasSuffix(".swift") }.sorted().map { path in
      let text = (try? String(contentsOf: folder.appending(path: path), encoding: .utf8)) ?? ""
      return (path, text.split(separator: "\n", omittingEmptySubsequences: false).dropLast())
    }
  }()

  @Test func `have as many lines as the README says, or up to a tenth fewer`() throws {
    let count = Self.files.reduce(0) { $0 + $1.lines.count }
    #expect(count > 500, "the engine's sources were not found")
    let readme = (try? String(contentsOf: Self.root.appending(path: "README.md"), encoding: .utf8)) ?? ""
    let sentence = readme.firstMatch(of: /The engine is ([0-9 \u{00A0}\u{202F}]+) lines/)
    guard let stated = sentence.flatMap({ Int($0.1.filter(\.isNumber)) }) else {
      Issue.record("README.md must say \"The engine is N lines\", with N for its \(count) lines")
      return
    }
    #expect(count <= stated, "the engine has grown to \(count) lines; README.md promises \(stated)")
    #expect(10 * count >= 9 * stated, "the engine has only \(count) lines; README.md says \(stated)")
  }

  @Test func `are short: no file has more than 200 lines`() {
    for (name, lines) in Self.files {
      #expect(lines.count <= 200, "\(name) has \(lines.count) lines")
    }
  }

  @Test func `import no library, so that numbers are the same everywhere`() {
    let libraries = ["Foundation", "FoundationEssentials", "Glibc", "Musl", "Darwin", "Accelerate", "simd"]
    for (name, lines) in Self.files {
      for line in lines {
        let words = line.split(whereSeparator: { $0 == " " || $0 == "." })
        guard let place = words.firstIndex(of: "import"), place < words.count - 1 else { continue }
        #expect(!libraries.contains(String(words[place + 1])), "\(name): \(line)")
      }
    }
  }
}
