import Testing

@testable import LessonKit

/// A pager of five sections whose program has got to section `reached`, which is on the screen.
private func pager(at reached: Int) -> Pager {
  var pager = Pager(count: 5)
  for section in 0...reached {
    pager.reach(section)
    if section < reached { _ = pager.step(for: "") }
  }
  return pager
}

@Suite struct `After a section` {
  @Test func `the lesson waits, and Enter goes on`() {
    var pager = pager(at: 2)
    #expect(pager.waits && pager.next == 3)
    #expect(pager.step(for: "") == .goOn)
    #expect(!pager.waits && pager.shown == 3 && pager.isSilent)
    pager.reach(3)
    #expect(pager.waits && !pager.isSilent)
  }

  @Test func `b shows the one before, down to the title, and Enter the one after that`() {
    var pager = pager(at: 2)
    #expect(["b", " B ", "b", "b"].map { pager.step(for: $0) } == [.show(1), .show(0), .show(0), .show(0)])
    #expect(pager.next == 1 && pager.waits && !pager.isSilent)
    #expect(["", "", ""].map { pager.step(for: $0) } == [.show(1), .show(2), .goOn])
    #expect(pager.shown == 3)
  }

  @Test func `a number shows what was told, and lets the program run to what was not`() {
    var pager = pager(at: 3)
    #expect(["1", "0", "3"].map { pager.step(for: $0) } == [.show(1), .show(0), .show(3)])
    #expect(pager.step(for: "5") == .goOn)
    pager.reach(4)
    #expect(!pager.waits && pager.isSilent)
    pager.reach(5)
    #expect(pager.waits && !pager.isSilent && pager.next == nil)
    #expect(pager.step(for: "4") == .show(4))
  }

  @Test(arguments: ["6", "-1", "x", "1 2 x", "bb", "99999999999999999999", "1.5", "quit"])
  func `anything else is explained, and changes nothing`(_ line: String) {
    var pager = pager(at: 2)
    #expect(pager.step(for: line) == .explain)
    #expect(pager.shown == 2 && pager.waits)
  }

  @Test func `a question mark lists, q and the end of the input leave`() {
    var pager = pager(at: 2)
    #expect([" ? ", "q", "Q", nil].map { pager.step(for: $0) } == [.list, .leave, .leave, .leave])
  }

  @Test func `Enter ends the lesson, if it is the last`() {
    var pager = pager(at: 5)
    #expect(pager.next == nil && pager.waits)
    #expect(pager.step(for: "") == .goOn)
  }
}

@Suite struct `On the main path` {
  /// Sections 2, 3 and 5 of five are deeper.
  private func pager(place: Int? = nil) -> Pager { Pager(count: 5, passing: [2, 3, 5], place: place) }

  @Test func `Enter and b pass the deeper sections`() {
    var pager = pager()
    for section in 0...1 {
      pager.reach(section)
      #expect(pager.step(for: "") == .goOn)
    }
    #expect(pager.shown == 4)
    for section in 2...4 {
      #expect(pager.isSilent && !pager.waits)
      pager.reach(section)
    }
    #expect(pager.waits && pager.next == nil)
    #expect(["b", "b", "", ""].map { pager.step(for: $0) } == [.show(1), .show(0), .show(1), .show(4)])
    #expect(pager.step(for: "") == .goOn)
  }

  @Test func `their numbers still lead to them, told or not`() {
    var pager = pager()
    pager.reach(0)
    #expect(pager.step(for: "3") == .goOn)
    for section in 1...3 { pager.reach(section) }
    #expect(pager.waits && pager.next == 4)
    #expect(["2", "b", "3"].map { pager.step(for: $0) } == [.show(2), .show(1), .show(3)])
  }

  @Test func `a place in front of a deeper section is offered as the next that is not`() {
    #expect([2, 4, 5].map { pager(place: $0).offered } == [4, 4, nil])
  }
}

@Suite struct `A place that was kept` {
  @Test(arguments: [
    ("", 4, Pager.Step.goOn), ("1", 0, .goOn), ("2", 2, .goOn), ("b", 3, .goOn), ("5", 5, .goOn),
  ]) func `is offered before anything is told`(_ line: String, _ shown: Int, _ step: Pager.Step) {
    var pager = Pager(count: 5, place: 4)
    #expect(pager.waits && pager.next == 4)
    #expect(pager.step(for: "?") == .list && pager.step(for: "x") == .explain && pager.offered == 4)
    #expect(pager.step(for: line) == step)
    #expect(pager.shown == shown && pager.offered == nil && !pager.waits)
  }

  @Test(arguments: [nil, -1, 0, 1, 6]) func `is not offered where there is nothing to skip`(_ place: Int?) {
    let pager = Pager(count: 5, place: place)
    #expect(!pager.waits && pager.shown == 0)
  }

  @Test func `means nothing to a lesson without sections`() {
    for place in 0...2 { #expect(!Pager(count: 0, place: place).waits) }
  }
}
