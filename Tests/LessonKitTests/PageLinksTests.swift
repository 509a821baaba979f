import Curriculum
import Testing

@testable import LessonKit

private let links = PageLinks(lesson: LessonOutline.numbered(10)!)
private let eighth = "../08-glorot-vs-he/README.md"

@Suite struct `A page's prose` {
  @Test(arguments: [
    ("As in lesson 08.", "As in [lesson 08](\(eighth))."), ("Lesson\n08 has it", "[Lesson\n08](\(eighth)) has it"),
    ("(lessons 17 and 08)", "(lessons 17 and [08](\(eighth)))"),
    ("Lessons 03, 08, and 17", "Lessons [03](../03-backprop-by-hand/README.md), [08](\(eighth)), and 17"),
  ]) func `leads to the built lessons that it names`(_ prose: String, _ linked: String) {
    #expect(links.added(to: prose) == linked)
  }

  @Test(arguments: [
    ("In `Backward.swift`, see", "In [`Backward.swift`](Backward.swift), see"),
    (
      "`Sources/Engine/Matrix.swift`, `Exercises/README.md`",
      "[`Sources/Engine/Matrix.swift`](../../Sources/Engine/Matrix.swift), "
        + "[`Exercises/README.md`](../../Exercises/README.md)"
    ),
  ]) func `leads to the files that it names`(_ prose: String, _ linked: String) {
    #expect(links.added(to: prose) == linked)
  }

  @Test(arguments: [
    "lesson 10, lesson 00, lesson 99, lesson 8, lesson 080", "# Lesson 08", "## Lesson 08", "`lesson 08`",
    "```\nlesson 08\n`Backward.swift`\n```", "$\\text{lesson 08}$", "$$\n\\text{lesson 08}\n$$",
    "[lesson 08](x.md)", "[`Backward.swift`](x)", "`Nowhere.swift` `BatchNorm` `x.mean` `figures` `.` `..` `README`",
    "`Package.swift`", "\\`Backward.swift\\`",
  ]) func `has no other links than these`(_ prose: String) {
    #expect(links.added(to: prose) == prose)
  }

  @Test func `has a link to a paper where the lesson has one`() {
    for address in ["https://arxiv.org/abs/1502.03167", "https://doi.org/10.1016/S0893-6080(98)00116-6"] {
      let paper = "[lesson 08](\(address))"
      #expect(links.added(to: paper) == paper)
    }
  }
}

@Suite struct `Anchors` {
  /// Read off pages on GitHub.
  @Test(arguments: [
    ("What a layer does to size", "what-a-layer-does-to-size"), ("C'est la vie, _no_?", "cest-la-vie-_no_"),
    ("Größe & Ähnlichkeit", "größe--ähnlichkeit"), ("1. A – B", "1-a--b"), ("Καλημέρα κόσμε", "καλημέρα-κόσμε"),
    ("10⁻³ and x₁", "10-and-x"), ("👍 well-known", "-well-known"), ("日本語", "日本語"),
  ]) func `are GitHub's`(_ heading: String, _ anchor: String) {
    #expect(anchors(of: [heading]) == [anchor])
  }

  @Test func `are told apart by a number`() {
    #expect(anchors(of: ["A", "b", "a", "A!", "B"]) == ["a", "b", "a-1", "a-2", "b-1"])
  }

  @Test func `belong to headings, whose marks are not read`() {
    #expect(headings(of: "# T\n\n```\n# no\n```\n\n## *A* `b`\n#no\n### C") == ["T", "A b", "C"])
  }
}
