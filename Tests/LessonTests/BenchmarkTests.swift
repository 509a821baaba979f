import Foundation
import Testing

/// The benchmark as its users run it, on files whose numbers are made up, so that nothing here depends on a clock.
@Suite struct `The benchmark` {
  private let folder = TemporaryFolder()

  private func file(_ name: String, _ text: String) -> String { folder.file(name, Array(text.utf8)).path }

  /// A run of these rows: name, median and minimum in ms, result.
  private func run(
    _ rows: [(name: String, median: Double, minimum: Double, check: Double)], gigaflops: Double = 50, threads: Int = 1,
    clock: String = "elapsed"
  ) -> String {
    let results = rows.map { row in
      """
      {"workload": "\(row.name)", "median": \(row.median / 1000), "minimum": \(row.minimum / 1000),
       "limit": 0.002, "operations": 100000000, "check": \(row.check)}
      """
    }
    #if DEBUG
      let build = "debug, as in a learner's swift run; only the engine is optimized"
    #else
      let build = "release; learners get a debug build"
    #endif
    return """
      {"conditions": {"build": "\(build)", "clock": "\(clock)", "threads": \(threads)},
       "limits": {"operations": \(gigaflops)e9, "bytes": 2e10, "exps": 1e9, "tanhs": 5e8},
       "results": [\(results.joined(separator: ", "))]}
      """
  }

  /// The words of the line that begins with `name`.
  private func words(_ name: String, in text: String) -> [String] {
    let line = text.split(separator: "\n").last { $0.split(separator: " ").first == name[...] }
    return line?.split { " \u{A0}".contains($0) }.map(String.init) ?? []
  }

  /// By hand, with noise = (10 − 9.5 + new median − new minimum) / 10, and 0 for the machine:
  ///
  ///     i      10 → 11.2   12 %, noise  5 + 2 =  7 %   slower
  ///     ii     10 → 11.2   12 %, noise  5 + 8 = 13 %
  ///     iv     10 →  9.2   −8 %, noise  5 + 2 =  7 %   faster
  ///     vi.exp 10 →  9.4   −6 %, noise  5 + 2 =  7 %
  ///     vii    10 → 20, but the result is another
  ///     v      only before, viii only now: no verdict
  @Test func `finds what became slower by more than the noise of both runs`() {
    defer { folder.remove() }
    let old = ["i", "ii", "iv", "vi.exp", "vii", "v"].map { (name: $0, median: 10.0, minimum: 9.5, check: 1.0) }
    let new = [
      ("i", 11.2, 11, 1), ("ii", 11.2, 10.4, 1), ("iv", 9.2, 9, 1), ("vi.exp", 9.4, 9.2, 1), ("vii", 20, 20, 1.5),
      ("viii", 1, 1, 1),
    ]
    let (before, now) = (file("before.json", run(old)), file("now.json", run(new)))
    let comparison = Run("benchmark", ["--read", now, "--against", before])
    #expect(comparison.status == 1)
    #expect(comparison.error == "")
    #expect(words("i", in: comparison.output) == ["i", "10.00", "11.20", "+12.0", "%", "±", "7", "%", "slower"])
    #expect(words("ii", in: comparison.output) == ["ii", "10.00", "11.20", "+12.0", "%", "±", "13", "%"])
    #expect(words("iv", in: comparison.output) == ["iv", "10.00", "9.20", "−8.0", "%", "±", "7", "%", "faster"])
    #expect(words("vi.exp", in: comparison.output) == ["vi.exp", "10.00", "9.40", "−6.0", "%", "±", "7", "%"])
    #expect(words("vii", in: comparison.output).suffix(2) == ["other", "work"])
    #expect(comparison.output.hasSuffix("\nSlower: i.\n"))
    #expect(!comparison.output.contains("\nv "))
    #expect(words("viii", in: comparison.output).count > 5)  // in the table of the new run only
  }

  /// The same runs, but the machine's own limit is a tenth lower: 12 % is within 7 % + 10 %.
  @Test func `does not blame the engine for a slower machine`() {
    defer { folder.remove() }
    let before = file("before.json", run([("i", 10, 9.5, 1)]))
    let now = file("now.json", run([("i", 11.2, 11, 1)], gigaflops: 45))
    let comparison = Run("benchmark", ["--read", now, "--against", before])
    #expect(comparison.status == 0)
    #expect(words("i", in: comparison.output) == ["i", "10.00", "11.20", "+12.0", "%", "±", "17", "%"])
    #expect(comparison.output.contains("The machine's own multiply-adds: −10.0"))
    #expect(comparison.output.hasSuffix("\nNothing is slower by more than the noise.\n"))
  }

  /// A limit of 2 ms and a median of 10 ms are a share of 20 %.
  @Test func `shows an earlier run again, with its shares and what is missing`() {
    defer { folder.remove() }
    let run = Run("benchmark", ["--read", file("run.json", run([("iii.64", 10, 8, 1)]))])
    #expect(run.status == 0)
    #expect(run.output.contains("Limits: 50.0 GFLOP/s by multiply-adds in registers, 20 GB/s through memory,"))
    #expect(run.output.contains("1.00 ns for exp, 2.00 ns for tanh"))
    #expect(run.output.contains(/\niii\.64 .* 10\.00 +8\.00 +2\.00 +20.%\n/))
    #expect(run.output.contains(/What is missing from 100 %[\s\S]*iii\.64 +Every tile/))
  }

  @Test func `writes what it reads`() throws {
    defer { folder.remove() }
    let first = Run("benchmark", ["--only", "iii.64", "--runs", "1", "--json"])
    #expect(first.status == 0)
    let again = Run("benchmark", ["--read", file("run.json", first.output), "--json"])
    #expect(again.output == first.output)
    let report = try #require(JSONSerialization.jsonObject(with: Data(first.output.utf8)) as? [String: Any])
    let results = try #require(report["results"] as? [[String: Any]])
    #expect(results.map { $0["workload"] as? String } == ["iii.64"])
    #expect(results[0]["operations"] as? Double == Double(2 * 64 * 64 * 64 * 64))
  }

  @Test func `says in one line what is wrong with a file or an option`() {
    defer { folder.remove() }
    let row = (name: "i", median: 10.0, minimum: 9.5, check: 1.0)
    let good = file("good.json", run([row]))
    for option in ["--against", "--read"] {
      expectUsageError(Run("benchmark", [option]), "\(option) needs a value")
      expectUsageError(Run("benchmark", [option, folder.path + "/none"]), "no such file")
      expectUsageError(Run("benchmark", [option, folder.path]), "cannot read")
      let wrong = [
        ("", "is not what"), ("[1, 2]", "is not what"), (run([row]).replacing("median", with: "middle"), "is not what"),
        (String(run([row]).dropLast(20)), "is not what"), (run([]), "has no rows"), (run([row, row]), "two rows of i"),
        (run([("i", 1, 2, 1)]), "impossible numbers for i"), (run([("i", 1, -1, 1)]), "impossible numbers for i"),
        (run([row], gigaflops: 0), "impossible limits"), (run([row], clock: "sundial"), "is not what"),
      ]
      for (text, part) in wrong { expectUsageError(Run("benchmark", [option, file("wrong.json", text)]), part) }
    }
    let other = file("other.json", run([row], threads: 2))
    expectUsageError(Run("benchmark", ["--against", other]), "threads was then 2, and now 1")
    expectUsageError(Run("benchmark", ["--against", other, "--read", good]), "threads was then 2, and now 1")
    let busy = file("busy.json", run([row], clock: "processor"))
    expectUsageError(Run("benchmark", ["--against", busy]), "clock was then processor, and now elapsed")
    expectUsageError(Run("benchmark", ["--read", good, "--runs", "3"]), "--runs has no place")
    expectUsageError(Run("benchmark", ["--against", good, "--json"]), "leave out --json")
  }
}
