import Testing
import Typesetting

@Suite struct `Every lesson` {
  @Test(arguments: ToldLesson.all) func `ends well, and every claim holds, with any seed`(_ lesson: ToldLesson) {
    let claims = lesson.own.output.split(separator: "\n").count { $0.hasPrefix("✓ ") }
    #expect(claims > 0)
    for (run, seed) in [(lesson.own, lesson.outline.number), (lesson.other, ToldLesson.otherSeed)] {
      #expect(run.status == 0, "\(run.arguments): \(run.error)")
      #expect(!run.output.contains("✗"), "\(run.arguments)")
      #expect(
        run.output.contains("\nEvery claim holds (\(claims) checked, seed \(seed)).\n\nNext\n"), "\(run.arguments)")
    }
  }

  /// The page there was woven by another run, perhaps on another machine. So this also proves that the same seed gives
  /// the same numbers, figures and verdicts, every time and everywhere.
  @Test(arguments: ToldLesson.all) func `has the page that weaving makes of it`(_ lesson: ToldLesson) {
    #expect(lesson.staleFiles == [], "to make them anew: swift run course weave")
  }

  /// Formulas, Markdown and plots are tried at every width by the tests of LessonKit and Plots.
  @Test(arguments: ToldLesson.all) func `fits its width`(_ lesson: ToldLesson) {
    for (run, width) in [(lesson.own, 100), (lesson.other, 60)] {
      for line in run.output.split(separator: "\n") {
        #expect(displayWidth(line) <= width, "at \(width) columns: \(line)")
      }
    }
  }

  @Test(arguments: ToldLesson.all) func `leaves nothing untranslated in the terminal`(_ lesson: ToldLesson) {
    for run in lesson.runs {
      for line in run.output.split(separator: "\n") {
        for residue in ["\\", "$", "{{", "}}", "**", "\u{1B}"] {
          #expect(!line.contains(residue), "\(line)")
        }
        #expect(!line.contains(/\b(nan|inf)\b/) && line.last != " ", "\(line)")
      }
    }
  }

  @Test(arguments: ToldLesson.all) func `does what its page says to try`(_ lesson: ToldLesson) {
    for command in lesson.page.matches(of: /Try: `swift run (lesson\d\d) ([^`]*)`/) {
      let run = Run(String(command.1), command.2.split(separator: " ").map(String.init))
      #expect(run.status == 0 && run.error == "" && !run.output.isEmpty, "\(command.0): \(run.error)")
    }
  }

  @Test(arguments: ToldLesson.all) func `keeps stderr for asides when it is not a terminal`(_ lesson: ToldLesson) {
    #expect(lesson.own.error == "")
    for run in lesson.runs { #expect(!run.error.contains("\r") && !run.error.contains("error")) }
  }
}

@Suite struct `With --check` {
  @Test func `a lesson tells its claims and nothing else`() throws {
    let lesson = try #require(ToldLesson.all.first)
    let check = Run(lesson.outline.target, ["--width", "100", "--check"])
    let blocks = lesson.own.output.split(separator: "\n\n")
    let claims = blocks.filter { $0.hasPrefix("✓ ") }
    let verdict = try #require(blocks.first { $0.hasPrefix("Every claim holds") })
    #expect(check.output == claims.joined(separator: "\n") + "\n\n" + verdict + "\n")
    #expect(check.error == "")
    #expect(check.status == 0)
  }
}
