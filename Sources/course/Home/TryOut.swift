import Foundation
import Learner

/// What a file to try things out in begins with.
private let beginning = """
  // Yours to try things out in: edit this file, and run it with `swift run course try`.
  // The engine, the plots and your own answers are at hand; git does not look here.

  import Datasets
  import Engine
  import Exercises

  let x = Matrix([[1, 2], [3, 4]])
  print(x)
  print("column means:", x.columnMeans)

  """

/// Runs the file to try things out in, and makes it first if there is none. SwiftPM takes this program's place.
///
/// The file is the target `try` of the package, which is there only while `UNSTUCK_TRY` is set.
func tryOut(in package: URL = packageFolder) throws(UsageError) -> Never {
  let folder = package.appendingPathComponent(".unstuck/try")
  let file = folder.appendingPathComponent("main.swift")
  if !FileManager.default.fileExists(atPath: file.path) {
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(beginning.utf8).write(to: file, options: .atomic)
    } catch {
      throw UsageError("cannot make \(file.path): \(UsageError.reason(error))")
    }
  }
  writeToStandardError("running .unstuck/try/main.swift\n")
  throw replaceThisProgram(
    by: ["swift", "run", "--scratch-path", buildFolder.path, "--quiet", "try"], environment: ["UNSTUCK_TRY": "1"])
}
