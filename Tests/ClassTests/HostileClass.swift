import Foundation
import Learner

@testable import course

/// Submissions that attack the grading, among two that are what they should be.
///
/// Each answers lesson 10 rightly and tries something in 10.3; what came of it, it prints. What is expected is what a
/// Linux does that keeps signals inside (Landlock's version 6 and later).
struct HostileClass {
  struct Attack {
    let name: String
    /// What is put before `return` in 10.3.
    let code: String
    /// What 10.3 must be graded; the lesson's other exercises that are answered stay right, unless the file is refused.
    let expected: ClassVerdict
    var header = ""
    /// What must not be in the feedback: it would mean that the attack succeeded.
    var telltale = "SUCCEEDED"
  }

  /// - Parameter folder: where the submissions and, beside them, the grades will be.
  static func attacks(in folder: String) -> [Attack] {
    [
      Attack(
        name: "writes into the course",
        code: """
          let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
          for path in ["Exercises/10-batch-normalization.swift", "Tests/x.swift", ".build/x", "../desk/../x",
            "Package.swift",
            "../../../../Exercises/x.swift"] {
            let file = here.appendingPathComponent(path)
            do { try Data("x".utf8).write(to: file); print("SUCCEEDED", path) } catch { print("refused", path) }
          }
          """, expected: .right),
      Attack(
        name: "reads the solutions",
        code: """
          let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
          for path in ["Solutions/10-batch-normalization.swift", "../../../../Solutions/10-batch-normalization.swift",
            "Tests/ExerciseTests/10-batch-normalization/10.3-inference.swift"] {
            let text = try? String(contentsOf: here.appendingPathComponent(path), encoding: .utf8)
            print(text == nil ? "refused" : "SUCCEEDED", path)
          }
          """, expected: .right),
      Attack(
        name: "reads and spoils what others handed in",
        code: """
          let others = "\(folder)/honest"
          let names = try? FileManager.default.contentsOfDirectory(atPath: others)
          print(names == nil ? "refused" : "SUCCEEDED")
          for path in [others + "/x.swift", "\(folder).grades/grades.csv", "\(folder).grades/.class/x"] {
            let file = URL(fileURLWithPath: path)
            do { try Data("x".utf8).write(to: file); print("SUCCEEDED", path) } catch { print("refused") }
          }
          """, expected: .right),
      Attack(
        name: "kills its parent",
        code: """
          print(kill(getppid(), SIGKILL) == 0 ? "SUCCEEDED" : "refused")
          usleep(1000)
          """, expected: .right),
      Attack(
        name: "kills whoever looks after it",
        code: """
          let status = (try? String(contentsOfFile: "/proc/\\(getppid())/stat", encoding: .utf8)) ?? ""
          let keeper = status.split(separator: ")").last?.split(separator: " ").dropFirst().first.flatMap { Int32($0) } ?? 0
          print(keeper > 1 && kill(keeper, SIGKILL) == 0 ? "SUCCEEDED" : "refused")
          let secrets = try? String(contentsOfFile: "/proc/\\(keeper)/environ", encoding: .utf8)
          print(secrets?.contains("UNSTUCK_MADE_UP_SECRET") == true ? "SUCCEEDED" : "refused")
          """, expected: .right),
      Attack(
        name: "leaves processes behind",
        code: """
          for k in 0..<20 {
            var child: pid_t = 0
            var words = [strdup(k % 2 == 0 ? "/usr/bin/setsid" : "/bin/sleep"), strdup("sleep"), strdup("654321"), nil]
            if k % 2 == 1 { words = [strdup("/bin/sleep"), strdup("654321"), nil] }
            _ = posix_spawn(&child, words[0]!, nil, nil, &words, nil)
          }
          """, expected: .right),
      Attack(
        name: "forges the record",
        code: """
          let command = (try? String(contentsOfFile: "/proc/\\(getppid())/cmdline", encoding: .utf8)) ?? ""
          let words = command.split(separator: "\\0").map(String.init)
          if let k = words.firstIndex(of: "--event-stream-output-path"),
            let text = try? String(contentsOfFile: words[k + 1], encoding: .utf8),
            let line = text.split(separator: "\\n").first(where: { $0.contains("testStarted") && $0.contains("lesson10_3") }),
            let file = FileHandle(forWritingAtPath: words[k + 1]) {
            file.seekToEndOfFile()
            for kind in ["testEnded", "runEnded"] {
              file.write(Data((line.replacingOccurrences(of: "testStarted", with: kind) + "\\n").utf8))
            }
            kill(getppid(), SIGKILL)
          }
          return Matrix(rows: 1, columns: 1)
          """, expected: .wrong),
      Attack(name: "eats memory", code: "var all = [0.0]\nwhile true { all += all }", expected: .wrong),
      Attack(
        name: "fills the disk",
        code: """
          let block = Data(count: 1 << 20)
          for k in 0..<200 { try? block.write(to: URL(fileURLWithPath: NSTemporaryDirectory() + "/x\\(k)")) }
          """, expected: .right),
      Attack(
        name: "calls home",
        code: """
          let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
          var address = sockaddr_in()
          address.sin_family = sa_family_t(AF_INET)
          address.sin_port = UInt16(9).bigEndian
          address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
          let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
              connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
          }
          print(result == 0 || errno == ECONNREFUSED ? "SUCCEEDED" : "refused")
          print(ProcessInfo.processInfo.environment["UNSTUCK_MADE_UP_SECRET"] == nil ? "no secret" : "SUCCEEDED")
          """, expected: .right),
      Attack(
        name: "borrows the solutions",
        code:
          "return Solutions.batchNormalizedAtInference(x, gamma: gamma, beta: [], mean: [], variance: [], epsilon: 0)",
        expected: .refused, header: "import Solutions\r\n"),
      Attack(
        name: "names another function", code: "return stolen(x)", expected: .refused,
        header: "@_silgen_name(\"$s9Solutions\") func stolen(_ x: Matrix) -> Matrix\n"),
      Attack(
        name: "blames another lesson", code: "let a: Int = \"\"", expected: .uncompiled,
        header: "#sourceLocation(file: \"Exercises/03-backprop-by-hand.swift\", line: 7)\n"),
      Attack(
        name: "keeps the compiler busy",
        code: """
          let a = [1: [2.0, -3]], b = 2.5, c = 7
          let d = (a[1]! + [b * 2 - 1 / b + Double(c) * (b - 3) / 2 + 1]).map { $0 * -1 + b - 2 * ($0 - b) / (3 + $0) }
            .reduce(0) { $0 + $1 * -2 + b / (1 - $0) - 4 * $1 + Double(c) }
          let e = -(1 + -2.0 * b - -(3 + b) * -(d - 1) + -(2 * b) - -(b + -4 * d) * -b + (1 - -b) / -(d + -1) - -(b * -d))
          print(e)
          """, expected: .uncompiled),
    ]
  }

  /// Writes them, and two honest ones, into a folder for each.
  static func write(to folder: URL) throws {
    func text(_ code: String, _ header: String) -> String {
      var text = stubText(10)
      for part in AnswerFile(text).parts.reversed() {
        guard let answer = madeUpAnswers.first(where: { $0.id == part.id }), let function = part.function,
          let signature = part.signature
        else { continue }
        let file = AnswerFile(text)
        let body = (part.id == "10.3" ? code + "\n" : "") + answer.right[0]
        text = file.replacing(function, with: file.text(of: signature) + "{\n" + body + "\n}")
      }
      return header + text.replacing("import Engine\n", with: "import Engine\nimport Foundation\n")
    }
    var files: [String: String] = [:]
    for attack in attacks(in: folder.path) {
      files["\(attack.name)/Exercises/10-batch-normalization.swift"] = text(attack.code, attack.header)
      files["\(attack.name)/Exercises/03-backprop-by-hand.swift"] = stubText(3)
    }
    for name in ["an honest one", "honest"] {
      files["\(name)/Exercises/10-batch-normalization.swift"] = text("", "")
      files["\(name)/Exercises/03-backprop-by-hand.swift"] = stubText(3)
    }
    try ClassTests.write(files, into: folder)
  }
}
