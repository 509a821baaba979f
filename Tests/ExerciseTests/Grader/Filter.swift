import Testing

/// Of the exercises that a filter finds, grades those that it asks for.
///
/// A filter of `swift test` is searched for in a test's whole name, file and line. `3.1` is found in 13.1's name too, and
/// `3.4` at line 13, column 4 of any file. Where a filter is nothing but an exercise's number, that exercise is meant.
struct AskedFor: SuiteTrait, TestTrait {
  var isRecursive: Bool { true }

  func prepare(for test: Test) async throws {
    guard !test.isSuite else { return }
    let isAskedFor = asks(for: test.name, CommandLine.arguments)
    try await ConditionTrait.enabled(if: isAskedFor, "the filter asks for another exercise").prepare(for: test)
  }
}

extension Trait where Self == AskedFor {
  static var ofExercisesAskedFor: Self { AskedFor() }
}

/// Whether a run with these arguments is to grade the exercise of the test `lesson03_1()`.
func asks(for test: String, _ arguments: [String]) -> Bool {
  func numbers(_ text: String) -> [Int] { text.split { !"0123456789".contains($0) }.compactMap { Int($0) } }
  let filters = arguments.indices.compactMap { i in
    arguments[i] == "--filter"
      ? arguments[(i + 1)...].first : arguments[i].wholeMatch(of: /--filter=(.*)/).map { String($0.1) }
  }
  let asked = filters.compactMap { $0.wholeMatch(of: /[0-9]+\.[0-9]+/) == nil ? nil : numbers($0) }
  return asked.count < filters.count || asked.isEmpty || asked.contains(numbers(test))
}
