import Learner
import Curriculum
import Foundation
import LessonKit

/// The folder of this program, in which the lessons' are too.
var builtPrograms: URL {
  let program = Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
  return program.resolvingSymlinksInPath().deletingLastPathComponent()
}

/// The folder into which SwiftPM builds, `.build` as a rule: two levels above that of the programs.
var buildFolder: URL { builtPrograms.deletingLastPathComponent().deletingLastPathComponent() }

extension LessonOutline {
  /// The lesson's program, which must be built.
  func program(in folder: URL) throws(UsageError) -> URL {
    let program = folder.appendingPathComponent(target)
    guard FileManager.default.isExecutableFile(atPath: program.path) else {
      throw UsageError("\(target) is not built; run: swift build")
    }
    return program
  }
}

/// Builds lessons' programs, which may be older than their sources: one by one, or all at once with all there is.
func build(_ lessons: [LessonOutline], in package: URL) throws(UsageError) {
  func build(_ name: String, _ options: [String]) throws(UsageError) {
    try run(URL(fileURLWithPath: "/usr/bin/env"), ["swift", "build"] + options, in: package, as: "building \(name)")
  }
  if lessons.count == LessonOutline.all.count(where: \.isBuilt) { return try build("the package", []) }
  for lesson in lessons { try build(lesson.target, ["--product", lesson.target]) }
}

/// Runs a program to its end; throws unless that was a good one.
func run(_ program: URL, _ arguments: [String], in folder: URL, as what: String) throws(UsageError) {
  let process = Process()
  process.executableURL = program
  process.arguments = arguments
  process.currentDirectoryURL = folder
  process.standardOutput = FileHandle.nullDevice
  do {
    try process.run()
  } catch {
    throw UsageError("cannot start \(program.path): \(UsageError.reason(error))")
  }
  process.waitUntilExit()
  guard process.terminationReason == .exit && process.terminationStatus == 0 else {
    throw UsageError("\(what) failed; to see why, run it by itself")
  }
}
