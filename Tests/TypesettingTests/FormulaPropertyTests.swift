import Testing

@testable import Typesetting

@Suite struct `The course's formulas` {
  /// What would remain of TeX that was not translated; braces are legitimate where the source writes `\{`.
  private func residue(in text: String, of tex: String) -> Bool {
    let writesBraces = tex.contains("\\{")
    return text.contains("\\") || text.contains("_{") || text.contains("^{") || text.contains("&")
      || (!writesBraces && (text.contains("{") || text.contains("}")))
  }

  @Test(arguments: formulaCorpus)
  func `are translated whole`(tex: String) throws {
    let formula = try Formula(tex)
    #expect(!residue(in: formula.inline, of: tex), "\(formula.inline)")
    for line in formula.lines(width: 80) { #expect(!residue(in: line, of: tex), "\(line)") }
  }

  @Test(arguments: formulaCorpus)
  func `fit every width from 40 to 100 without trailing spaces`(tex: String) throws {
    let formula = try Formula(tex)
    for width in 40...100 {
      for line in formula.lines(width: width) {
        #expect(displayWidth(line) <= width)
        #expect(line.last != " ")
      }
    }
  }

  @Test(arguments: formulaCorpus)
  func `come out the same every time`(tex: String) throws {
    let (first, second) = (try Formula(tex), try Formula(tex))
    #expect(first == second)
    #expect(Array(first.inline.utf8) == Array(second.inline.utf8))
    #expect(first.lines(width: 60) == second.lines(width: 60))
  }

  /// No character may be lost where a line is broken.
  @Test(arguments: formulaCorpus)
  func `keep every symbol when they are broken into lines`(tex: String) throws {
    let line = Formula.inline(try #require(try? Formula.Parser.tree(tex)))
    let whole = line.text.filter { $0 != " " }
    for width in [12, 20, 33] {
      #expect(Formula.broken(line, width: width).joined().filter { $0 != " " } == whole)
    }
  }

  /// Whatever is cut off, the rest is refused or translated whole, and never traps.
  @Test(arguments: formulaCorpus)
  func `are refused or translated whole when they are cut short`(tex: String) {
    for count in 0..<tex.count {
      for part in [tex.prefix(count), tex.dropFirst(count + 1)] {
        guard let formula = try? Formula(String(part)) else { continue }
        #expect(!residue(in: formula.inline, of: tex), "\(part) became \(formula.inline)")
        #expect(formula.lines(width: 30).allSatisfy { displayWidth($0) <= 30 })
      }
    }
  }

  @Test func `are many`() {
    #expect(formulaCorpus.count >= 80)
    #expect(Set(formulaCorpus).count == formulaCorpus.count)
  }

  /// The display holds the same letters and digits as the line, so nothing is dropped in two dimensions.
  @Test(arguments: formulaCorpus)
  func `have the same letters in both forms`(tex: String) throws {
    // Words that only one of the forms writes, and the fractions that only one of them has.
    if tex.contains("cases") || tex.contains("frac{1}{2}") { return }
    let formula = try Formula(tex)
    func letters(_ text: String) -> [Character] {
      text.compactMap { character in
        let plain = ["Σ": "∑", "Π": "∏"][character] ?? character
        return plain.isLetter || plain.isNumber || plain == "∑" || plain == "∏" ? Self.plain(plain) : nil
      }.sorted()
    }
    #expect(letters(formula.inline) == letters(formula.lines(width: 200).joined()))
  }

  /// A script may be small on one line and full-sized in two dimensions.
  private static func plain(_ character: Character) -> Character {
    for candidate in "0123456789abcdefghijklmnopqrstuvwxyzABDEGHIJKLMNOPRTUVWβγρφχδθ" {
      let text = String(candidate)
      if Formula.smallRaised(text) == String(character) || Formula.smallLowered(text) == String(character) {
        return candidate
      }
    }
    return character
  }
}
