import Curriculum
import Foundation
import Testing

@testable import LessonKit

/// A page with its place in the package: the README, or what the lessons weave now.
private struct LinkedPage: CustomTestStringConvertible {
  let path: String
  let text: String

  static let all: [LinkedPage] =
    ["README.md", "Lessons/TEACHING.md"].map { LinkedPage(path: $0, text: (try? LessonTests.text($0)) ?? "") }
    + ToldLesson.all.map { LinkedPage(path: "Lessons/\($0.outline.name)/README.md", text: $0.page) }

  var testDescription: String { path }

  /// The address of every link and picture, in order. What looks like one within code is none.
  var addresses: [String] {
    text.replacing(/(?m)^```[\s\S]*?^```/, with: "").replacing(/`[^`\n]*`/, with: "")
      .matches(of: /\]\(((?:[^()]|\([^()]*\))*)\)/).map { String($0.1) }
  }
}

/// Why an address leads nowhere; nil if it leads somewhere. The network is not asked.
private func fault(of address: String, on page: LinkedPage) -> String? {
  if address.contains(":") {
    let hasNoHTTPS = address.hasPrefix("http://neuralnetworksanddeeplearning.com")
    guard let url = URL(string: address), url.scheme == "https" || hasNoHTTPS, url.host()?.contains(".") == true else {
      return "is no address that begins with https://"
    }
    let isPaper = ["arxiv.org", "doi.org"].contains(url.host())
    let isNumbered =
      address.wholeMatch(of: /https:\/\/(arxiv\.org\/abs\/\d{4}\.\d{4,5}|doi\.org\/10\.\d{4,}\/\S+)/) != nil
    return isPaper && !isNumbered ? "does not name a paper as arXiv or DOI do" : nil
  }
  let parts = address.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
  let folder = (page.path as NSString).deletingLastPathComponent
  let path =
    parts[0].isEmpty ? page.path : ((folder as NSString).appendingPathComponent(parts[0]) as NSString).standardizingPath
  guard let file = path.removingPercentEncoding, FileManager.default.fileExists(atPath: package.path + "/" + file)
  else {
    return "is not there"
  }
  guard parts.count == 2 else { return nil }
  if let line = parts[1].wholeMatch(of: /L(\d+)/), file.hasSuffix(".swift") {
    let count = (try? text(file))?.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).count ?? 0
    return (1...max(count, 1)).contains(Int(line.1)!) ? nil : "has no such line"
  }
  let target = LinkedPage.all.first { $0.path == file }?.text ?? (try? text(file)) ?? ""
  return anchors(of: headings(of: target)).contains(parts[1]) ? nil : "has no such heading"
}

@Suite struct `Links` {
  @Test(arguments: LinkedPage.all) fileprivate func `lead somewhere`(_ page: LinkedPage) {
    #expect(!page.addresses.isEmpty)
    for address in page.addresses {
      if let fault = fault(of: address, on: page) { Issue.record("\(page.path): (\(address)) \(fault)") }
    }
  }

  @Test(arguments: [
    "no.md", "Lessons/no/README.md", "#no", "Lessons/08-glorot-vs-he/README.md#no",
    "Exercises/08-glorot-vs-he.swift#L9999",
    "http://arxiv.org/abs/1502.03167", "https://x", "https://arxiv.org/pdf/1502.03167", "https://doi.org/Ioffe",
    "arxiv:1502.03167",
  ]) func `that lead nowhere are found`(_ address: String) {
    #expect(fault(of: address, on: LinkedPage.all[0]) != nil)
  }

  @Test(arguments: [
    "LICENSE", "#the-lessons", "Lessons/08-glorot-vs-he/README.md#exercises", "Exercises/08-glorot-vs-he.swift#L1",
    "https://arxiv.org/abs/1502.03167", "https://doi.org/10.24432/C50P49", "https://github.com",
  ]) func `that lead somewhere are not faulted`(_ address: String) {
    #expect(fault(of: address, on: LinkedPage.all[0]) == nil)
  }
}

@Suite struct `A page's links` {
  /// A learner's answers move the exercises below them, and the links with them when the page is woven anew; so this
  /// looks at what is woven now.
  @Test(arguments: ToldLesson.all) func `lead from each exercise to its place`(_ lesson: ToldLesson) throws {
    let file = "Exercises/\(lesson.outline.name).swift"
    let lines = try text(file).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for exercise in lesson.outline.exercises {
      let link = try Regex("\\| \\[\(exercise.id)\\]\\(\\.\\./\\.\\./\(file)#L(\\d+)\\) \\|")
      let line = lesson.page.firstMatch(of: link)?.output[1].substring.flatMap { Int($0) }
      #expect(line.map { lines[$0 - 1].hasPrefix("/// Exercise \(exercise.id) ") } == true, "\(exercise.id)")
    }
  }

  @Test(arguments: ToldLesson.all) func `lead to every section, and to the lessons around it`(_ lesson: ToldLesson)
    throws
  {
    let source = try LessonSource(text("Lessons/\(lesson.outline.name)/main.swift"))
    #expect(lesson.page.matches(of: /(?m)^\d+\. \[.*\]\(#\S+\)( · \*deeper\*)?$/).count == source.sections.count)
    let ways = lesson.page.split(separator: "\n").filter { $0.hasPrefix("[Unstuck](../../README.md) · ") }
    #expect(ways.count == 2 && ways[0] == ways[1])
    let neighbours = builtLessons.indices.filter {
      abs($0 - builtLessons.firstIndex { $0.number == lesson.outline.number }!) == 1
    }
    for i in neighbours { #expect(ways[0].contains("](../\(builtLessons[i].name)/README.md)")) }
  }

  @Test(arguments: ToldLesson.all) func `leave nothing of a figure's caption to be heard twice`(_ lesson: ToldLesson) {
    for figure in lesson.page.matches(of: /(?m)^!\[(.+)\]\(.+\)\n\n\*(.+)\*$/) { #expect(figure.1 != figure.2) }
  }
}
