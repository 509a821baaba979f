/// A number with at most so many significant digits, as C's `%g` has it: `1.5`, `1e-05`, `nan`, `-inf`.
///
/// Neither a nan nor a zero has a sign. Without `digits` it is six, and between 10³ and 10⁹ as many as it takes to show
/// three decimals, so that numbers near 10⁶ can be told apart. What is rounded is the number as Swift prints it, so that
/// a half that one sees is rounded up; `%g` rounds the binary fraction.
package func decimal(_ x: Double, digits: Int? = nil) -> String {
  precondition(digits ?? 1 > 0, "a number has at least 1 digit, not \(digits ?? 0)")
  if x.isNaN { return "nan" }
  if x.isInfinite { return x < 0 ? "-inf" : "inf" }
  if x == 0 { return "0" }
  let (figures, exponent) = shortestDecimal(x.magnitude)
  let digits = digits ?? (3..<9 ~= exponent ? exponent + 4 : 6)
  return (x < 0 ? "-" : "") + laidOut(rounded(figures, exponent, to: digits), digits)
}

/// The fewest digits that tell x from its neighbours, and the power of ten of the first: 250 is ([2, 5], 2).
private func shortestDecimal(_ x: Double) -> (figures: [Int], exponent: Int) {
  let parts = x.description.split(separator: "e")
  let halves = parts[0].split(separator: ".", omittingEmptySubsequences: false)
  let whole = halves[0], fraction = halves.count > 1 ? halves[1] : ""
  let all = (whole + fraction).compactMap(\.wholeNumberValue)
  let leading = all.prefix { $0 == 0 }.count
  let exponent = (parts.count > 1 ? Int(parts[1]) ?? 0 : 0) + whole.count - 1 - leading
  return (Array(all.dropFirst(leading)), exponent)
}

/// The figures rounded to `count` of them, half up, without zeros at the end.
private func rounded(_ figures: [Int], _ exponent: Int, to count: Int) -> (figures: [Int], exponent: Int) {
  var (kept, exponent) = (Array(figures.prefix(count)), exponent)
  if figures.count > count && figures[count] >= 5 {
    while kept.last == 9 { kept.removeLast() }
    if kept.isEmpty {
      kept = [1]
      exponent += 1
    } else {
      kept[kept.count - 1] += 1
    }
  }
  while kept.count > 1 && kept.last == 0 { kept.removeLast() }
  return (kept, exponent)
}

/// Plain from 10⁻⁴ up to as many places as there are digits, else with a power of ten.
private func laidOut(_ number: (figures: [Int], exponent: Int), _ digits: Int) -> String {
  let (exponent, text) = (number.exponent, number.figures.map(String.init).joined())
  if exponent < -4 || exponent >= digits {
    let power = "\(exponent.magnitude)"
    return text.prefix(1) + (text.count > 1 ? "." : "") + text.dropFirst() + (exponent < 0 ? "e-" : "e+")
      + (power.count < 2 ? "0" : "") + power
  }
  if exponent < 0 { return "0." + String(repeating: "0", count: -exponent - 1) + text }
  let whole = text.prefix(exponent + 1)
  let fraction = text.dropFirst(exponent + 1)
  return whole + String(repeating: "0", count: exponent + 1 - whole.count) + (fraction.isEmpty ? "" : "." + fraction)
}
