import Engine
import Foundation
import LessonKit
import Tape

/// The number of lines of a file of this package; its path starts at the package's folder.
func lineCount(_ path: String) -> Int {
  let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  guard let text = try? String(contentsOf: package.appending(path: path), encoding: .utf8) else { return .max }
  return text.split(separator: "\n", omittingEmptySubsequences: false).count - 1
}

/// ∛x, for x above 0.
func cubeRoot(_ x: Double) -> Double { Engine.exp(Engine.log(x) / 3) }

/// A time in millionths of a second.
func microseconds(_ time: Duration) -> String { (time / .microseconds(1)).text(.significant(2)) + " µs" }
