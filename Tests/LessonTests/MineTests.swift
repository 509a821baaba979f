import Clinic
import Testing

/// `swift run lesson16 --mine`: whatever the learner has written by now, it says of each function how it stands.
@Suite struct `A network of the learner's own answers` {
  @Test func `is trained to its end, and tells of each exercise how it stands`() {
    let run = Run("lesson16", ["--mine"])
    #expect(run.status == 0)
    #expect(run.error == "")
    let lines = run.output.split(separator: "\n")
    for id in Parts.exercises { #expect(lines.count { $0.hasPrefix(id + " ") } == 1, "\(id)") }
    #expect(lines.count { $0.hasPrefix("Right on 300 new digits: ") && $0.contains("; the engine") } == 1)
    #expect(lines.allSatisfy { $0.count <= 80 })
  }

  @Test func `is asked for alone`() {
    expectUsageError(Run("lesson16", ["--mine", "--seed", "3"]), "leave out the others")
    expectUsageError(Run("lesson15", ["--mine"]), "there is no option '--mine'")
  }
}
