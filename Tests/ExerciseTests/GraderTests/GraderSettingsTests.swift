import Foundation
import Testing

@Suite struct `The environment` {
  private func settings(_ environment: [String: String]) throws -> GraderSettings { try GraderSettings(environment) }

  @Test(arguments: [[:], ["UNSTUCK_STRICT": "", "UNSTUCK_CASES_SEED": ""], ["UNSTUCK_STRICT": "0"]])
  func `leaves open exercises known and the seed 1`(_ environment: [String: String]) throws {
    let settings = try settings(environment)
    #expect(settings.isStrict == false)
    #expect(settings.seed == 1)
  }

  @Test func `makes open exercises failures, and draws other cases`() throws {
    let settings = try settings(["UNSTUCK_STRICT": "1", "UNSTUCK_CASES_SEED": "7"])
    #expect(settings.isStrict)
    #expect(settings.seed == 7)
  }

  @Test(arguments: [
    (
      "UNSTUCK_STRICT", "yes",
      "UNSTUCK_STRICT is \"yes\"; it must be 1 (open exercises fail), or 0, empty or unset (they do not)"
    ),
    (
      "UNSTUCK_CASES_SEED", "-1",
      "UNSTUCK_CASES_SEED is \"-1\"; it must be a whole number from 0, or empty or unset (which means 1)"
    ),
  ])
  func `is told when it cannot be read`(_ name: String, _ value: String, _ line: String) {
    #expect { try settings([name: value]) } throws: { ($0 as? GraderSettings.Misread)?.line == line }
  }

  @Test(.prompt) func `ends the run with one line if it cannot be read`() async {
    let result = await #expect(processExitsWith: .exitCode(2), observing: [\.standardErrorContent]) {
      setenv("UNSTUCK_CASES_SEED", "seven", 1)
      _ = GraderSettings.current
    }
    let said = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(said.contains("error: UNSTUCK_CASES_SEED is \"seven\"; it must be"))
  }

  @Test func `draws other cases of the same kinds`() throws {
    let bank = try #require(AnyBank.of("10.1"))
    let (ones, sevens) = (bank.cases(1), bank.cases(7))
    #expect(ones.map(\.note) == sevens.map(\.note))
    #expect(!zip(ones, sevens).allSatisfy { agree($0.input, $1.input, tolerance: 0) })
  }
}
