import Engine

/// A labelled place on an axis.
struct Tick: Equatable {
  let value: Double
  let label: String
}

/// Where the ticks of an axis go: whole multiples of 1, 2 or 5 times a power of ten; powers of ten on a logarithmic axis.
enum Ticks {
  /// A step of 1, 2 or 5 times 10ᵏ that cuts `range` into about `count` parts.
  ///
  /// The thresholds √2, √10, √50 lie midway between neighbouring steps on a logarithmic scale.
  static func step(for range: ClosedRange<Double>, about count: Int) -> ShortDecimal {
    let rough = (range.upperBound - range.lowerBound) / Double(max(1, count))
    let k = ShortDecimal.exponent(of: rough)
    let ratio = rough / ShortDecimal.power(k)
    if ratio < 1.414_213_562_373_095 { return ShortDecimal(digits: 1, exponent: k) }
    if ratio < 3.162_277_660_168_38 { return ShortDecimal(digits: 2, exponent: k) }
    if ratio < 7.071_067_811_865_475 { return ShortDecimal(digits: 5, exponent: k) }
    return ShortDecimal(digits: 1, exponent: k + 1)
  }

  /// About `count` ticks within `range`, all with the same number of decimals, and at `least` so far apart.
  static func linear(_ range: ClosedRange<Double>, about count: Int, least: Double = 0) -> [Tick] {
    let wanted = step(for: range, about: count)
    let step = wanted.value < least ? ShortDecimal(least, significant: 1) : wanted
    let first = (range.lowerBound / step.value - 1e-6).rounded(.up)
    let last = (range.upperBound / step.value + 1e-6).rounded(.down)
    guard first <= last else { return [] }
    let decimals = (Int(first)...Int(last)).map { ShortDecimal(digits: $0 * step.digits, exponent: step.exponent) }
    return labelled(decimals)
  }

  /// Ticks at powers of ten; at 1, 2, 5 times them if there are few, at every n-th if there are many.
  static func logarithmic(_ range: ClosedRange<Double>, about count: Int) -> [Tick] {
    let low = ShortDecimal.exponent(of: range.lowerBound)
    let high = ShortDecimal.exponent(of: range.upperBound)
    let count = max(1, count)
    func within(_ decimal: ShortDecimal) -> Bool {
      decimal.value >= range.lowerBound * (1 - 1e-9) && decimal.value <= range.upperBound * (1 + 1e-9)
    }
    func multiples(_ digits: [Int], every stride: Int = 1) -> [ShortDecimal] {
      (low...high + 1).filter { $0 % stride == 0 }
        .flatMap { k in digits.map { ShortDecimal(digits: $0, exponent: k) } }.filter(within)
    }
    let powers = multiples([1])
    if powers.count > count + 1 {
      let stride = [1, 2, 3, 5, 10, 20, 50, 100, 200, 500].first { (high - low) / $0 <= count } ?? 1000
      return labelledPowers(multiples([1], every: stride))
    }
    if powers.count >= 3 || high - low > count { return labelledPowers(powers) }
    let finer = [multiples([1, 2, 5]), multiples([1, 3])].first { 2...count + 2 ~= $0.count }
    if let finer { return labelledPowers(finer) }
    let even = linear(range, about: count)
    return powers.count >= 2 ? labelledPowers(powers) : even.count > powers.count ? even : labelledPowers(powers)
  }

  /// Plain labels where they are short; otherwise all with a power of ten.
  private static func labelled(_ decimals: [ShortDecimal]) -> [Tick] {
    let plain = decimals.map(\.plain)
    let scientific = decimals.map(\.scientific)
    func longest(_ labels: [String]) -> Int { labels.map(\.count).max() ?? 0 }
    let labels = longest(plain) <= max(6, longest(scientific)) ? plain : scientific
    return zip(decimals, labels).map { Tick(value: $0.value, label: $1) }
  }

  /// `0.01 0.1 1 10` while all lie from 0.001 to 10000, otherwise `10⁻⁵ 10⁻⁴`.
  private static func labelledPowers(_ decimals: [ShortDecimal]) -> [Tick] {
    let isPlain = decimals.allSatisfy { -3...4 ~= $0.exponent }
    return decimals.map { decimal in
      if isPlain { return Tick(value: decimal.value, label: decimal.plain) }
      let factor = decimal.digits == 1 ? "" : "\(decimal.digits)·"
      return Tick(value: decimal.value, label: factor + "10" + superscript(decimal.exponent))
    }
  }

  private static func superscript(_ number: Int) -> String {
    String(
      "\(number)".map { character in
        guard let digit = character.wholeNumberValue else { return "⁻" }
        return Array("⁰¹²³⁴⁵⁶⁷⁸⁹")[digit]
      })
  }
}
