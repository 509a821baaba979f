import Curriculum
import Foundation
import Learner

/// How many words an answer must have before it is compared with others: shorter ones, many write alike.
private let fewestWords = 40

/// The words of a student's answers, by exercise, where there are enough of them: without comments, layout and signature.
func comparableAnswers(in submission: Submission, _ recognition: LessonRecognition) -> [String: String] {
  var answers: [String: String] = [:]
  for work in submission.works {
    guard let stub = recognition.stub(of: work.lesson) else { continue }
    for (id, words) in wordsOfBodies(in: work.text, functions: stub.functions) {
      if words.count >= fewestWords && !words.contains("todo") { answers[id] = words.joined(separator: " ") }
    }
  }
  return answers
}

/// The words between the braces of some functions, which need no headline to be found.
func wordsOfBodies(in text: String, functions: [String: String]) -> [String: [String]] {
  let words = SwiftTokens(text).tokens.map(\.text)
  var found: [String: [String]] = [:]
  for (id, name) in functions {
    guard let start = words.indices.dropFirst().first(where: { words[$0] == name && words[$0 - 1] == "func" }) else {
      continue
    }
    var (round, curly, open) = (0, 0, Int?.none)
    for k in start..<words.count {
      switch words[k] {
      case "(", "[": round += 1
      case ")", "]": round -= 1
      case "{" where round == 0 || open != nil:
        if open == nil { open = k }
        curly += 1
      case "}" where open != nil: curly -= 1
      default: break
      }
      if let open, curly == 0 {
        found[id] = Array(words[(open + 1)..<k])
        break
      }
    }
  }
  return found
}

/// Answers of several students that are the same, or nearly so.
///
/// A hint for a conversation, never a verdict: two who learned from the same page write alike, and so do two who think
/// alike.
struct Lookalikes {
  struct Pair: Equatable {
    let students: [String]
    /// The exercises in which their answers are alike, the identical first.
    var identical: [String] = []
    var near: [String] = []
  }

  /// Those with most exercises first.
  private(set) var pairs: [Pair] = []
  /// Students who wrote the same text in an exercise.
  private(set) var groups: [(id: String, students: [String])] = []
  /// Exercises whose commonest answer is left out, since so many wrote it that it is the obvious one.
  private(set) var obvious: [(id: String, count: Int)] = []

  /// From how many of the answers to an exercise on, one text is the obvious one: a tenth of them, and at least 5.
  private static func isObvious(_ count: Int, of all: Int) -> Bool { count >= 5 && 10 * count >= all }

  /// - Parameters:
  ///   - references: the words of the course's reference answers: who writes these has read them, which is no secret.
  init(in results: [StudentResult], references: [String: String]) {
    var alike: [[Int]: Pair] = [:]
    let ids = Set(results.flatMap(\.answers.keys)).sorted { number($0).lexicographicallyPrecedes(number($1)) }
    for id in ids {
      var writers: [String: [Int]] = [:]
      for (student, result) in results.enumerated() {
        if let answer = result.answers[id] { writers[answer, default: []].append(student) }
      }
      let all = writers.values.reduce(0) { $0 + $1.count }
      var texts: [String] = []
      for (text, students) in writers.sorted(by: { $0.key < $1.key }) {
        if text == references[id] { continue }
        if Self.isObvious(students.count, of: all) {
          obvious.append((id, students.count))
          continue
        }
        texts.append(text)
        if students.count > 1 { groups.append((id, students.map { results[$0].student })) }
        for (k, a) in students.enumerated() {
          for b in students[(k + 1)...] {
            alike[[a, b], default: Pair(students: [results[a].student, results[b].student])].identical.append(id)
          }
        }
      }
      for (first, second) in nearPairs(of: texts) {
        for a in writers[texts[first]] ?? [] {
          for b in writers[texts[second]] ?? [] {
            let both = [min(a, b), max(a, b)]
            alike[both, default: Pair(students: both.map { results[$0].student })].near.append(id)
          }
        }
      }
    }
    pairs = alike.sorted { a, b in
      let (x, y) = (a.value, b.value)
      let counts = (x.identical.count + x.near.count, y.identical.count + y.near.count)
      return counts.0 != counts.1 ? counts.0 > counts.1 : a.key.lexicographicallyPrecedes(b.key)
    }.map(\.value)
  }
}

/// The pairs of texts whose sets of five words in a row have at least nine tenths in common: |A ∩ B| ≥ 0.9 |A ∪ B|.
///
/// Two such sets share one of the rarest tenth of the first's elements, so only those that do are compared.
func nearPairs(of texts: [String], share: Double = 0.9) -> [(Int, Int)] {
  let sets = texts.map { text -> Set<Int> in
    let words = text.split(separator: " ")
    if words.count < 5 { return [] }
    return Set((0...(words.count - 5)).map { hash(words[$0..<($0 + 5)]) })
  }
  var frequency: [Int: Int] = [:]
  for set in sets { for element in set { frequency[element, default: 0] += 1 } }
  var index: [Int: [Int]] = [:]
  var pairs: [(Int, Int)] = []
  for (place, set) in sets.enumerated() where !set.isEmpty {
    let rarest = set.sorted { (frequency[$0] ?? 0, $0) < (frequency[$1] ?? 0, $1) }
      .prefix(set.count - Int((share * Double(set.count)).rounded(.up)) + 1)
    for other in Set(rarest.flatMap { index[$0] ?? [] }).sorted() {
      let common = set.count { sets[other].contains($0) }
      if Double(common) >= share * Double(set.count + sets[other].count - common) { pairs.append((other, place)) }
    }
    for element in rarest { index[element, default: []].append(place) }
  }
  return pairs
}

/// The same for the same words in every run, which the standard library's hash is not.
private func hash(_ words: ArraySlice<Substring>) -> Int {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  for word in words {
    for byte in word.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    hash = (hash ^ 0) &* 0x100_0000_01b3
  }
  return Int(truncatingIfNeeded: hash)
}
