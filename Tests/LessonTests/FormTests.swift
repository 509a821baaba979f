import Testing

/// What a reader finds in every lesson: something to decide, something to turn, and an end within reach.
@Suite struct `The page of every lesson` {
  @Test(arguments: ToldLesson.all) func `asks three times before it answers`(_ lesson: ToldLesson) {
    #expect(lesson.page.matches(of: /<summary><b>.*Decide, then open\.<\/summary>/).count >= 3)
  }

  @Test(arguments: ToldLesson.all) func `has three knobs, and says three times what to try`(_ lesson: ToldLesson) throws
  {
    let program = try text("Lessons/\(lesson.outline.name)/main.swift")
    let knobs = program.matches(of: /(?:\bKnob|\.whole)\(\s*"([a-z0-9-]+)"/).map { String($0.1) }
    #expect(knobs.count >= 3)
    let commands = lesson.page.matches(of: /Try: `swift run lesson\d\d ([^`]*)`/).map { String($0.1) }
    #expect(commands.count >= 3)
    for knob in knobs { #expect(commands.contains { $0.contains("--\(knob) ") }, "nothing to try with --\(knob)") }
  }

  @Test(arguments: ToldLesson.all) func `is read in 25 minutes, on the main path`(_ lesson: ToldLesson) throws {
    let minutes = try #require(lesson.page.firstMatch(of: #/\n(\d+) minutes · /#)).1
    #expect(try #require(Int(minutes)) <= 25)
  }

  /// `✓ The longest gradient is 3.7 medians long (must be above 2).`
  @Test(arguments: ToldLesson.all) func `claims in sentences, each with its number`(_ lesson: ToldLesson) {
    let claims = lesson.page.matches(of: /(?m)^- ✓ (.*)$/).map { String($0.1) }
    #expect(!claims.isEmpty)
    for claim in claims {
      let sentence = /\*\*\p{Lu}.*\d.*\*\* \((?:must be .*|by construction)\)\./
      #expect(claim.wholeMatch(of: sentence) != nil, "\(claim)")
    }
  }

  @Test(arguments: ToldLesson.all) func `has a link for what it cites`(_ lesson: ToldLesson) {
    #expect(lesson.page.contains(/\]\(https:\/\//))
  }
}
