import Foundation
import Testing

@testable import Plots

/// Contrast as WCAG 2.2 defines it, computed here and not by the code under test.
@Suite struct ContrastTests {
  static let white = [255.0, 255, 255]
  /// The ground of GitHub's dark theme, #0d1117.
  static let dark = [13.0, 17, 23]

  static func bytes(_ hex: String) -> [Double] {
    let number = Int(hex.dropFirst(), radix: 16) ?? 0
    return [number >> 16, number >> 8 & 255, number & 255].map(Double.init)
  }

  static func luminance(_ color: [Double]) -> Double {
    let linear = color.map { $0 / 255 }.map { $0 <= 0.04045 ? $0 / 12.92 : Foundation.pow(($0 + 0.055) / 1.055, 2.4) }
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
  }

  static func contrast(_ a: [Double], _ b: [Double]) -> Double {
    let (light, dark) = (max(luminance(a), luminance(b)), min(luminance(a), luminance(b)))
    return (light + 0.05) / (dark + 0.05)
  }

  /// A colour of some opacity over a ground.
  static func blended(_ color: [Double], _ opacity: Double, over ground: [Double]) -> [Double] {
    zip(color, ground).map { $0 * opacity + $1 * (1 - opacity) }
  }

  @Test func `contrast is as WCAG has it`() {
    // Its examples: black and white 21 : 1, #777777 on white 4.48 : 1.
    #expect(Self.contrast([0, 0, 0], Self.white) == 21)
    #expect(abs(Self.contrast(Self.bytes("#777777"), Self.white) - 4.48) < 0.005)
  }

  @Test(arguments: Color.allCases) func `every colour is legible as text and seen as mark on both grounds`(
    _ color: Color
  ) {
    #expect(Self.contrast(Self.bytes(color.text), Self.white) >= 4.5)
    #expect(Self.contrast(Self.bytes(color.mark), Self.white) >= 3)
    #expect(Self.contrast(Self.bytes(color.dark), Self.dark) >= 4.5)
  }

  /// What each picture draws: letters, and marks with their opacity, in both schemes.
  @Test(arguments: Gallery.figures.map(\.name)) func `every picture keeps the contrast, light and dark`(
    name: String
  ) throws {
    let figure = try #require(Gallery.figures.first { $0.name == name }?.figure)
    let picture = try Picture(figure.svg())
    let style = try #require(picture.elements.first { $0.name == "style" }?.text)
    #expect(style.hasPrefix("@media (prefers-color-scheme: dark) {") && style.hasSuffix("}"))
    let rules = style.matches(of: /\[(fill|stroke)="(#\w+)"\]\{(fill|stroke):(#\w+)\}/)
    #expect(rules.allSatisfy { $0.1 == $0.3 })
    let darkTones = [String: String](uniqueKeysWithValues: rules.map { ("\($0.1) \($0.2)", String($0.4)) })
    let body = picture.elements.drop { $0.name != "style" }.dropFirst()
    for element in body {
      let isText = element.name == "text"
      for attribute in ["fill", "stroke"] {
        let tone = element.attributes[attribute] ?? (isText && attribute == "fill" ? picture.attributes["fill"] : nil)
        guard let tone, tone != "none" else { continue }
        let opacity = Double(element.attributes["\(attribute)-opacity"] ?? "1") ?? .nan
        // Regions, the fill of bars that have an outline, and grid lines are ground, not marks.
        if opacity <= 0.4 { continue }
        // Cells bring their own ground, and the letters on them are black or white: another test's.
        guard Color.allCases.contains(where: { [$0.mark, $0.text].contains(tone) }) else {
          #expect(element.attributes["shape-rendering"] == "crispEdges" || ["#000000", "#ffffff"].contains(tone))
          continue
        }
        let least = isText ? 4.5 : 3
        let dark = try #require(darkTones["\(attribute) \(tone)"], "\(attribute) \(tone) has no dark tone")
        for (tone, ground) in [(tone, Self.white), (dark, Self.dark)] {
          let contrast = Self.contrast(Self.blended(Self.bytes(tone), opacity, over: ground), ground)
          #expect(contrast >= least, "\(element.name) \(attribute) \(tone), opacity \(opacity): \(contrast)")
        }
      }
    }
  }

  @Test func `numbers are legible on every cell`() {
    for ramp in [ColorRamp.blue, .orange] {
      for step in 0...96 {
        let place = Double(step) / 96
        #expect(Self.contrast(Self.bytes(ramp.text(at: place)), Self.bytes(ramp.hex(at: place))) >= 4.5)
      }
    }
  }

  @Test(arguments: Gallery.figures.map(\.name)) func `the ground is open, and nothing comes from elsewhere`(
    name: String
  ) throws {
    let svg = try #require(Gallery.figures.first { $0.name == name }?.figure).svg()
    #expect(!svg.contains("<rect") && !svg.contains("background"))
    #expect(svg.matches(of: /https?:|url\(|@import|href/).map(\.output) == ["http:"])  // the name space
  }
}
