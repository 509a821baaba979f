import LessonKit
import Testing

@Suite struct `Results by name` {
  private let squares = Results([3, 1, 2]) { $0 * $0 }

  @Test func `are found by their key`() {
    #expect([squares[1], squares[2], squares[3]] == [1, 4, 9])
  }

  @Test func `come in the order of the keys, in which they were computed`() {
    var asked: [Int] = []
    let results = Results([3, 1, 2]) { key in
      asked.append(key)
      return key * key
    }
    #expect(asked == [3, 1, 2])
    #expect(results.map { "\($0) \($1)" } == ["3 9", "1 1", "2 4"])
    #expect(results.values == [9, 1, 4])
  }

  @Test(.prompt) func `stop the program when asked for a key that is not among them`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Results([3, 1, 2]) { $0 * $0 }[4]
    }
    let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(message.contains("no result for 4; there are those for [3, 1, 2]"))
  }
}
