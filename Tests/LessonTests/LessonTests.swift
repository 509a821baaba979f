import Testing

@testable import LessonKit

@Suite struct `Every lesson` {
  @Test(arguments: ToldLesson.all) func `ends well, and every claim holds, with any seed`(_ lesson: ToldLesson) {
    for run in lesson.runs {
      #expect(run.status == 0, "\(run.arguments): \(run.error)")
      #expect(!run.output.contains("✗"), "\(run.arguments)")
      let claims = run.output.split(separator: "\n").count { $0.hasPrefix("✓ ") }
      #expect(claims > 0)
      let seed = run.arguments.first == "--seed" ? run.arguments[1] : "\(lesson.outline.number)"
      #expect(run.output.hasSuffix("\nEvery claim holds (\(claims) checked, seed \(seed)).\n"), "\(run.arguments)")
    }
  }

  @Test(arguments: ToldLesson.all) func `with --check tells its claims and nothing else`(_ lesson: ToldLesson) {
    let lines = lesson.check.output.split(separator: "\n").dropLast()
    for line in lines { #expect(line.hasPrefix("✓ ") || line.hasPrefix("  "), "\(line)") }
    #expect(lines.count { $0.hasPrefix("✓ ") } == lesson.own.output.split(separator: "\n").count { $0.hasPrefix("✓ ") })
  }

  @Test(arguments: ToldLesson.all) func `has the page that weaving makes of it`(_ lesson: ToldLesson) {
    #expect(lesson.staleFiles == [], "to make them anew: swift run course weave")
  }

  @Test(arguments: ToldLesson.all) func `says the same twice for the same seed`(_ lesson: ToldLesson) {
    #expect(lesson.twins[0].output == lesson.twins[1].output)
  }

  @Test(arguments: ToldLesson.all) func `fits its width`(_ lesson: ToldLesson) {
    for (run, width) in [(lesson.own, 80), (lesson.twins[0], 60), (lesson.wide, 100)] {
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

  @Test(arguments: ToldLesson.all) func `keeps stderr for asides when it is not a terminal`(_ lesson: ToldLesson) {
    #expect(lesson.own.error == "")
    #expect(lesson.check.error == "")
    for run in lesson.runs { #expect(!run.error.contains("\r") && !run.error.contains("error")) }
  }
}
