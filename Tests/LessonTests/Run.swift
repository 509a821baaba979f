import Foundation

/// A built program of this package that ran to its end, and what came of it.
struct Run {
  let arguments: [String]
  let status: Int32
  let output: String
  let error: String

  /// Runs the program called `name`, with nothing on stdin. Colour and width are not left to who runs the tests.
  init(_ name: String, _ arguments: [String]) {
    self.init(Self.products.appendingPathComponent(name), arguments)
  }

  /// Runs a shell command, in which `$PROGRAMS` is the folder of the built programs.
  init(shell command: String) { self.init(URL(fileURLWithPath: "/bin/sh"), ["-c", command]) }

  private init(_ program: URL, _ arguments: [String]) {
    self.arguments = arguments
    // Files, not pipes: those fill up, and then both sides wait.
    let folder = TemporaryFolder()
    defer { folder.remove() }
    let (output, error) = (folder.file("output"), folder.file("error"))
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = package
    process.environment = ProcessInfo.processInfo.environment.merging(["PROGRAMS": Self.products.path]) { $1 }
    for name in ["COLUMNS", "NO_COLOR"] { process.environment?[name] = nil }
    process.standardInput = FileHandle.nullDevice
    do {
      process.standardOutput = try FileHandle(forWritingTo: output)
      process.standardError = try FileHandle(forWritingTo: error)
      try process.run()
    } catch {
      preconditionFailure("cannot start \(program.path): \(error)")
    }
    process.waitUntilExit()
    status = process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    self.output = Self.text(of: output)
    self.error = Self.text(of: error)
  }

  private static func text(of file: URL) -> String {
    String(decoding: (try? Data(contentsOf: file)) ?? Data(), as: UTF8.self)
  }

  /// The folder of the built programs: the test bundle's (macOS), or the test program's (Linux).
  static var products: URL {
    #if os(macOS)
      Bundle(for: Anchor.self).bundleURL.deletingLastPathComponent()
    #else
      Bundle.main.bundleURL
    #endif
  }

  private final class Anchor {}
}

/// The folder of the package: this file stands three levels below it.
let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

/// A fresh folder for files that a test makes.
struct TemporaryFolder {
  let url = FileManager.default.temporaryDirectory.appendingPathComponent("unstuck-\(UUID().uuidString)")

  init() {
    do {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    } catch {
      preconditionFailure("cannot make \(url.path): \(error)")
    }
  }

  var path: String { url.path }

  /// An empty file in the folder, or one with `bytes`.
  @discardableResult
  func file(_ name: String, _ bytes: [UInt8] = []) -> URL {
    let file = url.appendingPathComponent(name)
    do {
      try Data(bytes).write(to: file)
    } catch {
      preconditionFailure("cannot write \(file.path): \(error)")
    }
    return file
  }

  var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }

  func remove() { try? FileManager.default.removeItem(at: url) }
}
