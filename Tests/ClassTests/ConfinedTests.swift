import Foundation
import Learner
import Testing

@testable import course

/// The built program, beside the test program (Linux) or the test bundle (macOS).
private var courseProgram: URL {
  #if os(macOS)
    Bundle(for: Anchor.self).bundleURL.deletingLastPathComponent().appendingPathComponent("course")
  #else
    Bundle.main.bundleURL.appendingPathComponent("course")
  #endif
}

private final class Anchor {}

/// Runs a shell command as a student's program is run; tells its exit code and what it printed.
private func confined(_ command: String, _ change: (inout Confined) -> Void = { _ in }) throws -> (
  code: Int32, output: String
) {
  var order = Confined(["/bin/sh", "-c", command])
  order.seconds = 60
  change(&order)
  let (process, pipe) = (Process(), Pipe())
  process.executableURL = courseProgram
  process.arguments = order.arguments
  process.standardOutput = pipe
  process.standardError = pipe
  try process.run()
  let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
  process.waitUntilExit()
  return (process.terminationStatus, String(decoding: data, as: UTF8.self))
}

@Suite struct `A confined program` {
  @Test func `ends with its own code`() throws {
    #expect(try confined("exit 7") { $0.isConfined = false }.code == 7)
    #expect(try confined("kill -9 $$") { $0.isConfined = false }.code == 137)
    #expect(
      try confined("") {
        $0.command = ["/none"]; $0.isConfined = false
      }.code == Confined.Exit.unstartable)
  }

  @Test func `ends when its time is over`() throws {
    let (code, _) = try confined("sleep 600") { order in
      order.isConfined = false
      order.seconds = 1
    }
    #expect(code == Confined.Exit.late)
  }

  #if os(Linux)
    @Test func `leaves no process behind, not even one that left its family`() throws {
      // Both print their numbers; the second has a session of its own and no parent.
      let (code, output) = try confined("sleep 600 & echo $!; (setsid sh -c 'echo $$; exec sleep 600' &) ; sleep 0.2") {
        $0.isConfined = false
      }
      let numbers = output.split(whereSeparator: \.isWhitespace).compactMap { Int32($0) }
      #expect(code == 0 && numbers.count == 2)
      for number in numbers { #expect(kill(number, 0) == -1) }
    }

    /// Where the kernel has no Landlock, there is nothing to try.
    @Test(.enabled(if: Landlock.version > 0)) func `writes only where it may, and reads only what it may`() throws {
      try withTemporaryFolder { folder in
        try write(["desk/a": "a", "other/b": "b", "shown/c": "c"], into: folder)
        let root = folder.path
        func run(_ command: String) throws -> (code: Int32, output: String) {
          try confined(command) { order in
            order.readable = Confinement(hiding: []).readable + [root + "/shown"]
            order.writable = Confinement(hiding: []).writable + [root + "/desk"]
          }
        }
        #expect(try run("echo x > \(root)/desk/new && cat \(root)/desk/new \(root)/shown/c").output == "x\nc")
        for refused in [
          "cat \(root)/other/b", "ls \(root)/other", "echo x > \(root)/other/b", "echo x > \(root)/shown/c",
          "rm \(root)/other/b",
          "mkdir \(root)/other/d", "ln -s /etc/passwd \(root)/shown/d", "mv \(root)/desk/a \(root)/shown/a",
          "ln \(root)/other/b \(root)/desk/b && cat \(root)/desk/b", "cat \(root)/desk/../other/b",
        ] {
          #expect(try run(refused).code != 0, "\(refused)")
        }
        #expect(try String(contentsOfFile: root + "/other/b", encoding: .utf8) == "b")
        #expect(try run("echo x > /dev/null && cat /etc/hostname").code == 0)
      }
    }

    /// Signals stay inside since version 6.
    @Test(.enabled(if: Landlock.version >= 6)) func `sends no signal to a process outside`() throws {
      let outside = Process()
      outside.executableURL = URL(fileURLWithPath: "/bin/sleep")
      outside.arguments = ["60"]
      try outside.run()
      defer { outside.terminate() }
      let (code, _) = try confined("kill -9 \(outside.processIdentifier)") {
        $0.readable = Confinement(hiding: []).readable
      }
      #expect(code != 0)
      #expect(outside.isRunning)
    }
  #endif
}
