import Curriculum
import Foundation
import Testing

@testable import course

/// Programs that stand for the lessons: shell scripts.
struct Scripts {
  let package = TemporaryFolder()
  let programs = TemporaryFolder()

  /// Every built lesson is a program of these lines, in which `$1`, `$2` and so on are the arguments.
  init(_ lines: String) throws {
    // A shell writes them: what this process has open for writing, a test that starts a process may hold open longer,
    // and then the script cannot be run ("text file busy").
    for lesson in LessonOutline.all where lesson.isBuilt {
      let program = programs.url.appendingPathComponent(lesson.target).path
      let run = Run(shell: "cat > '\(program)' <<'END'\n#!/bin/sh\n\(lines)\nEND\nchmod 755 '\(program)'")
      try #require(run.status == 0, "\(run.error)")
    }
  }

  var weaver: Weaver { Weaver(package: package.url, programs: programs.url) }

  func page(of lesson: LessonOutline) -> String? {
    let file = package.url.appendingPathComponent("Lessons/\(lesson.name)/README.md")
    return try? String(contentsOf: file, encoding: .utf8)
  }

  func remove() {
    package.remove()
    programs.remove()
  }
}
