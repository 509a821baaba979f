// swift-tools-version: 6.3
import Foundation
import PackageDescription

let package = Package(
  name: "Unstuck",
  platforms: [.macOS(.v15)],
  targets: [
    // The engine and what stands on it.
    .target(name: "Engine", linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
    .target(name: "Datasets", dependencies: ["Engine"], resources: [.copy("digits.bin"), .copy("NOTICE")]),
    .target(name: "Typesetting"),
    .target(name: "Plots", dependencies: ["Engine", "Typesetting"]),
    .target(name: "Tape", dependencies: ["Engine"]),
    .target(name: "Clinic", dependencies: ["Datasets", "Engine"]),
    .target(name: "Curriculum"),
    .target(name: "Learner", dependencies: ["Curriculum"]),
    .target(name: "LessonKit", dependencies: ["Curriculum", "Datasets", "Engine", "Learner", "Plots", "Typesetting"]),
    .executableTarget(
      name: "course", dependencies: ["Curriculum", "Engine", "Learner", "LessonKit", "Plots", "Typesetting"]),

    // How fast the engine is: `swift run benchmark`.
    .executableTarget(
      name: "benchmark", dependencies: ["Datasets", "Engine", "Learner", "LessonKit", "Tape", "Yardsticks"],
      exclude: ["README.md", "Yardsticks"],
      swiftSettings: [.defaultIsolation(MainActor.self)]),
    .target(name: "Yardsticks", path: "Sources/benchmark/Yardsticks"),

    // The lessons: `swift run lesson10`.
    lesson(1, "neurons"),
    lesson(2, "activations"),
    lesson(3, "backprop-by-hand", uses: ["Tape"]),
    lesson(4, "gradient-descent"),
    lesson(5, "vanishing-gradients"),
    lesson(6, "zero-centering"),
    lesson(7, "bad-initialization"),
    lesson(8, "glorot-vs-he"),
    lesson(9, "layerwise-pretraining"),
    lesson(10, "batch-normalization"),
    lesson(11, "normalization-in-practice"),
    lesson(12, "gradient-clipping"),
    lesson(13, "optimizers"),
    lesson(14, "regularization"),
    lesson(15, "hyperparameters", and: ["trials.txt"]),
    lesson(16, "the-clinic", uses: ["Capstone", "Clinic", "Solutions"]),

    // What the learner writes, the reference answers, and what the tests see of the learner.
    .target(
      name: "Exercises", dependencies: ["Clinic", "Curriculum", "Engine"], path: "Exercises", exclude: ["README.md"]),
    .target(name: "Solutions", dependencies: ["Clinic", "Engine"], path: "Solutions"),
    .target(name: "Answers", dependencies: ["Exercises"]),
    .target(
      name: "Capstone",
      dependencies: ["Answers", "Clinic", "Curriculum", "Datasets", "Engine", "Learner", "Solutions"]),

    .testTarget(name: "EngineTests", dependencies: ["Engine"], exclude: ["Fixtures"]),
    .testTarget(name: "DatasetsTests", dependencies: ["Datasets", "Engine"]),
    .testTarget(name: "TypesettingTests", dependencies: ["Typesetting"]),
    .testTarget(name: "PlotsTests", dependencies: ["Plots", "Engine"], exclude: ["References"]),
    .testTarget(name: "TapeTests", dependencies: ["Tape", "Engine"]),
    .testTarget(
      name: "LessonKitTests",
      dependencies: ["Curriculum", "Engine", "Learner", "LessonKit", "Plots", "Typesetting"]),
    .testTarget(
      name: "LessonTests",
      dependencies: ["Clinic", "Curriculum", "Datasets", "Engine", "Learner", "LessonKit", "Typesetting", "course"]),
    .testTarget(
      name: "ClassTests", dependencies: ["Curriculum", "Engine", "Learner", "course"]),
    .testTarget(
      name: "ExerciseTests",
      dependencies: ["Answers", "Capstone", "Clinic", "Curriculum", "Datasets", "Engine", "Learner", "Solutions"]),
  ]
)

/// A lesson is a program, `lessonNN`, that lives beside the page it weaves.
func lesson(_ number: Int, _ slug: String, uses more: [Target.Dependency] = [], and files: [String] = []) -> Target {
  let twoDigits = number < 10 ? "0\(number)" : "\(number)"
  return .executableTarget(
    name: "lesson\(twoDigits)",
    dependencies: ["Datasets", "Engine", "LessonKit", "Plots"] + more,
    path: "Lessons/\(twoDigits)-\(slug)",
    exclude: ["README.md", "figures"] + files,
    swiftSettings: [.defaultIsolation(MainActor.self)])  // one thread, as a script has
}

// A learner's `swift run` is a debug build, in which numeric code is about a hundred times slower. These
// targets are optimized even there; lessons and exercises stay in debug, so that one can step through them.
// (The tape is lesson 03's, but it is measured and tested too, so it is a target of its own and optimized as they are.)
// `-fno-math-errno` makes a square root an instruction, where it would else be a branch to a call that sets `errno`.
// On x86-64, `-march=native` turns a fused multiply-add into an instruction instead of a library call. Swift cannot
// ask how many registers there are, so we do; a wrong answer costs time and changes no result.
// What is built so runs on this machine and those like it. With `UNSTUCK_PORTABLE=1` it runs on any x86-64 processor since
// 2013 (Haswell), with the same results: for a build that is carried to another machine, as in an image or a cache.
// (`#if arch` asks the machine that builds: to build for another architecture, build there.)
#if arch(x86_64)
  let isPortable = Context.environment["UNSTUCK_PORTABLE"] == "1"
  let processor = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
  let width = processor.contains("avx512f") && !isPortable ? ["-D", "AVX512"] : []
  let architecture = ["-Xcc", isPortable ? "-march=x86-64-v3" : "-march=native"]
  let optimized: [SwiftSetting] = [.unsafeFlags(["-O", "-Xcc", "-fno-math-errno"] + architecture + width)]
#else
  let optimized: [SwiftSetting] = [.unsafeFlags(["-O", "-Xcc", "-fno-math-errno"])]
#endif
let computing = ["Engine", "Datasets", "Tape", "Yardsticks"]
for target in package.targets where computing.contains(target.name) {
  target.swiftSettings = optimized
}

// A debug build also writes an index, for editors. Of the standard library and Foundation it would be written anew in
// every clone and for every target, which takes longer than to compile a small one.
for target in package.targets {
  target.swiftSettings =
    (target.swiftSettings ?? []) + [.unsafeFlags(["-index-ignore-system-modules", "-index-ignore-clang-modules"])]
}

// What a learner edits stays incremental, and on the way from an edit to its verdict so does `Answers`: compiled whole, a
// mistake would delete its module, and to mend it would build the tests anew.
let answers = ["Exercises", "Answers"]
func isLesson(_ target: Target) -> Bool { target.path?.hasPrefix("Lessons/") == true }

// All else is compiled a module at a time in debug builds too: from a clone to lesson 10, a fifth less processor time than
// a file at a time. The compiler remarks on it, once for each module; nothing can be done about that. The other build system
// (Xcode's, and from Swift 6.4 on everybody's) expects a file for each source, so it must be done without: where it is asked
// for by hand, set `UNSTUCK_BY_FILE=1`.
#if os(Linux) && compiler(<6.4)
  if Context.environment["UNSTUCK_BY_FILE"] != "1" {
    let whole = ["-disable-batch-mode", "-wmo", "-num-threads", "1", "-no-emit-module-separately-wmo"]
    for target in package.targets where !answers.contains(target.name) && !isLesson(target) {
      target.swiftSettings?.append(.unsafeFlags(whole, .when(configuration: .debug)))
    }
  }
#endif

// A mistake in an exercise is reported once, with all the files that it concerns.
for target in package.targets where answers.contains(target.name) {
  target.swiftSettings?.append(.unsafeFlags(["-diagnostic-style=llvm"]))
}

// The lessons' tests run the lessons, so these must be built.
let lessons = package.targets.filter(isLesson)
for test in package.targets where test.name == "LessonTests" {
  test.dependencies += lessons.map { .target(name: $0.name) }
}

// A learner's file to try things out in, `.unstuck/try/main.swift`: `swift run course try` makes it and sets this.
if Context.environment["UNSTUCK_TRY"] == "1" {
  package.targets.append(
    .executableTarget(
      name: "try", dependencies: ["Datasets", "Engine", "Exercises", "LessonKit", "Plots"], path: ".unstuck/try",
      swiftSettings: [.defaultIsolation(MainActor.self)]))
}

// Grading needs one of the test targets and what that stands on. `swift run course check` builds no more than this.
let only = ["exercises": "ExerciseTests", "class": "ClassTests"]
if let test = only[Context.environment["UNSTUCK_TESTS"] ?? ""] {
  var needed: Set<String> = [test]
  var count = 0
  while count < needed.count {
    count = needed.count
    for target in package.targets where needed.contains(target.name) {
      for case .byNameItem(let name, _) in target.dependencies { needed.insert(name) }
    }
  }
  package.targets.removeAll { !needed.contains($0.name) }
}
