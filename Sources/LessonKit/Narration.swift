import Learner
import Typesetting

/// How far a lesson has been told: the prose down to where its program has got, then what the program shows there.
///
/// An output carries the line that made it. One that a function further up makes is told where the lesson stands; the
/// page places it under the function's code.
struct Narration {
  /// What the program has shown, in that order.
  private(set) var outputs: [(line: Int, output: Output)] = []
  /// What `{{name}}` stands for in prose.
  private(set) var values: [String: String] = [:]

  private let source: LessonSource
  private let options: Options
  private let turned: String?  // the knobs that are, as in "rate = 0.0202 (the lesson has 0.0195)"
  private let section: ClosedRange<Int>  // the lines to tell
  private let isMainPath: Bool  // without the deeper sections
  private var reached = 0  // the furthest line that the program is known to have got to
  private var nextPassage = 0
  private var currentSection = 0  // 0 before the first
  private var isDeeper = false  // the section where it stands
  private var isNoticed = false

  /// The narration of a lesson from its first line, of its main path, or of one section; throws if there is no such
  /// section.
  init(
    of source: LessonSource, _ options: Options, turned: String? = nil, isMainPath: Bool = false
  ) throws(UsageError) {
    self.source = source
    self.options = options
    self.turned = turned
    self.isMainPath = isMainPath && options.section == nil
    section = if let wanted = options.section { try source.section(wanted) } else { 0...Int.max }
  }

  /// Whether the lesson stands in what is to be told of it.
  var isTelling: Bool { section.contains(reached) && !isLeftOut }

  /// Whether the lesson has left what is to be told of it.
  var isOver: Bool { reached > section.upperBound }

  private var isLeftOut: Bool { isMainPath && isDeeper }

  var claims: [Claim] {
    outputs.compactMap { if case .claim(let claim) = $0.output { claim } else { nil } }
  }

  /// The claims that should hold and do not. With a knob turned, only what holds by construction should.
  var failedClaims: Int { claims.count { !$0.holds && ($0.isAlways || turned == nil) } }

  /// What `{{name}}` says from here on. A name stands for one number in a lesson.
  mutating func record(_ name: String, _ text: String) {
    precondition(values[name] == nil, "'\(name)' is recorded twice")
    values[name] = text
  }

  /// Goes on to `line`; returns what is to be told on the way.
  mutating func advance(to line: Int) -> [Block] {
    reached = max(reached, line)
    var told = notice()
    // An output stands under all of the code passage that it is made in, as on the page.
    while nextPassage < source.passages.count, source.passages[nextPassage].lines.lowerBound <= reached {
      let passage = source.passages[nextPassage]
      nextPassage += 1
      if let section = passage.section {
        currentSection += 1
        isDeeper = section.isDeeper
      }
      if options.checkOnly || isLeftOut || !section.contains(passage.lines.lowerBound) { continue }
      switch passage.kind {
      case .prose: told += prose(passage)
      case .code: if options.code { told.append(block(.code(passage.text))) }
      }
    }
    return told
  }

  /// Goes on to `line`, which made `output`; returns what is to be told on the way, and there.
  mutating func add(_ output: Output, line: Int) -> [Block] {
    let prose = advance(to: line)
    guard isTelling else { return prose }
    if case .figure(let name, _, _) = output { check(figureName: name) }
    outputs.append((line, output))
    if options.checkOnly && !output.isClaim { return [] }
    if options.tsv, case .claim(let claim) = output { return [block(.record(ClaimRecord(claim, line: line).tsv))] }
    return prose + [block(.output(output))]
  }

  /// Goes on to the end; returns what is still to be told.
  mutating func finish() -> [Block] { advance(to: .max) }

  /// What is said of the claims when all is told; nil for a section without any.
  func verdict(seed: UInt64) -> Block? {
    if options.tsv || options.section != nil && claims.isEmpty { return nil }
    if let turned, failedClaims == 0 {
      let count = claims.count(where: \.holds)
      return block(.note("With your \(turned), \(count) of \(claims.count) claims hold (seed \(seed))."))
    }
    let verdict = failedClaims == 0 ? "Every claim holds" : "Claims that failed: \(failedClaims)"
    return block(.note("\(verdict) (\(claims.count) checked, seed \(seed))."))
  }

  private func block(_ content: Block.Content) -> Block { Block(section: currentSection, content: content) }

  /// A passage's heading, if it begins a section, and its prose.
  private func prose(_ passage: LessonSource.Passage) -> [Block] {
    let text = passage.filled(with: values)
    guard let section = passage.section else {
      return [block(.prose(Markdown(text, firstLine: passage.lines.lowerBound)))]
    }
    let body = text.drop { !$0.isNewline }
    let prose = Markdown(String(body), firstLine: passage.lines.lowerBound)
    return [block(.heading(section.shownTitle))] + (body.allSatisfy(\.isWhitespace) ? [] : [block(.prose(prose))])
  }

  /// What is said once, before anything else, where a knob is turned.
  private mutating func notice() -> [Block] {
    guard let turned, !isNoticed, isTelling, !options.checkOnly else { return [] }
    isNoticed = true
    return [
      block(.note("With your \(turned). Figures and claims are yours; the prose is about the lesson's own numbers."))
    ]
  }

  private func check(figureName name: String) {
    precondition(
      !name.isEmpty && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") },
      "a figure's name is a file's name, of letters, digits and hyphens, not '\(name)'")
    for case (_, .figure(name, _, _)) in outputs { preconditionFailure("two figures are called '\(name)'") }
  }
}
