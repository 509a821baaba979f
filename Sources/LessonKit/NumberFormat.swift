import Foundation

/// How a measured number is written in prose, tables and claims.
public enum NumberFormat: Sendable, Equatable {
  /// So many decimals: 0.250.
  case fixed(Int)
  /// So many significant digits; very large and very small numbers as 3.3·10⁻¹⁶.
  case significant(Int)
  /// A share as percent, with so many decimals: 97.5 %.
  case percent(Int)
  /// A whole number, in groups of three from five digits on: 1797, 12 345.
  case whole

  /// The number in this format, with the typographic minus, or a word for what is not a number.
  func text(_ x: Double) -> String {
    switch self {
    case .significant(let digits):
      precondition(digits > 0, "a number needs at least 1 significant digit, not \(digits)")
    case .fixed(let decimals), .percent(let decimals):
      precondition(decimals >= 0, "a number cannot have \(decimals) decimals")
    case .whole: break
    }
    guard x.isFinite else { return x.isNaN ? "not a number" : x < 0 ? "−∞" : "∞" }
    switch self {
    case .fixed(let decimals): return Self.fixed(x, decimals)
    case .percent(let decimals): return Self.fixed(100 * x, decimals) + "\u{A0}%"
    case .whole: return Self.grouped(Self.fixed(x, 0))
    case .significant(let digits):
      if x == 0 { return "0" }
      // The exponent as it is after rounding: 0.9996 to three digits is 1.00.
      let scientific = String(format: "%.\(digits - 1)e", x).split(separator: "e")
      let exponent = Int(scientific[1])!
      if (-4..<6).contains(exponent) { return Self.grouped(Self.fixed(x, max(0, digits - 1 - exponent))) }
      return Self.typographic(String(scientific[0])) + "·10" + Self.superscript(exponent)
    }
  }

  /// The number as it would be typed, with all its digits and no zeros at its end: 0.5 for 0.500, 10⁻¹² for 1.00·10⁻¹².
  func exactText(_ x: Double) -> String {
    let text = refined(for: x) { $0 == x }.text(x)
    let end = text.firstIndex { "·\u{A0}".contains($0) } ?? text.endIndex
    var digits = text[..<end]
    if digits.contains(".") {
      while digits.last == "0" { digits.removeLast() }
      if digits.last == "." { digits.removeLast() }
    }
    return digits == "1" && text[end...].hasPrefix("·10")
      ? String(text[end...].dropFirst()) : String(digits + text[end...])
  }

  /// This format, with as many more digits as it takes for the number that it shows of `x` to satisfy `condition`.
  func refined(for x: Double, until condition: (Double) -> Bool) -> NumberFormat {
    guard x.isFinite else { return self }
    var format = self
    for _ in 0..<17 {
      if condition(format.shown(x)) { return format }
      format = format.refined
    }
    if case .significant = self { return format }
    return NumberFormat.significant(1).refined(for: x, until: condition)
  }

  private var refined: NumberFormat {
    switch self {
    case .fixed(let decimals): .fixed(decimals + 1)
    case .significant(let digits): .significant(digits + 1)
    case .percent(let decimals): .percent(decimals + 1)
    case .whole: .fixed(1)
    }
  }

  /// The number that the text of `x` says.
  private func shown(_ x: Double) -> Double {
    switch self {
    case .fixed(let decimals): Double(String(format: "%.\(decimals)f", x))!
    case .significant(let digits): Double(String(format: "%.\(digits - 1)e", x))!
    case .percent(let decimals): Double(String(format: "%.\(decimals)f", 100 * x) + "e-2") ?? x
    case .whole: Double(String(format: "%.0f", x))!
    }
  }

  private static func fixed(_ x: Double, _ decimals: Int) -> String {
    guard x.isFinite else { return x < 0 ? "−∞" : "∞" }  // 10³⁰⁸ as percent
    let text = String(format: "%.\(decimals)f", x)
    // Never "-0.00".
    return typographic(text.contains { "123456789".contains($0) } ? text : text.replacing("-", with: ""))
  }

  /// A hyphen is too short for a minus.
  private static func typographic(_ text: String) -> String { text.replacing("-", with: "−") }

  private static func superscript(_ n: Int) -> String {
    let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    return (n < 0 ? "⁻" : "") + String(String(abs(n)).map { digits[$0.wholeNumberValue!] })
  }

  /// Groups of three from five digits on, with a thin no-break space: 12 345, but 1797.
  private static func grouped(_ text: String) -> String {
    let whole = text.prefix { $0 != "." }
    let digits = whole.filter(\.isNumber)
    guard digits.count > 4 else { return text }
    var result = ""
    for (i, digit) in digits.enumerated() {
      if i > 0 && (digits.count - i) % 3 == 0 { result += "\u{202F}" }
      result.append(digit)
    }
    return (whole.hasPrefix("−") ? "−" : "") + result + text.dropFirst(whole.count)
  }
}

extension Double {
  /// The number as `format` writes it: `0.9754.text(.percent(1))` is `"97.5 %"`.
  public func text(_ format: NumberFormat) -> String { format.text(self) }
}
