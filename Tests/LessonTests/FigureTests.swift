import Curriculum
import Foundation
import Testing

@Suite struct `The figures of the lessons` {
  /// A picture's description names the axes, and says so where one has no name.
  @Test(arguments: builtLessons) func `label every axis`(_ lesson: LessonOutline) throws {
    let folder = package.appendingPathComponent("Lessons/\(lesson.name)/figures")
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
      let picture = try String(decoding: Data(contentsOf: folder.appendingPathComponent(file)), as: UTF8.self)
      #expect(!picture.contains("an axis without a label"), "\(file)")
    }
  }
}
