import Engine
import Foundation
import Testing

/// What PyTorch and JAX computed for one layer, loss, network or training: matrices by name.
///
/// Read from Fixtures/vectors.txt, which Tests/Oracles/engine_vectors.py makes and whose head names the versions.
struct VectorCase: Sendable {
  let name: String
  private(set) var matrices: [String: Matrix] = [:]

  subscript(key: String) -> Matrix {
    guard let matrix = matrices[key] else { fatalError("case \(name) of the fixture has no \(key)") }
    return matrix
  }

  func array(_ key: String) -> [Double] { self[key].elements }
  func integers(_ key: String) -> [Int] { array(key).map { Int($0) } }

  /// The matrices `<key>0`, `<key>1`, … as far as they go.
  func series(_ key: String) -> [Matrix] {
    var result: [Matrix] = []
    while let next = matrices[key + "\(result.count)"] { result.append(next) }
    return result
  }

  static let all = read("vectors.txt")
  /// Of Fixtures/optimizers.txt, which Tests/Oracles/optimizer_vectors.py makes.
  static let optimizers = read("optimizers.txt")
  /// Of Fixtures/schedules.txt, which Tests/Oracles/schedule_vectors.py makes.
  static let schedules = read("schedules.txt")

  private static func read(_ name: String) -> [VectorCase] {
    do {
      let file = folder(of: #filePath).appending(path: "Fixtures/\(name)")
      return try parse(String(contentsOf: file, encoding: .utf8))
    } catch {
      fatalError("the engine's vectors cannot be read: \(error)")
    }
  }

  static func named(_ name: String) -> VectorCase? { all.first { $0.name == name } }

  private static func parse(_ text: String) throws -> [VectorCase] {
    var cases: [VectorCase] = []
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let words = line.split(separator: " ")
      if words[0] == "case" {
        cases.append(VectorCase(name: words.dropFirst().joined(separator: " ")))
      } else {
        let rows = try #require(Int(words[1]))
        let columns = try #require(Int(words[2]))
        let elements = try words.dropFirst(3).map { try #require(Double($0)) }
        cases[cases.count - 1].matrices[String(words[0])] = Matrix(rows: rows, columns: columns, elements: elements)
      }
    }
    return cases
  }
}

/// The folder of a source file, given by `#filePath`.
func folder(of file: String) -> URL { URL(filePath: file).deletingLastPathComponent() }
