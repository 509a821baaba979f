import Curriculum
import Foundation
import Testing

private let withDigits = builtLessons.filter { Run($0.target, ["--help"]).output.contains("--mnist") }
/// What is the same in all lessons is tried on one.
private let lesson = builtLessons.last!.target

/// One line on stderr that has this part, exit code 2, and nothing else.
func expectUsageError(_ run: Run, _ part: String) {
  #expect(run.status == 2, "\(run.arguments)")
  #expect(run.output == "")
  #expect(run.error.hasPrefix("error: ") && run.error.hasSuffix("\n"), "\(run.error)")
  #expect(run.error.split(separator: "\n", omittingEmptySubsequences: false).count == 2, "\(run.error)")
  #expect(run.error.contains(part), "\(run.error)")
}

@Suite struct `On the command line` {
  @Test(arguments: builtLessons) func `every lesson has help`(_ lesson: LessonOutline) {
    for option in ["--help", "-h"] {
      let run = Run(lesson.target, [option])
      #expect(run.status == 0)
      #expect(run.output.hasPrefix("\(lesson.title)\n\(lesson.question)\n"))
      #expect(run.error == "")
    }
  }

  @Test(arguments: [
    (["--sed", "5"], "there is no option '--sed'"), (["more"], "there is no option 'more'"),
    (["--seed"], "--seed needs a value"), (["--seed", "five"], "not 'five'"), (["--seed=-1"], "not '-1'"),
    (["--width", "30"], "--width takes 40 to 200 columns"), (["--width"], "--width needs a value"),
    (["--section", "99"], "there is no section '99'"), (["--section", "Nowhere"], "there is no section 'Nowhere'"),
    (["--section"], "--section needs a value"), (["--figures"], "--figures needs a value"),
    (["--page"], "--page needs a value"), (["--check=1"], "--check takes no value"),
    (["--tsv=1"], "--tsv takes no value"),
    (["--page", "p", "--seed", "5"], "leave out --seed"), (["--page", "p", "--section", "1"], "leave out --seed"),
  ]) func `what cannot be understood is one line`(_ arguments: [String], _ part: String) {
    expectUsageError(Run(lesson, arguments), part)
  }

  @Test(arguments: ["--figures", "--page"]) func `a folder that cannot be written into is one line`(_ option: String) {
    let folder = TemporaryFolder()
    defer { folder.remove() }
    let file = folder.file("file").path
    expectUsageError(Run(lesson, [option, file]), "\(file) is a file")
    expectUsageError(Run(lesson, [option, file + "/below"]), "cannot make the folder \(file)/below")
    #expect(folder.names == ["file"])
    if option == "--page" {
      folder.file("figures")
      expectUsageError(Run(lesson, [option, folder.path]), "figures is a file")
      #expect(folder.names == ["figures", "file"])
    }
  }

  @Test func `a stdout that takes nothing is one line`() {
    expectUsageError(Run(shell: "exec \"$PROGRAMS\"/\(lesson) --section 1 >&-"), "cannot write to the standard output")
  }

  @Test func `a reader who has seen enough ends the lesson, quietly`() {
    for trap in ["", "trap '' PIPE; "] {
      let run = Run(shell: trap + "\"$PROGRAMS\"/\(lesson) --section 1 | head -n 1")
      #expect(run.status == 0)
      #expect(run.output.split(separator: "\n").count == 1)
      #expect(run.error == "")
    }
  }

  @Test func `figures can be had without the page`() {
    let folder = TemporaryFolder()
    defer { folder.remove() }
    let run = Run(lesson, ["--section", "1", "--figures", folder.path + "/new/figures"])
    #expect(run.status == 0)
    let figures = (try? FileManager.default.contentsOfDirectory(atPath: folder.path + "/new/figures")) ?? []
    #expect(figures.allSatisfy { $0.hasSuffix(".svg") })
  }
}

@Suite struct `With --mnist` {
  @Test(arguments: withDigits) func `a lesson on digits runs on MNIST's files`(_ lesson: LessonOutline) throws {
    let folder = TemporaryFolder()
    defer { folder.remove() }
    try IDXFiles().write(to: folder)
    let run = Run(lesson.target, ["--mnist", folder.path, "--section", "2"])
    #expect(run.status == 0, "\(run.error)")
    #expect(run.output.hasPrefix("── 2 of "))
    #expect(run.error == "")
  }

  @Test(arguments: withDigits) func `a lesson on digits says which folder or file is missing`(_ lesson: LessonOutline) {
    let folder = TemporaryFolder()
    defer { folder.remove() }
    expectUsageError(Run(lesson.target, ["--mnist", folder.path + "/none"]), "there is no directory")
    expectUsageError(Run(lesson.target, ["--mnist", folder.path]), "there is no train-images-idx3-ubyte")
  }

  @Test func `files that are broken are one line`() throws {
    let lesson = try #require(withDigits.first)
    let folder = TemporaryFolder()
    defer { folder.remove() }
    let whole = try IDXFiles()
    for (name, spoilt) in whole.spoilt {
      try whole.write(to: folder)
      folder.file(name, spoilt)
      expectUsageError(Run(lesson.target, ["--mnist", folder.path]), name)
    }
  }
}
