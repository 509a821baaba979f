import Foundation

@testable import Plots

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// An SVG document as an XML reader sees it.
struct Picture {
  struct Element {
    let name: String
    let attributes: [String: String]
    var text = ""
  }

  /// The room a label takes, by a wide face's metrics.
  struct Label {
    let text: String
    let x0, x1, y0, y1: Double
  }

  /// What a reader takes small digits for: on a higher line, and on a lower one.
  static let raised = [Character: Character](uniqueKeysWithValues: zip("0123456789−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻"))
  static let lowered = [Character: Character](uniqueKeysWithValues: zip("0123456789", "₀₁₂₃₄₅₆₇₈₉"))

  struct Malformed: Error {
    let line: Int
  }

  let elements: [Element]

  init(_ svg: String) throws(Malformed) {
    let reader = Reader()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = reader
    guard parser.parse() else { throw Malformed(line: parser.lineNumber) }
    elements = reader.elements
  }

  var attributes: [String: String] { elements.first?.attributes ?? [:] }
  var title: String { elements.first { $0.name == "title" }?.text ?? "" }
  var description: String { elements.first { $0.name == "desc" }?.text ?? "" }
  var width: Double { number(attributes, "width") }
  var height: Double { number(attributes, "height") }

  private func number(_ attributes: [String: String], _ name: String) -> Double {
    attributes[name].flatMap(Double.init) ?? .nan
  }

  /// Every place that a shape or a text names.
  var places: [(element: String, x: Double, y: Double)] {
    elements.flatMap { element -> [(element: String, x: Double, y: Double)] in
      let pairs = [("x", "y"), ("x1", "y1"), ("x2", "y2"), ("cx", "cy")]
      let named = pairs.filter { element.attributes[$0.0] != nil }
        .map { (element.name, number(element.attributes, $0.0), number(element.attributes, $0.1)) }
      return named + path(element.attributes["d"] ?? "").map { ("path", $0.x, $0.y) }
    }
  }

  /// The corners of a path of M, L, H, V, A, C and Z.
  private func path(_ d: String) -> [(x: Double, y: Double)] {
    var corners: [(x: Double, y: Double)] = []
    var (x, y) = (0.0, 0.0)
    for step in d.matches(of: /([MLHVAC])([-0-9.,]*)/) {
      let numbers = step.2.split(separator: ",").map { Double($0) ?? .nan }
      switch step.1 {
      case "H": x = numbers[0]
      case "V": y = numbers[0]
      default: (x, y) = (numbers[numbers.count - 2], numbers[numbers.count - 1])
      }
      corners.append((x, y))
    }
    return corners
  }

  var labels: [Label] {
    elements.filter { $0.name == "text" }.map { element in
      let size = element.attributes["font-size"].flatMap(Double.init) ?? SVG.textSize
      let width = pixelWidth(element.text, size: size)
      let (x, y) = (number(element.attributes, "x"), number(element.attributes, "y"))
      let anchor = element.attributes["text-anchor"]
      let before = anchor == "end" ? width : anchor == "middle" ? width / 2 : 0
      if element.attributes["transform"] != nil {
        return Label(text: element.text, x0: x - 0.8 * size, x1: x + 0.2 * size, y0: y - width / 2, y1: y + width / 2)
      }
      return Label(
        text: element.text, x0: x - before, x1: x - before + width, y0: y - 0.8 * size, y1: y + 0.2 * size)
    }
  }

  private final class Reader: NSObject, XMLParserDelegate {
    var elements: [Element] = []
    /// The places of the elements that are open.
    private var open: [Int] = []
    /// What the digits stand for that come next.
    private var script: [Character: Character] = [:]

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String]
    ) {
      if name == "tspan" {
        let isHigher = attributes["dy"]?.hasPrefix("-") == true
        script = attributes["font-size"] == nil ? [:] : isHigher ? Picture.raised : Picture.lowered
        return
      }
      open.append(elements.count)
      elements.append(Element(name: name, attributes: attributes))
    }

    func parser(
      _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
    ) {
      if name == "tspan" { script = [:] } else { open.removeLast() }
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
      guard let element = open.last else { return }
      elements[element].text += String(text.map { script[$0] ?? $0 })
    }
  }
}
