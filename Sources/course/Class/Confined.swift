import Foundation
import Learner

/// What a program that is run for the class may do: `course confined`, which no one types.
///
/// Two processes: one that looks after the program and ends all that it started, and one that gives up its rights and
/// becomes the program.
struct Confined: Equatable {
  var readable: [String] = []
  var writable: [String] = []
  /// Whether files are out of bounds but for those; else only the limits hold.
  var isConfined = true
  /// Processor time of each single process.
  var processorSeconds: Int?
  /// Time by the clock for everything.
  var seconds = 3600
  var command: [String] = []

  /// The exit codes for what is not the program's own doing.
  enum Exit {
    static let late: Int32 = 124
    static let unconfined: Int32 = 125
    static let unstartable: Int32 = 126
  }

  /// As arguments of this program.
  var arguments: [String] {
    var words = ["confined"]
    for path in readable { words += ["--read", path] }
    for path in writable { words += ["--write", path] }
    if !isConfined { words.append("--free") }
    if let processorSeconds { words += ["--processor", "\(processorSeconds)"] }
    words += ["--seconds", "\(seconds)", "--"]
    return words + command
  }

  /// Reads what ``arguments`` makes, without the first word.
  init?(arguments: [String]) {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--read": readable.append(rest.popFirst() ?? "")
      case "--write": writable.append(rest.popFirst() ?? "")
      case "--free": isConfined = false
      case "--processor": processorSeconds = rest.popFirst().flatMap { Int($0) }
      case "--seconds": seconds = rest.popFirst().flatMap { Int($0) } ?? seconds
      case "--":
        command = Array(rest)
        rest = []
      default: return nil
      }
    }
    if command.isEmpty { return nil }
  }

  init(_ command: [String]) { self.command = command }
}

extension Confined {
  /// Gives up what is not allowed, and becomes the program.
  func becomeProgram() -> Never {
    if let processorSeconds { limit(RLIMIT_CPU, to: processorSeconds) }
    limit(RLIMIT_CORE, to: 0)
    #if os(Linux)
      if isConfined {
        limitProcesses()
        guard Landlock.confine(readable: readable, writable: writable) else { _exit(Exit.unconfined) }
      }
    #endif
    signal(SIGPIPE, SIG_DFL)
    var words = command.map { strdup($0) } + [nil]
    execv(command[0], &words)
    _exit(Exit.unstartable)
  }

  /// Runs the program to its end, ends all that it left running, and exits as it did.
  ///
  /// Ends everything, too, when the one who started this is gone: an interrupted class leaves nothing running.
  func lookAfterProgram() -> Never {
    let parent = getppid()
    for number in [SIGINT, SIGTERM, SIGHUP] { signal(number, SIG_IGN) }
    #if os(Linux)
      let setChildSubreaper = 36
      processControl(setChildSubreaper, 1)
    #endif
    let program = Bundle.main.executableURL?.path ?? CommandLine.arguments[0]
    var words = ([program, "confined-inside"] + arguments.dropFirst()).map { strdup($0) } + [nil]
    var child: pid_t = 0
    let environment = ProcessInfo.processInfo.environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    guard posix_spawn(&child, program, nil, nil, &words, environment) == 0 else { _exit(Exit.unstartable) }
    let end = ContinuousClock.now + .seconds(seconds)
    var code = Exit.late
    while true {
      var status: Int32 = 0
      let ended = waitpid(-1, &status, WNOHANG)
      if ended == child {
        code = status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
        break
      }
      if getppid() != parent || ContinuousClock.now > end { break }
      if ended <= 0 { usleep(5000) }
    }
    kill(child, SIGKILL)
    endDescendants()
    _exit(code)
  }

  /// Ends every process that descends from this one. Orphans among them have become its children.
  private func endDescendants() {
    #if os(Linux)
      for _ in 0..<2000 {
        while waitpid(-1, nil, WNOHANG) > 0 {}
        let all = descendants(of: getpid())
        if all.isEmpty { break }
        // Halted first, so that none starts another while the next is ended.
        for process in all { kill(process, SIGSTOP) }
        for process in all { kill(process, SIGKILL) }
        usleep(1000)
      }
      while waitpid(-1, nil, WNOHANG) > 0 {}
    #else
      while waitpid(-1, nil, WNOHANG) > 0 {}
    #endif
  }

  #if os(Linux)
    /// No more processes than there are now of this user, and some. The superuser is not bound by it.
    private func limitProcesses() {
      var count = 0
      for name in (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? [] where Int(name) != nil {
        var status = stat()
        guard stat("/proc/\(name)", &status) == 0, status.st_uid == getuid() else { continue }
        count += (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(name)/task").count) ?? 1
      }
      limit(__RLIMIT_NPROC, to: count + 1000)
    }
  #endif
}

/// Where this program was started by itself, to look after another one or to become it, does so and does not return.
func runIfConfined(_ arguments: [String]) {
  guard let role = arguments.first, ["confined", "confined-inside"].contains(role),
    let order = Confined(arguments: Array(arguments.dropFirst()))
  else { return }
  if role == "confined" { order.lookAfterProgram() } else { order.becomeProgram() }
}

#if os(Linux)
  /// The processes that a process has started, and those that these have started.
  private func descendants(of root: pid_t) -> [pid_t] {
    var children: [pid_t: [pid_t]] = [:]
    for name in (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? [] {
      guard let process = pid_t(name), let text = try? String(contentsOfFile: "/proc/\(name)/stat", encoding: .utf8),
        let close = text.lastIndex(of: ")")
      else { continue }
      // After the name in parentheses: the state, and the parent.
      let words = text[text.index(after: close)...].split(separator: " ")
      guard words.count > 1, words[0] != "Z", let parent = pid_t(words[1]) else { continue }
      children[parent, default: []].append(process)
    }
    var found: [pid_t] = []
    var open = [root]
    while let next = open.popLast() {
      let own = children[next] ?? []
      found += own
      open += own
    }
    return found
  }
#endif

#if canImport(Darwin)
  private typealias Resource = Int32
#else
  private typealias Resource = __rlimit_resource
#endif

private func limit(_ resource: Resource, to value: Int) {
  var limits = rlimit(rlim_cur: rlim_t(value), rlim_max: rlim_t(value))
  #if canImport(Darwin)
    setrlimit(resource, &limits)
  #else
    setrlimit(__rlimit_resource_t(resource.rawValue), &limits)
  #endif
}
