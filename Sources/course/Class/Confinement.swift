import Foundation
import Learner

/// By what means the students' programs are kept to their own desks on this system.
struct Confinement: Sendable {
  enum Kind: Sendable { case landlock, sandbox, none }

  let kind: Kind
  /// What a program may read beside the built course: the system, and the toolchain.
  let readable: [String]
  /// What it may write to beside its desk.
  let writable: [String]
  /// All that it sees of this process's environment, which may hold secrets of a CI service.
  let environment: [String: String]
  private let hidden: [String]

  /// - Parameter hidden: folders that no student's program may read, such as the submissions and the grades.
  init(hiding hidden: [String]) {
    self.hidden = hidden
    let all = ProcessInfo.processInfo.environment
    let names = [
      "PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "DYLD_FRAMEWORK_PATH", "DYLD_LIBRARY_PATH", "DEVELOPER_DIR",
    ]
    environment = all.filter { names.contains($0.key) }
    #if os(Linux)
      kind = Landlock.version > 0 ? .landlock : .none
      readable =
        ["/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/etc", "/proc", "/dev", "/sys/devices", "/nix/store"]
        + Self.toolchain
      writable = ["/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom"]
    #else
      kind = Self.canSandbox ? .sandbox : .none
      readable = []
      writable = []
    #endif
  }

  /// One line for whoever starts a class; nil if all is well.
  var warning: String? {
    switch kind {
    case .landlock, .sandbox: nil
    case .none:
      "note: this system has no Landlock and no sandbox-exec: submissions are not confined, and could write to your files"
    }
  }

  #if os(Linux)
    /// The folder of the toolchain: its libraries are two levels below.
    private static var toolchain: [String] {
      let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
      for folder in path.split(separator: ":") {
        let program = URL(fileURLWithPath: String(folder)).appendingPathComponent("swiftc")
        guard FileManager.default.isExecutableFile(atPath: program.path) else { continue }
        let information = Pipe()
        let process = Process()
        process.executableURL = program
        process.arguments = ["-print-target-info"]
        process.standardOutput = information
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { continue }
        let data = ((try? information.fileHandleForReading.readToEnd()) ?? nil) ?? Data()
        process.waitUntilExit()
        struct Target: Decodable {
          struct Paths: Decodable { let runtimeResourcePath: String }
          let paths: Paths
        }
        guard let target = try? JSONDecoder().decode(Target.self, from: data) else { continue }
        let library = URL(fileURLWithPath: target.paths.runtimeResourcePath)  // usr/lib/swift
        return [library.deletingLastPathComponent().deletingLastPathComponent().path]
      }
      return []
    }
  #else
    /// Whether the system's sandbox takes our profile: tried once on a program that does nothing.
    private static var canSandbox: Bool {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/sandbox-exec")
      process.arguments = ["-p", profile(writable: ["/private/tmp"], hidden: ["/private/tmp/none"]), "/usr/bin/true"]
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      guard (try? process.run()) != nil else { return false }
      process.waitUntilExit()
      return process.terminationReason == .exit && process.terminationStatus == 0
    }
  #endif

  /// The rules of macOS's sandbox: write nowhere else, read nothing hidden, no network.
  static func profile(writable: [String], hidden: [String]) -> String {
    func quoted(_ path: String) -> String {
      let real = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
      return "\"" + real.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
    let writes = (writable + ["/dev/null", "/dev/zero", "/dev/dtracehelper"]).map { "(subpath \(quoted($0)))" }
    let reads = hidden.map { "(subpath \(quoted($0)))" }
    return """
      (version 1)
      (allow default)
      (deny network*)
      (deny file-write*)
      (allow file-write* \(writes.joined(separator: " ")) (subpath "/private/var/folders"))
      (deny file-read* \(reads.joined(separator: " ")))
      """
  }

  func profile(writable: [String]) -> String { Self.profile(writable: writable, hidden: hidden) }

  /// The command that runs the built tests, with nothing built again.
  ///
  /// On Linux they are a program. On macOS they are a bundle, which SwiftPM's own helper loads.
  func testProgram(in build: URL, package: URL) throws(UsageError) -> [String] {
    #if os(Linux)
      let folder = build.appendingPathComponent("debug").path
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      guard let name = names.sorted().first(where: { $0.hasSuffix("PackageTests.xctest") }) else {
        throw UsageError("the course's tests are not built in \(folder); remove that folder and try again")
      }
      return [folder + "/" + name, "--testing-library", "swift-testing"]
    #else
      return [
        "/usr/bin/env", "swift", "test", "--skip-build", "--disable-sandbox", "--package-path", package.path,
        "--scratch-path", build.path,
      ]
    #endif
  }
}
