import Learner

/// What stands in an answer although no answer has a use for it.
///
/// A scan of words finds what is written openly. It is no proof of anything: what is refused could only serve to reach
/// around the grader, and what is remarked on is shown to the instructor, who reads it.
struct Suspicion: Equatable {
  /// Why the file is not graded at all; nil as a rule.
  let refusal: String?
  /// What an instructor should look at.
  let remarks: [String]

  /// Modules of the course that see the reference answers or the grader, and libraries of tests.
  private static let modules: Set = [
    "Solutions", "Answers", "Capstone", "ExerciseTests", "Testing", "XCTest", "Exercises",
  ]
  /// Attributes that give a symbol another's name, or put code where it runs unasked.
  private static let attributes: Set = [
    "_silgen_name", "_cdecl", "cdecl", "_extern", "extern", "_section", "section", "_used", "used",
    "_dynamicReplacement",
    "_implementationOnly", "_spi", "testable", "Test", "Suite", "main", "_expose", "_alwaysEmitIntoClient",
  ]
  /// Functions that reach into the program as it runs.
  private static let functions: Set = [
    "dlsym", "dlopen", "dladdr", "dl_iterate_phdr", "ptrace", "process_vm_writev", "process_vm_readv", "mprotect",
  ]
  /// What reaches beyond the function: processes, files, memory, the network.
  private static let remarkable: Set = [
    "Process", "posix_spawn", "posix_spawnp", "popen", "system", "execv", "execve", "execvp", "kill", "killpg",
    "getppid",
    "getpid", "setsid", "signal", "sigaction", "raise", "FileManager", "FileHandle", "fopen", "open", "openat", "creat",
    "unlink", "rename", "symlink", "chmod", "ProcessInfo", "getenv", "setenv", "environ", "CommandLine", "socket",
    "connect", "URLSession", "URL", "NSTemporaryDirectory", "unsafeBitCast", "withUnsafeMutablePointer",
    "UnsafeMutablePointer",
    "UnsafeMutableRawPointer",
    "UnsafeRawPointer", "Unmanaged", "withMemoryRebound", "atexit", "exit", "_exit", "sleep", "usleep", "Thread",
    "Task",
    "Date", "clock", "time", "sourceLocation", "DispatchQueue", "OperationQueue", "pthread_create",
  ]

  /// Labels of what reads files.
  private static let labels: Set = ["contentsOf", "contentsOfFile", "contentsOfDirectory", "fileURLWithPath"]

  /// - Parameter path: how the file is called in what is said.
  init(in text: String, path: String) {
    let tokens = SwiftTokens(text).tokens
    var refusal: String?
    var remarks: [String: Int] = [:]
    func refuse(_ line: Int, _ reason: String) { if refusal == nil { refusal = "\(path):\(line) \(reason)" } }
    for (k, token) in tokens.enumerated() {
      let word = token.text.hasPrefix("`") ? String(token.text.dropFirst().dropLast()) : token.text
      let before = k > 0 ? tokens[k - 1].text : ""
      let after = k + 1 < tokens.count ? tokens[k + 1].text : ""
      if word == "import" && before != "." {
        let kinds = ["typealias", "struct", "class", "actor", "enum", "protocol", "let", "var", "func"]
        let module = tokens[(k + 1)...].first { !kinds.contains($0.text) }?.text ?? ""
        let name = module.filter { $0 != "`" }
        if Self.modules.contains(name) {
          refuse(token.line, "imports \(name). Answers must be your own, and need no such module.")
        }
      }
      if before == "@", Self.attributes.contains(word) {
        refuse(token.line, "has @\(word), for which an answer has no use.")
      }
      if Self.functions.contains(word), before != "func", before != "let", before != "var" {
        refuse(token.line, "calls \(word), for which an answer has no use.")
      }
      if Self.labels.contains(word) && after == ":" || word == "filePath" && before == "#" {
        remarks[word] = min(remarks[word] ?? .max, token.line)
      }
      if Self.remarkable.contains(word), before != "func", before != "let", before != "var", before != ".",
        after == "(" || after == "." || after == "<" || after == "{" || before == "#"
      {
        remarks[word] = min(remarks[word] ?? .max, token.line)
      }
    }
    if text.contains("/proc/") { remarks["/proc/"] = 1 }
    self.refusal = refusal
    let uses = remarks.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map { "\($0.key) (line \($0.value))" }
    self.remarks = uses.isEmpty ? [] : ["\(path) uses \(uses.joined(separator: ", "))."]
  }
}
