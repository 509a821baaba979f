import Learner
import Foundation
import Testing

@Suite struct `An import of the solutions` {
  private static let kinds = [
    "import Solutions", "  import Solutions // to compare", "@testable import Solutions", "import func Solutions.f",
    "@_exported import Solutions", "internal import Solutions", "@_implementationOnly\nimport Solutions",
    "import Engine; import Solutions", "import /* the */ Solutions", "import\n  Solutions", "import `Solutions`",
    "import class Solutions.C", "let x = \"\\(1 + 1)\"; import Solutions", "let r = /\"\"\"/\nimport Solutions",
    "/* outer /* inner */ */ import Solutions", "let s = #\"a\"b\"#; import Solutions",
    "let e = \"\"; import Solutions",
    "let t = \"\"\"\n  text\n  \"\"\"\nimport Solutions", "let u = \"\\\"\"\nimport Solutions",
    "let v = \"\\(f(\"(\"))\"; import Solutions",
  ]

  @Test(arguments: kinds, ["\n", "\r\n", "\r"])
  func `is found however it is written, and however lines end`(_ code: String, _ lineEnd: String) {
    let source = "// A lesson.\n\nimport Engine\n\(code)\nfunc f() {}\n"
    let line = 4 + code.split(separator: "\n").prefix { !$0.contains("import") }.count
    #expect(lineOfImport(of: "Solutions", in: source.replacing("\n", with: lineEnd)) == line)
  }

  @Test func `is found after a byte order mark`() {
    #expect(lineOfImport(of: "Solutions", in: "\u{FEFF}import Solutions\r\n") == 1)
  }

  @Test(arguments: [
    "// import Solutions is not allowed", "/// import Solutions", "/* one must never\n import Solutions here */",
    "/* /* */\nimport Solutions\n*/", "let s = \"import Solutions\"", "let s = #\"\"import Solutions\"#",
    "let s = \"\"\"\n  \"\n  import Solutions\n  \"\"\"", "let s = #\"\"\"\n  \"\"\"\n  import Solutions\n  \"\"\"#",
    "let s = \"\\(1) import Solutions\"", "let s = \"\\\" import Solutions\"", "import SolutionsOfMine",
    "import MySolutions",
    "f(import: Solutions)", "x.import\nSolutions.f()", "import Engine\nlet Solutions = 1", "struct Solutions {}",
    "#if canImport(Solutions)\n#endif", "let `import` = Solutions", "func reimport() { Solutions() }",
  ])
  func `is told from what only looks like one`(_ code: String) {
    for lineEnd in ["\n", "\r\n", "\r"] {
      #expect(lineOfImport(of: "Solutions", in: (code + "\nlet y = 1\n").replacing("\n", with: lineEnd)) == nil)
    }
  }

  @Test func `is found in any file of the folder`() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("unstuck-\(UUID().uuidString)/Exercises")
    defer { try? FileManager.default.removeItem(at: folder.deletingLastPathComponent()) }
    let inner = folder.appendingPathComponent("Mine")
    try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
    try Data("import Engine\n".utf8).write(to: folder.appendingPathComponent("10-batch-normalization.swift"))
    try Data("import Solutions\n".utf8).write(to: inner.appendingPathComponent("notes.txt"))
    #expect(importOfSolutions(in: folder.path) == nil)
    // In Latin-1, the ü is no UTF-8.
    try Data([0x2F, 0x2F, 0xFC, 0x0D] + Array("import Solutions".utf8)).write(
      to: inner.appendingPathComponent("H.swift"))
    #expect(importOfSolutions(in: folder.path) == "Exercises/Mine/H.swift:2")
  }

  @Test func `is not in our own files`() {
    #expect(importOfSolutions(in: packageFolder.path + "/Solutions") == nil)
    #expect(importOfSolutions(in: packageFolder.path + "/Tests/ExerciseTests/10-batch-normalization") != nil)
  }
}

@Suite struct `The place of an exercise` {
  @Test(arguments: ["\n", "\r\n", "\r"]) func `is its line, however lines end`(_ lineEnd: String) {
    let source = "// Head.\n\n/// Exercise 10.1 · One.\n\n/// Exercise 10.2 · Two.\n".replacing("\n", with: lineEnd)
    let file = AnswerFile(source)
    #expect(file["10.1"]?.line == 3)
    #expect(file["10.2"]?.line == 5)
    #expect(file["10"] == nil)
  }

  @Test func `is not looked for in a file that is not there`() {
    #expect(LearnersFile(with: "10.1").absence == nil)
    #expect(
      LearnersFile(with: "10.1", in: "/moved").absence == """
        Exercises/10-batch-normalization.swift cannot be read in /moved, where this was built. Put it back (git restore \
        Exercises/10-batch-normalization.swift), or build again where it is now.
        """)
  }

  @Test func `is found in the learner's file`() {
    let place = LearnersFile(with: "10.1").place(of: "10.1")
    #expect(place.fileID == "Exercises/10-batch-normalization.swift")
    #expect(place.line > 1)
  }
}
