import Testing

/// A test that waits for another process goes on before those that have not begun.
///
/// Until it goes on, the process that has ended stays in the system's table, and Swift Testing's watch on such processes
/// finds it there again and again, on a core that other tests could use. The file is the same in every test target.
struct PromptTrait: TestTrait, SuiteTrait, TestScoping {
  var isRecursive: Bool { true }

  func provideScope(
    for test: Test, testCase: Test.Case?, performing body: @Sendable () async throws -> Void
  ) async throws {
    try await withoutActuallyEscaping(body) { body in
      try await Task(priority: .high) { try await body() }.value
    }
  }
}

extension Trait where Self == PromptTrait {
  static var prompt: Self { PromptTrait() }
}
