import Foundation
import Plots
import Testing

@testable import LessonKit

/// A lesson whose `main.swift` is `source`. Told in an exit test, which is a process of its own.
private func lesson(_ source: String, _ arguments: String...) throws -> Lesson {
  let file = FileManager.default.temporaryDirectory.appendingPathComponent("unstuck-\(UUID().uuidString).swift")
  try Data(source.utf8).write(to: file)
  defer { try? FileManager.default.removeItem(at: file) }
  return Lesson(10, file: file.path, arguments: arguments)
}

/// Line 1 is prose, 2 code, and 3 prose that shows a number called x.
private let source = "//: # Title\ncode\n//: It is {{x}}."

/// What a process that ended well wrote to stdout.
private func output(_ result: ExitTest.Result?) -> String {
  String(decoding: result?.standardOutputContent ?? [], as: UTF8.self)
}

@Suite struct `A claim with a name` {
  @Test func `records what it measured, as it shows it`() async {
    let result = await #expect(processExitsWith: .exitCode(0), observing: [\.standardOutputContent]) {
      let lesson = try lesson(source)
      lesson.claim("Small", 0.9996, isBelow: 1, .fixed(2), as: "x", line: 2)
      lesson.end()
    }
    #expect(output(result).contains("✓ Small: measured 0.9996, claimed below 1.\n\nIt is 0.9996.\n"))
  }

  @Test func `records it in another format where prose wants one, whatever its bound`() async {
    for kind in 0..<3 {
      let result = await #expect(processExitsWith: .exitCode(0), observing: [\.standardOutputContent]) {
        [kind = kind as Int] in
        let lesson = try lesson(source)
        switch kind {
        case 0: lesson.claim("Measured", 0.25, isBelow: 1, .fixed(3), as: "x", .percent(0), line: 2)
        case 1: lesson.claim("Measured", 0.25, isAbove: 0, .fixed(3), as: "x", .percent(0), line: 2)
        default: lesson.claim("Measured", 0.25, isWithin: 0...1, .fixed(3), as: "x", .percent(0), line: 2)
        }
        lesson.end()
      }
      #expect(output(result).contains("Measured: measured 0.250, "), "\(kind)")
      #expect(output(result).contains("It is 25\u{A0}%."), "\(kind)")
    }
  }
}

@Suite struct `A lesson's figure` {
  @Test func `of one plot is what the plot is as a figure`() async {
    let short = await #expect(processExitsWith: .exitCode(0), observing: [\.standardOutputContent]) {
      let lesson = try lesson("code")
      lesson.figure("f", Plot("A plot", marks: []), caption: "Caption", line: 1)
      lesson.end()
    }
    let long = await #expect(processExitsWith: .exitCode(0), observing: [\.standardOutputContent]) {
      let lesson = try lesson("code")
      lesson.figure("f", .plot(Plot("A plot", marks: [])), caption: "Caption", line: 1)
      lesson.end()
    }
    #expect(output(short).contains("A plot") && output(short).contains("Caption"))
    #expect(output(short) == output(long))
  }
}
