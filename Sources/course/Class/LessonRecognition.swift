import Curriculum
import Foundation
import Learner

/// What the course asks for in each lesson's file, by which a file is recognized whatever its name is.
struct LessonRecognition: Sendable {
  /// A lesson's file as the course hands it out.
  struct Stub: Sendable {
    let lesson: LessonOutline
    let text: String
    /// The names of the exercises' functions, by the exercises' numbers.
    let functions: [String: String]
    /// The exercises' functions as they are handed out, by the exercises' numbers.
    let bodies: [String: String]
    /// The lines that import modules.
    let imports: [String]

    init(of lesson: LessonOutline, text: String) {
      self.lesson = lesson
      self.text = text
      let file = AnswerFile(text)
      var (functions, bodies) = ([String: String](), [String: String]())
      for part in file.parts {
        guard let range = part.function else { continue }
        bodies[part.id] = file.text(of: range)
        functions[part.id] = declaredFunctions(in: Array(file.text(of: range).utf8)).first
      }
      self.functions = functions
      self.bodies = bodies
      imports = text.split(whereSeparator: \.isNewline).filter { $0.hasPrefix("import ") }.map(String.init)
    }
  }

  let stubs: [Stub]
  /// The words of `Elementary.swift`, which is the course's own.
  private let elementary: [String]

  init(stubs: [Stub], elementary: String = "") {
    self.stubs = stubs
    self.elementary = SwiftTokens(elementary).tokens.map(\.text)
  }

  /// Whether a text is that file, however its lines end.
  func isElementary(_ text: String) -> Bool { SwiftTokens(text).tokens.map(\.text) == elementary }

  /// Reads the files in the course's own `Exercises`; there must be one for each lesson.
  init(course: URL) throws(UsageError) {
    var stubs: [Stub] = []
    for lesson in LessonOutline.all where lesson.isBuilt {
      guard let data = try? Data(contentsOf: AnswerFile.place(of: lesson, in: course)) else {
        throw UsageError("cannot read Exercises/\(lesson.name).swift of the course; put it back with git restore")
      }
      stubs.append(Stub(of: lesson, text: String(decoding: data, as: UTF8.self)))
    }
    let elementary = try? Data(contentsOf: course.appendingPathComponent("Exercises/Elementary.swift"))
    self.init(stubs: stubs, elementary: String(decoding: elementary ?? Data(), as: UTF8.self))
  }

  func stub(of lesson: Int) -> Stub? { stubs.first { $0.lesson.number == lesson } }

  /// The lesson most of whose functions a file has; for a file that has none, the one that it is named after.
  func lesson(ofFile name: String, functions: some Sequence<String>) -> LessonOutline? {
    let declared = Set(functions)
    let counts = stubs.map { stub in stub.functions.values.count { declared.contains($0) } }
    if let most = counts.max(), most > 0, let place = counts.firstIndex(of: most) { return stubs[place].lesson }
    return stubs.first { name.lowercased().hasPrefix($0.lesson.name) }?.lesson
  }
}

/// The names after the word `func`, in order.
///
/// One in a comment is among them: this is quick, and tells one lesson's file from another's all the same.
func declaredFunctions(in bytes: [UInt8]) -> [String] {
  let word = Array("func".utf8)
  func isOfName(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == UInt8(ascii: "_") || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
      || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
  }
  var names: [String] = []
  var place = 0
  while place + word.count < bytes.count {
    guard bytes[place] == word[0], bytes[place...].starts(with: word), place == 0 || !isOfName(bytes[place - 1]) else {
      place += 1
      continue
    }
    place += word.count
    let start = bytes[place...].firstIndex { $0 > UInt8(ascii: " ") } ?? bytes.count
    let end = bytes[start...].firstIndex { !isOfName($0) } ?? bytes.count
    if start > place && end > start { names.append(String(decoding: bytes[start..<end], as: UTF8.self)) }
  }
  return names
}
