import Engine

/// A number as people write it: a few digits and a power of ten, held exactly.
///
///     ShortDecimal(digits: 25, exponent: -2).text       // "0.25"
///     ShortDecimal(digits: -3, exponent: 9).text        // "−3e9"
///     ShortDecimal(0.0312499, significant: 3).text      // "0.0312"
///
/// Ticks are whole multiples of 1, 2 or 5 times a power of ten, so their labels never show a rounding error.
struct ShortDecimal: Equatable {
  let digits: Int
  let exponent: Int

  init(digits: Int, exponent: Int) {
    self.digits = digits
    self.exponent = exponent
  }

  /// `value` rounded to so many significant digits, trailing zeros removed; `value` must be finite.
  init(_ value: Double, significant: Int) {
    let scale = abs(value) < 1e-250 ? 100 : 0  // keeps the power of ten below within range
    let magnitude = scale == 0 ? abs(value) : abs(value) * 1e100
    guard magnitude >= 1e-200 || scale == 0, magnitude > 0 else {
      self.init(digits: 0, exponent: 0)
      return
    }
    var exponent = ShortDecimal.exponent(of: magnitude) - significant + 1
    let scaled =
      exponent < 0 ? magnitude * ShortDecimal.power(-exponent) : magnitude / ShortDecimal.power(exponent)
    var digits = Int(scaled.rounded())
    while digits % 10 == 0 {
      digits /= 10
      exponent += 1
    }
    self.init(digits: value < 0 ? -digits : digits, exponent: exponent - scale)
  }

  /// The nearest `Double`.
  var value: Double { Double("\(digits)e\(exponent)") ?? 0 }

  /// Plain, or with a power of ten where that is shorter.
  var text: String {
    let plain = self.plain
    let scientific = self.scientific
    return plain.count <= max(6, scientific.count) ? plain : scientific
  }

  /// All digits, with −exponent of them after the point: `"−0.50"`.
  var plain: String {
    var figures = "\(abs(digits))"
    if exponent > 0, digits != 0 {
      figures += String(repeating: "0", count: exponent)
    } else if exponent < 0 {
      let missing = 1 - exponent - figures.count
      if missing > 0 { figures = String(repeating: "0", count: missing) + figures }
      figures.insert(".", at: figures.index(figures.endIndex, offsetBy: exponent))
    }
    return sign + figures
  }

  /// One digit before the point, then a power of ten: `"2.5e−7"`.
  var scientific: String {
    if digits == 0 { return "0" }
    var figures = "\(abs(digits))"
    let power = exponent + figures.count - 1
    while figures.count > 1, figures.last == "0" { figures.removeLast() }
    if figures.count > 1 { figures.insert(".", at: figures.index(after: figures.startIndex)) }
    return sign + figures + "e" + (power < 0 ? "−\(-power)" : "\(power)")
  }

  private var sign: String { digits < 0 ? "−" : "" }

  /// 10ᵏ, correctly rounded.
  static func power(_ k: Int) -> Double { Double("1e\(k)") ?? 0 }

  /// The k with 10ᵏ ≤ value < 10ᵏ⁺¹, for a positive normal value.
  static func exponent(of value: Double) -> Int {
    precondition(value.isNormal && value > 0, "no power of ten is just below \(value)")
    // value = m · 2ᵉ with 1 ≤ m < 2, so e · log₁₀ 2 is at most 1 off.
    var k = Int((Double(value.exponent) * 0.301_029_995_663_981_2).rounded(.down))
    if power(k + 1) <= value { k += 1 }
    return k
  }
}

/// `value` in at most three significant digits, or what it is instead of a number.
func shortText(_ value: Double) -> String {
  if value.isNaN { return "nan" }
  if value.isInfinite { return value < 0 ? "−∞" : "∞" }
  return ShortDecimal(value, significant: 3).text
}
