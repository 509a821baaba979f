import Foundation
import Learner

/// The folder of a class's grades: what is read by people, and in `.class` what is known of each student.
final class GradesFolder: Sendable {
  let path: String
  let lock: Int32

  /// What holds for a whole class, or for the part of it that was graded here.
  struct Record: Codable, Equatable {
    /// The digest of the course that graded.
    let course: String
    let seed: UInt64
    let lessons: [Int]
    let shard: Shard
    /// What lay beside the students' folders.
    let others: [String]
    let isConfined: Bool
    let students: [String]
  }

  /// Takes a folder that is new or empty, or has grades in it, for this program alone.
  init(_ path: String) throws(UsageError) {
    self.path = path
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    if exists && !isFolder.boolValue { throw UsageError("\(path) is a file; name a folder for the grades") }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    if !names.isEmpty && !names.contains(".class") {
      throw UsageError("\(path) holds other files; name a new folder for the grades, or an empty one")
    }
    do {
      for folder in [".class/results", "feedback"] {
        try FileManager.default.createDirectory(atPath: path + "/" + folder, withIntermediateDirectories: true)
      }
    } catch {
      throw UsageError("cannot make the folder \(path): \(UsageError.reason(error)); name one that can be written to")
    }
    lock = open(path + "/.class/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    if lock < 0 { throw UsageError("cannot write into \(path): \(String(cString: strerror(errno)).lowercased())") }
    if flock(lock, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK {
      throw UsageError("another \"course class\" is writing into \(path); wait for its end, or name another folder")
    }
  }

  deinit { unlock(lock) }

  /// Writes a file whole, or leaves it as it was.
  func write(_ bytes: Data, to name: String) throws(UsageError) {
    let place = path + "/" + name
    if (try? Data(contentsOf: URL(fileURLWithPath: place))) == bytes { return }
    do {
      try bytes.write(to: URL(fileURLWithPath: place + ".new"))
    } catch {
      throw UsageError("cannot write \(place): \(UsageError.reason(error))")
    }
    if rename(place + ".new", place) != 0 {
      throw UsageError("cannot write \(place): \(String(cString: strerror(errno)).lowercased())")
    }
  }

  func write(_ text: String, to name: String) throws(UsageError) { try write(Data(text.utf8), to: name) }

  // MARK: What is known

  private static func name(of student: String) -> String {
    var digest = Digest()
    digest.add(student)
    return ".class/results/\(digest.text).json"
  }

  /// What is kept of a student; nil if there is nothing, or it cannot be read.
  func result(of student: String) -> StudentResult? {
    Self.decoded(path + "/" + Self.name(of: student))
  }

  func keep(_ result: StudentResult) throws(UsageError) {
    try write(try Self.encoded(result), to: Self.name(of: result.student))
  }

  func keep(_ record: Record) throws(UsageError) { try write(try Self.encoded(record), to: ".class/class.json") }

  /// Reads what a folder of grades knows: of the class, and of each of its students.
  static func known(in path: String) throws(UsageError) -> (record: Record, results: [StudentResult]) {
    guard let record: Record = decoded(path + "/.class/class.json") else {
      throw UsageError("\(path) has no finished grades; name folders that \"course class\" has written")
    }
    var results: [StudentResult] = []
    for student in record.students {
      guard let result: StudentResult = decoded(path + "/" + name(of: student)) else {
        throw UsageError("\(path) lacks the grades of \(student); grade that part again")
      }
      results.append(result)
    }
    return (record, results)
  }

  private static func decoded<Value: Decodable>(_ path: String) -> Value? {
    (try? Data(contentsOf: URL(fileURLWithPath: path))).flatMap { try? JSONDecoder().decode(Value.self, from: $0) }
  }

  private static func encoded(_ value: some Encodable) throws(UsageError) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do { return try encoder.encode(value) } catch { throw UsageError("the grades cannot be written down: \(error)") }
  }

  /// Removes feedback on students who are no longer in the class.
  func removeFeedback(except names: Set<String>) {
    let folder = path + "/feedback"
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    where name.hasSuffix(".md") && !names.contains(name) {
      unlink(folder + "/" + name)
    }
  }
}
