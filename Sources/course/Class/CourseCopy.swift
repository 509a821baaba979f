import Foundation
import Learner

/// What of the course is needed to grade, file by file: the manifest and the targets that it leaves for `ExerciseTests`.
struct CourseCopy: Sendable {
  struct File: Sendable {
    /// From the package's folder.
    let path: String
    let bytes: [UInt8]
  }

  /// Sorted by path.
  let files: [File]
  /// Tells this course from others: grades of another one are not kept.
  let digest: String

  /// Asks SwiftPM which folders there are, and reads them.
  init(of package: URL) throws(UsageError) {
    let output = try outputOfSwift(
      ["package", "--package-path", package.path, "dump-package"], "reading Package.swift")
    struct Manifest: Decodable {
      struct Target: Decodable {
        let name: String
        let path: String?
        let type: String
      }
      let targets: [Target]
    }
    // SwiftPM may say something before.
    guard let start = output.firstIndex(of: UInt8(ascii: "{")),
      let manifest = try? JSONDecoder().decode(Manifest.self, from: Data(output[start...]))
    else { throw UsageError("cannot read the manifest of \(package.path); try: swift package dump-package") }
    var files = [File(path: "Package.swift", bytes: [])]
    for target in manifest.targets {
      let folder = target.path ?? (target.type == "test" ? "Tests/" : "Sources/") + target.name
      let names = FileManager.default.enumerator(atPath: package.appendingPathComponent(folder).path)
      for name in names?.compactMap({ $0 as? String }) ?? []
      where !name.split(separator: "/").contains(where: { $0.hasPrefix(".") }) {
        files.append(File(path: folder + "/" + name, bytes: []))
      }
    }
    var read: [File] = []
    for file in files {
      let path = package.appendingPathComponent(file.path)
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: path.path, isDirectory: &isFolder), isFolder.boolValue { continue }
      guard let data = try? Data(contentsOf: path) else { throw UsageError("cannot read \(path.path)") }
      read.append(File(path: file.path, bytes: Array(data)))
    }
    self.files = read.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    var digest = Digest()
    for file in self.files {
      digest.add(file.path)
      digest.add(file.bytes)
    }
    // What puts submissions in order and reads verdicts has its part in the grades, too.
    for folder in ["Class", "Grading"].map({ package.appendingPathComponent("Sources/course/" + $0) }) {
      for name in ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted() {
        digest.add(name)
        digest.add(Array((try? Data(contentsOf: folder.appendingPathComponent(name))) ?? Data()))
      }
    }
    self.digest = digest.text
  }
}

/// What `swift` prints with the manifest cut to what grading needs; throws unless it ends well.
private func outputOfSwift(_ arguments: [String], _ what: String) throws(UsageError) -> [UInt8] {
  let (process, pipe) = (Process(), Pipe())
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = ["swift"] + arguments
  process.environment = ProcessInfo.processInfo.environment.merging(["UNSTUCK_TESTS": "exercises"]) { $1 }
  process.standardInput = FileHandle.nullDevice
  process.standardOutput = pipe
  process.standardError = FileHandle.nullDevice
  do { try process.run() } catch { throw UsageError("cannot start swift: \(UsageError.reason(error))") }
  let data = ((try? pipe.fileHandleForReading.readToEnd()) ?? nil) ?? Data()
  process.waitUntilExit()
  guard process.terminationStatus == 0 else {
    throw UsageError("\(what) failed; to see why: swift \(arguments.joined(separator: " "))")
  }
  return Array(data)
}

/// Tells texts from one another: two hashes of the kind FNV-1a, of 64 bits each, from different starts.
struct Digest {
  private var first: UInt64 = 0xcbf2_9ce4_8422_2325
  private var second: UInt64 = 0x9e37_79b9_7f4a_7c15

  /// Adds some bytes, and how many they are.
  mutating func add(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { bytes in
      var (a, b) = (first, second)
      for byte in bytes {
        a = (a ^ UInt64(byte)) &* 0x100_0000_01b3
        b = (b ^ UInt64(byte)) &* 0xd6e8_feb8_6659_fd93
        b ^= b >> 32
      }
      first = (a ^ UInt64(bytes.count)) &* 0x100_0000_01b3
      second = (b ^ UInt64(bytes.count)) &* 0xd6e8_feb8_6659_fd93
    }
  }

  mutating func add(_ text: String) { add(Array(text.utf8)) }

  /// 32 hexadecimal digits.
  var text: String {
    [first, second].map { half in
      let digits = String(half, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}
