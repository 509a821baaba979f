import Curriculum
import Foundation
import Learner

/// Tells a lesson, from where its reader stopped: `swift run lesson05` takes this program's place.
func read(_ lesson: LessonOutline?, _ options: [String]) throws(UsageError) -> Never {
  guard let lesson else {
    throw UsageError("every lesson is read; one is read again by its number: swift run course read 5")
  }
  throw replaceThisProgram(by: ["swift", "run", "--scratch-path", buildFolder.path, lesson.target] + options)
}

/// Runs another program in the place of this one, in the package's folder; returns only if that cannot be.
func replaceThisProgram(by words: [String], environment: [String: String] = [:]) -> UsageError {
  guard chdir(packageFolder.path) == 0 else {
    return UsageError("cannot go to \(packageFolder.path): \(String(cString: strerror(errno)).lowercased())")
  }
  for (name, value) in environment { setenv(name, value, 1) }
  execvp(words[0], words.map { strdup($0) } + [nil])
  return UsageError("cannot start \(words[0]): \(String(cString: strerror(errno)).lowercased())")
}
