import Foundation
import Learner
import Testing

@testable import course

@Suite struct `A look at an answer` {
  private func refusal(_ text: String) -> String? { Suspicion(in: text, path: "a.swift").refusal }

  @Test(arguments: [
    "import Solutions", "import struct Solutions.A", "import /* x */ `Solutions`", "@testable import Engine",
    "@_silgen_name(\"f\") func f()", "@ _cdecl(\"main\") func f() {}", "let p = dlsym(nil, \"f\")", "import Testing",
    "import Engine; import ExerciseTests", "@section(\"x\") let a = 1", "import Answers",
  ])
  func `refuses what could only reach around the grader`(_ text: String) {
    #expect(refusal("\r\n\r\n" + text)?.hasPrefix("a.swift:3 ") == true)
  }

  @Test(arguments: [
    "// import Solutions", "let text = \"import Solutions\"", "let Solutions = 1", "/* @_silgen_name */",
    "@inlinable func f() {}", "func dlsym() {}",
  ])
  func `lets pass what only looks like it`(_ text: String) { #expect(refusal(text) == nil) }

  @Test func `remarks on what reaches beyond the function`() {
    let suspicion = Suspicion(in: "import Foundation\nlet a = FileManager.default\nkill(getppid(), 9)", path: "a.swift")
    #expect(suspicion.refusal == nil)
    #expect(suspicion.remarks == ["a.swift uses FileManager (line 2), getppid (line 3), kill (line 3)."])
    #expect(Suspicion(in: "let kill = 3; let open = x.open(2)", path: "a.swift").remarks == [])
  }

  @Test func `finds no fault with the course's own files`() throws {
    for stub in recognition.stubs {
      #expect(Suspicion(in: stub.text, path: stub.lesson.name) == Suspicion(in: "", path: ""))
    }
  }
}

@Suite struct `A table of values` {
  @Test func `quotes what must be quoted, and lets nothing be a formula`() {
    var table = CSV()
    table.add(["a", "b c", "d,e", "f\"g", "h\ni", "=1+1", "-x", ""])
    #expect(table.text == "a,b c,\"d,e\",\"f\"\"g\",\"h\ni\",'=1+1,'-x,\n")
  }
}

@Suite struct `A page of feedback` {
  private func result(_ exercises: [GradedExercise]) -> StudentResult {
    var result = StudentResult(student: "A_*b*", digest: "")
    result.exercises = exercises
    return result
  }

  @Test func `has a name of its own, safe on every disk`() {
    #expect(
      feedbackNames(for: ["Ann", "ann", "../x", "a/b", "名前", "…", "."])
        == ["Ann.md", "ann-2.md", "x.md", "a-b.md", "名前.md", "student.md", "student-2.md"])
    #expect(feedbackNames(for: [String(repeating: "名", count: 200)])[0].utf8.count < 255)
  }

  @Test func `shows every report in a frame that nothing in it closes`() {
    let text = feedback(on: result([GradedExercise("10.1", .wrong, reason: "r", report: "a\n````\n# b")]), seed: 1)
    #expect(text.contains("# A\\_\\*b\\*"))
    #expect(text.contains("`````text\na\n````\n# b\n`````"))
    #expect(text.contains("### 10.1 Forward in training: wrong"))
    #expect(text.contains("0 of 1 exercises are right."))
  }

  @Test func `says once what holds for a whole file`() {
    let exercises = ["10.1", "10.2", "10.3"].map { GradedExercise($0, .uncompiled, reason: "no", report: "line 3") }
    let text = feedback(on: result(exercises), seed: 7)
    #expect(text.components(separatedBy: "line 3").count == 2)
    #expect(text.contains("on cases of seed 7"))
  }
}

@Suite struct `Answers that are alike` {
  private func result(_ name: String, _ answer: String) -> StudentResult {
    var result = StudentResult(student: name, digest: "")
    result.answers = ["10.1": answer]
    return result
  }
  private static let long = (0..<100).map { "w\($0)" }
  private let text = Self.long.joined(separator: " ")

  @Test func `are listed as the same, or nearly so`() {
    var near = Self.long
    near[50] = "other"  // 5 of 96 runs of five words are others
    let far = Self.long.reversed().joined(separator: " ")
    let alike = Lookalikes(
      in: [result("A", text), result("B", far), result("C", text), result("D", near.joined(separator: " "))],
      references: [:])
    #expect(
      alike.pairs == [
        .init(students: ["A", "C"], identical: ["10.1"]), .init(students: ["A", "D"], near: ["10.1"]),
        .init(students: ["C", "D"], near: ["10.1"]),
      ])
  }

  @Test func `are not compared where they are the course's, or everyone's`() {
    let class_ = (0..<6).map { result("\($0)", text) }
    #expect(Lookalikes(in: Array(class_[..<2]), references: ["10.1": text]).pairs.isEmpty)
    let alike = Lookalikes(in: class_, references: [:])
    #expect(alike.pairs.isEmpty)
    #expect(alike.obvious.map(\.count) == [6])
  }

  @Test func `are found as if each were compared with each`() {
    var generator = SystemRandomNumberGenerator()
    let texts = (0..<16).map { _ in
      (0..<60).map { k in Int.random(in: 0..<40, using: &generator) == 0 ? "x" : "w\(k)" }.joined(separator: " ")
    }
    func grams(_ text: String) -> Set<[Substring]> {
      let words = text.split(separator: " ")
      return Set((0...(words.count - 5)).map { Array(words[$0..<($0 + 5)]) })
    }
    let sets = texts.map(grams)
    var expected: Set<[Int]> = []
    for a in texts.indices {
      for b in texts.indices where a < b {
        let (x, y) = (sets[a], sets[b])
        if Double(x.intersection(y).count) >= 0.9 * Double(x.union(y).count) { expected.insert([a, b]) }
      }
    }
    #expect(Set(nearPairs(of: texts).map { [$0.0, $0.1] }) == expected)
  }

  @Test func `are the words of a body, found without a headline`() {
    let words = wordsOfBodies(
      in: "func f(a: () -> Int = { 1 }) -> Int { // x\n  if a { 2 } }", functions: ["1.1": "f", "1.2": "g"])
    #expect(words == ["1.1": ["if", "a", "{", "2", "}"]])
  }
}

@Suite struct `The command for a class` {
  @Test func `reads its options`() throws {
    var request = ClassRequest(submissions: "S", grades: "G")
    #expect(try ClassCommand(["S", "--into", "G"]) == .grade(request))
    request.lessons = [3, 5]
    request.seed = 7
    request.shard = Shard(number: 3, count: 10)
    request.jobs = 2
    let words = ["--seed=7", "S", "--lessons", "5,3", "--into=G", "--shard", "3/10", "--jobs", "2"]
    #expect(try ClassCommand(words) == .grade(request))
    #expect(try ClassCommand(["merge", "A", "B", "--into", "G"]) == .merge(["A", "B"], into: "G"))
  }

  @Test(arguments: [
    [], ["S"], ["S", "--into"], ["S", "T", "--into", "G"], ["S", "--into", "G", "--seed", "-1"],
    ["S", "--into", "G", "--x"],
    ["S", "--into", "G", "--shard", "3"], ["S", "--into", "G", "--lessons", "99"], ["S", "--into", "G", "--jobs", "0"],
    ["merge"], ["merge", "A"], ["merge", "--into", "G"], ["merge", "A", "--into", "G", "--seed", "1"],
  ])
  func `says in a line what it cannot read`(_ words: [String]) {
    let error = #expect(throws: UsageError.self) { try ClassCommand(words) }
    #expect(error?.description.contains("\n") == false)
  }

  @Test func `hands its orders to itself and reads them`() {
    var order = Confined(["/bin/true", "--read"])
    order.readable = ["/a b"]
    order.writable = ["/c"]
    order.processorSeconds = 3
    order.isConfined = false
    #expect(Confined(arguments: Array(order.arguments.dropFirst())) == order)
  }
}
