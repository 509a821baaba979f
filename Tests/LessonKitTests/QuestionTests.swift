import Testing
import Typesetting

@testable import LessonKit

private let question = Question("Which gains *most*?", ["ReLU", "$\\eta < 1$", "tanh"], answer: 1, "by 80 points.")

@Suite struct `A question` {
  @Test(arguments: [
    (nil, "It is $\\eta < 1$: by 80 points."), (1, "Yes, $\\eta < 1$: by 80 points."),
    (0, "You said ReLU. It is $\\eta < 1$: by 80 points."), (2, "You said tanh. It is $\\eta < 1$: by 80 points."),
  ]) func `is answered with what was guessed`(_ guess: Int?, _ answer: String) {
    #expect(question.answer(to: guess) == answer)
  }

  @Test func `is told with its choices, and then answered, where nobody can be asked`() {
    #expect(
      Output.question(question).text(for: .plain(60)) == """
        ? Which gains most?
            1\u{A0}ReLU   2\u{A0}η < 1   3\u{A0}tanh

          It is η < 1: by 80 points.
        """)
  }

  @Test func `has its choices one under the other where they do not fit beside each other`() {
    let long = Question(
      "Which of these two would you rather not meet in the dark?", ["the gradient of the first layer", "the last"],
      answer: 0, "it is.")
    #expect(
      Terminal(width: 40).question(long) == """
        ? Which of these two would you rather
          not meet in the dark?
            1\u{A0}the gradient of the first layer
            2\u{A0}the last
        """)
  }

  @Test(arguments: [40, 41, 57, 80, 200]) func `fits any width`(_ width: Int) {
    for line in Output.question(question).text(for: .plain(width)).split(separator: "\n") {
      #expect(displayWidth(line) <= width)
    }
  }

  @Test func `is folded on the page, the question as HTML without formulas`() {
    #expect(
      Output.question(question).markdown == """
        <details><summary><b>Which gains most?</b> 1 ReLU · 2 η &lt; 1 · 3 tanh. Decide, then open.</summary>

        It is $`\\eta < 1`$: by 80 points.

        </details>
        """)
  }
}

@Test func `A command to try is one line of the terminal and of the page`() {
  let output = Output.experiment("Try: `swift run lesson13 --rate 1`. What of $\\eta$?")
  #expect(output.text(for: .plain(80)) == "Try: `swift run lesson13 --rate 1`. What of η?")
  #expect(output.markdown == "Try: `swift run lesson13 --rate 1`. What of $`\\eta`$?")
}
